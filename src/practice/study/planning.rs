//! The plan to the date of the nearest goal: what it is made for, when it must be made anew, and taking it over.

use super::{MOST_MINUTES, Study};
use crate::{
    journal::{DayRecord, GoalRecord, Moment, StudyDay, entry::Goal},
    plan::{self, Share, share::SpokenDays, spoken},
};

/// What a plan was made from: where it is the same, the plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanKey {
    today: StudyDay,
    minutes: u32,
    rows: usize,
    generation: u32,
}

impl Study {
    /// How the minutes of a goal are split. They are held back for speaking only while its mix has cards to speak about.
    pub fn share(&self, goal: &GoalRecord) -> Share {
        let decks = &goal.goal.decks;
        let has_spoken = spoken::has_any(&self.collection, self.progress(), decks);
        Share::of(&goal.goal, has_spoken)
    }

    /// Per cent of today's minutes for speaking: without a date none.
    pub fn spoken_percent(&self, now: Moment) -> u32 {
        let today = self.today(now);
        let goal = self.progress().active_goal(today);
        let percent = |goal: &GoalRecord| Some(self.share(goal).percent(goal.day?.since(today)));
        goal.and_then(percent).unwrap_or_default()
    }

    /// Seconds of today that short items have left. What is spoken is taken from the other part of the minutes.
    pub fn seconds_left(&self, now: Moment) -> f64 {
        let short = f64::from(100 - self.spoken_percent(now)) / 100.0;
        self.seconds_of(short, now)
    }

    /// Minutes of today that are for short items.
    pub fn card_minutes(&self, now: Moment) -> u32 {
        let short = f64::from(100 - self.spoken_percent(now)) / 100.0;
        (f64::from(self.minutes_today(now)) * short).round() as u32
    }

    /// Seconds that a part of today's minutes leaves to short items.
    fn seconds_of(&self, short: f64, now: Moment) -> f64 {
        let used = self.day(self.today(now)).ms as f64 / 1_000.0;
        (f64::from(self.minutes_today(now)) * 60.0 * short - used).max(0.0)
    }

    /// What was done on a day.
    pub(in crate::practice) fn day(&self, day: StudyDay) -> DayRecord {
        self.progress().days.get(&day).copied().unwrap_or_default()
    }

    /// Whether today is a day off to which nobody gave minutes.
    pub(in crate::practice) fn is_day_off(&self, goal: &Goal, now: Moment) -> bool {
        let today = self.today(now);
        let is_off = goal.off.iter().any(|off| **off == *today.to_string());
        is_off && self.extra_minutes.is_none_or(|(day, _)| day != today)
    }

    /// Minutes a day of a goal.
    fn minutes_of(&self, goal: &Goal, now: Moment) -> u32 {
        let minutes = goal.minutes.unwrap_or_else(|| self.minutes(now));
        minutes.min(MOST_MINUTES)
    }

