//! Where decks come from: inside the program, the person's own folder, folders that are shared, a path that was given.
//!
//! Files are looked at before they are read, links inside a folder are not followed, and whatever cannot be a deck is named
//! as a problem while the other decks load.

mod bundled;
mod folder;

use std::path::{Path, PathBuf};

use crate::{
    deck::{
        DECK_BYTES_LIMIT, Position, Problem, SafeText,
        collection::{Collection, DeckFile, Origin},
        format::{self, Spelling},
        markdown,
    },
    store::{Config, Home, paths::expanded},
    stories::Genre,
};

pub use bundled::{BUNDLED, bundled_source};

/// A deck file that was found, with its text or what is wrong with it.
enum Found {
    Text {
        path: PathBuf,
        text: String,
        spelling: Spelling,
    },
    Problem {
        path: PathBuf,
        problem: Problem,
    },
    Note(SafeText),
}

/// The folders of own stories and pieces, which are no decks: whatever folder is named, nothing in them is read as one.
struct Private(Vec<PathBuf>);

impl Private {
    fn of(home: &Home) -> Self {
        let folders = Genre::ALL.into_iter().map(|genre| home.own_texts(genre));
        Self(
            folders
                .filter_map(|folder| std::fs::canonicalize(folder).ok())
                .collect(),
        )
    }

    /// Whether a path is one of the folders or lies in one, wherever a link leads.
    fn holds(&self, path: &Path) -> bool {
        let is_in = |path: PathBuf| self.0.iter().any(|folder| path.starts_with(folder));
        !self.0.is_empty() && std::fs::canonicalize(path).is_ok_and(is_in)
    }
}

/// Whether a path leads to own stories or pieces, which no deck command reads.
pub fn is_private(home: &Home, path: &Path) -> bool {
    Private::of(home).holds(path)
}

/// Loads every deck of a person, with the paths that were given for this run on top.
pub fn load(home: &Home, config: &Config, given: &[PathBuf]) -> Collection {
    let mut sources: Vec<(Origin, PathBuf)> =
        vec![(Origin::Own, home.decks()), (Origin::Shared, home.shared())];
    let mut notes = Vec::new();
    for folder in &config.deck_folders {
        let path = expanded(folder);
        if let Ok(path) = std::fs::canonicalize(&path) {
            if !sources.iter().any(|(_, known)| *known == path) {
                sources.push((Origin::Shared, path));
            }
        } else {
            notes.push(SafeText::from_line(&format!(
                "the deck folder {folder} is not there"
            )));
        }
    }
    sources.extend(given.iter().map(|path| (Origin::Given, path.clone())));
    let mut files: Vec<DeckFile> = Vec::new();
    let mut texts: Vec<(Origin, PathBuf, String, Spelling)> = Vec::new();
    let private = Private::of(home);
    for (origin, path) in sources {
        for found in folder::find(&path, origin == Origin::Given, &private) {
            match found {
                Found::Text {
                    path,
                    text,
                    spelling,
                } => texts.push((origin, path, text, spelling)),
                Found::Problem { path, problem } => files.push(unloaded(origin, path, problem)),
                Found::Note(note) => notes.push(note),
            }
        }
    }
    // The bundled decks are read beside the person's own: there are two cores at least.
    let bundled = std::thread::scope(|scope| {
        let bundled = scope.spawn(bundled::files);
        files.extend(loaded(&texts));
        bundled.join()
    });
    match bundled {
        Ok(bundled) => files.extend(bundled),
        Err(panic) => std::panic::resume_unwind(panic),
    }
    let mut collection = Collection::new(files, notes);
    if config.screen_reader {
        collection.drop_readings();
    }
    collection
}

/// Loads the decks at some paths alone, for `deck check`.
pub fn load_paths(home: &Home, paths: &[PathBuf]) -> (Vec<DeckFile>, Vec<SafeText>) {
    let private = Private::of(home);
    let mut files = Vec::new();
    let mut notes = Vec::new();
    for path in paths {
        let mut texts = Vec::new();
        for found in folder::find(path, true, &private) {
            match found {
                Found::Text {
                    path,
                    text,
                    spelling,
                } => texts.push((Origin::Given, path, text, spelling)),
                Found::Problem { path, problem } => {
                    files.push(unloaded(Origin::Given, path, problem));
                }
                Found::Note(note) => notes.push(note),
            }
        }
        files.extend(loaded(&texts));
    }
    (files, notes)
}

