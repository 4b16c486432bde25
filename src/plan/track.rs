//! Tracks: roles to interview for, with weights per area and rounds. The bundled ones are inside the program.
//!
//! A track file is text that somebody wrote: what is wrong in it becomes a sentence, and the rest is used. Nothing here
//! knows which cards there are.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::deck::{AREAS, Kind, RawText, SafeText};

const BUNDLED: &str = include_str!("tracks.json");

/// What the weights of a track sum to.
const WHOLE: f64 = 100.0;

/// A role.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: RawText,
    /// Per cent per area, 100 together, none negative. Empty where the track has none: all areas count the same.
    pub weights: BTreeMap<String, f64>,
    /// Its interviews.
    pub rounds: Vec<Round>,
}

/// One interview of a track.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: RawText,
    /// How long it takes.
    pub minutes: u32,
    /// The cards that it draws.
    pub draw: Vec<Draw>,
}

/// Some cards of one kind that a round draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// The kind.
    pub kind: Kind,
    /// How many.
    pub count: u32,
    /// From these areas; empty for any.
    pub areas: Vec<String>,
    /// About these rows of the coverage table; empty for any.
    pub covers: Vec<String>,
}

/// The tracks of a file, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TracksFile {
    /// The tracks that can be used.
    pub tracks: Vec<Track>,
    /// What was left out or changed, a sentence each.
    pub sentences: Vec<String>,
}

#[derive(Deserialize)]
struct FileEntry {
    tracks: Vec<Value>,
}

#[derive(Deserialize)]
struct TrackEntry {
    id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    weights: BTreeMap<String, Value>,
    #[serde(default)]
    rounds: Vec<Value>,
}

#[derive(Deserialize)]
struct RoundEntry {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    minutes: u32,
    #[serde(default)]
    draw: Vec<Value>,
}

#[derive(Deserialize)]
struct DrawEntry {
    kind: Kind,
    #[serde(default = "one")]
    n: u32,
    #[serde(default)]
    areas: Vec<String>,
    #[serde(default)]
    covers: Vec<String>,
}

/// Reads the text of a tracks file: `{"tracks":[…]}`. A track that cannot be read costs itself alone.
///
/// # Errors
/// What the JSON lacks, with line and column.
pub fn parse(source: &str) -> Result<TracksFile, serde_json::Error> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let file: FileEntry = serde_json::from_str(source)?;
    let mut read = TracksFile::default();
    for (index, value) in file.tracks.into_iter().enumerate() {
        let entry = TrackEntry::deserialize(value).map_err(|error| error.to_string());
        match entry {
            Ok(entry) if !entry.id.trim().is_empty() => {
                let track = track(entry, &mut read.sentences);
                read.tracks.push(track);
            }
            Ok(_) => read
                .sentences
                .push(format!("track {} has no id and is left out", index + 1)),
            Err(error) => read
                .sentences
                .push(format!("track {} is left out: {error}", index + 1)),
        }
    }
    Ok(read)
}

/// The tracks inside the program.
pub fn bundled() -> Vec<Track> {
    parse(BUNDLED).map(|file| file.tracks).unwrap_or_default()
}

fn one() -> u32 {
    1
}

fn track(entry: TrackEntry, sentences: &mut Vec<String>) -> Track {
    let id = entry.id.trim().to_owned();
    let shown = SafeText::from_line(&id).into_string();
    let title = match entry.title.trim() {
        "" => id.as_str(),
        title => title,
    };
    let title = RawText::new(title);
    let weights = weights(&shown, entry.weights, sentences);
    let mut rounds: Vec<Round> = Vec::new();
    for (index, value) in entry.rounds.into_iter().enumerate() {
        match RoundEntry::deserialize(value) {
            Ok(entry) => rounds.push(round(&shown, entry, sentences)),
            Err(error) => sentences.push(format!(
                "round {} of the role {shown} is left out: {error}",
                index + 1
            )),
        }
    }
    let drawn = rounds.iter().flat_map(|round| &round.draw);
    let mut named: Vec<&str> = drawn
        .flat_map(|draw| &draw.areas)
        .chain(weights.keys())
        .map(String::as_str)
        .collect();
    named.sort_unstable();
    named.dedup();
    for area in named.into_iter().filter(|area| !is_area(area)) {
        let area = SafeText::from_line(area);
        let known: Vec<&str> = AREAS.iter().map(|(code, _)| *code).collect();
        sentences.push(format!(
            "the role {shown} names the area {area}, which is none of {}; it counts only where a card has it",
            known.join(" ")
        ));
    }
    Track {
        id,
        title,
        weights,
        rounds,
    }
}

