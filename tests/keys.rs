//! Keys through the real keymap and the real update: what is pressed, what is saved, what is shown.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use mensetsu::{
    app::{Action, App, Code, Effect, Key, Layer, Screen},
    journal::What,
    memory::Grade,
};
use support::{DECKS, Driver};

/// The rows that were saved, in short.
fn saved(driver: &Driver) -> Vec<String> {
    driver.rows.iter().map(short).collect()
}

fn short(what: &What) -> String {
    match what {
        What::Review(review) => format!("{} {}", review.item, review.grade),
        What::Practice(review) => format!("practice {} {}", review.item, review.grade),
        What::Undo(id) => format!("undo {}", id.n),
        What::Suspend { card, .. } => format!("suspend {card}"),
        What::Skip { item } => format!("skip {item}"),
        What::Flag { card, on } => format!("flag {card} {on}"),
        What::Deck { id, state } => format!("deck {id} {}", state.name()),
        What::Goal(goal) => format!("goal {} {} {:?}", goal.date, goal.track, goal.minutes),
        other => format!("{other:?}"),
    }
}

fn asked(app: &App) -> &str {
    match &app.screen {
        Screen::Drill(drill) => &drill.question.key,
        other => panic!("no drill: {other:?}"),
    }
}

fn is_revealed(app: &App) -> bool {
    matches!(&app.screen, Screen::Drill(drill) if drill.is_revealed)
}

#[test]
fn space_reveals_and_digits_grade() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter>");
    assert_eq!(asked(&driver.app), "reliability/retry-layers");
    driver.press("<space>");
    assert!(is_revealed(&driver.app));
    driver.press("1");
    assert_eq!(asked(&driver.app), "words/冪等性#meaning");
    driver.press("<space>4");
    assert_eq!(
        saved(&driver),
        [
            "reliability/retry-layers again",
            "words/冪等性#meaning easy"
        ]
    );
}

#[test]
fn a_grade_before_the_answer_does_nothing() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter>3");
    assert!(driver.rows.is_empty() && !is_revealed(&driver.app));
}

#[test]
fn a_second_space_within_a_quarter_of_a_second_is_a_slip() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter><space>");
    driver.now.ms += 200;
    driver.press_now(Key::plain(Code::Char(' ')));
    assert!(driver.rows.is_empty());
    driver.now.ms += 100;
    driver.press_now(Key::plain(Code::Char(' ')));
    assert_eq!(saved(&driver), ["reliability/retry-layers good"]);
}

#[test]
fn undo_asks_the_item_again_and_walks_back() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter><space>3<space>3u");
    assert_eq!(asked(&driver.app), "words/冪等性#meaning");
    driver.press("u");
    assert_eq!(asked(&driver.app), "reliability/retry-layers");
    assert!(driver.app.study.progress().items.is_empty());
    driver.press("u");
    assert!(
        driver
            .app
            .message
            .as_ref()
            .unwrap()
            .text
            .contains("nothing to undo")
    );
    assert_eq!(saved(&driver)[2..], ["undo 2", "undo 1"]);
}

#[test]
fn a_card_is_taken_out_left_for_another_day_or_marked_and_undo_brings_it_back() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter>x");
    assert_eq!(asked(&driver.app), "words/冪等性#meaning");
    driver.press("-");
    assert_eq!(asked(&driver.app), "reliability/budget#1");
    driver.press("f");
    driver.press("f");
    driver.press("u");
    let flagged = matches!(&driver.app.screen, Screen::Drill(drill) if drill.is_flagged);
    assert!(flagged, "the undo of the second flag sets the mark again");
    driver.press("uu");
    assert_eq!(asked(&driver.app), "words/冪等性#meaning");
    assert_eq!(
        saved(&driver)[..4],
        [
            "suspend reliability/retry-layers",
            "skip words/冪等性#meaning",
            "flag reliability/budget true",
            "flag reliability/budget false"
        ]
    );
}

#[test]
fn a_typed_number_is_checked_and_letters_are_text() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter>xxx");
    assert_eq!(asked(&driver.app), "reliability/peak");
    driver.press("qux<enter>");
    assert!(!is_revealed(&driver.app), "not a number is asked again");
    driver.press("<ctrl-u>0.2k messages per second<enter>");
    assert!(is_revealed(&driver.app));
    driver.press("<enter>");
    let What::Review(review) = driver.rows.last().unwrap() else {
        panic!()
    };
    assert_eq!(review.grade, Grade::Good);
    assert_eq!(
        &*review.typed.as_ref().unwrap().answer,
        "0.2k messages per second"
    );
}

#[test]
fn after_a_wrong_number_enter_grades_again() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter>xxx");
    driver.press("20<enter><enter>");
    let What::Review(review) = driver.rows.last().unwrap() else {
        panic!()
    };
    assert_eq!(review.grade, Grade::Again);
    assert!(review.typed.as_ref().unwrap().reason.contains("too low"));
}

