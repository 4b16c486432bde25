//! The planner measured from outside: a learner who, each simulated morning, asks the real program what to study.
//!
//! It reads `mensetsu plan --json`, answers every item of `today` in its order from a memory that the program never sees,
//! appends the rows to the journal itself, and counts on the day what is recalled. By hand, with `faketime` installed:
//!
//! ```text
//! cargo bench --bench mornings -- --scenario matched14 --seeds 12
//! cargo bench --bench mornings -- --stand-in greedy       # without `plan`: tries the clock and the journal
//! ```

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

#[path = "mornings/home.rs"]
mod home;

use std::{
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use clap::Parser;
use home::Person;
use mensetsu::{
    memory::{Grade, Model},
    plan::{
        session::repeats,
        simulate::{Learner, Luck, Mean, Morning, PolicyName, Scenario, published},
    },
};

#[derive(Debug, Parser)]
struct Arguments {
    /// matched7, matched14, matched30, matched60, weighted14, users14, users30.
    #[arg(long = "scenario", default_values_t = ["matched14".to_owned()])]
    scenarios: Vec<String>,
    /// Runs of each person, each with other luck.
    #[arg(long, default_value_t = 12)]
    seeds: u64,
    /// The bound to compare with, instead of `recall.bound` of the first morning.
    #[arg(long)]
    bound: Option<f64>,
    #[arg(long)]
    days: Option<usize>,
    #[arg(long)]
    minutes: Option<f64>,
    #[arg(long)]
    items: Option<usize>,
    /// Only the first people of a scenario of real users.
    #[arg(long)]
    people: Option<usize>,
    /// Take the order from this policy of `simulate` and not from the program.
    #[arg(long)]
    stand_in: Option<String>,
    /// Cargo passes it.
    #[arg(long, hide = true)]
    bench: bool,
}

/// What came of one person's days.
struct Run {
    recall: f64,
    bound: Option<f64>,
    forecast: Option<f64>,
    /// Seconds that the answers took ÷ seconds that there were.
    used: f64,
    /// The longest that a plan took, ms.
    slowest_plan: f64,
}

fn main() {
    let arguments = Arguments::parse();
    for id in &arguments.scenarios {
        let scenario = published()
            .into_iter()
            .find(|known| known.id == *id)
            .expect("a scenario of simulate")
            .changed(arguments.days, arguments.minutes, arguments.items);
        measure(&scenario, &arguments);
    }
}

fn measure(scenario: &Scenario, arguments: &Arguments) {
    let people = arguments.people.unwrap_or(usize::MAX);
    let people = people.min(scenario.people.len());
    let count = people * arguments.seeds as usize;
    let (next, runs) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= count {
                        break;
                    }
                    let (seed, truth) = (at / people, &scenario.people[at % people]);
                    let run = lived(scenario, truth, seed as u64, arguments.stand_in.as_deref());
                    runs.lock().unwrap().push((at, run));
                }
            });
        }
    });
    let mut runs = runs.into_inner().unwrap();
    runs.sort_by_key(|(at, _)| *at);
    let column = |value: fn(&Run) -> Option<f64>| -> Option<Mean> {
        Mean::of(
            &runs
                .iter()
                .filter_map(|(_, run)| value(run))
                .collect::<Vec<f64>>(),
        )
    };
    // The luck of a seed, not the differences between people, is what the error is about.
    let of_seeds: Vec<f64> = runs
        .chunks(people)
        .map(|runs| runs.iter().map(|(_, run)| run.recall).sum::<f64>() / runs.len() as f64)
        .collect();
    let recall = Mean::of(&of_seeds).expect("a run");
    let shown = |value: Option<f64>| value.map_or("—".to_owned(), |value| format!("{value:.4}"));
    let bound = arguments
        .bound
        .or(column(|run| run.bound).map(|bound| bound.mean));
    println!(
        "{}: recall {:.4} ± {}, bound {}, ratio {}, forecast on the first morning {}, {:.3} of the time used, \
         slowest plan {:.0} ms, {} runs",
        scenario.id,
        recall.mean,
        shown(recall.standard_error),
        shown(bound),
        shown(bound.map(|bound| recall.mean / bound)),
        shown(column(|run| run.forecast).map(|forecast| forecast.mean)),
        column(|run| Some(run.used)).expect("a run").mean,
        runs.iter()
            .map(|(_, run)| run.slowest_plan)
            .fold(0.0, f64::max),
        count
    );
}

