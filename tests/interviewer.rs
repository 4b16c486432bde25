//! The interviewer's screen: keys through the real keymap and update, time from the moments given, pictures as text.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use mensetsu::{
    app::{Action, Effect, InterviewerScreen, Scope, Screen, interviewer::Face},
    practice::partner::{Interview, Stage, interview::Begun, result},
    ui::{Look, glyph::Glyphs, theme::Theme},
};
use support::{Driver, NOW};

const DECK: &str = "---\nid: d\ntitle: D\narea: SD\n---\n\n\
## What is a key? {#key}\n\nIt names a caller.\n\n\
## Design a rate limiter for a public API: 10,000 customers, 50,000 requests/s at peak. {#limiter .design minutes=45}\n\n\
Limits differ by plan. One region today, three next year.\n\n### Hint\nCount per key.\n\n\
### Phases\n- clarify 5\n- estimate 5\n- high level 10\n- deep dive 25\n\n  The counter store answers in 40 ms now.\n\n\
### Rubric\n- 15 Names the key that the limit hangs on [clarify]\n  - full: per customer key and per endpoint\n  - partial: only per user\n\
- 20 Counts across nodes without losing the limit [deep dive]\n  - full: says what is shared, how stale it may be, and what that costs\n  - partial: one of the three\n\
- 45 Says what happens when the shared store is down [deep dive]\n  - full: who fails open and who fails closed\n\
- 20 Numbers before boxes [estimate]\n  - full: state and checks a second\n\n\
### Follow-ups\n- (change) Sales wants paying customers to burst to three times their limit for a minute.\n- The shared counter store is down. Do calls pass?\n\n\
## 冪等性を1分で説明してください。 {#idem .open area=JP minutes=4}\n\n### Rubric\n- 100 何度実行しても結果が同じだと言う\n  - full: 同じ要求を何度送っても結果が変わらないことと、その鍵\n";

fn begun(driver: &Driver) -> Begun {
    let keys = ["d/limiter", "d/idem"];
    let tasks = driver.app.study.tasks(keys.into_iter()).unwrap();
    let mut interview = Interview::new("interview-1-2a".to_owned(), &tasks, NOW);
    "System design".clone_into(&mut interview.title);
    Begun {
        interview,
        tasks,
        sentences: Vec::new(),
        file: "interview-2026-11-22-system-design.json".into(),
        replaces: false,
    }
}

/// The app with an interview, as the command begins it.
fn driver() -> Driver {
    let mut driver = Driver::new(&[("d", DECK)], &[]);
    let begun = begun(&driver);
    driver.app.begin_interview(begun);
    driver
}

fn screen(driver: &Driver) -> &InterviewerScreen {
    match &driver.app.screen {
        Screen::Interviewer(screen) => screen,
        other => panic!("{other:?}"),
    }
}

/// The interview as it was kept last.
fn kept(driver: &Driver) -> &Interview {
    let kept = driver.effects.iter().rev().find_map(|effect| match effect {
        Effect::KeepInterview { interview, .. } => Some(&**interview),
        _ => None,
    });
    kept.unwrap()
}

/// Lets seconds pass, one by one, as the event loop does.
fn wait(driver: &mut Driver, seconds: i64) {
    for _ in 0..seconds {
        driver.now.ms += 1_000;
        driver.act(Action::Redraw);
    }
}

