//! The sanitiser: the only way from text that a stranger wrote to text that a terminal may get.
//!
//! Deck files, file names, typed answers and messages of other programs are [`RawText`]. It has no `Display`, so it cannot
//! be printed by accident. [`RawText::line`] and [`RawText::block`] make [`SafeText`], which every output takes.
//! This module must not decide what a text means and must not measure it.

use std::fmt;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc_quick};
use unicode_width::UnicodeWidthChar;

/// More characters than this in one field are cut (see `docs/limits.md`).
pub const FIELD_LIMIT: usize = 20_000;

/// More combining marks than this on one base are dropped: one terminal cell must stay small.
const MARK_LIMIT: usize = 8;

/// Columns that a TAB in a body fills up to.
const TAB_COLUMNS: usize = 4;

/// Text as somebody else wrote it: Markdown source, NFC, lines ended by LF, no blank lines at the ends.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RawText(Box<str>);

/// Text that any terminal may get: no control, bidi, private-use or invisible character is left in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SafeText(String);

/// Whether a text keeps its line breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// One line: every line break and TAB becomes a space.
    Line,
    /// Several lines: line breaks stay, TAB fills up to four columns.
    Block,
}

impl RawText {
    /// Takes a text over, in NFC, with LF line ends and without blank lines at the ends.
    pub fn new(source: &str) -> Self {
        let source = trim_blank_lines(source);
        if source.is_ascii() && !source.contains('\r') {
            return Self(source.into());
        }
        let lines = if source.contains('\r') {
            source.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            source.to_owned()
        };
        if is_nfc_quick(lines.chars()) == unicode_normalization::IsNormalized::Yes {
            return Self(trim_blank_lines(&lines).into());
        }
        Self(trim_blank_lines(&lines.nfc().collect::<String>()).into())
    }

    /// The text as it was written, for parsers, writers of deck files and hashes. Never for an output.
    pub fn source(&self) -> &str {
        &self.0
    }

    /// The text in one line, safe to show.
    pub fn line(&self) -> SafeText {
        SafeText(sanitise(&self.0, Shape::Line))
    }

    /// The text with its lines, safe to show.
    pub fn block(&self) -> SafeText {
        SafeText(sanitise(&self.0, Shape::Block))
    }

    /// Whether nothing would be seen of it.
    pub fn is_blank(&self) -> bool {
        self.0.is_empty() || self.block().trim().is_empty()
    }

    /// The first character that is not safe to show as it is, with its byte offset.
    pub fn unsafe_character(&self) -> Option<(usize, char)> {
        if self
            .0
            .bytes()
            .all(|byte| (b' '..0x7f).contains(&byte) || byte == b'\n' || byte == b'\t')
        {
            return None;
        }
        self.0.char_indices().find(|&(_, character)| {
            !matches!(character, '\n' | '\t') && classify(character) != Class::Keep
        })
    }
}

impl fmt::Debug for RawText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RawText({:?})", self.0)
    }
}

impl From<&str> for RawText {
    fn from(source: &str) -> Self {
        Self::new(source)
    }
}

impl SafeText {
    /// Makes one safe line of any text, for example a file name or an error of the system.
    pub fn from_line(text: &str) -> Self {
        Self(sanitise(text, Shape::Line))
    }

    /// Makes a safe text of several lines.
    pub fn from_block(text: &str) -> Self {
        Self(sanitise(text, Shape::Block))
    }

    /// The text as a string.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl std::ops::Deref for SafeText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether a character must not be shown as it is; line feeds count as safe.
pub fn is_unsafe(character: char) -> bool {
    character != '\n' && classify(character) != Class::Keep
}

/// The last place between two characters that is at or before a byte offset.
pub fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What the sanitiser does with a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Keep,
    /// Shown by its symbol in the block of control pictures.
    Picture(char),
    /// Shown as U+FFFD.
    Replace,
    Drop,
    Break,
    Tab,
}

