//! Learners whose true parameters are known.

use rand::{RngExt, SeedableRng, rngs::StdRng};

use super::*;
use crate::memory::{Grade, Memory};

/// A learner who forgets sooner than the defaults say and gains less from each review.
fn fast_forgetter() -> Model {
    let mut values = *Parameters::default().values();
    for value in &mut values[..4] {
        *value *= 0.35;
    }
    values[8] *= 0.5;
    Model::with_parameters(&Parameters::new(&values).unwrap(), DEFAULT_RETENTION)
}

/// The record of a learner who follows the default schedule for some days: each item is met once and asked when the default
/// model says so.
fn record(learner: &Model, items: usize, days: u32, seed: u64) -> Vec<Series> {
    let schedule = Model::default();
    let mut random = StdRng::seed_from_u64(seed);
    let mut one = |item: usize| {
        let mut series = Series::default();
        let mut day = (item as u32 * days / 2) / items as u32;
        let mut last = day;
        let (mut truth, mut believed): (Option<Memory>, Option<Memory>) = (None, None);
        while day <= days {
            let passed = day - last;
            let recalls = match truth {
                None => random.random_bool(0.5),
                Some(memory) => random.random_bool(f64::from(learner.recall(memory, passed))),
            };
            let grade = match random.random_range(0..10) {
                _ if !recalls => Grade::Again,
                0..2 => Grade::Hard,
                9 => Grade::Easy,
                _ => Grade::Good,
            };
            series.reviews.push(Recalled {
                grade,
                days: passed,
            });
            series.times.push(i64::from(day) * 86_400_000 + item as i64);
            let after =
                |model: &Model, memory| model.next(memory, passed).unwrap()[grade as usize - 1];
            truth = Some(after(learner, truth));
            let memory = after(&schedule, believed);
            believed = Some(memory);
            last = day;
            day += schedule.interval(memory);
        }
        series
    };
    (0..items).map(&mut one).collect()
}

fn count(series: &[Series]) -> usize {
    series.iter().map(|one| one.reviews.len()).sum()
}

#[test]
fn fitting_a_learner_who_differs_lowers_the_log_loss_on_what_it_has_not_seen() {
    let learner = fast_forgetter();
    let fitted = fit(&record(&learner, 1_000, 90, 1)).unwrap();
    let (before, after) = (
        fitted.log_loss_before.unwrap(),
        fitted.log_loss_after.unwrap(),
    );
    assert!(after < before - 0.01, "{before} became {after}");
    let own = Model::with_parameters(&fitted.parameters.unwrap(), DEFAULT_RETENTION);
    // The same learner on other days: what was found is the learner and not the luck.
    let other = record(&learner, 1_000, 90, 2);
    let loss = |model: &Model| {
        let predictions = other
            .iter()
            .flat_map(|one| model.predictions(None, &one.reviews));
        log_loss(predictions).unwrap()
    };
    let (default, own, truth) = (loss(&Model::default()), loss(&own), loss(&learner));
    assert!(own < default - 0.01, "{default} became {own}");
    assert!(
        own - truth < (default - truth) / 4.0,
        "{own}, truth {truth}"
    );
}

#[test]
fn the_same_record_gives_the_same_parameters() {
    let series = record(&fast_forgetter(), 100, 60, 3);
    assert_eq!(fit(&series), fit(&series));
}

#[test]
fn fewer_than_400_reviews_give_none() {
    let mut series = record(&fast_forgetter(), 200, 60, 4);
    while count(&series) >= FIT_FROM {
        series.pop();
    }
    assert!(count(&series) > FIT_FROM - 50);
    assert_eq!(fit(&series), None);
    assert_eq!(fit(&[]), None);
}

#[test]
fn parameters_that_predict_no_better_are_not_kept() {
    let mut refused = 0;
    for seed in 5..13 {
        let fitted = fit(&record(&Model::default(), 200, 60, seed)).unwrap();
        let (before, after) = (
            fitted.log_loss_before.unwrap(),
            fitted.log_loss_after.unwrap(),
        );
        assert_eq!(fitted.parameters.is_some(), after < before);
        refused += u32::from(fitted.parameters.is_none());
    }
    assert!(refused > 0, "the rule was never seen at work");
}

#[test]
fn a_record_without_anything_to_predict_gives_no_parameters() {
    let once = Series {
        reviews: vec![Recalled {
            grade: Grade::Good,
            days: 0,
        }],
        times: vec![0],
    };
    let fitted = fit(&vec![once; 500]).unwrap();
    assert_eq!(fitted.parameters, None);
    assert_eq!((fitted.reviews, fitted.log_loss_before), (500, None));
}

#[test]
fn odd_records_never_end_the_program() {
    let one = |grades: &[u8], days: u32| Series {
        reviews: grades
            .iter()
            .enumerate()
            .map(|(index, grade)| Recalled {
                grade: Grade::from_number(*grade).unwrap(),
                days: if index == 0 { 0 } else { days },
            })
            .collect(),
        times: (0..grades.len() as i64).collect(),
    };
    let records = [
        vec![one(&[1; 5_000], 1)],
        vec![one(&[4; 3], 1_000_000); 300],
        vec![one(&[1; 2], u32::MAX); 300],
        vec![one(&[2, 1, 1, 1], 1); 200],
        vec![one(&[3; 600], 0); 2],
    ];
    for series in records {
        let fitted = fit(&series).unwrap();
        assert!(fitted.log_loss_before.is_none_or(f64::is_finite));
        assert!(fitted.log_loss_after.is_none_or(f64::is_finite));
    }
}

#[test]
fn the_split_is_by_time_and_not_by_item() {
    let good = |days| Recalled {
        grade: Grade::Good,
        days,
    };
    let series: Vec<Series> = (0..5_i64)
        .map(|item| Series {
            reviews: vec![good(0), good(3)],
            times: vec![item, 100 - item],
        })
        .collect();
    let order = Order::of(&series);
    // Ten reviews: the last fifth are those at 99 and 100, of the second and the first item.
    assert_eq!(order.cuts, [1, 1, 2, 2, 2]);
    assert_eq!(order.training().len(), 3);
    assert_eq!(order.last_fifth(&Model::default()).count(), 2);
}

#[test]
fn log_loss_is_the_mean_surprise() {
    let prediction = |recall, recalled| Prediction {
        review: 1,
        recall,
        recalled,
    };
    let loss = log_loss([prediction(0.5, true), prediction(0.5, false)]).unwrap();
    assert!((loss - std::f64::consts::LN_2).abs() < 1e-9);
    assert!(log_loss([prediction(1.0, false)]).unwrap().is_finite());
    assert_eq!(log_loss([]), None);
}
