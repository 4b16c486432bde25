//! The decks screen and the problems of one deck.

use std::cell::Cell;

use super::drill::View;
use crate::{
    deck::{SafeText, problem::Problem},
    journal::DeckState,
    practice::Study,
};

/// The decks as a list.
#[derive(Debug, Default)]
pub struct DecksScreen {
    /// A row a deck or unusable file.
    pub rows: Vec<DeckRow>,
    /// The selected row.
    pub selected: usize,
}

/// A row of the list.
#[derive(Clone, Debug)]
pub struct DeckRow {
    /// The id of the deck, or the path of a file that gave none.
    pub name: SafeText,
    /// Its title.
    pub title: SafeText,
    /// Where it comes from.
    pub origin: &'static str,
    /// Its place in the mix; `None` for a file that gave no deck.
    pub state: Option<DeckState>,
    /// Cards.
    pub cards: usize,
    /// Problems.
    pub problems: Vec<Problem>,
    /// Answers that changed since they were learnt.
    pub changed: usize,
    /// What it hides.
    pub hides: Vec<SafeText>,
    /// The path, safe to show.
    pub path: SafeText,
    /// The file, where it can be opened.
    pub file: Option<std::path::PathBuf>,
}

/// What is wrong with one deck.
#[derive(Debug)]
pub struct ProblemsScreen {
    /// The deck.
    pub row: DeckRow,
    /// The selected problem.
    pub selected: usize,
    /// Where the list was.
    pub came_from: usize,
    /// Lines that are drawn and that there are, noted by the last draw.
    pub view: Cell<View>,
}

impl DecksScreen {
    /// The list as the library gives it.
    pub fn new(study: &Study, selected: usize) -> Self {
        let collection = &study.collection;
        let changed = study.changed();
        let mut rows: Vec<DeckRow> = collection
            .decks
            .iter()
            .enumerate()
            .zip(collection.all_problems())
            .map(|((index, loaded), problems)| DeckRow {
                name: SafeText::from_line(loaded.deck.id.as_str()),
                title: loaded.deck.title.line(),
                origin: loaded.origin.name(),
                state: Some(study.progress().deck_state(loaded.deck.id.as_str())),
                cards: loaded.deck.cards.len(),
                problems: problems.clone(),
                changed: changed
                    .iter()
                    .filter(|item| collection.items[**item].deck as usize == index)
                    .count(),
                hides: loaded
                    .replaces
                    .iter()
                    .map(|(origin, path)| SafeText::from_line(&format!("{} {path}", origin.name())))
                    .collect(),
                path: loaded.path.clone(),
                file: loaded.file.clone(),
            })
            .collect();
        rows.extend(collection.unused.iter().map(|file| DeckRow {
            name: file.path.clone(),
            title: SafeText::from_line("not loaded"),
            origin: file.origin.name(),
            state: None,
            cards: 0,
            problems: file.problems.clone(),
            changed: 0,
            hides: Vec::new(),
            path: file.path.clone(),
            file: file.file.clone(),
        }));
        let selected = selected.min(rows.len().saturating_sub(1));
        Self { rows, selected }
    }
}
