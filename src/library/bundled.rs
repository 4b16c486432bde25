//! The decks inside the program.

use crate::deck::{
    SafeText,
    collection::{DeckFile, Origin},
    format::{Spelling, load},
};

/// File names and texts of the bundled decks; a test compares the list with the folder `decks/`.
pub const BUNDLED: &[(&str, &str)] = &[
    (
        "design-drills.md",
        include_str!("../../decks/design-drills.md"),
    ),
    ("estimates.md", include_str!("../../decks/estimates.md")),
    (
        "japanese-terms.md",
        include_str!("../../decks/japanese-terms.md"),
    ),
    ("leading.md", include_str!("../../decks/leading.md")),
    (
        "messaging-realtime.md",
        include_str!("../../decks/messaging-realtime.md"),
    ),
    ("stories.md", include_str!("../../decks/stories.md")),
    (
        "system-design.md",
        include_str!("../../decks/system-design.md"),
    ),
];

/// The text of a bundled deck by the name of its file.
pub fn bundled_source(name: &str) -> Option<&'static str> {
    BUNDLED
        .iter()
        .find(|(file, _)| *file == name)
        .map(|(_, text)| *text)
}

/// Loads the bundled decks.
pub(super) fn files() -> Vec<DeckFile> {
    let load = |(name, text): &(&str, &str)| {
        let loaded = load(text, Spelling::Markdown, name.trim_end_matches(".md"));
        DeckFile {
            origin: Origin::Bundled,
            path: SafeText::from_line(name),
            file: None,
            deck: loaded.deck,
            problems: loaded.problems,
        }
    };
    BUNDLED.iter().map(load).collect()
}
