//! A place with a home, hostile files and a folder outside that must stay as it is; every run of the program in it is
//! watched for what no row allows: a panic, a hang, a control byte, a write outside.

use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    time::{Duration, Instant},
};

use mensetsu::{
    deck::collection::Collection,
    library,
    plan::track,
    practice::{Study, study::Typing},
    store::Home,
};
use tempfile::TempDir;

use crate::support::{self, DEVICE, Driver, program};

/// Longer than anything takes on a busy machine: who waits so long hangs.
pub const GUARD: Duration = Duration::from_secs(60);

/// The deck beside every hostile one. It must load whatever the other holds.
const GOOD: &str = "---\nid: good\ntitle: Good\n---\n\n## What is first? {#first}\n\nThis one.\n";

/// Where one row is tried.
pub struct Place {
    folder: TempDir,
    before: Vec<(PathBuf, u64)>,
}

/// What a run of the program left.
#[derive(Debug)]
pub struct Ran {
    pub out: String,
    pub err: String,
    pub code: i32,
}

/// What every surface says of a hostile deck.
pub struct Seen {
    /// `deck check --short`.
    pub check: String,
    /// `deck list`.
    pub list: String,
    /// `drill --plain --deck FILE`.
    pub drill: String,
}

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        support::write(&root.join("home/data/decks/good.md"), GOOD);
        support::write(&root.join("outside/kept.txt"), "kept");
        fs::create_dir(root.join("work")).unwrap();
        let before = listed(&root.join("outside"));
        Self { folder, before }
    }

    /// A place with one hostile deck.
    pub fn with(name: &str, deck: impl AsRef<[u8]>) -> Self {
        let place = Self::new();
        place.deck(name, deck);
        place
    }

    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub fn decks(&self) -> PathBuf {
        self.home().join("data/decks")
    }

    pub fn outside(&self) -> PathBuf {
        self.folder.path().join("outside")
    }

    /// The folder that the program runs in.
    pub fn work(&self) -> PathBuf {
        self.folder.path().join("work")
    }

    pub fn deck(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.decks().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.home().join(name);
        support::write(&path, bytes);
        path
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program(&self.home());
        command.args(arguments).current_dir(self.work());
        command
    }

    /// Runs the program; a panic, a hang, a control byte or a write outside fails the test.
    pub fn run(&self, arguments: &[&str], input: &str) -> Ran {
        let ran = watched(self.command(arguments), input);
        self.judge(&ran, &format!("{arguments:?}"));
        ran
    }

    /// What no run may leave.
    pub fn judge(&self, ran: &Ran, what: &str) {
        let tail: String = ran.err.chars().take(2_000).collect();
        assert!(
            (0..=2).contains(&ran.code) && !ran.err.contains("panicked"),
            "{what} ended with {}: {tail}",
            ran.code
        );
        assert_clean(&ran.out, what);
        assert_clean(&ran.err, what);
        assert_eq!(
            listed(&self.outside()),
            self.before,
            "{what} wrote outside of its folders"
        );
    }

    /// What the commands and the screens make of the hostile deck in a file of the decks folder. The good deck must load.
    pub fn seen(&self, name: &str) -> Seen {
        let path = self.decks().join(name);
        let path = path.to_str().unwrap();
        let folder = self.decks();
        let check = self.run(&["deck", "check", "--short", folder.to_str().unwrap()], "");
        let list = self.run(&["deck", "list"], "");
        assert!(
            list.out.lines().any(|line| line.starts_with("good ")),
            "the other deck loads:\n{}",
            list.out
        );
        let drill = self.run(
            &["drill", "--plain", "--deck", path, "--items", "3"],
            "\n3\n\n3\n\n3\n",
        );
        self.draw();
        Seen {
            check: (check.out + &check.err).replace(folder.to_str().unwrap(), "D"),
            list: list.out,
            drill: drill.out + &drill.err,
        }
    }

    /// `deck check --short` and the drawn screens alone, for rows with many spellings. The good deck must load.
    pub fn checked(&self) -> String {
        let folder = self.decks();
        let folder = folder.to_str().unwrap();
        let check = self.run(&["deck", "check", "--short", folder], "");
        self.draw();
        (check.out + &check.err).replace(folder, "D")
    }

    /// The app with the decks of this place and nothing else.
    pub fn driver(&self) -> Driver {
        let (files, notes) = library::load_paths(&Home::at(&self.home()), &[self.decks()]);
        let study = Study {
            collection: Collection::new(files, notes),
            tracks: track::bundled(),
            device: DEVICE,
            typing: Typing::None,
            ..Study::default()
        };
        Driver::of(study, &[])
    }

    /// Draws the screens that show decks, at three sizes, and looks at each cell.
    pub fn draw(&self) {
        let mut driver = self.driver();
        let study = &driver.app.study;
        assert!(
            study.collection.deck("good").is_some(),
            "the other deck loads"
        );
        driver.app.go_home();
        look_at(&driver);
        // Decks, their problems, a question and its answer, help.
        for keys in [
            "d", "<enter>", "<esc>", "<down>", "<enter>", "<esc>", "<esc>", "<enter>", "<space>",
            "<f1>",
        ] {
            driver.press(keys);
            look_at(&driver);
        }
    }
}

