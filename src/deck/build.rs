//! From fields as they stand in a file to a card that can be asked, with every problem on the way.
//!
//! Whatever can be asked loads. What this decides is only what FORMATS section 1.3 calls *skip*, and the errors about
//! structure; rules about wording live in `deck::check`.

mod body;

pub(super) use body::texts;

use super::text::FIELD_LIMIT;

use super::{
    AREAS, Allow, Card, Kind, Level, Position, Problem, RawText, Tier,
    fields::{AnswerField, CardFields},
    id::CardId,
};

/// Checks the fields of a card and makes the card; `None` where it cannot be asked.
///
/// Every problem is added to `problems` with the id of the card.
pub fn build_card(fields: CardFields, problems: &mut Vec<Problem>) -> Option<Card> {
    let mut builder = Builder {
        fields,
        found: Vec::new(),
    };
    let id = builder.id();
    let card = id.clone().and_then(|id| builder.card(id));
    let name = id.map_or_else(|| builder.fields.id.clone(), |id| id.to_string());
    problems.extend(
        builder
            .found
            .into_iter()
            .map(|problem| problem.of_card(&name)),
    );
    card
}

/// The fields of one card and the problems found in them so far.
struct Builder {
    fields: CardFields,
    found: Vec<Problem>,
}

impl Builder {
    fn report(&mut self, rule: &str, field: &str, message: impl AsRef<str>) {
        let position = self.fields.places.of(field);
        self.found.push(Problem::new(rule, position, message));
    }

    /// A problem because of which the card cannot be asked.
    fn skip<T>(&mut self, rule: &str, field: &str, message: impl AsRef<str>) -> Option<T> {
        let position = self.fields.places.of(field);
        self.found
            .push(Problem::new(rule, position, message).at_level(Level::Skip));
        None
    }

    fn id(&mut self) -> Option<CardId> {
        let given = self.fields.id.trim().to_owned();
        let is_word = self.fields.kind == Kind::Vocab.name();
        if given.is_empty() {
            let made = if is_word {
                CardId::made_from_term(&self.fields.term)
            } else {
                CardId::made_from(&self.fields.prompt)
            };
            return match made {
                Some(id) if is_word => Some(id),
                Some(id) => {
                    let fix =
                        format!("write {{#{id}}} after the prompt, or run `mensetsu deck fmt`");
                    let position = self.fields.places.card;
                    let message =
                        format!("the card has no id; it goes by {id}, made from its prompt");
                    self.found
                        .push(Problem::new("missing-id", position, message).with_fix(fix));
                    Some(id)
                }
                None if is_word => self.skip("missing-field", "term", "the row has no term"),
                None => self.skip(
                    "missing-field",
                    "prompt",
                    "the card has no prompt and no id",
                ),
            };
        }
        if let Some(id) = CardId::parse(&given) {
            return Some(id);
        }
        let message = format!("{given:?} cannot be an id");
        match CardId::made_from_term(&given) {
            Some(id) => {
                self.report(
                    "id-grammar",
                    "id",
                    format!("{message}; the card goes by {id}"),
                );
                Some(id)
            }
            None => self.skip("id-grammar", "id", message),
        }
    }

    fn card(&mut self, id: CardId) -> Option<Card> {
        let kind = self.kind()?;
        let tier = self.tier();
        let area = self.area();
        let prompt = self.one_line("prompt", |fields| &fields.prompt);
        if prompt.is_blank() && kind != Kind::Vocab {
            return self.skip("missing-field", "prompt", "the card has no prompt");
        }
        let context = RawText::new(&self.fields.context);
        let hint = self.one_line("hint", |fields| &fields.hint);
        let note = RawText::new(&self.fields.note);
        let source = self.one_line("source", |fields| &fields.source);
        let body = self.body(kind, &prompt)?;
        self.report_foreign_fields(kind);
        let card = Card {
            id,
            area,
            tier,
            covers: trimmed(&self.fields.covers),
            prompt,
            context,
            hint,
            note,
            source,
            allow: self.allow(),
            was: trimmed(&self.fields.was),
            body,
            places: std::mem::take(&mut self.fields.places),
        };
        self.report_altered_text(&card);
        Some(card)
    }

    fn kind(&mut self) -> Option<Kind> {
        let name = self.fields.kind.trim().to_owned();
        if name.is_empty() {
            return Some(Kind::Recall);
        }
        if let Some(kind) = Kind::from_name(&name) {
            return Some(kind);
        }
        let near = nearest(&name, Kind::ALL.iter().map(|kind| kind.name()));
        let hint = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
        self.skip(
            "unknown-kind",
            "kind",
            format!("{name:?} is no kind of card{hint}"),
        )
    }

    fn tier(&mut self) -> Option<Tier> {
        match self.fields.tier.trim() {
            "" => None,
            "core" => Some(Tier::Core),
            "more" => Some(Tier::More),
            other => {
                let message = format!("the tier is {other:?}, not core or more");
                self.report("bad-value", "tier", message);
                None
            }
        }
    }

    fn area(&mut self) -> String {
        let area = self.fields.area.trim().to_owned();
        if !area.is_empty() && !AREAS.iter().any(|(code, _)| *code == area) {
            self.report("unknown-area", "area", format!("{area:?} is no area"));
        }
        area
    }

    fn allow(&self) -> Vec<Allow> {
        let trim = |allow: &Allow| Allow {
            rule: allow.rule.trim().into(),
            reason: allow.reason.trim().into(),
        };
        self.fields
            .allow
            .iter()
            .map(trim)
            .filter(|allow| !allow.rule.is_empty())
            .collect()
    }

