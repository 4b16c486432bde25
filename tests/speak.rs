//! Speaking on the screen through the real keys: an attempt from its first word to what it makes due, and everything that can
//! cut it off.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use mensetsu::{
    app::{Action, Effect, Key, Layer, Scope, Screen},
    deck::collection::Collection,
    journal::What,
    practice::{
        mock::Running,
        spoken::{Manner, Place},
    },
};
use support::{Driver, collection, spoken::SPOKEN};

fn speaking(card: &str) -> Driver {
    let mut driver = Driver::at_home(&SPOKEN, &[]);
    begin(&mut driver, card);
    driver
}

fn begin(driver: &mut Driver, card: &str) {
    let task = driver.app.study.task(card).unwrap();
    driver.app.begin_speaking(&task, Manner::default());
}

fn spoken_row(driver: &Driver) -> &mensetsu::journal::entry::Spoken {
    driver
        .rows
        .iter()
        .find_map(|row| match row {
            What::Spoken(spoken) => Some(&**spoken),
            _ => None,
        })
        .unwrap()
}

fn kept(driver: &Driver) -> Option<&Running> {
    driver.effects.iter().rev().find_map(|effect| match effect {
        Effect::KeepAttempt(running) => Some(&**running),
        _ => None,
    })
}

fn is_forgotten(driver: &Driver) -> bool {
    driver.effects.iter().rev().find_map(|effect| match effect {
        Effect::KeepAttempt(_) => Some(false),
        Effect::ForgetAttempt => Some(true),
        _ => None,
    }) == Some(true)
}

fn message(driver: &Driver) -> String {
    driver
        .app
        .message
        .as_ref()
        .map_or(String::new(), |message| message.text.to_string())
}