#[test]
fn an_input_method_that_is_left_on_does_not_freeze_the_keys() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter>");
    driver.press("　");
    assert!(is_revealed(&driver.app));
    driver.press("か");
    assert!(
        driver
            .app
            .message
            .as_ref()
            .unwrap()
            .text
            .contains("Japanese input is on")
    );
    driver.press("３");
    assert_eq!(saved(&driver), ["reliability/retry-layers good"]);
}

#[test]
fn a_grade_that_is_not_saved_is_said_and_asked_again() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.disk_is_full = true;
    driver.press("<enter><space>3");
    assert_eq!(asked(&driver.app), "reliability/retry-layers");
    assert!(is_revealed(&driver.app));
    assert!(
        driver
            .app
            .message
            .as_ref()
            .unwrap()
            .text
            .contains("not saved: no space left on device")
    );
    driver.disk_is_full = false;
    driver.press("3");
    assert_eq!(saved(&driver), ["reliability/retry-layers good"]);
    assert_eq!(asked(&driver.app), "words/冪等性#meaning");
}

#[test]
fn nothing_is_graded_where_another_program_is_open() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.app.read_only = Some(mensetsu::deck::SafeText::from_line(
        "mensetsu is already open (process 1)",
    ));
    driver.press("<enter><space>3");
    assert!(driver.rows.is_empty());
    assert!(
        driver
            .app
            .message
            .as_ref()
            .unwrap()
            .text
            .contains("already open")
    );
}

#[test]
fn five_enters_answer_the_first_questions() {
    let mut driver = Driver::new(&DECKS, &[]);
    driver.press("<enter><enter><enter><enter><enter>");
    assert_eq!(saved(&driver), ["goal  jp-tech-lead Some(30)"]);
    assert!(matches!(driver.app.screen, Screen::Home(_)));
}

#[test]
fn the_first_questions_take_a_date_a_role_a_round_minutes_and_no_japanese() {
    let mut driver = Driver::new(&DECKS, &[]);
    driver.press(
        "12<enter><down><enter><down><enter><backspace><backspace>45<enter><enter><down><enter>",
    );
    assert_eq!(
        saved(&driver),
        ["goal 2026-12-04 remote-lead Some(45)", "deck words off"]
    );
    let What::Goal(goal) = &driver.rows[0] else {
        panic!()
    };
    assert_eq!((&*goal.round, goal.share), ("recruiter", Some(0)));
    driver.press("g");
    let Screen::FirstRun(form) = &driver.app.screen else {
        panic!()
    };
    assert_eq!(
        (form.day.value(), form.track, form.round, form.japanese),
        ("2026-12-04", 1, 1, 2)
    );
    assert_eq!(form.practice, 1, "cards alone, as it was answered");
}

#[test]
fn a_wrong_date_stays_with_what_is_wrong() {
    let mut driver = Driver::new(&DECKS, &[]);
    driver.press("soon<enter>");
    let Screen::FirstRun(form) = &driver.app.screen else {
        panic!()
    };
    assert!(form.error.as_ref().unwrap().contains("is no date"));
}

#[test]
fn escape_goes_straight_to_a_first_card() {
    let mut driver = Driver::new(&DECKS, &[]);
    driver.press("<esc>");
    assert_eq!(asked(&driver.app), "reliability/retry-layers");
    driver.press("<esc>");
    assert!(
        matches!(driver.app.screen, Screen::Home(_)),
        "a sitting without a grade ends at home"
    );
}

#[test]
fn the_end_of_a_sitting_says_what_was_done() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter><space>4<space>4<space>4?<enter>x");
    let Screen::Summary(summary) = &driver.app.screen else {
        panic!("{:?}", driver.app.screen)
    };
    assert_eq!(
        (summary.summary.items, summary.summary.grades),
        (3, [0, 0, 0, 3])
    );
    driver.press("<enter>");
    assert!(matches!(driver.app.screen, Screen::Home(_)));
}

#[test]
fn a_sitting_that_leaves_the_schedule_alone_writes_practice() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("z<space>3");
    assert_eq!(saved(&driver), ["practice reliability/retry-layers good"]);
    assert!(driver.app.study.progress().items.is_empty());
}

#[test]
fn decks_change_their_place_and_can_be_edited() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("d<down><space><space>e");
    assert_eq!(saved(&driver), ["deck words off", "deck words first"]);
    assert_eq!(
        driver.effects,
        [Effect::EditDeck {
            file: "/decks/words.md".into(),
            line: 1
        }]
    );
}

#[test]
fn a_card_is_edited_at_its_line_and_the_sitting_goes_on() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter><space>e");
    assert_eq!(
        driver.effects,
        [Effect::EditDeck {
            file: "/decks/reliability.md".into(),
            line: 8
        }]
    );
    let edited = DECKS[0].1.replace("27 (3", "Twenty-seven (3");
    let again = support::collection(&[("reliability", &edited), DECKS[1]]);
    driver.act(Action::DecksRead(Box::new(again)));
    let Screen::Drill(drill) = &driver.app.screen else {
        panic!()
    };
    assert!(drill.is_revealed && drill.question.answer.starts_with("Twenty-seven"));
}

