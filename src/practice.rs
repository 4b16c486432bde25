//! One sitting as a state machine: what is asked now, what a grade does, what comes next, and how it ended.
//!
//! The same machine runs under the screen and under the plain mode. It writes nothing: a grade becomes an entry for the
//! journal, and only when the shell says that it is saved does the sitting go on.

pub mod answer;
pub mod confusion;
pub mod drill;
pub mod interview_day;
pub mod mock;
pub mod own_stories;
pub mod partner;
pub mod question;
pub mod repair;
pub mod spoken;
pub mod study;
pub mod talk;
pub mod weak_points;

pub use drill::{Asked, Drill, Waiting};
pub use question::{Question, question};
pub use repair::Repair;
pub use study::{Facts, Study};
pub use talk::{Speaking, Talk};
pub use weak_points::WeakPoint;
