//! What is worth telling about the rows of a journal beside its bad lines: later versions, clocks, cloned devices, copies.
//!
//! Notices are information. None of what they tell costs a row, and nothing here decides what counts.

use std::collections::BTreeMap;

use super::{
    COUNTER_LIMIT, Moment,
    entry::{DeviceId, Entry, EntryId},
};

mod words;

/// A clock that goes back by more than this, in ms, was set; less is what keeping a clock right does.
const CLOCK_BACK_MS: i64 = 5 * 60_000;

/// A row further ahead of the reader than this, in ms, is from the future: the same as in replay.
const FUTURE_MS: i64 = 86_400_000;

/// 2020-01-01 UTC in ms. A row before it is older than this program.
const EARLIEST_MS: i64 = 1_577_836_800_000;

/// Where a row stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index of the file.
    pub file: usize,
    /// The line, from 1.
    pub line: usize,
}

/// The rows of a journal with their places.
#[derive(Debug, Default)]
pub struct Rows {
    /// Names of the files, without their folder.
    pub files: Vec<String>,
    /// Rows of kinds that this program knows.
    pub known: Vec<(Place, Entry)>,
    /// Whole rows of later versions or unknown kinds, with device and counter.
    pub unknown: Vec<(Place, DeviceId, u64)>,
    /// Counters of bad lines whose check holds.
    pub spent: Vec<(DeviceId, u64)>,
    /// Last lines without a newline.
    pub unended: Vec<Place>,
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A later version or an unknown kind.
    Unknown,
    /// The clock of a device went back.
    ClockBack,
    /// Rows are dated more than a day from now.
    Future,
    /// Rows are dated before there was this program.
    Early,
    /// One device and counter for different rows.
    Cloned,
    /// One identity for different rows.
    Clash,
    /// The last line of a file lacks its newline.
    Torn,
    /// Rows stand in two places.
    Duplicate,
    /// Rows stand in a file with the name of neither their device nor a copy of its file.
    FileName,
    /// Counters of a device are in no file.
    Missing,
}

/// Something worth telling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub kind: Kind,
    /// The device, where it is about one.
    pub device: Option<DeviceId>,
    /// The rows, in order.
    pub places: Vec<Place>,
    /// What there is and what it means, in sentences.
    pub message: String,
    /// What to do, in sentences.
    pub advice: &'static str,
}

/// Everything worth telling, by kind and place.
pub fn notices(rows: &Rows, now: Moment) -> Vec<Notice> {
    let mut notices = Vec::new();
    notices.extend(unknown(rows));
    notices.extend(clocks(rows, now));
    notices.extend(shared_counters(rows));
    notices.extend(rows.unended.iter().map(|place| words::torn(*place)));
    notices.extend(duplicates(rows));
    notices.extend(file_names(rows));
    notices.extend(missing(rows));
    for notice in &mut notices {
        notice.places.sort_unstable();
    }
    notices.sort_by(|a, b| (a.kind, &a.places).cmp(&(b.kind, &b.places)));
    notices
}

/// Groups places, each group in order.
fn grouped<K: Ord>(places: impl Iterator<Item = (K, Place)>) -> BTreeMap<K, Vec<Place>> {
    let mut groups: BTreeMap<K, Vec<Place>> = BTreeMap::new();
    for (key, place) in places {
        groups.entry(key).or_default().push(place);
    }
    for places in groups.values_mut() {
        places.sort_unstable();
    }
    groups
}

fn unknown(rows: &Rows) -> Vec<Notice> {
    let by_file = rows.unknown.iter().map(|(place, ..)| (place.file, *place));
    grouped(by_file).into_values().map(words::unknown).collect()
}

/// Rows of each device in the order of its counter.
fn by_device(rows: &Rows) -> BTreeMap<DeviceId, Vec<(Place, &Entry)>> {
    let mut devices: BTreeMap<DeviceId, Vec<(Place, &Entry)>> = BTreeMap::new();
    for (place, entry) in &rows.known {
        devices
            .entry(entry.id.device)
            .or_default()
            .push((*place, entry));
    }
    for rows in devices.values_mut() {
        rows.sort_by_key(|(place, entry)| (entry.id.n, entry.id.crc, *place));
        rows.dedup_by_key(|(_, entry)| entry.id);
    }
    devices
}

fn clocks(rows: &Rows, now: Moment) -> Vec<Notice> {
    let mut notices = Vec::new();
    for (device, rows) in by_device(rows) {
        let is_shared = |at: usize| {
            let n = rows[at].1.id.n;
            let is = |other: Option<&(Place, &Entry)>| other.is_some_and(|row| row.1.id.n == n);
            is(rows.get(at + 1)) || at > 0 && is(rows.get(at - 1))
        };
        // Two devices under one id have two clocks, so nothing follows from the order of their rows.
        let jumps = (1..rows.len()).filter(|at| !is_shared(*at) && !is_shared(at - 1));
        let back: Vec<(Place, i64)> = jumps
            .map(|at| {
                let before = rows[at - 1].1.time;
                (rows[at].0, before.saturating_sub(rows[at].1.time))
            })
            .filter(|(_, back)| *back > CLOCK_BACK_MS)
            .collect();
        if let Some(most) = back.iter().map(|(_, back)| *back).max() {
            let places = back.into_iter().map(|(place, _)| place).collect();
            notices.push(words::clock_back(device, places, most));
        }
        let of = |is: &dyn Fn(i64) -> bool| -> Vec<(Place, i64)> {
            let chosen = rows.iter().filter(|(_, entry)| is(entry.time));
            chosen.map(|(place, entry)| (*place, entry.time)).collect()
        };
        let future = of(&|time| time > now.ms.saturating_add(FUTURE_MS));
        notices.extend(words::future(device, &future));
        notices.extend(words::early(device, &of(&|time| time < EARLIEST_MS)));
    }
    notices
}

