//! `mensetsu stories` and `mensetsu pieces` through the real program: lists, new files, the editor, drills, bad files.

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
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::{Output, Stdio},
};

use mensetsu::{
    desk::{Access, Desk},
    plain::{Input, Plain},
    store::{Config, Home},
};
use serde_json::Value;
use support::{code, program, rows, run, stderr, stdout, write};

const OUTAGE: &str = "---\ntitle: The outage\nanswers: stories/sty-incident-led, stories/sty-wrong-call\n---\n\n\
    ## Situation\n\nIn May our checkout failed.\n\n## Task\n\nI was on call.\n\n\
    ## Action\n\nI rolled back, then I looked for the cause, and wrote the timeline.\n\n\
    ## Result\n\nErrors fell to zero.\n\n## Learnt\n\nEvery call has a timeout.\n";

const INTRODUCTION: &str =
    "---\ntitle: Who I am\nkind: introduction\nseconds: 90\n---\n\nI lead a team of six.\n";

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    write(&home.path().join("data/stories/the-outage.md"), OUTAGE);
    write(
        &home.path().join("data/pieces/introduction.md"),
        INTRODUCTION,
    );
    home
}

fn ran(home: &Path, arguments: &[&str]) -> String {
    let output = run(home, arguments, "");
    assert_eq!(code(&output), 0, "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

fn failed(home: &Path, arguments: &[&str]) -> String {
    let output = run(home, arguments, "");
    assert_ne!(code(&output), 0, "{arguments:?}");
    stderr(&output)
}

fn json(home: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&ran(home, arguments)).unwrap()
}

#[test]
fn without_any_text_the_lists_say_what_to_do_next() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(
        ran(home.path(), &["stories"]),
        "You have no story yet.\nmensetsu stories new TITLE begins one; mensetsu stories matrix lists the prompts most asked.\n"
    );
    assert!(ran(home.path(), &["pieces", "list"]).starts_with("You have no piece yet.\n"));
    let matrix = ran(home.path(), &["stories", "matrix"]);
    assert!(matrix.starts_with("most asked: 0 of 10 prompts with a story\nstories/sty-"));
    assert!(matrix.contains("\nothers: 0 of 14 prompts with a story\n"));
    assert!(matrix.ends_with(
        "24 prompts are without a story. mensetsu stories new TITLE --answers CARD begins one.\n"
    ));
    let error = failed(home.path(), &["stories", "ladder"]);
    assert_eq!(
        error,
        "error: you have no story yet\nhint: mensetsu stories new TITLE begins one\n"
    );
    assert!(failed(home.path(), &["pieces", "say", "x"]).contains("you have no piece yet"));
    assert!(!home.path().join("data").exists(), "looking writes nothing");
}

#[test]
fn new_makes_a_file_that_has_no_problem_and_never_writes_over_one() {
    let home = tempfile::tempdir().unwrap();
    let text = ran(
        home.path(),
        &[
            "stories",
            "new",
            "The",
            "Outage",
            "of May",
            "--answers",
            "STORIES/sty-incident-led",
        ],
    );
    let path = home.path().join("data/stories/the-outage-of-may.md");
    assert_eq!(
        text,
        format!(
            "written: {}\nmensetsu stories edit the-outage-of-may opens it.\n",
            path.display()
        )
    );
    let written = fs::read_to_string(&path).unwrap();
    assert!(written.contains("title: The Outage of May\nanswers: stories/sty-incident-led\n"));
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "nobody else reads it");
    assert_eq!(
        ran(home.path(), &["stories"]),
        "the-outage-of-may · The Outage of May · 0:00 · answers 1 prompt · not told yet\n  \
         Still to write: Situation, Task, Action, Result, Learnt.\n"
    );
    fs::write(&path, "mine").unwrap();
    let again = failed(home.path(), &["stories", "new", "the outage of may"]);
    assert_eq!(
        again,
        "error: there is a story the-outage-of-may already\nhint: mensetsu stories edit the-outage-of-may opens it; --name NAME begins another\n"
    );
    symlink("/nowhere", home.path().join("data/stories/linked.md")).unwrap();
    assert!(failed(home.path(), &["stories", "new", "Linked"]).contains("already"));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    ran(
        home.path(),
        &["stories", "new", "the outage of may", "--name", "outage-2"],
    );
    assert!(home.path().join("data/stories/outage-2.md").exists());
}

