//! The index policy, as the program itself plans each morning.

use super::{Morning, Policy};
use crate::plan::{
    fill::{Offer, fill},
    policy::{DayBudget, Habits, PolicyItem, Task, solve},
};

/// The index, priced every morning.
#[derive(Debug)]
pub struct Index;

impl Policy for Index {
    fn order(&mut self, morning: &Morning<'_>) -> Vec<usize> {
        let task = task(morning);
        let solution = solve(&task, morning.model);
        let offers: Vec<Offer> = solution
            .worth
            .iter()
            .enumerate()
            .map(|(place, worth)| Offer {
                place,
                group: place as u64,
                index: worth.index,
                gain: worth.gain,
                seconds: worth.seconds,
            })
            .collect();
        fill(offers, morning.seconds.first().copied().unwrap_or_default())
    }
}

/// The morning as the index policy sees it.
pub fn task(morning: &Morning<'_>) -> Task {
    let sum: f64 = morning.items.iter().map(|item| item.weight).sum();
    Task {
        items: morning
            .items
            .iter()
            .map(|item| PolicyItem {
                weight: item.weight / sum.max(f64::MIN_POSITIVE),
                pace: 1.0,
                memory: item.memory,
                last: if item.memory.is_some() {
                    item.days_since
                } else {
                    0
                },
                is_free: true,
            })
            .collect(),
        days: (0..)
            .zip(morning.seconds)
            .map(|(day, seconds)| DayBudget {
                day,
                seconds: *seconds,
            })
            .collect(),
        interview: morning.days_left(),
        habits: Habits::default(),
    }
}
