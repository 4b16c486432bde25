//! The decks inside the program.

use crate::deck::{
    SafeText,
    collection::{DeckFile, Origin},
    format::{Spelling, load},
};

/// File names and texts of the bundled decks; a test compares the list with the folder `decks/`.
pub const BUNDLED: &[(&str, &str)] = &[
    (
        "api-security.md",
        include_str!("../../decks/api-security.md"),
    ),
    ("career-loop.md", include_str!("../../decks/career-loop.md")),
    (
        "code-delivery.md",
        include_str!("../../decks/code-delivery.md"),
    ),
    ("data-stores.md", include_str!("../../decks/data-stores.md")),
    (
        "design-drills.md",
        include_str!("../../decks/design-drills.md"),
    ),
    ("estimates.md", include_str!("../../decks/estimates.md")),
    (
        "go-languages.md",
        include_str!("../../decks/go-languages.md"),
    ),
    (
        "incident-drills.md",
        include_str!("../../decks/incident-drills.md"),
    ),
    (
        "japanese-talk.md",
        include_str!("../../decks/japanese-talk.md"),
    ),
    (
        "japanese-terms.md",
        include_str!("../../decks/japanese-terms.md"),
    ),
    ("leading.md", include_str!("../../decks/leading.md")),
    (
        "messaging-realtime.md",
        include_str!("../../decks/messaging-realtime.md"),
    ),
    ("reliability.md", include_str!("../../decks/reliability.md")),
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
    super::in_halves(BUNDLED, |(_, text)| text.len(), load)
}