#[test]
fn new_refuses_what_cannot_be_a_name_and_leaves_the_folder() {
    let home = tempfile::tempdir().unwrap();
    for name in ["../out", "a/b", "A", ".hidden", "a.md", ""] {
        let output = run(home.path(), &["stories", "new", "T", "--name", name], "");
        assert_eq!(code(&output), 2, "{name}");
        assert!(stderr(&output).contains("cannot be a name"), "{name}");
    }
    assert_eq!(code(&run(home.path(), &["stories", "new"], "")), 2);
    assert_eq!(code(&run(home.path(), &["stories", "new", " "], "")), 2);
    let unknown = failed(
        home.path(),
        &["stories", "new", "T", "--answers", "sty-wrong-call"],
    );
    assert!(
        unknown.contains("did you mean stories/sty-wrong-call?"),
        "{unknown}"
    );
    let other = failed(
        home.path(),
        &[
            "stories",
            "new",
            "T",
            "--answers",
            "leading/ld-disagree-commit",
        ],
    );
    assert!(other.contains("is a recall card"), "{other}");
    assert!(!home.path().join("data").exists());
}

#[test]
fn pieces_are_begun_by_kind_one_motivation_a_company() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join("data/pieces").join(name);
    ran(home.path(), &["pieces", "new", "introduction"]);
    assert!(at("introduction.md").exists());
    ran(
        home.path(),
        &["pieces", "new", "motivation", "--company", "Acme KK"],
    );
    assert!(
        fs::read_to_string(at("motivation-acme-kk.md"))
            .unwrap()
            .contains("kind: motivation\ncompany: Acme KK\nseconds: 60\n")
    );
    ran(home.path(), &["pieces", "new", "other", "自己紹介"]);
    assert!(at("piece-1.md").exists());
    let none = run(home.path(), &["pieces", "new", "motivation"], "");
    assert_eq!(code(&none), 2);
    assert!(stderr(&none).contains("--company NAME"));
    let second = failed(
        home.path(),
        &["pieces", "new", "motivation", "--company", "ACME kk"],
    );
    assert!(second.contains("there is a motivation for ACME kk already: motivation-acme-kk"));
    let kind = run(home.path(), &["pieces", "new", "intro"], "");
    assert_eq!(code(&kind), 2);
    assert!(stderr(&kind).contains("introduction"));
    let list = json(home.path(), &["pieces", "--json"]);
    assert_eq!(list["format"], 1);
    assert_eq!(list["problems"], Value::Array(Vec::new()));
    assert_eq!(list["pieces"][1]["company"], "Acme KK");
    assert_eq!(list["pieces"][1]["meant_seconds"], 60);
    assert_eq!(list["pieces"][0]["company"], Value::Null);
}

