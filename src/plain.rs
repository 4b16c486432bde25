//! The plain mode, protocol 1: the same sittings as numbered lines, for screen readers, pipes and tests.
//!
//! Nothing is redrawn and nothing is printed while it waits. Program lines begin in column 0, card text is indented by two
//! spaces. `docs/plain-mode.md` is the protocol in words.

mod drill;
mod home;
mod input;
mod interview;
mod mock;
pub mod own_texts;
mod progress;
mod repair;
mod speak;
mod stories;
mod typed;
mod under_way;
mod warm_up;

use std::io::{BufRead, Write};

use crate::{desk::Desk, output::Output};

pub use drill::NOTHING_TO_CHECK;
pub use home::home_lines;
pub use input::Input;
pub use interview::Interviewed;
pub use progress::{recall_lines, spoken_lines, statistics_lines};
pub use speak::Spoke;

/// A conversation in plain lines.
pub struct Plain<'a, R: BufRead, W: Write> {
    desk: &'a mut Desk,
    input: Input<R>,
    output: Output<W>,
    explained_grades: bool,
    last_save_failed: bool,
}

/// How a plain sitting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// All grades are on the disk.
    Saved,
    /// The last grade could not be saved.
    NotSaved,
}

impl<'a, R: BufRead, W: Write> Plain<'a, R, W> {
    /// Begins a conversation.
    pub fn new(desk: &'a mut Desk, input: Input<R>, output: Output<W>) -> Self {
        let output = output.with_furigana(desk.config.furigana);
        Self {
            desk,
            input,
            output,
            explained_grades: false,
            last_save_failed: false,
        }
    }

    /// Whether the last grade is on the disk.
    pub fn ended(&self) -> Ended {
        if self.last_save_failed {
            Ended::NotSaved
        } else {
            Ended::Saved
        }
    }
}
