//! A session on an item on one day: the first grade, and then its learning or relearning steps, each of them Good.
//!
//! It says what a session does to memory, for planning and simulating; what is asked next in a sitting is `steps`.

use crate::memory::{Grade, Memory, Model};

/// Repeats on the same day after the first grade of a new item, by grade, if each is Good: two learning steps, of which
/// Again and Hard leave both to go, Good one, and Easy none.
const NEW_REPEATS: [u32; 4] = [2, 2, 1, 0];

/// Repeats on the same day after a review, by grade: one relearning step after Again.
const REVIEW_REPEATS: [u32; 4] = [1, 0, 0, 0];

/// How many repeats follow a grade on the same day, if each of them is Good.
pub fn repeats(is_new: bool, grade: Grade) -> u32 {
    let repeats = if is_new { NEW_REPEATS } else { REVIEW_REPEATS };
    repeats[grade as usize - 1]
}

/// The memory at the end of a session by its first grade, `days` study days after the session before.
///
/// `None` where the memory is not one that the model knows.
pub fn after_session(model: &Model, memory: Option<Memory>, days: u32) -> Option<[Memory; 4]> {
    let mut after = model.next(memory, days)?;
    for grade in Grade::ALL {
        let place = grade as usize - 1;
        for _ in 0..repeats(memory.is_none(), grade) {
            after[place] = model.next(Some(after[place]), 0)?[Grade::Good as usize - 1];
        }
    }
    Some(after)
}
