//! The words that the decks teach, for readings over words that a card leaves unmarked.

use std::collections::HashMap;

use super::{aligned, is_kanji, plain};
use crate::deck::{Body, RawText, collection::Collection};

/// Words of one character say too little: 年 is ねん or とし.
const CHARACTERS: usize = 2;

/// Words with the one reading that the decks give them.
#[derive(Clone, Debug, Default)]
pub struct Lexicon<'a> {
    /// The reading of a word; `None` where two cards differ.
    words: HashMap<&'a str, Option<&'a RawText>>,
    /// The characters of the longest word.
    longest: usize,
}

impl<'a> Lexicon<'a> {
    /// The words of all decks of a collection, without phrases and words that have more than one reading.
    pub fn of(collection: &'a Collection) -> Self {
        let cards = collection
            .decks
            .iter()
            .flat_map(|loaded| &loaded.deck.cards);
        let words = cards.filter_map(|card| match &card.body {
            Body::Vocab(word) if !word.speech && word.alternates.is_empty() => {
                Some((word.term.source(), &word.reading))
            }
            _ => None,
        });
        let mut lexicon = Self::default();
        for (term, reading) in words {
            let count = term.chars().count();
            if count < CHARACTERS || !term.contains(is_kanji) || reading.is_blank() {
                continue;
            }
            lexicon.longest = lexicon.longest.max(count);
            let known = lexicon.words.entry(term).or_insert(Some(reading));
            if known.is_some_and(|known| known != reading) {
                *known = None;
            }
        }
        lexicon
    }

    /// The words of a text that stand apart from other kanji, with their byte offsets, marked with their readings.
    /// They do not overlap; of two that begin in one place the longer counts.
    pub fn found(&self, text: &str) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        let mut end = 0;
        let mut before = None;
        for (at, character) in text.char_indices() {
            let begins = at >= end && !before.is_some_and(is_kanji);
            before = Some(character);
            if !begins || !is_word_part(character) {
                continue;
            }
            if let Some((length, marked)) = self.word_at(&text[at..]) {
                end = at + length;
                found.push((at, marked));
            }
        }
        found
    }

    fn word_at(&self, text: &str) -> Option<(usize, String)> {
        let ends: Vec<usize> = text
            .char_indices()
            .map(|(at, character)| at + character.len_utf8())
            .take(self.longest)
            .collect();
        ends.into_iter().rev().find_map(|end| {
            let word = &text[..end];
            let reading = (*self.words.get(word)?)?;
            if text[end..].starts_with(is_kanji) {
                return None;
            }
            let marked = aligned(word, &reading.line())?;
            (plain(&marked) == word).then_some((end, marked))
        })
    }
}

fn is_word_part(character: char) -> bool {
    is_kanji(character) || matches!(character, 'ぁ'..='ヺ')
}
