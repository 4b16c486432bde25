//! Where the blocks of a deck stand: headings, quotes, lists, tables, code. Only positions leave this module.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{LineIndex, report};
use crate::deck::{Position, Problem};

/// Quotes and lists may stand in each other this deep (see `docs/limits.md`).
const DEPTH_LIMIT: usize = 32;

/// What a block at the left edge is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    Heading {
        level: u8,
    },
    Quote,
    /// Code or HTML: nothing inside it means anything to a deck.
    Opaque,
    List {
        items: Vec<Range<usize>>,
    },
    Table,
    Other,
}

/// A block at the left edge with its bytes in the source.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) range: Range<usize>,
}

/// Lists the blocks of a deck from the byte offset where its front matter ends.
pub(super) fn scan(
    source: &str,
    body: usize,
    lines: &LineIndex,
    problems: &mut Vec<Problem>,
) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_STRIKETHROUGH;
    let mut blocks: Vec<Block> = Vec::new();
    let mut depth = 0_usize;
    let mut nested = 0_usize;
    let mut reported_depth = false;
    for (event, range) in Parser::new_ext(&source[body..], options).into_offset_iter() {
        let range = body + range.start..body + range.end;
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    blocks.push(block(source, &tag, range.clone(), lines, problems));
                } else if depth == 1
                    && let (
                        Tag::Item,
                        Some(Block {
                            kind: BlockKind::List { items },
                            ..
                        }),
                    ) = (&tag, blocks.last_mut())
                {
                    items.push(range.clone());
                }
                depth += 1;
                nested += usize::from(matches!(tag, Tag::BlockQuote(_) | Tag::List(_)));
                if nested > DEPTH_LIMIT && !reported_depth {
                    reported_depth = true;
                    let message =
                        format!("quotes and lists are nested more than {DEPTH_LIMIT} deep");
                    report(
                        problems,
                        "nested-too-deep",
                        Position::line(lines.line(range.start)),
                        message,
                    );
                }
            }
            Event::End(tag) => {
                use pulldown_cmark::TagEnd;
                depth -= 1;
                nested -= usize::from(matches!(tag, TagEnd::BlockQuote(_) | TagEnd::List(_)));
                if depth == 0 {
                    reported_depth = false;
                }
            }
            _ if depth == 0 => blocks.push(Block {
                kind: BlockKind::Other,
                range,
            }),
            _ => {}
        }
    }
    blocks
}

fn block(
    source: &str,
    tag: &Tag<'_>,
    range: Range<usize>,
    lines: &LineIndex,
    problems: &mut Vec<Problem>,
) -> Block {
    let line = lines.line(range.start);
    let kind = match tag {
        Tag::Heading { level, .. } => {
            if is_atx(source, range.start) {
                BlockKind::Heading {
                    level: *level as u8,
                }
            } else {
                let message = "a line below this text makes it a heading; it is read as text";
                report(problems, "setext-heading", Position::line(line), message);
                BlockKind::Other
            }
        }
        Tag::BlockQuote(_) => BlockKind::Quote,
        Tag::CodeBlock(_) | Tag::HtmlBlock => {
            if let Some(swallowed) = swallowed_heading(&source[range.clone()]) {
                let message = format!(
                    "this block is not closed and swallows the heading on line {}",
                    line + swallowed
                );
                report(problems, "unclosed-block", Position::line(line), message);
            }
            BlockKind::Opaque
        }
        Tag::List(_) => BlockKind::List { items: Vec::new() },
        Tag::Table(_) => BlockKind::Table,
        Tag::MetadataBlock(_) => {
            let message =
                "a block between --- lines is metadata to other programs; it is read as text";
            report(problems, "metadata-inside", Position::line(line), message);
            BlockKind::Other
        }
        Tag::Paragraph => {
            let text = &source[range.clone()];
            if let Some(offset) = text.lines().position(is_heading_without_space) {
                let message = "a line begins with ## or ### and no space, so it is no heading";
                report(
                    problems,
                    "unknown-section",
                    Position::line(line + offset as u32),
                    message,
                );
            }
            BlockKind::Other
        }
        _ => BlockKind::Other,
    };
    Block { kind, range }
}

/// Whether the heading at a place is one by its marks and not by a line below it: `##x` is text.
fn is_atx(source: &str, start: usize) -> bool {
    let text = source[start..].trim_start_matches(' ');
    let rest = text.trim_start_matches('#');
    (1..=6).contains(&(text.len() - rest.len()))
        && rest.chars().next().is_none_or(char::is_whitespace)
}

fn is_heading_without_space(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    let marks = line.len() - rest.len();
    matches!(marks, 2 | 3) && !rest.is_empty() && !rest.starts_with([' ', '\t'])
}

/// The first card heading inside an unclosed fence or an HTML block, as lines below the block's first.
fn swallowed_heading(block: &str) -> Option<u32> {
    let trimmed = block.trim_start();
    let mark = trimmed
        .chars()
        .next()
        .filter(|mark| matches!(mark, '`' | '~'));
    let length = |text: &str, mark: char| text.chars().take_while(|c| *c == mark).count();
    if let Some(mark) = mark.filter(|mark| length(trimmed, *mark) >= 3) {
        let last = block.lines().skip(1).last().unwrap_or_default().trim();
        let closing = length(last, mark);
        if closing >= length(trimmed, mark) && closing == last.chars().count() {
            return None;
        }
    } else if !trimmed.starts_with('<') {
        return None;
    }
    block
        .lines()
        .position(|line| line.starts_with("## ") || line.starts_with("### "))
        .map(|lines| lines as u32)
}
