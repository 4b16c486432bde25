//! Calibration: what the memory model said before each review, held against what happened.
//!
//! The memory before a review is the one of that time: it knows the reviews before it and nothing of later ones.

use std::collections::HashMap;

use crate::{
    journal::{ItemRecord, Progress, StudyDay},
    memory::{Model, Prediction, Series, fit::log_loss},
};

/// The groups of predicted recall, lowest to highest; the last holds 1 too.
const EDGES: [f64; 8] = [0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0];

/// A review that the model predicted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Predicted {
    /// The study day of the review.
    pub day: StudyDay,
    /// What was predicted, and what came.
    pub prediction: Prediction,
}

/// Reviews whose predicted recall lies close together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Predicted recall from, 0 to 1.
    pub from: f64,
    /// Predicted recall below; the last group holds it too.
    pub to: f64,
    /// How many reviews.
    pub count: usize,
    /// The mean predicted recall; `None` without reviews.
    pub predicted: Option<f64>,
    /// The share that was recalled; `None` without reviews.
    pub observed: Option<f64>,
}

/// Predicted against observed recall.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// The groups, lowest predicted recall first, those without reviews too.
    pub bins: Vec<Bin>,
    /// Mean −ln of the probability that was given to what happened; `None` without reviews.
    pub log_loss: Option<f64>,
    /// Root of the mean squared distance between predicted and observed over the groups, weighted by their reviews.
    pub bin_error: Option<f64>,
}

/// Every review that the model can predict: not the first of an item, and not a repeat on the same day.
pub fn predicted(progress: &Progress, model: &Model) -> Vec<Predicted> {
    let mut all = Vec::new();
    for record in in_order(&progress.items) {
        let start = record.start.map(|(memory, _)| memory);
        let predictions = model.predictions(start, &record.recalled());
        all.extend(predictions.into_iter().map(|prediction| Predicted {
            day: record.reviews[prediction.review].day,
            prediction,
        }));
    }
    all
}

/// The reviews that parameters are fitted on: those of items that began here, not with an imported memory.
pub fn series(progress: &Progress) -> Vec<Series> {
    let began_here = in_order(&progress.items)
        .into_iter()
        .filter(|record| record.start.is_none() && !record.reviews.is_empty());
    let one = |record: &ItemRecord| Series {
        reviews: record.recalled(),
        times: record.reviews.iter().map(|review| review.time).collect(),
    };
    began_here.map(one).collect()
}

/// How many reviews [`series`] holds, without making it.
pub fn series_reviews(progress: &Progress) -> usize {
    let records = progress.items.values();
    records
        .filter(|record| record.start.is_none())
        .map(|record| record.reviews.len())
        .sum()
}

impl Calibration {
    /// Groups predicted reviews.
    pub fn of(predicted: &[Predicted]) -> Self {
        let mut sums = [(0_usize, 0.0, 0_usize); EDGES.len() - 1];
        for one in predicted {
            let recall = f64::from(one.prediction.recall);
            let above = EDGES[1..EDGES.len() - 1].partition_point(|edge| *edge <= recall);
            let sum = &mut sums[above];
            sum.0 += 1;
            sum.1 += recall;
            sum.2 += usize::from(one.prediction.recalled);
        }
        let bins: Vec<Bin> = EDGES
            .windows(2)
            .zip(sums)
            .map(|(edges, (count, recall, recalled))| {
                let mean = |sum: f64| (count > 0).then(|| sum / count as f64);
                Bin {
                    from: edges[0],
                    to: edges[1],
                    count,
                    predicted: mean(recall),
                    observed: mean(recalled as f64),
                }
            })
            .collect();
        Self {
            bin_error: bin_error(&bins),
            log_loss: log_loss(predicted.iter().map(|one| one.prediction)),
            bins,
        }
    }
}

fn bin_error(bins: &[Bin]) -> Option<f64> {
    let count: usize = bins.iter().map(|bin| bin.count).sum();
    let squares = bins.iter().filter_map(|bin| {
        let distance = bin.predicted? - bin.observed?;
        Some(distance * distance * bin.count as f64)
    });
    let sum: f64 = squares.sum();
    (count > 0).then(|| (sum / count as f64).sqrt())
}

/// Records in the order of their keys, so that sums and fits come out the same each time.
fn in_order(items: &HashMap<Box<str>, ItemRecord>) -> Vec<&ItemRecord> {
    let mut items: Vec<(&Box<str>, &ItemRecord)> = items.iter().collect();
    items.sort_unstable_by_key(|(key, _)| *key);
    items.into_iter().map(|(_, record)| record).collect()
}

#[cfg(test)]
mod tests;
