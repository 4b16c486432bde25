//! Own stories and pieces: what a person tells in their own words, how long it takes to say, and which prompts it answers.
//!
//! A text is a Markdown file of the person's own; its name is its id. Texts come in as strings, and what is wrong with one
//! becomes a sentence with its line: a bad file never blocks the rest. Nothing here reads a file or a clock, and no text is
//! graded: it is the person's own.

pub mod draft;
pub mod length;
pub mod matrix;
pub mod name;
pub mod part;
pub mod piece;
pub mod recall;
pub mod standing;
pub mod story;
pub mod telling;
pub mod template;
pub mod texts;

mod front;
mod markdown;

pub use draft::{Draft, DraftError};
pub use length::{Length, clock};
pub use matrix::{Matrix, Prompt, for_card, matrix};
pub use name::TextName;
pub use part::Part;
pub use piece::{Piece, PieceKind};
pub use recall::Recall;
pub use standing::Standing;
pub use story::{Story, StoryLength};
pub use telling::Telling;
pub use texts::{Genre, OwnFile, Problem, Refusal, Stories};

/// A file of a story or piece holds at most this many bytes: an hour of speech is under 60,000 (see `docs/limits.md`).
pub const OWN_TEXT_BYTES_LIMIT: u64 = 256 * 1024;

/// At most this many files are read of each of the two folders.
pub const OWN_TEXTS_LIMIT: usize = 500;

/// A title is cut after this many characters.
const TITLE_LIMIT: usize = 200;
