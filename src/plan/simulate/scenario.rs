//! What is simulated: the published scenarios, and what they are made of.

use std::collections::BTreeMap;

use super::{Known, Morning, policy::index::task};
use crate::{
    memory::{DEFAULT_RETENTION, Model, Parameters},
    plan::{Track, policy::solve},
};

/// Parameters of FSRS-6 of 18 people; see the head of the file.
const REAL_USERS: &str = include_str!("real-users.csv");

/// No item weighs more than this many times the mean.
const WEIGHT_CAP: f64 = 5.0;

/// Something to study towards a day.
#[derive(Debug)]
pub struct Scenario {
    /// The name on the command line and in JSON.
    pub id: String,
    /// The weight of each item.
    pub weights: Vec<f64>,
    /// Seconds of each day; the interview is on the day after the last.
    pub seconds: Vec<f64>,
    /// The true memory of each person who studies.
    pub people: Vec<Model>,
    /// What no policy can pass, where it is known.
    pub bound: Option<f64>,
}

impl Scenario {
    /// Some items, the same minutes each day, one person whose memory is what the program believes.
    pub fn matched(id: &str, weights: Vec<f64>, days: usize, minutes: f64) -> Self {
        Self {
            id: id.to_owned(),
            weights,
            seconds: vec![minutes * 60.0; days],
            people: vec![Model::default()],
            bound: None,
        }
    }

    /// What no policy can pass: the dual of the relaxation at the true memory of each person, in the mean.
    pub fn upper_bound(&self) -> f64 {
        let items: Vec<Known> = self
            .weights
            .iter()
            .map(|weight| Known {
                weight: *weight,
                memory: None,
                days_since: 0,
            })
            .collect();
        let of_person = |person: &Model| {
            let morning = Morning {
                items: &items,
                day: 0,
                seconds: &self.seconds,
                model: person,
            };
            solve(&task(&morning), person).bound
        };
        let sum: f64 = self.people.iter().map(of_person).sum();
        sum / self.people.len().max(1) as f64
    }

    /// The same with another number of days, minutes a day and items, where one is given. Weights come round again.
    pub fn changed(
        mut self,
        days: Option<usize>,
        minutes: Option<f64>,
        items: Option<usize>,
    ) -> Self {
        if days.is_some() || minutes.is_some() || items.is_some() {
            self.bound = None;
        }
        let seconds = minutes
            .map(|minutes| minutes * 60.0)
            .or(self.seconds.first().copied())
            .unwrap_or_default();
        self.seconds = vec![seconds; days.unwrap_or(self.seconds.len())];
        if let Some(items) = items {
            self.weights = self.weights.iter().copied().cycle().take(items).collect();
        }
        self
    }
}

/// The scenarios of the numbers that were published with the planner: 600 items and 30 minutes a day.
pub fn published() -> Vec<Scenario> {
    let equal = || vec![1.0; 600];
    let mut scenarios: Vec<Scenario> = [7, 14, 30, 60]
        .into_iter()
        .map(|days| Scenario::matched(&format!("matched{days}"), equal(), days, 30.0))
        .collect();
    let weighted = [1.0, 1.0, 2.0, 4.0].into_iter().cycle().take(600).collect();
    scenarios.push(Scenario::matched("weighted14", weighted, 14, 30.0));
    for days in [14, 30] {
        scenarios.push(Scenario {
            people: real_users(),
            ..Scenario::matched(&format!("users{days}"), equal(), days, 30.0)
        });
    }
    scenarios
}

/// The bundled tracks that were published with the planner: id of the scenario, track, days; 18 minutes a day.
pub const TRACKS: [(&str, &str, usize); 4] = [
    ("jp-tech12", "jp-tech-lead", 12),
    ("remote3", "remote-lead", 3),
    ("remote14", "remote-lead", 14),
    ("services30", "microservices-lead", 30),
];

/// Minutes a day of the scenarios of tracks.
pub const TRACK_MINUTES: f64 = 18.0;

/// The weight of each item for a track. `cards` are the areas of the cards with the number of their items.
///
/// An area's weight is split evenly over its cards, and a card's over its items; areas without items are left out, and no
/// item weighs more than 5 times the mean, the rest being spread over the others. Tiers do not count here.
pub fn track_weights(track: &Track, cards: &[(&str, usize)]) -> Vec<f64> {
    let mut count: BTreeMap<&str, f64> = BTreeMap::new();
    for (area, items) in cards {
        if *items > 0 {
            *count.entry(area).or_default() += 1.0;
        }
    }
    let mut weights = Vec::new();
    for (area, items) in cards {
        let whole = track.weights.get(*area).copied().unwrap_or_default();
        let of_card = count.get(area).map_or(0.0, |count| whole / count);
        weights.extend(std::iter::repeat_n(of_card / *items as f64, *items));
    }
    weights.retain(|weight| *weight > 0.0);
    capped(weights)
}

/// Weights with none above the cap, of the same sum.
fn capped(mut weights: Vec<f64>) -> Vec<f64> {
    let whole: f64 = weights.iter().sum();
    let cap = WEIGHT_CAP * whole / weights.len().max(1) as f64;
    // Each round puts at least one more weight at the cap, and five times the mean cannot hold for all.
    for _ in 0..weights.len() {
        let at_cap = weights.iter().filter(|weight| **weight >= cap).count();
        let below: f64 = weights.iter().filter(|weight| **weight < cap).sum();
        let above = weights.iter().any(|weight| *weight > cap);
        if !above || below <= 0.0 {
            break;
        }
        let scale = (whole - cap * at_cap as f64) / below;
        for weight in &mut weights {
            *weight = if *weight >= cap { cap } else { *weight * scale };
        }
    }
    weights
}

/// The true memories of real people.
pub fn real_users() -> Vec<Model> {
    let rows = REAL_USERS.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let numbers: Result<Vec<f32>, _> = row.split(',').map(|cell| cell.trim().parse()).collect();
        let parameters = Parameters::nearest(&numbers.ok()?)?;
        Some(Model::with_parameters(&parameters, DEFAULT_RETENTION))
    })
    .collect()
}
