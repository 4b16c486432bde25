//! Items of lists: the first line, and what is indented below it.

use std::ops::Range;

use super::{Block, BlockKind, Page};

/// One item of a list at the left edge.
#[derive(Debug)]
pub(super) struct ListItem {
    /// The line of its marker.
    pub(super) line: u32,
    /// Whether the marker is a number.
    pub(super) ordered: Option<String>,
    /// The text after the marker.
    pub(super) first: String,
    /// The lines below, without the item's indentation.
    pub(super) rest: String,
}

impl ListItem {
    /// First line and the paragraph lines right below it, joined.
    pub(super) fn paragraph(&self) -> String {
        let more = self.rest.lines().take_while(|line| !line.trim().is_empty());
        std::iter::once(self.first.as_str())
            .chain(more.map(str::trim))
            .collect::<Vec<_>>()
            .join(" ")
            .trim()
            .to_owned()
    }
}

impl ListItem {
    /// Text below the first paragraph, which a one-line entry cannot hold.
    pub(super) fn has_more(&self) -> bool {
        self.rest
            .lines()
            .skip_while(|line| !line.trim().is_empty())
            .any(|line| !line.trim().is_empty())
    }
}

/// The items of the lists among some blocks.
pub(super) fn items(page: &Page<'_>, blocks: &[Block]) -> Vec<ListItem> {
    let ranges = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::List { items } => Some(items),
        _ => None,
    });
    ranges
        .flatten()
        .filter_map(|range| item(page, range.clone()))
        .collect()
}

fn item(page: &Page<'_>, range: Range<usize>) -> Option<ListItem> {
    let line_start = page.source[..range.start]
        .rfind('\n')
        .map_or(0, |offset| offset + 1);
    let slice = &page.source[line_start..range.end];
    let mut lines = slice.split('\n');
    let first = lines.next()?;
    let marker = first.trim_start_matches([' ', '\t']);
    let indentation = first.len() - marker.len();
    let (marker_length, ordered) = marker_length(marker)?;
    let text = &marker[marker_length..];
    let spaces = text.len() - text.trim_start_matches(' ').len();
    // CommonMark: five or more spaces are one, and the rest is indented code.
    let padding = if (1..=4).contains(&spaces) && !text.trim().is_empty() {
        spaces
    } else {
        1
    };
    let offset = indentation + marker_length + padding;
    // A line at the left edge that names a source belongs to the card, although Markdown counts it to the item.
    let is_mark = |line: &&str| line.starts_with("Source:") || line.starts_with("Allow:");
    let rest: Vec<&str> = lines
        .filter(|line| !is_mark(line))
        .map(|line| without_indentation(line, offset))
        .collect();
    Some(ListItem {
        line: page.line(range.start),
        ordered,
        first: text.trim().to_owned(),
        rest: rest.join("\n"),
    })
}

/// Length of a list marker and, for a numbered one, the marker.
fn marker_length(text: &str) -> Option<(usize, Option<String>)> {
    if text.starts_with(['-', '*', '+']) {
        return Some((1, None));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let closed = digits > 0 && matches!(text.as_bytes().get(digits), Some(b'.' | b')'));
    closed.then(|| (digits + 1, Some(text[..=digits].to_owned())))
}

fn without_indentation(line: &str, columns: usize) -> &str {
    let spaces = line.len() - line.trim_start_matches(' ').len();
    &line[spaces.min(columns)..]
}
