//! The stories screen: which stories answer which prompts, the stories and pieces, one to read, and the drills.
//!
//! Files are read and written by the shell: a new text and an edit leave as effects, and the texts come back read anew.

pub mod words;

mod begin;
mod keys;

use std::{cell::Cell, path::Path};

pub use begin::Beginning;

use super::{Action, App, Effect, Screen, action::Scope, drill::View};
use crate::{
    journal::What,
    practice::Study,
    stories::{Genre, Matrix, Problem, Recall, Stories, Telling},
};

/// Stories, pieces, and what is done with them.
#[derive(Debug)]
pub struct StoriesScreen {
    /// The list that is shown.
    pub list: List,
    /// The selected row of each list.
    pub selected: [usize; 3],
    /// Which stories answer which prompts.
    pub matrix: Matrix,
    /// What is wrong with the files.
    pub problems: Vec<Problem>,
    /// What is done.
    pub mode: StoriesMode,
    /// Lines that are drawn and that there are, noted by the last draw.
    pub view: Cell<View>,
}

/// One of the three lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// The prompts with the stories that answer them.
    Prompts,
    /// The stories.
    Stories,
    /// The pieces.
    Pieces,
}

/// A row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A prompt, by its index in the matrix.
    Prompt(usize),
    /// A story or piece, by its index.
    Text(Genre, usize),
    /// A problem, by its index.
    Problem(usize),
}

/// What is done on the screen.
#[derive(Debug)]
pub enum StoriesMode {
    /// The lists are looked through.
    Lists,
    /// A text is read.
    Reading(Reading),
    /// A text is begun.
    Beginning(Box<Beginning>),
    /// Which story answers the prompt?
    Recalling(Box<Recall>),
    /// A text is told against the clock.
    Telling(Box<Timed>),
}

/// A text that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it is.
    pub genre: Genre,
    /// Its name.
    pub name: Box<str>,
    /// The first line that is shown.
    pub scroll: u16,
}

/// A text that is told against the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timed {
    /// The clock and its rungs.
    pub telling: Telling,
    /// Whether the text is shown.
    pub shows_text: bool,
    /// The first line of the text that is shown.
    pub scroll: u16,
    /// When the clock was last started or stopped, UTC ms.
    pressed_ms: i64,
}

impl List {
    /// All lists in their order.
    pub const ALL: [Self; 3] = [Self::Prompts, Self::Stories, Self::Pieces];

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Prompts => "Prompts",
            Self::Stories => "Stories",
            Self::Pieces => "Pieces",
        }
    }

    /// What its texts are; a prompt asks for a story.
    pub fn genre(self) -> Genre {
        match self {
            Self::Prompts | Self::Stories => Genre::Stories,
            Self::Pieces => Genre::Pieces,
        }
    }
}

impl StoriesScreen {
    /// The screen with its first list.
    pub fn new(study: &Study) -> Self {
        Self {
            list: List::Prompts,
            selected: [0; 3],
            matrix: study.story_matrix(),
            problems: study.own_text_problems(),
            mode: StoriesMode::Lists,
            view: Cell::default(),
        }
    }

    /// Where keys go.
    pub fn scope(&self) -> Scope {
        match &self.mode {
            StoriesMode::Lists => Scope::Stories,
            StoriesMode::Reading(_) => Scope::StoryText,
            StoriesMode::Beginning(beginning) => match beginning.genre {
                Genre::Stories => Scope::NewText,
                Genre::Pieces => Scope::NewPiece,
            },
            StoriesMode::Recalling(recall) if recall.is_shown => Scope::StoriesShown,
            StoriesMode::Recalling(_) => Scope::WhichStory,
            StoriesMode::Telling(timed) if timed.telling.is_running() => Scope::ClockRuns,
            StoriesMode::Telling(_) => Scope::Telling,
        }
    }

    /// Whether a clock runs, so that the screen is to be drawn each second.
    pub fn wants_ticks(&self) -> bool {
        self.scope() == Scope::ClockRuns
    }

    /// The rows of a list: its texts, then what is wrong with their files.
    pub fn rows(&self, list: List, stories: &Stories) -> Vec<Row> {
        let texts = |genre| {
            let count = stories.names(genre).count();
            let problems = self.problems.iter().enumerate();
            let problems = problems.filter(move |(_, problem)| problem.genre == genre);
            let texts = (0..count).map(move |index| Row::Text(genre, index));
            texts.chain(problems.map(|(index, _)| Row::Problem(index)))
        };
        match list {
            List::Prompts => (0..self.matrix.prompts.len()).map(Row::Prompt).collect(),
            List::Stories => texts(Genre::Stories).collect(),
            List::Pieces => texts(Genre::Pieces).collect(),
        }
    }

    /// The index of the selected row in its list.
    pub fn at(&self) -> usize {
        self.selected[self.list as usize]
    }

    /// The selected row.
    pub fn row(&self, stories: &Stories) -> Option<Row> {
        self.rows(self.list, stories).get(self.at()).copied()
    }
}

