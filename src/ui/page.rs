//! The frame of every screen: a title line above, what can be done below, margins, and text in between.

use std::borrow::Cow;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    Look,
    markdown::Setting,
    text::{Readings, TextLine, cut, folded, width},
    theme::Role,
};
use crate::{
    app::{App, Key, Scope, action::Bound},
    deck::{SafeText, text::is_unsafe},
};

/// Text is at most this wide, cells.
const PAGE_WIDTH: u16 = 80;

/// Below this height or width a screen is compact: smaller margins, no blank lines that only please.
const COMPACT: (u16, u16) = (60, 18);

/// Where the parts of a screen are.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The title line.
    pub title: Rect,
    /// Everything between title and bar, inside the margins.
    pub body: Rect,
    /// The last line.
    pub bar: Rect,
    /// Whether there is little room.
    pub is_compact: bool,
}

impl Page {
    /// Divides a window and draws the bar of the scope.
    pub fn new(area: Rect, app: &App, painter: &mut Painter<'_>) -> Self {
        let is_compact = area.width < COMPACT.0 || area.height < COMPACT.1;
        let width = area.width.min(PAGE_WIDTH);
        let x = area.x + (area.width - width) / 2;
        let (margin, gap) = if is_compact { (1, 1) } else { (2, 3) };
        let body = Rect::new(
            x + margin,
            area.y + gap,
            width - 2 * margin,
            area.height - gap - 2,
        );
        let page = Self {
            title: Rect::new(x + 1, area.y, width - 2, 1),
            body,
            bar: Rect::new(x + 1, area.bottom() - 1, width - 2, 1),
            is_compact,
        };
        if app.layers.is_empty() {
            painter.bar(app, app.scope(), page.bar);
        }
        page
    }
}

/// Puts text into cells.
pub struct Painter<'a> {
    buffer: &'a mut Buffer,
    /// Colours and signs.
    pub look: Look,
    /// Which readings of kanji are shown, and how.
    pub readings: Readings<'a>,
}

impl<'a> Painter<'a> {
    /// Paints into a buffer.
    pub fn new(buffer: &'a mut Buffer, look: Look) -> Self {
        Self {
            buffer,
            look,
            readings: Readings::default(),
        }
    }

