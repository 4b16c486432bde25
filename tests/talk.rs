//! The minutes for speaking: what home and progress say about them, and the commands that plan, brief and warm up.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    clippy::float_cmp,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use std::path::Path;

use mensetsu::journal::{
    What,
    entry::{Goal, Mock, Spoken},
};
use proptest::prelude::*;
use serde_json::Value;
use support::{DECKS, Driver, code, run, stdout, write};

/// A design card and a story beside the cards of the other tests.
const TALKS: (&str, &str) = (
    "talks",
    "---\nid: talks\ntitle: Talks\narea: SD\nlanguage: en\n---\n\n\
     ## What is a token bucket? {#bucket tier=core}\n\nA count of permits that refills.\n\n\
     ## Design a rate limiter for a public API: 10,000 customers, 50,000 requests/s at peak. {#limiter .design tier=core minutes=45}\n\n\
     ### Phases\n- Clarify 5\n- High level 13\n- Deep dive 12\n- Failure 15\n\n### Rubric\n\
     - 15 Names the key that the limit hangs on [Clarify]\n  - full: says customer and endpoint\n\
     - 25 Draws the parts [High level]\n  - full: names gateway, counter and store\n\
     - 40 Counts across nodes without losing the limit [Deep dive]\n  - full: says what is shared, how stale it may be, and what that costs\n\
     - 20 Says what happens when the shared store is down [Failure]\n  - full: says who is let through, and for how long\n  - review: bucket\n\n\
     ## Tell me about a time you were wrong. What happened? {#wrong .story minutes=6 covers=LD-04}\n\n### Rubric\n\
     - 100 Says what was decided [A]\n  - full: says it\n",
);

fn decks() -> [(&'static str, &'static str); 3] {
    [DECKS[0], DECKS[1], TALKS]
}

fn goal(share: Option<u32>) -> What {
    What::Goal(Box::new(Goal {
        id: "g".into(),
        date: "2026-12-04".into(),
        track: "remote-lead".into(),
        round: "system-design".into(),
        minutes: Some(30),
        share,
        ..Goal::default()
    }))
}

/// A scored try, and the rehearsal that it was of.
fn rehearsed(
    driver: &Driver,
    mock: &str,
    round: &str,
    card: &str,
    score: f64,
    said: Option<f64>,
) -> [What; 2] {
    let task = driver.app.study.task(card).unwrap();
    let missed = vec![0; task.points.len()];
    [
        What::Spoken(Box::new(Spoken {
            card: card.into(),
            grade: 2,
            ms: 600_000,
            points: missed,
            rubric: task.rubric,
            score,
            said,
            by: "self".into(),
            mock: mock.into(),
            ..Spoken::default()
        })),
        What::Mock(Box::new(Mock {
            id: mock.into(),
            track: "remote-lead".into(),
            round: round.into(),
            cards: vec![card.into()],
            ms: 600_000,
            end: "finished".into(),
        })),
    ]
}

/// The app with a goal of twelve days and two rehearsals of its round yesterday.
fn practised() -> Driver {
    let empty = Driver::at_home(&decks(), &[]);
    let mut rows = vec![goal(None)];
    for (mock, score, said) in [("m1", 41.0, 60.0), ("m2", 62.5, 70.0)] {
        rows.extend(rehearsed(
            &empty,
            mock,
            "system-design",
            "talks/limiter",
            score,
            Some(said),
        ));
    }
    Driver::at_home(&decks(), &rows)
}

#[test]
fn the_home_says_what_to_speak_about_and_where_one_stands() {
    let driver = practised();
    insta::assert_snapshot!(driver.screen(80, 24), @"
    mensetsu                                          Remote lead backend engineer


     12 days to System design · Friday 4 December


     Today   4 min   5 cards · 0 due, 5 new
             3 min   How do you bring two teams to one decision

     Recall on the day: not measured yet.  v five-minute check
     Rounds    System design 62.5 after 2 tries · Behavioural not tried












    Enter cards  t talk  m round  a ahead  g date  d decks  p progress  u undo
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    mensetsu  Remote lead backend engineer
    12 days to System design · Friday 4
    December

    Today   4 min   5 cards · 0 due, 5 new

    Recall on the day: not measured yet.
    v five-minute check



    Enter cards  t talk  m round  a ahead
    ");
}

#[test]
fn a_long_card_is_offered_as_one_phase() {
    let driver = Driver::at_home(&[TALKS], &[goal(None)]);
    let text = driver.screen(80, 24);
    let lines: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.contains("Today"))
        .take(2)
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    Today    1 min   1 card · 0 due, 1 new
            12 min   Design a rate limiter for a public API, the deep dive only
    ");
    // The name gives way, the phase stays.
    let text = driver.screen(60, 18);
    assert!(text.contains("…, the deep dive only"), "{text}");
}

