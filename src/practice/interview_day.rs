//! What the study gives around the day of an interview: the page for the evening before, the warm-up, the check.

use super::{Drill, Study};
use crate::{
    journal::{GoalRecord, Moment, entry::Goal},
    plan::{
        self, Agenda, Brief, Mix, Mode, Pick, Request, Round, Scope,
        check::{self, AreaKnown, CHECK_MINUTES},
    },
};

impl Study {
    /// The items that count for an interview; without one all that are in the mix count alike.
    pub fn mix(&self, goal: Option<&Goal>, now: Moment) -> Mix<'_> {
        let (progress, today) = (self.progress(), self.today(now));
        let scope = goal.map_or_else(Scope::default, |goal| self.scope(goal));
        plan::mix::mix(&self.collection, progress, today, &scope)
    }

    pub(in crate::practice) fn scope<'a>(&'a self, goal: &'a Goal) -> Scope<'a> {
        let track = self.tracks.iter().find(|track| *track.id == *goal.track);
        let round = track.and_then(|track| track.round(&goal.round));
        let drawn = round.map(Round::areas).unwrap_or_default();
        Scope {
            decks: &goal.decks,
            track,
            round_areas: drawn.into_iter().map(str::to_owned).collect(),
        }
    }

    /// What stands on the page for the evening before an interview. Where it has no date, today stands for its day.
    pub fn brief(&self, record: &GoalRecord, now: Moment) -> Brief {
        let day = record.day.unwrap_or_else(|| self.today(now));
        plan::brief::brief(
            &self.collection,
            self.progress(),
            &self.mix(Some(&record.goal), now),
            &self.model,
            day,
        )
    }

    /// The plan to the date of an interview, as if it were the nearest; `None` where it has no date.
    pub fn agenda_for(&self, record: &GoalRecord, now: Moment) -> Option<Agenda> {
        let aim = self.aim_for(record, now)?;
        Some(plan::agenda::plan(
            &self.collection,
            self.progress(),
            &self.model,
            self.today(now),
            &aim,
        ))
    }

    /// The items of a warm-up that takes some seconds, for the interview that is planned for.
    pub fn warm_up(&self, seconds: f64, now: Moment) -> Vec<Pick> {
        let today = self.today(now);
        let goal = self.progress().settings_goal(today);
        let mix = self.mix(goal.map(|record| &record.goal), now);
        plan::warm_up::warm_up(&self.collection, &mix, &self.model, today, seconds)
    }

    /// The request of a check: five minutes of the areas that count for the interview, the heaviest first.
    pub fn check_request(&self, now: Moment) -> Request {
        let goal = self.progress().settings_goal(self.today(now));
        let mix = self.mix(goal.map(|record| &record.goal), now);
        let counted = mix.areas.iter().filter(|(_, weight)| *weight > 0.0);
        Request {
            areas: counted.map(|(area, _)| (*area).to_owned()).collect(),
            seconds: Some(f64::from(CHECK_MINUTES) * 60.0),
            mode: Mode::Check,
            ..Request::default()
        }
    }

    /// What a check has found so far, by area; nothing for another sitting.
    pub fn found_by(&self, drill: &Drill) -> Vec<AreaKnown> {
        if drill.mode == Mode::Check {
            check::tally(&self.collection, drill.grades())
        } else {
            Vec::new()
        }
    }
}
