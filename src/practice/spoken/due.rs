//! What a missed point makes due: the items of the cards that it names. This is how speaking feeds remembering.

use super::task::TaskPoint;
use crate::{
    deck::{collection::Collection, id::split_item_key},
    journal::{DeckState, Progress, StudyDay},
    plan::FacetOrder,
};

/// The names of the items that one try makes due have at most so many bytes together, so that its row can always be
/// written: 64 KiB less the longest notes and a page for the rest.
pub const DUE_BYTES_LIMIT: usize = 8 * 1024;

/// The items that a missed point makes due, in the order of the decks, each once.
///
/// Left out are cards that are not there, cards that were taken out, cards of decks that are off, and facets of words whose
/// turn has not come: none of these would be asked.
pub fn of_point(
    collection: &Collection,
    progress: &Progress,
    today: StudyDay,
    card_key: &str,
    point: &TaskPoint,
) -> Vec<usize> {
    let deck = card_key.split('/').next().unwrap_or_default();
    let named: Vec<String> = point
        .review
        .iter()
        .map(|name| {
            let key = if name.contains('/') {
                name.clone()
            } else {
                format!("{deck}/{name}")
            };
            collection.renamed.owner(&key)
        })
        .collect();
    let order = FacetOrder::of(collection, progress, today);
    let is_due = |index: usize| {
        let item = &collection.items[index];
        let key = split_item_key(&item.folded).0;
        let deck = collection.decks[item.deck as usize].deck.id.as_str();
        named.iter().any(|named| named == key)
            && !progress.suspended.contains_key(key)
            && progress.deck_state(deck) != DeckState::Off
            && !item.only_by_facet
            && (progress.items.contains_key(&*item.folded) || order.has_come(item))
    };
    (0..collection.items.len())
        .filter(|index| is_due(*index))
        .collect()
}

/// The items that all missed points of an attempt make due, each once, those of the heaviest point first.
pub fn of_missed(
    collection: &Collection,
    progress: &Progress,
    today: StudyDay,
    card_key: &str,
    points: &[TaskPoint],
    values: &[u8],
) -> Vec<usize> {
    let mut missed: Vec<&TaskPoint> = points
        .iter()
        .zip(values)
        .filter(|(_, value)| **value == 0)
        .map(|(point, _)| point)
        .collect();
    missed.sort_by_key(|point| std::cmp::Reverse(point.weight));
    let mut due: Vec<usize> = Vec::new();
    let mut bytes = 0;
    for point in missed {
        for item in of_point(collection, progress, today, card_key, point) {
            bytes += collection.items[item].key.len();
            if bytes > DUE_BYTES_LIMIT {
                return due;
            }
            if !due.contains(&item) {
                due.push(item);
            }
        }
    }
    due
}
