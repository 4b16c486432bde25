//! What each action does to the app. The only place where the app changes.

use std::{cell::Cell, collections::HashMap};

use tui_input::InputRequest;

use super::{
    Action, App, Code, DecksScreen, Effect, FirstRun, Key, Layer, ProblemsScreen, Screen,
    SummaryScreen,
    action::{Bound, Scope},
    drill::View,
};
use crate::{
    deck::{Position, SafeText, collection::Collection},
    journal::{Entry, Moment, What},
    memory::Grade,
    plan::{Mode, Request},
    practice::{
        answer::{Verdict, number},
        drill::is_of_card,
    },
};

/// A pasted text is taken up to this many characters into a field of one line.
const PASTE_LIMIT: usize = 200;

/// Lines of a page key.
const PAGE: i32 = 10;

/// Does an action at a moment and returns what the shell must do.
pub fn update(app: &mut App, action: Action, now: Moment) -> Vec<Effect> {
    app.now = now;
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
            let characters = text.chars().filter(|c| !c.is_control()).take(PASTE_LIMIT);
            if app.takes_text() {
                characters
                    .for_each(|character| drop(app.edit(InputRequest::InsertChar(character))));
            }
            Vec::new()
        }
        Action::Do(bound) => app.perform(bound),
        _ => Vec::new(),
    }
}

