//! Laws of time: whatever clocks and zones do, no study day counts twice, no interval is negative, nothing panics, and the
//! same rows give the same progress.

use jiff::{Timestamp, ToSpan, civil, tz::TimeZone};
use proptest::prelude::*;

use super::*;
use crate::deck::item::AnswerHash;
use crate::journal::{Record, row};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// 2026-11-22 12:00 UTC.
const NOON: i64 = 1_795_348_800_000;

fn at(ms: i64, zone_minutes: i32) -> Moment {
    Moment { ms, zone_minutes }
}

fn now() -> Moment {
    at(NOON + 40 * DAY, 0)
}

fn entry(device: u32, n: u64, time: i64, zone: i32, what: &What) -> Entry {
    row::write(DeviceId(device), n, time, zone, what).unwrap().1
}

fn review(item: &str) -> What {
    What::Review(Review {
        item: item.into(),
        grade: Grade::Good,
        ms: 1_000,
        hash: AnswerHash::of("x"),
        knows_letters: true,
        typed: None,
    })
}

fn record(entries: &[Entry], now: Moment) -> Record {
    Record::new(
        entries.to_vec(),
        now,
        &Renamed::default(),
        &Model::default(),
    )
}

fn replayed(entries: &[Entry], now: Moment) -> Progress {
    record(entries, now).progress().clone()
}

/// Clocks as they are found: right, a little off, before 1970, after 2038, beyond every calendar.
fn time() -> impl Strategy<Value = i64> {
    prop_oneof![
        8 => NOON - 3 * DAY..NOON + 60 * DAY,
        2 => now().ms + DAY - 2..now().ms + DAY + 3,
        1 => -40 * DAY..40 * DAY,
        1 => prop::sample::select(vec![
            -DAY,
            2_147_483_647_999,
            2_147_483_648_000,
            253_402_207_200_000,
            253_402_300_800_000,
            i64::MIN,
            i64::MAX,
        ]),
    ]
}

/// Minutes east of UTC, from the date line to the date line.
fn zone() -> impl Strategy<Value = i32> {
    (-48..=56_i32).prop_map(|quarters| quarters * 15)
}

/// Rows of three devices with any clocks and zones, and undos of some of them.
fn rows() -> impl Strategy<Value = Vec<Entry>> {
    let item = prop::sample::select(vec!["d/a", "d/b", "d/c"]);
    let row = (0..3_u32, time(), zone(), item);
    let undo = (any::<prop::sample::Index>(), 0..3_u32, time());
    (
        prop::collection::vec(row, 1..20),
        prop::collection::vec(undo, 0..4),
    )
        .prop_map(|(rows, undos)| {
            let mut entries: Vec<Entry> = (1..)
                .zip(rows)
                .map(|(n, (device, time, zone, item))| entry(device, n, time, zone, &review(item)))
                .collect();
            for (index, device, time) in undos {
                let of = entries[index.index(entries.len())].id;
                let n = entries.len() as u64 + 1;
                entries.push(entry(device, n, time, 0, &What::Undo(of)));
            }
            entries
        })
}

/// Days from the first review of an item to the latest day on which it was reviewed.
fn span(record: &ItemRecord) -> u64 {
    let latest = record.reviews.iter().map(|review| review.day).max();
    u64::from(latest.unwrap().since(record.reviews[0].day))
}

