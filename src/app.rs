//! The state of the screen: which screen, which layers, and what an action does to them.
//!
//! [`update`](update::update) is the only mutator and does no IO: what the shell must do leaves as an [`Effect`]. Drawing
//! takes `&App`.

pub mod action;
pub mod decks;
pub mod drill;
pub mod first_run;
pub mod interviewer;
pub mod key;
pub mod keymap;
pub mod paste;
pub mod progress;
pub mod rehearse;
pub mod repair;
mod reread;
pub mod speak;
pub mod stories;
pub mod typed;
pub mod update;

mod saved;

use std::path::PathBuf;

use crate::{
    deck::{SafeText, furigana::Furigana},
    journal::{Entry, Moment, What},
    plan::{
        self, Request,
        agenda::{Work, Worked},
    },
    practice::{Facts, Study, mock::Running, partner::Interview, study::PlanKey},
    stories::Draft,
};

pub use action::{Action, BINDINGS, Binding, Scope};
pub use decks::{DecksScreen, ProblemsScreen};
pub use drill::{DrillScreen, SummaryScreen};
pub use first_run::FirstRun;
pub use interviewer::InterviewerScreen;
pub use key::{Code, Key};
pub use keymap::Keymap;
pub use progress::ProgressScreen;
pub use rehearse::{DebriefScreen, RoundsScreen};
pub use repair::RepairScreen;
pub use speak::SpeakScreen;
pub use stories::StoriesScreen;
pub use update::update;

/// Minutes that one key adds to today or takes away.
const MINUTES_STEP: i32 = 5;

/// The whole state of the screen.
#[derive(Debug)]
pub struct App {
    /// Decks, journal, memory.
    pub study: Study,
    /// What is shown.
    pub screen: Screen,
    /// What lies over it; the last one gets the keys.
    pub layers: Vec<Layer>,
    /// Keys to actions.
    pub keymap: Keymap,
    /// The moment of the last action.
    pub now: Moment,
    /// A message that stays until a key.
    pub message: Option<Message>,
    /// Why grades are not saved here, if they are not.
    pub read_only: Option<SafeText>,
    /// Which readings of kanji are shown, until the program ends.
    pub furigana: Furigana,
    /// Whether the program ends.
    pub quits: bool,
    /// What was under way when the program ended, or was left: it is offered before anything else is spoken.
    pub under_way: Option<Running>,
    /// The rehearsal whose short cards are asked.
    in_words: Option<Box<Running>>,
    /// Effects that go out with the next action.
    waiting: Vec<Effect>,
    /// The row that an undo under way takes back.
    undoing: Option<Entry>,
}

/// What is shown.
#[derive(Debug)]
pub enum Screen {
    /// The questions at the start.
    FirstRun(Box<FirstRun>),
    /// What to do today.
    Home(Box<Facts>),
    /// A sitting.
    Drill(Box<DrillScreen>),
    /// A card that is forgotten again and again.
    Repair(Box<RepairScreen>),
    /// What a sitting came to.
    Summary(SummaryScreen),
    /// The decks.
    Decks(DecksScreen),
    /// What is wrong with a deck.
    Problems(ProblemsScreen),
    /// What to expect on the day, and what was done.
    Progress(Box<ProgressScreen>),
    /// A spoken card.
    Speak(Box<SpeakScreen>),
    /// The rounds of the role.
    Rounds(RoundsScreen),
    /// A look back on a rehearsal.
    Debrief(Box<DebriefScreen>),
    /// Own stories and pieces.
    Stories(Box<StoriesScreen>),
    /// An interview for somebody else.
    Interviewer(Box<InterviewerScreen>),
}

/// What lies over a screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Layer {
    /// The keys of the screen below.
    Help {
        /// The first line that is shown.
        scroll: u16,
    },
    /// A question with yes and no.
    Confirm {
        /// The question.
        question: SafeText,
        /// What yes does.
        then: Box<Effect>,
    },
    /// Something was under way when the program ended.
    UnderWay {
        /// What, in words.
        words: SafeText,
        /// What was to begin instead.
        then: Option<Box<Running>>,
    },
    /// A text to read: a model answer, earlier tries.
    Reading {
        /// What it is.
        title: SafeText,
        /// The text, Markdown.
        text: SafeText,
        /// The first line that is shown.
        scroll: u16,
    },
}

/// Whether a message is good or bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something to know.
    Plain,
    /// Something that went wrong.
    Bad,
}

/// A message that stays until a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What it says.
    pub text: SafeText,
    /// Its tone.
    pub tone: Tone,
}

/// What the shell must do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Write a row; the answer is `Action::Saved` or `Action::NotSaved`.
    SaveRow(What),
    /// Open a deck file in the editor; the answer is `Action::DecksRead`.
    EditDeck {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: u32,
    },
    /// Copy a bundled deck to the own decks and open the copy.
    EditBundledDeck {
        /// The name of the bundled file.
        name: String,
        /// The line, from 1.
        line: u32,
    },
    /// Write down what is under way; where that fails the answer is `Action::Failed`.
    KeepAttempt(Box<Running>),
    /// Nothing is under way any more.
    ForgetAttempt,
    /// Write a text to a file of a free name in the current folder; the answer is `Action::Exported` or `Action::Failed`.
    Export {
        /// The name that is wanted.
        name: String,
        /// The text.
        text: String,
    },
    /// Make the file of a new story or piece and open it in the editor; the answer is `Action::StoriesRead`.
    NewOwnText(Draft),
    /// Open a story or piece in the editor; the answer is `Action::StoriesRead`.
    EditOwnText {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: u32,
    },
    /// Read the decks again; the answer is `Action::DecksRead`.
    ReadDecks,
    /// Write down an interview for somebody else that is under way.
    KeepInterview {
        /// Where its result goes.
        file: PathBuf,
        /// The interview.
        interview: Box<Interview>,
    },
    /// Write the result of an interview; the answer is `Action::InterviewWritten`.
    WriteInterview {
        /// The file.
        file: PathBuf,
        /// What it says.
        text: String,
        /// Whether a file that is there may be written over.
        replaces: bool,
    },
    /// Stop the process until it is continued.
    Suspend,
}

