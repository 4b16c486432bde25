//! Rules about the prompt: a stranger must see what is asked without the book.

use super::{
    Language, Report,
    words::{count, find, holds, plain, sentences, words},
};
use crate::deck::{Body, Card, Kind, RawText};

/// A recall prompt is at most this long, in words and in characters of a script without spaces.
const PROMPT_WORDS: usize = 35;
const PROMPT_CHARACTERS: usize = 70;

/// What begins a question that can only be answered by yes or no.
const YES_NO: [&str; 28] = [
    "is",
    "are",
    "was",
    "were",
    "does",
    "do",
    "did",
    "can",
    "could",
    "should",
    "would",
    "will",
    "has",
    "have",
    "had",
    "must",
    "may",
    "might",
    "isn't",
    "aren't",
    "doesn't",
    "don't",
    "didn't",
    "can't",
    "shouldn't",
    "won't",
    "shall",
    "am",
];

/// What begins a question without its mark.
const QUESTION_WORDS: [&str; 12] = [
    "what", "which", "who", "whose", "whom", "when", "where", "why", "how", "at", "in", "under",
];

/// What begins a prompt that says what to bring back.
const ORDERS: [&str; 20] = [
    "state",
    "name",
    "give",
    "say",
    "write",
    "convert",
    "compute",
    "calculate",
    "complete",
    "translate",
    "derive",
    "estimate",
    "choose",
    "show",
    "spell",
    "recall",
    "decide",
    "finish",
    "fill",
    "read",
];

/// Words that point at a page that the reader does not have.
const BOOK: [&str; 44] = [
    "the article",
    "the author say",
    "the author mean",
    "the author recommend",
    "according to the author",
    "in the book",
    "according to the book",
    "this book",
    "the chapter",
    "this chapter",
    "this article",
    "this section",
    "this course",
    "this video",
    "as we saw",
    "we saw",
    "as we have seen",
    "as mentioned",
    "as discussed",
    "previous section",
    "previous chapter",
    "previous card",
    "previous question",
    "in the text",
    "in the diagram",
    "in the figure",
    "in the image",
    "in the picture",
    "figure below",
    "diagram below",
    "shown below",
    "see below",
    "listed below",
    "the lecture",
    "the video say",
    "the video define",
    "the code below",
    "the query below",
    "the table below",
    "previous card's",
    "described earlier",
    "mentioned earlier",
    "as described",
    "according to chapter",
];

/// What may stand before or after "above" where it points at a page, not at a number.
const BEFORE_ABOVE: [&str; 15] = [
    "the",
    "see",
    "shown",
    "listed",
    "mentioned",
    "described",
    "as",
    "given",
    "noted",
    "diagram",
    "figure",
    "table",
    "example",
    "code",
    "text",
];
const AFTER_ABOVE: [&str; 12] = [
    "diagram", "figure", "table", "example", "code", "list", "text", "article", "picture", "image",
    "query", "snippet",
];

/// "The following" code is code further down; the following day is a day.
const AFTER_FOLLOWING: [&str; 22] = [
    "code",
    "query",
    "queries",
    "statement",
    "statements",
    "list",
    "option",
    "options",
    "example",
    "figure",
    "table",
    "diagram",
    "snippet",
    "output",
    "command",
    "commands",
    "configuration",
    "schema",
    "text",
    "sentence",
    "is",
    "are",
];

const VAGUE: [&str; 5] = ["explain", "discuss", "describe", "elaborate", "outline"];
const BEFORE_VAGUE: [&str; 5] = ["please", "briefly", "and", "then", "shortly"];

/// Numbers of things that make a set.
const SET_SIZES: [&str; 18] = [
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "main",
    "different",
    "types",
    "kinds",
    "layers",
    "steps",
    "advantages",
    "benefits",
    "components",
    "principles",
];

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
        orphan_pronoun(&text, &lower, source, report);
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
            .is_some_and(|word| QUESTION_WORDS.contains(&word.as_str()))
        && QUESTION_WORDS[..9]
            .iter()
            .any(|word| lower.iter().take(3).any(|w| w == word));
    let is_order = lower.len() > 3 && ORDERS.contains(&lower[0].as_str());
    let ends_asking = lower
        .last()
        .is_some_and(|word| QUESTION_WORDS[..9].contains(&word.as_str()));
    if !asks && !is_question && !is_order && !(ends_asking && lower.len() > 3) {
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
            words
                .first()
                .is_some_and(|word| YES_NO.contains(&word.as_str()))
                && words.len() > 2
        };
        let is_wh = lower.iter().take(3).any(|word| {
            QUESTION_WORDS[..9].contains(&word.as_str()) && word != "when" && word != "where"
        });
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

