//! One try at a spoken card as a state machine: speak step by step, predict, score. It can be written down at any moment and
//! gone on with later.

use serde::{Deserialize, Serialize};

use super::{
    notes::{self, NOTES_LIMIT, Taken},
    score::{Scored, pre_ticks},
    task::{StepKind, Task},
};
use crate::journal::entry;

/// A try at a spoken card, as `attempt.json` keeps it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// `deck/card`.
    pub card: String,
    /// The phase, where one is practised alone.
    #[serde(default)]
    pub phase: Option<String>,
    /// crc32 of the rubric with which it began.
    pub rubric: u32,
    /// How it is tried.
    #[serde(default)]
    pub manner: Manner,
    /// Where it stands.
    pub place: Place,
    /// Time of each step, ms.
    pub spent: Vec<u64>,
    /// Notes of each step.
    pub notes: Vec<String>,
    /// Whether the clock stands.
    #[serde(default)]
    pub is_paused: bool,
    /// The predicted score, 0 to 100.
    #[serde(default)]
    pub said: Option<u8>,
    /// Half points of each point, as far as they are decided.
    #[serde(default)]
    pub points: Vec<Option<u8>>,
}

/// How a card is tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Manner {
    /// The model is read first; the try is kept as read and not scored.
    #[serde(default)]
    pub reads_model: bool,
    /// Without a clock: times are noted and nothing runs over.
    #[serde(default)]
    pub is_untimed: bool,
}

/// Where an attempt stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// The model is read before speaking.
    #[default]
    Model,
    /// A step is spoken, by its index.
    Step(usize),
    /// The score is predicted.
    Predict,
    /// The points are ticked.
    Points,
    /// All is said and scored; for a try after reading, said.
    Done,
}

impl Attempt {
    /// Begins a try.
    pub fn new(task: &Task, manner: Manner) -> Self {
        let steps = task.steps.len();
        Self {
            card: task.key.clone(),
            phase: task.phase.as_ref().map(ToString::to_string),
            rubric: task.rubric,
            manner,
            place: if manner.reads_model {
                Place::Model
            } else {
                Place::Step(0)
            },
            spent: vec![0; steps],
            notes: vec![String::new(); steps],
            ..Self::default()
        }
    }

    /// Fits the attempt to a task that may have been edited since it began: steps and points are those of now, times and
    /// notes stay, and ticks of another rubric are taken anew. Returns whether the rubric is another.
    pub fn fit(&mut self, task: &Task) -> bool {
        let steps = task.steps.len();
        if self.notes.len() > steps && steps > 0 {
            let more: Vec<String> = self.notes.drain(steps..).collect();
            let last = &mut self.notes[steps - 1];
            for notes in more.iter().filter(|notes| !notes.is_empty()) {
                last.push_str(if last.is_empty() { "" } else { "\n" });
                last.push_str(notes);
            }
        }
        let lost: u64 = self.spent.iter().skip(steps).sum();
        self.spent.resize(steps, 0);
        self.notes.resize(steps, String::new());
        if let Some(last) = self.spent.last_mut() {
            *last += lost;
        }
        if let Place::Step(at) = self.place
            && at >= steps
        {
            self.place = Place::Step(steps.saturating_sub(1));
        }
        let is_other = self.rubric != task.rubric || self.points.len() != task.points.len();
        if is_other && self.place == Place::Points {
            self.points = pre_ticks(&task.points, &self.all_notes());
        }
        let is_other = self.rubric != task.rubric;
        self.rubric = task.rubric;
        is_other
    }

    /// The step that is spoken, if one is.
    pub fn step(&self) -> Option<usize> {
        match self.place {
            Place::Step(at) => Some(at),
            _ => None,
        }
    }

    /// Time passes, ms: it counts for the step that is spoken, unless the clock stands.
    pub fn pass(&mut self, ms: u64) {
        if !self.is_paused
            && let Place::Step(at) = self.place
            && let Some(spent) = self.spent.get_mut(at)
        {
            *spent = spent.saturating_add(ms);
        }
    }

