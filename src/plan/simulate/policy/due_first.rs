//! FSRS without a date: what is due at the desired retention by lowest recall first, then new items.

use super::{Known, Morning, Policy};

/// How many new items come a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// So many.
    ADay(usize),
    /// As many as it takes to have met all of them on the last day.
    ToTheDate,
}

impl Pace {
    /// New items for today.
    pub fn limit(self, morning: &Morning<'_>) -> usize {
        let new = morning.items.iter().filter(|item| item.memory.is_none());
        match self {
            Self::ADay(limit) => limit,
            Self::ToTheDate => new.count().div_ceil(morning.seconds.len().max(1)),
        }
    }

    /// The new items of today, in their order.
    pub fn new_items(self, morning: &Morning<'_>) -> impl Iterator<Item = usize> {
        let is_new = |(index, item): (usize, &Known)| item.memory.is_none().then_some(index);
        let new = morning.items.iter().enumerate().filter_map(is_new);
        new.take(self.limit(morning))
    }
}

/// FSRS at the desired retention of the model.
#[derive(Debug)]
pub struct DueFirst {
    /// New items a day.
    pub pace: Pace,
}

impl Policy for DueFirst {
    fn order(&mut self, morning: &Morning<'_>) -> Vec<usize> {
        let mut due: Vec<(usize, f32)> = Vec::new();
        for (index, item) in morning.items.iter().enumerate() {
            if let Some(memory) = item.memory
                && morning.model.interval(memory) <= item.days_since
            {
                due.push((index, morning.model.recall(memory, item.days_since)));
            }
        }
        due.sort_by(|a, b| a.1.total_cmp(&b.1));
        let due = due.into_iter().map(|(index, _)| index);
        due.chain(self.pace.new_items(morning)).collect()
    }
}
