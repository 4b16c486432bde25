//! Rules about the prompt: a stranger must see what is asked without the book.

use super::{
    Language, Report,
    prompt_words::{
        AFTER_ABOVE, AFTER_FOLLOWING, BEFORE_ABOVE, BEFORE_QUESTION, BEFORE_VAGUE, BOOK,
        NUMBERED_PARTS, OPEN_PHRASES, ORDERS, QUESTION_WORDS, SET_NUMBERS, SET_SIZES, VAGUE,
        YES_NO, entries, listed,
    },
    pronoun,
    words::{count, find, holds, plain, sentences, words},
};
use crate::deck::{Body, Card, Kind, RawText};

/// A recall prompt is at most this long, in words and in characters of a script without spaces.
const PROMPT_WORDS: usize = 35;
const PROMPT_CHARACTERS: usize = 70;

pub(super) fn check(card: &Card, language: Language, report: &mut Report<'_>) {
    let source = card.prompt.source();
    let kind = card.kind();
    let text = plain(source);
    if kind == Kind::Recall {
        too_long(&text, language, source, report);
    }
    if language != Language::English || kind == Kind::Vocab {
        return;
    }
    // What somebody is quoted as saying asks nothing of the reader.
    let said = text;
    let text = unquoted(&said);
    let lower = words(&text);
    if kind != Kind::Story {
        pronoun::check(&text, &lower, source, report);
        book_dependent(card, &text, &lower, report);
    }
    let Body::Recall { answer } = &card.body else {
        return;
    };
    topic(&said, &words(&said), report);
    let without_code = unquoted(&plain(&without_code_spans(source)));
    let marks = without_code.matches('?').count();
    if marks > 1 {
        report.at(
            "prompt",
            source,
            "double-question",
            format!("the prompt asks {marks} questions"),
        );
    }
    yes_no(&text, report);
    vague(&text, report);
    set(&lower, source, report);
    answer_leak(answer, &words(&said), report);
}

fn too_long(text: &str, language: Language, source: &str, report: &mut Report<'_>) {
    let message = match language {
        Language::WithoutSpaces => {
            let characters = text.chars().filter(|c| !c.is_whitespace()).count();
            (characters > PROMPT_CHARACTERS).then(|| {
                format!("the prompt has {characters} characters, over {PROMPT_CHARACTERS}")
            })
        }
        Language::English => {
            let count = count(text);
            (count > PROMPT_WORDS)
                .then(|| format!("the prompt has {count} words, over {PROMPT_WORDS}"))
        }
        Language::Other => None,
    };
    if let Some(message) = message {
        report.at("prompt", source, "prompt-too-long", message);
    }
}

/// No question, colon or blank: the reader does not know what to bring back.
fn topic(text: &str, lower: &[String], report: &mut Report<'_>) {
    let asks =
        text.contains(['?', ':', '…', '？', '：']) || text.contains("...") || text.contains("__");
    let is_question = lower.len() > 3
        && lower
            .first()
            .is_some_and(|word| listed(QUESTION_WORDS, word) || listed(BEFORE_QUESTION, word))
        && lower
            .iter()
            .take(3)
            .any(|word| listed(QUESTION_WORDS, word));
    let is_order = lower.len() > 2 && listed(ORDERS, lower[0].as_str());
    let ends_asking = lower
        .last()
        .is_some_and(|word| listed(QUESTION_WORDS, word));
    let is_request = is_question || is_order || (ends_asking && lower.len() > 3);
    if !asks && !is_request {
        report.at(
            "prompt",
            text,
            "topic-as-prompt",
            format!("{text:?} names a topic and asks nothing"),
        );
    }
}

/// A question that begins like one for yes or no. One that offers a choice with "or" is another question.
fn yes_no(text: &str, report: &mut Report<'_>) {
    let all = sentences(text);
    let is_only = all.len() == 1;
    for sentence in all
        .iter()
        .filter(|sentence| sentence.ends_with('?') || is_only)
    {
        let lower = words(sentence);
        // "In PostgreSQL, does a key …?": the clause after the last comma asks.
        let clause = sentence.rsplit(',').next().map(words).unwrap_or_default();
        let begins = |words: &[String]| {
            let is_asked = words.first().is_some_and(|word| listed(YES_NO, word));
            is_asked && words.len() > 2 && words[1] != "this" || is_asked && sentence.ends_with('?')
        };
        let is_wh = lower
            .iter()
            .take(3)
            .any(|word| listed(QUESTION_WORDS, word) && word != "when" && word != "where");
        let asks_late = sentence.ends_with('?') && !is_wh && begins(&clause);
        let is_truth = lower.starts_with(&["true".to_owned(), "or".to_owned(), "false".to_owned()]);
        let is_choice = lower.iter().any(|word| word == "or") && !is_truth;
        if (begins(&lower) || asks_late || is_truth) && !is_choice {
            report.at(
                "prompt",
                sentence,
                "yes-no-prompt",
                format!("{sentence:?} is answered by yes or no"),
            );
            return;
        }
    }
}

