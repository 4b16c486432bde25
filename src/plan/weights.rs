//! What each item counts for on the day: areas by the role, core cards before the others, a card's share split over its items.
//!
//! Counted per item instead, the area with the most cards would be studied last.

use std::collections::BTreeMap;

/// The share of an area that its core cards have together; the others have the rest.
const CORE_SHARE: f64 = 0.7;

/// No item counts for more than this many times the mean.
const CAP: f64 = 5.0;

/// The areas that a goal's round draws count this many times.
const ROUND_FACTOR: f64 = 2.0;

/// An item as the weights see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeighedItem<'a> {
    /// Its area; empty where it has none.
    pub area: &'a str,
    /// Its card: items of one card share its weight.
    pub card: (u32, u32),
    /// Whether its card is to be learnt first.
    pub is_core: bool,
}

/// The weight of each area that has items, scaled to 1.
///
/// Without a role all areas are equal. A card of an area that the role does not name at all counts like a mean area: an own
/// deck without areas is there to be learnt. An area that the role gives 0 counts nothing, unless no area is left.
pub fn area_weights<'a>(
    items: &[WeighedItem<'a>],
    role: Option<&BTreeMap<String, f64>>,
    round: &[String],
) -> BTreeMap<&'a str, f64> {
    let mut areas: BTreeMap<&str, f64> = items.iter().map(|item| (item.area, 1.0)).collect();
    if let Some(role) = role {
        let is_usable = |weight: &f64| weight.is_finite() && *weight >= 0.0;
        let named: Vec<f64> = role.values().copied().filter(is_usable).collect();
        let mean = named.iter().sum::<f64>() / named.len().max(1) as f64;
        for (area, weight) in &mut areas {
            let is_known = crate::deck::AREAS.iter().any(|(code, _)| code == area);
            let missing = if is_known { 0.0 } else { mean };
            *weight = role
                .get(*area)
                .copied()
                .filter(is_usable)
                .unwrap_or(missing);
        }
        if areas.values().all(|weight| *weight <= 0.0) {
            for weight in areas.values_mut() {
                *weight = 1.0;
            }
        }
    }
    for (area, weight) in &mut areas {
        if round.iter().any(|drawn| drawn == area) {
            *weight *= ROUND_FACTOR;
        }
    }
    let sum: f64 = areas.values().sum();
    for weight in areas.values_mut() {
        *weight /= sum.max(f64::MIN_POSITIVE);
    }
    areas
}

/// The weight of each item; they sum to 1 where there are items.
pub fn item_weights(items: &[WeighedItem<'_>], areas: &BTreeMap<&str, f64>) -> Vec<f64> {
    let mut cards: BTreeMap<(&str, bool), Vec<(u32, u32)>> = BTreeMap::new();
    let mut of_card: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for item in items {
        cards
            .entry((item.area, item.is_core))
            .or_default()
            .push(item.card);
        *of_card.entry(item.card).or_default() += 1.0;
    }
    for cards in cards.values_mut() {
        cards.sort_unstable();
        cards.dedup();
    }
    let weight = |item: &WeighedItem<'_>| {
        let area = areas.get(item.area).copied().unwrap_or_default();
        let has_other = cards.contains_key(&(item.area, !item.is_core));
        let tier = match (has_other, item.is_core) {
            (false, _) => 1.0,
            (true, true) => CORE_SHARE,
            (true, false) => 1.0 - CORE_SHARE,
        };
        let count = cards.get(&(item.area, item.is_core)).map_or(1, Vec::len);
        area * tier / count as f64 / of_card.get(&item.card).copied().unwrap_or(1.0)
    };
    capped(items.iter().map(weight).collect())
}

/// Weights of which none is over the cap; what is cut off goes to the others in proportion.
fn capped(mut weights: Vec<f64>) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return weights;
    }
    for weight in &mut weights {
        *weight /= sum;
    }
    let counted = weights.iter().filter(|weight| **weight > 0.0).count();
    let most = CAP / counted as f64;
    for _ in 0..counted {
        let over: f64 = weights.iter().map(|weight| (weight - most).max(0.0)).sum();
        let below: f64 = weights.iter().filter(|weight| **weight < most).sum();
        if over <= 1e-12 || below <= 0.0 {
            break;
        }
        for weight in &mut weights {
            *weight = if *weight < most {
                *weight * (1.0 + over / below)
            } else {
                most
            };
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn item(area: &str, card: u32, is_core: bool) -> WeighedItem<'_> {
        WeighedItem {
            area,
            card: (0, card),
            is_core,
        }
    }

    fn role(pairs: &[(&str, f64)]) -> BTreeMap<String, f64> {
        pairs
            .iter()
            .map(|(area, weight)| ((*area).to_owned(), *weight))
            .collect()
    }

    #[test]
    fn areas_without_items_are_left_out_and_the_round_counts_twice() {
        let items = [item("SD", 0, true), item("RL", 1, true)];
        let role = role(&[("SD", 30.0), ("RL", 30.0), ("JP", 40.0)]);
        assert_eq!(
            area_weights(&items, Some(&role), &[]),
            BTreeMap::from([("RL", 0.5), ("SD", 0.5)])
        );
        let with_round = area_weights(&items, Some(&role), &["SD".to_owned()]);
        assert!((with_round["SD"] - 2.0 / 3.0).abs() < 1e-12);
        assert!((area_weights(&items, None, &[])["SD"] - 0.5).abs() < 1e-12);
        let nothing = area_weights(
            &items,
            Some(&BTreeMap::from([("JP".to_owned(), 100.0)])),
            &[],
        );
        assert!(
            (nothing["RL"] - 0.5).abs() < 1e-12,
            "a role that names none of the areas leaves them equal"
        );
    }

    #[test]
    fn core_cards_share_seven_tenths_and_facets_split_their_card() {
        let mut items = vec![
            item("SD", 0, true),
            item("SD", 0, true),
            item("SD", 1, false),
        ];
        items.extend((2..4).map(|card| item("SD", card, false)));
        let weights = item_weights(&items, &area_weights(&items, None, &[]));
        for (weight, wanted) in weights.iter().zip([0.35, 0.35, 0.1, 0.1, 0.1]) {
            assert!((weight - wanted).abs() < 1e-12, "{weights:?}");
        }
    }

    #[test]
    fn an_own_deck_without_areas_counts_like_a_mean_area() {
        let items = [item("SD", 0, true), item("", 1, true)];
        let weights = area_weights(&items, Some(&role(&[("SD", 60.0), ("RL", 40.0)])), &[]);
        assert!((weights[""] - 50.0 / 110.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn weights_sum_to_one_and_none_is_over_five_times_the_mean(
            raw in prop::collection::vec((0..6_usize, 0..40_u32, any::<bool>()), 6..80),
        ) {
            let codes = ["SD", "MQ", "RL", "DB", "AP", ""];
            let items: Vec<_> = raw.iter().map(|(area, card, core)| item(codes[*area], *card, *core)).collect();
            let weights = item_weights(&items, &area_weights(&items, None, &[]));
            let sum: f64 = weights.iter().sum();
            prop_assert!((sum - 1.0).abs() < 1e-9);
            let most = weights.iter().copied().fold(0.0, f64::max);
            prop_assert!(most <= 5.0 / items.len() as f64 + 1e-9, "{most} of {}", items.len());
        }
    }
}
