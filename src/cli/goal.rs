//! `mensetsu goal`: the interview. Setting, showing and clearing; how it went is in `goal_result`.

mod speaking;

use std::collections::BTreeMap;

use clap::{Args, Subcommand};
use serde::Serialize;

use super::{Context, Failure, Out, goal_result, stdout};
use crate::{
    deck::{SafeText, area_title},
    desk::{Desk, now},
    journal::{DeckState, GoalRecord, StudyDay, What, entry::Goal},
    output::print_note,
    plan::{
        DEFAULT_MINUTES, Round, Track,
        goal::{self, Known, Refusal, Wanted, WantedShare, gaps::gaps, result::GoalResult},
    },
};

#[derive(Debug, Subcommand)]
pub(super) enum GoalCommand {
    /// Set an interview, or change it.
    ///
    /// The same date changes the goal of that date, another date adds a goal, and --id moves or changes the goal that is
    /// named. A goal without a date gets the first one that is given; without --date the nearest goal is changed. What is not
    /// given stays as it is, and an empty value takes a value away.
    Set(Box<SetArguments>),
    /// Show the nearest interview, the others, and what the cards lack for it.
    Show {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Take a goal away: the nearest, or the one with this id or date. Progress stays.
    Clear {
        /// The id of a goal, or its date.
        id: Option<String>,
    },
    /// Write down how the interview went and what was asked.
    ///
    /// Each question becomes a card of the own deck `asked`, unless a card asks the same. Without --id it is about the last
    /// interview that is over and has no result, else about the nearest.
    Result(goal_result::ResultArguments),
}

#[derive(Debug, Args)]
pub(super) struct SetArguments {
    /// Change this goal: its id, or its date.
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// The day: 2026-12-04, 12-04, +12d, tomorrow, friday.
    #[arg(long, value_name = "D", allow_hyphen_values = true)]
    date: Option<String>,
    /// The hour at which it begins: 14:30.
    #[arg(long, value_name = "T")]
    time: Option<String>,
    /// The role, by id.
    #[arg(long, value_name = "T")]
    track: Option<String>,
    /// The round of that day, by id; its areas count twice.
    #[arg(long, value_name = "R")]
    round: Option<String>,
    /// The company.
    #[arg(long, value_name = "N")]
    company: Option<String>,
    /// Minutes a day.
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    minutes: Option<String>,
    /// Days without study: dates, 2026-12-24..2026-12-26, weekdays (each until the interview), weekends, none. They replace
    /// those that were set.
    #[arg(long, value_name = "DAYS", num_args = 1..)]
    days_off: Vec<String>,
    /// Per cent of the minutes for speaking; without it 25 to 80, more as the day comes nearer.
    #[arg(long, value_name = "P")]
    share: Option<WantedShare>,
    /// Draw on this deck alone, by id; may be given several times.
    #[arg(long = "deck", value_name = "ID")]
    decks: Vec<String>,
}

pub(super) fn run(command: GoalCommand, context: &Context) -> Result<(), Failure> {
    match command {
        GoalCommand::Set(arguments) => set(*arguments, context),
        GoalCommand::Show { json } => show(context, json),
        GoalCommand::Clear { id } => clear(context, id.as_deref()),
        GoalCommand::Result(arguments) => goal_result::run(&arguments, context),
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Failed {
            message: refusal.message,
            hint: refusal.hint,
        }
    }
}

fn set(arguments: SetArguments, context: &Context) -> Result<(), Failure> {
    let mut desk = context.desk_to_write(Vec::new())?;
    let moment = now();
    let today = desk.study.today(moment);
    let sets_share = arguments.share.is_some();
    let wanted = Wanted {
        id: arguments.id,
        date: arguments.date,
        time: arguments.time,
        track: arguments.track,
        round: arguments.round,
        company: arguments.company,
        minutes: arguments.minutes,
        days_off: arguments.days_off,
        share: arguments.share,
        decks: arguments.decks,
    };
    let decks: Vec<&str> = desk
        .study
        .collection
        .decks
        .iter()
        .map(|loaded| loaded.deck.id.as_str())
        .collect();
    let decided = goal::set(
        &wanted,
        &Known {
            today,
            progress: desk.study.progress(),
            tracks: &desk.study.tracks,
            decks: &decks,
            minutes: desk.study.minutes.unwrap_or(DEFAULT_MINUTES),
            new_id: &goal::new_id(moment),
        },
    )?;
    desk.append(&What::Goal(Box::new(decided.goal.clone())))
        .map_err(|error| Failure::new(format!("the goal is not saved: {error}")))?;
    let mut output = stdout();
    let done = if decided.is_new { "added" } else { "changed" };
    let day = decided.goal.date.parse().ok().map(StudyDay::of);
    let named = headline(&desk, &decided.goal, day, today);
    output.line(format!("{done}: {named} · id {}", decided.goal.id))?;
    let open = desk.study.progress().open_goals(today).len();
    if decided.is_new && open > 1 {
        output.line(format!(
            "{open} goals are open and the nearest counts; mensetsu goal clear ID takes one away"
        ))?;
    }
    if sets_share {
        for line in speaking::set_lines(&mut desk, &decided.goal, moment) {
            output.line(line)?;
        }
    }
    output.flush()?;
    let missing = lacks(&desk, &decided.goal);
    for sentence in decided.sentences.iter().chain(&missing) {
        print_note(sentence);
    }
    Ok(())
}

/// What is missing for a goal, in sentences: names that are not known here any more, decks that are off, areas without cards.
fn lacks(desk: &Desk, goal: &Goal) -> Vec<String> {
    let study = &desk.study;
    let mut sentences = Vec::new();
    let track = track_of(desk, goal);
    if track.is_none() && !goal.track.is_empty() {
        sentences.push(format!(
            "the role {} is not known here, so all areas count the same",
            goal.track
        ));
    }
    if let Some(track) = track
        && !goal.round.is_empty()
        && track.round(&goal.round).is_none()
    {
        sentences.push(format!(
            "the role {} has no round {}, so no area counts twice",
            track.id, goal.round
        ));
    }
    for id in &goal.decks {
        if study.collection.deck(id).is_none() {
            sentences.push(format!("there is no deck {id} here any more"));
        } else if study.progress().deck_state(id) == DeckState::Off {
            sentences.push(format!(
                "the deck {id} is off and gives no cards; mensetsu deck use {id} on takes it in"
            ));
        }
    }
    sentences.extend(gaps(track, &items_by_area(desk, goal)));
    sentences
}

/// Short items of the decks that a goal draws on, by area.
fn items_by_area(desk: &Desk, goal: &Goal) -> BTreeMap<String, usize> {
    let collection = &desk.study.collection;
    let is_wanted: Vec<bool> = collection
        .decks
        .iter()
        .map(|loaded| {
            let id = loaded.deck.id.as_str();
            let is_named = goal.decks.is_empty() || goal.decks.iter().any(|deck| **deck == *id);
            is_named && desk.study.progress().deck_state(id) != DeckState::Off
        })
        .collect();
    let mut items: BTreeMap<String, usize> = BTreeMap::new();
    for item in &collection.items {
        if is_wanted[item.deck as usize] && !item.only_by_facet {
            let (loaded, card) = collection.card_of(item);
            let area = loaded.deck.area_of(card).to_owned();
            *items.entry(area).or_default() += 1;
        }
    }
    items
}

pub(super) fn track_of<'a>(desk: &'a Desk, goal: &Goal) -> Option<&'a Track> {
    let tracks = &desk.study.tracks;
    tracks.iter().find(|track| track.id == *goal.track)
}

