//! Rules about words: an example that holds the word, and prompts that tell two words apart.

use std::collections::HashMap;

use super::{Placed, Report};
use crate::deck::{Body, Problem, RawText, Vocab, furigana};

pub(super) fn check(word: &Vocab, report: &mut Report<'_>) {
    if word.speech {
        return;
    }
    let term = word.term.source();
    if word.example.is_blank() {
        report.at(
            "term",
            term,
            "vocab-no-example",
            format!("{term} has no example sentence"),
        );
        return;
    }
    let sentence = furigana::plain(word.example.source());
    let is_there = std::iter::once(&word.term)
        .chain(&word.spellings)
        .any(|spelling| {
            sentence.contains(spelling.source()) || sentence.contains(stem(spelling.source()))
        });
    if !is_there {
        report.at(
            "term",
            term,
            "vocab-example-misses",
            format!("the example does not hold {term}"),
        );
    }
}

/// A verb or adjective without its last kana, which changes in a sentence.
fn stem(term: &str) -> &str {
    let mut characters = term.chars();
    match characters.next_back() {
        Some('ぁ'..='ん') if characters.as_str().chars().count() > 1 => characters.as_str(),
        _ => term,
    }
}

/// Two words with one English prompt: without hints that differ nobody can tell which is asked.
pub(super) fn clashes(subjects: &[Placed<'_>], found: &mut [Vec<Problem>]) {
    let mut first: HashMap<String, (String, &RawText)> = HashMap::new();
    for (subject, found) in subjects.iter().zip(found) {
        for card in &subject.loaded.deck.cards {
            let Body::Vocab(word) = &card.body else {
                continue;
            };
            let Some(meaning) = word.meaning.first().filter(|_| !word.speech) else {
                continue;
            };
            let prompt = meaning.source().trim().to_lowercase();
            let term = word.term.line().into_string();
            let Some((other, hint)) = first.get(&prompt) else {
                first.insert(prompt, (term, &card.hint));
                continue;
            };
            let is_told_apart = !card.hint.is_blank() && !hint.is_blank() && card.hint != **hint;
            if *other != term && !is_told_apart {
                let mut report = Report::new(card, subject);
                let message = format!(
                    "{:?} asks for {term} and for {other}; the hints do not tell them apart",
                    meaning.source()
                );
                report.at("meaning", meaning.source(), "vocab-clash", message);
                found.extend(report.found);
            }
        }
    }
}
