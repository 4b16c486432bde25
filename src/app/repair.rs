//! A card that is forgotten again and again: what it is taken for, and the person's own note on it.

use std::cell::Cell;

use tui_input::{Input, InputRequest};

use super::{
    App, DrillScreen, Effect, Screen,
    action::Scope,
    drill::{SLIP_MS, View},
};
use crate::{
    journal::What,
    plan::Mode,
    practice::{
        Drill, Repair,
        repair::{LEECH_LAPSES, NOTE_LIMIT},
    },
};

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
    began_ms: i64,
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

    /// How the sitting stands to the schedule.
    pub(super) fn mode(&self) -> Mode {
        self.drill().mode
    }

    /// The sitting.
    pub(super) fn drill(&self) -> &Drill {
        match &self.from {
            From::Graded(drill, _) => drill,
            From::Answer(screen) => &screen.drill,
        }
    }

    /// The sitting.
    pub(super) fn drill_mut(&mut self) -> &mut Drill {
        match &mut self.from {
            From::Graded(drill, _) => drill,
            From::Answer(screen) => &mut screen.drill,
        }
    }

    /// Takes the answer out that waits for its grade, if one does. What is left goes nowhere and only tells what was seen.
    pub(super) fn take_answer(&mut self) -> Option<DrillScreen> {
        let drill = match &self.from {
            From::Graded(..) => return None,
            From::Answer(screen) => Box::new(screen.drill.clone()),
        };
        match std::mem::replace(&mut self.from, From::Graded(drill, String::new())) {
            From::Answer(screen) => Some(*screen),
            From::Graded(..) => None,
        }
    }

    /// Whether the card was forgotten so often that it is taken out for that.
    pub fn is_leech(&self) -> bool {
        self.repair.lapses >= LEECH_LAPSES
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
            began_ms: self.now.ms,
        }));
    }

    /// Opens the note of the card that is looked at.
    pub(super) fn write_own_note(&mut self) {
        if let Some(why) = self.read_only.clone() {
            self.say_bad(&*why);
            return;
        }
        if let Screen::Repair(screen) = &mut self.screen {
            screen.note = Some(Input::new(screen.repair.note.to_string()));
        }
    }

    /// Looks closer at the card whose answer is shown; it is still to be graded.
    pub(super) fn look_closer(&mut self) {
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
        // The field stays open until the note is on the disk.
        let Some(input) = &screen.note else {
            return Vec::new();
        };
        let text = input.value().trim().to_owned();
        if *text == *screen.repair.note {
            screen.note = None;
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
                screen.note = None;
                if let From::Answer(drill) = &mut screen.from {
                    drill.own_note = note;
                }
            }
            Screen::Drill(screen) => screen.own_note = self.study.own_note(screen.asked.item),
            _ => {}
        }
    }

    /// Takes over the note that was being written, from a look at the same card.
    pub(super) fn take_note_over(&mut self, before: RepairScreen) {
        if let Screen::Repair(screen) = &mut self.screen {
            screen.note = before.note;
        }
    }

    /// Closes the note, or goes on with the sitting.
    pub(super) fn leave_repair(&mut self, mut screen: Box<RepairScreen>) {
        if screen.note.take().is_some() {
            self.screen = Screen::Repair(screen);
            return;
        }
        match screen.from {
            // The key that graded, pressed once more, is a slip and leaves nothing.
            From::Graded(..) if self.now.ms - screen.began_ms < SLIP_MS => {
                self.screen = Screen::Repair(screen);
            }
            From::Graded(drill, quiet) => self.go_on(*drill, quiet),
            From::Answer(drill) => self.screen = Screen::Drill(drill),
        }
    }
}
