//! Goals: what somebody asks for becomes a goal row, and what was wrong with it a sentence.
//!
//! Bad input costs itself: the goal is set with what is sensible, and it is said. Only a name that nothing has (a role, a
//! round, a deck, a goal) and text that cannot be read stop it, so that a slip is mended and not stored. Nothing here knows
//! a clock; the study day comes in as a value.

pub mod date;
pub mod gaps;
pub mod result;

use crate::{
    deck::SafeText,
    journal::{GoalRecord, Moment, Progress, StudyDay, entry::Goal},
};

use super::{Round, Track};
use date::DayProblem;

/// Minutes a day are at most this many.
pub const MINUTES_LIMIT: u32 = 600;

/// The name of a company holds at most this many characters.
const COMPANY_LIMIT: usize = 100;

/// What somebody asks for. What is `None` or empty stays as it is; an empty text takes the value away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Which goal: its id or its date.
    pub id: Option<String>,
    /// The interview day.
    pub date: Option<String>,
    /// The hour.
    pub time: Option<String>,
    /// The role, by id.
    pub track: Option<String>,
    /// The round, by id.
    pub round: Option<String>,
    /// The company.
    pub company: Option<String>,
    /// Minutes a day.
    pub minutes: Option<String>,
    /// Days off; `none` takes all away.
    pub days_off: Vec<String>,
    /// The part of the minutes for speaking.
    pub share: Option<WantedShare>,
    /// Decks, by id.
    pub decks: Vec<String>,
}

/// The part of the minutes for speaking that somebody asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WantedShare {
    /// Per cent, on each day.
    Percent(u32),
    /// By the days left, which is the convention.
    ByDaysLeft,
}

impl std::str::FromStr for WantedShare {
    type Err = String;

    /// Reads 0 to 100; nothing takes the set value away.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.trim().is_empty() {
            return Ok(Self::ByDaysLeft);
        }
        let percent = text.trim().trim_end_matches('%').parse::<u32>().ok();
        let percent = percent.filter(|percent| *percent <= 100);
        percent
            .map(Self::Percent)
            .ok_or_else(|| "write per cent, from 0 to 100".to_owned())
    }
}

/// What is known when a goal is set.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The study day.
    pub today: StudyDay,
    /// The goals so far.
    pub progress: &'a Progress,
    /// The roles.
    pub tracks: &'a [Track],
    /// The ids of all decks.
    pub decks: &'a [&'a str],
    /// Minutes a day where no goal says them.
    pub minutes: u32,
    /// The id of a goal that is added.
    pub new_id: &'a str,
}

/// A goal to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The goal with all its keys.
    pub goal: Goal,
    /// Whether it is added; otherwise it was there and is changed.
    pub is_new: bool,
    /// What was left out, changed or taken over, a sentence each.
    pub sentences: Vec<String>,
}

/// Why nothing is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What, in one line.
    pub message: String,
    /// What to do, in one line.
    pub hint: Option<String>,
}

impl Refusal {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: Some(hint.into()),
        }
    }
}

/// The id of a goal that is added at a moment.
pub fn new_id(now: Moment) -> String {
    format!("goal-{}", now.ms)
}

