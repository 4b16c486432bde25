//! Takes a piece of a card apart: its own text, the note (a quote at the left edge), `Source:` and `Allow:` lines.

use std::ops::Range;

use super::{Block, BlockKind, Page};
use crate::deck::Allow;

/// What a piece of a card holds.
#[derive(Debug, Default)]
pub(super) struct Extract {
    /// The text that is left, Markdown.
    pub(super) text: String,
    /// Byte offset at which the text begins.
    pub(super) start: usize,
    /// The quote, without its marks.
    pub(super) note: Option<(String, u32)>,
    /// `Source:` lines.
    pub(super) sources: Vec<(String, u32)>,
    /// `Allow:` lines.
    pub(super) allow: Vec<(Allow, u32)>,
}

/// Takes the bytes of `range`, in which `blocks` stand, apart.
pub(super) fn extract(page: &Page<'_>, range: Range<usize>, blocks: &[Block]) -> Extract {
    let slice = &page.source[range.clone()];
    let mut extract = Extract {
        start: range.start,
        ..Extract::default()
    };
    let has_quote = blocks.iter().any(|block| block.kind == BlockKind::Quote);
    if !has_quote && !slice.contains("Source:") && !slice.contains("Allow:") {
        slice.clone_into(&mut extract.text);
        extract.start += leading_blank(slice);
        return extract;
    }

    let mut kept: Vec<&str> = Vec::new();
    let mut after_cut = false;
    let mut quote: Vec<&str> = Vec::new();
    let mut offset = range.start;
    let mut first_kept = None;
    for line in slice.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let text = line.strip_suffix('\n').unwrap_or(line);
        let block = block_at(blocks, start, offset);
        if let Some(Block {
            kind: BlockKind::Quote,
            range,
        }) = block
        {
            let fresh = start <= range.start && !quote.is_empty();
            if fresh {
                quote.push("");
            }
            if extract.note.is_none() {
                extract.note = Some((String::new(), page.line(start)));
            }
            quote.push(without_quote_mark(text));
            after_cut = true;
        } else if let Some((name, value)) = marked_line(text, block) {
            let number = page.line(start);
            match name {
                Mark::Source => extract.sources.push((value.to_owned(), number)),
                Mark::Allow => extract.allow.push((allow(value), number)),
            }
            after_cut = true;
        } else {
            let previous_blank = kept.last().is_none_or(|last| last.trim().is_empty());
            if after_cut && previous_blank && text.trim().is_empty() {
                continue;
            }
            after_cut = false;
            if !text.trim().is_empty() && first_kept.is_none() {
                first_kept = Some(start);
            }
            kept.push(text);
        }
    }
    extract.text = kept.join("\n");
    extract.start = first_kept.unwrap_or(range.start);
    if let Some((note, _)) = &mut extract.note {
        *note = quote.join("\n");
    }
    extract
}

/// Bytes of blank lines at the start of a text.
fn leading_blank(text: &str) -> usize {
    let trimmed = text.trim_start();
    text[..text.len() - trimmed.len()]
        .rfind('\n')
        .map_or(0, |offset| offset + 1)
}

fn block_at(blocks: &[Block], start: usize, end: usize) -> Option<&Block> {
    let index = blocks.partition_point(|block| block.range.end <= start);
    blocks.get(index).filter(|block| block.range.start < end)
}

enum Mark {
    Source,
    Allow,
}

/// A `Source:` or `Allow:` line: at the left edge, outside code; up to three spaces are no indentation outside lists.
fn marked_line<'t>(text: &'t str, block: Option<&Block>) -> Option<(Mark, &'t str)> {
    let indentation = text.len() - text.trim_start_matches(' ').len();
    let allowed = match block.map(|block| &block.kind) {
        Some(BlockKind::Opaque) => return None,
        Some(BlockKind::List { .. }) => 0,
        _ => 3,
    };
    if indentation > allowed {
        return None;
    }
    let text = &text[indentation..];
    if let Some(value) = text.strip_prefix("Source:") {
        return Some((Mark::Source, value.trim()));
    }
    text.strip_prefix("Allow:")
        .map(|value| (Mark::Allow, value.trim()))
}

/// `rule — reason`; a plain hyphen with spaces does as well.
pub(super) fn allow(text: &str) -> Allow {
    let split = [" — ", " – ", " - ", "—"]
        .into_iter()
        .find_map(|dash| text.split_once(dash));
    let (rule, reason) = split.unwrap_or((text, ""));
    Allow {
        rule: rule.trim().trim_end_matches(['—', '–']).trim().to_owned(),
        reason: reason.trim().to_owned(),
    }
}

fn without_quote_mark(line: &str) -> &str {
    let text = line.trim_start_matches(' ');
    match text.strip_prefix('>') {
        Some(rest) if line.len() - text.len() <= 3 => rest.strip_prefix(' ').unwrap_or(rest),
        _ => line,
    }
}
