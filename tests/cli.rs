//! The commands as scripts use them: output, JSON, exit codes, and the plain mode to the letter of its protocol.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    os::unix::fs::symlink,
    path::Path,
    process::Stdio,
};

use serde_json::Value;
use support::{program, run, stderr, stdout, write};

const DECK: &str = "---\nid: mine\ntitle: Mine\narea: SD\n---\n\n\
    ## What is first? {#first tier=core}\n\nThis one.\n\n> saved: mine/first good next 2030-01-01\n\n\
    ## And second? {#second tier=core}\n\nThat one.\n\n\
    ## A {{gap}} of {{two}} {#gap .cloze}\n\n\
    ## How many? {#many .estimate minutes=1}\n\n### Answer\n200 messages/s within 1.25\n\n### Steps\n- one\n- two\n";

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    write(&home.path().join("data/decks/mine.md"), DECK);
    home
}

fn rows(home: &Path) -> Vec<Value> {
    let Ok(entries) = fs::read_dir(home.join("data/journal")) else {
        return Vec::new();
    };
    let files = entries.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    files
        .flat_map(|text| {
            text.lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect::<Vec<_>>()
        })
        .collect()
}

fn code(output: &std::process::Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn home_as_text_says_what_is_due() {
    let home = home();
    let output = run(home.path(), &[], "");
    assert_eq!(code(&output), 0);
    assert!(stdout(&output).contains(" 0 due, "), "{}", stdout(&output));
    assert!(
        !home.path().join("state").exists() && !home.path().join("data/journal").exists(),
        "looking writes nothing"
    );
}

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

#[test]
fn deck_check_lists_every_problem_and_loads_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    write(&at("good.md"), DECK);
    write(
        &at("broken.md"),
        "---\nid: broken\ntitle: B\n---\n\n## No answer {#a}\n\n## Odd {word}\n\nx\n\n### Notes\n\ny\n",
    );
    write(&at("binary.md"), [0xff, 0xfe, 0x00, 0x80]);
    write(&at("notes.md"), "just notes\n");
    write(&at("picture.png"), [0x89, 0x50]);
    symlink("/etc/passwd", at("link.md")).unwrap();
    symlink("..", at("up")).unwrap();
    fs::create_dir(at("folder.json")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(at("pipe.md"))
        .status()
        .unwrap();
    assert!(made.success());
    let output = run(
        home.path(),
        &["deck", "check", folder.path().to_str().unwrap(), "--short"],
        "",
    );
    assert_eq!(code(&output), 1);
    let text = stdout(&output).replace(folder.path().to_str().unwrap(), "D");
    insta::assert_snapshot!(text, @r#"
    D/binary.md:1:1: error[not-utf8]: byte 1 is not UTF-8
    D/broken.md:6:1: skip[missing-field]: the card has no answer
    D/broken.md:8:1: warning[missing-id]: the card has no id; it goes by odd-word, made from its prompt
    D/broken.md:8:1: error[unknown-attribute]: "word" is no attribute of a card
    D/broken.md:12:1: error[unknown-section]: "notes" is no section of a card; its text is not loaded
    D/folder.json:1:1: error[not-a-file]: this is not a plain file
    D/link.md:1:1: error[symlink]: this is a symbolic link and is not followed
    D/pipe.md:1:1: error[not-a-file]: this is not a plain file
    "#);
    let long = stdout(&run(
        home.path(),
        &["deck", "check", at("broken.md").to_str().unwrap()],
        "",
    ));
    let long = long.replace(folder.path().to_str().unwrap(), "D");
    insta::assert_snapshot!(long, @r#"
    D/broken.md:6:1: skip[missing-field]: the card has no answer
      | ## No answer {#a}
      | ^
    fix: write the field that the message names

    D/broken.md:8:1: warning[missing-id]: the card has no id; it goes by odd-word, made from its prompt
      | ## Odd {word}
      | ^
    fix: write {#odd-word} after the prompt, or run `mensetsu deck fmt`

    D/broken.md:8:1: error[unknown-attribute]: "word" is no attribute of a card
      | ## Odd {word}
      | ^
    fix: write \} for a } that belongs to the prompt, or use id, kind, area, tier, covers, was, minutes

    D/broken.md:12:1: error[unknown-section]: "notes" is no section of a card; its text is not loaded
      | ### Notes
      | ^
    fix: use ### Answer, Hint, Steps, Options, Phases, Rubric, Follow-ups or Model; ## starts a card

    1 decks, 1 cards, 1 skipped, 2 errors, 1 warnings
    "#);
    let json = run(
        home.path(),
        &["deck", "check", folder.path().to_str().unwrap(), "--json"],
        "",
    );
    let report: Value = serde_json::from_str(&stdout(&json)).unwrap();
    assert_eq!(report["format"], 1);
    let keys: Vec<&String> = report["problems"][0].as_object().unwrap().keys().collect();
    let mut expected = [
        "level", "rule", "path", "line", "column", "card", "message", "fix",
    ]
    .map(str::to_owned);
    expected.sort();
    let mut keys: Vec<String> = keys.into_iter().cloned().collect();
    keys.sort();
    assert_eq!(keys, expected);
}

#[test]
fn deck_check_exits_0_on_warnings_and_explains_rules() {
    let home = home();
    let path = home.path().join("warn.md");
    write(&path, "---\nid: w\ntitle: W\n---\n\n## No id here?\n\nx\n");
    let output = run(
        home.path(),
        &["deck", "check", path.to_str().unwrap(), "--short"],
        "",
    );
    assert_eq!(code(&output), 0);
    assert!(stdout(&output).contains("warning[missing-id]"));
    assert_eq!(
        code(&run(
            home.path(),
            &["deck", "fmt", path.to_str().unwrap()],
            ""
        )),
        0
    );
    assert!(
        fs::read_to_string(&path)
            .unwrap()
            .contains("## No id here? {#no-id-here}\n")
    );
    assert!(
        stdout(&run(
            home.path(),
            &["deck", "check", "--explain", "two-ids"],
            ""
        ))
        .contains("fix: ")
    );
    let unknown = run(home.path(), &["deck", "check", "--explain", "two-id"], "");
    assert!(stderr(&unknown).contains("did you mean two-ids?"));
}

#[test]
fn convert_there_and_back_gives_the_same_bytes() {
    let home = home();
    let deck = home.path().join("data/decks/mine.md");
    let json = stdout(&run(
        home.path(),
        &["deck", "convert", deck.to_str().unwrap(), "--to", "json"],
        "",
    ));
    let file = home.path().join("x.json");
    write(&file, &json);
    let markdown = stdout(&run(
        home.path(),
        &[
            "deck",
            "convert",
            file.to_str().unwrap(),
            "--to",
            "markdown",
        ],
        "",
    ));
    let back = home.path().join("y.md");
    write(&back, markdown);
    assert_eq!(
        stdout(&run(
            home.path(),
            &["deck", "convert", back.to_str().unwrap(), "--to", "json"],
            ""
        )),
        json
    );
    write(&file, json.replace("This one.", "a\\n\\n## b"));
    let refused = run(
        home.path(),
        &[
            "deck",
            "convert",
            file.to_str().unwrap(),
            "--to",
            "markdown",
        ],
        "",
    );
    assert_eq!((code(&refused), stdout(&refused).as_str()), (1, ""));
}

#[test]
fn decks_are_added_used_and_removed() {
    let home = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("theirs.md");
    write(&file, DECK.replace("id: mine", "id: theirs"));
    let path = file.to_str().unwrap();
    assert_eq!(code(&run(home.path(), &["deck", "add", path], "")), 0);
    assert_eq!(
        code(&run(home.path(), &["deck", "add", path], "")),
        1,
        "the same id is there already"
    );
    assert_eq!(
        code(&run(
            home.path(),
            &["deck", "add", path, "--as", "other"],
            ""
        )),
        0
    );
    assert_eq!(
        code(&run(home.path(), &["deck", "use", "theirs", "first"], "")),
        0
    );
    assert_eq!(
        code(&run(home.path(), &["deck", "use", "their", "off"], "")),
        1
    );
    assert_eq!(
        code(&run(
            home.path(),
            &["deck", "add", folder.path().to_str().unwrap()],
            ""
        )),
        0
    );
    let list: Value =
        serde_json::from_str(&stdout(&run(home.path(), &["deck", "list", "--json"], ""))).unwrap();
    let find = |id: &str| {
        list["decks"]
            .as_array()
            .unwrap()
            .iter()
            .find(|deck| deck["id"] == id)
            .cloned()
            .unwrap()
    };
    let theirs = find("theirs");
    assert_eq!(
        (theirs["source"].as_str(), theirs["state"].as_str()),
        (Some("own"), Some("first"))
    );
    assert_eq!(
        theirs["replaces"].as_array().unwrap().len(),
        1,
        "the shared one of the folder"
    );
    assert_eq!(find("other")["cards"], 4);
    assert_eq!(find("system-design")["path"], Value::Null);
    assert_eq!(
        code(&run(home.path(), &["deck", "remove", "theirs"], "")),
        0
    );
    assert_eq!(
        code(&run(home.path(), &["deck", "remove", "system-design"], "")),
        1
    );
    assert_eq!(
        code(&run(
            home.path(),
            &["deck", "remove", folder.path().to_str().unwrap()],
            ""
        )),
        0
    );
    assert_eq!(
        fs::read_dir(home.path().join("data/backups"))
            .unwrap()
            .count(),
        1,
        "the file is kept"
    );
}

#[test]
fn progress_survives_a_deck_that_is_edited_renamed_and_removed() {
    let home = home();
    let deck = home.path().join("data/decks/mine.md");
    run(
        home.path(),
        &["drill", "--deck", "mine", "--plain"],
        "\n4\n",
    );
    let changed = |home: &Path| {
        let list: Value =
            serde_json::from_str(&stdout(&run(home, &["deck", "list", "--json"], ""))).unwrap();
        list["decks"]
            .as_array()
            .unwrap()
            .iter()
            .find(|deck| deck["id"] == "mine")
            .map(|deck| deck["changed"].as_u64().unwrap())
    };
    assert_eq!(changed(home.path()), Some(0));
    write(&deck, DECK.replace("This one.", "This  one, really"));
    assert_eq!(changed(home.path()), Some(1));
    write(&deck, DECK.replace("This one.", "This *one*!"));
    assert_eq!(
        changed(home.path()),
        Some(0),
        "marks and spaces are no change"
    );
    write(
        &deck,
        DECK.replace("{#first tier=core}", "{#renamed tier=core was=first}"),
    );
    let output = run(home.path(), &["drill", "--deck", "mine", "--plain"], "");
    assert!(
        !stdout(&output).contains("mine/renamed"),
        "it was answered under its earlier name"
    );
    write(
        &deck,
        DECK.replace("{#first tier=core}", "{#renamed tier=core}"),
    );
    let output = run(home.path(), &["drill", "--deck", "mine", "--plain"], "");
    assert!(stdout(&output).contains("mine/renamed"));
}

#[test]
fn known_takes_cards_out_and_in() {
    let home = home();
    let list = home.path().join("known.txt");
    write(&list, "what is first\n冪等性\nno such thing\n");
    let output = run(home.path(), &["known", "add", list.to_str().unwrap()], "");
    assert_eq!(
        stdout(&output),
        "2 cards taken out\nno card: no such thing\n"
    );
    let drill = run(home.path(), &["drill", "--deck", "mine", "--plain"], "");
    assert!(stdout(&drill).contains("[1/3] mine/second"));
    assert_eq!(
        stdout(&run(
            home.path(),
            &["known", "remove", "-"],
            "What is first?\n"
        )),
        "1 cards taken in again\n"
    );
}

#[test]
fn a_path_given_to_a_drill_wins_and_a_bad_one_is_an_error() {
    let home = home();
    let file = home.path().join("given.md");
    write(&file, DECK.replace("This one.", "Given."));
    let output = run(
        home.path(),
        &["drill", "--deck", file.to_str().unwrap(), "--plain"],
        "\n",
    );
    assert!(
        stdout(&output).contains("  Given.\n"),
        "{}",
        stdout(&output)
    );
    for (deck, expected) in [("./missing.md", 1), ("nine", 1)] {
        assert_eq!(
            code(&run(home.path(), &["drill", "--deck", deck, "--plain"], "")),
            expected,
            "{deck}"
        );
    }
    assert!(
        stderr(&run(
            home.path(),
            &["drill", "--deck", "nine", "--plain"],
            ""
        ))
        .contains("hint: did you mean mine?")
    );
}

#[test]
fn usage_errors_exit_2_and_show_no_escape() {
    let home = home();
    for arguments in [
        &["nonsense"][..],
        &["drill", "--items", "x"],
        &["drill", "--facet", "shape"],
        &["drill", "--area", "ZZ"],
        &["deck", "use", "mine", "sideways"],
        &["deck", "new", "Bad Id"],
        &["drill", "\u{1b}[31m"],
    ] {
        let output = run(home.path(), arguments, "");
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(
            stderr(&output).starts_with("error: ") && !stderr(&output).contains('\u{1b}'),
            "{}",
            stderr(&output)
        );
    }
}

#[test]
fn a_closed_output_is_no_failure_and_a_full_one_is() {
    let home = home();
    let mut child = program(home.path())
        .args(["deck", "schema"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    if let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") {
        let status = program(home.path())
            .args(["deck", "list"])
            .stdout(full)
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(1));
    }
}

#[test]
fn journal_check_names_bad_lines() {
    let home = home();
    run(
        home.path(),
        &["drill", "--deck", "mine", "--plain"],
        "\n3\n\n3\n",
    );
    let file = fs::read_dir(home.path().join("data/journal"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let text = fs::read_to_string(&file)
        .unwrap()
        .replacen("\"g\":3", "\"g\":1", 1);
    fs::write(&file, text).unwrap();
    let output = run(home.path(), &["journal", "check", "--json"], "");
    assert_eq!(code(&output), 1);
    let check: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(
        (check["files"].as_u64(), check["bad"][0]["line"].as_u64()),
        (Some(1), Some(1))
    );
    assert_eq!(check["rows"], 1);
    let note = stderr(&run(home.path(), &["deck", "list"], ""));
    assert!(
        note.contains("1 line") || note.contains("lines of the journal"),
        "{note}"
    );
}

#[test]
fn settings_that_are_not_understood_are_a_note() {
    let home = home();
    write(
        &home.path().join("config/config.toml"),
        "colour = \"red\"\nminutes = 10\n",
    );
    let output = run(home.path(), &[], "");
    assert_eq!(code(&output), 0);
    assert!(stderr(&output).contains("note: ") && stderr(&output).contains("colour is no setting"));
    assert!(stdout(&output).contains("of 10 a day"));
}

#[test]
fn the_data_folder_can_lie_elsewhere_and_the_device_stays() {
    let home = home();
    let elsewhere = tempfile::tempdir().unwrap();
    write(&elsewhere.path().join("decks/mine.md"), DECK);
    let mut child = program(home.path())
        .args(["drill", "--deck", "mine", "--plain"])
        .env("MENSETSU_DATA", elsewhere.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"\n3\n").unwrap();
    assert!(child.wait().unwrap().success());
    assert!(
        elsewhere.path().join("journal").exists() && !home.path().join("data/journal").exists()
    );
    assert!(home.path().join("state/device.json").exists());
}

#[test]
fn completions_and_the_manual_are_printed() {
    let home = home();
    assert!(stdout(&run(home.path(), &["completions", "bash"], "")).contains("mensetsu"));
    assert!(stdout(&run(home.path(), &["man"], "")).contains(".TH"));
    assert!(stdout(&run(home.path(), &["deck", "new", "--kind", "cloze"], "")).contains("{{"));
    assert!(
        stdout(&run(home.path(), &["deck", "show", "mine"], ""))
            .starts_with("mine · Mine · 4 cards")
    );
}

#[test]
fn deck_show_gives_the_model() {
    let home = home();
    let output = run(home.path(), &["deck", "show", "mine", "--json"], "");
    let model: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(
        (model["format"].as_u64(), model["cards"][2]["kind"].as_str()),
        (Some(1), Some("cloze"))
    );
}
