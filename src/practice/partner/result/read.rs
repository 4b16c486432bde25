//! Reading a result file: shape, format, limits, values; every fault is named.

use std::fmt;

use serde::Deserialize;

use super::{FILE_FORMAT, FILE_KIND, ID_START, ResultCard, ResultFile, block, line};
use crate::practice::partner::limits::{
    CARD_MS_LIMIT, CARDS_LIMIT, FILE_LIMIT, NAME_LIMIT, NOTES_LIMIT,
};

/// Something that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line and column, from 1, where the JSON itself is wrong.
    pub at: Option<(usize, usize)>,
    /// What, in a sentence without a full stop.
    pub text: String,
}

impl Fault {
    /// A fault of what the file says.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            at: None,
            text: text.into(),
        }
    }

    fn json(error: &serde_json::Error) -> Self {
        let at = (error.line().max(1), error.column().max(1));
        let whole = error.to_string();
        let text = whole
            .rsplit_once(" at line ")
            .map_or(&*whole, |(text, _)| text);
        Self {
            at: Some(at),
            text: line(text),
        }
    }
}

/// What stands after the name of the file: `:3:5: …`, or `: …` where it is of no place.
impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some((line, column)) => write!(formatter, ":{line}:{column}: {}", self.text),
            None => write!(formatter, ": {}", self.text),
        }
    }
}

