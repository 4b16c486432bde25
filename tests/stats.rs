//! `mensetsu stats` and own parameters through the real program: a learner outside it writes the journal.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use std::{fs, path::Path};

use mensetsu::{
    deck::item::AnswerHash,
    journal::{DeviceId, Review, What, entry::Typed, row},
    memory::{Grade, Memory, Model, Parameters},
};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use serde_json::Value;
use support::{code, home, run, stderr, stdout, write};

const DAY: i64 = 86_400_000;

/// Rows of a learner who forgets sooner than the defaults say, over the days before today; `(days ago, item, grade)`.
fn learner(items: usize, days: u32) -> Vec<(u32, String, Grade)> {
    let mut values = *Parameters::default().values();
    for value in &mut values[..4] {
        *value *= 0.35;
    }
    values[8] *= 0.5;
    let truth = Model::with_parameters(&Parameters::new(&values).unwrap(), 0.9);
    let schedule = Model::default();
    let mut random = StdRng::seed_from_u64(7);
    let mut rows = Vec::new();
    for item in 0..items {
        let mut day = (item as u32 * days / 2) / items as u32;
        let mut last = day;
        let (mut real, mut believed): (Option<Memory>, Option<Memory>) = (None, None);
        while day < days {
            let passed = day - last;
            let chance = real.map_or(0.5, |memory| f64::from(truth.recall(memory, passed)));
            let grade = if random.random_bool(chance) {
                Grade::Good
            } else {
                Grade::Again
            };
            rows.push((days - day, format!("learner/card-{item}"), grade));
            let after =
                |model: &Model, memory| model.next(memory, passed).unwrap()[grade as usize - 1];
            real = Some(after(&truth, real));
            let memory = after(&schedule, believed);
            believed = Some(memory);
            last = day;
            day += schedule.interval(memory);
        }
    }
    rows.sort_by_key(|(ago, ..)| std::cmp::Reverse(*ago));
    rows
}

fn journal(home: &Path, rows: &[(u32, String, Grade)]) {
    let now = jiff::Timestamp::now().as_millisecond();
    let mut text = String::new();
    for (n, (ago, item, grade)) in rows.iter().enumerate() {
        let what = What::Review(Review {
            item: item.as_str().into(),
            grade: *grade,
            ms: 5_000,
            hash: AnswerHash::of("answer"),
            knows_letters: true,
            typed: (item.ends_with('0') && *grade == Grade::Again).then(|| {
                Box::new(Typed {
                    answer: "1".into(),
                    reason: "too low by a factor of 20".into(),
                    overridden: "".into(),
                })
            }),
        });
        let time = now - i64::from(*ago) * DAY;
        let (line, _) = row::write(DeviceId(0x00c0_ffee), n as u64 + 1, time, 0, &what).unwrap();
        text.push_str(&line);
        text.push('\n');
    }
    write(&home.join("data/journal/00c0ffee-2026.jsonl"), text);
}

fn report(home: &Path, arguments: &[&str]) -> Value {
    let output = run(home, arguments, "");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    serde_json::from_str(&stdout(&output)).unwrap()
}

fn cells(line: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(line)
}

#[test]
fn without_a_review_there_is_what_to_do_next() {
    let home = home();
    let output = run(home.path(), &["stats"], "");
    assert_eq!(code(&output), 0);
    let text = stdout(&output);
    assert!(text.starts_with("Nothing was graded yet.\nmensetsu drill begins a sitting.\n"));
    assert!(
        text.contains("parameters               default\n"),
        "{text}"
    );
    let report = report(home.path(), &["stats", "--json"]);
    assert_eq!(report["format"], 1);
    assert_eq!(
        (&report["reviews"], &report["days"]),
        (&0.into(), &0.into())
    );
    for unknown in ["retention", "true_retention_30", "log_loss", "bin_error"] {
        assert_eq!(report.get(unknown), Some(&Value::Null), "{unknown}");
    }
    assert_eq!(report["calibration"].as_array().unwrap().len(), 7);
    assert!(report["calibration"][0].get("observed").unwrap().is_null());
    assert_eq!(report["parameters"]["source"], "default");
    assert!(report["parameters"].get("fitted_on").unwrap().is_null());
    assert!(
        !home.path().join("cache").exists(),
        "looking writes nothing"
    );
}

#[test]
fn what_was_done_is_counted() {
    let home = home();
    let rows: Vec<(u32, String, Grade)> = [
        (40, "mine/first", Grade::Good),
        (37, "mine/first", Grade::Again),
        (2, "mine/first", Grade::Good),
        (2, "mine/second", Grade::Good),
        (2, "mine/second", Grade::Good),
        (1, "mine/second", Grade::Again),
    ]
    .map(|(ago, item, grade)| (ago, item.to_owned(), grade))
    .into();
    journal(home.path(), &rows);
    let report = report(home.path(), &["stats", "--json"]);
    assert_eq!(
        (&report["reviews"], &report["days"]),
        (&6.into(), &4.into())
    );
    assert_eq!(report["true_retention_30"], 0.5);
    assert!((report["retention"].as_f64().unwrap() - 1.0 / 3.0).abs() < 1e-9);
    let areas = report["areas"].as_array().unwrap();
    let own = areas.iter().find(|area| area["seen"] == 2).unwrap();
    assert_eq!(own["area"], "SD");
    let recall = own["recall_seen"].as_f64().unwrap();
    assert!(0.0 < recall && recall <= 1.0);
    assert!(own["recall_now"].as_f64().unwrap() < recall);
    let counts = report["calibration"].as_array().unwrap();
    let counted: u64 = counts
        .iter()
        .map(|bin| bin["reviews"].as_u64().unwrap())
        .sum();
    assert_eq!(counted, 3);
}

