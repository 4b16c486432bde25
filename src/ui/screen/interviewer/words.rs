//! What the screen of an interview says: the step, the task, a point, the candidate's part, the end.

use crate::{
    app::{App, InterviewerScreen, Scope, action::Bound, interviewer::Face},
    deck::{Kind, SafeText},
    practice::{
        partner::Asked,
        spoken::{StepKind, Task, clock, score_text},
    },
    ui::{
        markdown,
        page::{Page, Painter, key_of},
        text::{Piece, TextLine, wrap},
        theme::Role,
    },
};

/// What is said now, then the task.
pub(super) fn step_lines(
    asked: &Asked,
    task: &Task,
    cells: usize,
    painter: &Painter<'_>,
) -> Vec<TextLine> {
    let mut lines = Vec::new();
    let step = asked.step().and_then(|at| task.steps.get(at));
    let is_first = asked.step() == Some(0);
    if let Some(step) = step.filter(|step| !step.text.is_empty()) {
        let label = match step.kind {
            StepKind::Phase => "Say now",
            StepKind::Change => "Say now: the task changes",
            StepKind::FollowUp => "Ask now",
        };
        lines.push(TextLine::of(label, Role::Muted));
        lines.extend(markdown::lines(
            &step.text,
            cells,
            Role::Strong,
            painter.setting(),
        ));
        lines.push(TextLine::default());
    }
    let (label, role) = if is_first {
        ("Read aloud", Role::Strong)
    } else {
        ("The task", Role::Text)
    };
    lines.push(TextLine::of(label, Role::Muted));
    lines.extend(task_lines(task, cells, role, painter));
    if is_first {
        lines.extend(advice(task, cells));
    }
    if !task.hint.is_empty() {
        lines.push(TextLine::default());
        lines.push(TextLine::of("Only if they are stuck", Role::Muted));
        lines.extend(markdown::lines(
            &task.hint,
            cells,
            Role::Text,
            painter.setting(),
        ));
    }
    lines
}

/// The text of the card: prompt, context, options.
fn task_lines(task: &Task, cells: usize, role: Role, painter: &Painter<'_>) -> Vec<TextLine> {
    let glyphs = painter.look.glyphs;
    let mut lines = markdown::lines(&task.prompt, cells, role, painter.setting());
    if !task.context.is_empty() {
        lines.push(TextLine::default());
        lines.extend(markdown::lines(
            &task.context,
            cells,
            Role::Text,
            painter.setting(),
        ));
    }
    for option in &task.options {
        lines.extend(paragraph(
            &format!("{} {option}", glyphs.bullet),
            Role::Text,
            cells,
        ));
    }
    lines
}

/// How a kind is asked.
fn advice(task: &Task, cells: usize) -> Vec<TextLine> {
    let text = match task.kind {
        Kind::Compare => {
            "Ask for the decision first, then why, and when it would be another.".to_owned()
        }
        Kind::Story => {
            let parts = task.story_parts();
            let part = |(_, name, _, seconds): &(&str, &str, u32, u32)| {
                format!("{name} {}", clock(u64::from(*seconds) * 1_000))
            };
            let parts: Vec<String> = parts.iter().map(part).collect();
            format!("A story of their own: {}.", parts.join(", "))
        }
        _ => return Vec::new(),
    };
    let mut lines = vec![TextLine::default()];
    lines.extend(paragraph(&text, Role::Muted, cells));
    lines
}

/// What is known of the chosen point, or of the line for the candidate.
pub(super) fn point_lines(
    screen: &InterviewerScreen,
    asked: &Asked,
    task: &Task,
    cells: usize,
) -> Vec<TextLine> {
    let mut lines = Vec::new();
    let mut add = |label: &str, text: &str| {
        if !text.is_empty() {
            let pieces = [
                Piece {
                    text: format!("{label} "),
                    role: Role::Muted,
                },
                Piece {
                    text: text.to_owned(),
                    role: Role::Text,
                },
            ];
            lines.extend(wrap(&pieces, cells));
        }
    };
    if let Some(point) = task.points.get(screen.selected) {
        add("point", &point.point);
        add("full", &point.full);
        add("half", &point.partial);
        let note = asked.notes.get(screen.selected).and_then(Option::as_deref);
        add("note", &SafeText::from_line(note.unwrap_or_default()));
        return lines;
    }
    add("for the candidate", &SafeText::from_line(&asked.overall));
    if asked.overall.is_empty() {
        lines.push(TextLine::of(
            "One thing that was good, one thing to work on.",
            Role::Muted,
        ));
    }
    lines
}

/// The candidate's part: what was read aloud and said so far, and nothing of the points. No frame and no sign stands beside
/// it, so that it can be marked and copied.
pub(super) fn candidate_part(
    asked: &Asked,
    task: &Task,
    cells: usize,
    painter: &Painter<'_>,
) -> Vec<TextLine> {
    let mut lines = task_lines(task, cells, Role::Text, painter);
    let said = asked.step().map_or(task.steps.len(), |at| at + 1);
    let said = task.steps.iter().take(said);
    for step in said.filter(|step| !step.text.is_empty()) {
        lines.push(TextLine::default());
        lines.extend(markdown::lines(
            &step.text,
            cells,
            Role::Text,
            painter.setting(),
        ));
    }
    lines
}

pub(super) fn end(
    screen: &InterviewerScreen,
    app: &App,
    page: &Page,
    painter: &Painter<'_>,
) -> Vec<TextLine> {
    let cells = usize::from(page.body.width);
    let file = SafeText::from_line(&screen.file.display().to_string());
    let mut lines = Vec::new();
    if screen.face == Face::Written {
        lines.extend(paragraph(
            &format!("The result is in {file}."),
            Role::Strong,
            cells,
        ));
        let next = "Give the file to the candidate, who takes it in with mensetsu mock import FILE. Talk about it now, while you remember.";
        lines.extend(paragraph(next, Role::Text, cells));
    } else {
        let key = key_of(app, Scope::InterviewEnd, Bound::FinishCard, painter.look);
        let text = format!(
            "The result is not written to {file} yet. {key} tries again. What was ticked is kept beside it."
        );
        lines.extend(paragraph(&text, Role::Warn, cells));
    }
    lines.push(TextLine::default());
    for (asked, task) in screen.interview.cards.iter().zip(&screen.tasks) {
        let score = score_text(asked.scored(task).score);
        let said = asked
            .said
            .map_or(String::new(), |said| format!(", said {said}"));
        lines.extend(paragraph(
            &format!("{score}{said}   {}", task.prompt),
            Role::Text,
            cells,
        ));
    }
    lines
}

pub(super) fn paragraph(text: &str, role: Role, cells: usize) -> Vec<TextLine> {
    let text = text.to_owned();
    wrap(&[Piece { text, role }], cells)
}
