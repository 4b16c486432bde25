//! A rehearsal while it runs, as `attempt.json` keeps it: which cards it drew, and which of them comes now.

use serde::{Deserialize, Serialize};

use super::draw::Drawn;
use crate::{
    journal::{Moment, entry},
    plan::{Round, Track},
    practice::spoken::Attempt,
};

/// The version of the attempt file.
pub const ATTEMPT_FORMAT: u32 = 1;

/// What is under way: a rehearsal, an attempt, or an attempt in a rehearsal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Running {
    /// The version of the file.
    pub format: u32,
    /// When it began, UTC ms.
    pub began: i64,
    /// Minutes east of UTC where it began.
    #[serde(default)]
    pub zone: i32,
    /// The counter of the last row that this device had written: what it writes of this is above it, whatever the clock says.
    #[serde(default)]
    pub after: u64,
    /// The rehearsal.
    #[serde(default)]
    pub mock: Option<MockRun>,
    /// The try at a card.
    #[serde(default)]
    pub attempt: Option<Attempt>,
}

/// A rehearsal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MockRun {
    /// Its id in the journal.
    pub id: String,
    /// The role.
    pub track: String,
    /// The round.
    pub round: String,
    /// Minutes of the whole round.
    pub minutes: u32,
    /// Keys of short items that come first.
    pub words: Vec<String>,
    /// How many of these are done.
    pub words_done: usize,
    /// Folded keys of spoken cards.
    pub cards: Vec<String>,
    /// How many of these are done.
    pub cards_done: usize,
    /// Time on the clock before the card that comes now, ms.
    pub spent: u64,
}

impl Running {
    /// A single try. `after` is the counter of the last row of this device.
    pub fn single(attempt: Attempt, now: Moment, after: u64) -> Self {
        Self {
            format: ATTEMPT_FORMAT,
            began: now.ms,
            zone: now.zone_minutes,
            after,
            mock: None,
            attempt: Some(attempt),
        }
    }

    /// A rehearsal that begins. `after` is the counter of the last row of this device.
    pub fn mock(mock: MockRun, now: Moment, after: u64) -> Self {
        Self {
            format: ATTEMPT_FORMAT,
            began: now.ms,
            zone: now.zone_minutes,
            after,
            mock: Some(mock),
            attempt: None,
        }
    }

    /// The id of the rehearsal; empty for a single try.
    pub fn mock_id(&self) -> &str {
        self.mock.as_ref().map_or("", |mock| &mock.id)
    }

    /// Time on the clock of the whole so far, ms.
    pub fn total_ms(&self) -> u64 {
        let before = self.mock.as_ref().map_or(0, |mock| mock.spent);
        before + self.attempt.as_ref().map_or(0, Attempt::total_ms)
    }
}

impl MockRun {
    /// A rehearsal of a round with what it drew.
    pub fn new(track: &Track, round: &Round, drawn: &Drawn, now: Moment) -> Self {
        Self {
            id: format!("mock-{}", now.ms),
            track: track.id.clone(),
            round: round.id.clone(),
            minutes: round.minutes,
            words: drawn.words.clone(),
            cards: drawn.cards.clone(),
            ..Self::default()
        }
    }

    /// The short item that comes now.
    pub fn word(&self) -> Option<&str> {
        self.words.get(self.words_done).map(String::as_str)
    }

    /// The folded key of the spoken card that comes now; short items come before it.
    pub fn card(&self) -> Option<&str> {
        self.cards.get(self.cards_done).map(String::as_str)
    }

    /// Notes that the card of now is done, with the time it took on the clock, ms.
    pub fn card_done(&mut self, ms: u64) {
        self.cards_done += 1;
        self.spent = self.spent.saturating_add(ms);
    }

    /// Whether everything that was drawn is done.
    pub fn is_done(&self) -> bool {
        self.word().is_none() && self.card().is_none()
    }

    /// The row of the rehearsal, finished or left.
    pub fn row(&self) -> entry::Mock {
        let keys = self.words.iter().chain(&self.cards);
        entry::Mock {
            id: self.id.as_str().into(),
            track: self.track.as_str().into(),
            round: self.round.as_str().into(),
            cards: keys.map(|key| key.as_str().into()).collect(),
            ms: self.spent,
            end: if self.is_done() { "finished" } else { "left" }.into(),
        }
    }
}
