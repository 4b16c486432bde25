//! Rows 64–69: clocks that are wrong, rows that nobody knows, and copies of a journal.

use std::{fs, path::PathBuf, process::Command};

use serde_json::Value;

use crate::place::{Place, Ran, assert_holds, watched};

/// A row with its check. `t` in UTC milliseconds, `z` in minutes east.
fn row(device: &str, n: u64, t: i64, z: i32, rest: &str) -> String {
    version(1, device, n, t, z, rest)
}

fn version(v: u32, device: &str, n: u64, t: i64, z: i32, rest: &str) -> String {
    let line = format!(r#"{{"v":{v},"d":"{device}","n":{n},"t":{t},"z":{z},{rest}"#);
    format!(
        "{line},\"x\":\"{:08x}\"}}\n",
        crc32fast::hash(line.as_bytes())
    )
}

const REVIEW: &str = r#""k":"review","c":"good/first","g":3,"ms":5000"#;
const DAY: i64 = 86_400_000;

fn journal(place: &Place, name: &str, rows: &[String]) -> PathBuf {
    place.file(&format!("data/journal/{name}"), rows.concat())
}

fn stats(place: &Place) -> Value {
    let ran = place.run(&["stats", "--json"], "");
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.out))
}

/// Every command that reads progress.
fn read_everywhere(place: &Place) {
    for arguments in [
        &["--plain"][..],
        &["stats"],
        &["plan", "--json"],
        &["deck", "list"],
        &["brief"],
        &["journal", "check"],
        &["drill", "--plain", "--items", "1"],
    ] {
        place.run(arguments, "\n3\n");
    }
}

pub fn years_of_every_kind() {
    // 1969, 1970, 2038, 10000, and what no calendar reaches.
    for t in [
        -DAY,
        -1,
        0,
        2_147_483_648_000,
        253_402_300_800_000,
        i64::MAX,
        i64::MIN,
        8_640_000_000_000_001,
    ] {
        let place = Place::new();
        let z = [0, 840, -720, i32::MAX, i32::MIN][usize::try_from(t.unsigned_abs() % 5).unwrap()];
        journal(
            &place,
            "00000001-2026.jsonl",
            &[
                row("00000001", 1, t, z, REVIEW),
                row("00000001", 2, 1_795_348_800_000, 0, REVIEW),
            ],
        );
        read_everywhere(&place);
    }
    let place = Place::new();
    for date in [
        "1969-12-31",
        "0000-01-01",
        "9999-12-31",
        "10000-01-01",
        "-1",
        "2147483647",
        "99999999999999999999",
    ] {
        place.run(&["goal", "set", "--date", date], "");
        place.run(&["plan", "--json"], "");
    }
    // The clock of the machine itself, where the tool for it is at hand.
    if Command::new("faketime").arg("--version").output().is_err() {
        println!("skipped: faketime is not installed");
        return;
    }
    for date in [
        "1975-01-01 00:00:00",
        "2038-01-19 03:14:08",
        "2100-02-28 23:59:59",
        "9999-12-31 23:59:59",
    ] {
        let place = Place::new();
        for arguments in [
            &["drill", "--plain", "--items", "1"][..],
            &["stats", "--json"],
            &["plan"],
            &["--plain"],
        ] {
            let ran = at(&place, date, arguments);
            place.judge(&ran, date);
        }
        assert_eq!(crate::support::rows(&place.home()).len(), 1, "{date}");
    }
}

/// Runs the program at another time of the machine.
fn at(place: &Place, date: &str, arguments: &[&str]) -> Ran {
    let mut command = Command::new("faketime");
    command
        .args(["-f", date, env!("CARGO_BIN_EXE_mensetsu"), "--home"])
        .arg(place.home())
        .args(arguments);
    command.env("TZ", "UTC").current_dir(place.work());
    watched(command, "\n3\n")
}

