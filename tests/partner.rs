//! An interview with a partner through the real program: held in lines, killed and gone on with, printed, taken in.

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
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use support::{code, program, rows, stderr, stdout, write};

const DECK: &str = "---\nid: d\ntitle: D\narea: JP\n---\n\n\
## What is a key? {#key}\n\nIt names a caller.\n\n\
## Design a limiter. {#limiter .design minutes=20}\n\nTwo regions.\n\n\
### Phases\n- Clarify 5\n- Build 15\n\n  The store is slow now.\n\n\
### Rubric\n- 40 Names the key [Clarify]\n  - full: per key\n  - partial: per user\n  - keywords: per key\n  - review: key\n\
- 60 Counts across nodes [Build]\n  - full: one store\n\n\
### Follow-ups\n- (change) Now with bursts.\n- What breaks first?\n\n### Model\nA bucket.\n\n\
## How do you decide? {#decide .open minutes=4}\n\n### Rubric\n- 100 Names who decides\n  - full: by name\n";

/// A role whose only round draws both spoken cards.
const TRACK: &str = r#"{"tracks":[{"id":"mine","title":"Mine","weights":{"JP":100},"rounds":[
    {"id":"talk","name":"The talk","minutes":30,"draw":[{"kind":"design","n":1,"areas":["JP"]},{"kind":"open","n":1,"areas":["JP"]}]},
    {"id":"empty","name":"Nothing","minutes":5,"draw":[{"kind":"story","n":1,"areas":["JP"]}]}]}]}"#;

/// A partner and a candidate with the same deck, and the partner's folder.
struct Pair {
    partner: tempfile::TempDir,
    candidate: tempfile::TempDir,
    folder: tempfile::TempDir,
}

impl Pair {
    fn new() -> Self {
        let new = || tempfile::tempdir().unwrap();
        let pair = Self {
            partner: new(),
            candidate: new(),
            folder: new(),
        };
        for home in [&pair.partner, &pair.candidate] {
            write(&home.path().join("data/decks/d.md"), DECK);
            write(&home.path().join("data/tracks/mine.json"), TRACK);
        }
        pair
    }

    fn interview(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = program(self.partner.path());
        command
            .args(["mock", "interview", "--plain"])
            .args(arguments);
        command.current_dir(self.folder.path());
        fed(command, input)
    }

    /// An interview of both cards with a file that has a name.
    fn held(&self, input: &str) -> Output {
        let cards = [
            "--card",
            "d/limiter",
            "--card",
            "d/decide",
            "--out",
            "r.json",
        ];
        self.interview(&cards, input)
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("r.json")
    }

    fn import(&self) -> Output {
        self.candidate_does(&["mock", "import", self.file().to_str().unwrap()])
    }

    fn candidate_does(&self, arguments: &[&str]) -> Output {
        let mut command = program(self.candidate.path());
        command.args(arguments);
        fed(command, "")
    }

    /// The candidate's file, read.
    fn result(&self) -> Value {
        serde_json::from_str(&fs::read_to_string(self.file()).unwrap()).unwrap()
    }
}

fn fed(mut command: Command, input: &str) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may end before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// Both cards: the design with notes, a prediction of 80 and the points 0 and 2, then the open card without any.
const WHOLE: &str = "asks for users\n.\nbursts by tier\n.\nthe store\n80\n0\nnever named\n2\n\nNames the key next time.\n\
    .\n\n1\n\n\n";

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
    assert!(
        stderr(&output).contains("0 of 2 cards are saved, then: "),
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
    assert!(Path::new(&pair.file()).exists());
}
