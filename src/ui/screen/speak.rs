//! The speak screen: phases with their times, the task, what was revealed, follow-ups, notes.

mod points;
mod scored;

use ratatui::{
    layout::{Position, Rect},
    widgets::Widget,
};

use crate::{
    app::{App, Scope, SpeakScreen, drill::View},
    deck::Kind,
    practice::spoken::{Place, StepKind, clock},
    ui::{
        markdown,
        page::{Page, Painter},
        text::{Piece, TextLine, cut, field, ruby, width, wrap},
        theme::Role,
    },
};

/// A space at which no line breaks.
const NO_BREAK: &str = "\u{a0}";

/// A hyphen at which no line breaks.
const NO_BREAK_HYPHEN: &str = "\u{2011}";
/// Cells of the field of the prediction.
const PREDICTION_CELLS: usize = 8;

/// Rows of the notes, where there is room.
const NOTE_ROWS: u16 = 6;

pub(in crate::ui) fn draw(
    screen: &SpeakScreen,
    app: &App,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    match screen.scope() {
        Scope::Points | Scope::Whole => Some(points::draw(screen, app, page, painter)),
        Scope::Prediction => Some(prediction(screen, page, painter)),
        Scope::Scored => {
            scored::draw(screen, app, page, painter);
            None
        }
        Scope::Model => {
            title(screen, page, painter);
            let cells = usize::from(page.body.width);
            let mut lines = wrap(
                &[Piece::new(
                    "Read it, then say it in your own words. This try is not scored.",
                    Role::Muted,
                )],
                cells,
            );
            lines.push(TextLine::default());
            lines.extend(markdown::lines(
                &screen.task.model,
                cells,
                Role::Text,
                painter.setting(),
            ));
            scrolled(screen, page.body, &lines, 0, painter);
            None
        }
        _ => speaking(screen, page, painter),
    }
}

/// What the card is, and the clock of the whole.
fn title(screen: &SpeakScreen, page: &Page, painter: &mut Painter<'_>) {
    let dot = painter.look.glyphs.dot;
    let mut kind = screen.task.kind.name().to_owned();
    if let Some(first) = kind.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let place = screen.running.mock.as_ref().map(|mock| {
        format!(
            "card {} of {} {dot} ",
            mock.cards_done + 1,
            mock.cards.len()
        )
    });
    let right = if screen.attempt.manner.is_untimed {
        format!("{}no clock", place.unwrap_or_default())
    } else {
        let ms = screen.total_ms();
        let over = ms / 1_000 > u64::from(screen.seconds());
        let paused = if screen.attempt.is_paused {
            "paused "
        } else {
            ""
        };
        format!(
            "{}{paused}{} of {}{}",
            place.unwrap_or_default(),
            clock(ms),
            clock(u64::from(screen.seconds()) * 1_000),
            if over { " over" } else { "" }
        )
    };
    let left = match (&screen.task.phase, page.is_compact) {
        (_, true) => kind,
        (Some(phase), _) => format!("{kind} {dot} {phase} alone"),
        (None, _) => format!("{kind} {dot} {}", screen.task.area),
    };
    painter.title(page, &left, &right);
}

fn speaking(screen: &SpeakScreen, page: &Page, painter: &mut Painter<'_>) -> Option<Position> {
    title(screen, page, painter);
    let at = screen.attempt.step()?;
    let cells = usize::from(page.body.width);
    // The times stay in sight, whatever is scrolled below them.
    let head = phases(screen, at, cells, page.is_compact, painter);
    painter.lines(page.body, &head, 0);
    let mut lines = task(screen, cells, painter);
    let mut base = 0;
    for (index, step) in screen.task.steps.iter().enumerate().take(at + 1) {
        let is_shown = !step.text.is_empty() && (index == at || step.kind != StepKind::FollowUp);
        if !is_shown {
            continue;
        }
        lines.push(TextLine::default());
        if index == at {
            base = lines.len();
        }
        let seconds = step.seconds;
        let head = match step.kind {
            StepKind::Phase => step.title.to_string(),
            StepKind::Change | StepKind::FollowUp if screen.attempt.manner.is_untimed => {
                step.title.to_string()
            }
            StepKind::Change | StepKind::FollowUp => format!("{}, {seconds} s", step.title),
        };
        let role = if index == at {
            Role::Accent
        } else {
            Role::Muted
        };
        lines.push(TextLine::of(head, role));
        let role = if index == at {
            Role::Strong
        } else {
            Role::Text
        };
        lines.extend(markdown::lines(&step.text, cells, role, painter.setting()));
    }
    let notes_rows = if screen.editor.is_some() {
        NOTE_ROWS.min(page.body.height / 2)
    } else {
        1
    };
    let head_rows = head.len() as u16;
    let area = Rect::new(
        page.body.x,
        page.body.y + head_rows,
        page.body.width,
        page.body.height.saturating_sub(head_rows + notes_rows + 1),
    );
    // What is asked now must be in sight; the task above it can be scrolled to.
    let base = base
        .saturating_sub(1)
        .min(lines.len().saturating_sub(usize::from(area.height)));
    scrolled(screen, area, &lines, base as u16, painter);
    notes(screen, page, notes_rows, painter)
}

