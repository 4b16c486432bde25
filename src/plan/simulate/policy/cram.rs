//! Random cramming: any items, known or new, in an order of chance.

use super::{Luck, Morning, Policy};

/// Studies in an order of chance.
#[derive(Debug)]
pub struct Cram {
    luck: Luck,
}

impl Cram {
    /// Crams with a luck.
    pub fn new(luck: Luck) -> Self {
        Self { luck }
    }
}

impl Policy for Cram {
    fn order(&mut self, morning: &Morning<'_>) -> Vec<usize> {
        self.luck.order(morning.items.len())
    }
}
