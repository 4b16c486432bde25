//! The relaxed problem at given prices: the value of every memory on every day, and the seconds that the best choices take.

use super::{
    PolicyItem, Task,
    grid::POINTS,
    lanes::{LANES, Lanes},
    nodes::Node,
    transition::{Session, Transitions},
};
use crate::memory::Model;

/// A number for each lane.
pub(super) type Row = [f32; LANES];

/// Mass below this is not followed any further.
const LEAST_MASS: f32 = 1e-9;

/// Values of a unit of weight by node and point, at the prices that were solved last, and the choices behind them.
#[derive(Debug)]
pub(super) struct Relaxation {
    /// The value of a memory just after a session of the node.
    pub(super) values: Vec<Vec<Row>>,
    /// How often each later node is chosen, by node and point; only where the choice was softened.
    shares: Vec<Vec<Row>>,
    mass: Vec<Vec<Row>>,
}

/// Items that begin alike: new ones, or one in progress.
#[derive(Debug)]
pub(super) struct Start {
    /// Weight by lane.
    weight: [f64; LANES],
    /// Recall on the day without any session.
    idle: f32,
    /// The session on each node; none where it may not be studied then.
    sessions: Vec<Option<Session>>,
}

impl Start {
    /// New items that may be met today, or only from tomorrow on.
    pub(super) fn new(
        weight: [f64; LANES],
        nodes: &[Node],
        transitions: &Transitions,
        is_free: bool,
    ) -> Self {
        let session = |node: &Node| (is_free || node.day > 0).then_some(transitions.first);
        Self {
            weight,
            idle: 0.0,
            sessions: nodes.iter().map(session).collect(),
        }
    }

    /// An item in progress that stands for a weight.
    pub(super) fn known(
        item: &PolicyItem,
        total: f64,
        nodes: &[Node],
        lanes: &Lanes,
        transitions: &Transitions,
        model: &Model,
        task: &Task,
    ) -> Option<Self> {
        let memory = item.memory?;
        let mut weight = [0.0; LANES];
        for (lane, share) in lanes.shares(item) {
            weight[lane] += total * share;
        }
        let session = |node: &Node| {
            (node.day > 0 || item.is_free)
                .then(|| transitions.of(memory, item.last + node.day, model))
        };
        Some(Self {
            weight,
            idle: model.recall(memory, item.last.saturating_add(task.interview)),
            sessions: nodes.iter().map(session).collect(),
        })
    }
}

/// The value just after a session, expected over the grades.
pub(super) fn expected(values: &[Row], session: &Session) -> Row {
    let mut row = [0.0; LANES];
    for (point, share) in session.points.iter().zip(session.shares) {
        let value = &values[usize::from(*point)];
        for lane in 0..LANES {
            row[lane] += share * value[lane];
        }
    }
    row
}

/// The value of a session at its price.
fn offered(values: &[Row], session: &Session, price: &Row) -> Row {
    let mut row = expected(values, session);
    for lane in 0..LANES {
        row[lane] -= price[lane] * session.seconds;
    }
    row
}

/// The best of some choices in each lane. With a temperature their smooth maximum, and the choices become their shares.
fn choose(choices: &mut [Row], temperature: f32) -> Row {
    let mut best = choices[0];
    for row in choices.iter() {
        for lane in 0..LANES {
            best[lane] = best[lane].max(row[lane]);
        }
    }
    if temperature <= 0.0 {
        return best;
    }
    let mut sum = [0.0_f32; LANES];
    for row in choices.iter_mut() {
        for lane in 0..LANES {
            row[lane] = exponential((row[lane] - best[lane]) / temperature);
            sum[lane] += row[lane];
        }
    }
    for row in choices.iter_mut() {
        for lane in 0..LANES {
            row[lane] /= sum[lane];
        }
    }
    for lane in 0..LANES {
        best[lane] += temperature * sum[lane].ln();
    }
    best
}

/// e to the power of a number of at most 0, within 4 in 100,000; a softened choice needs no more, and the compiler can do
/// all lanes at once.
fn exponential(power: f32) -> f32 {
    let binary = (power * std::f32::consts::LOG2_E).max(-120.0);
    let whole = binary.floor();
    let part = binary - whole;
    // A polynomial of least greatest error for 2^part from 0 to 1.
    let fraction = 1.0
        + part
            * (0.693_153_1
                + part
                    * (0.240_153_6
                        + part * (0.055_826_3 + part * (0.008_989_3 + part * 0.001_877_6))));
    f32::from_bits(((whole as i32 + 127) << 23) as u32) * fraction
}

impl Relaxation {
    /// Empty values for some nodes.
    pub(super) fn new(nodes: &[Node]) -> Self {
        let rows = |count: usize| vec![[0.0; LANES]; count];
        Self {
            values: nodes.iter().map(|_| rows(POINTS)).collect(),
            shares: (0..nodes.len())
                .map(|at| rows((nodes.len() - at) * POINTS))
                .collect(),
            mass: nodes.iter().map(|_| rows(POINTS)).collect(),
        }
    }

    /// Solves backward at prices a second by node (for a mean weight); a temperature over 0 softens the choice.
    pub(super) fn solve(
        &mut self,
        nodes: &[Node],
        transitions: &Transitions,
        lanes: &Lanes,
        prices: &[f64],
        temperature: f32,
    ) {
        let prices = lane_prices(lanes, prices);
        for at in (0..nodes.len()).rev() {
            let count = nodes.len() - at; // stop, or one of the later nodes
            let (before, after) = self.values.split_at_mut(at + 1);
            let sessions: Vec<&[Session]> = nodes[at + 1..]
                .iter()
                .map(|later| transitions.after(later.day - nodes[at].day))
                .collect();
            for point in 0..POINTS {
                let choices = &mut self.shares[at][point * count..(point + 1) * count];
                choices[0] = [transitions.kept[at][point]; LANES];
                for (later, sessions) in sessions.iter().enumerate() {
                    choices[later + 1] =
                        offered(&after[later], &sessions[point], &prices[at + 1 + later]);
                }
                before[at][point] = choose(choices, temperature);
            }
        }
    }