/// Counters that stand for several rows, and identities that do.
fn shared_counters(rows: &Rows) -> Vec<Notice> {
    let mut notices = Vec::new();
    for (device, rows) in by_device(rows) {
        let shared: Vec<&[(Place, &Entry)]> = rows
            .chunk_by(|a, b| a.1.id.n == b.1.id.n)
            .filter(|same| same.len() > 1)
            .collect();
        if !shared.is_empty() {
            let mut places: Vec<Place> = shared.concat().iter().map(|row| row.0).collect();
            places.sort();
            notices.push(words::cloned(device, shared.len(), places));
        }
    }
    let mut identities: BTreeMap<EntryId, Vec<(Place, &Entry)>> = BTreeMap::new();
    for (place, entry) in &rows.known {
        identities
            .entry(entry.id)
            .or_default()
            .push((*place, entry));
    }
    for (id, same) in identities {
        let differ = same.iter().any(|row| row.1 != same[0].1);
        if differ {
            let places = same.iter().map(|row| row.0).collect();
            notices.push(words::clash(id.device, places));
        }
    }
    notices
}

/// Rows that stand in a file although an earlier one, the one with the shortest name, has them.
fn duplicates(rows: &Rows) -> Vec<Notice> {
    let rank = |place: &Place| (rows.files[place.file].len(), *place);
    let mut first: BTreeMap<EntryId, Place> = BTreeMap::new();
    let mut in_file: BTreeMap<usize, usize> = BTreeMap::new();
    for (place, entry) in &rows.known {
        let known = first.entry(entry.id).or_insert(*place);
        if rank(place) < rank(known) {
            *known = *place;
        }
        *in_file.entry(place.file).or_default() += 1;
    }
    let again = rows.known.iter().filter_map(|(place, entry)| {
        let known = first.get(&entry.id)?;
        (known != place).then_some(((place.file, known.file), *place))
    });
    grouped(again)
        .into_iter()
        .map(|((file, other), places)| {
            let all = in_file.get(&file).copied().unwrap_or_default();
            let other = (other != file).then(|| rows.files[other].as_str());
            words::duplicate(other, places, all)
        })
        .collect()
}

/// A file is called after its device and a year; programs that sync write something behind that.
fn file_names(rows: &Rows) -> Vec<Notice> {
    let is_of = |device: DeviceId, file: &str| {
        let rest = file.strip_prefix(&format!("{device}-"));
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let known = rows
        .known
        .iter()
        .map(|(place, entry)| (*place, entry.id.device));
    let unknown = rows
        .unknown
        .iter()
        .map(|(place, device, _)| (*place, *device));
    let strays = known
        .chain(unknown)
        .filter(|(place, device)| !is_of(*device, &rows.files[place.file]))
        .map(|(place, device)| ((place.file, device), place));
    grouped(strays)
        .into_iter()
        .map(|((_, device), places)| words::file_name(device, places))
        .collect()
}

/// Counters that no row has, below one that has.
fn missing(rows: &Rows) -> Vec<Notice> {
    let known = rows
        .known
        .iter()
        .map(|(place, entry)| (entry.id.device, entry.id.n, Some(*place)));
    let unknown = rows
        .unknown
        .iter()
        .map(|(place, device, n)| (*device, *n, Some(*place)));
    let spent = rows.spent.iter().map(|(device, n)| (*device, *n, None));
    let mut counters: BTreeMap<DeviceId, BTreeMap<u64, Option<Place>>> = BTreeMap::new();
    for (device, n, place) in known.chain(unknown).chain(spent) {
        counters
            .entry(device)
            .or_default()
            .entry(n)
            .or_insert(place);
    }
    let mut notices = Vec::new();
    for (device, counters) in counters {
        let mut before = 0;
        let mut gaps: Vec<(u64, u64)> = Vec::new();
        let mut places = Vec::new();
        // A counter beyond all that a device writes is damaged or made up, and says nothing of those below it.
        for (n, place) in counters.into_iter().filter(|(n, _)| *n <= COUNTER_LIMIT) {
            if n > before + 1 {
                gaps.push((before + 1, n - 1));
                places.extend(place);
            }
            before = n;
        }
        if !gaps.is_empty() {
            notices.push(words::missing(device, &gaps, places));
        }
    }
    notices
}

#[cfg(test)]
mod tests;
