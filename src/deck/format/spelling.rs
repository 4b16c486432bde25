//! What a JSON deck can hold and a Markdown deck cannot spell: the error `no-markdown-spelling`.
//!
//! The last word has the round trip itself: a card that does not come back from Markdown as it was is named.

use crate::deck::{
    Deck, Problem,
    fields::{CardFields, Places},
    markdown,
};

/// Names every field of a deck that would be lost or changed in Markdown.
pub fn report_lossy_fields(deck: &Deck, problems: &mut Vec<Problem>) {
    let top = crate::deck::Position::line(1);
    if let Some(why) = forbidden_line(deck.description.source()) {
        problems.push(Problem::new(
            "no-markdown-spelling",
            top,
            format!("description holds {why}"),
        ));
    }
    if !deck.description.is_blank() && !description_comes_back(deck.description.source()) {
        problems.push(Problem::new(
            "no-markdown-spelling",
            top,
            "description would not come back from Markdown as it is",
        ));
    }
    if !front_comes_back(deck) {
        let message = "a field of the deck holds a line break, or an author a comma";
        problems.push(Problem::new("no-markdown-spelling", top, message));
    }
    for card in &deck.cards {
        let fields = bare(CardFields::of(card, &deck.area));
        if is_plain(&fields) {
            continue;
        }
        let said = long_fields(&fields)
            .into_iter()
            .find_map(|(name, text)| Some((name, forbidden_line(text)?)));
        let message = match said {
            Some((name, why)) => Some(format!("{name} holds {why}")),
            None => changed_field(&fields)
                .map(|name| format!("{name} would not come back from Markdown as it is")),
        };
        if let Some(message) = message {
            let problem = Problem::new("no-markdown-spelling", card.position(), message);
            problems.push(problem.of_card(card.id.as_str()));
        }
    }
}

/// The fields without their places.
fn bare(mut fields: CardFields) -> CardFields {
    fields.places = Places::default();
    for point in &mut fields.rubric {
        point.line = 0;
    }
    for phase in &mut fields.phases {
        phase.line = 0;
    }
    fields
}

/// The fields that hold several lines of Markdown.
fn long_fields(fields: &CardFields) -> Vec<(&'static str, &str)> {
    let mut texts = vec![
        ("context", fields.context.as_str()),
        ("note", &fields.note),
        ("model", &fields.model),
    ];
    if let Some(crate::deck::fields::AnswerField::Text(answer)) = &fields.answer {
        texts.push(("answer", answer));
    }
    texts.extend(
        fields
            .phases
            .iter()
            .map(|phase| ("reveal", phase.reveal.as_str())),
    );
    texts
}

/// What a long field must not hold: a heading of level 1 to 3, a quote at the left edge, a `Source:` or `Allow:` line.
fn forbidden_line(text: &str) -> Option<&'static str> {
    markdown::structure(text)
}

/// Whether a card holds nothing that Markdown gives a meaning to, so that the round trip need not be tried.
fn is_plain(fields: &CardFields) -> bool {
    let harmless = |c: char| c.is_alphanumeric() || " .?!'\"()/%、。「」ー×·".contains(c);
    let texts = [
        &fields.prompt,
        &fields.context,
        &fields.hint,
        &fields.note,
        &fields.source,
    ];
    let answer = match &fields.answer {
        Some(crate::deck::fields::AnswerField::Text(answer)) => answer.as_str(),
        _ => "",
    };
    let area = fields.area.chars().all(|c| c.is_ascii_alphanumeric());
    let body = fields.kind == "recall" && area && fields.allow.is_empty() && fields.was.is_empty();
    let covers = fields
        .covers
        .iter()
        .all(|row| row.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    let starts = |text: &str| !text.starts_with(|c: char| c.is_numeric() || c == ' ');
    body && covers
        && texts
            .into_iter()
            .map(String::as_str)
            .chain([answer])
            .all(|t| starts(t) && t.chars().all(harmless))
}

/// Whether the front matter reads back as it is.
fn front_comes_back(deck: &Deck) -> bool {
    let bare = Deck {
        cards: Vec::new(),
        description: crate::deck::RawText::default(),
        ..deck.clone()
    };
    let mut fields = crate::deck::fields::DeckFields::of(&bare);
    fields.cards.clear();
    let front = markdown::read(&markdown::write_deck(&fields), &mut Vec::new()).front;
    let said = (
        &front.title,
        &front.area,
        &front.language,
        &front.authors,
        &front.license,
    );
    said == (
        &fields.title,
        &fields.area,
        &fields.language,
        &fields.authors,
        &fields.license,
    )
}

/// Whether the prose before the first card reads back as it is and leaves the card after it alone.
fn description_comes_back(text: &str) -> bool {
    let source = format!("---\nid: a\ntitle: a\n---\n\n{text}\n\n## Q {{#q}}\n\nA.\n\n---\n");
    let read = markdown::read(&source, &mut Vec::new());
    crate::deck::RawText::new(&read.description).source() == text && read.cards.len() == 1
}

/// Writes a card, reads it back between two others, and names the first field that differs.
fn changed_field(fields: &CardFields) -> Option<String> {
    let before = "---\nid: a\ntitle: a\n---\n";
    // A `---` that the card leaves open reaches to the next one, in whatever card that stands.
    let after = "\n## The card that follows {#the-card-that-follows}\n\nIts answer.\n\n---\n";
    let source = format!("{before}\n{}{after}", markdown::write_card(fields));
    let mut problems = Vec::new();
    let mut cards = markdown::read(&source, &mut problems).cards;
    let follower = cards.pop();
    let intact =
        follower.is_some_and(|card| card.id == "the-card-that-follows") && cards.len() == 1;
    let card = cards
        .pop()
        .filter(|_| intact)
        .and_then(|card| crate::deck::build_card(card, &mut problems));
    let Some(card) = card else {
        return Some("a field".to_owned());
    };
    let back = bare(CardFields::of(&card, ""));
    if back == *fields
        && !problems
            .iter()
            .any(|problem| problem.rule.name == "unknown-section")
    {
        return None;
    }
    let pairs = (
        serde_json::to_value(fields).ok()?,
        serde_json::to_value(&back).ok()?,
    );
    let (Some(there), Some(back)) = (pairs.0.as_object(), pairs.1.as_object()) else {
        return None;
    };
    let keys = there.keys().chain(back.keys());
    let changed = keys
        .into_iter()
        .find(|key| there.get(*key) != back.get(*key));
    Some(changed.map_or_else(|| "a field".to_owned(), Clone::clone))
}
