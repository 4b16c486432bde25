//! Filling the minutes of a day: by falling index, and at the margin so that no minute is left over.
//!
//! Taking by index alone leaves up to the length of one session unused each day, which on thirty minutes is one in a
//! hundred. So the last few minutes are chosen anew as a small knapsack.

/// A session that could be taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offer {
    /// Its place in the caller's list.
    pub place: usize,
    /// Sessions of one group exclude each other: items of one card.
    pub group: u64,
    /// Gain for each second; taken while positive.
    pub index: f64,
    /// Gain on the day.
    pub gain: f64,
    /// Seconds.
    pub seconds: f64,
}

/// So many seconds of what was taken last are chosen anew.
const MARGIN_SECONDS: f64 = 240.0;

/// So many offers stand for election at the margin.
const MARGIN_OFFERS: usize = 120;

/// The seconds of the knapsack are counted in this part of a second.
const GRAIN: f64 = 0.2;

/// The places of the offers that are taken, by falling index; their seconds sum to at most `budget`.
pub fn fill(mut offers: Vec<Offer>, budget: f64) -> Vec<usize> {
    offers.retain(|offer| offer.index > 0.0 && offer.seconds > 0.0 && offer.seconds <= budget);
    offers.sort_by(|a, b| b.index.total_cmp(&a.index).then(a.place.cmp(&b.place)));
    let mut groups = std::collections::HashSet::new();
    offers.retain(|offer| groups.insert(offer.group));
    let mut sum = 0.0;
    let head = offers
        .iter()
        .take_while(|offer| {
            sum += offer.seconds;
            sum <= budget - MARGIN_SECONDS
        })
        .count();
    let used: f64 = offers[..head].iter().map(|offer| offer.seconds).sum();
    let margin = &offers[head..offers.len().min(head + MARGIN_OFFERS)];
    let gain = |chosen: &[usize]| chosen.iter().map(|at| margin[*at].gain).sum::<f64>();
    let (by_index, elected) = (
        in_turn(margin, budget - used),
        knapsack(margin, budget - used),
    );
    // Whole grains may keep out what fits by a hair.
    let mut chosen = if gain(&elected) > gain(&by_index) {
        elected
    } else {
        by_index
    };
    let mut taken: Vec<usize> = (0..head).collect();
    taken.extend(chosen.drain(..).map(|at| head + at));
    // What the election left out may still fit.
    let mut left = budget - taken.iter().map(|at| offers[*at].seconds).sum::<f64>();
    let beyond = head + margin.len();
    for (at, offer) in offers.iter().enumerate().skip(beyond) {
        if offer.seconds <= left {
            left -= offer.seconds;
            taken.push(at);
        }
    }
    taken.into_iter().map(|at| offers[at].place).collect()
}

/// The offers that fit one after the other; as indices, rising.
fn in_turn(offers: &[Offer], budget: f64) -> Vec<usize> {
    let mut left = budget;
    let fits = |(_, offer): &(usize, &Offer)| {
        let fits = offer.seconds <= left;
        left -= if fits { offer.seconds } else { 0.0 };
        fits
    };
    offers
        .iter()
        .enumerate()
        .filter(fits)
        .map(|(at, _)| at)
        .collect()
}

/// The offers with the most gain together whose seconds fit; as indices, rising.
fn knapsack(offers: &[Offer], budget: f64) -> Vec<usize> {
    let sizes: Vec<usize> = offers
        .iter()
        .map(|offer| (offer.seconds / GRAIN).ceil() as usize)
        .collect();
    let room = (budget / GRAIN).floor().max(0.0) as usize;
    let room = room.min(sizes.iter().sum());
    let mut best = vec![0.0_f64; room + 1];
    let mut is_taken = vec![false; offers.len() * (room + 1)];
    for (at, (offer, size)) in offers.iter().zip(&sizes).enumerate() {
        for used in (*size..=room).rev() {
            let with = best[used - size] + offer.gain;
            if with > best[used] {
                best[used] = with;
                is_taken[at * (room + 1) + used] = true;
            }
        }
    }
    let mut chosen = Vec::new();
    let mut used = room;
    for at in (0..offers.len()).rev() {
        if is_taken[at * (room + 1) + used] {
            chosen.push(at);
            used -= sizes[at];
        }
    }
    chosen.reverse();
    chosen
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn offer(place: usize, seconds: f64, index: f64) -> Offer {
        Offer {
            place,
            group: place as u64,
            index,
            gain: index * seconds,
            seconds,
        }
    }

    #[test]
    fn a_minute_that_index_alone_would_leave_is_used() {
        let offers = vec![
            offer(0, 38.0, 1.0),
            offer(1, 13.0, 0.99),
            offer(2, 13.0, 0.98),
            offer(3, 13.0, 0.98),
        ];
        assert_eq!(fill(offers, 39.5), [1, 2, 3]);
    }

    #[test]
    fn of_one_card_one_item_is_taken_and_nothing_without_gain() {
        let mut offers = vec![
            offer(0, 10.0, 1.0),
            offer(1, 10.0, 2.0),
            offer(2, 10.0, -1.0),
        ];
        offers[0].group = 1;
        assert_eq!(fill(offers, 100.0), [1]);
    }

    proptest! {
        #[test]
        fn the_seconds_fit_and_no_less_is_gained_than_by_index_alone(
            raw in prop::collection::vec((5.0..60.0_f64, 0.01..2.0_f64), 0..60),
            budget in 0.0..1_500.0_f64,
        ) {
            let offers: Vec<Offer> = raw.iter().enumerate().map(|(place, (seconds, index))| offer(place, *seconds, *index)).collect();
            let taken = fill(offers.clone(), budget);
            let sum = |places: &[usize], of: fn(&Offer) -> f64| places.iter().map(|at| of(&offers[*at])).sum::<f64>();
            prop_assert!(sum(&taken, |offer| offer.seconds) <= budget + 1e-6);
            let mut order: Vec<usize> = (0..offers.len()).collect();
            order.sort_by(|a, b| offers[*b].index.total_cmp(&offers[*a].index));
            let mut left = budget;
            let greedy: Vec<usize> = order.into_iter().filter(|at| {
                let fits = offers[*at].seconds <= left;
                left -= if fits { offers[*at].seconds } else { 0.0 };
                fits
            }).collect();
            let (mine, plain) = (sum(&taken, |offer| offer.gain), sum(&greedy, |offer| offer.gain));
            prop_assert!(mine >= plain - 1e-9, "{mine} {plain}");
        }
    }
}
