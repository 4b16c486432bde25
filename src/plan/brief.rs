//! What stands on the page for the evening before: which cards, and in which order. How they are printed is not decided here.

pub mod prepared;

use std::collections::{HashSet, VecDeque};

use super::{Mix, mix::MixItem, queue::in_turn};
use crate::{
    deck::{Body, Card, Kind, Tier, collection::Collection, id::folded, item},
    journal::{DeckState, Progress, StudyDay},
    memory::Model,
};

/// At most this many shaky items: a page that is read in an evening.
const SHAKY_LIMIT: usize = 5;

/// At most this many numbers.
const NUMBERS_LIMIT: usize = 8;

/// At most this many questions back.
const QUESTIONS_LIMIT: usize = 5;

/// The heaviest areas are those that together have this share of recall on the day.
const HEAVY_SHARE: f64 = 0.5;

/// The row of the coverage table about questions to ask back.
const QUESTIONS_BACK: &str = "CR-04";

/// The cards of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brief {
    /// Core items that are likeliest to be missing, the shakiest of the heaviest areas first.
    pub shaky: Vec<Shaky>,
    /// Items with a number to have ready, by index.
    pub numbers: Vec<usize>,
    /// Folded keys of the cards with questions to ask back.
    pub questions: Vec<String>,
}

/// An item that may be missing on the day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shaky {
    /// Its index in the collection.
    pub item: usize,
    /// Its recall on the day if nothing more is studied, 0 to 1.
    pub recall: f64,
}

/// Chooses the cards of the page for the day of an interview.
pub fn brief(
    collection: &Collection,
    progress: &Progress,
    mix: &Mix<'_>,
    model: &Model,
    day: StudyDay,
) -> Brief {
    Brief {
        shaky: shaky(mix, model, day),
        numbers: numbers(collection, mix),
        questions: questions(collection, progress),
    }
}

/// The core items with the lowest recall on the day among those that were met, one of a card: of the heaviest areas, and
/// where these have fewer, of the next ones.
fn shaky(mix: &Mix<'_>, model: &Model, day: StudyDay) -> Vec<Shaky> {
    let mut heavy: HashSet<&str> = HashSet::new();
    let mut share = 0.0;
    for (area, weight) in &mix.areas {
        if share < HEAVY_SHARE {
            heavy.insert(area);
        }
        share += weight;
    }
    let mut met: Vec<(bool, f64, &MixItem<'_>)> = mix
        .items
        .iter()
        .filter(|item| item.is_core && item.weight > 0.0)
        .filter_map(|item| Some((heavy.contains(item.area), item.recall(model, day)?, item)))
        .collect();
    met.sort_by(|a, b| {
        b.0.cmp(&a.0)
            .then(a.1.total_cmp(&b.1))
            .then(a.2.item.cmp(&b.2.item))
    });
    let mut cards = HashSet::new();
    met.into_iter()
        .filter(|(.., item)| cards.insert(item.card))
        .map(|(_, recall, item)| Shaky {
            item: item.item,
            recall,
        })
        .take(SHAKY_LIMIT)
        .collect()
}

/// Core estimates and gaps that hide a number, one of each area in turn, the heaviest first; those that were met come before
/// the others of their area.
fn numbers(collection: &Collection, mix: &Mix<'_>) -> Vec<usize> {
    let mut cards = HashSet::new();
    let areas = mix.areas.iter().filter(|(_, weight)| *weight > 0.0);
    let by_area = areas.map(|(area, _)| {
        let of_area = mix
            .items
            .iter()
            .filter(|item| item.area == *area && item.is_core && is_number(collection, item));
        let (met, unmet): (Vec<&MixItem<'_>>, Vec<&MixItem<'_>>) =
            of_area.partition(|item| item.known.is_some());
        met.into_iter()
            .chain(unmet)
            .filter(|item| cards.insert(item.card))
            .map(|item| item.item)
            .collect::<VecDeque<usize>>()
    });
    let mut numbers = in_turn(by_area.collect());
    numbers.truncate(NUMBERS_LIMIT);
    numbers
}

fn is_number(collection: &Collection, item: &MixItem<'_>) -> bool {
    let asked = &collection.items[item.item];
    let (_, card) = collection.card_of(asked);
    match &card.body {
        Body::Estimate(_) => true,
        Body::Cloze => item::answer(card, asked.facet).contains(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

/// Open cards about questions to ask back, core ones first. They are for any interview, whatever decks its goal draws on.
fn questions(collection: &Collection, progress: &Progress) -> Vec<String> {
    let in_mix = collection
        .decks
        .iter()
        .filter(|loaded| progress.deck_state(loaded.deck.id.as_str()) != DeckState::Off);
    let cards = in_mix.flat_map(|loaded| loaded.deck.cards.iter().map(move |card| (loaded, card)));
    let mut questions: Vec<(Tier, String)> = cards
        .filter(|(_, card)| asks_back(card))
        .map(|(loaded, card)| (loaded.tier(card), folded(&loaded.deck.card_key(card))))
        .filter(|(_, key)| !progress.suspended.contains_key(key.as_str()))
        .collect();
    // A stable sort: within a tier the order of the decks stays.
    questions.sort_by_key(|(tier, _)| *tier);
    questions.truncate(QUESTIONS_LIMIT);
    questions.into_iter().map(|(_, key)| key).collect()
}

fn asks_back(card: &Card) -> bool {
    card.kind() == Kind::Open && card.covers.iter().any(|row| row == QUESTIONS_BACK)
}
