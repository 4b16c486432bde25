//! The Markdown spelling of a deck: how it is read and how it is written.
//!
//! pulldown-cmark says where headings, lists, quotes and code stand; the text of a field is then taken from the source, so
//! that nothing an author wrote is changed or lost. Where Markdown would lose text without a word, a problem says so.

mod blocks;
mod card;
mod extract;
mod front;
mod heading;
mod list;
mod section;
mod table;
mod write;

use super::{Deck, Position, Problem, RawText, fields::CardFields};
use blocks::{Block, BlockKind};

pub use heading::{Heading, attributes as heading_attributes};
pub use write::{card as write_card, deck as write_deck};

/// What the front matter of a deck says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) area: String,
    pub(crate) language: String,
    pub(crate) authors: Vec<String>,
    pub(crate) license: String,
    pub(crate) format: String,
}

/// A Markdown deck before its cards are checked.
#[derive(Debug, Default)]
pub struct Source {
    /// The front matter.
    pub front: FrontMatter,
    /// Prose before the first card.
    pub description: String,
    /// The cards in the order of the file.
    pub cards: Vec<CardFields>,
}

/// Whether a text begins as a Markdown deck does: with front matter.
pub fn has_front_matter(source: &str) -> bool {
    front::opening(source)
}

/// Reads the fields of a Markdown deck whose lines end with LF.
pub fn read(source: &str, problems: &mut Vec<Problem>) -> Source {
    let (front, body) = front::read(source, problems);
    let lines = LineIndex::new(source);
    let blocks = blocks::scan(source, body, &lines, problems);
    let page = Page {
        source,
        lines: &lines,
    };

    let is_card = |block: &Block| matches!(block.kind, BlockKind::Heading { level: 2 });
    let first = blocks.iter().position(is_card).unwrap_or(blocks.len());
    let description_end = blocks
        .get(first)
        .map_or(source.len(), |block| block.range.start);
    let description = card::description(&page, body..description_end, &blocks[..first], problems);

    let mut cards = Vec::new();
    let mut from = first;
    while from < blocks.len() {
        let next = blocks[from + 1..]
            .iter()
            .position(is_card)
            .map_or(blocks.len(), |offset| from + 1 + offset);
        let end = blocks
            .get(next)
            .map_or(source.len(), |block| block.range.start);
        card::read(&page, &blocks[from..next], end, &mut cards, problems);
        from = next;
    }
    Source {
        front,
        description,
        cards,
    }
}

/// Loads a Markdown deck. `stem` is the name of its file without the ending, for a deck that names no id.
pub fn load(source: &str, stem: &str, problems: &mut Vec<Problem>) -> Deck {
    let read = read(source, problems);
    let front = read.front;
    let top = Position::line(1);
    let id = super::format::deck_id(&front.id, stem, top, problems);
    super::format::check_deck_fields(&id, &front.title, &front.area, top, problems);
    if !matches!(front.format.as_str(), "" | "1") {
        problems.push(Problem::new(
            "unknown-version",
            top,
            format!("the deck says format {}", front.format),
        ));
    }
    let title = if front.title.is_empty() {
        id.as_str()
    } else {
        &front.title
    };
    Deck {
        title: RawText::new(title),
        area: front.area,
        language: RawText::new(&front.language),
        authors: front
            .authors
            .iter()
            .map(|author| RawText::new(author))
            .collect(),
        license: RawText::new(&front.license),
        description: RawText::new(&read.description),
        cards: super::format::build_cards(read.cards, problems),
        id,
    }
}

