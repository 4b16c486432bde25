//! Telling against the clock: the rungs with their times, and the clock of the one that is told.

use ratatui::layout::Rect;

use super::{Sheet, piece, text};
use crate::{
    app::{App, Scope, StoriesScreen, action::Bound, stories::Timed},
    stories::{
        Genre, clock,
        telling::{against, rung_name},
    },
    ui::{
        page::{Page, Painter, key_of},
        text::{TextLine, padded},
        theme::Role,
    },
};

/// Cells of the bar of the clock.
const BAR_CELLS: usize = 30;

/// Cells of the name of a rung.
const RUNG_CELLS: usize = 8;

pub(super) fn draw(
    timed: &Timed,
    screen: &StoriesScreen,
    app: &App,
    page: &Page,
    painter: &mut Painter<'_>,
) {
    let telling = &timed.telling;
    let what = match telling.genre {
        Genre::Stories => "ladder",
        Genre::Pieces => "aloud",
    };
    painter.title(page, &telling.title, what);
    let mut sheet = Sheet::new(page);
    for (index, meant) in telling.rungs.iter().enumerate() {
        rung(timed, app, index, *meant, painter, &mut sheet);
    }
    sheet.blank();
    sheet.pieces(&[says(timed, app, painter)]);
    let height = (sheet.lines.len() as u16).min(page.body.height);
    painter.lines(page.body, &sheet.lines, 0);
    if !timed.shows_text {
        return;
    }
    let below = Rect {
        y: page.body.y + height + 1,
        height: page.body.height.saturating_sub(height + 1),
        ..page.body
    };
    let mut sheet = Sheet::new(page);
    text::write(telling.genre, &telling.name, app, painter, &mut sheet);
    sheet.draw(screen, timed.scroll, below, painter);
}

/// A rung: told, told now, or still to tell.
fn rung(
    timed: &Timed,
    app: &App,
    index: usize,
    meant: u32,
    painter: &Painter<'_>,
    sheet: &mut Sheet,
) {
    let telling = &timed.telling;
    let name = padded(&rung_name(meant), RUNG_CELLS);
    if let Some(ms) = telling.times.get(index) {
        sheet.pieces(&[
            piece(format!("  {name}"), Role::Text),
            piece(against(*ms, meant), Role::Text),
        ]);
        return;
    }
    if index > telling.times.len() {
        sheet.sentence(format!("  {name}"), Role::Muted);
        return;
    }
    let mut line = TextLine::of(painter.look.glyphs.chosen, Role::Accent);
    line.push(format!(" {name}"), Role::Strong);
    if let Some(ms) = telling.elapsed(app.now().ms) {
        let seconds = u32::try_from(ms / 1_000).unwrap_or(u32::MAX);
        let is_over = seconds > meant;
        let share = f64::from(seconds) / f64::from(meant.max(1));
        let role = if is_over { Role::Warn } else { Role::Strong };
        line.push(format!("{} of {}", clock(seconds), clock(meant)), role);
        if sheet.cells >= RUNG_CELLS + BAR_CELLS + 20 {
            line.push(
                format!("   {}", painter.share(share, BAR_CELLS)),
                Role::Accent,
            );
        }
        if is_over {
            line.push(format!("   {} s over", seconds - meant), Role::Warn);
        }
    }
    sheet.lines.push(line);
}

/// What to do now, in a sentence.
fn says(timed: &Timed, app: &App, painter: &Painter<'_>) -> crate::ui::text::Piece {
    let telling = &timed.telling;
    let key = key_of(app, Scope::Telling, Bound::PressClock, painter.look);
    let sentence = match (telling.rung(), telling.elapsed(app.now().ms)) {
        (None, _) => format!("Every time is saved. {key} goes back."),
        (Some(_), Some(_)) if telling.is_running() => {
            format!("Tell it aloud. {key} stops the clock.")
        }
        (Some(_), Some(_)) => format!("This time is not saved yet. {key} saves it."),
        (Some(meant), None) => match telling.genre {
            Genre::Stories => format!("Tell it in {}. {key} starts the clock.", rung_name(meant)),
            Genre::Pieces => format!("{key} starts the clock."),
        },
    };
    piece(sentence, Role::Muted)
}
