//! What to speak about today: a round to rehearse, a card, or one phase of a long card, within the minutes for speaking.
//!
//! Which minutes there are is decided in `plan::share`, which card comes first in `plan::spoken`; here the two meet. It
//! follows from what is given, so that the same moment always gets the same answer.

mod choose;

use crate::{deck::SafeText, journal::StudyDay};

pub use choose::{Chooser, RoundChoice};

/// Speaking as it stands today.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speaking {
    /// The study day.
    pub today: StudyDay,
    /// Per cent of today's minutes for it.
    pub percent: u32,
    /// Seconds that are left for it today, those of the days before that were not spoken among them.
    pub seconds: f64,
    /// What to speak about.
    pub talk: Option<Talk>,
    /// What does not fit before the day, in a sentence.
    pub left_out: Option<String>,
}

/// What to speak about.
#[derive(Clone, Debug, PartialEq)]
pub struct Talk {
    /// What.
    pub what: Subject,
    /// How long it takes, minutes.
    pub minutes: u32,
    /// Today, or the day to which it is moved because it is longer than what today has.
    pub day: StudyDay,
    /// Why this.
    pub why: Reason,
}

/// A round, a card, or a phase of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A rehearsal.
    Round {
        /// The role.
        track: String,
        /// The round.
        round: String,
        /// What it is called.
        name: SafeText,
    },
    /// A whole card.
    Card {
        /// Its folded key.
        key: String,
        /// What it asks, in a few words.
        name: SafeText,
    },
    /// One phase alone.
    Phase {
        /// The folded key of its card.
        key: String,
        /// What the card asks, in a few words.
        name: SafeText,
        /// The title of the phase.
        phase: SafeText,
    },
}

/// Why something is to be spoken about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// It is the round of the interview, or any where the interview has none, and was rehearsed less than twice.
    OwnRound {
        /// How often it was rehearsed.
        tries: usize,
    },
    /// Minutes remain for another round.
    OtherRound {
        /// How often it was rehearsed.
        tries: usize,
        /// Its last score.
        last: Option<f64>,
    },
    /// Of the cards that fit it has the most to gain.
    Card {
        /// Its last score.
        last: Option<f64>,
    },
    /// The whole card is longer than what there is, and this phase has the most to gain.
    Phase {
        /// How much of 100 its points lost last, in halves; all of it where they were never scored.
        lost: u32,
        /// Whether its points were scored before.
        is_tried: bool,
    },
}

/// What to speak about in a line, with the minutes before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkLine {
    /// Minutes that it takes today; where it is moved, those of today that are kept for it.
    pub minutes: u32,
    /// Words before the name.
    pub before: &'static str,
    /// The name, which may be cut.
    pub name: SafeText,
    /// Words after the name: the phase, or the day.
    pub after: String,
}

impl TalkLine {
    /// The words in one.
    pub fn text(&self) -> String {
        format!("{}{}{}", self.before, self.name, self.after)
    }
}

impl Speaking {
    /// What to speak about, in a line; `None` where there is nothing.
    pub fn line(&self) -> Option<TalkLine> {
        let talk = self.talk.as_ref()?;
        let (name, phase) = talk.words();
        if talk.day > self.today {
            let day = day_in_words(talk.day, self.today);
            return Some(TalkLine {
                minutes: self.minutes(),
                before: "kept for ",
                name: name.clone(),
                after: format!("{phase} {day}, {} min", talk.minutes),
            });
        }
        Some(TalkLine {
            minutes: talk.minutes,
            before: match talk.what {
                Subject::Round { .. } => "Rehearse ",
                Subject::Card { .. } | Subject::Phase { .. } => "",
            },
            name: name.clone(),
            after: phase,
        })
    }

    /// Whole minutes that are left for speaking today.
    pub fn minutes(&self) -> u32 {
        (self.seconds / 60.0).floor() as u32
    }
}

impl Talk {
    /// Whether it is for a day, and not moved to a later one.
    pub fn is_for(&self, day: StudyDay) -> bool {
        self.day == day
    }

    fn words(&self) -> (&SafeText, String) {
        match &self.what {
            Subject::Round { name, .. } | Subject::Card { name, .. } => (name, String::new()),
            Subject::Phase { name, phase, .. } => {
                (name, format!(", the {} only", in_a_line(phase)))
            }
        }
    }
}

/// A day to come in words: `tomorrow`, `on Thursday`, or with its date where it is more than a week away.
pub fn day_in_words(day: StudyDay, today: StudyDay) -> String {
    let format = match day.since(today) {
        0 => return "today".to_owned(),
        1 => return "tomorrow".to_owned(),
        2..=6 => "on %A",
        _ => "on %A %-d %B",
    };
    day.date().strftime(format).to_string()
}

impl Reason {
    /// A word for it, for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::OwnRound { .. } => "own-round",
            Self::OtherRound { .. } => "other-round",
            Self::Card { .. } => "card",
            Self::Phase { .. } => "phase",
        }
    }

    /// Why, in words.
    pub fn words(self) -> String {
        use crate::practice::spoken::score_text;
        let last = |score: Option<f64>| match score {
            None => "not tried yet".to_owned(),
            Some(score) => format!("last {}", score_text(score)),
        };
        match self {
            Self::OwnRound { tries: 0 } => "to be rehearsed twice before the day".to_owned(),
            Self::OwnRound { .. } => "rehearsed once, to be rehearsed twice".to_owned(),
            Self::OtherRound { last: score, .. } | Self::Card { last: score } => last(score),
            Self::Phase {
                lost,
                is_tried: true,
            } => {
                format!(
                    "{} of 100 lost there last",
                    score_text(f64::from(lost) / 2.0)
                )
            }
            Self::Phase { .. } => "not tried yet, and the whole is longer than today".to_owned(),
        }
    }
}

/// A title within a sentence: `Deep dive` as `deep dive`, `API` as it is.
fn in_a_line(title: &SafeText) -> String {
    let mut letters = title.chars();
    let is_word = title.chars().nth(1).is_none_or(char::is_lowercase);
    match letters.next() {
        Some(first) if is_word => first.to_lowercase().chain(letters).collect(),
        _ => title.to_string(),
    }
}

/// What a card asks in a few words: the first clause of its prompt, without marks.
pub fn short_name(prompt: &SafeText) -> SafeText {
    let plain: String = prompt.chars().filter(|c| !"*`".contains(*c)).collect();
    let ends = |(at, c): &(usize, char)| {
        let after = plain[at + c.len_utf8()..].chars().next();
        let is_last = after.is_none_or(char::is_whitespace);
        *at >= SHORTEST_NAME && ("：。？".contains(*c) || is_last && ":.?".contains(*c))
    };
    let end = plain.char_indices().find(ends);
    SafeText::from_line(end.map_or(&*plain, |(at, _)| &plain[..at]))
}

/// A first clause of fewer bytes says too little to be a name.
const SHORTEST_NAME: usize = 9;

#[cfg(test)]
mod tests;
