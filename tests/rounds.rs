//! Rehearsing rounds on the screen through the real keys: the list, the cards in turn on one clock, and the debrief.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use mensetsu::{
    app::{Action, Effect, Scope, Screen},
    journal::{What, entry::Goal},
    plan::track,
    practice::mock::Running,
};
use support::{Driver, spoken::SPOKEN};

/// A role of which one round draws a short card, a design and two comparisons, one nothing, and one a story.
const TRACKS: &str = r#"{"tracks":[{"id":"mine","title":"Mine","weights":{"MQ":100},"rounds":[
    {"id":"both","name":"Design and choice","minutes":30,"draw":[{"kind":"recall","n":1},{"kind":"design","n":1},{"kind":"compare","n":2}]},
    {"id":"none","name":"Scenario","minutes":30,"draw":[{"kind":"scenario","n":2}]},
    {"id":"tell","name":"Behavioural, told to a person who has never heard of you","minutes":20,"draw":[{"kind":"story","n":1}]}]}]}"#;

fn driver() -> Driver {
    let goal = What::Goal(Box::new(Goal {
        id: "g".into(),
        date: "2026-12-04".into(),
        track: "mine".into(),
        round: "tell".into(),
        ..Goal::default()
    }));
    let mut driver = Driver::at_home(&SPOKEN, &[goal]);
    driver.app.study.tracks = track::parse(TRACKS).unwrap().tracks;
    driver.app.go_home();
    driver
}

fn kept(driver: &Driver) -> Running {
    let kept = driver.effects.iter().rev().find_map(|effect| match effect {
        Effect::KeepAttempt(running) => Some((**running).clone()),
        _ => None,
    });
    kept.unwrap()
}

fn message(driver: &Driver) -> String {
    driver
        .app
        .message
        .as_ref()
        .map_or(String::new(), |message| message.text.to_string())
}

/// Answers the design and the comparison of the round from their first step on.
const DESIGN: &str = "ncustomer, endpoint<esc><enter><enter><enter>80<enter><enter>";
const COMPARE: &str = "ntable<esc><enter><enter><enter>60<enter><enter>";

#[test]
fn the_rounds_say_what_they_draw_and_the_one_of_the_interview_is_selected() {
    let mut driver = driver();
    driver.press("m");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Rounds                                                                    Mine


       Design and choice                                      not tried    30 min
       Scenario                                         nothing to draw    30 min
     › Behavioural, told to a person who has never heard of you · your interview
         not tried    20 min
         draws 1 story card















    Enter begins   v earlier   u undo   ? help   Esc back
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Rounds                            Mine
      Design and choice
        not tried    30 min
      Scenario   nothing to draw    30 min
    › Behavioural, told to a person who
      has never heard of you · your
      interview
        not tried    20 min
        draws 1 story card


    Enter begins  v earlier  u undo
    ");
    driver.press("<up><enter>");
    assert_eq!(
        message(&driver),
        "The round draws 2 scenario cards; the decks in your mix hold none."
    );
    assert!(driver.rows.is_empty());
    driver.press("v");
    assert_eq!(
        message(&driver),
        "This round was not rehearsed yet. Enter begins it."
    );
}

