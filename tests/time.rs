//! Time through the real program and through a study: clocks back and forth, zones, years at the ends of the calendar.
//!
//! The program is run under `faketime` where that is installed; where it is not, those tests say so and pass.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test that cannot go on says so by ending"
)]

mod support;

use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
    time::Instant,
};

use mensetsu::{
    deck::item::AnswerHash,
    journal::{DeviceId, Entry, Moment, Record, Review, StudyDay, What, entry::Goal, row},
    memory::Grade,
    plan::track,
    practice::Study,
};
use proptest::prelude::*;
use serde_json::Value;
use support::{DECKS, DEVICE, NOW, code, collection, home, program, rows, stderr, stdout};

const DAY: i64 = 86_400_000;

// --- a study ---------------------------------------------------------------------------------------------------------

fn review(item: &str) -> What {
    What::Review(Review {
        item: item.into(),
        grade: Grade::Good,
        ms: 4_000,
        hash: AnswerHash::of("x"),
        knows_letters: true,
        typed: None,
    })
}

fn goal(date: &str) -> What {
    What::Goal(Box::new(Goal {
        id: "g".into(),
        date: date.into(),
        track: "backend-lead".into(),
        minutes: Some(30),
        ..Goal::default()
    }))
}

fn entry(device: DeviceId, n: u64, time: i64, zone: i32, what: &What) -> Entry {
    row::write(device, n, time, zone, what).unwrap().1
}

fn study(entries: Vec<Entry>, now: Moment) -> Study {
    let mut study = Study {
        collection: collection(&DECKS),
        tracks: track::bundled(),
        device: DEVICE,
        ..Study::default()
    };
    let renamed = &study.collection.renamed;
    study.record = Record::new(entries, now, renamed, &study.model);
    study
}

/// Everything that the home and the numbers ask of a study. Plans are made once below: without optimisation one takes seconds.
fn looked_at(study: &Study, now: Moment) {
    let facts = study.facts(now);
    if let Some((day, left)) = facts.interview {
        assert_eq!(left, day.since(study.today(now)));
        assert!(day >= study.today(now));
    }
    let numbers = study.statistics(now);
    assert_eq!(numbers.days, study.progress().days.len());
    assert!(numbers.reviews <= study.record.entries().len());
    for area in &numbers.areas {
        assert!((0.0..=1.0).contains(&area.recall), "{area:?}");
    }
    let queue = study.queue(&study.ordinary_request(now), now);
    assert!(queue.picks.len() <= study.collection.items.len());
    let _ = study.offered(now);
}