proptest! {
    #[test]
    fn no_study_day_of_an_item_counts_twice(rows in rows()) {
        for record in replayed(&rows, now()).items.values() {
            let counted: u64 = record.recalled().iter().map(|one| u64::from(one.days)).sum();
            prop_assert_eq!(counted, span(record));
            prop_assert_eq!(record.last_day(), record.reviews.iter().map(|review| review.day).max());
        }
    }

    #[test]
    fn every_live_review_counts_once_and_on_one_day(rows in rows()) {
        let record = record(&rows, now());
        let live = record.live().count();
        let progress = record.progress();
        let of_items: usize = progress.items.values().map(|item| item.reviews.len()).sum();
        let of_days: u32 = progress.days.values().map(|day| day.reviews).sum();
        let new: u32 = progress.days.values().map(|day| day.new).sum();
        prop_assert_eq!((of_items, of_days as usize, new as usize), (live, live, progress.items.len()));
        prop_assert!(progress.days.len() <= live);
    }

    #[test]
    fn files_arrive_in_any_order_and_a_prefix_and_the_rest_are_the_whole(
        rows in rows(), cut in any::<prop::sample::Index>(), turn in any::<prop::sample::Index>(),
    ) {
        let expected = replayed(&rows, now());
        let mut turned = rows.clone();
        turned.rotate_left(turn.index(rows.len()));
        prop_assert_eq!(&replayed(&turned, now()), &expected);
        turned.reverse();
        for rows in [rows, turned] {
            let (prefix, rest) = rows.split_at(cut.index(rows.len()));
            let mut record = record(prefix, now());
            for row in rest {
                record.add(row.clone(), now(), &Renamed::default(), &Model::default());
            }
            prop_assert_eq!(record.progress(), &expected);
        }
    }

    #[test]
    fn a_row_at_a_time_by_a_jumping_clock_is_as_a_replay_by_that_clock(
        times in prop::collection::vec((0..2_u32, time(), zone()), 1..14),
    ) {
        // The moment of a row is the moment at which it is added, as when the clock is set while the program runs.
        let mut added = Record::default();
        let mut rows = Vec::new();
        for (n, (device, time, zone)) in (1..).zip(times) {
            let row = entry(device, n, time, zone, &review(if n % 2 == 0 { "d/a" } else { "d/b" }));
            rows.push(row.clone());
            added.add(row, at(time, zone), &Renamed::default(), &Model::default());
            let whole = record(&rows, at(time, zone));
            prop_assert_eq!(added.progress(), whole.progress());
            prop_assert_eq!(added.today(DeviceId(device), at(time, zone)), whole.today(DeviceId(device), at(time, zone)));
        }
    }

    #[test]
    fn undo_is_as_if_neither_row_had_been_whatever_the_clocks_said(
        rows in rows(), index in any::<prop::sample::Index>(), time in time(), zone in zone(),
    ) {
        let target = rows[index.index(rows.len())].clone();
        prop_assume!(!matches!(target.what, What::Undo(_)));
        let undo = entry(7, 1, time, zone, &What::Undo(target.id));
        let without: Vec<Entry> = rows.iter().filter(|row| row.id != target.id).cloned().collect();
        prop_assert_eq!(replayed(&[rows, vec![undo]].concat(), now()), replayed(&without, now()));
    }

    #[test]
    fn today_is_never_before_the_last_row_of_the_device(rows in rows(), device in 0..3_u32, zone in zone()) {
        let record = record(&rows, now());
        let today = record.today(DeviceId(device), at(now().ms, zone));
        for item in record.progress().items.values() {
            let own = item.reviews.iter().filter(|review| review.id.device == DeviceId(device));
            // Where every row of a device is of the future, they count at another device's row.
            let is_future = |id: EntryId| record.entry(id).is_some_and(|row| row.time > now().ms + DAY);
            for review in own.filter(|review| !is_future(review.id)) {
                prop_assert!(review.day <= today);
            }
        }
    }

    #[test]
    fn rows_of_the_future_do_not_move_with_the_clock_and_hide_no_card_for_ever(
        rows in rows(), ahead in prop::collection::vec((0..3_u32, 400..40_000_i64, zone()), 1..5), wait in 1..300_i64,
    ) {
        // Clocks that are right, and devices of which some have nothing but rows from years ahead.
        let mut rows: Vec<Entry> = rows.into_iter().filter(|row| row.time.abs_diff(NOON) < 39 * DAY as u64).collect();
        prop_assume!(rows.iter().any(|row| !matches!(row.what, What::Undo(_))));
        let undone = undone(&rows);
        prop_assume!(rows.iter().any(|row| !matches!(row.what, What::Undo(_)) && !undone.contains(&row.id)));
        for (n, (device, days, zone)) in (100..).zip(ahead) {
            rows.push(entry(device + 2, n, now().ms + days * DAY, zone, &review("d/hidden")));
        }
        let (early, late) = (replayed(&rows, now()), replayed(&rows, at(now().ms + wait * DAY, 0)));
        prop_assert_eq!(&early, &late);
        let hidden = &early.items["d/hidden"];
        prop_assert!(hidden.last_day().unwrap() <= now().study_day());
        prop_assert!(early.future_rows > 0);
    }

    #[test]
    fn somebody_who_travels_has_one_day_after_the_other(
        legs in prop::collection::vec((HOUR / 2..30 * HOUR, zone()), 1..30),
    ) {
        let mut time = NOON;
        let rows: Vec<Entry> = (1..).zip(&legs).map(|(n, (hours, zone))| {
            time += hours;
            entry(1, n, time, *zone, &review("d/a"))
        }).collect();
        let progress = replayed(&rows, at(time, 0));
        let record = &progress.items["d/a"];
        prop_assert!(record.reviews.is_sorted_by_key(|review| review.day));
        // East of the date line a day begins 26 hours before it ends in the west.
        let elapsed = (time - rows[0].time) / DAY;
        prop_assert!(progress.days.len() as i64 <= elapsed + 3);
    }
}

