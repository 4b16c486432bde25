//! The result file of an interview: how it is written, and how a file that somebody sent is read.
//!
//! It holds points and never a score: the score is summed where the file is taken in. Reading checks everything that can be
//! checked without decks and names every fault; `docs/partner.md` is the format in words.

mod read;

use serde::Serialize;

use super::{
    interview::Interview,
    limits::{CARD_MS_LIMIT, name},
};
use crate::{
    deck::SafeText,
    journal::Moment,
    practice::spoken::{Task, notes},
};

pub use read::{Fault, parse};

/// The version of the file.
pub const FILE_FORMAT: u32 = 1;

/// What the file says it is.
pub const FILE_KIND: &str = "mensetsu-interview";

/// Ids of interviews begin with this, so that none can be taken for a rehearsal of one's own.
pub const ID_START: &str = "interview-";

/// Titles of steps and points stand between notes with at most so many characters.
const TITLE_LIMIT: usize = 100;

/// What a partner scored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultFile {
    /// What tells it from every other interview; the rehearsal in the candidate's journal goes by it.
    pub id: String,
    /// The role; empty where cards were named.
    pub track: String,
    /// The round; empty where cards were named.
    pub round: String,
    /// When it began, RFC 3339, or the day alone.
    pub date: String,
    /// Who was interviewed; may be empty.
    pub candidate: String,
    /// Who interviewed; may be empty.
    pub partner: String,
    /// The cards in the order in which they were asked.
    pub cards: Vec<ResultCard>,
}

/// A card that a partner scored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultCard {
    /// `deck/card`.
    pub card: String,
    /// crc32 of the rubric that was ticked.
    pub rubric: u32,
    /// Half points of each point, 0 to 2.
    pub points: Vec<u8>,
    /// A line of note on each point; may be empty.
    pub notes: Vec<String>,
    /// What the partner wrote down while listening.
    pub heard: String,
    /// A line for the candidate.
    pub overall: String,
    /// The candidate's own prediction, 0 to 100.
    pub said: Option<u8>,
    /// Time on the clock, ms, follow-ups included.
    pub ms: u64,
    /// Time of each phase, ms; empty where nobody measured.
    pub phases: Vec<u64>,
}

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    kind: &'static str,
    id: &'a str,
    track: &'a str,
    round: &'a str,
    date: &'a str,
    candidate: &'a str,
    partner: &'a str,
    cards: Vec<WrittenCard<'a>>,
}

#[derive(Serialize)]
struct WrittenCard<'a> {
    card: &'a str,
    rubric: String,
    /// `None` for each point of a sheet that is to be filled in.
    points: Vec<Option<u8>>,
    notes: Vec<&'a str>,
    heard: &'a str,
    overall: &'a str,
    prediction: Option<u8>,
    ms: u64,
    phase_ms: &'a [u64],
}

impl ResultFile {
    /// What an interview came to.
    pub fn of(interview: &Interview, tasks: &[Task]) -> Self {
        let cards = interview.cards.iter().zip(tasks).map(|(asked, task)| {
            let title = |text: &str| text.chars().take(TITLE_LIMIT).collect::<String>();
            let titles: Vec<String> = task.steps.iter().map(|step| title(&step.title)).collect();
            let heard = asked.heard.iter().map(String::as_str);
            let heard = titles.iter().map(String::as_str).zip(heard);
            ResultCard {
                card: asked.card.clone(),
                rubric: asked.rubric,
                points: asked.values(),
                notes: asked
                    .notes
                    .iter()
                    .map(|note| line(note.as_deref().unwrap_or_default()))
                    .collect(),
                heard: block(&notes::joined(heard)),
                overall: line(&asked.overall),
                said: asked.said,
                ms: asked.total_ms().min(CARD_MS_LIMIT),
                phases: asked.phase_ms(task),
            }
        });
        Self {
            id: interview.id.clone(),
            track: interview.track.clone(),
            round: interview.round.clone(),
            date: Moment {
                ms: interview.began,
                zone_minutes: interview.zone,
            }
            .rfc3339(),
            candidate: name(&interview.candidate),
            partner: name(&interview.partner),
            cards: cards.collect(),
        }
    }

    /// The file as JSON.
    pub fn text(&self) -> String {
        self.written(Some)
    }

    /// The file with every point left open, for somebody who fills it in by hand.
    pub fn open_text(&self) -> String {
        self.written(|_| None)
    }

    fn written(&self, point: impl Fn(u8) -> Option<u8>) -> String {
        let cards = self.cards.iter().map(|card| WrittenCard {
            card: &card.card,
            rubric: format!("{:08x}", card.rubric),
            points: card.points.iter().map(|value| point(*value)).collect(),
            notes: card.notes.iter().map(String::as_str).collect(),
            heard: &card.heard,
            overall: &card.overall,
            prediction: card.said,
            ms: card.ms,
            phase_ms: &card.phases,
        });
        let written = Written {
            format: FILE_FORMAT,
            kind: FILE_KIND,
            id: &self.id,
            track: &self.track,
            round: &self.round,
            date: &self.date,
            candidate: &self.candidate,
            partner: &self.partner,
            cards: cards.collect(),
        };
        // Strings and whole numbers alone: this cannot fail.
        let mut text = serde_json::to_string_pretty(&written).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The day on which it was, as far as the file says.
    pub fn day(&self) -> Option<jiff::civil::Date> {
        self.date.get(..10)?.parse().ok()
    }
}

impl ResultCard {
    /// Everything that the partner wrote on the card, as the journal keeps it: first the line for the candidate, then what was
    /// heard, then the notes on points by their number and text.
    pub fn text(&self, head: &str, task: &Task) -> String {
        let mut text = head.to_owned();
        let mut add = |part: &str| {
            if !part.is_empty() {
                text.push_str(if text.is_empty() { "" } else { "\n\n" });
                text.push_str(part);
            }
        };
        add(&self.overall);
        add(&self.heard);
        for (index, (point, note)) in task.points.iter().zip(&self.notes).enumerate() {
            let title: String = point.point.chars().take(TITLE_LIMIT).collect();
            if !note.is_empty() {
                add(&format!("## Point {}: {title}\n{note}", index + 1));
            }
        }
        text
    }

    /// Whether the partner wrote anything.
    pub fn has_notes(&self) -> bool {
        !self.overall.is_empty()
            || !self.heard.is_empty()
            || self.notes.iter().any(|note| !note.is_empty())
    }
}

/// A text of a file as it is kept: safe to show, one line.
fn line(text: &str) -> String {
    SafeText::from_line(text).trim().to_owned()
}

/// A text of a file as it is kept: safe to show, with its lines.
fn block(text: &str) -> String {
    SafeText::from_block(text).trim().to_owned()
}

#[cfg(test)]
mod tests;
