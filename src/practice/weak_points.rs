//! The points that were missed last: what is read on the evening before and looked at once more on the day.

use super::{Study, mock::draw::may_draw, spoken::Task};
use crate::{
    deck::SafeText,
    journal::{Moment, SpokenRecord, StudyDay, entry::Goal},
    plan::spoken::{Candidate, candidates},
};

/// A point that was missed or only touched when it was scored last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeakPoint {
    /// The card.
    pub key: String,
    /// What it asks.
    pub prompt: SafeText,
    /// The point.
    pub point: SafeText,
    /// What is said or done for all of it.
    pub full: SafeText,
    /// How much of 100 was lost, in halves.
    pub lost: u32,
    /// The day of the last try at its card.
    pub day: StudyDay,
}

/// What each point of a card was worth when it was scored last, in half points, by anybody; `None` where it never was, or
/// where the rubric was another one. A score of the whole at once says nothing about points.
pub fn last_values(task: &Task, record: Option<&SpokenRecord>) -> Vec<Option<u8>> {
    let mut values = vec![None; task.points.len()];
    let tries = record.map(|record| record.tries.as_slice());
    for tried in tries.unwrap_or_default() {
        if tried.rubric != task.rubric {
            continue;
        }
        let of_try = task.points.iter().zip(&mut values);
        let of_try = of_try
            .filter(|(point, _)| tried.is_whole() || *point.phase == *tried.phase)
            .map(|(_, value)| value);
        for (value, scored) in of_try.zip(&tried.points) {
            *value = Some((*scored).min(2));
        }
    }
    values
}

impl Study {
    /// The weakest points for an interview, those that lost most first: of cards that its round draws, and where these have
    /// fewer, of the others that count for its role.
    pub fn weak_points(&self, goal: Option<&Goal>, most: usize, now: Moment) -> Vec<WeakPoint> {
        let scope = goal.map_or_else(Default::default, |goal| self.scope(goal));
        let track = goal.and_then(|goal| self.tracks.iter().find(|track| *track.id == *goal.track));
        let round = goal.and_then(|goal| track?.round(&goal.round));
        let cards = candidates(&self.collection, self.progress(), &self.model, &scope);
        let is_drawn = |card: &Candidate<'_>| round.is_some_and(|round| may_draw(round, card));
        let mut found: Vec<(bool, WeakPoint)> = Vec::new();
        for card in cards.iter().filter(|card| card.last_day.is_some()) {
            if card.weight > 0.0 || is_drawn(card) {
                let points = self.weak_points_of(&card.key, self.today(now));
                found.extend(points.into_iter().map(|point| (is_drawn(card), point)));
            }
        }
        found.sort_by(|(a_drawn, a), (b_drawn, b)| {
            b_drawn
                .cmp(a_drawn)
                .then(b.lost.cmp(&a.lost))
                .then(b.day.cmp(&a.day))
        });
        found.truncate(most);
        found.into_iter().map(|(_, point)| point).collect()
    }

    fn weak_points_of(&self, key: &str, today: StudyDay) -> Vec<WeakPoint> {
        let Some(task) = Task::of(&self.collection, key) else {
            return Vec::new();
        };
        let record = self.progress().spoken.get(key);
        let day = record.and_then(|record| Some(record.tries.last()?.day));
        let values = last_values(&task, record);
        let weak = task.points.iter().zip(values).filter_map(|(point, value)| {
            let lost = point.weight * u32::from(2 - value?);
            (lost > 0).then(|| WeakPoint {
                key: task.key.clone(),
                prompt: task.prompt.clone(),
                point: point.point.clone(),
                full: point.full.clone(),
                lost,
                day: day.unwrap_or(today),
            })
        });
        weak.collect()
    }
}

#[cfg(test)]
mod tests;
