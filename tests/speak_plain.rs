//! Speaking and rehearsing in plain lines through the real program: the protocol to the letter, and what is on the disk.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use std::{fs, path::Path};

use serde_json::Value;
use support::{code, rows, run, spoken::SPOKEN, stderr, stdout, write};

/// A home with the spoken deck of the tests alone in its mix.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    write(&home.path().join("data/decks/talk.md"), SPOKEN[0].1);
    home
}

/// Notes that hit the first point whole, the second half, and not the third.
const NOTES: &str = "customer, endpoint\n.\nbursts\n\n.\nshared\n.\nfail open\n";

fn attempt_file(home: &Path) -> std::path::PathBuf {
    home.join("state/attempt.json")
}

fn spoken(home: &Path) -> Vec<Value> {
    let rows = rows(home).into_iter();
    rows.filter(|row| row["k"] == "spoken").collect()
}

#[test]
fn the_transcript_of_a_design_follows_the_protocol() {
    let home = home();
    let output = run(
        home.path(),
        &["speak", "talk/limiter", "--plain"],
        "customer, endpoint\n.\nraise the cap\n.\nshared\n.\nfail open\n80\n\n\n0\n",
    );
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let text = stdout(&output);
    let next = &text[text.find("next 2").unwrap() + 5..][..10];
    let text = text.replace(next, "DAY");
    insta::assert_snapshot!(text, @r#"
    speak: talk/limiter · design · 20 min
      Design a rate limiter for 50,000 requests/s.
      10,000 customers, limits differ by plan. One region today, three next year.
    phase: Clarify 5
    notes (a lone . ends) > 
    follow-up 1/2: Sales wants bursts of three times the limit. (Enter) > 
    phase: High level 10
      Sales adds: partners pay for bursts.
    notes (a lone . ends) > 
    phase: Deep dive 5
    notes (a lone . ends) > 
    follow-up 2/2: The shared store is down. Do calls pass? (Enter) > 
    prediction 0-100 > 
      full: per customer key and per endpoint
      partial: only "per user"
    point 1/3 weight 40: Names the key that the limit hangs on [0 1 2, Enter 2] > 
      full: says what is shared and how stale it may be
      partial: names sharing
    point 2/3 weight 35: Counts across nodes without losing the limit [0 1 2, Enter 1] > 
      full: says what is given up, and for whom
    point 3/3 weight 25: Gives something up [0 1 2, Enter 0] > 
    saved: talk/limiter hard next DAY
    score: 57.5 predicted: 80 grade: hard
    model:
      The limit hangs on the customer and the endpoint. Shards share the count, a second stale. I give up exactness.
      Source: own design
    "#);
}

#[test]
fn pre_ticks_score_grade_and_due_items_are_what_the_notes_say() {
    let home = home();
    let input = format!("{NOTES}\n\n\n\n");
    let output = run(home.path(), &["speak", "limiter", "--plain"], &input);
    let text = stdout(&output);
    assert!(
        text.contains("weight 40: Names the key that the limit hangs on [0 1 2, Enter 2] > "),
        "{text}"
    );
    assert!(
        text.contains(
            "weight 35: Counts across nodes without losing the limit [0 1 2, Enter 1] > "
        ),
        "{text}"
    );
    assert!(
        text.contains("weight 25: Gives something up [0 1 2, Enter 0] > "),
        "{text}"
    );
    assert!(
        text.contains("\nscore: 57.5 predicted: - grade: hard\n"),
        "{text}"
    );
    assert!(
        !text.contains("due now:"),
        "the missed point names no card: {text}"
    );
    let row = &spoken(home.path())[0];
    assert_eq!(row["p"], serde_json::json!([2, 1, 0]));
    assert_eq!(
        (row["score"].as_f64(), row["g"].as_u64(), row["by"].as_str()),
        (Some(57.5), Some(2), Some("self"))
    );
    assert!(row.get("said").is_none());
    assert_eq!(row["ph"].as_array().map(Vec::len), Some(3));
    assert!(!attempt_file(home.path()).exists());
    assert_eq!(code(&run(home.path(), &["journal", "check"], "")), 0);
}

#[test]
fn a_missed_point_makes_its_cards_due_in_the_next_plan_and_drill() {
    let home = home();
    let day = (jiff::Zoned::now().date() + jiff::Span::new().days(9)).to_string();
    run(
        home.path(),
        &["goal", "set", "--date", &day, "--deck", "talk"],
        "",
    );
    let output = run(
        home.path(),
        &["speak", "talk/limiter", "--plain"],
        ".\n\n.\n.\n\n50\n0\n0\n2\n",
    );
    let text = stdout(&output);
    assert!(
        text.contains("\ndue now: talk/window talk/bucket\n"),
        "{text}"
    );
    assert_eq!(
        spoken(home.path())[0]["due"],
        serde_json::json!(["talk/window", "talk/bucket"])
    );
    let plan: Value =
        serde_json::from_str(&stdout(&run(home.path(), &["plan", "--json"], ""))).unwrap();
    let today = plan["today"].as_array().unwrap();
    let missed: Vec<&str> = today
        .iter()
        .filter(|item| item["why"] == "missed")
        .map(|item| item["item"].as_str().unwrap())
        .collect();
    assert_eq!(missed, ["talk/window", "talk/bucket"]);
    let drill = stdout(&run(
        home.path(),
        &["drill", "--plain", "--deck", "talk", "--items", "1"],
        "\n3\n",
    ));
    assert!(
        drill.contains("talk/window · recall") || drill.contains("talk/bucket · recall"),
        "{drill}"
    );
}

#[test]
fn an_attempt_whose_input_ends_is_kept_and_goes_on() {
    let home = home();
    let output = run(
        home.path(),
        &["speak", "talk/limiter", "--plain"],
        "customer\nendpoint",
    );
    assert_eq!(code(&output), 0);
    assert!(
        stdout(&output)
            .ends_with("kept: the attempt goes on with mensetsu speak, from where it is\n")
    );
    assert!(spoken(home.path()).is_empty());
    let kept = fs::read_to_string(attempt_file(home.path())).unwrap();
    assert!(kept.contains(r#""customer\nendpoint""#), "{kept}");
    let output = run(
        home.path(),
        &["speak", "--plain"],
        "1\n.\n\n.\n.\n\n\n\n\n\n",
    );
    let text = stdout(&output);
    assert!(
        text.starts_with(
            "under way: Design a rate limiter for 50,000 requests/s., under a minute on the clock\n"
        ),
        "{text}"
    );
    assert!(
        text.contains("Enter 2] > "),
        "the notes of before are ticked: {text}"
    );
    assert_eq!(spoken(home.path()).len(), 1);
    assert!(!attempt_file(home.path()).exists());
}

#[test]
fn what_is_under_way_can_be_scored_now_or_thrown_away() {
    let home = home();
    run(
        home.path(),
        &["speak", "talk/limiter", "--plain"],
        "customer endpoint\n",
    );
    let output = run(home.path(), &["speak", "--plain"], "2\n40\n\n\n\n");
    assert!(
        stdout(&output).contains("score: 40 predicted: 40 grade: hard"),
        "{}",
        stdout(&output)
    );
    run(
        home.path(),
        &["speak", "talk/limiter", "--plain"],
        "customer endpoint\n",
    );
    let output = run(home.path(), &["speak", "talk/wrong", "--plain"], "9\n3\n");
    let text = stdout(&output);
    assert!(
        text.contains("not understood: 9") && text.contains("thrown away"),
        "{text}"
    );
    assert!(
        text.contains("speak: talk/wrong · story"),
        "the card that was asked for comes then: {text}"
    );
}

#[test]
fn an_attempt_at_a_card_that_is_gone_is_kept_until_its_deck_is_back() {
    let home = home();
    run(
        home.path(),
        &["speak", "talk/limiter", "--plain"],
        "customer endpoint\n",
    );
    let deck = home.path().join("data/decks/talk.md");
    fs::rename(&deck, home.path().join("talk.md")).unwrap();
    let output = run(home.path(), &["speak", "--plain"], "1\n");
    assert!(
        stdout(&output).contains("It is kept until its deck is back."),
        "{}",
        stdout(&output)
    );
    fs::rename(home.path().join("talk.md"), &deck).unwrap();
    let output = run(home.path(), &["speak", "--plain"], "2\n\n\n\n\n");
    assert!(
        stdout(&output).contains("score: 40 "),
        "{}",
        stdout(&output)
    );
}

#[test]
fn an_attempt_file_of_another_version_is_moved_beside() {
    let home = home();
    write(
        &attempt_file(home.path()),
        r#"{"format":2,"attempt":{"card":"talk/limiter"}}"#,
    );
    let output = run(
        home.path(),
        &["speak", "talk/queue-or-table", "--plain"],
        ".\n\n\n\n2\n2\n",
    );
    assert!(
        stdout(&output).contains("cannot be understood"),
        "{}",
        stdout(&output)
    );
    assert_eq!(spoken(home.path()).len(), 1);
    assert!(home.path().join("state/attempt.unreadable-1.json").exists());
}

#[test]
fn bad_answers_are_asked_again_and_nothing_is_taken_for_another_thing() {
    let home = home();
    let input = ".\nx\n\nmore\n150\n-3\nhalf\n55\n3\nfull\n2\nw9\n1\n";
    let output = run(
        home.path(),
        &["speak", "talk/queue-or-table", "--plain"],
        input,
    );
    let text = stdout(&output);
    assert_eq!(
        text.matches("A prediction is a whole number from 0 to 100")
            .count(),
        4,
        "{text}"
    );
    for wrong in ["3", "full", "w9"] {
        assert!(text.contains(&format!("not understood: {wrong}")), "{text}");
    }
    assert!(
        text.contains("score: 80 predicted: 55 grade: good"),
        "{text}"
    );
}

#[test]
fn one_phase_alone_and_the_whole_at_once() {
    let home = home();
    let output = run(
        home.path(),
        &["speak", "talk/limiter", "--phase", "deep", "--plain"],
        "stale shared\n.\n90\n\n\n",
    );
    let text = stdout(&output);
    assert!(
        text.contains("Deep dive alone · 5 min") && !text.contains("phase: Clarify"),
        "{text}"
    );
    assert!(
        text.contains("score: 58.5 predicted: 90 grade: hard"),
        "{text}"
    );
    assert_eq!(spoken(home.path())[0]["phase"], "Deep dive");
    let output = run(
        home.path(),
        &["speak", "talk/queue-or-table", "--plain"],
        ".\n\n\n\nw4\n",
    );
    assert!(
        stdout(&output).contains("score: 90 predicted: - grade: easy"),
        "{}",
        stdout(&output)
    );
    assert_eq!(spoken(home.path())[1]["p"], serde_json::json!([]));
}

#[test]
fn the_model_read_first_is_shown_and_not_scored() {
    let home = home();
    let output = run(
        home.path(),
        &["speak", "talk/queue-or-table", "--read", "--plain"],
        "\nmine\n.\n\n\n",
    );
    let text = stdout(&output);
    let (model, phase) = (
        text.find("A table; the price is polling.").unwrap(),
        text.find("phase: ").unwrap(),
    );
    assert!(model < phase && !text.contains("point 1/"), "{text}");
    assert!(
        text.contains("saved: talk/queue-or-table read, not scored"),
        "{text}"
    );
    let rows = rows(home.path());
    assert_eq!(
        (rows[0]["k"].as_str(), rows[0]["text"].as_str()),
        (Some("read"), Some("## The decision, then why\nmine"))
    );
}

#[test]
fn names_that_are_none_are_errors_with_a_hint() {
    let home = home();
    for (arguments, wanted) in [
        (vec!["speak", "talk/limitr"], "did you mean talk/limiter?"),
        (vec!["speak", "limitr"], "did you mean talk/limiter?"),
        (vec!["speak", "talk/window"], "is a short card"),
        (
            vec!["speak", "talk/limiter", "--phase", "nothing"],
            "its phases with points are Clarify, Deep dive",
        ),
        (
            vec!["speak", "talk/wrong", "--phase", "1"],
            "this card has no phases",
        ),
        (
            vec!["speak", "--kind", "recall"],
            "use open, compare, design, scenario or story",
        ),
        (vec!["mock", "--round", "nothing"], "has no round"),
        (
            vec!["mock", "--track", "jp-tech-leed"],
            "did you mean jp-tech-lead?",
        ),
        (vec!["mock", "debrief", "x"], "there is no rehearsal"),
    ] {
        let output = run(home.path(), &[&arguments[..], &["--plain"]].concat(), "");
        assert!(code(&output) > 0, "{arguments:?}");
        assert!(
            stderr(&output).contains(wanted),
            "{arguments:?}: {}",
            stderr(&output)
        );
    }
}

#[test]
fn a_score_that_cannot_be_saved_is_said_and_the_attempt_is_kept() {
    let home = home();
    write(
        &home.path().join("data/journal"),
        "a file where the folder should be",
    );
    let output = run(
        home.path(),
        &["speak", "talk/queue-or-table", "--plain"],
        ".\n\n\n\n2\n2\n\n:q\n",
    );
    let text = stdout(&output);
    assert_eq!(code(&output), 1, "{text}");
    assert_eq!(
        text.matches("not saved: talk/queue-or-table easy — ")
            .count(),
        2,
        "{text}"
    );
    assert!(attempt_file(home.path()).exists(), "the attempt is kept");
    fs::remove_file(home.path().join("data/journal")).unwrap();
    let output = run(home.path(), &["speak", "--plain"], "1\n\n\n");
    assert!(
        stdout(&output).contains("score: 100 "),
        "{}",
        stdout(&output)
    );
    assert_eq!(spoken(home.path()).len(), 1);
}

/// A role of which every round draws from the deck of the tests.
const TRACKS: &str = r#"{"tracks":[{"id":"mine","title":"Mine","weights":{"MQ":100},"rounds":[
    {"id":"both","name":"Design and choice","minutes":30,"draw":[{"kind":"recall","n":1},{"kind":"design","n":1},{"kind":"compare","n":2}]},
    {"id":"none","name":"Scenario","minutes":30,"draw":[{"kind":"scenario","n":2}]}]}]}"#;

