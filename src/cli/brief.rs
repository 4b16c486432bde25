//! `mensetsu brief`: one calm page for the evening before the interview, as text or as a Markdown file.

mod own;
mod page;
mod speaking;

use std::{
    fs,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

use clap::Args;

use super::{Context, Failure, goal::round_of, goal::track_of, stdout};
use crate::{
    deck::{Facet, SafeText, area_title},
    desk::{Desk, now},
    journal::{GoalRecord, Moment, StudyDay},
    plan::{Agenda, goal},
    practice::{Question, question},
    store::whole_file,
    terminal,
};
use page::{Entry, Page, Section};

/// Areas whose recall is told.
const AREAS_SHOWN: usize = 5;

/// How far a forecast with default parameters may be off, in points of a hundred (PLANNER section 2).
const SPREAD: u32 = 7;

/// The page is at most this wide, cells.
const WIDEST: usize = 80;

/// The page is at least this wide, cells: below it every word stands alone.
const NARROWEST: usize = 24;

#[derive(Debug, Args)]
pub(super) struct BriefArguments {
    /// Write the page to this file, as Markdown.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write over a file that is there.
    #[arg(long, requires = "out")]
    force: bool,
    /// For this interview: its id, or its date; without it for the nearest.
    #[arg(long, value_name = "ID")]
    goal: Option<String>,
}

/// When the page is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Now,
    Later,
}

pub(super) fn run(arguments: &BriefArguments, context: &Context) -> Result<(), Failure> {
    let desk = context.desk_to_read(Vec::new())?;
    let now = now();
    let record = chosen(&desk, arguments.goal.as_deref(), desk.study.today(now))?;
    if let Some(path) = &arguments.out {
        may_write(path, arguments.force)?;
    }
    let reading = match arguments.out {
        Some(_) => Reading::Later,
        None => Reading::Now,
    };
    let page = page(&desk, record, now, reading);
    let mut output = stdout();
    match &arguments.out {
        Some(path) => {
            whole_file::write(path, page.markdown().as_bytes()).map_err(|error| {
                Failure::new(format!("{} cannot be written: {error}", path.display()))
            })?;
            output.line(format!("written: {}", path.display()))?;
        }
        None => {
            for line in page.text(columns()) {
                output.line(line)?;
            }
        }
    }
    Ok(output.flush()?)
}

/// The interview that is meant.
fn chosen<'a>(
    desk: &'a Desk,
    name: Option<&str>,
    today: StudyDay,
) -> Result<&'a GoalRecord, Failure> {
    let progress = desk.study.progress();
    let Some(name) = name else {
        let open = progress.open_goals(today);
        return open.first().copied().ok_or_else(|| {
            Failure::with_hint(
                "no interview is set, so there is none to prepare a page for",
                "mensetsu goal set --date D sets one",
            )
        });
    };
    let record = goal::find(progress, name)?;
    match record.day {
        Some(day) if day < today => Err(Failure::with_hint(
            format!("the interview of {day} is over"),
            "mensetsu goal result writes down how it went; without --goal the page is for the nearest one",
        )),
        _ => Ok(record),
    }
}

fn may_write(path: &Path, force: bool) -> Result<(), Failure> {
    match fs::symlink_metadata(path) {
        Ok(_) if path.is_dir() => Err(Failure::with_hint(
            format!("{} is a folder", path.display()),
            "name a file, for example brief.md",
        )),
        Ok(_) if !force => Err(Failure::with_hint(
            format!("{} is there already", path.display()),
            "--force writes over it",
        )),
        _ => Ok(()),
    }
}

/// How wide the page is printed: `COLUMNS` where it is set, else the terminal, else 80; never more.
fn columns() -> usize {
    let set = std::env::var("COLUMNS").ok();
    let set = set.and_then(|columns| columns.parse::<usize>().ok());
    let terminal = || {
        let columns = io::stdout().is_terminal().then(terminal::columns);
        columns.flatten().map(usize::from)
    };
    let columns = set.filter(|columns| *columns > 0).or_else(terminal);
    columns.unwrap_or(WIDEST).clamp(NARROWEST, WIDEST)
}

fn page(desk: &Desk, record: &GoalRecord, now: Moment, reading: Reading) -> Page {
    let study = &desk.study;
    let agenda = study.agenda_for(record, now);
    let brief = study.brief(record, now);
    let items = &study.collection.items;
    let ask = |index: usize| question(&study.collection, &items[index]);
    let shaky = brief.shaky.iter().map(|shaky| {
        let question = ask(shaky.item);
        let head = head(&question, items[shaky.item].facet);
        Entry::new(head, vec![question.context, question.answer])
    });
    let numbers = brief.numbers.iter().map(|index| number(&ask(*index)));
    let questions = brief.questions.iter().filter_map(|key| {
        let (_, card) = study.collection.card(key)?;
        Some(Entry::new(card.heading().line(), Vec::new()))
    });
    let prepared = study.prepared(record);
    let own_questions = own::questions(&prepared);
    let mut sections = Vec::new();
    sections.extend(expected(desk, agenda.as_ref()));
    sections.extend(own::sections(&prepared));
    sections.push(speaking::weakest(study, record, now));
    sections.push(Section::of("The shakiest core cards", shaky.collect()));
    sections.push(Section::of("Numbers to have ready", numbers.collect()));
    let questions = if own_questions.is_empty() {
        questions.collect()
    } else {
        own_questions
    };
    sections.push(Section::of("Questions to ask back", questions));
    sections.push(Section::of("The rounds", speaking::rounds(desk, record)));
    sections.retain(|section| !section.paragraphs.is_empty() || !section.entries.is_empty());
    Page {
        title: title(desk, record),
        facts: facts(
            desk,
            record,
            (reading == Reading::Now).then(|| study.today(now)),
        ),
        sections,
        last: "On the day mensetsu warm-up takes five minutes, and nothing is graded.".to_owned(),
        furigana: desk.config.furigana,
    }
}

