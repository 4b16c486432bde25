//! Spoken practice: a card is spoken against the clock, predicted, scored on its rubric, and what was missed becomes due.
//!
//! The same attempt runs under the screen and under the plain mode. It writes nothing, reads no clock and draws no lots:
//! time comes in as milliseconds that have passed, and the shell keeps the attempt on the disk while it runs.

pub mod attempt;
pub mod due;
pub mod notes;
pub mod score;
pub mod task;

pub use attempt::{Attempt, Manner, Place};
pub use score::{Scored, clock, score_text};
pub use task::{Step, StepKind, Task, TaskPoint};
