//! The queue of a sitting after a plan.

use std::collections::HashSet;

use super::Agenda;
use crate::{
    deck::collection::Collection,
    plan::{Mode, NEW_SECONDS, NewWords, Pick, Queue, Request, Why},
};

/// Whether the plan decides what a sitting asks: not one facet alone, not ahead of the plan, not beside the schedule.
pub fn guides(request: &Request) -> bool {
    request.mode == Mode::Plan && request.facet.is_none()
}

/// The queue of a sitting after a plan: today's items first. A request for some decks, areas or items, or for more time than
/// the plan has, goes on with all that are worth a session, and where it asks for a part, with what is due or new there all
/// the same. `usual` is the queue without a plan; where today's minutes are used up it is what comes on top.
pub fn queue(agenda: &Agenda, collection: &Collection, usual: &Queue, request: &Request) -> Queue {
    let is_narrow = request.decks.is_some() || !request.areas.is_empty() || request.items.is_some();
    let is_longer = request
        .seconds
        .is_none_or(|seconds| seconds > agenda.budget_seconds + 1.0);
    let is_used_up = agenda.budget_seconds < NEW_SECONDS;
    let today = agenda.today.iter().map(|planned| planned.pick);
    let ranking = agenda
        .ranking
        .iter()
        .copied()
        .filter(|_| is_narrow || is_longer);
    let others = usual
        .picks
        .iter()
        .copied()
        .filter(|_| is_narrow || is_used_up);
    let picks: Vec<Pick> = today.chain(ranking).chain(others).collect();
    let mut taken: Vec<Pick> = Vec::new();
    let (mut seconds, mut new) = (0.0, 0);
    // Words that were met today are in neither list; the lists may hold words that are taken for each other.
    let mut new_words = NewWords::none(collection);
    let (mut items, mut cards) = (HashSet::new(), HashSet::new());
    for pick in picks {
        let item = &collection.items[pick.item];
        let (loaded, card) = collection.card_of(item);
        let in_decks = match &request.decks {
            Some(decks) => decks.contains(&item.deck),
            None => {
                agenda.decks.is_empty()
                    || agenda.decks.iter().any(|id| id == loaded.deck.id.as_str())
            }
        };
        let in_area = request.areas.is_empty()
            || request
                .areas
                .iter()
                .any(|area| area == loaded.deck.area_of(card));
        let fits = seconds + pick.seconds <= request.seconds.unwrap_or(f64::INFINITY) + 1e-6
            && taken.len() < request.items.unwrap_or(usize::MAX);
        let is_new = pick.why == Why::New;
        let may_be_new = !is_new || request.new.is_none_or(|limit| new < limit);
        // Open steps and what a missed point made due come whatever else of their card does.
        let stays_apart =
            matches!(pick.why, Why::Step | Why::Missed) || !cards.contains(&(item.deck, item.card));
        let fits_in = in_decks && in_area && fits && may_be_new && stays_apart;
        if fits_in && !items.contains(&pick.item) && (!is_new || new_words.take(pick.item)) {
            items.insert(pick.item);
            cards.insert((item.deck, item.card));
            seconds += pick.seconds;
            new += usize::from(is_new);
            taken.push(pick);
        }
    }
    Queue {
        due: taken.iter().filter(|pick| pick.why != Why::New).count(),
        new: agenda
            .ranking
            .iter()
            .filter(|pick| pick.why == Why::New)
            .count(),
        picks: taken,
        ..usual.clone()
    }
}
