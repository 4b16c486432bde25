//! The stories: three lists, a text to read, and the drills.

mod begin;
mod lists;
mod recall;
mod telling;
mod text;

use ratatui::layout::Position;

use crate::{
    app::{
        App, StoriesScreen,
        drill::View,
        stories::{List, StoriesMode},
    },
    ui::{
        page::{Page, Painter},
        text::{Piece, TextLine, wrap},
        theme::Role,
    },
};

pub(in crate::ui) fn draw(
    screen: &StoriesScreen,
    app: &App,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    match &screen.mode {
        StoriesMode::Lists => lists::draw(screen, app, page, painter),
        StoriesMode::Reading(reading) => {
            text::draw(reading, screen, app, page, painter);
            None
        }
        StoriesMode::Beginning(beginning) => Some(begin::draw(beginning, screen, page, painter)),
        StoriesMode::Recalling(recall) => {
            recall::draw(recall, app, page, painter);
            None
        }
        StoriesMode::Telling(timed) => {
            telling::draw(timed, screen, app, page, painter);
            None
        }
    }
}

fn piece(text: impl Into<String>, role: Role) -> Piece {
    Piece {
        text: text.into(),
        role,
    }
}

/// Lines as they are written, one below the other.
struct Sheet {
    cells: usize,
    lines: Vec<TextLine>,
}

impl Sheet {
    fn new(page: &Page) -> Self {
        Self {
            cells: usize::from(page.body.width),
            lines: Vec::new(),
        }
    }

    fn blank(&mut self) {
        self.lines.push(TextLine::default());
    }

    fn sentence(&mut self, text: impl Into<String>, role: Role) {
        self.pieces(&[piece(text, role)]);
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        self.lines.extend(wrap(pieces, self.cells));
    }

    /// Draws the lines from one on, and notes how many there are.
    fn draw(
        &self,
        screen: &StoriesScreen,
        scroll: u16,
        area: ratatui::layout::Rect,
        painter: &mut Painter<'_>,
    ) {
        let last = self.lines.len().saturating_sub(usize::from(area.height));
        let from = usize::from(scroll).min(last);
        screen.view.set(View {
            height: area.height,
            lines: self.lines.len() as u16,
            base: 0,
        });
        painter.lines(area, &self.lines, from);
        painter.more(area, from, last);
    }
}

/// How many rows a list has, for its heading.
fn count(list: List, app: &App, screen: &StoriesScreen) -> usize {
    match list {
        List::Prompts => screen.matrix.prompts.len(),
        List::Stories => app.study.stories.stories.len(),
        List::Pieces => app.study.stories.pieces.len(),
    }
}
