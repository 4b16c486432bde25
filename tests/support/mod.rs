//! What several tests need: a study from deck texts, the screen as text, the real program.

#![allow(dead_code, reason = "each test file uses a part")]

pub mod pair;
pub mod spoken;

use std::{
    path::Path,
    process::{Command, Output, Stdio},
};

use mensetsu::{
    app::{Action, App, Effect, Key, Keymap, keymap, update},
    deck::{
        SafeText,
        collection::{Collection, DeckFile, Origin},
        format::{Spelling, load},
    },
    journal::{DeviceId, Moment, Record, What, row},
    plan::track,
    practice::{Study, study::Typing},
    ui::{self, Look},
};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};
use unicode_width::UnicodeWidthStr;

/// 2026-11-22 12:00 UTC, in Tokyo.
pub const NOW: Moment = Moment {
    ms: 1_795_348_800_000,
    zone_minutes: 540,
};

/// The device of the tests.
pub const DEVICE: DeviceId = DeviceId(0x0123_4567);

/// Two decks with a card of each short kind, one spoken card, and Japanese.
pub const DECKS: [(&str, &str); 2] = [
    (
        "reliability",
        "---\nid: reliability\ntitle: Reliability\narea: RL\nlanguage: en\n---\n\n\
         ## Three layers each make up to 3 attempts. How many calls can one user request cause at the bottom? {#retry-layers tier=core}\n\n\
         27 (3 × 3 × 3).\n\n> Retry at **one** layer only, or give the whole request a retry budget.\n\n\
         Source: AWS Builders' Library, Timeouts, retries and backoff with jitter\n\n### Hint\nThey multiply.\n\n\
         ## A target of 99.9% over 30 days leaves {{43.2 minutes::how long}} of outage. {#budget .cloze tier=core}\n\nSource: arithmetic\n\n\
         ## How many messages a second at peak? {#peak .estimate minutes=3}\n\n6,000 users online, one message each 30 s.\n\n\
         ### Answer\n200 messages/s within 1.25\n\n### Steps\n- 6,000 ÷ 30 s = 200 messages/s\n- nothing else\n\n\
         ## How do you bring two teams to one decision? {#one-decision .open minutes=3}\n\n### Rubric\n\
         - 100 Names who decides\n  - full: says by name who decides, and by when\n",
    ),
    (
        "words",
        "---\nid: words\ntitle: 技術用語\narea: JP\nlanguage: en\n---\n\n## Words {.vocab}\n\n\
         | term | reading | meaning | example | translation |\n|---|---|---|---|---|\n\
         | 冪等性 | べきとうせい | idempotency | 再試行[さいしこう]に備[そな]えて、決済[けっさい]APIの冪等性を担保[たんぽ]します。 | To be ready for retries we guarantee that the payment API is idempotent. |\n",
    ),
];

/// Deck files as the library would load them.
pub fn collection(decks: &[(&str, &str)]) -> Collection {
    let file = |(id, source): &(&str, &str)| {
        let loaded = load(source, Spelling::Markdown, id);
        DeckFile {
            origin: Origin::Own,
            path: SafeText::from_line(&format!("decks/{id}.md")),
            file: Some(format!("/decks/{id}.md").into()),
            deck: loaded.deck,
            problems: loaded.problems,
        }
    };
    Collection::new(decks.iter().map(file).collect(), Vec::new())
}

/// The app with some decks and a journal, as the shell would drive it.
pub struct Driver {
    pub app: App,
    pub now: Moment,
    /// Effects that are not rows to save.
    pub effects: Vec<Effect>,
    /// Rows that were saved.
    pub rows: Vec<What>,
    /// Whether rows can be saved.
    pub disk_is_full: bool,
    counter: u64,
}

impl Driver {
    /// Starts the app.
    pub fn new(decks: &[(&str, &str)], rows: &[What]) -> Self {
        let study = Study {
            collection: collection(decks),
            tracks: track::bundled(),
            device: DEVICE,
            // Most tests answer words in mind; those of typing ask for it.
            typing: Typing::None,
            ..Study::default()
        };
        Self::of(study, rows)
    }

    /// Starts the app with decks that were loaded.
    pub fn of(mut study: Study, rows: &[What]) -> Self {
        let mut counter = 0;
        let entries = rows.iter().map(|what| {
            counter += 1;
            row::write(DEVICE, counter, NOW.ms - 86_400_000, NOW.zone_minutes, what)
                .unwrap()
                .1
        });
        study.record = Record::new(
            entries.collect(),
            NOW,
            &study.collection.renamed,
            &study.model,
        );
        Self {
            counter,
            ..Self::of_study(study)
        }
    }

