//! What a row that was written, or decks that were read again, do to the app.

use std::collections::HashMap;

use super::{App, DecksScreen, Effect, ProblemsScreen, Screen, SummaryScreen};
use crate::{
    deck::collection::Collection,
    journal::{Entry, What},
    practice::{Drill, drill::is_of_card},
};

impl App {
    /// A row is on the disk.
    pub(super) fn saved(&mut self, entry: Entry) -> Vec<Effect> {
        let (id, what) = (entry.id, entry.what.clone());
        self.study.add(entry, self.now);
        self.time_saved(&what);
        match what {
            What::Review(_) | What::Practice(_) => self.graded(id),
            What::Spoken(_) | What::Read(_) => return self.spoken_saved(id, &what),
            What::Mock(mock) => return self.mock_saved(&mock.id),
            What::StoryUse { story, .. } => {
                self.refresh();
                self.say(format!("Noted: {story} was told. u takes that back."));
            }
            What::Undo(_) => self.undone(),
            What::Suspend { .. } if matches!(self.screen, Screen::Speak(_)) => {
                self.say("Taken out of your mix; this try goes on. u takes that back.");
            }
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
                } else {
                    self.say(if on {
                        "Flagged. f takes it away."
                    } else {
                        "The flag is taken away."
                    });
                }
            }
            What::Note { .. } => self.note_saved(),
            _ => self.refresh(),
        }
        Vec::new()
    }

    pub(super) fn not_saved(&mut self, what: &What, reason: &str) {
        self.undoing = None;
        let thing = match what {
            What::Review(_) | What::Practice(_) => "The grade is not saved",
            What::Spoken(_) | What::Read(_) => "The score is not saved; the attempt is kept",
            What::Undo(_) => "The undo is not saved",
            _ => "The change is not saved",
        };
        self.say_bad(format!(
            "{thing}: {reason}. Nothing else is lost; try again."
        ));
    }

    /// Takes items out of the sitting and goes on.
    fn drop_items(&mut self, is_gone: impl Fn(&str) -> bool, quiet: &str) {
        let mut drill = match std::mem::replace(&mut self.screen, Screen::Home(Box::default())) {
            Screen::Drill(screen) => screen.drill,
            Screen::Repair(screen) => screen.into_drill(),
            other => {
                self.screen = other;
                self.refresh();
                return;
            }
        };
        let items = &self.study.collection.items;
        drill.remove(|index| items.get(index).is_some_and(|item| is_gone(&item.folded)));
        self.go_on(drill, quiet.to_owned());
    }

    /// An undo is on the disk: the item that it gives back is asked.
    fn undone(&mut self) {
        let Some(entry) = self.undoing.take() else {
            return;
        };
        self.time_undone(&entry.what);
        let words = crate::practice::study::row_in_words(&entry.what);
        let given_back = self.study.item_given_back(&entry.what);
        let screen = match std::mem::replace(&mut self.screen, Screen::Home(Box::default())) {
            Screen::Drill(screen) => screen,
            Screen::Summary(SummaryScreen { drill, .. }) if given_back.is_some() => {
                self.ask_given_back(drill, &entry, given_back);
                return;
            }
            Screen::Repair(screen) if given_back.is_some() => {
                self.ask_given_back(screen.into_drill(), &entry, given_back);
                return;
            }
            other => {
                self.screen = other;
                self.score_undone(entry.id);
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
            screen.own_note = self.study.own_note(screen.asked.item);
            screen.quiet = format!(
                "undone: {}",
                crate::practice::study::row_in_short(&entry.what)
            );
            self.screen = Screen::Drill(screen);
            return;
        };
        self.ask_given_back(screen.drill, &entry, Some(item));
    }

    /// Goes on with the item that an undo gives back.
    fn ask_given_back(&mut self, mut drill: Drill, undone: &Entry, item: Option<usize>) {
        if let Some(item) = item {
            drill.undone(undone.id, item);
        }
        let short = crate::practice::study::row_in_short(&undone.what);
        self.go_on(drill, format!("undone: {short}"));
    }

    /// Shows the numbers of the screen anew.
    pub(super) fn refresh(&mut self) {
        match &self.screen {
            Screen::Home(_) => self.go_home(),
            Screen::Progress(progress) => self.open_progress(progress.scroll),
            Screen::Decks(decks) => {
                self.screen = Screen::Decks(DecksScreen::new(&self.study, decks.selected));
            }
            Screen::Rounds(_) => self.open_rounds(),
            Screen::Stories(_) => self.refresh_stories(),
            Screen::Repair(_) => self.note_saved(),
            _ => {}
        }
    }

    /// Takes decks over that were read again; a sitting goes on with the items that are still there.
    pub(super) fn take_collection(&mut self, collection: Collection) {
        let old: Vec<std::sync::Arc<str>> = self
            .study
            .collection
            .items
            .iter()
            .map(|item| item.folded.clone())
            .collect();
        self.study.take_collection(collection, self.now);
        let (mut drill, revealed) =
            match std::mem::replace(&mut self.screen, Screen::Home(Box::default())) {
                Screen::Drill(screen) => {
                    let revealed = screen.is_revealed.then_some(screen.asked.item);
                    (screen.drill, revealed)
                }
                Screen::Repair(screen) => (screen.into_drill(), None),
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
                    self.refit();
                    self.refresh();
                    return;
                }
            };
        let asked_before = revealed.and_then(|item| old.get(item)).cloned();
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
        if asked_now.is_some() && asked_now == asked_before {
            self.reveal();
        }
    }
}
