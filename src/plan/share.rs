//! How the minutes of a day are split between short items and speaking, and how speaking minutes add up over days.
//!
//! The split is a convention (PLANNER section 4): no data supports any. So it can be set, and what recall on the day gains
//! or loses by another split is shown beside it. Nothing here knows cards or clocks.

use std::collections::VecDeque;

use crate::journal::{StudyDay, entry::Goal};

/// Days left at most, and per cent of the minutes for speaking then (PLANNER section 4).
const CONVENTION: [(u32, u32); 3] = [(3, 80), (7, 60), (21, 40)];

/// Per cent of the minutes for speaking before that.
const EARLY_PERCENT: u32 = 25;

/// Minutes that were not spoken stay for so many days, the day itself included.
pub const POOLED_DAYS: u32 = 7;

/// So many points more and less are tried, to show what the split does to recall on the day.
pub const SHIFT_POINTS: u32 = 20;

/// Per cent of the minutes for speaking that the convention takes.
pub fn convention(days_left: u32) -> u32 {
    let found = CONVENTION.iter().find(|(days, _)| days_left <= *days);
    found.map_or(EARLY_PERCENT, |(_, percent)| *percent)
}

/// The split of an interview. The default holds nothing back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    set: Option<u32>,
    shift: i32,
    is_held: bool,
}

impl Share {
    /// The split that a goal asks for, else the convention. Minutes are held back only while there are cards to speak about.
    pub fn of(goal: &Goal, has_spoken: bool) -> Self {
        Self {
            set: goal.share,
            shift: 0,
            is_held: has_spoken,
        }
    }

    /// The same with some points more for speaking, or less.
    #[must_use]
    pub fn shifted(self, points: i32) -> Self {
        Self {
            shift: self.shift.saturating_add(points),
            ..self
        }
    }

    /// Whether minutes are held back at all.
    pub fn is_held(self) -> bool {
        self.is_held
    }

    /// Per cent of the minutes for speaking on a day that is so many days before the interview, 0 to 100.
    pub fn percent(self, days_left: u32) -> u32 {
        if !self.is_held {
            return 0;
        }
        let base = self.set.unwrap_or_else(|| convention(days_left)).min(100);
        base.saturating_add_signed(self.shift).min(100)
    }

    /// The part of the minutes for speaking, 0 to 1.
    pub fn spoken(self, days_left: u32) -> f64 {
        f64::from(self.percent(days_left)) / 100.0
    }

    /// The part of the minutes for short items, 0 to 1.
    pub fn short(self, days_left: u32) -> f64 {
        f64::from(100 - self.percent(days_left)) / 100.0
    }
}

/// The minutes for speaking of each day before an interview.
#[derive(Clone, Copy, Debug)]
pub struct SpokenDays<'a> {
    /// The split.
    pub share: Share,
    /// Minutes a day.
    pub minutes: u32,
    /// The day of the interview, which has none.
    pub interview: StudyDay,
    /// Days off, as dates.
    pub off: &'a [Box<str>],
}

impl SpokenDays<'_> {
    /// Seconds for speaking on a day.
    pub fn seconds(&self, day: StudyDay) -> f64 {
        if day >= self.interview || self.is_off(day) {
            return 0.0;
        }
        f64::from(self.minutes) * 60.0 * self.share.spoken(self.interview.since(day))
    }

    /// Whether a day has no minutes.
    pub fn is_off(&self, day: StudyDay) -> bool {
        !self.off.is_empty() && {
            let date = day.to_string();
            self.off.iter().any(|off| **off == *date)
        }
    }

    /// What is left today, with what was not spoken on the days before. `since` is the first day that counts, `spoken` gives
    /// the seconds that were spoken on a day.
    pub fn pool(
        &self,
        since: StudyDay,
        today: StudyDay,
        seconds_today: f64,
        spoken: impl Fn(StudyDay) -> f64,
    ) -> Pool {
        let mut pool = Pool::default();
        let days = today.since(since).min(super::agenda::LONGEST_PLAN);
        for back in (1..=days).rev() {
            let day = today.minus(back);
            pool.begin_day(day, self.seconds(day));
            pool.spend(spoken(day));
        }
        pool.begin_day(today, seconds_today);
        pool.spend(spoken(today));
        pool
    }

    /// The pool on a later day, if nothing is spoken until then.
    pub fn later(&self, pool: &Pool, today: StudyDay, day: StudyDay) -> Pool {
        let mut pool = pool.clone();
        let days = day.since(today);
        // What comes before the last of them is lost by then.
        for ahead in days.saturating_sub(POOLED_DAYS).max(1)..=days {
            let day = today.plus(ahead);
            pool.begin_day(day, self.seconds(day));
        }
        pool
    }
}

/// Seconds for speaking that were not used yet, by the day they are of, the oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pool {
    days: VecDeque<(StudyDay, f64)>,
}

impl Pool {
    /// A day comes with its seconds; those of more than six days before are lost.
    pub fn begin_day(&mut self, day: StudyDay, seconds: f64) {
        while let Some((first, _)) = self.days.front()
            && day.since(*first) >= POOLED_DAYS
        {
            self.days.pop_front();
        }
        self.days.push_back((day, seconds.max(0.0)));
    }

    /// Seconds are spoken, and taken from the oldest. What is spoken beyond the pool is owed to nobody.
    pub fn spend(&mut self, seconds: f64) {
        let mut rest = seconds.max(0.0);
        for (_, left) in &mut self.days {
            let taken = rest.min(*left);
            *left -= taken;
            rest -= taken;
        }
    }

    /// Seconds that are left.
    pub fn seconds(&self) -> f64 {
        self.days.iter().map(|(_, left)| left).sum()
    }

    /// Seconds that are lost by a later day if they are not spoken before it.
    pub fn lost_by(&self, day: StudyDay) -> f64 {
        let lost = self.days.iter();
        lost.filter(|(of, _)| day.since(*of) >= POOLED_DAYS)
            .map(|(_, left)| left)
            .sum()
    }
}

#[cfg(test)]
mod tests;
