//! Breaks styled text into lines: the opportunities of UAX 14, less those that Japanese typography forbids.
//!
//! No line is longer than the width, none begins with a mark that must not begin a line or ends with an opening one, and no
//! text is lost but the spaces at the ends of lines.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::width::width;
use crate::ui::theme::Role;

/// A piece of a line in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Its role.
    pub role: Role,
}

impl Piece {
    /// A text in a role.
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self {
            text: text.into(),
            role,
        }
    }
}

/// A line of pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextLine {
    /// The pieces from left to right.
    pub pieces: Vec<Piece>,
}

impl TextLine {
    /// A line of one piece.
    pub fn of(text: impl Into<String>, role: Role) -> Self {
        Self {
            pieces: vec![Piece {
                text: text.into(),
                role,
            }],
        }
    }

    /// Adds a piece.
    pub fn push(&mut self, text: impl Into<String>, role: Role) {
        self.pieces.push(Piece {
            text: text.into(),
            role,
        });
    }

    /// The text without its styles.
    pub fn plain(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }

    /// Cells that the line takes.
    pub fn width(&self) -> usize {
        self.pieces.iter().map(|piece| width(&piece.text)).sum()
    }
}

/// Marks that must not begin a line.
pub(super) fn must_not_begin(character: char) -> bool {
    "、。，．,.・：；:;？！?!゛゜ヽヾゝゞ々ー）〕］｝〉》」』】)]}’”»ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ…‥％%°℃".contains(character)
}

/// Marks that must not end a line.
pub(super) fn must_not_end(character: char) -> bool {
    "（〔［｛〈《「『【([{‘“«￥$¥£".contains(character)
}

fn is_katakana(character: char) -> bool {
    matches!(character, 'ァ'..='ヺ' | 'ー')
}

fn is_counter(character: char) -> bool {
    "個件秒分時日月年台本人回倍万億兆千百割点章節行列段層歳円名社週".contains(character)
}

/// Whether a unit of a rate follows, as in checks/s or km/h: it stays with what it divides.
fn is_rate(after: &str) -> bool {
    const LETTERS: usize = 3;
    let letters = after.chars().take(LETTERS + 1);
    (1..=LETTERS).contains(&letters.take_while(|c| c.is_alphabetic()).count())
}

/// Whether a line may break between two characters that stand side by side.
fn may_break(before: char, after: char) -> bool {
    let in_katakana = is_katakana(before) && is_katakana(after);
    let at_counter = before.is_ascii_digit() && is_counter(after);
    !(in_katakana || at_counter || must_not_begin(after) || must_not_end(before))
}

/// Breaks a paragraph without styles.
pub fn wrap_plain(text: &str, cells: usize) -> Vec<String> {
    wrap(
        &[Piece {
            text: text.to_owned(),
            role: Role::Text,
        }],
        cells,
    )
    .iter()
    .map(TextLine::plain)
    .collect()
}

/// Breaks a paragraph of pieces into lines of at most `cells` cells (at least 2, so that a wide character fits).
pub fn wrap(pieces: &[Piece], cells: usize) -> Vec<TextLine> {
    let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let starts = starts(pieces);
    let paragraph = Paragraph {
        text: &text,
        width: &|start, end| drawn_width(&text, &starts, start, end),
        is_held: &|_| false,
    };
    let ranges = paragraph.lines(cells.max(2));
    ranges
        .into_iter()
        .map(|(start, end)| styled(pieces, &starts, start, end))
        .collect()
}

/// A text that is broken into lines, with how it is measured. Places are bytes.
pub(super) struct Paragraph<'a> {
    /// The text.
    pub text: &'a str,
    /// Cells that a part of it takes in one line.
    pub width: &'a dyn Fn(usize, usize) -> usize,
    /// Places at which no line may end, beside those that typography forbids.
    pub is_held: &'a dyn Fn(usize) -> bool,
}

