//! `mensetsu simulate`: the table that the planner is judged by, from a learner that is simulated here.
//!
//! It reads no journal and writes nothing. The same seeds give the same numbers, whatever the threads do.

use std::{
    io::{self, IsTerminal, Write},
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
};

use clap::Args;
use serde::Serialize;

use super::{Failure, Out, stdout};
use crate::{
    deck::{collection::Collection, item},
    library,
    memory::Model,
    plan::{
        simulate::{
            Mean, PolicyName, Scenario, published,
            scenario::{TRACK_MINUTES, TRACKS, track_weights},
            study,
        },
        track,
    },
};

/// Scenarios side by side, so that the table fits 80 cells.
const COLUMNS: usize = 4;

/// Runs go side by side on so many threads.
const THREADS: usize = 2;

#[derive(Debug, Args)]
pub(super) struct SimulateArguments {
    /// Only this scenario, for example matched14, weighted14, users30 or remote14.
    #[arg(long = "scenario", value_name = "SCENARIO")]
    scenarios: Vec<String>,

    /// Only this policy: fsrs-20, fsrs-paced, sm2, random, greedy or index.
    #[arg(long = "policy", value_name = "POLICY")]
    policies: Vec<String>,

    /// Study each scenario this many times, each time with other luck.
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u64).range(1..=1000))]
    seeds: u64,

    /// Study this many days, instead of those of the scenario.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=365))]
    days: Option<u32>,

    /// Study this many minutes a day, instead of those of the scenario.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: Option<u32>,

    /// Study this many items, instead of those of the scenario.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20_000))]
    items: Option<u32>,

    /// As JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report {
    format: u32,
    seeds: u64,
    scenarios: Vec<ScenarioRow>,
}

#[derive(Serialize)]
struct ScenarioRow {
    scenario: String,
    items: usize,
    days: usize,
    minutes: f64,
    people: usize,
    bound: Option<f64>,
    policies: Vec<PolicyRow>,
}

#[derive(Serialize)]
struct PolicyRow {
    policy: &'static str,
    recall: f64,
    standard_error: Option<f64>,
    of_bound: Option<f64>,
}

pub(super) fn run(arguments: &SimulateArguments) -> Result<(), Failure> {
    let policies = chosen_policies(&arguments.policies)?;
    let mut scenarios = chosen_scenarios(arguments)?;
    for scenario in &mut scenarios {
        scenario.bound = Some(scenario.upper_bound());
    }
    let results = simulated(&scenarios, &policies, arguments.seeds);
    let report = report(&scenarios, &policies, arguments.seeds, &results);
    let mut output = stdout();
    if arguments.json {
        output.json(&report)?;
    } else {
        print(&report, &policies, &mut output)?;
    }
    Ok(output.flush()?)
}

fn chosen_policies(ids: &[String]) -> Result<Vec<PolicyName>, Failure> {
    if ids.is_empty() {
        return Ok(PolicyName::ALL.to_vec());
    }
    let known = PolicyName::ALL.map(PolicyName::id);
    let find = |id: &String| {
        PolicyName::from_id(id).ok_or_else(|| no_such("policy", id, &known.join(", ")))
    };
    ids.iter().map(find).collect()
}

fn chosen_scenarios(arguments: &SimulateArguments) -> Result<Vec<Scenario>, Failure> {
    let mut known = published();
    known.extend(of_tracks());
    let ids: Vec<String> = known.iter().map(|scenario| scenario.id.clone()).collect();
    let wanted = &arguments.scenarios;
    for id in wanted {
        if !ids.contains(id) {
            return Err(no_such("scenario", id, &ids.join(", ")));
        }
    }
    let chosen = known
        .into_iter()
        .filter(|scenario| wanted.is_empty() || wanted.contains(&scenario.id));
    let changed = |scenario: Scenario| {
        scenario.changed(
            arguments.days.map(|days| days as usize),
            arguments.minutes.map(f64::from),
            arguments.items.map(|items| items as usize),
        )
    };
    Ok(chosen.map(changed).collect())
}

fn no_such(what: &str, id: &str, known: &str) -> Failure {
    Failure::Usage {
        message: format!("there is no {what} {id:?}"),
        hint: Some(format!("one of: {known}")),
    }
}

/// The scenarios of bundled tracks with the short items of the bundled decks.
fn of_tracks() -> Vec<Scenario> {
    let collection = Collection::new(library::bundled_files(), Vec::new());
    let decks = collection.decks.iter();
    let cards = decks.flat_map(|loaded| {
        let cards = loaded.deck.cards.iter();
        cards.map(|card| (loaded.deck.area_of(card), item::facets(card).len()))
    });
    let cards: Vec<(&str, usize)> = cards.collect();
    let tracks = track::bundled();
    let scenario = |(id, track, days): (&str, &str, usize)| {
        let track = tracks.iter().find(|known| known.id == track)?;
        let weights = track_weights(track, &cards);
        Some(Scenario::matched(id, weights, days, TRACK_MINUTES))
    };
    TRACKS.into_iter().filter_map(scenario).collect()
}

