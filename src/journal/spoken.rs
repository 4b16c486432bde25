//! What is known of spoken cards, rehearsed rounds and told stories: tries in order, nothing judged.
//!
//! Notes stay in the rows and are looked up there; here is what lists and choices need.

use super::{EntryId, StudyDay, entry::Mock};
use crate::memory::Grade;

/// A try counts at most this long, in ms: a card takes an hour at most, whoever is away for longer was not speaking.
const SPOKEN_MS_LIMIT: u64 = 2 * 60 * 60 * 1_000;

/// What is known of a spoken card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpokenRecord {
    /// Scored tries in order, those at one phase and those that a partner scored among them.
    pub tries: Vec<Tried>,
    /// How often the model was read before speaking.
    pub read: u32,
}

/// A scored try.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// The row, which holds the notes.
    pub id: EntryId,
    /// The study day.
    pub day: StudyDay,
    /// How long it took, ms.
    pub ms: u64,
    /// The grade.
    pub grade: Grade,
    /// The score, 0 to 100.
    pub score: f64,
    /// The predicted score.
    pub said: Option<f64>,
    /// Half points of each point; empty where the whole was scored at once.
    pub points: Vec<u8>,
    /// crc32 of the rubric.
    pub rubric: u32,
    /// Whether a partner scored it.
    pub is_by_partner: bool,
    /// The phase, where one was practised alone.
    pub phase: Box<str>,
    /// The mock it belongs to; empty for none.
    pub mock: Box<str>,
}

/// A round that was rehearsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MockRecord {
    /// The row.
    pub id: EntryId,
    /// The study day on which it ended.
    pub day: StudyDay,
    /// What the row says.
    pub mock: Mock,
}

/// What is known of an own story or piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldRecord {
    /// The cards for which it was told, by folded key, with the day.
    pub uses: Vec<(Box<str>, StudyDay)>,
    /// The times it was told against the clock.
    pub times: Vec<ToldTime>,
}

/// A story or piece that was told against the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldTime {
    /// The study day.
    pub day: StudyDay,
    /// How long it took, ms.
    pub ms: u64,
    /// How long it was meant to take, seconds; 0 where nothing was meant.
    pub meant: u32,
}

impl Tried {
    /// Whether the whole card was tried, and not one phase of it.
    pub fn is_whole(&self) -> bool {
        self.phase.is_empty()
    }
}

impl SpokenRecord {
    /// The last try at the whole card by the person's own score, else the last by a partner's.
    pub fn last_whole(&self) -> Option<&Tried> {
        self.last_own().or_else(|| self.last_of_partner())
    }

    /// The last try at the whole card by the person's own score.
    pub fn last_own(&self) -> Option<&Tried> {
        let mut tries = self.tries.iter().rev();
        tries.find(|tried| tried.is_whole() && !tried.is_by_partner)
    }

    /// The last try at the whole card by a partner's score.
    pub fn last_of_partner(&self) -> Option<&Tried> {
        let mut tries = self.tries.iter().rev();
        tries.find(|tried| tried.is_whole() && tried.is_by_partner)
    }
}

/// The part of a time that counts for the minutes of a day, ms.
pub(super) fn spoken_time(ms: u64) -> u64 {
    ms.min(SPOKEN_MS_LIMIT)
}
