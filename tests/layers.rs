//! Lists and what lies over a screen as text: decks, problems, help, messages, confirmation, the smallest window.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use support::{DECKS, Driver};

#[test]
fn decks_and_their_problems() {
    let broken = "---\nid: broken\ntitle: Broken\n---\n\n## Why?\n\nBecause.\n\n## No answer {#b}\n\n### Notes\n\nLost.\n";
    let mut driver = Driver::at_home(&[DECKS[0], DECKS[1], ("broken", broken)], &[]);
    driver.press("d");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Decks                                                                  3 decks

     › broken                      on          own          1 cards  3 problems
       reliability                 on          own          4 cards  5 problems
       words                       on          own          1 cards














     Broken. decks/broken.md



    Space first, on, off  Enter problems  r read again  u undo  ? help  Esc back
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Decks                          3 decks
    › broken                   on
      reliability              on
      words                    on





    Broken. decks/broken.md

    Space first, on, off  Enter problems
    ");
    driver.press("<enter><down>");
    insta::assert_snapshot!(driver.screen(80, 24), @r#"
    Problems of broken                                                      2 of 3


       line 6  warning  the card has no id; it goes by why, made from its prompt
       missing-id: write {#why} after the prompt, or run `mensetsu deck fmt`

     › line 10  skip  the card has no answer
       missing-field: write the field that the message names

       line 12  error  "notes" is no section of a card; its text is not loaded
       unknown-section: use ### Answer, Hint, Steps, Options, Phases, Rubric,
     Follow-ups or Model; ## starts a card











    u undo   ? help   Esc back   e edit
    "#);
}

#[test]
fn help_message_and_confirm() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter><space>?");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Help: An answer

     Answer aloud or in your head, then look. Say how well you knew it; what you
     knew less comes back sooner.

     Ctrl-o         count a typed answer as right that was wrong, or as wrong
                    that was right
     Space Enter    grade good, after a wrong answer that was typed again
     1              grade again: not known
     2              grade hard: known with effort
     3              grade good: known
     4              grade easy: known at once
     n              a closer look at the card, and a note of your own on it
     u              take the last change back; again goes further back
     x              take the card out of the plan
     -              leave the item for another day
     ? F1           show these keys
     Esc            end the sitting
     e              open it in $EDITOR
     f              mark the card, or take its mark away
     i F2           furigana: off, on, or also over the words of the decks
     ↓ j            down                                                        ↓

    Esc back
    ");
    driver.press("<esc>");
    driver.disk_is_full = true;
    driver.press("3");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Reliability · recall            1 of 4
    request cause at the bottom?          ↑

    ──────────────────────────────────────

    27 (3 × 3 × 3).
                                          ↓

    The grade is not saved: no space left
    on device. Nothing else is lost; try
    again.
    Space good  u undo  x I know this
    ");
    for loaded in &mut driver.app.study.collection.decks {
        loaded.file = None;
    }
    driver.press("e");
    insta::assert_snapshot!(driver.screen(80, 16), @"
    Reliability · recall                                                    1 of 4
    Three layers each make up to 3 attempts. How many calls can one user request
    cause at the bottom?

    ──────────────────────────────────────────────────────────────────────────────
           ────────────────────────────────────────────────────────────────
    27 (3    This deck is inside the program. Copy it to your own decks
             and edit the copy?
    ┃ Retr
             y yes   Esc no
    AWS Bu ────────────────────────────────────────────────────────────────

    1 again  today                         2 hard   today
    3 good   2 days+                       4 easy   8 days
    ");
}

#[test]
fn too_small() {
    let driver = Driver::at_home(&DECKS, &[]);
    insta::assert_snapshot!(driver.screen(30, 3), @"
    mensetsu needs 40 × 12 cells;
    here are 30 × 3.
    ");
}
