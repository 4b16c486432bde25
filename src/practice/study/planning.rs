//! The plan to the date of the nearest goal: what it is made for, when it must be made anew, and taking it over.

use super::{MOST_MINUTES, Study};
use crate::{
    journal::{GoalRecord, Moment, StudyDay, entry::Goal},
    plan,
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
        let is_off = goal.goal.off.iter().any(|off| **off == *today.to_string());
        let is_wanted = self.extra_minutes.is_some_and(|(day, _)| day == today);
        // A day off has no minutes, unless somebody gives it some.
        let seconds_today = if is_off && !is_wanted {
            0.0
        } else {
            self.seconds_left(now) * short_share(&goal.goal)
        };
        Some(plan::Aim {
            goal,
            track,
            round_areas: drawn.into_iter().map(str::to_owned).collect(),
            day,
            minutes: goal
                .goal
                .minutes
                .unwrap_or_else(|| self.minutes(now))
                .min(MOST_MINUTES),
            short_share: short_share(&goal.goal),
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

/// The part of the minutes that short items get: all but what the goal sets aside for speaking.
fn short_share(goal: &Goal) -> f64 {
    1.0 - f64::from(goal.share.unwrap_or_default().min(100)) / 100.0
}
