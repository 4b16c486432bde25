//! The fields of a deck file as they stand in it, before anything is checked: what both spellings are read into and written
//! from. Names and order are those of FORMATS section 1.1; absent means empty.
//!
//! This is also what `deck schema` describes. Nothing here judges a value.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use super::{Allow, Body, Card, Deck, Kind, Position, RawText, Tier};

/// A deck with its fields in the order of the model.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[schemars(title = "mensetsu deck", deny_unknown_fields)]
pub struct DeckFields {
    /// The version of this model.
    #[schemars(range(min = 1, max = 1))]
    pub format: u32,
    /// `[a-z0-9][a-z0-9._-]{0,63}`; progress hangs on it.
    #[schemars(regex(pattern = r"^[a-z0-9][a-z0-9._-]{0,63}$"))]
    pub id: String,
    /// What the deck is called.
    pub title: String,
    /// Two-letter area of its cards where they name none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// Language of the prompts.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// An SPDX name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub license: String,
    /// Prose about the deck, Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The cards.
    pub cards: Vec<CardFields>,
}

/// A card with the fields of all kinds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct CardFields {
    /// Unique in the deck: letters, digits, `-` `_` `.`, at most 64.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// One of the nine kinds; recall where absent.
    #[schemars(with = "Option<Kind>")]
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Two-letter area, where it is not the deck's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// `core` or `more`.
    #[schemars(with = "Option<Tier>")]
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tier: String,
    /// Rows of the coverage table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<String>,
    /// The question, one line. A cloze card has its gaps here: `{{text}}`, `{{text::hint}}`, `{{c2::text}}`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub prompt: String,
    /// The rest of the prompt, Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub context: String,
    /// A nudge.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// Shown after the answer, Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Where the fact can be looked up.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Rules that may stand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<Allow>,
    /// Earlier names: `card` or `deck/card`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<String>,

    /// The answer: text for recall, a number over 0 for estimate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerField>,

    /// The word.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub term: String,
    /// Other ways to write the word.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spellings: Vec<String>,
    /// Its reading in kana.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reading: String,
    /// Other readings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternates: Vec<String>,
    /// Meanings; the first is shown, all are accepted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub meaning: Vec<String>,
    /// Accepted and not shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<String>,
    /// Looks right and is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reject: Vec<String>,
    /// A sentence that holds the term; furigana as `漢字[かな]`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub example: String,
    /// What the sentence says.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub translation: String,
    /// A phrase: spoken and self-graded, one item.
    #[serde(skip_serializing_if = "is_false")]
    pub speech: bool,

    /// The unit of the number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// A number within this factor is right; over 1.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "number_or_null"
    )]
    pub within: Option<f64>,
    /// The way to the number.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// Minutes for the card.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,

    /// What is compared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// The parts of a design or scenario.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<PhaseFields>,
    /// Weighted points; the weights sum to 100.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rubric: Vec<PointFields>,
    /// Questions afterwards.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub followups: Vec<FollowUpFields>,
    /// A model answer, Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub model: String,

    /// Where the fields stand in the file.
    #[serde(skip)]
    #[schemars(skip)]
    pub places: Places,
}

/// An answer: text or a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum AnswerField {
    /// Of an estimate.
    #[serde(serialize_with = "number")]
    Number(f64),
    /// Of a recall card.
    Text(String),
}

/// A point of a rubric.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct PointFields {
    /// Its share of 100.
    pub weight: u32,
    /// What is scored.
    pub point: String,
    /// What is said or done for the whole weight.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub full: String,
    /// What is said or done for half of it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub partial: String,
    /// Outer: all; inner: any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<Vec<String>>,
    /// The phase; for a story S T A R or L.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phase: String,
    /// Cards to review when it was missed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub review: Vec<String>,
    /// The line of the point.
    #[serde(skip)]
    #[schemars(skip)]
    pub line: u32,
}

/// A part of a design or scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct PhaseFields {
    /// Its name.
    pub title: String,
    /// Its minutes.
    pub minutes: u32,
    /// What is shown when it begins, Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reveal: String,
    /// The line of the phase.
    #[serde(skip)]
    #[schemars(skip)]
    pub line: u32,
}

/// A question that follows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct FollowUpFields {
    /// The question.
    pub text: String,
    /// Whether it changes the task in the middle of a round.
    #[serde(skip_serializing_if = "is_false")]
    pub change: bool,
}

/// Where a card and its fields stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// Where the card begins.
    pub card: Position,
    /// Where its fields begin, by name.
    pub fields: Vec<(&'static str, u32)>,
    /// Whether a field stands in one line of the file however many its text has, as in JSON.
    pub is_json: bool,
}