#[test]
fn a_round_asks_its_short_cards_then_each_card_and_ends_in_a_debrief() {
    let mut driver = driver();
    driver.press("m<up><up><enter>");
    let Screen::Drill(drill) = &driver.app.screen else {
        panic!("the short card comes first");
    };
    assert_eq!(drill.question.key, "talk/window");
    driver.press("<space>3");
    assert_eq!(driver.app.scope(), Scope::Speaking);
    driver.press("<tab>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Design · Messaging and real time                   card 1 of 2 · 0:03 of 30:00


     Clarify 0:01 ✓   High level 10   Deep dive 5

     Design a rate limiter for 50,000 requests/s.

     10,000 customers, limits differ by plan. One region today, three next year.

     The task changes, 60 s
     Sales wants bursts of three times the limit.












    Tab next  n notes  Space pause  Enter finish  r read the model first
    ");
    driver.press("<space><space>").press(DESIGN);
    assert_eq!(driver.app.scope(), Scope::Scored);
    assert!(driver.screen(80, 24).contains("goes on with the round"));
    driver.press("<enter>").press(COMPARE).press("<enter>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Debrief · Design and choice, 30 minutes                                 Sunday


     Work on     Says the price
                 says what it costs

     Score       50
     Prediction  70   20 too high
     Time        0:37 of 30:00
                 Clarify 0:01 of 5:00, High level 0:00 of 10:00, Deep dive 0:00
                 of 5:00

     Also        Counts across nodes without losing the limit
     Also        Gives something up

     40          Design a rate limiter for 50,000 requests/s. (said 80)
     60          One queue or one table? (said 60)






    Enter goes on  d later  v earlier  r again  o to a file  Esc leave  u undo
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Debrief · Design and choice, …  Sunday
    Work on
    Says the price
    says what it costs

    Score
    50
    Prediction
    70   20 too high
    Time                                  ↓

    Enter goes on  d later  v earlier
    ");
    let ends: Vec<&str> = driver
        .rows
        .iter()
        .filter_map(|row| match row {
            What::Mock(mock) => Some(&*mock.end),
            _ => None,
        })
        .collect();
    assert_eq!(ends, ["finished"]);
    assert!(matches!(driver.effects.last(), Some(Effect::ForgetAttempt)));
    driver.press("v");
    assert!(driver.screen(80, 24).contains("customer, endpoint"));
    driver.press("<esc>o");
    let Some(Effect::Export { name, text }) = driver.effects.last() else {
        panic!("an export");
    };
    assert_eq!(name, "debrief-2026-11-22.md");
    assert!(
        text.starts_with("# Design and choice\n\n2026-11-22\n"),
        "{text}"
    );
    driver.act(Action::Exported("/x/debrief-2026-11-22.md".to_owned()));
    assert_eq!(message(&driver), "Written to /x/debrief-2026-11-22.md.");
    driver.press("<esc>m");
    assert!(
        driver.screen(80, 24).contains("50 after 1 try"),
        "{}",
        driver.screen(80, 24)
    );
}

#[test]
fn a_round_that_is_left_at_any_card_goes_on_where_it_was() {
    let mut words = driver();
    words.press("m<up><up><enter><esc>");
    assert!(words.app.shows_home() && words.app.under_way.is_some());
    words.press("t1<space>3");
    assert_eq!(words.app.scope(), Scope::Speaking);
    let mut between = driver();
    between
        .press("m<up><up><enter><space>3<tab><space>")
        .press(DESIGN);
    assert_eq!(between.app.scope(), Scope::Scored);
    between.press("<enter><esc>");
    assert!(between.app.shows_home());
    let running = kept(&between);
    assert_eq!(running.mock.as_ref().map(|mock| mock.cards_done), Some(1));
    between.press("m<enter>1");
    let Screen::Speak(screen) = &between.app.screen else {
        panic!("the comparison");
    };
    assert_eq!(screen.task.key, "talk/queue-or-table");
}

#[test]
fn a_round_killed_between_a_score_and_the_next_card_does_not_ask_the_card_again() {
    let mut driver = driver();
    driver.press("m<up><up><enter><space>3");
    driver.press("ncustomer, endpoint<esc><enter><enter><enter>80<enter>");
    let running = driver.app.unkept().unwrap();
    driver.press("<enter>");
    assert_eq!(driver.app.scope(), Scope::Scored);
    // What the disk holds is the attempt before its score, and the row of the score.
    driver.app.go_home();
    driver.app.offer_under_way(running);
    driver.press("1");
    let Screen::Speak(screen) = &driver.app.screen else {
        panic!("the comparison");
    };
    assert_eq!(screen.task.key, "talk/queue-or-table");
    let spoken = driver
        .rows
        .iter()
        .filter(|row| matches!(row, What::Spoken(_)))
        .count();
    assert_eq!(spoken, 1);
}

#[test]
fn a_round_thrown_away_keeps_what_was_scored_as_left() {
    let mut driver = driver();
    driver
        .press("m<up><up><enter><space>3")
        .press(DESIGN)
        .press("<enter><esc>t3");
    let left = driver.rows.iter().find_map(|row| match row {
        What::Mock(mock) => Some(mock.end.to_string()),
        _ => None,
    });
    assert_eq!(left.as_deref(), Some("left"));
    assert!(driver.app.under_way.is_none());
}

#[test]
fn a_full_disk_at_the_end_of_a_round_keeps_it_for_the_next_start() {
    let mut driver = driver();
    driver.press("m<enter><enter><enter>w3");
    driver.disk_is_full = true;
    driver.press("<enter>");
    assert!(
        message(&driver).contains("not saved"),
        "{}",
        message(&driver)
    );
    assert!(driver.app.under_way.is_some());
    driver.disk_is_full = false;
    driver.press("t1");
    assert!(
        matches!(driver.app.screen, Screen::Debrief(_)),
        "{}",
        driver.screen(80, 24)
    );
}

#[test]
fn the_same_card_does_not_come_twice_in_a_row_where_there_are_others() {
    let decks = SPOKEN[0].1.to_owned()
        + "\n## One log or two? {#log-or-two .compare minutes=4}\n\n### Options\n- one\n- two\n\n### Rubric\n- 100 Decides\n  - full: one or two\n\n### Model\nOne.\n";
    let mut driver = Driver::at_home(&[("talk", &decks)], &[]);
    let tracks = TRACKS.replace(
        r#"{"kind":"recall","n":1},{"kind":"design","n":1},{"kind":"compare","n":2}"#,
        r#"{"kind":"compare","n":1}"#,
    );
    driver.app.study.tracks = track::parse(&tracks).unwrap().tracks;
    let mut asked = Vec::new();
    for _ in 0..4 {
        driver.app.go_home();
        driver.press("m<home>");
        let Screen::Rounds(rounds) = &mut driver.app.screen else {
            panic!("the rounds");
        };
        rounds.selected = 0;
        driver.press("<enter>");
        let Screen::Speak(screen) = &driver.app.screen else {
            panic!("a comparison");
        };
        asked.push(screen.task.key.clone());
        driver.press("<enter><enter><enter><enter>w4<enter>");
    }
    assert!(asked.windows(2).all(|pair| pair[0] != pair[1]), "{asked:?}");
}
