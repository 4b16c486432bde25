use proptest::prelude::*;

use super::*;
use crate::journal::{What, row};

const HOUR: i64 = 3_600_000;
/// 2026-11-22 12:00 UTC.
const NOON: i64 = 1_795_348_800_000;

fn now() -> Moment {
    Moment {
        ms: NOON + 48 * HOUR,
        zone_minutes: 0,
    }
}

fn entry(device: u32, n: u64, time: i64, item: &str) -> Entry {
    let what = What::Skip { item: item.into() };
    row::write(DeviceId(device), n, time, 0, &what).unwrap().1
}

/// Files with rows, each on its line.
fn rows(files: &[(&str, Vec<Entry>)]) -> Rows {
    let mut rows = Rows::default();
    for (file, (name, entries)) in files.iter().enumerate() {
        rows.files.push((*name).to_owned());
        for (line, entry) in (1..).zip(entries) {
            rows.known.push((Place { file, line }, entry.clone()));
        }
    }
    rows
}

fn told(rows: &Rows) -> Vec<(Kind, Vec<(usize, usize)>)> {
    let place = |place: &Place| (place.file, place.line);
    let notices = notices(rows, now()).into_iter();
    notices
        .map(|notice| (notice.kind, notice.places.iter().map(place).collect()))
        .collect()
}

const OWN: &str = "00000001-2026.jsonl";

#[test]
fn an_ordinary_journal_has_nothing_to_tell() {
    let one = (1..5).map(|n| entry(1, n, NOON + n as i64 * HOUR, "d/a"));
    let two = (1..3).map(|n| entry(2, n, NOON - n as i64, "d/b"));
    let rows = rows(&[(OWN, one.collect()), ("00000002-2026.jsonl", two.collect())]);
    assert_eq!(told(&rows), []);
}

#[test]
fn a_clock_that_went_back_is_told_once_and_by_how_much() {
    let times = [0, 10, 4, 6, 8, 12, 9];
    let entries = (1..).zip(times);
    let entries = entries.map(|(n, hours)| entry(1, n, NOON + hours * HOUR, "d/a"));
    let rows = rows(&[(OWN, entries.collect())]);
    assert_eq!(told(&rows), [(Kind::ClockBack, vec![(0, 3), (0, 7)])]);
    let message = &notices(&rows, now())[0].message;
    assert!(
        message.contains("went back 2 times, at most by 6 h 0 min."),
        "{message}"
    );
}

#[test]
fn five_minutes_back_are_what_keeping_time_does() {
    let entries = vec![
        entry(1, 1, NOON, "d/a"),
        entry(1, 2, NOON - CLOCK_BACK_MS, "d/a"),
        entry(1, 3, NOON - 2 * CLOCK_BACK_MS - 1, "d/a"),
    ];
    assert_eq!(
        told(&rows(&[(OWN, entries)])),
        [(Kind::ClockBack, vec![(0, 3)])]
    );
}

#[test]
fn rows_of_tomorrow_are_fine_and_later_ones_are_told() {
    let entries = vec![
        entry(1, 1, now().ms + 24 * HOUR, "d/a"),
        entry(1, 2, now().ms + 24 * HOUR + 1, "d/a"),
        entry(2, 1, -HOUR, "d/a"),
    ];
    let rows = rows(&[(OWN, entries)]);
    assert_eq!(
        told(&rows),
        [
            (Kind::Future, vec![(0, 2)]),
            (Kind::Early, vec![(0, 3)]),
            (Kind::FileName, vec![(0, 3)])
        ]
    );
    assert!(notices(&rows, now())[1].message.contains("1969-12-31"));
}

#[test]
fn a_cloned_device_is_told_and_its_two_clocks_are_not() {
    let one = [1, 2, 3, 4].map(|n| entry(1, n, NOON + n as i64 * HOUR, "d/a"));
    let two = [3, 4].map(|n| entry(1, n, NOON - n as i64 * HOUR, "d/b"));
    let rows = rows(&[(OWN, one.into()), ("00000001-2026 (1).jsonl", two.into())]);
    assert_eq!(
        told(&rows),
        [(Kind::Cloned, vec![(0, 3), (0, 4), (1, 1), (1, 2)])]
    );
    assert!(
        notices(&rows, now())[0]
            .message
            .starts_with("2 counters of device 00000001 are used")
    );
}

