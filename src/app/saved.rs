//! What a row that was written does to the app.

use super::{App, DecksScreen, Effect, Screen, SummaryScreen};
use crate::{
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
        let given_back = self.given_back(&entry.what);
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

    /// The item that an undo gives back: of a card that was taken out the one that the sitting lost by it.
    fn given_back(&self, what: &What) -> Option<usize> {
        let drill = match &self.screen {
            Screen::Drill(screen) => Some(&screen.drill),
            Screen::Summary(screen) => Some(&screen.drill),
            Screen::Repair(screen) => Some(screen.drill()),
            _ => None,
        };
        let lost = drill.and_then(|drill| {
            let What::Suspend { card, .. } = what else {
                return None;
            };
            let key = self.study.collection.renamed.owner(card);
            let items = &self.study.collection.items;
            let is_of = |index: usize| {
                let item = items.get(index);
                item.is_some_and(|item| is_of_card(&item.folded, &key))
            };
            drill.last_removed(is_of)
        });
        lost.or_else(|| self.study.item_given_back(what))
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
}
