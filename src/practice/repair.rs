//! What helps a card that is forgotten again and again: the words it is taken for beside it, and what was typed instead.
//!
//! Asking such a card once more only costs minutes. Nothing is drawn or written here.

use super::{
    Question,
    confusion::{self, ConfusedPair, WrongAnswer},
    question,
    study::Study,
};
use crate::{
    deck::{Body, Item, RawText, SafeText, Vocab, id::split_item_key},
    journal::ItemRecord,
};

/// A card that was forgotten so often is stopped at. Anki's convention for leeches.
pub const LEECH_LAPSES: u32 = 8;

/// It is stopped at again after so many further times: half of the first, as in Anki.
const FURTHER_LAPSES: u32 = LEECH_LAPSES / 2;

/// A note of one's own takes this many characters: what is longer belongs into a deck.
pub const NOTE_LIMIT: usize = 500;

/// At most so many words stand beside the one that is asked.
const WORDS_SHOWN: usize = 4;

/// At most so many wrong answers are listed.
const ANSWERS_SHOWN: usize = 8;

/// A card that is forgotten again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The item, by index.
    pub item: usize,
    /// How often it was forgotten.
    pub lapses: u32,
    /// The word or question that was asked.
    pub asked: Side,
    /// Words that it was taken for, the most frequent first, then those that it only looks like.
    pub others: Vec<Side>,
    /// What was typed instead, the most frequent first.
    pub answers: Vec<WrongAnswer>,
    /// The person's own note on the card.
    pub note: SafeText,
}

/// A card as it stands beside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The word with its reading, or the question.
    pub head: SafeText,
    /// What it means, or the answer; Markdown.
    pub body: SafeText,
    /// What tells it apart.
    pub hint: SafeText,
    /// How often it was typed instead; 0 where it only looks alike.
    pub count: usize,
}

/// Whether a review that was just added is where the card is stopped at.
pub fn is_stop(record: &ItemRecord) -> bool {
    let mut newest = record.reviews.iter().rev();
    let Some(last) = newest.next() else {
        return false;
    };
    let is_first_of_day = newest.next().is_none_or(|before| before.day != last.day);
    let lapses = record.lapses();
    last.grade == crate::memory::Grade::Again
        && is_first_of_day
        && lapses >= LEECH_LAPSES
        && (lapses - LEECH_LAPSES).is_multiple_of(FURTHER_LAPSES)
}

/// What a person mixes up and forgets over and over, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MixUps {
    /// Words that were taken for each other in typed answers, with how often, the most frequent first.
    pub pairs: Vec<(SafeText, SafeText, usize)>,
    /// Items that were forgotten [`LEECH_LAPSES`] times or more, with how often, the most frequent first.
    pub leeches: Vec<(SafeText, u32)>,
}

impl Study {
    /// What is mixed up and forgotten over and over. Cards that were taken out are left out of the second list.
    pub fn mix_ups(&self) -> MixUps {
        let term = |(deck, card): (u32, u32)| {
            let loaded = self.collection.decks.get(deck as usize)?;
            Some(loaded.deck.cards.get(card as usize)?.heading().line())
        };
        let pairs = confusion::pairs(&self.collection, &self.record, self.glosses());
        let named = |pair: ConfusedPair| {
            let [one, other] = pair.cards;
            Some((term(one)?, term(other)?, pair.count))
        };
        let leech = |item: &Item| {
            let card = split_item_key(&item.folded).0;
            let lapses = self.progress().items.get(&*item.folded)?.lapses();
            let is_asked = !item.only_by_facet && !self.progress().suspended.contains_key(card);
            (is_asked && lapses >= LEECH_LAPSES).then(|| (SafeText::from_line(&item.key), lapses))
        };
        let mut leeches: Vec<(SafeText, u32)> =
            self.collection.items.iter().filter_map(leech).collect();
        leeches.sort_by_key(|(_, lapses)| std::cmp::Reverse(*lapses));
        MixUps {
            pairs: pairs.into_iter().filter_map(named).collect(),
            leeches,
        }
    }