/// Decides what is written for what somebody asks.
///
/// A goal that is named, or has the same date, is changed. Another date is given to the goal that has none yet, or adds a
/// goal. Without a date the nearest goal is changed. A goal that is added takes role, minutes and spoken share of the one
/// before it.
pub fn set(wanted: &Wanted, known: &Known<'_>) -> Result<Decided, Refusal> {
    let mut sentences = Vec::new();
    let day = wanted_day(wanted, known, &mut sentences)?;
    let (mut goal, is_new) = base(wanted, known, day, &mut sentences)?;
    if let Some(day) = day {
        goal.date = day.to_string().into();
    }
    if let Some(time) = &wanted.time {
        goal.time = date::read_time(time)
            .map_err(|message| Refusal::new(message, "write the hour as 14:30"))?
            .into();
    }
    take_role(wanted, known, &mut goal, &mut sentences)?;
    if let Some(company) = &wanted.company {
        goal.company = shortened(company, &mut sentences).into();
    }
    if let Some(minutes) = &wanted.minutes {
        let kept = goal.minutes.filter(|kept| *kept > 0);
        let kept = kept.unwrap_or(known.minutes);
        goal.minutes = Some(read_minutes(minutes, kept, &mut sentences)?);
    }
    if let Some(share) = wanted.share {
        goal.share = match share {
            WantedShare::Percent(percent) => Some(percent.min(100)),
            WantedShare::ByDaysLeft => None,
        };
    }
    if !wanted.decks.is_empty() {
        goal.decks = read_decks(&wanted.decks, known.decks)?;
    }
    let day = goal.date.parse().ok().map(StudyDay::of);
    if !wanted.days_off.is_empty() {
        let off = date::days_off(&wanted.days_off, known.today, day)
            .map_err(|message| Refusal::new(message, date::DAYS_OFF_HINT))?;
        sentences.extend(off.sentences);
        goal.off = off
            .days
            .iter()
            .map(|day| day.to_string().into_boxed_str())
            .collect();
    }
    if let Some(day) = day
        && leaves_no_day(&goal.off, known.today, day)
    {
        sentences.push(format!(
            "every day until {day} is a day off, which leaves no day to study; the days off are not kept"
        ));
        goal.off.clear();
    }
    Ok(Decided {
        goal,
        is_new,
        sentences,
    })
}

/// The day that is asked for; `None` where there is none that can be used.
fn wanted_day(
    wanted: &Wanted,
    known: &Known<'_>,
    sentences: &mut Vec<String>,
) -> Result<Option<StudyDay>, Refusal> {
    let Some(text) = &wanted.date else {
        return Ok(None);
    };
    let sentence = match date::read_day(text, known.today) {
        Ok(day) => return Ok(Some(day)),
        Err(DayProblem::NoDate(message)) => {
            return Err(Refusal::new(message, date::DAY_HINT));
        }
        Err(DayProblem::Over(day)) => format!("{day} is over and cannot be prepared for"),
        Err(DayProblem::Far(day)) => {
            format!("{day} is more than two years away and is not planned for")
        }
    };
    // A goal that is named keeps its date; otherwise only a goal without a date may be meant.
    let nearest = known.progress.active_goal(known.today);
    if let (None, Some(nearest)) = (&wanted.id, nearest) {
        return Err(Refusal::new(
            sentence,
            format!(
                "the goal of {} stays as it is; give a date to come",
                nearest.goal.date
            ),
        ));
    }
    sentences.push(format!("{sentence}; the date is left out"));
    Ok(None)
}

/// The goal that is changed, or a new one, with the keys that it has already.
fn base(
    wanted: &Wanted,
    known: &Known<'_>,
    day: Option<StudyDay>,
    sentences: &mut Vec<String>,
) -> Result<(Goal, bool), Refusal> {
    if let Some(id) = &wanted.id {
        let record = find(known.progress, id)?;
        if !record.is_open() {
            return Err(Refusal::new(
                format!("the goal {} has its result already", shown(id)),
                "leave out --id to add the next goal",
            ));
        }
        return Ok((record.goal.clone(), false));
    }
    let open = known.progress.open_goals(known.today);
    let same_day = open
        .iter()
        .filter(|record| day.is_some() && record.day == day);
    let is_round = |goal: &Goal| {
        let round = wanted.round.as_deref();
        round.is_none_or(|round| *goal.round == *round)
    };
    let changed = same_day
        .clone()
        .find(|record| is_round(&record.goal))
        .or_else(|| same_day.clone().next())
        .or_else(|| open.iter().find(|record| record.day.is_none()))
        .filter(|_| day.is_some())
        .or_else(|| open.first().filter(|_| day.is_none()));
    if let Some(record) = changed {
        return Ok((record.goal.clone(), false));
    }
    let mut goal = Goal {
        id: known.new_id.into(),
        ..Goal::default()
    };
    if let Some(before) = known.progress.settings_goal(known.today) {
        goal.minutes = before.goal.minutes;
        goal.share = before.goal.share;
        let is_known = known
            .tracks
            .iter()
            .any(|track| track.id == *before.goal.track);
        if is_known && wanted.track.is_none() {
            goal.track.clone_from(&before.goal.track);
            sentences.push(format!(
                "the role is that of the goal before: {}",
                shown(&goal.track)
            ));
        }
    }
    Ok((goal, true))
}

