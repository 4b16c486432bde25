//! A partner and a candidate with a home each.

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

use super::{program, write};

pub const DECK: &str = "---\nid: d\ntitle: D\narea: JP\n---\n\n\
## What is a key? {#key}\n\nIt names a caller.\n\n\
## Design a limiter. {#limiter .design minutes=20}\n\nTwo regions.\n\n\
### Phases\n- Clarify 5\n- Build 15\n\n  The store is slow now.\n\n\
### Rubric\n- 40 Names the key [Clarify]\n  - full: per key\n  - partial: per user\n  - keywords: per key\n  - review: key\n\
- 60 Counts across nodes [Build]\n  - full: one store\n\n\
### Follow-ups\n- (change) Now with bursts.\n- What breaks first?\n\n### Model\nA bucket.\n\n\
## How do you decide? {#decide .open minutes=4}\n\n### Rubric\n- 100 Names who decides\n  - full: by name\n";

/// A role whose only round draws both spoken cards.
pub const TRACK: &str = r#"{"tracks":[{"id":"mine","title":"Mine","weights":{"JP":100},"rounds":[
    {"id":"talk","name":"The talk","minutes":30,"draw":[{"kind":"design","n":1,"areas":["JP"]},{"kind":"open","n":1,"areas":["JP"]}]},
    {"id":"empty","name":"Nothing","minutes":5,"draw":[{"kind":"story","n":1,"areas":["JP"]}]}]}]}"#;

/// A partner and a candidate with the same deck, and the partner's folder.
pub struct Pair {
    pub partner: tempfile::TempDir,
    pub candidate: tempfile::TempDir,
    pub folder: tempfile::TempDir,
}

impl Pair {
    pub fn new() -> Self {
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

    pub fn interview(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = program(self.partner.path());
        command
            .args(["mock", "interview", "--plain"])
            .args(arguments);
        command.current_dir(self.folder.path());
        fed(command, input)
    }

    /// An interview of both cards with a file that has a name.
    pub fn held(&self, input: &str) -> Output {
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

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("r.json")
    }

    pub fn import(&self) -> Output {
        self.candidate_does(&["mock", "import", self.file().to_str().unwrap()])
    }

    pub fn candidate_does(&self, arguments: &[&str]) -> Output {
        let mut command = program(self.candidate.path());
        command.args(arguments);
        fed(command, "")
    }

    /// The candidate's file, read.
    pub fn result(&self) -> Value {
        serde_json::from_str(&fs::read_to_string(self.file()).unwrap()).unwrap()
    }
}

pub fn fed(mut command: Command, input: &str) -> Output {
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
pub const WHOLE: &str = "asks for users\n.\nbursts by tier\n.\nthe store\n80\n0\nnever named\n2\n\nNames the key next time.\n\
    .\n\n1\n\n\n";
