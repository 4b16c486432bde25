//! The JSON spelling of a deck. Cards are read one by one, so that one bad card costs one card.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    Deck, Position, Problem, RawText,
    build::nearest,
    fields::{CardFields, DeckFields},
    format::{build_cards, check_deck_fields, deck_id, limit_cards, report_lossy_fields},
    markdown::LineIndex,
    problem,
};

/// The deck around its cards. A field that is given as null counts as absent.
#[derive(Deserialize)]
struct Envelope<'a> {
    format: Option<u32>,
    id: Option<String>,
    title: Option<String>,
    area: Option<String>,
    language: Option<String>,
    authors: Option<Vec<String>>,
    license: Option<String>,
    description: Option<String>,
    #[serde(borrow)]
    cards: Option<Vec<&'a RawValue>>,
}

const DECK_KEYS: [&str; 9] = [
    "format",
    "id",
    "title",
    "area",
    "language",
    "authors",
    "license",
    "description",
    "cards",
];

const CARD_KEYS: [&str; 32] = [
    "id",
    "kind",
    "area",
    "tier",
    "covers",
    "prompt",
    "context",
    "hint",
    "note",
    "source",
    "allow",
    "was",
    "answer",
    "term",
    "spellings",
    "reading",
    "alternates",
    "meaning",
    "accept",
    "reject",
    "example",
    "translation",
    "speech",
    "unit",
    "within",
    "steps",
    "minutes",
    "options",
    "phases",
    "rubric",
    "followups",
    "model",
];

/// So many unknown keys of one object are told: one more than problems are, so that the last says that there are others.
const KEYS_TOLD: usize = problem::TOLD + 1;

/// The keys of the objects that stand in lists of a card.
const NESTED_KEYS: [(&str, &[&str]); 4] = [
    ("allow", &["rule", "reason"]),
    ("phases", &["title", "minutes", "reveal"]),
    (
        "rubric",
        &[
            "weight", "point", "full", "partial", "keywords", "phase", "review",
        ],
    ),
    ("followups", &["text", "change"]),
];

/// Loads a JSON deck. `stem` is the name of its file without the ending.
pub fn load(source: &str, stem: &str, problems: &mut Vec<Problem>) -> Option<Deck> {
    if source.trim_start().starts_with(['[', '"']) {
        let message = "a deck is an object with fields";
        problems.push(Problem::new("bad-json", Position::line(1), message));
        return None;
    }
    let envelope = match serde_json::from_str::<Envelope<'_>>(source) {
        Ok(envelope) => envelope,
        Err(error) => {
            problems.push(unreadable(source, &error));
            return None;
        }
    };
    let lines = LineIndex::new(source);
    report_unknown_deck_keys(source, &lines, problems);
    let top = Position::line(1);
    match envelope.format {
        Some(super::DECK_FORMAT) => {}
        Some(other) => {
            problems.push(Problem::new(
                "unknown-version",
                top,
                format!("the deck says format {other}"),
            ));
        }
        None => {
            let problem = Problem::new("missing-field", top, "the deck does not say its format");
            problems.push(
                problem
                    .at_level(super::Level::Error)
                    .with_fix("write \"format\": 1"),
            );
        }
    }
    let id = deck_id(
        envelope.id.as_deref().unwrap_or_default().trim(),
        stem,
        top,
        problems,
    );
    let title = envelope.title.unwrap_or_default();
    let area = envelope.area.unwrap_or_default().trim().to_owned();
    check_deck_fields(&id, &title, &area, top, problems);
    let title = if title.trim().is_empty() {
        id.as_str()
    } else {
        title.trim()
    };
    let text = |text: Option<String>| RawText::new(text.unwrap_or_default().trim());
    let mut cards = envelope.cards.unwrap_or_default();
    limit_cards(&mut cards, problems);
    let cards = cards
        .into_iter()
        .filter_map(|raw| card(source, raw, &lines, problems))
        .collect();
    let authors = envelope.authors.unwrap_or_default();
    let deck = Deck {
        title: RawText::new(title),
        area,
        language: text(envelope.language),
        authors: authors
            .iter()
            .map(|name| RawText::new(name.trim()))
            .filter(|name| !name.is_blank())
            .collect(),
        license: text(envelope.license),
        description: RawText::new(&envelope.description.unwrap_or_default()),
        cards: build_cards(cards, problems),
        id,
    };
    report_lossy_fields(&deck, problems);
    Some(deck)
}

