//! Rows 5 to 8, 11 and 21: system calls of the journal that fail or wait because a test says so.

use std::path::Path;

use crate::{
    means::{Need, compiled, has, skip},
    sitting::{
        DRILL, Sitting, assert_exactly, home, home_with_grades, lost, reviews, saved, through,
        wait_until,
    },
    support,
    terminal::Session,
};

/// The words of strace that inject a fault, and show nothing.
fn strace<'a>(call: &'a str, fault: &'a str) -> [&'a str; 9] {
    [
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        call,
        "-e",
        fault,
    ]
}

fn start(home: &Path, words: &[&str]) -> Sitting {
    Sitting::of(through(words, home).args(DRILL))
}

/// The words of strace that inject a fault into the calls that name a file.
fn on_file<'a>(log: &'a str, call: &'a str, fault: &'a str) -> Vec<&'a str> {
    let words = strace(call, fault);
    [&words[..5], &["-P", log], &words[5..]].concat()
}

#[test]
fn row_05_a_sync_that_fails_is_not_called_saved() {
    if !has(5, &[Need::Trace]) {
        return;
    }
    for (is_tried_again, code) in [(true, 0), (false, 1)] {
        let home = home();
        let words = strace("trace=fdatasync", "inject=fdatasync:error=EIO:when=3");
        let mut sitting = start(home.path(), &words);
        assert!(sitting.grade().starts_with("saved: "));
        assert!(sitting.grade().starts_with("saved: "));
        let failed = sitting.grade();
        assert!(
            failed.starts_with("not saved: mine/card-03 good — "),
            "{failed}"
        );
        assert!(failed.contains("Input/output error"), "{failed}");
        assert_exactly(home.path(), &saved(&sitting.lines));
        if is_tried_again {
            // The same prompt takes the grade again, and this time the disk does.
            let again = sitting.grade_again();
            assert!(again.starts_with("saved: mine/card-03 good"), "{again}");
            assert!(sitting.grade().starts_with("saved: mine/card-04"));
        }
        let ended = sitting.end();
        assert_eq!(ended.code, code, "{ended:?}");
        assert_exactly(home.path(), &ended.saved());
    }
}

#[test]
fn row_05_a_torn_tail_whose_mending_fails_costs_no_grade() {
    if !has(5, &[Need::Trace]) {
        return;
    }
    // The first sync is that of the newline behind the piece; the second one that of the row.
    for at in ["1", "2"] {
        let (home, log) = home_with_grades(1);
        let mut text = std::fs::read_to_string(&log).unwrap();
        let whole = text.len();
        text.push_str("{\"v\":1,\"d\"");
        std::fs::write(&log, &text).unwrap();
        let fault = format!("inject=fdatasync:error=EIO:when={at}");
        let mut sitting = start(home.path(), &strace("trace=fdatasync", &fault));
        assert!(sitting.grade().starts_with("not saved: "));
        let left = std::fs::read_to_string(&log).unwrap();
        assert!(
            left == text || at == "2" && left == text.clone() + "\n",
            "what was not synced is taken back: {left:?}"
        );
        assert!(sitting.grade_again().starts_with("saved: "));
        assert_eq!(sitting.end().code, 0);
        let after = std::fs::read_to_string(&log).unwrap();
        assert_eq!(after.lines().count(), 3, "{after}");
        assert_eq!(after.find('\n'), Some(whole - 1));
        assert_eq!(reviews(home.path()).len(), 2);
    }
}

#[test]
fn row_06_a_sync_that_fails_without_ptrace() {
    let folder = tempfile::tempdir().unwrap();
    let options = ["-shared", "-fPIC", "-O1"];
    if !cfg!(target_os = "linux") {
        return skip(6, "needs Linux");
    }
    let Some(library) = compiled("fail_fsync.c", &options, folder.path()) else {
        return skip(6, "needs cc");
    };
    let mut refused = 0;
    for fail_at in 1..=12 {
        let home = home();
        let mut command = support::program(home.path());
        command.args(DRILL).env("LD_PRELOAD", &library);
        command.env("FAIL_AT", fail_at.to_string());
        let mut sitting = Sitting::of(&mut command);
        // Each answer is graded twice, in case the first grade is not saved; a number at the other prompt is not understood.
        sitting.say(&"\n3\n".repeat(4));
        let ended = sitting.end();
        let failed = ended
            .lines
            .iter()
            .filter(|line| line.starts_with("not saved: "))
            .count();
        refused += failed;
        if ended.lines.is_empty() {
            // The id of the device or its folder could not be kept: the program says so and does not begin.
            assert!(ended.errors.starts_with("error: "), "{ended:?}");
            assert_eq!(ended.code, 1);
        } else {
            assert!(failed <= 1, "{ended:?}");
        }
        assert_exactly(home.path(), &ended.saved());
    }
    assert!(refused >= 3, "the fault hit {refused} grades alone");
}

#[test]
fn row_07_every_sync_fails_from_one_on() {
    if !has(7, &[Need::Trace]) {
        return;
    }
    let home = home();
    let words = strace("trace=fdatasync", "inject=fdatasync:error=EIO:when=3+");
    let mut sitting = start(home.path(), &words);
    assert!(sitting.grade().starts_with("saved: "));
    assert!(sitting.grade().starts_with("saved: "));
    assert!(sitting.grade().starts_with("not saved: "));
    for _ in 0..3 {
        assert!(sitting.grade_again().starts_with("not saved: "));
        assert_exactly(home.path(), &saved(&sitting.lines));
    }
    let ended = sitting.end();
    assert_eq!(ended.code, 1);
    assert_eq!(ended.saved(), ["mine/card-01 good", "mine/card-02 good"]);
    // Without the fault the same home goes on.
    let mut next = Sitting::start(home.path());
    assert!(next.grade().starts_with("saved: "));
    assert_eq!(next.end().code, 0);
    assert_eq!(reviews(home.path()).len(), 3);
}