/// Lines that can be scrolled, beginning at a line.
fn scrolled(
    screen: &SpeakScreen,
    area: Rect,
    lines: &[TextLine],
    base: u16,
    painter: &mut Painter<'_>,
) {
    let last = lines.len().saturating_sub(usize::from(area.height));
    let from = (i32::from(base) + screen.scroll).clamp(0, last as i32) as usize;
    screen.view.set(View {
        height: area.height,
        lines: lines.len() as u16,
        base,
    });
    painter.lines(area, lines, from);
    painter.more(area, from, last);
}

/// The phases in a row with the time of each: spent, running, or to come.
fn phases(
    screen: &SpeakScreen,
    at: usize,
    cells: usize,
    is_compact: bool,
    painter: &Painter<'_>,
) -> Vec<TextLine> {
    let attempt = &screen.attempt;
    let steps = &screen.task.steps;
    if screen.task.phases().count() < 2 {
        let is_story = screen.task.kind == Kind::Story && attempt.step() == Some(0);
        return if is_story {
            story_parts(screen, cells)
        } else {
            Vec::new()
        };
    }
    let glyphs = painter.look.glyphs;
    let mut pieces = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        if step.kind != StepKind::Phase || (is_compact && index != at) {
            continue;
        }
        let spent = attempt.spent.get(index).copied().unwrap_or(0);
        let over = spent / 1_000 > u64::from(step.seconds) && !attempt.manner.is_untimed;
        let title = cut(&step.title, 24, glyphs.cut);
        let (text, role) = if attempt.manner.is_untimed {
            let role = if index == at {
                Role::Strong
            } else {
                Role::Muted
            };
            (title, role)
        } else if index < at {
            let sign = if over { " over" } else { glyphs.done };
            (
                format!("{title} {}{sign}", clock(spent)),
                if over { Role::Warn } else { Role::Muted },
            )
        } else if index == at {
            let sign = if over { " over" } else { "" };
            let text = format!(
                "{title} {} of {}{sign}",
                clock(spent),
                clock(u64::from(step.seconds) * 1_000)
            );
            (text, if over { Role::Warn } else { Role::Strong })
        } else {
            (format!("{title} {}", step.seconds / 60), Role::Muted)
        };
        if !pieces.is_empty() {
            pieces.push(Piece::new("   ", Role::Muted));
        }
        pieces.push(Piece::new(
            text.replace(' ', NO_BREAK).replace('-', NO_BREAK_HYPHEN),
            role,
        ));
    }
    if pieces.is_empty() {
        return Vec::new();
    }
    whole_pieces(&pieces, cells)
}

/// The parts of a story with the time that each should take.
fn story_parts(screen: &SpeakScreen, cells: usize) -> Vec<TextLine> {
    let parts = screen.task.story_parts();
    let mut pieces = Vec::new();
    for (letter, name, _, seconds) in parts {
        if !pieces.is_empty() {
            pieces.push(Piece::new("   ", Role::Muted));
        }
        pieces.push(Piece::new(letter, Role::Accent));
        let time = if screen.attempt.manner.is_untimed {
            format!("{NO_BREAK}{name}")
        } else {
            format!(
                "{NO_BREAK}{name}{NO_BREAK}{}",
                clock(u64::from(seconds) * 1_000)
            )
        };
        pieces.push(Piece::new(time, Role::Muted));
    }
    whole_pieces(&pieces, cells)
}

