//! What a person mixes up: the wrong answers that were typed for an item, and the words that these answers are.
//!
//! It is counted from the journal and names cards; nothing is graded or scheduled here.

use std::collections::HashMap;

use super::answer::{Glosses, kana::Sounds};
use crate::{
    deck::{Facet, Item, SafeText, collection::Collection},
    journal::{Entry, Record, What, entry::Typed},
};

/// A card: deck and card by index.
type CardIndex = (u32, u32);

/// A wrong answer that was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrongAnswer {
    /// What was typed, as it was typed last.
    pub typed: SafeText,
    /// Why it was wrong, as the journal keeps it of the last time.
    pub reason: SafeText,
    /// How often.
    pub count: usize,
}

impl WrongAnswer {
    /// Whether nothing was answered.
    pub fn is_none(&self) -> bool {
        matches!(&*self.typed, "" | "?" | "？")
    }
}

/// What was mixed up in the answers to one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confusions {
    /// Wrong answers, the most frequent first.
    pub answers: Vec<WrongAnswer>,
    /// The cards that these answers are, with how often, the most frequent first.
    pub taken_for: Vec<(CardIndex, usize)>,
}

/// Two words that were taken for each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfusedPair {
    /// The words, in the order of the decks.
    pub cards: [CardIndex; 2],
    /// How often, either way.
    pub count: usize,
}

/// What was mixed up in the answers to an item.
pub fn of_item(
    collection: &Collection,
    record: &Record,
    glosses: &Glosses,
    item: usize,
) -> Confusions {
    let Some(asked) = collection.items.get(item) else {
        return Confusions::default();
    };
    let mut answers: HashMap<String, WrongAnswer> = HashMap::new();
    let mut taken_for: HashMap<CardIndex, usize> = HashMap::new();
    for (of, typed) in wrong(collection, record) {
        if of != item {
            continue;
        }
        let text = typed.answer.trim().to_lowercase();
        let sounds = Sounds::read(&text);
        let is_read = matches!(asked.facet, Facet::Reading | Facet::Recall);
        // Romaji and kana of one answer are one mistake.
        let key = if is_read && sounds.not_kana().is_none() {
            sounds.kana()
        } else {
            text.clone()
        };
        let answer = answers.entry(key).or_default();
        answer.typed = SafeText::from_line(&text);
        answer.reason = SafeText::from_line(&typed.reason);
        answer.count += 1;
        if let Some(card) = named(glosses, asked, typed) {
            *taken_for.entry(card).or_default() += 1;
        }
    }
    let mut answers: Vec<WrongAnswer> = answers.into_values().collect();
    answers.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.typed.cmp(&b.typed)));
    let mut taken_for: Vec<(CardIndex, usize)> = taken_for.into_iter().collect();
    taken_for.sort_by_key(|(card, count)| (std::cmp::Reverse(*count), *card));
    Confusions { answers, taken_for }
}

/// All words that were taken for each other, the most frequent pair first.
pub fn pairs(collection: &Collection, record: &Record, glosses: &Glosses) -> Vec<ConfusedPair> {
    let mut counts: HashMap<[CardIndex; 2], usize> = HashMap::new();
    for (item, typed) in wrong(collection, record) {
        let item = &collection.items[item];
        if let Some(other) = named(glosses, item, typed) {
            let mut cards = [(item.deck, item.card), other];
            cards.sort_unstable();
            *counts.entry(cards).or_default() += 1;
        }
    }
    let mut pairs: Vec<ConfusedPair> = counts
        .into_iter()
        .map(|(cards, count)| ConfusedPair { cards, count })
        .collect();
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.count), pair.cards));
    pairs
}

/// Typed answers that were wrong and that the person did not count as right, with their items by index.
fn wrong<'r>(
    collection: &'r Collection,
    record: &'r Record,
) -> impl Iterator<Item = (usize, &'r Typed)> {
    let of_entry = |entry: &'r Entry| match &entry.what {
        What::Review(review) | What::Practice(review) => {
            let typed = review.typed.as_deref()?;
            let is_wrong = !typed.reason.is_empty() && &*typed.overridden != "right";
            let key = collection.renamed.owner(&review.item);
            let item = collection.item_index(&key)?;
            is_wrong.then_some((item, typed))
        }
        _ => None,
    };
    record.live().filter_map(of_entry)
}

/// The card of the word that a wrong answer is; numbers and gaps are none.
fn named(glosses: &Glosses, item: &Item, typed: &Typed) -> Option<CardIndex> {
    match item.facet {
        Facet::Whole | Facet::Gap(_) => None,
        facet => glosses.named(facet, &typed.answer, (item.deck, item.card)),
    }
}

#[cfg(test)]
pub(super) mod tests;
