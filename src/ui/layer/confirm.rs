//! A question with yes and no.

use ratatui::layout::Rect;

use crate::{
    app::{App, Scope, action::Bound},
    deck::SafeText,
    ui::{
        page::{Painter, key_of},
        text::wrap::wrap_plain,
        theme::Role,
    },
};

pub(in crate::ui) fn draw(question: &SafeText, app: &App, area: Rect, painter: &mut Painter<'_>) {
    let width = area.width.saturating_sub(4).min(64);
    let lines = wrap_plain(question, usize::from(width.saturating_sub(4)));
    let height = (lines.len() as u16 + 4).min(area.height);
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 2;
    painter.clear(Rect::new(x.saturating_sub(1), y, width + 2, height));
    let rule = painter.look.glyphs.rule.repeat(usize::from(width));
    painter.text(x, y, width, &rule, Role::Border);
    for (row, line) in lines.iter().enumerate() {
        painter.text(x + 2, y + 1 + row as u16, width - 4, line, Role::Text);
    }
    let row = y + height - 2;
    let yes = key_of(app, Scope::Confirm, Bound::Confirm, painter.look);
    let no = key_of(app, Scope::Confirm, Bound::GoBack, painter.look);
    let after = painter.text(x + 2, row, 10, &yes, Role::Accent);
    let after = painter.text(after + 1, row, 10, "yes", Role::Muted);
    let after = painter.text(after + 3, row, 10, &no, Role::Accent);
    painter.text(after + 1, row, 10, "no", Role::Muted);
    painter.text(x, y + height - 1, width, &rule, Role::Border);
}