fn classify(character: char) -> Class {
    let code = u32::from(character);
    match code {
        0x09 => Class::Tab,
        // VT, FF, CR, NEL and the two Unicode separators end a line as LF does.
        0x0a..=0x0d | 0x85 | 0x2028 | 0x2029 => Class::Break,
        0x00..=0x1f => char::from_u32(0x2400 + code).map_or(Class::Replace, Class::Picture),
        0x7f => Class::Picture('\u{2421}'),
        0x80..=0x9f => Class::Replace,
        // Bidirectional embeddings, overrides and isolates: an answer must not read backwards.
        0x202a..=0x202e | 0x2066..=0x2069 => Class::Replace,
        // Private use and noncharacters.
        0xe000..=0xf8ff | 0xf_0000..=0x10_ffff | 0xfdd0..=0xfdef => Class::Replace,
        _ if code & 0xfffe == 0xfffe => Class::Replace,
        // Invisible: soft hyphen, fillers, zero-width space, joiners of words, deprecated controls, byte order mark,
        // blank Braille, interlinear annotation, TAG characters.
        0xad
        | 0x115f
        | 0x1160
        | 0x17b4
        | 0x17b5
        | 0x180e
        | 0x200b
        | 0x2060..=0x2065
        | 0x206a..=0x206f
        | 0x2800
        | 0x3164
        | 0xfeff
        | 0xffa0
        | 0xfff9..=0xfffb
        | 0xe_0000..=0xe_00ff
        | 0xe_01f0..=0xe_0fff => Class::Drop,
        _ => Class::Keep,
    }
}

fn sanitise(text: &str, shape: Shape) -> String {
    if text.len() <= FIELD_LIMIT && text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return text.to_owned();
    }
    let mut safe = Writer::new(shape, text.len().min(4 * FIELD_LIMIT));
    let mut after_return = false;
    for character in text.chars() {
        let line_feed_of_pair = after_return && character == '\n';
        after_return = character == '\r';
        if !line_feed_of_pair {
            safe.push(character);
        }
        if safe.characters > FIELD_LIMIT {
            break;
        }
    }
    safe.finish()
}

/// The text so far, with what the rules need to know of its end.
struct Writer {
    shape: Shape,
    text: String,
    characters: usize,
    column: usize,
    marks: usize,
    joiners: usize,
}

impl Writer {
    fn new(shape: Shape, capacity: usize) -> Self {
        Self {
            shape,
            text: String::with_capacity(capacity),
            characters: 0,
            column: 0,
            marks: 0,
            joiners: 0,
        }
    }

    fn push(&mut self, character: char) {
        match classify(character) {
            Class::Keep => self.keep(character),
            Class::Picture(picture) => self.base(picture),
            Class::Replace => self.base('\u{fffd}'),
            Class::Drop => {}
            Class::Break if self.shape == Shape::Line => self.base(' '),
            Class::Break => {
                self.base('\n');
                self.column = 0;
            }
            Class::Tab if self.shape == Shape::Line => self.base(' '),
            Class::Tab => {
                for _ in self.column % TAB_COLUMNS..TAB_COLUMNS {
                    self.base(' ');
                }
            }
        }
    }

    fn keep(&mut self, character: char) {
        const JOINER: char = '\u{200d}';
        let has_no_width = character != JOINER && UnicodeWidthChar::width(character) == Some(0);
        if is_combining_mark(character)
            || has_no_width
            || ('\u{1f3fb}'..='\u{1f3ff}').contains(&character)
        {
            self.marks += 1;
            if self.marks <= MARK_LIMIT {
                self.append(character);
            }
        } else if character == JOINER {
            self.joiners += 1;
            if self.joiners <= MARK_LIMIT {
                self.append(character);
            }
        } else {
            if !self.text.ends_with(JOINER) {
                self.joiners = 0;
            }
            self.marks = 0;
            self.column += 1;
            self.append(character);
        }
    }

    fn base(&mut self, character: char) {
        self.marks = 0;
        self.joiners = 0;
        self.column += 1;
        self.append(character);
    }

    fn append(&mut self, character: char) {
        self.text.push(character);
        self.characters += 1;
    }

    fn finish(mut self) -> String {
        if self.characters > FIELD_LIMIT {
            let keep = self
                .text
                .char_indices()
                .nth(FIELD_LIMIT - 1)
                .map_or(self.text.len(), |(offset, _)| offset);
            self.text.truncate(keep);
            self.text.push('…');
        }
        self.text
    }
}

/// Cuts blank lines at both ends and spaces at the end, and leaves the indentation of the first line alone.
fn trim_blank_lines(text: &str) -> &str {
    let end = text.trim_end();
    let start = end.len() - end.trim_start().len();
    let line_start = end[..start]
        .rfind(['\n', '\r'])
        .map_or(0, |offset| offset + 1);
    &end[line_start..]
}

#[cfg(test)]
mod tests;
