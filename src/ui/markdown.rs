//! Markdown of a card as styled lines: emphasis, code, lists, tables, quotes; links as text, HTML as it is written.
//!
//! Reads what the sanitiser made, and never opens anything.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::{
    glyph::Glyphs,
    text::{Piece, Readings, TextLine, folded, padded, ruby, width, wrap},
    theme::Role,
};
use crate::deck::SafeText;

/// Lists and quotes are indented this deep at most; what is deeper stays at the last step.
const DEPTH_LIMIT: usize = 6;

/// What a text is set with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting<'a> {
    /// Signs that are no letters.
    pub glyphs: Glyphs,
    /// Which readings of kanji are shown, and how. In lists, tables and headings those above stand in brackets.
    pub readings: Readings<'a>,
}

/// Breaks a Markdown text into lines of at most `cells` cells. `base` is the role of ordinary text.
pub fn lines(text: &SafeText, cells: usize, base: Role, setting: Setting<'_>) -> Vec<TextLine> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut renderer = Renderer::new(cells, base, &setting);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        renderer.event(event);
    }
    renderer.finish()
}

/// What an indentation stands for.
enum Frame {
    Quote,
    List {
        next: Option<u64>,
    },
    Item {
        marker: Option<String>,
        cells: usize,
    },
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    rows: Vec<Vec<Vec<Piece>>>,
}

struct Renderer<'a> {
    cells: usize,
    base: Role,
    glyphs: Glyphs,
    readings: Readings<'a>,
    lines: Vec<TextLine>,
    pieces: Vec<Piece>,
    frames: Vec<Frame>,
    roles: Vec<Role>,
    table: Option<Table>,
    code: Option<String>,
    wants_gap: bool,
    is_tight: bool,
}

impl<'a> Renderer<'a> {
    fn new(cells: usize, base: Role, setting: &Setting<'a>) -> Self {
        Self {
            cells,
            base,
            glyphs: setting.glyphs,
            readings: setting.readings,
            lines: Vec::new(),
            pieces: Vec::new(),
            frames: Vec::new(),
            roles: Vec::new(),
            table: None,
            code: None,
            wants_gap: false,
            is_tight: false,
        }
    }

    fn finish(mut self) -> Vec<TextLine> {
        self.end_paragraph();
        self.lines
    }