/// A home with that role, in which every other deck is off.
fn home_with_rounds() -> tempfile::TempDir {
    // Turning decks off takes a run of the program each, so it is done once and its journal copied.
    static JOURNAL: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
        let home = home();
        let decks = stdout(&run(home.path(), &["deck", "list", "--json"], ""));
        let decks: Value = serde_json::from_str(&decks).unwrap();
        for deck in decks["decks"].as_array().unwrap() {
            let id = deck["id"].as_str().unwrap();
            if id != "talk" {
                run(home.path(), &["deck", "use", id, "off"], "");
            }
        }
        let files = fs::read_dir(home.path().join("data/journal")).unwrap();
        let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        texts.collect()
    });
    let home = home();
    write(&home.path().join("data/tracks/mine.json"), TRACKS);
    write(
        &home.path().join("data/journal/decks-off.jsonl"),
        JOURNAL.as_str(),
    );
    home
}

/// Answers to the short card, the design and the comparison of the round.
const ROUND: &str =
    "\n3\ncustomer, endpoint\n.\n\n.\n.\nfail open\n80\n\n\n\ntable\n.\n\n\n60\n\n\n";

#[test]
fn a_whole_round_runs_from_a_script_and_ends_in_a_debrief() {
    let home = home_with_rounds();
    let output = run(
        home.path(),
        &["mock", "--track", "mine", "--round", "both", "--plain"],
        ROUND,
    );
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let text = stdout(&output);
    assert!(
        text.contains("The round draws 2 compare cards; the decks in your mix hold 1."),
        "{text}"
    );
    let debrief = &text[text.find("debrief: ").unwrap()..];
    insta::assert_snapshot!(debrief, @"
    debrief: Design and choice, 30 minutes
    work on:
      Says the price
      full: says what it costs
    round score: 50
    prediction: 70, 20 too high
    time: 0:00 of 30:00
    card: talk/limiter 40
      Clarify 0:00 of 5:00, High level 0:00 of 10:00, Deep dive 0:00 of 5:00
    card: talk/queue-or-table 60
    also:
      Counts across nodes without losing the limit
    also:
      Gives something up
    ");
    let all = rows(home.path());
    let mock = all.iter().find(|row| row["k"] == "mock").unwrap();
    assert_eq!(mock["end"], "finished");
    assert_eq!(
        mock["cards"],
        serde_json::json!(["talk/window", "talk/limiter", "talk/queue-or-table"])
    );
    let spoken = spoken(home.path());
    assert!(spoken.iter().all(|row| row["m"] == mock["m"]) && spoken.len() == 2);
    assert!(!attempt_file(home.path()).exists());
    let list = stdout(&run(home.path(), &["mock", "list", "--track", "mine"], ""));
    assert!(
        list.contains("both · Design and choice · 30 min · 50 after 1 try"),
        "{list}"
    );
    assert!(
        list.contains("The round draws 2 scenario cards; the decks in your mix hold none."),
        "{list}"
    );
    let again = stdout(&run(home.path(), &["mock", "debrief"], ""));
    assert_eq!(again, debrief);
}

#[test]
fn a_round_that_was_cut_off_at_any_line_goes_on_where_it_was() {
    let lines: Vec<&str> = ROUND.split_inclusive('\n').collect();
    for cut in 1..lines.len() {
        let home = home_with_rounds();
        let begin = ["mock", "--track", "mine", "--round", "both", "--plain"];
        run(home.path(), &begin, &lines[..cut].concat());
        // Whatever is asked now: a full stop ends notes, and Enter takes what stands there.
        let rest = format!("1\n{}", ".\n\n".repeat(60));
        let output = stdout(&run(home.path(), &["mock", "--plain"], &rest));
        let all = rows(home.path());
        let count = |kind: &str| all.iter().filter(|row| row["k"] == kind).count();
        assert_eq!(
            (count("spoken"), count("mock"), count("review")),
            (2, 1, 1),
            "cut after {cut} lines: {output}"
        );
        assert!(!attempt_file(home.path()).exists(), "cut after {cut} lines");
    }
}

#[test]
fn a_round_that_draws_nothing_says_so_and_writes_nothing() {
    let home = home_with_rounds();
    let before = rows(home.path()).len();
    let output = run(
        home.path(),
        &["mock", "--track", "mine", "--round", "none", "--plain"],
        "",
    );
    let text = stdout(&output);
    assert!(text.contains("There is nothing to rehearse."), "{text}");
    assert_eq!((code(&output), rows(home.path()).len()), (0, before));
    assert!(!attempt_file(home.path()).exists());
}