    /// A field that holds one line; several are joined and reported.
    fn one_line(&mut self, name: &str, field: impl Fn(&CardFields) -> &String) -> RawText {
        let text = field(&self.fields);
        let line = joined(text);
        if line.contains('\n') || text.trim().contains(['\n', '\r']) {
            self.report(
                "no-markdown-spelling",
                name,
                format!("{name} holds one line; here are several"),
            );
        }
        RawText::new(&line)
    }

    fn lines(&mut self, name: &str, texts: &[String]) -> Vec<RawText> {
        if texts.iter().any(|text| text.trim().contains(['\n', '\r'])) {
            self.report(
                "no-markdown-spelling",
                name,
                format!("an entry of {name} holds one line; here are several"),
            );
        }
        texts
            .iter()
            .map(|text| RawText::new(&joined(text)))
            .filter(|text| !text.is_blank())
            .collect()
    }

    /// Names fields that belong to another kind: they would be lost without a word.
    fn report_foreign_fields(&mut self, kind: Kind) {
        let fields = &self.fields;
        let word = kind == Kind::Vocab;
        let number = kind == Kind::Estimate;
        let spoken = kind.is_spoken();
        let texts = [
            ("term", &fields.term, word),
            ("reading", &fields.reading, word),
            ("example", &fields.example, word),
            ("translation", &fields.translation, word),
            ("unit", &fields.unit, number),
            ("model", &fields.model, spoken),
        ];
        let lists = [
            ("spellings", &fields.spellings, word),
            ("alternates", &fields.alternates, word),
            ("meaning", &fields.meaning, word),
            ("accept", &fields.accept, word),
            ("reject", &fields.reject, word),
            ("steps", &fields.steps, number),
            ("options", &fields.options, kind == Kind::Compare),
        ];
        let others = [
            (
                "answer",
                fields.answer.is_some(),
                kind == Kind::Recall || number,
            ),
            ("speech", fields.speech, word),
            ("within", fields.within.is_some(), number),
            ("minutes", fields.minutes.is_some(), number || spoken),
            ("phases", !fields.phases.is_empty(), kind.has_phases()),
            ("rubric", !fields.rubric.is_empty(), spoken),
            ("followups", !fields.followups.is_empty(), spoken),
        ];
        let texts = texts.map(|(name, text, fits)| (name, !text.trim().is_empty(), fits));
        let lists = lists.map(|(name, list, fits)| (name, !list.is_empty(), fits));
        let foreign: Vec<&str> = texts
            .into_iter()
            .chain(lists)
            .chain(others)
            .filter(|(_, set, fits)| *set && !fits)
            .map(|(name, ..)| name)
            .collect();
        for name in foreign {
            self.report(
                "unknown-key",
                name,
                format!("a card of the kind {kind} has no {name}"),
            );
        }
    }

    /// Names text that is not shown as it is written: unsafe characters, and what is over the limit of a field.
    fn report_altered_text(&mut self, card: &Card) {
        for (name, text) in texts(card) {
            if is_long(text) {
                let message = format!(
                    "{name} has {} characters; {FIELD_LIMIT} are shown",
                    text.source().chars().count()
                );
                let position = card.places.of(name);
                self.found
                    .push(Problem::new("field-too-long", position, message));
            }
            if let Some((offset, character)) = text.unsafe_character() {
                let mut position = card.places.of(name);
                if !card.places.is_json {
                    position.line += text.source()[..offset].matches('\n').count() as u32;
                }
                let message = format!("{name} holds U+{:04X}", u32::from(character));
                self.found
                    .push(Problem::new("unsafe-text", position, message));
            }
        }
    }
}

/// Whether a text holds more characters than a field may.
fn is_long(text: &RawText) -> bool {
    text.source().len() > FIELD_LIMIT && text.source().chars().count() > FIELD_LIMIT
}

/// Whether a field of a card holds more characters than a field may.
pub(super) fn has_long_field(card: &Card) -> bool {
    texts(card).into_iter().any(|(_, text)| is_long(text))
}

/// The nearest of some names, near enough to be a slip of the keys.
pub(super) fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    names
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Joins the lines of a text with spaces.
fn joined(text: &str) -> String {
    let text = text.trim();
    if !text.contains(['\n', '\r']) {
        return text.to_owned();
    }
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn trimmed(texts: &[String]) -> Vec<String> {
    texts
        .iter()
        .map(|text| RawText::new(text.trim()).source().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}

/// Whether a text is kana only, with the marks that readings use.
pub(super) fn is_kana(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| is_kana_mark(c) || c == ' ' || c == '\u{3000}')
        && text.chars().any(is_kana_mark)
}

/// Whether a character is a kana or a mark that readings use.
pub(super) fn is_kana_mark(character: char) -> bool {
    matches!(character, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' | '・' | '゛' | '゜')
}

impl Position {
    /// The place some lines further down, at the first column.
    pub fn below(self, lines: u32) -> Self {
        Self {
            line: self.line + lines,
            column: if lines == 0 { self.column } else { 1 },
        }
    }
}

/// The answer of a recall card as text.
fn answer_text(answer: Option<&AnswerField>) -> String {
    match answer {
        Some(AnswerField::Text(text)) => text.clone(),
        Some(AnswerField::Number(number)) => number.to_string(),
        None => String::new(),
    }
}