/// The fields of the cards of a JSON deck, unchecked; `None` where the deck cannot be read.
pub fn read_cards(source: &str) -> Option<Vec<CardFields>> {
    let envelope = serde_json::from_str::<Envelope<'_>>(source).ok()?;
    let lines = LineIndex::new(source);
    let cards = envelope.cards.unwrap_or_default();
    Some(
        cards
            .into_iter()
            .filter_map(|raw| card(source, raw, &lines, &mut Vec::new()))
            .collect(),
    )
}

/// Writes a deck, indented by two spaces, with a newline at its end.
pub fn write(deck: &DeckFields) -> String {
    serde_json::to_string_pretty(deck).unwrap_or_default() + "\n"
}

fn unreadable(source: &str, error: &serde_json::Error) -> Problem {
    let position = Position {
        line: error.line().max(1) as u32,
        column: error.column().max(1) as u32,
    };
    let message = if source.trim().is_empty() {
        "the file is empty".to_owned()
    } else {
        plain(error)
    };
    Problem::new("bad-json", position, message)
}

/// The message of a JSON error without its place, which the problem carries itself.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split_once(" at line ")
        .map_or(text.clone(), |(message, _)| message.to_owned())
}

fn card(
    source: &str,
    raw: &RawValue,
    lines: &LineIndex,
    problems: &mut Vec<Problem>,
) -> Option<CardFields> {
    let text = raw.get();
    // The raw value is a slice of the source, so the difference of the addresses is its offset.
    let offset = (text.as_ptr() as usize).saturating_sub(source.as_ptr() as usize);
    let place = lines.position(source, offset);
    if !text.starts_with('{') {
        problems.push(Problem::new(
            "unreadable-card",
            place,
            "a card is an object with fields",
        ));
        return None;
    }
    let mut fields = match serde_json::from_str::<CardFields>(text) {
        Ok(fields) => fields,
        Err(error) => {
            let position = place.below(error.line().saturating_sub(1) as u32);
            problems.push(
                Problem::new("unreadable-card", position, plain(&error)).of_card(&id_of(text)),
            );
            return None;
        }
    };
    fields.places.card = place;
    fields.places.is_json = true;
    if fields.kind.is_empty() {
        "recall".clone_into(&mut fields.kind);
    }
    let keys = top_level_keys(text);
    let mut strange = 0;
    for (key, at) in &keys {
        if let Some(known) = CARD_KEYS.into_iter().find(|known| known == key) {
            fields.places.note(known, lines.line(offset + at));
        } else if strange < KEYS_TOLD {
            strange += 1;
            let position = Position::line(lines.line(offset + at));
            problems.push(
                Problem::new("unknown-key", position, unknown(key, "card", &CARD_KEYS))
                    .of_card(&fields.id),
            );
        }
    }
    if keys
        .iter()
        .any(|(key, _)| NESTED_KEYS.iter().any(|(list, _)| list == key))
    {
        report_unknown_nested_keys(text, place, &fields.id, problems);
    }
    Some(fields)
}

/// The id of a card that cannot be read otherwise.
fn id_of(text: &str) -> String {
    #[derive(Deserialize)]
    struct OnlyId<'a> {
        #[serde(borrow)]
        id: Cow<'a, str>,
    }
    serde_json::from_str::<OnlyId<'_>>(text).map_or(String::new(), |card| card.id.into_owned())
}

fn report_unknown_deck_keys(source: &str, lines: &LineIndex, problems: &mut Vec<Problem>) {
    let keys = top_level_keys(source);
    let strange = keys.iter().filter(|(key, _)| !DECK_KEYS.contains(key));
    for (key, offset) in strange.take(KEYS_TOLD) {
        let position = lines.position(source, *offset);
        problems.push(Problem::new(
            "unknown-key",
            position,
            unknown(key, "deck", &DECK_KEYS),
        ));
    }
}

