//! An interview with a partner through the real program: held in lines, killed and gone on with, printed.

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
    io::{Read, Write},
    process::Stdio,
};

use support::{
    code,
    pair::{Pair, WHOLE},
    program, stderr, stdout, write,
};

#[test]
fn an_interview_in_lines_follows_the_protocol() {
    let pair = Pair::new();
    let output = pair.interview(
        &[
            "--round",
            "talk",
            "--track",
            "mine",
            "--candidate",
            "Aiko",
            "--partner",
            "Ken",
            "--out",
            "r.json",
        ],
        &WHOLE.replacen("80\n0\n", "801\n80\n:?\nx\n:b\n0\n", 1),
    );
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    insta::assert_snapshot!(stdout(&output), @"
    interview: The talk · 30 min · with Aiko
    result: r.json
    card 1/2 · 0:00 of 30:00
    read aloud: d/limiter · design · 20 min
      Design a limiter.
      Two regions.
    phase: Clarify 5
    listen for:
      40 Names the key
    notes (a lone . ends) > 
    time: Clarify 0:00 of 5:00
    follow-up 1/2: Now with bursts. (Enter) > 
    time: The task changes 0:00 of 1:00
    phase: Build 15
    say now:
      The store is slow now.
    listen for:
      60 Counts across nodes
    notes (a lone . ends) > 
    time: Build 0:00 of 15:00
    follow-up 2/2: What breaks first? (Enter) > 
    time: Follow-up 1 of 1 0:00 of 1:00
    the candidate's own prediction 0-100 > 
    A prediction is a whole number from 0 to 100; Enter skips it.
    the candidate's own prediction 0-100 > 
      full: per key
      partial: per user
    point 1/2 weight 40: Names the key [0 1 2, Enter 0] > 
    :q leaves and keeps the interview, :b goes back a point, :? this list
    at a point: 0 missed, 1 half, 2 full; Enter takes what stands there; then a line of note, or Enter
    point 1/2 weight 40: Names the key [0 1 2, Enter 0] > 
    not understood: x
    point 1/2 weight 40: Names the key [0 1 2, Enter 0] > 
      full: per key
      partial: per user
    point 1/2 weight 40: Names the key [0 1 2, Enter 0] > 
    note > 
      full: one store
    point 2/2 weight 60: Counts across nodes [0 1 2, Enter 0] > 
    note > 
    a line for the candidate > 
    score: 60 predicted: 80 grade: good
    model, to talk about now:
      A bucket.
    card 2/2 · 0:00 of 30:00
    read aloud: d/decide · open · 4 min
      How do you decide?
    phase: The answer 4
    listen for:
      100 Names who decides
    notes (a lone . ends) > 
    time: The answer 0:00 of 4:00
    the candidate's own prediction 0-100 > 
      full: by name
    point 1/1 weight 100: Names who decides [0 1 2, Enter 0] > 
    note > 
    a line for the candidate > 
    score: 50 predicted: - grade: hard
    written: r.json
    The candidate takes it in with mensetsu mock import FILE.
    ");
    let file = pair.result();
    assert_eq!(file["format"], 1);
    assert_eq!(file["kind"], "mensetsu-interview");
    assert_eq!(
        (&file["track"], &file["round"]),
        (&"mine".into(), &"talk".into())
    );
    assert_eq!(
        (&file["candidate"], &file["partner"]),
        (&"Aiko".into(), &"Ken".into())
    );
    let card = &file["cards"][0];
    assert_eq!(card["points"], serde_json::json!([0, 2]));
    assert_eq!(card["notes"], serde_json::json!(["never named", ""]));
    assert_eq!(card["overall"], "Names the key next time.");
    assert_eq!(card["prediction"], 80);
    assert_eq!(card["phase_ms"].as_array().unwrap().len(), 2);
    let heard = "## Clarify\nasks for users\n\n## The task changes\nbursts by tier\n\n## Follow-up 1 of 1\nthe store";
    assert_eq!(card["heard"], heard);
    assert!(!pair.folder.path().join("r.json.part").exists());
}

#[test]
fn an_interview_writes_nothing_but_its_file() {
    let pair = Pair::new();
    assert_eq!(code(&pair.held(WHOLE)), 0);
    for folder in ["state", "data/journal", "cache", "config"] {
        assert!(!pair.partner.path().join(folder).exists(), "{folder}");
    }
    let files = fs::read_dir(pair.folder.path()).unwrap();
    assert_eq!(files.count(), 1);
}

#[test]
fn an_interview_that_ended_at_any_line_goes_on_where_it_was() {
    let whole = Pair::new();
    whole.held(WHOLE);
    let expected = ["points", "notes", "overall", "heard", "prediction"];
    let lines: Vec<&str> = WHOLE.split_inclusive('\n').collect();
    for cut in 1..lines.len() {
        let pair = Pair::new();
        let output = pair.held(&lines[..cut].concat());
        assert_eq!(code(&output), 0, "{cut}");
        assert!(!pair.file().exists(), "{cut}");
        // A point whose note was not asked for yet is asked again: Enter takes its tick.
        let is_between = matches!(cut, 7 | 9 | 14);
        let rest = format!(
            "{}{}",
            if is_between { "\n" } else { "" },
            lines[cut..].concat()
        );
        let output = pair.held(&rest);
        assert!(
            stdout(&output).contains("under way: "),
            "{cut}: {}",
            stdout(&output)
        );
        let (result, wanted) = (pair.result(), whole.result());
        for card in 0..2 {
            for key in expected {
                assert_eq!(
                    result["cards"][card][key], wanted["cards"][card][key],
                    "{cut} {key}"
                );
            }
        }
    }
}

#[test]
fn a_killed_interview_keeps_the_last_tick() {
    let pair = Pair::new();
    let mut command = program(pair.partner.path());
    command.args([
        "mock",
        "interview",
        "--plain",
        "--card",
        "d/decide",
        "--out",
        "r.json",
    ]);
    let mut child = command
        .current_dir(pair.folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b".\n70\n2\n").unwrap();
    input.flush().unwrap();
    let mut seen = Vec::new();
    let mut byte = [0];
    let mut output = child.stdout.take().unwrap();
    while !seen.ends_with(b"note > ") {
        assert_eq!(
            output.read(&mut byte).unwrap(),
            1,
            "{}",
            String::from_utf8_lossy(&seen)
        );
        seen.push(byte[0]);
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let output = pair.interview(&["--card", "d/decide", "--out", "r.json"], "\nby name\n\n");
    assert!(
        stdout(&output).contains("[0 1 2, Enter 2] > "),
        "{}",
        stdout(&output)
    );
    let card = &pair.result()["cards"][0];
    assert_eq!(
        (&card["points"][0], &card["prediction"]),
        (&2.into(), &70.into())
    );
    assert_eq!(card["notes"][0], "by name");
}

#[test]
fn no_file_is_written_over_unless_that_is_asked_for() {
    let pair = Pair::new();
    write(&pair.file(), "mine");
    let output = pair.held(WHOLE);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("is there already") && stderr(&output).contains("--force"));
    assert_eq!(fs::read_to_string(pair.file()).unwrap(), "mine");
    let output = pair.interview(
        &["--card", "d/decide", "--out", "r.json", "--force"],
        ".\n\n2\n\n\n",
    );
    assert_eq!(code(&output), 0);
    assert_eq!(pair.result()["cards"][0]["points"], serde_json::json!([2]));
    // A part that is another's, or is none.
    let part = pair.folder.path().join("o.json.part");
    for text in ["{}", "nonsense"] {
        write(&part, text);
        let output = pair.interview(&["--card", "d/decide", "--out", "o.json"], "");
        assert_eq!(code(&output), 1);
        assert!(stderr(&output).contains("no interview that this program can go on with"));
        assert_eq!(fs::read_to_string(&part).unwrap(), text);
    }
    let one = [
        "--card",
        "d/decide",
        "--candidate",
        "Aiko",
        "--out",
        "p.json",
    ];
    pair.interview(&one, ".\n");
    for other in [
        ["--card", "d/limiter", "--out", "p.json"],
        ["--candidate", "Ren", "--out", "p.json"],
    ] {
        let output = pair.interview(&other, "");
        assert_eq!(code(&output), 1, "{}", stdout(&output));
    }
    let output = pair.interview(&["--card", "d/nothing"], "");
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("there is no card"));
}