impl App {
    fn perform(&mut self, bound: Bound) -> Vec<Effect> {
        if let Some(effects) = self.interview_action(bound) {
            return effects;
        }
        match bound {
            Bound::Quit => self.quits = true,
            Bound::Suspend => return vec![Effect::Suspend],
            Bound::OpenHelp => self.layers.push(Layer::Help { scroll: 0 }),
            Bound::GoBack => self.go_back(),
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
            Bound::CheckAnswer => self.check_number(),
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
            // Of screens that have an action of their own for it.
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

    fn edit(&mut self, request: InputRequest) -> Vec<Effect> {
        match &mut self.screen {
            Screen::FirstRun(form) => form.edit(request),
            Screen::Interviewer(_) => return self.interview_edit(request),
            Screen::Drill(screen) if screen.scope() == Scope::Number => {
                // Digits of an input method count as their ASCII keys, and are drawn as these.
                let request = match request {
                    InputRequest::InsertChar(c) => {
                        match Key::plain(Code::Char(c)).half_width().code {
                            Code::Char(c) => InputRequest::InsertChar(c),
                            _ => request,
                        }
                    }
                    request => request,
                };
                screen.input.handle(request);
                screen.verdict = None;
                screen.quiet.clear();
            }
            _ => {}
        }
        Vec::new()
    }

    fn go_back(&mut self) {
        if self.layers.pop().is_some() {
            return;
        }
        match std::mem::replace(&mut self.screen, Screen::Home(Box::default())) {
            Screen::Drill(screen) => self.finish(&screen.drill),
            Screen::Problems(problems) => {
                self.screen = Screen::Decks(DecksScreen::new(&self.study, problems.came_from));
            }
            Screen::FirstRun(_)
            | Screen::Home(_)
            | Screen::Summary(_)
            | Screen::Decks(_)
            | Screen::Interviewer(_)
            | Screen::Progress(_) => self.go_home(),
        }
    }

    fn confirm(&mut self) -> Vec<Effect> {
        match self.layers.pop() {
            Some(Layer::Confirm { then, .. }) => vec![*then],
            _ => Vec::new(),
        }
    }

    fn move_by(&mut self, lines: i32) {
        if let Some(Layer::Help { scroll }) = self.layers.last_mut() {
            *scroll = (i32::from(*scroll) + lines).clamp(0, i32::from(u16::MAX)) as u16;
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

    fn check_number(&mut self) {
        let Some(screen) = self.drill_screen() else {
            return;
        };
        let Some(wanted) = &screen.question.number else {
            return;
        };
        let typed = screen.input.value().trim();
        let verdict = if matches!(typed, "?" | "？") {
            Verdict::Wrong("no answer".to_owned())
        } else {
            number::check(typed, wanted.answer, &wanted.unit, wanted.within)
        };
        let is_graded = !matches!(verdict, Verdict::TryAgain(_));
        screen.verdict = Some(verdict);
        if is_graded {
            self.reveal();
        }
    }

    pub(super) fn grade(&mut self, grade: Grade, is_default_key: bool) -> Vec<Effect> {
        match self.grade_row(grade, is_default_key) {
            Some(row) => self.save(row),
            None => Vec::new(),
        }
    }

    /// Asks the shell to write a row, unless nothing is written here.
    fn save(&mut self, what: What) -> Vec<Effect> {
        if let Some(why) = self.read_only.clone() {
            self.say_bad(&*why);
            return Vec::new();
        }
        vec![Effect::SaveRow(what)]
    }

    fn undo(&mut self) -> Vec<Effect> {
        let crams = match &self.screen {
            Screen::Drill(screen) => screen.drill.mode == Mode::Cram,
            _ => false,
        };
        // Cramming leaves the schedule alone, so its undo does not reach a review of an earlier sitting.
        let undoable = self
            .study
            .undoable()
            .filter(|entry| !crams || !matches!(entry.what, What::Review(_)));
        let Some(entry) = undoable.cloned() else {
            self.say("There is nothing to undo.");
            return Vec::new();
        };
        let id = entry.id;
        self.undoing = Some(entry);
        self.save(What::Undo(id))
    }

    fn change_card(&mut self, bound: Bound) -> Vec<Effect> {
        let Screen::Drill(screen) = &self.screen else {
            return Vec::new();
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

    fn edit_card(&mut self) -> Vec<Effect> {
        let target = match &self.screen {
            Screen::Drill(screen) => {
                let item = &self.study.collection.items[screen.asked.item];
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

    /// A row is on the disk.
    fn saved(&mut self, entry: Entry) -> Vec<Effect> {
        let (id, what) = (entry.id, entry.what.clone());
        self.study.add(entry, self.now);
        match what {
            What::Review(_) | What::Practice(_) => self.graded(id),
            What::Undo(_) => self.undone(),
            What::Suspend { card, .. } => {
                let key = crate::deck::id::folded(&card);
                self.drop_items(|folded| is_of_card(folded, &key), "taken out · u undoes");
            }
            What::Skip { item } => {
                let key = crate::deck::id::folded(&item);
                self.drop_items(|folded| folded == key, "not today · u undoes");
            }
            What::Flag { on, .. } => {
                if let Some(screen) = self.drill_screen() {
                    screen.is_flagged = on;
                    let word = if on {
                        "flagged · f takes it away"
                    } else {
                        "flag taken away"
                    };
                    word.clone_into(&mut screen.quiet);
                }
            }
            _ => self.refresh(),
        }
        Vec::new()
    }

    fn not_saved(&mut self, what: &What, reason: &str) {
        self.undoing = None;
        let thing = match what {
            What::Review(_) | What::Practice(_) => "The grade is not saved",
            What::Undo(_) => "The undo is not saved",
            _ => "The change is not saved",
        };
        self.say_bad(format!(
            "{thing}: {reason}. Nothing else is lost; try again."
        ));
    }

    /// Takes items out of the sitting and goes on.
    fn drop_items(&mut self, is_gone: impl Fn(&str) -> bool, quiet: &str) {
        let screen = match std::mem::replace(&mut self.screen, Screen::Home(Box::default())) {
            Screen::Drill(screen) => screen,
            other => {
                self.screen = other;
                self.refresh();
                return;
            }
        };
        let mut drill = screen.drill;
        let items = &self.study.collection.items;
        drill.remove(|index| items.get(index).is_some_and(|item| is_gone(&item.folded)));
        self.go_on(drill, quiet.to_owned());
    }

    /// An undo is on the disk: the item that it gives back is asked.
    fn undone(&mut self) {
        let Some(entry) = self.undoing.take() else {
            return;
        };
        let words = crate::practice::study::row_in_words(&entry.what);
        let given_back = self.study.item_given_back(&entry.what);
        let screen = match std::mem::replace(&mut self.screen, Screen::Home(Box::default())) {
            Screen::Drill(screen) => screen,
            Screen::Summary(SummaryScreen { mut drill, .. }) if given_back.is_some() => {
                if let Some(item) = given_back {
                    drill.undone(entry.id, item);
                }
                self.go_on(
                    drill,
                    format!(
                        "undone: {}",
                        crate::practice::study::row_in_short(&entry.what)
                    ),
                );
                return;
            }
            other => {
                self.screen = other;
                self.refresh();
                self.say(format!("Undone: {words}."));
                return;
            }
        };
        let Some(item) = given_back else {
            // A mark or a note: the card stays as it is shown.
            let mut screen = screen;
            screen.drill.forget(entry.id);
            let asked = self.study.collection.items.get(screen.asked.item);
            let card = asked.map(|item| crate::deck::id::split_item_key(&item.folded).0);
            screen.is_flagged =
                card.is_some_and(|card| self.study.progress().flagged.contains(card));
            screen.quiet = format!(
                "undone: {}",
                crate::practice::study::row_in_short(&entry.what)
            );
            self.screen = Screen::Drill(screen);
            return;
        };
        let mut drill = screen.drill;
        drill.undone(entry.id, item);
        let short = crate::practice::study::row_in_short(&entry.what);
        self.go_on(drill, format!("undone: {short}"));
    }

    /// Shows the numbers of the screen anew.
    fn refresh(&mut self) {
        match &self.screen {
            Screen::Home(_) => self.go_home(),
            Screen::Progress(progress) => self.open_progress(progress.scroll),
            Screen::Decks(decks) => {
                self.screen = Screen::Decks(DecksScreen::new(&self.study, decks.selected));
            }
            _ => {}
        }
    }

    /// Takes decks over that were read again; a sitting goes on with the items that are still there.
    fn take_collection(&mut self, collection: Collection) {
        let old: Vec<std::sync::Arc<str>> = self
            .study
            .collection
            .items
            .iter()
            .map(|item| item.folded.clone())
            .collect();
        self.study.take_collection(collection, self.now);
        let screen = match std::mem::replace(&mut self.screen, Screen::Home(Box::default())) {
            Screen::Drill(screen) => screen,
            Screen::Problems(problems) => {
                let rows = DecksScreen::new(&self.study, problems.came_from).rows;
                let row = rows
                    .into_iter()
                    .find(|row| row.path == problems.row.path)
                    .filter(|row| !row.problems.is_empty());
                self.screen = match row {
                    Some(row) => {
                        let selected = problems.selected.min(row.problems.len() - 1);
                        Screen::Problems(ProblemsScreen {
                            row,
                            selected,
                            ..problems
                        })
                    }
                    None => Screen::Decks(DecksScreen::new(&self.study, problems.came_from)),
                };
                return;
            }
            other => {
                self.screen = other;
                self.refresh();
                return;
            }
        };
        let was_revealed = screen.is_revealed;
        let asked_before = old.get(screen.asked.item).cloned();
        let mut drill = screen.drill;
        let known: Vec<usize> = drill.items().collect();
        let place =
            |index: usize| Some((index, self.study.collection.item_index(old.get(index)?)?));
        let places: HashMap<usize, usize> = known.into_iter().filter_map(place).collect();
        drill.renumber(&places);
        self.go_on(drill, "the decks were read again".to_owned());
        let asked_now = match &self.screen {
            Screen::Drill(screen) => self
                .study
                .collection
                .items
                .get(screen.asked.item)
                .map(|item| item.folded.clone()),
            _ => None,
        };
        if was_revealed && asked_now.is_some() && asked_now == asked_before {
            self.reveal();
        }
    }
}

#[cfg(test)]
mod tests;
