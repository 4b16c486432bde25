//! Rows 24 and 31: journals of several devices come together in any order, twice, and from a copied home.
//!
//! The laws themselves, over thousands of random journals, stand beside the code that they bind, in
//! `src/journal/replay/tests.rs`; here files are merged and the program is asked.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    sitting::{DRILL, Sitting, assert_counters_differ, check, home, log, printed, reviews},
    support::{self, program, run},
};

const LAWS: [&str; 5] = [
    "union_is_commutative_associative_and_idempotent",
    "replay_does_not_depend_on_the_order_of_arrival",
    "an_undo_is_as_if_neither_row_had_been",
    "adding_rows_one_by_one_gives_what_a_replay_gives",
    "a_device_never_goes_back_a_study_day",
];

#[test]
fn row_24_the_laws_of_merging_stand_beside_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/journal/replay/tests.rs");
    let text = fs::read_to_string(path).unwrap();
    for law in LAWS {
        assert!(
            text.contains(&format!("fn {law}(")),
            "the law {law} is gone"
        );
    }
}

/// What two commands say of a home, without what changes with the second.
fn said(home: &Path) -> String {
    let commands = [&["stats", "--json"][..], &["drill", "--plain"]];
    let said = commands.map(|command| printed(&run(home, command, "")));
    said.concat()
}

/// A journal of a device of its own, in which this many items were graded in some way.
fn journal(count: usize, grade: &str) -> (tempfile::TempDir, PathBuf) {
    let home = home();
    let mut sitting = Sitting::start(home.path());
    for _ in 0..count {
        sitting.say(&format!("\n{grade}\n"));
        sitting.until(&["saved: "]);
    }
    // One of them is taken back, and a card is marked.
    sitting.say("u\n:f\n");
    sitting.until(&["flagged: "]);
    sitting.end();
    let log = log(home.path());
    (home, log)
}

#[test]
fn row_24_files_in_any_order_and_twice_give_the_same() {
    let sources = [journal(3, "3"), journal(5, "1"), journal(4, "4")];
    let text = |index: usize| fs::read_to_string(&sources[index].1).unwrap();
    let shown = |files: &[(&str, String)]| {
        let home = home();
        for (name, text) in files {
            support::write(&home.path().join("data/journal").join(name), text);
        }
        said(home.path())
    };
    let expected = shown(&[
        ("a.jsonl", text(0)),
        ("b.jsonl", text(1)),
        ("c.jsonl", text(2)),
    ]);
    assert!(expected.contains("\"reviews\": 9"), "{expected}");
    for order in [[1, 2, 0], [2, 1, 0]] {
        let names = ["a.jsonl", "b.jsonl", "c.jsonl"];
        let files: Vec<(&str, String)> = names.into_iter().zip(order.map(text)).collect();
        assert_eq!(shown(&files), expected, "{order:?}");
    }
    let all = [text(0), text(1), text(2)].concat();
    let mut lines: Vec<&str> = all.lines().collect();
    lines.reverse();
    let turned = lines.join("\n") + "\n";
    assert_eq!(shown(&[("a.jsonl", turned.clone())]), expected);
    let twice = [("a.jsonl", all), ("a (conflicted copy).jsonl", turned)];
    assert_eq!(shown(&twice), expected);
}

/// The id of the device of a home.
fn device(home: &Path) -> String {
    let text = fs::read_to_string(home.join("state/device.json")).unwrap();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    file["id"].as_str().unwrap().to_owned()
}

#[test]
fn row_31_a_cloned_home_gets_a_device_of_its_own_and_nothing_is_lost() {
    let (one, _) = crate::sitting::home_with_grades(3);
    let folder = tempfile::tempdir().unwrap();
    let two = folder.path().join("H2");
    let copied = Command::new("cp")
        .arg("-a")
        .args([one.path(), &two])
        .status();
    assert!(copied.unwrap().success());
    // Both go on twice; the copy too while the first one runs, for its lock is not theirs to share.
    let mut first = Sitting::start(one.path());
    let mut acknowledged = 3;
    for _ in 0..2 {
        let mut second = Sitting::start(&two);
        for sitting in [&mut first, &mut second] {
            assert!(sitting.grade().starts_with("saved: "));
            acknowledged += 1;
        }
        assert_eq!(second.end().code, 0);
    }
    assert_eq!(first.end().code, 0);
    assert_ne!(device(one.path()), device(&two));
    // A copy that is moved is a third device.
    let third = folder.path().join("H3");
    fs::rename(&two, &third).unwrap();
    let mut moved = Sitting::of(program(&third).args(DRILL));
    assert!(moved.grade().starts_with("saved: "));
    acknowledged += 1;
    moved.end();

    for entry in fs::read_dir(third.join("data/journal")).unwrap() {
        let path = entry.unwrap().path();
        let target = one
            .path()
            .join("data/journal")
            .join(path.file_name().unwrap());
        if !target.exists() {
            fs::copy(&path, target).unwrap();
        }
    }
    assert_eq!(reviews(one.path()).len(), acknowledged);
    assert_counters_differ(one.path());
    let (code, said) = check(one.path());
    assert_eq!((code, said["devices"].as_array().unwrap().len()), (0, 3));
}

#[test]
fn row_31_two_rows_with_one_counter_are_both_kept() {
    // A clone whose device file was copied over by force: the same device, the same counter, another row.
    let (home, log) = crate::sitting::home_with_grades(1);
    let copy = fs::read(&log).unwrap();
    let mut sitting = Sitting::start(home.path());
    sitting.grade();
    sitting.end();
    let first = fs::read(&log).unwrap();
    fs::write(&log, &copy).unwrap();
    let mut sitting = Sitting::start(home.path());
    sitting.say("\n1\n");
    sitting.until(&["saved: "]);
    sitting.end();
    fs::write(log.with_file_name("other.jsonl"), first).unwrap();
    assert_eq!(
        support::rows(home.path()).len(),
        4,
        "two files of two rows each"
    );
    let stats = printed(&run(home.path(), &["stats", "--json"], ""));
    let stats: serde_json::Value = serde_json::from_str(&stats).unwrap();
    assert_eq!(
        stats["reviews"], 3,
        "the first row once, both of the others"
    );
}