fn book_dependent(card: &Card, text: &str, lower: &[String], report: &mut Report<'_>) {
    let phrase = entries(BOOK).find(|phrase| holds(lower, phrase));
    let part = lower.windows(2).find(|pair| {
        listed(NUMBERED_PARTS, &pair[0]) && pair[1].starts_with(|c: char| c.is_ascii_digit())
    });
    let above = find(lower, "above").filter(|at| {
        let before = at.checked_sub(1).and_then(|at| lower.get(at));
        let after = lower.get(at + 1);
        let is_mark_after = ["above,", "above?", "above:", "above."]
            .iter()
            .any(|mark| text.to_lowercase().contains(mark));
        before.is_some_and(|word| listed(BEFORE_ABOVE, word.as_str()))
            || after.is_some_and(|word| listed(AFTER_ABOVE, word.as_str()))
            || is_mark_after
    });
    let following = find(lower, "the following").filter(|at| {
        let after = lower.get(at + 2);
        let is_choice = at.checked_sub(1).is_some_and(|of| lower[of] == "of");
        card.context.is_blank()
            && (is_choice || after.is_none_or(|word| listed(AFTER_FOLLOWING, word.as_str())))
    });
    let words = phrase
        .or(part.map(|pair| pair[0].as_str()))
        .or(above.map(|_| "above"))
        .or(following.map(|_| "the following"));
    if let Some(words) = words {
        report.at(
            "prompt",
            words,
            "book-dependent",
            format!("{words:?} points at something that the card does not show"),
        );
    }
}

fn vague(text: &str, report: &mut Report<'_>) {
    for clause in sentences(text)
        .into_iter()
        .flat_map(|sentence| sentence.split(", "))
    {
        let lower = words(clause);
        let verb = lower.iter().enumerate().find(|(at, word)| {
            let before = at.checked_sub(1).map(|before| lower[before].as_str());
            let asks_you = before == Some("you")
                && matches!(lower[0].as_str(), "can" | "could" | "would")
                && *at == 2;
            // "Explain why …" asks why.
            let asks_why = lower.get(at + 1).is_some_and(|next| next == "why");
            listed(VAGUE, word)
                && !asks_why
                && (asks_you || before.is_none_or(|before| listed(BEFORE_VAGUE, before)))
        });
        let phrase = entries(OPEN_PHRASES).find(|phrase| holds(&lower, phrase));
        if let Some(words) = verb.map(|(_, word)| word.as_str()).or(phrase) {
            report.at(
                "prompt",
                clause,
                "vague-ask",
                format!("{words:?} leaves open what counts as the answer"),
            );
            return;
        }
    }
}

/// A prompt that asks for a whole set.
fn set(lower: &[String], source: &str, report: &mut Report<'_>) {
    let is_size = |word: Option<&String>| {
        word.is_some_and(|word| {
            listed(SET_SIZES, word)
                || listed(SET_NUMBERS, word)
                || word.parse::<u32>().is_ok_and(|number| number > 2)
        })
    };
    let is_count = |word: Option<&String>| word.is_some_and(|word| listed(SET_NUMBERS, word));
    let begins = match lower.first().map(String::as_str) {
        Some("list" | "enumerate") => true,
        Some("name") => {
            let next = lower.get(1).map(String::as_str);
            next == Some("all")
                || is_size(lower.get(1))
                || (next == Some("the") && is_size(lower.get(2)))
        }
        Some("give" | "state" | "which") => {
            let after = usize::from(lower.get(1).is_some_and(|word| word == "the")) + 1;
            is_count(lower.get(after))
                && lower.get(after + 1).is_some_and(|word| word.ends_with('s'))
        }
        Some("what") => {
            let is_plural = lower.get(1).is_some_and(|word| word == "are");
            let after = if lower.get(2).is_some_and(|word| word == "the") {
                3
            } else {
                2
            };
            is_plural && is_size(lower.get(after))
        }
        _ => false,
    };
    if begins || holds(lower, "name all") || holds(lower, "list all") {
        report.at(
            "prompt",
            source,
            "set-answer",
            "the prompt asks for a whole set",
        );
    }
}

/// The answer stands in the prompt. Where the prompt offers it as one of two, that is the question.
fn answer_leak(answer: &RawText, prompt: &[String], report: &mut Report<'_>) {
    let text = plain(answer.source());
    let mut lower = words(&text);
    if lower
        .first()
        .is_some_and(|word| matches!(word.as_str(), "a" | "an" | "the"))
    {
        lower.remove(0);
    }
    let has_word = lower
        .iter()
        .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2);
    if !has_word {
        return;
    }
    let Some(at) = find(prompt, &lower.join(" ")) else {
        return;
    };
    let offers_two = prompt.iter().any(|word| word == "between");
    let near_or = |at: Option<&String>| {
        at.is_some_and(|word| {
            matches!(word.as_str(), "or" | "vs" | "versus") || (offers_two && word == "and")
        })
    };
    let end = at + lower.len();
    let article = |at: usize| {
        prompt
            .get(at)
            .is_some_and(|word| matches!(word.as_str(), "a" | "an" | "the"))
    };
    let before = at.checked_sub(1).map(|before| {
        if article(before) {
            before.saturating_sub(1)
        } else {
            before
        }
    });
    if near_or(prompt.get(end)) || before.is_some_and(|before| near_or(prompt.get(before))) {
        return;
    }
    report.at(
        "prompt",
        text.trim_end_matches('.'),
        "answer-leak",
        format!("the answer {text:?} stands in the prompt"),
    );
}

/// The text without what stands in quotation marks; each quotation leaves a mark, so that no sentence begins behind it.
fn unquoted(text: &str) -> String {
    let straight = text.replace(['“', '”'], "\"");
    if straight.matches('"').count() % 2 == 1 {
        return straight;
    }
    straight.split('"').step_by(2).collect::<Vec<_>>().join("…")
}

/// The text with its code spans taken out: their marks are no questions.
fn without_code_spans(markdown: &str) -> String {
    markdown.split('`').step_by(2).collect::<Vec<_>>().join(" ")
}
