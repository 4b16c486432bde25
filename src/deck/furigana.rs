//! Furigana: the readings of kanji, written behind them as `漢字[かな]`, with okurigana outside: `切[き]り分[わ]け`.
//!
//! The base of a mark is the run of kanji before its bracket, as far back as the mark before. A space between a Japanese
//! character and a base is a boundary and is not shown: `冪等性 確保[かくほ]` reads 確保 alone. A bracket that holds no kana,
//! stands behind no kanji, opens a link or stands in code is no mark and stays text.
//! This module finds marks and takes them away. It must not draw them.

mod align;
mod lexicon;

use std::ops::Range;

use super::{build::is_kana_mark, keyword::is_without_spaces};

pub use align::aligned;
pub use lexicon::Lexicon;

/// Which readings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Furigana {
    /// None.
    Off,
    /// Those that a card marks.
    #[default]
    On,
    /// Those that a card marks, and those of the words that the decks teach.
    All,
}

/// The names of the three settings, in the order of [`Furigana::ALL`].
pub const NAMES: [&str; 3] = ["off", "on", "all"];

impl Furigana {
    /// All settings in the order in which the key goes through them.
    pub const ALL: [Self; 3] = [Self::Off, Self::On, Self::All];

    /// The setting of a name in the settings file.
    pub fn parse(name: &str) -> Option<Self> {
        let at = NAMES.iter().position(|known| *known == name)?;
        Some(Self::ALL[at])
    }

    /// The setting that the key goes to next.
    pub fn next(self) -> Self {
        match self {
            Self::Off => Self::On,
            Self::On => Self::All,
            Self::All => Self::Off,
        }
    }

    /// A text in one colour and one line height: with the readings in brackets, or without them.
    pub fn flat(self, text: &str) -> String {
        if self == Self::Off {
            plain(text)
        } else {
            bracketed(text)
        }
    }
}

/// A reading over some kanji, as byte ranges of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// All that is written: the boundary, the base, the brackets.
    pub whole: Range<usize>,
    /// The kanji.
    pub base: Range<usize>,
    /// The kana.
    pub reading: Range<usize>,
}

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Text without a reading.
    Text(&'a str),
    /// Kanji with their reading.
    Word {
        /// The kanji.
        base: &'a str,
        /// The kana.
        reading: &'a str,
    },
}

/// Something that looks like a mark and is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault<'a> {
    /// The words that it is about.
    pub excerpt: &'a str,
    /// What is wrong with it.
    pub kind: FaultKind,
}

/// Why something that looks like a mark is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// What stands in the brackets is not kana.
    NotKana,
    /// The bracket is not closed.
    NotClosed,
    /// No kanji stands before the bracket.
    NoKanji,
    /// A `(` follows, which makes a link of the brackets.
    Link,
}

/// What a bracket is.
enum Bracket<'a> {
    Mark(Mark),
    Fault(Fault<'a>),
    /// Ordinary text.
    Text,
}

/// Whether a character can bear a reading.
pub fn is_kanji(character: char) -> bool {
    matches!(character, '々' | '〆' | '〇' | 'ヶ' | 'ヵ' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

/// The marks of a text, in order.
pub fn marks(text: &str) -> Vec<Mark> {
    let brackets = brackets(text).into_iter();
    brackets
        .filter_map(|bracket| match bracket {
            Bracket::Mark(mark) => Some(mark),
            Bracket::Fault(_) | Bracket::Text => None,
        })
        .collect()
}

/// What looks like a mark in a text and is none.
pub fn faults(text: &str) -> Vec<Fault<'_>> {
    let brackets = brackets(text).into_iter();
    brackets
        .filter_map(|bracket| match bracket {
            Bracket::Fault(fault) => Some(fault),
            Bracket::Mark(_) | Bracket::Text => None,
        })
        .collect()
}

/// The parts of a text, in order. Boundaries are in none of them.
pub fn segments(text: &str) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let mut from = 0;
    for mark in marks(text) {
        if from < mark.whole.start {
            segments.push(Segment::Text(&text[from..mark.whole.start]));
        }
        from = mark.whole.end;
        segments.push(Segment::Word {
            base: &text[mark.base],
            reading: &text[mark.reading],
        });
    }
    if from < text.len() {
        segments.push(Segment::Text(&text[from..]));
    }
    segments
}

/// The text without its readings.
pub fn plain(text: &str) -> String {
    rewritten(text, |out, base, _| out.push_str(base))
}

/// The text with readings in the place of the kanji that have one.
pub fn reading(text: &str) -> String {
    rewritten(text, |out, _, reading| out.push_str(reading))
}

/// The text with its readings in brackets behind the kanji: `負荷（ふか）`.
pub fn bracketed(text: &str) -> String {
    rewritten(text, |out, base, reading| {
        out.push_str(base);
        out.push('（');
        out.push_str(reading);
        out.push('）');
    })
}

fn rewritten(text: &str, mut word: impl FnMut(&mut String, &str, &str)) -> String {
    if !text.contains('[') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for segment in segments(text) {
        match segment {
            Segment::Text(text) => out.push_str(text),
            Segment::Word { base, reading } => word(&mut out, base, reading),
        }
    }
    out
}

