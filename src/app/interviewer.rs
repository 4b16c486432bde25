//! The interviewer's screen: an interview that is held for somebody else, step by step, with the points to tick.
//!
//! Time is counted from the moments that come in and from nothing else. What was ticked or noted leaves at once as an effect
//! that keeps it; the screen never writes to a journal.

use std::{cell::Cell, path::PathBuf};

use tui_input::{Input, InputRequest};

use super::{
    App, Effect, Screen,
    action::{Bound, Scope},
    drill::View,
};
use crate::practice::{
    partner::{
        Asked, Interview, ResultFile, Stage,
        interview::{Begun, lived},
    },
    spoken::Task,
};

/// What was changed is on the disk at most so long after it, ms (RELIABILITY section 1).
const KEEP_MS: i64 = 5_000;

/// An interview on the screen.
#[derive(Debug)]
pub struct InterviewerScreen {
    /// The interview.
    pub interview: Interview,
    /// Its cards.
    pub tasks: Vec<Task>,
    /// Where the result goes.
    pub file: PathBuf,
    /// Whether a file that is there may be written over.
    pub replaces: bool,
    /// Which row of the list is chosen; after the points comes the line for the candidate.
    pub selected: usize,
    /// The line that is typed.
    pub field: Option<(Field, Input)>,
    /// What is wrong with what was typed.
    pub error: &'static str,
    /// What it shows besides.
    pub face: Face,
    /// Lines of the text that are passed over.
    pub scroll: i32,
    /// Lines that are drawn and that there are, noted by the last draw.
    pub view: Cell<View>,
    clock: i64,
    kept: i64,
    is_dirty: bool,
}

/// What the screen shows besides the interview itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Nothing.
    Interview,
    /// The key that finishes was pressed once and asks.
    Asks,
    /// Only the candidate's part, to be copied.
    CandidatePart,
    /// The result is on the disk.
    Written,
}

/// A line that is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What the candidate predicts.
    Prediction,
    /// The note on a point.
    Note(usize),
    /// The line for the candidate.
    Overall,
}

impl App {
    /// Begins an interview for somebody else, or goes on with one.
    pub fn begin_interview(&mut self, begun: Begun) {
        let sentences = begun.sentences.join(" ");
        self.screen = Screen::Interviewer(Box::new(InterviewerScreen::new(begun, self.now.ms)));
        if !sentences.is_empty() {
            self.say(sentences);
        }
    }

    /// An action where an interview is on the screen; `None` where it means what it means everywhere.
    pub(super) fn interview_action(&mut self, bound: Bound) -> Option<Vec<Effect>> {
        let now = self.now.ms;
        let Screen::Interviewer(screen) = &mut self.screen else {
            return None;
        };
        screen.pass_time(now);
        if !self.layers.is_empty() {
            return None;
        }
        if bound == Bound::Quit || bound == Bound::GoBack && screen.leaves() {
            self.quits = true;
            return Some(if screen.face == Face::Written {
                Vec::new()
            } else {
                vec![screen.keep()]
            });
        }
        screen.perform(bound)
    }

    /// Text that is typed where an interview is on the screen.
    pub(super) fn interview_edit(&mut self, request: InputRequest) -> Vec<Effect> {
        let now = self.now.ms;
        if let Screen::Interviewer(screen) = &mut self.screen {
            screen.pass_time(now);
            screen.edit(request);
        }
        Vec::new()
    }

    /// Time has passed where an interview is on the screen.
    pub(super) fn interview_tick(&mut self) -> Vec<Effect> {
        let now = self.now.ms;
        match &mut self.screen {
            Screen::Interviewer(screen) => {
                screen.pass_time(now);
                screen.keep_in_time(now)
            }
            _ => Vec::new(),
        }
    }

    /// The result of an interview is on the disk.
    pub(super) fn interview_written(&mut self) {
        if let Screen::Interviewer(screen) = &mut self.screen {
            screen.face = Face::Written;
        }
    }
}

impl InterviewerScreen {
    /// An interview whose clock stands until the partner has read the text aloud.
    pub fn new(begun: Begun, now_ms: i64) -> Self {
        let mut interview = begun.interview;
        for asked in &mut interview.cards {
            asked.is_paused = true;
        }
        let mut screen = Self {
            interview,
            tasks: begun.tasks,
            file: begun.file,
            replaces: begun.replaces,
            selected: 0,
            field: None,
            error: "",
            face: Face::Interview,
            scroll: 0,
            view: Cell::default(),
            clock: now_ms,
            kept: now_ms,
            is_dirty: true,
        };
        screen.arrive();
        screen
    }

