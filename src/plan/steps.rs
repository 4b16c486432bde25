//! Learning steps, as in Anki: 1 and 10 minutes for what is new, 10 minutes for what was forgotten.
//!
//! Again goes to the first step, Hard stays, Good goes on and leaves after the last, Easy leaves. Where an item stands is
//! derived from its reviews of this study day; on the next study day an open step is void.

use crate::{
    journal::{ItemRecord, StudyDay},
    memory::Grade,
};

const MINUTE_MS: i64 = 60_000;

/// Steps of an item that is learnt today, ms.
const LEARNING_MS: [i64; 2] = [MINUTE_MS, 10 * MINUTE_MS];

/// Steps of an item that was forgotten today, ms.
const RELEARNING_MS: [i64; 1] = [10 * MINUTE_MS];

/// A step that is open: the item is asked once more today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenStep {
    /// UTC ms from when it is asked.
    pub due: i64,
}

/// Where an item stands within a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Not met before today, or on a step of learning.
    Learning(usize),
    /// On a step of relearning.
    Relearning(usize),
    /// Left the steps.
    Reviewing,
}

impl Place {
    fn after(self, grade: Grade) -> Self {
        let (steps, at, on): (usize, usize, fn(usize) -> Self) = match self {
            Self::Learning(at) => (LEARNING_MS.len(), at, Self::Learning),
            Self::Relearning(at) => (RELEARNING_MS.len(), at, Self::Relearning),
            Self::Reviewing if grade == Grade::Again => return Self::Relearning(0),
            Self::Reviewing => return Self::Reviewing,
        };
        match grade {
            Grade::Again => on(0),
            Grade::Hard => on(at),
            Grade::Good if at + 1 < steps => on(at + 1),
            Grade::Good | Grade::Easy => Self::Reviewing,
        }
    }

    fn delay(self) -> Option<i64> {
        match self {
            Self::Learning(at) => LEARNING_MS.get(at).copied(),
            Self::Relearning(at) => RELEARNING_MS.get(at).copied(),
            Self::Reviewing => None,
        }
    }
}

/// The step of an item that is open on a study day.
pub fn open_step(record: &ItemRecord, today: StudyDay) -> Option<OpenStep> {
    let first_today = record.reviews.partition_point(|review| review.day < today);
    let (place, last) = place(record, first_today, today)?;
    place.delay().map(|delay| OpenStep {
        due: last.saturating_add(delay),
    })
}

/// Whether a grade now would leave the item with an open step.
pub fn stays_today(record: Option<&ItemRecord>, today: StudyDay, grade: Grade) -> bool {
    let empty = ItemRecord::default();
    let record = record.unwrap_or(&empty);
    let first_today = record.reviews.partition_point(|review| review.day < today);
    let place = place(record, first_today, today)
        .map_or_else(|| start(record, first_today), |(place, _)| place);
    place.after(grade).delay().is_some()
}

/// Where an item begins a day: learning where it was not met before, reviewing else.
fn start(record: &ItemRecord, first_today: usize) -> Place {
    if first_today == 0 && record.start.is_none() {
        Place::Learning(0)
    } else {
        Place::Reviewing
    }
}

fn place(record: &ItemRecord, first_today: usize, today: StudyDay) -> Option<(Place, i64)> {
    let reviews = record
        .reviews
        .get(first_today..)
        .filter(|reviews| reviews.iter().any(|review| review.day == today))?;
    let mut place = start(record, first_today);
    for review in reviews {
        place = place.after(review.grade);
    }
    reviews.last().map(|review| (place, review.time))
}

#[cfg(test)]
mod tests;
