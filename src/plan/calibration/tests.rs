//! A learner who is the model itself must lie on the diagonal.

use rand::{RngExt, SeedableRng, rngs::StdRng};

use super::*;
use crate::{
    journal::{EntryId, Graded},
    memory::{Grade, Memory},
};

fn graded(day: i32, grade: Grade) -> Graded {
    Graded {
        id: EntryId::default(),
        day: StudyDay(day),
        time: i64::from(day) * 86_400_000,
        grade,
        hash: crate::deck::item::AnswerHash {
            text: 0,
            letters: 0,
        },
        knows_letters: false,
        slip: None,
    }
}

fn record(reviews: &[(i32, Grade)]) -> ItemRecord {
    ItemRecord {
        reviews: reviews
            .iter()
            .map(|(day, grade)| graded(*day, *grade))
            .collect(),
        ..ItemRecord::default()
    }
}

fn progress(records: impl IntoIterator<Item = ItemRecord>) -> Progress {
    let items = records
        .into_iter()
        .enumerate()
        .map(|(index, record)| (format!("deck/card-{index}").into(), record));
    Progress {
        items: items.collect(),
        ..Progress::default()
    }
}

/// A learner who recalls exactly as the model says, asked after gaps from a tenth of the stability to a hundred times it, so
/// that every group of predicted recall gets its reviews.
fn perfect(model: &Model, items: usize, seed: u64) -> Progress {
    let mut random = StdRng::seed_from_u64(seed);
    let mut one = || {
        let mut reviews = vec![(0, Grade::Good)];
        let mut memory: Memory = model.next(None, 0).unwrap()[2];
        let mut day = 0;
        for _ in 0..8 {
            let gap = memory.stability * 10_f32.powf(random.random_range(-1.0..2.0));
            let days = gap.clamp(1.0, 20_000.0) as u32;
            day += days as i32;
            let recalls = random.random_bool(f64::from(model.recall(memory, days)));
            let grade = if recalls { Grade::Good } else { Grade::Again };
            reviews.push((day, grade));
            memory = model.next(Some(memory), days).unwrap()[grade as usize - 1];
        }
        record(&reviews)
    };
    let records: Vec<ItemRecord> = (0..items).map(|_| one()).collect();
    progress(records)
}

/// The observed share of n tries of probability p has a standard deviation of at most √(p(1−p)/n); four of them are passed
/// once in 16,000 groups by luck, and the seeds are fixed.
#[test]
fn a_perfect_model_lies_on_the_diagonal() {
    let model = Model::default();
    for seed in 1..=4 {
        let predicted = predicted(&perfect(&model, 1_000, seed), &model);
        assert_eq!(predicted.len(), 8_000);
        let calibration = Calibration::of(&predicted);
        let mut groups = 0;
        for bin in calibration.bins.iter().filter(|bin| bin.count >= 100) {
            let (p, observed) = (bin.predicted.unwrap(), bin.observed.unwrap());
            let deviation = (p * (1.0 - p) / bin.count as f64).sqrt();
            assert!(
                (p - observed).abs() <= 4.0 * deviation,
                "{bin:?}, deviation {deviation}"
            );
            assert!(bin.from <= p && p <= bin.to, "{bin:?}");
            groups += 1;
        }
        assert!(groups >= 6, "{calibration:?}");
        // Of luck alone it is about √(7 groups × 0.15 ÷ 8,000 reviews) = 0.011.
        assert!(calibration.bin_error.unwrap() < 0.025, "{calibration:?}");
    }
}

#[test]
fn a_model_that_promises_too_much_is_seen() {
    let mut values = *Model::default().parameters().values();
    values[2] /= 4.0;
    let parameters = crate::memory::Parameters::new(&values).unwrap();
    let learner = Model::with_parameters(&parameters, 0.9);
    let truth = perfect(&learner, 500, 1);
    let off = Calibration::of(&predicted(&truth, &Model::default()));
    let on = Calibration::of(&predicted(&truth, &learner));
    assert!(off.bin_error > on.bin_error && off.log_loss > on.log_loss);
}

#[test]
fn first_reviews_and_repeats_on_the_same_day_are_not_predicted() {
    use Grade::{Again, Good};
    let model = Model::default();
    let progress = progress([
        record(&[(0, Again), (0, Good), (2, Again), (2, Good)]),
        record(&[(5, Good)]),
        ItemRecord {
            start: Some((
                Memory {
                    stability: 30.0,
                    difficulty: 5.0,
                },
                StudyDay(0),
            )),
            ..record(&[(30, Good)])
        },
    ]);
    let found = predicted(&progress, &model);
    let days: Vec<i32> = found.iter().map(|one| one.day.0).collect();
    assert_eq!(days, [2, 30]);
    assert!(!found[0].prediction.recalled && found[1].prediction.recalled);
    assert!((found[1].prediction.recall - 0.9).abs() < 1e-4);
    // An imported memory tells nothing of the reviews before it, so its item is not fitted on.
    assert_eq!((series(&progress).len(), series_reviews(&progress)), (2, 5));
}

#[test]
fn every_recall_has_its_group() {
    let at = |recall: f32| Predicted {
        day: StudyDay(0),
        prediction: Prediction {
            review: 1,
            recall,
            recalled: true,
        },
    };
    let all = [0.0, 0.4999, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0].map(at);
    let counts: Vec<usize> = Calibration::of(&all)
        .bins
        .iter()
        .map(|bin| bin.count)
        .collect();
    assert_eq!(counts.iter().sum::<usize>(), 9);
    assert_eq!(counts[0], 2);
    let none = Calibration::of(&[]);
    assert_eq!(
        (none.bins.len(), none.log_loss, none.bin_error),
        (7, None, None)
    );
    assert!(none.bins.iter().all(|bin| bin.observed.is_none()));
}
