//! Choosing what to speak about: the round of the interview until it was rehearsed twice, other rounds if minutes remain,
//! then the card with the most to gain, or one phase of it.

use super::{Reason, Speaking, Subject, Talk, short_name};
use crate::{
    deck::SafeText,
    journal::{Progress, StudyDay},
    plan::{
        share::{POOLED_DAYS, Pool, SpokenDays},
        spoken::Candidate,
    },
    practice::{spoken::Task, weak_points::last_values},
};

/// A phase of this many minutes is worth practising alone (PLANNER section 4).
const PHASE_MINUTES: std::ops::RangeInclusive<u32> = 8..=15;

/// The round of an interview is rehearsed so many times before the day (PLANNER section 4).
const REHEARSALS: usize = 2;

/// Minutes of a round whose track says none.
const ROUND_MINUTES: u32 = 45;

/// A round that draws cards to speak about, and where the person stands in it.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundChoice {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: SafeText,
    /// How long it takes; 0 where nobody says.
    pub minutes: u32,
    /// How often it was rehearsed.
    pub tries: usize,
    /// Its last score.
    pub last: Option<f64>,
    /// Whether it is the round of the interview.
    pub is_own: bool,
}

impl RoundChoice {
    fn length(&self) -> u32 {
        if self.minutes == 0 {
            ROUND_MINUTES
        } else {
            self.minutes
        }
    }

    fn seconds(&self) -> f64 {
        f64::from(self.length()) * 60.0
    }
}

/// Everything that is chosen from.
#[derive(Debug)]
pub struct Chooser<'a> {
    /// The study day.
    pub today: StudyDay,
    /// The minutes for speaking of each day.
    pub days: SpokenDays<'a>,
    /// What is left of them today.
    pub pool: Pool,
    /// The role.
    pub track: &'a str,
    /// Its rounds that draw cards to speak about, in its order.
    pub rounds: Vec<RoundChoice>,
    /// Cards to speak about, the best to practise first.
    pub cards: Vec<Candidate<'a>>,
    /// What was scored so far.
    pub progress: &'a Progress,
}

