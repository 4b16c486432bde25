//! All rows together with the progress that follows from them.

use super::{
    Moment, Progress, StudyDay,
    entry::{DeviceId, Entry, EntryId, What},
    replay::{self, Cursor},
};
use crate::{deck::collection::Renamed, memory::Model};

/// The union of all rows, and what follows from it.
#[derive(Debug, Default)]
pub struct Record {
    entries: Vec<Entry>,
    progress: Progress,
    cursor: Cursor,
}

impl Record {
    /// Unites rows from any number of files, in any order, each row once, and replays them.
    pub fn new(entries: Vec<Entry>, now: Moment, renamed: &Renamed, model: &Model) -> Self {
        let entries = united(entries);
        let (progress, cursor) = replay::replay(&entries, now, renamed, model);
        Self {
            entries,
            progress,
            cursor,
        }
    }

    /// What follows from the rows.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// The rows, sorted by identity.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Replays everything, after the decks or the parameters have changed.
    pub fn replay(&mut self, now: Moment, renamed: &Renamed, model: &Model) {
        (self.progress, self.cursor) = replay::replay(&self.entries, now, renamed, model);
    }

    /// Adds a row that was just written.
    pub fn add(&mut self, entry: Entry, now: Moment, renamed: &Renamed, model: &Model) {
        let at = self.entries.partition_point(|known| known.id < entry.id);
        if self
            .entries
            .get(at)
            .is_some_and(|known| known.id == entry.id)
        {
            return;
        }
        // A row that arrives after a later one of its device changes what that one counts as.
        let is_newest = self
            .entries
            .get(at)
            .is_none_or(|next| next.id.device != entry.id.device);
        let added = is_newest
            && replay::add(
                &mut self.progress,
                &mut self.cursor,
                &entry,
                now,
                renamed,
                model,
            );
        self.entries.insert(at, entry);
        if !added {
            self.replay(now, renamed, model);
        }
    }

    /// The newest live row of a device: what `u` takes back.
    pub fn newest_live(&self, device: DeviceId) -> Option<&Entry> {
        let undone = replay::undone(&self.entries);
        let of_device = self
            .entries
            .iter()
            .filter(|entry| entry.id.device == device);
        of_device
            .rev()
            .find(|entry| !matches!(entry.what, What::Undo(_)) && !undone.contains(&entry.id))
    }

    /// The rows that were not taken back, without the undos themselves.
    pub fn live(&self) -> impl Iterator<Item = &Entry> {
        let undone = replay::undone(&self.entries);
        let is_live = move |entry: &&Entry| {
            !matches!(entry.what, What::Undo(_)) && !undone.contains(&entry.id)
        };
        self.entries.iter().filter(is_live)
    }

    /// The row of an identity.
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        let at = self
            .entries
            .binary_search_by_key(&id, |entry| entry.id)
            .ok()?;
        self.entries.get(at)
    }

    /// Today's study day on a device: never before that of its last row, so that no study day counts twice.
    pub fn today(&self, device: DeviceId, now: Moment) -> StudyDay {
        let today = now.study_day();
        self.cursor
            .last_day(device)
            .map_or(today, |last| today.max(last))
    }
}

/// Each row once, sorted by identity.
pub fn united(mut entries: Vec<Entry>) -> Vec<Entry> {
    if !entries.is_sorted_by(|a, b| a.id < b.id) {
        entries.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.time.cmp(&b.time)));
        entries.dedup_by(|later, first| later.id == first.id);
    }
    entries
}
