//! The drill screen: the question that is asked, whether its answer is shown, and what was typed.

use std::cell::Cell;

use tui_input::Input;

use super::{
    App, Screen,
    action::{Bound, Scope},
};
use crate::{
    deck::SafeText,
    journal::{Review, What},
    memory::Grade,
    plan::{
        Mode, Queue,
        schedule::{self, Preview},
        steps::open_step,
    },
    practice::{
        Asked, Drill, Question, Waiting,
        answer::{Entered, Wanted},
        drill::Summary,
        question,
    },
};

/// A second Space within this time, ms, is a slip and not a grade.
pub(super) const SLIP_MS: i64 = 250;

/// A new person's first grades are explained.
const EXPLAINED_GRADES: usize = 20;

/// A sitting on the screen.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that is shown or not"
)]
pub struct DrillScreen {
    /// The sitting.
    pub drill: Drill,
    /// What is asked.
    pub asked: Asked,
    /// The question.
    pub question: Question,
    /// Whether the answer is shown.
    pub is_revealed: bool,
    /// Whether the hint is shown.
    pub shows_hint: bool,
    /// What is typed.
    pub input: Input,
    /// The word that is to be typed, if one is.
    pub wanted: Option<Wanted>,
    /// What was checked, until it is changed.
    pub entered: Option<Entered>,
    /// What each grade would do.
    pub previews: Option<[Preview; 4]>,
    /// Whether the card is marked.
    pub is_flagged: bool,
    /// The person's own note on the card.
    pub own_note: SafeText,
    /// A quiet word in the title line until the next key.
    pub quiet: String,
    /// Lines that the text was moved from where it begins on its own.
    pub scroll: i32,
    /// Lines that are drawn and that there are, noted by the last draw.
    pub view: Cell<View>,
    /// Whether the grades are explained.
    pub explains: bool,
    began_ms: i64,
    revealed_ms: i64,
    pending: Option<(Grade, u32)>,
}

/// How much of a text the screen shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Lines on screen.
    pub height: u16,
    /// Lines of the text.
    pub lines: u16,
    /// The line at which the text begins on its own: the answer, where not all fits.
    pub base: u16,
}

/// The end of a sitting.
#[derive(Clone, Debug)]
pub struct SummaryScreen {
    /// The sitting, which an undo goes back to.
    pub drill: Drill,
    /// What was done.
    pub summary: Summary,
    /// Whether the schedule was left alone.
    pub was_cram: bool,
    /// What is left for today: due, new.
    pub due: usize,
    /// When the next items come.
    pub next: Option<(crate::journal::StudyDay, usize)>,
}

impl DrillScreen {
    /// Where keys go.
    pub fn scope(&self) -> Scope {
        match (self.is_revealed, self.question.number.is_some()) {
            (true, _) => Scope::Answer,
            (false, true) => Scope::Number,
            (false, false) if self.wanted.is_some() => Scope::Typed,
            (false, false) => Scope::Question,
        }
    }

    /// Scrolls by lines; the last draw says how far.
    pub fn scroll_by(&mut self, lines: i32) {
        let view = self.view.get();
        let base = i32::from(view.base);
        let last = i32::from(view.lines.saturating_sub(view.height));
        self.scroll = (base + self.scroll + lines).clamp(0, last) - base;
    }

    /// Whether Enter and Space grade Again: what was typed was wrong.
    pub fn was_wrong(&self) -> bool {
        self.entered
            .as_ref()
            .is_some_and(|entered| self.is_revealed && !entered.counts_as_right())
    }
}

impl App {
    /// Begins a sitting, or says why there is none.
    pub(super) fn start(&mut self, queue: &Queue, mode: Mode) {
        let mut drill = Drill::new(queue, mode, Waiting::ForSteps);
        let Some(asked) = drill.advance(self.now.ms) else {
            self.go_home();
            self.say(match queue.next {
                Some((day, count)) => {
                    let ahead = if queue.ahead > 0 && mode != Mode::Ahead {
                        " a goes ahead."
                    } else {
                        ""
                    };
                    format!("Nothing is due. The next {count} cards come on {day}.{ahead}")
                }
                None if queue.new > 0 => {
                    "The limits of this sitting leave nothing to ask.".to_owned()
                }
                None => "There is nothing to ask here. t speaks about a card, d shows the decks."
                    .to_owned(),
            });
            return;
        };
        self.show(drill, asked, String::new());
    }

    /// Shows an item of a sitting.
    pub(super) fn show(&mut self, drill: Drill, asked: Asked, quiet: String) {
        self.show_asked(drill, asked, quiet);
        // In a field u is a letter.
        let scope = self.scope();
        let mut entries = self.keymap.entries(scope);
        let undo = entries.find(|(binding, _)| binding.action == Bound::Undo);
        let key = undo.and_then(|(_, keys)| keys.first()).copied();
        if let (Some(key), Screen::Drill(screen)) = (key, &mut self.screen) {
            let named = format!("{key} undoes");
            screen.quiet = screen.quiet.replace("u undoes", &named);
        }
    }