pub(super) fn round_of<'a>(desk: &'a Desk, goal: &Goal) -> Option<&'a Round> {
    track_of(desk, goal)?.round(&goal.round)
}

/// What a goal is for: its round, else its role.
fn name(desk: &Desk, goal: &Goal) -> String {
    match (round_of(desk, goal), track_of(desk, goal)) {
        (Some(round), _) => round.name.line().into_string(),
        (None, Some(track)) => track.title.line().into_string(),
        (None, None) => "the interview".to_owned(),
    }
}

/// A goal in a line: days, what, date, hour, company.
fn headline(desk: &Desk, goal: &Goal, day: Option<StudyDay>, today: StudyDay) -> String {
    let name = name(desk, goal);
    let days = match day {
        None => format!("no date yet for {name}"),
        Some(day) if day < today => match today.since(day) {
            1 => format!("1 day since {name}"),
            days => format!("{days} days since {name}"),
        },
        Some(day) => match day.since(today) {
            0 => format!("today is {name}"),
            1 => format!("1 day to {name}"),
            days => format!("{days} days to {name}"),
        },
    };
    with_place(&days, goal)
}

/// Some words with date, hour and company behind them.
fn with_place(words: &str, goal: &Goal) -> String {
    let mut place: Vec<&str> = vec![&goal.date, &goal.time, &goal.company];
    place.retain(|part| !part.is_empty());
    if place.is_empty() {
        words.to_owned()
    } else {
        format!("{words} ({})", place.join(", "))
    }
}