    /// What a later node offered a memory just after a session on a node, less its price, in the last exact solve.
    pub(super) fn choice(&self, at: usize, point: usize, later: usize, nodes: usize) -> &Row {
        &self.shares[at][point * (nodes - at) + (later - at)]
    }

    /// The choices of items that begin: idle, then each node that is open to them.
    fn choices(&self, start: &Start, prices: &[Row]) -> Vec<Row> {
        let mut choices = vec![[start.idle; LANES]];
        for (node, session) in start.sessions.iter().enumerate() {
            choices.extend(
                session
                    .as_ref()
                    .map(|session| offered(&self.values[node], session, &prices[node])),
            );
        }
        choices
    }

    /// The value of all items together at the solved prices.
    pub(super) fn value(&self, starts: &[Start], lanes: &Lanes, prices: &[f64]) -> f64 {
        let prices = lane_prices(lanes, prices);
        let mut sum = 0.0;
        for start in starts {
            let best = choose(&mut self.choices(start, &prices), 0.0);
            for (weight, best) in start.weight.iter().zip(best) {
                sum += weight * f64::from(best);
            }
        }
        sum
    }

    /// Expected seconds of each node at the solved prices, where the choices were softened by the same temperature.
    pub(super) fn seconds(
        &mut self,
        starts: &[Start],
        nodes: &[Node],
        transitions: &Transitions,
        lanes: &Lanes,
        prices: &[f64],
        temperature: f32,
    ) -> Vec<f64> {
        let lane_prices = lane_prices(lanes, prices);
        let mut seconds = vec![[0.0_f32; LANES]; nodes.len()];
        for mass in &mut self.mass {
            mass.fill([0.0; LANES]);
        }
        for start in starts {
            let mut choices = self.choices(start, &lane_prices);
            choose(&mut choices, temperature);
            let open = start
                .sessions
                .iter()
                .enumerate()
                .filter_map(|(node, session)| Some((node, session.as_ref()?)));
            for ((node, session), share) in open.zip(&choices[1..]) {
                let mut amount = *share;
                for (amount, weight) in amount.iter_mut().zip(&start.weight) {
                    *amount *= *weight as f32;
                }
                spend(&mut seconds[node], &mut self.mass[node], session, &amount);
            }
        }
        for at in 0..nodes.len() {
            let count = nodes.len() - at;
            let (before, after) = self.mass.split_at_mut(at + 1);
            for (point, mass) in before[at].iter().enumerate() {
                if mass.iter().all(|mass| *mass <= LEAST_MASS) {
                    continue;
                }
                let shares = &self.shares[at][point * count..(point + 1) * count];
                for (later, node) in nodes[at + 1..].iter().enumerate() {
                    let session = &transitions.after(node.day - nodes[at].day)[point];
                    let mut amount = shares[later + 1];
                    for (amount, mass) in amount.iter_mut().zip(mass) {
                        *amount *= mass;
                    }
                    spend(
                        &mut seconds[at + 1 + later],
                        &mut after[later],
                        session,
                        &amount,
                    );
                }
            }
        }
        let of_lanes = |row: &Row| -> f64 {
            row.iter()
                .zip(&lanes.ratio)
                .map(|(seconds, ratio)| f64::from(*seconds) * ratio)
                .sum()
        };
        seconds
            .iter()
            .map(|row| of_lanes(row) / lanes.mean_weight)
            .collect()
    }
}

/// Moves an amount of weight through a session: it costs seconds and arrives at the memories after it.
fn spend(seconds: &mut Row, mass: &mut [Row], session: &Session, amount: &Row) {
    if amount.iter().all(|amount| *amount <= LEAST_MASS) {
        return;
    }
    for lane in 0..LANES {
        seconds[lane] += amount[lane] * session.seconds;
    }
    for (point, share) in session.points.iter().zip(session.shares) {
        let mass = &mut mass[usize::from(*point)];
        for lane in 0..LANES {
            mass[lane] += amount[lane] * share;
        }
    }
}

/// Prices a second for each lane.
fn lane_prices(lanes: &Lanes, prices: &[f64]) -> Vec<Row> {
    prices
        .iter()
        .map(|price| lanes.ratio.map(|ratio| (price * ratio) as f32))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_exponential_is_near_the_exact_one() {
        for step in 0..2_000 {
            let power = -0.01 * step as f32;
            let (quick, exact) = (exponential(power), power.exp());
            assert!(
                (quick - exact).abs() <= 4e-5 * exact + 1e-12,
                "{power}: {quick} {exact}"
            );
        }
        assert!(exponential(-1e9) >= 0.0);
    }

    #[test]
    fn a_smooth_maximum_is_above_the_maximum_and_the_shares_sum_to_one() {
        let mut choices = vec![[0.1; LANES], [0.5; LANES], [0.45; LANES]];
        assert!((choose(&mut choices.clone(), 0.0)[7] - 0.5).abs() < 1e-6);
        let best = choose(&mut choices, 0.02);
        assert!(best[0] > 0.5 && best[0] < 0.52);
        let sum: f32 = choices.iter().map(|row| row[3]).sum();
        assert!((sum - 1.0).abs() < 1e-5 && choices[1][0] > choices[2][0]);
    }
}
