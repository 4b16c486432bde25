//! What is known of one item: its grades in order, and the memory that follows from them.
//!
//! It holds what the replay adds and answers questions about it; which rows count is not decided here.

use super::{Review, Slip, StudyDay, entry::EntryId};
use crate::{
    deck::item::AnswerHash,
    memory::{Grade, Memory, Model, Recalled},
};

/// What is known of an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemRecord {
    /// Its reviews in order.
    pub reviews: Vec<Graded>,
    /// A memory taken from another program, with its day.
    pub start: Option<(Memory, StudyDay)>,
    /// Its memory now.
    pub memory: Option<Memory>,
    /// A point of a spoken card was missed that names it.
    pub made_due: bool,
}

/// One grade of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Graded {
    /// The row.
    pub id: EntryId,
    /// The study day.
    pub day: StudyDay,
    /// Counted time, UTC ms.
    pub time: i64,
    /// The grade.
    pub grade: Grade,
    /// Hash of the answer that was shown.
    pub hash: AnswerHash,
    /// Whether the hash of its letters is known.
    pub knows_letters: bool,
    /// What was wrong with the typed answer; `None` where it was right, said, or counted as right by the person.
    pub slip: Option<Slip>,
}

impl ItemRecord {
    /// The latest study day of a review, or of the import. A device further west may have written the last review on the day before.
    pub fn last_day(&self) -> Option<StudyDay> {
        let reviewed = self.reviews.iter().map(|review| review.day).max();
        reviewed.or(self.start.map(|(_, day)| day))
    }

    /// How often it was forgotten: days after the first on which the first grade was Again.
    pub fn lapses(&self) -> u32 {
        let mut day = match (self.start, self.reviews.first()) {
            (None, Some(first)) => Some(first.day),
            _ => None,
        };
        let mut lapses = 0;
        for review in &self.reviews {
            if day != Some(review.day) {
                day = Some(review.day);
                lapses += u32::from(review.grade == Grade::Again);
            }
        }
        lapses
    }

    /// Whether the answer now differs in letters or digits from the one that was shown last.
    pub fn is_changed(&self, answer: AnswerHash) -> bool {
        let Some(last) = self.reviews.last() else {
            return false;
        };
        match (last.knows_letters, last.hash.text) {
            (true, _) => last.hash.letters != answer.letters,
            // A row without a hash says nothing about the answer.
            (false, 0) => false,
            (false, text) => text != answer.text,
        }
    }

    /// The reviews as the memory model takes them: grades, and study days since the latest day before, so that devices in
    /// two zones count no day twice.
    pub fn recalled(&self) -> Vec<Recalled> {
        let mut before = self.start.map(|(_, day)| day);
        let recalled = self.reviews.iter().map(|review| {
            let days = before.map_or(0, |before| review.day.since(before));
            before = before.max(Some(review.day));
            Recalled {
                grade: review.grade,
                days,
            }
        });
        recalled.collect()
    }

    /// Computes the memory anew from the reviews.
    pub(super) fn remember(&mut self, model: &Model) {
        let start = self.start.map(|(memory, _)| memory);
        self.memory = model.after(start, &self.recalled());
    }
}

/// The slip of a typed answer that the person did not count as right.
pub(super) fn slip(review: &Review) -> Option<Slip> {
    let typed = review.typed.as_ref()?;
    Slip::from_name(&typed.reason).filter(|_| &*typed.overridden != "right")
}
