//! The rounds of the role: what each draws, and where the person stands in it.

use ratatui::layout::Position;

use crate::{
    app::{RoundsScreen, drill::View, rehearse::RoundRow},
    ui::{
        page::{Page, Painter},
        text::{Piece, TextLine, padded, width, wrap},
        theme::Role,
    },
};

pub(in crate::ui) fn draw(
    screen: &RoundsScreen,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    painter.title(page, "Rounds", &screen.role);
    let cells = usize::from(page.body.width);
    if screen.rows.is_empty() {
        let text = "This role has no rounds. Another role can be chosen with g on the home screen; a file of tracks in the data folder may add rounds.";
        let lines = wrap(&[Piece::new(text, Role::Text)], cells);
        painter.lines(page.body, &lines, 0);
        return None;
    }
    let mut lines: Vec<TextLine> = Vec::new();
    let mut selected = 0..0;
    for (index, row) in screen.rows.iter().enumerate() {
        let from = lines.len();
        let is_selected = index == screen.selected;
        lines.extend(head(row, is_selected, cells, painter));
        if is_selected {
            let draws = [Piece::new(format!("draws {}", row.draws), Role::Muted)];
            lines.extend(indented(&draws, cells));
            for missing in &row.missing {
                lines.extend(indented(&[Piece::new(missing.clone(), Role::Warn)], cells));
            }
            selected = from..lines.len();
        }
    }
    let height = usize::from(page.body.height);
    let last = lines.len().saturating_sub(height);
    let from = selected.end.saturating_sub(height).min(last);
    screen.view.set(View {
        height: page.body.height,
        lines: lines.len() as u16,
        base: from as u16,
    });
    painter.lines(page.body, &lines, from);
    painter.more(page.body, from, last);
    Some(Position {
        x: page.body.x,
        y: page.body.y + selected.start.saturating_sub(from) as u16,
    })
}

fn head(row: &RoundRow, is_selected: bool, cells: usize, painter: &Painter<'_>) -> Vec<TextLine> {
    let glyphs = painter.look.glyphs;
    let standing = if row.is_empty && row.standing.tries() == 0 {
        "nothing to draw".to_owned()
    } else {
        row.standing.words()
    };
    let right = format!("{standing}   {:>3} min", row.minutes);
    let mark = if row.is_goal {
        format!(" {} your interview", glyphs.dot)
    } else {
        String::new()
    };
    let name = format!("{}{mark}", row.standing.name);
    let role = if is_selected {
        Role::Strong
    } else {
        Role::Text
    };
    let chosen = if is_selected { glyphs.chosen } else { " " };
    let room = cells.saturating_sub(width(&right) + 4);
    let mut first = TextLine::of(format!("{chosen} "), Role::Accent);
    if width(&name) <= room {
        first.push(padded(&name, room + 2), role);
        first.push(right, Role::Muted);
        return vec![first];
    }
    let mut lines = wrap(&[Piece::new(name, role)], cells.saturating_sub(2));
    for (index, line) in lines.iter_mut().enumerate() {
        let head = if index == 0 {
            format!("{chosen} ")
        } else {
            "  ".to_owned()
        };
        line.pieces.insert(0, Piece::new(head, Role::Accent));
    }
    lines.extend(indented(&[Piece::new(right, Role::Muted)], cells));
    lines
}

fn indented(pieces: &[Piece], cells: usize) -> Vec<TextLine> {
    let mut lines = wrap(pieces, cells.saturating_sub(4));
    for line in &mut lines {
        line.pieces.insert(0, Piece::new("    ", Role::Text));
    }
    lines
}
