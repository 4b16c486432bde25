//! Something was under way when the program ended: go on, score it, throw it away.

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

pub(in crate::ui) fn draw(words: &SafeText, app: &App, area: Rect, painter: &mut Painter<'_>) {
    let width = area.width.saturating_sub(4).min(64);
    let mut lines = vec!["This is under way:".to_owned()];
    let room = usize::from(area.height).saturating_sub(8);
    lines.extend(
        wrap_plain(words, usize::from(width.saturating_sub(4)))
            .into_iter()
            .take(room.max(1)),
    );
    let height = (lines.len() as u16 + 7).min(area.height);
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 2;
    painter.clear(Rect::new(x.saturating_sub(1), y, width + 2, height));
    let edge = painter.look.glyphs.rule.repeat(usize::from(width));
    painter.text(x, y, width, &edge, Role::Border);
    for (row, line) in lines.iter().enumerate() {
        let role = if row == 0 { Role::Muted } else { Role::Text };
        painter.text(x + 2, y + 1 + row as u16, width - 4, line, role);
    }
    let top = y + 2 + lines.len() as u16;
    let choices = [
        (Bound::Resume, "goes on from where it is"),
        (Bound::ScoreNow, "ends it and scores it now"),
        (Bound::ThrowAway, "throws it away"),
        (Bound::GoBack, "decides later"),
    ];
    for (row, (bound, about)) in choices.into_iter().enumerate() {
        let key = key_of(app, Scope::UnderWay, bound, painter.look);
        let after = painter.text(x + 2, top + row as u16, 10, &key, Role::Accent);
        painter.text(after + 1, top + row as u16, width - 8, about, Role::Muted);
    }
    painter.text(x, y + height - 1, width, &edge, Role::Border);
}
