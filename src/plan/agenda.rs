//! The plan to a date: what to study today, and what to expect on the day of the interview.
//!
//! Everything that a screen or a command says about the day comes from here, so that no second formula contradicts it.

mod pace;
mod sitting;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    NewWords, Pick, Share, Track, Why,
    fill::{Offer, fill},
    mix::{MixItem, Scope, mix},
    policy::{DayBudget, PolicyItem, Solution, Task, recall_without_study, rollout, solve},
    queue::asked_today,
    steps::open_step,
};
use serde::{Deserialize, Serialize};

use crate::{
    deck::{AREAS, collection::Collection},
    journal::{GoalRecord, Progress, StudyDay},
    memory::Model,
};

pub use sitting::{guides, queue};

/// A plan looks at most this far ahead, days; an interview later than that is planned as if it were then.
pub const LONGEST_PLAN: u32 = 365;

/// Minutes a day that the plan is tried with on top, to say what they would bring.
const MORE_MINUTES: u32 = 10;

/// Items made due by a missed point take at most this share of a day.
const MISSED_SHARE: f64 = 1.0 / 3.0;

/// What a plan is made for.
#[derive(Clone, Debug)]
pub struct Aim<'a> {
    /// The goal.
    pub goal: &'a GoalRecord,
    /// Its role, where it is known.
    pub track: Option<&'a Track>,
    /// The areas that its round draws.
    pub round_areas: Vec<String>,
    /// The day of the interview.
    pub day: StudyDay,
    /// Minutes a day.
    pub minutes: u32,
    /// How the minutes are split; each day has the split of its own days left.
    pub share: Share,
    /// Seconds of today that are left for short items.
    pub seconds_today: f64,
}

/// The plan of a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// The items of today in the order of study; their seconds fit the minutes that are left.
    pub today: Vec<Planned>,
    /// Every item that is worth a session today, by falling index.
    pub ranking: Vec<Pick>,
    /// Recall on the day.
    pub recall: Recall,
    /// By area, in the order of the coverage table.
    pub areas: Vec<AreaPlan>,
    /// What is expected of today and the days after it.
    pub days: Vec<PlannedDay>,
    /// Seconds of today that are left for short items.
    pub budget_seconds: f64,
    /// Decks that the goal draws on; empty for all in the mix.
    pub decks: Vec<String>,
    /// Days to the interview.
    pub days_left: u32,
    /// The part of the planned minutes that is expected to be studied on later days.
    pub pace: f64,
}

/// An item of today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Planned {
    /// The item and why it is here.
    pub pick: Pick,
    /// Whether it was never met.
    pub is_new: bool,
    /// Recall now; 0 where it was never met.
    pub recall_now: f64,
    /// What a session today adds to recall on the day over waiting.
    pub gain: f64,
}

/// Recall on the day as a share of everything, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Recall {
    /// If the interview were now.
    pub now: f64,
    /// On the day, if nothing more is studied.
    pub if_stopped: f64,
    /// On the day, if the plan is kept.
    pub forecast: f64,
    /// On the day, at the pace so far.
    pub forecast_at_pace: f64,
    /// No plan reaches more.
    pub bound: f64,
    /// With so many minutes a day, if they are kept.
    pub with_more: (u32, f64),
}

/// An area of the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AreaPlan {
    /// Two letters; empty for cards without an area.
    pub area: String,
    /// Its share of recall on the day.
    pub weight: f64,
    /// Its items.
    pub items: usize,
    /// Those that were never met.
    pub unseen: usize,
    /// Recall of its items now, weighted.
    pub now: f64,
    /// On the day, if nothing more is studied.
    pub if_stopped: f64,
    /// On the day, if the plan is kept.
    pub forecast: f64,
    /// Items that will probably not be met before the day.
    pub left_out: usize,
}

/// A day of the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlannedDay {
    /// The day.
    pub day: StudyDay,
    /// Seconds that are expected.
    pub seconds: f64,
    /// Items that are met.
    pub new: f64,
    /// Items that are reviewed.
    pub reviews: f64,
}

/// An item of the plan with its place in the collection.
struct Entry<'a> {
    item: usize,
    area: &'a str,
    recall_now: f64,
    missed: bool,
    has_step: bool,
}

/// The part of a plan that takes time and knows no card, so that it can be worked out beside the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Every minute kept.
    kept: Task,
    /// Later days at the pace so far.
    paced: Task,
    /// Every minute kept, and some more on each day.
    more: Task,
    more_minutes: u32,
    pace: f64,
}

