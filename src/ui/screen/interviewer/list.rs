//! The points as a list: what is ticked, what each weighs, which one is chosen.

use ratatui::layout::Rect;

use crate::{
    app::InterviewerScreen,
    practice::{partner::Asked, spoken::Task},
    ui::{page::Painter, text::padded, theme::Role},
};

/// Rows that the list takes in an area: all of them while speaking up to a third, afterwards up to a half, and at least two.
pub(super) fn rows(screen: &InterviewerScreen, area: Rect) -> u16 {
    let count = (screen.listed().len() + usize::from(screen.is_at_points())) as u16;
    let share = if screen.is_at_points() { 2 } else { 3 };
    count.min((area.height / share).max(2))
}

/// Draws the rows around the chosen one.
pub(super) fn draw(
    screen: &InterviewerScreen,
    asked: &Asked,
    task: &Task,
    area: Rect,
    painter: &mut Painter<'_>,
) {
    let glyphs = painter.look.glyphs;
    let listed = screen.listed();
    let count = listed.len() + usize::from(screen.is_at_points());
    let height = usize::from(area.height);
    let last = count.saturating_sub(height);
    let from = screen.selected.saturating_sub(height / 2).min(last);
    for row in from..count.min(from + height) {
        let is_chosen = row == screen.selected;
        let sign = if is_chosen { glyphs.chosen } else { " " };
        let text = match listed.get(row) {
            Some(point) => point_text(asked, task, *point, glyphs.dot),
            None => "        A line for the candidate".to_owned(),
        };
        let role = if is_chosen { Role::Strong } else { Role::Text };
        let line = padded(&format!("{sign} {text}"), usize::from(area.width));
        let y = area.y + (row - from) as u16;
        painter.text(area.x, y, area.width, &line, role);
    }
    painter.more(area, from, last);
}

/// `[2] 15  Names the key · note`.
fn point_text(asked: &Asked, task: &Task, index: usize, dot: &str) -> String {
    let Some(point) = task.points.get(index) else {
        return String::new();
    };
    let tick = asked.ticks.get(index).copied().flatten();
    let tick = tick.map_or(" ".to_owned(), |value| value.to_string());
    let note = asked.notes.get(index).and_then(Option::as_deref);
    let note = if note.is_some_and(|note| !note.is_empty()) {
        format!("note {dot} ")
    } else {
        String::new()
    };
    format!("[{tick}] {:>3}  {note}{}", point.weight, point.point)
}
