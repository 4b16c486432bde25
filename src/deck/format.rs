//! Loading a deck file in either spelling, and the small changes that `deck fmt` writes.

mod spelling;

use std::collections::{HashMap, HashSet};

use super::{
    AREAS, Card, DECK_CARDS_LIMIT, Deck, DeckId, Kind, Level, Position, Problem,
    fields::{CardFields, DeckFields},
    id::folded,
    json, markdown, problem,
};

pub use spelling::report_lossy_fields;

/// How a deck file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// For people.
    Markdown,
    /// For exchange.
    Json,
}

/// What could be read of a deck file, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The deck, unless nothing of it could be read.
    pub deck: Option<Deck>,
    /// Every problem, in the order of the file.
    pub problems: Vec<Problem>,
}

impl Spelling {
    /// The spelling that the ending of a file name says.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension {
            "md" => Some(Self::Markdown),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// Loads a deck from the text of its file. `stem` is the file's name without its ending.
pub fn load(source: &str, spelling: Spelling, stem: &str) -> Loaded {
    let source = normal_lines(source);
    let mut problems = Vec::new();
    report_conflict_markers(&source, &mut problems);
    let deck = match spelling {
        Spelling::Markdown => Some(markdown::load(&source, stem, &mut problems)),
        Spelling::Json => json::load(&source, stem, &mut problems),
    };
    problems.sort_by_key(|problem| problem.position);
    problem::thin_out(&mut problems);
    Loaded { deck, problems }
}

/// The text without a byte order mark and with LF line ends.
pub fn normal_lines(source: &str) -> std::borrow::Cow<'_, str> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    if source.contains('\r') {
        source.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        source.into()
    }
}

/// Writes a deck in a spelling. JSON ends with a newline and is indented by two spaces.
pub fn write(deck: &Deck, spelling: Spelling) -> String {
    let fields = DeckFields::of(deck);
    match spelling {
        Spelling::Markdown => markdown::write_deck(&fields),
        Spelling::Json => json::write(&fields),
    }
}

/// The JSON Schema of a deck file, indented, with a newline at its end.
pub fn schema() -> String {
    let schema = schemars::schema_for!(DeckFields);
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// Writes missing ids into the text of a deck file and changes no other line; `None` where none is missing or where the
/// result would not be the same deck.
///
/// The ids are those that the loader made. A card whose made id another card has is left alone; `duplicate-id` names it.
pub fn with_ids(text: &str, spelling: Spelling) -> Option<String> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let has_returns = body.contains("\r\n");
    let source = body.replace("\r\n", "\n");
    if source.contains('\r') {
        return None;
    }
    let cards = match spelling {
        Spelling::Markdown => markdown::read(&source, &mut Vec::new()).cards,
        Spelling::Json => json::read_cards(&source)?,
    };
    let mut taken: HashSet<String> = HashSet::new();
    let mut written = source.clone();
    let lines = markdown::LineIndex::new(&source);
    // From the last card to the first, so that the places of those before stay what they are.
    let mut insertions: Vec<(usize, String)> = Vec::new();
    for card in cards.iter().filter(|card| card.kind != Kind::Vocab.name()) {
        let given = card.id.trim();
        let made = if given.is_empty() {
            super::CardId::made_from(&card.prompt)
        } else {
            super::CardId::parse(given)
        };
        let Some(id) = made else { continue };
        if taken.insert(folded(id.as_str())) && given.is_empty() {
            insertions.push((lines.offset(&source, card.places.card), id.to_string()));
        }
    }
    for (offset, id) in insertions.iter().rev() {
        match spelling {
            Spelling::Markdown => {
                let end = written[*offset..]
                    .find('\n')
                    .map_or(written.len(), |length| offset + length);
                let heading = heading_with_id(&written[*offset..end], id);
                written.replace_range(*offset..end, &heading);
            }
            Spelling::Json => json::insert_id(&mut written, *offset, id)?,
        }
    }
    let is_same = load(&written, spelling, "x")
        .deck
        .map(|deck| deck.cards.len());
    let was = load(&source, spelling, "x")
        .deck
        .map(|deck| deck.cards.len());
    if insertions.is_empty() || is_same != was {
        return None;
    }
    let written = if has_returns {
        written.replace('\n', "\r\n")
    } else {
        written
    };
    let mark = if body.len() < text.len() {
        "\u{feff}"
    } else {
        ""
    };
    Some(format!("{mark}{written}"))
}