/// What the work came to.
#[derive(Debug, Serialize, Deserialize)]
pub struct Worked {
    solution: Solution,
    bound: f64,
    with_more: f64,
    if_kept: rollout::Forecast,
    at_pace: rollout::Forecast,
}

/// Plans a study day.
pub fn plan(
    collection: &Collection,
    progress: &Progress,
    model: &Model,
    today: StudyDay,
    aim: &Aim<'_>,
) -> Agenda {
    let work = prepare(collection, progress, model, today, aim);
    let worked = work.done(model);
    finish(collection, progress, model, today, aim, &work, &worked).unwrap_or_default()
}

/// What there is to work out for a study day.
pub fn prepare(
    collection: &Collection,
    progress: &Progress,
    model: &Model,
    today: StudyDay,
    aim: &Aim<'_>,
) -> Work {
    let days_left = aim.day.since(today).min(LONGEST_PLAN);
    let (_, items) = items(collection, progress, model, today, aim);
    let pace = pace::pace(progress, today, aim);
    let kept = Task {
        items,
        days: days(today, days_left, aim),
        interview: days_left,
        habits: pace::habits(pace::speed(progress)),
    };
    let mut paced = kept.clone();
    for day in paced.days.iter_mut().filter(|day| day.day > 0) {
        day.seconds *= pace;
    }
    let more_minutes = aim.minutes.saturating_add(MORE_MINUTES);
    let mut more = kept.clone();
    for day in &mut more.days {
        let part = aim.share.short(days_left - day.day);
        day.seconds += f64::from(MORE_MINUTES) * 60.0 * part;
    }
    Work {
        kept,
        paced,
        more,
        more_minutes,
        pace,
    }
}

impl Work {
    /// A number that changes with anything that the work is made from; `more` is what else the plan hangs on.
    pub fn fingerprint(&self, parameters: &[f32], more: u64) -> u32 {
        let mut hash = crc32fast::Hasher::new();
        hash.update(&more.to_le_bytes());
        for value in parameters {
            hash.update(&value.to_le_bytes());
        }
        for item in &self.kept.items {
            hash.update(&item.weight.to_le_bytes());
            let memory = item.memory.map_or([f32::NAN; 2], |memory| {
                [memory.stability, memory.difficulty]
            });
            hash.update(&memory[0].to_le_bytes());
            hash.update(&memory[1].to_le_bytes());
            hash.update(&item.last.to_le_bytes());
            hash.update(&item.pace.to_le_bytes());
            hash.update(&[u8::from(item.is_free)]);
        }
        let days = self.kept.days.iter().chain(&self.paced.days);
        for day in days.chain(&self.more.days) {
            hash.update(&day.day.to_le_bytes());
            hash.update(&day.seconds.to_le_bytes());
        }
        hash.update(&self.kept.interview.to_le_bytes());
        hash.update(&self.kept.habits.new_seconds.to_le_bytes());
        hash.finalize()
    }

    /// Recall on the day if the plan is kept, and nothing else of it.
    pub fn forecast(&self, model: &Model) -> f64 {
        let solution = solve(&self.paced, model);
        self.if_kept(&solution, model).recall
    }

    fn if_kept(&self, solution: &Solution, model: &Model) -> rollout::Forecast {
        rollout::forecast(solution, &self.paced, model, 1.0 / self.pace)
    }

    /// Works it out, on two threads: the plan at the pace so far, and beside it the bound and what more minutes would bring.
    pub fn done(&self, model: &Model) -> Worked {
        let solve_paced = || {
            let solution = solve(&self.paced, model);
            let at_pace = rollout::forecast(&solution, &self.paced, model, 1.0);
            let if_kept = if self.pace < 1.0 {
                self.if_kept(&solution, model)
            } else {
                at_pace.clone()
            };
            (solution, if_kept, at_pace)
        };
        let solve_others = || {
            let more = solve(&self.more, model);
            let with_more = rollout::forecast(&more, &self.more, model, 1.0).recall;
            let is_other = self.pace < 1.0;
            (is_other.then(|| solve(&self.kept, model).bound), with_more)
        };
        let (solution, if_kept, at_pace, others) = std::thread::scope(|scope| {
            let others = scope.spawn(solve_others);
            let (solution, if_kept, at_pace) = solve_paced();
            (solution, if_kept, at_pace, others.join())
        });
        let (bound, with_more) = others.unwrap_or((None, if_kept.recall));
        let bound = bound.unwrap_or(solution.bound);
        Worked {
            solution,
            bound: bound.max(if_kept.recall).max(at_pace.recall),
            with_more: with_more.max(if_kept.recall),
            if_kept,
            at_pace,
        }
    }
}