#[test]
fn conflict_copies_tell_whether_they_hold_more() {
    let all: Vec<Entry> = (1..5).map(|n| entry(1, n, NOON, "d/a")).collect();
    let copy = "00000001-2026.sync-conflict-20261122-101010-ABC.jsonl";
    let needless = rows(&[(copy, all[..2].to_vec()), (OWN, all.clone())]);
    assert_eq!(told(&needless), [(Kind::Duplicate, vec![(0, 1), (0, 2)])]);
    assert!(notices(&needless, now())[0].advice.contains("may stay"));
    let needed = rows(&[(copy, all[2..].to_vec()), (OWN, all[..3].to_vec())]);
    assert_eq!(told(&needed), [(Kind::Duplicate, vec![(0, 1)])]);
    assert!(notices(&needed, now())[0].advice.contains("must stay"));
    assert!(notices(&needed, now())[0].message.contains("1 of 2 rows"));
}

#[test]
fn a_row_twice_in_one_file_is_told() {
    let first = entry(1, 1, NOON, "d/a");
    let rows = rows(&[(OWN, vec![first.clone(), first])]);
    assert_eq!(told(&rows), [(Kind::Duplicate, vec![(0, 2)])]);
}

#[test]
fn rows_of_one_identity_that_differ_clash() {
    let first = entry(1, 1, NOON, "d/a");
    let mut second = entry(1, 1, NOON, "d/b");
    second.id = first.id;
    let rows = rows(&[(OWN, vec![first, second])]);
    let kinds: Vec<Kind> = told(&rows).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [Kind::Clash, Kind::Duplicate]);
}

#[test]
fn counters_in_no_file_are_told_as_ranges() {
    let mut rows = rows(&[(OWN, [3, 4, 9, 11].map(|n| entry(1, n, NOON, "d/a")).into())]);
    rows.spent.push((DeviceId(1), 10));
    rows.unknown
        .push((Place { file: 0, line: 5 }, DeviceId(1), 5));
    let notices = notices(&rows, now());
    assert_eq!(notices[0].kind, Kind::Unknown);
    assert_eq!(notices[1].kind, Kind::Missing);
    assert!(
        notices[1]
            .message
            .starts_with("5 counters of device 00000001 are in no file")
            && notices[1].message.contains("(1 to 2, 6 to 8)"),
        "{}",
        notices[1].message
    );
}

#[test]
fn a_file_of_another_name_and_a_cut_end_are_told() {
    let mut rows = rows(&[
        ("backup of mine.jsonl", vec![entry(1, 1, NOON, "d/a")]),
        ("00000001-.jsonl", vec![entry(1, 2, NOON, "d/a")]),
    ]);
    rows.unended.push(Place { file: 0, line: 1 });
    assert_eq!(
        told(&rows),
        [
            (Kind::Torn, vec![(0, 1)]),
            (Kind::FileName, vec![(0, 1)]),
            (Kind::FileName, vec![(1, 1)])
        ]
    );
}

proptest! {
    #[test]
    fn any_clocks_and_counters_can_be_told(
        written in prop::collection::vec((0..3_u32, any::<u64>(), any::<i64>(), 0..3_usize), 0..20),
        now: i64,
    ) {
        let mut files = [OWN, "00000001-2026 (1).jsonl", "x.jsonl"].map(|name| (name, Vec::new()));
        for (device, n, time, file) in written {
            files[file].1.push(entry(device, n, time, "d/a"));
        }
        let rows = rows(&files);
        for notice in notices(&rows, Moment { ms: now, zone_minutes: 0 }) {
            prop_assert!(!notice.message.is_empty() && notice.places.is_sorted());
        }
    }
}
