//! The heading of a card: its prompt and its attributes `{#id .kind key=value}`.
//!
//! Read by hand after the rule of pulldown-cmark, because the parser drops what it does not know without a word.

use crate::deck::Kind;

/// What a `##` line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The text before the attributes.
    pub prompt: String,
    /// The id, if there is one.
    pub id: Option<String>,
    /// More ids than one.
    pub surplus_ids: Vec<String>,
    /// The kind, as written.
    pub kind: Option<String>,
    /// `key=value` pairs with known keys.
    pub values: Vec<(&'static str, String)>,
    /// Everything in the braces that is none of these.
    pub unknown: Vec<String>,
}

const KEYS: [&str; 5] = ["area", "tier", "covers", "was", "minutes"];

/// Splits the text of a heading into prompt and attributes.
pub fn attributes(text: &str) -> Heading {
    let text = text.trim();
    let Some((before, inside)) = block(text) else {
        return Heading {
            prompt: without_closing_marks(text).to_owned(),
            ..Heading::default()
        };
    };
    let mut heading = Heading {
        prompt: before.trim_end().to_owned(),
        ..Heading::default()
    };
    let mut known = 0;
    for word in inside.split_ascii_whitespace() {
        known += 1;
        if let Some(id) = word.strip_prefix('#').filter(|id| !id.is_empty()) {
            match heading.id {
                None => heading.id = Some(id.to_owned()),
                Some(_) => heading.surplus_ids.push(id.to_owned()),
            }
        } else if let Some(kind) = word.strip_prefix('.').filter(|kind| !kind.is_empty()) {
            match &heading.kind {
                None => heading.kind = Some(kind.to_owned()),
                Some(first)
                    if Kind::from_name(first).is_none() && Kind::from_name(kind).is_some() =>
                {
                    let first = heading.kind.replace(kind.to_owned());
                    heading
                        .unknown
                        .extend(first.map(|first| format!(".{first}")));
                }
                Some(_) => heading.unknown.push(word.to_owned()),
            }
        } else if let Some((key, value)) = known_value(word) {
            heading.values.push((key, value));
        } else {
            known -= 1;
            heading.unknown.push(word.to_owned());
        }
    }
    if known == 0 {
        // Nothing in the braces is an attribute: they belong to the prompt, and other programs would drop them.
        text.clone_into(&mut heading.prompt);
    }
    heading
}

fn known_value(word: &str) -> Option<(&'static str, String)> {
    let (key, value) = word.split_once('=')?;
    let key = KEYS.into_iter().find(|known| *known == key)?;
    Some((key, value.to_owned()))
}

/// The text before a trailing attribute block and the text inside it.
fn block(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix('}')?;
    let open = inner.rfind(['{', '}', '<', '>', '\\', '\n'])?;
    inner[open..]
        .starts_with('{')
        .then(|| (&inner[..open], &inner[open + 1..]))
}

/// Drops the closing `##` that Markdown allows at the end of a heading.
fn without_closing_marks(text: &str) -> &str {
    let stripped = text.trim_end_matches('#');
    if stripped.is_empty() {
        stripped
    } else if stripped.len() < text.len() && stripped.ends_with([' ', '\t']) {
        stripped.trim_end()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_kind_and_values_are_read() {
        let heading = attributes("How many? {#id .estimate area=MQ covers=SD-01,SD-02}");
        assert_eq!(heading.prompt, "How many?");
        assert_eq!(heading.id.as_deref(), Some("id"));
        assert_eq!(heading.kind.as_deref(), Some("estimate"));
        assert_eq!(
            heading.values,
            [
                ("area", "MQ".to_owned()),
                ("covers", "SD-01,SD-02".to_owned())
            ]
        );
    }

    #[test]
    fn a_gap_at_the_end_is_no_attribute() {
        assert_eq!(
            attributes("The answer is {{42::n}}").prompt,
            "The answer is {{42::n}}"
        );
        assert_eq!(
            attributes("The answer is {{42}} {#a .cloze}").prompt,
            "The answer is {{42}}"
        );
    }

    #[test]
    fn a_word_in_braces_stays_in_the_prompt_and_is_named() {
        for word in ["{word}", "{x}", "{a b}", "{key=v}"] {
            let heading = attributes(&format!("What is {word}"));
            assert_eq!(heading.prompt, format!("What is {word}"));
            assert!(!heading.unknown.is_empty());
        }
        let escaped = attributes("What is {word\\}");
        assert_eq!(
            (escaped.prompt.as_str(), escaped.unknown.len()),
            ("What is {word\\}", 0)
        );
    }

    #[test]
    fn closing_marks_are_dropped_only_without_attributes() {
        assert_eq!(attributes("What is C#").prompt, "What is C#");
        assert_eq!(attributes("Title ##").prompt, "Title");
        assert_eq!(attributes("Why # {#id}").prompt, "Why #");
    }
}
