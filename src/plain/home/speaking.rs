//! What the home says about speaking, a line each.

use crate::practice::{Speaking, mock::RoundStanding};

/// What to speak about today; `None` where there is nothing.
pub fn speaking_line(speaking: &Speaking) -> Option<String> {
    let line = speaking.line()?;
    Some(format!(
        "To speak about: {} min, {}.",
        line.minutes,
        line.text()
    ))
}

/// Where the person stands in the rounds; `None` where there are none.
pub fn rounds_line(rounds: &[RoundStanding]) -> Option<String> {
    let words = |round: &RoundStanding| format!("{} {}", round.name, round.words());
    let rounds: Vec<String> = rounds.iter().map(words).collect();
    (!rounds.is_empty()).then(|| format!("Rounds: {}.", rounds.join(" · ")))
}
