//! The commands as scripts use them: output, JSON, exit codes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use std::{fs, io::Write, os::unix::fs::symlink, path::Path, process::Stdio};

use serde_json::Value;
use support::{DECK, code, home, program, run, stderr, stdout, write};

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
fn deck_check_lists_every_problem_and_loads_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    write(
        &at("good.md"),
        "---\nid: good\ntitle: Good\n---\n\n## What is first? {#first}\n\nThis one.\n",
    );
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
    D/broken.md:8:4: warning[topic-as-prompt]: "Odd {word}" names a topic and asks nothing
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

    D/broken.md:8:4: warning[topic-as-prompt]: "Odd {word}" names a topic and asks nothing
      | ## Odd {word}
      |    ^
    fix: write the question that the answer answers

    D/broken.md:12:1: error[unknown-section]: "notes" is no section of a card; its text is not loaded
      | ### Notes
      | ^
    fix: use ### Answer, Hint, Steps, Options, Phases, Rubric, Follow-ups or Model; ## starts a card

    1 decks, 1 cards, 1 skipped, 2 errors, 2 warnings
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

#[test]
fn simulate_prints_a_table_that_its_seeds_decide() {
    let home = tempfile::tempdir().unwrap();
    let simulate = |more: &[&str]| {
        let small = [
            "simulate",
            "--scenario",
            "matched7",
            "--items",
            "60",
            "--minutes",
            "3",
        ];
        let output = run(home.path(), &[&small[..], more].concat(), "");
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        assert_eq!(
            stderr(&output),
            "",
            "no progress where stderr is no terminal"
        );
        stdout(&output)
    };
    let text = simulate(&["--seeds", "3"]);
    assert_eq!(
        text,
        simulate(&["--seeds", "3"]),
        "a seed gives the same luck"
    );
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
    for name in [
        "upper bound",
        "FSRS at .9, 20 a day",
        "SM-2, paced",
        "random cramming",
        "greedy per second",
    ] {
        assert!(text.contains(name), "{name} is missing in\n{text}");
    }
    let json = simulate(&[
        "--seeds", "2", "--policy", "greedy", "--policy", "sm2", "--json",
    ]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["format"], 1);
    let row = &json["scenarios"][0];
    assert_eq!(
        (&row["scenario"], &row["items"], &row["days"]),
        (&"matched7".into(), &60.into(), &7.into())
    );
    assert!(row.as_object().unwrap().contains_key("bound"));
    let recall = |place: usize| row["policies"][place]["recall"].as_f64().unwrap();
    assert_eq!(row["policies"][0]["policy"], "greedy");
    assert!(
        recall(0) > recall(1),
        "greedy looks to the day, SM-2 does not"
    );
    assert!(!home.path().join("state").exists(), "nothing is written");
}

#[test]
fn simulate_names_what_it_knows() {
    let home = tempfile::tempdir().unwrap();
    for (arguments, word) in [
        (["simulate", "--scenario", "tomorrow"], "weighted14"),
        (["simulate", "--policy", "luck"], "fsrs-20"),
        (["simulate", "--days", "0"], "1..=365"),
        (["simulate", "--seeds", "0"], "1..=1000"),
    ] {
        let output = run(home.path(), &arguments, "");
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains(word), "{}", stderr(&output));
    }
}
