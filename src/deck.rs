//! What is asked: decks, cards, the items they give, and the two spellings of a deck file.
//!
//! A deck is text that somebody else wrote. Everything here takes bytes or strings as values and returns what could be
//! understood of them together with every problem: one bad card never blocks the rest. Nothing here reads a file.

pub mod asked;
pub mod check;
pub mod cloze;
pub mod collection;
pub mod coverage;
pub mod fields;
pub mod format;
pub mod furigana;
pub mod id;
pub mod item;
pub mod json;
pub mod keyword;
pub mod look_alike;
pub mod markdown;
pub mod problem;
pub mod rule;
pub mod stats;
pub mod template;
pub mod text;

mod build;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use build::build_card;
pub use fields::Places;
pub use format::Loaded;
pub use id::{CardId, DeckId};
pub use item::{Facet, Item};
pub use problem::{Level, Position, Problem};
pub use text::{RawText, SafeText};

/// The version of the deck model that this program writes and reads.
pub const DECK_FORMAT: u32 = 1;

/// A deck file holds at most this many bytes.
pub const DECK_BYTES_LIMIT: u64 = 8 * 1024 * 1024;

/// A deck holds at most this many cards.
pub const DECK_CARDS_LIMIT: usize = 20_000;

/// The areas of the coverage table, with the words that the screens use.
pub const AREAS: [(&str, &str); 12] = [
    ("SD", "System design"),
    ("MQ", "Messaging and real time"),
    ("RL", "Reliability"),
    ("DB", "Data stores"),
    ("AP", "APIs and security"),
    ("QA", "Quality and delivery"),
    ("LG", "Languages"),
    ("CL", "Cloud"),
    ("LD", "Leading"),
    ("PE", "People and process"),
    ("JP", "Japanese"),
    ("CR", "Career"),
];

/// The words for an area, or the area itself where it is none of ours.
pub fn area_title(area: &str) -> &str {
    AREAS
        .iter()
        .find(|(code, _)| *code == area)
        .map_or(area, |(_, title)| title)
}

/// One file of cards with an id: the unit that people share.
#[derive(Clone, Debug, PartialEq)]
pub struct Deck {
    /// The name that progress hangs on.
    pub id: DeckId,
    /// What the deck is called on screen.
    pub title: RawText,
    /// The area of its cards where they name none; empty if it has none.
    pub area: String,
    /// The language of its prompts, for example `en`.
    pub language: RawText,
    /// Who wrote it.
    pub authors: Vec<RawText>,
    /// An SPDX name.
    pub license: RawText,
    /// Prose before the first card.
    pub description: RawText,
    /// The cards in the order of the file.
    pub cards: Vec<Card>,
}

/// What an author writes: one question, or a word with its facets, or a task to speak about.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Unique in its deck.
    pub id: CardId,
    /// Two-letter topic group; empty where the card takes its deck's.
    pub area: String,
    /// What to learn first; `None` where the author did not say.
    pub tier: Option<Tier>,
    /// Rows of the coverage table.
    pub covers: Vec<String>,
    /// The question, one line of Markdown. Empty for vocabulary.
    pub prompt: RawText,
    /// The rest of the prompt.
    pub context: RawText,
    /// A nudge that gives nothing away.
    pub hint: RawText,
    /// What is shown after the answer.
    pub note: RawText,
    /// Where a reader can look the fact up.
    pub source: RawText,
    /// Rules that the author lets stand, with the reason.
    pub allow: Vec<Allow>,
    /// Earlier names of this card: `card` or `deck/card`.
    pub was: Vec<String>,
    /// What belongs to the kind.
    pub body: Body,
    /// Where the card and its fields stand in their file.
    pub places: Places,
}

/// Which cards are learnt first when there are only days.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// To know if there are only days.
    Core,
    /// Everything else.
    More,
}

/// A rule that an author lets stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Allow {
    /// The name of the rule.
    pub rule: String,
    /// Why it may stand.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// The nine kinds of card.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A question with one short answer.
    Recall,
    /// A sentence with gaps.
    Cloze,
    /// A word with meaning, reading and recall.
    Vocab,
    /// A number with unit and tolerance.
    Estimate,
    /// Two or more options and a decision, spoken.
    Compare,
    /// An open question, spoken.
    Open,
    /// A timed design exercise in phases.
    Design,
    /// An incident whose phases reveal data.
    Scenario,
    /// A behavioural prompt, answered in STAR.
    Story,
}

impl Kind {
    /// All kinds in the order of the model.
    pub const ALL: [Self; 9] = [
        Self::Recall,
        Self::Cloze,
        Self::Vocab,
        Self::Estimate,
        Self::Compare,
        Self::Open,
        Self::Design,
        Self::Scenario,
        Self::Story,
    ];

