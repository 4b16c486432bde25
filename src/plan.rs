//! What next: roles to interview for, learning steps, when an item is due, and the queue of a sitting.
//!
//! Without a date the rule is FSRS at the desired retention: due items by lowest recall first, then new ones until the
//! minutes of the day are full. Nothing here knows a clock; the study day comes in as a value.

pub mod agenda;
pub mod brief;
pub mod calibration;
pub mod check;
pub mod facet_order;
pub mod fill;
pub mod form;
pub mod goal;
pub mod mix;
pub mod new_words;
pub mod policy;
pub mod queue;
pub mod schedule;
pub mod session;
pub mod share;
pub mod simulate;
pub mod spoken;
pub mod statistics;
pub mod steps;
pub mod track;
pub mod warm_up;
pub mod weights;

pub use agenda::{Agenda, Aim};
pub use brief::Brief;
pub use calibration::Calibration;
pub use facet_order::FacetOrder;
pub use mix::{Mix, Scope};
pub use new_words::NewWords;
pub use queue::{Mode, Pick, Queue, Request, Why, queue};
pub use schedule::{Standing, standing};
pub use share::Share;
pub use statistics::Statistics;
pub use track::{Round, Track};

/// Minutes a day where the person has set none.
pub const DEFAULT_MINUTES: u32 = 30;

/// Seconds that a new item takes on its first day, steps included; the default of FSRS's own simulator.
pub const NEW_SECONDS: f64 = 38.0;

/// Seconds of a review by grade, Again with its relearning; the defaults of FSRS's own simulator.
pub const REVIEW_SECONDS: [f64; 4] = [38.2, 17.6, 12.4, 8.9];

/// How often a new item is first graded Again, Hard, Good, Easy; the defaults of FSRS's own simulator.
pub const FIRST_SHARES: [f64; 4] = [0.24, 0.094, 0.495, 0.171];

/// How often a recalled item is graded Hard, Good, Easy; the defaults of FSRS's own simulator.
pub const RECALLED_SHARES: [f64; 3] = [0.224, 0.631, 0.145];

/// Seconds that the review of an item is expected to take at a recall probability.
pub fn review_seconds(recall: f64) -> f64 {
    let recalled: f64 = RECALLED_SHARES
        .iter()
        .zip(&REVIEW_SECONDS[1..])
        .map(|(share, cost)| share * cost)
        .sum();
    (1.0 - recall) * REVIEW_SECONDS[0] + recall * recalled
}