impl Paragraph<'_> {
    /// The byte ranges of the lines.
    pub fn lines(&self, cells: usize) -> Vec<(usize, usize)> {
        let text = self.text;
        let mut lines = Vec::new();
        let mut line_start = 0;
        let mut fitted = 0;
        for (end, is_mandatory) in self.ends() {
            if end > fitted && self.seen(line_start, end) > cells {
                if fitted > line_start {
                    lines.push((line_start, fitted));
                    line_start = fitted;
                }
                let last = text[..end].trim_end().len();
                while let Some(reach) = self.beyond(line_start, last, cells) {
                    let split = self.forced_break(line_start, reach, cells);
                    lines.push((line_start, split));
                    line_start = split;
                }
            }
            fitted = end;
            if is_mandatory && end < text.len() {
                lines.push((line_start, end));
                line_start = end;
            }
        }
        if line_start < text.len() || lines.is_empty() {
            lines.push((line_start, text.len()));
        }
        lines
            .into_iter()
            .map(|(start, end)| (start, start + text[start..end].trim_end().len()))
            .collect()
    }

    /// Cells of a part without the spaces at its end.
    pub fn seen(&self, start: usize, end: usize) -> usize {
        (self.width)(start, start + self.text[start..end].trim_end().len())
    }

    /// A place that a line from the start of a part does not reach; `None` where the part fits. A long part is not looked at
    /// to its end: a run without a place to break at is asked about once for each of its lines.
    fn beyond(&self, start: usize, end: usize, cells: usize) -> Option<usize> {
        // A character that is cut in two may measure more than the whole, but never more than two cells.
        const SLACK: usize = 2;
        let mut reach = 4 * cells + 64;
        loop {
            let mut stop = start.saturating_add(reach);
            if stop >= end {
                return (start < end && (self.width)(start, end) > cells).then_some(end);
            }
            while !self.text.is_char_boundary(stop) {
                stop -= 1;
            }
            if (self.width)(start, stop) > cells + SLACK {
                return Some(stop);
            }
            reach *= 2;
        }
    }

    /// Where a line may end, and whether it must.
    pub fn ends(&self) -> impl Iterator<Item = (usize, bool)> {
        let text = self.text;
        linebreaks(text).filter_map(move |(end, opportunity)| {
            let is_mandatory = opportunity == BreakOpportunity::Mandatory;
            let before = text[..end].chars().next_back();
            let after = text[end..].chars().next();
            let allowed = match (before, after) {
                (Some('/'), Some(_)) if is_rate(&text[end..]) => false,
                (Some(before), Some(after)) => before.is_whitespace() || may_break(before, after),
                _ => true,
            };
            // After a space the marks still must not begin a line.
            let begins_well = after.is_none_or(|after| {
                !must_not_begin(after) || before.is_some_and(char::is_whitespace)
            });
            let may_end = allowed && begins_well && !(self.is_held)(end);
            (is_mandatory || may_end).then_some((end, is_mandatory))
        })
    }

    /// Where to break one grapheme that is wider than a line: some scripts and broken sequences join any number of characters.
    fn break_inside(&self, start: usize, end: usize, cells: usize) -> usize {
        let mut ends = self.text[start..end]
            .char_indices()
            .map(|(offset, character)| start + offset + character.len_utf8());
        let first = ends.next().unwrap_or(end);
        ends.take_while(|end| (self.width)(start, *end) <= cells)
            .last()
            .unwrap_or(first)
    }

    /// Where to break a run that has no opportunity: as late as fits, and not before or after a mark that forbids it.
    fn forced_break(&self, start: usize, end: usize, cells: usize) -> usize {
        // The last places that fit at all, where a line may end, and where it ends well.
        let (mut fits, mut at, mut good) = (start, start, start);
        let mut graphemes = self.text[start..end].grapheme_indices(true).peekable();
        while let Some((offset, grapheme)) = graphemes.next() {
            let next = start + offset + grapheme.len();
            if (self.width)(start, next) > cells {
                if fits == start {
                    return self.break_inside(start, next, cells);
                }
                break;
            }
            fits = next;
            if (self.is_held)(next) {
                continue;
            }
            at = next;
            let before = grapheme.chars().next_back().unwrap_or(' ');
            let after = graphemes
                .peek()
                .and_then(|(_, grapheme)| grapheme.chars().next())
                .unwrap_or(' ');
            if !must_not_begin(after) && !must_not_end(before) {
                good = at;
            }
        }
        // Going back for a good place must not leave the line nearly empty: a row of marks is broken anywhere.
        if (good - start) * 2 > at - start {
            good
        } else if at > start {
            at
        } else {
            fits
        }
    }
}

/// Where each piece begins in the whole text, in bytes.
pub(super) fn starts(pieces: &[Piece]) -> Vec<usize> {
    let starts = pieces.iter().scan(0, |end, piece| {
        let start = *end;
        *end += piece.text.len();
        Some(start)
    });
    starts.collect()
}

/// Cells that a byte range of the whole text takes. Pieces are drawn one by one, so what would join over the border of two
/// is measured apart.
pub(super) fn drawn_width(text: &str, starts: &[usize], start: usize, end: usize) -> usize {
    let mut from = start;
    let mut cells = 0;
    let next = starts.partition_point(|begin| *begin <= start);
    for &next in starts[next..].iter().take_while(|begin| **begin < end) {
        cells += width(&text[from..next]);
        from = next;
    }
    cells + width(&text[from..end])
}