    fn show_asked(&mut self, drill: Drill, asked: Asked, quiet: String) {
        let items = &self.study.collection.items;
        let item = &items[asked.item];
        let question = question(&self.study.collection, item);
        let today = self.study.today(self.now);
        let record = self.study.progress().items.get(&*item.folded);
        let goal = self.study.progress().active_goal(today);
        let interview = goal.and_then(|goal| goal.day).filter(|day| *day > today);
        let previews = schedule::previews(record, today, interview, &self.study.model);
        let card = crate::deck::id::split_item_key(&item.folded).0;
        let graded: usize = self
            .study
            .progress()
            .days
            .values()
            .map(|day| day.reviews as usize)
            .sum();
        self.screen = Screen::Drill(Box::new(DrillScreen {
            is_flagged: self.study.progress().flagged.contains(card),
            drill,
            asked,
            question,
            is_revealed: false,
            shows_hint: false,
            input: Input::default(),
            wanted: self.study.wanted(asked.item),
            own_note: self.study.own_note(asked.item),
            entered: None,
            previews,
            quiet,
            scroll: 0,
            view: Cell::default(),
            explains: graded < EXPLAINED_GRADES,
            began_ms: self.now.ms,
            revealed_ms: 0,
            pending: None,
        }));
    }

    /// Goes to the next item, or to the summary.
    pub(super) fn go_on(&mut self, mut drill: Drill, quiet: String) {
        match drill.advance(self.now.ms) {
            Some(asked) => self.show(drill, asked, quiet),
            None => self.finish(&drill),
        }
    }

    /// Ends a sitting with its summary; one without a grade ends at home.
    pub(super) fn finish(&mut self, drill: &Drill) {
        if drill.mode == Mode::Round {
            self.words_ended(drill);
            return;
        }
        let summary = drill.summary();
        if summary.answers == 0 {
            self.go_home();
            return;
        }
        let facts = self.study.facts(self.now);
        self.screen = Screen::Summary(SummaryScreen {
            drill: drill.clone(),
            summary,
            was_cram: drill.mode == Mode::Cram,
            due: facts.queue.due,
            next: facts.queue.next,
        });
    }

    /// The drill screen, if it is shown.
    pub(super) fn drill_screen(&mut self) -> Option<&mut DrillScreen> {
        match &mut self.screen {
            Screen::Drill(screen) => Some(screen),
            _ => None,
        }
    }

    pub(super) fn reveal(&mut self) {
        let now = self.now.ms;
        if let Some(screen) = self.drill_screen() {
            screen.is_revealed = true;
            screen.revealed_ms = now;
            screen.quiet.clear();
        }
    }

    /// The row of a grade; `None` where it was a slip.
    pub(super) fn grade_row(&mut self, grade: Grade, is_default_key: bool) -> Option<What> {
        let now = self.now.ms;
        let Screen::Drill(screen) = &mut self.screen else {
            return None;
        };
        if is_default_key && now - screen.revealed_ms < SLIP_MS {
            return None;
        }
        let grade = if is_default_key && screen.was_wrong() {
            Grade::Again
        } else {
            grade
        };
        let ms = (now - screen.began_ms).clamp(0, i64::from(u32::MAX)) as u32;
        screen.pending = Some((grade, ms));
        let typed = screen
            .entered
            .as_ref()
            .map(|entered| Box::new(entered.kept()));
        let review = Review {
            item: (&*self.study.collection.items[screen.asked.item].key).into(),
            grade,
            ms,
            hash: screen.question.hash,
            knows_letters: true,
            typed,
        };
        Some(if screen.drill.mode == Mode::Cram {
            What::Practice(review)
        } else {
            What::Review(review)
        })
    }

    /// A grade is on the disk: the sitting goes on.
    pub(super) fn graded(&mut self, id: crate::journal::EntryId) {
        let today = self.study.today(self.now);
        let Screen::Drill(screen) =
            std::mem::replace(&mut self.screen, Screen::Home(Box::default()))
        else {
            return;
        };
        let mut drill = screen.drill;
        let item = &self.study.collection.items[screen.asked.item];
        let record = self.study.progress().items.get(&*item.folded);
        let step = record
            .filter(|_| drill.mode != Mode::Cram)
            .and_then(|record| open_step(record, today));
        let (grade, ms) = screen.pending.unwrap_or((Grade::Good, 0));
        let ms = ms.min(crate::journal::SHORT_ITEM_MS_LIMIT);
        drill.graded(id, grade, ms, step.map(|step| step.due));
        let item = screen.asked.item;
        self.stop_or_go_on(item, drill, format!("{grade} · u undoes"));
    }
}