/// The plan that the work came to; `None` where decks, journal or day are not those that it was prepared from, or what was
/// worked out does not belong to the work.
pub fn finish(
    collection: &Collection,
    progress: &Progress,
    model: &Model,
    today: StudyDay,
    aim: &Aim<'_>,
    work: &Work,
    worked: &Worked,
) -> Option<Agenda> {
    let (entries, items) = items(collection, progress, model, today, aim);
    let mut agenda = Agenda {
        budget_seconds: aim.seconds_today,
        decks: aim
            .goal
            .goal
            .decks
            .iter()
            .map(ToString::to_string)
            .collect(),
        days_left: work.kept.interview,
        pace: work.pace,
        ..Agenda::default()
    };
    let count = items.len();
    let is_of_work = items == work.kept.items
        && worked.solution.worth.len() == count
        && worked.if_kept.items.len() == count
        && worked.if_kept.unseen.len() == count;
    if !is_of_work {
        return None;
    }
    let now = entries.iter().zip(&items);
    agenda.recall = Recall {
        now: now
            .map(|(entry, item)| entry.recall_now * item.weight)
            .sum(),
        if_stopped: recall_without_study(&work.kept, model),
        forecast: worked.if_kept.recall,
        forecast_at_pace: worked.at_pace.recall,
        bound: worked.bound,
        with_more: (work.more_minutes, worked.with_more),
    };
    agenda.days = worked
        .if_kept
        .days
        .iter()
        .map(|day| PlannedDay {
            day: today.plus(day.day),
            seconds: day.seconds,
            new: day.new,
            reviews: day.reviews,
        })
        .collect();
    agenda.areas = areas(&entries, &work.kept, &worked.if_kept, model);
    choose(
        &mut agenda,
        collection,
        progress,
        today,
        &entries,
        &items,
        &worked.solution,
    );
    Some(agenda)
}

/// The items of the plan, and the same as the policy sees them.
fn items<'a>(
    collection: &'a Collection,
    progress: &Progress,
    model: &Model,
    today: StudyDay,
    aim: &Aim<'_>,
) -> (Vec<Entry<'a>>, Vec<PolicyItem>) {
    let scope = Scope {
        decks: &aim.goal.goal.decks,
        track: aim.track,
        round_areas: aim.round_areas.clone(),
    };
    let of_mix = |of: MixItem<'a>| {
        let item = &collection.items[of.item];
        let record = progress.items.get(&*item.folded);
        let (memory, last) = of
            .known
            .map_or((None, None), |(memory, last)| (Some(memory), Some(last)));
        let days = last.map_or(0, |last| today.since(last));
        let is_left = progress.skipped.get(&*item.folded) == Some(&today);
        let entry = Entry {
            item: of.item,
            area: of.area,
            recall_now: memory.map_or(0.0, |memory| f64::from(model.recall(memory, days))),
            missed: record.is_some_and(|record| record.made_due),
            has_step: record.is_some_and(|record| open_step(record, today).is_some()),
        };
        let policy_item = PolicyItem {
            weight: of.weight,
            pace: pace::length(collection.card_of(item).1),
            memory,
            last: days,
            is_free: last != Some(today) && !is_left,
        };
        (entry, policy_item)
    };
    let mix = mix(collection, progress, today, &scope);
    mix.items.into_iter().map(of_mix).unzip()
}

/// The minutes of today that are left and those of the days after it, days off left out.
fn days(today: StudyDay, days_left: u32, aim: &Aim<'_>) -> Vec<DayBudget> {
    let off: HashSet<&str> = aim.goal.goal.off.iter().map(|day| &**day).collect();
    (0..days_left)
        .filter_map(|day| {
            let is_off = !off.is_empty() && off.contains(today.plus(day).to_string().as_str());
            let seconds = match day {
                0 => aim.seconds_today,
                _ if is_off => 0.0,
                _ => f64::from(aim.minutes) * 60.0 * aim.share.short(days_left - day),
            };
            (seconds > 0.0).then_some(DayBudget { day, seconds })
        })
        .collect()
}