    /// Where keys go.
    pub fn scope(&self) -> Scope {
        match (&self.field, self.interview.card()) {
            (_, None) => Scope::InterviewEnd,
            _ if self.face == Face::CandidatePart => Scope::CandidatePart,
            (Some(_), _) => Scope::InterviewLine,
            (None, _) => Scope::Interview,
        }
    }

    /// The card that is asked now, with its task.
    pub fn now(&self) -> Option<(&Asked, &Task)> {
        let task = self.tasks.get(self.interview.at)?;
        Some((self.interview.card()?, task))
    }

    /// Whether the screen changes by itself: a clock runs, or something waits to be kept.
    pub fn wants_ticks(&self) -> bool {
        let runs = self
            .interview
            .card()
            .is_some_and(|asked| asked.step().is_some() && !asked.is_paused);
        runs || self.is_dirty && self.face != Face::Written
    }

    /// Counts the time since the last sign of life. A clock that went back counts nothing, and a long gap was a pause.
    pub fn pass_time(&mut self, now_ms: i64) {
        let ms = lived(self.clock, now_ms);
        self.clock = now_ms;
        if let Some(asked) = self.interview.card_mut() {
            let before = asked.total_ms();
            asked.pass(ms);
            self.is_dirty |= asked.total_ms() > before;
        }
    }

    /// Points, by index, that are listed now: those of the phase that is spoken, and all of them afterwards.
    pub fn listed(&self) -> Vec<usize> {
        let Some((asked, task)) = self.now() else {
            return Vec::new();
        };
        let of_step: Vec<usize> = asked
            .step()
            .map_or_else(Vec::new, |step| task.points_of(step).collect());
        if of_step.is_empty() {
            (0..task.points.len()).collect()
        } else {
            of_step
        }
    }

    /// Whether the points are ticked now, after all speaking.
    pub fn is_at_points(&self) -> bool {
        let stage = self.interview.card().map(|asked| asked.stage);
        matches!(stage, Some(Stage::Points | Stage::Overall))
    }

    /// Whether the line for the candidate is chosen.
    pub fn is_at_overall(&self) -> bool {
        self.is_at_points() && self.selected >= self.listed().len()
    }

    /// Scrolls the text by lines; the last draw says how far.
    fn scroll_by(&mut self, lines: i32) {
        let view = self.view.get();
        let last = i32::from(view.lines.saturating_sub(view.height));
        self.scroll = (self.scroll + lines).clamp(0, last);
    }

    /// Whether the key that goes back leaves the interview, and not only a line or the candidate's part.
    fn leaves(&self) -> bool {
        let closes = matches!(self.field, Some((Field::Note(_) | Field::Overall, _)));
        !closes && self.face != Face::CandidatePart
    }

