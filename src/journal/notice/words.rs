//! The sentences of notices: what there is, what it means, what to do.

use jiff::civil::Date;

use super::{DeviceId, Kind, Notice, Place};
use crate::journal::Moment;

const NOTHING: &str = "Nothing needs to be done.";

impl Kind {
    /// Its name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::ClockBack => "clock-back",
            Self::Future => "future",
            Self::Early => "early",
            Self::Cloned => "cloned",
            Self::Clash => "clash",
            Self::Torn => "torn",
            Self::Duplicate => "duplicate",
            Self::FileName => "file-name",
            Self::Missing => "missing",
        }
    }
}

pub(super) fn unknown(places: Vec<Place>) -> Notice {
    let message = format!(
        "{} of a later version, or of a kind that this program does not know. What is there is kept and counts for nothing here.",
        match places.len() {
            1 => "1 row is".to_owned(),
            rows => format!("{rows} rows are"),
        }
    );
    Notice {
        kind: Kind::Unknown,
        device: None,
        places,
        message,
        advice: "A newer mensetsu reads them.",
    }
}

pub(super) fn clock_back(device: DeviceId, places: Vec<Place>, most: i64) -> Notice {
    let times = match places.len() {
        1 => String::new(),
        times => format!(" {times} times, at most"),
    };
    Notice {
        kind: Kind::ClockBack,
        device: Some(device),
        places,
        message: format!(
            "The clock of device {device} went back{times} by {}. Until it has caught up, rows count at the time of the row before; nothing is lost.",
            span(most)
        ),
        advice: NOTHING,
    }
}

pub(super) fn future(device: DeviceId, rows: &[(Place, i64)]) -> Option<Notice> {
    let last = rows.iter().map(|(_, time)| *time).max()?;
    Some(Notice {
        kind: Kind::Future,
        device: Some(device),
        places: rows.iter().map(|(place, _)| *place).collect(),
        message: format!(
            "{} dated more than a day after the clock of this machine, up to {}. Until that day has come, what is said there counts at the time of an earlier row.",
            of_device(rows.len(), "row", device),
            date(last)
        ),
        advice: "Look at the clock of that device, and at the one of this machine.",
    })
}

pub(super) fn early(device: DeviceId, rows: &[(Place, i64)]) -> Option<Notice> {
    let first = rows.iter().map(|(_, time)| *time).min()?;
    Some(Notice {
        kind: Kind::Early,
        device: Some(device),
        places: rows.iter().map(|(place, _)| *place).collect(),
        message: format!(
            "{} dated before 2020, from {} on, so the clock was not set then. All of it counts.",
            of_device(rows.len(), "row", device),
            date(first)
        ),
        advice: "Look at the clock of that device.",
    })
}

pub(super) fn cloned(device: DeviceId, counters: usize, places: Vec<Place>) -> Notice {
    let message = format!(
        "{} used for different rows, as happens where a home folder or its journal was copied or restored and both went on. Every row counts.",
        of_device(counters, "counter", device)
    );
    Notice {
        kind: Kind::Cloned,
        device: Some(device),
        places,
        message,
        advice: "Nothing needs to be done: a home that is copied or moved goes on under a device of its own.",
    }
}

pub(super) fn clash(device: DeviceId, places: Vec<Place>) -> Notice {
    Notice {
        kind: Kind::Clash,
        device: Some(device),
        message: format!(
            "{} rows of device {device} have the same counter and check and differ. Only one of them counts.",
            places.len()
        ),
        places,
        advice: "Keep a copy of the files, and do again what is missing.",
    }
}

pub(super) fn torn(place: Place) -> Notice {
    Notice {
        kind: Kind::Torn,
        device: None,
        places: vec![place],
        message: "The last line does not end with a newline, so its row was cut off, or is still arriving. The next row of this device begins on a line of its own.".to_owned(),
        advice: NOTHING,
    }
}

pub(super) fn duplicate(other: Option<&str>, places: Vec<Place>, all: usize) -> Notice {
    let other = other.map_or_else(
        || "stand twice in this file".to_owned(),
        |other| format!("stand in {other} too"),
    );
    let message = format!(
        "{} of {all} rows of this file {other}. Each counts once.",
        places.len()
    );
    let is_needless = places.len() == all;
    Notice {
        kind: Kind::Duplicate,
        device: None,
        places,
        message,
        advice: if is_needless {
            "The file may stay; without it nothing would be lost."
        } else {
            "The file must stay: it holds rows that stand nowhere else."
        },
    }
}

pub(super) fn file_name(device: DeviceId, places: Vec<Place>) -> Notice {
    Notice {
        kind: Kind::FileName,
        device: Some(device),
        message: format!(
            "{} found in a file that is not called after the device. All of it counts.",
            of_device(places.len(), "row", device)
        ),
        places,
        advice: "Nothing needs to be done, unless two devices write this file: each must write its own.",
    }
}

pub(super) fn missing(device: DeviceId, gaps: &[(u64, u64)], places: Vec<Place>) -> Notice {
    let count = gaps.iter().fold(0_u64, |count, (first, last)| {
        count.saturating_add(last - first).saturating_add(1)
    });
    let mut ranges: Vec<String> = gaps
        .iter()
        .take(3)
        .map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first} to {last}")
            }
        })
        .collect();
    if gaps.len() > ranges.len() {
        ranges.push("…".to_owned());
    }
    Notice {
        kind: Kind::Missing,
        device: Some(device),
        places,
        message: format!(
            "{} in no file ({}). It is so after a grade that could not be saved, and while a file of that device has not arrived.",
            of_device(
                usize::try_from(count).unwrap_or(usize::MAX),
                "counter",
                device
            ),
            ranges.join(", ")
        ),
        advice: "Where the device has saved more than stands here, bring its file over; the rows of a file count whenever it comes.",
    }
}

/// `1 row of device 0123abcd is`, `3 rows of device 0123abcd are`.
fn of_device(count: usize, noun: &str, device: DeviceId) -> String {
    match count {
        1 => format!("1 {noun} of device {device} is"),
        count => format!("{count} {noun}s of device {device} are"),
    }
}

/// A day in UTC, as it stands in the names of files.
fn date(ms: i64) -> Date {
    let zone_minutes = 0;
    Moment { ms, zone_minutes }.date()
}

/// A time in the two largest units that it has, ms in.
fn span(ms: i64) -> String {
    let minutes = ms / 60_000;
    let (days, hours) = (minutes / 1_440, minutes / 60 % 24);
    match (days, hours) {
        (0, 0) => format!("{minutes} min"),
        (0, hours) => format!("{hours} h {} min", minutes % 60),
        (1, hours) => format!("1 day {hours} h"),
        (days, _) => format!("{days} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_in_the_units_that_matter() {
        let said = [5, 65, 60 * 24 + 120, 60 * 24 * 400].map(|minutes| span(minutes * 60_000));
        assert_eq!(said, ["5 min", "1 h 5 min", "1 day 2 h", "400 days"]);
        assert_eq!(date(0).to_string(), "1970-01-01");
        assert_eq!(date(86_399_999).to_string(), "1970-01-01");
    }
}