#[test]
fn a_bundled_deck_is_copied_before_it_is_edited() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    for loaded in &mut driver.app.study.collection.decks {
        loaded.file = None;
    }
    driver.press("<enter>e");
    assert!(matches!(
        driver.app.layers.last(),
        Some(Layer::Confirm { .. })
    ));
    driver.press("<esc>");
    assert!(driver.effects.is_empty());
    driver.press("ey");
    assert!(matches!(
        &driver.effects[..],
        [Effect::EditBundledDeck { line: 8, .. }]
    ));
}

#[test]
fn help_opens_everywhere_and_escape_closes_it() {
    for keys in ["", "<enter>", "<enter><space>", "d"] {
        let mut driver = Driver::at_home(&DECKS, &[]);
        driver.press(keys);
        driver.press("?");
        assert!(
            matches!(driver.app.layers.last(), Some(Layer::Help { .. })),
            "{keys}"
        );
        driver.press("<esc>");
        assert!(driver.app.layers.is_empty());
    }
    let mut driver = Driver::new(&DECKS, &[]);
    driver.press("<f1>");
    assert!(matches!(driver.app.layers.last(), Some(Layer::Help { .. })));
}

#[test]
fn q_and_ctrl_c_leave() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("q");
    assert!(driver.app.quits);
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter><ctrl-c>");
    assert!(driver.app.quits);
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter><ctrl-z>");
    assert_eq!(driver.effects, [Effect::Suspend]);
}

#[test]
fn a_paste_goes_into_a_field_without_its_line_ends_and_is_capped() {
    let mut driver = Driver::new(&DECKS, &[]);
    driver.act(Action::Paste("2026-\n12-04\u{1b}".to_owned()));
    let Screen::FirstRun(form) = &driver.app.screen else {
        panic!()
    };
    assert_eq!(form.day.value(), "2026-12-04");
    driver.act(Action::Paste("x".repeat(10_000_000)));
    let Screen::FirstRun(form) = &driver.app.screen else {
        panic!()
    };
    assert!(form.day.value().len() <= 210);
}

#[test]
fn changed_answers_are_asked_today() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter><space>4<esc>");
    let edited = DECKS[0].1.replace("27 (3", "28 (3");
    driver.act(Action::DecksRead(Box::new(support::collection(&[
        ("reliability", &edited),
        DECKS[1],
    ]))));
    driver.app.go_home();
    let Screen::Home(facts) = &driver.app.screen else {
        panic!()
    };
    assert_eq!(facts.changed, 1);
    driver.press("c");
    assert_eq!(asked(&driver.app), "reliability/retry-layers");
    driver.press("<space>3");
    assert_eq!(driver.app.study.changed().len(), 0);
}

#[test]
fn undo_at_the_end_of_a_sitting_goes_back_to_its_card() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter><space>4<esc>");
    assert!(matches!(driver.app.screen, Screen::Summary(_)));
    driver.press("u");
    assert_eq!(asked(&driver.app), "reliability/retry-layers");
}

#[test]
fn undoing_a_flag_leaves_the_answer_in_sight() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter><space>fu");
    assert!(is_revealed(&driver.app));
    assert!(!matches!(&driver.app.screen, Screen::Drill(drill) if drill.is_flagged));
}

#[test]
fn a_card_that_an_edit_took_away_is_taken_for_no_other() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter><space>4<space>4");
    let start = DECKS[0].1.find("## Three").unwrap();
    let end = DECKS[0].1.find("## A target").unwrap();
    let edited = format!("{}{}", &DECKS[0].1[..start], &DECKS[0].1[end..]);
    driver.act(Action::DecksRead(Box::new(support::collection(&[
        ("reliability", &edited),
        DECKS[1],
    ]))));
    let Screen::Drill(drill) = &driver.app.screen else {
        panic!()
    };
    assert_eq!(drill.drill.items_done(), 2);
    driver.press("uu<esc>");
    assert!(
        matches!(driver.app.screen, Screen::Home(_)),
        "no grade is left"
    );
}

#[test]
fn cramming_does_not_undo_reviews_of_an_earlier_sitting() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter><space>4<esc><enter>zu");
    assert_eq!(saved(&driver), ["reliability/retry-layers easy"]);
}

#[test]
fn the_form_opened_again_leaves_decks_alone_that_nobody_asked_about() {
    let mut driver = Driver::new(&DECKS, &[]);
    driver.press("<enter><enter><enter><enter><enter>d<down><space>");
    assert_eq!(
        saved(&driver).last().map(String::as_str),
        Some("deck words off")
    );
    driver.press("<esc>g12<enter><enter><enter><enter><enter><enter>");
    assert!(
        saved(&driver)
            .last()
            .unwrap()
            .starts_with("goal 2026-12-04"),
        "{:?}",
        saved(&driver)
    );
}
