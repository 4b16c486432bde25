//! The decks as a list, with what the selected one is.

use ratatui::layout::{Position, Rect};

use crate::{
    app::{App, DecksScreen, decks::DeckRow},
    ui::{
        page::{Page, Painter},
        text::{cut, padded, wrap::wrap_plain},
        theme::Role,
    },
};

/// Rows below the list that tell about the selected deck.
const DETAIL_ROWS: u16 = 4;

pub(in crate::ui) fn draw(
    screen: &DecksScreen,
    app: &App,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    let count = screen.rows.len();
    let total = if count == 1 {
        "1 deck".to_owned()
    } else {
        format!("{count} decks")
    };
    painter.title(page, "Decks", &total);
    if screen.rows.is_empty() {
        painter.text(
            page.body.x,
            page.body.y,
            page.body.width,
            "There is no deck. mensetsu deck new begins one.",
            Role::Text,
        );
        return None;
    }
    let detail = if page.is_compact { 2 } else { DETAIL_ROWS };
    let top = page.body.y - u16::from(!page.is_compact);
    let area = Rect {
        y: top,
        height: page.body.bottom() - top - detail,
        ..page.body
    };
    let height = usize::from(area.height);
    let from = screen.selected.saturating_sub(height.saturating_sub(1));
    for (row, deck) in screen.rows.iter().skip(from).take(height).enumerate() {
        let role = if row + from == screen.selected {
            Role::Selected
        } else {
            Role::Text
        };
        let is_selected = row + from == screen.selected;
        let sign = if is_selected {
            painter.look.glyphs.chosen
        } else {
            " "
        };
        let line = format!("{sign} {}", line(deck, page, painter.look.glyphs.cut));
        painter.text(
            area.x,
            area.y + row as u16,
            area.width,
            &padded(&line, usize::from(area.width)),
            role,
        );
    }
    if let Some(deck) = screen.rows.get(screen.selected) {
        let sentence = about(deck, app);
        let lines = wrap_plain(&sentence, usize::from(page.body.width));
        for (row, line) in lines.iter().take(usize::from(detail) - 1).enumerate() {
            painter.text(
                page.body.x,
                area.bottom() + 1 + row as u16,
                page.body.width,
                line,
                Role::Muted,
            );
        }
    }
    Some(Position {
        x: area.x,
        y: area.y + (screen.selected - from) as u16,
    })
}

fn line(deck: &DeckRow, page: &Page, sign: &str) -> String {
    let state = deck
        .state
        .map_or("not loaded", crate::journal::DeckState::name);
    if page.is_compact {
        let cells = usize::from(page.body.width).saturating_sub(14);
        return format!("{} {state}", padded(&cut(&deck.name, cells, sign), cells));
    }
    let problems = match deck.problems.len() {
        0 => String::new(),
        1 => "1 problem".to_owned(),
        count => format!("{count} problems"),
    };
    let name = padded(&cut(&deck.name, 26, sign), 26);
    format!(
        "{name}  {:<10}  {:<7}  {:>5} cards  {problems}",
        state, deck.origin, deck.cards
    )
}

fn about(deck: &DeckRow, app: &App) -> String {
    let mut parts = vec![format!("{}.", deck.title)];
    if deck.changed > 0 {
        parts.push(format!(
            "{} answers changed since you learnt them.",
            deck.changed
        ));
    }
    let loaded = app.study.collection.deck(&deck.name);
    let spoken = loaded.map_or(0, |loaded| {
        loaded
            .deck
            .cards
            .iter()
            .filter(|card| card.kind().is_spoken())
            .count()
    });
    if spoken > 0 {
        let are = if spoken == 1 {
            "1 of its cards is".to_owned()
        } else {
            format!("{spoken} of its cards are")
        };
        parts.push(format!("{are} spoken and not asked in a drill."));
    }
    if !deck.hides.is_empty() {
        let hides: Vec<&str> = deck.hides.iter().map(|path| &**path).collect();
        parts.push(format!("It replaces {}.", hides.join(", ")));
    }
    if deck.file.is_some() {
        parts.push(deck.path.to_string());
    }
    parts.join(" ")
}
