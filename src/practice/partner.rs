//! Being interviewed by a partner: what runs on the partner's machine, the result file that it writes, the same on paper, and
//! what the candidate takes in from it.
//!
//! A partner scores and never writes to a journal; a candidate takes in points and never a score that somebody else summed.
//! Files come from another person, so everything in them is checked before anything is used.

#[cfg(test)]
mod example;
pub mod import;
pub mod interview;
pub mod limits;
pub mod result;
pub mod sheet;

pub use import::{Accepted, AcceptedCard};
pub use interview::{Asked, Interview, Stage};
pub use result::{Fault, ResultCard, ResultFile};
