//! Pronouns that stand for nothing: a card comes alone, so "it" must have its noun in the same prompt.

use super::{
    Report,
    prompt_words::{AUXILIARIES, EMPTY_IT, EMPTY_VERBS, PRONOUNS, QUESTION_WORDS, listed},
    words::holds,
};

pub(super) fn check(text: &str, lower: &[String], source: &str, report: &mut Report<'_>) {
    let [first, second, ..] = lower else {
        return;
    };
    let third = lower.get(2).map_or("", String::as_str);
    // "This command, …" and "This query is slow: …" show what they speak of.
    let shows = text.contains(": ")
        || text
            .split_whitespace()
            .take(8)
            .any(|word| word.ends_with(','));
    let orphan = if begins_with_orphan(first, second, third, lower, shows) {
        first
    } else if is_asked_of_orphan(first, second, third, lower) && !shows {
        &lower[2]
    } else {
        return;
    };
    let message = format!("{orphan:?} stands for nothing in the prompt");
    report.at("prompt", source, "orphan-pronoun", message);
}

/// "It is used when?", "This query is slow. Why?".
fn begins_with_orphan(
    first: &str,
    second: &str,
    third: &str,
    lower: &[String],
    shows: bool,
) -> bool {
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    match first {
        "it's" => !listed(EMPTY_IT, second) && !is_number(second),
        "it" if second == "is" || second == "was" => {
            !listed(EMPTY_IT, third) && !is_number(third) && !holds(lower, "that")
        }
        "it" => !listed(EMPTY_VERBS, second),
        "this" | "these" | "those" | "their" | "its" => {
            let is_phrase = matches!(
                (first, second),
                ("these", "days") | ("this", "year" | "morning" | "week") | ("those", "who")
            );
            !shows && !is_phrase
        }
        // "They say …", "They were both at version 7 when two clients …".
        "they" => second != "say" && second != "both" && third != "both",
        "that" => matches!(second, "is" | "was" | "means"),
        "that's" | "he" | "she" => true,
        "such" => second == "a" || second == "an",
        "does" | "is" | "do" => (second == "this" && third == "one") || second == "it",
        _ => false,
    }
}

/// "Why does it need …?", "What is its …?": the third word of a question, with no noun before it.
fn is_asked_of_orphan(first: &str, second: &str, third: &str, lower: &[String]) -> bool {
    let fourth = lower.get(3).map_or("", String::as_str);
    let is_question = listed(QUESTION_WORDS, first) && listed(AUXILIARIES, second);
    // "Why is it cheaper to …", "What does it take to …".
    let is_empty = third == "it" && (matches!(second, "is" | "was") || listed(EMPTY_VERBS, fourth));
    is_question && listed(PRONOUNS, third) && !is_empty
}
