//! Entries as plain data, one variant a kind of row.

use std::fmt;

use crate::{deck::item::AnswerHash, memory::Grade};

/// The device that wrote a row, shown as 8 hex digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeviceId(pub u32);

/// What makes a row itself and no other: a cloned home may write the same device and counter, but not the same crc.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId {
    /// Who wrote it.
    pub device: DeviceId,
    /// Its counter on that device, from 1.
    pub n: u64,
    /// crc32 of its bytes.
    pub crc: u32,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its identity.
    pub id: EntryId,
    /// UTC milliseconds by the device's clock.
    pub time: i64,
    /// Minutes east of UTC.
    pub zone: i32,
    /// What happened.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// An item was graded.
    Review(Review),
    /// An item was graded in a sitting that leaves the schedule alone.
    Practice(Review),
    /// A spoken card was scored.
    Spoken(Box<Spoken>),
    /// The model of a spoken card was read before speaking: a try that is kept and not scored.
    Read(Box<Read>),
    /// A rehearsal of a round.
    Mock(Box<Mock>),
    /// Another row is taken back.
    Undo(EntryId),
    /// A card is taken out.
    Suspend {
        /// `deck/card`.
        card: Box<str>,
        /// `known`, `leech`, ….
        why: Box<str>,
    },
    /// A card is taken in again.
    Resume {
        /// `deck/card`.
        card: Box<str>,
        /// Why.
        why: Box<str>,
    },
    /// An item is left for another day.
    Skip {
        /// The item.
        item: Box<str>,
    },
    /// A card is marked, or its mark taken away.
    Flag {
        /// `deck/card`.
        card: Box<str>,
        /// Whether the mark is set.
        on: bool,
    },
    /// The person's own note on a card; empty deletes it.
    Note {
        /// `deck/card`.
        card: Box<str>,
        /// The note.
        text: Box<str>,
    },
    /// An interview date.
    Goal(Box<Goal>),
    /// A deck's place in the mix.
    Deck {
        /// The deck.
        id: Box<str>,
        /// Its place.
        state: DeckState,
    },
    /// A story was told for a card.
    StoryUse {
        /// The story.
        story: Box<str>,
        /// `deck/card`.
        card: Box<str>,
    },
    /// An own story or piece was told aloud against the clock.
    Told {
        /// The story or piece.
        story: Box<str>,
        /// How long it took, ms.
        ms: u64,
        /// How long it was meant to take, seconds; 0 where nothing was meant.
        meant: u32,
    },
    /// The memory of an item, taken from another program.
    Import(Box<Import>),
}

/// A grade for an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// `deck/card`, `deck/card#N`, `deck/card#facet`.
    pub item: Box<str>,
    /// The grade.
    pub grade: Grade,
    /// How long it took, ms.
    pub ms: u32,
    /// Hash of the answer that was shown; the letters are unknown where another program wrote the row.
    pub hash: AnswerHash,
    /// Whether the hash of the letters is known.
    pub knows_letters: bool,
    /// What was typed, where it was.
    pub typed: Option<Box<Typed>>,
}

/// A typed answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// What was typed, at most 200 characters.
    pub answer: Box<str>,
    /// Why it was wrong.
    pub reason: Box<str>,
    /// `right` or `wrong` when the person overrode the verdict.
    pub overridden: Box<str>,
}

/// A scored try at a spoken card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spoken {
    /// `deck/card`.
    pub card: Box<str>,
    /// Grade, 1 to 4.
    pub grade: u8,
    /// How long it took, ms.
    pub ms: u64,
    /// Half points per point: 0, 1, 2.
    pub points: Vec<u8>,
    /// crc32 of the rubric.
    pub rubric: u32,
    /// Σ weight × value.
    pub score: f64,
    /// The predicted score.
    pub said: Option<f64>,
    /// `self` or `partner`.
    pub by: Box<str>,
    /// Items made due.
    pub due: Vec<Box<str>>,
    /// ms per phase.
    pub phases: Vec<u64>,
    /// The mock it belongs to.
    pub mock: Box<str>,
    /// The phase, where one was practised alone: its points are the only ones, and the score is of them.
    pub phase: Box<str>,
    /// Notes.
    pub text: Box<str>,
}

/// A try at a spoken card after its model was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// `deck/card`.
    pub card: Box<str>,
    /// How long it took, ms.
    pub ms: u64,
    /// crc32 of the rubric.
    pub rubric: u32,
    /// Notes.
    pub text: Box<str>,
}

/// A rehearsal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mock {
    /// Its id.
    pub id: Box<str>,
    /// The track.
    pub track: Box<str>,
    /// The round.
    pub round: Box<str>,
    /// The cards drawn.
    pub cards: Vec<Box<str>>,
    /// How long it took, ms.
    pub ms: u64,
    /// `finished` or `left`.
    pub end: Box<str>,
}

/// An interview date, or its end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goal {
    /// Its id.
    pub id: Box<str>,
    /// `YYYY-MM-DD`.
    pub date: Box<str>,
    /// The hour at which it begins, local `HH:MM`; empty where it is not known.
    pub time: Box<str>,
    /// The role.
    pub track: Box<str>,
    /// The round of that day.
    pub round: Box<str>,
    /// The company.
    pub company: Box<str>,
    /// Minutes a day.
    pub minutes: Option<u32>,
    /// Days off, `YYYY-MM-DD`.
    pub off: Vec<Box<str>>,
    /// Decks it draws on; empty for all in the mix.
    pub decks: Vec<Box<str>>,
    /// Spoken share of the minutes, per cent.
    pub share: Option<u32>,
    /// The goal is cleared.
    pub clear: bool,
    /// How it went, as JSON.
    pub result: Option<Box<str>>,
}

/// A deck's place in a person's mix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DeckState {
    /// Before the others.
    First,
    /// In the mix.
    #[default]
    On,
    /// Out of the mix.
    Off,
}

/// The memory of an item, taken from another program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The item.
    pub item: Box<str>,
    /// Stability, days.
    pub stability: f32,
    /// Difficulty, 1 to 10.
    pub difficulty: f32,
    /// The last review, UTC ms.
    pub last: i64,
    /// The program.
    pub from: Box<str>,
}

impl DeckState {
    /// All places.
    pub const ALL: [Self; 3] = [Self::First, Self::On, Self::Off];

    /// The place after this one, in turn.
    pub fn next(self) -> Self {
        match self {
            Self::First => Self::On,
            Self::On => Self::Off,
            Self::Off => Self::First,
        }
    }

    /// The word in commands and in the journal.
    pub fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::On => "on",
            Self::Off => "off",
        }
    }

    /// Finds a state by its word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:08x}", self.0)
    }
}

impl DeviceId {
    /// Reads 8 hex digits.
    pub fn parse(text: &str) -> Option<Self> {
        hex(text).map(Self)
    }
}

/// Reads exactly 8 hex digits.
pub(super) fn hex(text: &str) -> Option<u32> {
    let fits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    fits.then(|| u32::from_str_radix(text, 16).ok()).flatten()
}
