//! The keys of rows as they stand in the JSON.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A string that borrows from the row where it has no escapes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

/// The keys of every row and of reviews, in the order in which they are written.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Row<'a> {
    pub(super) v: u32,
    #[serde(borrow)]
    pub(super) d: Cow<'a, str>,
    pub(super) n: u64,
    pub(super) t: i64,
    pub(super) z: i32,
    #[serde(borrow)]
    pub(super) k: Cow<'a, str>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub(super) c: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) g: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ms: Option<u64>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub(super) h: Option<Text<'a>>,
    /// crc32 of the letters and digits of the answer; not in FORMATS, see `docs/journal.md`.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub(super) hl: Option<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub(super) a: Option<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub(super) r: Option<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub(super) o: Option<Text<'a>>,
}

/// A row as it is written: the keys of all kinds after the common ones.
#[derive(Serialize)]
pub(super) struct Written<'a> {
    #[serde(flatten)]
    pub(super) row: Row<'a>,
    #[serde(flatten)]
    pub(super) rare: Rare,
}

/// The keys of rare kinds. They are read in a second pass, so that reviews, by far the most rows, stay cheap.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Rare {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) p: Option<Vec<u8>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) said: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) by: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) due: Option<Vec<Box<str>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ph: Option<Vec<u64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) m: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) phase: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) of: Option<Of>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) why: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) on: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) state: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) time: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) track: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) round: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) company: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) off: Option<Vec<Box<str>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) decks: Option<Vec<Box<str>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) share: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) clear: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) result: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cards: Option<Vec<Box<str>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) story: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) meant: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) s: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) dif: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) last: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) from: Option<Box<str>>,
}

/// The row that an undo takes back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Of {
    pub(super) d: Box<str>,
    pub(super) n: u64,
    pub(super) x: Box<str>,
}
