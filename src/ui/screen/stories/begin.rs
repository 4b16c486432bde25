//! A story or piece that is begun: what it is called, and what a piece is for.

use ratatui::layout::Position;

use crate::{
    app::{StoriesScreen, stories::Beginning},
    stories::{Genre, PieceKind},
    ui::{
        page::{Page, Painter},
        text::{field, wrap::wrap_plain},
        theme::Role,
    },
};

/// The field shows so many cells of what is typed; more is moved to the left.
const FIELD_CELLS: u16 = 60;

pub(super) fn draw(
    beginning: &Beginning,
    screen: &StoriesScreen,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Position {
    let title = match beginning.genre {
        Genre::Stories => "A new story",
        Genre::Pieces => "A new piece",
    };
    painter.title(page, title, "");
    let (x, cells) = (page.body.x, page.body.width);
    let mut y = page.body.y;
    let step = 1 + u16::from(!page.is_compact);
    if beginning.genre == Genre::Pieces {
        painter.text(x, y, cells, "What is it for?", Role::Muted);
        y += 1;
        for (index, kind) in PieceKind::ALL.into_iter().enumerate() {
            let (sign, role) = if index == beginning.kind {
                (painter.look.glyphs.chosen, Role::Strong)
            } else {
                (" ", Role::Muted)
            };
            painter.text(x, y, cells, &format!("{sign} {}", kind.title()), role);
            y += 1;
        }
        y += step - 1;
    } else if let Some(card) = &beginning.answers {
        let mut prompts = screen.matrix.prompts.iter();
        let prompt = prompts.find(|prompt| prompt.card == *card);
        let text = prompt.map_or(&**card, |prompt| &*prompt.text);
        for line in wrap_plain(text, usize::from(cells)).iter().take(3) {
            painter.text(x, y, cells, line, Role::Muted);
            y += 1;
        }
        y += step - 1;
    }
    painter.text(x, y, cells, beginning.question(), Role::Strong);
    y += 1;
    painter.text(x, y, 2, painter.look.glyphs.chosen, Role::Accent);
    let room = cells.saturating_sub(3).min(FIELD_CELLS);
    let (shown, cursor) = field(&beginning.input, usize::from(room));
    painter.text(x + 2, y, room, &shown, Role::Text);
    if let Some(error) = &beginning.error {
        for (row, line) in wrap_plain(error, usize::from(cells))
            .iter()
            .take(2)
            .enumerate()
        {
            painter.text(x, y + step + row as u16, cells, line, Role::Warn);
        }
    }
    Position {
        x: x + 2 + cursor as u16,
        y,
    }
}
