//! The speak screen: an attempt on its clock, notes, prediction, points, and what came of it.
//!
//! What is under way is handed to the shell at each step and at most a few seconds after a key, so that nothing said is
//! lost.
//! Time comes in with each action; a clock that jumps stops the attempt's and counts for nothing.

mod notes;
mod points;
mod under_way;

use std::cell::Cell;

use ratatui_textarea::TextArea;
use tui_input::Input;

use super::{App, Effect, Screen, action::Bound, action::Scope, drill::View};
use crate::{
    deck::{Kind, id::folded},
    journal::{Entry, EntryId, What},
    plan::Mode,
    practice::{
        mock::Running,
        spoken::{Attempt, Place, Scored, Task},
    },
};

/// What is under way is written down at most this long after it changed, ms.
const KEEP_MS: i64 = 3_000;

/// The screen wakes once a second; a longer gap, ms, means that the clock jumped or the machine slept.
const JUMP_MS: i64 = 60_000;

/// A spoken card on the screen.
#[derive(Debug)]
pub struct SpeakScreen {
    /// What is under way.
    pub running: Running,
    /// The attempt at the card.
    pub attempt: Attempt,
    /// The card.
    pub task: Task,
    /// The notes of the step, while they are open.
    pub editor: Option<TextArea<'static>>,
    /// The prediction that is typed.
    pub input: Input,
    /// The selected point.
    pub selected: usize,
    /// Whether the whole is to be scored at once.
    pub asks_whole: bool,
    /// What it was worth, once it is on the disk.
    pub scored: Option<Scored>,
    /// Items that were made due, by index.
    pub due: Vec<usize>,
    /// How many items each point makes due where it is missed.
    pub teaches: Vec<usize>,
    /// Lines that the text was moved from where it begins on its own.
    pub scroll: i32,
    /// Lines that are drawn and that there are, noted by the last draw.
    pub view: Cell<View>,
    pending: Option<Scored>,
    saved_row: Option<EntryId>,
    seen_ms: i64,
    kept_ms: i64,
    is_dirty: bool,
    asks_finish: bool,
}

impl SpeakScreen {
    fn new(running: Running, attempt: Attempt, task: Task, now_ms: i64) -> Self {
        Self {
            running,
            attempt,
            task,
            editor: None,
            input: Input::default(),
            selected: 0,
            asks_whole: false,
            scored: None,
            due: Vec::new(),
            teaches: Vec::new(),
            scroll: 0,
            view: Cell::default(),
            pending: None,
            saved_row: None,
            seen_ms: now_ms,
            kept_ms: 0,
            is_dirty: true,
            asks_finish: false,
        }
    }

    /// Where keys go.
    pub fn scope(&self) -> Scope {
        match self.attempt.place {
            _ if self.scored.is_some() => Scope::Scored,
            Place::Model => Scope::Model,
            Place::Step(_) if self.editor.is_some() => Scope::Notes,
            Place::Step(_) => Scope::Speaking,
            Place::Predict => Scope::Prediction,
            Place::Points if self.asks_whole => Scope::Whole,
            Place::Points => Scope::Points,
            Place::Done => Scope::Scored,
        }
    }

    /// Whether the clock of the attempt runs.
    pub fn runs(&self) -> bool {
        self.attempt.step().is_some() && !self.attempt.is_paused
    }

    /// What is under way as it is written down.
    pub fn kept(&self) -> Running {
        Running {
            attempt: Some(self.attempt.clone()),
            ..self.running.clone()
        }
    }

    /// Time on the clock of the whole, ms: of the round in a rehearsal.
    pub fn total_ms(&self) -> u64 {
        let before = self.running.mock.as_ref().map_or(0, |mock| mock.spent);
        before + self.attempt.total_ms()
    }

    /// Seconds that the whole should take: the round's, or the card's.
    pub fn seconds(&self) -> u32 {
        match &self.running.mock {
            Some(mock) if mock.minutes > 0 => mock.minutes * 60,
            _ => self.task.seconds(),
        }
    }

    /// Scrolls by lines; the last draw says how far.
    pub fn scroll_by(&mut self, lines: i32) {
        let view = self.view.get();
        let base = i32::from(view.base);
        let last = i32::from(view.lines.saturating_sub(view.height));
        self.scroll = (base + self.scroll + lines).clamp(0, last.max(0)) - base;
    }

