//! An interview on the partner's machine as a state machine: cards in turn, each with its steps on the clock, the candidate's
//! own prediction, the points with a line of note each, and a line for the candidate.
//!
//! It can be written down at any moment and gone on with later. It reads no clock and writes nothing.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::limits::{CARD_MS_LIMIT, GAP_MS, NOTES_LIMIT, name};
use crate::{
    journal::Moment,
    plan::{Round, Track},
    practice::{
        mock::{Drawn, Shortfall},
        spoken::{Scored, StepKind, Task, notes},
    },
};

/// The version of the file of an interview that is under way.
pub const PART_FORMAT: u32 = 1;

/// What such a file says it is.
pub const PART_KIND: &str = "mensetsu-interview-part";

/// An interview.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Interview {
    /// The version of the file.
    pub format: u32,
    /// What the file is.
    pub kind: String,
    /// What tells it from every other interview.
    pub id: String,
    /// The role; empty where cards were named.
    pub track: String,
    /// The round; empty where cards were named.
    pub round: String,
    /// What the round is called.
    pub title: String,
    /// Minutes of the round.
    pub minutes: u32,
    /// When it began, UTC ms.
    pub began: i64,
    /// Minutes east of UTC then.
    pub zone: i32,
    /// Who is interviewed; empty where nobody said.
    pub candidate: String,
    /// Who interviews.
    pub partner: String,
    /// The cards in their order.
    pub cards: Vec<Asked>,
    /// Which of them is asked now; their number once all are done.
    pub at: usize,
}

/// A card of an interview.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// `deck/card`.
    pub card: String,
    /// crc32 of the rubric with which it is scored.
    pub rubric: u32,
    /// Where it stands.
    pub stage: Stage,
    /// Time of each step, ms.
    pub spent: Vec<u64>,
    /// Whether the clock stands.
    pub is_paused: bool,
    /// What the partner wrote down while listening, for each step.
    pub heard: Vec<String>,
    /// The candidate's own prediction, 0 to 100.
    pub said: Option<u8>,
    /// Half points of each point, as far as they are decided.
    pub ticks: Vec<Option<u8>>,
    /// A line of note on each point; `None` where it was not asked for yet.
    pub notes: Vec<Option<String>>,
    /// A line for the candidate.
    pub overall: String,
}

/// Where a card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// A step is spoken, by its index.
    Step(usize),
    /// The candidate is asked for a prediction.
    Predict,
    /// The points are ticked.
    Points,
    /// A line for the candidate is written.
    Overall,
    /// All is said and ticked.
    Done,
}

impl Default for Stage {
    fn default() -> Self {
        Self::Step(0)
    }
}

/// An interview that begins or goes on, with what it needs.
#[derive(Debug)]
pub struct Begun {
    /// The interview.
    pub interview: Interview,
    /// Its cards as they are in the decks.
    pub tasks: Vec<Task>,
    /// What to say before the first card.
    pub sentences: Vec<String>,
    /// Where the result goes.
    pub file: PathBuf,
    /// Whether a file that is there may be written over.
    pub replaces: bool,
}

impl Interview {
    /// Begins an interview with some cards. `id` must be another one each time.
    pub fn new(id: String, tasks: &[Task], now: Moment) -> Self {
        Self {
            format: PART_FORMAT,
            kind: PART_KIND.to_owned(),
            id,
            began: now.ms,
            zone: now.zone_minutes,
            minutes: tasks.iter().map(|task| task.minutes).sum(),
            cards: tasks.iter().map(Asked::new).collect(),
            ..Self::default()
        }
    }

    /// Says who is interviewed, and who interviews.
    #[must_use]
    pub fn between(self, candidate: &str, partner: &str) -> Self {
        Self {
            candidate: name(candidate),
            partner: name(partner),
            ..self
        }
    }

    /// Says which round it rehearses.
    #[must_use]
    pub fn of_round(self, track: &Track, round: &Round) -> Self {
        Self {
            track: track.id.clone(),
            round: round.id.clone(),
            title: name(&round.name.line()),
            minutes: round.minutes,
            ..self
        }
    }

    /// What its result is called where nobody says: by day and round. Letters that no file should hold become dashes.
    pub fn file_name(&self, day: jiff::civil::Date) -> String {
        let round = if self.round.is_empty() {
            "cards"
        } else {
            &self.round
        };
        let safe = |c: char| {
            if c.is_ascii_alphanumeric() || "-_".contains(c) {
                c
            } else {
                '-'
            }
        };
        let round: String = round.chars().map(safe).take(64).collect();
        format!("interview-{day}-{round}.json")
    }

    /// The card that is asked now.
    pub fn card(&self) -> Option<&Asked> {
        self.cards.get(self.at)
    }

