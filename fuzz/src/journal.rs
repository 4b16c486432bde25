//! Rows of a journal: read, written and read again they are the same, and progress does not hang on how they arrived.

use mensetsu::{
    deck::collection::Renamed,
    journal::{
        Entry, Moment, Record, What,
        row::{self, Line},
    },
    memory::Model,
};

/// 2026-11-22 12:00 UTC, a day behind or ahead of which rows of a fuzzer may well be.
const NOW: Moment = Moment {
    ms: 1_795_348_800_000,
    zone_minutes: 540,
};

/// Rows are added one by one up to so many: each that is not the last in the order replays them all.
const ADDED: usize = 64;

/// A journal file: as it is, and with a check on every line that lacks only that.
pub fn journal(bytes: &[u8]) {
    hold(bytes);
    let checked = with_checks(bytes);
    if checked != bytes {
        hold(&checked);
    }
}

fn hold(bytes: &[u8]) {
    let lines = bytes.split(|byte| *byte == b'\n');
    let entries: Vec<Entry> = lines
        .filter_map(|line| match row::read(line) {
            Line::Entry(entry) => Some(entry),
            _ => None,
        })
        .collect();
    entries.iter().for_each(comes_back);
    replays_in_any_order(&entries);
}

/// What a row says is written and read as the same again.
fn comes_back(entry: &Entry) {
    let id = entry.id;
    let written = row::write(id.device, id.n, entry.time, entry.zone, &entry.what);
    // A row in another spelling may have been a little shorter than ours.
    let Some((line, written)) = written else {
        return;
    };
    assert_eq!(written.what, entry.what);
    assert_eq!(row::read(line.as_bytes()), Line::Entry(written), "{line}");
}

fn replays_in_any_order(entries: &[Entry]) {
    let (renamed, model) = (Renamed::default(), Model::default());
    let record = |entries: Vec<Entry>| Record::new(entries, NOW, &renamed, &model);
    let all = record(entries.to_vec());
    finite(&all, &model);
    let (first, second) = entries.split_at(entries.len() / 2);
    for arrived in [
        [second, first].concat(),
        [entries, first].concat(),
        entries.iter().rev().cloned().collect(),
    ] {
        assert_eq!(record(arrived).progress(), all.progress(), "another order");
    }
    if entries.len() <= ADDED {
        // A device writes its rows in the order of its counter.
        let mut written = all.entries().to_vec();
        written.sort_by_key(|entry| entry.id.n);
        let later = written.split_off(written.len() / 2);
        // Nobody takes back a row that is not written yet.
        let is_undone = |row: &Entry| {
            let mut rows = entries.iter();
            rows.any(|entry| matches!(entry.what, What::Undo(of) if of == row.id))
        };
        let mut added = record(written);
        for entry in later.into_iter().filter(|entry| !is_undone(entry)) {
            added.add(entry, NOW, &renamed, &model);
        }
        let together = record(added.entries().to_vec());
        assert_eq!(added.progress(), together.progress(), "added one by one");
    }
}

/// Every number that follows from the rows is one.
fn finite(record: &Record, model: &Model) {
    let progress = record.progress();
    for (key, item) in &progress.items {
        let Some(memory) = item.memory else {
            continue;
        };
        assert!(
            memory.stability.is_finite() && memory.stability > 0.0,
            "{key}: {memory:?}"
        );
        assert!(
            (1.0..=10.0).contains(&memory.difficulty),
            "{key}: {memory:?}"
        );
        assert!((0.0..=1.0).contains(&model.recall(memory, 10)), "{key}");
        assert!(model.interval(memory) >= 1, "{key}");
        let next = model.next(Some(memory), 10).expect("a memory goes on");
        for memory in next {
            assert!(
                memory.stability.is_finite() && (1.0..=10.0).contains(&memory.difficulty),
                "{key}: {memory:?}"
            );
        }
    }
    let tries = progress.spoken.values().flat_map(|card| &card.tries);
    for tried in tries {
        assert!(tried.score.is_finite(), "{tried:?}");
    }
    for entry in record.live() {
        assert!(record.entry(entry.id).is_some());
        let _ = record.today(entry.id.device, NOW).to_string();
    }
}

/// The same rows, with the check of its bytes on each line that ends as a row does and has none that holds.
fn with_checks(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 1024);
    for line in bytes.split(|byte| *byte == b'\n') {
        match (row::read(line), line.strip_suffix(b"}")) {
            (Line::Bad(_, None), Some(body)) => {
                let check = crc32fast::hash(body);
                out.extend_from_slice(body);
                out.extend_from_slice(format!(",\"x\":\"{check:08x}\"}}").as_bytes());
            }
            _ => out.extend_from_slice(line),
        }
        out.push(b'\n');
    }
    out.pop();
    out
}
