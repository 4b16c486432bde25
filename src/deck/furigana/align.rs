//! Which kana of a reading belong to which kanji of a word: 切り分け and きりわけ give `切[き]り分[わ]け`.
//!
//! The kana of the word are fixed points. Where they leave more than one way, none is chosen: a wrong reading over a kanji
//! is worse than none.

use super::is_kanji;

/// Words and readings longer than this, in characters, are not aligned.
const LIMIT: usize = 100;

/// A kanji is read with at most this many kana: 志 is こころざし.
const KANA_OF_KANJI: usize = 5;

/// A part of a word.
enum Part {
    /// A character that stands in the reading as it is.
    Fixed(char),
    /// Characters that are read in some way: kanji, or letters and digits, which bear no mark.
    Read { text: String, is_kanji: bool },
}

/// The word with its reading as marks; `None` where it cannot be said for sure which kana belong to which kanji, or where
/// it has no kanji.
pub fn aligned(word: &str, reading: &str) -> Option<String> {
    let parts = parts(word);
    let kana: Vec<char> = reading
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    let bears_marks = |part: &Part| matches!(part, Part::Read { is_kanji: true, .. });
    if parts.len() > LIMIT || kana.len() > LIMIT || !parts.iter().any(bears_marks) {
        return None;
    }
    let ways = ways(&parts, &kana);
    if ways[0][0] != 1 {
        return None;
    }
    let mut out = String::new();
    let mut at = 0;
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Fixed(character) => {
                out.push(*character);
                at += 1;
            }
            Part::Read { text, is_kanji } => {
                let length = lengths(text, *is_kanji).find(|length| {
                    at + length <= kana.len()
                        && may_be_read(&kana[at..at + length])
                        && ways[index + 1][at + length] == 1
                })?;
                out.push_str(text);
                if *is_kanji {
                    out.push('[');
                    out.extend(&kana[at..at + length]);
                    out.push(']');
                }
                at += length;
            }
        }
    }
    Some(out)
}

fn parts(word: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for character in word.chars().filter(|character| !character.is_whitespace()) {
        let kanji = is_kanji(character);
        if !kanji && (is_kana(character) || !character.is_alphanumeric()) {
            parts.push(Part::Fixed(character));
            continue;
        }
        if let Some(Part::Read { text, is_kanji }) = parts.last_mut()
            && *is_kanji == kanji
        {
            text.push(character);
        } else {
            let text = character.to_string();
            let is_kanji = kanji;
            parts.push(Part::Read { text, is_kanji });
        }
    }
    parts
}

/// How many ways there are to read the parts from an index with the kana from a place on: 0, 1, or 2 for more.
fn ways(parts: &[Part], kana: &[char]) -> Vec<Vec<u8>> {
    let mut ways = vec![vec![0; kana.len() + 1]; parts.len() + 1];
    ways[parts.len()][kana.len()] = 1;
    for (index, part) in parts.iter().enumerate().rev() {
        for at in 0..=kana.len() {
            ways[index][at] = match part {
                Part::Fixed(character) => match kana.get(at) {
                    Some(kana) if hiragana(*kana) == hiragana(*character) => {
                        ways[index + 1][at + 1]
                    }
                    _ => 0,
                },
                Part::Read { text, is_kanji } => lengths(text, *is_kanji)
                    .take_while(|length| at + length <= kana.len())
                    .filter(|length| may_be_read(&kana[at..at + length]))
                    .map(|length| ways[index + 1][at + length])
                    .sum::<u8>()
                    .min(2),
            };
        }
    }
    ways
}

/// How many kana some characters can have.
fn lengths(text: &str, is_kanji: bool) -> std::ops::RangeInclusive<usize> {
    let count = text.chars().count();
    if is_kanji {
        count..=KANA_OF_KANJI * count
    } else {
        1..=KANA_OF_KANJI * count
    }
}

/// Whether some characters can be the reading of a kanji: kana that begin with a whole sound.
fn may_be_read(kana: &[char]) -> bool {
    let begins =
        |character: char| !"ぁぃぅぇぉっゃゅょゎーんァィゥェォッャュョヮン".contains(character);
    kana.first().is_some_and(|first| begins(*first)) && kana.iter().all(|kana| is_kana(*kana))
}

fn is_kana(character: char) -> bool {
    matches!(character, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー')
}

fn hiragana(character: char) -> char {
    match character {
        'ァ'..='ヶ' => char::from_u32(u32::from(character) - 0x60).unwrap_or(character),
        _ => character,
    }
}
