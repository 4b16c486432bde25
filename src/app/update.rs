//! What each action does to the app. The only place where the app changes.

use std::cell::Cell;

use tui_input::InputRequest;

use super::{
    Action, App, Code, DecksScreen, Effect, FirstRun, Key, Layer, ProblemsScreen, Screen,
    action::{Bound, Scope},
    drill::View,
};
use crate::{
    deck::{Position, SafeText, text::is_unsafe},
    journal::{Moment, What},
    memory::Grade,
    plan::{Mode, Request},
};

/// Lines of a page key.
const PAGE: i32 = 10;

/// Does an action at a moment and returns what the shell must do.
pub fn update(app: &mut App, action: Action, now: Moment) -> Vec<Effect> {
    app.now = now;
    let mut effects = app.pass_time();
    effects.extend(act(app, action));
    effects.append(&mut app.waiting);
    effects
}

fn act(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::Redraw => return app.interview_tick(),
        Action::InterviewWritten => {
            app.interview_written();
            return Vec::new();
        }
        Action::Saved(entry) => return app.saved(*entry),
        Action::NotSaved { what, reason } => {
            app.not_saved(&what, &reason);
            return Vec::new();
        }
        Action::DecksRead(collection) => {
            app.take_collection(*collection);
            return Vec::new();
        }
        Action::Exported(path) => {
            app.say(format!("Written to {path}."));
            return Vec::new();
        }
        Action::StoriesRead { .. } => return app.take_stories(action),
        Action::Failed(reason) => {
            app.say_bad(reason);
            return Vec::new();
        }
        Action::Do(_) | Action::Type(_) | Action::Paste(_) | Action::KanaTyped => {}
    }
    app.message = None;
    match action {
        Action::KanaTyped => {
            app.say("Japanese input is on. Switch it off, or use the digits.");
            Vec::new()
        }
        Action::Type(character) => app.edit(InputRequest::InsertChar(character)),
        Action::Paste(text) => {
            app.paste(&text);
            Vec::new()
        }
        Action::Do(bound) => app.perform(bound),
        _ => Vec::new(),
    }
}

impl App {
    fn perform(&mut self, bound: Bound) -> Vec<Effect> {
        // An interview for somebody else has steps, a clock and points of its own under the same keys.
        if let Some(effects) = self.interview_action(bound) {
            return effects;
        }
        if let Some(effects) = self.perform_speaking(bound) {
            // A try after reading is over with its last step: that is written down at once.
            let may_end = matches!(
                bound,
                Bound::NextStep | Bound::FinishSpeaking | Bound::ScoreNow
            );
            let read = if may_end {
                self.save_read()
            } else {
                Vec::new()
            };
            return effects.into_iter().chain(read).collect();
        }
        if let Some(effects) = self.perform_on_stories(bound) {
            return effects;
        }
        match bound {
            Bound::Quit => self.quits = true,
            Bound::Suspend => return vec![Effect::Suspend],
            Bound::OpenHelp => self.layers.push(Layer::Help { scroll: 0 }),
            Bound::GoBack => return self.go_back(),
            Bound::Confirm => return self.confirm(),
            Bound::MoveUp => self.move_by(-1),
            Bound::MoveDown => self.move_by(1),
            Bound::PageUp => self.move_by(-PAGE),
            Bound::PageDown => self.move_by(PAGE),
            Bound::StartCards => self.start_mode(Mode::Plan),
            Bound::GoAhead => self.start_mode(Mode::Ahead),
            Bound::Cram => self.start_mode(Mode::Cram),
            Bound::AskChanged => {
                let queue = self.study.changed_queue();
                if queue.picks.is_empty() {
                    self.say("No answer has changed.");
                } else {
                    self.start(&queue, Mode::Plan);
                }
            }
            Bound::OpenDecks => self.screen = Screen::Decks(DecksScreen::new(&self.study, 0)),
            Bound::OpenProgress => self.open_progress(0),
            Bound::CheckKnown => {
                let request = self.study.check_request(self.now);
                self.begin(&request);
            }
            Bound::MoreMinutes => self.change_minutes(super::MINUTES_STEP),
            Bound::FewerMinutes => self.change_minutes(-super::MINUTES_STEP),
            Bound::SetGoal => {
                self.screen = Screen::FirstRun(Box::new(FirstRun::new(&self.study, self.now)));
            }
            Bound::RevealAnswer => self.reveal(),
            Bound::ShowHint => self.show_hint(),
            Bound::CheckAnswer => self.check_typed(),
            Bound::SayAloud => self.say_aloud(),
            Bound::OverrideVerdict => self.override_verdict(),
            Bound::Grade(grade) => return self.grade(grade, false),
            Bound::GradeDefault => return self.grade(Grade::Good, true),
            Bound::Undo => return self.undo(),
            Bound::TakeOut | Bound::NotToday | Bound::ToggleFlag => return self.change_card(bound),
            Bound::EditCard => return self.edit_card(),
            Bound::CycleDeckState => return self.cycle_deck(),
            Bound::OpenProblems => self.open_problems(),
            Bound::ReadDecks => return vec![Effect::ReadDecks],
            Bound::NextField => return self.next_field(),
            Bound::PreviousField => drop(self.form().map(FirstRun::previous)),
            Bound::NextChoice => drop(self.form().map(|form| form.choose(true))),
            Bound::PreviousChoice => drop(self.form().map(|form| form.choose(false))),
            Bound::SkipToCard => self.skip_to_card(),
            Bound::DeleteBefore => return self.edit(InputRequest::DeletePrevChar),
            Bound::DeleteAt => return self.edit(InputRequest::DeleteNextChar),
            Bound::DeleteLine => return self.edit(InputRequest::DeleteLine),
            Bound::CursorLeft => return self.edit(InputRequest::GoToPrevChar),
            Bound::CursorRight => return self.edit(InputRequest::GoToNextChar),
            Bound::CursorStart => return self.edit(InputRequest::GoToStart),
            Bound::CursorEnd => return self.edit(InputRequest::GoToEnd),
            Bound::OpenRounds => self.open_rounds(),
            Bound::BeginRound => self.begin_round(),
            Bound::RehearseAgain => self.rehearse_again(),
            Bound::ChangeFurigana => self.change_furigana(),
            Bound::LookCloser => self.look_closer(),
            Bound::WriteNote => self.write_own_note(),
            Bound::TakeLine => return self.take_own_note(),
            Bound::ExportDebrief => return self.export_debrief(),
            _ => {}
        }
        Vec::new()
    }