    /// Whether all is said and on the disk.
    fn is_over(&self) -> bool {
        self.scored.is_some() || (self.attempt.place == Place::Done && self.saved_row.is_some())
    }

    fn step_changed(&mut self) {
        self.editor = None;
        self.scroll = 0;
        self.asks_finish = false;
        self.is_dirty = true;
        self.kept_ms = 0;
    }
}

impl App {
    pub(super) fn speak_screen(&mut self) -> Option<&mut SpeakScreen> {
        match &mut self.screen {
            Screen::Speak(screen) => Some(screen),
            _ => None,
        }
    }

    /// What is under way and was not handed over yet: the shell writes it down when the program ends, however it ends.
    pub fn unkept(&self) -> Option<Running> {
        match &self.screen {
            Screen::Speak(screen) if self.read_only.is_none() => {
                let is_open = screen.scored.is_none() && screen.attempt.place != Place::Done;
                (is_open && screen.is_dirty).then(|| screen.kept())
            }
            _ => None,
        }
    }

    /// Whether the screen must be drawn each second.
    pub fn wants_ticks(&self) -> bool {
        match &self.screen {
            Screen::Speak(screen) => screen.runs() || screen.is_dirty,
            Screen::Stories(screen) => screen.wants_ticks(),
            Screen::Interviewer(screen) => screen.wants_ticks(),
            _ => false,
        }
    }

    /// Counts the time since the last action, and hands over what is under way where it is time to.
    pub(super) fn pass_time(&mut self) -> Vec<Effect> {
        let now = self.now.ms;
        let is_read_only = self.read_only.is_some();
        let Some(screen) = self.speak_screen() else {
            return Vec::new();
        };
        let gap = now - screen.seen_ms;
        screen.seen_ms = now;
        let mut jumped = None;
        if screen.runs() {
            if gap > JUMP_MS {
                screen.attempt.is_paused = true;
                jumped = Some(gap / 60_000);
            } else if gap > 0 {
                screen.attempt.pass(gap as u64);
                screen.is_dirty = true;
            }
        }
        if gap < 0 {
            // The clock went back: what it says of the last writing means nothing any more.
            screen.kept_ms = screen.kept_ms.min(now);
        }
        let is_time = screen.is_dirty && now - screen.kept_ms >= KEEP_MS && screen.scored.is_none();
        let mut effects = Vec::new();
        if is_time && !is_read_only {
            screen.is_dirty = false;
            screen.kept_ms = now;
            effects.push(Effect::KeepAttempt(Box::new(screen.kept())));
        }
        if let Some(minutes) = jumped {
            self.say(format!(
                "{minutes} min passed unseen and are not counted. Space goes on."
            ));
        }
        effects
    }

    /// Does what an action means for speaking; `None` where it means nothing there.
    pub(super) fn perform_speaking(&mut self, bound: Bound) -> Option<Vec<Effect>> {
        match bound {
            Bound::StartTalk => self.start_talk(),
            Bound::Resume | Bound::ScoreNow | Bound::ThrowAway => {
                return Some(self.decide_under_way(bound));
            }
            Bound::NextStep | Bound::BeginSpeaking => self.next_step(),
            Bound::FinishSpeaking => self.finish_speaking(),
            Bound::PauseClock => self.pause(),
            Bound::ToggleClock => self.toggle_clock(),
            Bound::ReadModelFirst => self.read_model_first(),
            Bound::TakeNotes => self.open_notes(),
            Bound::NewLine | Bound::DeleteWord => self.edit_notes(bound),
            Bound::TakePrediction => self.take_prediction(),
            Bound::Tick(value) => self.tick(value),
            Bound::TakePoints => return Some(self.take_points()),
            Bound::AskWhole => self.ask_whole(),
            Bound::ScoreWhole(number) => return Some(self.score_whole(number)),
            Bound::ShowModel => self.show_model(),
            Bound::ShowEarlier => self.show_earlier(),
            Bound::GoOn => return Some(self.go_on_after_score(true)),
            Bound::LeaveForDrill => return Some(self.go_on_after_score(false)),
            Bound::ToldStory(number) => return Some(self.told_story(number)),
            _ => return None,
        }
        Some(Vec::new())
    }

    fn next_step(&mut self) {
        let Some(screen) = self.speak_screen() else {
            return;
        };
        screen.attempt.go_on(&screen.task);
        screen.step_changed();
    }

