//! The queue of a sitting after a plan.

use std::collections::HashSet;

use super::Agenda;
use crate::{
    deck::collection::Collection,
    plan::{Mode, Pick, Queue, Request, Why},
};

/// Whether the plan decides what a sitting asks: not one facet alone, not ahead of the plan, not beside the schedule.
pub fn guides(request: &Request) -> bool {
    request.mode == Mode::Plan && request.facet.is_none()
}

/// The queue of a sitting after a plan. A request for some decks or areas takes of today's items first, then of all that are
/// worth a session, then what is due or new there all the same. `usual` is the queue without a plan.
pub fn queue(agenda: &Agenda, collection: &Collection, usual: Queue, request: &Request) -> Queue {
    let is_narrow = request.decks.is_some() || !request.areas.is_empty() || request.items.is_some();
    let today = agenda.today.iter().map(|planned| planned.pick);
    if today.len() == 0 && !is_narrow {
        return usual;
    }
    let mut queue = Queue {
        due: agenda
            .today
            .iter()
            .filter(|planned| planned.pick.why != Why::New)
            .count(),
        new: agenda
            .ranking
            .iter()
            .filter(|pick| pick.why == Why::New)
            .count(),
        ..usual.clone()
    };
    let others = agenda
        .ranking
        .iter()
        .copied()
        .chain(usual.picks.iter().copied());
    let others: Vec<Pick> = others.filter(|_| is_narrow).collect();
    let mut picks: Vec<Pick> = Vec::new();
    let (mut seconds, mut new) = (0.0, 0);
    let mut cards = HashSet::new();
    for pick in today.chain(others) {
        let item = &collection.items[pick.item];
        let (loaded, card) = collection.card_of(item);
        let in_decks = request
            .decks
            .as_ref()
            .is_none_or(|decks| decks.contains(&item.deck));
        let in_area = request.areas.is_empty()
            || request
                .areas
                .iter()
                .any(|area| area == loaded.deck.area_of(card));
        let fits = seconds + pick.seconds <= request.seconds.unwrap_or(f64::INFINITY) + 1e-6
            && picks.len() < request.items.unwrap_or(usize::MAX);
        let is_new = pick.why == Why::New;
        let may_be_new = !is_new || request.new.is_none_or(|limit| new < limit);
        if in_decks && in_area && fits && may_be_new && cards.insert((item.deck, item.card)) {
            seconds += pick.seconds;
            new += usize::from(is_new);
            picks.push(pick);
        }
    }
    queue.picks = picks;
    queue
}