impl App {
    /// The first screen: the questions where no goal was ever set, else the home.
    pub fn new(study: Study, now: Moment, keymap: Keymap, read_only: Option<SafeText>) -> Self {
        let mut app = Self {
            study,
            screen: Screen::Home(Box::default()),
            layers: Vec::new(),
            keymap,
            now,
            message: None,
            read_only,
            furigana: Furigana::default(),
            quits: false,
            under_way: None,
            in_words: None,
            waiting: Vec::new(),
            undoing: None,
        };
        let is_new = app.study.progress().goals.is_empty() && app.study.progress().items.is_empty();
        if is_new && app.read_only.is_none() {
            app.screen = Screen::FirstRun(Box::new(FirstRun::new(&app.study, now)));
        } else {
            app.go_home();
        }
        app
    }

    /// Begins with a sitting.
    pub fn begin(&mut self, request: &Request) {
        self.plan_for(request);
        let queue = self.study.queue(request, self.now);
        self.start(&queue, request.mode);
    }

    /// Makes the plan that a sitting follows, where it is not there yet.
    fn plan_for(&mut self, request: &Request) {
        if plan::agenda::guides(request) {
            self.study.make_plan(self.now);
        }
    }

    /// Shows the home with fresh numbers.
    pub fn go_home(&mut self) {
        self.screen = Screen::Home(Box::new(self.study.facts(self.now)));
    }

    /// Gives today more or fewer minutes; tomorrow has its own again.
    fn change_minutes(&mut self, minutes: i32) {
        self.study.change_minutes(minutes, self.now);
        self.go_home();
        let today = self.study.minutes_today(self.now);
        self.say(format!("Today has {today} minutes."));
    }

    /// Shows more readings of kanji, and none after all.
    fn change_furigana(&mut self) {
        self.furigana = self.furigana.next();
        self.say(match self.furigana {
            Furigana::Off => "Furigana are off.",
            Furigana::On => "Furigana are on, where a card has them.",
            Furigana::All => "Furigana are on, also over the words that the decks teach.",
        });
    }

    /// Whether the home is shown.
    pub fn shows_home(&self) -> bool {
        matches!(self.screen, Screen::Home(_))
    }

    /// The moment of the last action.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// Takes over a plan that was worked out beside the screen; `false` where it is of something that has changed since.
    pub fn take_plan(&mut self, key: PlanKey, work: &Work, worked: &Worked) -> bool {
        let is_taken = self.study.take_worked(key, work, worked, self.now);
        if is_taken && self.shows_home() {
            self.go_home();
        }
        is_taken
    }

    /// Shows a message until the next key.
    pub fn say(&mut self, text: impl AsRef<str>) {
        self.message = Some(Message {
            text: SafeText::from_line(text.as_ref()),
            tone: Tone::Plain,
        });
    }

    /// Shows a message about something that went wrong.
    pub fn say_bad(&mut self, text: impl AsRef<str>) {
        self.message = Some(Message {
            text: SafeText::from_line(text.as_ref()),
            tone: Tone::Bad,
        });
    }

    /// Where keys go now.
    pub fn scope(&self) -> Scope {
        match (self.layers.last(), &self.screen) {
            (Some(Layer::Help { .. }), _) => Scope::Help,
            (Some(Layer::Confirm { .. }), _) => Scope::Confirm,
            (Some(Layer::UnderWay { .. }), _) => Scope::UnderWay,
            (Some(Layer::Reading { .. }), _) => Scope::Reading,
            (None, Screen::FirstRun(_)) => Scope::FirstRun,
            (None, Screen::Home(_)) => Scope::Home,
            (None, Screen::Drill(drill)) => drill.scope(),
            (None, Screen::Repair(repair)) => repair.scope(),
            (None, Screen::Summary(_)) => Scope::Summary,
            (None, Screen::Decks(_)) => Scope::Decks,
            (None, Screen::Problems(_)) => Scope::Problems,
            (None, Screen::Progress(_)) => Scope::Progress,
            (None, Screen::Speak(speak)) => speak.scope(),
            (None, Screen::Rounds(_)) => Scope::Rounds,
            (None, Screen::Debrief(_)) => Scope::Debrief,
            (None, Screen::Stories(stories)) => stories.scope(),
            (None, Screen::Interviewer(screen)) => screen.scope(),
        }
    }

    /// Whether a printable key is text now.
    pub fn takes_text(&self) -> bool {
        match (self.layers.last(), &self.screen) {
            (None, Screen::FirstRun(form)) => form.takes_text(),
            (None, Screen::Drill(drill)) => {
                matches!(drill.scope(), Scope::Number | Scope::Typed)
            }
            (None, Screen::Speak(speak)) => {
                matches!(speak.scope(), Scope::Notes | Scope::Prediction)
            }
            (None, Screen::Stories(stories)) => {
                matches!(stories.scope(), Scope::NewText | Scope::NewPiece)
            }
            (None, Screen::Interviewer(screen)) => screen.scope() == Scope::InterviewLine,
            (None, Screen::Repair(screen)) => screen.scope() == Scope::OwnNote,
            _ => false,
        }
    }
}
