//! The prices of the days: those at which the dual is least.

use super::{
    lanes::Lanes,
    nodes::Node,
    relaxation::{Relaxation, Start},
    transition::Transitions,
};

/// Steps of the descent.
const STEPS: usize = 60;

/// The temperature of the softened choice falls from the first to the second, in recall of a unit of weight.
const TEMPERATURES: (f64, f64) = (0.02, 0.000_5);

/// The step on the logarithm of a price falls from the first to the second.
const RATES: (f64, f64) = (0.25, 0.02);

/// Where the prices stay too high, these parts of them are tried after the descent.
const PARTS: [f64; 6] = [0.0, 0.1, 0.25, 0.5, 0.75, 0.9];

/// The least price that the descent can reach, in recall of a mean item a second.
const LEAST_PRICE: f64 = 1e-8;

/// Prices by node, and the least dual that was found: a bound on recall on the day.
pub(super) fn solve(
    relaxation: &mut Relaxation,
    nodes: &[Node],
    transitions: &Transitions,
    lanes: &Lanes,
    starts: &[Start],
) -> (Vec<f64>, f64) {
    // Prices are in recall of a mean item, the minutes in recall of all: the mean weight turns one into the other.
    let dual = |relaxation: &mut Relaxation, prices: &[f64]| {
        relaxation.solve(nodes, transitions, lanes, prices, 0.0);
        let minutes: f64 = nodes
            .iter()
            .zip(prices)
            .map(|(node, price)| node.seconds * price)
            .sum();
        minutes * lanes.mean_weight + relaxation.value(starts, lanes, prices)
    };
    let mut prices = vec![one_price(relaxation, nodes, transitions, lanes, starts); nodes.len()];
    let mut best = (dual(relaxation, &prices), prices.clone());
    let (mut mean, mut square) = (vec![0.0; nodes.len()], vec![0.0; nodes.len()]);
    for step in 0..STEPS {
        let part = step as f64 / (STEPS - 1) as f64;
        let falling = |(from, to): (f64, f64)| from * (to / from).powf(part);
        let temperature = falling(TEMPERATURES) as f32;
        relaxation.solve(nodes, transitions, lanes, &prices, temperature);
        let seconds = relaxation.seconds(starts, nodes, transitions, lanes, &prices, temperature);
        // Adam (Kingma and Ba, 2015) on the logarithms of the prices.
        for at in 0..nodes.len() {
            let slope = prices[at] * (nodes[at].seconds - seconds[at]);
            mean[at] = 0.9 * mean[at] + 0.1 * slope;
            square[at] = 0.99 * square[at] + 0.01 * slope * slope;
            let count = step as i32 + 1;
            let mean = mean[at] / (1.0 - 0.9_f64.powi(count));
            let square: f64 = square[at] / (1.0 - 0.99_f64.powi(count));
            let move_by = falling(RATES) * mean / (square.sqrt() + 1e-12);
            prices[at] = (prices[at] * (-move_by).exp()).max(LEAST_PRICE);
        }
        if step % 3 == 2 || step + 1 == STEPS {
            let found = dual(relaxation, &prices);
            if found < best.0 {
                best = (found, prices.clone());
            }
        }
    }
    let solved = best.1.clone();
    for part in PARTS {
        let tried: Vec<f64> = solved.iter().map(|price| price * part).collect();
        let found = dual(relaxation, &tried);
        if found < best.0 {
            best = (found, tried);
        }
    }
    (best.1, best.0)
}

/// One price for all days at which their minutes are just enough together.
fn one_price(
    relaxation: &mut Relaxation,
    nodes: &[Node],
    transitions: &Transitions,
    lanes: &Lanes,
    starts: &[Start],
) -> f64 {
    let available: f64 = nodes.iter().map(|node| node.seconds).sum();
    let (mut low, mut high) = (LEAST_PRICE.ln(), 1.0_f64.ln());
    for _ in 0..14 {
        let middle = f64::midpoint(low, high);
        let prices = vec![middle.exp(); nodes.len()];
        let temperature = TEMPERATURES.0 as f32;
        relaxation.solve(nodes, transitions, lanes, &prices, temperature);
        let seconds = relaxation.seconds(starts, nodes, transitions, lanes, &prices, temperature);
        if seconds.iter().sum::<f64>() > available {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high).exp()
}
