//! Roll-outs: the policy followed to the day with luck drawn from a fixed seed, to say honestly what to expect.
//!
//! Prices stay those of today. Luck comes from the numbers of item, roll-out and session alone, so the same plan forecasts
//! the same.

use serde::{Deserialize, Serialize};

use super::{Solution, Solved, Task, grid::POINTS};
use crate::{
    memory::{Memory, Model},
    plan::session::after_session,
};

/// Roll-outs of a forecast. Their mean has a standard error near 0.003 with 600 items.
const ROLLS: u64 = 8;

/// At most so many items are followed; more are represented by a sample of them.
const FOLLOWED: usize = 1_200;

/// What to expect.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    /// Recall on the day of the interview, weighted.
    pub recall: f64,
    /// Recall on the day of each item, in the order of the task.
    pub items: Vec<f32>,
    /// How likely it is that an item is never met, in the order of the task.
    pub unseen: Vec<f32>,
    /// What is expected of each study day.
    pub days: Vec<DayForecast>,
}

/// What is expected of one study day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DayForecast {
    /// Days from today.
    pub day: u32,
    /// Seconds.
    pub seconds: f64,
    /// Items that are met.
    pub new: f64,
    /// Items that are reviewed.
    pub reviews: f64,
}

/// An item that is followed.
struct Followed {
    /// Its place in the task.
    item: usize,
    /// The items that it stands for.
    stands_for: Vec<usize>,
    /// What each node offers at first.
    offers: Offers,
}

/// What sessions on later nodes are worth to an item from where it stands.
#[derive(Clone, Debug, Default)]
struct Offers {
    idle: f64,
    /// The first node that they are for.
    from: usize,
    /// Value of a unit of weight less its price, by node.
    value: Vec<f64>,
    seconds: Vec<f64>,
}

/// Follows the policy to the day. Minutes of later days are multiplied by `pace`, those of today count in full.
pub fn forecast(solution: &Solution, task: &Task, model: &Model, pace: f64) -> Forecast {
    let stopped = |item: &super::PolicyItem| {
        item.memory.map_or(0.0, |memory| {
            model.recall(memory, item.last.saturating_add(task.interview))
        })
    };
    let mut forecast = Forecast {
        items: task.items.iter().map(stopped).collect(),
        unseen: task
            .items
            .iter()
            .map(|item| f32::from(u8::from(item.memory.is_none())))
            .collect(),
        ..Forecast::default()
    };
    if let Some(solved) = &solution.solved {
        let followed = followed(solved, task, model);
        forecast.days = solved
            .nodes
            .iter()
            .map(|node| DayForecast {
                day: node.day,
                ..DayForecast::default()
            })
            .collect();
        for of in &followed {
            for item in &of.stands_for {
                forecast.items[*item] = 0.0;
                forecast.unseen[*item] = 0.0;
            }
        }
        for roll in 0..ROLLS {
            roll_out(solved, task, model, pace, roll, &followed, &mut forecast);
        }
        forecast.days = by_day(solved, &forecast.days, task);
    }
    let recall = task.items.iter().zip(&forecast.items);
    forecast.recall = recall
        .map(|(item, recall)| item.weight * f64::from(*recall))
        .sum();
    forecast
}

/// The forecast of each day: nodes are runs of days, and a day has its part of what its node has.
fn by_day(solved: &Solved, nodes: &[DayForecast], task: &Task) -> Vec<DayForecast> {
    let mut days = task
        .days
        .iter()
        .filter(|day| day.day < task.interview && day.seconds > 0.0);
    let mut forecast = Vec::with_capacity(task.days.len());
    for (node, of) in solved.nodes.iter().zip(nodes) {
        for day in days.by_ref().take(node.days) {
            let share = day.seconds / node.seconds.max(f64::MIN_POSITIVE);
            forecast.push(DayForecast {
                day: day.day,
                seconds: of.seconds * share,
                new: of.new * share,
                reviews: of.reviews * share,
            });
        }
    }
    forecast
}

