//! When an item is asked again.

use super::steps::{OpenStep, open_step};
use crate::{
    journal::{ItemRecord, StudyDay},
    memory::{Grade, Memory, Model},
};

/// Where an item stands on a study day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// Never graded.
    New,
    /// Asked once more today.
    Step(OpenStep),
    /// Due.
    Due {
        /// Probability of recall now.
        recall: f32,
    },
    /// Not due yet.
    Later {
        /// From when it is due.
        due: StudyDay,
        /// Probability of recall now.
        recall: f32,
    },
}

/// Where an item stands.
pub fn standing(record: Option<&ItemRecord>, today: StudyDay, model: &Model) -> Standing {
    let Some(record) = record else {
        return Standing::New;
    };
    let (Some(memory), Some(last)) = (record.memory, record.last_day()) else {
        return if record.made_due {
            Standing::Due { recall: 0.0 }
        } else {
            Standing::New
        };
    };
    if let Some(step) = open_step(record, today) {
        return Standing::Step(step);
    }
    let recall = model.recall(memory, today.since(last));
    let due = due_day(record, memory, last, model);
    if due <= today || record.made_due {
        Standing::Due { recall }
    } else {
        Standing::Later { due, recall }
    }
}

/// The day from which an item is due. A step that was left open on an earlier day is void, and the item due.
fn due_day(record: &ItemRecord, memory: Memory, last: StudyDay, model: &Model) -> StudyDay {
    if open_step(record, last).is_some() {
        last.plus(1)
    } else {
        last.plus(model.interval(memory))
    }
}

/// When an item that was just graded comes again: `None` while a step is open.
pub fn next_day(record: &ItemRecord, today: StudyDay, model: &Model) -> Option<StudyDay> {
    match standing(Some(record), today, model) {
        Standing::Later { due, .. } => Some(due),
        Standing::Step(_) | Standing::New | Standing::Due { .. } => None,
    }
}

/// What a grade would do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preview {
    /// Without an interview date: days to the next review. With one: recall on its day if the item is not asked again.
    pub effect: PreviewEffect,
    /// Whether the item comes once more today.
    pub is_step: bool,
}

/// The two ways to say what a grade would do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PreviewEffect {
    /// Days to the next review.
    Days(u32),
    /// Probability of recall on the day of the interview, 0 to 1.
    OnTheDay(f32),
}

/// What each grade would do. With a date recall on that day is told, because the plan may move the next review.
pub fn previews(
    record: Option<&ItemRecord>,
    today: StudyDay,
    interview: Option<StudyDay>,
    model: &Model,
) -> Option<[Preview; 4]> {
    let memory = record.and_then(|record| record.memory);
    let days = record
        .and_then(ItemRecord::last_day)
        .map_or(0, |last| today.since(last));
    let next = model.next(memory, days)?;
    let preview = |grade: Grade| {
        let memory = next[grade as usize - 1];
        let effect = match interview {
            None => PreviewEffect::Days(model.interval(memory)),
            Some(day) => PreviewEffect::OnTheDay(model.recall(memory, day.since(today))),
        };
        Preview {
            effect,
            is_step: super::steps::stays_today(record, today, grade),
        }
    };
    Some(Grade::ALL.map(preview))
}
