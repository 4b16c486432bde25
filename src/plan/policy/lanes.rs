//! Lanes: items differ in weight and length, but a value depends on them only through their ratio, so one backward pass
//! serves eight ratios at once.
//!
//! With ρ = pace × mean weight ÷ weight the value of an item is its weight × v(price × ρ). v is convex in ρ, so reading it
//! between two lanes can only raise it: the dual stays a bound.

use super::PolicyItem;

/// Ratios that one pass serves.
pub(super) const LANES: usize = 8;

/// The ratios of a task, from the least to the greatest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lanes {
    /// ρ of each lane.
    pub(super) ratio: [f64; LANES],
    /// The mean weight of the items.
    pub(super) mean_weight: f64,
}

impl Lanes {
    /// The ratios of the items themselves where there are at most eight, else eight spread evenly by logarithm.
    pub(super) fn of(items: &[PolicyItem], mean_weight: f64) -> Self {
        let mut ratios: Vec<f64> = items
            .iter()
            .filter(|item| item.weight > 0.0)
            .map(|item| item.pace * mean_weight / item.weight)
            .collect();
        ratios.sort_by(f64::total_cmp);
        ratios.dedup_by(|later, first| (*later - *first).abs() <= 1e-9 * first.abs());
        let (least, most) = match (ratios.first(), ratios.last()) {
            (Some(least), Some(most)) => (*least, *most),
            _ => (1.0, 1.0),
        };
        let mut ratio = [most; LANES];
        if ratios.len() <= LANES {
            ratio[..ratios.len()].copy_from_slice(&ratios);
        } else {
            let step = (most / least).ln() / (LANES - 1) as f64;
            for (lane, ratio) in ratio.iter_mut().enumerate() {
                *ratio = least * (step * lane as f64).exp();
            }
        }
        Self { ratio, mean_weight }
    }

    /// The two lanes around an item, with their shares.
    pub(super) fn shares(&self, item: &PolicyItem) -> [(usize, f64); 2] {
        let ratio = if item.weight > 0.0 {
            item.pace * self.mean_weight / item.weight
        } else {
            self.ratio[LANES - 1]
        };
        let above = self
            .ratio
            .iter()
            .position(|lane| *lane >= ratio * (1.0 - 1e-9))
            .unwrap_or(LANES - 1);
        if above == 0 || (self.ratio[above] - ratio).abs() <= 1e-9 * ratio {
            return [(above, 1.0), (above, 0.0)];
        }
        let below = above - 1;
        let width = self.ratio[above] - self.ratio[below];
        let share = if width > 0.0 {
            ((ratio - self.ratio[below]) / width).clamp(0.0, 1.0)
        } else {
            1.0
        };
        [(above, share), (below, 1.0 - share)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(weight: f64) -> PolicyItem {
        PolicyItem {
            weight,
            pace: 1.0,
            memory: None,
            last: 0,
            is_free: true,
        }
    }

    #[test]
    fn few_weights_have_lanes_of_their_own_and_many_stand_between_two() {
        let few: Vec<_> = [1.0, 1.0, 2.0, 4.0].map(item).to_vec();
        let lanes = Lanes::of(&few, 2.0);
        for item in &few {
            assert!(lanes.shares(item)[0].1 > 1.0 - 1e-12);
        }
        let many: Vec<_> = (1..=100).map(|weight| item(f64::from(weight))).collect();
        let lanes = Lanes::of(&many, 50.5);
        for item in &many {
            let ratio: f64 = lanes
                .shares(item)
                .iter()
                .map(|(lane, share)| lanes.ratio[*lane] * share)
                .sum();
            assert!(
                (ratio - 50.5 / item.weight).abs() < 1e-9 * ratio,
                "{item:?}"
            );
        }
    }
}
