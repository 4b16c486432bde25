//! The questions at the start: when, for which role, which round, how many minutes, how much Japanese, cards or rounds.

use tui_input::{Input, InputRequest};

use crate::{
    journal::{DeckState, Moment, StudyDay, What},
    plan::{
        DEFAULT_MINUTES,
        form::{Form, Japanese, Practice, parse_day, parse_minutes},
    },
    practice::Study,
};

/// A question of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// When is the interview?
    Day,
    /// For which role?
    Track,
    /// Which round is that day?
    Round,
    /// Minutes a day?
    Minutes,
    /// In Japanese?
    Japanese,
    /// Cards or rounds?
    Practice,
}

/// The form as it is filled.
#[derive(Clone, Debug)]
pub struct FirstRun {
    /// The question that is asked.
    pub field: Field,
    /// What is typed for the date.
    pub day: Input,
    /// What is typed for the minutes.
    pub minutes: Input,
    /// The role, by index.
    pub track: usize,
    /// The round plus one; 0 for all.
    pub round: usize,
    /// The answer about Japanese, by index.
    pub japanese: usize,
    /// The answer about cards or rounds, by index.
    pub practice: usize,
    /// The answers about cards or rounds.
    pub practices: Vec<String>,
    /// What is wrong with the answer.
    pub error: Option<String>,
    /// Whether it was opened again from the home.
    pub is_again: bool,
    /// Names of the roles.
    pub tracks: Vec<String>,
    /// Names of the rounds of each role.
    pub rounds: Vec<Vec<String>>,
    /// The answer about Japanese that each role offers first.
    offered: Vec<usize>,
    chose_japanese: bool,
    today: StudyDay,
}

impl FirstRun {
    /// The form with its defaults, or with the answers of the last time.
    pub fn new(study: &Study, now: Moment) -> Self {
        let today = study.today(now);
        let goal = study.progress().settings_goal(today);
        let track = goal.and_then(|record| {
            study
                .tracks
                .iter()
                .position(|track| track.id == *record.goal.track)
        });
        let track = track.unwrap_or_default();
        let rounds = |track: &crate::plan::Track| {
            let names = track
                .rounds
                .iter()
                .map(|round| round.name.line().into_string());
            std::iter::once("all rounds".to_owned())
                .chain(names)
                .collect()
        };
        let round = goal.and_then(|record| {
            let rounds = &study.tracks.get(track)?.rounds;
            rounds
                .iter()
                .position(|round| round.id == *record.goal.round)
        });
        let day = goal
            .and_then(|record| record.day)
            .filter(|day| *day >= today);
        let japanese = study.japanese_decks();
        let (practices, practice) = Practice::offered(goal.and_then(|record| record.goal.share));
        let state = japanese.first().map(|id| study.progress().deck_state(id));
        Self {
            field: Field::Day,
            day: Input::new(day.map_or(String::new(), |day| day.to_string())),
            minutes: Input::new(study.minutes(now).max(1).to_string()),
            track,
            round: round.map_or(0, |round| round + 1),
            japanese: match (goal.is_some(), state) {
                (true, Some(DeckState::Off)) => Japanese::No.index(),
                (true, Some(DeckState::On)) => Japanese::Some.index(),
                (true, _) => Japanese::Mostly.index(),
                (false, _) => Japanese::offered(study.tracks.get(track)).index(),
            },
            practice,
            practices,
            offered: study
                .tracks
                .iter()
                .map(|track| Japanese::offered(Some(track)).index())
                .collect(),
            chose_japanese: false,
            error: None,
            is_again: goal.is_some(),
            tracks: study
                .tracks
                .iter()
                .map(|track| track.title.line().into_string())
                .collect(),
            rounds: study.tracks.iter().map(rounds).collect(),
            today,
        }
    }

    /// The questions that are asked: the round only where there is a date.
    pub fn fields(&self) -> Vec<Field> {
        let has_date = !self.day.value().trim().is_empty();
        let all = [
            Field::Day,
            Field::Track,
            Field::Round,
            Field::Minutes,
            Field::Japanese,
            Field::Practice,
        ];
        all.into_iter()
            .filter(|field| *field != Field::Round || has_date)
            .collect()
    }

