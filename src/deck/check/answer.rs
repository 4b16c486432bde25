//! Rules about the answer of a recall card: one fact, short enough to be compared with what was said.

use super::{
    Language, Report,
    clause::{has_verb, stands_alone},
    words::{count, plain, words},
};
use crate::deck::{Body, Card, Level, RawText};

/// An answer over this many words is a warning, over the second an error.
const LONG_WORDS: usize = 25;
const TOO_LONG_WORDS: usize = 45;

/// So many list items are a set.
const SET_ITEMS: usize = 3;

/// So many names in a row, without a list, are one too.
const ENUMERATED_ITEMS: usize = 4;

/// Names of protocols whose numbers are part of the name.
const NUMBERED_NAMES: [&str; 12] = [
    "tls", "ssl", "http", "oauth", "saml", "ipv4", "ipv6", "rfc", "iso", "section", "chapter",
    "layer",
];

/// Products whose whole numbers are versions.
const VERSIONED: [&str; 23] = [
    "kafka",
    "rabbitmq",
    "redis",
    "postgresql",
    "postgres",
    "mysql",
    "cassandra",
    "kubernetes",
    "docker",
    "terraform",
    "go",
    "java",
    "kotlin",
    "python",
    "node",
    "node.js",
    "spring",
    "rust",
    "nats",
    "mongodb",
    "elasticsearch",
    "nginx",
    "envoy",
];

pub(super) fn check(card: &Card, answer: &RawText, language: Language, report: &mut Report<'_>) {
    let source = answer.source();
    let text = plain(source);
    if language != Language::Other {
        too_long(&text, source, report);
        set(source, report);
    }
    if language == Language::English {
        yes_no(&plain(card.prompt.source()), &text, source, report);
        compound(&plain(card.prompt.source()), &text, report);
    }
    undated(card, report);
}

fn too_long(text: &str, source: &str, report: &mut Report<'_>) {
    let count = count(text);
    let level = match count {
        count if count > TOO_LONG_WORDS => Level::Error,
        count if count > LONG_WORDS => Level::Warning,
        _ => return,
    };
    let message = format!("the answer has {count} words, over {LONG_WORDS}");
    report.at_level(level, "answer", source, "answer-too-long", message);
}

fn set(source: &str, report: &mut Report<'_>) {
    let is_item = |line: &&str| {
        let line = line.trim_start();
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_numbered =
            digits.len() < line.len() && (digits.starts_with(". ") || digits.starts_with(") "));
        is_numbered || ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
    };
    let items = source.lines().filter(is_item).count();
    let named = enumerated(source);
    if items < SET_ITEMS && named >= ENUMERATED_ITEMS {
        let message = format!("the answer is a set of {named}");
        report.at_level(Level::Warning, "answer", source, "set-answer", message);
    }
    if items >= SET_ITEMS {
        report.at_level(
            Level::Error,
            "answer",
            source,
            "set-answer",
            format!("the answer is a set of {items}"),
        );
    }
}