    /// The card that is asked now, to change it.
    pub fn card_mut(&mut self) -> Option<&mut Asked> {
        self.cards.get_mut(self.at)
    }

    /// Whether all cards are done.
    pub fn is_done(&self) -> bool {
        self.at >= self.cards.len()
    }

    /// Time on the clock of all cards so far, ms.
    pub fn total_ms(&self) -> u64 {
        let times = self.cards.iter().map(Asked::total_ms);
        times.fold(0, u64::saturating_add)
    }

    /// Fits what was written down to the decks of now: a card that is not done yet has the steps and points of now. Returns
    /// the keys of those whose rubric is another one.
    pub fn fit(&mut self, tasks: &[Task]) -> Vec<String> {
        let mut edited = Vec::new();
        for (asked, task) in self.cards.iter_mut().zip(tasks) {
            if asked.stage != Stage::Done && asked.fit(task) {
                edited.push(task.key.clone());
            }
        }
        let done = |asked: &Asked| asked.stage == Stage::Done;
        self.at = self.cards.iter().take_while(|asked| done(asked)).count();
        edited
    }

    /// Ends the card that is asked now: what was not ticked was missed. The next one comes, its clock standing.
    pub fn close_card(&mut self) {
        if let Some(asked) = self.card_mut() {
            asked.ticks.iter_mut().for_each(|tick| {
                tick.get_or_insert(0);
            });
            asked.stage = Stage::Done;
            self.at += 1;
        }
    }
}

impl Asked {
    /// A card before its first word.
    pub fn new(task: &Task) -> Self {
        let (steps, points) = (task.steps.len(), task.points.len());
        Self {
            card: task.key.clone(),
            rubric: task.rubric,
            spent: vec![0; steps],
            heard: vec![String::new(); steps],
            ticks: vec![None; points],
            notes: vec![None; points],
            ..Self::default()
        }
    }

    /// Fits the card to a task that may have been edited, or to a file that was damaged. Points of another rubric are ticked
    /// anew, and what was noted on the old ones is kept beside what was heard. Returns whether the rubric is another.
    fn fit(&mut self, task: &Task) -> bool {
        let (steps, points) = (task.steps.len(), task.points.len());
        let is_other = self.rubric != task.rubric;
        let fits = self.ticks.len() == points && self.notes.len() == points;
        let mut kept: Vec<String> = self.heard.drain(steps.min(self.heard.len())..).collect();
        if is_other || !fits {
            kept.extend(self.notes.drain(..).flatten());
            self.ticks = vec![None; points];
            self.notes = vec![None; points];
        }
        for tick in &mut self.ticks {
            *tick = tick.map(|value| value.min(2));
        }
        self.said = self.said.map(|said| said.min(100));
        self.heard.resize(steps, String::new());
        self.spent.resize(steps, 0);
        if let Some(last) = self.heard.last_mut() {
            for text in kept.iter().filter(|text| !text.is_empty()) {
                last.push_str(if last.is_empty() { "" } else { "\n" });
                last.push_str(text);
            }
        }
        if let Stage::Step(at) = self.stage {
            self.stage = Stage::Step(at.min(steps.saturating_sub(1)));
        }
        self.rubric = task.rubric;
        is_other
    }

    /// The step that is spoken, if one is.
    pub fn step(&self) -> Option<usize> {
        match self.stage {
            Stage::Step(at) => Some(at),
            _ => None,
        }
    }

    /// Time passes, ms: it counts for the step that is spoken, unless the clock stands.
    pub fn pass(&mut self, ms: u64) {
        let room = CARD_MS_LIMIT.saturating_sub(self.total_ms());
        if !self.is_paused
            && let Stage::Step(at) = self.stage
            && let Some(spent) = self.spent.get_mut(at)
        {
            *spent += ms.min(room);
        }
    }

    /// Goes to what comes next: the step after this one, the prediction, the points, the line for the candidate.
    pub fn go_on(&mut self) {
        self.stage = match self.stage {
            Stage::Step(at) if at + 1 < self.spent.len() => Stage::Step(at + 1),
            Stage::Step(_) => Stage::Predict,
            Stage::Predict => Stage::Points,
            Stage::Points | Stage::Overall => Stage::Overall,
            Stage::Done => Stage::Done,
        };
    }

    /// Goes back to what was before, as far as the first step.
    pub fn go_back(&mut self) {
        let last = self.spent.len().saturating_sub(1);
        self.stage = match self.stage {
            Stage::Step(at) => Stage::Step(at.saturating_sub(1)),
            Stage::Predict => Stage::Step(last),
            Stage::Points => Stage::Predict,
            Stage::Overall => Stage::Points,
            Stage::Done => Stage::Done,
        };
    }