impl Chooser<'_> {
    /// What to speak about. `task` gives the task of a card by its folded key.
    pub fn choose(&self, task: impl Fn(&str) -> Option<Task>) -> Speaking {
        Speaking {
            today: self.today,
            percent: self.days.share.percent(self.days_left()),
            seconds: self.pool.seconds(),
            talk: self.talk(&task),
            left_out: self.left_out(),
        }
    }

    fn days_left(&self) -> u32 {
        self.days.interview.since(self.today)
    }

    fn talk(&self, task: &impl Fn(&str) -> Option<Task>) -> Option<Talk> {
        let here = self.pool.seconds();
        if here < 60.0 {
            return None;
        }
        let wanted = self.wanted();
        let Some(next) = wanted.first() else {
            return self
                .other_round()
                .or_else(|| self.card(here, task))
                .or_else(|| self.moved_card(task));
        };
        let why = Reason::OwnRound { tries: next.tries };
        if next.seconds() <= here {
            return Some(self.rehearsal(next, self.today, why));
        }
        let Some(first) = self.first_day(&self.pool, self.today, next.seconds()) else {
            // No day has enough for the round, so its minutes go to cards.
            return self.card(here, task).or_else(|| self.moved_card(task));
        };
        let spare = self.spare(next, first);
        self.card(spare, task)
            .or_else(|| Some(self.rehearsal(next, first, why)))
    }

    /// The rehearsals that should come before the day: the round of the interview until it was done twice; where it has
    /// none, any two.
    fn wanted(&self) -> Vec<&RoundChoice> {
        if let Some(own) = self.rounds.iter().find(|round| round.is_own) {
            return vec![own; REHEARSALS.saturating_sub(own.tries)];
        }
        let done: usize = self.rounds.iter().map(|round| round.tries).sum();
        let mut rounds: Vec<&RoundChoice> = self.rounds.iter().collect();
        rounds.sort_by(|a, b| by_need(a, b));
        rounds.truncate(REHEARSALS.saturating_sub(done));
        rounds
    }

    /// Another round for which the minutes of today are enough, until each was done twice.
    fn other_round(&self) -> Option<Talk> {
        let here = self.pool.seconds();
        let fits = |round: &&RoundChoice| round.tries < REHEARSALS && round.seconds() <= here;
        let mut rounds: Vec<&RoundChoice> = self.rounds.iter().filter(fits).collect();
        rounds.sort_by(|a, b| by_need(a, b));
        let round = rounds.first()?;
        let why = Reason::OtherRound {
            tries: round.tries,
            last: round.last,
        };
        Some(self.rehearsal(round, self.today, why))
    }

    fn rehearsal(&self, round: &RoundChoice, day: StudyDay, why: Reason) -> Talk {
        Talk {
            what: Subject::Round {
                track: self.track.to_owned(),
                round: round.id.clone(),
                name: round.name.clone(),
            },
            minutes: round.length(),
            day,
            why,
        }
    }

    /// The first later day before the interview on which the pool has so many seconds, if nothing is spoken until then.
    fn first_day(&self, pool: &Pool, from: StudyDay, seconds: f64) -> Option<StudyDay> {
        let mut pool = pool.clone();
        let days = self.days.interview.since(from);
        (1..days.min(crate::plan::agenda::LONGEST_PLAN)).find_map(|ahead| {
            let day = from.plus(ahead);
            pool.begin_day(day, self.days.seconds(day));
            (pool.seconds() >= seconds && !self.days.is_off(day)).then_some(day)
        })
    }

    /// Seconds that can be spoken today and still leave enough for a rehearsal: on the first day that has enough, or, so that
    /// what it shows can still be mended, when half of the days that are left are over.
    fn spare(&self, round: &RoundChoice, first: StudyDay) -> f64 {
        let half = self.today.plus(self.days_left() / 2);
        let day = first.max(half);
        let there = self.days.later(&self.pool, self.today, day).seconds();
        let spare = self.pool.lost_by(day) + there - round.seconds();
        spare.clamp(0.0, self.pool.seconds())
    }

    /// The first card that fits into some seconds, whole or with one phase.
    fn card(&self, seconds: f64, task: &impl Fn(&str) -> Option<Task>) -> Option<Talk> {
        self.awake()
            .find_map(|card| self.part(card, &task(&card.key)?, seconds, self.today))
    }

    /// Where nothing fits today: the best card that fits one of the next days, on the one of them that has most minutes of
    /// its own; the first of equals.
    fn moved_card(&self, task: &impl Fn(&str) -> Option<Task>) -> Option<Talk> {
        let last = self.days_left().min(POOLED_DAYS);
        let days: Vec<(StudyDay, f64)> = (1..last)
            .map(|ahead| self.today.plus(ahead))
            .filter(|day| !self.days.is_off(*day))
            .map(|day| (day, self.days.later(&self.pool, self.today, day).seconds()))
            .collect();
        self.awake().find_map(|card| {
            let task = task(&card.key)?;
            let fits = days
                .iter()
                .filter_map(|(day, seconds)| self.part(card, &task, *seconds, *day));
            let minutes = |talk: &Talk| self.days.seconds(talk.day);
            fits.reduce(|best, next| {
                if minutes(&next) > minutes(&best) {
                    next
                } else {
                    best
                }
            })
        })
    }

    /// The cards that do not rest, in their order.
    fn awake(&self) -> impl Iterator<Item = &Candidate<'_>> {
        self.cards.iter().filter(|card| !card.rests(self.today))
    }

    /// A card where it fits into some seconds, else the phase of it that fits and has the most to gain.
    fn part(&self, card: &Candidate<'_>, task: &Task, seconds: f64, day: StudyDay) -> Option<Talk> {
        let name = short_name(&task.prompt);
        if f64::from(task.seconds()) <= seconds {
            return Some(Talk {
                what: Subject::Card {
                    key: card.key.clone(),
                    name,
                },
                minutes: task.seconds().div_ceil(60),
                day,
                why: Reason::Card {
                    last: card.last_score,
                },
            });
        }
        let (alone, lost, is_tried) = self.best_phase(card, task, seconds)?;
        Some(Talk {
            minutes: alone.seconds().div_ceil(60),
            what: Subject::Phase {
                key: card.key.clone(),
                name,
                phase: alone.phase?,
            },
            day,
            why: Reason::Phase { lost, is_tried },
        })
    }

    /// The phase whose points are worth most and were missed last, with what they lost; the earlier of equals.
    fn best_phase(
        &self,
        card: &Candidate<'_>,
        task: &Task,
        seconds: f64,
    ) -> Option<(Task, u32, bool)> {
        let values = last_values(task, self.progress.spoken.get(&*card.key));
        let phases = (1..=task.phases().count()).filter_map(|number| {
            let alone = task.phase_alone(&number.to_string())?;
            let minutes = alone.seconds() / 60;
            let fits = PHASE_MINUTES.contains(&minutes) && f64::from(alone.seconds()) <= seconds;
            let title = alone.phase.clone()?;
            let of_phase = task.points.iter().zip(&values);
            let of_phase = of_phase.filter(|(point, _)| point.phase == title);
            let (mut lost, mut is_tried) = (0, false);
            for (point, value) in of_phase {
                lost += point.weight * u32::from(2 - value.unwrap_or_default().min(2));
                is_tried |= value.is_some();
            }
            fits.then_some((alone, lost, is_tried))
        });
        phases.reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    /// What does not fit before the day even if only rounds are spoken: first the rehearsals that are wanted, then each
    /// other round once.
    fn left_out(&self) -> Option<String> {
        let wanted = self.wanted();
        let others = self
            .rounds
            .iter()
            .filter(|round| round.tries == 0 && !wanted.iter().any(|wanted| wanted.id == round.id));
        let (mut pool, mut day) = (self.pool.clone(), self.today);
        let mut names: Vec<String> = Vec::new();
        let mut placed: Vec<&str> = Vec::new();
        for round in wanted.iter().copied().chain(others) {
            let here =
                (pool.seconds() >= round.seconds() && day < self.days.interview).then_some(day);
            let Some(on) = here.or_else(|| self.first_day(&pool, day, round.seconds())) else {
                let is_second = placed.contains(&&*round.id) || round.is_own && round.tries > 0;
                let name = if is_second {
                    format!("{} a second time", round.name)
                } else {
                    round.name.to_string()
                };
                if !names.iter().any(|known| known.starts_with(&*round.name)) {
                    names.push(name);
                }
                continue;
            };
            pool = self.days.later(&pool, day, on);
            pool.spend(round.seconds());
            day = on;
            placed.push(&round.id);
        }
        let (last, before) = names.split_last()?;
        let names = if before.is_empty() {
            last.clone()
        } else {
            format!("{} and {last}", before.join(", "))
        };
        Some(format!(
            "The minutes for speaking will not be enough for {names}. More minutes, or a larger share, would change that."
        ))
    }
}

/// Rounds that were rehearsed less come first, then those with the lower score.
fn by_need(a: &RoundChoice, b: &RoundChoice) -> std::cmp::Ordering {
    let score = |round: &RoundChoice| round.last.unwrap_or(-1.0);
    a.tries
        .min(REHEARSALS)
        .cmp(&b.tries.min(REHEARSALS))
        .then_with(|| score(a).total_cmp(&score(b)))
}
