//! What is in a deck, in numbers: cards by area and kind, sources, length of answers, rows of the coverage table.
//!
//! Counts only; nothing is judged here.

use super::{
    Body, Deck, Kind, Tier,
    check::words::{count, plain},
    collection::{Collection, LoadedDeck},
    coverage::{self, Coverage, Standing},
};

/// A deck in numbers.
#[derive(Clone, Debug)]
pub struct DeckStats<'a> {
    /// Cards by area and kind, areas in the order of the coverage table, kinds in that of the model.
    pub areas: Vec<AreaCount>,
    /// Cards of the core tier.
    pub core: usize,
    /// Cards that name a source.
    pub sourced: usize,
    /// Cards that should: all but words and stories.
    pub to_source: usize,
    /// Words of the recall answers, from the shortest to the longest.
    pub answer_words: Vec<usize>,
    /// The rows that the deck's cards cover, with what all decks together give them.
    pub rows: Vec<Standing<'a>>,
}

/// The cards of one area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaCount {
    /// Two letters; empty for cards without an area.
    pub area: String,
    /// How many of each kind, in the order of [`Kind::ALL`].
    pub kinds: [usize; Kind::ALL.len()],
}

impl<'a> DeckStats<'a> {
    /// Counts a deck. Coverage is that of all decks of the collection together.
    pub fn of(loaded: &LoadedDeck, collection: &'a Collection, table: &'a Coverage) -> Self {
        let deck = &loaded.deck;
        let cards = &deck.cards;
        let needs_source = |kind: Kind| !matches!(kind, Kind::Vocab | Kind::Story);
        let to_source = || cards.iter().filter(|card| needs_source(card.kind()));
        let mut answer_words: Vec<usize> = cards
            .iter()
            .filter_map(|card| match &card.body {
                Body::Recall { answer } => Some(count(&plain(answer.source()))),
                _ => None,
            })
            .collect();
        answer_words.sort_unstable();
        let mut rows = table.standings(coverage::cards(collection));
        rows.retain(|standing| {
            cards
                .iter()
                .any(|card| card.covers.contains(&standing.row.id))
        });
        Self {
            areas: areas(deck),
            core: cards
                .iter()
                .filter(|card| loaded.tier(card) == Tier::Core)
                .count(),
            sourced: to_source().filter(|card| !card.source.is_blank()).count(),
            to_source: to_source().count(),
            answer_words,
            rows,
        }
    }

    /// The median length of the recall answers in words; the upper one of two in the middle.
    pub fn median_words(&self) -> Option<usize> {
        self.answer_words.get(self.answer_words.len() / 2).copied()
    }
}

fn areas(deck: &Deck) -> Vec<AreaCount> {
    let mut areas: Vec<AreaCount> = Vec::new();
    for card in &deck.cards {
        let area = deck.area_of(card);
        let at = areas.iter().position(|count| count.area == area);
        let at = at.unwrap_or_else(|| {
            areas.push(AreaCount {
                area: area.to_owned(),
                kinds: [0; Kind::ALL.len()],
            });
            areas.len() - 1
        });
        areas[at].kinds[card.kind() as usize] += 1;
    }
    let place = |count: &AreaCount| {
        let place = super::AREAS
            .iter()
            .position(|(area, _)| *area == count.area);
        (place.unwrap_or(usize::MAX), count.area.clone())
    };
    areas.sort_by_key(place);
    areas
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{
        SafeText,
        collection::{DeckFile, Origin},
        format::{Spelling, load},
    };

    #[test]
    fn cards_are_counted_by_area_and_kind() {
        let source = "---\nid: d\ntitle: D\narea: RL\n---\n\n## A? {#a tier=core covers=RL-01}\n\nOne two.\n\nSource: x\n\n## B {{c}} {#b .cloze area=SD}\n\n## D? {#d}\n\nOne **two** `three`.\n";
        let deck = load(source, Spelling::Markdown, "d").deck;
        let file = DeckFile {
            origin: Origin::Own,
            path: SafeText::from_line("d.md"),
            file: None,
            deck,
            problems: Vec::new(),
        };
        let collection = Collection::new(vec![file], Vec::new());
        let table =
            Coverage::parse("id\ttopic\tkinds\nRL-01\tx\trecall:2\nSD-01\tx\trecall:1\n").unwrap();
        let stats = DeckStats::of(&collection.decks[0], &collection, &table);
        let areas: Vec<_> = stats
            .areas
            .iter()
            .map(|count| (&*count.area, &count.kinds[..2]))
            .collect();
        assert_eq!(areas, [("SD", &[0, 1][..]), ("RL", &[2, 0][..])]);
        assert_eq!((stats.core, stats.sourced, stats.to_source), (1, 1, 3));
        assert_eq!(
            (stats.answer_words.clone(), stats.median_words()),
            (vec![2, 3], Some(3))
        );
        assert_eq!(stats.rows.len(), 1);
        assert_eq!(stats.rows[0].missing(), "1 of 2 recall");
    }
}
