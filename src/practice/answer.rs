//! Checking typed answers. A verdict says why; `TryAgain` is asked again and not graded.

pub mod number;

/// What a typed answer is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Right.
    Right,
    /// Wrong, with the reason in a few words.
    Wrong(String),
    /// Not an answer to the question; the reason says what is wanted.
    TryAgain(String),
}
