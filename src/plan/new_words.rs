//! Which new words may meet on one day: never two that are taken for each other.
//!
//! The first of them is met today, the other on a later day, when the first one is known well enough to tell them apart.

use std::collections::HashSet;

use crate::{
    deck::{Body, collection::Collection},
    journal::{Progress, StudyDay},
};

/// The cards that were met for the first time today, and those that are to be.
#[derive(Debug)]
pub struct NewWords<'a> {
    collection: &'a Collection,
    met: HashSet<(u32, u32)>,
}

impl<'a> NewWords<'a> {
    /// Those that were met already on a study day.
    pub fn of(collection: &'a Collection, progress: &Progress, today: StudyDay) -> Self {
        let new_today = progress.items.iter().filter(|(_, record)| {
            let first = record.reviews.first();
            record.start.is_none() && first.is_some_and(|first| first.day == today)
        });
        let met = new_today
            .filter_map(|(key, _)| collection.item_index(key))
            .map(|index| &collection.items[index])
            .map(|item| (item.deck, item.card));
        Self {
            collection,
            met: met.collect(),
        }
    }

    /// As if no card was met yet.
    pub fn none(collection: &'a Collection) -> Self {
        Self {
            collection,
            met: HashSet::new(),
        }
    }

    /// Takes the card of an item as new today; `false` where a card that is taken for it is.
    pub fn take(&mut self, item: usize) -> bool {
        let item = &self.collection.items[item];
        let card = (item.deck, item.card);
        let (_, of_item) = self.collection.card_of(item);
        if !matches!(of_item.body, Body::Vocab(_)) {
            return true;
        }
        let others = self.collection.look_alikes().of_card(card);
        if others.iter().any(|other| self.met.contains(other)) {
            return false;
        }
        self.met.insert(card);
        true
    }
}
