//! The planner's evidence: a learner with hidden luck, the policies it may study by, and the recall each of them reaches on the day.
//!
//! The learner never sees inside a policy, and a policy never sees the learner's true memory: each morning it gets what a
//! program could know and returns an order. Nothing here knows a clock or a source of chance; a seed comes in as a value.

pub mod learner;
pub mod luck;
pub mod policy;
pub mod scenario;

pub use learner::{Learner, study};
pub use luck::Luck;
pub use policy::{Known, Morning, Policy, PolicyName};
pub use scenario::{Scenario, published};

pub use super::FIRST_SHARES;

/// The mean of some results and its standard error, which is unknown for fewer than two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// Sample standard deviation ÷ √n.
    pub standard_error: Option<f64>,
}

impl Mean {
    /// The mean of results; `None` without any.
    pub fn of(results: &[f64]) -> Option<Self> {
        if results.is_empty() {
            return None;
        }
        let count = results.len() as f64;
        let mean = results.iter().sum::<f64>() / count;
        let squares: f64 = results.iter().map(|result| (result - mean).powi(2)).sum();
        Some(Self {
            mean,
            standard_error: (results.len() > 1).then(|| (squares / (count - 1.0) / count).sqrt()),
        })
    }
}

#[cfg(test)]
mod tests;
