//! The warm-up on the day: which items are shown once more. Nothing of it is graded.

use std::collections::HashSet;

use super::{Mix, Pick, Why, review_seconds};
use crate::{
    deck::{Kind, collection::Collection},
    journal::StudyDay,
    memory::Model,
};

/// How long a warm-up takes where nobody says otherwise.
pub const WARM_UP_MINUTES: u32 = 5;

/// At most so many points of spoken cards are looked at after the items.
pub const WARM_UP_POINTS: usize = 3;

/// A look at a point takes about this long.
pub const POINT_SECONDS: f64 = 20.0;

/// Items whose recall lies between these come first: below them a look helps little, above them it is not needed.
const SHAKY: std::ops::RangeInclusive<f64> = 0.3..=0.9;

/// The items of a warm-up: those that were met and are shaky now, then the others that were met, each by what is likely to be
/// missing on the day (weight × (1 − recall)). One item of a card, no estimates, and no more than fits the seconds.
pub fn warm_up(
    collection: &Collection,
    mix: &Mix<'_>,
    model: &Model,
    today: StudyDay,
    seconds: f64,
) -> Vec<Pick> {
    let mut shaky: Vec<(bool, f64, f64, usize)> = Vec::new();
    for item in &mix.items {
        let (_, card) = collection.card_of(&collection.items[item.item]);
        let Some(recall) = item.recall(model, today) else {
            continue;
        };
        if card.kind() != Kind::Estimate {
            let missing = item.weight * (1.0 - recall);
            shaky.push((SHAKY.contains(&recall), missing, recall, item.item));
        }
    }
    shaky.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.3.cmp(&b.3)));
    let (mut picks, mut used, mut cards) = (Vec::new(), 0.0, HashSet::new());
    for (_, _, recall, index) in shaky {
        let item = &collection.items[index];
        let expected = review_seconds(recall);
        if used + expected <= seconds && cards.insert((item.deck, item.card)) {
            used += expected;
            picks.push(Pick {
                item: index,
                why: Why::Due,
                seconds: expected,
            });
        }
    }
    picks
}