/// The items that are followed: all, or every so-manieth of those that are alike.
fn followed(solved: &Solved, task: &Task, model: &Model) -> Vec<Followed> {
    let mut order: Vec<usize> = (0..task.items.len())
        .filter(|item| task.items[*item].weight > 0.0)
        .collect();
    let key = |item: usize| {
        let item = &task.items[item];
        (
            item.weight,
            item.memory.map_or(-1.0, |memory| memory.stability),
            item.last,
        )
    };
    order.sort_by(|a, b| {
        let (x, y) = (key(*a), key(*b));
        x.0.total_cmp(&y.0)
            .then(x.1.total_cmp(&y.1))
            .then(x.2.cmp(&y.2))
            .then(a.cmp(b))
    });
    let group = order.len().div_ceil(FOLLOWED).max(1);
    order
        .chunks(group)
        .map(|alike| {
            let item = alike[alike.len() / 2];
            Followed {
                item,
                stands_for: alike.to_vec(),
                offers: first_offers(solved, task, item, model),
            }
        })
        .collect()
}

fn first_offers(solved: &Solved, task: &Task, item: usize, model: &Model) -> Offers {
    let of = &task.items[item];
    let ratio = of.pace * solved.lanes.mean_weight / of.weight;
    let shares = solved.lanes.shares(of);
    let mut offers = Offers {
        idle: of.memory.map_or(0.0, |memory| {
            f64::from(model.recall(memory, of.last.saturating_add(task.interview)))
        }),
        ..Offers::default()
    };
    for (at, node) in solved.nodes.iter().enumerate() {
        let session = match of.memory {
            None => solved.transitions.first,
            Some(memory) => solved.transitions.of(memory, of.last + node.day, model),
        };
        let row = super::relaxation::expected(&solved.relaxation.values[at], &session);
        let value: f64 = shares
            .iter()
            .map(|(lane, share)| f64::from(row[*lane]) * share)
            .sum();
        let seconds = f64::from(session.seconds);
        let is_open = node.day > 0 || of.is_free;
        let value = value - solved.prices[at] * ratio * seconds;
        offers
            .value
            .push(if is_open { value } else { f64::NEG_INFINITY });
        offers.seconds.push(seconds);
    }
    offers
}

/// What later nodes offer a memory just after a session, read from the choices of the last exact solve.
fn offers_after(
    solved: &Solved,
    at: usize,
    memory: Memory,
    shares: &[(usize, f64); 2],
    kept: f64,
) -> Offers {
    let corners = solved.transitions.grid.cell(memory).corners();
    let mut offers = Offers {
        idle: kept,
        from: at + 1,
        ..Offers::default()
    };
    for later in at + 1..solved.nodes.len() {
        let sessions = solved
            .transitions
            .after(solved.nodes[later].day - solved.nodes[at].day);
        let (mut value, mut seconds) = (0.0, 0.0);
        for (point, share) in corners {
            let row = solved
                .relaxation
                .choice(at, point, later, solved.nodes.len());
            let of_lanes: f64 = shares
                .iter()
                .map(|(lane, part)| f64::from(row[*lane]) * part)
                .sum();
            value += f64::from(share) * of_lanes;
            seconds += f64::from(share * sessions[point.min(POINTS - 1)].seconds);
        }
        offers.value.push(value);
        offers.seconds.push(seconds);
    }
    offers
}