#[test]
fn an_attempt_from_the_first_word_to_what_it_makes_due() {
    let mut driver = speaking("talk/limiter");
    driver.press("ncustomer, endpoint<esc><tab>");
    driver.press("<tab><tab>nshared<esc><tab>");
    driver.press("<tab>80<enter>");
    insta::assert_snapshot!(driver.screen(80, 24), @r#"
    Points · Messaging and real time                        you said 80 · now 57.5


     › ●  40/40 Names the key that the limit hangs on
                2 full: per customer key and per endpoint
                1 touched: only "per user"
       ◐ 17.5/35 Counts across nodes without losing the limit
       ○   0/25 Gives something up















    Enter take these  0 missed  1 touched  2 full  w the whole at once  m model
    "#);
    assert_eq!(driver.app.scope(), Scope::Points);
    driver.press("<enter>");
    let row = spoken_row(&driver);
    assert_eq!(row.points, [2, 1, 0]);
    assert_eq!(
        (row.score.to_string().as_str(), row.grade, row.said),
        ("57.5", 2, Some(80.0))
    );
    assert!(row.due.is_empty(), "the missed point names no card");
    assert!(is_forgotten(&driver));
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Score · Messaging and real time


     57.5  hard   you said 80, 23 too high

     ────────────────────────────────────────────────────────────────────────────
     Model answer
     The limit hangs on the customer and the endpoint. Shards share the count, a
     second stale. I give up exactness.

     own design












    Enter goes on  d later  m model  v earlier  Esc leave  u undo  x I know this
    ");
}

#[test]
fn a_missed_point_makes_its_cards_due_and_enter_asks_them_at_once() {
    let mut driver = speaking("talk/limiter");
    driver.press("<enter><enter><enter><enter>");
    assert_eq!(
        driver.app.scope(),
        Scope::Points,
        "finish, one question, no prediction"
    );
    driver.press("0").press("0").press("2");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Points · Messaging and real time                                        now 25


       ○   0/40 Names the key that the limit hangs on              1 card due now
       ○   0/35 Counts across nodes without losing the limit      2 cards due now
     › ●  25/25 Gives something up
                2 full: says what is given up, and for whom
















    Enter take these  0 missed  1 touched  2 full  w the whole at once  m model
    ");
    driver.press("<enter>");
    let due: Vec<&str> = spoken_row(&driver).due.iter().map(|key| &**key).collect();
    assert_eq!(due, ["talk/window", "talk/bucket"]);
    driver.press("<enter>");
    let Screen::Drill(drill) = &driver.app.screen else {
        panic!("the cards are asked");
    };
    assert_eq!(
        (drill.drill.total(), drill.question.key.as_str()),
        (2, "talk/window")
    );
    driver.press("<space>3<space>3");
    let today = driver.app.study.today(driver.now);
    let window = &driver.app.study.progress().items["talk/window"];
    assert!(!window.made_due && window.last_day() == Some(today));
}

#[test]
fn d_leaves_what_was_missed_for_the_drill_where_it_comes_first() {
    let mut driver = speaking("talk/limiter");
    driver.press("<enter><enter><enter><enter>002<enter>d");
    assert!(driver.app.shows_home());
    assert_eq!(message(&driver), "2 cards come first in the next drill.");
    driver.press("<enter>");
    let Screen::Drill(drill) = &driver.app.screen else {
        panic!("a sitting");
    };
    assert!(["talk/window", "talk/bucket"].contains(&drill.question.key.as_str()));
}

#[test]
fn the_score_is_not_taken_before_every_point_is_decided_and_w_scores_the_whole() {
    let mut driver = speaking("talk/limiter");
    driver.press("<enter><enter><enter><enter>2<enter>");
    assert!(driver.rows.is_empty());
    driver.press("w");
    assert_eq!(driver.app.scope(), Scope::Whole);
    driver.press("<esc>");
    assert_eq!(driver.app.scope(), Scope::Points);
    driver.press("w3");
    let row = spoken_row(&driver);
    assert_eq!(
        (row.points.len(), row.score.to_string().as_str(), row.grade),
        (0, "72", 3)
    );
    assert!(row.due.is_empty());
}

#[test]
fn the_prediction_takes_whole_numbers_to_100_and_full_width_digits() {
    for (typed, wanted) in [
        ("72", Some(72.0)),
        ("100", Some(100.0)),
        ("７２", Some(72.0)),
        ("60%", Some(60.0)),
        ("", None),
    ] {
        let mut driver = speaking("talk/queue-or-table");
        driver
            .press("<enter><enter><enter>")
            .press(typed)
            .press("<enter>22<enter>");
        assert_eq!(spoken_row(&driver).said, wanted, "{typed}");
    }
    for typed in ["101", "-1", "abc", "7.5", "1e9"] {
        let mut driver = speaking("talk/queue-or-table");
        driver
            .press("<enter><enter><enter>")
            .press(typed)
            .press("<enter>");
        assert_eq!(driver.app.scope(), Scope::Prediction, "{typed}");
        assert!(message(&driver).contains("from 0 to 100"), "{typed}");
    }
}

#[test]
fn every_key_is_text_in_the_notes_and_they_are_kept_with_the_attempt() {
    let mut driver = speaking("talk/limiter");
    driver.press("nq?uxer tn 冪等性<enter>second<esc>");
    let Screen::Speak(screen) = &driver.app.screen else {
        panic!("still speaking");
    };
    assert_eq!(screen.attempt.notes[0], "q?uxer tn 冪等性\nsecond");
    driver.press("n<up><end> more<ctrl-w><backspace><ctrl-s>");
    let Screen::Speak(screen) = &driver.app.screen else {
        panic!("still speaking");
    };
    assert_eq!(screen.attempt.notes[0], "q?uxer tn 冪等性\nsecond");
}

#[test]
fn notes_take_pasted_text_without_its_control_characters_and_up_to_their_limit() {
    let mut driver = speaking("talk/limiter");
    driver.press("n");
    driver.act(Action::Paste("a\u{1b}[31mb\r\nc\u{202e}".to_owned()));
    let notes = |driver: &Driver| match &driver.app.screen {
        Screen::Speak(screen) => screen.attempt.notes[0].clone(),
        _ => String::new(),
    };
    assert!(
        !notes(&driver).contains(['\u{1b}', '\r', '\u{202e}']),
        "{:?}",
        notes(&driver)
    );
    driver.act(Action::Paste("x".repeat(20_000)));
    assert_eq!(notes(&driver).chars().count(), 12_000);
    assert!(message(&driver).contains("12,000"));
}

#[test]
fn time_counts_for_the_phase_that_is_spoken_and_a_pause_does_not() {
    let mut driver = speaking("talk/limiter");
    for _ in 0..10 {
        driver.now.ms += 1_000;
        driver.act(Action::Redraw);
    }
    driver.press("<space>");
    for _ in 0..50 {
        driver.now.ms += 1_000;
        driver.act(Action::Redraw);
    }
    driver.press("<space><tab>");
    let Screen::Speak(screen) = &driver.app.screen else {
        panic!("still speaking");
    };
    assert_eq!(
        screen.attempt.spent[0], 12_000,
        "ten seconds, and one for each key"
    );
    assert!(driver.app.wants_ticks());
    driver.press("<space>");
    driver.now.ms += 5_000;
    driver.act(Action::Redraw);
    assert!(
        !driver.app.wants_ticks(),
        "a clock that stands wakes nobody"
    );
}

#[test]
fn a_clock_that_jumps_stops_the_attempt_and_counts_for_nothing() {
    for jump in [3 * 3_600_000, -3 * 3_600_000, i64::MAX / 2, -NOW_MS] {
        let mut driver = speaking("talk/limiter");
        driver.press("n<esc>");
        driver.now.ms = driver.now.ms.saturating_add(jump);
        driver.act(Action::Redraw);
        driver.now.ms += 1_000;
        driver.act(Action::Redraw);
        let Screen::Speak(screen) = &driver.app.screen else {
            panic!("still speaking");
        };
        assert!(
            screen.attempt.total_ms() <= 3_000,
            "{jump}: {}",
            screen.attempt.total_ms()
        );
        assert_eq!(screen.attempt.is_paused, jump > 0, "{jump}");
    }
}

const NOW_MS: i64 = support::NOW.ms;

#[test]
fn what_is_under_way_is_handed_over_within_five_seconds_of_a_key() {
    let mut driver = speaking("talk/limiter");
    driver.press("n");
    driver.effects.clear();
    driver.press("per customer");
    let typed_at = driver.now.ms;
    while kept(&driver).is_none_or(|kept| kept.attempt.as_ref().unwrap().notes[0] != "per customer")
    {
        driver.now.ms += 1_000;
        driver.act(Action::Redraw);
        assert!(driver.now.ms - typed_at <= 5_000);
    }
    let writes = driver
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::KeepAttempt(_)))
        .count();
    assert!(writes <= 8, "not at every key: {writes}");
}

