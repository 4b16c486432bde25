//! Widths in cells, by graphemes, with the same table as the screen library.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells that a text takes in one line.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.graphemes(true).map(UnicodeWidthStr::width).sum()
    }
}

/// The text with half-width katakana and full-width letters and digits in their usual width; nothing else is changed:
/// full-width marks are how Japanese is set.
pub fn folded(text: &str) -> String {
    let is_odd = |c: char| is_wide_letter(c) || matches!(c, '\u{ff61}'..='\u{ff9f}');
    if !text.contains(is_odd) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for character in text.chars() {
        if let '\u{ff61}'..='\u{ff9f}' = character {
            run.push(character);
        } else {
            out.extend(run.nfkc());
            run.clear();
            if is_wide_letter(character) {
                out.push(char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character));
            } else {
                out.push(character);
            }
        }
    }
    out.extend(run.nfkc());
    out
}

fn is_wide_letter(character: char) -> bool {
    matches!(character, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// The text cut to a number of cells, with a sign where something was cut.
pub fn cut(text: &str, cells: usize, sign: &str) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let room = cells.saturating_sub(width(sign));
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let next = UnicodeWidthStr::width(grapheme);
        if used + next > room {
            break;
        }
        used += next;
        out.push_str(grapheme);
    }
    if cells >= width(sign) {
        out.push_str(sign);
    }
    out
}

/// The text with spaces behind it up to a number of cells.
pub fn padded(text: &str, cells: usize) -> String {
    let missing = cells.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_not_characters_are_counted() {
        assert_eq!(width("冪等性"), 6);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("👩‍👩‍👧‍👦"), 2);
        assert_eq!(cut("負荷分散", 5, "…"), "負荷…");
        assert_eq!(cut("負荷分散", 8, "…"), "負荷分散");
        assert_eq!(cut("abc", 0, "…"), "");
        assert_eq!(padded("冪", 4), "冪  ");
    }

    #[test]
    fn odd_widths_are_folded_and_powers_stay() {
        assert_eq!(folded("ｶﾞｰﾄﾞ ＡＢＣ１ 10²"), "ガード ABC1 10²");
        assert_eq!(folded("そのまま（括弧）"), "そのまま（括弧）");
        assert_eq!(folded("ＡＰＩ（括弧）：５！"), "API（括弧）：5！");
        assert_eq!(folded("①㍿ﬁ½…"), "①㍿ﬁ½…");
    }
}
