//! Checking typed answers. A verdict says why; `TryAgain` is asked again and not graded.
//!
//! Numbers have their own check; words go through [`word`]. Nothing here grades, shows or writes anything.

pub mod kana;
pub mod number;
pub mod word;
pub mod writing;

mod edits;
mod entered;
mod glosses;
mod meaning;
mod reading;
mod recall;

pub use entered::Entered;
pub use glosses::Glosses;
pub use word::{Checked, Wanted};

pub use crate::journal::Slip;

/// What a typed answer is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Right.
    Right,
    /// Right in another way than the card shows; the note says which.
    RightAlternate(String),
    /// Right but for a slip of the fingers.
    RightTypo {
        /// What it stands for, as the card writes it.
        want: String,
    },
    /// Wrong, with the reason in a few words.
    Wrong(String),
    /// Not an answer to the question; the reason says what is wanted.
    TryAgain(String),
}

impl Verdict {
    /// Whether it counts as right, in whatever way.
    pub fn is_right(&self) -> bool {
        matches!(
            self,
            Self::Right | Self::RightAlternate(_) | Self::RightTypo { .. }
        )
    }

    /// Whether a grade follows; otherwise the question is asked again.
    pub fn is_graded(&self) -> bool {
        !matches!(self, Self::TryAgain(_))
    }
}
