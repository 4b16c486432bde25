//! Drawing: `draw(&App, &mut Frame)`. It reads the app and writes cells; the app is never changed here.
//!
//! All text goes through `ui::text`, which measures, folds and breaks it; styles are roles of a theme.

pub mod glyph;
pub mod markdown;
pub mod page;
pub mod text;
pub mod theme;

mod layer;
mod screen;

use ratatui::{Frame, layout::Rect};

use crate::{
    app::{App, Layer, Screen},
    deck::furigana::{Furigana, Lexicon},
};
use glyph::Glyphs;
use page::{Page, Painter};
use text::Readings;
use theme::{Role, Theme};

/// The smallest window that is drawn: columns and rows.
pub const SMALLEST: (u16, u16) = (40, 12);

/// How the screen looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Colours.
    pub theme: Theme,
    /// Signs that are no letters.
    pub glyphs: Glyphs,
}

/// Draws the app.
pub fn draw(app: &App, look: Look, frame: &mut Frame<'_>) {
    let area = frame.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(area, look, frame);
        return;
    }
    let shows_all = app.furigana == Furigana::All;
    let words = shows_all.then(|| Lexicon::of(&app.study.collection));
    let mut painter = Painter::new(frame.buffer_mut(), look);
    let page = Page::new(area, app, &mut painter);
    painter.readings = Readings::new(app.furigana, page.is_compact, words.as_ref());
    let mut cursor = match &app.screen {
        Screen::FirstRun(form) => screen::first_run::draw(form, &page, &mut painter),
        Screen::Home(facts) => screen::home::draw(facts, app, &page, &mut painter),
        Screen::Drill(drill) => screen::drill::draw(drill, app, &page, &mut painter),
        Screen::Repair(repair) => screen::repair::draw(repair, app, &page, &mut painter),
        Screen::Summary(summary) => screen::summary::draw(summary, app, &page, &mut painter),
        Screen::Decks(decks) => screen::decks::draw(decks, app, &page, &mut painter),
        Screen::Problems(problems) => screen::problems::draw(problems, &page, &mut painter),
        Screen::Interviewer(screen) => screen::interviewer::draw(screen, app, &page, &mut painter),
        Screen::Progress(progress) => {
            screen::progress::draw(progress, &page, &mut painter);
            None
        }
        Screen::Speak(speak) => screen::speak::draw(speak, app, &page, &mut painter),
        Screen::Rounds(rounds) => screen::rounds::draw(rounds, &page, &mut painter),
        Screen::Debrief(debrief) => screen::debrief::draw(debrief, app, &page, &mut painter),
        Screen::Stories(stories) => screen::stories::draw(stories, app, &page, &mut painter),
    };
    for layer in &app.layers {
        cursor = None;
        match layer {
            Layer::Help { scroll } => layer::help::draw(*scroll, app, area, &mut painter),
            Layer::Confirm { question, .. } => {
                layer::confirm::draw(question, app, area, &mut painter);
            }
            Layer::UnderWay { words, .. } => layer::under_way::draw(words, app, area, &mut painter),
            Layer::Reading {
                title,
                text,
                scroll,
            } => layer::reading::draw((title, text, *scroll), app, area, &mut painter),
        }
    }
    if let Some(message) = &app.message {
        layer::message::draw(message, &page, &mut painter);
    }
    if let Some(position) = cursor {
        frame.set_cursor_position(position);
    }
}

fn too_small(area: Rect, look: Look, frame: &mut Frame<'_>) {
    let sentence = format!(
        "mensetsu needs {} × {} cells; here are {} × {}.",
        SMALLEST.0, SMALLEST.1, area.width, area.height
    );
    let mut painter = Painter::new(frame.buffer_mut(), look);
    let lines = text::wrap::wrap_plain(&sentence, usize::from(area.width.max(1)));
    for (row, line) in lines.iter().take(usize::from(area.height)).enumerate() {
        painter.text(area.x, area.y + row as u16, area.width, line, Role::Text);
    }
}