#[test]
fn minutes_of_cards_alone_and_of_speaking_alone_are_said() {
    let cards = Driver::at_home(&decks(), &[goal(Some(0))]);
    assert!(!cards.screen(80, 24).contains("limiter"));
    assert!(
        cards
            .screen(80, 24)
            .contains("Rounds    System design not tried")
    );
    let rounds = Driver::at_home(&decks(), &[goal(Some(100))]);
    let text = rounds.screen(80, 24);
    assert!(
        text.contains("Today's minutes are for speaking. These are on top."),
        "{text}"
    );
}

#[test]
fn progress_shows_scores_predictions_and_minutes() {
    let mut driver = practised();
    driver.press("p");
    let text = driver.screen(80, 90);
    let from = |words: &str, text: &str, lines: usize| -> String {
        let lines = text
            .lines()
            .skip_while(|line| !line.contains(words))
            .take(lines);
        lines.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(from("Scores", &text, 13), @"
    Scores of the last rehearsals
    System design                 41  62.5

    Predicted minus scored       +19    +8
    You predict 13 too high.

    Minutes of the last four weeks
               Mon    Tue    Wed    Thu    Fri    Sat    Sun   cards  spoken
    26 Oct       ·      ·      ·      ·      ·      ·      ·       0       0
    2 Nov        ·      ·      ·      ·      ·      ·      ·       0       0
    9 Nov        ·      ·      ·      ·      ·      ·      ·       0       0
    16 Nov       ·      ·      ·      ·      ·      ·      ·       0      20
    · nothing, █ 18 minutes or more
    ");
    let text = driver.screen(40, 90);
    insta::assert_snapshot!(from("Scores", &text, 13), @"
    Scores of the last rehearsals
    System design
                                  41  62.5

    Predicted minus scored
                                 +19    +8
    You predict 13 too high.

    Minutes of the last four weeks
            Mo Tu We Th Fr Sa Su card said
    26 Oct   ·  ·  ·  ·  ·  ·  ·    0    0
    2 Nov    ·  ·  ·  ·  ·  ·  ·    0    0
    9 Nov    ·  ·  ·  ·  ·  ·  ·    0    0
    ");
}

#[test]
fn progress_says_what_to_do_before_the_first_rehearsal() {
    let mut driver = Driver::at_home(&decks(), &[goal(None)]);
    driver.press("p");
    let text = driver.screen(80, 90);
    assert!(
        text.contains("No round was rehearsed yet. mensetsu mock rehearses one"),
        "{text}"
    );
}

#[test]
fn without_cards_to_speak_about_the_plan_is_that_of_a_share_of_0() {
    let aside =
        ["talks/limiter", "talks/wrong", "reliability/one-decision"].map(|card| What::Suspend {
            card: card.into(),
            why: "known".into(),
        });
    let mut rows = vec![goal(None)];
    rows.extend(aside);
    let without = Driver::at_home(&decks(), &rows);
    let cards_alone = Driver::at_home(&decks(), &[goal(Some(0))]);
    let agenda = |driver: &Driver| driver.app.study.agenda(driver.now).unwrap();
    let planned = agenda(&without);
    assert_eq!(planned, agenda(&cards_alone));
    assert_eq!(planned.budget_seconds, 1_800.0);
    assert_eq!(without.app.study.speaking(without.now), None);
}

#[test]
fn the_items_of_today_fit_what_the_share_leaves() {
    let driver = Driver::at_home(&decks(), &[goal(Some(80))]);
    let agenda = driver.app.study.agenda(driver.now).unwrap();
    let today = agenda.today.iter().map(|planned| planned.pick.seconds);
    assert!((agenda.budget_seconds - 360.0).abs() < 1e-6);
    assert!(today.sum::<f64>() <= 360.0 + 1e-6);
}

proptest! {
    #[test]
    fn the_two_parts_of_the_minutes_are_the_whole(share in prop::option::of(0u32..=100), more in -30i32..60) {
        let driver = Driver::at_home(&decks(), &[goal(share)]);
        let mut study = driver.app.study;
        study.change_minutes(more, driver.now);
        let minutes = f64::from(study.minutes_today(driver.now));
        let percent = f64::from(study.spoken_percent(driver.now));
        prop_assert_eq!(percent, f64::from(share.unwrap_or(40)));
        let cards = study.seconds_left(driver.now);
        prop_assert!((cards - minutes * 60.0 * (1.0 - percent / 100.0)).abs() < 1e-6);
        let pool = study.speaking(driver.now).map_or(0.0, |speaking| speaking.seconds);
        // The goal is of yesterday, so two days have come together.
        let yesterday = 30.0 * 60.0 * percent / 100.0;
        prop_assert!((pool - yesterday - (minutes * 60.0 - cards)).abs() < 1e-6);
    }
}

fn json(home: &Path, arguments: &[&str]) -> Value {
    let output = run(home, arguments, "");
    assert_eq!(code(&output), 0);
    serde_json::from_str(&stdout(&output)).unwrap()
}

fn home_with_goal(more: &[&str]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    write(&home.path().join("data/decks/talks.md"), TALKS.1);
    let goal = [
        "goal",
        "set",
        "--date",
        "+12d",
        "--track",
        "remote-lead",
        "--round",
        "system-design",
        "--minutes",
        "30",
    ];
    let all: Vec<&str> = goal.iter().chain(more).copied().collect();
    assert_eq!(code(&run(home.path(), &all, "")), 0);
    home
}

#[test]
fn each_day_of_the_plan_has_the_share_of_its_own_days_left() {
    let home = home_with_goal(&[]);
    let plan = json(home.path(), &["plan", "--json"]);
    assert_eq!(plan["goal"]["share"], 0.4);
    assert!((plan["budget_seconds"].as_f64().unwrap() - 1_080.0).abs() < 1e-6);
    let days = plan["days"].as_array().unwrap();
    assert_eq!(days.len(), 12);
    for (index, day) in days.iter().enumerate() {
        let most = match 12 - index {
            0..=3 => 360.0,
            4..=7 => 720.0,
            _ => 1_080.0,
        };
        // Expected seconds are a mean of roll-outs and may be a little above the minutes.
        assert!(day["seconds"].as_f64().unwrap() <= most * 1.1, "{days:?}");
    }
    let shares = plan["speaking"]["other_shares"].as_array().unwrap();
    let forecast = |of: &Value| of["forecast"].as_f64().unwrap();
    assert!(forecast(&shares[0]) > forecast(&plan["recall"]));
    assert!(forecast(&shares[1]) < forecast(&plan["recall"]));
    assert_eq!(
        json(home.path(), &["plan", "--json"])["speaking"],
        plan["speaking"]
    );
}

#[test]
fn time_spoken_is_taken_from_the_minutes_for_speaking_alone() {
    let home = home_with_goal(&["--deck", "talks"]);
    let before = json(home.path(), &["plan", "--json"]);
    assert_eq!(before["speaking"]["seconds"], 720.0);
    assert_eq!(before["speaking"]["talk"]["kind"], "phase");
    assert_eq!(before["speaking"]["talk"]["phase"], "Deep dive");
    assert_eq!(before["spoken"][0]["tries"], 0);
    // Three points are asked after the notes, a prediction before them.
    let told = run(
        home.path(),
        &["speak", "talks/wrong", "--plain"],
        ".\n70\n1\n",
    );
    assert_eq!(code(&told), 0, "{}", stdout(&told));
    let now = jiff::Timestamp::now().as_millisecond();
    let row = format!(
        "{{\"v\":1,\"d\":\"0000beef\",\"n\":1,\"t\":{now},\"z\":0,\"k\":\"spoken\",\"c\":\"talks/limiter\",\"g\":1,\"ms\":900000,\"p\":[],\"h\":\"00000000\",\"score\":30,\"by\":\"self\""
    );
    let line = format!(
        "{row},\"x\":\"{:08x}\"}}\n",
        crc32fast::hash(row.as_bytes())
    );
    write(&home.path().join("data/journal/0000beef-2026.jsonl"), line);
    let after = json(home.path(), &["plan", "--json"]);
    assert_eq!(after["budget_seconds"], before["budget_seconds"]);
    assert_eq!(after["speaking"]["seconds"], 0.0);
    assert_eq!(after["speaking"]["talk"], Value::Null);
    let text = stdout(&run(home.path(), &["plan"], ""));
    assert!(
        text.contains("The minutes for speaking are used up."),
        "{text}"
    );
}

#[test]
fn the_weakest_points_stand_in_the_brief_and_in_the_warm_up() {
    let home = home_with_goal(&["--deck", "talks"]);
    // Four phases of notes, then prediction and points.
    let input = ".\n.\n.\n.\n\n2\n1\n0\n1\n";
    let told = run(home.path(), &["speak", "talks/limiter", "--plain"], input);
    assert_eq!(code(&told), 0);
    let text = stdout(&run(home.path(), &["brief"], ""));
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}: {text}"))
    };
    let places = [
        "The weakest points",
        "Counts across nodes without losing the limit",
        "says what is shared, how stale it may be",
        "Draws the parts",
        "Says what happens when the shared store is down",
        "The rounds",
    ]
    .map(at);
    assert!(places.is_sorted(), "{text}");
    assert!(!text.contains("Names the key that the limit hangs on"));
    let shown = stdout(&run(home.path(), &["warm-up"], "\n\n\n"));
    insta::assert_snapshot!(shown, @"
    warm-up: 3 points, about 1 min, nothing is graded
    [point 1/3] talks/limiter
      Design a rate limiter for a public API: 10,000 customers, 50,000 requests/s at peak.
      Counts across nodes without losing the limit
    (Enter shows the answer) > 
      says what is shared, how stale it may be, and what that costs
    [point 2/3] talks/limiter
      Design a rate limiter for a public API: 10,000 customers, 50,000 requests/s at peak.
      Draws the parts
    (Enter shows the answer) > 
      names gateway, counter and store
    [point 3/3] talks/limiter
      Design a rate limiter for a public API: 10,000 customers, 50,000 requests/s at peak.
      Says what happens when the shared store is down
    (Enter shows the answer) > 
      says who is let through, and for how long
    warmed up: 3 of 3 points
    ");
}

#[test]
fn a_share_is_set_taken_back_and_compared() {
    let home = home_with_goal(&["--deck", "talks"]);
    let set = |share: &str| stdout(&run(home.path(), &["goal", "set", "--share", share], ""));
    let text = set("60");
    assert!(text.contains("speaking: 60% of the minutes"), "{text}");
    assert!(
        text.contains("With 20 points less for speaking") && text.contains("with 20 more"),
        "{text}"
    );
    let show = |key: &str| json(home.path(), &["goal", "show", "--json"])[key].clone();
    assert_eq!(show("share"), 0.6);
    let text = set("");
    assert!(text.contains("speaking: 40% of the minutes now"), "{text}");
    assert_eq!(show("share"), Value::Null);
    let text = set("0");
    assert!(
        text.contains("With 20 points more for speaking") && !text.contains("less"),
        "{text}"
    );
}

#[test]
fn statistics_have_scores_predictions_and_minutes() {
    let home = home_with_goal(&["--deck", "talks"]);
    let told = run(
        home.path(),
        &["speak", "talks/wrong", "--plain"],
        ".\n70\n1\n",
    );
    assert_eq!(code(&told), 0);
    let stats = json(home.path(), &["stats", "--json"]);
    let spoken = &stats["spoken"];
    assert_eq!(spoken["tries"], 1);
    assert_eq!(spoken["prediction_gaps"], serde_json::json!([20.0]));
    assert_eq!(spoken["prediction_gap_mean"], 20.0);
    assert_eq!(spoken["rounds"][0]["round"], "system-design");
    let text = stdout(&run(home.path(), &["stats"], ""));
    assert!(text.contains("You predict 20 too high."), "{text}");
}
