//! The retrieval drill: a prompt is shown, and one thinks which story answers it. Nothing is graded into memory.

use super::{Matrix, Prompt};

/// A retrieval drill under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recall {
    /// The prompts in the order in which they are asked.
    pub prompts: Vec<Prompt>,
    /// Whether the stories of the prompt are shown.
    pub is_shown: bool,
    at: usize,
    had: usize,
}

impl Recall {
    /// Draws prompts: those that have a story, the one longest unused first and never used ones before it; then those
    /// without. Of equal ones those most asked come first. At most `limit` are asked.
    pub fn new(matrix: &Matrix, limit: usize) -> Self {
        let mut prompts = matrix.prompts.clone();
        prompts.sort_by_key(|prompt| (!prompt.is_answered(), prompt.last_used(), !prompt.is_core));
        prompts.truncate(limit);
        Self {
            prompts,
            ..Self::default()
        }
    }

    /// The prompt that is asked; `None` at the end.
    pub fn asked(&self) -> Option<&Prompt> {
        self.prompts.get(self.at)
    }

    /// Shows the stories of the prompt.
    pub fn show(&mut self) {
        self.is_shown = self.asked().is_some();
    }

    /// Takes down whether the person had a story, and goes on. Before the stories are shown it does nothing.
    pub fn answer(&mut self, had_one: bool) {
        if std::mem::take(&mut self.is_shown) {
            self.had += usize::from(had_one);
            self.at += 1;
        }
    }

    /// How many prompts were answered.
    pub fn done(&self) -> usize {
        self.at
    }

    /// For how many of them the person had a story.
    pub fn had(&self) -> usize {
        self.had
    }

    /// What it came to, in sentences.
    pub fn sentences(&self) -> Vec<String> {
        let prompts = |count: usize| match count {
            1 => "1 prompt".to_owned(),
            count => format!("{count} prompts"),
        };
        let done = &self.prompts[..self.at.min(self.prompts.len())];
        let without = done.iter().filter(|prompt| !prompt.is_answered()).count();
        let mut sentences = vec![match self.at {
            0 => "No prompt was answered.".to_owned(),
            at => format!("You had a story for {} of {}.", self.had, prompts(at)),
        }];
        match without {
            0 => {}
            1 => sentences.push("1 of them has no story of yours yet.".to_owned()),
            count => sentences.push(format!("{count} of them have no story of yours yet.")),
        }
        sentences
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        journal::StudyDay,
        stories::matrix::{Answer, By},
    };

    /// When a prompt was last answered with a story of the person's own.
    #[derive(Clone, Copy)]
    enum Used {
        NoStory,
        Never,
        On(i32),
    }

    fn prompt(card: &str, is_core: bool, used: Used) -> Prompt {
        let answer = |day: Option<StudyDay>| {
            vec![Answer {
                story: 0,
                by: By::File,
                uses: usize::from(day.is_some()),
                last_used: day,
            }]
        };
        Prompt {
            card: card.into(),
            text: crate::deck::SafeText::from_line(card),
            is_core,
            answers: match used {
                Used::NoStory => Vec::new(),
                Used::Never => answer(None),
                Used::On(day) => answer(Some(StudyDay(day))),
            },
        }
    }

    fn drill() -> Recall {
        let matrix = Matrix {
            prompts: vec![
                prompt("core-without", true, Used::NoStory),
                prompt("core-recent", true, Used::On(9)),
                prompt("core-never", true, Used::Never),
                prompt("without", false, Used::NoStory),
                prompt("old", false, Used::On(3)),
                prompt("never", false, Used::Never),
            ],
            standings: Vec::new(),
        };
        Recall::new(&matrix, usize::MAX)
    }

    #[test]
    fn prompts_with_a_story_come_first_longest_unused_before_the_others() {
        let drill = drill();
        let cards: Vec<&str> = drill.prompts.iter().map(|prompt| &*prompt.card).collect();
        assert_eq!(
            cards,
            [
                "core-never",
                "never",
                "old",
                "core-recent",
                "core-without",
                "without"
            ]
        );
    }

    #[test]
    fn an_answer_counts_once_its_stories_are_shown() {
        let mut drill = drill();
        drill.answer(true);
        assert_eq!((drill.done(), drill.had()), (0, 0));
        assert_eq!(drill.sentences(), ["No prompt was answered."]);
        for had in [true, false, true, true, false] {
            drill.show();
            drill.answer(had);
        }
        assert_eq!(
            drill.sentences(),
            [
                "You had a story for 3 of 5 prompts.",
                "1 of them has no story of yours yet."
            ]
        );
        drill.show();
        drill.answer(false);
        assert!(drill.asked().is_none());
        drill.show();
        drill.answer(true);
        assert_eq!((drill.done(), drill.had()), (6, 3));
        assert!(drill.sentences()[1].starts_with("2 of them have"));
    }

    #[test]
    fn a_drill_of_nothing_has_ended() {
        let drill = Recall::new(&Matrix::default(), 5);
        assert!(drill.asked().is_none() && drill.done() == 0);
    }
}
