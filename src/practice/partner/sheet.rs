//! An interview on paper: Markdown for a partner without the program, readable printed and as plain text.
//!
//! The order is that of the interview: how it goes, then for each card what is read aloud, what is said when, what is ticked,
//! and last what must not be shown. Text of cards is safe already and stands in quotes or cells.

use super::{interview::Interview, result::ResultFile};
use crate::{
    deck::{Kind, SafeText},
    practice::spoken::{Step, StepKind, Task, TaskPoint},
};

/// What a partner reads before the first card.
const HOW: &str = "\
You are the interviewer. You need this sheet, a clock and a pen; you need not know the subject.

1. Read aloud what stands under **Read aloud**, then start the clock.
2. Say what stands under **On the clock** when its minute comes. Say nothing else; do not help and do not correct.
3. At the end ask: *How well did that go, from 0 to 100?* Write the number down.
4. Only then tick each point: missed, half or full. When in doubt, tick the lower box. Write a few words on each.
5. Sum up, and say one thing that was good and one thing to work on.

Do not show the sheet before the end: the points are the answers.
";

/// The sheet of an interview.
pub fn sheet(interview: &Interview, tasks: &[Task]) -> String {
    let mut text = String::new();
    let mut add = |part: &str| {
        let part = part.trim_end();
        if !part.is_empty() {
            text.push_str(part);
            text.push_str("\n\n");
        }
    };
    let title = match interview.title.as_str() {
        "" => "Interview".to_owned(),
        title => format!("Interview: {}", SafeText::from_line(title)),
    };
    add(&format!("# {title}"));
    let named = |name: &str| match SafeText::from_line(name) {
        name if name.is_empty() => "____________________".to_owned(),
        name => cell(&name),
    };
    add(&format!(
        "Candidate: {}   Partner: {}   Date: ____________________   Minutes: {}",
        named(&interview.candidate),
        named(&interview.partner),
        interview.minutes
    ));
    add(HOW);
    for (index, task) in tasks.iter().enumerate() {
        add(&card(index + 1, tasks.len(), task));
    }
    add("---");
    add("## Do not show: model answers");
    add("One good answer each, not the only one.");
    for (index, task) in tasks.iter().enumerate() {
        add(&format!("### Card {}: {}", index + 1, task.key));
        if task.model.is_empty() {
            add("This card has no model answer.");
        }
        add(&quote(&task.model));
        add(&quote(&task.note));
        if !task.source.is_empty() {
            add(&format!("Source: {}", task.source));
        }
    }
    add("---");
    add("## Bringing the scores in");
    add(
        "The candidate's program takes the scores in from a file, with `mensetsu mock import FILE`. \
         Copy the block below into a file `interview.json` and put a 0 (missed), 1 (half) or 2 (full) in place of each `null` in `points`. \
         `notes` has a place for each point, `overall` is a line for the candidate, `prediction` the number that the candidate said or `null`. \
         Times are in milliseconds and may stay 0. \
         For another interview with the same sheet change the last letters of `id`, and `date` to its day.",
    );
    add(&format!("```json\n{}```", skeleton(interview, tasks)));
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The result file of an interview that was not held yet, its points open.
pub fn skeleton(interview: &Interview, tasks: &[Task]) -> String {
    let mut file = ResultFile::of(interview, tasks);
    for card in &mut file.cards {
        card.phases.clear();
    }
    file.open_text()
}

fn card(number: usize, count: usize, task: &Task) -> String {
    let mut text = String::new();
    let mut add = |part: &str| {
        let part = part.trim_end();
        if !part.is_empty() {
            text.push_str(part);
            text.push_str("\n\n");
        }
    };
    add("---");
    add(&format!(
        "## Card {number} of {count}: {}, {} minutes",
        task.kind, task.minutes
    ));
    add(&format!("{} · {}", task.area, task.key));
    add("### Read aloud");
    let options: Vec<String> = task
        .options
        .iter()
        .map(|option| format!("- {option}"))
        .collect();
    let parts = [&*task.prompt, &*task.context, &options.join("\n")].map(str::to_owned);
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    add(&quote(&parts.join("\n\n")));
    match task.kind {
        Kind::Compare => add("Ask for the decision first, then why, and when it would be another."),
        Kind::Story => add(&story(task)),
        _ => {}
    }
    if !task.hint.is_empty() {
        add(&format!(
            "Only if the candidate is stuck for a minute: *{}*",
            task.hint
        ));
    }
    add("### On the clock");
    add(&steps(task));
    add("### Prediction");
    add("*How well did that go, from 0 to 100?*   ______");
    add("### Points");
    add(&points(&task.points));
    add("Notes, a line each:");
    let lines: Vec<String> = (1..=task.points.len())
        .map(|number| {
            format!("{number}. ____________________________________________________________")
        })
        .collect();
    add(&lines.join("\n"));
    add(&formula(&task.points));
    add("For the candidate: one thing that was good, one thing to work on.");
    add("____________________________________________________________");
    text
}

fn story(task: &Task) -> String {
    let parts = task.story_parts();
    let part = |(_, name, _, seconds): &(&str, &str, u32, u32)| {
        format!("{name} {}:{:02}", seconds / 60, seconds % 60)
    };
    let parts: Vec<String> = parts.iter().map(part).collect();
    format!(
        "A story of the candidate's own. Time for each part: {}.",
        parts.join(", ")
    )
}

/// Phases and follow-ups with the minute at which each begins.
fn steps(task: &Task) -> String {
    let mut lines = vec![
        "| minute | what | for | took |".to_owned(),
        "|---|---|---|---|".to_owned(),
    ];
    let mut said = Vec::new();
    let mut seconds = 0;
    for step in &task.steps {
        let minute = seconds / 60;
        let name = match step.kind {
            StepKind::Phase => cell(&step.title),
            StepKind::Change => "the task changes: say it".to_owned(),
            StepKind::FollowUp => format!("{}: ask it", cell(&step.title)),
        };
        lines.push(format!(
            "| {minute} | {name} | {} min | |",
            step.seconds / 60
        ));
        said.extend(say(step, minute));
        seconds += step.seconds;
    }
    if said.is_empty() {
        said.push("Nothing needs to be said while the candidate speaks.".to_owned());
    }
    format!("{}\n\n{}", lines.join("\n"), said.join("\n\n"))
}

/// What the partner says when a step begins.
fn say(step: &Step, minute: u32) -> Option<String> {
    if step.text.is_empty() {
        return None;
    }
    let what = match step.kind {
        StepKind::Phase => format!("with {}", step.title),
        StepKind::Change => "the task changes".to_owned(),
        StepKind::FollowUp => step.title.to_string(),
    };
    Some(format!(
        "**Say this at minute {minute}** ({what}):\n\n{}",
        quote(&step.text)
    ))
}

fn points(points: &[TaskPoint]) -> String {
    let mut lines = vec![
        "| # | weight | point | 0 missed | 1 half | 2 full |".to_owned(),
        "|---|---|---|---|---|---|".to_owned(),
    ];
    for (index, point) in points.iter().enumerate() {
        let phase = match &*point.phase {
            "" => String::new(),
            phase => format!(" ({})", cell(phase)),
        };
        lines.push(format!(
            "| {} | {} | {}{phase} | ☐ | ☐ {} | ☐ {} |",
            index + 1,
            point.weight,
            cell(&point.point),
            cell(&point.partial),
            cell(&point.full),
        ));
    }
    lines.join("\n")
}

fn formula(points: &[TaskPoint]) -> String {
    let weights: u32 = points.iter().map(|point| point.weight).sum();
    let terms: Vec<String> = points
        .iter()
        .map(|point| format!("{} × __", point.weight))
        .collect();
    format!(
        "Score, with 0, 1 or 2 for each __: ({}) ÷ 2 = ______ of {weights}",
        terms.join(" + ")
    )
}

/// A text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// A text as a quote, so that no card can pass for the sheet.
fn quote(text: &str) -> String {
    let line = |line: &str| {
        if line.trim().is_empty() {
            ">".to_owned()
        } else {
            format!("> {line}")
        }
    };
    let lines: Vec<String> = text.lines().map(line).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests;
