//! Lines of the screen: none is wider than it may be, nothing is lost but the spaces at their ends, and Japanese keeps its
//! rules of typography. The first byte of an input is the width.

use mensetsu::{
    deck::{SafeText, furigana},
    ui::{
        markdown::{self, Setting},
        text::{Form, Piece, Readings, TextLine, cut, padded, ruby, width, wrap, wrap_plain},
        theme::Role,
    },
};

use super::{safe, text};

/// Marks with which a line never begins, and with which none ends, where there is another place to break it.
const CLOSING: &str = "、。，．）〕］｝〉》」』】ぁぃぅぇぉっゃゅょァィゥェォッャュョー";
const OPENING: &str = "（〔［｛〈《「『【";

/// Columns of a page below which indented Markdown may have no room.
const PAGE: usize = 24;

/// A width and a text.
pub fn lines(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let cells = 1 + usize::from(*first) % 80;
    let text = text(rest);
    safe::hold(&text);
    let block = SafeText::from_block(&text);
    plain(&block, cells);
    styled(&block, cells);
    with_readings(&block, cells);
    let short = cut(&block, cells, "…");
    assert!(width(&short) <= cells, "{short:?}");
    assert!(width(&padded(&short, cells)) >= cells);
    let page = cells.max(PAGE);
    for line in markdown::lines(&block, page, Role::Text, Setting::default()) {
        assert!(line.width() <= page, "{:?} in {page}", line.plain());
    }
}

fn plain(text: &str, cells: usize) {
    let lines = wrap_plain(text, cells);
    let mut rest = text;
    let mut before: Option<&String> = None;
    for line in &lines {
        assert!(width(line) <= cells.max(2), "{line:?} in {cells}");
        // A line begins with the first thing that the line before it does not hold.
        let found = rest.find(line.as_str()).expect("a line is of the text");
        let (gap, after) = rest.split_at(found);
        assert!(gap.chars().all(char::is_whitespace), "{gap:?} is lost");
        if gap.is_empty() {
            before.inspect(|before| typography(before, line));
        }
        rest = &after[line.len()..];
        before = Some(line);
    }
    assert!(rest.trim().is_empty(), "{rest:?} is lost at the end");
}

/// A line that had a place between two kanji to break at begins and ends the next one well.
fn typography(before: &str, line: &str) {
    let is_kanji = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let pairs = before.chars().zip(before.chars().skip(1));
    let mut pairs = pairs.filter(|(left, right)| is_kanji(*left) && is_kanji(*right));
    if pairs.next().is_some() {
        assert!(
            !line.starts_with(|c| CLOSING.contains(c))
                && !before.ends_with(|c| OPENING.contains(c)),
            "{before:?} then {line:?}"
        );
    }
}

/// A text in two styles, whose border may stand inside of what counts as one character.
fn styled(text: &str, cells: usize) {
    let middle = text
        .char_indices()
        .nth(text.chars().count() / 2)
        .map_or(0, |(at, _)| at);
    let pieces = [
        Piece::new(&text[..middle], Role::Text),
        Piece::new(&text[middle..], Role::Strong),
    ];
    let lines = wrap(&pieces, cells);
    for line in &lines {
        assert!(line.width() <= cells.max(2), "{line:?} in {cells}");
    }
    let shown: String = lines.iter().map(TextLine::plain).collect();
    assert_eq!(seen(&shown), seen(text));
}

fn with_readings(text: &str, cells: usize) {
    let piece = [Piece::new(text, Role::Text)];
    for form in [Form::Hidden, Form::Brackets, Form::Above] {
        let readings = Readings { form, words: None };
        let lines = ruby::wrap(&piece, cells, readings);
        for line in &lines {
            let line_width = line.width();
            assert!(
                line_width <= cells.max(2),
                "{:?} in {cells}, {form:?}",
                line.plain()
            );
        }
        let shown: String = lines.iter().map(TextLine::plain).collect();
        match form {
            Form::Hidden => assert_eq!(seen(&shown), seen(&furigana::plain(text))),
            Form::Brackets => assert_eq!(seen(&shown), seen(&furigana::bracketed(text))),
            // Readings stand in lines of their own or in brackets: the same characters in another order.
            Form::Above => assert_eq!(sorted(&shown), sorted(&furigana::bracketed(text))),
        }
    }
}

/// The text without spaces.
fn seen(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Every character that is no space and no bracket around a reading.
fn sorted(text: &str) -> Vec<char> {
    let mut all: Vec<char> = text
        .chars()
        .filter(|c| !c.is_whitespace() && !"（）".contains(*c))
        .collect();
    all.sort_unstable();
    all
}