#[test]
fn an_interview_that_could_not_be_kept_does_not_begin() {
    let pair = Pair::new();
    write(&pair.folder.path().join("full"), "no folder");
    let output = pair.interview(&["--card", "d/decide", "--out", "full/r.json"], WHOLE);
    assert_eq!(code(&output), 1);
    assert_eq!(stdout(&output), "");
    assert!(stderr(&output).contains("full/r.json.part cannot be written"));
}

#[test]
fn without_a_name_the_result_is_called_by_day_and_round() {
    let pair = Pair::new();
    let output = pair.interview(&["--round", "talk", "--track", "mine"], WHOLE);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let name = fs::read_dir(pair.folder.path())
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .file_name();
    let name = name.into_string().unwrap();
    assert!(
        name.starts_with("interview-20") && name.ends_with("-talk.json"),
        "{name}"
    );
    let output = pair.interview(&["--round", "empty", "--track", "mine"], "");
    assert_eq!(code(&output), 1, "{}", stdout(&output));
}

#[test]
fn a_sheet_is_printed_and_comes_back_filled_in() {
    let pair = Pair::new();
    let arguments = [
        "--round",
        "talk",
        "--track",
        "mine",
        "--candidate",
        "Aiko",
        "--print",
    ];
    let output = pair.interview(&arguments, "");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let sheet = stdout(&output);
    assert!(
        sheet.starts_with("# Interview: The talk\n\nCandidate: Aiko "),
        "{sheet}"
    );
    let before_model = sheet.split("## Do not show").next().unwrap();
    assert!(!before_model.contains("A bucket."));
    let block = sheet
        .split("```json\n")
        .nth(1)
        .unwrap()
        .trim_end()
        .trim_end_matches("```");
    write(&pair.file(), block);
    let open = pair.import();
    assert_eq!(code(&open), 1);
    assert!(
        stdout(&open).contains("card 1, d/limiter: point 2 is not filled in"),
        "{}",
        stdout(&open)
    );
    let filled = block.replace("        null", "        1");
    write(&pair.file(), filled);
    let output = pair.import();
    assert_eq!(code(&output), 0, "{}{}", stdout(&output), stderr(&output));
    assert!(stdout(&output).contains("score: 50 predicted: - grade: hard"));

    let to_file = pair.interview(&["--card", "d/decide", "--print", "--out", "sheet.md"], "");
    assert_eq!(stdout(&to_file), "written: sheet.md\n");
    assert!(
        fs::read_to_string(pair.folder.path().join("sheet.md"))
            .unwrap()
            .starts_with("# Interview\n")
    );
    assert_eq!(
        code(&pair.interview(&["--card", "d/decide", "--print", "--out", "sheet.md"], "")),
        1
    );
    assert_eq!(fs::read_dir(pair.folder.path()).unwrap().count(), 2);
}
