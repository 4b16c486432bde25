//! Cards that disturb each other: prompts that are nearly the same, and facts that are learnt wrongly because they look alike.

use std::collections::{HashMap, HashSet};

use super::{
    Report, Subject,
    words::{is_stop_word, plain, words},
};
use crate::deck::{Body, Card, Problem, SafeText, cloze, collection::Collection, coverage};

/// Two prompts are near duplicates from this share of common letter triples on (Jaccard index).
const SIMILARITY: f64 = 0.8;

/// An answer on this many cards cannot tell them apart.
const SAME_ANSWER: usize = 3;

/// Prompts shorter than this, in words, differ by one word without being alike.
const TWIN_WORDS: usize = 5;

/// A card with its prompt as it compares with others.
struct Entry<'a> {
    subject: usize,
    card: &'a Card,
    key: String,
    words: Vec<String>,
    /// The answer, folded; empty for the spoken kinds.
    answer: String,
}

pub(super) fn check(subjects: &[Subject<'_>], collection: &Collection, found: &mut [Vec<Problem>]) {
    let entries = entries(subjects);
    near_duplicates(&entries, subjects, found);
    twins(&entries, subjects, collection, found);
    same_answers(&entries, subjects, found);
}

fn entries<'a>(subjects: &[Subject<'a>]) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    for (subject, of) in subjects.iter().enumerate() {
        for card in &of.loaded.deck.cards {
            let (text, answer) = match &card.body {
                Body::Vocab(_) => continue,
                Body::Recall { answer } => (plain(card.prompt.source()), plain(answer.source())),
                Body::Cloze => {
                    let hidden: Vec<String> = cloze::numbers(card.prompt.source())
                        .into_iter()
                        .map(|number| cloze::hidden(card.prompt.source(), number))
                        .collect();
                    (
                        plain(&cloze::filled(card.prompt.source(), 0)),
                        hidden.join("; "),
                    )
                }
                Body::Estimate(_) | Body::Spoken(_) => (plain(card.prompt.source()), String::new()),
            };
            entries.push(Entry {
                subject,
                card,
                key: of.loaded.deck.card_key(card),
                words: words(&text),
                answer: words(&answer).join(" "),
            });
        }
    }
    entries
}