    /// Starts the app with what a desk has read.
    pub fn of_study(study: Study) -> Self {
        Self {
            app: App::new(study, NOW, Keymap::default(), None),
            now: NOW,
            effects: Vec::new(),
            rows: Vec::new(),
            disk_is_full: false,
            counter: 0,
        }
    }

    /// The app after its first questions.
    pub fn at_home(decks: &[(&str, &str)], rows: &[What]) -> Self {
        let mut driver = Self::new(decks, rows);
        driver.app.go_home();
        driver
    }

    /// Presses keys: names in angle brackets, characters as they are. Each key comes a second after the one before.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in parsed(keys) {
            self.now.ms += 1_000;
            self.press_now(key);
        }
        self
    }

    /// Presses one key without letting time pass.
    pub fn press_now(&mut self, key: Key) {
        if let Some(action) = keymap::action(&self.app, key) {
            self.act(action);
        }
    }

    /// Does an action and answers its effects.
    pub fn act(&mut self, action: Action) {
        let mut effects = update(&mut self.app, action, self.now);
        while !effects.is_empty() {
            let effect = effects.remove(0);
            let Effect::SaveRow(what) = effect else {
                self.effects.push(effect);
                continue;
            };
            let answer = if self.disk_is_full {
                Action::NotSaved {
                    what: Box::new(what),
                    reason: "no space left on device".to_owned(),
                }
            } else {
                self.counter += 1;
                let (_, entry) = row::write(
                    DEVICE,
                    self.counter,
                    self.now.ms,
                    self.now.zone_minutes,
                    &what,
                )
                .unwrap();
                self.rows.push(what);
                Action::Saved(Box::new(entry))
            };
            effects.extend(update(&mut self.app, answer, self.now));
        }
    }

    /// The screen as text.
    pub fn screen(&self, width: u16, height: u16) -> String {
        self.screen_with(width, height, Look::default())
    }

    /// The screen as text with a look.
    pub fn screen_with(&self, width: u16, height: u16, look: Look) -> String {
        printed(&buffer(&self.app, width, height, look))
    }
}

/// Draws the app into cells.
pub fn buffer(app: &App, width: u16, height: u16, look: Look) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| ui::draw(app, look, frame)).unwrap();
    terminal.backend().buffer().clone()
}

/// The cells as lines of text, without the second cell of wide characters and without spaces at the ends.
pub fn printed(buffer: &Buffer) -> String {
    let mut lines = Vec::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += (symbol.width() as u16).max(1);
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

fn parsed(keys: &str) -> Vec<Key> {
    let mut parsed = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        if first == '<'
            && let Some(end) = rest.find('>')
        {
            parsed.push(
                Key::parse(&rest[1..end]).unwrap_or_else(|| panic!("no key {}", &rest[..=end])),
            );
            rest = &rest[end + 1..];
        } else {
            parsed.push(Key::plain(mensetsu::app::Code::Char(first)));
            rest = &rest[first.len_utf8()..];
        }
    }
    parsed
}

/// The real program with a home of its own and a clean environment.
pub fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mensetsu"));
    command.arg("--home").arg(home);
    for variable in [
        "MENSETSU_PLAIN",
        "MENSETSU_DATA",
        "MENSETSU_HOME",
        "ACCESSIBLE",
        "NO_COLOR",
        "EDITOR",
        "VISUAL",
    ] {
        command.env_remove(variable);
    }
    command.env("TZ", "UTC");
    command
}

/// Runs the program with some input and waits for its end.
pub fn run(home: &Path, arguments: &[&str], input: &str) -> Output {
    use std::io::Write;
    let mut child = program(home)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may end before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// What a run printed.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What a run printed as errors.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Writes a file with the folders above it.
pub fn write(path: &Path, text: impl AsRef<[u8]>) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// An own deck with a card of each short kind.
pub const DECK: &str = "---\nid: mine\ntitle: Mine\narea: SD\n---\n\n\
    ## What is first? {#first tier=core}\n\nThis one.\n\n> saved: mine/first good next 2030-01-01\n\n\
    ## And second? {#second tier=core}\n\nThat one.\n\n\
    ## A {{gap}} of {{two}} {#gap .cloze}\n\n\
    ## How many? {#many .estimate minutes=1}\n\n### Answer\n200 messages/s within 1.25\n\n### Steps\n- one\n- two\n";

/// A home with the own deck.
pub fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    write(&home.path().join("data/decks/mine.md"), DECK);
    home
}

/// The rows of the journal.
pub fn rows(home: &Path) -> Vec<serde_json::Value> {
    let Ok(entries) = std::fs::read_dir(home.join("data/journal")) else {
        return Vec::new();
    };
    let files = entries.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    files
        .flat_map(|text| {
            text.lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The exit code of a run.
pub fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}