fn roll_out(
    solved: &Solved,
    task: &Task,
    model: &Model,
    pace: f64,
    roll: u64,
    followed: &[Followed],
    forecast: &mut Forecast,
) {
    let part = 1.0 / ROLLS as f64;
    let all: usize = followed.iter().map(|of| of.stands_for.len()).sum();
    let scale = all as f64 / followed.len().max(1) as f64; // items that one followed item stands for
    let mut memories: Vec<(Option<Memory>, i64)> = followed
        .iter()
        .map(|of| {
            (
                task.items[of.item].memory,
                -i64::from(task.items[of.item].last),
            )
        })
        .collect();
    let mut offers: Vec<Offers> = followed.iter().map(|of| of.offers.clone()).collect();
    let mut sessions = vec![0_u64; followed.len()];
    for (at, node) in solved.nodes.iter().enumerate() {
        let budget = node.seconds / scale * if node.day == 0 { 1.0 } else { pace };
        let mut ranked: Vec<(f64, f64, usize)> = offers
            .iter()
            .enumerate()
            .filter_map(|(place, offers)| {
                let (index, seconds) = index_of(solved, task, followed[place].item, offers, at)?;
                Some((index, seconds, place))
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
        let mut left = budget;
        for (_, seconds, place) in ranked {
            if seconds > left {
                continue;
            }
            left -= seconds;
            let of = &task.items[followed[place].item];
            let (memory, last) = memories[place];
            let luck = luck(roll, followed[place].item as u64, sessions[place]);
            let days = (i64::from(node.day) - last).max(0) as u32;
            let grade = grade(task, memory.map(|memory| model.recall(memory, days)), luck);
            let Some(after) = after_session(model, memory, if memory.is_some() { days } else { 0 })
            else {
                continue;
            };
            let after = after[grade];
            let kept = f64::from(model.recall(after, task.interview - node.day));
            offers[place] = offers_after(solved, at, after, &solved.lanes.shares(of), kept);
            memories[place] = (Some(after), i64::from(node.day));
            sessions[place] += 1;
            let day = &mut forecast.days[at];
            day.seconds += seconds * scale * part;
            if memory.is_none() {
                day.new += scale * part;
            } else {
                day.reviews += scale * part;
            }
        }
    }
    for (of, (memory, last)) in followed.iter().zip(memories) {
        let recall = memory.map_or(0.0, |memory| {
            model.recall(memory, (i64::from(task.interview) - last).max(0) as u32)
        });
        for item in &of.stands_for {
            forecast.items[*item] += recall * part as f32;
            forecast.unseen[*item] += if memory.is_none() { part as f32 } else { 0.0 };
        }
    }
}

/// The index and the seconds of a session on a node; `None` where waiting is as good.
fn index_of(
    solved: &Solved,
    task: &Task,
    item: usize,
    offers: &Offers,
    at: usize,
) -> Option<(f64, f64)> {
    let of = &task.items[item];
    let place = at.checked_sub(offers.from)?;
    let ratio = of.pace * solved.lanes.mean_weight / of.weight;
    let seconds = *offers.seconds.get(place)?;
    let study = offers.value[place] + solved.prices[at] * ratio * seconds;
    let wait = offers.value[place + 1..]
        .iter()
        .copied()
        .fold(offers.idle, f64::max);
    let gain = (study - wait) * of.weight;
    let seconds = seconds * of.pace;
    (gain > 0.0 && seconds > 0.0).then(|| (gain / seconds, seconds))
}

/// The grade of a session by luck, as an index from Again.
fn grade(task: &Task, recall: Option<f32>, luck: f64) -> usize {
    let habits = &task.habits;
    let shares: [f64; 4] = match recall {
        None => habits.first,
        Some(recall) => {
            let recall = f64::from(recall);
            let [hard, good, easy] = habits.recalled;
            [1.0 - recall, recall * hard, recall * good, recall * easy]
        }
    };
    let mut sum = 0.0;
    for (grade, share) in shares.iter().enumerate() {
        sum += share;
        if luck < sum {
            return grade;
        }
    }
    3
}

/// A number from 0 to 1 that three numbers make: the mixing step of `SplitMix64` (Steele, Lea and Flood, 2014).
fn luck(roll: u64, item: u64, session: u64) -> f64 {
    let mut mixed = roll
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(item.wrapping_mul(0xd1b5_4a32_d192_ed03))
        .wrapping_add(session.wrapping_mul(0x8cb9_2ba7_2f3d_8dd7))
        .wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}