impl Places {
    /// Where a field begins; the card's own place where the spelling does not tell.
    pub fn of(&self, field: &str) -> Position {
        self.fields
            .iter()
            .find(|(name, _)| *name == field)
            .map_or(self.card, |(_, line)| Position::line(*line))
    }

    /// Notes the line at which a field begins; the first note counts.
    pub fn note(&mut self, field: &'static str, line: u32) {
        if self.fields.iter().all(|(name, _)| *name != field) {
            self.fields.push((field, line));
        }
    }
}

impl DeckFields {
    /// The fields of a deck, as they are written.
    pub fn of(deck: &Deck) -> Self {
        Self {
            format: super::DECK_FORMAT,
            id: deck.id.to_string(),
            title: text(&deck.title),
            area: deck.area.clone(),
            language: text(&deck.language),
            authors: texts(&deck.authors),
            license: text(&deck.license),
            description: text(&deck.description),
            cards: deck
                .cards
                .iter()
                .map(|card| CardFields::of(card, &deck.area))
                .collect(),
        }
    }
}

impl CardFields {
    /// The fields of a card in a deck of that area, as they are written.
    pub fn of(card: &Card, deck_area: &str) -> Self {
        let mut fields = Self {
            id: card.id.to_string(),
            kind: card.kind().name().to_owned(),
            area: if card.area == deck_area {
                String::new()
            } else {
                card.area.clone()
            },
            tier: match card.tier {
                None => String::new(),
                Some(Tier::Core) => "core".to_owned(),
                Some(Tier::More) => "more".to_owned(),
            },
            covers: card.covers.clone(),
            prompt: text(&card.prompt),
            context: text(&card.context),
            hint: text(&card.hint),
            note: text(&card.note),
            source: text(&card.source),
            allow: card.allow.clone(),
            was: card.was.clone(),
            ..Self::default()
        };
        fields.places.card = card.position();
        fields.take_body(&card.body);
        fields
    }

    fn take_body(&mut self, body: &Body) {
        match body {
            Body::Recall { answer } => self.answer = Some(AnswerField::Text(text(answer))),
            Body::Cloze => {}
            Body::Vocab(vocab) => {
                self.term = text(&vocab.term);
                self.spellings = texts(&vocab.spellings);
                self.reading = text(&vocab.reading);
                self.alternates = texts(&vocab.alternates);
                self.meaning = texts(&vocab.meaning);
                self.accept = texts(&vocab.accept);
                self.reject = texts(&vocab.reject);
                self.example = text(&vocab.example);
                self.translation = text(&vocab.translation);
                self.speech = vocab.speech;
            }
            Body::Estimate(estimate) => {
                self.answer = Some(AnswerField::Number(estimate.answer));
                self.unit = text(&estimate.unit);
                self.within = Some(estimate.within);
                self.steps = texts(&estimate.steps);
                self.minutes = estimate.minutes;
            }
            Body::Spoken(spoken) => {
                self.minutes = spoken.minutes;
                self.options = texts(&spoken.options);
                self.phases = spoken.phases.iter().map(PhaseFields::of).collect();
                self.rubric = spoken.rubric.iter().map(PointFields::of).collect();
                self.followups = spoken
                    .followups
                    .iter()
                    .map(|followup| FollowUpFields {
                        text: text(&followup.text),
                        change: followup.change,
                    })
                    .collect();
                self.model = text(&spoken.model);
            }
        }
    }
}

impl PhaseFields {
    fn of(phase: &super::Phase) -> Self {
        Self {
            title: text(&phase.title),
            minutes: phase.minutes,
            reveal: text(&phase.reveal),
            line: 0,
        }
    }
}

impl PointFields {
    fn of(point: &super::Point) -> Self {
        Self {
            weight: point.weight,
            point: text(&point.point),
            full: text(&point.full),
            partial: text(&point.partial),
            keywords: point.keywords.iter().map(|group| texts(group)).collect(),
            phase: text(&point.phase),
            review: point.review.clone(),
            line: 0,
        }
    }
}

fn text(raw: &RawText) -> String {
    raw.source().to_owned()
}

fn texts(raw: &[RawText]) -> Vec<String> {
    raw.iter().map(text).collect()
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes fields by reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

/// Writes whole numbers without `.0`, so that both spellings give the same bytes.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes fields by reference"
)]
fn number<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53: every whole number below it is exact in f64
    if value.fract() == 0.0 && value.abs() < EXACT {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

#[expect(clippy::ref_option, reason = "serde passes fields by reference")]
fn number_or_null<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => number(value, serializer),
        None => serializer.serialize_none(),
    }
}