    /// Takes the notes of the step that is spoken, in place of those it has.
    pub fn write(&mut self, text: &str) -> Taken {
        let Place::Step(at) = self.place else {
            return Taken::Whole;
        };
        let others: usize = self
            .notes
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != at)
            .map(|(_, notes)| notes.chars().count())
            .sum();
        let (kept, how) = notes::taken(text, NOTES_LIMIT.saturating_sub(others));
        if let Some(notes) = self.notes.get_mut(at) {
            *notes = kept;
        }
        how
    }

    /// Goes on: to the next step, then to the prediction; a try after reading ends after its last step.
    pub fn go_on(&mut self, task: &Task) {
        self.is_paused = false;
        self.place = match self.place {
            Place::Model => Place::Step(0),
            Place::Step(at) if at + 1 < task.steps.len() => Place::Step(at + 1),
            Place::Step(_) if self.manner.reads_model => Place::Done,
            Place::Step(_) => Place::Predict,
            place => place,
        };
    }

    /// Ends the answer: what comes next is the first question afterwards that was not asked yet, else the prediction.
    pub fn finish(&mut self, task: &Task) {
        let Place::Step(at) = self.place else {
            return;
        };
        let is_asked = |step: &super::Step| step.kind == StepKind::FollowUp;
        let next = task.steps.iter().skip(at + 1).position(is_asked);
        match next {
            Some(next) if !task.steps.get(at).is_some_and(is_asked) => {
                self.is_paused = false;
                self.place = Place::Step(at + 1 + next);
            }
            _ => self.go_on(task),
        }
    }

    /// Ends all speaking: the score is predicted next, and a try after reading is done.
    pub fn stop(&mut self) {
        if matches!(self.place, Place::Model | Place::Step(_)) {
            self.is_paused = false;
            self.place = if self.manner.reads_model {
                Place::Done
            } else {
                Place::Predict
            };
        }
    }

    /// Takes a prediction, or none, and ticks the points beforehand by what the notes say.
    pub fn predict(&mut self, said: Option<u8>, task: &Task) {
        self.said = said.map(|said| said.min(100));
        self.points = pre_ticks(&task.points, &self.all_notes());
        self.place = Place::Points;
    }

    /// Decides a point: 0 missed, 1 touched, 2 full.
    pub fn tick(&mut self, point: usize, value: u8) {
        if let Some(tick) = self.points.get_mut(point) {
            *tick = Some(value.min(2));
        }
    }

    /// The first point that is not decided, if one is.
    pub fn undecided(&self) -> Option<usize> {
        self.points.iter().position(Option::is_none)
    }

    /// What the decided points come to; `None` while one is not decided.
    pub fn scored(&self, task: &Task) -> Option<Scored> {
        let values: Option<Vec<u8>> = self.points.iter().copied().collect();
        values.map(|values| Scored::of_points(&task.points, &values))
    }

    /// All notes, as keywords are looked up in them.
    pub fn all_notes(&self) -> String {
        self.notes.join("\n")
    }

    /// Whether anything was said or written that would be lost.
    pub fn is_begun(&self) -> bool {
        self.spent.iter().any(|spent| *spent > 0)
            || self.notes.iter().any(|notes| !notes.is_empty())
    }

    /// Whether anything was noted, predicted or ticked, or a step was gone through.
    pub fn has_words(&self) -> bool {
        !matches!(self.place, Place::Model | Place::Step(0))
            || self.notes.iter().any(|notes| !notes.is_empty())
    }

    /// Time on the clock so far, ms.
    pub fn total_ms(&self) -> u64 {
        self.spent.iter().sum()
    }

    /// The row of a scored attempt. `due` are keys of items; `mock` is the rehearsal it belongs to, or empty.
    pub fn row(
        &self,
        task: &Task,
        scored: &Scored,
        due: Vec<Box<str>>,
        mock: &str,
    ) -> entry::Spoken {
        entry::Spoken {
            card: task.key.as_str().into(),
            grade: scored.grade as u8,
            ms: self.total_ms(),
            points: scored.points.clone(),
            rubric: task.rubric,
            score: scored.score,
            said: self.said.map(f64::from),
            by: "self".into(),
            due,
            phases: self.phase_times(task),
            mock: mock.into(),
            phase: self.phase.clone().unwrap_or_default().into(),
            text: self.text(task).into(),
        }
    }

    /// The row of a try after reading.
    pub fn read_row(&self, task: &Task) -> entry::Read {
        entry::Read {
            card: task.key.as_str().into(),
            ms: self.total_ms(),
            rubric: task.rubric,
            text: self.text(task).into(),
        }
    }

    /// The row of a try whose card is gone: what was noted, not scored.
    pub fn orphaned_row(&self) -> entry::Read {
        entry::Read {
            card: self.card.as_str().into(),
            ms: self.total_ms(),
            rubric: self.rubric,
            text: self.all_notes().trim().into(),
        }
    }

    /// The notes as the journal keeps them.
    pub fn text(&self, task: &Task) -> String {
        let titles = task.steps.iter().map(|step| &*step.title);
        notes::joined(titles.zip(self.notes.iter().map(String::as_str)))
    }

    /// Time of each phase, ms; follow-ups are in the whole alone.
    fn phase_times(&self, task: &Task) -> Vec<u64> {
        let timed = task.steps.iter().zip(&self.spent);
        timed
            .filter(|(step, _)| step.kind == StepKind::Phase)
            .map(|(_, spent)| *spent)
            .collect()
    }
}

#[cfg(test)]
mod tests;