    /// Ends the answer; where phases are left, asked once.
    fn finish_speaking(&mut self) {
        let Some(screen) = self.speak_screen() else {
            return;
        };
        let Some(at) = screen.attempt.step() else {
            return;
        };
        let is_left = |step: &crate::practice::spoken::Step| {
            step.kind == crate::practice::spoken::StepKind::Phase
        };
        let left = screen
            .task
            .steps
            .iter()
            .skip(at + 1)
            .filter(|step| is_left(step))
            .count();
        if left > 0 && !std::mem::replace(&mut screen.asks_finish, true) {
            let phases = if left == 1 {
                "1 phase is".to_owned()
            } else {
                format!("{left} phases are")
            };
            self.say(format!(
                "{phases} left. Enter again finishes, Tab goes to the next."
            ));
            return;
        }
        screen.attempt.finish(&screen.task);
        screen.step_changed();
    }

    fn pause(&mut self) {
        if let Some(screen) = self.speak_screen() {
            screen.attempt.is_paused = !screen.attempt.is_paused;
            screen.asks_finish = false;
            screen.is_dirty = true;
        }
    }

    fn toggle_clock(&mut self) {
        if let Some(screen) = self.speak_screen() {
            let is_untimed = &mut screen.attempt.manner.is_untimed;
            *is_untimed = !*is_untimed;
            screen.is_dirty = true;
        }
    }

    /// Reads the model before speaking. Once a word was said that would be cheating oneself, so it is for the beginning.
    fn read_model_first(&mut self) {
        let Some(screen) = self.speak_screen() else {
            return;
        };
        if screen.running.mock.is_some() {
            self.say("In a round nobody shows a model. It comes after your score.");
        } else if screen.task.model.is_empty() {
            self.say("This card has no model answer.");
        } else if screen.attempt.step() == Some(0) {
            screen.attempt.manner.reads_model = true;
            screen.attempt.place = Place::Model;
            screen.step_changed();
            self.say("This try is kept as read and not scored.");
        } else {
            self.say("The model can be read before the first phase is over, or after the score.");
        }
    }

    /// Leaves the card; what is under way is kept and offered again.
    pub(super) fn leave_speaking(&mut self, screen: SpeakScreen) -> Vec<Effect> {
        if screen.is_over() {
            return self.after_card(screen);
        }
        if !screen.attempt.is_begun() && screen.running.mock.is_none() {
            self.go_home();
            return vec![Effect::ForgetAttempt];
        }
        let kept = screen.kept();
        self.under_way = Some(kept.clone());
        self.go_home();
        if self.read_only.is_some() {
            self.say("Another mensetsu is open, so this attempt is kept only until this one ends.");
            return Vec::new();
        }
        self.say("The attempt is kept. It goes on from where it is when you speak next.");
        vec![Effect::KeepAttempt(Box::new(kept))]
    }

    /// Goes on after a card that is done: to the next card of the round, or home.
    pub(super) fn after_card(&mut self, screen: SpeakScreen) -> Vec<Effect> {
        let SpeakScreen {
            mut running,
            attempt,
            ..
        } = screen;
        running.attempt = None;
        let Some(mock) = &mut running.mock else {
            self.go_home();
            return vec![Effect::ForgetAttempt];
        };
        mock.card_done(attempt.total_ms());
        self.go_on_with(running);
        Vec::new()
    }

    /// Enter after the score asks what was made due at once; `d` leaves it for the drill. In a round both go on.
    fn go_on_after_score(&mut self, asks_now: bool) -> Vec<Effect> {
        let screen = match std::mem::replace(&mut self.screen, Screen::Home(Box::default())) {
            Screen::Speak(screen) if screen.is_over() => *screen,
            Screen::Speak(screen) => {
                // A try after reading that is not on the disk yet is tried again.
                self.screen = Screen::Speak(screen);
                return self.save_read();
            }
            other => {
                self.screen = other;
                return self.go_on_after_debrief(asks_now);
            }
        };
        let due = screen.due.clone();
        let is_round = screen.running.mock.is_some();
        let effects = self.after_card(screen);
        if is_round || due.is_empty() {
            return effects;
        }
        if asks_now {
            let queue = self.study.queue_of(&due);
            self.start(&queue, Mode::Plan);
        } else {
            let cards = if due.len() == 1 {
                "1 card comes".to_owned()
            } else {
                format!("{} cards come", due.len())
            };
            self.say(format!("{cards} first in the next drill."));
        }
        effects
    }