    /// Ends all speaking: the prediction is asked for next.
    pub fn stop(&mut self) {
        if matches!(self.stage, Stage::Step(_)) {
            self.stage = Stage::Predict;
        }
    }

    /// Takes the candidate's prediction, or none.
    pub fn predict(&mut self, said: Option<u8>) {
        self.said = said.map(|said| said.min(100));
        self.stage = Stage::Points;
    }

    /// Decides a point: 0 missed, 1 half, 2 full.
    pub fn tick(&mut self, point: usize, value: u8) {
        if let Some(tick) = self.ticks.get_mut(point) {
            *tick = Some(value.min(2));
        }
    }

    /// Takes the line of note on a point, in place of the one it has. What is over the limit is not kept.
    pub fn note(&mut self, point: usize, text: &str) -> notes::Taken {
        let before = self.notes.get(point).and_then(Option::as_deref);
        let (kept, how) = line_within(text, self.room(before.unwrap_or_default()));
        if let Some(note) = self.notes.get_mut(point) {
            *note = Some(kept);
        }
        how
    }

    /// Takes the line for the candidate.
    pub fn write_overall(&mut self, text: &str) -> notes::Taken {
        let (kept, how) = line_within(text, self.room(&self.overall));
        self.overall = kept;
        how
    }

    /// Takes what was heard in the step that is spoken, in place of what it has.
    pub fn hear(&mut self, text: &str) -> notes::Taken {
        let Stage::Step(at) = self.stage else {
            return notes::Taken::Whole;
        };
        // The lone full stop that ends notes elsewhere is none.
        let text = if text.trim() == "." { "" } else { text };
        let before = self.heard.get(at).map(String::as_str);
        let (kept, how) = notes::taken(text, self.room(before.unwrap_or_default()));
        if let Some(heard) = self.heard.get_mut(at) {
            *heard = kept;
        }
        how
    }

    /// Characters that are left for a text, in place of what it holds now.
    fn room(&self, text: &str) -> usize {
        let count = |text: &str| text.chars().count();
        let all: usize = self.heard.iter().map(|text| count(text)).sum::<usize>()
            + self
                .notes
                .iter()
                .flatten()
                .map(|text| count(text))
                .sum::<usize>()
            + count(&self.overall);
        NOTES_LIMIT.saturating_sub(all - count(text))
    }

    /// The first point that is not decided, or whose note was not asked for.
    pub fn open_point(&self) -> Option<usize> {
        let mut points = self.ticks.iter().zip(&self.notes);
        points.position(|(tick, note)| tick.is_none() || note.is_none())
    }

    /// How many points are not ticked.
    pub fn undecided(&self) -> usize {
        self.ticks.iter().filter(|tick| tick.is_none()).count()
    }

    /// What the ticks come to; what is not ticked counts as missed.
    pub fn scored(&self, task: &Task) -> Scored {
        Scored::of_points(&task.points, &self.values())
    }

    /// Half points of each point; what is not ticked was missed.
    pub fn values(&self) -> Vec<u8> {
        self.ticks.iter().map(|tick| tick.unwrap_or(0)).collect()
    }

    /// Time on the clock, ms.
    pub fn total_ms(&self) -> u64 {
        let times = self.spent.iter().copied();
        times.fold(0, u64::saturating_add)
    }

    /// Time of each phase, ms; follow-ups are in the whole alone.
    pub fn phase_ms(&self, task: &Task) -> Vec<u64> {
        let timed = task.steps.iter().zip(&self.spent);
        timed
            .filter(|(step, _)| step.kind == StepKind::Phase)
            .map(|(_, spent)| *spent)
            .collect()
    }
}

/// What is to be said of what a round drew: short cards need no partner.
pub fn sentences(drawn: &Drawn) -> Vec<String> {
    let spoken = |shortfall: &&Shortfall| shortfall.kind.is_spoken();
    let shortfalls = drawn.shortfalls.iter().filter(spoken);
    let mut sentences: Vec<String> = shortfalls.map(Shortfall::sentence).collect();
    match drawn.words.len() {
        0 => {}
        1 => sentences
            .push("The short card of the round is left out; it needs no partner.".to_owned()),
        count => sentences.push(format!(
            "The {count} short cards of the round are left out; they need no partner."
        )),
    }
    sentences
}

/// A gap between two signs of life as the time that was lived, ms: none where the clock went back or somebody was away.
pub fn lived(before: i64, now: i64) -> u64 {
    let gap = now.saturating_sub(before);
    if (0..=GAP_MS).contains(&gap) {
        gap as u64
    } else {
        0
    }
}

/// One line within some room.
fn line_within(text: &str, room: usize) -> (String, notes::Taken) {
    notes::taken(&text.replace(['\n', '\r'], " "), room)
}

#[cfg(test)]
mod tests;