    /// Days to the date that is typed, if it is one.
    pub fn days(&self) -> Option<u32> {
        parse_day(self.day.value(), self.today)
            .ok()
            .flatten()
            .map(|day| day.since(self.today))
    }

    /// Whether the question is answered by typing.
    pub fn takes_text(&self) -> bool {
        matches!(self.field, Field::Day | Field::Minutes)
    }

    /// The choices of the question, with the chosen one.
    pub fn choices(&self, field: Field) -> (Vec<&str>, usize) {
        match field {
            Field::Track => (self.tracks.iter().map(String::as_str).collect(), self.track),
            Field::Round => {
                let rounds = self
                    .rounds
                    .get(self.track)
                    .map(Vec::as_slice)
                    .unwrap_or_default();
                (rounds.iter().map(String::as_str).collect(), self.round)
            }
            Field::Japanese => (
                Japanese::ALL.iter().map(|answer| answer.name()).collect(),
                self.japanese,
            ),
            Field::Practice => (
                self.practices.iter().map(String::as_str).collect(),
                self.practice,
            ),
            Field::Day | Field::Minutes => (Vec::new(), 0),
        }
    }

    /// Moves the choice; it stops at both ends.
    pub fn choose(&mut self, forward: bool) {
        let (choices, chosen) = self.choices(self.field);
        let last = choices.len().saturating_sub(1);
        let chosen = if forward {
            (chosen + 1).min(last)
        } else {
            chosen.saturating_sub(1)
        };
        match self.field {
            Field::Track => {
                self.round = if chosen == self.track { self.round } else { 0 };
                self.track = chosen;
                if !self.chose_japanese && !self.is_again {
                    self.japanese = self.offered.get(chosen).copied().unwrap_or_default();
                }
            }
            Field::Round => self.round = chosen,
            Field::Japanese => {
                self.japanese = chosen;
                self.chose_japanese = true;
            }
            Field::Practice => self.practice = chosen,
            Field::Day | Field::Minutes => {}
        }
    }

    /// Edits the field that is typed into.
    pub fn edit(&mut self, request: InputRequest) {
        self.error = None;
        match self.field {
            Field::Day => self.day.handle(request),
            Field::Minutes => self.minutes.handle(request),
            Field::Track | Field::Round | Field::Japanese | Field::Practice => None,
        };
    }

    /// Takes the answer and goes on; `true` where it was the last question. A wrong answer stays, with what is wrong.
    pub fn take_answer(&mut self) -> bool {
        let error = match self.field {
            Field::Day => parse_day(self.day.value(), self.today).err(),
            Field::Minutes => parse_minutes(self.minutes.value()).err(),
            Field::Track | Field::Round | Field::Japanese | Field::Practice => None,
        };
        if error.is_some() {
            self.error = error;
            return false;
        }
        let fields = self.fields();
        let at = fields
            .iter()
            .position(|field| *field == self.field)
            .unwrap_or_default();
        match fields.get(at + 1) {
            Some(next) => {
                self.field = *next;
                false
            }
            None => true,
        }
    }

    /// Goes back a question; `false` at the first.
    pub fn previous(&mut self) -> bool {
        self.error = None;
        let fields = self.fields();
        let at = fields
            .iter()
            .position(|field| *field == self.field)
            .unwrap_or_default();
        match at.checked_sub(1) {
            Some(before) => {
                self.field = fields[before];
                true
            }
            None => false,
        }
    }

    /// The rows that the answers give.
    pub fn rows(&self, study: &Study, now: Moment) -> Vec<What> {
        let form = Form {
            day: parse_day(self.day.value(), self.today).ok().flatten(),
            track: self.track,
            round: if self.day.value().trim().is_empty() {
                0
            } else {
                self.round
            },
            minutes: parse_minutes(self.minutes.value()).unwrap_or(DEFAULT_MINUTES),
            // Asked again, the decks change only where the answer was touched.
            japanese: (self.chose_japanese || !self.is_again)
                .then(|| Japanese::ALL[self.japanese.min(2)]),
            // A split of the person's own is the last answer, and stays.
            practice: Practice::ALL.get(self.practice).copied(),
        };
        let progress = study.progress();
        let set = study.goal_to_set(now);
        form.rows(
            &study.tracks,
            &study.japanese_decks(),
            |id| progress.deck_state(id),
            set,
        )
    }
}