/// The pieces of a byte range of the whole text. `starts` says where each piece begins.
pub(super) fn styled(pieces: &[Piece], starts: &[usize], start: usize, end: usize) -> TextLine {
    let mut line = TextLine::default();
    let first = starts.partition_point(|begin| *begin <= start);
    let first = first.saturating_sub(1);
    for (piece, &offset) in pieces.iter().zip(starts).skip(first) {
        if offset >= end {
            break;
        }
        let (from, to) = (start.max(offset), end.min(offset + piece.text.len()));
        if from < to {
            line.push(&piece.text[from - offset..to - offset], piece.role);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_go_to_the_next_line() {
        assert_eq!(wrap_plain("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap_plain("", 8), [""]);
        assert_eq!(wrap_plain("a\nb", 8), ["a", "b"]);
        assert_eq!(
            wrap_plain("https://example.org/very/long", 10),
            ["https://", "example.or", "g/very/", "long"]
        );
        assert_eq!(wrap_plain("abcdefghijkl", 5), ["abcde", "fghij", "kl"]);
    }

    #[test]
    fn japanese_keeps_its_rules() {
        assert_eq!(
            wrap_plain("決済を確認します。", 16),
            ["決済を確認しま", "す。"]
        );
        assert_eq!(
            wrap_plain("彼は「はい」と言う", 6),
            ["彼は", "「は", "い」と", "言う"]
        );
        assert_eq!(wrap_plain("このサーバーは", 10), ["この", "サーバーは"]);
        assert_eq!(wrap_plain("全部で300件です", 9), ["全部で", "300件です"]);
    }

    #[test]
    fn styles_stay_with_their_text() {
        let pieces = [
            Piece {
                text: "one ".into(),
                role: Role::Text,
            },
            Piece {
                text: "two three".into(),
                role: Role::Strong,
            },
        ];
        let lines = wrap(&pieces, 7);
        assert_eq!(lines[0].pieces.len(), 2);
        assert_eq!(lines[1], TextLine::of("three", Role::Strong));
    }

    #[test]
    fn a_long_run_is_not_measured_to_its_end_for_each_line() {
        for character in ["a", "\u{a0}", "\u{915}\u{94d}"] {
            let text = character.repeat(20_000) + "…";
            let measured = std::cell::Cell::new(0);
            let paragraph = Paragraph {
                text: &text,
                width: &|start, end| {
                    measured.set(measured.get() + end - start);
                    width(&text[start..end])
                },
                is_held: &|_| false,
            };
            assert_eq!(paragraph.lines(10).len(), 2_001, "{character:?}");
            assert!(measured.get() < 60 * text.len(), "{}", measured.get());
        }
    }

    #[test]
    fn a_rate_stays_in_one_line() {
        assert_eq!(
            wrap_plain("twelve checks/s and 90 km/h", 12),
            ["twelve", "checks/s and", "90 km/h"]
        );
        assert_eq!(wrap_plain("either/otherwise", 10), ["either/", "otherwise"]);
    }

    #[test]
    fn what_counts_as_one_character_and_fits_no_line_is_broken() {
        assert_eq!(wrap_plain(&"\u{1100}".repeat(5), 4).len(), 3);
        assert_eq!(wrap_plain(&"\u{600}".repeat(9), 4).len(), 3);
        let broken = "👩\u{200d}👩\u{200d}\u{1f208}";
        assert!(wrap_plain(broken, 2).iter().all(|line| width(line) <= 2));
    }

    #[test]
    fn what_joins_over_two_styles_is_measured_as_it_is_drawn() {
        let pieces = [
            Piece::new("abcd👩", Role::Text),
            Piece::new("\u{200d}👩", Role::Strong),
        ];
        let lines = wrap(&pieces, 6);
        assert!(lines.iter().all(|line| line.width() <= 6), "{lines:?}");
    }

    fn prose() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            4 => "[a-z]{1,12}",
            3 => "[ぁ-ん]{1,6}",
            2 => "[ァ-ヴー]{1,6}",
            3 => "[一-龠]{1,6}",
            2 => prop::sample::select(vec!["。", "、", "「", "」", "（", "）", "！", "300件", "🇯🇵", "👍🏽", "--", "…", "."]).prop_map(str::to_owned),
            2 => Just(" ".to_owned()),
        ];
        prop::collection::vec(word, 0..40).prop_map(|words| words.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

        #[test]
        fn no_line_is_too_wide_and_no_text_is_lost(text in prose(), cells in 2..80_usize) {
            let lines = wrap_plain(&text, cells);
            for line in &lines {
                prop_assert!(width(line) <= cells, "{line:?} in {cells}");
            }
            let kept: String = lines.concat().split_whitespace().collect();
            let given: String = text.split_whitespace().collect();
            prop_assert_eq!(kept, given);
        }

        #[test]
        fn no_line_begins_or_ends_with_a_forbidden_mark(
            sentences in prop::collection::vec("[かきくけこ一-龠][ぁ-ん一-龠]{0,4}(「[アイウエオカ][ァ-ヴ]{0,3}」)?[ぁ-ん]{0,3}(。|、|！)", 1..12),
            // 20 cells hold the longest run of this pattern in which every place is forbidden.
            cells in 20..80_usize,
        ) {
            let text = sentences.concat();
            for line in wrap_plain(&text, cells) {
                prop_assert!(!line.starts_with(must_not_begin), "{line}");
                prop_assert!(!line.ends_with(must_not_end), "{line}");
            }
        }
    }
}
