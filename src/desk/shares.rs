//! What another split of the minutes would do to recall on the day: two further plans, on two threads, kept in the cache.

use crate::{
    journal::Moment,
    plan::share::SHIFT_POINTS,
    practice::Study,
    store::{Home, share_cache},
};

/// Recall on the day with another split of the minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OtherShares {
    /// With [`SHIFT_POINTS`] fewer points for speaking; `None` where there are none to take.
    pub less: Option<f64>,
    /// With so many more; `None` where there are none to give.
    pub more: Option<f64>,
}

/// Works out what another split would do for the interview that is planned for; `None` where no minutes are held back. It
/// takes about as long as a plan, so nothing that must be there at once asks for it.
pub fn other_shares(study: &Study, home: &Home, now: Moment) -> Option<OtherShares> {
    let goal = study.progress().active_goal(study.today(now))?;
    if !study.share(goal).is_held() {
        return None;
    }
    let fingerprint = study.fingerprint(now)?;
    if let Some([less, more]) = share_cache::read(home, fingerprint) {
        return Some(OtherShares { less, more });
    }
    let points = SHIFT_POINTS as i32;
    let (less, more) = std::thread::scope(|scope| {
        let more = scope.spawn(|| study.recall_with_share(goal, points, now));
        let less = study.recall_with_share(goal, -points, now);
        (less, more.join().unwrap_or_default())
    });
    // Where the cache cannot be written, it is worked out again.
    let _ = share_cache::write(home, fingerprint, [less, more]);
    Some(OtherShares { less, more })
}

impl OtherShares {
    /// What the split costs and gives, in a sentence; `None` where no other split is to be had.
    pub fn sentence(self) -> Option<String> {
        let with = |points: &str, recall: f64| {
            format!("with {SHIFT_POINTS} {points} {:.0}%", recall * 100.0)
        };
        let first = |points: &str, recall: f64| {
            format!(
                "With {SHIFT_POINTS} {points} for speaking {:.0}% of the cards would be recalled on the day",
                recall * 100.0
            )
        };
        match (self.less, self.more) {
            (Some(less), Some(more)) => Some(format!(
                "{}, {}.",
                first("points less", less),
                with("more", more)
            )),
            (Some(less), None) => Some(first("points less", less) + "."),
            (None, Some(more)) => Some(first("points more", more) + "."),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_names_the_splits_that_are_to_be_had() {
        let sentence = |less, more| OtherShares { less, more }.sentence();
        assert_eq!(
            sentence(Some(0.761), Some(0.63)).unwrap(),
            "With 20 points less for speaking 76% of the cards would be recalled on the day, with 20 more 63%."
        );
        assert_eq!(
            sentence(None, Some(0.63)).unwrap(),
            "With 20 points more for speaking 63% of the cards would be recalled on the day."
        );
        assert_eq!(sentence(None, None), None);
    }
}
