//! The words of a collection by their meanings, spellings and readings, to say which word a typed text is.

use std::{collections::HashMap, sync::Arc};

use super::{kana::Sounds, meaning::Gloss, writing::fold};
use crate::deck::{Body, Facet, RawText, SafeText, collection::Collection};

/// The words of a collection. Built once when the decks are read, and cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glosses(Arc<Index>);

#[derive(Debug, Default, PartialEq, Eq)]
struct Index {
    words: Vec<Word>,
    by_gloss: HashMap<String, Vec<u32>>,
    by_spelling: HashMap<String, Vec<u32>>,
    by_reading: HashMap<String, Vec<u32>>,
}

/// A word of a collection.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its card: deck and card by index.
    pub(super) card: (u32, u32),
    /// As its card writes it.
    pub(super) term: SafeText,
    /// Its first meaning.
    pub(super) meaning: SafeText,
    /// Its readings, folded.
    pub(super) readings: Vec<String>,
    /// Its spellings, folded.
    pub(super) spellings: Vec<String>,
}

impl Glosses {
    /// Reads the words of all decks; phrases are none.
    pub fn new(collection: &Collection) -> Self {
        let mut index = Index::default();
        let decks = collection.decks.iter().zip(0_u32..);
        let cards = decks.flat_map(|(loaded, deck)| {
            let cards = loaded.deck.cards.iter().zip(0_u32..);
            cards.map(move |(card, place)| (card, (deck, place)))
        });
        for (card, place) in cards {
            let Body::Vocab(vocab) = &card.body else {
                continue;
            };
            if vocab.speech {
                continue;
            }
            let at = index.words.len() as u32;
            for gloss in vocab.meaning.iter().chain(&vocab.accept) {
                for key in Gloss::new(&gloss.line()).keys() {
                    add(&mut index.by_gloss, key, at);
                }
            }
            let folded = |text: &RawText| fold(&text.line());
            let spellings: Vec<String> = [&vocab.term]
                .into_iter()
                .chain(&vocab.spellings)
                .map(folded)
                .collect();
            let reading = if vocab.reading.is_blank() {
                &vocab.term
            } else {
                &vocab.reading
            };
            let readings: Vec<String> = [reading]
                .into_iter()
                .chain(&vocab.alternates)
                .map(folded)
                .collect();
            for spelling in &spellings {
                add(&mut index.by_spelling, spelling.clone(), at);
            }
            for reading in &readings {
                add(&mut index.by_reading, reading.clone(), at);
            }
            index.words.push(Word {
                card: place,
                term: vocab.term.line(),
                meaning: vocab.meaning.first().map(RawText::line).unwrap_or_default(),
                readings,
                spellings,
            });
        }
        Self(Arc::new(index))
    }

    /// The card, by deck and card index, of the word that a typed text is or means; `own` is the card that was asked and is
    /// never meant. A meaning is looked for where the meaning was asked, else a spelling, else a reading.
    pub fn named(&self, facet: Facet, typed: &str, own: (u32, u32)) -> Option<(u32, u32)> {
        let other = |word: &&Word| word.card != own;
        if facet == Facet::Meaning {
            let gloss = Gloss::new(&SafeText::from_line(typed));
            let keys: Vec<String> = gloss.keys().collect();
            let named = keys.iter().find_map(|key| self.meaning(key).find(other));
            named.map(|word| word.card)
        } else {
            let written = self.written(&fold(typed)).find(other);
            let kana = Sounds::read(typed).kana();
            written
                .or_else(|| self.read(&kana).find(other))
                .map(|word| word.card)
        }
    }

    /// The words that have a meaning, by its key.
    pub(super) fn meaning(&self, key: &str) -> impl Iterator<Item = &Word> {
        self.find(&self.0.by_gloss, key)
    }

    /// The words with any of these meanings.
    pub(super) fn sharing<'a>(&'a self, meanings: &'a [Gloss]) -> impl Iterator<Item = &'a Word> {
        let keys = meanings.iter().flat_map(Gloss::keys);
        keys.flat_map(|key| self.find(&self.0.by_gloss, &key))
    }

    /// The words that are written so, folded.
    pub(super) fn written(&self, folded: &str) -> impl Iterator<Item = &Word> {
        self.find(&self.0.by_spelling, folded)
    }

    /// The words that are read so, folded.
    pub(super) fn read(&self, folded: &str) -> impl Iterator<Item = &Word> {
        self.find(&self.0.by_reading, folded)
    }

    fn find<'a>(
        &'a self,
        table: &'a HashMap<String, Vec<u32>>,
        key: &str,
    ) -> impl Iterator<Item = &'a Word> + use<'a> {
        let found = table.get(key).map(Vec::as_slice).unwrap_or_default();
        found.iter().filter_map(|at| self.0.words.get(*at as usize))
    }
}

fn add(table: &mut HashMap<String, Vec<u32>>, key: String, at: u32) {
    if key.is_empty() {
        return;
    }
    let words = table.entry(key).or_default();
    if words.last() != Some(&at) {
        words.push(at);
    }
}
