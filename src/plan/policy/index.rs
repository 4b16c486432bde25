//! What a session today is worth over waiting, and the same for a later day of a roll-out.

use super::{PolicyItem, Solved, Task, Worth, relaxation::expected, transition::Session};
use crate::memory::{Memory, Model};

/// An item as it stands on the morning of a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// Its memory; `None` where it was never met.
    pub(super) memory: Option<Memory>,
    /// The day of its last session from today, negative before today.
    pub(super) last_day: i64,
}

/// What a session of an item today is worth; nothing where today has no minutes or it may not be studied.
pub(super) fn worth(solved: &Solved, item: &PolicyItem, task: &Task, model: &Model) -> Worth {
    let is_today = solved.nodes.first().is_some_and(|node| node.day == 0);
    if !item.is_free || !is_today || item.weight <= 0.0 {
        return Worth::default();
    }
    let standing = Standing {
        memory: item.memory,
        last_day: -i64::from(item.last),
    };
    worth_at(solved, 0, item, standing, task, model)
}

/// What a session on a node is worth for an item that stands there as said.
pub(super) fn worth_at(
    solved: &Solved,
    node: usize,
    item: &PolicyItem,
    standing: Standing,
    task: &Task,
    model: &Model,
) -> Worth {
    let session = |at: usize| -> Session {
        match standing.memory {
            None => solved.transitions.first,
            Some(memory) => {
                let days = i64::from(solved.nodes[at].day) - standing.last_day;
                solved.transitions.of(memory, days.max(0) as u32, model)
            }
        }
    };
    let shares = solved.lanes.shares(item);
    let value = |at: usize, session: &Session| -> f64 {
        let row = expected(&solved.relaxation.values[at], session);
        shares
            .iter()
            .map(|(lane, share)| f64::from(row[*lane]) * share)
            .sum()
    };
    // Prices are those of a mean item; an item of twice the weight finds each second half as dear.
    let ratio = item.pace * solved.lanes.mean_weight / item.weight;
    let now = session(node);
    let study = value(node, &now);
    let idle = standing.memory.map_or(0.0, |memory| {
        let days = i64::from(task.interview) - standing.last_day;
        f64::from(model.recall(memory, days.max(0) as u32))
    });
    let wait = (node + 1..solved.nodes.len())
        .map(|later| {
            let session = session(later);
            value(later, &session) - solved.prices[later] * ratio * f64::from(session.seconds)
        })
        .fold(idle, f64::max);
    let seconds = f64::from(now.seconds) * item.pace;
    let gain = (study - wait) * item.weight;
    Worth {
        index: gain / seconds.max(1e-9),
        gain,
        seconds,
    }
}
