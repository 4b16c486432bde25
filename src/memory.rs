//! Memory: how well an item is remembered and when to ask it again.
//!
//! This is the only file that names the `fsrs` crate, so that a later model can replace it. It knows grades and whole days,
//! and nothing of cards, clocks or the journal.

pub mod fit;
pub mod parameters;

use std::fmt;

use fsrs::{
    ComputeParametersInput, DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview, MemoryState,
    compute_parameters, current_retrievability,
};

pub use fit::{Fit, Series, fit};
pub use parameters::Parameters;

/// The desired retention where the person has set none.
pub const DEFAULT_RETENTION: f32 = 0.9;

/// No interval is longer than this many days (about 100 years): beyond it dates lose their meaning.
const INTERVAL_LIMIT: u32 = 36_500;

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

/// What the model said before a review, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prediction {
    /// The index of the review in its series.
    pub review: usize,
    /// The probability of recall that the model gave, 0 to 1.
    pub recall: f32,
    /// Whether it was recalled: any grade but Again.
    pub recalled: bool,
}

/// The memory model with one person's parameters.
pub struct Model {
    fsrs: FSRS,
    parameters: Parameters,
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
            parameters: Parameters::default(),
            decay: DEFAULT_PARAMETERS[20],
            retention,
        }
    }

    /// A person's own parameters with a desired retention, kept between 0.7 and 0.99.
    pub fn with_parameters(parameters: &Parameters, retention: f32) -> Self {
        let default = Self::with_retention(retention);
        let values = parameters.values();
        // The crate refuses only what is not finite, which `Parameters` never hold.
        let Ok(fsrs) = FSRS::new(values) else {
            return default;
        };
        Self {
            fsrs,
            parameters: *parameters,
            decay: values[20],
            ..default
        }
    }

    /// The parameters of the model.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// The desired retention, 0.7 to 0.99.
    pub fn retention(&self) -> f32 {
        self.retention
    }

    /// The memory after a series of reviews; `None` without any. `start` is a memory that was imported.
    pub fn after(&self, start: Option<Memory>, reviews: &[Recalled]) -> Option<Memory> {
        if reviews.is_empty() {
            return start;
        }
        let state = self
            .fsrs
            .memory_state(item(reviews), start.map(state))
            .ok()?;
        Some(memory(state))
    }

    /// What the model says before each review of a series, and what came of it. The series is gone through once.
    ///
    /// The first review of an item that has no memory yet, and repeats on the same day, say nothing about forgetting and are
    /// left out.
    pub fn predictions(&self, start: Option<Memory>, reviews: &[Recalled]) -> Vec<Prediction> {
        let states = self
            .fsrs
            .historical_memory_states(item(reviews), start.map(state));
        let Ok(states) = states else {
            return Vec::new();
        };
        // With a start the first state is the start, else it is the memory after the first review.
        let first = usize::from(start.is_none());
        let asked = reviews.iter().enumerate().skip(first).zip(states);
        asked
            .filter(|((_, review), _)| review.days > 0)
            .map(|((index, review), before)| Prediction {
                review: index,
                recall: current_retrievability(before, review.days as f32, self.decay),
                recalled: review.grade != Grade::Again,
            })
            .collect()
    }

    /// The memory after each of the four grades, `days` study days after the last review.
    pub fn next(&self, before: Option<Memory>, days: u32) -> Option<[Memory; 4]> {
        let before = before.map(state);
        let next = self.fsrs.next_states(before, self.retention, days).ok()?;
        Some([next.again, next.hard, next.good, next.easy].map(|state| memory(state.memory)))
    }

    /// The probability of recall `days` study days after the last review, 0 to 1.
    pub fn recall(&self, memory: Memory, days: u32) -> f32 {
        current_retrievability(state(memory), days as f32, self.decay)
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

/// Trains parameters on series of reviews in the order of their last reviews, each of which is a day or more after the one
/// before it. `None` where the crate finds no answer.
fn train(series: &[&[Recalled]]) -> Option<Parameters> {
    let input = ComputeParametersInput {
        train_set: series.iter().map(|reviews| item(reviews)).collect(),
        ..ComputeParametersInput::default()
    };
    Parameters::new(&compute_parameters(input).ok()?)
}

fn item(reviews: &[Recalled]) -> FSRSItem {
    let review = |review: &Recalled| FSRSReview {
        rating: u32::from(review.grade as u8),
        delta_t: review.days,
    };
    FSRSItem {
        reviews: reviews.iter().map(review).collect(),
    }
}

fn state(memory: Memory) -> MemoryState {
    MemoryState {
        stability: memory.stability,
        difficulty: memory.difficulty,
    }
}

fn memory(state: MemoryState) -> Memory {
    Memory {
        stability: state.stability,
        difficulty: state.difficulty,
    }
}

#[cfg(test)]
mod tests;
