//! The queue of a sitting without a plan to a date: open steps, due items by lowest recall, then new ones until the minutes
//! are full.
//!
//! Siblings stay apart: at most one item of a card a study day, steps not counted; and of words that are taken for each other
//! one is new on a day. A facet that was asked for, a sitting that leaves the schedule alone, and an item made due by a
//! missed point ignore both.

use std::collections::{HashMap, HashSet, VecDeque};

use super::{FacetOrder, NEW_SECONDS, NewWords, Standing, check, review_seconds, standing};
use crate::{
    deck::{AREAS, Body, Facet, Item, Tier, collection::Collection},
    journal::{DeckState, Progress, StudyDay},
    memory::Model,
};

/// Which items a sitting may hold.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Only these decks, by index in the collection; `None` for all that are not off.
    pub decks: Option<Vec<u32>>,
    /// Only these areas; empty for all.
    pub areas: Vec<String>,
    /// Only this facet, also where its turn has not come.
    pub facet: Option<Facet>,
    /// Seconds that may be planned; `None` for no limit.
    pub seconds: Option<f64>,
    /// At most this many items.
    pub items: Option<usize>,
    /// At most this many new items today.
    pub new: Option<usize>,
    /// What else than due and new items.
    pub mode: Mode,
}

/// How a sitting stands to the schedule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Due and new items.
    #[default]
    Plan,
    /// Also items that are not due yet; their grades count.
    Ahead,
    /// Any item, and the schedule is left alone.
    Cram,
    /// A sample of new core items, each asked once; their grades count. The areas are asked in the order of the request.
    Check,
    /// The short cards of a rehearsed round, each asked once; their grades count.
    Round,
}

impl Mode {
    /// Whether grades count for the schedule.
    pub fn counts(self) -> bool {
        self != Self::Cram
    }
}

/// Why an item is in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// An open step of an earlier sitting of this day.
    Step,
    /// A missed point of a spoken card names it.
    Missed,
    /// Due.
    Due,
    /// Never asked.
    New,
    /// Not due yet.
    Ahead,
    /// The schedule is left alone.
    Cram,
}

/// An item of the queue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pick {
    /// Its index in the collection.
    pub item: usize,
    /// Why it is here.
    pub why: Why,
    /// Seconds that it is expected to take.
    pub seconds: f64,
}

/// The queue of a sitting, and what it leaves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Queue {
    /// The items in the order in which they are asked.
    pub picks: Vec<Pick>,
    /// All items that are due now, open steps included.
    pub due: usize,
    /// All new items that could be asked today.
    pub new: usize,
    /// When the next items come that are not due yet, and how many on that day.
    pub next: Option<(StudyDay, usize)>,
    /// Items that could be asked ahead of their day.
    pub ahead: usize,
}

impl Queue {
    /// Seconds that the queue is expected to take.
    pub fn seconds(&self) -> f64 {
        // The sum of nothing is -0.0, which would be shown.
        self.picks.iter().map(|pick| pick.seconds).sum::<f64>() + 0.0
    }

    /// How many of the picks are new.
    pub fn picked_new(&self) -> usize {
        self.picks
            .iter()
            .filter(|pick| pick.why == Why::New)
            .count()
    }
}

/// Makes the queue of a sitting on a study day.
pub fn queue(
    collection: &Collection,
    progress: &Progress,
    model: &Model,
    today: StudyDay,
    request: &Request,
) -> Queue {
    let candidates = Candidates::collect(collection, progress, model, today, request);
    let mut queue = Queue {
        next: candidates.next(),
        ahead: candidates.later.len(),
        ..Queue::default()
    };
    let mut taking = Taking::new(request);
    if request.mode == Mode::Cram {
        for (item, recall) in candidates.all_by_recall() {
            taking.take(Pick {
                item,
                why: Why::Cram,
                seconds: review_seconds(f64::from(recall)),
            });
        }
        queue.picks = taking.picks;
        queue.due = candidates.steps.len() + candidates.due.len();
        return queue;
    }
    queue.due = candidates.steps.len() + candidates.due.len();
    let mut new_words = NewWords::of(collection, progress, today);
    let mut apart = |items: Vec<usize>| -> Vec<usize> {
        let is_by_facet = request.facet.is_some();
        let may = |item: &usize| is_by_facet || new_words.take(*item);
        items.into_iter().filter(may).collect()
    };
    if request.mode == Mode::Check {
        let sample = check::sample(collection, progress, &candidates.new, &request.areas);
        let sample = apart(sample);
        queue.new = sample.len();
        for item in sample {
            taking.take(Pick {
                item,
                why: Why::New,
                seconds: check::CHECK_SECONDS,
            });
        }
        queue.picks = taking.picks;
        return queue;
    }
    for (item, _) in &candidates.steps {
        taking.take(Pick {
            item: *item,
            why: Why::Step,
            seconds: review_seconds(0.9),
        });
    }
    for due in &candidates.due {
        let why = if due.missed { Why::Missed } else { Why::Due };
        taking.take(Pick {
            item: due.item,
            why,
            seconds: review_seconds(f64::from(due.recall)),
        });
    }
    let new = apart(candidates.new_in_turn(collection, progress));
    queue.new = new.len();
    let met_today = progress.days.get(&today).map_or(0, |day| day.new as usize);
    let allowed = request
        .new
        .map_or(usize::MAX, |limit| limit.saturating_sub(met_today));
    for item in new.into_iter().take(allowed) {
        taking.take(Pick {
            item,
            why: Why::New,
            seconds: NEW_SECONDS,
        });
    }
    if request.mode == Mode::Ahead {
        for (item, recall, _) in &candidates.later {
            taking.take(Pick {
                item: *item,
                why: Why::Ahead,
                seconds: review_seconds(f64::from(*recall)),
            });
        }
    }
    queue.picks = taking.picks;
    queue
}

