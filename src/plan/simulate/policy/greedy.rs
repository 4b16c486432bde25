//! Greedy: the items that gain most on the day for each second, as if they were never studied again.

use super::{Known, Morning, Policy};
use crate::plan::{
    NEW_SECONDS, RECALLED_SHARES, review_seconds, session::after_session, simulate::FIRST_SHARES,
};

/// Most gain on the day for each second.
#[derive(Debug)]
pub struct Greedy;

impl Policy for Greedy {
    fn order(&mut self, morning: &Morning<'_>) -> Vec<usize> {
        let rate = |(index, item): (usize, &Known)| Some((index, gain_per_second(item, morning)?));
        let rated = morning.items.iter().enumerate().filter_map(rate);
        let mut rated: Vec<(usize, f64)> = rated.filter(|(_, rate)| *rate > 0.0).collect();
        rated.sort_by(|a, b| b.1.total_cmp(&a.1));
        rated.into_iter().map(|(index, _)| index).collect()
    }
}

/// Weight × what a session today is expected to add to recall on the day, for each second that it is expected to take.
pub fn gain_per_second(item: &Known, morning: &Morning<'_>) -> Option<f64> {
    let model = morning.model;
    let left = morning.days_left();
    let next = after_session(model, item.memory, item.days_since)?;
    let (shares, without, seconds) = match item.memory {
        None => (FIRST_SHARES, 0.0, NEW_SECONDS),
        Some(memory) => {
            let recall = f64::from(model.recall(memory, item.days_since));
            let [hard, good, easy] = RECALLED_SHARES.map(|share| share * recall);
            let without = f64::from(model.recall(memory, item.days_since + left));
            (
                [1.0 - recall, hard, good, easy],
                without,
                review_seconds(recall),
            )
        }
    };
    let with: f64 = shares
        .iter()
        .zip(next)
        .map(|(share, memory)| share * f64::from(model.recall(memory, left)))
        .sum();
    Some(item.weight * (with - without) / seconds)
}
