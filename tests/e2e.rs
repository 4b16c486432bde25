//! The real program in a real terminal: start, first questions, grade, leave, signals, panic, size, editor.
//!
//! Each test waits for text, never for time.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;
#[path = "support/terminal.rs"]
mod terminal;

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use portable_pty::PtySize;
use terminal::{Session, cells};

fn journal(home: &Path) -> String {
    let mut text = String::new();
    if let Ok(entries) = std::fs::read_dir(home.join("data/journal")) {
        for entry in entries {
            text.push_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap());
        }
    }
    text
}

fn own_deck(home: &Path) -> PathBuf {
    let path = home.join("data/decks/mine.md");
    support::write(
        &path,
        "---\nid: mine\ntitle: Mine\narea: SD\n---\n\n## What is first? {#first tier=core}\n\nThis one.\n\n## And second? {#second tier=core}\n\nThat one.\n",
    );
    path
}

/// A home in which the first questions are answered and only the own deck is in the mix.
fn home_with_deck() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    own_deck(home.path());
    home
}

#[test]
fn first_run_then_a_grade_then_leaving() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::start(home.path(), &[], &[]);
    session
        .see("When is the interview?")
        .press("12\r")
        .see("› Backend tech lead in Japan")
        .press("\r");
    session
        .see("› all rounds")
        .press("\r")
        .see("› 30")
        .press("\r")
        .see("› some words")
        .press("\r")
        .see("› both")
        .press("\r");
    session
        .see("12 days to the interview")
        .press("\r")
        .see("shows the answer")
        .press(" ")
        .see("1 again");
    // A Space within a quarter of a second is a slip; the digit is not.
    session
        .press("3")
        .see("good · u undoes")
        .press("\u{1b}")
        .see("End of the sitting")
        .press("\r")
        .see("12 days")
        .press("q");
    assert!(session.end().success());
    let rows = journal(home.path());
    assert!(
        rows.contains("\"k\":\"goal\"") && rows.contains("\"k\":\"review\""),
        "{rows}"
    );
}

#[test]
fn a_grade_is_there_again_after_every_kind_of_ending() {
    use rustix::process::Signal;
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
    ] {
        let home = home_with_deck();
        let mut session = Session::start(home.path(), &["drill", "--deck", "mine"], &[]);
        session
            .see("What is first?")
            .press(" ")
            .see("1 again")
            .press("4")
            .see("easy · u undoes");
        session.signal(signal);
        assert_eq!(session.end().exit_code(), code);
        assert!(journal(home.path()).contains("mine/first"), "after {code}");
    }
}

#[test]
fn kill_9_loses_no_grade() {
    let home = home_with_deck();
    let mut session = Session::start(home.path(), &["drill", "--deck", "mine"], &[]);
    session
        .see("What is first?")
        .press(" ")
        .see("1 again")
        .press("3")
        .see("good · u undoes");
    session.signal(rustix::process::Signal::KILL);
    session.child.wait().unwrap();
    assert!(journal(home.path()).contains("mine/first"));
    let mut again = Session::start(home.path(), &["drill", "--deck", "mine"], &[]);
    again.see("first?").press("q\u{3}");
    again.end();
}

#[test]
fn a_spoken_answer_goes_on_after_every_kind_of_ending() {
    for ending in ["SIGTERM", "SIGHUP", "SIGINT", "kill -9"] {
        let home = home_with_deck();
        support::write(
            &home.path().join("data/decks/talk.md"),
            support::spoken::SPOKEN[0].1,
        );
        let mut session = Session::start(home.path(), &["speak", "talk/limiter"], &[]);
        session
            .see("Design a rate limiter")
            .press("n")
            .see("notes ──")
            .press("per customer")
            .see("per customer");
        match ending {
            "SIGTERM" => session.signal(rustix::process::Signal::TERM),
            "SIGHUP" => session.signal(rustix::process::Signal::HUP),
            "SIGINT" => session.signal(rustix::process::Signal::INT),
            _ => {
                // At most five seconds after a key what is under way is on the disk.
                let file = home.path().join("state/attempt.json");
                let began = Instant::now();
                while !std::fs::read_to_string(&file)
                    .is_ok_and(|text| text.contains("per customer"))
                {
                    assert!(
                        began.elapsed() < Duration::from_secs(10),
                        "not kept in time"
                    );
                    std::thread::sleep(Duration::from_millis(50));
                }
                session.child.kill().unwrap();
            }
        }
        if ending == "kill -9" {
            session.child.wait().unwrap();
        } else {
            session.end();
        }
        let mut again = Session::start(home.path(), &[], &[]);
        again
            .see("This is under way")
            .see("Design a rate limiter")
            .press("1")
            .see("notes  per customer")
            .press(" ")
            .press("\r\r")
            .see("Follow-up 1 of 1")
            .press("\r")
            .see("How well did that go")
            .press("\r")
            .see("Names the key")
            .press("222\r")
            .see("Model answer")
            .press("\u{3}");
        again.end();
        assert!(journal(home.path()).contains("per customer"), "{ending}");
        assert!(!home.path().join("state/attempt.json").exists(), "{ending}");
    }
}