/// The goal with an id or a date.
///
/// # Errors
/// Where there is none, with the nearest id.
pub fn find<'a>(progress: &'a Progress, name: &str) -> Result<&'a GoalRecord, Refusal> {
    let of_date = || {
        let mut of_date = progress
            .goals
            .values()
            .filter(|record| !name.is_empty() && *record.goal.date == *name);
        let first = of_date.next();
        of_date.find(|record| record.is_open()).or(first)
    };
    if let Some(record) = progress.goals.get(name).or_else(of_date) {
        return Ok(record);
    }
    let hint = match near(name, progress.goals.keys().map(AsRef::as_ref)) {
        Some(near) => format!("did you mean {}? mensetsu goal show lists all", shown(near)),
        None => "no goal is set; mensetsu goal set --date D sets one".to_owned(),
    };
    Err(Refusal::new(
        format!("there is no goal {:?}", &*SafeText::from_line(name)),
        hint,
    ))
}

fn take_role(
    wanted: &Wanted,
    known: &Known<'_>,
    goal: &mut Goal,
    sentences: &mut Vec<String>,
) -> Result<(), Refusal> {
    if let Some(id) = wanted.track.as_deref().map(str::trim) {
        if !id.is_empty() {
            track(known.tracks, id)?;
        }
        goal.track = id.into();
    }
    let of_goal = known.tracks.iter().find(|track| track.id == *goal.track);
    match wanted.round.as_deref().map(str::trim) {
        Some("") => goal.round = "".into(),
        Some(id) => {
            let (track, round) = match of_goal {
                Some(track) => (track, round(track, id)?),
                None => round_of_any(known.tracks, id)?,
            };
            if *goal.track != *track.id {
                sentences.push(format!("the round {} is of the role {}", id, track.id));
            }
            goal.track = track.id.as_str().into();
            goal.round = round.id.as_str().into();
        }
        None if !goal.round.is_empty() => {
            let has_round = of_goal.is_some_and(|track| track.round(&goal.round).is_some());
            if !has_round {
                sentences.push(format!(
                    "the role has no round {}; the goal is for all rounds",
                    shown(&goal.round)
                ));
                goal.round = "".into();
            }
        }
        None => {}
    }
    if goal.track.is_empty() {
        sentences.push(format!(
            "no role is set, so all areas count the same; --track takes {}",
            ids(known.tracks.iter().map(|track| track.id.as_str()))
        ));
    }
    Ok(())
}

/// The role with an id.
///
/// # Errors
/// Where there is none, with the nearest id and all of them.
pub fn track<'a>(tracks: &'a [Track], id: &str) -> Result<&'a Track, Refusal> {
    let known = tracks.iter().map(|track| track.id.as_str());
    tracks
        .iter()
        .find(|track| track.id == id)
        .ok_or_else(|| unknown("role", id, known))
}

/// The round of a role with an id.
///
/// # Errors
/// Where there is none, with the nearest id and all of them.
pub fn round<'a>(track: &'a Track, id: &str) -> Result<&'a Round, Refusal> {
    let known = track.rounds.iter().map(|round| round.id.as_str());
    let what = format!("round of {}", shown(&track.id));
    track.round(id).ok_or_else(|| unknown(&what, id, known))
}