/// A heading line with an id, in its attributes where it has some.
fn heading_with_id(line: &str, id: &str) -> String {
    let end = line.trim_end();
    let text = end.trim_start_matches(' ').trim_start_matches('#').trim();
    let heading = markdown::heading_attributes(text);
    let has_block = heading.kind.is_some() || !heading.values.is_empty();
    match end.rfind('{') {
        Some(open) if has_block => format!("{}#{id} {}", &end[..=open], &end[open + 1..]),
        _ => format!("## {} {{#{id}}}", heading.prompt),
    }
}

/// The id that a deck says, or one made from the name of its file.
pub(super) fn deck_id(
    said: &str,
    stem: &str,
    place: Position,
    problems: &mut Vec<Problem>,
) -> DeckId {
    if let Some(id) = DeckId::parse(said) {
        return id;
    }
    let id = DeckId::made_from(if said.is_empty() { stem } else { said });
    let problem = if said.is_empty() {
        let message = format!("the deck has no id; it goes by {id}, made from its file name");
        Problem::new("missing-field", place, message).at_level(Level::Error)
    } else {
        Problem::new(
            "id-grammar",
            place,
            format!("{said:?} cannot be the id of a deck; it goes by {id}"),
        )
    };
    problems.push(problem.with_fix(format!("write `id: {id}`")));
    id
}

/// Problems of the fields of a deck that are the same in both spellings.
pub(super) fn check_deck_fields(
    id: &DeckId,
    title: &str,
    area: &str,
    place: Position,
    problems: &mut Vec<Problem>,
) {
    if title.trim().is_empty() {
        let message = format!("the deck has no title; it is shown as {id}");
        problems.push(
            Problem::new("missing-field", place, message)
                .at_level(Level::Error)
                .with_fix("write `title: …`"),
        );
    }
    if !area.is_empty() && !AREAS.iter().any(|(code, _)| *code == area) {
        problems.push(Problem::new(
            "unknown-area",
            place,
            format!("{area:?} is no area"),
        ));
    }
}

/// Leaves out the cards over the limit before any work is done on them.
pub(super) fn limit_cards<T>(cards: &mut Vec<T>, problems: &mut Vec<Problem>) {
    if cards.len() > DECK_CARDS_LIMIT {
        let message = format!(
            "the deck has {} cards; {DECK_CARDS_LIMIT} are read",
            cards.len()
        );
        problems.push(Problem::new("too-large", Position::line(1), message));
        cards.truncate(DECK_CARDS_LIMIT);
    }
}

/// Makes cards of their fields; the first card of an id stays, later ones are named and left out.
pub(super) fn build_cards(mut fields: Vec<CardFields>, problems: &mut Vec<Problem>) -> Vec<Card> {
    limit_cards(&mut fields, problems);
    let mut lines: HashMap<String, u32> = HashMap::with_capacity(fields.len());
    let mut cards = Vec::with_capacity(fields.len());
    for fields in fields {
        let Some(card) = super::build_card(fields, problems) else {
            continue;
        };
        match lines.entry(folded(card.id.as_str())) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(card.position().line);
                cards.push(card);
            }
            std::collections::hash_map::Entry::Occupied(entry) => {
                let message = format!("the id {} stands already on line {}", card.id, entry.get());
                problems.push(
                    Problem::new("duplicate-id", card.position(), message)
                        .of_card(card.id.as_str()),
                );
            }
        }
    }
    cards
}

fn report_conflict_markers(source: &str, problems: &mut Vec<Problem>) {
    if !source.contains("<<<<<<< ") {
        return;
    }
    let markers = source.lines().enumerate().filter(|(_, line)| {
        line.starts_with("<<<<<<< ") || *line == "=======" || line.starts_with(">>>>>>> ")
    });
    for (index, line) in markers.take(problem::TOLD + 1) {
        let marker: String = line.chars().take(7).collect();
        let message = format!("{marker} is left of a merge");
        problems.push(Problem::new(
            "conflict-marker",
            Position::line(index as u32 + 1),
            message,
        ));
    }
}

#[cfg(test)]
mod tests;
