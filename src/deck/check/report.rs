//! Where the problems of one card are collected, each at the line and column of the words that it is about.

use super::Placed;
use crate::deck::{Card, Level, Point, Position, Problem, markdown::LineIndex, text::boundary};

/// The problems of one card.
pub(super) struct Report<'a> {
    card: &'a Card,
    source: &'a str,
    lines: &'a LineIndex,
    /// What was found so far.
    pub(super) found: Vec<Problem>,
}

impl<'a> Report<'a> {
    /// An empty report about a card of a deck.
    pub(super) fn new(card: &'a Card, deck: &'a Placed<'_>) -> Self {
        Self {
            card,
            source: deck.source,
            lines: &deck.lines,
            found: Vec::new(),
        }
    }

    /// Reports a problem of a field; the place is that of `excerpt` in the field where the file holds it as it is.
    pub(super) fn at(&mut self, field: &str, excerpt: &str, rule: &str, message: impl AsRef<str>) {
        let start = self.card.places.of(field);
        self.push(rule, start, excerpt, message, None);
    }

    /// Reports at another level than that of the rule.
    pub(super) fn at_level(
        &mut self,
        level: Level,
        field: &str,
        excerpt: &str,
        rule: &str,
        message: impl AsRef<str>,
    ) {
        let start = self.card.places.of(field);
        self.push(rule, start, excerpt, message, Some(level));
    }

    /// Reports a problem of a point of the rubric.
    pub(super) fn at_point(
        &mut self,
        point: &Point,
        excerpt: &str,
        rule: &str,
        message: impl AsRef<str>,
    ) {
        let start = if point.line == 0 {
            self.card.places.of("rubric")
        } else {
            Position::line(point.line)
        };
        self.push(rule, start, excerpt, message, None);
    }

    fn push(
        &mut self,
        rule: &str,
        start: Position,
        excerpt: &str,
        message: impl AsRef<str>,
        level: Option<Level>,
    ) {
        let position = self.place_of(start, excerpt);
        let problem = Problem::new(rule, position, message).of_card(self.card.id.as_str());
        let level = level.unwrap_or(problem.level);
        self.found.push(problem.at_level(level));
    }

    /// The place of some words at or below a line, before the next card begins. Where the file spells them with marks of
    /// Markdown between, the place of as many of the first words as stand there.
    fn place_of(&self, start: Position, excerpt: &str) -> Position {
        const LINES: usize = 80; // fields longer than this keep the place of their first line
        const BYTES: usize = 20_000; // and so do those on lines as long as no person writes them
        const EXCERPT: usize = 200; // so many characters are told apart from all others
        let line = excerpt.lines().next().unwrap_or_default().trim();
        let end = line.char_indices().nth(EXCERPT);
        let mut prefix = &line[..end.map_or(line.len(), |(at, _)| at)];
        let from = self.lines.offset(self.source, Position::line(start.line));
        let to = boundary(self.source, from + BYTES);
        let near = &self.source[from..to];
        while !prefix.is_empty() {
            let lines = (start.line..).zip(near.lines());
            for (line, text) in lines.take(LINES) {
                if line > start.line && text.starts_with("## ") {
                    break;
                }
                if let Some(at) = text.find(prefix) {
                    let column = text[..at].chars().count() as u32 + 1;
                    return Position { line, column };
                }
            }
            prefix = prefix.rsplit_once(' ').map_or("", |(before, _)| before);
        }
        start
    }
}
