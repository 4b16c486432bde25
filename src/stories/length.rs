//! How long a text takes to say: an estimate from its words and characters, before anybody has timed it.

use std::{iter::Sum, ops::Add};

use pulldown_cmark::{Event, Options, Parser, TagEnd};
use unicode_normalization::UnicodeNormalization;

use crate::deck::RawText;

/// English words that are said in a minute of an interview (issue 5; conversation lies between 120 and 160).
pub const WORDS_A_MINUTE: f64 = 140.0;

/// Japanese characters that are said in a minute (issue 5; 300 is what readers of the news are held to).
pub const CHARACTERS_A_MINUTE: f64 = 300.0;

/// What there is to say of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Words that are separated by spaces.
    pub words: usize,
    /// Japanese characters.
    pub characters: usize,
}

impl Length {
    /// Counts a Markdown text as it is said: without marks, addresses of links, HTML, and the kana above kanji.
    pub fn of(text: &RawText) -> Self {
        let mut length = Self::default();
        let mut in_word = false;
        let spoken = spoken(text.source());
        let mut rest = spoken.chars().peekable();
        let mut previous = ' ';
        while let Some(character) = rest.next() {
            if character == '[' && is_kanji(previous) {
                let reading: Vec<char> = rest.clone().take_while(|c| *c != ']').collect();
                if !reading.is_empty() && reading.iter().all(|c| is_kana(*c)) {
                    rest.by_ref().take(reading.len() + 1).for_each(drop);
                    continue;
                }
            }
            if is_kana(character) || is_kanji(character) {
                length.characters += 1;
                in_word = false;
            } else if character.is_alphanumeric() {
                length.words += usize::from(!in_word);
                in_word = true;
            } else {
                // `10,000`, `rate-limiter` and `didn't` are one word each.
                let joins = matches!(character, '\'' | '’' | '-' | '.' | ',' | '_' | '/')
                    && rest.peek().is_some_and(|next| next.is_alphanumeric());
                in_word = in_word && joins;
            }
            previous = character;
        }
        length
    }

    /// How long it takes to say, seconds.
    pub fn seconds(self) -> f64 {
        (self.words as f64 / WORDS_A_MINUTE + self.characters as f64 / CHARACTERS_A_MINUTE) * 60.0
    }

    /// The seconds as a whole number.
    pub fn whole_seconds(self) -> u32 {
        whole(self.seconds())
    }
}

impl Add for Length {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            words: self.words + other.words,
            characters: self.characters + other.characters,
        }
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::default(), Add::add)
    }
}

/// Seconds as minutes and seconds: `2:05`.
pub fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// A number of seconds without its fraction, to the nearest.
pub(super) fn whole(seconds: f64) -> u32 {
    seconds.round().clamp(0.0, f64::from(u32::MAX)) as u32
}

/// The text that is said, in usual widths.
fn spoken(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for event in Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => text.push(' '),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock,
            ) => text.push('\n'),
            _ => {}
        }
    }
    text.nfkc().collect()
}

fn is_kana(character: char) -> bool {
    matches!(character, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ')
}

fn is_kanji(character: char) -> bool {
    matches!(character, '一'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '々' | '〆' | '〇')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counted(text: &str) -> (usize, usize) {
        let length = Length::of(&RawText::new(text));
        (length.words, length.characters)
    }

    #[test]
    fn words_are_counted_as_they_are_said() {
        assert_eq!(counted(""), (0, 0));
        assert_eq!(counted("One, two — three."), (3, 0));
        assert_eq!(
            counted("The rate-limiter didn't drop 10,000 calls."),
            (6, 0)
        );
        assert_eq!(counted("- **one**\n- `two`\n\n## three"), (3, 0));
        assert_eq!(counted("see [the page](https://example.org/a/b)"), (3, 0));
        assert_eq!(counted("said <!-- not this --> aloud"), (2, 0));
    }

    #[test]
    fn japanese_is_counted_by_characters_and_mixed_text_by_both() {
        assert_eq!(counted("決済を担当しました。"), (0, 9));
        assert_eq!(counted("サーバーが100台"), (1, 6));
        assert_eq!(counted("ＡＰＩの冪等性"), (1, 4));
        assert_eq!(counted("I led 決済 for two years."), (5, 2));
        assert_eq!(
            counted("決済[けっさい]API"),
            (1, 2),
            "the reading is not said twice"
        );
        assert_eq!(counted("決済[a]"), (1, 2));
    }

    #[test]
    fn a_minute_is_140_words_or_300_characters() {
        let minute = Length {
            words: 140,
            characters: 0,
        };
        let other = Length {
            words: 0,
            characters: 300,
        };
        assert_eq!(minute.whole_seconds(), 60);
        assert_eq!(other.whole_seconds(), 60);
        assert_eq!((minute + other).whole_seconds(), 120);
        assert_eq!([minute, other].into_iter().sum::<Length>(), minute + other);
    }

    #[test]
    fn clocks_show_minutes_and_seconds() {
        assert_eq!(
            [0, 5, 60, 125, 3_600].map(clock),
            ["0:00", "0:05", "1:00", "2:05", "60:00"]
        );
    }

    proptest! {
        #[test]
        fn a_longer_text_never_takes_less(words in prop::collection::vec("[a-z]{1,8}|[一-龠]{1,4}", 0..30)) {
            let mut before = 0.0;
            for count in 0..=words.len() {
                let seconds = Length::of(&RawText::new(&words[..count].join(" "))).seconds();
                prop_assert!(seconds >= before);
                before = seconds;
            }
        }

        #[test]
        fn any_text_is_counted(text in ".{0,200}") {
            let length = Length::of(&RawText::new(&text));
            prop_assert!(length.words + length.characters <= text.chars().count() * 18);
        }
    }
}
