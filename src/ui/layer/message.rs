//! A message above the last line; it stays until a key.

use ratatui::layout::Rect;

use crate::{
    app::{Message, Tone},
    ui::{
        page::{Page, Painter},
        text::wrap::wrap_plain,
        theme::Role,
    },
};

/// A message takes at most this many lines.
const LINES: usize = 3;

pub(in crate::ui) fn draw(message: &Message, page: &Page, painter: &mut Painter<'_>) {
    let role = match message.tone {
        Tone::Plain => Role::Accent,
        Tone::Bad => Role::Bad,
    };
    let lines = wrap_plain(&message.text, usize::from(page.bar.width));
    let count = lines.len().min(LINES) as u16;
    let top = page.bar.y.saturating_sub(count);
    painter.clear(Rect::new(page.bar.x, top, page.bar.width, count));
    for (row, line) in lines.iter().take(LINES).enumerate() {
        painter.text(page.bar.x, top + row as u16, page.bar.width, line, role);
    }
}
