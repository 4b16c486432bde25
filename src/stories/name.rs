//! The name of a story or piece: the stem of its file, by which commands and the journal know it.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// A name holds at most this many characters.
pub const NAME_LIMIT: usize = 64;

/// A name that is made from a title holds at most this many characters.
const MADE_NAME_LIMIT: usize = 48;

/// The name of a story or piece: `[a-z0-9][a-z0-9-]{0,63}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextName(Box<str>);

impl TextName {
    /// Checks a name against its grammar.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() <= NAME_LIMIT
            && !text.starts_with('-')
            && !text.is_empty()
            && text.bytes().all(is_of_a_name);
        fits.then(|| Self(text.into()))
    }

    /// Makes a name from a title: its words in lower case joined by `-`. `None` where nothing of it is a letter of a name.
    pub fn made_from(title: &str) -> Option<Self> {
        let plain: String = title
            .nfkd()
            .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
            .collect::<String>()
            .to_lowercase();
        let words = plain
            .split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || is_apostrophe(c)))
            .map(|word| word.replace(is_apostrophe, ""))
            .filter(|word| !word.is_empty());
        let mut name = String::new();
        for word in words {
            if name.is_empty() {
                name.extend(word.chars().take(MADE_NAME_LIMIT));
            } else if name.len() + 1 + word.len() <= MADE_NAME_LIMIT {
                name.push('-');
                name.push_str(&word);
            } else {
                break;
            }
        }
        Self::parse(&name)
    }

    /// The first of `base-1`, `base-2`, … that is free: for titles that give no name. `base` must be a name itself.
    pub fn numbered(base: &str, is_free: impl Fn(&Self) -> bool) -> Option<Self> {
        (1..=super::OWN_TEXTS_LIMIT * 2)
            .filter_map(|number| Self::parse(&format!("{base}-{number}")))
            .find(is_free)
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TextName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn is_of_a_name(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn made(title: &str) -> Option<String> {
        TextName::made_from(title).map(|name| name.to_string())
    }

    #[test]
    fn names_are_small_letters_digits_and_hyphens() {
        for good in ["a", "0", "moved-the-billing", "a--b", &"x".repeat(64)] {
            assert!(TextName::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "-a",
            "A",
            "a b",
            "a_b",
            "a.md",
            "../a",
            "a/b",
            "é",
            "面接",
            "a\0",
            &"x".repeat(65),
        ] {
            assert!(TextName::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_title_gives_a_name_where_it_has_letters() {
        assert_eq!(
            made("Moved the Billing cut-over!").as_deref(),
            Some("moved-the-billing-cut-over")
        );
        assert_eq!(made("Café, it’s ＡＰＩ").as_deref(), Some("cafe-its-api"));
        assert_eq!(made("自己紹介"), None);
        assert_eq!(made("…"), None);
        let long = made(&"word ".repeat(40)).unwrap();
        assert!(long.len() <= MADE_NAME_LIMIT && long.ends_with("word"));
    }

    #[test]
    fn numbers_begin_at_the_first_free_one() {
        let name = TextName::numbered("story", |name| name.as_str() != "story-1");
        assert_eq!(name.unwrap().as_str(), "story-2");
    }

    proptest! {
        #[test]
        fn what_is_made_is_a_name(title in ".{0,80}") {
            if let Some(name) = TextName::made_from(&title) {
                prop_assert_eq!(TextName::parse(name.as_str()), Some(name));
            }
        }
    }
}
