//! The days on which values are kept: each of the next seven and of the last ten, fewer between.

use super::DayBudget;

/// Days at the beginning and at the end that are looked at one by one.
const NEXT_DAYS: usize = 7;
const LAST_DAYS: usize = 10;

/// So many groups of days stand between them at most.
const MIDDLE_NODES: usize = 12;

/// A day, or several that are priced together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Node {
    /// Days from today; of several, the middle one.
    pub(super) day: u32,
    /// Seconds of all its days.
    pub(super) seconds: f64,
    /// How many days it stands for.
    pub(super) days: usize,
}

/// The nodes of the study days before an interview.
pub(super) fn nodes(days: &[DayBudget], interview: u32) -> Vec<Node> {
    let days: Vec<&DayBudget> = days
        .iter()
        .filter(|day| day.day < interview && day.seconds > 0.0)
        .collect();
    let single = |day: &&DayBudget| Node {
        day: day.day,
        seconds: day.seconds,
        days: 1,
    };
    if days.len() <= NEXT_DAYS + LAST_DAYS + MIDDLE_NODES {
        return days.iter().map(single).collect();
    }
    let (next, rest) = days.split_at(NEXT_DAYS);
    let (middle, last) = rest.split_at(rest.len() - LAST_DAYS);
    let group = |of: &[&DayBudget]| Node {
        day: of[of.len() / 2].day,
        seconds: of.iter().map(|day| day.seconds).sum(),
        days: of.len(),
    };
    let each = middle.len() as f64 / MIDDLE_NODES as f64;
    let edge = |at: usize| (each * at as f64).round() as usize;
    let between = (0..MIDDLE_NODES).map(|at| group(&middle[edge(at)..edge(at + 1)]));
    next.iter()
        .map(single)
        .chain(between)
        .chain(last.iter().map(single))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_second_is_lost_and_the_days_rise() {
        for count in [0, 1, 7, 29, 30, 60, 365_u32] {
            let days: Vec<DayBudget> = (0..count)
                .map(|day| DayBudget { day, seconds: 60.0 })
                .collect();
            let nodes = nodes(&days, count);
            let sum: f64 = nodes.iter().map(|node| node.seconds).sum();
            assert!((sum - f64::from(count) * 60.0).abs() < 1e-6, "{count}");
            assert!(nodes.is_sorted_by(|a, b| a.day < b.day) && nodes.len() <= 29);
        }
        let late = [
            DayBudget {
                day: 5,
                seconds: 60.0,
            },
            DayBudget {
                day: 2,
                seconds: 0.0,
            },
        ];
        assert_eq!(nodes(&late, 5), []);
    }
}
