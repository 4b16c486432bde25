//! Furigana on the screen: in a line of its own above the kanji, in brackets behind them, or not at all.
//!
//! A word with a reading is a block as wide as the wider of both, with both in its middle; a block never splits across lines,
//! and a blank column keeps two readings apart that would touch. A block that does not fit into a line together with the
//! marks that cling to it takes its reading in brackets instead, which may be broken as any text.

use std::{collections::BTreeSet, ops::Range};

use super::{
    width::width,
    wrap::{Paragraph, Piece, TextLine, drawn_width, starts, styled, wrap as wrap_pieces},
};
use crate::{
    deck::furigana::{self, Furigana, Lexicon, Segment},
    ui::theme::Role,
};

/// A run of words that may not be broken loses its widest reading so often; then all of them, so that a run of thousands of
/// words, which nobody writes, costs no more than this.
const PASSES: usize = 16;

/// How readings are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Left out.
    Hidden,
    /// In brackets behind the kanji: for lists and narrow pages.
    #[default]
    Brackets,
    /// In a line above.
    Above,
}

/// Which readings are shown, and how.
#[derive(Clone, Copy, Debug, Default)]
pub struct Readings<'a> {
    /// How they are set.
    pub form: Form,
    /// The words of the decks, where these are shown too.
    pub words: Option<&'a Lexicon<'a>>,
}

impl<'a> Readings<'a> {
    /// Readings as a setting says; `is_narrow` where there is no room for lines above.
    pub fn new(setting: Furigana, is_narrow: bool, words: Option<&'a Lexicon<'a>>) -> Self {
        let form = match setting {
            Furigana::Off => Form::Hidden,
            Furigana::On | Furigana::All if is_narrow => Form::Brackets,
            Furigana::On | Furigana::All => Form::Above,
        };
        Self { form, words }
    }

    /// The same without lines above.
    pub fn in_brackets(self) -> Self {
        let form = match self.form {
            Form::Above => Form::Brackets,
            form => form,
        };
        Self { form, ..self }
    }

    /// The same with the readings that cards mark and no others.
    pub fn marked_alone(self) -> Self {
        Self {
            words: None,
            ..self
        }
    }
}

/// Kanji with their reading, as a byte range of the text that is shown.
#[derive(Clone, Debug)]
struct Block {
    base: Range<usize>,
    reading: String,
    base_cells: usize,
    cells: usize,
}

impl Block {
    /// Whether the reading reaches both ends of the block.
    fn is_filled(&self) -> bool {
        self.base_cells <= width(&self.reading)
    }
}

/// A part of a paragraph.
enum Part {
    Text(Piece),
    Word {
        base: Vec<Piece>,
        reading: String,
        form: Form,
    },
}

/// A paragraph as it is set: its pieces, the blocks with a reading above, and where no line may end.
#[derive(Default)]
struct Setting {
    pieces: Vec<Piece>,
    /// Where each piece begins in the text.
    starts: Vec<usize>,
    text: String,
    blocks: Vec<Block>,
    held: Vec<Range<usize>>,
}

/// Breaks a paragraph of pieces into lines of at most `cells` cells. A line of readings stands before the line that it
/// belongs to.
pub fn wrap(pieces: &[Piece], cells: usize, readings: Readings<'_>) -> Vec<TextLine> {
    let mut parts = parts(pieces, readings);
    if parts.is_empty() {
        return wrap_pieces(pieces, cells);
    }
    let cells = cells.max(2);
    let mut setting = set(&parts);
    for pass in 1.. {
        let too_wide = too_wide(&setting, cells, pass > PASSES);
        if too_wide.is_empty() {
            break;
        }
        let words = parts.iter_mut().filter_map(|part| match part {
            Part::Word {
                form: form @ Form::Above,
                ..
            } => Some(form),
            _ => None,
        });
        for (index, form) in words.enumerate() {
            if too_wide.contains(&index) {
                *form = Form::Brackets;
            }
        }
        setting = set(&parts);
    }
    let ranges = setting.paragraph(|paragraph| paragraph.lines(cells));
    let lines = ranges.into_iter();
    lines
        .flat_map(|(start, end)| setting.line(start, end))
        .collect()
}

