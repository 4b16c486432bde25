//! Writes decks and cards as Markdown: the other half of a lossless `convert`.

use std::fmt::Write as _;

use crate::deck::{
    Allow, Kind,
    fields::{AnswerField, CardFields, DeckFields, PointFields},
};

/// Writes a deck.
pub fn deck(deck: &DeckFields) -> String {
    let mut out = String::from("---\n");
    let authors = deck.authors.join(", ");
    let lines = [
        ("id", &deck.id),
        ("title", &deck.title),
        ("area", &deck.area),
        ("language", &deck.language),
        ("authors", &authors),
        ("license", &deck.license),
    ];
    for (key, value) in lines.into_iter().filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(out, "{key}: {value}");
    }
    out.push_str("---\n");
    block(&mut out, &deck.description);
    let mut cards = deck.cards.as_slice();
    while let Some(first) = cards.first() {
        let is_word = |card: &CardFields| card.kind == Kind::Vocab.name();
        if is_word(first) {
            let count = cards.iter().take_while(|card| is_word(card)).count();
            words(&mut out, &cards[..count]);
            cards = &cards[count..];
        } else {
            out.push('\n');
            out.push_str(&card(first));
            cards = &cards[1..];
        }
    }
    out
}

/// Writes one card; a word becomes a table of one row.
pub fn card(card: &CardFields) -> String {
    let mut out = String::new();
    if card.kind == Kind::Vocab.name() {
        words(&mut out, std::slice::from_ref(card));
        return out;
    }
    let _ = writeln!(out, "## {} {}", card.prompt, attributes(card));
    let text = match &card.answer {
        Some(AnswerField::Text(text)) => Some(text),
        _ => None,
    };
    match text {
        Some(answer) if card.context.is_empty() => block(&mut out, answer),
        _ => block(&mut out, &card.context),
    }
    quote(&mut out, &card.note);
    if !card.source.is_empty() {
        let _ = write!(out, "\nSource: {}\n", card.source);
    }
    for allowed in &card.allow {
        let _ = write!(out, "\nAllow: {}\n", allow(allowed));
    }
    match &card.answer {
        Some(AnswerField::Text(text)) if !card.context.is_empty() => {
            section(&mut out, "Answer", text);
        }
        Some(AnswerField::Number(number)) => {
            let within = card
                .within
                .map_or(String::new(), |factor| format!(" within {factor}"));
            let unit = if card.unit.is_empty() {
                String::new()
            } else {
                format!(" {}", card.unit)
            };
            section(&mut out, "Answer", &format!("{number}{unit}{within}"));
        }
        _ => {}
    }
    section(&mut out, "Hint", &card.hint);
    list(&mut out, "Steps", &card.steps);
    list(&mut out, "Options", &card.options);
    phases(&mut out, card);
    rubric(&mut out, &card.rubric);
    let followups: Vec<String> = card
        .followups
        .iter()
        .map(|followup| {
            if followup.change {
                format!("(change) {}", followup.text)
            } else {
                followup.text.clone()
            }
        })
        .collect();
    list(&mut out, "Follow-ups", &followups);
    section(&mut out, "Model", &card.model);
    out
}

fn attributes(card: &CardFields) -> String {
    let mut words = vec![format!("#{}", card.id)];
    if card.kind != Kind::Recall.name() {
        words.push(format!(".{}", card.kind));
    }
    let covers = card.covers.join(",");
    let was = card.was.join(",");
    let minutes = card
        .minutes
        .map_or(String::new(), |minutes| minutes.to_string());
    let values = [
        ("area", &card.area),
        ("tier", &card.tier),
        ("covers", &covers),
        ("was", &was),
        ("minutes", &minutes),
    ];
    words.extend(
        values
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{key}={value}")),
    );
    format!("{{{}}}", words.join(" "))
}

fn allow(allow: &Allow) -> String {
    if allow.reason.is_empty() {
        allow.rule.clone()
    } else {
        format!("{} — {}", allow.rule, allow.reason)
    }
}

fn block(out: &mut String, text: &str) {
    if !text.is_empty() {
        let _ = write!(out, "\n{text}\n");
    }
}

fn quote(out: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    out.push('\n');
    for line in text.lines() {
        let _ = if line.is_empty() {
            writeln!(out, ">")
        } else {
            writeln!(out, "> {line}")
        };
    }
}

fn section(out: &mut String, title: &str, text: &str) {
    if !text.is_empty() {
        let _ = write!(out, "\n### {title}\n\n{text}\n");
    }
}

fn list(out: &mut String, title: &str, entries: &[String]) {
    if entries.is_empty() {
        return;
    }
    let _ = write!(out, "\n### {title}\n\n");
    for entry in entries {
        let _ = writeln!(out, "- {entry}");
    }
}

