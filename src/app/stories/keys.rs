//! What each action does on the stories screen.

use tui_input::InputRequest;

use super::{Beginning, List, Reading, Row, StoriesMode, StoriesScreen, timed};
use crate::{
    app::{App, Effect, Screen, action::Bound, drill::SLIP_MS},
    stories::{DraftError, Genre, Recall},
};

/// Lines of a page key.
const PAGE: i32 = 10;

impl App {
    /// Does an action where the stories are shown and nothing lies over them; `None` where it means what it means everywhere.
    pub(in crate::app) fn perform_on_stories(&mut self, bound: Bound) -> Option<Vec<Effect>> {
        if bound == Bound::OpenStories {
            self.open_stories();
            return Some(Vec::new());
        }
        if !self.layers.is_empty() || !matches!(self.screen, Screen::Stories(_)) {
            return None;
        }
        match bound {
            Bound::GoBack => self.leave_story_mode(),
            Bound::MoveUp => self.move_in_stories(-1),
            Bound::MoveDown => self.move_in_stories(1),
            Bound::PageUp => self.move_in_stories(-PAGE),
            Bound::PageDown => self.move_in_stories(PAGE),
            Bound::NextList => self.change_list(1),
            Bound::PreviousList => self.change_list(List::ALL.len() - 1),
            Bound::OpenText => return Some(self.open_row()),
            Bound::EditCard => return Some(self.edit_own_text()),
            Bound::BeginText => self.begin_text(None),
            Bound::TakeTitle => return Some(self.take_title()),
            Bound::NextChoice => self.choose_kind(true),
            Bound::PreviousChoice => self.choose_kind(false),
            Bound::AskWhichStory => self.ask_which_story(),
            Bound::RevealAnswer => self.show_stories(),
            Bound::HadOne => self.had_one(true),
            Bound::HadNone => self.had_one(false),
            Bound::TellAloud => self.tell_aloud(),
            Bound::PressClock => return Some(self.press_clock()),
            Bound::ShowHint => self.toggle_text(),
            _ => return None,
        }
        Some(Vec::new())
    }

    fn stories_screen(&mut self) -> Option<&mut StoriesScreen> {
        match &mut self.screen {
            Screen::Stories(screen) => Some(screen),
            _ => None,
        }
    }

    fn leave_story_mode(&mut self) {
        let Some(screen) = self.stories_screen() else {
            return;
        };
        match std::mem::replace(&mut screen.mode, StoriesMode::Lists) {
            StoriesMode::Lists => self.go_home(),
            StoriesMode::Recalling(recall) if recall.done() > 0 => {
                self.say(recall.sentences().join(" "));
            }
            StoriesMode::Reading(_)
            | StoriesMode::Beginning(_)
            | StoriesMode::Recalling(_)
            | StoriesMode::Telling(_) => {}
        }
    }

    fn move_in_stories(&mut self, lines: i32) {
        let Screen::Stories(screen) = &mut self.screen else {
            return;
        };
        let view = screen.view.get();
        let last_line = i32::from(view.lines.saturating_sub(view.height));
        let scrolled = |scroll: u16| (i32::from(scroll) + lines).clamp(0, last_line) as u16;
        match &mut screen.mode {
            StoriesMode::Lists => {
                let last = screen.rows(screen.list, &self.study.stories).len();
                let last = last.saturating_sub(1) as i64;
                let selected = &mut screen.selected[screen.list as usize];
                *selected = (*selected as i64 + i64::from(lines)).clamp(0, last) as usize;
            }
            StoriesMode::Reading(reading) => reading.scroll = scrolled(reading.scroll),
            StoriesMode::Telling(timed) => timed.scroll = scrolled(timed.scroll),
            StoriesMode::Beginning(_) | StoriesMode::Recalling(_) => {}
        }
    }

    fn change_list(&mut self, steps: usize) {
        if let Some(screen) = self.stories_screen() {
            screen.list = List::ALL[(screen.list as usize + steps) % List::ALL.len()];
        }
    }

