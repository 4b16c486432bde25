//! The points of a rubric to tick, the anchors of the selected one in sight.

use ratatui::layout::Position;

use crate::{
    app::{App, Scope, SpeakScreen, drill::View},
    practice::spoken::TaskPoint,
    ui::{
        page::{Page, Painter},
        text::{Piece, Readings, TextLine, ruby, width, wrap},
        theme::Role,
    },
};

/// Cells before the text of a point: sign, value and weight.
const HEAD_CELLS: usize = 9;

pub(super) fn draw(
    screen: &SpeakScreen,
    app: &App,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Position {
    let dot = painter.look.glyphs.dot;
    let score = app.score_so_far().unwrap_or_default();
    painter.title(page, &format!("Points {dot} {}", screen.task.area), &score);
    let cells = usize::from(page.body.width);
    let mut lines: Vec<TextLine> = Vec::new();
    if screen.scope() == Scope::Whole {
        let question = [Piece {
            text: "The whole at once: 1 weak, 30   2 half, 50   3 good, 72   4 strong, 90"
                .to_owned(),
            role: Role::Accent,
        }];
        lines.extend(wrap(&question, cells));
        lines.push(TextLine::default());
    }
    let mut selected = 0..0;
    for (index, point) in screen.task.points.iter().enumerate() {
        let tick = screen.attempt.points.get(index).copied().flatten();
        let is_selected = index == screen.selected;
        let from = lines.len();
        let teaches = screen.teaches.get(index).copied().unwrap_or_default();
        let due = match teaches {
            count if count > 0 && tick == Some(0) => due_words(count, page.is_compact),
            _ => String::new(),
        };
        lines.extend(head(point, tick, is_selected, (cells, &due), painter));
        if is_selected {
            let indentation = if page.is_compact { 2 } else { HEAD_CELLS + 2 };
            lines.extend(anchors(point, (indentation, cells), painter.readings));
            selected = from..lines.len();
        }
    }
    let height = usize::from(page.body.height);
    let last = lines.len().saturating_sub(height);
    // The selected point is in sight with its anchors; where these are longer than the screen, from its own line on.
    let from = if selected.len() >= height {
        selected.start
    } else {
        let in_the_middle = selected.start.saturating_sub(height / 2);
        selected.end.saturating_sub(height).max(in_the_middle)
    };
    let from = from.min(last);
    screen.view.set(View {
        height: page.body.height,
        lines: lines.len() as u16,
        base: from as u16,
    });
    painter.lines(page.body, &lines, from);
    painter.more(page.body, from, last);
    let row = selected.start.saturating_sub(from) as u16;
    Position {
        x: page.body.x,
        y: page.body.y + row.min(page.body.height.saturating_sub(1)),
    }
}

/// `● 15/15  Names the key …`.
fn head(
    point: &TaskPoint,
    tick: Option<u8>,
    is_selected: bool,
    (cells, due): (usize, &str),
    painter: &Painter<'_>,
) -> Vec<TextLine> {
    let glyphs = painter.look.glyphs;
    let sign = match tick {
        Some(2) => glyphs.full_point,
        Some(1) => glyphs.half_point,
        Some(_) => glyphs.no_point,
        None => "?",
    };
    let value = match tick {
        None => "-".to_owned(),
        Some(2) => point.weight.to_string(),
        Some(1) => half(point.weight),
        Some(_) => "0".to_owned(),
    };
    let text = ruby::wrap(
        &[Piece {
            text: point.point.to_string(),
            role: if is_selected {
                Role::Strong
            } else {
                Role::Text
            },
        }],
        cells.saturating_sub(HEAD_CELLS + 2 + width(due)),
        painter.readings.in_brackets(),
    );
    let role = match tick {
        Some(2) => Role::Good,
        Some(1) => Role::Warn,
        Some(_) => Role::Bad,
        None => Role::Muted,
    };
    let chosen = if is_selected { glyphs.chosen } else { " " };
    let mut lines = Vec::new();
    for (row, line) in text.into_iter().enumerate() {
        let mut whole = TextLine::default();
        if row == 0 {
            whole.push(format!("{chosen} "), Role::Accent);
            whole.push(format!("{sign} "), role);
            whole.push(
                format!("{:>6} ", format!("{value}/{}", point.weight)),
                Role::Muted,
            );
        } else {
            whole.push(" ".repeat(HEAD_CELLS + 2), Role::Text);
        }
        whole.pieces.extend(line.pieces);
        if row == 0 && !due.is_empty() {
            let gap = cells.saturating_sub(whole.width() + width(due));
            whole.push(" ".repeat(gap), Role::Text);
            whole.push(due, Role::Warn);
        }
        lines.push(whole);
    }
    lines
}

/// What a missed point makes due, beside it.
fn due_words(count: usize, is_compact: bool) -> String {
    match (count, is_compact) {
        (count, true) => format!("  {count} due"),
        (1, false) => "  1 card due now".to_owned(),
        (count, false) => format!("  {count} cards due now"),
    }
}

/// Half of a weight, without `.0`.
fn half(weight: u32) -> String {
    crate::practice::spoken::score_text(f64::from(weight) / 2.0)
}

/// What is full and what is half, under the selected point.
fn anchors(
    point: &TaskPoint,
    (indentation, cells): (usize, usize),
    readings: Readings<'_>,
) -> Vec<TextLine> {
    let mut lines = Vec::new();
    for (name, text) in [("2 full", &point.full), ("1 touched", &point.partial)] {
        if !text.is_empty() {
            let pieces = [
                Piece {
                    text: format!("{name}: "),
                    role: Role::Accent,
                },
                Piece {
                    text: text.to_string(),
                    role: Role::Text,
                },
            ];
            lines.extend(indented(&ruby::flat(&pieces, readings), indentation, cells));
        }
    }
    lines
}

fn indented(pieces: &[Piece], indentation: usize, cells: usize) -> Vec<TextLine> {
    let mut lines = wrap(pieces, cells.saturating_sub(indentation));
    for line in &mut lines {
        line.pieces.insert(
            0,
            Piece {
                text: " ".repeat(indentation),
                role: Role::Text,
            },
        );
    }
    lines
}
