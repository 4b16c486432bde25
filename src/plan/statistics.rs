//! What was done and what is remembered, in numbers. No streaks: a day off is a day off.

use std::collections::HashMap;

use super::calibration::{self, Calibration, Predicted};
use crate::{
    deck::{AREAS, collection::Collection, id::split_item_key},
    journal::{DeckState, Entry, Progress, Record, Review, StudyDay, What, entry::Typed},
    memory::Model,
};

/// Over how many study days the recent retention is taken.
pub const RECENT_DAYS: u32 = 30;

/// The numbers of a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    /// Grades that count.
    pub reviews: usize,
    /// Study days on which something was graded.
    pub days: usize,
    /// The share of reviews that were recalled: the first of an item on a day, of items not met that day.
    pub retention: Option<f64>,
    /// The same over the last [`RECENT_DAYS`] study days.
    pub retention_recent: Option<f64>,
    /// Areas of the decks in the mix, in the order of the coverage table.
    pub areas: Vec<AreaNumbers>,
    /// Predicted against observed recall.
    pub calibration: Calibration,
    /// Why typed answers were wrong, with counts, most frequent first.
    pub slips: Vec<(String, usize)>,
    /// The same slips by what was asked of a word (`meaning`, `reading`, `recall`), most frequent first; those of numbers are none.
    pub slips_by_facet: Vec<(String, usize)>,
}

/// The numbers of an area.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AreaNumbers {
    /// The area; empty for cards without one.
    pub area: String,
    /// Short items in the mix, without those that were taken out.
    pub items: usize,
    /// How many of them were met.
    pub seen: usize,
    /// Mean recall now of those that were met; `None` where none was.
    pub recall_seen: Option<f64>,
    /// Mean recall now of all, unseen ones as 0.
    pub recall: f64,
}

impl Statistics {
    /// Counts everything for a study day.
    pub fn of(collection: &Collection, record: &Record, model: &Model, today: StudyDay) -> Self {
        let progress = record.progress();
        let predicted = calibration::predicted(progress, model);
        let recent: Vec<Predicted> = predicted
            .iter()
            .filter(|one| today.since(one.day) < RECENT_DAYS)
            .copied()
            .collect();
        Self {
            reviews: progress.days.values().map(|day| day.reviews as usize).sum(),
            days: progress.days.len(),
            retention: retention(&predicted),
            retention_recent: retention(&recent),
            areas: areas(collection, progress, model, today),
            calibration: Calibration::of(&predicted),
            slips: slips(record.live(), |_, typed| {
                Some(without_numbers(&typed.reason))
            }),
            slips_by_facet: slips(record.live(), |review, _| facet(&review.item)),
        }
    }
}

fn retention(predicted: &[Predicted]) -> Option<f64> {
    let recalled = predicted
        .iter()
        .filter(|one| one.prediction.recalled)
        .count();
    (!predicted.is_empty()).then(|| recalled as f64 / predicted.len() as f64)
}

fn areas(
    collection: &Collection,
    progress: &Progress,
    model: &Model,
    today: StudyDay,
) -> Vec<AreaNumbers> {
    let mut sums: HashMap<&str, (usize, usize, f64)> = HashMap::new();
    for item in &collection.items {
        let (loaded, card) = collection.card_of(item);
        let is_off = progress.deck_state(loaded.deck.id.as_str()) == DeckState::Off;
        let card_key = split_item_key(&item.folded).0;
        if is_off || item.only_by_facet || progress.suspended.contains_key(card_key) {
            continue;
        }
        let sum = sums.entry(loaded.deck.area_of(card)).or_default();
        sum.0 += 1;
        let record = progress.items.get(&*item.folded);
        if let Some((memory, day)) = record.and_then(|record| record.memory.zip(record.last_day()))
        {
            sum.1 += 1;
            sum.2 += f64::from(model.recall(memory, today.since(day)));
        }
    }
    let rank = |area: &str| {
        let place = AREAS.iter().position(|(code, _)| *code == area);
        place.unwrap_or(AREAS.len())
    };
    let numbers = sums
        .into_iter()
        .map(|(area, (items, seen, recall))| AreaNumbers {
            area: area.to_owned(),
            items,
            seen,
            recall_seen: (seen > 0).then(|| recall / seen as f64),
            recall: recall / items as f64,
        });
    let mut areas: Vec<AreaNumbers> = numbers.collect();
    areas.sort_by(|a, b| rank(&a.area).cmp(&rank(&b.area)).then(a.area.cmp(&b.area)));
    areas
}

/// What is asked of a word, by the key of its item.
fn facet(key: &str) -> Option<String> {
    let part = split_item_key(key).1?;
    matches!(part, "meaning" | "reading" | "recall").then(|| part.to_owned())
}

/// Wrong typed answers by a name, such as their reason. Numbers in a reason are left out, so that like slips count together; a verdict that the
/// person overrode is no slip.
fn slips<'e>(
    entries: impl Iterator<Item = &'e Entry>,
    name: impl Fn(&Review, &Typed) -> Option<String>,
) -> Vec<(String, usize)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for entry in entries {
        let (What::Review(review) | What::Practice(review)) = &entry.what else {
            continue;
        };
        let Some(typed) = &review.typed else { continue };
        if !typed.reason.is_empty() && &*typed.overridden != "right" {
            let Some(name) = name(review, typed) else {
                continue;
            };
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut slips: Vec<(String, usize)> = counts.into_iter().collect();
    slips.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    slips
}

/// "too low by a factor of 1,200" as "too low by a factor of …".
fn without_numbers(reason: &str) -> String {
    let word = |word: &str| {
        if word.contains(|c: char| c.is_ascii_digit()) {
            "…".to_owned()
        } else {
            word.to_owned()
        }
    };
    reason
        .split_whitespace()
        .map(word)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests;
