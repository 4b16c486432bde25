//! A drill in plain lines that a test leads, and what its acknowledgements promise.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Output, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread::JoinHandle,
    time::Duration,
};

use mensetsu::{
    journal::{DeckState, DeviceId, What, row},
    store::JournalFiles,
};

use crate::{support, terminal::PATIENCE};

/// How many cards the deck has.
pub const CARDS: usize = 60;

/// A drill of the deck in plain lines, all of its cards.
pub const DRILL: [&str; 6] = ["drill", "--plain", "--deck", "mine", "--items", "60"];

/// Shows an answer and grades it good.
pub const GOOD: &str = "\n3\n";

/// Shows an answer and grades it again: the item is repeated, so a sitting of these does not end.
pub const AGAIN: &str = "\n1\n";

/// A deck of cards that are answered in mind.
pub fn deck() -> String {
    let mut text = "---\nid: mine\ntitle: Mine\narea: SD\n---\n".to_owned();
    for number in 1..=CARDS {
        text.push_str(&format!(
            "\n## What is number {number:02}? {{#card-{number:02} tier=core}}\n\nIt is {number}.\n"
        ));
    }
    text
}

/// A home with the deck.
pub fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    put_deck(home.path());
    home
}

/// Puts the deck into a home.
pub fn put_deck(home: &Path) {
    support::write(&home.join("data/decks/mine.md"), deck());
}

/// Puts the bundled decks of a home out of the mix, so that a plan is made of few cards. Written by another device.
pub fn without_bundled_decks(home: &Path) {
    let mut text = String::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("decks");
    for (entry, n) in std::fs::read_dir(folder).unwrap().zip(1..) {
        let path = entry.unwrap().path();
        let off = What::Deck {
            id: path.file_stem().unwrap().to_str().unwrap().into(),
            state: DeckState::Off,
        };
        let (line, _) = row::write(DeviceId(0x0000_dec4), n, 1_790_000_000_000, 0, &off).unwrap();
        text.push_str(&line);
        text.push('\n');
    }
    support::write(&home.join("data/journal/0000dec4-2026.jsonl"), text);
}

/// The words of a command that runs the real program as the last words of another.
pub fn through(command: &[&str], home: &Path) -> Command {
    let plain = support::program(home);
    let mut whole = Command::new(command[0]);
    whole.args(&command[1..]).arg(plain.get_program());
    whole.args(plain.get_args());
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => whole.env(name, value),
            None => whole.env_remove(name),
        };
    }
    whole
}

/// A home whose device has its id, and a journal file with this many grades.
pub fn home_with_grades(count: usize) -> (tempfile::TempDir, PathBuf) {
    let home = home();
    let mut sitting = Sitting::start(home.path());
    for _ in 0..count {
        sitting.grade();
    }
    sitting.end();
    let log = log(home.path());
    (home, log)
}

/// The only file of a journal.
pub fn log(home: &Path) -> PathBuf {
    let mut paths = std::fs::read_dir(home.join("data/journal"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let path = paths.next().unwrap();
    assert_eq!(paths.next(), None, "more files than one");
    path
}

/// A drill that runs.
pub struct Sitting {
    pub child: Child,
    input: Option<ChildStdin>,
    output: Receiver<String>,
    errors: JoinHandle<String>,
    /// What it printed so far.
    pub lines: Vec<String>,
}

/// A drill that has ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit code; of a signal, 128 and its number, as a shell says it.
    pub code: i32,
    pub lines: Vec<String>,
    pub errors: String,
}

impl Sitting {
    /// Starts a drill of the deck.
    pub fn start(home: &Path) -> Self {
        Self::of(support::program(home).args(DRILL))
    }

    /// Starts a command with pipes.
    pub fn of(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, output) = channel();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let mut stderr = child.stderr.take().unwrap();
        let errors = std::thread::spawn(move || {
            let mut text = String::new();
            let _ = stderr.read_to_string(&mut text);
            text
        });
        Self {
            input: child.stdin.take(),
            child,
            output,
            errors,
            lines: Vec::new(),
        }
    }

    /// Writes to its input. The program may be gone already.
    pub fn say(&mut self, text: &str) {
        if let Some(input) = &mut self.input {
            let _ = input.write_all(text.as_bytes());
        }
    }

    /// Waits for a line that begins in one of some ways, and returns it.
    pub fn until(&mut self, begins: &[&str]) -> String {
        loop {
            match self.output.recv_timeout(PATIENCE) {
                Ok(line) => {
                    self.lines.push(line.clone());
                    if begins.iter().any(|begins| line.starts_with(begins)) {
                        return line;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    panic!("waited in vain for {begins:?}: {:#?}", self.lines)
                }
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("it ended before {begins:?}: {:#?}", self.lines)
                }
            }
        }
    }

    /// Whether it begins; else it has ended without a line.
    pub fn begins(&mut self) -> bool {
        match self.output.recv_timeout(PATIENCE) {
            Ok(line) => {
                self.lines.push(line);
                true
            }
            Err(RecvTimeoutError::Disconnected) => false,
            Err(RecvTimeoutError::Timeout) => panic!("it neither begins nor ends"),
        }
    }

    /// Answers and grades, and returns the line that says what became of it.
    pub fn grade(&mut self) -> String {
        self.say(GOOD);
        self.until(&["saved: ", "not saved: "])
    }

    /// Grades once more where the grade before was not saved.
    pub fn grade_again(&mut self) -> String {
        self.say("3\n");
        self.until(&["saved: ", "not saved: "])
    }

    /// Closes the input and waits for the end.
    pub fn end(mut self) -> Ended {
        drop(self.input.take());
        self.ended()
    }

    /// Waits for the end, the input still open.
    pub fn ended_by_itself(self) -> Ended {
        self.ended()
    }

    /// Kills it and waits for the end.
    pub fn killed(mut self) -> Ended {
        self.child.kill().unwrap();
        self.ended()
    }

    fn ended(mut self) -> Ended {
        use std::os::unix::process::ExitStatusExt;
        let deadline = std::time::Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(std::time::Instant::now());
            match self.output.recv_timeout(left) {
                Ok(line) => self.lines.push(line),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it does not end: {:#?}", self.lines),
            }
        }
        let status = self.child.wait().unwrap();
        let signal = || 128 + status.signal().unwrap();
        Ended {
            code: status.code().unwrap_or_else(signal),
            lines: self.lines,
            errors: self.errors.join().unwrap(),
        }
    }
}

