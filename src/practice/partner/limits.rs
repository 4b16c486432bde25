//! What a result file may hold. The side that writes keeps to it, so that the side that reads takes whatever was written.

use crate::deck::SafeText;

/// A result file is at most this large, bytes.
pub const FILE_LIMIT: u64 = 1024 * 1024;

/// An interview asks at most so many cards: a round draws a handful, and with all their notes they fit into a file.
pub const CARDS_LIMIT: usize = 20;

/// A name, an id or the name of a round holds at most so many characters.
pub const NAME_LIMIT: usize = 100;

/// Notes of one card hold at most so many characters together, as those of an attempt do (RELIABILITY section 1).
pub const NOTES_LIMIT: usize = crate::practice::spoken::notes::NOTES_LIMIT;

/// A card takes at most this long, ms: a day, because a clock that was forgotten is no reason to lose an interview.
pub const CARD_MS_LIMIT: u64 = 24 * 60 * 60 * 1_000;

/// A time without a sign of life that is longer than this, ms, was a pause: the lid was shut, or nobody was there.
pub const GAP_MS: i64 = 60_000;

/// A name as it is kept: one safe line within its limit.
pub fn name(text: &str) -> String {
    let cut: String = text.trim().chars().take(NAME_LIMIT).collect();
    SafeText::from_line(&cut).trim().to_owned()
}