/// Draws what an app shows and asserts that each cell is small and safe.
pub fn look_at(driver: &Driver) {
    look_in(driver, &[(80, 24), (40, 12), (1, 24)]);
}

/// The same in windows of some sizes.
pub fn look_in(driver: &Driver, sizes: &[(u16, u16)]) {
    for &(width, height) in sizes {
        let buffer = support::buffer(&driver.app, width, height, mensetsu::ui::Look::default());
        for cell in buffer.content() {
            let symbol = cell.symbol();
            assert!(
                symbol.len() <= 120 && !symbol.chars().any(is_foreign),
                "a cell holds {symbol:?} of
{}",
                driver.screen(width, height)
            );
        }
    }
}

/// Runs a program with some input until its end, with the guard against hanging.
pub fn watched(mut command: Command, input: &str) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // The program may end before it has read everything.
    std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let out = collected(child.stdout.take().unwrap());
    let err = collected(child.stderr.take().unwrap());
    let code = ended(&mut child, &format!("{command:?}"));
    let text = |bytes: mpsc::Receiver<Vec<u8>>| {
        String::from_utf8(bytes.recv_timeout(GUARD).unwrap()).expect("output is UTF-8")
    };
    Ran {
        out: text(out),
        err: text(err),
        code,
    }
}

fn collected(mut stream: impl Read + Send + 'static) -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let _ = sender.send(bytes);
    });
    receiver
}

/// Waits for the end of a program; a signal counts as -1.
pub fn ended(child: &mut Child, what: &str) -> i32 {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code().unwrap_or(-1);
        }
        if began.elapsed() > GUARD {
            child.kill().unwrap();
            panic!("{what} hangs");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Whether a character may not come out of the program as it is.
pub fn is_foreign(character: char) -> bool {
    let code = u32::from(character);
    // Written down here once more, and not taken from the sanitiser that is tested.
    matches!(code, 0..=9 | 0xb..=0x1f | 0x7f..=0x9f)
        || matches!(code, 0x2028..=0x202e | 0x2066..=0x2069 | 0x200b | 0xfeff)
        || matches!(code, 0xe000..=0xf8ff | 0xe_0000..=0xe_00ff | 0xf_0000..=0x10_ffff)
}

pub fn assert_clean(text: &str, what: &str) {
    if let Some((at, character)) = text.char_indices().find(|(_, c)| is_foreign(*c)) {
        let around: String = text[..at].chars().rev().take(80).collect();
        let around: String = around.chars().rev().collect();
        panic!(
            "{what} lets U+{:04X} out after {around:?}",
            u32::from(character)
        );
    }
}

/// Every file below a folder with its length.
fn listed(folder: &Path) -> Vec<(PathBuf, u64)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let metadata = path.symlink_metadata().unwrap();
            if metadata.is_dir() {
                folders.push(path.clone());
            }
            found.push((path, metadata.len()));
        }
    }
    found.sort();
    found
}

/// A Markdown deck with one card.
pub fn deck(prompt: &str, answer: &str) -> String {
    format!("---\nid: bad\ntitle: Bad\n---\n\n## {prompt} {{#bad}}\n\n{answer}\n")
}

/// A JSON deck with one card, the fields of which are given after its id.
pub fn json(fields: &str) -> String {
    format!(
        "{{\"format\":1,\"id\":\"bad\",\"title\":\"Bad\",\"cards\":[\n{{\"id\":\"bad\",{fields}}}\n]}}\n"
    )
}

/// That a text holds each of some parts.
#[track_caller]
pub fn assert_holds(text: &str, parts: &[&str]) {
    for part in parts {
        let shown: String = text.chars().take(3_000).collect();
        assert!(text.contains(part), "{part:?} is not in\n{shown}");
    }
}
