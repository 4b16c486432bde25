//! A text to read over the screen: a model answer, earlier tries.

use ratatui::layout::Rect;

use crate::{
    app::{App, Scope},
    deck::SafeText,
    ui::{markdown, page::Painter, theme::Role},
};

pub(in crate::ui) fn draw(
    (title, text, scroll): (&SafeText, &SafeText, u16),
    app: &App,
    area: Rect,
    painter: &mut Painter<'_>,
) {
    painter.clear(area);
    let width = area.width.min(80);
    let x = area.x + (area.width - width) / 2;
    painter.text(x + 1, area.y, width - 2, title, Role::Strong);
    let body = Rect::new(x + 2, area.y + 2, width - 4, area.height - 4);
    let lines = markdown::lines(text, usize::from(body.width), Role::Text, painter.setting());
    let last = lines.len().saturating_sub(usize::from(body.height));
    let from = usize::from(scroll).min(last);
    painter.lines(body, &lines, from);
    painter.more(body, from, last);
    painter.bar(
        app,
        Scope::Reading,
        Rect::new(x + 1, area.bottom() - 1, width - 2, 1),
    );
}