    /// Opens the selected row: a text to read, a prompt's best story, or a story for a prompt that has none.
    fn open_row(&mut self) -> Vec<Effect> {
        let Screen::Stories(screen) = &mut self.screen else {
            return Vec::new();
        };
        let stories = &self.study.stories;
        let text = match screen.row(stories) {
            None => {
                self.begin_text(None);
                return Vec::new();
            }
            Some(Row::Problem(_)) => return self.edit_own_text(),
            Some(Row::Text(genre, index)) => {
                stories.names(genre).nth(index).map(|name| (genre, name))
            }
            Some(Row::Prompt(index)) => {
                let prompt = &screen.matrix.prompts[index];
                let best = prompt.answers.first();
                let story = best.and_then(|answer| stories.stories.get(answer.story));
                if story.is_none() {
                    let card = prompt.card.clone();
                    self.begin_text(Some(card));
                    return Vec::new();
                }
                story.map(|story| (Genre::Stories, story.name.as_str()))
            }
        };
        if let Some((genre, name)) = text {
            screen.mode = StoriesMode::Reading(Reading {
                genre,
                name: name.into(),
                scroll: 0,
            });
        }
        Vec::new()
    }

    /// Opens a file in the editor: that of the text which is read, or of the selected row.
    fn edit_own_text(&mut self) -> Vec<Effect> {
        let Screen::Stories(screen) = &self.screen else {
            return Vec::new();
        };
        let stories = &self.study.stories;
        let file = |genre: Genre, index: usize| match genre {
            Genre::Stories => stories.stories.get(index).map(|story| story.file.clone()),
            Genre::Pieces => stories.pieces.get(index).map(|piece| piece.file.clone()),
        };
        let found = match (&screen.mode, screen.row(stories)) {
            (StoriesMode::Reading(reading), _) => {
                let mut names = stories.names(reading.genre);
                let index = names.position(|name| *name == *reading.name);
                index.and_then(|index| file(reading.genre, index))
            }
            (_, Some(Row::Text(genre, index))) => file(genre, index),
            (_, Some(Row::Prompt(index))) => {
                let best = screen.matrix.prompts[index].answers.first();
                best.and_then(|answer| file(Genre::Stories, answer.story))
            }
            (_, Some(Row::Problem(index))) => {
                let problem = &screen.problems[index];
                return vec![Effect::EditOwnText {
                    file: problem.file.clone(),
                    line: problem.line,
                }];
            }
            (_, None) => None,
        };
        let Some(file) = found else {
            self.say("There is no story to edit here yet.");
            return Vec::new();
        };
        let problem = screen.problems.iter().find(|problem| problem.file == file);
        let line = problem.map_or(1, |problem| problem.line);
        vec![Effect::EditOwnText { file, line }]
    }

    /// Asks what a new text is called; `answers` is the prompt that it is written for.
    fn begin_text(&mut self, answers: Option<Box<str>>) {
        let Screen::Stories(screen) = &mut self.screen else {
            return;
        };
        // A prompt without a story that is selected is what the new one is for.
        let selected = match screen.row(&self.study.stories) {
            Some(Row::Prompt(index)) => Some(&screen.matrix.prompts[index]),
            _ => None,
        };
        let selected = selected.filter(|prompt| !prompt.is_answered());
        let answers = answers.or_else(|| selected.map(|prompt| prompt.card.clone()));
        let beginning = Beginning::new(screen.list.genre(), answers);
        screen.mode = StoriesMode::Beginning(Box::new(beginning));
    }

