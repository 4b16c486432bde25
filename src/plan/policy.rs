//! The index policy: what to study today so that the most is remembered on the day of the interview.
//!
//! A relaxation puts a price on a second of each study day. At those prices each item is a small dynamic programme of its
//! own, solved backward on a grid of memories; the prices that minimise the dual make the minutes of each day just enough.
//! Today's items are then taken by what a session gains over waiting, for each second that it costs. The dual is an upper
//! bound on recall on the day. The relaxation is that of Whittle's restless bandits ("Restless bandits: activity allocation
//! in a changing world", 1988), with a price for each day.
//!
//! This knows weights, memories, days and seconds. It must not know cards, clocks or the journal, and gives the same answer
//! for the same input.

mod grid;
mod index;
mod lanes;
mod nodes;
mod prices;
mod relaxation;
pub mod rollout;
mod transition;

use serde::{Deserialize, Serialize};

use crate::memory::{Memory, Model};

use super::{FIRST_SHARES, NEW_SECONDS, RECALLED_SHARES, REVIEW_SECONDS};
use lanes::Lanes;
use nodes::Node;
use relaxation::{Relaxation, Start};
use transition::Transitions;

/// At most so many items in progress take part in the pricing; more are represented by a sample of them.
const REPRESENTATIVES: usize = 400;

/// One short item as the policy sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PolicyItem {
    /// Its share of recall on the day; all weights sum to 1.
    pub weight: f64,
    /// How many times longer than the default its sessions take.
    pub pace: f64,
    /// Its memory; `None` where it was never met.
    pub memory: Option<Memory>,
    /// Study days since its last review.
    pub last: u32,
    /// Whether it may be studied today: one session an item a day.
    pub is_free: bool,
}

/// The minutes of one study day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DayBudget {
    /// Days from today; 0 is today.
    pub day: u32,
    /// Seconds for short items.
    pub seconds: f64,
}

/// What to plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// The items.
    pub items: Vec<PolicyItem>,
    /// The study days in order, those without minutes left out.
    pub days: Vec<DayBudget>,
    /// Days from today to the interview, on which nothing is studied any more.
    pub interview: u32,
    /// How the person grades and how long that takes.
    pub habits: Habits,
}

/// How a person grades, and seconds for each grade.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Habits {
    /// Shares of the first grades of new items, Again to Easy.
    pub first: [f64; 4],
    /// Shares of Hard, Good and Easy where an item is recalled.
    pub recalled: [f64; 3],
    /// Seconds of a new item on its first day, steps included.
    pub new_seconds: f64,
    /// Seconds of a review by grade, Again with its relearning.
    pub review_seconds: [f64; 4],
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            first: FIRST_SHARES,
            recalled: RECALLED_SHARES,
            new_seconds: NEW_SECONDS,
            review_seconds: REVIEW_SECONDS,
        }
    }
}

/// What a session of an item today is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Worth {
    /// Recall on the day that it adds over waiting, less the price of seconds later, for each second; study while positive.
    pub index: f64,
    /// Recall on the day that it adds over waiting.
    pub gain: f64,
    /// Seconds that it is expected to take.
    pub seconds: f64,
}

/// The solved task.
#[derive(Debug, Serialize, Deserialize)]
pub struct Solution {
    /// What each item is worth today, in the order of the task.
    pub worth: Vec<Worth>,
    /// No plan reaches more recall on the day than this.
    pub bound: f64,
    /// Needed for roll-outs alone, and not kept in a file.
    #[serde(skip)]
    solved: Option<Solved>,
}

/// What the pricing leaves for the indices of later days.
#[derive(Debug)]
struct Solved {
    nodes: Vec<Node>,
    lanes: Lanes,
    relaxation: Relaxation,
    transitions: Transitions,
    prices: Vec<f64>,
}

/// Prices the days and values each item for today.
///
/// Without items, minutes or days to the interview nothing is worth anything and the bound is recall without study.
pub fn solve(task: &Task, model: &Model) -> Solution {
    let stopped = recall_without_study(task, model);
    let nodes = nodes::nodes(&task.days, task.interview);
    let sum: f64 = task.items.iter().map(|item| item.weight).sum();
    if nodes.is_empty() || sum <= 0.0 {
        return Solution {
            worth: vec![Worth::default(); task.items.len()],
            bound: stopped,
            solved: None,
        };
    }
    let mean_weight = sum / task.items.len() as f64;
    let lanes = Lanes::of(&task.items, mean_weight);
    let grid = grid::Grid::for_days(task.interview);
    let transitions = Transitions::new(grid, &nodes, task.interview, model, &task.habits);
    let starts = starts(task, &nodes, &lanes, &transitions, model);
    let mut relaxation = Relaxation::new(&nodes);
    let (prices, bound) = prices::solve(&mut relaxation, &nodes, &transitions, &lanes, &starts);
    relaxation.solve(&nodes, &transitions, &lanes, &prices, 0.0);
    let solved = Solved {
        nodes,
        lanes,
        relaxation,
        transitions,
        prices,
    };
    let worth = task
        .items
        .iter()
        .map(|item| index::worth(&solved, item, task, model))
        .collect();
    Solution {
        worth,
        bound: bound.min(1.0).max(stopped),
        solved: Some(solved),
    }
}

/// Recall on the day where nothing more is studied.
pub fn recall_without_study(task: &Task, model: &Model) -> f64 {
    let recall = |item: &PolicyItem| match item.memory {
        Some(memory) => {
            item.weight * f64::from(model.recall(memory, item.last.saturating_add(task.interview)))
        }
        None => 0.0,
    };
    task.items.iter().map(recall).sum()
}

/// The items as the pricing sees them: new ones by lane, those in progress one by one or by a sample.
fn starts(
    task: &Task,
    nodes: &[Node],
    lanes: &Lanes,
    transitions: &Transitions,
    model: &Model,
) -> Vec<Start> {
    let mut new = [[0.0; lanes::LANES]; 2]; // free today, and left for another day
    let mut known: Vec<&PolicyItem> = Vec::new();
    for item in &task.items {
        if item.memory.is_none() {
            for (lane, share) in lanes.shares(item) {
                new[usize::from(!item.is_free)][lane] += item.weight * share;
            }
        } else {
            known.push(item);
        }
    }
    let [free, left] = new;
    let mut starts = vec![
        Start::new(free, nodes, transitions, true),
        Start::new(left, nodes, transitions, false),
    ];
    known.sort_by(|a, b| {
        let key = |item: &PolicyItem| {
            (
                item.weight,
                item.memory.map_or(0.0, |memory| memory.stability),
                item.last,
            )
        };
        let (a, b) = (key(a), key(b));
        a.0.total_cmp(&b.0)
            .then(a.1.total_cmp(&b.1))
            .then(a.2.cmp(&b.2))
    });
    let group = known.len().div_ceil(REPRESENTATIVES).max(1);
    for group in known.chunks(group) {
        let weight: f64 = group.iter().map(|item| item.weight).sum();
        let item = group[group.len() / 2];
        starts.extend(Start::known(
            item,
            weight,
            nodes,
            lanes,
            transitions,
            model,
            task,
        ));
    }
    starts
}
