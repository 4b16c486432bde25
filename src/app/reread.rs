//! What decks that were read again do to the app: a sitting goes on with the cards that are still there.

use std::{collections::HashMap, sync::Arc};

use super::{App, DecksScreen, DrillScreen, ProblemsScreen, RepairScreen, Screen};
use crate::{deck::collection::Collection, practice::Drill};

/// What is said when it is done.
const READ_AGAIN: &str = "the decks were read again";

/// The keys that the items had before, by index.
type Before = [Arc<str>];

impl App {
    /// Takes decks over that were read again.
    pub(super) fn take_collection(&mut self, collection: Collection) {
        let items = self.study.collection.items.iter();
        let before: Vec<Arc<str>> = items.map(|item| item.folded.clone()).collect();
        self.study.take_collection(collection, self.now);
        match std::mem::replace(&mut self.screen, Screen::Home(Box::default())) {
            Screen::Drill(screen) => self.ask_again(*screen, &before),
            Screen::Repair(screen) => self.look_at_it_again(*screen, &before),
            Screen::Problems(problems) => self.show_problems_again(problems),
            other => {
                self.screen = other;
                self.refit();
                self.refresh();
            }
        }
    }

    /// Asks the same item, with what was typed and with its answer, if that was shown; else the next one.
    fn ask_again(&mut self, screen: DrillScreen, before: &Before) {
        let asked = self.place(before, screen.asked.item);
        let mut drill = screen.drill;
        self.renumber(&mut drill, before);
        self.go_on(drill, READ_AGAIN.to_owned());
        let Some(now) = self.drill_screen() else {
            return;
        };
        if Some(now.asked.item) != asked {
            return;
        }
        now.input = screen.input;
        match (screen.is_revealed, screen.entered) {
            // The decks may accept another answer now; the person's own word on the old verdict stays where that one does.
            (true, Some(before)) => {
                self.check_typed();
                let now = self.drill_screen().and_then(|now| now.entered.as_mut());
                if let Some(now) = now.filter(|now| now.checked == before.checked) {
                    now.is_overridden = before.is_overridden;
                }
                self.reveal();
            }
            (true, None) => self.reveal(),
            (false, _) => {}
        }
    }

    /// Looks at the same card again, with the note that is being written.
    fn look_at_it_again(&mut self, mut screen: RepairScreen, before: &Before) {
        let item = self.place(before, screen.repair.item);
        if let Some(answer) = screen.take_answer() {
            self.ask_again(answer, before);
            let is_same = self
                .drill_screen()
                .is_some_and(|now| Some(now.asked.item) == item);
            if is_same {
                self.look_closer();
                self.take_note_over(screen);
            }
        } else {
            self.renumber(screen.drill_mut(), before);
            match item.and_then(|item| self.study.repair(item)) {
                Some(repair) => {
                    screen.repair = repair;
                    self.screen = Screen::Repair(Box::new(screen));
                }
                None => self.go_on(screen.into_drill(), READ_AGAIN.to_owned()),
            }
        }
    }

    fn show_problems_again(&mut self, problems: ProblemsScreen) {
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
    }

    /// Where an item is now.
    fn place(&self, before: &Before, item: usize) -> Option<usize> {
        self.study.collection.item_index(before.get(item)?)
    }

    fn renumber(&self, drill: &mut Drill, before: &Before) {
        let known: Vec<usize> = drill.items().collect();
        let place = |index: usize| Some((index, self.place(before, index)?));
        let places: HashMap<usize, usize> = known.into_iter().filter_map(place).collect();
        drill.renumber(&places);
    }
}