#[test]
fn row_07_the_screen_says_it_and_stays_usable() {
    if !has(7, &[Need::Trace]) {
        return;
    }
    let home = home();
    let words = strace("trace=fdatasync", "inject=fdatasync:error=EIO:when=2+");
    let arguments = ["drill", "--deck", "mine"];
    let mut session = Session::start_through(&words, home.path(), &arguments, &[]);
    session
        .see("What is number 01?")
        .press(" ")
        .see("1 again")
        .press("3")
        .see("What is number 02?")
        .press(" ")
        .see("It is 2.")
        .press("3")
        .see("not saved");
    let screen = session.screen();
    assert_eq!(screen.matches("not saved").count(), 1, "{screen}");
    assert!(screen.contains("It is 2."), "the card stays: {screen}");
    // Help opens and closes, the grade is refused again, and the card may be left for another time.
    session
        .press("?")
        .see("Help: An answer")
        .press("\u{1b}")
        .see("It is 2.")
        .press("4")
        .see("not saved")
        .press("\u{3}");
    session.end();
    assert_exactly(home.path(), &["mine/card-01 good"]);
}

#[test]
fn row_08_no_space_at_a_write() {
    if !has(8, &[Need::Trace]) {
        return;
    }
    let (home, log) = home_with_grades(1);
    let log = log.to_str().unwrap();
    let words = on_file(log, "trace=write", "inject=write:error=ENOSPC:when=3");
    let mut sitting = start(home.path(), &words);
    assert!(sitting.grade().starts_with("saved: "));
    assert!(sitting.grade().starts_with("saved: "));
    let failed = sitting.grade();
    assert!(failed.starts_with("not saved: "), "{failed}");
    assert!(failed.contains("No space left on device"), "{failed}");
    assert!(sitting.grade_again().starts_with("saved: "));
    let ended = sitting.end();
    assert_eq!(ended.code, 0);
    assert_eq!(lost(home.path(), &ended.saved()), 0);
    let all: Vec<String> = reviews(home.path());
    assert_eq!(all.len(), 4);
    assert_exactly(
        home.path(),
        &all.iter().map(String::as_str).collect::<Vec<_>>(),
    );
}

#[test]
fn row_12_a_quota_that_is_used_up() {
    if !has(12, &[Need::Trace]) {
        return;
    }
    let (home, log) = home_with_grades(1);
    let fault = "inject=write:error=EDQUOT:when=2..3";
    let words = on_file(log.to_str().unwrap(), "trace=write", fault);
    let mut sitting = start(home.path(), &words);
    assert!(sitting.grade().starts_with("saved: "));
    let failed = sitting.grade();
    assert!(failed.starts_with("not saved: "), "{failed}");
    assert!(failed.contains("quota exceeded"), "{failed}");
    assert!(sitting.grade_again().starts_with("not saved: "));
    assert!(sitting.grade_again().starts_with("saved: "));
    assert_eq!(sitting.end().code, 0);
    assert_eq!(reviews(home.path()).len(), 3);
}

#[test]
fn row_11_an_interrupted_call_is_tried_again() {
    if !has(11, &[Need::Trace]) {
        return;
    }
    for (call, fault) in [
        ("trace=write", "inject=write:error=EINTR:when=2"),
        ("trace=fdatasync", "inject=fdatasync:error=EINTR:when=2"),
        ("trace=read", "inject=read:error=EINTR:when=1"),
        ("trace=openat", "inject=openat:error=EINTR:when=1"),
    ] {
        let (home, log) = home_with_grades(1);
        let words = on_file(log.to_str().unwrap(), call, fault);
        let mut sitting = start(home.path(), &words);
        for _ in 0..3 {
            let line = sitting.grade();
            assert!(line.starts_with("saved: "), "{call}: {line}");
        }
        assert_eq!(sitting.end().code, 0, "{call}");
        assert_eq!(reviews(home.path()).len(), 4, "{call}");
    }
}

#[test]
fn row_21_a_log_that_is_replaced_in_the_moment_of_writing_loses_nothing() {
    if !has(21, &[Need::Trace]) {
        return;
    }
    let (home, log) = home_with_grades(1);
    let old = std::fs::read(&log).unwrap();
    // The second row is written and waits for its sync, so that there is time to put the file of before over it.
    let words = strace(
        "trace=fdatasync",
        "inject=fdatasync:delay_enter=2000000:when=1",
    );
    let mut sitting = start(home.path(), &words);
    sitting.say("\n3\n");
    wait_until("the row", || std::fs::read(&log).unwrap().len() > old.len());
    let copy = log.with_file_name("x");
    std::fs::write(&copy, &old).unwrap();
    std::fs::rename(&copy, &log).unwrap();
    assert!(sitting.until(&["saved: "]).starts_with("saved: "));
    let ended = sitting.end();
    assert_eq!(lost(home.path(), &ended.saved()), 0);
    assert_eq!(reviews(home.path()).len(), 2);
}
