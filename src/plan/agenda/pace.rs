//! How much of the planned minutes is kept, and how long a session really takes.

use std::collections::HashSet;

use super::{Aim, LONGEST_PLAN};
use crate::{
    deck::{Body, Card},
    journal::{Progress, SHORT_ITEM_MS_LIMIT, StudyDay},
    plan::{NEW_SECONDS, policy::Habits},
};

/// Sessions after which the person's own speed is believed.
const SESSIONS_TO_BELIEVE: f64 = 50.0;

/// How many times longer than a question a card takes: an estimate as many minutes as its author says, as far as they count.
pub(super) fn length(card: &Card) -> f64 {
    let Body::Estimate(estimate) = &card.body else {
        return 1.0;
    };
    let seconds = f64::from(estimate.minutes.unwrap_or_default()) * 60.0;
    (seconds.min(f64::from(SHORT_ITEM_MS_LIMIT) / 1_000.0) / NEW_SECONDS).max(1.0)
}

/// The part of the planned minutes that is expected of later days: what was kept so far, with three planned days of six
/// tenths before it (PLANNER section 2).
pub(super) fn pace(progress: &Progress, today: StudyDay, aim: &Aim<'_>) -> f64 {
    let of_day = |day: StudyDay| {
        f64::from(aim.minutes.max(1)) * aim.share.short(aim.day.since(day)).max(0.01)
    };
    let minutes = of_day(today);
    let off: HashSet<&str> = aim.goal.goal.off.iter().map(|day| &**day).collect();
    let since = aim.goal.since.unwrap_or(today);
    let (mut planned, mut given) = (0.0, 0.0);
    for day in 0..today.since(since).min(LONGEST_PLAN) {
        let day = today.minus(day + 1);
        if !off.contains(day.to_string().as_str()) {
            planned += of_day(day);
        }
        given += progress
            .days
            .get(&day)
            .map_or(0.0, |record| record.ms as f64 / 60_000.0);
    }
    ((1.8 * minutes + given) / (3.0 * minutes + planned)).clamp(0.1, 1.0)
}

/// How many times longer than the defaults the person takes, once it can be told.
pub(super) fn speed(progress: &Progress) -> f64 {
    let habits = Habits::default();
    let (mut sessions, mut expected) = (0.0, 0.0);
    for record in progress.items.values() {
        let mut before = record.start.map(|(_, day)| day);
        for review in &record.reviews {
            if before != Some(review.day) {
                sessions += 1.0;
                expected += match before {
                    None => habits.new_seconds,
                    Some(_) => habits.review_seconds[review.grade as usize - 1],
                };
            }
            before = Some(review.day);
        }
    }
    let real: f64 = progress
        .days
        .values()
        .map(|day| day.ms as f64 / 1_000.0)
        .sum();
    if sessions < SESSIONS_TO_BELIEVE || real <= 0.0 {
        1.0
    } else {
        (real / expected).clamp(0.25, 4.0)
    }
}

pub(super) fn habits(speed: f64) -> Habits {
    let habits = Habits::default();
    Habits {
        new_seconds: habits.new_seconds * speed,
        review_seconds: habits.review_seconds.map(|seconds| seconds * speed),
        ..habits
    }
}