/// Writes an id into the object that begins at a byte offset: in the place of an empty one, or as its first key.
pub fn insert_id(source: &mut String, offset: usize, id: &str) -> Option<()> {
    let length = {
        let mut cards = serde_json::Deserializer::from_str(&source[offset..])
            .into_iter::<serde::de::IgnoredAny>();
        cards.next()?.ok()?;
        cards.byte_offset()
    };
    let card = &source[offset..offset + length];
    if let Some(written) = with_deck_id(card, id) {
        source.replace_range(offset..offset + length, &written);
        return Some(());
    }
    let inside = &card[1..];
    let key = format!("\"id\": \"{id}\"");
    // Set like the key that follows: on a line of its own, or beside it.
    let gap: String = inside.chars().take_while(|c| c.is_whitespace()).collect();
    let text = if gap.contains('\n') {
        format!("{gap}{key},")
    } else {
        format!("{key}, ")
    };
    source.insert_str(offset + 1, &text);
    Some(())
}

/// The text of a JSON deck with another id; `None` where it has none that could be replaced.
pub fn with_deck_id(source: &str, id: &str) -> Option<String> {
    let (_, key) = top_level_keys(source)
        .into_iter()
        .find(|(key, _)| *key == "id")?;
    let after = key + source[key..].find(':')? + 1;
    let value = after + source[after..].find(|c: char| !c.is_whitespace())?;
    let mut end = value + 1;
    if source[value..].starts_with('"') {
        while source.as_bytes().get(end)? != &b'"' {
            end += if source.as_bytes()[end] == b'\\' {
                2
            } else {
                1
            };
        }
        end += 1;
    } else {
        end = value + source[value..].find([',', '}', '\n'])?;
    }
    Some(format!("{}\"{id}\"{}", &source[..value], &source[end..]))
}

fn report_unknown_nested_keys(text: &str, place: Position, id: &str, problems: &mut Vec<Problem>) {
    // A value nested too deep for this is one that no known key can hold.
    let Ok(serde_json::Value::Object(card)) = serde_json::from_str(text) else {
        return;
    };
    let mut report = |key: &str, of: &str, known: &[&str]| {
        let lines = text
            .find(&format!("\"{key}\""))
            .map_or(0, |at| text[..at].matches('\n').count());
        let problem = Problem::new(
            "unknown-key",
            place.below(lines as u32),
            unknown(key, of, known),
        );
        problems.push(problem.of_card(id));
    };
    for (list, known) in NESTED_KEYS {
        let entries = card
            .get(list)
            .and_then(serde_json::Value::as_array)
            .into_iter()
            .flatten();
        let keys = entries
            .filter_map(serde_json::Value::as_object)
            .flat_map(serde_json::Map::keys);
        for key in keys
            .filter(|key| !known.contains(&key.as_str()))
            .take(KEYS_TOLD)
        {
            report(key, list, known);
        }
    }
}

/// The keys of an object of valid JSON, without those of objects inside it, each with its byte offset.
fn top_level_keys(text: &str) -> Vec<(&str, usize)> {
    let mut keys = Vec::new();
    let mut depth = 0_usize;
    let mut string: Option<usize> = None;
    let mut last: Option<(usize, usize)> = None;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match (string, byte) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(start), b'"') => {
                last = Some((start, at));
                string = None;
            }
            (Some(_), _) => {}
            (None, b'"') => string = Some(at),
            (None, b'{' | b'[') => depth += 1,
            (None, b'}' | b']') => depth = depth.saturating_sub(1),
            (None, b':') if depth == 1 => {
                if let Some((start, end)) = last {
                    keys.push((&text[start + 1..end], start));
                }
            }
            (None, _) => {}
        }
    }
    keys
}

fn unknown(key: &str, of: &str, known: &[&str]) -> String {
    let hint = nearest(key, known.iter().copied())
        .map_or(String::new(), |near| format!("; did you mean {near}?"));
    format!("{key:?} is no field of a {of}{hint}")
}

#[cfg(test)]
mod tests;
