//! The words that make an anchor vague and a keyword weak.

use super::words::{is_stop_word, plain, words};

/// Words that judge instead of saying what is said or done.
const VAGUE: [&str; 19] = [
    "good",
    "great",
    "nice",
    "excellent",
    "appropriate",
    "appropriately",
    "understands",
    "understand",
    "understanding",
    "well",
    "properly",
    "adequate",
    "adequately",
    "solid",
    "suitable",
    "reasonable",
    "effectively",
    "sensible",
    "competent",
];

/// What follows "good" or "well" where they are part of a term, or stands before them.
const TERMS: [(&str, &str); 14] = [
    ("last", "good"),
    ("known", "good"),
    ("good", "events"),
    ("good", "requests"),
    ("good", "responses"),
    ("good", "minutes"),
    ("good", "over"),
    ("good", "by"),
    ("as", "well"),
    ("well", "above"),
    ("well", "below"),
    ("well", "before"),
    ("well", "under"),
    ("well", "within"),
];

/// Units and marks that people note and that hit little else, although they are short.
const SHORT_UNITS: [&str; 12] = [
    "%", "ms", "kb", "mb", "gb", "tb", "go", "id", "qa", "db", "pr", "1:1",
];

/// The first vague word of an anchor; words in quotation marks are what is said.
pub(super) fn vague_word(full: &str) -> Option<String> {
    let text = plain(full).replace(['“', '”'], "\"");
    let unquoted: String = text.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    let words = words(&unquoted);
    (0..words.len()).find_map(|at| {
        let word = words[at].as_str();
        let before = at.checked_sub(1).map_or("", |at| words[at].as_str());
        let after = words.get(at + 1).map_or("", String::as_str);
        let is_term = TERMS.contains(&(word, after)) || TERMS.contains(&(before, word));
        (VAGUE.contains(&word) && !is_term).then(|| word.to_owned())
    })
}

/// Whether a keyword is too short or too common to tell one answer from another.
pub(super) fn keyword_is_weak(keyword: &str) -> bool {
    let word = keyword.trim().to_lowercase();
    if SHORT_UNITS.contains(&word.as_str()) || !word.is_ascii() {
        return false;
    }
    let letters = word.chars().filter(char::is_ascii_alphanumeric).count();
    letters < 3 && !word.bytes().any(|b| b.is_ascii_digit()) || is_stop_word(&word)
}
