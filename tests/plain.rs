//! The plain mode to the letter of its protocol, and what is on the disk when it says saved.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use std::{
    io::{BufRead, BufReader, Write},
    process::Stdio,
};

use serde_json::Value;
use support::{code, home, program, rows, run, stderr, stdout, write};

#[test]
fn a_script_grades_five_items_and_each_saved_line_has_its_row() {
    let home = tempfile::tempdir().unwrap();
    let output = run(
        home.path(),
        &["drill", "--plain", "--items", "5"],
        &"\n3\n".repeat(10),
    );
    assert_eq!(code(&output), 0);
    let text = stdout(&output);
    let saved: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("saved: "))
        .collect();
    let rows = rows(home.path());
    let reviews: Vec<&Value> = rows.iter().filter(|row| row["k"] == "review").collect();
    assert_eq!(saved.len(), reviews.len());
    for (line, row) in saved.iter().zip(&reviews) {
        let key = row["c"].as_str().unwrap();
        let today = "next today";
        assert!(
            line.starts_with(&format!("saved: {key} good "))
                && (line.ends_with(today) || line.contains("next 20")),
            "{line}"
        );
    }
    let items: std::collections::BTreeSet<&str> = reviews
        .iter()
        .map(|row| row["c"].as_str().unwrap())
        .collect();
    assert_eq!(items.len(), 5);
    let session = format!("session: 5 items, {} answers, 0 min", saved.len());
    assert_eq!(text.lines().last(), Some(session.as_str()));
    assert_eq!(code(&run(home.path(), &["journal", "check"], "")), 0);
}

