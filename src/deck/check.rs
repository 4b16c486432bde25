//! Whether cards are written so that they can be learnt: the rules of wording behind `deck check`.
//!
//! Loading a deck finds what is broken; this finds what is badly put. It runs when somebody asks for it, never on the way
//! to the first screen. Each rule reads one card, or all cards that are checked together, and must not change any.
//! Rules about English leave Japanese prompts alone, except that their length is measured in characters.

mod allow;
mod answer;
mod clause;
mod cloze;
mod estimate;
mod furigana;
mod look_alike;
mod pairs;
mod prompt;
mod prompt_words;
mod pronoun;
mod report;
mod rubric;
mod rubric_words;
mod source;
mod spoken;
mod vocab;
pub mod words;

use super::{
    Body, Card, Problem,
    build::has_long_field,
    collection::{Collection, LoadedDeck},
    coverage::Coverage,
    keyword::is_without_spaces,
    markdown::LineIndex,
    problem,
};
use report::Report;

/// A deck of a collection that is checked.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The deck, with the problems that loading found.
    pub loaded: &'a LoadedDeck,
    /// The text of its file, for the columns of problems; empty where it is not at hand.
    pub source: &'a str,
}

/// A deck that is checked, with the lines of its file.
struct Placed<'a> {
    loaded: &'a LoadedDeck,
    source: &'a str,
    lines: LineIndex,
}

/// Which language a card is written in, as far as rules care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    /// English.
    English,
    /// A language without spaces between words.
    WithoutSpaces,
    /// Any other, whose wording is not judged.
    Other,
}

/// Every problem of each subject, those of loading included, sorted by place, without those that an author lets stand.
///
/// Cards that contrast two others are looked for in the whole collection; duplicates only among the subjects.
pub fn check<'a>(
    subjects: &[Subject<'a>],
    collection: &Collection,
    coverage: &Coverage,
) -> Vec<Vec<Problem>> {
    let placed = |subject: &Subject<'a>| Placed {
        loaded: subject.loaded,
        source: subject.source,
        lines: LineIndex::new(subject.source),
    };
    let subjects: Vec<Placed<'_>> = subjects.iter().map(placed).collect();
    let subjects = subjects.as_slice();
    let mut found: Vec<Vec<Problem>> = subjects
        .iter()
        .map(|subject| {
            let mut problems = subject.loaded.problems.clone();
            check_cards(subject, coverage, &mut problems);
            orphan_areas(subject, &mut problems);
            problems
        })
        .collect();
    pairs::check(subjects, collection, &mut found);
    vocab::clashes(subjects, &mut found);
    look_alike::check(subjects, &mut found);
    for (subject, problems) in subjects.iter().zip(&mut found) {
        allow::apply(subject, problems);
        problems.sort_by(|a, b| {
            (a.position, a.rule.name, &a.message).cmp(&(b.position, b.rule.name, &b.message))
        });
        problem::thin_out(problems);
    }
    found
}

fn check_cards(subject: &Placed<'_>, coverage: &Coverage, problems: &mut Vec<Problem>) {
    let deck = &subject.loaded.deck;
    // What nobody can read nobody needs to word better; its length is named already.
    for card in deck.cards.iter().filter(|card| !has_long_field(card)) {
        let mut report = Report::new(card, subject);
        let language = language_of(card, deck.language.source());
        for row in card.covers.iter().filter(|row| coverage.row(row).is_none()) {
            report.at(
                "covers",
                row,
                "unknown-row",
                format!("{row:?} is no row of the coverage table"),
            );
        }
        source::check(card, &mut report);
        furigana::check(card, &mut report);
        prompt::check(card, language, &mut report);
        match &card.body {
            Body::Recall { answer } => answer::check(card, answer, language, &mut report),
            Body::Cloze => cloze::check(card, language, &mut report),
            Body::Vocab(word) => vocab::check(word, &mut report),
            Body::Estimate(estimate) => estimate::check(estimate, &mut report),
            Body::Spoken(spoken) => {
                rubric::check(spoken, language, &mut report);
                spoken::check(card, spoken, language, &mut report);
            }
        }
        problems.extend(report.found);
    }
}

/// An area with fewer cards than this is a stray in its deck.
const AREA_CARDS: usize = 3;

/// Areas of a deck with so few cards that they look like a slip. A deck of one area alone has none.
fn orphan_areas(subject: &Placed<'_>, problems: &mut Vec<Problem>) {
    let deck = &subject.loaded.deck;
    let mut areas: Vec<&str> = deck.cards.iter().map(|card| deck.area_of(card)).collect();
    areas.sort_unstable();
    areas.dedup();
    if areas.len() < 2 {
        return;
    }
    for area in areas.into_iter().filter(|area| !area.is_empty()) {
        let mut cards = deck.cards.iter().filter(|card| deck.area_of(card) == area);
        let Some(first) = cards.next() else { continue };
        let count = 1 + cards.count();
        if count < AREA_CARDS {
            let mut report = Report::new(first, subject);
            let message = format!(
                "{area} has {count} of the deck's {} cards",
                deck.cards.len()
            );
            report.at("area", &format!("area={area}"), "orphan-area", message);
            problems.extend(report.found);
        }
    }
}

/// A deck without a language counts as English where its prompts do not look Japanese.
fn language_of(card: &Card, language: &str) -> Language {
    let prompt = card.heading().source();
    if prompt.chars().any(is_without_spaces) && !matches!(card.body, Body::Vocab(_)) {
        return Language::WithoutSpaces;
    }
    match language
        .split('-')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
        .as_str()
    {
        "en" | "" => Language::English,
        "ja" | "zh" => Language::WithoutSpaces,
        _ => Language::Other,
    }
}

#[cfg(test)]
mod tests;