#[test]
fn a_reason_from_elsewhere_is_made_safe_and_fits_into_40_columns() {
    let home = home();
    let review = |n: u64, reason: &str| {
        let what = What::Review(Review {
            item: "mine/many".into(),
            grade: Grade::Again,
            ms: 5_000,
            hash: AnswerHash::of("answer"),
            knows_letters: true,
            typed: Some(Box::new(Typed {
                answer: "1".into(),
                reason: reason.into(),
                overridden: "".into(),
            })),
        });
        let now = jiff::Timestamp::now().as_millisecond();
        row::write(DeviceId(0x00c0_ffee), n, now, 0, &what)
            .unwrap()
            .0
            + "\n"
    };
    let rows = review(1, "red \u{1b}[31m\u{202e}") + &review(2, &"長音".repeat(40));
    write(&home.path().join("data/journal/00c0ffee-2026.jsonl"), rows);
    for arguments in [&["stats"][..], &["stats", "--json"]] {
        let text = stdout(&run(home.path(), arguments, ""));
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
        assert!(
            arguments.len() > 1 || text.lines().all(|line| cells(line) <= 40),
            "{text}"
        );
    }
}

#[test]
fn own_parameters_are_fitted_kept_used_and_said_once() {
    let home = home();
    journal(home.path(), &learner(300, 90));
    let before = report(home.path(), &["stats", "--json"]);
    assert!(before["reviews"].as_u64().unwrap() >= 400);
    assert_eq!(before["parameters"]["source"], "default");
    assert_eq!(before["slips"][0]["reason"], "too low by a factor of …");

    let output = run(home.path(), &["stats", "--fit", "--json"], "");
    assert_eq!(code(&output), 0);
    assert!(stderr(&output).starts_with("note: fitting parameters on "));
    let fitted: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let parameters = &fitted["parameters"];
    assert_eq!(parameters["source"], "own");
    assert_eq!(parameters["fitted_on"], before["reviews"]);
    let (default, own) = (
        parameters["log_loss_before"].as_f64().unwrap(),
        parameters["log_loss_after"].as_f64().unwrap(),
    );
    assert!(own < default);
    assert!(fitted["log_loss"].as_f64() < before["log_loss"].as_f64());

    let later = report(home.path(), &["stats", "--json"]);
    assert_eq!(later, fitted, "the cache is used at the next opening");
    let said = "The schedule now follows your own";
    let drill = || {
        stderr(&run(
            home.path(),
            &["drill", "--plain", "--items", "1"],
            ":q\n",
        ))
    };
    assert!(drill().contains(said));
    assert!(!drill().contains(said), "it is said once");
    assert_eq!(
        report(home.path(), &["stats", "--json"])["parameters"]["source"],
        "own"
    );

    let text = stdout(&run(home.path(), &["stats"], ""));
    assert!(
        text.contains("parameters                   own\n"),
        "{text}"
    );
    for line in text.lines() {
        assert!(cells(line) <= 40, "{line}");
    }

    let cache = home.path().join("cache/parameters.json");
    let whole = fs::read_to_string(&cache).unwrap();
    for damaged in ["", "{", &whole[..whole.len() / 2], "[1,2,3]", "\u{0}\u{1b}"] {
        fs::write(&cache, damaged).unwrap();
        assert_eq!(
            report(home.path(), &["stats", "--json"]),
            before,
            "{damaged:?}"
        );
    }
}

#[test]
fn too_few_reviews_to_fit_are_said() {
    let home = home();
    journal(home.path(), &learner(5, 10));
    let output = run(home.path(), &["stats", "--fit"], "");
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).starts_with("error: parameters are fitted from 400 reviews on"));
    assert!(!home.path().join("cache").exists());
}

#[test]
fn a_plain_sitting_fits_beside_the_work() {
    let home = home();
    journal(home.path(), &learner(300, 90));
    let cache = home.path().join("cache/parameters.json");
    let mut child = support::program(home.path())
        .args(["drill", "--plain"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    // The sitting waits for its first answer meanwhile.
    let begun = std::time::Instant::now();
    while !cache.exists() {
        assert!(begun.elapsed().as_secs() < 120, "no fit was kept");
        assert!(child.try_wait().unwrap().is_none(), "the sitting has ended");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    assert_eq!(
        report(home.path(), &["stats", "--json"])["parameters"]["source"],
        "own"
    );
}
