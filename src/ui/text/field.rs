//! A field of one line: the part that fits, and the column of the cursor in it, where an input method opens its window.

use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;

use super::width::{folded, width};

/// What of a field stands in `cells` cells so that the cursor is in sight, and the cell of the cursor, from 0.
pub fn field(input: &Input, cells: usize) -> (String, usize) {
    let value = input.value();
    let at = value
        .char_indices()
        .nth(input.cursor())
        .map_or(value.len(), |(at, _)| at);
    let (before, after) = (folded(&value[..at]), folded(&value[at..]));
    let mut shown = before.as_str();
    // The last cell is the cursor's.
    while width(shown) >= cells.max(1) {
        let first = shown.graphemes(true).next().map_or(0, str::len);
        shown = &shown[first..];
        if first == 0 {
            break;
        }
    }
    let cursor = width(shown);
    let mut text = shown.to_owned();
    let mut used = cursor;
    for grapheme in after.graphemes(true) {
        used += width(grapheme);
        if used > cells {
            break;
        }
        text.push_str(grapheme);
    }
    (text, cursor)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tui_input::InputRequest;

    use super::*;

    fn at(value: &str, cursor: usize) -> Input {
        Input::new(value.to_owned()).with_cursor(cursor)
    }

    #[test]
    fn the_cursor_stands_by_cells_and_not_by_characters() {
        assert_eq!(field(&at("abc", 3), 10), ("abc".to_owned(), 3));
        assert_eq!(field(&at("冪等性", 2), 10), ("冪等性".to_owned(), 4));
        assert_eq!(field(&at("2万", 2), 10), ("2万".to_owned(), 3));
        // か with a combining mark, as some input methods send it, is one character of two cells.
        assert_eq!(field(&at("か\u{3099}", 2), 10).1, 2);
        // Half-width katakana are drawn folded.
        assert_eq!(field(&at("ｶﾞｶ", 3), 10), ("ガカ".to_owned(), 4));
    }

    #[test]
    fn a_long_text_is_moved_so_that_the_cursor_is_seen() {
        assert_eq!(field(&at("ふかぶんさん", 6), 7), ("んさん".to_owned(), 6));
        assert_eq!(field(&at("ふかぶんさん", 0), 7), ("ふかぶ".to_owned(), 0));
    }

    proptest! {
        #[test]
        fn text_and_cursor_stay_inside(value in "([a-z]|[ぁ-ん]|[ｦ-ﾟ]|👍🏽|[０-９]){0,30}", left in 0..30_usize, cells in 2..20_usize) {
            let mut input = Input::new(value);
            for _ in 0..left {
                input.handle(InputRequest::GoToPrevChar);
            }
            let (text, cursor) = field(&input, cells);
            prop_assert!(width(&text) <= cells && cursor < cells, "{text:?} {cursor}");
        }
    }
}