impl App {
    /// Shows the stories.
    pub fn open_stories(&mut self) {
        self.screen = Screen::Stories(Box::new(StoriesScreen::new(&self.study)));
    }

    /// Begins with the drill of stories, of at most so many prompts.
    pub fn open_story_drill(&mut self, limit: usize) {
        self.open_stories();
        if let Screen::Stories(screen) = &mut self.screen {
            let recall = Recall::new(&screen.matrix, limit);
            if recall.prompts.is_empty() {
                self.say("No deck in the mix has a story prompt.");
            } else {
                screen.mode = StoriesMode::Recalling(Box::new(recall));
            }
        }
    }

    /// Begins with a story's ladder, or a piece that is said aloud.
    pub fn open_telling(&mut self, genre: Genre, name: &str) {
        self.open_stories();
        if let (Screen::Stories(screen), Some(timed)) =
            (&mut self.screen, timed(&self.study.stories, genre, name))
        {
            screen.list = match genre {
                Genre::Stories => List::Stories,
                Genre::Pieces => List::Pieces,
            };
            let place = self
                .study
                .stories
                .names(genre)
                .position(|known| known == name);
            screen.selected[screen.list as usize] = place.unwrap_or_default();
            screen.mode = StoriesMode::Telling(Box::new(timed));
        }
    }

    /// A row is on the disk: where it is a time against the clock, the next rung waits.
    pub(super) fn time_saved(&mut self, what: &What) {
        if let (Some(telling), What::Told { .. }) = (self.telling(), what) {
            telling.saved();
        }
    }

    /// A row was taken back: where it is a time of what is told now, its rung is told again.
    pub(super) fn time_undone(&mut self, what: &What) {
        if let (Some(telling), What::Told { story, .. }) = (self.telling(), what)
            && telling.genre.journal_name(&telling.name) == **story
        {
            telling.undone();
        }
    }

    fn telling(&mut self) -> Option<&mut Telling> {
        match &mut self.screen {
            Screen::Stories(screen) => match &mut screen.mode {
                StoriesMode::Telling(timed) => Some(&mut timed.telling),
                _ => None,
            },
            _ => None,
        }
    }

    /// Shows the numbers of the screen anew: after a row, and after decks or texts were read again.
    pub(super) fn refresh_stories(&mut self) {
        let (matrix, problems) = (self.study.story_matrix(), self.study.own_text_problems());
        let Screen::Stories(screen) = &mut self.screen else {
            return;
        };
        let stories = &self.study.stories;
        (screen.matrix, screen.problems) = (matrix, problems);
        for list in List::ALL {
            let last = screen.rows(list, stories).len().saturating_sub(1);
            let selected = &mut screen.selected[list as usize];
            *selected = (*selected).min(last);
        }
        let is_gone = match &screen.mode {
            StoriesMode::Reading(reading) => !stories
                .names(reading.genre)
                .any(|name| *name == *reading.name),
            _ => false,
        };
        if is_gone {
            screen.mode = StoriesMode::Lists;
        }
    }

    /// Takes over stories and pieces that were read again, and says what is wrong with the file that was open in the editor.
    pub(super) fn take_stories(&mut self, action: Action) -> Vec<Effect> {
        let Action::StoriesRead {
            stories,
            edited,
            failed,
        } = action
        else {
            return Vec::new();
        };
        self.study.stories = *stories;
        self.refresh_stories();
        self.select_file(edited.as_deref());
        let problems = self.study.own_text_problems();
        let of_file: Vec<&Problem> = problems
            .iter()
            .filter(|problem| edited.as_ref().is_some_and(|file| *file == problem.file))
            .collect();
        if let Some(failed) = failed {
            self.say_bad(failed);
        } else if let Some(first) = of_file.first() {
            let more = match of_file.len() - 1 {
                0 => String::new(),
                more => format!(" ({more} more)"),
            };
            self.say_bad(format!(
                "{}, line {}: {}{more}",
                first.place(),
                first.line,
                first.sentence
            ));
        }
        Vec::new()
    }

    /// Selects the text of a file in the list of stories or pieces.
    fn select_file(&mut self, file: Option<&Path>) {
        let (Some(file), Screen::Stories(screen)) = (file, &mut self.screen) else {
            return;
        };
        let stories = &self.study.stories;
        let story = stories.stories.iter().position(|story| story.file == file);
        let piece = stories.pieces.iter().position(|piece| piece.file == file);
        for (list, place) in [(List::Stories, story), (List::Pieces, piece)] {
            if let Some(place) = place {
                screen.selected[list as usize] = place;
            }
        }
    }
}

/// A text against the clock.
fn timed(stories: &Stories, genre: Genre, name: &str) -> Option<Timed> {
    let telling = match genre {
        Genre::Stories => Telling::ladder(stories.story(name)?),
        Genre::Pieces => Telling::piece(stories.piece(name)?),
    };
    Some(Timed {
        telling,
        shows_text: false,
        scroll: 0,
        pressed_ms: i64::MIN,
    })
}