/// Picks within the limits of a request.
struct Taking {
    picks: Vec<Pick>,
    seconds: f64,
    limit_seconds: f64,
    limit_items: usize,
}

impl Taking {
    fn new(request: &Request) -> Self {
        Self {
            picks: Vec::new(),
            seconds: 0.0,
            limit_seconds: request.seconds.unwrap_or(f64::INFINITY),
            limit_items: request.items.unwrap_or(usize::MAX),
        }
    }

    fn take(&mut self, pick: Pick) {
        let fits = self.seconds + pick.seconds <= self.limit_seconds;
        if fits && self.picks.len() < self.limit_items {
            self.seconds += pick.seconds;
            self.picks.push(pick);
        }
    }
}

/// An item that is due.
struct DueItem {
    item: usize,
    recall: f32,
    missed: bool,
}

/// The items that a request allows, by where they stand.
#[derive(Default)]
struct Candidates {
    steps: Vec<(usize, i64)>,
    due: Vec<DueItem>,
    later: Vec<(usize, f32, StudyDay)>,
    /// Days of items that were asked today, or whose siblings were: they rest, but their day is known.
    rested: Vec<StudyDay>,
    new: Vec<usize>,
}

impl Candidates {
    fn collect(
        collection: &Collection,
        progress: &Progress,
        model: &Model,
        today: StudyDay,
        request: &Request,
    ) -> Self {
        let apart = request.facet.is_none() && request.mode != Mode::Cram;
        let asked_today = if apart {
            asked_today(collection, progress, today)
        } else {
            HashSet::new()
        };
        let order = FacetOrder::of(collection, progress, today);
        let mut found = Self::default();
        for (index, item) in collection.items.iter().enumerate() {
            if !is_allowed(collection, progress, today, request, item) {
                continue;
            }
            let record = progress.items.get(&*item.folded);
            let missed = record.is_some_and(|record| record.made_due);
            let sibling_was_asked = asked_today.contains(&(item.deck, item.card));
            match standing(record, today, model) {
                Standing::Step(step) => found.steps.push((index, step.due)),
                Standing::Later { due, .. } if sibling_was_asked && !missed => {
                    found.rested.push(due);
                }
                _ if sibling_was_asked && !missed => {}
                Standing::Due { recall } => found.due.push(DueItem {
                    item: index,
                    recall,
                    missed,
                }),
                Standing::Later { due, recall } => found.later.push((index, recall, due)),
                Standing::New if apart && !order.has_come(item) => {}
                Standing::New => found.new.push(index),
            }
        }
        found.sort();
        if apart {
            found.keep_siblings_apart(collection);
        }
        found
    }

    fn sort(&mut self) {
        self.steps.sort_by_key(|(index, due)| (*due, *index));
        self.due.sort_by(|a, b| {
            b.missed
                .cmp(&a.missed)
                .then(a.recall.total_cmp(&b.recall))
                .then(a.item.cmp(&b.item))
        });
        self.later
            .sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    }