/// The recall on the day of each run: by scenario, then policy, then seed; the mean over the people of the scenario.
fn simulated(scenarios: &[Scenario], policies: &[PolicyName], seeds: u64) -> Vec<f64> {
    let per_scenario = policies.len() * seeds as usize;
    let count = scenarios.len() * per_scenario;
    let mut results = vec![0.0; count];
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..THREADS {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                let believed = Model::default();
                loop {
                    let run = next.fetch_add(1, Ordering::Relaxed);
                    let Some(scenario) = run
                        .checked_div(per_scenario)
                        .and_then(|at| scenarios.get(at))
                    else {
                        break;
                    };
                    let policy = policies[run % per_scenario / seeds as usize];
                    let seed = run as u64 % seeds;
                    let result = one_run(scenario, policy, seed, &believed);
                    // The receiver lives as long as this scope.
                    let _ = sender.send((run, result));
                }
            });
        }
        drop(sender);
        let mut progress = Progress::new(count);
        for (run, result) in receiver {
            results[run] = result;
            progress.step();
        }
        progress.end();
    });
    results
}

fn one_run(scenario: &Scenario, policy: PolicyName, seed: u64, believed: &Model) -> f64 {
    let people = scenario.people.iter();
    let sum: f64 = people
        .map(|truth| study(scenario, truth, believed, policy.start(seed).as_mut(), seed))
        .sum();
    sum / scenario.people.len().max(1) as f64
}

/// A line on stderr that says how far it is, where stderr is a terminal.
struct Progress {
    count: usize,
    done: usize,
    is_shown: bool,
}

impl Progress {
    fn new(count: usize) -> Self {
        Self {
            count,
            done: 0,
            is_shown: io::stderr().is_terminal(),
        }
    }

    fn step(&mut self) {
        self.done += 1;
        if self.is_shown {
            // Nothing can be done where stderr itself is gone.
            let _ = write!(
                io::stderr(),
                "\rsimulating: {} of {} runs",
                self.done,
                self.count
            );
        }
    }

    fn end(&self) {
        if self.is_shown {
            let _ = write!(io::stderr(), "\r{:40}\r", "");
        }
    }
}

fn report(scenarios: &[Scenario], policies: &[PolicyName], seeds: u64, results: &[f64]) -> Report {
    let mut of_policy = results.chunks(seeds.max(1) as usize);
    let rows = scenarios.iter().map(|scenario| {
        let bound = scenario.bound;
        let policies = policies.iter().zip(of_policy.by_ref());
        let policies = policies.filter_map(|(policy, results)| {
            let mean = Mean::of(results)?;
            Some(PolicyRow {
                policy: policy.id(),
                recall: mean.mean,
                standard_error: mean.standard_error,
                of_bound: bound.map(|bound| mean.mean / bound),
            })
        });
        ScenarioRow {
            scenario: scenario.id.clone(),
            items: scenario.weights.len(),
            days: scenario.seconds.len(),
            minutes: scenario
                .seconds
                .first()
                .map_or(0.0, |seconds| seconds / 60.0),
            people: scenario.people.len(),
            bound,
            policies: policies.collect(),
        }
    });
    Report {
        format: 1,
        seeds,
        scenarios: rows.collect(),
    }
}

fn print(report: &Report, policies: &[PolicyName], output: &mut Out) -> Result<(), Failure> {
    output.line(format!(
        "Mean recall on the day ± its standard error, {} seeds.",
        report.seeds
    ))?;
    for scenarios in report.scenarios.chunks(COLUMNS) {
        output.line("")?;
        let names = scenarios.iter().map(|row| row.scenario.clone());
        output.line(table_line("policy", names))?;
        let bounds = scenarios
            .iter()
            .map(|row| row.bound.map_or("—".to_owned(), share));
        output.line(table_line("upper bound", bounds))?;
        for (place, policy) in policies.iter().enumerate() {
            let cells = scenarios.iter().map(|row| {
                let Some(row) = row.policies.get(place) else {
                    return "—".to_owned();
                };
                let error = row.standard_error.map(share);
                error.map_or(share(row.recall), |error| {
                    format!("{} ±{error}", share(row.recall))
                })
            });
            output.line(table_line(policy.title(), cells))?;
        }
    }
    output.line("")?;
    for row in &report.scenarios {
        let people = match row.people {
            1 => "a memory as FSRS believes",
            _ => "the memories of real people",
        };
        output.line(format!(
            "{}: {} items, {} days, {} minutes a day, {people}.",
            row.scenario, row.items, row.days, row.minutes
        ))?;
    }
    Ok(())
}

/// A line of the table.
fn table_line(name: &str, cells: impl Iterator<Item = String>) -> String {
    let mut line = format!("{name:<22}");
    for cell in cells {
        line.push_str(&format!("  {cell:<12}"));
    }
    line.trim_end().to_owned()
}

/// A share as in the table: four places, without the 0.
fn share(share: f64) -> String {
    let text = format!("{share:.4}");
    text.strip_prefix('0').map_or(text.clone(), str::to_owned)
}
