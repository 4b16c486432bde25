//! The five-minute check: a sample of the core of each area, for people who know much already.
//!
//! It chooses and counts. Its grades are ordinary reviews, so nothing here has a memory of its own.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::REVIEW_SECONDS;
use crate::{
    deck::{Kind, Tier, collection::Collection},
    journal::{DeckState, Progress},
    memory::Grade,
};

/// How long a check takes where nobody says otherwise.
pub const CHECK_MINUTES: u32 = 5;

/// Seconds that an item of a check is expected to take: an answer that is known, asked once (FSRS's own simulator, Good).
pub const CHECK_SECONDS: f64 = REVIEW_SECONDS[2];

/// The fraction whose multiples lie most evenly between 0 and 1: the golden ratio less 1.
const EVEN_STEP: f64 = 0.618_033_988_749_894_9;

/// What a check found in an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaKnown {
    /// Two letters; empty for cards without an area.
    pub area: String,
    /// Items that were known: any grade but Again.
    pub known: usize,
    /// Items that were asked.
    pub asked: usize,
}

/// The core items of a check among new ones: one of each area in turn, the areas in the order that is given (those that it
/// lacks after them). Within an area recall cards come first, then gaps, then words, each kind spread over its deck.
/// Estimates are left out, because they take minutes.
pub(super) fn sample(
    collection: &Collection,
    progress: &Progress,
    new: &[usize],
    order: &[String],
) -> Vec<usize> {
    let mut kinds: BTreeMap<(usize, &str, usize), Vec<usize>> = BTreeMap::new();
    for &index in new {
        let item = &collection.items[index];
        let (loaded, card) = collection.card_of(item);
        let is_first = progress.deck_state(loaded.deck.id.as_str()) == DeckState::First;
        let is_core = is_first || loaded.tier(card) == Tier::Core;
        let kind = match card.kind() {
            Kind::Recall => 0,
            Kind::Cloze => 1,
            Kind::Vocab => 2,
            _ => continue,
        };
        if is_core {
            let area = loaded.deck.area_of(card);
            let rank = order.iter().position(|named| named == area);
            let rank = rank.unwrap_or(order.len() + super::queue::area_rank(area));
            kinds.entry((rank, area, kind)).or_default().push(index);
        }
    }
    let mut areas: BTreeMap<(usize, &str), VecDeque<usize>> = BTreeMap::new();
    for ((rank, area, _), items) in kinds {
        areas.entry((rank, area)).or_default().extend(spread(items));
    }
    super::queue::in_turn(areas.into_values().collect())
}

/// Items in an order of which every beginning lies evenly over the whole.
fn spread(items: Vec<usize>) -> Vec<usize> {
    let mut placed: Vec<(f64, usize)> = items
        .into_iter()
        .enumerate()
        .map(|(place, item)| ((place as f64 * EVEN_STEP).fract(), item))
        .collect();
    placed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    placed.into_iter().map(|(_, item)| item).collect()
}

/// What the grades of a check say of each area, in the order in which the areas were asked.
pub fn tally(
    collection: &Collection,
    grades: impl IntoIterator<Item = (usize, Grade)>,
) -> Vec<AreaKnown> {
    let mut areas: Vec<AreaKnown> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (item, grade) in grades {
        // A card that left its deck meanwhile belongs to no area.
        let Some(item) = collection.items.get(item) else {
            continue;
        };
        let (loaded, card) = collection.card_of(item);
        let area = loaded.deck.area_of(card);
        let place = *places.entry(area).or_insert_with(|| {
            areas.push(AreaKnown {
                area: area.to_owned(),
                known: 0,
                asked: 0,
            });
            areas.len() - 1
        });
        areas[place].asked += 1;
        areas[place].known += usize::from(grade != Grade::Again);
    }
    areas
}

impl AreaKnown {
    /// What was found, in a line: "System design 3 of 4 known".
    pub fn sentence(&self) -> String {
        let title = match self.area.as_str() {
            "" => "No area",
            area => crate::deck::area_title(area),
        };
        format!("{title} {} of {} known", self.known, self.asked)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn spreading_loses_nothing_and_its_beginning_reaches_over_the_whole(count in 1..200_usize) {
            let items = spread((0..count).collect());
            let mut sorted = items.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..count).collect::<Vec<_>>());
            if count >= 8 {
                let first = &items[..4];
                let reach = first.iter().max().unwrap() - first.iter().min().unwrap();
                prop_assert!(reach * 2 >= count - 1, "{:?} of {}", first, count);
            }
        }
    }

    #[test]
    fn a_line_names_the_area_in_words() {
        let found = AreaKnown {
            area: "SD".to_owned(),
            known: 3,
            asked: 4,
        };
        assert_eq!(found.sentence(), "System design 3 of 4 known");
    }
}