/// What a long field must not hold, in words: a heading of level 1 to 3, a quote at the left edge, a `Source:` or `Allow:` line.
pub fn structure(text: &str) -> Option<&'static str> {
    let suspicious =
        text.starts_with(['#', '>', ' ']) || text.contains("Source:") || text.contains("Allow:");
    if !suspicious && !text.contains('\n') {
        return None;
    }
    let lines = LineIndex::new(text);
    let mut problems = Vec::new();
    let blocks = blocks::scan(text, 0, &lines, &mut problems);
    let heading = |block: &Block| matches!(block.kind, BlockKind::Heading { level: 1..=3 });
    if blocks.iter().any(heading)
        || problems
            .iter()
            .any(|problem| problem.rule.name == "setext-heading")
    {
        return Some("a heading of level 1 to 3");
    }
    if blocks.iter().any(|block| block.kind == BlockKind::Quote) {
        return Some("a quote at the left edge");
    }
    let page = Page {
        source: text,
        lines: &lines,
    };
    let extract = extract::extract(&page, 0..text.len(), &blocks);
    let marked = !extract.sources.is_empty() || !extract.allow.is_empty();
    marked.then_some("a line that begins with Source: or Allow:")
}

/// The source of a file and where its lines begin.
pub(super) struct Page<'s> {
    source: &'s str,
    lines: &'s LineIndex,
}

impl Page<'_> {
    fn line(&self, offset: usize) -> u32 {
        self.lines.line(offset)
    }

    fn position(&self, offset: usize) -> Position {
        self.lines.position(self.source, offset)
    }
}

/// Where the lines of a text begin.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// The characters before each block of a text with very long lines; none of others, whose columns are counted at once.
    before: Vec<u32>,
}

/// Lines up to this are counted anew for each column; a deck may be one line of 8 MiB.
const LONG_LINE: usize = 4_096;

/// The bytes between two counts of a text with very long lines.
const BLOCK: usize = 1_024;

impl LineIndex {
    /// Finds the line starts of a text.
    pub fn new(source: &str) -> Self {
        let ends = source
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n');
        let starts: Vec<u32> = std::iter::once(0)
            .chain(ends.map(|(offset, _)| offset as u32 + 1))
            .collect();
        let next = starts.iter().skip(1).copied();
        let is_long = starts
            .iter()
            .zip(next.chain([source.len() as u32]))
            .any(|(start, next)| (next - start) as usize > LONG_LINE);
        let mut before = Vec::new();
        if is_long {
            let mut so_far = 0;
            for block in source.as_bytes().chunks(BLOCK) {
                before.push(so_far);
                so_far += characters(block);
            }
        }
        Self { starts, before }
    }

    /// The characters of a text before a byte offset.
    fn characters_before(&self, source: &str, offset: usize) -> u32 {
        let block = offset / BLOCK;
        let (from, so_far) = match self.before.get(block) {
            Some(so_far) => (block * BLOCK, *so_far),
            // The end of the text, where it falls on the end of a block.
            None => (0, 0),
        };
        so_far + characters(&source.as_bytes()[from..offset.min(source.len())])
    }

    /// The line of a byte offset, from 1.
    pub fn line(&self, offset: usize) -> u32 {
        self.starts
            .partition_point(|start| *start as usize <= offset) as u32
    }

    /// The byte offset of a position.
    pub fn offset(&self, source: &str, position: Position) -> usize {
        let start = self
            .starts
            .get(position.line.saturating_sub(1) as usize)
            .map_or(source.len(), |start| *start as usize);
        let column = position.column.saturating_sub(1) as usize;
        source[start..]
            .char_indices()
            .nth(column)
            .map_or(source.len(), |(offset, _)| start + offset)
    }

    /// Line and column of a byte offset, from 1.
    pub fn position(&self, source: &str, offset: usize) -> Position {
        let line = self.line(offset);
        let start = self.starts[line as usize - 1] as usize;
        let column = if offset.saturating_sub(start) > LONG_LINE && !self.before.is_empty() {
            self.characters_before(source, offset) - self.characters_before(source, start)
        } else {
            source
                .get(start..offset)
                .map_or(0, |before| before.chars().count()) as u32
        };
        Position {
            line,
            column: column + 1,
        }
    }
}

/// The characters that begin in a piece of UTF-8.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count() as u32
}

/// A problem of the loader's own that leaves the card in.
fn report(problems: &mut Vec<Problem>, rule: &str, position: Position, message: impl AsRef<str>) {
    let problem = Problem::new(rule, position, message);
    problems.push(problem);
}

#[cfg(test)]
mod tests;
