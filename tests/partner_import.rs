//! What a candidate takes in from a partner through the real program: whole or not at all, once, and apart.

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
    io::Read,
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use support::{
    code,
    pair::{DECK, Pair, WHOLE, fed},
    program, rows, stderr, stdout, write,
};

#[test]
fn what_a_partner_ticked_imports_to_the_score_of_the_same_points_ticked_alone() {
    let pair = Pair::new();
    pair.held(WHOLE);
    let output = pair.import();
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let text = stdout(&output);
    for line in [
        "score: 60 predicted: 80 grade: good\ndue now: d/key\n",
        "your partner says 60; you have no score of your own for this card\n",
        "score: 50 predicted: - grade: hard\n",
        "  Names the key next time.\n",
        "round score: 55, by a partner",
    ] {
        assert!(text.contains(line), "{line:?} in\n{text}");
    }
    assert!(text.starts_with("saved: d/limiter good next 20"), "{text}");
    let imported = rows(pair.candidate.path());
    let kinds: Vec<&str> = imported
        .iter()
        .map(|row| row["k"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["spoken", "spoken", "mock"]);

    let alone = tempfile::tempdir().unwrap();
    write(&alone.path().join("data/decks/d.md"), DECK);
    for (card, input) in [
        ("d/limiter", ".\n\n.\n\n80\n0\n2\n"),
        ("d/decide", ".\n\n1\n"),
    ] {
        let mut command = program(alone.path());
        command.args(["speak", card, "--plain"]);
        let output = fed(command, input);
        assert_eq!(code(&output), 0, "{}", stdout(&output));
    }
    let own = rows(alone.path());
    for (own, partner) in own.iter().zip(&imported) {
        for key in ["c", "g", "p", "h", "score", "said", "due"] {
            assert_eq!(own[key], partner[key], "{key}");
        }
        assert_eq!(
            (&own["by"], &partner["by"]),
            (&"self".into(), &"partner".into())
        );
    }
    let first = &imported[0];
    assert_eq!(first["m"], imported[2]["m"]);
    assert_eq!(first["m"], pair.result()["id"]);
    assert!(
        first["text"]
            .as_str()
            .unwrap()
            .starts_with("Scored by a partner on 20")
    );
    let plan = pair.candidate_does(&["drill", "--plain", "--items", "1"]);
    assert!(stdout(&plan).contains("d/key"), "{}", stdout(&plan));
    assert_eq!(code(&pair.candidate_does(&["journal", "check"])), 0);
}

#[test]
fn the_same_interview_is_not_imported_twice() {
    let pair = Pair::new();
    pair.held(WHOLE);
    pair.import();
    let output = pair.import();
    assert_eq!(code(&output), 1);
    assert!(stdout(&output).contains("r.json: this interview was imported already on 20"));
    assert!(stderr(&output).contains("nothing is imported"));
    assert_eq!(rows(pair.candidate.path()).len(), 3);
}

#[test]
fn a_file_that_is_not_whole_imports_nothing() {
    let pair = Pair::new();
    pair.held(WHOLE);
    let whole = fs::read(pair.file()).unwrap();
    for end in (0..whole.len() - 1).step_by(97) {
        fs::write(pair.file(), &whole[..end]).unwrap();
        let output = pair.import();
        assert_eq!(code(&output), 1, "{end}");
        assert!(stdout(&output).contains("r.json:"), "{}", stdout(&output));
    }
    let text = String::from_utf8(whole).unwrap();
    for (from, to, wanted) in [
        (
            "\"d/decide\"",
            "\"d/gone\"",
            "your decks do not hold this card",
        ),
        (
            "\"prediction\": 80",
            "\"prediction\": 180",
            "a prediction is a whole number",
        ),
        (
            "\"prediction\": 80",
            "\"prediction\": 8e999",
            "number out of range",
        ),
        ("\"format\": 1", "\"format\": 2", "format 2 is not one"),
        (
            "\"rubric\": \"",
            "\"rubric\": \"f",
            "its rubric is not 8 hex digits",
        ),
        ("\"cards\"", "\"card\"", "unknown field `card`"),
    ] {
        assert!(text.contains(from), "{from}");
        fs::write(pair.file(), text.replacen(from, to, 1)).unwrap();
        let output = pair.import();
        assert_eq!(code(&output), 1, "{to}");
        assert!(
            stdout(&output).contains(wanted),
            "{to}: {}",
            stdout(&output)
        );
    }
    fs::write(pair.file(), " ".repeat(2_000_000)).unwrap();
    assert!(stdout(&pair.import()).contains("larger than 1 MiB"));
    for other in [
        pair.folder.path().to_owned(),
        pair.folder.path().join("gone.json"),
    ] {
        let output = pair.candidate_does(&["mock", "import", other.to_str().unwrap()]);
        assert_eq!(code(&output), 1);
    }
    assert!(rows(pair.candidate.path()).is_empty());
}

#[test]
fn decks_that_differ_are_named_with_every_problem() {
    let pair = Pair::new();
    pair.held(WHOLE);
    let other = DECK.replace("60 Counts", "60 Sums");
    write(
        &pair.candidate.path().join("data/decks/d.md"),
        other.replace("#decide", "#other"),
    );
    let output = pair.import();
    assert_eq!(code(&output), 1);
    let lines: Vec<String> = stdout(&output).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    let file = pair.file().display().to_string();
    assert!(lines[0].starts_with(&format!("{file}: card 1, d/limiter: the decks differ: ")));
    assert!(lines[1].starts_with(&format!("{file}: card 2, d/decide: your decks do not hold")));
    assert!(rows(pair.candidate.path()).is_empty());
}

/// The journal may grow to some KiB and no further, as on a full disk.
fn limited(pair: &Pair, kibibytes: u32) -> Output {
    let mut command = Command::new("bash");
    let script = format!("trap '' XFSZ; ulimit -f {kibibytes}; exec \"$@\"");
    command.args([
        "-c",
        &script,
        "bash",
        env!("CARGO_BIN_EXE_mensetsu"),
        "--home",
    ]);
    command
        .arg(pair.candidate.path())
        .args(["mock", "import"])
        .arg(pair.file());
    fed(command, "")
}

#[test]
fn an_import_that_was_broken_off_looks_unfinished_and_goes_on() {
    let pair = Pair::new();
    pair.held(&WHOLE.replace("\n1\n\n\n", &format!("\n1\n\n{}\n", "long ".repeat(900))));
    let output = limited(&pair, 2);
    assert_eq!(code(&output), 1, "{}", stdout(&output));
    let error = stderr(&output);
    assert!(
        error.contains("1 of 2 cards are saved, then: ") && error.contains("goes on"),
        "{error}"
    );
    let half = rows(pair.candidate.path());
    assert_eq!(half.len(), 1);
    let list = stdout(&pair.candidate_does(&["mock", "list", "--track", "mine", "--json"]));
    let list: Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["rehearsals"], serde_json::json!([]));
    let output = pair.import();
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(
        stdout(&output).starts_with("saved before: d/limiter good\n"),
        "{}",
        stdout(&output)
    );
    let all = rows(pair.candidate.path());
    let kinds: Vec<&str> = all.iter().map(|row| row["k"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["spoken", "spoken", "mock"]);
    assert_eq!(all[0], half[0]);
    assert_eq!(code(&pair.candidate_does(&["journal", "check"])), 0);
}

#[test]
fn a_journal_that_cannot_be_written_takes_nothing() {
    let pair = Pair::new();
    pair.held(WHOLE);
    write(&pair.candidate.path().join("data/journal"), "in the way");
    let output = pair.import();
    assert_eq!(code(&output), 1);
    assert_eq!(stdout(&output), "");
    assert!(
        stderr(&output).contains("no copy of the journal could be written, so nothing was done: "),
        "{}",
        stderr(&output)
    );
}

#[test]
fn both_scores_stand_side_by_side_and_apart() {
    let pair = Pair::new();
    let mut command = program(pair.candidate.path());
    command.args(["mock", "--plain", "--track", "mine"]);
    let own = fed(command, ".\n\n.\n\n90\n2\n2\n.\n\n2\n");
    assert_eq!(code(&own), 0, "{}", stdout(&own));
    let round = [
        "--round",
        "talk",
        "--track",
        "mine",
        "--partner",
        "Ken",
        "--out",
        "r.json",
    ];
    pair.interview(&round, WHOLE);
    let text = stdout(&pair.import());
    assert!(
        text.contains("your own last score 100, your partner says 60: 40 lower"),
        "{text}"
    );
    let list = stdout(&pair.candidate_does(&["mock", "list", "--track", "mine"]));
    assert!(
        list.contains("talk · The talk · 30 min · 100 after 1 try · a partner: 55\n"),
        "{list}"
    );
    let list = stdout(&pair.candidate_does(&["mock", "list", "--track", "mine", "--json"]));
    let list: Value = serde_json::from_str(&list).unwrap();
    let talk = &list["rounds"][0];
    assert_eq!(
        (&talk["tries"], &talk["last_score"]),
        (&1.into(), &100.0.into())
    );
    assert_eq!(
        (&talk["partner_tries"], &talk["partner_last_score"]),
        (&1.into(), &55.0.into())
    );
    let by: Vec<&Value> = list["rehearsals"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["by"])
        .collect();
    assert_eq!(by, ["self", "partner"]);
    assert_eq!(list["rehearsals"][1]["score"], 55.0);
    let debrief = stdout(&pair.candidate_does(&["mock", "debrief"]));
    for line in [
        "debrief: The talk, 30 minutes, by a partner\n",
        "round score: 55\n",
        "prediction: 80, 20 too high\n",
        "card: d/limiter 60 (your own last 100)\n",
        "notes on d/limiter:\n  Scored by Ken on 20",
    ] {
        assert!(debrief.contains(line), "{line:?} in\n{debrief}");
    }
    let id = list["rehearsals"][0]["id"].as_str().unwrap();
    let debrief = stdout(&pair.candidate_does(&["mock", "debrief", id]));
    assert!(
        debrief.contains("card: d/limiter 100 (a partner's last 60)\n"),
        "{debrief}"
    );
    assert!(!debrief.contains("notes on"), "{debrief}");
}

#[test]
fn a_partner_cannot_write_escapes_into_the_candidates_terminal() {
    let pair = Pair::new();
    pair.held(WHOLE);
    let text = fs::read_to_string(pair.file()).unwrap();
    fs::write(
        pair.file(),
        text.replace("never named", "\\u001b]52;c;x\\u0007\\u202e"),
    )
    .unwrap();
    let output = pair.import();
    assert_eq!(code(&output), 0);
    let debrief = stdout(&pair.candidate_does(&["mock", "debrief"]));
    let raw = fs::read_dir(pair.candidate.path().join("data/journal")).unwrap();
    let raw = fs::read_to_string(raw.last().unwrap().unwrap().path()).unwrap();
    for text in [stdout(&output), debrief, raw.replace("\\n", "\n")] {
        assert!(
            !text.contains('\u{1b}') && !text.contains('\u{202e}') && !text.contains("\\u001b")
        );
    }
}

#[test]
fn importing_waits_for_the_lock_and_says_so() {
    let pair = Pair::new();
    pair.held(WHOLE);
    let mut holder = program(pair.candidate.path())
        .args(["drill", "--plain"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0];
    holder
        .stdout
        .as_mut()
        .unwrap()
        .read_exact(&mut first)
        .unwrap();
    let output = pair.import();
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("mensetsu is already open"));
    holder.kill().unwrap();
    holder.wait().unwrap();
    assert_eq!(code(&pair.import()), 0);
}
