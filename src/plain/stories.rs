//! The drills of own stories and pieces in plain lines: which story answers a prompt, the ladder, and a piece said aloud.
//!
//! A time is printed as saved when it is on the disk, never before.

use std::{
    io::{BufRead, Write},
    time::Instant,
};

use unicode_normalization::UnicodeNormalization;

use super::{Plain, home::counted, home::plain_choice, own_texts};
use crate::{
    app::stories::words::told_for,
    journal::What,
    output::OutputError,
    stories::{
        Draft, Genre, Piece, PieceKind, Prompt, Recall, Story, Telling,
        telling::{against, rung_name},
    },
};

const WHICH_STORY_HELP: &str = "Think which of your stories answers the prompt, then look. :q ends, :? this list. Nothing is graded here.";

const TELLING_HELP: &str =
    "Enter starts the clock and stops it. :u takes the last time back, :q ends, :? this list.";

/// What a line at a prompt of these drills means.
enum Said {
    Enter,
    End,
    Undo,
    Text(String),
}

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Asks which story answers a prompt, at most `limit` times. Nothing is graded and nothing is written.
    pub fn which_story(&mut self, limit: usize) -> Result<(), OutputError> {
        let matrix = self.desk.study.story_matrix();
        let mut drill = Recall::new(&matrix, limit);
        let answered = drill.prompts.iter().filter(|prompt| prompt.is_answered());
        self.output.line(format!(
            "which story: {}, {answered} with a story of yours, nothing is graded",
            counted(drill.prompts.len(), "prompt", "prompts"),
            answered = answered.count(),
        ))?;
        let count = drill.prompts.len();
        while let Some(prompt) = drill.asked().cloned() {
            let at = drill.done() + 1;
            self.output
                .line(format!("[{at}/{count}] {}", prompt.card))?;
            self.output.card(&prompt.text)?;
            if !self.waits_for_stories()? {
                break;
            }
            drill.show();
            self.stories_of(&prompt)?;
            match self.had_one()? {
                Some(had) => drill.answer(had),
                None => break,
            }
        }
        drill
            .sentences()
            .iter()
            .try_for_each(|line| self.output.line(line))?;
        self.output.flush()
    }

    fn waits_for_stories(&mut self) -> Result<bool, OutputError> {
        loop {
            match self.said("(Enter shows your stories) >")? {
                Said::Enter => return Ok(true),
                Said::End => return Ok(false),
                Said::Undo => self.output.line("nothing to undo")?,
                Said::Text(text) => self.explain_or(&text, WHICH_STORY_HELP)?,
            }
        }
    }

    /// The stories that answer a prompt, or the way to begin one.
    fn stories_of(&mut self, prompt: &Prompt) -> Result<(), OutputError> {
        if !prompt.is_answered() {
            return self.output.line(format!(
                "No story of yours answers it yet. mensetsu stories new TITLE --answers {} begins one.",
                prompt.card
            ));
        }
        for answer in &prompt.answers {
            let Some(story) = self.desk.study.stories.stories.get(answer.story) else {
                continue;
            };
            let told = told_for(story, answer);
            self.output
                .line(format!("{} · {} · {told}", story.name, story.title.line()))?;
        }
        Ok(())
    }

    fn had_one(&mut self) -> Result<Option<bool>, OutputError> {
        loop {
            match self.said("1 had one, 0 had not >")? {
                Said::End => return Ok(None),
                Said::Text(text) if text == "1" => return Ok(Some(true)),
                Said::Text(text) if text == "0" => return Ok(Some(false)),
                Said::Undo => self.output.line("nothing to undo")?,
                Said::Text(text) => self.explain_or(&text, WHICH_STORY_HELP)?,
                Said::Enter => self.not_understood("")?,
            }
        }
    }

    /// Tells a story in the four lengths of the ladder.
    pub fn ladder(&mut self, story: &Story) -> Result<(), OutputError> {
        self.tell("ladder", Telling::ladder(story))
    }

    /// Says a piece against the clock.
    pub fn say_piece(&mut self, piece: &Piece) -> Result<(), OutputError> {
        self.tell("say", Telling::piece(piece))
    }

    /// Tells a text once for each rung: Enter starts the clock and stops it.
    fn tell(&mut self, word: &str, mut telling: Telling) -> Result<(), OutputError> {
        let key = telling.genre.journal_name(&telling.name);
        let rungs: Vec<String> = telling.rungs.iter().map(|rung| rung_name(*rung)).collect();
        self.output.line(format!(
            "{word}: {key} · {} · {}",
            telling.title,
            rungs.join(", ")
        ))?;
        let began = Instant::now();
        let ms = || i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
        let count = telling.rungs.len();
        while let Some(meant) = telling.rung() {
            let at = telling.times.len() + 1;
            let prompt = if telling.is_running() {
                "(Enter stops) >".to_owned()
            } else if telling.elapsed(0).is_some() {
                "(Enter saves it again) >".to_owned()
            } else {
                format!("[{at}/{count}] {} (Enter starts) >", rung_name(meant))
            };
            match self.said(&prompt)? {
                Said::End => break,
                Said::Undo => {
                    self.undo_time(&mut telling)?;
                    continue;
                }
                Said::Text(text) => {
                    self.explain_or(&text, TELLING_HELP)?;
                    continue;
                }
                Said::Enter => {}
            }
            let Some(what) = telling.press(ms()) else {
                continue;
            };
            let time = against(telling.elapsed(ms()).unwrap_or_default(), meant);
            match self.desk.append(&what) {
                Ok(_) => {
                    telling.saved();
                    self.last_save_failed = false;
                    self.output.line(format!("saved: {key} {time}"))?;
                }
                Err(error) => {
                    self.last_save_failed = true;
                    self.output
                        .line(format!("not saved: {key} {time} — {error}"))?;
                }
            }
        }
        self.output
            .line(format!("{word}: {} of {count} told", telling.times.len()))?;
        self.output.flush()
    }

    /// Takes the newest change back; where that is a time of this telling, its rung is told again.
    fn undo_time(&mut self, telling: &mut Telling) -> Result<(), OutputError> {
        if telling.elapsed(0).is_some() {
            return self.output.line("nothing to undo while the clock runs");
        }
        let key = telling.genre.journal_name(&telling.name);
        let newest = self.desk.study.undoable();
        let id = newest.map(|entry| entry.id);
        let is_time = matches!(newest.map(|entry| &entry.what), Some(What::Told { story, .. }) if **story == *key);
        self.undo_at_home()?;
        let is_undone = self.desk.study.undoable().map(|entry| entry.id) != id;
        if is_time && is_undone {
            telling.undone();
        }
        Ok(())
    }

    fn explain_or(&mut self, text: &str, help: &str) -> Result<(), OutputError> {
        match text {
            ":?" => self.output.line(help),
            _ => self.not_understood(text),
        }
    }

    /// Shows a prompt and reads what is said; the end of the input ends.
    fn said(&mut self, prompt: &str) -> Result<Said, OutputError> {
        let Some(line) = self.read(prompt)? else {
            return Ok(Said::End);
        };
        let text: String = line.trim().nfkc().collect();
        Ok(match text.as_str() {
            "" => Said::Enter,
            ":q" | "q" => Said::End,
            ":u" | "u" => Said::Undo,
            _ => Said::Text(text),
        })
    }

    /// The numbered list of what can be done with own stories and pieces.
    pub(super) fn stories_menu(&mut self) -> Result<(), OutputError> {
        const CHOICES: [&str; 8] = [
            "which of your stories answer which prompts",
            "your stories",
            "your pieces",
            "drill: which story answers the prompt?",
            "ladder: a story in 30 s, 60 s, 90 s and 3 min",
            "say a piece aloud against the clock",
            "begin a story",
            "begin a piece",
        ];
        loop {
            for (index, choice) in CHOICES.iter().enumerate() {
                self.output.line(format!("{} {choice}", index + 1))?;
            }
            let Some(choice) = self.answer_to("choice, q goes back >")? else {
                return Ok(());
            };
            match plain_choice(&choice).as_str() {
                "1" => own_texts::matrix(&self.desk.study, &mut self.output)?,
                "2" => self.read_one(Genre::Stories)?,
                "3" => self.read_one(Genre::Pieces)?,
                "4" => self.which_story(usize::MAX)?,
                "5" => {
                    if let Some(index) = self.choose_text(Genre::Stories)? {
                        let story = self.desk.study.stories.stories[index].clone();
                        self.ladder(&story)?;
                    }
                }
                "6" => {
                    if let Some(index) = self.choose_text(Genre::Pieces)? {
                        let piece = self.desk.study.stories.pieces[index].clone();
                        self.say_piece(&piece)?;
                    }
                }
                "7" => self.begin_story()?,
                "8" => self.begin_piece()?,
                "" | "q" | ":q" => return Ok(()),
                other => self.not_understood(other)?,
            }
        }
    }

    /// The index of a text that is chosen by its number; without texts the list says how to begin one.
    fn choose_text(&mut self, genre: Genre) -> Result<Option<usize>, OutputError> {
        let lines = match genre {
            Genre::Stories => own_texts::story_lines(&self.desk.study),
            Genre::Pieces => own_texts::piece_lines(&self.desk.study),
        };
        let count = self.desk.study.stories.names(genre).count();
        let mut number = 0;
        for line in &lines {
            let is_text = number < count && !line.starts_with(' ');
            number += usize::from(is_text);
            let line = if is_text {
                format!("{number} {line}")
            } else {
                line.clone()
            };
            self.output.line(line)?;
        }
        if count == 0 {
            return Ok(None);
        }
        loop {
            let Some(choice) = self.answer_to("number, q goes back >")? else {
                return Ok(None);
            };
            let choice = plain_choice(&choice);
            if matches!(choice.as_str(), "" | "q") {
                return Ok(None);
            }
            match choice.parse::<usize>() {
                Ok(number) if (1..=count).contains(&number) => return Ok(Some(number - 1)),
                _ => self.not_understood(&choice)?,
            }
        }
    }

    fn read_one(&mut self, genre: Genre) -> Result<(), OutputError> {
        let Some(index) = self.choose_text(genre)? else {
            return Ok(());
        };
        let study = &self.desk.study;
        match genre {
            Genre::Stories => {
                own_texts::show_story(study, &study.stories.stories[index], &mut self.output)
            }
            Genre::Pieces => {
                own_texts::show_piece(study, &study.stories.pieces[index], &mut self.output)
            }
        }
    }

    fn begin_story(&mut self) -> Result<(), OutputError> {
        let Some(title) = self.answer_to("title, Enter goes back >")? else {
            return Ok(());
        };
        if title.trim().is_empty() {
            return Ok(());
        }
        let draft = Draft::story(&self.desk.study.stories, &title, &[], None);
        match draft {
            Ok(draft) => self.make(&draft),
            Err(error) => self.output.line(format!("{error}; {}", error.hint())),
        }
    }

    fn begin_piece(&mut self) -> Result<(), OutputError> {
        let names = PieceKind::ALL.map(|kind| kind.name().to_owned());
        let Some(kind) = self.choose("Which kind?", &names, 0)? else {
            return Ok(());
        };
        let kind = PieceKind::ALL[kind];
        let Some(company) = self.answer_to("company, Enter for any >")? else {
            return Ok(());
        };
        let Some(title) = self.answer_to("title, Enter takes the kind >")? else {
            return Ok(());
        };
        let draft = Draft::piece(&self.desk.study.stories, kind, &title, &company, None);
        match draft {
            Ok(draft) => self.make(&draft),
            Err(error) => self.output.line(error.to_string()),
        }
    }

    fn make(&mut self, draft: &Draft) -> Result<(), OutputError> {
        let name = draft.name.as_str();
        match self.desk.new_text(draft.genre, name, &draft.text) {
            Ok(path) => {
                self.desk.study.stories = self.desk.stories();
                self.output.line(format!("written: {}", path.display()))?;
                self.output.line(format!(
                    "mensetsu {} edit {name} opens it.",
                    draft.genre.folder()
                ))
            }
            Err(error) => self.output.line(format!("not written: {name} — {error}")),
        }
    }
}
