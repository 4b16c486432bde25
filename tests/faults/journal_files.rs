//! Rows 18 to 23: journal files that a crash, a sync tool or a restore left in a state that nobody wished for.

use std::{
    fs,
    path::{Path, PathBuf},
};

use mensetsu::{
    journal::{DeviceId, Moment, What, row},
    store::{JournalFiles, JournalWriter},
};

use crate::{
    sitting::{
        Sitting, assert_counters_differ, check, home, home_with_grades, lost, reviews, saved,
    },
    support::{self, run},
};

fn cut(path: &Path, length: u64) {
    let file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.set_len(length).unwrap();
}

fn append(path: &Path, bytes: &[u8]) {
    use std::io::Write;
    let mut file = fs::OpenOptions::new().append(true).open(path).unwrap();
    file.write_all(bytes).unwrap();
}

/// The whole lines of a file.
fn whole_lines(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

/// Every byte of the last three rows, through the store; the program itself at some of them.
#[test]
fn row_18_a_tail_torn_at_any_byte_costs_that_row_alone() {
    let (home, log) = home_with_grades(4);
    let whole = fs::read(&log).unwrap();
    let ends: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] == b'\n').collect();
    let device = fs::read_to_string(home.path().join("state/device.json")).unwrap();
    let device: serde_json::Value = serde_json::from_str(&device).unwrap();
    let device = DeviceId::parse(device["id"].as_str().unwrap()).unwrap();
    let folder = home.path().join("data/journal");
    let now = Moment {
        ms: jiff::Timestamp::now().as_millisecond(),
        zone_minutes: 0,
    };
    for at in ends[0] + 1..whole.len() {
        fs::write(&log, &whole[..at]).unwrap();
        let before = JournalFiles::read(&folder);
        let skip = What::Skip {
            item: "mine/card-60".into(),
        };
        let mut writer = JournalWriter::new(&folder, device, &before);
        let entry = writer.append(now, &skip).unwrap();
        let after = JournalFiles::read(&folder);
        assert_eq!(after.entries.last(), Some(&entry), "cut at {at}");
        // A row that lacks its newline alone is whole.
        assert_eq!(after.entries.len(), before.entries.len() + 1, "cut at {at}");
        assert!(before.entries.len() >= whole_lines(&whole[..at]));
        assert!(after.bad.len() <= 1, "cut at {at}");
    }
    let near = |end: usize| [end - 1, end, end + 1, end + 2];
    for at in ends[1..3].iter().flat_map(|end| near(*end)) {
        fs::write(&log, &whole[..at]).unwrap();
        let there = reviews(home.path()).len();
        let mut sitting = Sitting::start(home.path());
        assert!(sitting.grade().starts_with("saved: "), "cut at {at}");
        let ended = sitting.end();
        assert_eq!(ended.code, 0);
        assert_eq!(reviews(home.path()).len(), there + 1, "cut at {at}");
        assert_eq!(lost(home.path(), &ended.saved()), 0);
        let is_torn = whole[at - 1] != b'\n' && whole[at] != b'\n';
        let (code, said) = check(home.path());
        assert_eq!(said["bad"].as_array().unwrap().len(), usize::from(is_torn));
        assert_eq!(code, i32::from(is_torn));
    }
}

#[test]
fn row_19_a_tail_of_zeros_or_nothing_is_passed_over() {
    for tail in [64, 5_000, 70_000] {
        let (home, log) = home_with_grades(2);
        append(&log, &vec![0; tail]);
        let mut sitting = Sitting::start(home.path());
        assert!(sitting.grade().starts_with("saved: "));
        let ended = sitting.end();
        assert_eq!(ended.code, 0);
        assert!(ended.errors.contains("cannot be read"), "{}", ended.errors);
        assert_eq!(reviews(home.path()).len(), 3, "{tail} zeros");
        let (code, said) = check(home.path());
        assert_eq!((code, said["bad"][0]["line"].as_u64()), (1, Some(3)));
        assert_eq!(said["bad"].as_array().unwrap().len(), 1);
    }
    // A file that was made and never written, as a power cut may leave it.
    let (home, log) = home_with_grades(1);
    cut(&log, 0);
    let mut sitting = Sitting::start(home.path());
    assert!(sitting.grade().starts_with("saved: "));
    assert_eq!(sitting.end().code, 0);
    assert_eq!((reviews(home.path()).len(), check(home.path()).0), (1, 0));
}

#[test]
fn row_20_a_flipped_bit_costs_one_row_and_is_counted() {
    let (home, log) = home_with_grades(5);
    let text = fs::read_to_string(&log).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let start = lines[..2].concat().len();
    // The grade as the table has it, then one bit in each of many places of the row.
    let regraded = lines[2].replace("\"g\":3", "\"g\":1");
    assert_ne!(regraded, lines[2]);
    let mut damaged = vec![text.replace(lines[2], &regraded).into_bytes()];
    for at in (0..lines[2].len() - 1).step_by(3) {
        let mut bytes = text.clone().into_bytes();
        bytes[start + at] ^= 1;
        damaged.push(bytes);
    }
    let count = damaged.len();
    for (index, bytes) in damaged.into_iter().enumerate() {
        // A flip may make a newline, and then two lines are bad.
        let lines = whole_lines(&bytes);
        fs::write(&log, bytes).unwrap();
        assert_eq!(reviews(home.path()).len(), 4, "damage {index} of {count}");
        if index % 20 == 0 {
            let (code, said) = check(home.path());
            let bad = said["bad"].as_array().unwrap();
            assert_eq!((code, bad.len()), (1, lines - 4));
            assert_eq!(bad[0]["line"], 3);
            let path = PathBuf::from(bad[0]["path"].as_str().unwrap());
            assert_eq!(path.file_name(), log.file_name());
        }
    }
    let mut sitting = Sitting::start(home.path());
    assert!(sitting.grade().starts_with("saved: "));
    let ended = sitting.end();
    assert!(
        ended
            .errors
            .contains("1 line of the journal cannot be read")
    );
    assert_eq!(reviews(home.path()).len(), 5);
}

