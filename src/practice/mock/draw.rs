//! What a round draws: for each of its lines so many cards of a kind, by area and row, the best to practise first.

use crate::{
    deck::{Kind, collection::Collection},
    journal::{Progress, StudyDay},
    plan::{
        Mix, Round,
        spoken::{Candidate, in_order},
        track::Draw,
    },
};

/// What a round drew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Keys of short items, in the order in which they are asked.
    pub words: Vec<String>,
    /// Folded keys of spoken cards, in the order of the round.
    pub cards: Vec<String>,
    /// What the round asks for and the decks do not hold.
    pub shortfalls: Vec<Shortfall>,
}

/// A line of a round for which there are too few cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// The kind.
    pub kind: Kind,
    /// How many it asks for.
    pub wanted: usize,
    /// How many there are.
    pub found: usize,
    /// From these areas; empty for any.
    pub areas: Vec<String>,
}

impl Shortfall {
    /// What is missing, in a sentence.
    pub fn sentence(&self) -> String {
        let areas = if self.areas.is_empty() {
            String::new()
        } else {
            format!(" of {}", self.areas.join(", "))
        };
        let found = match self.found {
            0 => "none".to_owned(),
            found => found.to_string(),
        };
        format!(
            "The round draws {} {}{areas}; the decks in your mix hold {found}.",
            self.wanted,
            cards_of(self.kind, self.wanted),
        )
    }
}

/// The cards of a kind in words.
fn cards_of(kind: Kind, count: usize) -> String {
    let plural = if count == 1 { "card" } else { "cards" };
    format!("{kind} {plural}")
}

/// Draws the cards of a round. `last` are the folded keys of the rehearsal before of this round: none of them comes twice in
/// a row where there are others.
pub fn draw(
    collection: &Collection,
    mix: &Mix<'_>,
    candidates: &[Candidate<'_>],
    round: &Round,
    last: &[String],
    today: StudyDay,
    seed: u64,
) -> Drawn {
    let mut drawn = Drawn::default();
    for line in &round.draw {
        let wanted = line.count as usize;
        let found = if line.kind.is_spoken() {
            let cards = spoken(candidates, line, &drawn.cards, last, today, seed);
            drawn.cards.extend(cards.iter().cloned());
            cards.len()
        } else {
            let words = short(collection, mix, line, &drawn.words);
            drawn.words.extend(words.iter().cloned());
            words.len()
        };
        if found < wanted {
            drawn.shortfalls.push(Shortfall {
                kind: line.kind,
                wanted,
                found,
                areas: line.areas.clone(),
            });
        }
    }
    drawn
}

fn spoken(
    candidates: &[Candidate<'_>],
    line: &Draw,
    taken: &[String],
    last: &[String],
    today: StudyDay,
    seed: u64,
) -> Vec<String> {
    let fits =
        |candidate: &&Candidate<'_>| fits(line, candidate) && !taken.contains(&candidate.key);
    let mut pool: Vec<Candidate<'_>> = candidates.iter().filter(fits).cloned().collect();
    in_order(&mut pool, today, seed);
    // Stable: among those that were not in the last rehearsal, and among the others, the order stays.
    pool.sort_by_key(|candidate| last.contains(&candidate.key));
    pool.into_iter()
        .take(line.count as usize)
        .map(|candidate| candidate.key)
        .collect()
}

/// Whether a line of a round may draw a card.
fn fits(line: &Draw, candidate: &Candidate<'_>) -> bool {
    candidate.kind == line.kind
        && is_named(&line.areas, candidate.area)
        && (line.covers.is_empty() || candidate.covers.iter().any(|row| line.covers.contains(row)))
}

/// Whether a round may draw a spoken card.
pub fn may_draw(round: &Round, candidate: &Candidate<'_>) -> bool {
    round.draw.iter().any(|line| fits(line, candidate))
}

/// Short items of a kind: those that were met come first, the shakiest of them before the others, one item a card.
fn short(collection: &Collection, mix: &Mix<'_>, line: &Draw, taken: &[String]) -> Vec<String> {
    let mut cards = Vec::new();
    let mut found: Vec<(bool, &str)> = Vec::new();
    for item in &mix.items {
        let asked = &collection.items[item.item];
        let (_, card) = collection.card_of(asked);
        let is_drawn = card.kind() == line.kind
            && is_named(&line.areas, item.area)
            && (line.covers.is_empty() || card.covers.iter().any(|row| line.covers.contains(row)))
            && !taken.iter().any(|key| **key == *asked.key);
        if is_drawn && !cards.contains(&item.card) {
            cards.push(item.card);
            found.push((item.known.is_none(), &asked.key));
        }
    }
    found.sort_by_key(|(is_new, _)| *is_new);
    let keys = found.into_iter().map(|(_, key)| key.to_owned());
    keys.take(line.count as usize).collect()
}

fn is_named(areas: &[String], area: &str) -> bool {
    areas.is_empty() || areas.iter().any(|named| named == area)
}

/// The folded keys of the cards of the last rehearsal of a round.
pub fn last_cards(progress: &Progress, track: &str, round: &str) -> Vec<String> {
    let of_round = |record: &&crate::journal::MockRecord| {
        *record.mock.track == *track && *record.mock.round == *round
    };
    let last = progress.mocks.iter().rev().find(of_round);
    last.map_or_else(Vec::new, |record| {
        let cards = record.mock.cards.iter();
        cards.map(|card| crate::deck::id::folded(card)).collect()
    })
}

#[cfg(test)]
mod tests;