fn phases(out: &mut String, card: &CardFields) {
    if card.phases.is_empty() {
        return;
    }
    out.push_str("\n### Phases\n\n");
    for (index, phase) in card.phases.iter().enumerate() {
        let _ = writeln!(out, "- {} {}", phase.title, phase.minutes);
        if phase.reveal.is_empty() {
            continue;
        }
        out.push('\n');
        for line in phase.reveal.lines() {
            let _ = if line.is_empty() {
                writeln!(out)
            } else {
                writeln!(out, "  {line}")
            };
        }
        if index + 1 < card.phases.len() {
            out.push('\n');
        }
    }
}

fn rubric(out: &mut String, points: &[PointFields]) {
    if points.is_empty() {
        return;
    }
    out.push_str("\n### Rubric\n\n");
    for point in points {
        let phase = if point.phase.is_empty() {
            String::new()
        } else {
            format!(" [{}]", point.phase)
        };
        let _ = writeln!(out, "- {} {}{phase}", point.weight, point.point);
        let groups: Vec<String> = point
            .keywords
            .iter()
            .map(|group| group.join(" | "))
            .collect();
        let keywords = groups.join("; ");
        let review = point.review.join(", ");
        let lines = [
            ("full", &point.full),
            ("partial", &point.partial),
            ("keywords", &keywords),
            ("review", &review),
        ];
        for (key, value) in lines.into_iter().filter(|(_, value)| !value.is_empty()) {
            let _ = writeln!(out, "  - {key}: {value}");
        }
    }
}

/// Writes words as one table. What all of them share stands in the heading, as an author would write it.
fn words(out: &mut String, cards: &[CardFields]) {
    let shared = |value: fn(&CardFields) -> String| {
        let first = value(&cards[0]);
        (!first.is_empty() && cards.iter().all(|card| value(card) == first)).then_some(first)
    };
    let area = shared(|card| card.area.clone());
    let tier = shared(|card| card.tier.clone());
    let covers = shared(|card| card.covers.join(","));
    out.push_str("\n## Words {.vocab");
    for (key, value) in [("area", &area), ("tier", &tier), ("covers", &covers)] {
        if let Some(value) = value {
            let _ = write!(out, " {key}={value}");
        }
    }
    out.push_str("}\n\n");

    let columns: Vec<(&str, Vec<String>)> = columns(cards)
        .into_iter()
        .filter(|(name, cells)| {
            let hoisted = match *name {
                "area" => area.is_some(),
                "tier" => tier.is_some(),
                "covers" => covers.is_some(),
                _ => false,
            };
            let always = matches!(*name, "id" | "term" | "reading" | "meaning");
            !hoisted && (always || cells.iter().any(|cell| !cell.is_empty()))
        })
        .collect();
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let _ = writeln!(out, "| {} |", names.join(" | "));
    let _ = writeln!(out, "|{}", "---|".repeat(names.len()));
    for row in 0..cards.len() {
        let cells: Vec<String> = columns
            .iter()
            .map(|(_, cells)| cells[row].replace('|', "\\|"))
            .collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
}

fn columns(cards: &[CardFields]) -> Vec<(&'static str, Vec<String>)> {
    let column = |value: fn(&CardFields) -> String| cards.iter().map(value).collect::<Vec<_>>();
    vec![
        ("id", column(|card| card.id.clone())),
        ("term", column(|card| card.term.clone())),
        ("reading", column(|card| card.reading.clone())),
        ("meaning", column(|card| card.meaning.join("; "))),
        ("example", column(|card| card.example.clone())),
        ("translation", column(|card| card.translation.clone())),
        ("spellings", column(|card| card.spellings.join("; "))),
        ("hint", column(|card| card.hint.clone())),
        ("alternates", column(|card| card.alternates.join("; "))),
        ("accept", column(|card| card.accept.join("; "))),
        ("reject", column(|card| card.reject.join("; "))),
        (
            "speech",
            column(|card| {
                if card.speech {
                    "true".to_owned()
                } else {
                    String::new()
                }
            }),
        ),
        ("area", column(|card| card.area.clone())),
        ("tier", column(|card| card.tier.clone())),
        ("covers", column(|card| card.covers.join(","))),
        ("prompt", column(|card| card.prompt.clone())),
        ("context", column(|card| card.context.clone())),
        ("note", column(|card| card.note.clone())),
        ("source", column(|card| card.source.clone())),
        (
            "allow",
            column(|card| card.allow.iter().map(allow).collect::<Vec<_>>().join("; ")),
        ),
        ("was", column(|card| card.was.join(","))),
    ]
}