#[derive(Serialize)]
struct Shown {
    format: u32,
    #[serde(flatten)]
    goal: GoalJson,
    goals: Vec<GoalJson>,
}

/// A goal as JSON; where none is set every key is null or empty.
#[derive(Default, Serialize)]
struct GoalJson {
    id: Option<String>,
    date: Option<String>,
    time: Option<String>,
    days_left: Option<i64>,
    track: Option<String>,
    round: Option<String>,
    company: Option<String>,
    minutes: Option<u32>,
    off: Vec<String>,
    decks: Vec<String>,
    share: Option<f64>,
    result: Option<serde_json::Value>,
}

fn as_json(desk: &Desk, record: &GoalRecord, today: StudyDay) -> GoalJson {
    let goal = &record.goal;
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let list = |list: &[Box<str>]| list.iter().map(ToString::to_string).collect();
    let result = goal.result.as_deref();
    GoalJson {
        id: text(&goal.id),
        date: record.day.map(|day| day.to_string()),
        time: text(&goal.time),
        days_left: record.day.map(|day| i64::from(day.0) - i64::from(today.0)),
        track: text(&goal.track),
        round: text(&goal.round),
        company: text(&goal.company),
        minutes: Some(goal.minutes.unwrap_or_else(|| minutes(desk))),
        off: list(&goal.off),
        decks: list(&goal.decks),
        share: goal.share.map(|share| f64::from(share) / 100.0),
        result: result.and_then(|text| serde_json::from_str(text).ok()),
    }
}

fn minutes(desk: &Desk) -> u32 {
    desk.study.minutes.unwrap_or(DEFAULT_MINUTES)
}

fn show(context: &Context, json: bool) -> Result<(), Failure> {
    let desk = context.desk_to_read(Vec::new())?;
    let today = desk.study.today(now());
    let open = desk.study.progress().open_goals(today);
    let mut all: Vec<&GoalRecord> = desk.study.progress().goals.values().collect();
    all.sort_by_key(|record| (record.day.is_none(), record.day));
    let mut output = stdout();
    if json {
        let shown = Shown {
            format: 1,
            goal: open
                .first()
                .map_or_else(GoalJson::default, |record| as_json(&desk, record, today)),
            goals: all
                .iter()
                .map(|record| as_json(&desk, record, today))
                .collect(),
        };
        output.json(&shown)?;
        return Ok(output.flush()?);
    }
    match open.first() {
        Some(record) => details(&mut output, &desk, record, today)?,
        None => output.line("No interview is set. mensetsu goal set --date D sets one.")?,
    }
    for record in open.iter().skip(1) {
        let named = headline(&desk, &record.goal, record.day, today);
        output.line(format!("later: {named} · id {}", record.goal.id))?;
    }
    for record in all
        .iter()
        .filter(|record| record.day.is_some_and(|day| day < today) || !record.is_open())
    {
        let named = with_place(&name(&desk, &record.goal), &record.goal);
        let id = &record.goal.id;
        output.line(if record.is_open() {
            format!("over: {named} · id {id} · mensetsu goal result writes down how it went")
        } else {
            format!("done: {named} · id {id} · {}", in_words(&record.goal))
        })?;
    }
    output.flush()?;
    let missing = match open.first() {
        Some(record) => lacks(&desk, &record.goal),
        None => Vec::new(),
    };
    for sentence in &missing {
        print_note(sentence);
    }
    Ok(())
}

