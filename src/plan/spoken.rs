//! Which spoken card comes next: weight × (1 − last score), not seen for longest (CONTENT section 6, PLANNER section 4).
//!
//! The grade of a try says only from when its card may come again; it makes no card due.

use super::{
    Scope,
    weights::{WeighedItem, area_weights, item_weights},
};
use crate::{
    deck::{Kind, Tier, collection::Collection},
    journal::{DeckState, Progress, SpokenRecord, StudyDay},
    memory::{Model, Recalled},
};

/// A spoken card that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate<'a> {
    /// Its folded key.
    pub key: String,
    /// Which kind.
    pub kind: Kind,
    /// Two letters; empty for a card without an area.
    pub area: &'a str,
    /// Rows of the coverage table.
    pub covers: &'a [String],
    /// Minutes for its answer.
    pub minutes: u32,
    /// Its share among all spoken cards of the mix.
    pub weight: f64,
    /// The last score of the whole card, 0 to 100.
    pub last_score: Option<f64>,
    /// The study day of the last try, also one after reading or at a phase.
    pub last_day: Option<StudyDay>,
    /// The day from which it may come again.
    pub rests_until: Option<StudyDay>,
}

impl Candidate<'_> {
    /// What is to be gained: weight × (1 − last score).
    pub fn gain(&self) -> f64 {
        self.weight * (1.0 - self.last_score.unwrap_or_default() / 100.0)
    }

    /// Whether it should rest on a day.
    pub fn rests(&self, today: StudyDay) -> bool {
        self.rests_until.is_some_and(|until| until > today)
    }
}

/// Whether the mix has a card to speak about at all. `decks` are those that are drawn on, empty for all.
pub fn has_any(collection: &Collection, progress: &Progress, decks: &[Box<str>]) -> bool {
    collection.decks.iter().any(|loaded| {
        let id = loaded.deck.id.as_str();
        let is_drawn = decks.is_empty() || decks.iter().any(|deck| **deck == *id);
        is_drawn
            && progress.deck_state(id) != DeckState::Off
            && loaded.deck.cards.iter().any(|card| {
                let key = || crate::deck::id::folded(&loaded.deck.card_key(card));
                card.kind().is_spoken() && !progress.suspended.contains_key(&*key())
            })
    })
}

/// The spoken cards of the mix: of decks that are not off, without cards that were taken out.
pub fn candidates<'a>(
    collection: &'a Collection,
    progress: &Progress,
    model: &Model,
    scope: &Scope<'_>,
) -> Vec<Candidate<'a>> {
    let mut found = Vec::new();
    let mut weighed = Vec::new();
    for (deck_index, loaded) in collection.decks.iter().enumerate() {
        let id = loaded.deck.id.as_str();
        let state = progress.deck_state(id);
        let is_drawn = scope.decks.is_empty() || scope.decks.iter().any(|deck| **deck == *id);
        if state == DeckState::Off || !is_drawn {
            continue;
        }
        for (card_index, card) in loaded.deck.cards.iter().enumerate() {
            let crate::deck::Body::Spoken(spoken) = &card.body else {
                continue;
            };
            let key = crate::deck::id::folded(&loaded.deck.card_key(card));
            if progress.suspended.contains_key(&*key) {
                continue;
            }
            let record = progress.spoken.get(&*key);
            weighed.push(WeighedItem {
                area: loaded.deck.area_of(card),
                card: (deck_index as u32, card_index as u32),
                is_core: state == DeckState::First || loaded.tier(card) == Tier::Core,
            });
            found.push(Candidate {
                kind: spoken.kind,
                area: loaded.deck.area_of(card),
                covers: &card.covers,
                minutes: spoken.minutes.unwrap_or(10),
                weight: 0.0,
                last_score: record
                    .and_then(SpokenRecord::last_whole)
                    .map(|tried| tried.score),
                last_day: record
                    .and_then(|record| record.tries.last())
                    .map(|tried| tried.day),
                rests_until: record.and_then(|record| rests_until(record, spoken.kind, model)),
                key,
            });
        }
    }
    let role = scope.track.map(|track| &track.weights);
    let role = role.filter(|weights| !weights.is_empty());
    let areas = area_weights(&weighed, role, &scope.round_areas);
    for (candidate, weight) in found.iter_mut().zip(item_weights(&weighed, &areas)) {
        candidate.weight = weight;
    }
    found
}

/// The day from which a card may come again after its tries at the whole: the interval of its grades, and at least 3 days
/// for a design or scenario, 2 for a story, 1 for the others. `None` before the first try.
pub fn rests_until(record: &SpokenRecord, kind: Kind, model: &Model) -> Option<StudyDay> {
    let whole = || record.tries.iter().filter(|tried| tried.is_whole());
    let last = whole().next_back()?;
    let mut before = None;
    let graded: Vec<Recalled> = whole()
        .map(|tried| {
            let days = before.map_or(0, |day| tried.day.since(day));
            // A device in another zone may still be on the day before.
            before = before.max(Some(tried.day));
            Recalled {
                grade: tried.grade,
                days,
            }
        })
        .collect();
    let days = model
        .after(None, &graded)
        .map_or(1, |memory| model.interval(memory));
    let at_least = match kind {
        Kind::Design | Kind::Scenario => 3,
        Kind::Story => 2,
        _ => 1,
    };
    Some(last.day.plus(days.max(at_least)))
}

/// Puts candidates into the order in which they should come: those that may come before those that rest, then by gain, then
/// those not seen for longest. `seed` decides between equals, so that not everybody begins with the same card.
pub fn in_order(candidates: &mut [Candidate<'_>], today: StudyDay, seed: u64) {
    let lot = |candidate: &Candidate<'_>| {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(&seed.to_le_bytes());
        hasher.update(candidate.key.as_bytes());
        hasher.finalize()
    };
    candidates.sort_by(|a, b| {
        a.rests(today)
            .cmp(&b.rests(today))
            .then_with(|| near(b.gain()).total_cmp(&near(a.gain())))
            .then_with(|| a.last_day.cmp(&b.last_day))
            .then_with(|| lot(a).cmp(&lot(b)))
    });
}

/// A gain as it compares: sums in another order differ in their last digits and not in what they say.
fn near(gain: f64) -> f64 {
    (gain * 1e9).round()
}

#[cfg(test)]
mod tests;
