//! The grid of memories on which values are kept: logarithm of stability by difficulty, read between its points.

use crate::memory::Memory;

/// Points along stability, and along difficulty. More change the bound in the fifth place (measured on 600 items, 14 days).
pub(super) const STABILITIES: usize = 24;
pub(super) const DIFFICULTIES: usize = 6;

/// Points of the grid.
pub(super) const POINTS: usize = STABILITIES * DIFFICULTIES;

/// The least stability on the grid, days.
const LEAST_STABILITY: f32 = 0.05;

/// A grid for a number of days.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    least: f32,
    step: f32,
}

/// A memory between four points of the grid.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell {
    /// The point below in both.
    pub(super) point: u16,
    /// How far towards the next stability, 0 to 1.
    pub(super) along: f32,
    /// How far towards the next difficulty, 0 to 1.
    pub(super) across: f32,
}

impl Grid {
    /// Covers what can matter until an interview in `days`: beyond 20 times that, recall on the day is nearly 1.
    pub(super) fn for_days(days: u32) -> Self {
        let most = (days as f32 * 20.0).max(200.0).ln();
        let least = LEAST_STABILITY.ln();
        Self {
            least,
            step: (most - least) / (STABILITIES - 1) as f32,
        }
    }

    /// The memory at a point.
    pub(super) fn memory(self, point: usize) -> Memory {
        let (along, across) = (point / DIFFICULTIES, point % DIFFICULTIES);
        Memory {
            stability: (self.least + along as f32 * self.step).exp(),
            difficulty: 1.0 + 9.0 * across as f32 / (DIFFICULTIES - 1) as f32,
        }
    }

    /// Where a memory stands between the points; outside of the grid at its edge.
    pub(super) fn cell(self, memory: Memory) -> Cell {
        let along = ((memory.stability.max(1e-6).ln() - self.least) / self.step)
            .clamp(0.0, (STABILITIES - 1) as f32 - 1e-3);
        let across = ((memory.difficulty - 1.0) / 9.0 * (DIFFICULTIES - 1) as f32)
            .clamp(0.0, (DIFFICULTIES - 1) as f32 - 1e-3);
        Cell {
            point: (along as usize * DIFFICULTIES + across as usize) as u16,
            along: along.fract(),
            across: across.fract(),
        }
    }
}

impl Cell {
    /// The four points around, with their shares.
    pub(super) fn corners(self) -> [(usize, f32); 4] {
        let (along, across) = (self.along, self.across);
        let point = usize::from(self.point);
        [
            (point, (1.0 - along) * (1.0 - across)),
            (point + 1, (1.0 - along) * across),
            (point + DIFFICULTIES, along * (1.0 - across)),
            (point + DIFFICULTIES + 1, along * across),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_stands_on_itself_and_what_is_outside_at_the_edge() {
        let grid = Grid::for_days(30);
        for point in [0, 7, POINTS - 1] {
            let cell = grid.cell(grid.memory(point));
            let own: f32 = cell
                .corners()
                .iter()
                .filter(|(at, _)| *at == point)
                .map(|(_, share)| share)
                .sum();
            assert!(own > 0.98, "{point}: {own}");
        }
        let far = Memory {
            stability: 1e9,
            difficulty: 20.0,
        };
        for (at, share) in grid.cell(far).corners() {
            assert!(at < POINTS && (0.0..=1.0).contains(&share));
        }
    }
}