/// How it went, in a few words.
fn in_words(goal: &Goal) -> String {
    let result = GoalResult::read(goal.result.as_deref());
    let rounds: Vec<String> = result
        .rounds
        .iter()
        .map(|round| {
            let asked = match round.asked.len() {
                0 => String::new(),
                1 => ", 1 question".to_owned(),
                count => format!(", {count} questions"),
            };
            let name = SafeText::from_line(&round.round);
            format!("{name} {}{asked}", round.outcome.name())
                .trim()
                .to_owned()
        })
        .collect();
    if rounds.is_empty() {
        "with a result".to_owned()
    } else {
        rounds.join("; ")
    }
}

fn details(
    output: &mut Out,
    desk: &Desk,
    record: &GoalRecord,
    today: StudyDay,
) -> Result<(), Failure> {
    let goal = &record.goal;
    output.line(headline(desk, goal, record.day, today))?;
    output.line(format!("id: {}", goal.id))?;
    match track_of(desk, goal) {
        Some(track) => output.line(format!("role: {} ({})", track.title.line(), track.id))?,
        None => output.line("role: none, all areas count the same")?,
    }
    match round_of(desk, goal) {
        Some(round) => {
            let areas: Vec<&str> = round.areas().into_iter().map(area_title).collect();
            let areas = if areas.is_empty() {
                String::new()
            } else {
                format!("; these areas count twice: {}", areas.join(", "))
            };
            output.line(format!(
                "round: {} ({}){areas}",
                round.name.line(),
                round.id
            ))?;
        }
        None => output.line("round: all rounds")?,
    }
    let minutes = goal.minutes.unwrap_or_else(|| minutes(desk));
    output.line(format!("minutes: {minutes} a day"))?;
    let listed = |list: &[Box<str>], none: &str| {
        if list.is_empty() {
            none.to_owned()
        } else {
            list.join(", ")
        }
    };
    output.line(format!("days off: {}", listed(&goal.off, "none")))?;
    output.line(format!(
        "decks: {}",
        listed(&goal.decks, "all that are in the mix")
    ))?;
    Ok(output.line(speaking::line(desk, record, today))?)
}

fn clear(context: &Context, id: Option<&str>) -> Result<(), Failure> {
    let mut desk = context.desk_to_write(Vec::new())?;
    let today = desk.study.today(now());
    let progress = desk.study.progress();
    let record = match id {
        Some(id) => Some(goal::find(progress, id)?),
        None => progress.open_goals(today).into_iter().next(),
    };
    let mut output = stdout();
    let Some(record) = record else {
        output.line("no goal is open, so there is none to clear")?;
        return Ok(output.flush()?);
    };
    let named = headline(&desk, &record.goal, record.day, today);
    let row = Goal {
        id: record.goal.id.clone(),
        clear: true,
        ..Goal::default()
    };
    desk.append(&What::Goal(Box::new(row)))
        .map_err(|error| Failure::new(format!("the goal is not cleared: {error}")))?;
    output.line(format!("cleared: {named}; progress stays"))?;
    Ok(output.flush()?)
}
