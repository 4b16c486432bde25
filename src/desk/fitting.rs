//! Fitting own parameters beside the work: a copy of the reviews, a thread, and the cache when it is done.
//!
//! What is fitted here is used when the desk is opened next: due days never move in the middle of a sitting.

use super::Desk;
use crate::{
    deck::SafeText,
    journal::Progress,
    memory::{Fit, Series, fit, fit::FIT_FROM},
    plan::calibration,
    practice::answer::number::whole,
    store::{
        Home,
        parameters::{self, Fitted},
    },
};

/// The name of the thread. What is lost with it can be made again, so its end never ends the program.
pub const THREAD: &str = "fitting";

/// So many reviews more than at the last fit, or a tenth more, and parameters are fitted anew.
const GROWN_BY: usize = 100;

/// A fit that is to be made.
#[derive(Debug)]
pub struct Fitting {
    home: Home,
    series: Vec<Series>,
    input: u32,
}

/// Whether parameters are to be fitted for a number of reviews, of which the last fit knew some.
pub fn is_due(reviews: usize, last: Option<usize>) -> bool {
    let grown = |last: usize| {
        let more = reviews.saturating_sub(last);
        more >= GROWN_BY || more > 0 && more * 10 >= last
    };
    reviews >= FIT_FROM && last.is_none_or(grown)
}

impl Fitting {
    /// The fit of all reviews of now, whether it is due or not.
    pub fn of(home: &Home, progress: &Progress) -> Self {
        let series = calibration::series(progress);
        Self {
            input: input(&series),
            home: home.clone(),
            series,
        }
    }

    /// The fit of all reviews of now, where it is due.
    pub fn due(desk: &Desk, progress: &Progress) -> Option<Self> {
        let last = desk.fitted.as_ref().map(|fitted| fitted.fit.reviews);
        is_due(calibration::series_reviews(progress), last).then(|| Self::of(&desk.home, progress))
    }

    /// How many reviews there are.
    pub fn reviews(&self) -> usize {
        self.series.iter().map(|one| one.reviews.len()).sum()
    }

    /// Fits, and keeps the outcome in the cache. `None` where there are too few reviews. A long record takes a moment.
    pub fn run(self) -> Option<Fitted> {
        let known = parameters::read(&self.home);
        if let Some(known) = &known
            && known.input == self.input
        {
            return Some(known.clone());
        }
        let fitted = Fitted {
            fit: fit(&self.series)?,
            input: self.input,
            is_told: known.is_some_and(|known| known.is_told),
        };
        // A cache that cannot be written costs a further fit and nothing else.
        let _ = parameters::write(&self.home, &fitted);
        Some(fitted)
    }

    /// Fits on a thread of its own that nobody waits for. Where the program ends first, the next one begins anew.
    pub fn in_background(self) {
        let thread = std::thread::Builder::new().name(THREAD.to_owned());
        // Where no thread can be had, the parameters stay what they are.
        let _ = thread.spawn(move || self.run());
    }
}

/// What to say once where the parameters in use are not those that the person was told of.
pub(super) fn message(fitted: &Fitted) -> Option<SafeText> {
    let Fit {
        parameters,
        reviews,
        ..
    } = &fitted.fit;
    let text = match (parameters.is_some(), fitted.is_told) {
        (true, false) => format!(
            "The schedule now follows your own {} reviews, so some items are due on other days than before.",
            whole(*reviews as f64)
        ),
        (false, true) => "The schedule follows the default parameters again, because your own predicted no better; some items are due on other days than before.".to_owned(),
        _ => return None,
    };
    Some(SafeText::from_line(&text))
}

/// crc32 of everything that a fit depends on.
fn input(series: &[Series]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    for one in series {
        hasher.update(&(one.reviews.len() as u64).to_le_bytes());
        for (review, time) in one.reviews.iter().zip(&one.times) {
            hasher.update(&[review.grade as u8]);
            hasher.update(&review.days.to_le_bytes());
            hasher.update(&time.to_le_bytes());
        }
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fit_is_due_from_400_reviews_on_and_when_they_grew() {
        assert!(!is_due(399, None));
        assert!(is_due(400, None));
        assert!(!is_due(439, Some(400)));
        assert!(is_due(440, Some(400)));
        assert!(!is_due(5_099, Some(5_000)));
        assert!(is_due(5_100, Some(5_000)));
        // Reviews that were taken back.
        assert!(!is_due(450, Some(451)));
    }

    #[test]
    fn a_change_of_parameters_is_said_once() {
        let fitted = |parameters: bool, is_told| Fitted {
            fit: Fit {
                parameters: parameters.then(crate::memory::Parameters::default),
                reviews: 1_234,
                log_loss_before: None,
                log_loss_after: None,
            },
            input: 0,
            is_told,
        };
        assert!(message(&fitted(true, false)).unwrap().contains("1,234"));
        assert!(message(&fitted(false, true)).is_some());
        assert_eq!(message(&fitted(true, true)), None);
        assert_eq!(message(&fitted(false, false)), None);
    }
}
