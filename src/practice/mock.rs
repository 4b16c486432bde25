//! Rehearsing a round of a role: what it draws, where it stands, and the debrief after it.
//!
//! A round is a row of attempts with one clock. What was scored lies in the journal; what runs lies in the attempt file of the
//! shell, so that a round which was killed goes on where it was.

pub mod debrief;
pub mod draw;
pub mod report;
pub mod run;
pub mod standing;
pub mod trend;

pub use debrief::Debrief;
pub use draw::{Drawn, Shortfall};
pub use run::{MockRun, Running};
pub use standing::{By, RoundStanding};
pub use trend::{RoundTrend, SpokenTrend};
