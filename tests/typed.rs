//! Typed Japanese on the screen: the field, the preview, the verdicts, and what the journal keeps.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use mensetsu::{
    app::{Action, Scope},
    deck::Facet,
    journal::{Review, What},
    memory::Grade,
    plan::{Mode, Request},
    practice::study::Typing,
    ui::{self, Look},
};
use ratatui::{Terminal, backend::TestBackend};
use support::{DECKS, Driver};

/// A sitting with one facet of the word 冪等性.
fn asked(facet: Facet) -> Driver {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.app.study.typing = Typing::All;
    driver.app.begin(&Request {
        areas: vec!["JP".to_owned()],
        facet: Some(facet),
        mode: Mode::Plan,
        ..Request::default()
    });
    assert_eq!(driver.app.scope(), Scope::Typed);
    driver
}

fn review(driver: &Driver) -> &Review {
    match driver.rows.last() {
        Some(What::Review(review)) => review,
        other => panic!("no review but {other:?}"),
    }
}

/// What was typed, why it was wrong, and the person's own word.
fn typed(driver: &Driver) -> (&str, &str, &str) {
    let typed = review(driver).typed.as_deref().unwrap();
    (&typed.answer, &typed.reason, &typed.overridden)
}

fn cursor(driver: &Driver, width: u16, height: u16) -> (u16, u16) {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal
        .draw(|frame| ui::draw(&driver.app, Look::default(), frame))
        .unwrap();
    let at = terminal.get_cursor_position().unwrap();
    (at.x, at.y)
}

#[test]
fn what_is_wanted_is_said_in_words_and_romaji_has_a_preview() {
    let mut driver = asked(Facet::Reading);
    driver.press("bekitoun");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Japanese · vocab reading                      1 of 1 · 1 min left ╌╌╌╌╌╌╌╌╌╌╌╌



                                        冪等性















     reading, in kana  › bekitoun                                       べきとうn
     Tab if you said it; ? gives up

    Enter check   Tab I said it   F1 help   Esc end
    ");
    insta::assert_snapshot!(driver.screen(40, 14), @"
    Japanese · vocab reading        1 of 1
    冪等性







    reading, in kana
    › bekitoun                   べきとうn
    Tab if you said it; ? gives up

    Enter check  Tab I said it  F1 help
    ");
}

#[test]
fn the_cursor_stands_where_an_input_method_expects_it() {
    let mut driver = asked(Facet::Reading);
    let (x, y) = cursor(&driver, 80, 24);
    driver.press("べき");
    assert_eq!(cursor(&driver, 80, 24), (x + 4, y));
    driver.press("<left>");
    assert_eq!(cursor(&driver, 80, 24), (x + 2, y));
}

#[test]
fn right_and_wrong_give_their_grade_to_enter() {
    let mut driver = asked(Facet::Reading);
    driver.press("bekitousei<enter>");
    assert_eq!(driver.app.scope(), Scope::Answer);
    driver.press("<enter>");
    assert_eq!(review(&driver).grade, Grade::Good);
    assert_eq!(typed(&driver), ("bekitousei", "", ""));
    let mut driver = asked(Facet::Reading);
    driver.press("bekitosei<enter>");
    assert!(
        driver
            .screen(80, 24)
            .contains("bekitosei is wrong: long vowel"),
        "{}",
        driver.screen(80, 24)
    );
    driver.press("<enter>");
    assert_eq!(review(&driver).grade, Grade::Again);
    assert_eq!(typed(&driver), ("bekitosei", "long vowel", ""));
}

#[test]
fn no_answer_to_the_question_keeps_what_was_typed_and_says_why() {
    let mut driver = asked(Facet::Reading);
    driver.press("idempotency<enter>");
    assert_eq!(driver.app.scope(), Scope::Typed);
    let screen = driver.screen(80, 24);
    assert!(screen.contains("› idempotency"), "{screen}");
    assert!(
        screen.contains("that is the meaning; the reading is wanted"),
        "{screen}"
    );
    assert!(driver.rows.is_empty());
    driver.press("<ctrl-u>べきとうせい<enter>4");
    assert_eq!(review(&driver).grade, Grade::Easy);
}

#[test]
fn a_verdict_is_overridden_with_one_key_both_ways() {
    let mut driver = asked(Facet::Reading);
    driver.press("bekitosei<enter><ctrl-o>");
    let screen = driver.screen(80, 24);
    let words: Vec<&str> = screen.split_whitespace().collect();
    assert!(words.join(" ").contains("it counts as right"), "{screen}");
    driver.press("<enter>");
    assert_eq!(review(&driver).grade, Grade::Good);
    assert_eq!(typed(&driver), ("bekitosei", "long vowel", "right"));
    let mut driver = asked(Facet::Meaning);
    driver.press("idempotency<enter><ctrl-o><enter>");
    assert_eq!(review(&driver).grade, Grade::Again);
    assert_eq!(typed(&driver), ("idempotency", "", "wrong"));
}

#[test]
fn what_was_said_is_graded_by_oneself() {
    let mut driver = asked(Facet::Recall);
    driver.press("beki<tab>");
    assert_eq!(driver.app.scope(), Scope::Answer);
    driver.press("<ctrl-o>");
    assert!(
        driver
            .screen(80, 24)
            .contains("there is no verdict to change")
    );
    driver.press("2");
    assert_eq!(review(&driver).grade, Grade::Hard);
    assert!(review(&driver).typed.is_none());
}

#[test]
fn full_width_letters_commits_and_paste_are_text() {
    let mut driver = asked(Facet::Reading);
    driver.press("ｂｅｋｉ");
    driver.act(Action::Paste("とうせい\n".to_owned()));
    driver.press("<enter>3");
    assert_eq!(typed(&driver), ("ｂｅｋｉとうせい", "", ""));
}