    /// The name in deck files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Recall => "recall",
            Self::Cloze => "cloze",
            Self::Vocab => "vocab",
            Self::Estimate => "estimate",
            Self::Compare => "compare",
            Self::Open => "open",
            Self::Design => "design",
            Self::Scenario => "scenario",
            Self::Story => "story",
        }
    }

    /// Finds a kind by its name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether the kind is spoken and scored on a rubric; the others are scheduled item by item.
    pub fn is_spoken(self) -> bool {
        matches!(
            self,
            Self::Compare | Self::Open | Self::Design | Self::Scenario | Self::Story
        )
    }

    /// Whether the kind has phases.
    pub fn has_phases(self) -> bool {
        matches!(self, Self::Design | Self::Scenario)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// What belongs to the kind of a card.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// A question with one short answer.
    Recall {
        /// The answer, Markdown.
        answer: RawText,
    },
    /// The gaps stand in the prompt.
    Cloze,
    /// A word.
    Vocab(Box<Vocab>),
    /// A number.
    Estimate(Box<Estimate>),
    /// One of the five spoken kinds.
    Spoken(Box<Spoken>),
}

/// A word or a phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocab {
    /// The word as it is written.
    pub term: RawText,
    /// Other ways to write it.
    pub spellings: Vec<RawText>,
    /// Its reading in kana.
    pub reading: RawText,
    /// Other readings.
    pub alternates: Vec<RawText>,
    /// Meanings: the first is shown, all are accepted.
    pub meaning: Vec<RawText>,
    /// More meanings that are accepted and not shown.
    pub accept: Vec<RawText>,
    /// Meanings that look right and are not.
    pub reject: Vec<RawText>,
    /// A sentence that holds the term, with furigana as `漢字[かな]`.
    pub example: RawText,
    /// The sentence in the language of the deck.
    pub translation: RawText,
    /// A phrase: spoken, self-graded, one item.
    pub speech: bool,
}

/// A number that is worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The number, over 0.
    pub answer: f64,
    /// Its unit.
    pub unit: RawText,
    /// A typed number within this factor is right; over 1.
    pub within: f64,
    /// The way to the number, one line a step.
    pub steps: Vec<RawText>,
    /// Minutes to work it out, if the author says.
    pub minutes: Option<u32>,
}

/// A task to speak about, scored on a rubric.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoken {
    /// Which of the five kinds.
    pub kind: Kind,
    /// Minutes for the whole.
    pub minutes: Option<u32>,
    /// Weighted points; the weights sum to 100.
    pub rubric: Vec<Point>,
    /// What is asked afterwards.
    pub followups: Vec<FollowUp>,
    /// A model answer, Markdown.
    pub model: RawText,
    /// What is compared.
    pub options: Vec<RawText>,
    /// The parts of a design or scenario.
    pub phases: Vec<Phase>,
}

/// A point of a rubric.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Its share of 100.
    pub weight: u32,
    /// What is scored.
    pub point: RawText,
    /// What is said or done for the whole weight.
    pub full: RawText,
    /// What is said or done for half of it.
    pub partial: RawText,
    /// Outer: all of them; inner: any of them.
    pub keywords: Vec<Vec<RawText>>,
    /// The phase it belongs to; for a story one of S T A R L.
    pub phase: RawText,
    /// Cards to review when the point was missed: `card` or `deck/card`.
    pub review: Vec<String>,
    /// Its line in the file; 0 where the spelling does not tell.
    pub line: u32,
}

/// A part of a design or scenario with its own clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phase {
    /// Its name.
    pub title: RawText,
    /// Its minutes.
    pub minutes: u32,
    /// What is shown when it begins, Markdown.
    pub reveal: RawText,
}

/// A question that follows a spoken answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// The question.
    pub text: RawText,
    /// Whether it comes in the middle of a round and changes the task.
    pub change: bool,
}

impl Card {
    /// Where the card begins in its file.
    pub fn position(&self) -> Position {
        self.places.card
    }

    /// The kind of the card.
    pub fn kind(&self) -> Kind {
        match &self.body {
            Body::Recall { .. } => Kind::Recall,
            Body::Cloze => Kind::Cloze,
            Body::Vocab(_) => Kind::Vocab,
            Body::Estimate(_) => Kind::Estimate,
            Body::Spoken(spoken) => spoken.kind,
        }
    }

    /// What names the card on screen: its prompt, or the term of a word.
    pub fn heading(&self) -> &RawText {
        match &self.body {
            Body::Vocab(vocab) => &vocab.term,
            _ => &self.prompt,
        }
    }
}

impl Deck {
    /// The area of a card: its own, or its deck's.
    pub fn area_of<'a>(&'a self, card: &'a Card) -> &'a str {
        if card.area.is_empty() {
            &self.area
        } else {
            &card.area
        }
    }

    /// The tier of every card: a deck in which no card says `core` counts as all core.
    pub fn says_core(&self) -> bool {
        self.cards.iter().any(|card| card.tier == Some(Tier::Core))
    }

    /// `deck/card`, the key of a card.
    pub fn card_key(&self, card: &Card) -> String {
        format!("{}/{}", self.id, card.id)
    }
}
