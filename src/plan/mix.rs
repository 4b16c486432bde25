//! The short items that count for an interview, with their weights and memories.
//!
//! It weighs as the plan to the date does, and decides nothing about what is studied.

use super::{
    FacetOrder, Track,
    queue::area_rank,
    weights::{WeighedItem, area_weights, item_weights},
};
use crate::{
    deck::{Tier, collection::Collection, id::split_item_key},
    journal::{DeckState, ItemRecord, Progress, StudyDay},
    memory::{Memory, Model},
};

/// What an interview asks for. The default asks for everything alike.
#[derive(Clone, Debug, Default)]
pub struct Scope<'a> {
    /// Decks that are drawn on, by id; empty for all.
    pub decks: &'a [Box<str>],
    /// The role.
    pub track: Option<&'a Track>,
    /// The areas that the round draws.
    pub round_areas: Vec<String>,
}

/// The items that count, and their areas.
#[derive(Clone, Debug, Default)]
pub struct Mix<'a> {
    /// Items in the order of the collection.
    pub items: Vec<MixItem<'a>>,
    /// Areas with their share of recall on the day, the heaviest first; equal ones in the order of the coverage table.
    pub areas: Vec<(&'a str, f64)>,
}

/// An item that counts.
#[derive(Clone, Copy, Debug)]
pub struct MixItem<'a> {
    /// Its index in the collection.
    pub item: usize,
    /// Two letters; empty for a card without an area.
    pub area: &'a str,
    /// Its card: deck and card by index.
    pub card: (u32, u32),
    /// Whether its card is to be learnt first.
    pub is_core: bool,
    /// Its share of recall on the day.
    pub weight: f64,
    /// Its memory and the study day of its last review; `None` where it was never met.
    pub known: Option<(Memory, StudyDay)>,
}

impl MixItem<'_> {
    /// The probability of recall on a day if nothing more is studied; `None` where the item was never met.
    pub fn recall(&self, model: &Model, day: StudyDay) -> Option<f64> {
        let (memory, last) = self.known?;
        Some(f64::from(model.recall(memory, day.since(last))))
    }
}

/// The items that count on a study day: of decks that are not off, without cards that were taken out, and without facets
/// whose turn has not come.
pub fn mix<'a>(
    collection: &'a Collection,
    progress: &Progress,
    today: StudyDay,
    scope: &Scope<'_>,
) -> Mix<'a> {
    let order = FacetOrder::of(collection, progress, today);
    let mut items = Vec::new();
    for (index, item) in collection.items.iter().enumerate() {
        let (loaded, card) = collection.card_of(item);
        let deck = loaded.deck.id.as_str();
        let state = progress.deck_state(deck);
        let is_drawn = scope.decks.is_empty() || scope.decks.iter().any(|id| **id == *deck);
        let card_key = split_item_key(&item.folded).0;
        if state == DeckState::Off || !is_drawn || progress.suspended.contains_key(card_key) {
            continue;
        }
        let record = progress.items.get(&*item.folded);
        let memory = record.and_then(|record| record.memory);
        let known = memory.zip(record.and_then(ItemRecord::last_day));
        if item.only_by_facet || known.is_none() && !order.has_come(item) {
            continue;
        }
        items.push(MixItem {
            item: index,
            area: loaded.deck.area_of(card),
            card: (item.deck, item.card),
            is_core: state == DeckState::First || loaded.tier(card) == Tier::Core,
            weight: 0.0,
            known,
        });
    }
    let weighed: Vec<WeighedItem<'_>> = items
        .iter()
        .map(|item| WeighedItem {
            area: item.area,
            card: item.card,
            is_core: item.is_core,
        })
        .collect();
    let role = scope.track.map(|track| &track.weights);
    let role = role.filter(|weights| !weights.is_empty());
    let by_area = area_weights(&weighed, role, &scope.round_areas);
    for (item, weight) in items.iter_mut().zip(item_weights(&weighed, &by_area)) {
        item.weight = weight;
    }
    let mut areas: Vec<(&str, f64)> = by_area.into_iter().collect();
    areas.sort_by(|a, b| {
        b.1.total_cmp(&a.1)
            .then_with(|| (area_rank(a.0), a.0).cmp(&(area_rank(b.0), b.0)))
    });
    Mix { items, areas }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        deck::{
            SafeText,
            collection::{DeckFile, Origin},
            format::{Spelling, load},
        },
        plan::track,
    };

    fn collection() -> Collection {
        let file = |(id, area): (&str, &str)| {
            let source = format!(
                "---\nid: {id}\ntitle: {id}\narea: {area}\n---\n\n## A? {{#a tier=core}}\n\nx\n\n## B? {{#b}}\n\nx\n"
            );
            let loaded = load(&source, Spelling::Markdown, id);
            DeckFile {
                origin: Origin::Own,
                path: SafeText::from_line(id),
                file: None,
                deck: loaded.deck,
                problems: loaded.problems,
            }
        };
        let decks = [("one", "SD"), ("two", "RL"), ("three", "JP")];
        Collection::new(decks.into_iter().map(file).collect(), Vec::new())
    }

    #[test]
    fn the_heaviest_area_comes_first_and_its_round_counts_twice() {
        let collection = collection();
        let tracks = track::parse(
            r#"{"tracks":[{"id":"t","weights":{"SD":20,"RL":30,"JP":50},"rounds":[]}]}"#,
        )
        .unwrap()
        .tracks;
        let scope = Scope {
            track: tracks.first(),
            round_areas: vec!["RL".to_owned()],
            ..Scope::default()
        };
        let today = StudyDay(20_000);
        let found = mix(&collection, &Progress::default(), today, &scope);
        let areas: Vec<&str> = found.areas.iter().map(|(area, _)| *area).collect();
        assert_eq!(areas, ["RL", "JP", "SD"]);
        let whole: f64 = found.items.iter().map(|item| item.weight).sum();
        assert!((whole - 1.0).abs() < 1e-9);
        let alike = mix(&collection, &Progress::default(), today, &Scope::default());
        let areas: Vec<&str> = alike.areas.iter().map(|(area, _)| *area).collect();
        assert_eq!(areas, ["SD", "RL", "JP"]);
    }

    #[test]
    fn decks_that_are_not_drawn_on_and_cards_taken_out_do_not_count() {
        let collection = collection();
        let mut progress = Progress::default();
        progress.suspended.insert("one/a".into(), "known".into());
        let decks = ["one".into(), "two".into()];
        let scope = Scope {
            decks: &decks,
            ..Scope::default()
        };
        let found = mix(&collection, &progress, StudyDay(20_000), &scope);
        let keys: Vec<&str> = found
            .items
            .iter()
            .map(|item| &*collection.items[item.item].key)
            .collect();
        assert_eq!(keys, ["one/b", "two/a", "two/b"]);
    }
}