/// Rules of daylight saving, in both hemispheres, with half an hour, at midnight, and with none.
const ZONES: [&str; 10] = [
    "EST5EDT,M3.2.0,M11.1.0",
    "PST8PDT,M3.2.0,M11.1.0",
    "CET-1CEST,M3.5.0,M10.5.0/3",
    "GMT0BST,M3.5.0/1,M10.5.0",
    "AEST-10AEDT,M10.1.0,M4.1.0/3",
    "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
    "<-04>4<-03>,M9.1.6/24,M4.1.6/24",
    "CST5CDT,M3.2.0/0,M11.1.0/1",
    "<+00>0<+02>-2,M3.5.0/1,M10.5.0/3",
    "JST-9",
];

fn study_day(zone: &TimeZone, time: Timestamp) -> StudyDay {
    let minutes = zone.to_offset(time).seconds() / 60;
    at(time.as_millisecond(), minutes).study_day()
}

#[test]
fn every_night_of_daylight_saving_has_one_study_day_before_four_and_the_next_after() {
    for rule in ZONES {
        let zone = TimeZone::posix(rule).unwrap();
        for year in [1969, 2026, 2027, 2038] {
            let mut day = civil::date(year, 1, 1);
            while day.year() == year {
                let moment =
                    |hour, minute| day.at(hour, minute, 0, 0).to_zoned(zone.clone()).unwrap();
                let before = study_day(&zone, moment(3, 59).timestamp());
                let after = study_day(&zone, moment(4, 0).timestamp());
                assert_eq!(after, StudyDay::of(day), "{rule} {day}");
                assert_eq!(before, StudyDay::of(day).minus(1), "{rule} {day}");
                day = day.tomorrow().unwrap();
            }
        }
    }
}

proptest! {
    #[test]
    fn as_time_goes_on_in_a_zone_a_study_day_follows_the_other(
        rule in prop::sample::select(ZONES.to_vec()), hours in 0..20_000_i64, minutes in 0..60_i64,
    ) {
        let zone = TimeZone::posix(rule).unwrap();
        let begin = Timestamp::from_millisecond(NOON + hours * HOUR).unwrap() + minutes.minutes();
        let days: Vec<StudyDay> = (0..200).map(|quarters| study_day(&zone, begin + (quarters * 15).minutes())).collect();
        prop_assert!(days.is_sorted());
        prop_assert!(days.windows(2).all(|pair| pair[1].since(pair[0]) <= 1));
        // Whole study days last from 22 to 26 hours.
        for whole in days.chunk_by(|a, b| a == b).skip(1).take(1).filter(|day| day[0] != *days.last().unwrap()) {
            prop_assert!((22 * 4..=26 * 4).contains(&whole.len()), "{}", whole.len());
        }
    }
}

#[test]
fn a_second_device_further_west_does_not_count_a_day_again() {
    // Morning in Tokyo, an hour later California, where it is still the day before, then Tokyo again.
    let morning = NOON - 12 * HOUR;
    let rows = [
        entry(1, 1, morning, 540, &review("d/a")),
        entry(2, 1, morning + HOUR, -480, &review("d/a")),
        entry(1, 2, morning + 2 * HOUR, 540, &review("d/a")),
    ];
    let progress = replayed(&rows, now());
    let record = &progress.items["d/a"];
    assert_eq!(record.reviews[1].day, record.reviews[0].day.minus(1));
    let days: Vec<u32> = record.recalled().iter().map(|one| one.days).collect();
    assert_eq!(days, [0, 0, 0]);
    assert_eq!(record.last_day(), Some(record.reviews[0].day));
}

#[test]
fn a_device_with_rows_of_2040_alone_hides_nothing() {
    let rows = [
        entry(1, 1, NOON, 0, &review("d/a")),
        entry(2, 1, NOON + 5_000 * DAY, 0, &review("d/b")),
    ];
    for days in [0, 10, 400] {
        let progress = replayed(&rows, at(NOON + days * DAY, 0));
        let last = progress.items["d/b"].last_day();
        assert_eq!(last, Some(at(NOON, 0).study_day()), "after {days} days");
    }
}

#[test]
fn a_clock_that_is_set_right_again_while_the_program_runs_brings_today_back() {
    let mut record = Record::default();
    let (renamed, model) = (Renamed::default(), Model::default());
    let wrong = at(NOON + 5_000 * DAY, 0);
    record.add(
        entry(1, 1, NOON, 0, &review("d/a")),
        at(NOON, 0),
        &renamed,
        &model,
    );
    record.add(
        entry(1, 2, wrong.ms, 0, &review("d/b")),
        wrong,
        &renamed,
        &model,
    );
    let right = at(NOON + HOUR, 0);
    record.add(
        entry(1, 3, right.ms, 0, &review("d/c")),
        right,
        &renamed,
        &model,
    );
    assert_eq!(record.today(DeviceId(1), right), right.study_day());
    assert_eq!(record.progress().future_rows, 1);
}
