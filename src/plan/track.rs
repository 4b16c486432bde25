//! Tracks: roles to interview for, with weights per area and rounds. The bundled ones are inside the program.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::deck::RawText;

const BUNDLED: &str = include_str!("tracks.json");

/// A role.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: RawText,
    /// Per cent per area.
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
}

#[derive(Deserialize)]
struct TracksFile {
    tracks: Vec<TrackEntry>,
}

#[derive(Deserialize)]
struct TrackEntry {
    id: String,
    #[serde(default)]
    title: String,
    weights: BTreeMap<String, f64>,
    #[serde(default)]
    rounds: Vec<RoundEntry>,
}

#[derive(Deserialize)]
struct RoundEntry {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    minutes: u32,
}

/// Reads the text of a tracks file: `{"tracks":[…]}`.
///
/// # Errors
/// What the JSON lacks, with line and column.
pub fn parse(source: &str) -> Result<Vec<Track>, serde_json::Error> {
    let file: TracksFile = serde_json::from_str(source)?;
    Ok(file.tracks.into_iter().map(Track::from).collect())
}

/// The tracks inside the program.
pub fn bundled() -> Vec<Track> {
    parse(BUNDLED).unwrap_or_default()
}

impl From<TrackEntry> for Track {
    fn from(entry: TrackEntry) -> Self {
        let title = if entry.title.is_empty() {
            &entry.id
        } else {
            &entry.title
        };
        let round = |round: RoundEntry| Round {
            name: RawText::new(if round.name.is_empty() {
                &round.id
            } else {
                &round.name
            }),
            id: round.id,
            minutes: round.minutes,
        };
        Self {
            title: RawText::new(title),
            weights: entry.weights,
            rounds: entry.rounds.into_iter().map(round).collect(),
            id: entry.id,
        }
    }
}

impl Track {
    /// Whether the role asks for Japanese.
    pub fn asks_japanese(&self) -> bool {
        self.weights.get("JP").is_some_and(|weight| *weight > 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_tracks_load_and_their_weights_sum_to_100() {
        let tracks = bundled();
        assert_eq!(tracks.len(), 5);
        for track in &tracks {
            let sum: f64 = track.weights.values().sum();
            assert!((sum - 100.0).abs() < 1e-9, "{} sums to {sum}", track.id);
            assert!(!track.rounds.is_empty());
        }
        assert!(tracks[0].asks_japanese() && !tracks[1].asks_japanese());
    }

    #[test]
    fn what_is_no_tracks_file_is_an_error() {
        for broken in ["", "{}", "{\"tracks\":[{\"id\":\"x\"}]}"] {
            assert!(parse(broken).is_err());
        }
    }
}