#[test]
fn a_step_on_the_clock() {
    let mut driver = driver();
    driver.press("<space>");
    wait(&mut driver, 61);
    driver.press("2n");
    driver.press("per customer<enter>");
    driver.press("<tab>");
    wait(&mut driver, 320);
    driver.press("<tab>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Interview · System design                          card 1 of 2 · 6:38 of 49:00

     clarify 1:17   estimate 5:21   The task changes 0:00 of 1:00   high level 10

     Say now: the task changes
     Sales wants paying customers to burst to three times their limit for a
     minute.

     The task
     Design a rate limiter for a public API: 10,000 customers, 50,000 requests/s
     at peak.

     Limits differ by plan. One region today, three next year.

     Only if they are stuck
     Count per key.

     Listen for   0 missed   1 half   2 full
     › [2]  15  note · Names the key that the limit hangs on
       [ ]  20  Counts across nodes without losing the limit
       [ ]  45  Says what happens when the shared store is down
       [ ]  20  Numbers before boxes

    Tab next  n note  Space clock  Enter finish  y their part  ? help  Esc leave
    ");
    driver.press("<tab><tab>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Interview · System design                          card 1 of 2 · 6:40 of 49:00

     high level 0:01   deep dive 0:00 of 25:00   Follow-up 1 of 1 1

     Say now
     The counter store answers in 40 ms now.

     The task
     Design a rate limiter for a public API: 10,000 customers, 50,000 requests/s
     at peak.

     Limits differ by plan. One region today, three next year.

     Only if they are stuck
     Count per key.




     Listen for   0 missed   1 half   2 full
     › [ ]  20  Counts across nodes without losing the limit
       [ ]  45  Says what happens when the shared store is down

    Tab next  n note  Space clock  Enter finish  y their part  ? help  Esc leave
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Interview · System design   1/2 · 6:40
    deep dive 0:00 of 25:00   Follow-up 1…
    Say now
    The counter store answers in 40 ms
    now.
                                          ↓

    0 missed   1 half   2 full
    › [ ]  20  Counts across nodes withou…
      [ ]  45  Says what happens when the…

    Tab next  n note  Space clock
    ");
    driver.press("<shift-tab><shift-tab><shift-tab>");
    wait(&mut driver, 1);
    insta::assert_snapshot!(driver.screen(80, 24).lines().nth(2).unwrap_or_default(), @"  clarify 1:17   estimate 5:22 of 5:00 over   The task changes 1   high level…");
}

#[test]
fn before_the_clock_starts_the_text_is_read_aloud() {
    let driver = driver();
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Interview · System design                          card 1 of 2 · 0:00 of 49:00

     Space starts   clarify 0:00 of 5:00   estimate 5   The task changes 1   hig…

     Read aloud
     Design a rate limiter for a public API: 10,000 customers, 50,000 requests/s
     at peak.

     Limits differ by plan. One region today, three next year.

     Only if they are stuck
     Count per key.








     Listen for   0 missed   1 half   2 full
     › [ ]  15  Names the key that the limit hangs on

    Tab next  n note  Space clock  Enter finish  y their part  ? help  Esc leave
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Interview · System design   1/2 · 0:00
    Space starts   clarify 0:00 of 5:00  …
    Read aloud
    Design a rate limiter for a public
    API: 10,000 customers, 50,000
    requests/s at peak.
                                          ↓

    0 missed   1 half   2 full
    › [ ]  15  Names the key that the lim…

    Tab next  n note  Space clock
    ");
}

#[test]
fn points_are_ticked_with_a_note_and_a_line_for_the_candidate() {
    let mut driver = driver();
    driver.press("<space><enter>");
    insta::assert_snapshot!(driver.screen(80, 24).lines().nth(2).unwrap_or_default(), @"  Enter again ends all speaking and goes to the points.");
    driver.press("<enter>８０<enter>");
    assert_eq!(screen(&driver).interview.cards[0].said, Some(80));
    driver.press("21n");
    driver.press("store shared, cost not said");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Interview · System design                          card 1 of 2 · 0:02 of 49:00

     Points · said 80 · now 25   0 missed   1 half   2 full

       [2]  15  Names the key that the limit hangs on
       [1]  20  Counts across nodes without losing the limit
     › [ ]  45  note · Says what happens when the shared store is down
       [ ]  20  Numbers before boxes
               A line for the candidate

     point Says what happens when the shared store is down
     full who fails open and who fails closed
     note store shared, cost not said








     note on point 3  › store shared, cost not said

    Enter take   Esc back   F1 help
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Interview · System design   1/2 · 0:02
    Points · said 80 · now 25   0 missed …
      [2]  15  Names the key that the lim…
      [1]  20  Counts across nodes withou…
    › [ ]  45  note · Says what happens w…
      [ ]  20  Numbers before boxes       ↓

    point Says what happens when the
    shared store is down
    note on point 3  › red, cost not said ↓

    Enter take   Esc back   F1 help
    ");
    driver.press("<esc>");
    assert!(!driver.app.quits, "Esc closes the note and keeps it");
    driver.press("<enter>");
    let asks = "Enter again ends this card; 2 points are not ticked and count as missed.";
    assert!(driver.screen(80, 24).contains(asks));
    driver.press("0");
    assert!(
        screen(&driver).face == Face::Interview,
        "another key takes the question back"
    );
    driver.press("2n");
    driver.press("Say it aloud.<enter>");
    assert_eq!(kept(&driver).cards[0].overall, "Say it aloud.");
    driver.press("<enter><enter>");
    assert_eq!(screen(&driver).interview.at, 1);
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Interview · System design                          card 2 of 2 · 0:02 of 49:00

     Space starts   The answer 0:00 of 4:00

     Read aloud
     冪等性を1分で説明してください。














     Listen for   0 missed   1 half   2 full
     › [ ] 100  何度実行しても結果が同じだと言う

    Tab next  n note  Space clock  Enter finish  y their part  ? help  Esc leave
    ");
}

#[test]
fn the_end_writes_a_file_that_can_be_imported() {
    let mut driver = driver();
    driver.press("<enter><enter>90<enter>2012<enter><enter>");
    driver.press("<enter><enter><enter>1<enter><enter>");
    let written: Vec<(&std::path::PathBuf, &String, bool)> = driver
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::WriteInterview {
                file,
                text,
                replaces,
            } => Some((file, text, *replaces)),
            _ => None,
        })
        .collect();
    let [(file, text, false)] = written[..] else {
        panic!("{written:?}");
    };
    assert_eq!(file, &screen(&driver).file);
    let result = result::parse(text.as_bytes()).unwrap();
    assert_eq!(result.cards[0].points, [2, 0, 1, 2]);
    assert_eq!(
        (result.cards[0].said, result.cards[1].said),
        (Some(90), None)
    );
    assert_eq!(driver.app.scope(), Scope::InterviewEnd);
    assert!(
        driver.screen(80, 24).contains("tries again"),
        "{}",
        driver.screen(80, 24)
    );
    driver.press("r");
    assert_eq!(
        driver
            .effects
            .iter()
            .filter(|effect| matches!(effect, Effect::WriteInterview { .. }))
            .count(),
        2
    );
    driver.act(Action::InterviewWritten);
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Interview · System design                                        0:00 of 49:00


     The result is in interview-2026-11-22-system-design.json.
     Give the file to the candidate, who takes it in with mensetsu mock import
     FILE. Talk about it now, while you remember.

     57.5, said 90   Design a rate limiter for a public API: 10,000 customers,
     50,000 requests/s at peak.
     50   冪等性を1分で説明してください。













    Enter leave
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Interview · System des…  0:00 of 49:00
    The result is in interview-2026-11-22-
    system-design.json.
    Give the file to the candidate, who
    takes it in with mensetsu mock import
    FILE. Talk about it now, while you
    remember.

    57.5, said 90   Design a rate limiter
    for a public API: 10,000 customers,

    Enter leave
    ");
    let effects = driver.effects.len();
    driver.press("<enter>");
    assert!(driver.app.quits && driver.effects.len() == effects);
}