    fn form(&mut self) -> Option<&mut FirstRun> {
        match &mut self.screen {
            Screen::FirstRun(form) => Some(form),
            _ => None,
        }
    }

    pub(super) fn edit(&mut self, request: InputRequest) -> Vec<Effect> {
        // What no terminal may get is no text either; it would be drawn as it is typed.
        if matches!(request, InputRequest::InsertChar(character) if is_unsafe(character)) {
            return Vec::new();
        }
        match &mut self.screen {
            Screen::FirstRun(form) => form.edit(request),
            Screen::Speak(screen) if screen.scope() == Scope::Prediction => {
                screen.input.handle(half_width(request));
            }
            Screen::Speak(_) => self.edit_in_notes(request),
            Screen::Stories(_) => self.edit_title(request),
            Screen::Interviewer(_) => return self.interview_edit(request),
            Screen::Repair(_) => self.edit_own_note(request),
            Screen::Drill(screen) if screen.scope() == Scope::Number => {
                screen.input.handle(half_width(request));
                screen.entered = None;
                screen.quiet.clear();
            }
            Screen::Drill(screen) if screen.scope() == Scope::Typed => {
                screen.input.handle(request);
                screen.entered = None;
                screen.quiet.clear();
            }
            _ => {}
        }
        Vec::new()
    }

    fn go_back(&mut self) -> Vec<Effect> {
        if self.layers.pop().is_some() || self.close_notes() || self.close_whole() {
            return Vec::new();
        }
        match std::mem::replace(&mut self.screen, Screen::Home(Box::default())) {
            Screen::Drill(screen) => self.finish(&screen.drill),
            Screen::Repair(screen) => self.leave_repair(screen),
            Screen::Problems(problems) => {
                self.screen = Screen::Decks(DecksScreen::new(&self.study, problems.came_from));
            }
            Screen::FirstRun(_)
            | Screen::Home(_)
            | Screen::Summary(_)
            | Screen::Decks(_)
            | Screen::Progress(_)
            | Screen::Rounds(_)
            | Screen::Interviewer(_)
            | Screen::Stories(_)
            | Screen::Debrief(_) => self.go_home(),
            Screen::Speak(screen) => return self.leave_speaking(*screen),
        }
        Vec::new()
    }

