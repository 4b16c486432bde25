//! A card that is forgotten again and again: what it is taken for, and the person's own note on it.

use std::cell::Cell;

use tui_input::{Input, InputRequest};

use super::{App, DrillScreen, Effect, Screen, action::Scope, drill::View};
use crate::{
    journal::What,
    practice::{Drill, Repair},
};

/// A note of one's own takes this many characters: what is longer belongs into a deck.
pub const NOTE_LIMIT: usize = 500;

/// A card that is looked at beside the words that it is taken for.
#[derive(Debug)]
pub struct RepairScreen {
    /// What helps it.
    pub repair: Repair,
    /// The note that is being written.
    pub note: Option<Input>,
    /// The first line that is shown.
    pub scroll: i32,
    /// Lines that are drawn and that there are, noted by the last draw.
    pub view: Cell<View>,
    from: From,
}

/// Where the screen goes back to.
#[derive(Debug)]
enum From {
    /// The grade is given: the sitting goes on, with this quiet word.
    Graded(Box<Drill>, String),
    /// The answer still waits for its grade.
    Answer(Box<DrillScreen>),
}

impl RepairScreen {
    /// Where keys go.
    pub fn scope(&self) -> Scope {
        if self.note.is_some() {
            Scope::OwnNote
        } else {
            Scope::Repair
        }
    }

    /// Whether the card was stopped at, and not only looked at.
    pub fn is_stop(&self) -> bool {
        matches!(self.from, From::Graded(..))
    }

    pub(super) fn scroll_by(&mut self, lines: i32) {
        let view = self.view.get();
        let last = i32::from(view.lines.saturating_sub(view.height));
        self.scroll = (self.scroll + lines).clamp(0, last);
    }

    /// The sitting that goes on.
    pub(super) fn into_drill(self) -> Drill {
        match self.from {
            From::Graded(drill, _) => *drill,
            From::Answer(screen) => screen.drill,
        }
    }
}

impl App {
    /// Stops at a card that was forgotten once too often; otherwise the sitting goes on.
    pub(super) fn stop_or_go_on(&mut self, item: usize, drill: Drill, quiet: String) {
        let counts = drill.mode.counts();
        match self.study.repair_due(item).filter(|_| counts) {
            Some(repair) => self.show_repair(repair, From::Graded(Box::new(drill), quiet)),
            None => self.go_on(drill, quiet),
        }
    }

    fn show_repair(&mut self, repair: Repair, from: From) {
        self.screen = Screen::Repair(Box::new(RepairScreen {
            repair,
            note: None,
            scroll: 0,
            view: Cell::default(),
            from,
        }));
    }

    /// Opens the note of the card: of the one that is looked at, or of the one whose answer is shown.
    pub(super) fn write_own_note(&mut self) {
        if let Screen::Drill(_) = &self.screen {
            self.look_at_card();
        }
        if let Screen::Repair(screen) = &mut self.screen {
            screen.note = Some(Input::new(screen.repair.note.to_string()));
        }
    }

    fn look_at_card(&mut self) {
        let Screen::Drill(screen) = &self.screen else {
            return;
        };
        let Some(repair) = self.study.repair(screen.asked.item) else {
            return;
        };
        let before = std::mem::replace(&mut self.screen, Screen::Home(Box::default()));
        if let Screen::Drill(screen) = before {
            self.show_repair(repair, From::Answer(screen));
        }
    }

    /// Saves the note that was written; an empty one takes the note away.
    pub(super) fn take_own_note(&mut self) -> Vec<Effect> {
        let Screen::Repair(screen) = &mut self.screen else {
            return Vec::new();
        };
        let Some(input) = screen.note.take() else {
            return Vec::new();
        };
        let text = input.value().trim();
        if text == &*screen.repair.note {
            return Vec::new();
        }
        let card: Box<str> = self.study.card_key(screen.repair.item).into();
        self.save(What::Note {
            card,
            text: text.into(),
        })
    }

    pub(super) fn edit_own_note(&mut self, request: InputRequest) {
        let Screen::Repair(screen) = &mut self.screen else {
            return;
        };
        let Some(input) = &mut screen.note else {
            return;
        };
        let is_full = input.value().chars().count() >= NOTE_LIMIT;
        if is_full && matches!(request, InputRequest::InsertChar(_)) {
            self.say(format!("A note has at most {NOTE_LIMIT} characters."));
        } else {
            input.handle(request);
        }
    }

    /// The note is on the disk: it is shown wherever the card is.
    pub(super) fn note_saved(&mut self) {
        match &mut self.screen {
            Screen::Repair(screen) => {
                let note = self.study.own_note(screen.repair.item);
                screen.repair.note = note.clone();
                if let From::Answer(drill) = &mut screen.from {
                    drill.own_note = note;
                }
            }
            Screen::Drill(screen) => screen.own_note = self.study.own_note(screen.asked.item),
            _ => {}
        }
    }

    /// Closes the note, or goes on with the sitting.
    pub(super) fn leave_repair(&mut self, mut screen: Box<RepairScreen>) {
        if screen.note.take().is_some() {
            self.screen = Screen::Repair(screen);
            return;
        }
        match screen.from {
            From::Graded(drill, quiet) => self.go_on(*drill, quiet),
            From::Answer(drill) => self.screen = Screen::Drill(drill),
        }
    }
}
