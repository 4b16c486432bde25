//! `mensetsu plan`: what to study today for the interview, and what to expect on its day.

mod speaking;

use clap::Args;
use serde::Serialize;

use super::{Context, Failure, Out, stdout};
use crate::{
    app::progress::{left_out_sentence, recall_rows},
    deck::area_title,
    desk::{self, Desk},
    journal::{Moment, StudyDay},
    plan::{Agenda, Request, Why},
};
use speaking::{SpeakingReport, SpokenReport};

/// Days that the text shows where nobody says another number.
const DAYS_SHOWN: usize = 14;

#[derive(Debug, Args)]
pub(super) struct PlanArguments {
    /// How many days to show.
    #[arg(long, value_name = "N")]
    days: Option<usize>,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report {
    format: u32,
    now: String,
    goal: Option<GoalReport>,
    budget_seconds: f64,
    recall: RecallReport,
    spoken: Vec<SpokenReport>,
    speaking: Option<SpeakingReport>,
    areas: Vec<AreaReport>,
    today: Vec<TodayReport>,
    days: Vec<DayReport>,
    left_out: Vec<LeftOut>,
}

#[derive(Serialize)]
struct GoalReport {
    date: String,
    days_left: u32,
    track: Option<String>,
    round: Option<String>,
    minutes: u32,
    off: Vec<String>,
    decks: Vec<String>,
    share: f64,
}

#[derive(Default, Serialize)]
struct RecallReport {
    now: Option<f64>,
    if_stopped: Option<f64>,
    forecast: Option<f64>,
    forecast_at_pace: Option<f64>,
    bound: Option<f64>,
}

#[derive(Serialize)]
struct AreaReport {
    area: Option<String>,
    weight: f64,
    items: usize,
    unseen: usize,
    now: f64,
    if_stopped: f64,
    forecast: f64,
}

#[derive(Serialize)]
struct TodayReport {
    item: String,
    new: bool,
    why: &'static str,
    expected_seconds: f64,
    recall_now: Option<f64>,
    gain: Option<f64>,
}

#[derive(Serialize)]
struct DayReport {
    date: String,
    seconds: f64,
    new: f64,
    reviews: f64,
}

#[derive(Serialize)]
struct LeftOut {
    area: Option<String>,
    items: usize,
}

pub(super) fn run(arguments: &PlanArguments, context: &Context) -> Result<(), Failure> {
    let mut desk = context.desk_to_read(Vec::new())?;
    let now = desk::now();
    desk::make_plan(&mut desk.study, &desk.home, now, true);
    let agenda = desk.study.planned(now);
    let mut output = stdout();
    if arguments.json {
        output.json(&report(&desk, now, agenda, arguments.days))?;
    } else {
        print(&desk, now, agenda, arguments.days, &mut output)?;
    }
    Ok(output.flush()?)
}

/// Seconds, gains and shares with as many digits as mean something.
fn rounded(value: f64, digits: i32) -> f64 {
    let factor = 10_f64.powi(digits);
    // The sum of nothing is -0.0, which would be shown.
    (value * factor).round() / factor + 0.0
}

/// Seconds of an item, rounded down so that their sum stays within the minutes.
fn down(seconds: f64) -> f64 {
    (seconds * 1_000.0).floor() / 1_000.0
}

fn report(desk: &Desk, now: Moment, agenda: Option<&Agenda>, days: Option<usize>) -> Report {
    let area = |code: &str| (!code.is_empty()).then(|| code.to_owned());
    let Some(agenda) = agenda else {
        return without_date(desk, now);
    };
    let goal = desk.study.progress().active_goal(desk.study.today(now));
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Report {
        format: 1,
        now: now.rfc3339(),
        goal: goal.map(|record| GoalReport {
            date: record.day.map_or(String::new(), |day| day.to_string()),
            days_left: record.day.map_or(0, |day| day.since(desk.study.today(now))),
            track: text(&record.goal.track),
            round: text(&record.goal.round),
            minutes: desk.study.minutes(now),
            off: record.goal.off.iter().map(ToString::to_string).collect(),
            decks: record.goal.decks.iter().map(ToString::to_string).collect(),
            share: f64::from(desk.study.spoken_percent(now)) / 100.0,
        }),
        budget_seconds: rounded(agenda.budget_seconds, 3),
        recall: RecallReport {
            now: Some(rounded(agenda.recall.now, 6)),
            if_stopped: Some(rounded(agenda.recall.if_stopped, 6)),
            forecast: Some(rounded(agenda.recall.forecast, 6)),
            forecast_at_pace: Some(rounded(agenda.recall.forecast_at_pace, 6)),
            bound: Some(rounded(agenda.recall.bound, 6)),
        },
        spoken: speaking::rounds(desk, now),
        speaking: speaking::report(desk, now),
        areas: agenda
            .areas
            .iter()
            .map(|of| AreaReport {
                area: area(&of.area),
                weight: rounded(of.weight, 6),
                items: of.items,
                unseen: of.unseen,
                now: rounded(of.now, 6),
                if_stopped: rounded(of.if_stopped, 6),
                forecast: rounded(of.forecast, 6),
            })
            .collect(),
        today: agenda
            .today
            .iter()
            .map(|planned| TodayReport {
                item: desk.study.collection.items[planned.pick.item]
                    .key
                    .to_string(),
                new: planned.is_new,
                why: why(planned.pick.why),
                expected_seconds: down(planned.pick.seconds),
                recall_now: Some(rounded(planned.recall_now, 6)),
                gain: Some(rounded(planned.gain, 9)),
            })
            .collect(),
        days: agenda
            .days
            .iter()
            .take(days.unwrap_or(usize::MAX))
            .map(|day| DayReport {
                date: day.day.to_string(),
                seconds: rounded(day.seconds, 1),
                new: rounded(day.new, 1),
                reviews: rounded(day.reviews, 1),
            })
            .collect(),
        left_out: agenda
            .areas
            .iter()
            .filter(|of| of.left_out > 0)
            .map(|of| LeftOut {
                area: area(&of.area),
                items: of.left_out,
            })
            .collect(),
    }
}

/// Without a date: the queue of the day, and nothing about a day that is not known.
fn without_date(desk: &Desk, now: Moment) -> Report {
    let queue = desk.study.queue(&today(desk, now), now);
    let item = |pick: &crate::plan::Pick| TodayReport {
        item: desk.study.collection.items[pick.item].key.to_string(),
        new: pick.why == Why::New,
        why: why(pick.why),
        expected_seconds: down(pick.seconds),
        recall_now: None,
        gain: None,
    };
    Report {
        format: 1,
        now: now.rfc3339(),
        goal: None,
        budget_seconds: rounded(desk.study.seconds_left(now), 3),
        recall: RecallReport::default(),
        spoken: speaking::rounds(desk, now),
        speaking: speaking::report(desk, now),
        areas: Vec::new(),
        today: queue.picks.iter().map(item).collect(),
        days: Vec::new(),
        left_out: Vec::new(),
    }
}

/// What is left of today's minutes, and no more.
fn today(desk: &Desk, now: Moment) -> Request {
    Request {
        seconds: Some(desk.study.seconds_left(now)),
        ..Request::default()
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::Step => "step",
        Why::Missed => "missed",
        Why::Due => "due",
        Why::New => "new",
        Why::Ahead => "ahead",
        Why::Cram => "cram",
    }
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0 + 0.0)
}