/// How many things an answer names that does nothing but name them: `Follower, candidate, or leader.` Else none.
fn enumerated(source: &str) -> usize {
    let text = plain(&source.replace('\n', ", "));
    if text.contains("such as") || text.contains(": ") {
        return 0;
    }
    let text = text.replace(" and ", ", ").replace(" or ", ", ");
    let parts: Vec<&str> = text
        .split([',', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let is_name = |part: &&str| words(part).len() <= 3 && part.chars().any(char::is_alphabetic);
    if parts.iter().all(is_name) {
        parts.len()
    } else {
        0
    }
}

/// Words of a prompt that asks for a value of a program, which may be true or false.
const VALUE_WORDS: [&str; 10] = [
    "value",
    "return",
    "returns",
    "evaluate",
    "evaluates",
    "print",
    "prints",
    "default",
    "bool",
    "boolean",
];

fn yes_no(prompt: &str, text: &str, source: &str, report: &mut Report<'_>) {
    let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
    let rest = &text[word.len()..];
    let rest_words = words(rest);
    let is_alone = rest.is_empty()
        || rest.starts_with(['.', ',', ':', ';', '!', '—', '–'])
        || rest.starts_with(" -")
        || rest_words.first().is_some_and(|next| {
            matches!(
                next.as_str(),
                "because" | "it" | "they" | "but" | "only" | "unless" | "since"
            )
        });
    // The value itself may be asked: "What is the zero value of a bool?"
    let asked = words(prompt);
    let is_value = rest.trim_matches('.').is_empty()
        && asked
            .iter()
            .any(|word| VALUE_WORDS.contains(&word.as_str()));
    let is_it = match word.to_lowercase().as_str() {
        "yes" | "nope" | "yep" => true,
        "never" => rest.trim_matches('.').is_empty(),
        "not" => rest_words
            .first()
            .is_some_and(|next| matches!(next.as_str(), "unless" | "always" | "necessarily")),
        "true" | "false" if is_value => false,
        "no" | "true" | "false" => is_alone,
        _ => false,
    };
    if is_it {
        report.at(
            "answer",
            source,
            "yes-no-answer",
            format!("the answer begins with {word:?}"),
        );
    }
}

/// Words of a prompt that asks for two sides: the answer has two clauses because the question has.
const TWO_SIDES: [&str; 14] = [
    "difference",
    "differ",
    "differs",
    "separates",
    "distinguishes",
    "versus",
    "vs",
    "compare",
    "compared",
    "contrast",
    "unlike",
    "both",
    "two",
    "apart",
];

/// What begins or stands in a prompt that asks how one thing leads to another: a chain of clauses is one answer to it.
const CHAINS: [&str; 8] = [
    "how", "why", "causes", "cause", "wrong", "happens", "leads", "follows",
];

/// Two facts, each of which could stand alone: a clause after ", and" or ";" with a subject and a verb of its own.
fn compound(prompt: &str, text: &str, report: &mut Report<'_>) {
    let asked = words(prompt);
    if asked.iter().any(|word| TWO_SIDES.contains(&word.as_str())) {
        return;
    }
    for joint in [", and ", "; and ", "; ", ". ", " and "] {
        let Some(at) = text.find(joint) else { continue };
        let (left, right) = (&text[..at], &text[at + joint.len()..]);
        let right = right.split([';', ':', '(']).next().unwrap_or_default();
        let is_loose = joint == " and ";
        if is_loose && asked.iter().any(|word| CHAINS.contains(&word.as_str())) {
            continue;
        }
        if stands_alone(right) && (!is_loose || has_verb(left)) {
            let message = format!("{:?} is a fact of its own", right.trim());
            report.at("answer", right.trim(), "compound-answer", message);
            return;
        }
    }
}

/// A price, a salary or a version that will be untrue one day, without the day it was true.
fn undated(card: &Card, report: &mut Report<'_>) {
    let Body::Recall { answer } = &card.body else {
        return;
    };
    undated_in(
        card,
        &[("answer", answer), ("prompt", &card.prompt)],
        report,
    );
}

/// The same for any card and the fields that state a fact.
pub(super) fn undated_in(card: &Card, fields: &[(&str, &RawText)], report: &mut Report<'_>) {
    let dated = [&card.prompt, &card.context, &card.note, &card.source]
        .into_iter()
        .chain(fields.iter().map(|(_, text)| *text))
        .any(|text| is_dated(text.source()));
    if dated {
        return;
    }
    let asked = words(&plain(card.prompt.source()));
    // When something came first is history and stays true.
    if asked
        .iter()
        .any(|word| matches!(word.as_str(), "first" | "since" | "introduced"))
    {
        return;
    }
    for (field, text) in fields {
        let text = plain(text.source());
        let is_version = *field == "answer"
            && asked
                .iter()
                .any(|word| VERSION_WORDS.contains(&word.as_str()))
            && is_dotted(text.trim_end_matches('.').trim_start_matches('v'));
        if let Some(words) = is_version
            .then(|| text.clone())
            .or_else(|| perishable(&text))
        {
            let message = format!("{words:?} has no year and no \"as of\"");
            report.at(field, &words, "undated-fact", message);
            return;
        }
    }
}

/// Words of a prompt that asks for a version.
const VERSION_WORDS: [&str; 3] = ["version", "versions", "release"];

/// Whether a text is numbers with dots between them alone: `1.22`.
fn is_dotted(text: &str) -> bool {
    text.contains('.')
        && text
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

fn is_dated(text: &str) -> bool {
    let is_year = |word: &str| {
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        digits.len() == 4
            && (digits.starts_with("19") || digits.starts_with("20"))
            && !word.contains([',', ':'])
    };
    text.to_lowercase().contains("as of ") || text.split([' ', '\n', '-', '–', '/']).any(is_year)
}

/// The price, salary or version in a text.
fn perishable(text: &str) -> Option<String> {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    for (at, token) in tokens.iter().enumerate() {
        let bare = token
            .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '¥'));
        let has_digit = bare.chars().any(|c| c.is_ascii_digit());
        let next = tokens.get(at + 1).map_or(String::new(), |next| {
            next.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        });
        // `$1` alone is the first parameter of a query.
        let is_parameter = bare.starts_with('$')
            && bare.len() == 2
            && !matches!(
                next.as_str(),
                "per" | "a" | "an" | "each" | "for" | "million" | "billion"
            );
        if has_digit && bare.starts_with(['$', '€', '£', '¥']) && !is_parameter {
            return Some(bare.to_owned());
        }
        let is_money = matches!(
            next.as_str(),
            "yen" | "cents" | "dollars" | "euros" | "usd" | "eur" | "jpy" | "gbp"
        );
        if has_digit && is_money {
            return Some(format!("{bare} {next}"));
        }
        let number = next.trim_start_matches('v');
        let dotted = is_dotted(number);
        let whole = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        let name = bare.to_lowercase();
        let is_unit = tokens.get(at + 2).is_some_and(|unit| {
            unit.starts_with(|c: char| c.is_lowercase())
                && !matches!(
                    *unit,
                    "and"
                        | "or"
                        | "has"
                        | "is"
                        | "in"
                        | "can"
                        | "does"
                        | "made"
                        | "removed"
                        | "added"
                        | "gives"
                        | "on"
                )
        });
        let is_name =
            bare.starts_with(char::is_uppercase) && !NUMBERED_NAMES.contains(&name.as_str());
        let is_version = (dotted && is_name && VERSIONED.contains(&name.as_str()))
            || (dotted && name == "version")
            || (whole
                && VERSIONED.contains(&name.as_str())
                && is_name
                && !is_unit
                && number.len() < 3);
        if is_version {
            return Some(format!("{bare} {next}"));
        }
    }
    None
}
