//! Walks folders for deck files.

use std::path::{Path, PathBuf};

use super::{Found, Private, read};
use crate::deck::{Position, Problem, SafeText, format::Spelling};

/// Folders inside folders are read this deep; deeper ones are most likely a mistake.
const DEPTH_LIMIT: usize = 16;

/// Finds the deck files at a path. A folder or file that is named may be a link; links inside a folder are not followed.
/// `is_given`: the path was given by the person, so that it must be there and a file must be a deck.
/// What lies in a private folder is passed over with a note.
pub(super) fn find(path: &Path, is_given: bool, private: &Private) -> Vec<Found> {
    let mut found = Vec::new();
    if private.holds(path) {
        found.push(passed_over(path));
        return found;
    }
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => walk(path, 0, private, &mut found),
        Ok(_) => found.push(read_given(path)),
        Err(error) if is_given => {
            let problem = Problem::new("unreadable", Position::line(1), error.to_string());
            found.push(Found::Problem {
                path: path.to_owned(),
                problem,
            });
        }
        Err(_) => {}
    }
    found
}

fn passed_over(path: &Path) -> Found {
    let note = format!(
        "{} holds own stories or pieces and is passed over",
        path.display()
    );
    Found::Note(SafeText::from_line(&note))
}

fn read_given(path: &Path) -> Found {
    // What the person names is a deck whatever its ending says.
    let spelling = spelling(path).unwrap_or(Spelling::Markdown);
    read(path, spelling, true)
}

fn spelling(path: &Path) -> Option<Spelling> {
    Spelling::of_extension(path.extension()?.to_str()?)
}

fn walk(folder: &Path, depth: usize, private: &Private, found: &mut Vec<Found>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let problem = Problem::new("unreadable", Position::line(1), error.to_string());
            found.push(Found::Problem {
                path: folder.to_owned(),
                problem,
            });
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path
            .file_name()
            .map_or(String::new(), |name| name.to_string_lossy().into_owned());
        if name.starts_with('.') {
            continue;
        }
        let Ok(metadata) = path.symlink_metadata() else {
            continue;
        };
        let spelling = spelling(&path);
        if metadata.is_symlink() {
            link(&path, spelling.is_some(), found);
        } else if metadata.is_dir() && spelling.is_none() {
            if private.holds(&path) {
                found.push(passed_over(&path));
            } else if depth < DEPTH_LIMIT {
                walk(&path, depth + 1, private, found);
            } else {
                let note = format!(
                    "{} lies more than {DEPTH_LIMIT} folders deep and is passed over",
                    path.display()
                );
                found.push(Found::Note(SafeText::from_line(&note)));
            }
        } else if let Some(spelling) = spelling {
            found.push(read(&path, spelling, false));
        }
    }
}

fn link(path: &Path, is_deck: bool, found: &mut Vec<Found>) {
    if is_deck {
        let problem = Problem::new(
            "symlink",
            Position::line(1),
            "this is a symbolic link and is not followed",
        );
        found.push(Found::Problem {
            path: path.to_owned(),
            problem,
        });
    } else {
        let note = format!("{} is a symbolic link and is not followed", path.display());
        found.push(Found::Note(SafeText::from_line(&note)));
    }
}