/// What a file of any version says of itself.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Head {
    format: Option<f64>,
    kind: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Read {
    #[serde(rename = "format")]
    _format: f64,
    #[serde(rename = "kind")]
    _kind: String,
    id: Option<String>,
    track: Option<String>,
    round: Option<String>,
    date: String,
    candidate: Option<String>,
    partner: Option<String>,
    cards: Vec<ReadCard>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object for each card")]
struct ReadCard {
    card: String,
    rubric: String,
    points: Vec<Option<f64>>,
    notes: Option<Vec<Option<String>>>,
    heard: Option<String>,
    overall: Option<String>,
    prediction: Option<f64>,
    ms: Option<f64>,
    phase_ms: Option<Vec<f64>>,
}

/// Reads a file.
///
/// # Errors
/// Every fault that can be seen without decks. Where the JSON itself is wrong, the first one with its line and column.
pub fn parse(bytes: &[u8]) -> Result<ResultFile, Vec<Fault>> {
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(vec![Fault::new("the file is larger than 1 MiB")]);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let json = |error: serde_json::Error| vec![Fault::json(&error)];
    let head: Head = serde_json::from_slice(bytes).map_err(json)?;
    if head.kind.as_deref() != Some(FILE_KIND) {
        return Err(vec![Fault::new(kind_words(head.kind.as_deref()))]);
    }
    if head.format != Some(f64::from(FILE_FORMAT)) {
        let text = head.format.map_or_else(
            || "it does not say its format".to_owned(),
            |format| format!("format {format} is not one that this program knows; a later one may"),
        );
        return Err(vec![Fault::new(text)]);
    }
    let read: Read = serde_json::from_slice(bytes).map_err(json)?;
    let mut faults = Vec::new();
    let file = read.checked(&mut faults);
    if faults.is_empty() {
        Ok(file)
    } else {
        Err(faults)
    }
}

fn kind_words(kind: Option<&str>) -> String {
    match kind {
        Some(kind) if kind == crate::practice::partner::interview::PART_KIND => {
            "this interview is under way; the same mensetsu mock interview ends it on the partner's machine".to_owned()
        }
        _ => format!("this is no result of mensetsu mock interview: it has no \"kind\": \"{FILE_KIND}\""),
    }
}

impl Read {
    fn checked(self, faults: &mut Vec<Fault>) -> ResultFile {
        let mut named = |what: &str, text: Option<String>| {
            let text = line(&text.unwrap_or_default());
            if text.chars().count() > NAME_LIMIT {
                faults.push(Fault::new(format!(
                    "the {what} is longer than {NAME_LIMIT} characters"
                )));
            }
            text
        };
        let mut file = ResultFile {
            id: named("id", self.id),
            track: named("track", self.track),
            round: named("round", self.round),
            date: named("date", Some(self.date)),
            candidate: named("name of the candidate", self.candidate),
            partner: named("name of the partner", self.partner),
            cards: Vec::new(),
        };
        if !file.id.is_empty() && !is_id(&file.id) {
            faults.push(Fault::new(format!(
                "an id begins with {ID_START} and holds letters, digits, - and ."
            )));
        }
        let is_moment = file.date.parse::<jiff::Timestamp>().is_ok();
        let is_day = file.date.len() == 10 && file.day().is_some();
        if file.day().is_none() || !(is_moment || is_day) {
            faults.push(Fault::new(format!(
                "the date {:?} is no day and no time as in 2026-12-01T18:30:00+09:00",
                file.date
            )));
        }
        match self.cards.len() {
            0 => faults.push(Fault::new("it holds no card")),
            count if count > CARDS_LIMIT => faults.push(Fault::new(format!(
                "it holds {count} cards, more than the {CARDS_LIMIT} that an interview has at most"
            ))),
            _ => {}
        }
        for (index, card) in self.cards.into_iter().enumerate() {
            file.cards.push(card.checked(index + 1, faults));
        }
        if file.id.is_empty() {
            file.id = file.made_id();
        }
        file
    }
}

/// An id that was written by the program, or that somebody could have typed.
fn is_id(id: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
    id.strip_prefix(ID_START)
        .is_some_and(|rest| !rest.is_empty() && rest.chars().all(allowed))
}

impl ResultFile {
    /// The id of a file that has none: made of what it says, so that the same file has the same one.
    fn made_id(&self) -> String {
        format!("{ID_START}{:08x}", crc32fast::hash(self.text().as_bytes()))
    }
}

impl ReadCard {
    fn checked(self, number: usize, faults: &mut Vec<Fault>) -> ResultCard {
        let key = line(&self.card);
        let shown: String = key.chars().take(NAME_LIMIT).collect();
        let mut fault = |text: String| {
            faults.push(Fault::new(format!("card {number}, {shown}: {text}")));
        };
        if key.is_empty() {
            fault("it has no key".to_owned());
        }
        let rubric = u32::from_str_radix(&self.rubric, 16);
        let rubric = rubric.ok().filter(|_| is_crc(&self.rubric));
        if rubric.is_none() {
            fault("its rubric is not 8 hex digits".to_owned());
        }
        let mut points = Vec::new();
        for (index, value) in self.points.iter().enumerate() {
            let number = index + 1;
            match value {
                Some(value) if [0.0, 1.0, 2.0].contains(value) => points.push(*value as u8),
                Some(value) => fault(format!(
                    "point {number} is {value}; a point is 0 (missed), 1 (half) or 2 (full)"
                )),
                None => fault(format!("point {number} is not filled in")),
            }
        }
        let said = self.prediction.map(|said| whole(said, 100.0));
        if said == Some(None) {
            fault("a prediction is a whole number from 0 to 100, or null".to_owned());
        }
        let ms = whole(self.ms.unwrap_or_default(), CARD_MS_LIMIT as f64);
        let phases = self.phase_ms.unwrap_or_default();
        let phases: Option<Vec<u64>> = phases
            .iter()
            .map(|ms| whole(*ms, CARD_MS_LIMIT as f64))
            .collect();
        match (&ms, &phases) {
            (Some(ms), Some(phases)) if phases.iter().sum::<u64>() > *ms => {
                fault("its phases took longer than the whole".to_owned());
            }
            (Some(_), Some(_)) => {}
            _ => fault("a time is a whole number of milliseconds, at most a day".to_owned()),
        }
        let notes = self.notes.unwrap_or_default();
        if notes.len() > self.points.len() {
            fault("it has more notes than points".to_owned());
        }
        let note = |note: Option<String>| line(&note.unwrap_or_default());
        let card = ResultCard {
            card: key.clone(),
            rubric: rubric.unwrap_or_default(),
            points,
            notes: notes.into_iter().map(note).collect(),
            heard: block(&self.heard.unwrap_or_default()),
            overall: line(&self.overall.unwrap_or_default()),
            said: said.flatten().map(|said| said as u8),
            ms: ms.unwrap_or_default(),
            phases: phases.unwrap_or_default(),
        };
        let count: usize = card.texts().map(|text| text.chars().count()).sum();
        // Heads of the steps stand in what was heard and are no notes.
        if count > NOTES_LIMIT + HEADS_ROOM {
            fault(format!(
                "its notes are longer than {NOTES_LIMIT} characters together"
            ));
        }
        card
    }
}

/// Room for the titles of steps that stand between what was heard.
const HEADS_ROOM: usize = 4_000;

impl ResultCard {
    fn texts(&self) -> impl Iterator<Item = &str> {
        let notes = self.notes.iter().map(String::as_str);
        notes.chain([self.heard.as_str(), self.overall.as_str()])
    }
}

fn is_crc(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A whole number from 0 to a limit.
fn whole(value: f64, limit: f64) -> Option<u64> {
    (value.fract() == 0.0 && (0.0..=limit).contains(&value)).then_some(value as u64)
}
