//! What the study knows of interviews with a partner: the cards that one draws for somebody else.

use super::Study;
use crate::{
    journal::Moment,
    plan::Round,
    practice::{
        mock::{Drawn, draw::draw},
        spoken::Task,
    },
};

impl Study {
    /// What a round draws for somebody else: of the decks in this person's mix, each time others among equals, because two
    /// candidates on one day are two people.
    pub fn draw_for_another(&self, round: &Round, now: Moment) -> Drawn {
        let goal = self.progress().settings_goal(self.today(now));
        let mix = self.mix(goal.map(|record| &record.goal), now);
        draw(
            &self.collection,
            &mix,
            &self.candidates(now),
            round,
            &[],
            self.today(now),
            now.ms as u64,
        )
    }

    /// The tasks of some cards by their keys, in order; where one is not in the decks, its key.
    pub fn tasks<'a>(&self, keys: impl Iterator<Item = &'a str>) -> Result<Vec<Task>, &'a str> {
        keys.map(|key| self.task(key).ok_or(key)).collect()
    }
}