fn areas(
    entries: &[Entry<'_>],
    task: &Task,
    forecast: &rollout::Forecast,
    model: &Model,
) -> Vec<AreaPlan> {
    let mut areas: BTreeMap<(usize, &str), AreaPlan> = BTreeMap::new();
    let mut unseen: HashMap<&str, f64> = HashMap::new();
    for (at, (entry, item)) in entries.iter().zip(&task.items).enumerate() {
        let place = AREAS
            .iter()
            .position(|(area, _)| *area == entry.area)
            .unwrap_or(AREAS.len());
        let area = areas.entry((place, entry.area)).or_default();
        let stopped = item.memory.map_or(0.0, |memory| {
            f64::from(model.recall(memory, item.last.saturating_add(task.interview)))
        });
        entry.area.clone_into(&mut area.area);
        area.weight += item.weight;
        area.items += 1;
        area.unseen += usize::from(item.memory.is_none());
        area.now += item.weight * entry.recall_now;
        area.if_stopped += item.weight * stopped;
        area.forecast += item.weight * f64::from(forecast.items[at]);
        *unseen.entry(entry.area).or_default() += f64::from(forecast.unseen[at]);
    }
    let mut areas: Vec<AreaPlan> = areas.into_values().collect();
    for area in &mut areas {
        let weight = area.weight.max(f64::MIN_POSITIVE);
        for share in [&mut area.now, &mut area.if_stopped, &mut area.forecast] {
            *share /= weight;
        }
        area.left_out = unseen
            .get(area.area.as_str())
            .map_or(0, |count| count.round() as usize);
    }
    areas
}

/// Chooses the items of today: open steps, what a missed point made due, then by index.
fn choose(
    agenda: &mut Agenda,
    collection: &Collection,
    progress: &Progress,
    today: StudyDay,
    entries: &[Entry<'_>],
    items: &[PolicyItem],
    solution: &Solution,
) {
    let budget = agenda.budget_seconds;
    let asked = asked_today(collection, progress, today);
    let card = |entry: &Entry<'_>| {
        let item = &collection.items[entry.item];
        (item.deck, item.card)
    };
    let mut used = 0.0;
    let mut taken: HashSet<(u32, u32)> = HashSet::new();
    // Where a session is worth nothing, for example in an area without weight, it takes its time all the same.
    let seconds_of = |at: usize| match solution.worth[at].seconds {
        seconds if seconds > 0.0 => seconds,
        _ if items[at].memory.is_none() => super::NEW_SECONDS * items[at].pace,
        _ => super::review_seconds(entries[at].recall_now) * items[at].pace,
    };
    let take = |agenda: &mut Agenda, at: usize, why: Why| {
        let seconds = seconds_of(at);
        agenda.today.push(Planned {
            pick: Pick {
                item: entries[at].item,
                why,
                seconds,
            },
            is_new: items[at].memory.is_none(),
            recall_now: entries[at].recall_now,
            gain: solution.worth[at].gain,
        });
        seconds
    };
    for (at, entry) in entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.has_step)
    {
        if used + seconds_of(at) <= budget {
            used += take(agenda, at, Why::Step);
            taken.insert(card(entry));
        }
    }
    let mut missed_left = budget * MISSED_SHARE;
    for (at, entry) in entries.iter().enumerate() {
        let seconds = seconds_of(at);
        let is_open = entry.missed && items[at].is_free && !entry.has_step;
        if is_open && seconds <= missed_left && used + seconds <= budget {
            missed_left -= seconds;
            used += take(agenda, at, Why::Missed);
            taken.insert(card(entry));
        }
    }
    let offers: Vec<Offer> = entries
        .iter()
        .enumerate()
        .filter(|(at, entry)| {
            let key = card(entry);
            items[*at].is_free && !taken.contains(&key) && !asked.contains(&key)
        })
        .map(|(at, entry)| {
            let worth = solution.worth[at];
            let (deck, card) = card(entry);
            Offer {
                place: at,
                group: (u64::from(deck) << 32) | u64::from(card),
                index: worth.index,
                gain: worth.gain,
                seconds: worth.seconds,
            }
        })
        .collect();
    let mut ranked: Vec<Offer> = offers
        .into_iter()
        .filter(|offer| offer.index > 0.0)
        .collect();
    ranked.sort_by(|a, b| b.index.total_cmp(&a.index).then(a.place.cmp(&b.place)));
    let mut new_words = NewWords::of(collection, progress, today);
    for planned in agenda.today.iter().filter(|planned| planned.is_new) {
        new_words.take(planned.pick.item);
    }
    ranked.retain(|offer| {
        items[offer.place].memory.is_some() || new_words.take(entries[offer.place].item)
    });
    let why = |at: usize| {
        if items[at].memory.is_none() {
            Why::New
        } else {
            Why::Due
        }
    };
    agenda.ranking = ranked
        .iter()
        .map(|offer| Pick {
            item: entries[offer.place].item,
            why: why(offer.place),
            seconds: offer.seconds,
        })
        .collect();
    for at in fill(ranked, (budget - used).max(0.0)) {
        take(agenda, at, why(at));
    }
}