/// The weights that can be used, scaled to 100 together.
fn weights(
    track: &str,
    entries: BTreeMap<String, Value>,
    sentences: &mut Vec<String>,
) -> BTreeMap<String, f64> {
    let mut weights: BTreeMap<String, f64> = BTreeMap::new();
    for (area, value) in entries {
        let area = area.trim().to_uppercase();
        match value.as_f64().filter(|weight| weight.is_finite()) {
            // One area may be named twice, and the sum of two large weights is not finite.
            Some(weight) if weight >= 0.0 => {
                let sum = weights.entry(area).or_default();
                *sum = (*sum + weight).min(f64::MAX);
            }
            _ => sentences.push(format!(
                "the role {track} gives {} the weight {}, which is no number from 0 on; it counts as 0",
                SafeText::from_line(&area),
                SafeText::from_line(&value.to_string()),
            )),
        }
    }
    let largest = weights.values().copied().fold(0.0, f64::max);
    if largest <= 0.0 {
        sentences.push(format!(
            "the role {track} has no weights, so all areas count the same"
        ));
        return BTreeMap::new();
    }
    // Shares of the largest weight: their sum is finite whatever the weights are.
    let sum: f64 = weights.values().map(|weight| weight / largest).sum();
    let whole = sum * largest;
    if (whole - WHOLE).abs() > 1e-6 {
        sentences.push(format!(
            "the weights of the role {track} sum to {}, not to 100; they are scaled",
            rounded(whole)
        ));
        for weight in weights.values_mut() {
            *weight = *weight / largest / sum * WHOLE;
        }
    }
    weights
}

/// A sum with at most two decimals.
fn rounded(number: f64) -> f64 {
    let rounded = (number * 100.0).round() / 100.0;
    if rounded.is_finite() { rounded } else { number }
}

fn round(track: &str, entry: RoundEntry, sentences: &mut Vec<String>) -> Round {
    let name = match entry.name.trim() {
        "" => entry.id.trim(),
        name => name,
    };
    let name = RawText::new(name);
    let mut draw = Vec::new();
    for value in entry.draw {
        match DrawEntry::deserialize(value) {
            Ok(entry) => draw.push(Draw {
                kind: entry.kind,
                count: entry.n,
                areas: upper(&entry.areas),
                covers: upper(&entry.covers),
            }),
            Err(error) => sentences.push(format!(
                "the round {} of the role {track} draws something that cannot be read and is left out: {error}",
                SafeText::from_line(&entry.id)
            )),
        }
    }
    Round {
        id: entry.id.trim().to_owned(),
        name,
        minutes: entry.minutes,
        draw,
    }
}

fn upper(names: &[String]) -> Vec<String> {
    names
        .iter()
        .map(|name| name.trim().to_uppercase())
        .filter(|name| !name.is_empty())
        .collect()
}

fn is_area(area: &str) -> bool {
    AREAS.iter().any(|(code, _)| *code == area)
}

impl Track {
    /// Whether the role asks for Japanese.
    pub fn asks_japanese(&self) -> bool {
        self.weights.get("JP").is_some_and(|weight| *weight > 0.0)
    }

    /// The round with an id.
    pub fn round(&self, id: &str) -> Option<&Round> {
        self.rounds.iter().find(|round| round.id == id)
    }
}

impl Draw {
    /// The line in words: `4 story cards about LD-04 LD-05`.
    pub fn words(&self) -> SafeText {
        let plural = if self.count == 1 { "" } else { "s" };
        let areas = if self.areas.is_empty() {
            String::new()
        } else {
            format!(" of {}", self.areas.join(" "))
        };
        let covers = if self.covers.is_empty() {
            String::new()
        } else {
            format!(" about {}", self.covers.join(" "))
        };
        SafeText::from_line(&format!(
            "{} {} card{plural}{areas}{covers}",
            self.count, self.kind
        ))
    }
}

impl Round {
    /// What it draws, in words.
    pub fn draw_words(&self) -> String {
        let words: Vec<String> = self
            .draw
            .iter()
            .map(|draw| draw.words().into_string())
            .collect();
        words.join(", ")
    }

    /// The areas that the round draws, each once, in the order in which it names them: those of its draws, and where a draw
    /// names rows of the coverage table alone, the areas of these rows (`LD-04` is of LD). Empty where it draws from any.
    pub fn areas(&self) -> Vec<&str> {
        let mut areas: Vec<&str> = Vec::new();
        for draw in &self.draw {
            let of_rows = draw
                .covers
                .iter()
                .filter_map(|row| Some(row.split_once('-')?.0));
            let own = draw.areas.iter().map(String::as_str);
            let named: Vec<&str> = if draw.areas.is_empty() {
                of_rows.collect()
            } else {
                own.collect()
            };
            for area in named {
                if !areas.contains(&area) {
                    areas.push(area);
                }
            }
        }
        areas
    }
}

#[cfg(test)]
mod tests;