#[test]
fn every_bad_file_is_named_with_its_line_and_the_rest_loads() {
    let home = home();
    let at = |name: &str| home.path().join("data/stories").join(name);
    write(&at("no-title.md"), "---\nlanguage: en\n---\n\n## S\n\nX.\n");
    write(
        &at("sections.md"),
        "---\ntitle: A\nanswer: x\n---\n## Situaton\nA\n## S\nB\n## S\nC\n",
    );
    write(
        &at("cards.md"),
        "---\ntitle: A\nanswers: stories/sty-wrong-cal leading/ld-disagree-commit\n---\n",
    );
    write(&at("binary.md"), [b'a', b'\n', 0xff]);
    write(&at("empty.md"), "");
    write(&at("My Story.md"), "---\ntitle: A\n---\n");
    write(
        &at("escape.md"),
        "---\ntitle: A\u{1b}[2J\n---\n\n## S\n\n\u{1b}]52;c;x\u{7}\n",
    );
    write(&at("large.md"), vec![b'x'; 300_000]);
    symlink("/etc/passwd", at("link.md")).unwrap();
    fs::create_dir(at("folder.md")).unwrap();
    let pipe = std::process::Command::new("mkfifo")
        .arg(at("pipe.md"))
        .status();
    assert!(pipe.unwrap().success());
    let text = ran(home.path(), &["stories"]).replace(home.path().to_str().unwrap(), "H");
    assert!(!text.contains('\u{1b}'));
    insta::assert_snapshot!(text, @r#"
    cards · A · 0:00 · answers 0 prompts · not told yet
      Still to write: Situation, Task, Action, Result, Learnt.
    empty · empty · 0:00 · answers 0 prompts · not told yet
      Still to write: Situation, Task, Action, Result, Learnt.
    escape · A␛[2J · 0:01 · answers 0 prompts · not told yet
      Still to write: Task, Action, Result, Learnt.
    no-title · no title · 0:00 · answers 0 prompts · not told yet
      Still to write: Task, Action, Result, Learnt.
    sections · A · 0:01 · answers 0 prompts · not told yet
      Still to write: Task, Action, Result, Learnt.
    the-outage · The outage · 0:13 · answers 2 prompts · not told yet
      Action takes 42% of the time; about 55% is meant.
    H/data/stories/My Story.md:1: the file is not read, because its name is its id and may hold a-z, 0-9 and - alone: rename it, for example to my-story.md
    H/data/stories/binary.md:2: byte 3 is not UTF-8, so the file is not read
    H/data/stories/cards.md:3: there is no card "stories/sty-wrong-cal" to answer; did you mean stories/sty-wrong-call?
    H/data/stories/cards.md:3: leading/ld-disagree-commit is a recall card; a story answers cards of the kind story
    H/data/stories/empty.md:1: the file does not begin with front matter: a line ---, then key: value lines, then a line ---
    H/data/stories/escape.md:2: the character U+001B is not safe to show and is not shown as it is
    H/data/stories/escape.md:7: the character U+001B is not safe to show and is not shown as it is
    H/data/stories/folder.md:1: this is not a plain file
    H/data/stories/large.md:1: the file has 300000 bytes and is not read; a text may have 262144
    H/data/stories/link.md:1: this is a symbolic link and is not followed
    H/data/stories/no-title.md:1: there is no title; write title: … between the --- lines
    H/data/stories/pipe.md:1: this is not a plain file
    H/data/stories/sections.md:3: "answer" is no key here; did you mean answers?
    H/data/stories/sections.md:5: "Situaton" is no section of a story, so its text is not told; did you mean ## Situation?
    H/data/stories/sections.md:9: a second section Situation; its text is told after the first
    "#);
    let list = json(home.path(), &["stories", "list", "--json"]);
    assert_eq!(list["stories"].as_array().unwrap().len(), 6);
    assert_eq!(list["problems"].as_array().unwrap().len(), 15);
    assert_eq!(list["problems"][0]["line"], 1);
}

#[test]
fn a_story_is_shown_with_its_times_and_names_are_forgiving() {
    let home = home();
    ran(
        home.path(),
        &["stories", "used", "the-outage", "stories/sty-incident-led"],
    );
    for name in ["the-outage", "the-outage.md", "stories/the-outage.md"] {
        let text = ran(home.path(), &["stories", "show", name]);
        assert!(
            text.starts_with("the-outage · The outage\nabout 0:13 to say\n"),
            "{text}"
        );
        assert!(text.contains("\nAction · 0:06 · 42% of the time, 55% meant\n  I rolled back"));
        assert!(text.contains("\ntold once, last on "));
        assert!(text.ends_with(" for stories/sty-incident-led\n"));
    }
    let error = failed(home.path(), &["stories", "show", "the-uotage"]);
    assert_eq!(
        error,
        "error: there is no story \"the-uotage\"\nhint: did you mean the-outage? mensetsu stories lists all\n"
    );
    assert!(
        failed(home.path(), &["pieces", "show", "../stories/the-outage"])
            .contains("did you mean introduction?")
    );
    let piece = ran(home.path(), &["pieces", "show", "introduction"]);
    assert!(
        piece.contains("about 0:03 to say, 1:30 meant\n  I lead a team of six.\nnot told yet\n")
    );
}

#[test]
fn uses_are_written_down_and_stand_in_the_matrix() {
    let home = home();
    let saved = ran(
        home.path(),
        &["stories", "used", "the-outage", "stories/STY-risk-early"],
    );
    assert_eq!(saved, "saved: the-outage stories/sty-risk-early\n");
    ran(
        home.path(),
        &["stories", "used", "the-outage", "stories/sty-incident-led"],
    );
    let rows = rows(home.path());
    assert_eq!(rows[0]["k"], "story-use");
    assert_eq!(rows[0]["story"], "the-outage");
    let matrix = json(home.path(), &["stories", "matrix", "--json"]);
    assert_eq!(matrix["format"], 1);
    let prompts = matrix["prompts"].as_array().unwrap();
    assert!(prompts[..10].iter().all(|prompt| prompt["core"] == true));
    let of = |card: &str| {
        let prompt = prompts.iter().find(|prompt| prompt["card"] == card);
        prompt.unwrap()["stories"].clone()
    };
    assert_eq!(of("stories/sty-risk-early")[0]["by"], "use");
    assert_eq!(of("stories/sty-incident-led")[0]["by"], "file");
    assert_eq!(of("stories/sty-incident-led")[0]["used"], 1);
    assert_eq!(of("stories/sty-wrong-call")[0]["last_used"], Value::Null);
    assert_eq!(matrix["without"].as_array().unwrap().len(), 21);
    assert_eq!(matrix["stories"][0]["used"], 2);
    assert_eq!(matrix["stories"][0]["prompts"], 3);
    for (name, card) in [
        ("the-outage", "stories/none"),
        ("none", "stories/sty-wrong-call"),
        ("the-outage", "estimates/es-fanout"),
    ] {
        assert_ne!(
            code(&run(home.path(), &["stories", "used", name, card], "")),
            0
        );
    }
    assert_eq!(support::rows(home.path()).len(), 2);
}

#[test]
fn the_drill_asks_longest_unused_first_and_writes_nothing() {
    let home = home();
    ran(
        home.path(),
        &["stories", "used", "the-outage", "stories/sty-wrong-call"],
    );
    let before = rows(home.path()).len();
    let input = "\n1\n\n2\n:u\n:?\n0\n\n0\n:q\n";
    let output = run(
        home.path(),
        &["stories", "drill", "--plain", "--count", "4"],
        input,
    );
    assert_eq!(code(&output), 0);
    let text = stdout(&output);
    let (_, after) = text.split_once("once, on ").unwrap();
    let text = text.replace(&after[..10], "DAY");
    insta::assert_snapshot!(text, @"
    which story: 4 prompts, 2 with a story of yours, nothing is graded
    [1/4] stories/sty-incident-led
      Tell me about a time you led the response to a serious incident. What happened?
    (Enter shows your stories) > 
    the-outage · The outage · not told for it yet
    1 had one, 0 had not > 
    [2/4] stories/sty-wrong-call
      Tell me about a time you were wrong about something technical and others had relied on you. What happened?
    (Enter shows your stories) > 
    the-outage · The outage · told for it once, on DAY
    1 had one, 0 had not > 
    not understood: 2
    1 had one, 0 had not > 
    nothing to undo
    1 had one, 0 had not > 
    Think which of your stories answers the prompt, then look. :q ends, :? this list. Nothing is graded here.
    1 had one, 0 had not > 
    [3/4] stories/sty-disagreed-scope
      Tell me about a time you disagreed with your manager or a product owner about scope or a date. What happened?
    (Enter shows your stories) > 
    No story of yours answers it yet. mensetsu stories new TITLE --answers stories/sty-disagreed-scope begins one.
    1 had one, 0 had not > 
    [4/4] stories/sty-moved-other-team
      Tell me about a time you moved a team that did not report to you to do something it had not planned. What happened?
    (Enter shows your stories) > 
    You had a story for 1 of 3 prompts.
    1 of them has no story of yours yet.
    ");
    assert_eq!(rows(home.path()).len(), before);
    let ended = run(home.path(), &["stories", "drill"], "");
    assert_eq!(
        (
            code(&ended),
            stdout(&ended).contains("No prompt was answered.")
        ),
        (0, true)
    );
    ran(home.path(), &["deck", "use", "stories", "off"]);
    assert!(failed(home.path(), &["stories", "drill"]).contains("mensetsu deck use stories on"));
}

#[test]
fn the_ladder_saves_four_times_and_undoes_them() {
    let home = home();
    let input = "\n\n:u\n\n\nx\n:?\n\n\n\n\n\n\n";
    let output = run(home.path(), &["stories", "ladder", "--plain"], input);
    assert_eq!(code(&output), 0);
    insta::assert_snapshot!(stdout(&output), @"
    ladder: the-outage · The outage · 30 s, 60 s, 90 s, 3 min
    [1/4] 30 s (Enter starts) > 
    (Enter stops) > 
    saved: the-outage 0:00 of 0:30, 30 s under
    [2/4] 60 s (Enter starts) > 
    undone: the-outage told
    [1/4] 30 s (Enter starts) > 
    (Enter stops) > 
    saved: the-outage 0:00 of 0:30, 30 s under
    [2/4] 60 s (Enter starts) > 
    not understood: x
    [2/4] 60 s (Enter starts) > 
    Enter starts the clock and stops it. :u takes the last time back, :q ends, :? this list.
    [2/4] 60 s (Enter starts) > 
    (Enter stops) > 
    saved: the-outage 0:00 of 1:00, 1:00 under
    [3/4] 90 s (Enter starts) > 
    (Enter stops) > 
    saved: the-outage 0:00 of 1:30, 1:30 under
    [4/4] 3 min (Enter starts) > 
    (Enter stops) > 
    saved: the-outage 0:00 of 3:00, 3:00 under
    ladder: 4 of 4 told
    ");
    let rows = rows(home.path());
    let told: Vec<&Value> = rows.iter().filter(|row| row["k"] == "told").collect();
    let meant: Vec<u64> = told
        .iter()
        .map(|row| row["meant"].as_u64().unwrap())
        .collect();
    assert_eq!(meant, [30, 30, 60, 90, 180]);
    assert_eq!(rows.iter().filter(|row| row["k"] == "undo").count(), 1);
    assert!(told.iter().all(|row| row["story"] == "the-outage"));
    let list = json(home.path(), &["stories", "list", "--json"]);
    assert_eq!(list["stories"][0]["timed"], 4);
    assert_eq!(list["stories"][0]["last_seconds"], 0);
    let named = run(home.path(), &["stories", "ladder", "the-outage"], "\n");
    assert!(
        stdout(&named).ends_with("ladder: 0 of 4 told\n"),
        "a clock that runs is not saved"
    );
}

#[test]
fn a_piece_is_said_against_its_seconds() {
    let home = home();
    let output = run(home.path(), &["pieces", "say", "introduction"], "\n\n");
    assert_eq!(
        stdout(&output),
        "say: pieces/introduction · Who I am · 90 s\n[1/1] 90 s (Enter starts) > \n(Enter stops) > \nsaved: pieces/introduction 0:00 of 1:30, 1:30 under\nsay: 1 of 1 told\n"
    );
    let rows = rows(home.path());
    assert_eq!(
        (&rows[0]["story"], &rows[0]["meant"]),
        (&Value::from("pieces/introduction"), &Value::from(90))
    );
    assert!(ran(home.path(), &["pieces"]).contains(" · timed once, last on "));
}

#[test]
fn a_time_that_cannot_be_saved_is_said() {
    let home = home();
    write(&home.path().join("data/journal"), "no folder");
    let output = run(
        home.path(),
        &["pieces", "say", "introduction"],
        "\n\n\n:q\n",
    );
    assert_eq!(code(&output), 1);
    let text = stdout(&output);
    assert!(
        text.contains("\nnot saved: pieces/introduction 0:00 of 1:30, 1:30 under — "),
        "{text}"
    );
    assert!(text.contains("(Enter saves it again) >"));
    assert!(text.ends_with("say: 0 of 1 told\n"));
}

/// An editor that writes a text over the file it is given and keeps what it was called with.
fn editor(home: &Path, text: &str) -> PathBuf {
    let script = home.join("editor.sh");
    write(&home.join("text"), text);
    let body = format!(
        "#!/bin/sh\necho \"$@\" > {0}/called\ncat {0}/text > \"$1\"\n",
        home.display()
    );
    write(&script, body);
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    script
}

fn edit(home: &Path, arguments: &[&str], editor: &str) -> Output {
    program(home)
        .args(arguments)
        .env("EDITOR", editor)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[test]
fn edit_opens_the_file_and_says_what_is_wrong_with_it() {
    let home = home();
    let file = home.path().join("data/stories/the-outage.md");
    let script = editor(home.path(), OUTAGE);
    let output = edit(
        home.path(),
        &["stories", "edit", "the-outage"],
        script.to_str().unwrap(),
    );
    assert_eq!(
        (code(&output), stdout(&output)),
        (0, "stories/the-outage.md has no problem\n".to_owned())
    );
    let called = fs::read_to_string(home.path().join("called")).unwrap();
    assert_eq!(
        called.trim(),
        fs::canonicalize(&file).unwrap().to_str().unwrap()
    );
    let script = editor(home.path(), "---\ntitle: A\n---\n## Nothing\n");
    let output = edit(
        home.path(),
        &["stories", "edit", "the-outage"],
        script.to_str().unwrap(),
    );
    assert_eq!(code(&output), 1);
    assert_eq!(
        stdout(&output),
        format!(
            "{}:4: \"Nothing\" is no section of a story, so its text is not told\n",
            file.display()
        )
    );
    // A file that could not be read opens too, to be mended.
    write(&file, [0xff]);
    let script = editor(home.path(), OUTAGE);
    let output = edit(
        home.path(),
        &["stories", "edit", "the-outage"],
        script.to_str().unwrap(),
    );
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

#[test]
fn edit_names_an_editor_that_is_missing_or_fails_and_a_file_that_is_not_there() {
    let home = home();
    let missing = edit(
        home.path(),
        &["pieces", "edit", "introduction"],
        "/nowhere/editor",
    );
    assert_eq!(code(&missing), 1);
    assert!(stderr(&missing).contains("/nowhere/editor cannot be started"));
    assert!(stderr(&missing).contains("hint: VISUAL or EDITOR names the editor"));
    let fails = edit(home.path(), &["pieces", "edit", "introduction"], "false");
    assert_eq!(code(&fails), 1);
    let unknown = edit(home.path(), &["pieces", "edit", "introdution"], "true");
    assert!(stderr(&unknown).contains("did you mean introduction?"));
    for name in ["../../decks/x", "/etc/passwd", ""] {
        let refused = edit(home.path(), &["pieces", "edit", name], "true");
        assert_eq!(code(&refused), 1, "{name}");
    }
    symlink("/etc/passwd", home.path().join("data/pieces/link.md")).unwrap();
    let link = edit(home.path(), &["pieces", "edit", "link"], "true");
    assert!(stderr(&link).contains("symbolic link"), "{}", stderr(&link));
}

#[test]
fn no_deck_command_reads_own_stories_or_pieces() {
    let home = home();
    let stories = home.path().join("data/stories");
    let story = stories.join("the-outage.md");
    let (folder, file) = (stories.to_str().unwrap(), story.to_str().unwrap());
    for arguments in [
        &["deck", "check", file][..],
        &["deck", "check", folder],
        &["deck", "fmt", file],
        &["deck", "fmt", folder],
        &["deck", "convert", file, "--to", "json"],
        &["deck", "add", file],
        &["deck", "add", folder],
        &["drill", "--deck", file],
    ] {
        let output = run(home.path(), arguments, "");
        assert_eq!(code(&output), 1, "{arguments:?}");
        assert!(
            stderr(&output).contains("which no deck command reads"),
            "{arguments:?}"
        );
        assert!(!stdout(&output).contains("checkout"), "{arguments:?}");
    }
    assert_eq!(fs::read_to_string(&story).unwrap(), OUTAGE);
    // A folder above them is read without them, also through a link.
    let link = home.path().join("linked");
    symlink(home.path().join("data"), &link).unwrap();
    for folder in [home.path().join("data"), link] {
        let output = run(
            home.path(),
            &["deck", "check", folder.to_str().unwrap()],
            "",
        );
        assert_eq!(code(&output), 0, "{}", stdout(&output));
        assert!(stdout(&output).contains("0 decks"));
        assert!(stderr(&output).contains("holds own stories or pieces and is passed over"));
    }
    let data = home.path().join("data");
    write(
        &home.path().join("config/config.toml"),
        format!("deck-folders = [\"{}\"]\n", data.display()),
    );
    let list = ran(home.path(), &["deck", "list"]);
    assert!(
        !list.contains("outage.md") || list.contains("passed over"),
        "{list}"
    );
    assert!(!list.contains("not loaded"), "{list}");
}

#[test]
fn the_page_for_the_evening_before_has_what_is_prepared() {
    let home = home();
    let goal = ["goal", "set", "--date", "+2d", "--company", "acme"];
    ran(home.path(), &goal);
    let pieces = home.path().join("data/pieces");
    let plain = ran(home.path(), &["brief"]);
    assert!(
        plain.contains(
            "\nYour introduction\n  - Who I am (about 0:03)\n      I lead a team of six.\n"
        ),
        "{plain}"
    );
    assert!(plain.contains("\nYour stories\n  - The outage (about 0:13)\n"));
    assert!(
        !plain.contains("Why this company"),
        "what is empty is left out"
    );
    let bundled = plain
        .split("Questions to ask back\n")
        .nth(1)
        .unwrap()
        .to_owned();
    write(
        &pieces.join("why.md"),
        "---\ntitle: Why Acme\nkind: motivation\ncompany: Acme\n---\n\nThe **work**.\n",
    );
    write(
        &pieces.join("other.md"),
        "---\ntitle: Why Other\nkind: motivation\ncompany: Other\n---\n\nNo.\n",
    );
    write(
        &pieces.join("ask.md"),
        "---\ntitle: My questions\nkind: questions\n---\n\n- What breaks most?\n- Who decides?\n",
    );
    run(home.path(), &["pieces", "say", "introduction"], "\n\n");
    let page = ran(home.path(), &["brief"]);
    assert!(page.contains("  - Who I am (0:00 when it was last said)\n"));
    assert!(page.contains("\nWhy this company\n  - Why Acme (about 0:01)\n      The work.\n"));
    assert!(!page.contains("Why Other"));
    assert!(page.contains("\nQuestions to ask back\n  - My questions\n      • What breaks most?\n      • Who decides?\n"));
    assert!(
        !page.contains(bundled.lines().next().unwrap()),
        "own ones stand instead"
    );
    let file = home.path().join("page.md");
    ran(home.path(), &["brief", "--out", file.to_str().unwrap()]);
    let markdown = fs::read_to_string(file).unwrap();
    assert!(
        markdown.contains("\n## Why this company\n\n- Why Acme (about 0:01)\n\n  The **work**.\n")
    );
    let empty = tempfile::tempdir().unwrap();
    ran(empty.path(), &goal);
    let page = ran(empty.path(), &["brief"]);
    assert!(!page.contains("Your "), "{page}");
}

#[test]
fn looking_works_while_another_one_is_open_and_writing_says_so() {
    let home = home();
    let lock = home.path().join("state/lock");
    write(&lock, "");
    let held = fs::File::options().write(true).open(&lock).unwrap();
    held.try_lock().unwrap();
    for arguments in [
        &["stories"][..],
        &["stories", "matrix"],
        &["stories", "drill"],
        &["pieces"],
    ] {
        ran(home.path(), arguments);
    }
    for arguments in [
        &["stories", "ladder"][..],
        &["pieces", "say", "introduction"],
        &["stories", "used", "the-outage", "stories/sty-wrong-call"],
    ] {
        assert!(
            failed(home.path(), arguments).contains("already open"),
            "{arguments:?}"
        );
    }
}

/// What the numbered home prints for some choices.
fn plain_home(home: &Path, access: Access, choices: &str) -> String {
    let home = Home::at(home);
    let mut desk = Desk::open(home, Config::default(), Vec::new(), access).unwrap();
    let mut printed = Vec::new();
    let input = Input::new(choices.as_bytes(), false);
    Plain::new(
        &mut desk,
        input,
        mensetsu::output::Output::new(&mut printed),
    )
    .home()
    .unwrap();
    String::from_utf8(printed).unwrap()
}

#[test]
fn the_plain_home_reaches_stories_and_pieces() {
    let home = home();
    let text = plain_home(home.path(), Access::Read, "10\nx\n2\n1\n3\n9\nq\nq\nq\n");
    let (_, menu) = text.split_once("\n10 stories\n").unwrap();
    insta::assert_snapshot!(menu.split("No interview date").next().unwrap(), @"
    choice, q quits > 
    1 which of your stories answer which prompts
    2 your stories
    3 your pieces
    4 drill: which story answers the prompt?
    5 ladder: a story in 30 s, 60 s, 90 s and 3 min
    6 say a piece aloud against the clock
    7 begin a story
    8 begin a piece
    choice, q goes back > 
    not understood: x
    1 which of your stories answer which prompts
    2 your stories
    3 your pieces
    4 drill: which story answers the prompt?
    5 ladder: a story in 30 s, 60 s, 90 s and 3 min
    6 say a piece aloud against the clock
    7 begin a story
    8 begin a piece
    choice, q goes back > 
    1 the-outage · The outage · 0:13 · answers 2 prompts · not told yet
      Action takes 42% of the time; about 55% is meant.
    number, q goes back > 
    the-outage · The outage
    about 0:13 to say
    answers stories/sty-incident-led, stories/sty-wrong-call
    Situation · 0:02 · 16% of the time, 10% meant
      In May our checkout failed.
    Task · 0:02 · 13% of the time, 10% meant
      I was on call.
    Action · 0:06 · 42% of the time, 55% meant
      I rolled back, then I looked for the cause, and wrote the timeline.
    Result · 0:02 · 13% of the time, 15% meant
      Errors fell to zero.
    Learnt · 0:02 · 16% of the time, 10% meant
      Every call has a timeout.
    Action takes 42% of the time; about 55% is meant.
    not told yet
    1 which of your stories answer which prompts
    2 your stories
    3 your pieces
    4 drill: which story answers the prompt?
    5 ladder: a story in 30 s, 60 s, 90 s and 3 min
    6 say a piece aloud against the clock
    7 begin a story
    8 begin a piece
    choice, q goes back > 
    1 introduction · Who I am · introduction · about 0:03 to say, 1:30 meant · not told yet
    number, q goes back > 
    not understood: 9
    number, q goes back > 
    1 which of your stories answer which prompts
    2 your stories
    3 your pieces
    4 drill: which story answers the prompt?
    5 ladder: a story in 30 s, 60 s, 90 s and 3 min
    6 say a piece aloud against the clock
    7 begin a story
    8 begin a piece
    choice, q goes back >
    ");
    let choices = "-\n\n\n\n\n10\n1\n4\n\n1\n:q\n5\n1\n\n\n:q\n6\n1\n\n\n7\nThe move\n7\n\n7\nthe move\n8\n2\nAcme\n\n8\n2\n\n\n:u\nq\nq\n";
    let text = plain_home(home.path(), Access::Write, choices);
    for line in [
        "most asked: 2 of 10 prompts with a story",
        "which story: 24 prompts, 2 with a story of yours, nothing is graded",
        "You had a story for 1 of 1 prompt.",
        "1 the-outage · The outage · 0:13 · answers 2 prompts · not told yet",
        "ladder: 1 of 4 told",
        "say: 1 of 1 told",
        "mensetsu stories edit the-move opens it.",
        "there is a story the-move already; mensetsu stories edit the-move opens it; --name NAME begins another",
        "mensetsu pieces edit motivation-acme opens it.",
        "a motivation is for a company, and none is named",
        "undone: pieces/introduction told",
    ] {
        assert!(text.lines().any(|shown| shown == line), "{line} in {text}");
    }
    assert!(home.path().join("data/stories/the-move.md").exists());
}