    /// What the text of cards is set with.
    pub fn setting(&self) -> Setting<'a> {
        Setting {
            glyphs: self.look.glyphs,
            readings: self.readings,
        }
    }

    /// Puts a text at a place, cut to a number of cells, and returns the column after it.
    pub fn text(&mut self, x: u16, y: u16, cells: u16, text: &str, role: Role) -> u16 {
        if !self.buffer.area.contains(Position { x, y }) {
            return x;
        }
        // Whatever a screen forgot: here is the one exit to the cells, and no cell gets what a terminal may not.
        let safe = if text.chars().any(is_unsafe) {
            Cow::Owned(SafeText::from_line(text).into_string())
        } else {
            Cow::Borrowed(text)
        };
        let text = cut(&folded(&safe), usize::from(cells), self.look.glyphs.cut);
        self.buffer
            .set_stringn(x, y, &text, usize::from(cells), self.look.theme.style(role))
            .0
    }

    /// Puts a styled line at a place.
    pub fn line(&mut self, x: u16, y: u16, cells: u16, line: &TextLine) {
        let end = x.saturating_add(cells);
        let mut x = x;
        for piece in &line.pieces {
            x = self.text(x, y, end.saturating_sub(x), &piece.text, piece.role);
        }
    }

    /// Puts lines one below the other, from a first one on, as far as they fit.
    pub fn lines(&mut self, area: Rect, lines: &[TextLine], from: usize) {
        for (row, line) in lines
            .iter()
            .skip(from)
            .take(usize::from(area.height))
            .enumerate()
        {
            self.line(area.x, area.y + row as u16, area.width, line);
        }
    }

    /// Signs in the margin, where no text stands: lines above the first one that is shown, and below; `last` is the first
    /// line of the last page.
    pub fn more(&mut self, area: Rect, from: usize, last: usize) {
        let glyphs = self.look.glyphs;
        let (x, bottom) = (area.right(), area.bottom().saturating_sub(1));
        if from > 0 {
            self.text(x, area.y, 1, glyphs.above, Role::Accent);
        }
        if from < last {
            self.text(x, bottom, 1, glyphs.below, Role::Accent);
        }
    }

    /// The title line: where one is on the left, how far on the right.
    pub fn title(&mut self, page: &Page, left: &str, right: &str) {
        let Rect {
            x, y, width: cells, ..
        } = page.title;
        let right_cells = width(right).min(usize::from(cells)) as u16;
        let room = cells.saturating_sub(right_cells + 2);
        self.text(x, y, room, left, Role::Strong);
        self.text(x + cells - right_cells, y, right_cells, right, Role::Muted);
    }

    /// The last line: keys and what they do, from the list of actions, as many as fit.
    pub fn bar(&mut self, app: &App, scope: Scope, area: Rect) {
        let entries = app
            .keymap
            .entries(scope)
            .filter(|(binding, _)| !binding.label.is_empty());
        let entries: Vec<(String, &str)> = entries
            .filter_map(|(binding, keys)| {
                Some((key_name(*keys.first()?, self.look), binding.label))
            })
            .collect();
        let cells = |(key, label): &(String, &str)| (width(key) + 1 + width(label)) as u16;
        let all: u16 = entries.iter().map(cells).sum();
        let gaps = entries.len().saturating_sub(1) as u16;
        let gap = if all + 3 * gaps <= area.width { 3 } else { 2 };
        let mut x = area.x;
        for entry in &entries {
            let before = if x > area.x { gap } else { 0 };
            if x + before + cells(entry) > area.right() {
                break;
            }
            x = self.text(x + before, area.y, area.width, &entry.0, Role::Accent);
            x = self.text(x + 1, area.y, area.width, entry.1, Role::Muted);
        }
    }

    /// Lets a widget of a library draw into an area. What it draws must be safe to show: it does not come by the measurer.
    pub fn widget(&mut self, area: Rect, draw: impl FnOnce(Rect, &mut Buffer)) {
        draw(area.intersection(self.buffer.area), self.buffer);
    }

    /// A bar of a share, 0 to 1.
    pub fn share(&self, share: f64, cells: usize) -> String {
        let full = ((share.clamp(0.0, 1.0)) * cells as f64).round() as usize;
        format!(
            "{}{}",
            self.look.glyphs.full.repeat(full),
            self.look.glyphs.empty.repeat(cells - full)
        )
    }

    /// Blanks an area. A wide character that its left or right edge cuts goes as a whole.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            if area.left() > self.buffer.area.left() {
                let before = Position {
                    x: area.left() - 1,
                    y,
                };
                if width(self.buffer[before].symbol()) > 1 {
                    self.buffer[before].reset();
                }
            }
            for x in area.left()..area.right() {
                self.buffer[Position { x, y }].reset();
            }
        }
    }
}

/// The name of a key, in ASCII where signs are.
pub fn key_name(key: Key, look: Look) -> String {
    let name = key.to_string();
    if look.glyphs == super::glyph::Glyphs::ASCII {
        match name.as_str() {
            "↑" => return "Up".to_owned(),
            "↓" => return "Down".to_owned(),
            "←" => return "Left".to_owned(),
            "→" => return "Right".to_owned(),
            _ => {}
        }
    }
    name
}

/// The first key of an action in a scope, for sentences that name it.
pub fn key_of(app: &App, scope: Scope, bound: Bound, look: Look) -> String {
    let found = app
        .keymap
        .entries(scope)
        .find(|(binding, _)| binding.action == bound);
    found
        .and_then(|(_, keys)| keys.first())
        .map_or(String::new(), |key| key_name(*key, look))
}
