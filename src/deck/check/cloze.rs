//! Rules about gaps: few of them, not given away by the rest of the sentence, and not to be guessed.

use super::{
    Language, Report, answer,
    words::{count, holds, is_stop_word, plain, words},
};
use crate::deck::{Card, cloze};

/// More gaps than this make a riddle.
const GAPS: usize = 3;

/// Of a riddle, so many gaps are read: each is compared with the whole prompt.
const GAPS_READ: usize = 50;

/// The rest of a sentence needs so many words to say what is asked.
const REST_WORDS: usize = 5;

pub(super) fn check(card: &Card, language: Language, report: &mut Report<'_>) {
    let prompt = card.prompt.source();
    let numbers = cloze::numbers(prompt);
    if numbers.len() > GAPS {
        report.at(
            "prompt",
            prompt,
            "cloze-too-many",
            format!("the prompt has {} gaps, over {GAPS}", numbers.len()),
        );
    }
    let gaps = cloze::gaps(prompt);
    for gap in gaps.iter().take(GAPS_READ) {
        let shown = plain(&cloze::asked(prompt, gap.number).replace("[...]", " "));
        let outside = words(&without_hints(&shown, gap.hint));
        let hidden = words(&plain(gap.text));
        let is_leaked = !hidden.is_empty() && holds(&outside, &hidden.join(" "));
        let leaks_in_japanese = language == Language::WithoutSpaces
            && gap.text.chars().count() > 1
            && shown.contains(gap.text);
        if is_leaked || leaks_in_japanese {
            report.at(
                "prompt",
                gap.text,
                "cloze-leak",
                format!("{:?} stands outside its gap too", gap.text),
            );
            continue;
        }
        let rest = count(&without_hints(&shown, gap.hint));
        let is_bare_number = gap.hint.is_empty()
            && gap
                .text
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
        let message =
            if language == Language::English && hidden.len() == 1 && is_stop_word(&hidden[0]) {
                format!("{:?} could be nearly any word", gap.text)
            } else if is_bare_number {
                format!(
                    "the number {:?} has no hint that says what it counts",
                    gap.text
                )
            } else if rest < REST_WORDS {
                format!("{rest} words around the gap do not say what is asked")
            } else {
                continue;
            };
        report.at("prompt", gap.text, "cloze-ambiguous", message);
    }
    answer::undated_in(card, &[("prompt", &card.prompt)], report);
}

fn without_hints(shown: &str, hint: &str) -> String {
    if hint.is_empty() {
        shown.to_owned()
    } else {
        shown.replace(&format!("[{hint}]"), " ")
    }
}