    fn confirm(&mut self) -> Vec<Effect> {
        match self.layers.pop() {
            Some(Layer::Confirm { then, .. }) => vec![*then],
            _ => Vec::new(),
        }
    }

    fn move_by(&mut self, lines: i32) {
        if let Some(Layer::Help { scroll } | Layer::Reading { scroll, .. }) = self.layers.last_mut()
        {
            *scroll = (i32::from(*scroll) + lines).clamp(0, i32::from(u16::MAX)) as u16;
            return;
        }
        if self.move_in_notes(lines) || self.move_in_points(lines) {
            return;
        }
        let moved = |selected: usize, count: usize| {
            (selected as i64 + i64::from(lines)).clamp(0, count.saturating_sub(1) as i64) as usize
        };
        match &mut self.screen {
            Screen::Drill(screen) => screen.scroll_by(lines),
            Screen::Progress(progress) => progress.scroll_by(lines),
            Screen::Decks(decks) => decks.selected = moved(decks.selected, decks.rows.len()),
            Screen::Problems(problems) => {
                problems.selected = moved(problems.selected, problems.row.problems.len());
            }
            Screen::Speak(screen) => screen.scroll_by(lines),
            Screen::Rounds(rounds) => rounds.selected = moved(rounds.selected, rounds.rows.len()),
            Screen::Debrief(screen) => screen.scroll_by(lines),
            Screen::Repair(screen) => screen.scroll_by(lines),
            _ => {}
        }
    }

    fn start_mode(&mut self, mode: Mode) {
        let request = Request {
            mode,
            ..self.study.ordinary_request(self.now)
        };
        self.plan_for(&request);
        let queue = self.study.queue(&request, self.now);
        self.start(&queue, mode);
    }

    fn show_hint(&mut self) {
        let Some(screen) = self.drill_screen() else {
            return;
        };
        if screen.question.hint.is_empty() {
            self.say("This card has no hint.");
        } else {
            screen.shows_hint = true;
        }
    }

    pub(super) fn grade(&mut self, grade: Grade, is_default_key: bool) -> Vec<Effect> {
        match self.grade_row(grade, is_default_key) {
            Some(row) => self.save(row),
            None => Vec::new(),
        }
    }

    /// Asks the shell to write a row, unless nothing is written here.
    pub(super) fn save(&mut self, what: What) -> Vec<Effect> {
        if let Some(why) = self.read_only.clone() {
            self.say_bad(&*why);
            return Vec::new();
        }
        vec![Effect::SaveRow(what)]
    }

    fn undo(&mut self) -> Vec<Effect> {
        let crams = match &self.screen {
            Screen::Drill(screen) => screen.drill.mode == Mode::Cram,
            Screen::Repair(screen) => screen.mode() == Mode::Cram,
            _ => false,
        };
        // Cramming leaves the schedule alone, so its undo does not reach a review of an earlier sitting.
        let undoable = self
            .study
            .undoable()
            .filter(|entry| !crams || !matches!(entry.what, What::Review(_)));
        if undoable.is_some_and(|entry| self.is_of_round(entry)) {
            self.say("That score belongs to the round that runs. It can be undone when the round is over.");
            return Vec::new();
        }
        let Some(entry) = undoable.cloned() else {
            self.say("There is nothing to undo.");
            return Vec::new();
        };
        let id = entry.id;
        self.undoing = Some(entry);
        self.save(What::Undo(id))
    }

    fn change_card(&mut self, bound: Bound) -> Vec<Effect> {
        let screen = match &self.screen {
            Screen::Drill(screen) => screen,
            Screen::Speak(screen) => {
                let card: Box<str> = screen.task.key.as_str().into();
                return self.change_spoken(bound, card);
            }
            Screen::Repair(screen) if bound == Bound::TakeOut => {
                return self.save(What::Suspend {
                    card: self.study.card_key(screen.repair.item).into(),
                    why: if screen.is_leech() { "leech" } else { "known" }.into(),
                });
            }
            _ => return Vec::new(),
        };
        let card: Box<str> = self.study.card_key(screen.asked.item).into();
        let what = match bound {
            Bound::TakeOut => What::Suspend {
                card,
                why: "known".into(),
            },
            Bound::NotToday => What::Skip {
                item: (&*self.study.collection.items[screen.asked.item].key).into(),
            },
            _ => What::Flag {
                card,
                on: !screen.is_flagged,
            },
        };
        self.save(what)
    }

