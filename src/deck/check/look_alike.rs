//! Words of one deck that are taken for each other: they sound the same, or differ in one kanji and mean nearly the same.

use std::collections::{HashMap, HashSet};

use super::{
    Placed, Report,
    words::{is_stop_word, words},
};
use crate::deck::{Body, Card, Problem, Vocab, look_alike::one_kanji_apart};

/// A word with its card.
type Entry<'a> = (&'a Card, &'a Vocab);

pub(super) fn check(subjects: &[Placed<'_>], found: &mut [Vec<Problem>]) {
    for (subject, found) in subjects.iter().zip(found) {
        let cards = subject.loaded.deck.cards.iter();
        let entries: Vec<Entry<'_>> = cards
            .filter_map(|card| match &card.body {
                Body::Vocab(word) if !word.speech => Some((card, &**word)),
                _ => None,
            })
            .collect();
        let mut said = HashSet::new();
        for (index, other, why) in homophones(&entries).into_iter().chain(twins(&entries)) {
            let ((card, word), (other_card, other_word)) = (entries[index], entries[other]);
            if is_told_apart(card, other_card)
                || first_meaning(word) == first_meaning(other_word)
                || !said.insert((index, other))
            {
                continue;
            }
            let term = word.term.source();
            let mut report = Report::new(card, subject);
            let message = format!(
                "{term} and {} {why}; the hints do not tell them apart",
                other_word.term.source()
            );
            report.at("term", term, "vocab-look-alike", message);
            found.extend(report.found);
        }
    }
}

/// Hints tell two cards apart where both have one and they differ.
fn is_told_apart(card: &Card, other: &Card) -> bool {
    !card.hint.is_blank() && !other.hint.is_blank() && card.hint != other.hint
}

/// Two words with one first meaning are a matter of `vocab-clash`.
fn first_meaning(word: &Vocab) -> String {
    let first = word.meaning.first();
    first.map_or_else(String::new, |meaning| {
        meaning.source().trim().to_lowercase()
    })
}

/// Words with one reading, the later one first.
fn homophones(entries: &[Entry<'_>]) -> Vec<(usize, usize, &'static str)> {
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut pairs = Vec::new();
    for (index, (_, word)) in entries.iter().enumerate() {
        let reading = word.reading.source().trim();
        if reading.is_empty() {
            continue;
        }
        match first.get(reading) {
            Some(other) if entries[*other].1.term != word.term => {
                pairs.push((index, *other, "sound the same"));
            }
            Some(_) => {}
            None => drop(first.insert(reading, index)),
        }
    }
    pairs
}

/// Words of one length that differ in one kanji and share a word of their meanings, the later one first.
fn twins(entries: &[Entry<'_>]) -> Vec<(usize, usize, &'static str)> {
    let terms: Vec<&str> = entries.iter().map(|(_, word)| word.term.source()).collect();
    one_kanji_apart(&terms)
        .into_iter()
        .filter(|(index, other)| share_a_meaning(entries[*index].1, entries[*other].1))
        .map(|(index, other)| (index, other, "differ in one kanji and mean nearly the same"))
        .collect()
}

fn share_a_meaning(word: &Vocab, other: &Vocab) -> bool {
    let content = |word: &Vocab| -> HashSet<String> {
        let meanings = word
            .meaning
            .iter()
            .flat_map(|meaning| words(meaning.source()));
        meanings.filter(|word| !is_stop_word(word)).collect()
    };
    !content(word).is_disjoint(&content(other))
}
