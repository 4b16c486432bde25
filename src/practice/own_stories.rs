//! Own stories and pieces beside decks and journal: which answer which prompts, and what is wrong with them.

use super::Study;
use crate::{
    journal::GoalRecord,
    plan::brief::prepared::{Prepared, prepared},
    stories::{self, Genre, Matrix, Problem, Standing, matrix::Choice},
};

impl Study {
    /// Which own stories answer which story prompts.
    pub fn story_matrix(&self) -> Matrix {
        stories::matrix(&self.stories, self.progress(), &self.collection)
    }

    /// The own stories that could have been told for a card, `deck/card`: those that answer it first.
    pub fn stories_for_card(&self, card: &str) -> Vec<Choice<'_>> {
        stories::for_card(
            &self.stories,
            self.progress(),
            &self.collection.renamed,
            card,
        )
    }

    /// What is wrong with the files of own stories and pieces.
    pub fn own_text_problems(&self) -> Vec<Problem> {
        self.stories.all_problems(&self.collection)
    }

    /// How often and when a story or piece was told.
    pub fn own_text_standing(&self, genre: Genre, name: &str) -> Standing {
        Standing::of(self.progress(), &genre.journal_name(name))
    }

    /// The story for the ladder where none is named: the one not told for longest.
    pub fn longest_untold(&self) -> Option<&stories::Story> {
        let day = |story: &&stories::Story| {
            self.own_text_standing(Genre::Stories, story.name.as_str())
                .last_day()
        };
        self.stories.stories.iter().min_by_key(day)
    }

    /// What the person has prepared for an interview.
    pub fn prepared(&self, record: &GoalRecord) -> Prepared<'_> {
        prepared(&self.stories, self.progress(), &record.goal.company)
    }
}
