//! What the study knows of the minutes for speaking: what to speak about today, and how scores have moved.

use super::Study;
use crate::{
    journal::{GoalRecord, Moment},
    plan::{Track, spoken::in_order},
    practice::{
        mock::{RoundStanding, SpokenTrend, draw::may_draw},
        spoken::Task,
        talk::{Chooser, RoundChoice, Speaking, Subject, Talk},
    },
};

impl Study {
    /// Speaking as it stands today; `None` without a date, on a day off, and where no minutes are held back for it.
    pub fn speaking(&self, now: Moment) -> Option<Speaking> {
        let today = self.today(now);
        let goal = self.progress().active_goal(today)?;
        let days = self.spoken_days(goal, now)?;
        if !days.share.is_held() || days.interview <= today || self.is_day_off(&goal.goal, now) {
            return None;
        }
        let part = days.share.spoken(days.interview.since(today));
        let seconds_today = f64::from(self.minutes_today(now)) * 60.0 * part;
        let spoken = |day| self.day(day).spoken_ms as f64 / 1_000.0;
        let pool = days.pool(goal.since.unwrap_or(today), today, seconds_today, spoken);
        let mut cards = self.candidates(now);
        let track = self.track_of(goal);
        let rounds = track.map(|track| self.round_choices(track, goal, now));
        in_order(&mut cards, today, self.seed(now));
        let chooser = Chooser {
            today,
            days,
            pool,
            track: track.map_or("", |track| &track.id),
            rounds: rounds.unwrap_or_default(),
            cards,
            progress: self.progress(),
        };
        let speaking = chooser.choose(|key| Task::of(&self.collection, key));
        let is_any = speaking.percent > 0 || speaking.seconds > 0.0;
        is_any.then_some(speaking)
    }

    /// What to speak about today, or on the day to which it is moved.
    pub fn talk(&self, now: Moment) -> Option<Talk> {
        self.speaking(now)?.talk
    }

    /// The card or the phase that is offered today, else the card that is best to practise; `None` where there is no card.
    pub fn offered(&self, now: Moment) -> Option<Task> {
        let today = self.today(now);
        let talk = self.talk(now).filter(|talk| talk.is_for(today));
        let offered = talk.and_then(|talk| self.task_of(&talk));
        offered.or_else(|| self.task(&self.next_spoken(None, now)?))
    }

    /// The task of a talk about a card or a phase of it; `None` for a round.
    pub fn task_of(&self, talk: &Talk) -> Option<Task> {
        match &talk.what {
            Subject::Round { .. } => None,
            Subject::Card { key, .. } => Task::of(&self.collection, key),
            Subject::Phase { key, phase, .. } => {
                Task::of(&self.collection, key)?.phase_alone(phase)
            }
        }
    }

    /// Where the person stands in the rounds of a role that draw cards to speak about, that of the interview first.
    pub fn drawing_standings(&self, now: Moment) -> Vec<RoundStanding> {
        let Some(goal) = self.progress().settings_goal(self.today(now)) else {
            return Vec::new();
        };
        let Some(track) = self.track_of(goal) else {
            return Vec::new();
        };
        let drawing = self.drawing_rounds(track, now);
        let mut standings = self.standings(track);
        standings.retain(|standing| drawing.contains(&&*standing.id));
        // A stable sort: the others stay in the order of the role.
        standings.sort_by_key(|standing| *standing.id != *goal.goal.round);
        standings
    }

    /// How speaking has gone, with all rounds of the role.
    pub fn round_trend(&self, now: Moment) -> SpokenTrend {
        let goal = self.progress().settings_goal(self.today(now));
        SpokenTrend::of(self.progress(), goal.and_then(|goal| self.track_of(goal)))
    }

    /// The same with the rounds that draw cards to speak about, that of the interview first.
    pub fn spoken_trend(&self, now: Moment) -> SpokenTrend {
        let mut trend = self.round_trend(now);
        let drawing: Vec<String> = self
            .drawing_standings(now)
            .into_iter()
            .map(|standing| standing.id)
            .collect();
        let place = |id: &String| drawing.iter().position(|known| known == id);
        trend.rounds.retain(|round| place(&round.id).is_some());
        trend.rounds.sort_by_key(|round| place(&round.id));
        trend
    }

    fn track_of(&self, goal: &GoalRecord) -> Option<&Track> {
        let tracks = &self.tracks;
        tracks.iter().find(|track| *track.id == *goal.goal.track)
    }

    fn drawing_rounds<'a>(&self, track: &'a Track, now: Moment) -> Vec<&'a str> {
        let cards = self.candidates(now);
        let draws = |round: &&crate::plan::Round| cards.iter().any(|card| may_draw(round, card));
        let rounds = track.rounds.iter().filter(draws);
        rounds.map(|round| round.id.as_str()).collect()
    }

    fn round_choices(&self, track: &Track, goal: &GoalRecord, now: Moment) -> Vec<RoundChoice> {
        let drawing = self.drawing_rounds(track, now);
        let standings = self.standings(track);
        let rounds = track.rounds.iter().zip(&standings);
        rounds
            .filter(|(round, _)| drawing.contains(&&*round.id))
            .map(|(round, standing)| RoundChoice {
                id: round.id.clone(),
                name: round.name.line(),
                minutes: round.minutes,
                tries: standing.tries(),
                last: standing.last(),
                is_own: *round.id == *goal.goal.round,
            })
            .collect()
    }
}
