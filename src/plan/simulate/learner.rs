//! The learner: true memories, and luck that nobody sees before the answer.
//!
//! It answers from its true recall; what the program believes of an item is kept beside it and is all that a policy gets.

use super::{FIRST_SHARES, Known, Luck, Morning, Policy, Scenario, luck::fallen_on};
use crate::{
    memory::{Grade, Memory, Model},
    plan::{NEW_SECONDS, RECALLED_SHARES, REVIEW_SECONDS, review_seconds, session::after_session},
};

/// The golden ratio less 1: multiples of it, fractions only, fill 0 to 1 evenly however many are taken (Knuth, The Art of
/// Computer Programming 3, 6.4).
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// A person who studies towards a day.
#[derive(Debug)]
pub struct Learner<'a> {
    truth: &'a Model,
    believed: &'a Model,
    items: Vec<Hidden>,
}

/// An item in the head of the learner.
#[derive(Clone, Debug)]
struct Hidden {
    weight: f64,
    first: Grade,
    memory: Option<Memory>,
    believed: Option<Memory>,
    last: u32,
    luck: Luck,
}

/// What a session on an item was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answered {
    /// The grade.
    pub grade: Grade,
    /// Seconds that it took, repeats on the day included.
    pub seconds: f64,
}

impl<'a> Learner<'a> {
    /// A learner who has seen nothing. `truth` is the learner's own memory, `believed` what the program takes it for.
    pub fn new(weights: &[f64], truth: &'a Model, believed: &'a Model, luck: &Luck) -> Self {
        let firsts = first_grades(weights, luck);
        let hidden = |(index, (weight, first)): (usize, (&f64, Grade))| Hidden {
            weight: *weight,
            first,
            memory: None,
            believed: None,
            last: 0,
            luck: luck.of(index),
        };
        Self {
            truth,
            believed,
            items: weights.iter().zip(firsts).enumerate().map(hidden).collect(),
        }
    }

    /// What the program knows of each item on a day.
    pub fn known(&self, day: u32) -> Vec<Known> {
        let known = |item: &Hidden| Known {
            weight: item.weight,
            memory: item.believed,
            days_since: day.saturating_sub(item.last),
        };
        self.items.iter().map(known).collect()
    }

    /// Seconds that a session on an item is expected to take, as the program sees it.
    pub fn expected_seconds(&self, item: usize, day: u32) -> Option<f64> {
        let item = self.items.get(item)?;
        Some(item.believed.map_or(NEW_SECONDS, |memory| {
            let days = day.saturating_sub(item.last);
            review_seconds(f64::from(self.believed.recall(memory, days)))
        }))
    }

    /// Answers an item on a day; `None` where there is no such item.
    pub fn answer(&mut self, item: usize, day: u32) -> Option<Answered> {
        let hidden = self.items.get_mut(item)?;
        let days = day.saturating_sub(hidden.last);
        let answered = match hidden.memory {
            None => Answered {
                grade: hidden.first,
                seconds: NEW_SECONDS,
            },
            Some(memory) => {
                let recall = f64::from(self.truth.recall(memory, days));
                let is_recalled = hidden.luck.share() < recall;
                let how_well = fallen_on(hidden.luck.share(), &RECALLED_SHARES);
                let grade = if is_recalled { how_well + 1 } else { 0 };
                Answered {
                    grade: Grade::ALL[grade],
                    seconds: REVIEW_SECONDS[grade],
                }
            }
        };
        let place = answered.grade as usize - 1;
        hidden.memory = after_session(self.truth, hidden.memory, days).map(|next| next[place]);
        hidden.believed =
            after_session(self.believed, hidden.believed, days).map(|next| next[place]);
        hidden.last = day;
        Some(answered)
    }

    /// Weighted share of the items that is recalled on a day, 0 to 1; what was never seen counts 0.
    pub fn recall_on(&self, day: u32) -> f64 {
        let recall = |item: &Hidden| {
            item.memory.map_or(0.0, |memory| {
                let days = day.saturating_sub(item.last);
                item.weight * f64::from(self.truth.recall(memory, days))
            })
        };
        let whole: f64 = self.items.iter().map(|item| item.weight).sum();
        if whole > 0.0 {
            self.items.iter().map(recall).sum::<f64>() / whole
        } else {
            0.0
        }
    }
}

/// The first grade of each item: by the shares, and spread evenly over the items of each weight in their order, so that
/// the luck of the first grades is small.
pub fn first_grades(weights: &[f64], luck: &Luck) -> Vec<Grade> {
    let mut classes: Vec<(u64, f64)> = Vec::new();
    let mut start = luck.of(usize::MAX);
    let mut first = |weight: &f64| {
        let weight = weight.to_bits();
        let class = classes.iter().position(|(known, _)| *known == weight);
        let class = class.unwrap_or_else(|| {
            classes.push((weight, start.share()));
            classes.len() - 1
        });
        let at = &mut classes[class].1;
        *at = (*at + GOLDEN).fract();
        Grade::ALL[fallen_on(*at, &FIRST_SHARES)]
    };
    weights.iter().map(&mut first).collect()
}

/// Studies a scenario to its day and returns the recall on the day, 0 to 1.
///
/// Each morning the policy gives an order. Each item is asked once a day at most; one whose expected seconds no longer fit
/// the minutes of the day is passed over for the next that fits.
pub fn study(
    scenario: &Scenario,
    truth: &Model,
    believed: &Model,
    policy: &mut dyn Policy,
    seed: u64,
) -> f64 {
    let luck = Luck::new(seed);
    let mut learner = Learner::new(&scenario.weights, truth, believed, &luck);
    let days = scenario.seconds.len() as u32;
    for day in 0..days {
        let items = learner.known(day);
        let order = policy.order(&Morning {
            items: &items,
            day,
            seconds: &scenario.seconds[day as usize..],
            model: believed,
        });
        let mut left = scenario.seconds[day as usize];
        let mut is_done = vec![false; items.len()];
        for item in order {
            let Some(expected) = learner.expected_seconds(item, day) else {
                continue;
            };
            if expected > left || std::mem::replace(&mut is_done[item], true) {
                continue;
            }
            if let Some(answered) = learner.answer(item, day) {
                left -= answered.seconds;
                policy.answered(item, day, answered.grade);
            }
        }
    }
    learner.recall_on(days)
}
