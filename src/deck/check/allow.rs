//! `Allow: rule — reason`: what an author lets stand. It must be needed and must say why.

use super::{Placed, Report};
use crate::deck::{Level, Problem, rule};

/// So many rules a card may allow; there are not as many.
const ALLOWED: usize = 100;

/// Takes out the problems that their card allows, and reports what is allowed without need or reason.
///
/// A card that cannot be asked is left out whatever its author allows.
pub(super) fn apply(subject: &Placed<'_>, problems: &mut Vec<Problem>) {
    for card in &subject.loaded.deck.cards {
        if card.allow.is_empty() {
            continue;
        }
        let mut report = Report::new(card, subject);
        for allow in card.allow.iter().take(ALLOWED) {
            let name = allow.rule.as_str();
            let is_it = |problem: &Problem| {
                problem.rule.name == name
                    && problem.level != Level::Skip
                    && *problem.card == *card.id.as_str()
            };
            let before = problems.len();
            problems.retain(|problem| !is_it(problem));
            if before == problems.len() {
                let message = match (rule::find(name), rule::nearest(name)) {
                    (Some(_), _) => format!("{name} finds nothing in this card"),
                    (None, Some(near)) => {
                        format!("there is no rule {name:?}; did you mean {near}?")
                    }
                    (None, None) => format!("there is no rule {name:?}"),
                };
                report.at("allow", name, "allow-unused", message);
            } else if allow.reason.is_empty() {
                report.at(
                    "allow",
                    name,
                    "allow-no-reason",
                    format!("why may {name} stand here?"),
                );
            }
        }
        problems.extend(report.found);
    }
}