/// The text with a boundary behind a word that has no mark of its own and stands directly before one that has:
/// for 冪等性, `冪等性確保[かくほ]` becomes `冪等性 確保[かくほ]`. A mark that holds the reading of the word is one of both.
pub fn bounded(text: &str, word: &str, reading: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut from = 0;
    for mark in marks(text) {
        let is_own = !reading.is_empty() && text[mark.reading.clone()].starts_with(reading);
        let rest = text[mark.base.clone()].strip_prefix(word);
        if rest.is_some_and(|rest| !rest.is_empty()) && !word.is_empty() && !is_own {
            let at = mark.base.start + word.len();
            out.push_str(&text[from..at]);
            out.push(' ');
            from = at;
        }
    }
    out + &text[from..]
}

/// The text with a sign in every place of a word, marked or not; `None` where the word does not stand in it. What of a
/// marked base is left beside the sign loses its reading.
pub fn gapped(text: &str, word: &str, sign: &str) -> Option<String> {
    let bare = plain(text);
    let places: Vec<Range<usize>> = bare
        .match_indices(word)
        .map(|(at, _)| at..at + word.len())
        .collect();
    if word.is_empty() || places.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let hidden = |from: usize, to: usize| places.iter().any(|at| at.start < to && from < at.end);
    let rest = |out: &mut String, from: usize, part: &str| {
        for (offset, character) in part.char_indices() {
            let here = from + offset;
            if places.iter().any(|place| place.start == here) {
                out.push_str(sign);
            }
            if !hidden(here, here + character.len_utf8()) {
                out.push(character);
            }
        }
    };
    for segment in segments(text) {
        match segment {
            Segment::Text(part) => {
                rest(&mut out, at, part);
                at += part.len();
            }
            Segment::Word { base, reading } => {
                if hidden(at, at + base.len()) {
                    rest(&mut out, at, base);
                } else {
                    let touches = out.chars().next_back().is_some_and(is_kanji);
                    let boundary = if touches && !ends_marked(&out) {
                        " "
                    } else {
                        ""
                    };
                    out.push_str(&format!("{boundary}{base}[{reading}]"));
                }
                at += base.len();
            }
        }
    }
    Some(out)
}

fn ends_marked(text: &str) -> bool {
    marks(text)
        .last()
        .is_some_and(|mark| mark.whole.end == text.len())
}

/// Every bracket of a text, in order; code is passed over.
fn brackets(text: &str) -> Vec<Bracket<'_>> {
    let mut found = Vec::new();
    if !text.contains('[') {
        return found;
    }
    let mut free = 0;
    let mut at = 0;
    while let Some(offset) = text[at..].find(['[', '`']) {
        let here = at + offset;
        if text[here..].starts_with('`') {
            at = after_code(text, here);
            free = at;
            continue;
        }
        let bracket = bracket(text, free, here);
        at = here + 1;
        if let Bracket::Mark(mark) = &bracket {
            at = mark.whole.end;
            free = at;
        }
        found.push(bracket);
    }
    found
}

/// The end of a code span or fence that begins at a backtick; the end of its backticks where nothing closes it.
fn after_code(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let run = rest.len() - rest.trim_start_matches('`').len();
    let mut from = at + run;
    while let Some(offset) = text[from..].find('`') {
        let start = from + offset;
        let rest = &text[start..];
        let length = rest.len() - rest.trim_start_matches('`').len();
        if length == run {
            return start + length;
        }
        from = start + length;
    }
    at + run
}

/// What the bracket at a place is. Text before `free` belongs to what stands before.
fn bracket(text: &str, free: usize, open: usize) -> Bracket<'_> {
    let before = &text[free..open];
    let base = before.len() - before.trim_end_matches(is_kanji).len();
    let start = open - base;
    let after = &text[open + 1..];
    let inside = after
        .find(['[', ']', '\n'])
        .filter(|end| after[*end..].starts_with(']'))
        .map(|end| &after[..end]);
    let fault = |kind, end| {
        Bracket::Fault(Fault {
            excerpt: &text[start..end],
            kind,
        })
    };
    let Some(inside) = inside else {
        return if base > 0 {
            fault(FaultKind::NotClosed, open + 1)
        } else {
            Bracket::Text
        };
    };
    let end = open + 1 + inside.len() + 1;
    let is_reading = !inside.is_empty() && inside.chars().all(is_kana_mark);
    let is_link = text[end..].starts_with('(');
    match (base > 0, is_reading, is_link) {
        (true, true, false) => {
            let gap = text[free..start].strip_suffix(' ');
            let is_boundary = gap.is_some_and(|gap| match gap.chars().next_back() {
                Some(before) => is_without_spaces(before),
                None => text[..free].ends_with(']'),
            });
            Bracket::Mark(Mark {
                whole: start - usize::from(is_boundary)..end,
                base: start..open,
                reading: open + 1..end - 1,
            })
        }
        (true, true, true) => fault(FaultKind::Link, end),
        (true, false, false) => fault(FaultKind::NotKana, end),
        (false, true, false) => fault(FaultKind::NoKanji, end),
        _ => Bracket::Text,
    }
}

#[cfg(test)]
mod tests;
