//! SM-2 as Piotr Woźniak published it: "Optimization of repetition spacing in the practice of learning", 1990, and
//! <https://super-memory.com/english/ol/sm2.htm>. New items are paced to the date.

use std::collections::BTreeMap;

use super::{Morning, Pace, Policy};
use crate::memory::Grade;

/// The ease at the start.
const START_EASE: f64 = 2.5;

/// The least ease.
const LEAST_EASE: f64 = 1.3;

/// An item as SM-2 sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sm2Item {
    /// Repetitions since the item was last forgotten.
    pub repetitions: u32,
    /// Days to the next repetition.
    pub interval: u32,
    /// The E-factor.
    pub ease: f64,
}

impl Default for Sm2Item {
    fn default() -> Self {
        Self {
            repetitions: 0,
            interval: 0,
            ease: START_EASE,
        }
    }
}

impl Sm2Item {
    /// The item after a grade. Again, Hard, Good and Easy are the qualities 2, 3, 4 and 5.
    ///
    /// A quality below 3 starts the repetitions anew and leaves the ease alone; else the intervals are 1 day, 6 days, and
    /// then the one before × ease, rounded up, and the ease changes by 0.1 − (5 − q)(0.08 + 0.02(5 − q)).
    pub fn after(self, grade: Grade) -> Self {
        if grade == Grade::Again {
            return Self {
                repetitions: 1,
                interval: 1,
                ..self
            };
        }
        let slip = 5.0 - f64::from(grade as u8 + 1);
        let ease = self.ease + 0.1 - slip * (0.08 + slip * 0.02);
        let interval = match self.repetitions {
            0 => 1,
            1 => 6,
            _ => (f64::from(self.interval) * self.ease).ceil() as u32,
        };
        Self {
            repetitions: self.repetitions + 1,
            interval,
            ease: ease.max(LEAST_EASE),
        }
    }
}

/// The schedule of SM-2.
#[derive(Debug, Default)]
pub struct Sm2 {
    /// Each item that was met, with the day it is due.
    items: BTreeMap<usize, (Sm2Item, u32)>,
}

impl Policy for Sm2 {
    fn order(&mut self, morning: &Morning<'_>) -> Vec<usize> {
        let met = self.items.iter();
        let due = met.filter(|(_, (_, due))| *due <= morning.day);
        let mut due: Vec<(u32, usize)> = due.map(|(index, (_, due))| (*due, *index)).collect();
        due.sort_unstable();
        let due = due.into_iter().map(|(_, index)| index);
        due.chain(Pace::ToTheDate.new_items(morning)).collect()
    }

    fn answered(&mut self, item: usize, day: u32, grade: Grade) {
        let before = self.items.get(&item).map(|(before, _)| *before);
        let after = before.unwrap_or_default().after(grade);
        self.items
            .insert(item, (after, day.saturating_add(after.interval)));
    }
}