    /// The minutes for speaking of each day before an interview; `None` where it has no date.
    pub(in crate::practice) fn spoken_days<'a>(
        &self,
        goal: &'a GoalRecord,
        now: Moment,
    ) -> Option<SpokenDays<'a>> {
        Some(SpokenDays {
            share: self.share(goal),
            minutes: self.minutes_of(&goal.goal, now),
            interview: goal.day?,
            off: &goal.goal.off,
        })
    }

    /// What recall on the day would be with some points more for speaking, or less; `None` where nothing is held back, or
    /// the points change nothing. Takes about as long as half a plan.
    pub fn recall_with_share(&self, goal: &GoalRecord, points: i32, now: Moment) -> Option<f64> {
        let aim = self.aim_for(goal, now)?;
        let today = self.today(now);
        let left = aim.day.since(today);
        let share = aim.share.shifted(points);
        if !share.is_held() || (0..=left).all(|days| share.percent(days) == aim.share.percent(days))
        {
            return None;
        }
        let seconds_today = if self.is_day_off(&goal.goal, now) {
            0.0
        } else {
            self.seconds_of(share.short(left), now)
        };
        let aim = plan::Aim {
            share,
            seconds_today,
            ..aim
        };
        let (collection, progress) = (&self.collection, self.progress());
        let work = plan::agenda::prepare(collection, progress, &self.model, today, &aim);
        Some(work.forecast(&self.model))
    }

    /// The goal that is planned for: the nearest open one, with its role.
    fn aim(&self, now: Moment) -> Option<plan::Aim<'_>> {
        self.aim_for(self.progress().active_goal(self.today(now))?, now)
    }

    /// A goal with its role, as if it were the one that is planned for; `None` where it has no date.
    pub(in crate::practice) fn aim_for<'a>(
        &'a self,
        goal: &'a GoalRecord,
        now: Moment,
    ) -> Option<plan::Aim<'a>> {
        let day = goal.day?;
        let track = self
            .tracks
            .iter()
            .find(|track| *track.id == *goal.goal.track);
        let round = track.and_then(|track| track.round(&goal.goal.round));
        let drawn = round.map(plan::Round::areas).unwrap_or_default();
        let today = self.today(now);
        let share = self.share(goal);
        // A day off has no minutes, unless somebody gives it some.
        let seconds_today = if self.is_day_off(&goal.goal, now) {
            0.0
        } else {
            self.seconds_of(share.short(day.since(today)), now)
        };
        Some(plan::Aim {
            goal,
            track,
            round_areas: drawn.into_iter().map(str::to_owned).collect(),
            day,
            minutes: self.minutes_of(&goal.goal, now),
            share,
            seconds_today,
        })
    }

    fn plan_key(&self, now: Moment) -> PlanKey {
        PlanKey {
            today: self.today(now),
            minutes: self.minutes_today(now),
            rows: self.record.entries().len(),
            generation: self.generation,
        }
    }

    /// The plan of now, where it was made already.
    pub fn planned(&self, now: Moment) -> Option<&plan::Agenda> {
        let (key, agenda) = self.planned.as_ref()?;
        (*key == self.plan_key(now)).then_some(agenda)
    }

    /// The plan that was made last, also where something was graded since.
    pub fn last_planned(&self) -> Option<&plan::Agenda> {
        self.planned.as_ref().map(|(_, agenda)| agenda)
    }

    /// Makes the plan of now, where there is a goal and no plan yet. Takes up to a second for many items.
    pub fn make_plan(&mut self, now: Moment) {
        if self.planned(now).is_none() {
            let key = self.plan_key(now);
            self.planned = self.agenda(now).map(|agenda| (key, agenda));
        }
    }

    /// What there is to work out for the plan of now, with what it is made from; `None` where there is nothing to plan.
    pub fn work(&self, now: Moment) -> Option<(PlanKey, plan::agenda::Work)> {
        if self.planned(now).is_some() {
            return None;
        }
        let aim = self.aim(now)?;
        let work = plan::agenda::prepare(
            &self.collection,
            self.progress(),
            &self.model,
            self.today(now),
            &aim,
        );
        Some((self.plan_key(now), work))
    }

    /// The number of [`Study::plan_fingerprint`] for the plan of now; `None` where there is nothing to plan.
    pub fn fingerprint(&self, now: Moment) -> Option<u32> {
        let aim = self.aim(now)?;
        let (collection, progress) = (&self.collection, self.progress());
        let today = self.today(now);
        let work = plan::agenda::prepare(collection, progress, &self.model, today, &aim);
        Some(self.plan_fingerprint(&work))
    }

    /// A number that changes with anything that the plan of now hangs on.
    pub fn plan_fingerprint(&self, work: &plan::agenda::Work) -> u32 {
        let last = self
            .record
            .entries()
            .last()
            .map_or(0, |entry| u64::from(entry.id.crc));
        let rows = self.record.entries().len() as u64;
        work.fingerprint(self.model.parameters().values(), (rows << 32) | last)
    }

    /// Takes over what was worked out beside the screen; `false` where decks or journal have changed since.
    pub fn take_worked(
        &mut self,
        key: PlanKey,
        work: &plan::agenda::Work,
        worked: &plan::agenda::Worked,
        now: Moment,
    ) -> bool {
        if key != self.plan_key(now) {
            return false;
        }
        let agenda = self.aim(now).and_then(|aim| {
            plan::agenda::finish(
                &self.collection,
                self.progress(),
                &self.model,
                self.today(now),
                &aim,
                work,
                worked,
            )
        });
        let is_taken = agenda.is_some();
        if is_taken {
            self.planned = agenda.map(|agenda| (key, agenda));
        }
        is_taken
    }

    /// The plan to the date of the nearest open goal; `None` without one. Takes up to a second for many items.
    pub fn agenda(&self, now: Moment) -> Option<plan::Agenda> {
        let aim = self.aim(now)?;
        Some(plan::agenda::plan(
            &self.collection,
            self.progress(),
            &self.model,
            self.today(now),
            &aim,
        ))
    }
}
