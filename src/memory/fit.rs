//! Own parameters: trained on the first four fifths of a person's reviews in time, and kept only if they predict the last
//! fifth better than the defaults do.
//!
//! It knows grades, days and an order in time. It takes a moment for a long record, so it is never called on the way to the
//! first screen.

use super::{DEFAULT_RETENTION, Model, Parameters, Prediction, Recalled, train};

/// From so many reviews on, parameters are fitted: the rule of the planner.
pub const FIT_FROM: usize = 400;

/// A probability counts as no nearer to 0 or 1 than this in the log loss, so that one surprise is never endless.
const NEAREST: f64 = 1e-5;

/// The training of the crate passes over longer series (`TrainingConfig::max_seq_len` of fsrs-rs 6.6.2).
const SERIES_LIMIT: usize = 256;

/// Training takes so many of the newest reviews at most: more than enough for 21 parameters, and a bound on memory and time.
const TRAINING_LIMIT: usize = 50_000;

/// The reviews of one item, each with its time; the item had no memory before the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// The reviews in order.
    pub reviews: Vec<Recalled>,
    /// The counted time of each review, UTC ms.
    pub times: Vec<i64>,
}

/// What a fit came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The own parameters; `None` where the defaults predict no worse.
    pub parameters: Option<Parameters>,
    /// How many reviews there were, those of the last fifth included.
    pub reviews: usize,
    /// Log loss of the default parameters on the last fifth; `None` where it holds nothing to predict.
    pub log_loss_before: Option<f64>,
    /// Log loss of the trained parameters on the last fifth; `None` where there are none.
    pub log_loss_after: Option<f64>,
}

/// Fits parameters. `None` with fewer than [`FIT_FROM`] reviews.
pub fn fit(series: &[Series]) -> Option<Fit> {
    let order = Order::of(series);
    if order.reviews < FIT_FROM {
        return None;
    }
    let test = |model: &Model| log_loss(order.last_fifth(model));
    let before = test(&Model::default());
    let trained = train(&order.training());
    let after = trained
        .and_then(|parameters| test(&Model::with_parameters(&parameters, DEFAULT_RETENTION)));
    let is_better = before
        .zip(after)
        .is_some_and(|(before, after)| after < before);
    Some(Fit {
        parameters: trained.filter(|_| is_better),
        reviews: order.reviews,
        log_loss_before: before,
        log_loss_after: after,
    })
}

/// The mean of −ln of the probability that was given to what happened; `None` without any.
pub fn log_loss(predictions: impl IntoIterator<Item = Prediction>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0_u32);
    for prediction in predictions {
        let recall = f64::from(prediction.recall).clamp(NEAREST, 1.0 - NEAREST);
        sum -= if prediction.recalled {
            recall.ln()
        } else {
            (1.0 - recall).ln()
        };
        count += 1;
    }
    (count > 0).then(|| sum / f64::from(count))
}

/// The reviews of all series in the order of time.
struct Order<'s> {
    series: &'s [Series],
    reviews: usize,
    /// For each series, the index of its first review that belongs to the last fifth.
    cuts: Vec<usize>,
    /// Series and review of the first four fifths, in the order of time.
    first: Vec<(usize, usize)>,
}

impl<'s> Order<'s> {
    fn of(series: &'s [Series]) -> Self {
        let mut all: Vec<(i64, usize, usize)> = Vec::new();
        for (index, one) in series.iter().enumerate() {
            let count = one.reviews.len().min(one.times.len());
            all.extend((0..count).map(|review| (one.times[review], index, review)));
        }
        all.sort_unstable();
        let reviews = all.len();
        all.truncate(reviews * 4 / 5);
        let first: Vec<(usize, usize)> =
            all.iter().map(|(_, one, review)| (*one, *review)).collect();
        let mut cuts = vec![0; series.len()];
        for (one, review) in &first {
            cuts[*one] = cuts[*one].max(review + 1);
        }
        Self {
            series,
            reviews,
            cuts,
            first,
        }
    }

    /// For each review of the first four fifths that can be predicted: it with all reviews of its item before it.
    fn training(&self) -> Vec<&'s [Recalled]> {
        let reviews = |(one, review): &(usize, usize)| &self.series[*one].reviews[..=*review];
        let can_be_predicted = |reviews: &&[Recalled]| {
            (2..=SERIES_LIMIT).contains(&reviews.len())
                && reviews.last().is_some_and(|last| last.days > 0)
        };
        let mut training: Vec<&[Recalled]> = self
            .first
            .iter()
            .map(reviews)
            .filter(can_be_predicted)
            .collect();
        training.drain(..training.len().saturating_sub(TRAINING_LIMIT));
        training
    }

    /// What a model says about the reviews of the last fifth.
    fn last_fifth<'m>(&'m self, model: &'m Model) -> impl Iterator<Item = Prediction> + 'm {
        let pairs = self.series.iter().zip(&self.cuts);
        pairs.flat_map(move |(one, cut)| {
            let predictions = model.predictions(None, &one.reviews);
            predictions
                .into_iter()
                .filter(move |prediction| prediction.review >= *cut)
        })
    }
}

#[cfg(test)]
mod tests;