/// One person's days up to the interview.
fn lived(scenario: &Scenario, truth: &Model, seed: u64, stand_in: Option<&str>) -> Run {
    let days = scenario.seconds.len() as u32;
    let believed = Model::default();
    let mut learner = Learner::new(&scenario.weights, truth, &believed, &Luck::new(seed));
    let mut person = Person::new(&scenario.weights, days, (scenario.seconds[0] / 60.0) as u32);
    let mut stand_in = stand_in.map(|id| PolicyName::from_id(id).expect("a policy").start(seed));
    let mut run = Run {
        recall: 0.0,
        bound: None,
        forecast: None,
        used: 0.0,
        slowest_plan: 0.0,
    };
    for day in 0..days {
        person.wake(day);
        let known = learner.known(day);
        let today = if let Some(policy) = &mut stand_in {
            let mut left = scenario.seconds[day as usize];
            let mut order = policy.order(&Morning {
                items: &known,
                day,
                seconds: &scenario.seconds[day as usize..],
                model: &believed,
            });
            order.retain(|item| {
                let expected = learner.expected_seconds(*item, day).unwrap();
                let fits = expected <= left;
                left -= if fits { expected } else { 0.0 };
                fits
            });
            order
        } else {
            let began = Instant::now();
            let plan = person.json(day, &["plan", "--json"]);
            run.slowest_plan = run
                .slowest_plan
                .max(began.elapsed().as_secs_f64() * 1_000.0);
            if day == 0 {
                run.bound = plan["recall"]["bound"].as_f64();
                run.forecast = plan["recall"]["forecast"].as_f64();
            }
            items(&plan)
        };
        let mut again: Vec<(usize, u32, f64)> = Vec::new();
        for item in today {
            let answered = learner.answer(item, day).expect("an item of the deck");
            let repeats = repeats(known[item].memory.is_none(), answered.grade);
            run.used += answered.seconds;
            let each = answered.seconds / f64::from(repeats + 1);
            person.review(item, answered.grade, each);
            again.push((item, repeats, each));
            if let Some(policy) = &mut stand_in {
                policy.answered(item, day, answered.grade);
            }
        }
        // The steps of the day, after everything else: each of them Good.
        while !again.is_empty() {
            again.retain_mut(|(item, left, each)| {
                if *left > 0 {
                    person.review(*item, Grade::Good, *each);
                    *left -= 1;
                }
                *left > 0
            });
        }
    }
    person.check(days);
    run.used /= scenario.seconds.iter().sum::<f64>();
    run.recall = learner.recall_on(days);
    run
}

/// The items of `today` in their order: FORMATS section 5.
fn items(plan: &serde_json::Value) -> Vec<usize> {
    assert_eq!(plan["format"], 1);
    let today = plan["today"].as_array().expect("the list of today");
    let item = |row: &serde_json::Value| {
        let key = row["item"].as_str()?.strip_prefix("simulated/c")?;
        key.parse().ok()
    };
    let items: Vec<usize> = today
        .iter()
        .map(|row| item(row).expect("an item of the deck"))
        .collect();
    let mut once = items.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), items.len(), "each item once");
    let expected: f64 = today
        .iter()
        .filter_map(|row| row["expected_seconds"].as_f64())
        .sum();
    let budget = plan["budget_seconds"]
        .as_f64()
        .expect("the seconds of today");
    assert!(
        expected <= budget + 0.5,
        "{expected} s planned in {budget} s"
    );
    items
}