    fn role(&self) -> Role {
        self.roles.last().copied().unwrap_or(self.base)
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => self.push(&code, Role::Code),
            Event::Html(html) | Event::InlineHtml(html) => self.text(&html),
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.push("\n", self.role()),
            Event::Rule => {
                self.begin_block();
                let rule = self.glyphs.rule.repeat(self.room().min(20));
                self.line(vec![Piece {
                    text: rule,
                    role: Role::Border,
                }]);
                self.wants_gap = true;
            }
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.begin_block(),
            Tag::Heading { .. } => {
                self.begin_block();
                self.roles.push(Role::Strong);
            }
            Tag::BlockQuote(_) => {
                self.begin_block();
                self.frames.push(Frame::Quote);
            }
            Tag::CodeBlock(kind) => {
                self.begin_block();
                let _ = matches!(kind, CodeBlockKind::Fenced(_));
                self.code = Some(String::new());
            }
            Tag::List(first) => {
                self.end_paragraph();
                if !self
                    .frames
                    .iter()
                    .any(|frame| matches!(frame, Frame::List { .. }))
                    && !self.lines.is_empty()
                {
                    self.wants_gap = true;
                }
                self.is_tight = true;
                self.frames.push(Frame::List { next: first });
            }
            Tag::Item => self.item(),
            Tag::Table(alignments) => {
                self.begin_block();
                self.table = Some(Table {
                    alignments,
                    rows: Vec::new(),
                });
            }
            Tag::TableHead => {
                self.roles.push(Role::Strong);
                self.table_row();
            }
            Tag::TableRow => self.table_row(),
            Tag::TableCell => {}
            Tag::Emphasis => self.roles.push(Role::Emphasis),
            Tag::Strong => self.roles.push(Role::Strong),
            Tag::Strikethrough => self.roles.push(Role::Muted),
            _ => self.roles.push(self.role()),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.end_paragraph();
                self.wants_gap = true;
            }
            TagEnd::HtmlBlock => {
                self.end_paragraph();
                self.wants_gap = true;
            }
            TagEnd::Heading(_) => {
                self.end_paragraph();
                self.roles.pop();
                self.wants_gap = true;
            }
            TagEnd::BlockQuote(_) => {
                self.end_paragraph();
                self.frames.pop();
                self.wants_gap = true;
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(_) => {
                self.end_paragraph();
                self.frames.pop();
                self.wants_gap = true;
            }
            TagEnd::Item => {
                self.end_paragraph();
                self.frames.pop();
                self.wants_gap = false;
            }
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => {
                self.roles.pop();
            }
            TagEnd::TableRow => {}
            TagEnd::TableCell => {
                let pieces = ruby::flat(&std::mem::take(&mut self.pieces), self.readings);
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(pieces);
                }
            }
            _ => {
                self.roles.pop();
            }
        }
    }

    fn item(&mut self) {
        self.end_paragraph();
        let marker = match self.frames.last_mut() {
            Some(Frame::List { next: Some(number) }) => {
                let marker = format!("{number}. ");
                *number += 1;
                marker
            }
            _ => format!("{} ", self.glyphs.bullet),
        };
        if std::mem::take(&mut self.wants_gap) && !self.lines.is_empty() {
            self.lines.push(TextLine::default());
        }
        let cells = width(&marker);
        self.frames.push(Frame::Item {
            marker: Some(marker),
            cells,
        });
    }

    fn table_row(&mut self) {
        if let Some(table) = &mut self.table {
            table.rows.push(Vec::new());
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
        } else {
            self.push(text, self.role());
        }
    }

    fn push(&mut self, text: &str, role: Role) {
        self.pieces.push(Piece {
            text: folded(text),
            role,
        });
    }

    /// Between two wide characters the end of a source line is nothing, elsewhere a space.
    fn soft_break(&mut self) {
        let before = self
            .pieces
            .last()
            .and_then(|piece| piece.text.chars().next_back());
        let is_wide = before.is_some_and(|c| u32::from(c) >= 0x2e80);
        self.push(if is_wide { "" } else { " " }, self.role());
    }

    /// Ends what runs, and leaves a blank line where blocks are apart.
    fn begin_block(&mut self) {
        self.end_paragraph();
        let in_item_start = matches!(
            self.frames.last(),
            Some(Frame::Item {
                marker: Some(_),
                ..
            })
        );
        if std::mem::take(&mut self.wants_gap) && !self.lines.is_empty() && !in_item_start {
            self.lines.push(TextLine::default());
        }
    }

    fn end_paragraph(&mut self) {
        if self.table.is_some() || self.pieces.is_empty() {
            return;
        }
        let pieces = std::mem::take(&mut self.pieces);
        let in_list = |frame: &Frame| matches!(frame, Frame::Item { .. });
        let readings = if self.frames.iter().any(in_list) {
            self.readings.in_brackets()
        } else {
            self.readings
        };
        for line in ruby::wrap(&pieces, self.room(), readings) {
            self.line(line.pieces);
        }
    }

    /// Cells that are left beside the indentation.
    fn room(&self) -> usize {
        let used: usize = self
            .frames
            .iter()
            .take(DEPTH_LIMIT)
            .map(|frame| match frame {
                Frame::Quote => 2,
                Frame::List { .. } => 0,
                Frame::Item { cells, .. } => *cells,
            })
            .sum();
        self.cells.saturating_sub(used).max(8)
    }

    /// Adds a line behind its indentation.
    fn line(&mut self, pieces: Vec<Piece>) {
        let mut line = TextLine::default();
        for frame in self.frames.iter_mut().take(DEPTH_LIMIT) {
            match frame {
                Frame::Quote => line.push(format!("{} ", self.glyphs.note), Role::Border),
                Frame::List { .. } => {}
                Frame::Item { marker, cells } => {
                    let text = marker.take().unwrap_or_else(|| " ".repeat(*cells));
                    line.push(text, Role::Muted);
                }
            }
        }
        line.pieces.extend(pieces);
        self.lines.push(line);
    }

    fn end_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let room = self.room().saturating_sub(2).max(2);
        for source in code.trim_end_matches('\n').split('\n') {
            // Code keeps its spaces; a line that is too long goes on in the next one.
            let indentation = source.len() - source.trim_start_matches(' ').len();
            let (spaces, rest) = source.split_at(indentation.min(room / 2));
            let piece = Piece {
                text: folded(rest),
                role: Role::Code,
            };
            for line in wrap(&[piece], room.saturating_sub(spaces.len())) {
                let mut pieces = vec![Piece {
                    text: format!("  {spaces}"),
                    role: Role::Code,
                }];
                pieces.extend(line.pieces);
                self.line(pieces);
            }
        }
        self.wants_gap = true;
    }

    fn end_table(&mut self) {
        let Some(table) = self.table.take() else {
            return;
        };
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or_default();
        let cell_width =
            |cell: &Vec<Piece>| cell.iter().map(|piece| width(&piece.text)).sum::<usize>();
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                table
                    .rows
                    .iter()
                    .filter_map(|row| row.get(column))
                    .map(cell_width)
                    .max()
                    .unwrap_or_default()
            })
            .collect();
        let total: usize = widths.iter().sum::<usize>() + 2 * columns.saturating_sub(1);
        if total <= self.room() {
            self.aligned(&table, &widths);
        } else {
            self.as_list(&table);
        }
        self.wants_gap = true;
    }

    fn aligned(&mut self, table: &Table, widths: &[usize]) {
        for (index, row) in table.rows.iter().enumerate() {
            let mut pieces: Vec<Piece> = Vec::new();
            for (column, cell) in row.iter().enumerate() {
                let used: usize = cell.iter().map(|piece| width(&piece.text)).sum();
                let missing = widths[column].saturating_sub(used);
                let before = match table.alignments.get(column) {
                    Some(Alignment::Right) => missing,
                    Some(Alignment::Center) => missing / 2,
                    _ => 0,
                };
                pieces.push(Piece {
                    text: " ".repeat(before),
                    role: Role::Text,
                });
                pieces.extend(cell.iter().cloned());
                let gap = if column + 1 < row.len() { 2 } else { 0 };
                pieces.push(Piece {
                    text: padded("", missing - before + gap),
                    role: Role::Text,
                });
            }
            self.line(pieces);
            if index == 0 {
                let rule: Vec<String> = widths
                    .iter()
                    .map(|width| self.glyphs.rule.repeat(*width))
                    .collect();
                self.line(vec![Piece {
                    text: rule.join("  "),
                    role: Role::Border,
                }]);
            }
        }
    }

    /// A table that does not fit: each row as its cells, with the name of the column.
    fn as_list(&mut self, table: &Table) {
        let Some((head, rows)) = table.rows.split_first() else {
            return;
        };
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                self.lines.push(TextLine::default());
            }
            for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let mut pieces = head.get(column).cloned().unwrap_or_default();
                if !pieces.is_empty() {
                    pieces.push(Piece {
                        text: ": ".to_owned(),
                        role: Role::Muted,
                    });
                }
                pieces.extend(cell.iter().cloned());
                for line in wrap(&pieces, self.room()) {
                    self.line(line.pieces);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(source: &str, cells: usize) -> Vec<String> {
        let lines = lines(
            &SafeText::from_block(source),
            cells,
            Role::Text,
            Setting::default(),
        );
        lines
            .iter()
            .map(|line| line.plain().trim_end().to_owned())
            .collect()
    }

    #[test]
    fn blocks_stand_apart_and_lists_are_indented() {
        assert_eq!(
            plain(
                "One *two* `three`\nfour.\n\n- a\n- b goes on here\n  - c\n\n1. x\n2. y",
                12
            ),
            [
                "One two",
                "three four.",
                "",
                "• a",
                "• b goes on",
                "  here",
                "  • c",
                "",
                "1. x",
                "2. y"
            ]
        );
    }

    #[test]
    fn tables_are_aligned_or_become_lists() {
        let table = "| Mode | Loses |\n|---|--:|\n| sync | 0 |\n| async | some |";
        assert_eq!(
            plain(table, 20),
            [
                "Mode   Loses",
                "─────  ─────",
                "sync       0",
                "async   some"
            ]
        );
        assert_eq!(
            plain(table, 9),
            [
                "Mode:", "sync", "Loses: 0", "", "Mode:", "async", "Loses:", "some"
            ]
        );
    }

    #[test]
    fn code_keeps_its_lines_and_links_are_text() {
        assert_eq!(
            plain("```go\nfor {\n    x()\n}\n```\n\n[docs](http://x) <b>", 30),
            ["  for {", "      x()", "  }", "", "docs <b>"]
        );
    }

    #[test]
    fn a_line_end_inside_japanese_is_no_space() {
        assert_eq!(plain("決済を\n確認する", 40), ["決済を確認する"]);
        assert_eq!(plain("one\ntwo", 40), ["one two"]);
    }

    #[test]
    fn roles_are_kept() {
        let lines = lines(
            &SafeText::from_block("a **b** `c`"),
            40,
            Role::Text,
            Setting::default(),
        );
        let roles: Vec<_> = lines[0]
            .pieces
            .iter()
            .map(|piece| (piece.text.as_str(), piece.role))
            .collect();
        assert_eq!(
            roles,
            [
                ("a ", Role::Text),
                ("b", Role::Strong),
                (" ", Role::Text),
                ("c", Role::Code)
            ]
        );
    }

    #[test]
    fn deep_nesting_stays_on_the_page() {
        let deep = format!("{} deep", ">".repeat(50_000));
        assert!(plain(&deep, 40).iter().all(|line| width(line) <= 40));
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_page(text in "([a-z]{1,9}|[ぁ-ん]{1,9}|- |> |\\| |```\n|\\*\\*|\n|\n\n|1\\. | ){0,60}", cells in 24..80_usize) {
            for line in plain(&text, cells) {
                prop_assert!(width(&line) <= cells, "{line:?}");
            }
        }
    }
}
