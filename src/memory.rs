//! Memory: how well an item is remembered and when to ask it again.
//!
//! This is the only file that names the `fsrs` crate, so that a later model can replace it. It knows grades and whole days,
//! and nothing of cards, clocks or the journal.

use std::fmt;

use fsrs::{DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview, MemoryState, current_retrievability};

/// The desired retention where the person has set none.
pub const DEFAULT_RETENTION: f32 = 0.9;

/// No interval is longer than this many days (about 100 years): beyond it dates lose their meaning.
const INTERVAL_LIMIT: u32 = 36_500;

/// The range of w20, the decay: fsrs 6.6.2, `parameter_clipper.rs`.
const DECAY_RANGE: (f32, f32) = (0.1, 0.8);

/// How well an answer was known, as in Anki.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// Not known.
    Again = 1,
    /// Known with effort.
    Hard = 2,
    /// Known.
    Good = 3,
    /// Known at once.
    Easy = 4,
}

impl Grade {
    /// The four grades in order.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// Finds a grade by its number, 1 to 4.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| *grade as u8 == number)
    }

    /// The word on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// What FSRS knows of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    /// Days after which recall has fallen to 90%.
    pub stability: f32,
    /// 1 (easy) to 10 (hard).
    pub difficulty: f32,
}

/// One review: the grade, and the study days since the review before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recalled {
    /// The grade.
    pub grade: Grade,
    /// Study days since the review before; 0 for the first and for a repeat on the same day.
    pub days: u32,
}

/// The memory model with one person's parameters.
pub struct Model {
    fsrs: FSRS,
    decay: f32,
    retention: f32,
}

impl Default for Model {
    fn default() -> Self {
        Self::with_retention(DEFAULT_RETENTION)
    }
}

impl fmt::Debug for Model {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Model {{ retention: {} }}", self.retention)
    }
}

impl Model {
    /// The default parameters of FSRS-6 with a desired retention, kept between 0.7 and 0.99.
    pub fn with_retention(retention: f32) -> Self {
        let retention = if retention.is_finite() {
            retention.clamp(0.7, 0.99)
        } else {
            DEFAULT_RETENTION
        };
        Self {
            fsrs: FSRS::default(),
            decay: DEFAULT_PARAMETERS[20],
            retention,
        }
    }

    /// A person's own 21 parameters of FSRS-6 with a desired retention; `None` where one of them is no number.
    /// FSRS keeps each parameter in its range, here too.
    pub fn with_parameters(parameters: &[f32; 21], retention: f32) -> Option<Self> {
        let fsrs = FSRS::new(parameters).ok()?;
        Some(Self {
            fsrs,
            decay: parameters[20].clamp(DECAY_RANGE.0, DECAY_RANGE.1),
            ..Self::with_retention(retention)
        })
    }

    /// The memory after a series of reviews; `None` without any. `start` is a memory that was imported.
    pub fn after(&self, start: Option<Memory>, reviews: &[Recalled]) -> Option<Memory> {
        if reviews.is_empty() {
            return start;
        }
        let reviews = reviews
            .iter()
            .map(|review| FSRSReview {
                rating: u32::from(review.grade as u8),
                delta_t: review.days,
            })
            .collect();
        let start = start.map(|memory| MemoryState {
            stability: memory.stability,
            difficulty: memory.difficulty,
        });
        let state = self.fsrs.memory_state(FSRSItem { reviews }, start).ok()?;
        Some(Memory {
            stability: state.stability,
            difficulty: state.difficulty,
        })
    }

    /// The memory after each of the four grades, `days` study days after the last review.
    pub fn next(&self, memory: Option<Memory>, days: u32) -> Option<[Memory; 4]> {
        let state = memory.map(|memory| MemoryState {
            stability: memory.stability,
            difficulty: memory.difficulty,
        });
        let next = self.fsrs.next_states(state, self.retention, days).ok()?;
        let memory = |state: MemoryState| Memory {
            stability: state.stability,
            difficulty: state.difficulty,
        };
        Some([next.again, next.hard, next.good, next.easy].map(|state| memory(state.memory)))
    }

    /// The probability of recall `days` study days after the last review, 0 to 1.
    pub fn recall(&self, memory: Memory, days: u32) -> f32 {
        let state = MemoryState {
            stability: memory.stability,
            difficulty: memory.difficulty,
        };
        current_retrievability(state, days as f32, self.decay)
    }

    /// Study days until recall has fallen to the desired retention; at least 1.
    pub fn interval(&self, memory: Memory) -> u32 {
        let days = self
            .fsrs
            .next_interval(Some(memory.stability), self.retention, 3)
            .round();
        (days.max(1.0) as u32).min(INTERVAL_LIMIT)
    }
}

#[cfg(test)]
mod tests;
