//! Words that are taken for each other: they share a meaning, sound the same, differ in one kanji, or a card names the
//! meaning of the other as one that only looks right. Such words are never met for the first time on one day.
//!
//! The linter says where hints do not tell such words apart; it is stricter about what they are (`check/look_alike.rs`).

use std::collections::{HashMap, HashSet};

use super::{Body, Vocab, collection::LoadedDeck, furigana::is_kanji};

/// A card: deck and card by index.
type CardIndex = (u32, u32);

/// The words of a collection that are taken for each other.
#[derive(Clone, Debug, Default)]
pub struct LookAlikes(HashMap<CardIndex, Vec<CardIndex>>);

/// Why two words are taken for each other, the strongest reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    Meaning,
    Sound,
    Kanji,
    Rejected,
}

impl LookAlikes {
    /// Finds them among the words of all decks; phrases are none.
    pub fn of(decks: &[LoadedDeck]) -> Self {
        let mut words: Vec<(CardIndex, &Vocab)> = Vec::new();
        for (deck, loaded) in decks.iter().enumerate() {
            for (card, of_card) in loaded.deck.cards.iter().enumerate() {
                if let Body::Vocab(word) = &of_card.body
                    && !word.speech
                {
                    words.push(((deck as u32, card as u32), word));
                }
            }
        }
        let term = |at: usize| words[at].1.term.source().trim();
        let mut pairs: Vec<(usize, usize, Reason)> = Vec::new();
        let mut add = |found: Vec<(usize, usize)>, reason: Reason| {
            pairs.extend(found.into_iter().map(|(one, other)| (one, other, reason)));
        };
        let glosses: Vec<Vec<String>> = words.iter().map(|(_, word)| meanings(word)).collect();
        add(with_a_common_key(&glosses), Reason::Meaning);
        let reading =
            |(_, word): &(CardIndex, &Vocab)| vec![word.reading.source().trim().to_owned()];
        let readings: Vec<Vec<String>> = words.iter().map(reading).collect();
        add(with_a_common_key(&readings), Reason::Sound);
        let terms: Vec<&str> = (0..words.len()).map(term).collect();
        let mut in_one_kanji = one_kanji_apart(&terms);
        in_one_kanji.retain(|(one, other)| are_alike(terms[*one], terms[*other]));
        add(in_one_kanji, Reason::Kanji);
        let mut by_gloss: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, glosses) in glosses.iter().enumerate() {
            for gloss in glosses {
                by_gloss.entry(gloss).or_default().push(at);
            }
        }
        for (at, (_, word)) in words.iter().enumerate() {
            let rejected = word.reject.iter().map(|gloss| key(gloss.source()));
            let named = rejected.filter_map(|gloss| by_gloss.get(&*gloss)).flatten();
            add(named.map(|other| (at, *other)).collect(), Reason::Rejected);
        }
        let mut found: HashMap<CardIndex, Vec<(Reason, CardIndex)>> = HashMap::new();
        for (one, other, reason) in pairs {
            if one != other {
                let (one, other) = (words[one].0, words[other].0);
                found.entry(one).or_default().push((reason, other));
                found.entry(other).or_default().push((reason, one));
            }
        }
        let nearest_first = |(card, mut others): (CardIndex, Vec<(Reason, CardIndex)>)| {
            others.sort_unstable();
            let mut seen = HashSet::new();
            let others = others.into_iter().map(|(_, other)| other);
            (card, others.filter(|other| seen.insert(*other)).collect())
        };
        Self(found.into_iter().map(nearest_first).collect())
    }

    /// The cards that a card is taken for, the nearest first.
    pub fn of_card(&self, card: CardIndex) -> &[CardIndex] {
        self.0.get(&card).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Whether words that differ in one kanji look alike: they share a kanji, and words of two letters begin with it (認証 and
/// 認可). 買う and 会う share none, and 課題 and 議題 are told apart at once.
fn are_alike(one: &str, other: &str) -> bool {
    let pairs = || one.chars().zip(other.chars());
    let shares = |(one, other): (char, char)| one == other && is_kanji(one);
    match pairs().count() {
        0..=2 => pairs().next().is_some_and(shares),
        _ => pairs().any(shares),
    }
}

/// Words of one length that differ in one kanji, as pairs of places, the later one first.
pub fn one_kanji_apart(terms: &[&str]) -> Vec<(usize, usize)> {
    let mut with_gap: HashMap<(usize, String), Vec<usize>> = HashMap::new();
    let mut pairs = Vec::new();
    for (index, term) in terms.iter().enumerate() {
        let letters: Vec<char> = term.chars().collect();
        if letters.len() < 2 {
            continue;
        }
        for at in (0..letters.len()).filter(|at| is_kanji(letters[*at])) {
            let rest = letters[..at].iter().chain(&letters[at + 1..]).collect();
            let others = with_gap.entry((at, rest)).or_default();
            let differ = others.iter().filter(|other| terms[**other] != *term);
            pairs.extend(differ.map(|other| (index, *other)));
            others.push(index);
        }
    }
    pairs
}

/// Places that have a key in common, as pairs; empty keys are none.
fn with_a_common_key(keys: &[Vec<String>]) -> Vec<(usize, usize)> {
    let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut pairs = Vec::new();
    for (at, keys) in keys.iter().enumerate() {
        for key in keys.iter().filter(|key| !key.is_empty()) {
            let others = known.entry(key).or_default();
            pairs.extend(others.iter().map(|other| (at, *other)));
            others.push(at);
        }
    }
    pairs
}

fn meanings(word: &Vocab) -> Vec<String> {
    let glosses = word.meaning.iter().chain(&word.accept);
    let mut keys: Vec<String> = glosses.map(|gloss| key(gloss.source())).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A meaning as it compares with others: its letters and digits, without a leading "to".
fn key(gloss: &str) -> String {
    let gloss = gloss.trim().to_lowercase();
    let gloss = gloss.strip_prefix("to ").unwrap_or(&gloss);
    gloss.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        deck::collection::{Collection, DeckFile, Origin},
        deck::{
            SafeText,
            format::{Spelling, load},
        },
    };

    fn alike_terms(rows: &[&str]) -> Vec<(String, String)> {
        let source = format!(
            "---\nid: w\ntitle: W\n---\n\n## W {{.vocab}}\n\n| id | term | reading | meaning | accept | example | translation | spellings | hint | reject | note |\n|---|---|---|---|---|---|---|---|---|---|---|\n{}\n",
            rows.join("\n")
        );
        let loaded = load(&source, Spelling::Markdown, "w.md");
        let file = DeckFile {
            origin: Origin::Own,
            path: SafeText::from_line("w.md"),
            file: None,
            deck: loaded.deck,
            problems: Vec::new(),
        };
        let collection = Collection::new(vec![file], Vec::new());
        let found = collection.look_alikes();
        let cards = &collection.decks[0].deck.cards;
        let id = |card: u32| cards[card as usize].id.to_string();
        let mut pairs = Vec::new();
        for card in 0..cards.len() as u32 {
            for (_, other) in found.of_card((0, card)).iter().filter(|(_, at)| *at > card) {
                pairs.push((id(card), id(*other)));
            }
        }
        pairs
    }

    #[test]
    fn words_that_are_taken_for_each_other_are_found() {
        let pairs = alike_terms(&[
            "| consistency | 整合性 | せいごうせい | consistency; integrity | | | | | | | |",
            "| coherence | 一貫性 | いっかんせい | coherence | Consistency | | | | | | |",
            "| concurrent | 並行 | へいこう | concurrent | | | | | | | |",
            "| parallel | 並列 | へいれつ | parallel | | | | | | | |",
            "| equilibrium | 平衡 | へいこう | equilibrium | | | | | | | |",
            "| retry | 再試行 | さいしこう | to retry | | | | | | resend | |",
            "| resend | 再送 | さいそう | resend | | | | | | | |",
            "| load | 負荷 | ふか | load | | | | | | | |",
            "| buy | 買う | かう | buy | | | | | | | |",
            "| meet | 会う | あう | meet | | | | | | | |",
            "| issue | 課題 | かだい | issue | | | | | | | |",
            "| agenda | 議題 | ぎだい | agenda | | | | | | | |",
        ]);
        let named = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            pairs,
            [
                named("consistency", "coherence"),
                named("concurrent", "equilibrium"),
                named("concurrent", "parallel"),
                named("retry", "resend"),
            ]
        );
    }
}