    /// Notes which own story was told for the card.
    fn told_story(&mut self, number: u8) -> Vec<Effect> {
        let Screen::Speak(screen) = &self.screen else {
            return Vec::new();
        };
        if screen.task.kind != Kind::Story {
            return Vec::new();
        }
        let card = screen.task.key.clone();
        let choices = self.study.stories_for_card(&card);
        let chosen = choices.get(usize::from(number).saturating_sub(1));
        let Some(name) = chosen.map(|choice| choice.story.name.to_string()) else {
            self.say("There is no story of that number.");
            return Vec::new();
        };
        self.save(What::StoryUse {
            story: name.into(),
            card: card.into(),
        })
    }

    /// A row about a spoken card is on the disk.
    pub(super) fn spoken_saved(&mut self, id: EntryId, what: &What) -> Vec<Effect> {
        let Some(screen) = self.speak_screen() else {
            self.refresh();
            return Vec::new();
        };
        match what {
            What::Spoken(_) => {
                screen.scored = screen.pending.take();
                screen.saved_row = Some(id);
                screen.scroll = 0;
                screen.is_dirty = false;
                if screen.running.mock.is_some() {
                    // The file still says that this card is under way: the row in the journal tells that it is done.
                    return Vec::new();
                }
                vec![Effect::ForgetAttempt]
            }
            What::Read(_) => {
                screen.saved_row = Some(id);
                screen.is_dirty = false;
                vec![Effect::ForgetAttempt]
            }
            _ => Vec::new(),
        }
    }

    /// The score of the card that is shown was taken back: its points can be ticked anew.
    pub(super) fn score_undone(&mut self, id: EntryId) {
        if let Some(screen) = self.speak_screen()
            && screen.saved_row == Some(id)
        {
            screen.scored = None;
            screen.saved_row = None;
            screen.due.clear();
            // The deck may have been edited since the score.
            screen.attempt.fit(&screen.task);
            screen.is_dirty = true;
            screen.kept_ms = 0;
        }
    }

    /// Whether a row is the score of an earlier card of the round that runs: the round could not ask that card again.
    pub(super) fn is_of_round(&self, entry: &Entry) -> bool {
        let Screen::Speak(screen) = &self.screen else {
            return false;
        };
        let id = screen.running.mock_id();
        matches!(&entry.what, What::Spoken(spoken) if !id.is_empty() && *spoken.mock == *id)
            && screen.saved_row != Some(entry.id)
    }

    /// The items that the saved row made due, by their indices of now.
    fn due_of_row(&self) -> Vec<usize> {
        let Screen::Speak(screen) = &self.screen else {
            return Vec::new();
        };
        let row = screen.saved_row.and_then(|id| self.study.record.entry(id));
        let Some(What::Spoken(spoken)) = row.map(|entry| &entry.what) else {
            return Vec::new();
        };
        let index = |key: &str| {
            let owner = self.study.collection.renamed.owner(key);
            self.study.collection.item_index(&owner)
        };
        spoken.due.iter().filter_map(|key| index(key)).collect()
    }

    /// Decks were read again: the card is shown as it is now, and an attempt at a card that is gone goes on as it was.
    pub(super) fn refit(&mut self) {
        let Some(screen) = self.speak_screen() else {
            return;
        };
        let (card, phase) = (screen.attempt.card.clone(), screen.attempt.phase.clone());
        let task = self.study.task(&folded(&card));
        let task = task.and_then(|task| match phase {
            Some(phase) => task.phase_alone(&phase),
            None => Some(task),
        });
        let teaches = task.as_ref().map(|task| self.study.teaches(task, self.now));
        let due = self.due_of_row();
        let Some(screen) = self.speak_screen() else {
            return;
        };
        screen.teaches = teaches.unwrap_or_default();
        screen.due = due;
        let Some(task) = task else {
            self.say(
                "This card is not in the decks any more. The attempt goes on with what it was.",
            );
            return;
        };
        let is_other = screen.scored.is_none() && screen.attempt.fit(&task);
        screen.task = task;
        screen.selected = screen
            .selected
            .min(screen.task.points.len().saturating_sub(1));
        if is_other {
            self.say("The card was edited. Notes and times are kept; the points are those of now.");
        }
    }
}
