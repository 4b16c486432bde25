//! What is wrong with a deck, where, and how to mend it.

use std::collections::HashMap;

use serde::Serialize;

use super::{
    SafeText,
    rule::{Rule, rule},
};

/// What a problem does to the card that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The card cannot be asked and is left out.
    Skip,
    /// The card loads; `deck check` exits 1.
    Error,
    /// The card loads; `deck check` exits 0.
    Warning,
}

impl Level {
    /// The word in `deck check`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A place in a file, both counted from 1; column in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl Position {
    /// The first column of a line.
    pub fn line(line: u32) -> Self {
        Self { line, column: 1 }
    }
}

/// One thing that is wrong with a deck file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which rule found it.
    pub rule: &'static Rule,
    /// What it does here; most often the level of the rule.
    pub level: Level,
    /// Where it stands.
    pub position: Position,
    /// The id of the card, as far as it is known.
    pub card: SafeText,
    /// What is wrong, in one line.
    pub message: SafeText,
    /// What to write instead, in one line.
    pub fix: SafeText,
}

impl Problem {
    /// A problem under a rule of the table, with the level and the mend that the table gives.
    pub fn new(name: &str, position: Position, message: impl AsRef<str>) -> Self {
        let rule = rule(name);
        Self {
            rule,
            level: rule.level,
            position,
            card: SafeText::default(),
            message: SafeText::from_line(message.as_ref()),
            fix: SafeText::from_line(rule.mend),
        }
    }

    /// Names the card.
    pub fn of_card(mut self, card: &str) -> Self {
        self.card = SafeText::from_line(card);
        self
    }

    /// Says what to write here instead, where that is more than the table says.
    pub fn with_fix(mut self, fix: impl AsRef<str>) -> Self {
        self.fix = SafeText::from_line(fix.as_ref());
        self
    }

    /// Gives the problem another level than its rule has.
    pub fn at_level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }
}

/// So many problems of one rule in one card, or outside of cards, are told; more of them say nothing new.
pub const TOLD: usize = 100;

/// Leaves out what one rule finds in one card beyond the first hundred, and says so in the last that stays.
pub fn thin_out(problems: &mut Vec<Problem>) {
    if problems.len() <= TOLD {
        return;
    }
    let mut counts: HashMap<(&str, SafeText), usize> = HashMap::new();
    let mut at = 0;
    let mut last: HashMap<(&str, SafeText), usize> = HashMap::new();
    problems.retain(|problem| {
        let key = (problem.rule.name, problem.card.clone());
        let count = counts.entry(key.clone()).or_default();
        *count += 1;
        let stays = *count <= TOLD;
        if stays {
            last.insert(key, at);
            at += 1;
        }
        stays
    });
    for (key, at) in last {
        if counts.get(&key).is_some_and(|count| *count > TOLD)
            && let Some(problem) = problems.get_mut(at)
        {
            let message = format!("{}; more like it are not listed", problem.message);
            problem.message = SafeText::from_line(&message);
        }
    }
}