/// A round by its id alone, where no role is set.
fn round_of_any<'a>(tracks: &'a [Track], id: &str) -> Result<(&'a Track, &'a Round), Refusal> {
    let mut found = tracks
        .iter()
        .filter_map(|track| Some((track, track.round(id)?)));
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (Some(_), Some(_)) => Err(Refusal::new(
            format!("several roles have a round {}", shown(id)),
            format!(
                "name the role with --track: {}",
                ids(tracks
                    .iter()
                    .filter(|track| track.round(id).is_some())
                    .map(|track| track.id.as_str()))
            ),
        )),
        (None, _) => {
            let known = tracks.iter().flat_map(|track| &track.rounds);
            Err(unknown("round", id, known.map(|round| round.id.as_str())))
        }
    }
}

fn read_decks(wanted: &[String], known: &[&str]) -> Result<Vec<Box<str>>, Refusal> {
    let mut decks: Vec<Box<str>> = Vec::new();
    for id in wanted
        .iter()
        .map(|id| id.trim())
        .filter(|id| !id.is_empty())
    {
        if !known.contains(&id) {
            let near = near(id, known.iter().copied());
            let hint = near.map_or_else(
                || "mensetsu deck list shows all".to_owned(),
                |near| format!("did you mean {near}? mensetsu deck list shows all"),
            );
            let message = format!("there is no deck {:?}", &*SafeText::from_line(id));
            return Err(Refusal::new(message, hint));
        }
        if !decks.iter().any(|deck| **deck == *id) {
            decks.push(id.into());
        }
    }
    Ok(decks)
}

fn read_minutes(text: &str, kept: u32, sentences: &mut Vec<String>) -> Result<u32, Refusal> {
    let folded = date::folded(text);
    let number = folded
        .trim_end_matches("minutes")
        .trim_end_matches("min")
        .trim();
    match number.parse::<i64>() {
        Ok(0) => {
            sentences.push(format!("0 minutes a day leave nothing to plan; {kept} are planned with. mensetsu goal clear takes the goal away"));
            Ok(kept)
        }
        Ok(minutes) if minutes > i64::from(MINUTES_LIMIT) => {
            sentences.push(format!(
                "{minutes} minutes a day are more than can be planned; {MINUTES_LIMIT} are taken"
            ));
            Ok(MINUTES_LIMIT)
        }
        Ok(minutes) if minutes > 0 => Ok(minutes as u32),
        _ => Err(Refusal::new(
            format!(
                "{:?} is no number of minutes a day",
                &*SafeText::from_line(text)
            ),
            format!("write a number from 1 to {MINUTES_LIMIT}"),
        )),
    }
}

fn shortened(company: &str, sentences: &mut Vec<String>) -> String {
    let line = SafeText::from_line(company.trim());
    if line.chars().count() > COMPANY_LIMIT {
        sentences.push(format!(
            "the name of the company is cut to {COMPANY_LIMIT} characters"
        ));
    }
    line.chars().take(COMPANY_LIMIT).collect()
}

/// Whether no study day is left before the interview. On the day itself there is none to lose.
fn leaves_no_day(off: &[Box<str>], today: StudyDay, day: StudyDay) -> bool {
    !off.is_empty()
        && today < day
        && (today.0..day.0).all(|day| {
            let date = StudyDay(day).to_string();
            off.iter().any(|off| **off == *date)
        })
}

fn unknown<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a str> + Clone) -> Refusal {
    let all = ids(known.clone());
    let hint = match near(id, known) {
        Some(near) => format!("did you mean {}? There are {all}", shown(near)),
        None => "there are none".to_owned(),
    };
    Refusal::new(
        format!("there is no {what} {:?}", &*SafeText::from_line(id)),
        hint,
    )
}

/// The name that is nearest to another.
fn near<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known.min_by_key(|known| strsim::damerau_levenshtein(known, name))
}

fn ids<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.map(shown).collect::<Vec<_>>().join(", ")
}

fn shown(id: &str) -> String {
    SafeText::from_line(id).into_string()
}

#[cfg(test)]
mod tests;
