//! A card that is forgotten again and again, beside the words that it is taken for, with the answers that were typed.

use ratatui::layout::{Position, Rect};

use crate::{
    app::{App, RepairScreen, Scope, action::Bound, drill::View},
    practice::repair::Side,
    ui::{
        markdown,
        page::{Page, Painter, key_of},
        text::{Piece, TextLine, field, wrap},
        theme::Role,
    },
};

/// Cells of the column of counts.
const COUNT_CELLS: usize = 4;

pub(in crate::ui) fn draw(
    screen: &RepairScreen,
    app: &App,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    let repair = &screen.repair;
    let times = match repair.lapses {
        0 => String::new(),
        1 => "forgotten once".to_owned(),
        lapses => format!("forgotten {lapses} times"),
    };
    let left = if screen.is_stop() {
        "Again and again"
    } else {
        "A closer look"
    };
    painter.title(page, left, &times);
    let foot = if page.is_compact { 2 } else { 3 };
    let area = Rect {
        height: page.body.height.saturating_sub(foot),
        ..page.body
    };
    let lines = text(screen, usize::from(area.width), painter);
    let last = lines.len().saturating_sub(usize::from(area.height));
    screen.view.set(View {
        height: area.height,
        lines: lines.len() as u16,
        base: 0,
    });
    let from = (screen.scroll.max(0) as usize).min(last);
    painter.lines(area, &lines, from);
    painter.more(area, from, last);
    note(screen, app, page, painter)
}

fn text(screen: &RepairScreen, cells: usize, painter: &Painter<'_>) -> Vec<TextLine> {
    let repair = &screen.repair;
    let mut lines = Vec::new();
    if screen.is_stop() {
        let sentence = "Asking once more helps little here. A difference that you can name does.";
        lines.extend(wrap(&[Piece::new(sentence, Role::Muted)], cells));
        lines.push(TextLine::default());
    }
    side(&repair.asked, cells, painter, &mut lines);
    if !repair.note.is_empty() {
        let note = [
            Piece::new("Your note: ", Role::Muted),
            Piece::new(repair.note.to_string(), Role::Text),
        ];
        lines.extend(wrap(&note, cells));
    }
    for (index, other) in repair.others.iter().enumerate() {
        let is_first = index == 0;
        let was_typed = other.count > 0;
        let before = index
            .checked_sub(1)
            .map(|before| repair.others[before].count);
        if is_first || before.is_some_and(|count| (count > 0) != was_typed) {
            lines.push(TextLine::default());
            let heading = if was_typed {
                "You took it for"
            } else {
                "It is like"
            };
            lines.push(TextLine::of(heading.to_owned(), Role::Muted));
        }
        side(other, cells, painter, &mut lines);
    }
    if !repair.answers.is_empty() {
        lines.push(TextLine::default());
        lines.push(TextLine::of("You answered".to_owned(), Role::Muted));
    }
    for answer in &repair.answers {
        let typed = if answer.is_none() {
            "nothing".to_owned()
        } else {
            format!("{}: {}", answer.typed, answer.reason)
        };
        counted(answer.count, &typed, cells, &mut lines);
    }
    lines
}

fn side(side: &Side, cells: usize, painter: &Painter<'_>, lines: &mut Vec<TextLine>) {
    let count = if side.count > 1 {
        format!("  {} times", side.count)
    } else {
        String::new()
    };
    lines.extend(wrap(
        &[
            Piece::new(side.head.to_string(), Role::Strong),
            Piece::new(count, Role::Muted),
        ],
        cells,
    ));
    let inner = cells.saturating_sub(2);
    let mut body = markdown::lines(&side.body, inner, Role::Text, painter.setting());
    if !side.hint.is_empty() {
        body.extend(wrap(
            &[Piece::new(side.hint.to_string(), Role::Accent)],
            inner,
        ));
    }
    for mut line in body {
        line.pieces.insert(0, Piece::new("  ", Role::Text));
        lines.push(line);
    }
}

fn counted(count: usize, text: &str, cells: usize, lines: &mut Vec<TextLine>) {
    let room = cells.saturating_sub(COUNT_CELLS + 2);
    for (row, mut line) in wrap(&[Piece::new(text, Role::Text)], room)
        .into_iter()
        .enumerate()
    {
        let count = if row == 0 {
            count.to_string()
        } else {
            String::new()
        };
        let count = Piece::new(format!("{count:>COUNT_CELLS$}  "), Role::Text);
        line.pieces.insert(0, count);
        lines.push(line);
    }
}

/// The note at the foot: written, or with the key that writes one.
fn note(
    screen: &RepairScreen,
    app: &App,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    let y = page.body.bottom().saturating_sub(1);
    let (x, cells) = (page.body.x, page.body.width);
    let after = painter.text(x, y, cells, "Your note", Role::Muted) + 2;
    let room = page.body.right().saturating_sub(after);
    if let Some(input) = &screen.note {
        let after = painter.text(after, y, room, painter.look.glyphs.chosen, Role::Accent) + 1;
        let room = page.body.right().saturating_sub(after);
        let (value, cursor) = field(input, usize::from(room));
        painter.text(after, y, room, &value, Role::Text);
        return Some(Position {
            x: after + cursor as u16,
            y,
        });
    }
    let key = key_of(app, Scope::Repair, Bound::WriteNote, painter.look);
    let after = painter.text(after, y, room, &key, Role::Accent);
    let words = if screen.repair.note.is_empty() {
        "writes one in your own words"
    } else {
        "changes it"
    };
    painter.text(
        after + 1,
        y,
        page.body.right().saturating_sub(after + 1),
        words,
        Role::Muted,
    );
    None
}