/// Loads the bundled decks alone.
pub fn bundled_files() -> Vec<DeckFile> {
    bundled::files()
}

fn unloaded(origin: Origin, path: PathBuf, problem: Problem) -> DeckFile {
    DeckFile {
        origin,
        path: shown(&path),
        file: Some(path),
        deck: None,
        problems: vec![problem],
    }
}

/// Parses the texts, on two threads where there is much to parse.
fn loaded(texts: &[(Origin, PathBuf, String, Spelling)]) -> Vec<DeckFile> {
    let one = |(origin, path, text, spelling): &(Origin, PathBuf, String, Spelling)| {
        let stem = path
            .file_stem()
            .map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
        let loaded = format::load(text, *spelling, &stem);
        let file = Some(path.clone());
        DeckFile {
            origin: *origin,
            path: shown(path),
            file,
            deck: loaded.deck,
            problems: loaded.problems,
        }
    };
    in_halves(texts, |(_, _, text, _)| text.len(), one)
}

/// Does something with each text, half of the bytes on a second thread where there are enough of them. The order stays.
fn in_halves<T: Sync>(
    texts: &[T],
    bytes: impl Fn(&T) -> usize,
    one: impl Fn(&T) -> DeckFile + Sync,
) -> Vec<DeckFile> {
    const WORTH_A_THREAD: usize = 250_000; // bytes, about 3 ms of parsing; a thread costs 0.1 ms
    let all: usize = texts.iter().map(&bytes).sum();
    if all < WORTH_A_THREAD || texts.len() < 2 {
        return texts.iter().map(one).collect();
    }
    let mut so_far = 0;
    let half = texts.iter().take_while(|text| {
        so_far += bytes(text);
        so_far <= all / 2
    });
    let (left, right) = texts.split_at(half.count());
    std::thread::scope(|scope| {
        let other = scope.spawn(|| right.iter().map(&one).collect::<Vec<_>>());
        let mut files: Vec<DeckFile> = left.iter().map(&one).collect();
        match other.join() {
            Ok(others) => files.extend(others),
            Err(panic) => std::panic::resume_unwind(panic),
        }
        files
    })
}

/// A path as it is shown.
pub fn shown(path: &Path) -> SafeText {
    SafeText::from_line(&path.to_string_lossy())
}

/// Reads one file that may be a deck.
fn read(path: &Path, spelling: Spelling, must_be_a_deck: bool) -> Found {
    let problem = |rule: &str, message: String| Found::Problem {
        path: path.to_owned(),
        problem: Problem::new(rule, Position::line(1), message),
    };
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) => return problem("unreadable", error.to_string()),
    };
    if !metadata.is_file() {
        return problem("not-a-file", "this is not a plain file".to_owned());
    }
    if metadata.len() > DECK_BYTES_LIMIT {
        return problem(
            "too-large",
            format!(
                "the file has {} bytes; a deck may have {DECK_BYTES_LIMIT}",
                metadata.len()
            ),
        );
    }
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return problem("unreadable", error.to_string()),
    };
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let before = &error.as_bytes()[..valid];
            let line = String::from_utf8_lossy(before).matches('\n').count() as u32 + 1;
            let problem = Problem::new(
                "not-utf8",
                Position::line(line),
                format!("byte {} is not UTF-8", valid + 1),
            );
            return Found::Problem {
                path: path.to_owned(),
                problem,
            };
        }
    };
    let is_deck =
        spelling == Spelling::Json || markdown::has_front_matter(&format::normal_lines(&text));
    if !is_deck && !must_be_a_deck {
        let note = format!("{} has no front matter and is passed over", path.display());
        return Found::Note(SafeText::from_line(&note));
    }
    Found::Text {
        path: path.to_owned(),
        text,
        spelling,
    }
}