    fn perform(&mut self, bound: Bound) -> Option<Vec<Effect>> {
        let asked_before = self.face == Face::Asks;
        if asked_before {
            self.face = Face::Interview;
        }
        self.error = "";
        match bound {
            Bound::GoBack | Bound::ShowCandidatePart if self.face == Face::CandidatePart => {
                self.face = Face::Interview;
            }
            Bound::GoBack => self.field = None,
            Bound::ShowCandidatePart => self.face = Face::CandidatePart,
            Bound::MoveUp => self.select(-1),
            Bound::MoveDown => self.select(1),
            Bound::PageUp => self.scroll_by(-self.page()),
            Bound::PageDown => self.scroll_by(self.page()),
            Bound::WriteNote => self.open_note(),
            Bound::TakeLine => return Some(self.take_line()),
            Bound::Tick(value) => return Some(self.tick(value)),
            Bound::PauseClock => return Some(self.pause()),
            Bound::NextStep => return Some(self.step(Asked::go_on)),
            Bound::PreviousStep => return Some(self.step(Asked::go_back)),
            Bound::FinishCard => return Some(self.finish(asked_before)),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Lines of a page key.
    fn page(&self) -> i32 {
        i32::from(self.view.get().height).saturating_sub(1).max(1)
    }

    fn select(&mut self, by: i32) {
        if self.face == Face::CandidatePart {
            self.scroll_by(by);
            return;
        }
        let rows = self.listed().len() + usize::from(self.is_at_points());
        let last = rows.saturating_sub(1) as i64;
        self.selected = (self.selected as i64 + i64::from(by)).clamp(0, last) as usize;
        if self.is_at_points() {
            self.scroll = 0;
        }
    }

    fn tick(&mut self, value: u8) -> Vec<Effect> {
        let Some(point) = self.listed().get(self.selected).copied() else {
            return Vec::new();
        };
        if let Some(asked) = self.interview.card_mut() {
            asked.tick(point, value);
        }
        self.select(1);
        vec![self.keep()]
    }

    fn pause(&mut self) -> Vec<Effect> {
        let Some(asked) = self.interview.card_mut() else {
            return Vec::new();
        };
        if asked.step().is_none() {
            return Vec::new();
        }
        asked.is_paused = !asked.is_paused;
        vec![self.keep()]
    }

    /// Goes to another step. From the points nothing comes next but the end, which has its own key.
    fn step(&mut self, go: impl Fn(&mut Asked)) -> Vec<Effect> {
        let was_at_points = self.is_at_points();
        if let Some(asked) = self.interview.card_mut() {
            go(asked);
            if was_at_points && asked.stage == Stage::Overall {
                self.select(1);
                return Vec::new();
            }
        }
        self.arrive();
        vec![self.keep()]
    }

    /// What is chosen and typed where a step, the prediction or the points begin.
    fn arrive(&mut self) {
        self.scroll = 0;
        self.selected = 0;
        self.field = None;
        let Some(asked) = self.interview.card() else {
            return;
        };
        match asked.stage {
            Stage::Predict => {
                let said = asked.said.map_or(String::new(), |said| said.to_string());
                self.field = Some((Field::Prediction, Input::new(said)));
            }
            Stage::Points | Stage::Overall => {
                let open = asked.ticks.iter().position(Option::is_none);
                self.selected = open.unwrap_or(asked.ticks.len());
            }
            Stage::Step(_) | Stage::Done => {}
        }
    }

    fn open_note(&mut self) {
        let listed = self.listed();
        let Some(asked) = self.interview.card() else {
            return;
        };
        let (field, text) = match listed.get(self.selected) {
            Some(point) => {
                let note = asked.notes.get(*point).and_then(Option::as_deref);
                (Field::Note(*point), note.unwrap_or_default())
            }
            None => (Field::Overall, asked.overall.as_str()),
        };
        self.field = Some((field, Input::new(text.to_owned())));
    }

    fn edit(&mut self, request: InputRequest) {
        self.error = "";
        let Some((field, input)) = &mut self.field else {
            return;
        };
        input.handle(request);
        let (field, text) = (*field, input.value().to_owned());
        if let Some(asked) = self.interview.card_mut() {
            match field {
                Field::Prediction => return,
                Field::Note(point) => drop(asked.note(point, &text)),
                Field::Overall => drop(asked.write_overall(&text)),
            }
            self.is_dirty = true;
        }
    }

    /// Takes the line that is typed. A note was taken letter by letter.
    fn take_line(&mut self) -> Vec<Effect> {
        let Some((field, input)) = self.field.take() else {
            return Vec::new();
        };
        if field == Field::Prediction {
            let half_width: String = input.value().chars().map(half_width).collect();
            let text = half_width.trim().trim_end_matches('%');
            let said = match text.parse::<u8>() {
                Ok(said) if said <= 100 => Some(said),
                _ if text.is_empty() => None,
                _ => {
                    self.error = "A whole number from 0 to 100, or nothing.";
                    self.field = Some((field, input));
                    return Vec::new();
                }
            };
            if let Some(asked) = self.interview.card_mut() {
                asked.predict(said);
            }
            self.arrive();
        }
        vec![self.keep()]
    }

    /// The key that finishes asks once: the clock stops for good, or what is not ticked was missed.
    fn finish(&mut self, asked_before: bool) -> Vec<Effect> {
        if self.interview.is_done() {
            return if self.face == Face::Written {
                Vec::new()
            } else {
                self.write()
            };
        }
        if !asked_before {
            self.face = Face::Asks;
            return Vec::new();
        }
        if self.is_at_points() {
            self.interview.close_card();
        } else if let Some(asked) = self.interview.card_mut() {
            asked.stop();
        }
        self.arrive();
        if self.interview.is_done() {
            self.write()
        } else {
            vec![self.keep()]
        }
    }

    /// Keeps the interview, then writes its result.
    fn write(&mut self) -> Vec<Effect> {
        let text = ResultFile::of(&self.interview, &self.tasks).text();
        let write = Effect::WriteInterview {
            file: self.file.clone(),
            text,
            replaces: self.replaces,
        };
        vec![self.keep(), write]
    }

    fn keep(&mut self) -> Effect {
        self.is_dirty = false;
        self.kept = self.clock;
        Effect::KeepInterview {
            file: self.file.clone(),
            interview: Box::new(self.interview.clone()),
        }
    }

    fn keep_in_time(&mut self, now_ms: i64) -> Vec<Effect> {
        let waits = now_ms.saturating_sub(self.kept).unsigned_abs() < KEEP_MS.unsigned_abs();
        if !self.is_dirty || waits || self.face == Face::Written {
            return Vec::new();
        }
        vec![self.keep()]
    }
}

/// A digit of an input method as its ASCII digit.
fn half_width(character: char) -> char {
    match super::Key::plain(super::Code::Char(character))
        .half_width()
        .code
    {
        super::Code::Char(half) => half,
        _ => character,
    }
}