fn minutes(seconds: f64) -> String {
    format!("{:.0} min", (seconds / 60.0).ceil() + 0.0)
}

fn date(day: StudyDay) -> String {
    day.date().strftime("%a %d %b").to_string()
}

fn print(
    desk: &Desk,
    now: Moment,
    agenda: Option<&Agenda>,
    days: Option<usize>,
    output: &mut Out,
) -> Result<(), Failure> {
    let study = &desk.study;
    let Some(agenda) = agenda else {
        let queue = study.queue(&today(desk, now), now);
        output.line("No interview date is set, so nothing is planned towards one.")?;
        output.line(format!(
            "today  {}  {} cards, {} due, {} new",
            minutes(queue.seconds()),
            queue.picks.len(),
            queue.picks.len() - queue.picked_new(),
            queue.picked_new()
        ))?;
        return Ok(());
    };
    let facts = study.facts(now);
    let (day, left) = facts.interview.unwrap_or((study.today(now), 0));
    let count = if left == 1 { "day" } else { "days" };
    output.line(format!(
        "{left} {count} to {} · {}",
        facts.interview_name,
        date(day)
    ))?;
    output.line("")?;
    if agenda.areas.is_empty() {
        output.line("No card is in the mix, so there is nothing to plan. mensetsu deck list shows the decks.")?;
        return Ok(());
    }
    let new = agenda.today.iter().filter(|planned| planned.is_new).count();
    let seconds: f64 = agenda
        .today
        .iter()
        .map(|planned| planned.pick.seconds)
        .sum();
    output.line(format!(
        "today  {}  {} cards, {} to review, {new} new",
        minutes(seconds),
        agenda.today.len(),
        agenda.today.len() - new
    ))?;
    if let Some(speaking) = &facts.speaking {
        for line in speaking::today_lines(speaking) {
            output.line(line)?;
        }
    }
    output.line("")?;
    output.line("cards you will recall on the day")?;
    for (name, share) in recall_rows(&agenda.recall, facts.has_reviews) {
        let share = share.map_or_else(|| "not measured".to_owned(), percent);
        output.line(format!("  {name:<24}{share:>5}"))?;
    }
    if let Some(speaking) = &facts.speaking {
        let others = desk::other_shares(study, &desk.home, now);
        for sentence in speaking::share_sentences(speaking, others) {
            output.line(format!("  {sentence}"))?;
        }
    }
    output.line("")?;
    if !facts.rounds.is_empty() {
        output.line("rounds")?;
        for round in &facts.rounds {
            output.line(format!("  {}: {}", round.name, round.words()))?;
        }
        output.line("")?;
    }
    output.line(format!(
        "  {:<26}{:>7}{:>7}{:>7}{:>7}",
        "area", "weight", "now", "day", "unmet"
    ))?;
    for area in &agenda.areas {
        let title = if area.area.is_empty() {
            "no area"
        } else {
            area_title(&area.area)
        };
        output.line(format!(
            "  {title:<26}{:>7}{:>7}{:>7}{:>7}",
            percent(area.weight),
            percent(area.now),
            percent(area.forecast),
            area.left_out
        ))?;
    }
    output.line("")?;
    for day in agenda.days.iter().take(days.unwrap_or(DAYS_SHOWN)) {
        output.line(format!(
            "  {}  {:>7}  {:>3.0} new  {:>3.0} reviews",
            date(day.day),
            minutes(day.seconds),
            day.new,
            day.reviews
        ))?;
    }
    output.line("")?;
    output.line(left_out_sentence(agenda))?;
    if let Some(sentence) = facts.speaking.and_then(|speaking| speaking.left_out) {
        output.line(sentence)?;
    }
    Ok(())
}