/// Pieces in one line: readings stand in brackets or are left out.
pub fn flat(pieces: &[Piece], readings: Readings<'_>) -> Vec<Piece> {
    let parts = parts(pieces, readings.in_brackets());
    if parts.is_empty() {
        pieces.to_vec()
    } else {
        set(&parts).pieces
    }
}

/// The parts of a paragraph; none where no reading stands in it.
fn parts(pieces: &[Piece], readings: Readings<'_>) -> Vec<Part> {
    let wants = readings.form != Form::Hidden && readings.words.is_some();
    if !wants && !pieces.iter().any(|piece| piece.text.contains('[')) {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let is_code = |piece: &Piece| piece.role == Role::Code;
    for run in pieces.chunk_by(|a, b| is_code(a) == is_code(b)) {
        if run.first().is_some_and(is_code) {
            parts.extend(run.iter().cloned().map(Part::Text));
        } else {
            parts_of_run(run, readings, &mut parts);
        }
    }
    parts
}

/// The parts of pieces between which a mark may reach.
fn parts_of_run(run: &[Piece], readings: Readings<'_>, parts: &mut Vec<Part>) {
    let text: String = run.iter().map(|piece| piece.text.as_str()).collect();
    let starts = starts(run);
    let of = |range: Range<usize>| styled(run, &starts, range.start, range.end).pieces;
    let mut from = 0;
    let words = readings.words.filter(|_| readings.form != Form::Hidden);
    let unmarked = |range: Range<usize>, parts: &mut Vec<Part>| {
        let mut from = range.start;
        let found = words.map_or_else(Vec::new, |words| words.found(&text[range.clone()]));
        for (at, marked) in found {
            // Directly behind a mark it may be the end of a longer word.
            if at == 0 && range.start > 0 {
                continue;
            }
            let at = range.start + at;
            parts.extend(of(from..at).into_iter().map(Part::Text));
            from = at;
            for segment in furigana::segments(&marked) {
                let (base, reading) = match segment {
                    Segment::Text(text) => (text, ""),
                    Segment::Word { base, reading } => (base, reading),
                };
                let base = of(from..from + base.len());
                from += base.iter().map(|piece| piece.text.len()).sum::<usize>();
                if reading.is_empty() {
                    parts.extend(base.into_iter().map(Part::Text));
                } else {
                    parts.push(Part::Word {
                        base,
                        reading: reading.to_owned(),
                        form: readings.form,
                    });
                }
            }
        }
        parts.extend(of(from..range.end).into_iter().map(Part::Text));
    };
    for mark in furigana::marks(&text) {
        unmarked(from..mark.whole.start, parts);
        from = mark.whole.end;
        parts.push(Part::Word {
            base: of(mark.base),
            reading: text[mark.reading].to_owned(),
            form: readings.form,
        });
    }
    unmarked(from..text.len(), parts);
}

/// Puts the parts one behind the other.
fn set(parts: &[Part]) -> Setting {
    let mut setting = Setting::default();
    for part in parts {
        match part {
            Part::Text(piece) => setting.push(piece.clone()),
            Part::Word {
                base,
                reading,
                form,
            } => {
                let start = setting.text.len();
                for piece in base {
                    setting.push(piece.clone());
                }
                let end = setting.text.len();
                match form {
                    Form::Hidden => {}
                    Form::Brackets => {
                        setting.held.push(end..end + 1);
                        setting.push(Piece {
                            text: format!("（{reading}）"),
                            role: Role::Muted,
                        });
                    }
                    Form::Above => {
                        let base_cells = width(&setting.text[start..end]);
                        if start + 1 < end {
                            setting.held.push(start + 1..end);
                        }
                        setting.blocks.push(Block {
                            base: start..end,
                            reading: reading.clone(),
                            base_cells,
                            cells: base_cells.max(width(reading)),
                        });
                    }
                }
            }
        }
    }
    setting
}

impl Setting {
    fn push(&mut self, piece: Piece) {
        self.starts.push(self.text.len());
        self.text.push_str(&piece.text);
        self.pieces.push(piece);
    }

    fn paragraph<T>(&self, run: impl FnOnce(&Paragraph<'_>) -> T) -> T {
        let is_held = |at: usize| {
            let next = self.held.partition_point(|held| held.end <= at);
            self.held.get(next).is_some_and(|held| held.contains(&at))
        };
        run(&Paragraph {
            text: &self.text,
            width: &|start, end| self.width(start, end),
            is_held: &is_held,
        })
    }

    /// Cells of a part in one line, with what its blocks add.
    fn width(&self, start: usize, end: usize) -> usize {
        let blocks = self.blocks_within(start, end);
        let added: usize = blocks
            .iter()
            .map(|block| block.cells - block.base_cells)
            .sum();
        let gaps = blocks.windows(2).filter(|pair| touch(&pair[0], &pair[1]));
        drawn_width(&self.text, &self.starts, start, end) + added + gaps.count()
    }

    fn blocks_within(&self, start: usize, end: usize) -> &[Block] {
        &self.blocks[self.indices_within(start, end)]
    }

    fn indices_within(&self, start: usize, end: usize) -> Range<usize> {
        let first = self
            .blocks
            .partition_point(|block| block.base.start < start);
        let last = self.blocks.partition_point(|block| block.base.end <= end);
        first..last.max(first)
    }

    /// A line, behind its line of readings if it has any.
    fn line(&self, start: usize, end: usize) -> Vec<TextLine> {
        let blocks = self.blocks_within(start, end);
        if blocks.is_empty() {
            return vec![styled(&self.pieces, &self.starts, start, end)];
        }
        let mut above = String::new();
        let mut below = TextLine::default();
        let mut from = start;
        // Cells of both lines so far.
        let (mut above_cells, mut cells) = (0, 0);
        for (index, block) in blocks.iter().enumerate() {
            let before = styled(&self.pieces, &self.starts, from, block.base.start);
            cells += before.width();
            below.pieces.extend(before.pieces);
            if index > 0 && touch(&blocks[index - 1], block) {
                below.push(" ", Role::Text);
                cells += 1;
            }
            let reading_cells = width(&block.reading);
            let reading_at = cells + (block.cells - reading_cells) / 2;
            above.push_str(&" ".repeat(reading_at - above_cells));
            above.push_str(&block.reading);
            above_cells = reading_at + reading_cells;
            let left = (block.cells - block.base_cells) / 2;
            let right = block.cells - block.base_cells - left;
            if left > 0 {
                below.push(" ".repeat(left), Role::Text);
            }
            let base = styled(&self.pieces, &self.starts, block.base.start, block.base.end);
            below.pieces.extend(base.pieces);
            if right > 0 && block.base.end < end {
                below.push(" ".repeat(right), Role::Text);
            }
            cells += block.cells;
            from = block.base.end;
        }
        below
            .pieces
            .extend(styled(&self.pieces, &self.starts, from, end).pieces);
        vec![TextLine::of(above, Role::Muted), below]
    }
}

/// Whether the readings of two blocks would run into each other.
fn touch(before: &Block, after: &Block) -> bool {
    before.base.end == after.base.start && before.is_filled() && after.is_filled()
}

/// Of each run that may not be broken and is wider than a line the widest block, or all of them; counted from 0.
fn too_wide(setting: &Setting, cells: usize, wants_all: bool) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    if setting.blocks.is_empty() {
        return found;
    }
    setting.paragraph(|paragraph| {
        let mut start = 0;
        for (end, _) in paragraph.ends() {
            if paragraph.seen(start, end) > cells {
                let within = setting.indices_within(start, end);
                if wants_all {
                    found.extend(within);
                } else {
                    found.extend(within.max_by_key(|index| setting.blocks[*index].cells));
                }
            }
            start = end;
        }
    });
    found
}

#[cfg(test)]
mod tests;