/// The question of an item in a line; a word says which facet is asked.
fn head(question: &Question, facet: Facet) -> SafeText {
    match facet {
        Facet::Meaning => SafeText::from_line(&format!("{} (meaning)", question.prompt)),
        Facet::Reading => SafeText::from_line(&format!("{} (reading)", question.prompt)),
        _ => question.prompt.clone(),
    }
}

/// A number with what it is of: the sentence of a gap, or the question of an estimate and its answer.
fn number(question: &Question) -> Entry {
    if question.number.is_none() {
        return Entry::new(question.answer.clone(), Vec::new());
    }
    let answer = SafeText::from_line(&format!("**{}**", question.answer));
    Entry::new(
        question.prompt.clone(),
        vec![question.context.clone(), answer],
    )
}

fn title(desk: &Desk, record: &GoalRecord) -> String {
    let goal = &record.goal;
    match (round_of(desk, goal), track_of(desk, goal)) {
        (Some(round), _) => round.name.line().into_string(),
        (None, Some(track)) => track.title.line().into_string(),
        (None, None) => "The interview".to_owned(),
    }
}

/// Date and hour, company, role and round: each where it is known.
fn facts(desk: &Desk, record: &GoalRecord, today: Option<StudyDay>) -> Vec<(&'static str, String)> {
    let goal = &record.goal;
    let mut facts = Vec::new();
    let when = match record.day {
        None => "no date yet".to_owned(),
        Some(day) => {
            // A file may be read on another day.
            let left = match today.map(|today| day.since(today)) {
                None => String::new(),
                Some(0) => " (today)".to_owned(),
                Some(1) => " (tomorrow)".to_owned(),
                Some(days) => format!(" (in {days} days)"),
            };
            let date = day.date().strftime("%A %-d %B %Y");
            let hour = if goal.time.is_empty() {
                String::new()
            } else {
                format!(", {}", goal.time)
            };
            format!("{date}{hour}{left}")
        }
    };
    facts.push(("When", when));
    if !goal.company.is_empty() {
        facts.push(("Company", goal.company.to_string()));
    }
    if let Some(track) = track_of(desk, goal) {
        facts.push(("Role", track.title.line().into_string()));
    }
    if let Some(round) = round_of(desk, goal) {
        let name = round.name.line();
        facts.push((
            "Round",
            match round.minutes {
                0 => name.into_string(),
                minutes => format!("{name}, {minutes} minutes"),
            },
        ));
    }
    facts
}

/// What to expect, from the plan. Before anything is known about the person nothing is claimed.
fn expected(desk: &Desk, agenda: Option<&Agenda>) -> Option<Section> {
    let agenda = agenda?;
    let percent = |share: f64| format!("{:.0}%", share * 100.0);
    let mut paragraphs = Vec::new();
    if desk.study.progress().items.is_empty() {
        paragraphs.push(
            "Nothing was graded yet, so recall is not measured. mensetsu drill --check takes five minutes."
                .to_owned(),
        );
        return Some(Section::told("What to expect", paragraphs));
    }
    let is_fitted = desk
        .fitted
        .as_ref()
        .is_some_and(|fitted| fitted.fit.parameters.is_some());
    let spread = if is_fitted {
        String::new()
    } else {
        format!(", give or take {SPREAD}")
    };
    let recall = &agenda.recall;
    let (kept, stopped) = (percent(recall.forecast), percent(recall.if_stopped));
    paragraphs.push(if kept == stopped {
        format!("You will recall about {kept} of your cards on the day{spread}.")
    } else {
        format!(
            "You will recall about {kept} of your cards on the day if the plan is kept{spread}, and {stopped} if you stop here."
        )
    });
    let mut areas: Vec<_> = agenda
        .areas
        .iter()
        .filter(|area| area.weight > 0.0)
        .collect();
    areas.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let areas: Vec<String> = areas
        .iter()
        .take(AREAS_SHOWN)
        .map(|area| {
            let name = match area.area.as_str() {
                "" => "no area",
                code => area_title(code),
            };
            format!("{name} {}", percent(area.forecast))
        })
        .collect();
    if areas.len() > 1 {
        paragraphs.push(format!(
            "In the areas that weigh most: {}.",
            areas.join(", ")
        ));
    }
    let left_out: usize = agenda.areas.iter().map(|area| area.left_out).sum();
    if left_out > 0 {
        paragraphs.push(format!(
            "About {left_out} items will not be met before then."
        ));
    }
    Some(Section::told("What to expect", paragraphs))
}
