//! Names of decks, cards and items: what they may hold and how two of them compare.
//!
//! An id is never used as a path. Ids compare after case folding, so `Kafka` and `kafka` are one card.

use std::fmt;

use unicase::UniCase;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A card id holds at most this many characters.
pub const CARD_ID_LIMIT: usize = 64;

/// An id that is made from a prompt holds at most this many characters.
const MADE_ID_LIMIT: usize = 40;

/// The id of a deck: `[a-z0-9][a-z0-9._-]{0,63}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeckId(Box<str>);

/// The id of a card, unique in its deck after case folding.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CardId(Box<str>);

impl DeckId {
    /// Checks a deck id against its grammar.
    pub fn parse(text: &str) -> Option<Self> {
        let first = text.bytes().next()?;
        let rest_fits = text
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-'));
        let first_fits = first.is_ascii_lowercase() || first.is_ascii_digit();
        (first_fits && rest_fits && text.len() <= 64).then(|| Self(text.into()))
    }

    /// Makes an id of any text, for a file that names none: other characters become `-`.
    pub fn made_from(text: &str) -> Self {
        let folded = text.to_lowercase();
        let id: String = folded
            .chars()
            .map(|c| {
                if c.is_ascii_lowercase() || c.is_ascii_digit() {
                    c
                } else {
                    '-'
                }
            })
            .take(64)
            .collect();
        let id = id.trim_matches('-');
        Self(if id.is_empty() { "deck" } else { id }.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl CardId {
    /// Checks a card id against its grammar, after NFC.
    pub fn parse(text: &str) -> Option<Self> {
        let id: String = text.nfc().collect();
        let mut characters = id.chars();
        let first = characters.next()?;
        let fits = first.is_alphanumeric()
            && characters.all(|c| {
                c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_' | '.')
            })
            && id.chars().count() <= CARD_ID_LIMIT
            && !id.chars().any(super::text::is_unsafe);
        fits.then(|| Self(id.into()))
    }

    /// Makes an id from a prompt: its words in lower case joined by `-`, at most 40 characters.
    pub fn made_from(prompt: &str) -> Option<Self> {
        let mut id = String::new();
        let mut length = 0;
        let prompt: String = prompt
            .nfc()
            .collect::<String>()
            .to_lowercase()
            .nfc()
            .collect();
        for word in prompt
            .split(|c: char| !(c.is_alphanumeric() || is_combining_mark(c)))
            .filter(|word| !word.is_empty())
        {
            let word_length = word.chars().count();
            let separator = usize::from(length > 0);
            if length > 0 && length + separator + word_length > MADE_ID_LIMIT {
                break;
            }
            if separator > 0 {
                id.push('-');
            }
            id.extend(word.chars().take(MADE_ID_LIMIT));
            length += separator + word_length;
        }
        Self::parse(&id)
    }

    /// Makes an id from a vocabulary term: the term with other characters dropped.
    pub fn made_from_term(term: &str) -> Option<Self> {
        let id: String = term
            .nfc()
            .filter(|&c| {
                c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_' | '.')
            })
            .take(CARD_ID_LIMIT)
            .collect();
        Self::parse(id.trim_start_matches(|c: char| !c.is_alphanumeric()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DeckId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for CardId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The form in which ids and item keys compare: NFC and case-folded.
pub fn folded(key: &str) -> String {
    if key.is_ascii() {
        return key.to_ascii_lowercase();
    }
    let normal: String = key.nfc().collect();
    UniCase::unicode(normal).to_folded_case().nfc().collect()
}

/// Splits an item key into its card (`deck/card`) and its facet or gap, if it has one.
pub fn split_item_key(key: &str) -> (&str, Option<&str>) {
    key.split_once('#')
        .map_or((key, None), |(card, part)| (card, Some(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deck_id_is_small_letters_digits_and_marks() {
        for good in ["a", "0", "rate-limiting", "a.b_c-d", &"a".repeat(64)] {
            assert!(DeckId::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "-a",
            ".a",
            "A",
            "a b",
            "../x",
            "/etc/passwd",
            "a:b",
            "a\0b",
            "é",
            &"a".repeat(65),
        ] {
            assert!(DeckId::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_card_id_takes_letters_of_any_script() {
        for good in ["冪等性", "a", "Kafka-2.0_x", "e\u{301}t", "サーバー"] {
            assert!(CardId::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            ".",
            "..",
            "../x",
            "-a",
            "a/b",
            "a#b",
            "a b",
            "a\0b",
            "a\u{200b}b",
            &"x".repeat(65),
        ] {
            assert!(CardId::parse(bad).is_none(), "{bad:?}");
        }
    }

    #[test]
    fn ids_compare_after_nfc_and_case() {
        assert_eq!(folded("É"), folded("e\u{301}"));
        assert_eq!(folded("\u{212a}"), "k");
        assert_eq!(folded("Straße"), folded("STRASSE"));
    }

    #[test]
    fn an_id_is_made_of_the_words_of_a_prompt() {
        let id = CardId::made_from("Why can a fixed-window counter let through twice the limit?")
            .unwrap();
        assert_eq!(id.as_str(), "why-can-a-fixed-window-counter-let");
        assert_eq!(CardId::made_from("???"), None);
        assert_eq!(CardId::made_from_term("CI/CD").unwrap().as_str(), "CICD");
    }

    #[test]
    fn a_made_id_holds_at_most_40_characters() {
        let id = CardId::made_from(&"x".repeat(100)).unwrap();
        assert_eq!(id.as_str().len(), 40);
    }
}
