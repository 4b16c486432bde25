//! In what order the facets of a word are met for the first time.
//!
//! Without a near date understanding comes first: the meaning, then the reading, then the word itself. Before an interview
//! producing comes first, because that is what an interview asks for. What was met once stays scheduled either way.

use crate::{
    deck::{Body, Facet, Item, collection::Collection, id::split_item_key},
    journal::{ItemRecord, Progress, StudyDay},
    memory::Grade,
};

/// A facet waits until the ones before it are this stable, days.
const STABLE_DAYS: f32 = 7.0;

/// An interview in fewer days than this is near.
pub const NEAR_DAYS: u32 = 30;

/// The order on a study day.
#[derive(Clone, Copy, Debug)]
pub struct FacetOrder<'a> {
    collection: &'a Collection,
    progress: &'a Progress,
    today: StudyDay,
    is_near: bool,
}

impl<'a> FacetOrder<'a> {
    /// The order that the nearest open interview asks for.
    pub fn of(collection: &'a Collection, progress: &'a Progress, today: StudyDay) -> Self {
        let interview = progress.active_goal(today).and_then(|goal| goal.day);
        Self {
            collection,
            progress,
            today,
            is_near: interview.is_some_and(|day| day.since(today) < NEAR_DAYS),
        }
    }

    /// Whether the turn of an item has come that was never met. Items that are no facet of a word always may.
    pub fn has_come(&self, item: &Item) -> bool {
        if item.only_by_facet {
            return false;
        }
        let (_, card) = self.collection.card_of(item);
        if !matches!(card.body, Body::Vocab(_)) || item.facet == Facet::Whole {
            return true;
        }
        let card_key = split_item_key(&item.folded).0;
        let key = |facet: Facet| format!("{card_key}{}", facet.suffix());
        let record = |facet: Facet| self.progress.items.get(&*key(facet));
        let asks_reading = || {
            let index = self.collection.item_index(&key(Facet::Reading));
            index.is_some_and(|index| !self.collection.items[index].only_by_facet)
        };
        match (self.is_near, item.facet) {
            (false, Facet::Meaning) | (true, Facet::Recall) => true,
            (false, Facet::Reading) => {
                let first = record(Facet::Meaning).and_then(|record| record.reviews.first());
                first.is_some_and(|first| first.day < self.today)
            }
            (false, _) => {
                is_stable(record(Facet::Meaning))
                    && (!asks_reading() || is_stable(record(Facet::Reading)))
            }
            (true, Facet::Reading) => record(Facet::Recall).is_some_and(failed_on_the_reading),
            (true, _) => is_stable(record(Facet::Recall)),
        }
    }
}

fn is_stable(record: Option<&ItemRecord>) -> bool {
    let memory = record.and_then(|record| record.memory);
    memory.is_some_and(|memory| memory.stability >= STABLE_DAYS)
}

/// Whether the word was once not recalled because its sound was wrong.
fn failed_on_the_reading(record: &ItemRecord) -> bool {
    let is_of_reading = |slip: crate::journal::Slip| slip.is_of_reading();
    let reviews = record.reviews.iter();
    reviews
        .filter(|review| review.grade == Grade::Again)
        .any(|review| review.slip.is_some_and(is_of_reading))
}

#[cfg(test)]
mod tests;