impl Ended {
    /// The grades that were called saved.
    pub fn saved(&self) -> Vec<&str> {
        saved(&self.lines)
    }
}

/// Runs the program to its end with some input.
pub fn drilled(command: &mut Command, input: &str) -> Ended {
    let mut sitting = Sitting::of(command);
    sitting.say(input);
    sitting.end()
}

/// The item and grade of each line that says saved: `mine/card-01 good`.
pub fn saved(lines: &[String]) -> Vec<&str> {
    let acknowledged = lines.iter().filter_map(|line| line.strip_prefix("saved: "));
    acknowledged
        .map(|rest| rest.split(" next ").next().unwrap())
        .collect()
}

/// The reviews that the journal of a home holds, as acknowledgements name them.
pub fn reviews(home: &Path) -> Vec<String> {
    let read = JournalFiles::read(&home.join("data/journal"));
    let review = |entry: mensetsu::journal::Entry| match entry.what {
        What::Review(review) => Some(format!("{} {}", review.item, review.grade)),
        _ => None,
    };
    read.entries.into_iter().filter_map(review).collect()
}

fn counted<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// How many grades were called saved and are not in the journal.
pub fn lost(home: &Path, saved: &[&str]) -> usize {
    let reviews = reviews(home);
    let there = counted(reviews.iter().map(String::as_str));
    let acknowledged = counted(saved.iter().copied());
    let missing = acknowledged
        .iter()
        .map(|(name, count)| count.saturating_sub(there.get(name).copied().unwrap_or(0)));
    missing.sum()
}

/// Fails where the journal is not exactly the acknowledged grades in whole lines, and where a counter was used twice.
pub fn assert_exactly(home: &Path, saved: &[&str]) {
    let rows = support::rows(home);
    let graded = rows.iter().filter(|row| row["k"] == "review").count();
    assert_eq!(reviews(home), saved, "the journal against the grades saved");
    assert_eq!(graded, saved.len());
    assert_counters_differ(home);
    let Ok(files) = std::fs::read_dir(home.join("data/journal")) else {
        return;
    };
    for entry in files {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(bytes.is_empty() || bytes.ends_with(b"\n"), "a torn tail");
    }
}

/// Fails where a device used a counter twice.
pub fn assert_counters_differ(home: &Path) {
    let mut used = std::collections::HashMap::new();
    for entry in JournalFiles::read(&home.join("data/journal")).entries {
        let before = used.insert((entry.id.device, entry.id.n), entry.id);
        assert!(
            before.is_none_or(|before| before == entry.id),
            "counter {} was used twice",
            entry.id.n
        );
    }
}

/// What `journal check --json` says, with its exit code.
pub fn check(home: &Path) -> (i32, serde_json::Value) {
    let output = support::run(home, &["journal", "check", "--json"], "");
    let value = serde_json::from_slice(&output.stdout).unwrap();
    (support::code(&output), value)
}

/// What a run wrote to stdout, which must have succeeded.
pub fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", support::stderr(output));
    support::stdout(output)
}

/// Waits until something holds; fails where it does not within the patience of all tests.
pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = std::time::Instant::now();
    while !holds() {
        assert!(began.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}