fn clock() -> impl Strategy<Value = i64> {
    prop_oneof![
        6 => NOW.ms - 30 * DAY..NOW.ms + 30 * DAY,
        1 => -400 * DAY..400 * DAY,
        1 => prop::sample::select(vec![
            2_147_483_648_000,
            253_402_207_200_000,
            i64::MIN,
            i64::MAX,
        ]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_clocks_say_everything_can_be_looked_at_at_once(
        written in prop::collection::vec((0..3_u32, clock(), -56..=56_i32, 0..4_usize), 0..12),
        date in prop::sample::select(vec!["1969-07-20", "2026-11-01", "2026-12-04", "2038-01-20", "9999-12-31", "soon"]),
        set in clock(), now in clock(), zone in -56..=56_i32,
    ) {
        let items = ["reliability/retry-layers", "reliability/budget#1", "reliability/peak", "words/冪等性#meaning"];
        let mut entries = vec![entry(DEVICE, 1, set, 0, &goal(date))];
        for (n, (device, time, zone, item)) in (2..).zip(written) {
            let device = DeviceId(DEVICE.0 + device);
            entries.push(entry(device, n, time, zone * 15, &review(items[item])));
        }
        let now = Moment { ms: now, zone_minutes: zone * 15 };
        let study = study(entries, now);
        let began = Instant::now();
        looked_at(&study, now);
        prop_assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
    }
}

#[test]
fn a_goal_that_is_past_is_not_planned_for_and_one_ahead_is_after_the_clock_went_back() {
    let rows = vec![
        entry(DEVICE, 1, NOW.ms, 540, &goal("2026-12-04")),
        entry(DEVICE, 2, NOW.ms, 540, &review("reliability/retry-layers")),
    ];
    let left = |now: Moment| {
        let study = study(rows.clone(), now);
        looked_at(&study, now);
        study.facts(now).interview.map(|(_, left)| left)
    };
    let after = |days: i64| Moment {
        ms: NOW.ms + days * DAY,
        ..NOW
    };
    assert_eq!(left(NOW), Some(12));
    assert_eq!(left(after(12)), Some(0));
    assert_eq!(left(after(13)), None);
    // An hour or half a day back changes no day that was begun.
    assert_eq!(
        left(Moment {
            ms: NOW.ms - DAY / 2,
            ..NOW
        }),
        Some(12)
    );
    // So far back that the rows are of the future, the interview is as far away as the clock says.
    assert_eq!(left(after(-10)), Some(22));
    assert_eq!(left(after(-4_000)), Some(4_012));
}

#[test]
fn a_goal_set_in_a_year_long_past_costs_no_time() {
    let rows = vec![
        entry(DEVICE, 1, i64::MIN, 0, &goal("2026-12-04")),
        entry(DEVICE, 2, i64::MIN, 0, &review("reliability/retry-layers")),
    ];
    let mut study = study(rows, NOW);
    let began = Instant::now();
    looked_at(&study, NOW);
    assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
    study.make_plan(NOW);
    let planned = study.planned(NOW).expect("there is a goal");
    assert!(planned.recall.forecast.is_finite());
    assert_eq!(
        study.facts(NOW).interview,
        Some((StudyDay::of(jiff::civil::date(2026, 12, 4)), 12))
    );
}

// --- the real program ------------------------------------------------------------------------------------------------

/// Runs the program at a time, as `faketime` reads it.
fn run_at(time: &str, zone: &str, home: &Path, arguments: &[&str], input: &str) -> Output {
    let mut program = program(home);
    program.args(arguments);
    let mut faked = Command::new("faketime");
    faked
        .arg(time)
        .arg(program.get_program())
        .args(program.get_args());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => faked.env(name, value),
            None => faked.env_remove(name),
        };
    }
    let mut child = faked
        .env("TZ", zone)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may end before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// Whether clocks can be set here.
fn has_faketime(test: &str) -> bool {
    let found = Command::new("faketime").args(["@0", "true"]).status();
    let is_there = found.is_ok_and(|status| status.success());
    if !is_there {
        eprintln!("skipped: {test}: faketime is not installed");
    }
    is_there
}

fn drilled_at(time: &str, zone: &str, home: &Path) -> String {
    let arguments = [
        "drill", "--deck", "mine", "--plain", "--ahead", "--items", "1",
    ];
    let output = run_at(time, zone, home, &arguments, "\n3\n");
    assert_eq!(code(&output), 0, "{time}: {}", stderr(&output));
    let text = stdout(&output);
    assert!(text.contains("saved: mine/"), "{time}: {text}");
    text
}

fn json_at(time: &str, zone: &str, home: &Path, arguments: &[&str]) -> Value {
    let output = run_at(time, zone, home, arguments, "");
    assert_eq!(code(&output), 0, "{time}: {}", stderr(&output));
    serde_json::from_str(&stdout(&output)).unwrap()
}

#[test]
fn at_the_ends_of_the_calendar_grades_are_saved_and_counted() {
    if !has_faketime("at_the_ends_of_the_calendar_grades_are_saved_and_counted") {
        return;
    }
    for time in [
        "@-31536000",
        "@2147483647",
        "@253402200000",
        "@253402300800",
    ] {
        let home = home();
        drilled_at(time, "UTC0", home.path());
        drilled_at(time, "NZST-12NZDT,M9.5.0,M4.1.0/3", home.path());
        assert_eq!(rows(home.path()).len(), 2, "{time}");
        for arguments in [
            &["stats", "--json"][..],
            &["plan", "--json"],
            &["journal", "check", "--json"],
            &["journal", "backups", "--json"],
        ] {
            json_at(time, "UTC0", home.path(), arguments);
        }
        assert_eq!(
            json_at(time, "UTC0", home.path(), &["stats", "--json"])["reviews"],
            2
        );
        assert_eq!(
            code(&run_at(time, "UTC0", home.path(), &[], "")),
            0,
            "{time}"
        );
    }
}

#[test]
fn a_clock_400_days_back_and_right_again_loses_nothing_and_is_told() {
    if !has_faketime("a_clock_400_days_back_and_right_again_loses_nothing_and_is_told") {
        return;
    }
    let home = home();
    let (right, wrong) = ("2026-11-22 12:00:00", "2025-10-18 11:00:00");
    let later = "2026-11-22 13:00:00";
    for time in [right, wrong, later] {
        drilled_at(time, "UTC0", home.path());
    }
    let stats = json_at(later, "UTC0", home.path(), &["stats", "--json"]);
    assert_eq!(
        (&stats["reviews"], &stats["days"]),
        (&Value::from(3), &Value::from(1))
    );
    let check = json_at(later, "UTC0", home.path(), &["journal", "check", "--json"]);
    let kinds: Vec<&str> = check["notices"]
        .as_array()
        .unwrap()
        .iter()
        .map(|notice| notice["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["clock-back"]);
    let message = check["notices"][0]["message"].as_str().unwrap();
    assert!(message.contains("by 400 days"), "{message}");
    let set = ["goal", "set", "--date", "2026-12-04"];
    let set = run_at(later, "UTC0", home.path(), &set, "");
    assert_eq!(code(&set), 0, "{}", stderr(&set));
    let left = |time: &str| {
        let goal = json_at(time, "UTC0", home.path(), &["goal", "show", "--json"]);
        goal["days_left"].clone()
    };
    assert_eq!(left(later), 12);
    // Half a day back the day that was begun goes on; further back the interview is as far away as the clock says.
    assert_eq!(left("2026-11-22 01:00:00"), 12);
    assert_eq!(left(wrong), 412);
    assert_eq!(left("2026-12-05 12:00:00"), Value::Null);
}

#[test]
fn undo_takes_back_the_newest_grade_after_the_clock_went_back() {
    if !has_faketime("undo_takes_back_the_newest_grade_after_the_clock_went_back") {
        return;
    }
    let home = home();
    drilled_at("2026-11-22 12:00:00", "UTC0", home.path());
    let arguments = [
        "drill", "--deck", "mine", "--plain", "--ahead", "--items", "1",
    ];
    let output = run_at(
        "2026-11-20 12:00:00",
        "UTC0",
        home.path(),
        &arguments,
        "\n3\n:u\n:q\n",
    );
    let before = rows(home.path());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let undo = before.iter().find(|row| row["k"] == "undo");
    let undo = undo.map_or_else(
        || {
            // The sitting had ended before the undo was read: ask for it as the next thing.
            let output = run_at(
                "2026-11-20 12:00:00",
                "UTC0",
                home.path(),
                &["drill", "--deck", "mine", "--plain", "--ahead"],
                ":u\n:q\n",
            );
            assert!(
                stdout(&output).contains("undone: mine/"),
                "{}",
                stdout(&output)
            );
            rows(home.path())
                .into_iter()
                .find(|row| row["k"] == "undo")
                .unwrap()
        },
        Clone::clone,
    );
    assert_eq!(
        undo["of"]["n"], 2,
        "the row of the clock that went back is the newest"
    );
    let stats = json_at(
        "2026-11-22 12:00:00",
        "UTC0",
        home.path(),
        &["stats", "--json"],
    );
    assert_eq!(stats["reviews"], 1);
}

#[test]
fn a_night_of_daylight_saving_and_a_flight_over_the_date_line_are_one_day_each() {
    if !has_faketime("a_night_of_daylight_saving_and_a_flight_over_the_date_line_are_one_day_each")
    {
        return;
    }
    let days = |home: &Path| {
        json_at("2026-11-25 12:00:00", "UTC0", home, &["stats", "--json"])["days"].clone()
    };
    let new_york = "EST5EDT,M3.2.0,M11.1.0";
    for evening in ["2026-10-31 23:30:00", "2026-03-07 23:30:00"] {
        let home = home();
        drilled_at(evening, new_york, home.path());
        let morning = if evening.contains("-10-") {
            "2026-11-01"
        } else {
            "2026-03-08"
        };
        for hour in ["00:30", "01:30", "03:30", "03:59"] {
            drilled_at(&format!("{morning} {hour}:00"), new_york, home.path());
        }
        assert_eq!(days(home.path()), 1, "{evening}");
        drilled_at(&format!("{morning} 04:00:00"), new_york, home.path());
        assert_eq!(days(home.path()), 2, "{evening}");
    }
    // Sunday morning in Tokyo, then Saturday and Sunday in Honolulu.
    let home = home();
    drilled_at("2026-11-22 09:00:00", "JST-9", home.path());
    drilled_at("2026-11-21 20:00:00", "HST10", home.path());
    assert_eq!(days(home.path()), 1);
    drilled_at("2026-11-22 09:00:00", "HST10", home.path());
    assert_eq!(days(home.path()), 1);
    drilled_at("2026-11-23 09:00:00", "HST10", home.path());
    assert_eq!(days(home.path()), 2);
}

#[test]
fn a_copy_of_the_journal_has_its_date_from_the_clock_and_old_ones_go() {
    if !has_faketime("a_copy_of_the_journal_has_its_date_from_the_clock_and_old_ones_go") {
        return;
    }
    let home = home();
    drilled_at("2026-01-01 12:00:00", "UTC0", home.path());
    let names = || {
        let list = json_at(
            "2026-12-01 12:00:00",
            "UTC0",
            home.path(),
            &["journal", "backups", "--json"],
        );
        let names = list["backups"].as_array().unwrap().iter();
        names
            .map(|row| row["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let bad = home.path().join("data/journal/x.jsonl");
    for time in [
        "2026-01-02 12:00:00",
        "2026-01-20 12:00:00",
        "2026-01-20 12:30:00",
        "2026-02-03 12:00:00",
    ] {
        std::fs::write(&bad, format!("bad on {time}\n")).unwrap();
        let output = run_at(time, "UTC0", home.path(), &["journal", "repair"], "");
        assert_eq!(code(&output), 0, "{}", stderr(&output));
    }
    assert_eq!(
        names(),
        [
            "2026-02-03T120000Z-before-repair",
            "2026-01-20T123000Z-before-repair",
            "2026-01-02T120000Z-before-repair"
        ]
    );
}