#[test]
fn the_candidates_part_stands_alone_and_gives_nothing_away() {
    let mut driver = driver();
    driver.press("<tab><tab>y");
    assert_eq!(driver.app.scope(), Scope::CandidatePart);
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Interview · System design                          card 1 of 2 · 0:00 of 49:00


     Design a rate limiter for a public API: 10,000 customers, 50,000 requests/s
     at peak.

     Limits differ by plan. One region today, three next year.

     Sales wants paying customers to burst to three times their limit for a
     minute.













    y their part   Esc back
    ");
    driver.press("<esc>");
    assert_eq!(driver.app.scope(), Scope::Interview);
    driver.press("yy<enter><enter><esc>");
    assert!(driver.app.quits);
}

#[test]
fn escape_leaves_and_everything_is_kept() {
    for keys in ["<esc>", "<ctrl-c>", "n<ctrl-c>", "<enter><enter><esc>"] {
        let mut driver = driver();
        driver.press("<space>").press("2").press(keys);
        assert!(driver.app.quits, "{keys}");
        assert_eq!(kept(&driver).cards[0].ticks[0], Some(2));
        let spent = kept(&driver).cards[0].total_ms();
        assert!(spent >= 2_000, "{keys}: {spent}");
        assert!(driver.rows.is_empty());
    }
}

