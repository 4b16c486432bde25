//! How an interview went: what `goal result` stores as `result` of a goal row, and how a later answer is added to it.

use serde::{Deserialize, Serialize};

use crate::journal::{GoalRecord, Progress, StudyDay};

/// A result with texts that is longer than this, in bytes, keeps only the keys of its cards: a row has 64 KiB.
const TEXTS_LIMIT: usize = 32 * 1024;

/// How an interview went, a round each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GoalResult {
    /// The rounds that were answered about.
    pub rounds: Vec<RoundResult>,
}

/// How a round went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoundResult {
    /// Its id; empty where the role has none.
    pub round: String,
    /// How it ended.
    pub outcome: Outcome,
    /// What was asked.
    pub asked: Vec<Asked>,
}

/// A question that was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The key of the card that asks it now.
    pub card: String,
    /// What was asked, as the person wrote it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// How a round ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// On to the next.
    Passed,
    /// A rejection.
    Failed,
    /// Not known yet.
    #[default]
    Pending,
    /// It did not take place.
    Cancelled,
}

impl Outcome {
    /// All outcomes in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Passed, Self::Failed, Self::Pending, Self::Cancelled];

    /// The word in commands and in the journal.
    pub fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Pending => "pending",
            Self::Cancelled => "cancelled",
        }
    }

    /// Finds an outcome by its word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

impl GoalResult {
    /// Reads what a row holds; what is none of ours counts as no result yet.
    pub fn read(result: Option<&str>) -> Self {
        result
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }

    /// Adds how a round went. A round that was answered about before has the new outcome and all its questions.
    pub fn add(&mut self, result: RoundResult) {
        let known = self
            .rounds
            .iter_mut()
            .find(|known| known.round == result.round);
        let Some(known) = known else {
            self.rounds.push(result);
            return;
        };
        known.outcome = result.outcome;
        for asked in result.asked {
            if !known.asked.iter().any(|old| old.card == asked.card) {
                known.asked.push(asked);
            }
        }
    }

    /// The JSON of a row, without the texts where it would be too long.
    pub fn written(mut self) -> String {
        let json = |result: &Self| serde_json::to_string(result).unwrap_or_default();
        let text = json(&self);
        if text.len() <= TEXTS_LIMIT {
            return text;
        }
        for asked in self.rounds.iter_mut().flat_map(|round| &mut round.asked) {
            asked.text.clear();
        }
        json(&self)
    }
}

/// The goal whose result is asked for: the last that is over and has none, else the nearest to come.
pub fn awaited(progress: &Progress, today: StudyDay) -> Option<&GoalRecord> {
    let over = progress
        .goals
        .values()
        .filter(|record| record.is_open() && record.day.is_some_and(|day| day <= today));
    over.max_by_key(|record| record.day)
        .or_else(|| progress.open_goals(today).into_iter().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(card: &str) -> Asked {
        Asked {
            card: card.to_owned(),
            text: format!("about {card}"),
        }
    }

    fn round(id: &str, outcome: Outcome, cards: &[&str]) -> RoundResult {
        RoundResult {
            round: id.to_owned(),
            outcome,
            asked: cards.iter().map(|card| asked(card)).collect(),
        }
    }

    #[test]
    fn a_later_answer_changes_the_outcome_and_adds_questions() {
        let mut result = GoalResult::default();
        result.add(round("lead", Outcome::Pending, &["a/x"]));
        result.add(round("final", Outcome::Cancelled, &[]));
        result.add(round("lead", Outcome::Passed, &["a/x", "a/y"]));
        let written = result.clone().written();
        assert_eq!(GoalResult::read(Some(&written)), result);
        assert_eq!(result.rounds.len(), 2);
        assert_eq!(result.rounds[0].outcome, Outcome::Passed);
        assert_eq!(result.rounds[0].asked, [asked("a/x"), asked("a/y")]);
    }

    #[test]
    fn a_result_of_another_program_is_read_as_far_as_it_goes() {
        for text in ["\"passed\"", "[1]", "{", "{\"rounds\":3}"] {
            assert_eq!(GoalResult::read(Some(text)), GoalResult::default());
        }
        let read = GoalResult::read(Some(
            r#"{"later":1,"rounds":[{"round":"r","outcome":"passed","mood":"fine"}]}"#,
        ));
        assert_eq!(read.rounds, [round("r", Outcome::Passed, &[])]);
        assert_eq!(GoalResult::read(None), GoalResult::default());
    }

    #[test]
    fn a_long_result_keeps_its_cards_and_fits_a_row() {
        let cards: Vec<String> = (0..300).map(|at| format!("asked/{at:0>64}")).collect();
        let cards: Vec<&str> = cards.iter().map(String::as_str).collect();
        let mut result = GoalResult::default();
        result.add(round("lead", Outcome::Passed, &cards));
        let written = result.written();
        assert!(written.len() < 60_000, "{}", written.len());
        assert_eq!(GoalResult::read(Some(&written)).rounds[0].asked.len(), 300);
    }
}