    fn take_title(&mut self) -> Vec<Effect> {
        let Screen::Stories(screen) = &mut self.screen else {
            return Vec::new();
        };
        let StoriesMode::Beginning(beginning) = &mut screen.mode else {
            return Vec::new();
        };
        match beginning.draft(&self.study.stories) {
            Ok(draft) => {
                screen.list = match (screen.list, draft.genre) {
                    (list, Genre::Stories) => list,
                    (_, Genre::Pieces) => List::Pieces,
                };
                screen.mode = StoriesMode::Lists;
                vec![Effect::NewOwnText(draft)]
            }
            Err(error) => {
                beginning.error = Some(match &error {
                    DraftError::NoCompany => "Type the name of the company.".to_owned(),
                    error => {
                        let mut said = error.to_string();
                        said.get_mut(..1).map(str::make_ascii_uppercase);
                        said + "."
                    }
                });
                Vec::new()
            }
        }
    }

    fn choose_kind(&mut self, is_next: bool) {
        if let Some(StoriesScreen {
            mode: StoriesMode::Beginning(beginning),
            ..
        }) = self.stories_screen()
        {
            beginning.choose(is_next);
        }
    }

    /// Changes what is typed where a text is begun.
    pub(in crate::app) fn edit_title(&mut self, request: InputRequest) {
        if let Some(StoriesScreen {
            mode: StoriesMode::Beginning(beginning),
            ..
        }) = self.stories_screen()
        {
            beginning.edit(request);
        }
    }

    fn ask_which_story(&mut self) {
        let Some(screen) = self.stories_screen() else {
            return;
        };
        let recall = Recall::new(&screen.matrix, usize::MAX);
        if recall.prompts.is_empty() {
            self.say("No deck in the mix has a story prompt.");
        } else {
            screen.mode = StoriesMode::Recalling(Box::new(recall));
        }
    }

    fn show_stories(&mut self) {
        if let Some(StoriesScreen {
            mode: StoriesMode::Recalling(recall),
            ..
        }) = self.stories_screen()
        {
            recall.show();
        }
    }

    fn had_one(&mut self, had: bool) {
        if let Some(StoriesScreen {
            mode: StoriesMode::Recalling(recall),
            ..
        }) = self.stories_screen()
        {
            recall.answer(had);
            if recall.asked().is_none() {
                self.leave_story_mode();
            }
        }
    }

    /// Tells the text that is read, or that of the selected row, against the clock.
    fn tell_aloud(&mut self) {
        let Screen::Stories(screen) = &mut self.screen else {
            return;
        };
        let stories = &self.study.stories;
        let text = match (&screen.mode, screen.row(stories)) {
            (StoriesMode::Reading(reading), _) => Some((reading.genre, &*reading.name)),
            (_, Some(Row::Text(genre, index))) => {
                stories.names(genre).nth(index).map(|name| (genre, name))
            }
            (_, Some(Row::Prompt(index))) => {
                let best = screen.matrix.prompts[index].answers.first();
                let story = best.and_then(|answer| stories.stories.get(answer.story));
                story.map(|story| (Genre::Stories, story.name.as_str()))
            }
            (_, Some(Row::Problem(_)) | None) => None,
        };
        match text.and_then(|(genre, name)| timed(stories, genre, name)) {
            Some(timed) => screen.mode = StoriesMode::Telling(Box::new(timed)),
            None => self.say("There is no story to tell here yet."),
        }
    }

    /// Starts or stops the clock; after the last rung it goes back. A second press at once is a slip.
    fn press_clock(&mut self) -> Vec<Effect> {
        let now = self.now.ms;
        let Some(StoriesScreen {
            mode: StoriesMode::Telling(timed),
            ..
        }) = self.stories_screen()
        else {
            return Vec::new();
        };
        let since = now.saturating_sub(timed.pressed_ms);
        if (0..SLIP_MS).contains(&since) {
            return Vec::new();
        }
        timed.pressed_ms = now;
        if timed.telling.rung().is_none() {
            self.leave_story_mode();
            return Vec::new();
        }
        match timed.telling.press(now) {
            Some(row) => self.save(row),
            None => Vec::new(),
        }
    }

    fn toggle_text(&mut self) {
        if let Some(StoriesScreen {
            mode: StoriesMode::Telling(timed),
            ..
        }) = self.stories_screen()
        {
            timed.shows_text = !timed.shows_text;
            timed.scroll = 0;
        }
    }
}