#[test]
fn time_counts_only_while_somebody_is_there() {
    let mut driver = driver();
    assert!(screen(&driver).wants_ticks(), "what began is kept soon");
    wait(&mut driver, 5);
    assert!(
        !screen(&driver).wants_ticks(),
        "the clock stands before it is started"
    );
    driver.press("<space>");
    assert!(screen(&driver).wants_ticks());
    let spent = |driver: &Driver| screen(driver).interview.total_ms();
    wait(&mut driver, 10);
    assert_eq!(spent(&driver), 10_000);
    driver.now.ms -= 3_600_000;
    driver.act(Action::Redraw);
    assert_eq!(
        spent(&driver),
        10_000,
        "a clock that went back counts nothing"
    );
    driver.now.ms += 7_200_000;
    driver.act(Action::Redraw);
    assert_eq!(spent(&driver), 10_000, "a lid that was shut was a pause");
    driver.now.ms += 60_000;
    driver.act(Action::Redraw);
    assert_eq!(spent(&driver), 70_000);
    driver.press("?");
    wait(&mut driver, 5);
    driver.press("<esc><space>");
    let paused = spent(&driver);
    assert!(paused > 75_000);
    wait(&mut driver, 5);
    assert_eq!(spent(&driver), paused);
    assert_eq!(
        screen(&driver).interview.card().unwrap().stage,
        Stage::Step(0)
    );
}

#[test]
fn what_is_typed_is_kept_within_five_seconds() {
    let mut driver = driver();
    driver.press("nabc");
    assert!(screen(&driver).wants_ticks());
    let before = driver.effects.len();
    wait(&mut driver, 5);
    assert!(driver.effects.len() > before);
    assert_eq!(kept(&driver).cards[0].notes[0].as_deref(), Some("abc"));
    let before = driver.effects.len();
    wait(&mut driver, 60);
    assert_eq!(
        driver.effects.len(),
        before,
        "nothing changed, so nothing is written"
    );
}

#[test]
fn a_prediction_that_is_none_is_asked_again() {
    let mut driver = driver();
    driver.press("<enter><enter>101<enter>");
    assert!(
        driver
            .screen(80, 24)
            .contains("A whole number from 0 to 100, or nothing.")
    );
    driver.press("<backspace>%<enter>");
    assert_eq!(screen(&driver).interview.cards[0].said, Some(10));
    driver.press("<shift-tab>");
    assert_eq!(driver.app.scope(), Scope::InterviewLine);
    driver.press("<ctrl-u><enter>");
    assert_eq!(screen(&driver).interview.cards[0].said, None);
}

#[test]
fn every_key_is_text_in_a_note() {
    let mut driver = driver();
    driver.press("n12 ynq?日本語<enter>");
    assert_eq!(
        kept(&driver).cards[0].notes[0].as_deref(),
        Some("12 ynq?日本語")
    );
    driver.act(Action::Paste("x".to_owned()));
    assert_eq!(
        kept(&driver).cards[0].notes[0].as_deref(),
        Some("12 ynq?日本語")
    );
    driver.press("n");
    driver.act(Action::Paste("\u{1b}[2Jb\n".to_owned()));
    driver.press("<enter>");
    assert_eq!(
        kept(&driver).cards[0].notes[0].as_deref(),
        Some("12 ynq?日本語[2Jb")
    );
}

#[test]
fn japanese_and_signs_in_ascii() {
    let mut driver = driver();
    driver.press("<enter><enter><enter>2222<enter><enter>");
    let look = Look {
        theme: Theme::Mono,
        glyphs: Glyphs::ASCII,
    };
    insta::assert_snapshot!(driver.screen_with(80, 24, look), @"
    Interview - System design                          card 2 of 2 - 0:00 of 49:00

     Space starts   The answer 0:00 of 4:00

     Read aloud
     冪等性を1分で説明してください。














     Listen for   0 missed   1 half   2 full
     > [ ] 100  何度実行しても結果が同じだと言う

    Tab next  n note  Space clock  Enter finish  y their part  ? help  Esc leave
    ");
    for (width, height) in [(40, 12), (41, 13), (60, 18), (120, 40), (200, 60)] {
        for keys in [
            "n",
            "とても長いメモを書いてみると、カーソルは行の終わりにとどまるはずです。",
            "<enter>",
            "y",
            "y",
            "<enter><enter>",
            "1<enter>",
        ] {
            driver.press(keys);
            driver.screen(width, height);
        }
        driver.press("<shift-tab><shift-tab><shift-tab>");
    }
}
