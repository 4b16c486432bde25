//! Text in one way of writing, so that what only looks different compares alike, and which script a character is of.

use unicode_normalization::UnicodeNormalization;

use crate::deck::text::is_unsafe;

/// A text in one way of writing: NFKC, lower case, marks joined to their kana, one hyphen, one apostrophe. ー stays ー.
pub fn plain(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| !is_unsafe(*c))
        .map(|c| match c {
            // Marks that stand on their own belong to the kana before them.
            '\u{309b}' => '\u{3099}',
            '\u{309c}' => '\u{309a}',
            c => c,
        })
        .nfkc()
        .flat_map(char::to_lowercase)
        .nfkc()
        .collect();
    text.replace(
        [
            '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}',
        ],
        "-",
    )
    .replace(['\u{2018}', '\u{2019}', '\u{2bc}', '`', '\u{2032}'], "'")
}

/// A text for comparing: plain, katakana as hiragana with ー kept, without spaces and punctuation.
pub fn fold(text: &str) -> String {
    let kept: String = plain(text)
        .chars()
        .map(hiragana)
        .filter(|c| c.is_alphanumeric())
        .collect();
    // What stood between two marks is gone, so their order is settled once more.
    kept.nfkc().collect()
}

/// Whether a character is kana, the mark of length among them.
pub fn is_kana(character: char) -> bool {
    matches!(character, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー')
}

/// Whether a character is written in Japanese and nowhere else here: kana or kanji.
pub fn is_japanese(character: char) -> bool {
    is_kana(character) || is_kanji(character)
}

/// Whether a character is a kanji or stands for one.
pub fn is_kanji(character: char) -> bool {
    matches!(character, '々' | '〆' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// A katakana as hiragana; anything else, ー among it, as it is.
pub(super) fn hiragana(character: char) -> char {
    match character {
        'ァ'..='ヶ' => char::from_u32(u32::from(character) - 0x60).unwrap_or(character),
        c => c,
    }
}