/// Breaks pieces into lines so that each stays whole: its spaces do not break.
fn whole_pieces(pieces: &[Piece], cells: usize) -> Vec<TextLine> {
    let mut lines = wrap(pieces, cells);
    for piece in lines.iter_mut().flat_map(|line| &mut line.pieces) {
        piece.text = piece
            .text
            .replace(NO_BREAK, " ")
            .replace(NO_BREAK_HYPHEN, "-");
    }
    lines.push(TextLine::default());
    lines
}

/// The prompt with what belongs to it, and how to begin.
fn task(screen: &SpeakScreen, cells: usize, painter: &Painter<'_>) -> Vec<TextLine> {
    let task = &screen.task;
    let glyphs = painter.look.glyphs;
    let mut lines = markdown::lines(&task.prompt, cells, Role::Strong, painter.setting());
    if !task.context.is_empty() {
        lines.push(TextLine::default());
        lines.extend(markdown::lines(
            &task.context,
            cells,
            Role::Text,
            painter.setting(),
        ));
    }
    if !task.options.is_empty() {
        lines.push(TextLine::default());
    }
    for option in &task.options {
        let option = [Piece::new(
            format!("{} {option}", glyphs.bullet),
            Role::Text,
        )];
        lines.extend(ruby::wrap(&option, cells, painter.readings.in_brackets()));
    }
    if screen.attempt.step() == Some(0) {
        let begin = match task.kind {
            Kind::Compare => "Say the decision first, then why, and when you would change it.",
            Kind::Story => "Tell a story of your own, aloud.",
            _ => "Say it aloud.",
        };
        lines.push(TextLine::default());
        lines.extend(wrap(&[Piece::new(begin, Role::Muted)], cells));
    }
    lines
}

/// The notes: open as a text area, or the first line of what was noted.
fn notes(
    screen: &SpeakScreen,
    page: &Page,
    rows: u16,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    let body = page.body;
    let top = body.bottom().saturating_sub(rows);
    let Some(editor) = &screen.editor else {
        let at = screen.attempt.step()?;
        let noted = screen.attempt.notes.get(at)?;
        let first = noted.lines().next_back().unwrap_or_default();
        if !first.is_empty() {
            let label = "notes  ";
            painter.text(body.x, top, body.width, label, Role::Muted);
            let x = body.x + width(label) as u16;
            let text = crate::deck::SafeText::from_line(first);
            painter.text(x, top, body.right().saturating_sub(x), &text, Role::Text);
        }
        return None;
    };
    let rule = painter.look.glyphs.rule.repeat(usize::from(body.width));
    painter.text(
        body.x,
        top.saturating_sub(1),
        body.width,
        &rule,
        Role::Border,
    );
    painter.text(
        body.x,
        top.saturating_sub(1),
        body.width,
        "notes ",
        Role::Muted,
    );
    let area = Rect::new(body.x, top, body.width, rows);
    painter.widget(area, |area, buffer| editor.render(area, buffer));
    let (row, column) = editor.scroll_offset();
    let cursor = editor.screen_cursor();
    Some(Position {
        x: (area.x + (cursor.col as u16).saturating_sub(column))
            .min(area.right().saturating_sub(1)),
        y: (area.y + (cursor.row as u16).saturating_sub(row)).min(area.bottom().saturating_sub(1)),
    })
}

/// One question, large and alone.
fn prediction(screen: &SpeakScreen, page: &Page, painter: &mut Painter<'_>) -> Position {
    title(screen, page, painter);
    debug_assert_eq!(screen.attempt.place, Place::Predict);
    let body = page.body;
    let question = "How well did that go, 0 to 100?";
    let y = body.y + body.height / 3;
    let x = body.x + body.width.saturating_sub(width(question) as u16) / 2;
    painter.text(x, y, body.width, question, Role::Strong);
    let x = painter.text(x, y + 2, 2, painter.look.glyphs.chosen, Role::Accent) + 1;
    let (value, cursor) = field(&screen.input, PREDICTION_CELLS);
    painter.text(x, y + 2, PREDICTION_CELLS as u16, &value, Role::Text);
    let hint = "Enter alone skips it.";
    let hint_x = body.x + body.width.saturating_sub(width(question) as u16) / 2;
    painter.text(hint_x, y + 4, body.width, hint, Role::Muted);
    Position {
        x: x + cursor as u16,
        y: y + 2,
    }
}