    /// The repair of an item, where its last review is one to stop at.
    pub fn repair_due(&self, item: usize) -> Option<Repair> {
        let folded = &self.collection.items.get(item)?.folded;
        let record = self.progress().items.get(&**folded)?;
        is_stop(record).then(|| self.repair(item))?
    }

    /// What helps an item that is forgotten again and again.
    pub fn repair(&self, item: usize) -> Option<Repair> {
        let asked = self.collection.items.get(item)?;
        let record = self.progress().items.get(&*asked.folded);
        let found = confusion::of_item(&self.collection, &self.record, self.glosses(), item);
        let mut others: Vec<Side> = Vec::new();
        let mut shown = vec![(asked.deck, asked.card)];
        let look_alike = self.collection.look_alikes().of_card(shown[0]);
        let look_alike = look_alike.iter().map(|card| (*card, 0));
        for (card, count) in found.taken_for.into_iter().chain(look_alike) {
            // A word that stands in two decks looks like itself.
            let is_shown = |other: &(u32, u32)| self.term(card) == self.term(*other);
            let is_same = count == 0 && shown.iter().any(is_shown);
            if others.len() < WORDS_SHOWN && !shown.contains(&card) && !is_same {
                shown.push(card);
                others.extend(self.word(card).map(|word| Side {
                    count,
                    ..Side::of_word(word, self.hint(card))
                }));
            }
        }
        let own = self.word((asked.deck, asked.card));
        let mut answers = found.answers;
        answers.truncate(ANSWERS_SHOWN);
        Some(Repair {
            item,
            lapses: record.map_or(0, ItemRecord::lapses),
            asked: match own {
                Some(word) => Side::of_word(word, self.hint((asked.deck, asked.card))),
                None => Side::of_question(question(&self.collection, asked)),
            },
            others,
            answers,
            note: self.own_note(item),
        })
    }

    /// The person's own note on the card of an item.
    pub fn own_note(&self, item: usize) -> SafeText {
        let item = self.collection.items.get(item);
        let note = item.and_then(|item| {
            let card = split_item_key(&item.folded).0;
            self.progress().notes.get(card)
        });
        note.map_or_else(SafeText::default, |note| SafeText::from_line(note))
    }

    fn word(&self, (deck, card): (u32, u32)) -> Option<&Vocab> {
        let card = self
            .collection
            .decks
            .get(deck as usize)?
            .deck
            .cards
            .get(card as usize)?;
        match &card.body {
            Body::Vocab(word) => Some(word),
            _ => None,
        }
    }

    fn term(&self, card: (u32, u32)) -> Option<&RawText> {
        self.word(card).map(|word| &word.term)
    }

    fn hint(&self, (deck, card): (u32, u32)) -> SafeText {
        let loaded = self.collection.decks.get(deck as usize);
        let card = loaded.and_then(|loaded| loaded.deck.cards.get(card as usize));
        card.map_or_else(SafeText::default, |card| card.hint.line())
    }
}

impl Side {
    fn of_word(word: &Vocab, hint: SafeText) -> Self {
        let (term, reading) = (word.term.line(), word.reading.line());
        let head = if reading.is_empty() || reading == term {
            term
        } else {
            SafeText::from_line(&format!("{term}（{reading}）"))
        };
        let meanings: Vec<String> = word
            .meaning
            .iter()
            .map(|meaning| RawText::line(meaning).into_string())
            .collect();
        Self {
            head,
            body: SafeText::from_line(&meanings.join("; ")),
            hint,
            count: 0,
        }
    }

    fn of_question(question: Question) -> Self {
        Self {
            head: question.prompt,
            body: question.answer,
            hint: question.hint,
            count: 0,
        }
    }
}

#[cfg(test)]
mod tests;
