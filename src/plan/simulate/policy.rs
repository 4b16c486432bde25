//! Policies: what to study in which order, decided each morning from what a program can know.

mod cram;
mod due_first;
mod greedy;
pub mod index;
mod sm2;

pub use cram::Cram;
pub use due_first::{DueFirst, Pace};
pub use greedy::Greedy;
pub use index::Index;
pub use sm2::{Sm2, Sm2Item};

use super::Luck;
use crate::memory::{Grade, Memory, Model};

/// What the program knows of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// What recalling it on the day is worth; only the ratios count.
    pub weight: f64,
    /// The memory it is believed to have; `None` where it is new.
    pub memory: Option<Memory>,
    /// Study days since the last session; means nothing where it is new.
    pub days_since: u32,
}

/// What a policy gets each morning.
#[derive(Clone, Copy, Debug)]
pub struct Morning<'a> {
    /// Every item.
    pub items: &'a [Known],
    /// Study days since the first.
    pub day: u32,
    /// Seconds of today and of each day left, in turn; the interview is on the day after the last.
    pub seconds: &'a [f64],
    /// The memory that people are believed to have.
    pub model: &'a Model,
}

impl Morning<'_> {
    /// Days from today to the interview.
    pub fn days_left(&self) -> u32 {
        self.seconds.len() as u32
    }
}

/// A way to decide what to study.
pub trait Policy {
    /// The items to study today, first to last, each by its index. The learner stops when the day is full.
    fn order(&mut self, morning: &Morning<'_>) -> Vec<usize>;

    /// Hears how an item was graded, for policies that keep a schedule of their own.
    fn answered(&mut self, _item: usize, _day: u32, _grade: Grade) {}
}

/// The policies that can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyName {
    /// FSRS at 0.9 with 20 new items a day, as Anki comes.
    Fsrs20,
    /// FSRS at 0.9 with new items paced to the date.
    FsrsPaced,
    /// SM-2 with new items paced to the date.
    Sm2,
    /// Any items in any order.
    Random,
    /// Most gain on the day for each second, as if there were no tomorrow.
    Greedy,
    /// The index policy, priced every morning.
    Index,
}

impl PolicyName {
    /// Every policy, in the order of the table.
    pub const ALL: [Self; 6] = [
        Self::Fsrs20,
        Self::FsrsPaced,
        Self::Sm2,
        Self::Random,
        Self::Greedy,
        Self::Index,
    ];

    /// The name on the command line and in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Fsrs20 => "fsrs-20",
            Self::FsrsPaced => "fsrs-paced",
            Self::Sm2 => "sm2",
            Self::Random => "random",
            Self::Greedy => "greedy",
            Self::Index => "index",
        }
    }

    /// The name in the table.
    pub fn title(self) -> &'static str {
        match self {
            Self::Fsrs20 => "FSRS at .9, 20 a day",
            Self::FsrsPaced => "FSRS at .9, paced",
            Self::Sm2 => "SM-2, paced",
            Self::Random => "random cramming",
            Self::Greedy => "greedy per second",
            Self::Index => "index, priced",
        }
    }

    /// Finds a policy by its id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.id() == id)
    }

    /// The policy at its start; its luck, where it has any, is its own and not the learner's.
    pub fn start(self, seed: u64) -> Box<dyn Policy> {
        match self {
            Self::Fsrs20 => Box::new(DueFirst {
                pace: Pace::ADay(20),
            }),
            Self::FsrsPaced => Box::new(DueFirst {
                pace: Pace::ToTheDate,
            }),
            Self::Sm2 => Box::new(Sm2::default()),
            Self::Random => Box::new(Cram::new(Luck::new(!seed))),
            Self::Greedy => Box::new(Greedy),
            Self::Index => Box::new(Index),
        }
    }
}