#[test]
fn the_transcript_follows_the_protocol() {
    let home = home();
    let input = "what\n\n9\n3\n\nu\n\n1\n:f\n:n\n:s\n";
    let output = run(home.path(), &["drill", "--deck", "mine", "--plain"], input);
    let today = jiff::Zoned::now().with_time_zone(jiff::tz::TimeZone::UTC);
    assert!(today.year() > 2000);
    insta::assert_snapshot!(stdout(&output), @"
    drill: 4 items, 0 due, 4 new, about 3 min
    [1/4] mine/first · recall
      What is first?
    (Enter shows the answer) > 
    not understood: what
    (Enter shows the answer) > 
      This one.
      saved: mine/first good next 2030-01-01
    grade 1 again, 2 hard, 3 good, 4 easy, Enter good, u undo, q end, :? help > 
    not understood: 9
    grade > 
    saved: mine/first good next today
    [2/4] mine/second · recall
      And second?
    (Enter shows the answer) > 
      That one.
    grade > 
    undone: mine/first good
    [1/4] mine/first · recall
      What is first?
    (Enter shows the answer) > 
      This one.
      saved: mine/first good next 2030-01-01
    grade > 
    saved: mine/first again next today
    [2/4] mine/second · recall
      And second?
    (Enter shows the answer) > 
    flagged: mine/second
    (Enter shows the answer) > 
    not today: mine/second
    [3/4] mine/gap#1 · cloze
      A [...] of two
    (Enter shows the answer) > 
    taken out: mine/gap
    [4/4] mine/many · estimate
      How many?
    number> 
    session: 1 items, 1 answers, 0 min
    ");
    assert!(!stdout(&output).contains('\u{1b}'));
}

#[test]
fn a_typed_number_is_checked() {
    let home = home();
    let input = "many\n20\n\n:q\n";
    let arguments = [
        "drill", "--deck", "mine", "--plain", "--area", "SD", "--items", "4",
    ];
    let skip = ":n\n:n\n:n\n";
    let output = run(home.path(), &arguments, &format!("{skip}{input}"));
    let text = stdout(&output);
    assert!(text.contains("mine/many · estimate\n"), "{text}");
    assert!(text.contains("number> \ntry again: "), "{text}");
    assert!(
        text.contains("number> \nwrong: too low by a factor of 10\n  200 messages/s\n"),
        "{text}"
    );
    assert!(text.contains("saved: mine/many again next today"), "{text}");
    let row = rows(home.path())
        .into_iter()
        .find(|row| row["k"] == "review")
        .unwrap();
    assert_eq!(
        (row["a"].as_str(), row["r"].as_str()),
        (Some("20"), Some("too low by a factor of 10"))
    );
}

#[test]
fn undo_works_after_a_restart_and_walks_back() {
    let home = home();
    run(
        home.path(),
        &["drill", "--deck", "mine", "--plain"],
        "\n3\n\n4\n",
    );
    let output = run(
        home.path(),
        &["drill", "--deck", "mine", "--plain"],
        "u\nu\nu\n:q\n",
    );
    let text = stdout(&output);
    assert!(text.contains("undone: mine/second easy\n"), "{text}");
    assert!(text.contains("undone: mine/first good\n"), "{text}");
    assert!(text.contains("nothing to undo\n"), "{text}");
}

#[test]
fn an_open_step_comes_first_in_the_next_sitting() {
    let home = home();
    run(
        home.path(),
        &["drill", "--deck", "mine", "--plain"],
        "\n4\n\n1\n",
    );
    let output = run(home.path(), &["drill", "--deck", "mine", "--plain"], "");
    assert!(
        stdout(&output).contains("[1/3] mine/second · recall\n"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn cram_leaves_the_schedule_alone_and_ahead_counts() {
    let home = home();
    run(
        home.path(),
        &[
            "drill", "--deck", "mine", "--cram", "--items", "1", "--plain",
        ],
        "\n3\n",
    );
    assert_eq!(rows(home.path())[0]["k"], "practice");
    assert!(
        stdout(&run(
            home.path(),
            &["drill", "--deck", "mine", "--plain"],
            ""
        ))
        .contains("0 due, 4 new")
    );
    let both = run(home.path(), &["drill", "--cram", "--ahead"], "");
    assert_eq!(code(&both), 2);
}

#[test]
fn cram_and_answers_of_the_end_of_input_are_no_failure() {
    let home = home();
    let output = run(home.path(), &["drill", "--deck", "mine", "--plain"], "\n");
    assert_eq!(code(&output), 0);
    assert!(stdout(&output).ends_with("session: 0 items, 0 answers, 0 min\n"));
}

#[test]
fn the_second_writer_is_told_who_holds_the_lock() {
    let home = home();
    let mut first = program(home.path())
        .args(["drill", "--deck", "mine", "--plain"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(first.stdout.take().unwrap()).lines();
    lines.next().unwrap().unwrap();
    let second = run(home.path(), &["drill", "--deck", "mine", "--plain"], "");
    assert_eq!(code(&second), 1);
    assert!(stderr(&second).starts_with(&format!(
        "error: mensetsu is already open (process {})\nhint: ",
        first.id()
    )));
    assert_eq!(
        code(&run(home.path(), &["deck", "list"], "")),
        0,
        "looking needs no lock"
    );
    drop(first.stdin.take());
    first.wait().unwrap();
    assert_eq!(
        code(&run(
            home.path(),
            &["drill", "--deck", "mine", "--plain"],
            ""
        )),
        0
    );
}

/// Every grade that was called saved before the kill is in the journal after it.
#[test]
fn kill_9_at_any_moment_loses_no_saved_grade() {
    let home = home();
    let mut acknowledged = 0;
    for round in 0..20 {
        let mut child = program(home.path())
            .args(["drill", "--deck", "mine", "--plain", "--ahead"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // The program may be gone before it has read everything.
        let _ = child
            .stdin
            .take()
            .unwrap()
            .write_all("\n1\n".repeat(200).as_bytes());
        let mut seen = 0;
        for line in BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok)
        {
            if line.starts_with("saved: ") {
                acknowledged += 1;
                seen += 1;
                if seen > round % 7 {
                    child.kill().unwrap();
                }
            }
        }
        child.wait().unwrap();
    }
    let reviews = rows(home.path())
        .iter()
        .filter(|row| row["k"] == "review")
        .count();
    assert!(
        reviews >= acknowledged,
        "{acknowledged} were acknowledged, {reviews} are there"
    );
    assert!(acknowledged > 20);
}

#[test]
fn a_signal_in_plain_mode_ends_with_its_number() {
    use rustix::process::{Pid, Signal, kill_process};
    for (signal, expected) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let home = home();
        let mut child = program(home.path())
            .args(["drill", "--deck", "mine", "--plain"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        lines.next().unwrap().unwrap();
        let open_input = child.stdin.take();
        kill_process(
            Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap(),
            signal,
        )
        .unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(expected));
        drop(open_input);
    }
}

#[test]
fn a_journal_that_cannot_be_written_is_said_and_exits_1() {
    let home = home();
    write(&home.path().join("data/journal"), "a file is in the way");
    let output = run(
        home.path(),
        &["drill", "--deck", "mine", "--plain"],
        "\n3\n:q\n",
    );
    assert!(
        stdout(&output).contains("not saved: mine/first good — "),
        "{}",
        stdout(&output)
    );
    assert!(stdout(&output).contains("grade> ") || stdout(&output).contains("grade > "));
    assert_eq!(code(&output), 1);
}
