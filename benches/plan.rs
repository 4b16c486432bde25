//! Planning from cold: the sizes that the planner promises.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

use mensetsu::{
    memory::{Memory, Model},
    plan::policy::{DayBudget, Habits, PolicyItem, Task, rollout::forecast, solve},
};

fn main() {
    divan::main();
}

/// Items of some weights, a part of them in progress, thirty minutes a day.
fn task(items: usize, weights: &[f64], days: u32, in_progress: usize) -> Task {
    let raw: Vec<f64> = (0..items)
        .map(|item| weights[item % weights.len()])
        .collect();
    let sum: f64 = raw.iter().sum();
    let item = |(place, weight): (usize, &f64)| PolicyItem {
        weight: weight / sum,
        pace: 1.0,
        memory: (place < in_progress).then_some(Memory {
            stability: 0.5 + (place % 97) as f32 * 0.3,
            difficulty: 1.0 + (place % 9) as f32,
        }),
        last: (place % 13) as u32,
        is_free: true,
    };
    Task {
        items: raw.iter().enumerate().map(item).collect(),
        days: (0..days)
            .map(|day| DayBudget {
                day,
                seconds: 1_800.0,
            })
            .collect(),
        interview: days,
        habits: Habits::default(),
    }
}

fn bench(bencher: divan::Bencher<'_, '_>, task: &Task) {
    let model = Model::default();
    bencher.bench_local(|| {
        let solution = solve(task, &model);
        forecast(&solution, task, &model, 1.0).recall
    });
}

#[divan::bench(sample_count = 5)]
fn items_600_weights_4_days_30(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, &task(600, &[1.0, 1.0, 2.0, 4.0], 30, 0));
}

#[divan::bench(sample_count = 5)]
fn items_600_weights_4_days_30_half_met(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, &task(600, &[1.0, 1.0, 2.0, 4.0], 30, 300));
}

#[divan::bench(sample_count = 3)]
fn items_10_000_areas_12_days_60(bencher: divan::Bencher<'_, '_>) {
    let weights: Vec<f64> = (1..=12).map(f64::from).collect();
    bench(bencher, &task(10_000, &weights, 60, 2_000));
}

#[divan::bench(sample_count = 3)]
fn items_1_500_areas_12_days_365(bencher: divan::Bencher<'_, '_>) {
    let weights: Vec<f64> = (1..=12).map(f64::from).collect();
    bench(bencher, &task(1_500, &weights, 365, 500));
}