fn report(
    entry: &Entry<'_>,
    subjects: &[Subject<'_>],
    found: &mut [Vec<Problem>],
    rule: &str,
    message: &str,
) {
    let mut report = Report::new(entry.card, subjects[entry.subject].source);
    report.at("prompt", entry.card.prompt.source(), rule, message);
    found[entry.subject].extend(report.found);
}

/// Finds pairs of similar prompts without comparing each with each.
///
/// Two sets with a Jaccard index of at least t share one of the rarest `|x| - ceil(t |x|) + 1` members of either (the
/// prefix filter of Chaudhuri, Ganti and Kaushik, "A Primitive Operator for Similarity Joins", 2006), so only those are
/// indexed.
fn near_duplicates(entries: &[Entry<'_>], subjects: &[Subject<'_>], found: &mut [Vec<Problem>]) {
    let sets: Vec<HashSet<[char; 3]>> = entries.iter().map(|entry| triples(&entry.words)).collect();
    let mut frequency: HashMap<[char; 3], u32> = HashMap::new();
    for triple in sets.iter().flatten() {
        *frequency.entry(*triple).or_default() += 1;
    }
    let mut index: HashMap<[char; 3], Vec<usize>> = HashMap::new();
    for (at, set) in sets.iter().enumerate() {
        let mut rarest: Vec<[char; 3]> = set.iter().copied().collect();
        rarest.sort_unstable_by_key(|triple| (frequency[triple], *triple));
        rarest.truncate(set.len() + 1 - (SIMILARITY * set.len() as f64).ceil() as usize);
        let mut candidates: Vec<usize> = rarest
            .iter()
            .filter_map(|triple| index.get(triple))
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let near = candidates
            .into_iter()
            .find(|&other| jaccard(set, &sets[other]) >= SIMILARITY);
        if let Some(other) = near {
            let message = format!("the prompt is nearly that of {}", entries[other].key);
            report(&entries[at], subjects, found, "near-duplicate", &message);
        }
        for triple in rarest {
            index.entry(triple).or_default().push(at);
        }
    }
}

fn triples(words: &[String]) -> HashSet<[char; 3]> {
    let text: Vec<char> = words.join(" ").chars().collect();
    text.windows(3)
        .map(|window| [window[0], window[1], window[2]])
        .collect()
}

fn jaccard(a: &HashSet<[char; 3]>, b: &HashSet<[char; 3]>) -> f64 {
    let common = a.intersection(b).count();
    let all = a.len() + b.len() - common;
    if all == 0 {
        0.0
    } else {
        common as f64 / all as f64
    }
}

/// Prompts that differ by one word and have different answers, unless a card contrasts the two.
fn twins(
    entries: &[Entry<'_>],
    subjects: &[Subject<'_>],
    collection: &Collection,
    found: &mut [Vec<Problem>],
) {
    let mut seen: HashMap<(usize, String), usize> = HashMap::new();
    for (at, entry) in entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.words.len() >= TWIN_WORDS && !entry.answer.is_empty())
    {
        let mut twin = None;
        for hole in 0..entry.words.len() {
            let mut rest = entry.words.clone();
            "\u{0}".clone_into(&mut rest[hole]);
            match seen.entry((hole, rest.join(" "))) {
                std::collections::hash_map::Entry::Occupied(first) => {
                    twin = twin.or(Some((hole, *first.get())));
                }
                std::collections::hash_map::Entry::Vacant(free) => {
                    free.insert(at);
                }
            }
        }
        let Some((hole, other)) = twin else { continue };
        let (mine, theirs) = (&entry.words[hole], &entries[other].words[hole]);
        let is_small = is_stop_word(mine) || is_stop_word(theirs) || mine == theirs;
        if is_small || entry.answer == entries[other].answer {
            continue;
        }
        if !is_contrasted(mine, theirs, [entry.card, entries[other].card], collection) {
            let message = format!(
                "the prompt differs from {} by one word ({theirs}, {mine}), and no card contrasts them",
                entries[other].key
            );
            report(entry, subjects, found, "interference", &message);
        }
    }
}

/// Whether a third card names both words in what it asks.
fn is_contrasted(one: &str, other: &str, twins: [&Card; 2], collection: &Collection) -> bool {
    coverage::cards(collection).any(|card| {
        if twins.iter().any(|twin| std::ptr::eq(*twin, card)) {
            return false;
        }
        let mut text = format!(
            "{} {}",
            plain(card.prompt.source()),
            plain(card.context.source())
        );
        if let Body::Spoken(spoken) = &card.body {
            for option in &spoken.options {
                text.push(' ');
                text.push_str(option.source());
            }
        }
        let words = words(&text);
        [one, other]
            .iter()
            .all(|wanted| words.iter().any(|word| word == wanted))
    })
}

/// The same answer on several cards: none of them is learnt apart from the others.
fn same_answers(entries: &[Entry<'_>], subjects: &[Subject<'_>], found: &mut [Vec<Problem>]) {
    let mut cards: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let is_word = entry.answer.chars().any(char::is_alphabetic);
        if is_word && matches!(entry.card.body, Body::Recall { .. }) {
            cards.entry(&entry.answer).or_default().push(at);
        }
    }
    for same in cards.values().filter(|same| same.len() >= SAME_ANSWER) {
        let names: Vec<&str> = same.iter().map(|at| entries[*at].key.as_str()).collect();
        let last = &entries[same[same.len() - 1]];
        let message = format!(
            "{} cards have this answer: {}",
            same.len(),
            names.join(", ")
        );
        report(
            last,
            subjects,
            found,
            "interference",
            &SafeText::from_line(&message),
        );
    }
}