    /// Takes a spoken card out of the mix, or marks it.
    fn change_spoken(&mut self, bound: Bound, card: Box<str>) -> Vec<Effect> {
        let is_flagged = self
            .study
            .progress()
            .flagged
            .contains(&*crate::deck::id::folded(&card));
        match bound {
            Bound::TakeOut => self.save(What::Suspend {
                card,
                why: "known".into(),
            }),
            Bound::ToggleFlag => self.save(What::Flag {
                card,
                on: !is_flagged,
            }),
            _ => Vec::new(),
        }
    }

    fn edit_card(&mut self) -> Vec<Effect> {
        let target = match &self.screen {
            Screen::Drill(_) | Screen::Repair(_) => {
                let item = match &self.screen {
                    Screen::Repair(screen) => screen.repair.item,
                    Screen::Drill(screen) => screen.asked.item,
                    _ => return Vec::new(),
                };
                let item = &self.study.collection.items[item];
                let (loaded, card) = self.study.collection.card_of(item);
                Some((loaded.file.clone(), loaded.path.clone(), card.position()))
            }
            Screen::Decks(decks) => decks
                .rows
                .get(decks.selected)
                .map(|row| (row.file.clone(), row.path.clone(), Position::line(1))),
            Screen::Problems(problems) => {
                let at = problems
                    .row
                    .problems
                    .get(problems.selected)
                    .map_or(Position::line(1), |problem| problem.position);
                Some((problems.row.file.clone(), problems.row.path.clone(), at))
            }
            Screen::Speak(screen) => {
                let key = crate::deck::id::folded(&screen.task.key);
                let found = self.study.collection.card(&key);
                found.map(|(loaded, card)| {
                    (loaded.file.clone(), loaded.path.clone(), card.position())
                })
            }
            _ => None,
        };
        let Some((file, path, position)) = target else {
            return Vec::new();
        };
        let line = position.line.max(1);
        if let Some(file) = file {
            vec![Effect::EditDeck { file, line }]
        } else {
            let question =
                "This deck is inside the program. Copy it to your own decks and edit the copy?";
            let then = Box::new(Effect::EditBundledDeck {
                name: path.into_string(),
                line,
            });
            self.layers.push(Layer::Confirm {
                question: SafeText::from_line(question),
                then,
            });
            Vec::new()
        }
    }

    fn cycle_deck(&mut self) -> Vec<Effect> {
        let Screen::Decks(decks) = &self.screen else {
            return Vec::new();
        };
        let Some(row) = decks.rows.get(decks.selected) else {
            return Vec::new();
        };
        let Some(state) = row.state else {
            self.say("This file gave no deck. Enter shows why.");
            return Vec::new();
        };
        let id: Box<str> = row.name.to_string().into();
        self.save(What::Deck {
            id,
            state: state.next(),
        })
    }

    fn open_problems(&mut self) {
        let Screen::Decks(decks) = &self.screen else {
            return;
        };
        let Some(row) = decks.rows.get(decks.selected).cloned() else {
            return;
        };
        if row.problems.is_empty() {
            self.say("This deck has no problems.");
            return;
        }
        let came_from = decks.selected;
        self.screen = Screen::Problems(ProblemsScreen {
            row,
            selected: 0,
            came_from,
            view: Cell::new(View::default()),
        });
    }

    fn next_field(&mut self) -> Vec<Effect> {
        let now = self.now;
        let Screen::FirstRun(form) = &mut self.screen else {
            return Vec::new();
        };
        if !form.take_answer() {
            return Vec::new();
        }
        let rows = form.rows(&self.study, now);
        self.go_home();
        rows.into_iter().flat_map(|row| self.save(row)).collect()
    }

    /// Straight to a card of the core tier; from the home, back to it.
    fn skip_to_card(&mut self) {
        let is_again = self.form().is_some_and(|form| form.is_again);
        if is_again {
            self.go_home();
            return;
        }
        let queue = self.study.queue(&self.study.first_card_request(), self.now);
        self.start(&queue, Mode::Plan);
    }
}

/// Digits of an input method count as their ASCII keys, and are drawn as these.
fn half_width(request: InputRequest) -> InputRequest {
    match request {
        InputRequest::InsertChar(c) => match Key::plain(Code::Char(c)).half_width().code {
            Code::Char(c) => InputRequest::InsertChar(c),
            _ => request,
        },
        request => request,
    }
}
