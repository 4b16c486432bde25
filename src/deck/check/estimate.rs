//! Rules about estimates: the way to the number is written down and ends at the number.

use super::{Report, words::numbers};
use crate::deck::Estimate;

/// An estimate shows at least so many steps.
const STEPS: usize = 2;

/// Steps may round: this far from the answer, as a share of it, a number is still the answer.
const ROUNDING: f64 = 0.005;

pub(super) fn check(estimate: &Estimate, report: &mut Report<'_>) {
    let steps = &estimate.steps;
    if steps.len() < STEPS {
        report.at(
            "steps",
            "",
            "estimate-no-steps",
            format!("{} of at least {STEPS} steps are shown", steps.len()),
        );
    }
    let Some(last) = steps.last() else { return };
    let is_answer = |number: &f64| (number - estimate.answer).abs() <= estimate.answer * ROUNDING;
    if !numbers(last.source()).iter().any(is_answer) {
        let message = format!("the last step does not come to {}", estimate.answer);
        report.at("steps", last.source(), "estimate-steps-disagree", message);
    }
}