pub fn clocks_that_go_back() {
    let place = Place::new();
    let t = 1_795_348_800_000;
    journal(
        &place,
        "00000001-2026.jsonl",
        &[
            row("00000001", 1, t, 540, REVIEW),
            row("00000001", 2, t - DAY, -600, REVIEW),
            row("00000001", 3, t - DAY, 840, REVIEW),
        ],
    );
    read_everywhere(&place);
    let mut counted = Vec::new();
    for zone in [
        "UTC",
        "Asia/Tokyo",
        "Pacific/Kiritimati",
        "America/New_York",
        "Nonsense/Zone",
        "",
    ] {
        let mut command = place.command(&["journal", "check", "--json"]);
        command.env("TZ", zone);
        let ran = watched(command, "");
        place.judge(&ran, zone);
        let value: Value = serde_json::from_str(&ran.out).unwrap();
        counted.push(value["rows"].clone());
    }
    counted.dedup();
    assert_eq!(
        counted.len(),
        1,
        "a review counts once, wherever one is: {counted:?}"
    );
}

pub fn reviews_of_the_future() {
    let place = Place::new();
    // The day after tomorrow of the next century.
    journal(
        &place,
        "00000001-2026.jsonl",
        &[row("00000001", 1, 4_102_444_800_000, 0, REVIEW)],
    );
    read_everywhere(&place);
    let check: Value =
        serde_json::from_str(&place.run(&["journal", "check", "--json"], "").out).unwrap();
    assert_eq!(check["bad"].as_array().unwrap().len(), 0, "the row is kept");
    // The card comes within the month, and not in the next century.
    let ran = place.run(&["drill", "--plain", "--deck", "good"], "\n3\n");
    assert_holds(&ran.out, &["The next 1 come on 202"]);
}

pub fn rows_of_another_version() {
    let place = Place::new();
    let t = 1_795_348_800_000;
    journal(
        &place,
        "00000001-2026.jsonl",
        &[
            row("00000001", 1, t, 0, REVIEW),
            version(2, "00000001", 2, t, 0, REVIEW),
            row("00000001", 3, t, 0, r#""k":"teleport","to":"\u001b[31m""#),
            row(
                "00000001",
                4,
                t,
                0,
                &format!("{REVIEW},\"zz\":{{\"a\":[1]}}"),
            ),
        ],
    );
    let check: Value =
        serde_json::from_str(&place.run(&["journal", "check", "--json"], "").out).unwrap();
    assert_eq!((&check["rows"], &check["unknown"]), (&4.into(), &2.into()));
    read_everywhere(&place);
    let kept = fs::read_to_string(place.home().join("data/journal/00000001-2026.jsonl")).unwrap();
    assert_eq!(kept.lines().count(), 4, "nothing is taken away");
}

pub fn a_cloned_home() {
    let place = Place::new();
    let t = 1_795_348_800_000;
    journal(
        &place,
        "00000001-2026.jsonl",
        &[row("00000001", 1, t, 0, REVIEW)],
    );
    journal(
        &place,
        "clone-00000001-2026.jsonl",
        &[row("00000001", 1, t + 1_000, 0, REVIEW)],
    );
    let check: Value =
        serde_json::from_str(&place.run(&["journal", "check", "--json"], "").out).unwrap();
    assert_eq!(check["rows"], 2, "one device, one counter, two rows");
    let before = stats(&place);
    assert_eq!(before["format"], 1);
    place.run(&["drill", "--plain", "--items", "1"], "\n3\n");
    let devices: Vec<String> = crate::support::rows(&place.home())
        .iter()
        .map(|row| row["d"].to_string())
        .collect();
    assert!(
        devices.iter().any(|device| device != "\"00000001\""),
        "a home that was copied gets a device of its own"
    );
}

pub fn copies_of_a_sync_tool() {
    let place = Place::new();
    let t = 1_795_348_800_000;
    let (first, second) = (
        row("00000001", 1, t, 0, REVIEW),
        row("00000001", 2, t + DAY, 0, REVIEW),
    );
    journal(&place, "00000001-2026.jsonl", std::slice::from_ref(&first));
    let check = |place: &Place| -> Value {
        serde_json::from_str(&place.run(&["journal", "check", "--json"], "").out).unwrap()
    };
    assert_eq!(check(&place)["rows"], 1);
    let copies = [
        "00000001-2026.sync-conflict-20261122-101010-ABC.jsonl",
        "00000001-2026 (conflicted copy).jsonl",
    ];
    for copy in copies {
        journal(&place, copy, &[first.clone(), second.clone()]);
    }
    assert_eq!(check(&place)["bad"], Value::Array(Vec::new()));
    let whole = Place::new();
    journal(&whole, "00000001-2026.jsonl", &[first, second]);
    assert_eq!(
        stats(&place),
        stats(&whole),
        "united, and none counted twice"
    );
    read_everywhere(&place);
}