/// Adjectives after an empty "it": "It is cheaper to …".
const EMPTY_IT: [&str; 18] = [
    "better", "cheaper", "easier", "harder", "faster", "slower", "safer", "worse", "common",
    "normal", "tempting", "possible", "late", "early", "noon", "midnight", "black", "monday",
];

fn orphan_pronoun(text: &str, lower: &[String], source: &str, report: &mut Report<'_>) {
    let [first, second, ..] = lower else {
        return;
    };
    let third = lower.get(2).map_or("", String::as_str);
    let is_it_is = first == "it" && matches!(second.as_str(), "is" | "was");
    let stands_for_nothing = match first.as_str() {
        "it's" => {
            !EMPTY_IT.contains(&second.as_str())
                && !second.starts_with(|c: char| c.is_ascii_digit())
        }
        "it" if is_it_is => {
            !EMPTY_IT.contains(&third)
                && !third.starts_with(|c: char| c.is_ascii_digit())
                && !holds(lower, "that")
        }
        "it" => !matches!(
            second.as_str(),
            "takes" | "costs" | "pays" | "helps" | "seems" | "rains"
        ),
        "this" | "these" | "those" | "their" | "its" => {
            // "This command, …" and "This query is slow: …" show what they speak of.
            let shows = text.contains(": ")
                || text
                    .split_whitespace()
                    .take(3)
                    .any(|word| word.ends_with(','));
            let is_phrase = matches!(
                (first.as_str(), second.as_str()),
                ("these", "days") | ("this", "year" | "morning" | "week") | ("those", "who")
            );
            !shows && !is_phrase
        }
        "they" => {
            !matches!(second.as_str(), "say" | "both") && !(second == "were" && third == "both")
        }
        "that" => matches!(second.as_str(), "is" | "was" | "means"),
        "that's" | "he" | "she" => true,
        "such" => second == "a" || second == "an",
        "does" | "is" | "do" => second == "this" && third == "one" || second == "it",
        _ => false,
    };
    if stands_for_nothing {
        report.at(
            "prompt",
            source,
            "orphan-pronoun",
            format!("{first:?} at the beginning stands for nothing"),
        );
    }
}

fn book_dependent(card: &Card, text: &str, lower: &[String], report: &mut Report<'_>) {
    let phrase = BOOK.into_iter().find(|phrase| holds(lower, phrase));
    let above = find(lower, "above").filter(|at| {
        let before = at.checked_sub(1).and_then(|at| lower.get(at));
        let after = lower.get(at + 1);
        let is_mark_after = ["above,", "above?", "above:", "above."]
            .iter()
            .any(|mark| text.to_lowercase().contains(mark));
        before.is_some_and(|word| BEFORE_ABOVE.contains(&word.as_str()))
            || after.is_some_and(|word| AFTER_ABOVE.contains(&word.as_str()))
            || is_mark_after
    });
    let following = find(lower, "the following").filter(|at| {
        let after = lower.get(at + 2);
        let is_choice = at.checked_sub(1).is_some_and(|of| lower[of] == "of");
        card.context.is_blank()
            && (is_choice || after.is_none_or(|word| AFTER_FOLLOWING.contains(&word.as_str())))
    });
    let words = phrase
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

/// Phrases that leave open what counts as the answer.
const OPEN_PHRASES: [&str; 6] = [
    "tell me about",
    "what can you say",
    "what do you know about",
    "talk about",
    "say something about",
    "say a few words",
];

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
            VAGUE.contains(&word.as_str())
                && (asks_you || before.is_none_or(|before| BEFORE_VAGUE.contains(&before)))
        });
        let phrase = OPEN_PHRASES
            .into_iter()
            .find(|phrase| holds(&lower, phrase));
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
            SET_SIZES.contains(&word.as_str()) || word.parse::<u32>().is_ok_and(|number| number > 2)
        })
    };
    let is_count =
        |word: Option<&String>| word.is_some_and(|word| SET_SIZES[..8].contains(&word.as_str()));
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