    /// Of the items of one card the first stays: the step, else the due one with the lowest recall, else one new one.
    fn keep_siblings_apart(&mut self, collection: &Collection) {
        let card = |index: usize| (collection.items[index].deck, collection.items[index].card);
        let mut seen: HashSet<(u32, u32)> =
            self.steps.iter().map(|(index, _)| card(*index)).collect();
        self.due
            .retain(|due| seen.insert(card(due.item)) || due.missed);
        self.new.retain(|index| seen.insert(card(*index)));
        self.later.retain(|(index, ..)| seen.insert(card(*index)));
    }

    fn next(&self) -> Option<(StudyDay, usize)> {
        let days = || {
            self.later
                .iter()
                .map(|(.., due)| *due)
                .chain(self.rested.iter().copied())
        };
        let day = days().min()?;
        Some((day, days().filter(|due| *due == day).count()))
    }

    fn all_by_recall(&self) -> Vec<(usize, f32)> {
        let steps = self.steps.iter().map(|(item, _)| (*item, 0.0));
        let due = self.due.iter().map(|due| (due.item, due.recall));
        let later = self.later.iter().map(|(item, recall, _)| (*item, *recall));
        let mut all: Vec<(usize, f32)> = steps.chain(due).chain(later).collect();
        all.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        all.extend(self.new.iter().map(|item| (*item, 0.0)));
        all
    }

    /// New items: core before more, decks that are `first` before others, then the areas in turn.
    fn new_in_turn(&self, collection: &Collection, progress: &Progress) -> Vec<usize> {
        // Core estimates come after the other core cards: they take minutes, and rest on them.
        let mut buckets: [HashMap<&str, VecDeque<usize>>; 6] = Default::default();
        for &index in &self.new {
            let item = &collection.items[index];
            let (loaded, card) = collection.card_of(item);
            let is_first = progress.deck_state(loaded.deck.id.as_str()) == DeckState::First;
            let tier = match (is_first, loaded.tier(card)) {
                (true, _) => 0,
                (false, Tier::Core) => 1,
                (false, Tier::More) => 2,
            };
            let bucket = 2 * tier + usize::from(matches!(card.body, Body::Estimate(_)));
            let area = loaded.deck.area_of(card);
            buckets[bucket].entry(area).or_default().push_back(index);
        }
        let by_table = |by_area: HashMap<&str, VecDeque<usize>>| {
            let mut areas: Vec<(&str, VecDeque<usize>)> = by_area.into_iter().collect();
            areas.sort_by(|a, b| area_rank(a.0).cmp(&area_rank(b.0)).then(a.0.cmp(b.0)));
            in_turn(areas.into_iter().map(|(_, items)| items).collect())
        };
        buckets.into_iter().flat_map(by_table).collect()
    }
}

/// The place of an area in the coverage table; those that it lacks come after all.
pub(super) fn area_rank(area: &str) -> usize {
    let place = AREAS.iter().position(|(code, _)| *code == area);
    place.unwrap_or(AREAS.len())
}

/// One item of each area after the other.
pub(super) fn in_turn(mut areas: Vec<VecDeque<usize>>) -> Vec<usize> {
    let mut items = Vec::new();
    while !areas.is_empty() {
        for queue in &mut areas {
            items.extend(queue.pop_front());
        }
        areas.retain(|queue| !queue.is_empty());
    }
    items
}

fn is_allowed(
    collection: &Collection,
    progress: &Progress,
    today: StudyDay,
    request: &Request,
    item: &Item,
) -> bool {
    let (loaded, card) = collection.card_of(item);
    let in_mix = match &request.decks {
        Some(decks) => decks.contains(&item.deck),
        None => progress.deck_state(loaded.deck.id.as_str()) != DeckState::Off,
    };
    let in_area = request.areas.is_empty()
        || request
            .areas
            .iter()
            .any(|area| area == loaded.deck.area_of(card));
    let is_facet = match request.facet {
        Some(facet) => facet == item.facet,
        None => !item.only_by_facet,
    };
    let card_key = crate::deck::id::split_item_key(&item.folded).0;
    let is_left = progress.skipped.get(&*item.folded) == Some(&today) && request.mode != Mode::Cram;
    in_mix && in_area && is_facet && !progress.suspended.contains_key(card_key) && !is_left
}

/// The cards of which an item was graded on a study day.
pub(super) fn asked_today(
    collection: &Collection,
    progress: &Progress,
    today: StudyDay,
) -> HashSet<(u32, u32)> {
    let today = progress.items.iter().filter(|(_, record)| {
        record
            .reviews
            .last()
            .is_some_and(|review| review.day == today)
    });
    let items = today
        .filter_map(|(key, _)| collection.item_index(key))
        .map(|index| &collection.items[index]);
    items.map(|item| (item.deck, item.card)).collect()
}

#[cfg(test)]
mod tests;