#[test]
fn row_21_a_log_that_is_replaced_is_opened_again() {
    let (home, log) = home_with_grades(2);
    let folder = log.parent().unwrap();
    let mut sitting = Sitting::start(home.path());
    for round in 0..3 {
        assert!(sitting.grade().starts_with("saved: "));
        let copy = folder.join("x");
        fs::copy(&log, &copy).unwrap();
        if round == 1 {
            // What came in by the pull: a row of another device, in this file too.
            let other = What::Flag {
                card: "mine/card-50".into(),
                on: true,
            };
            let (line, _) = row::write(DeviceId(7), 1, 1_795_348_800_000, 0, &other).unwrap();
            append(&copy, format!("{line}\n").as_bytes());
        }
        fs::rename(&copy, &log).unwrap();
    }
    assert!(sitting.grade().starts_with("saved: "));
    let ended = sitting.end();
    assert_eq!(ended.code, 0);
    assert_eq!(reviews(home.path()).len(), 6);
    assert_eq!(lost(home.path(), &ended.saved()), 0);
    assert_counters_differ(home.path());
    assert_eq!(check(home.path()).0, 0);
}

#[test]
fn row_21_another_writer_in_the_same_file_loses_nothing() {
    let (home, log) = home_with_grades(1);
    let mut sitting = Sitting::start(home.path());
    assert!(sitting.grade().starts_with("saved: "));
    // A merge tool that left a piece without a newline: the next row stands on its own line.
    append(&log, b"<<<<<<< HEAD");
    assert!(sitting.grade().starts_with("saved: "));
    assert!(sitting.grade().starts_with("saved: "));
    let ended = sitting.end();
    assert_eq!(reviews(home.path()).len(), 4);
    assert_eq!(lost(home.path(), &ended.saved()), 0);
    let (_, said) = check(home.path());
    assert_eq!(said["bad"].as_array().unwrap().len(), 1);
}

#[test]
fn row_22_a_shortened_log_never_gives_a_counter_twice() {
    let (home, log) = home_with_grades(2);
    let mut sitting = Sitting::start(home.path());
    for _ in 0..4 {
        sitting.grade();
    }
    let before = support::rows(home.path());
    let highest = before.iter().filter_map(|row| row["n"].as_u64()).max();
    // An older copy comes back: it ends in the middle of a row.
    cut(&log, fs::metadata(&log).unwrap().len() - 500);
    let kept = reviews(home.path()).len();
    assert!(kept < 6);
    assert!(sitting.grade().starts_with("saved: "));
    let added = JournalFiles::read(log.parent().unwrap());
    let added = added.entries.last().unwrap().id.n;
    assert!(Some(added) > highest, "{added} after {highest:?}");
    // Once more, to nothing, and then the folder is swapped for an older one.
    cut(&log, 0);
    assert!(sitting.grade().starts_with("saved: "));
    let folder = log.parent().unwrap();
    let older = folder.with_file_name("older");
    fs::create_dir(&older).unwrap();
    fs::write(older.join(log.file_name().unwrap()), "").unwrap();
    fs::rename(folder, folder.with_file_name("newer")).unwrap();
    fs::rename(&older, folder).unwrap();
    assert!(sitting.grade().starts_with("saved: "));
    let last = JournalFiles::read(folder).entries[0].id.n;
    assert!(last > added + 1, "{last} after {added}");
    assert_eq!(sitting.end().code, 0);
}

#[test]
fn row_23_a_conflict_copy_is_united() {
    let (home, log) = home_with_grades(2);
    let copy = log.with_file_name(format!(
        "{}.sync-conflict-20261122-101010-ABC.jsonl",
        log.file_stem().unwrap().to_str().unwrap()
    ));
    fs::copy(&log, &copy).unwrap();
    let mut sitting = Sitting::start(home.path());
    assert!(sitting.grade().starts_with("saved: "));
    sitting.end();
    // A row that only the copy holds counts too, with a Dropbox name as well.
    let dropbox = log.with_file_name("journal (conflicted copy 2026-11-22).jsonl");
    fs::rename(&copy, &dropbox).unwrap();
    let text = fs::read_to_string(&log).unwrap();
    let rest: String = text.split_inclusive('\n').skip(2).collect();
    fs::write(&log, rest).unwrap();
    let stats = run(home.path(), &["stats", "--json"], "");
    let stats: serde_json::Value = serde_json::from_slice(&stats.stdout).unwrap();
    assert_eq!(stats["reviews"], 3, "each review once");
    let mut next = Sitting::start(home.path());
    assert!(next.grade().starts_with("saved: "));
    let ended = next.end();
    assert_eq!(saved(&ended.lines).len(), 1);
    assert_counters_differ(home.path());
    assert_eq!(check(home.path()).0, 0);
}

#[test]
fn row_23_an_empty_journal_file_and_foreign_files_are_no_harm() {
    let home = home();
    let folder = home.path().join("data/journal");
    support::write(&folder.join("empty.jsonl"), "");
    support::write(&folder.join(".git/config"), "[core]");
    support::write(&folder.join("notes.txt"), "mine");
    fs::create_dir(folder.join("folder.jsonl")).unwrap();
    let mut sitting = Sitting::start(home.path());
    assert!(sitting.grade().starts_with("saved: "));
    assert_eq!(sitting.end().code, 0);
    assert_eq!(reviews(home.path()).len(), 1);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 5);
}
