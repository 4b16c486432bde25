//! The words of a Markdown text, for rules that count and compare them. Drawing and wrapping live elsewhere.

use pulldown_cmark::{Event, Options, Parser, TagEnd};

use crate::deck::{furigana, keyword::is_without_spaces};

/// Words that carry no meaning of their own.
const STOP_WORDS: [&str; 66] = [
    "a", "about", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by",
    "can", "do", "does", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if",
    "in", "into", "is", "it", "its", "my", "no", "not", "of", "on", "one", "or", "our", "she",
    "so", "that", "the", "their", "them", "then", "there", "they", "this", "to", "was", "we",
    "were", "what", "when", "which", "who", "why", "will", "with", "would", "you", "your", "than",
];

/// Whether a lower-case word carries no meaning of its own.
pub fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(&word)
}

/// The text of a piece of Markdown without its marks and readings, in one line. Code spans stay.
pub fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for event in Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableCell,
            ) => {
                text.push(' ');
            }
            _ => {}
        }
    }
    furigana::plain(text.trim_end())
}

/// The words of a text in lower case: runs of letters and digits, with the marks inside them (`don't`, `1,000`, `C#`).
pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .flat_map(|word| word.split(['/', '—', '–']))
        .map(|word| {
            word.trim_start_matches(|c: char| !c.is_alphanumeric())
                .trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '+' | '%'))
                .to_lowercase()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// How long a text is in words; of text without spaces two characters count as a word.
pub fn count(text: &str) -> usize {
    let characters = text.chars().filter(|c| is_without_spaces(*c)).count();
    let others = text.split_whitespace().filter(|word| {
        word.chars().any(char::is_alphanumeric) && !word.chars().any(is_without_spaces)
    });
    others.count() + characters.div_ceil(2)
}

/// Whether some words stand in others, one after the other.
pub fn holds(words: &[String], phrase: &str) -> bool {
    find(words, phrase).is_some()
}

/// Where a phrase begins in some words.
pub fn find(words: &[String], phrase: &str) -> Option<usize> {
    let phrase: Vec<&str> = phrase.split_whitespace().collect();
    words.windows(phrase.len().max(1)).position(|window| {
        window
            .iter()
            .zip(&phrase)
            .all(|(word, wanted)| word == wanted)
    })
}

/// The sentences of a text, with their marks.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let is_end = matches!(character, '.' | '?' | '!' | '。' | '？' | '！');
        let ends_here = match characters.peek() {
            None => true,
            Some((_, next)) => next.is_whitespace() || matches!(character, '。' | '？' | '！'),
        };
        if is_end && ends_here {
            let end = at + character.len_utf8();
            sentences.push(text[start..end].trim());
            start = end;
        }
    }
    sentences.push(text[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// The numbers of a text: `20,000`, `1.5`, and `3M` both as 3 and as 3,000,000.
pub fn numbers(text: &str) -> Vec<f64> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = &rest[start..];
        let end = rest
            .char_indices()
            .find(|(at, c)| {
                let is_inside = matches!(c, ',' | '.' | '_')
                    && rest[at + 1..].starts_with(|next: char| next.is_ascii_digit());
                !c.is_ascii_digit() && !is_inside
            })
            .map_or(rest.len(), |(at, _)| at);
        let written = rest[..end].replace([',', '_'], "");
        rest = &rest[end..];
        if let Ok(number) = written.parse::<f64>() {
            numbers.push(number);
            let factor = factor_of(rest.trim_start());
            if factor > 1.0 {
                numbers.push(number * factor);
            }
        }
    }
    numbers
}

/// What a suffix or word after a number multiplies it with.
fn factor_of(text: &str) -> f64 {
    let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
    match word.as_str() {
        "k" | "K" | "thousand" => 1e3,
        "M" | "million" => 1e6,
        "G" | "B" | "billion" => 1e9,
        "T" | "trillion" => 1e12,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_markdown_are_no_words() {
        assert_eq!(
            plain("**Core** `NATS` and\n[a link](x)"),
            "Core NATS and a link"
        );
        assert_eq!(
            words("C# isn't (really) C++, \"right\"?"),
            ["c#", "isn't", "really", "c++", "right"]
        );
        assert_eq!(count("- one\n- two words"), 3);
        assert_eq!(count("冪等性を担保する"), 4);
    }

    #[test]
    fn a_phrase_stands_in_whole_words() {
        let text = words("As the following day begins");
        assert!(holds(&text, "the following") && !holds(&text, "follow"));
        assert_eq!(find(&text, "day begins"), Some(3));
        assert_eq!(find(&text, "begins now"), None);
    }

    #[test]
    fn sentences_end_at_a_mark_before_a_space() {
        assert_eq!(
            sentences("Wait 1.5 s. Then what? Go"),
            ["Wait 1.5 s.", "Then what?", "Go"]
        );
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(numbers("= 20,000 deliveries/s (1.5 GB)"), [20_000.0, 1.5]);
        assert_eq!(numbers("3M calls"), [3.0, 3_000_000.0]);
        assert_eq!(numbers("in 2, then 3."), [2.0, 3.0]);
        assert_eq!(numbers("no number"), [0.0; 0]);
    }

    #[test]
    fn stop_words_are_unique() {
        let mut sorted = STOP_WORDS;
        sorted.sort_unstable();
        assert!(sorted.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