#[test]
fn a_panic_gives_the_terminal_back() {
    for place in ["main", "thread"] {
        let home = home_with_deck();
        let mut session = Session::start(home.path(), &[], &[("MENSETSU_TEST_PANIC", place)]);
        assert_eq!(session.end().exit_code(), 101, "{place}");
        let text = String::from_utf8_lossy(&session.bytes).into_owned();
        assert!(text.contains("every saved grade is safe"), "{text}");
        assert!(
            !text.contains("asked for \u{1b}[31m"),
            "the text of a panic is made safe"
        );
    }
}

#[test]
fn ctrl_z_stops_and_continuing_draws_again() {
    let home = home_with_deck();
    let mut session = Session::start(home.path(), &["drill", "--deck", "mine"], &[]);
    session.see("What is first?").press("\u{1a}");
    session.until("the process to stop", Session::is_stopped);
    session.until("the terminal to be given back", |session| {
        !session.parser.screen().alternate_screen()
    });
    session.signal(rustix::process::Signal::CONT);
    session.until("the screen to come back", |session| {
        session.parser.screen().alternate_screen()
    });
    session
        .see("What is first?")
        .press(" ")
        .see("1 again")
        .press("\u{3}");
    assert!(session.end().success());
}

#[test]
fn another_size_is_drawn_at_once() {
    let home = home_with_deck();
    let mut session = Session::start(home.path(), &["drill", "--deck", "mine"], &[]);
    session.see("What is first?");
    for (rows, cols, text) in [
        (5, 20, "needs 40"),
        (12, 40, "What is first?"),
        (60, 200, "What is first?"),
    ] {
        session
            .master
            .resize(PtySize {
                rows,
                cols,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
        session
            .parser
            .screen_mut()
            .set_size(cells(rows), cells(cols));
        session.see(text);
    }
    session.press("\u{3}");
    assert!(session.end().success());
}

#[test]
fn the_editor_gets_the_file_and_the_change_is_shown() {
    let home = home_with_deck();
    let script = home.path().join("editor.sh");
    support::write(
        &script,
        "#!/bin/sh\nsed 's/What is first/What is changed/' \"$2\" >\"$2.new\" && mv \"$2.new\" \"$2\"\necho \"edited $1\" >&2\n",
    );
    let editor = format!("sh {}", script.display());
    let mut session = Session::start(
        home.path(),
        &["drill", "--deck", "mine"],
        &[("EDITOR", &format!("{editor} -w"))],
    );
    session
        .see("What is first?")
        .press("e")
        .see("What is changed?")
        .press("\u{3}");
    assert!(session.end().success());
}

#[test]
fn a_story_is_begun_in_the_editor_and_told_against_the_clock() {
    let home = home_with_deck();
    let script = home.path().join("editor.sh");
    support::write(
        &script,
        "#!/bin/sh\nprintf '## Situation\\n\\nIt was late.\\n' >>\"$1\"\n",
    );
    let editor = format!("sh {}", script.display());
    let environment = [("EDITOR", &*editor)];
    let mut session = Session::start(home.path(), &["stories", "drill"], &environment);
    session
        .see("Which story?")
        .press("\u{1b}")
        .see("Prompts 24")
        .press("\t")
        .see("You have no story yet.")
        .press("+")
        .see("What is it called?")
        .press("The late call\r")
        .see("a second section Situation")
        .press("l")
        .see("Enter starts the clock")
        .press("\r")
        .see("0:00 of 0:30");
    session.press("\u{3}");
    assert!(session.end().success());
    let story = std::fs::read_to_string(home.path().join("data/stories/the-late-call.md"));
    assert!(story.unwrap().contains("It was late."));
    assert!(
        !journal(home.path()).contains("\"told\""),
        "a clock that runs is not saved"
    );
}

#[test]
fn no_color_sends_no_colour_and_the_stream_holds_no_foreign_control() {
    let home = tempfile::tempdir().unwrap();
    support::write(
        &home.path().join("data/decks/bad.md"),
        "---\nid: bad\ntitle: Bad\n---\n\n## Q\u{1b}]52;c;QUFB\u{7}\u{9b}31m? {#q}\n\nA\u{1b}[2J\u{202e}\n",
    );
    let mut session = Session::start(
        home.path(),
        &["drill", "--deck", "bad"],
        &[("NO_COLOR", "1")],
    );
    session.see("Q␛]52").press(" ").see("A␛[2J").press("\u{3}");
    session.end();
    let text = String::from_utf8_lossy(&session.bytes).into_owned();
    assert!(
        !text.contains("\u{1b}]52")
            && !text.contains('\u{9b}')
            && !text.contains('\u{202e}')
            && !text.contains('\u{7}')
    );
    for color in ["\u{1b}[38;", "\u{1b}[48;"] {
        assert!(!text.contains(color), "{color:?} is sent under NO_COLOR");
    }
}

#[test]
fn the_second_program_looks_around_and_says_why_it_does_not_save() {
    let home = home_with_deck();
    let mut first = Session::start(home.path(), &["drill", "--deck", "mine"], &[]);
    first.see("What is first?");
    let mut second = Session::start(home.path(), &[], &[]);
    second
        .see("already open")
        .press("\r")
        .see("shows the answer")
        .press(" ")
        .see("1 again")
        .press("3")
        .see("already open")
        .press("\u{3}");
    second.end();
    first.press("\u{3}");
    first.end();
    assert_eq!(journal(home.path()), "");
}

#[test]
fn the_plain_home_reaches_everything_at_a_terminal() {
    let home = home_with_deck();
    let mut session = Session::start(home.path(), &["--plain"], &[]);
    session
        .see("When is the interview?")
        .press("\r")
        .see("For which role?")
        .press("\r")
        .see("Minutes a day?")
        .press("\r");
    session
        .see("In Japanese?")
        .press("3\r")
        .see("Cards or rounds?")
        .press("\r")
        .see("choice")
        .press("5\r")
        .see("japanese-terms · off")
        .press("q\r");
    session
        .see("choice")
        .press("1\r")
        .see("(Enter shows the answer) >")
        .press(":q\r")
        .see("session: 0 items")
        .press("q\r");
    assert!(session.end().success());
    assert!(!session.bytes.contains(&0x1b), "no escape is sent");
}

#[test]
fn own_parameters_are_fitted_beside_the_screen() {
    use mensetsu::{
        deck::item::AnswerHash,
        journal::{DeviceId, Review, What, row},
        memory::Grade,
    };
    let home = home_with_deck();
    let now = jiff::Timestamp::now().as_millisecond();
    let mut text = String::new();
    for n in 0..450_u64 {
        let grades = [Grade::Good, Grade::Again, Grade::Good, Grade::Easy];
        let what = What::Review(Review {
            item: format!("mine/card-{}", n % 150).into(),
            grade: grades[n as usize * 7 % 4],
            ms: 5_000,
            hash: AnswerHash::of("answer"),
            knows_letters: true,
            typed: None,
        });
        let time = now - (450 - n as i64) * 3_600_000;
        let (line, _) = row::write(DeviceId(0x00c0_ffee), n + 1, time, 0, &what).unwrap();
        text.push_str(&line);
        text.push('\n');
    }
    support::write(&home.path().join("data/journal/00c0ffee-2026.jsonl"), text);
    let cache = home.path().join("cache/parameters.json");
    let mut session = Session::start(home.path(), &[], &[]);
    session.until("the fit", |session| {
        cache.exists() && !session.screen().trim().is_empty()
    });
    let fit: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&cache).unwrap()).unwrap();
    assert_eq!(fit["reviews"], 450);
    session.press("\u{3}");
    assert!(session.end().success());
}
