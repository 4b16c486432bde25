//! Cards that disturb each other: prompts that are nearly the same, and facts that are learnt wrongly because they look alike.

use std::{cell::LazyCell, collections::HashMap};

use super::{
    Placed, Report,
    words::{is_stop_word, plain, words},
};
use crate::deck::{
    Body, Card, Problem, SafeText, build::has_long_field, cloze, collection::Collection, coverage,
};

/// Two prompts are near duplicates from this share of common letter triples on (Jaccard index).
const SIMILARITY: f64 = 0.8;

/// An answer on this many cards cannot tell them apart.
const SAME_ANSWER: usize = 3;

/// Prompts shorter than this, in words, differ by one word without being alike.
const TWIN_WORDS: usize = 5;

/// Longer prompts are texts, of which no two are learnt as one for one word; each word costs a copy of the prompt.
const MOST_TWIN_WORDS: usize = 200;

/// A card with its prompt as it compares with others.
struct Entry<'a> {
    subject: usize,
    card: &'a Card,
    key: String,
    words: Vec<String>,
    /// The answer, folded; empty for the spoken kinds.
    answer: String,
}

pub(super) fn check(subjects: &[Placed<'_>], collection: &Collection, found: &mut [Vec<Problem>]) {
    let entries = entries(subjects);
    near_duplicates(&entries, subjects, found);
    twins(&entries, subjects, collection, found);
    same_answers(&entries, subjects, found);
}

fn entries<'a>(subjects: &[Placed<'a>]) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    for (subject, of) in subjects.iter().enumerate() {
        for card in of
            .loaded
            .deck
            .cards
            .iter()
            .filter(|card| !has_long_field(card))
        {
            let (text, answer) = match &card.body {
                Body::Vocab(_) => continue,
                Body::Recall { answer } => (plain(card.prompt.source()), plain(answer.source())),
                Body::Cloze => {
                    let mut gaps = cloze::gaps(card.prompt.source());
                    gaps.sort_by_key(|gap| gap.number);
                    let hidden: Vec<&str> = gaps.iter().map(|gap| gap.text).collect();
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
    subjects: &[Placed<'_>],
    found: &mut [Vec<Problem>],
    rule: &str,
    message: &str,
) {
    let mut report = Report::new(entry.card, &subjects[entry.subject]);
    report.at("prompt", entry.card.prompt.source(), rule, message);
    found[entry.subject].extend(report.found);
}

/// So many prompts are compared with one at most: in a deck whose prompts are all alike, each has its neighbour among them.
const CANDIDATES: usize = 128;

/// Finds pairs of similar prompts without comparing each with each.
///
/// Two sets with a Jaccard index of at least t share one of the rarest `|x| - ceil(t |x|) + 1` members of either (the
/// prefix filter of Chaudhuri, Ganti and Kaushik, "A Primitive Operator for Similarity Joins", 2006), so only those are
/// indexed.
fn near_duplicates(entries: &[Entry<'_>], subjects: &[Placed<'_>], found: &mut [Vec<Problem>]) {
    let sets = ranked_triples(entries);
    let mut index: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, set) in sets.iter().enumerate() {
        let rarest = set.len() + 1 - (SIMILARITY * set.len() as f64).ceil() as usize;
        let rarest = &set[..rarest.min(set.len())];
        let mut candidates: Vec<usize> = rarest
            .iter()
            .filter_map(|triple| index.get(triple))
            .flat_map(|others| others.iter().rev().take(CANDIDATES))
            .take(2 * CANDIDATES)
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let near = candidates
            .into_iter()
            .take(CANDIDATES)
            .find(|&other| jaccard(set, &sets[other]) >= SIMILARITY);
        if let Some(other) = near {
            let message = format!("the prompt is nearly that of {}", entries[other].key);
            report(&entries[at], subjects, found, "near-duplicate", &message);
        }
        for triple in rarest {
            index.entry(*triple).or_default().push(at);
        }
    }
}

/// The letter triples of each prompt as numbers, the rarest of all prompts first.
fn ranked_triples(entries: &[Entry<'_>]) -> Vec<Vec<u32>> {
    let mut frequency: HashMap<[char; 3], u32> = HashMap::new();
    let mut sets: Vec<Vec<[char; 3]>> = Vec::with_capacity(entries.len());
    for entry in entries {
        let text: Vec<char> = entry.words.join(" ").chars().collect();
        let mut set: Vec<[char; 3]> = text.windows(3).map(|w| [w[0], w[1], w[2]]).collect();
        set.sort_unstable();
        set.dedup();
        for triple in &set {
            *frequency.entry(*triple).or_default() += 1;
        }
        sets.push(set);
    }
    let mut order: Vec<[char; 3]> = frequency.keys().copied().collect();
    order.sort_unstable_by_key(|triple| (frequency[triple], *triple));
    let rank: HashMap<[char; 3], u32> = (0..)
        .zip(order)
        .map(|(rank, triple)| (triple, rank))
        .collect();
    let ranked = |set: Vec<[char; 3]>| {
        let mut ranks: Vec<u32> = set.iter().map(|triple| rank[triple]).collect();
        ranks.sort_unstable();
        ranks
    };
    sets.into_iter().map(ranked).collect()
}

/// The share of common members of two sorted sets.
fn jaccard(a: &[u32], b: &[u32]) -> f64 {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if (short as f64) < SIMILARITY * long as f64 || long == 0 {
        return 0.0;
    }
    let (mut left, mut right, mut common) = (0, 0, 0);
    while left < a.len() && right < b.len() {
        match a[left].cmp(&b[right]) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                left += 1;
                right += 1;
            }
        }
    }
    f64::from(common) / (a.len() + b.len() - common as usize) as f64
}

/// Prompts that differ by one word and have different answers, unless a card contrasts the two.
fn twins(
    entries: &[Entry<'_>],
    subjects: &[Placed<'_>],
    collection: &Collection,
    found: &mut [Vec<Problem>],
) {
    let mut seen: HashMap<(usize, String), usize> = HashMap::new();
    let contrasts = LazyCell::new(|| Contrasts::of(collection));
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| {
        (TWIN_WORDS..=MOST_TWIN_WORDS).contains(&entry.words.len()) && !entry.answer.is_empty()
    }) {
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
        if !contrasts.has(mine, theirs, [entry.card, entries[other].card]) {
            let message = format!(
                "the prompt differs from {} by one word ({theirs}, {mine}), and no card contrasts them",
                entries[other].key
            );
            report(entry, subjects, found, "interference", &message);
        }
    }
}

/// Which cards of a collection name which words in what they ask.
struct Contrasts<'a>(HashMap<String, Vec<&'a Card>>);

impl<'a> Contrasts<'a> {
    fn of(collection: &'a Collection) -> Self {
        let mut cards: HashMap<String, Vec<&'a Card>> = HashMap::new();
        for card in coverage::cards(collection) {
            let mut text = plain(card.prompt.source()) + " " + &plain(card.context.source());
            if let Body::Spoken(spoken) = &card.body {
                for option in &spoken.options {
                    text = text + " " + option.source();
                }
            }
            let mut words = words(&text);
            words.sort_unstable();
            words.dedup();
            for word in words {
                cards.entry(word).or_default().push(card);
            }
        }
        Self(cards)
    }

    /// Whether a third card names both words.
    fn has(&self, one: &str, other: &str, twins: [&Card; 2]) -> bool {
        let (Some(with_one), Some(with_other)) = (self.0.get(one), self.0.get(other)) else {
            return false;
        };
        // Both lists are in the order of the collection; a word that is on hundreds of cards tells no twins apart.
        with_one.iter().take(CANDIDATES).any(|card| {
            twins.iter().all(|twin| !std::ptr::eq(*twin, *card))
                && with_other.iter().any(|other| std::ptr::eq(*other, *card))
        })
    }
}

/// The same answer on several cards: none of them is learnt apart from the others.
fn same_answers(entries: &[Entry<'_>], subjects: &[Placed<'_>], found: &mut [Vec<Problem>]) {
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
