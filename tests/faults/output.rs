//! Row 29: whoever reads the output goes away, or the disk that it goes to is full.

use std::{
    fs::{File, OpenOptions},
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    means::{Need, has, skip},
    sitting::{AGAIN, DRILL, home_with_grades, reviews, through},
    support::program,
};

/// Every command that prints, and long enough to meet a pipe that is gone.
const PRINTERS: [&[&str]; 16] = [
    &[],
    &["deck", "list"],
    &["deck", "show", "japanese-terms"],
    &["deck", "check", "--explain", "missing-id"],
    &["deck", "schema"],
    &["stats"],
    &["stats", "--json"],
    &["plan"],
    &["warm-up"],
    &["stories", "matrix"],
    &["journal", "path"],
    &["journal", "check", "--json"],
    &["completions", "bash"],
    &["man"],
    &["--help"],
    &["--version"],
];

fn full() -> Option<File> {
    OpenOptions::new().write(true).open("/dev/full").ok()
}

#[test]
fn row_29_a_reader_that_goes_away_is_no_failure() {
    let (home, _) = home_with_grades(2);
    for arguments in PRINTERS {
        let mut child = program(home.path())
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Nobody reads from the first byte on.
        drop(child.stdout.take());
        let mut errors = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut errors)
            .unwrap();
        assert_eq!(
            child.wait().unwrap().code(),
            Some(0),
            "{arguments:?}: {errors}"
        );
        assert_eq!(errors, "", "{arguments:?}");
    }
}

#[test]
fn row_29_head_takes_one_line() {
    if !has(29, &[Need::Tool("bash")]) {
        return;
    }
    let (home, _) = home_with_grades(2);
    let script = "\"$0\" \"$@\" | head -1; exit ${PIPESTATUS[0]}";
    for arguments in [
        &["deck", "list"][..],
        &["man"],
        &["deck", "show", "japanese-terms"],
    ] {
        let mut command = through(&["bash", "-c", script], home.path());
        let output = command.args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

#[test]
fn row_29_a_full_output_is_said() {
    if full().is_none() {
        return skip(29, "needs /dev/full");
    }
    let (home, _) = home_with_grades(2);
    for arguments in PRINTERS {
        let output = program(home.path())
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(full().unwrap())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {errors}");
        assert!(
            errors.starts_with("error: the output cannot be written"),
            "{arguments:?}: {errors}"
        );
        assert!(!errors.contains("panicked"), "{errors}");
    }
    // Errors that cannot be written either are no panic.
    let status = program(home.path())
        .args(["deck", "show", "no-such-deck"])
        .stderr(full().unwrap())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(1));
}

#[test]
fn row_29_a_drill_whose_reader_goes_keeps_what_it_said() {
    let (home, _) = home_with_grades(1);
    let mut child = program(home.path())
        .args(DRILL)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(AGAIN.repeat(300).as_bytes()).unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut saved = 0;
    for line in lines.map_while(Result::ok) {
        saved += usize::from(line.starts_with("saved: "));
        if saved == 5 {
            break;
        }
    }
    // The reader is dropped with the loop; the drill ends by itself, although its input is open.
    assert_eq!(child.wait().unwrap().code(), Some(0));
    drop(input);
    assert!(reviews(home.path()).len() > saved);
    // What cannot be written down on a full output ends it with 1.
    if let Some(full) = full() {
        let mut command = program(home.path());
        let mut child = command
            .args(DRILL)
            .stdin(Stdio::piped())
            .stdout(full)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(1));
    }
}

#[test]
fn row_29_streams_that_are_closed_from_the_start() {
    if !has(29, &[Need::Tool("bash")]) {
        return;
    }
    let (home, _) = home_with_grades(1);
    let run = |script: &str, home: &Path, arguments: &[&str]| -> Command {
        let mut command = through(&["bash", "-c", script], home);
        command.args(arguments);
        command
    };
    for script in [
        "\"$0\" \"$@\" >&-",
        "\"$0\" \"$@\" 2>&-",
        "\"$0\" \"$@\" <&-",
    ] {
        for arguments in [&["deck", "list"][..], &DRILL] {
            let output = run(script, home.path(), arguments)
                .stdin(Stdio::null())
                .output()
                .unwrap();
            let errors = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(
                output.status.code(),
                Some(0),
                "{script} {arguments:?}: {errors}"
            );
            assert!(!errors.contains("panicked"), "{errors}");
        }
    }
}
