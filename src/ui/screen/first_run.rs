//! The questions at the start.

use ratatui::layout::{Position, Rect};
use tui_input::Input;

use crate::{
    app::{FirstRun, first_run::Field},
    ui::{
        page::{Page, Painter},
        text::{self, width, wrap::wrap_plain},
        theme::Role,
    },
};

/// Cells of a field.
const FIELD_CELLS: usize = 30;

pub(in crate::ui) fn draw(
    form: &FirstRun,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    let right = if form.is_again {
        "interview"
    } else {
        "first start"
    };
    painter.title(page, "mensetsu", right);
    let fields = form.fields();
    let (from, step) = visible(form, &fields, page);
    let mut cursor = None;
    let mut y = page.body.y;
    for field in &fields[from..] {
        if y >= page.body.bottom() {
            break;
        }
        let (next, place) = question(form, *field, page, y, painter);
        cursor = cursor.or(place);
        y = next + step;
    }
    let last = page.body.bottom().saturating_sub(1);
    if let Some(error) = &form.error {
        let lines = wrap_plain(error, usize::from(page.body.width));
        let top = (last + 1).saturating_sub(lines.len().min(3) as u16);
        painter.clear(Rect::new(page.body.x, top, page.body.width, last + 1 - top));
        for (row, line) in lines.iter().take(3).enumerate() {
            painter.text(
                page.body.x,
                top + row as u16,
                page.body.width,
                line,
                Role::Warn,
            );
        }
    } else if y < last {
        let hint = if page.is_compact {
            "Enter takes each default."
        } else {
            "Enter takes each default. Everything can be changed later."
        };
        painter.text(page.body.x, last, page.body.width, hint, Role::Muted);
    }
    cursor
}

/// The first question that is shown, and the blank lines after each: on a small page the asked one is near the top.
fn visible(form: &FirstRun, fields: &[Field], page: &Page) -> (usize, u16) {
    let step = u16::from(!page.is_compact);
    let asked = fields
        .iter()
        .position(|field| *field == form.field)
        .unwrap_or_default();
    let height = |field: &Field| rows(form, *field, page) + step;
    let total: u16 = fields.iter().map(height).sum();
    if total < page.body.height {
        return (0, step);
    }
    let mut from = asked;
    let mut used = height(&fields[asked]) + 2;
    while from > 0 && used + height(&fields[from - 1]) <= page.body.height {
        from -= 1;
        used += height(&fields[from]);
    }
    (from, step)
}

/// Rows that a question takes: the asked one shows its choices.
fn rows(form: &FirstRun, field: Field, page: &Page) -> u16 {
    let is_asked = form.field == field;
    let choices = form.choices(field).0.len() as u16;
    let label = u16::from(page.is_compact);
    label
        + if is_asked && choices > 0 {
            choices.min(6)
        } else {
            1
        }
}

fn question(
    form: &FirstRun,
    field: Field,
    page: &Page,
    y: u16,
    painter: &mut Painter<'_>,
) -> (u16, Option<Position>) {
    let label = match field {
        Field::Day => "When is the interview?",
        Field::Track => "For which role?",
        Field::Round => "Which round is that day?",
        Field::Minutes => "Minutes a day?",
        Field::Japanese => "In Japanese?",
        Field::Practice => "Cards or rounds?",
    };
    let is_asked = form.field == field;
    let role = if is_asked { Role::Strong } else { Role::Muted };
    painter.text(page.body.x, y, page.body.width, label, role);
    let (x, y) = if page.is_compact {
        (page.body.x + 2, y + 1)
    } else {
        (page.body.x + 26, y)
    };
    let cells = page.body.right().saturating_sub(x);
    match field {
        Field::Day => {
            let note = match (form.day.value().trim().is_empty(), form.days()) {
                (true, _) => "Enter: no date yet".to_owned(),
                (_, Some(1)) => "in 1 day".to_owned(),
                (_, Some(days)) => format!("in {days} days"),
                (_, None) => "2026-12-04, or a number of days".to_owned(),
            };
            let cursor = field_text(&form.day, is_asked, (x, y), painter);
            let after = x + 2 + (width(form.day.value()) as u16).max(10) + 3;
            painter.text(
                after,
                y,
                page.body.right().saturating_sub(after),
                &note,
                Role::Muted,
            );
            (y + 1, cursor)
        }
        Field::Minutes => (y + 1, field_text(&form.minutes, is_asked, (x, y), painter)),
        Field::Track | Field::Round | Field::Japanese | Field::Practice => (
            choices(
                form,
                field,
                is_asked,
                Rect::new(x, y, cells, page.body.bottom().saturating_sub(y)),
                painter,
            ),
            None,
        ),
    }
}

/// A field of one line; the real cursor stands in it while it is asked.
fn field_text(
    input: &Input,
    is_asked: bool,
    (x, y): (u16, u16),
    painter: &mut Painter<'_>,
) -> Option<Position> {
    let role = if is_asked { Role::Text } else { Role::Muted };
    if is_asked {
        painter.text(x, y, 2, painter.look.glyphs.chosen, Role::Accent);
    }
    let (value, cursor) = text::field(input, FIELD_CELLS);
    painter.text(x + 2, y, FIELD_CELLS as u16, &value, role);
    is_asked.then(|| Position {
        x: x + 2 + cursor as u16,
        y,
    })
}

fn choices(
    form: &FirstRun,
    field: Field,
    is_asked: bool,
    area: Rect,
    painter: &mut Painter<'_>,
) -> u16 {
    let (names, chosen) = form.choices(field);
    if !is_asked {
        let name = names.get(chosen).copied().unwrap_or_default();
        painter.text(
            area.x + 2,
            area.y,
            area.width.saturating_sub(2),
            name,
            Role::Muted,
        );
        return area.y + 1;
    }
    let shown = usize::from(area.height).min(6).min(names.len()).max(1);
    let from = chosen.saturating_sub(shown - 1);
    for (row, (index, name)) in names.iter().enumerate().skip(from).take(shown).enumerate() {
        let y = area.y + row as u16;
        let is_chosen = index == chosen;
        if is_chosen {
            painter.text(area.x, y, 2, painter.look.glyphs.chosen, Role::Accent);
        }
        let role = if is_chosen { Role::Strong } else { Role::Text };
        let name = wrap_plain(name, usize::from(area.width.saturating_sub(2)));
        painter.text(
            area.x + 2,
            y,
            area.width.saturating_sub(2),
            name.first().map_or("", String::as_str),
            role,
        );
    }
    area.y + shown as u16
}
