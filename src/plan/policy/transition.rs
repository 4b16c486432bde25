//! What a session does to a memory, worked out once for every point of the grid and every number of days since the last.

use std::collections::HashMap;

use super::{
    Habits,
    grid::{Cell, Grid, POINTS},
    nodes::Node,
};
use crate::{
    memory::{Memory, Model},
    plan::session::after_session,
};

/// Points that the memories after four grades stand between.
const CORNERS: usize = 16;

/// A session of a memory after some days.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Session {
    /// The points of the grid around the memory after each grade.
    pub(super) points: [u16; CORNERS],
    /// Their shares, by the probability of the grades; they sum to 1.
    pub(super) shares: [f32; CORNERS],
    /// Expected seconds.
    pub(super) seconds: f32,
}

impl Session {
    fn new(grades: [f32; 4], after: [Cell; 4], seconds: f32) -> Self {
        let mut session = Self {
            seconds,
            ..Self::default()
        };
        for (grade, cell) in after.into_iter().enumerate() {
            for (corner, (point, share)) in cell.corners().into_iter().enumerate() {
                session.points[4 * grade + corner] = point as u16;
                session.shares[4 * grade + corner] = grades[grade] * share;
            }
        }
        session
    }
}

/// All sessions that the nodes need.
#[derive(Debug)]
pub(super) struct Transitions {
    /// The grid.
    pub(super) grid: Grid,
    /// The first session of an item.
    pub(super) first: Session,
    habits: Habits,
    gaps: HashMap<u32, usize>,
    sessions: Vec<Vec<Session>>,
    /// Recall on the day at each point, by node: nothing more is studied after it.
    pub(super) kept: Vec<Vec<f32>>,
}

impl Transitions {
    /// Works out the sessions between any two nodes.
    pub(super) fn new(
        grid: Grid,
        nodes: &[Node],
        interview: u32,
        model: &Model,
        habits: &Habits,
    ) -> Self {
        let mut gaps = HashMap::new();
        let mut sessions = Vec::new();
        for (at, earlier) in nodes.iter().enumerate() {
            for later in &nodes[at + 1..] {
                let gap = later.day - earlier.day;
                gaps.entry(gap).or_insert_with(|| {
                    let of_point = |point| session(grid, grid.memory(point), gap, model, habits);
                    sessions.push((0..POINTS).map(of_point).collect());
                    sessions.len() - 1
                });
            }
        }
        let kept = nodes
            .iter()
            .map(|node| {
                let days = interview - node.day;
                (0..POINTS)
                    .map(|point| model.recall(grid.memory(point), days))
                    .collect()
            })
            .collect();
        Self {
            grid,
            first: first_session(grid, model, habits),
            habits: *habits,
            gaps,
            sessions,
            kept,
        }
    }

    /// The sessions of every point after some days between two nodes.
    pub(super) fn after(&self, gap: u32) -> &[Session] {
        self.gaps.get(&gap).map_or(&[], |at| &self.sessions[*at])
    }

    /// The session of any memory after some days.
    pub(super) fn of(&self, memory: Memory, days: u32, model: &Model) -> Session {
        session(self.grid, memory, days, model, &self.habits)
    }
}

fn first_session(grid: Grid, model: &Model, habits: &Habits) -> Session {
    let Some(after) = after_session(model, None, 0) else {
        return Session::default();
    };
    let grades = habits.first.map(|share| share as f32);
    Session::new(
        grades,
        after.map(|memory| grid.cell(memory)),
        habits.new_seconds as f32,
    )
}

fn session(grid: Grid, memory: Memory, days: u32, model: &Model, habits: &Habits) -> Session {
    let recall = model.recall(memory, days);
    let Some(after) = after_session(model, Some(memory), days) else {
        return Session::default();
    };
    let grades = [
        1.0 - recall,
        recall * habits.recalled[0] as f32,
        recall * habits.recalled[1] as f32,
        recall * habits.recalled[2] as f32,
    ];
    let seconds = grades.iter().zip(habits.review_seconds);
    let seconds = seconds.map(|(share, seconds)| share * seconds as f32).sum();
    Session::new(grades, after.map(|memory| grid.cell(memory)), seconds)
}
