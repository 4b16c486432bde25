//! Chance as a value: `SplitMix64`, so that a seed gives the same luck on every machine.
//!
//! It is for simulations alone and makes nothing secret.

/// The step of the state, 2⁶⁴ ÷ the golden ratio: Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014; <https://prng.di.unimi.it/splitmix64.c>.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// A source of luck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Luck {
    state: u64,
}

impl Luck {
    /// The luck of a seed.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A luck of its own for one of many things, so that the order in which they draw changes nothing.
    pub fn of(&self, thing: usize) -> Self {
        let mut mixed = Self::new(self.state ^ mix((thing as u64).wrapping_add(STEP)));
        Self::new(mixed.bits())
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        mix(self.state)
    }

    /// A number from 0 to below 1.
    pub fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// An order of the numbers below `count` (Fisher and Yates).
    pub fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for last in (1..count).rev() {
            let other = (self.share() * (last + 1) as f64) as usize;
            order.swap(last, other.min(last));
        }
        order
    }
}

/// The finaliser of `SplitMix64`.
fn mix(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

/// Which of some shares a number from 0 to below 1 falls on; the last where it is beyond their sum.
pub fn fallen_on(number: f64, shares: &[f64]) -> usize {
    let mut left = number;
    for (index, share) in shares.iter().enumerate() {
        left -= share;
        if left < 0.0 {
            return index;
        }
    }
    shares.len().saturating_sub(1)
}