#[test]
fn an_attempt_that_was_left_is_offered_and_goes_on_scores_or_goes() {
    let mut driver = speaking("talk/limiter");
    driver.press("ncustomer<esc><tab><esc>");
    assert!(driver.app.shows_home());
    let running = kept(&driver).unwrap().clone();
    assert_eq!(driver.app.under_way.as_ref(), Some(&running));
    let offered = || {
        let mut driver = Driver::at_home(&SPOKEN, &[]);
        driver.app.offer_under_way(running.clone());
        driver
    };
    let mut goes_on = offered();
    insta::assert_snapshot!(goes_on.screen(80, 24), @"
    mensetsu


     When is your interview?  g sets the date


     Today   2 min   2 cards · 0 due, 2 new
           ────────────────────────────────────────────────────────────────
             This is under way:
             Design a rate limiter for 50,000 requests/s., under a minute
             on the clock

             1 goes on from where it is
             2 ends it and scores it now
             3 throws it away
             Esc decides later
           ────────────────────────────────────────────────────────────────
    ");
    goes_on.press("<enter>");
    let Screen::Speak(screen) = &goes_on.app.screen else {
        panic!("it goes on");
    };
    assert_eq!(screen.attempt.place, Place::Step(1));
    assert!(screen.attempt.is_paused && screen.attempt.notes[0] == "customer");
    let mut scores = offered();
    scores.press("2");
    assert_eq!(scores.app.scope(), Scope::Prediction);
    let mut goes = offered();
    goes.press("3");
    assert!(goes.app.shows_home() && is_forgotten(&goes) && goes.app.under_way.is_none());
    let mut later = offered();
    later.press("<esc>t");
    assert!(
        matches!(
            later.app.layers.last(),
            Some(Layer::UnderWay { then: Some(_), .. })
        ),
        "offered before another begins"
    );
    later.press("3");
    assert!(
        matches!(later.app.screen, Screen::Speak(_)),
        "then the other begins"
    );
}

#[test]
fn an_attempt_whose_row_is_on_the_disk_is_not_offered_again() {
    let mut driver = speaking("talk/queue-or-table");
    driver.press("ntable, price<esc><enter><enter><enter><enter>");
    let running = driver.app.unkept().unwrap();
    driver.press("<enter>");
    assert_eq!(driver.rows.len(), 1);
    driver.press("<esc>");
    driver.app.offer_under_way(running);
    assert!(driver.app.layers.is_empty() && driver.app.under_way.is_none());
}

#[test]
fn a_full_disk_is_said_and_the_score_can_be_taken_again() {
    let mut driver = speaking("talk/queue-or-table");
    driver.press("<enter><enter><enter><enter>22");
    driver.disk_is_full = true;
    driver.press("<enter>");
    assert!(
        message(&driver).contains("The score is not saved; the attempt is kept"),
        "{}",
        message(&driver)
    );
    assert_eq!(driver.app.scope(), Scope::Points);
    driver.disk_is_full = false;
    driver.press("<enter>");
    assert_eq!(driver.app.scope(), Scope::Scored);
    assert_eq!(driver.rows.len(), 1);
}

#[test]
fn a_score_can_be_undone_and_ticked_anew() {
    let mut driver = speaking("talk/queue-or-table");
    driver.press("<enter><enter><enter><enter>20<enter>u");
    assert_eq!(driver.app.scope(), Scope::Points);
    assert!(driver.app.study.progress().spoken.is_empty());
    driver.press("<down>2<enter>");
    let record = &driver.app.study.progress().spoken["talk/queue-or-table"];
    assert_eq!(
        record
            .tries
            .iter()
            .map(|tried| tried.points.clone())
            .collect::<Vec<_>>(),
        [vec![2, 2]]
    );
}

fn edited(change: impl Fn(&str) -> String) -> Box<Collection> {
    let source = change(SPOKEN[0].1);
    Box::new(collection(&[("talk", &source)]))
}

#[test]
fn a_deck_edited_under_a_running_attempt_keeps_notes_and_times() {
    let mut driver = speaking("talk/limiter");
    driver.press("ncustomer<esc><tab><tab>");
    driver.act(Action::DecksRead(edited(|text| {
        text.replace("per customer key and per endpoint", "says the key")
    })));
    assert!(
        message(&driver).starts_with("The card was edited."),
        "{}",
        message(&driver)
    );
    let Screen::Speak(screen) = &driver.app.screen else {
        panic!("still speaking");
    };
    assert_eq!(screen.attempt.notes[0], "customer");
    assert_eq!(&*screen.task.points[0].full, "says the key");
    driver.act(Action::DecksRead(Box::default()));
    assert!(message(&driver).contains("not in the decks any more"));
    driver.press("<enter><enter><enter><enter>222<enter>");
    assert_eq!(
        spoken_row(&driver).points,
        [2, 2, 2],
        "it ends with the card that it began with"
    );
}

#[test]
fn a_card_whose_weights_do_not_sum_to_100_is_a_problem_and_is_not_asked() {
    let wrong = edited(|text| text.replace("- 60 Decides", "- 50 Decides"));
    let problems: Vec<_> = wrong.decks[0]
        .problems
        .iter()
        .map(|problem| problem.rule.name)
        .collect();
    assert!(problems.contains(&"rubric-weights"), "{problems:?}");
    let mut driver = Driver::at_home(&SPOKEN, &[]);
    driver.act(Action::DecksRead(wrong));
    assert!(driver.app.study.task("talk/queue-or-table").is_none());
}

#[test]
fn the_model_read_first_is_a_try_that_is_kept_and_not_scored() {
    let mut driver = speaking("talk/limiter");
    driver.press("r");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Design · Messaging and real time                                 0:01 of 22:00


     Read it, then say it in your own words. This try is not scored.

     The limit hangs on the customer and the endpoint. Shards share the count, a
     second stale. I give up exactness.















    This try is kept as read and not scored.
    Enter begins   Esc leave   u undo   ? help
    ");
    driver.press("<enter><tab><tab><tab><tab><tab>");
    assert!(
        matches!(driver.rows.as_slice(), [What::Read(_)]),
        "{:?}",
        driver.rows
    );
    assert_eq!(driver.app.study.progress().spoken["talk/limiter"].read, 1);
    assert!(driver.screen(80, 24).contains("Kept as read, not scored."));
    driver.press("<enter>");
    assert!(driver.app.shows_home() && is_forgotten(&driver));
    let mut late = speaking("talk/limiter");
    late.press("<tab>r");
    assert!(message(&late).contains("before the first phase is over"));
}

#[test]
fn earlier_tries_are_read_beside_the_new_one() {
    let mut driver = speaking("talk/queue-or-table");
    driver.press("ntable<esc><enter><enter><enter>50<enter>20<enter><esc>");
    begin(&mut driver, "talk/queue-or-table");
    driver.press("<enter><enter><enter><enter>v");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Earlier tries

     2026-11-22 · 60, predicted 50 · 0:10

     The decision, then why

     table
















    Esc back
    ");
    driver.press("<esc>m");
    assert!(
        driver
            .screen(80, 24)
            .contains("A table; the price is polling.")
    );
}

#[test]
fn the_screens_of_a_design_at_both_sizes() {
    let mut driver = speaking("talk/limiter");
    driver.press("<tab>");
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Design · Messaging and real time                                 0:01 of 22:00


     Clarify 0:01 ✓   High level 10   Deep dive 5

     Design a rate limiter for 50,000 requests/s.

     10,000 customers, limits differ by plan. One region today, three next year.

     The task changes, 60 s
     Sales wants bursts of three times the limit.












    Tab next  n notes  Space pause  Enter finish  r read the model first
    ");
    driver.press("<tab>nper customer");
    for _ in 0..700 {
        driver.now.ms += 1_000;
        driver.act(Action::Redraw);
    }
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Design · Messaging and real time                                11:55 of 22:00


     Clarify 0:01 ✓   High level 11:53 of 10:00 over   Deep dive 5

     Design a rate limiter for 50,000 requests/s.

     10,000 customers, limits differ by plan. One region today, three next year.

     The task changes, 60 s
     Sales wants bursts of three times the limit.

     High level
     Sales adds: partners pay for bursts.

     notes ──────────────────────────────────────────────────────────────────────
     per customer






    Tab next   Ctrl-s finish   Esc close   F1 help
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Design                  11:55 of 22:00
    High level 11:53 of 10:00 over

                                          ↑
    High level                            ↓
    notes ────────────────────────────────
    per customer




    Tab next  Ctrl-s finish  Esc close
    ");
    driver.press("<esc>:");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Design                        no clock
    High level

    Sales wants bursts of three times the ↑
    limit.

    High level
    Sales adds: partners pay for bursts.

    notes  per customer

    Tab next  n notes  Space pause
    ");
}

#[test]
fn the_screens_of_a_story_and_a_comparison() {
    insta::assert_snapshot!(speaking("talk/wrong").screen(80, 24), @"
    Story · Messaging and real time                                   0:00 of 4:00


     S Situation 0:24   T Task 0:24   A Action 2:12   R Result 0:36
     L Learnt 0:24

     Tell of a time you were wrong.

     Tell a story of your own, aloud.














    Tab next  n notes  Space pause  Enter finish  r read the model first
    ");
    insta::assert_snapshot!(speaking("talk/queue-or-table").screen(40, 12), @"
    Compare                   0:00 of 6:00
    One queue or one table?

    • a queue
    • a table

    Say the decision first, then why, and
    when you would change it.



    Tab next  n notes  Space pause
    ");
}

#[test]
fn keys_of_the_notes_and_the_terminal_cursor_stand_where_text_is_typed() {
    let mut driver = speaking("talk/limiter");
    driver.press("n冪等");
    let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(80, 24)).unwrap();
    terminal
        .draw(|frame| mensetsu::ui::draw(&driver.app, mensetsu::ui::Look::default(), frame))
        .unwrap();
    let at = terminal.get_cursor_position().unwrap();
    assert_eq!(
        (at.x, at.y),
        (2 + 4, 16),
        "two wide characters after the margin"
    );
    driver.press_now(Key::parse("f1").unwrap());
    assert!(driver.screen(80, 24).contains("Help: Notes"));
}
