//! Rules that belong to one of the spoken kinds: scale for a design, mitigation for an incident, a past for a story.

use super::{
    Language, Report,
    words::{holds, is_stop_word, plain, words},
};
use crate::deck::{Card, Kind, Point, Spoken, keyword::Folded};

/// What somebody says who stops the harm before looking for the cause.
const MITIGATION: [&str; 27] = [
    "mitigat",
    "roll back",
    "rolls back",
    "rolled back",
    "rolling back",
    "rollback",
    "revert",
    "flag off",
    "flag-off",
    "switch off",
    "switches off",
    "turn off",
    "turns off",
    "disable",
    "shed",
    "fail over",
    "fails over",
    "failover",
    "before diagnos",
    "drain",
    "pause",
    "restore",
    "stops the",
    "stop the",
    "緩和",
    "切り戻",
    "止め",
];

/// What somebody says who keeps it from happening again.
const PREVENTION: [&str; 12] = [
    "prevent",
    "repeat",
    "recur",
    "again",
    "never",
    "guard",
    "test that",
    "lint",
    "follow-up",
    "owner",
    "再発",
    "防止",
];

/// What asks for a decision.
const DECISION: [&str; 12] = [
    "commit",
    "choos",
    "chose",
    "decid",
    "decision",
    "pick",
    "recommend",
    "select",
    "settle",
    "opt",
    "決め",
    "選",
];

/// What asks for a result that can be measured.
const MEASURE: [&str; 21] = [
    "number",
    "measur",
    "figure",
    "percent",
    "%",
    "metric",
    "quantif",
    "amount",
    "count",
    "before and after",
    "size",
    "how many",
    "how much",
    "rate",
    "minutes",
    "hours",
    "days",
    "数",
    "計測",
    "compared",
    "number",
];

/// A story needs at least this weight on what was done.
const ACTION_WEIGHT: u32 = 40;

/// What stands before the model of a story: nobody should recite it as their own.
const SHAPE_MARK: &str = "[example of shape";

pub(super) fn check(card: &Card, spoken: &Spoken, language: Language, report: &mut Report<'_>) {
    match spoken.kind {
        Kind::Design => design(card, report),
        Kind::Scenario => scenario(spoken, report),
        Kind::Compare => compare(spoken, report),
        Kind::Story => story(card, spoken, language, report),
        _ => {}
    }
}

fn design(card: &Card, report: &mut Report<'_>) {
    let text = format!("{} {}", card.prompt.source(), card.context.source());
    let lower = words(&text);
    let in_words = ["thousand", "million", "billion", "hundred"];
    if !text.contains(|c: char| c.is_numeric()) && !in_words.iter().any(|word| holds(&lower, word))
    {
        report.at(
            "prompt",
            card.prompt.source(),
            "design-no-numbers",
            "neither prompt nor context gives a scale",
        );
    }
}

fn scenario(spoken: &Spoken, report: &mut Report<'_>) {
    let anchors: Vec<Folded> = spoken.rubric.iter().map(anchor).collect();
    let has = |words: &[&str]| {
        anchors
            .iter()
            .any(|text| words.iter().any(|word| text.hits(word)))
    };
    let message = match (has(&MITIGATION), has(&PREVENTION)) {
        (true, true) => return,
        (false, true) => "no point rewards stopping the harm before looking for the cause",
        (true, false) => "no point rewards what keeps it from happening again",
        (false, false) => "no point rewards mitigation and none prevention",
    };
    report.at("rubric", "", "scenario-no-mitigate", message);
}

fn compare(spoken: &Spoken, report: &mut Report<'_>) {
    let anchors: String = spoken
        .rubric
        .iter()
        .map(|point| text_of(point) + " ")
        .collect();
    let anchors = Folded::new(&anchors);
    let options: Vec<Vec<String>> = spoken
        .options
        .iter()
        .map(|option| words(&plain(option.source())))
        .collect();
    let mut missing = Vec::new();
    for (at, option) in options.iter().enumerate() {
        let is_shared = |word: &String| {
            options
                .iter()
                .enumerate()
                .any(|(other, words)| other != at && words.contains(word))
        };
        let own: Vec<&String> = option
            .iter()
            .filter(|word| !is_stop_word(word) && !is_shared(word))
            .collect();
        let is_named = if own.is_empty() {
            anchors.hits(&option.join(" "))
        } else {
            own.iter().any(|word| anchors.hits(stem(word)))
        };
        if !is_named {
            missing.push(spoken.options[at].line().into_string());
        }
    }
    if let Some(option) = missing.first() {
        report.at(
            "rubric",
            "",
            "compare-one-sided",
            format!("no anchor names {option:?}"),
        );
    } else if !DECISION.iter().any(|word| anchors.hits(word)) {
        report.at(
            "rubric",
            "",
            "compare-one-sided",
            "no point asks for a decision",
        );
    }
}

/// A word without its plural, so that "queues" is named by "queue".
fn stem(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.chars().count() > 3 && !stem.ends_with('s') => stem,
        _ => word,
    }
}

fn story(card: &Card, spoken: &Spoken, language: Language, report: &mut Report<'_>) {
    let prompt = card.prompt.source();
    let lower = words(&plain(prompt));
    let is_future = [
        "how would you",
        "what would you",
        "how do you",
        "what do you do",
        "how will you",
    ]
    .iter()
    .any(|phrase| holds(&lower, phrase));
    let is_past = [
        "a time",
        "have you",
        "did you",
        "last time",
        "were you",
        "was the",
        "has been",
    ]
    .iter()
    .any(|phrase| holds(&lower, phrase));
    if language == Language::English && is_future && !is_past {
        report.at(
            "prompt",
            prompt,
            "story-not-past",
            "the prompt asks what somebody would do, not what they did",
        );
    }
    let sum = |part: &str| -> u32 {
        let of_part = spoken
            .rubric
            .iter()
            .filter(|point| point.phase.source() == part);
        of_part.map(|point| point.weight).sum()
    };
    let absent: Vec<&str> = ["S", "T", "A", "R"]
        .into_iter()
        .filter(|part| sum(part) == 0)
        .collect();
    if !absent.is_empty() {
        report.at(
            "rubric",
            "",
            "star-incomplete",
            format!("no point for {}", absent.join(", ")),
        );
    }
    if sum("A") < ACTION_WEIGHT {
        let message = format!("the points for A weigh {}, under {ACTION_WEIGHT}", sum("A"));
        report.at("rubric", "", "action-underweight", message);
    }
    let mut results = spoken
        .rubric
        .iter()
        .filter(|point| point.phase.source() == "R")
        .peekable();
    let asks_size = |point: &Point| {
        let text = anchor(point);
        MEASURE.iter().any(|word| text.hits(word))
    };
    if results.peek().is_some() && !results.any(asks_size) {
        report.at(
            "rubric",
            "",
            "story-no-metric",
            "no point for R asks for a result that can be measured",
        );
    }
    if !spoken.model.is_blank() && !spoken.model.source().trim_start().starts_with(SHAPE_MARK) {
        report.at(
            "model",
            "",
            "model-as-own",
            format!("the model does not begin with \"{SHAPE_MARK}]\""),
        );
    }
}

fn text_of(point: &Point) -> String {
    format!(
        "{} {} {}",
        point.point.source(),
        point.full.source(),
        point.partial.source()
    )
}

fn anchor(point: &Point) -> Folded {
    Folded::new(&text_of(point))
}
