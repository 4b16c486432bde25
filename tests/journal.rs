//! The record as files, through the real program: what `journal check` tells, the copies, and the clean journal beside.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::too_many_lines,
    reason = "a test that cannot go on says so by ending"
)]

mod support;

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use support::{
    code, home,
    pair::{Pair, WHOLE},
    run, stderr, stdout, write,
};

/// Some grades through the plain mode.
fn drilled() -> tempfile::TempDir {
    let home = home();
    let input = "\n3\n\n3\n\n3\n\n3\n\n3\n";
    let output = run(home.path(), &["drill", "--deck", "mine", "--plain"], input);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    home
}

fn journal_file(home: &Path) -> PathBuf {
    let mut files = fs::read_dir(home.join("data/journal")).unwrap();
    files.next().unwrap().unwrap().path()
}

/// Every file below a folder with its bytes.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

fn json(home: &Path, arguments: &[&str]) -> Value {
    let output = run(home, arguments, "");
    serde_json::from_str(&stdout(&output)).unwrap_or_else(|_| panic!("{}", stderr(&output)))
}

fn stats(home: &Path) -> Value {
    json(home, &["stats", "--json"])["reviews"].clone()
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn check_of_a_sound_journal_and_of_none_has_nothing_to_tell() {
    let none = tempfile::tempdir().unwrap();
    let check = json(none.path(), &["journal", "check", "--json"]);
    assert_eq!(check["files"], 0);
    let home = drilled();
    let output = run(home.path(), &["journal", "check"], "");
    assert_eq!(code(&output), 0);
    let text = stdout(&output);
    assert!(
        text.starts_with("1 files, ") && text.lines().count() == 1,
        "{text}"
    );
    let check = json(home.path(), &["journal", "check", "--json"]);
    for key in ["bad", "notices"] {
        assert_eq!(check[key], serde_json::json!([]), "{key}");
    }
    assert_eq!(check["devices"].as_array().unwrap().len(), 1);
}

#[test]
fn check_tells_of_copies_clones_later_versions_and_cut_ends_without_failing() {
    let home = drilled();
    let file = journal_file(home.path());
    let text = fs::read_to_string(&file).unwrap();
    let conflict = file.with_extension("sync-conflict-20261122-101010-ABC.jsonl");
    fs::write(&conflict, text.lines().next().unwrap()).unwrap();
    let device = &file.file_name().unwrap().to_str().unwrap()[..8];
    let checked = |body: &str| format!("{body},\"x\":\"{:08x}\"}}", crc(body.as_bytes()));
    let clone = checked(&format!(
        "{{\"v\":1,\"d\":\"{device}\",\"n\":2,\"t\":1795348800000,\"z\":0,\"k\":\"skip\",\"c\":\"mine/second\""
    ));
    let later = checked(&format!(
        "{{\"v\":2,\"d\":\"{device}\",\"n\":3,\"k\":\"\\u001bdream\""
    ));
    write(
        &home.path().join("data/journal/restored\u{1b}[2J.jsonl"),
        format!("{clone}\n{later}\n"),
    );
    let output = run(home.path(), &["journal", "check"], "");
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    let text = stdout(&output);
    for kind in ["unknown", "cloned", "torn", "duplicate", "file-name"] {
        assert!(
            text.contains(&format!(": note[{kind}]: ")),
            "{kind} in\n{text}"
        );
    }
    assert!(!text.contains('\u{1b}'), "{text:?}");
    let check = json(home.path(), &["journal", "check", "--json"]);
    let duplicate = check["notices"]
        .as_array()
        .unwrap()
        .iter()
        .find(|notice| notice["kind"] == "duplicate")
        .unwrap();
    assert_eq!(duplicate["count"], 1);
    assert_eq!(duplicate["places"][0]["line"], 1);
    assert_eq!(duplicate["places"][0]["path"], conflict.to_str().unwrap());
    assert_eq!(check["unknown"], 1);
    assert_eq!(check["bad"], serde_json::json!([]));
}

/// crc32 (IEEE), bit by bit: the tests know nothing of the program's own.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
    !bytes
        .iter()
        .fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

#[test]
fn repair_finds_what_is_whole_and_swap_brings_it_back() {
    let home = drilled();
    let file = journal_file(home.path());
    let sound = fs::read_to_string(&file).unwrap();
    let before = stats(home.path());
    let lines: Vec<&str> = sound.lines().collect();
    let mut damaged = format!("\u{feff}{}{}\r\n\0\0\0{}\n", lines[0], lines[1], lines[2]);
    damaged.extend(lines[3..].iter().map(|line| format!("{line}\n")));
    damaged.push_str("half a row, \u{1b}[31m");
    fs::write(&file, &damaged).unwrap();
    assert!(stats(home.path()).as_u64() < before.as_u64());

    let all = contents(home.path());
    let dry = json(home.path(), &["journal", "repair", "--dry-run", "--json"]);
    assert_eq!(
        (&dry["found"], &dry["repaired"], &dry["backup"]),
        (&Value::from(3), &Value::Null, &Value::Null)
    );
    assert_eq!(contents(home.path()), all, "a dry run writes nothing");

    let output = run(home.path(), &["journal", "repair"], "");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let text = stdout(&output);
    assert!(
        text.contains("2 whole rows stand in it") && text.contains("no whole row stands in it")
    );
    assert!(stderr(&output).contains("the journal is copied to "));
    assert!(!text.contains('\u{1b}'));
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        damaged,
        "the journal is unchanged"
    );
    let backups = names(&home.path().join("data/backups"));
    assert!(
        backups.len() == 1 && backups[0].ends_with("Z-before-repair"),
        "{backups:?}"
    );
    let copy = home
        .path()
        .join("data/backups")
        .join(&backups[0])
        .join(file.file_name().unwrap());
    assert_eq!(fs::read_to_string(copy).unwrap(), damaged);

    assert!(text.contains("the same command with --swap"), "{text}");
    let swapped = run(home.path(), &["journal", "repair", "--swap"], "");
    assert_eq!(code(&swapped), 0, "{}", stderr(&swapped));
    assert!(stdout(&swapped).contains("the clean journal is in place"));
    assert_eq!(names(file.parent().unwrap()).len(), 1);
    assert_eq!(fs::read_to_string(&file).unwrap(), sound);
    assert_eq!(stats(home.path()), before);
    let check = run(home.path(), &["journal", "check"], "");
    assert_eq!(code(&check), 0, "{}", stdout(&check));
    let again = run(home.path(), &["journal", "repair"], "");
    assert!(stdout(&again).contains("there is nothing to repair"));
    // The damaged file still stands in two places.
    let aside = names(&home.path().join("data"));
    assert!(
        aside
            .iter()
            .any(|name| name.starts_with("journal-set-aside-")),
        "{aside:?}"
    );
}

#[test]
fn where_no_copy_can_be_written_repair_and_import_do_nothing() {
    let home = drilled();
    let file = journal_file(home.path());
    let damaged = fs::read_to_string(&file).unwrap() + "bad\n";
    fs::write(&file, &damaged).unwrap();
    write(&home.path().join("data/backups"), "in the way");
    let output = run(home.path(), &["journal", "repair"], "");
    assert_eq!(code(&output), 1);
    assert!(
        stderr(&output).contains("so nothing was done"),
        "{}",
        stderr(&output)
    );
    assert!(
        !names(&home.path().join("data"))
            .iter()
            .any(|name| name.starts_with("journal-repaired"))
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), damaged);

    let pair = Pair::new();
    pair.held(WHOLE);
    write(
        &pair.candidate.path().join("data/journal/a.jsonl"),
        "not a row\n",
    );
    write(&pair.candidate.path().join("data/backups"), "in the way");
    let output = pair.import();
    assert_eq!((code(&output), stdout(&output)), (1, String::new()));
    assert!(
        stderr(&output).contains("so nothing was done"),
        "{}",
        stderr(&output)
    );
    assert_eq!(
        names(&pair.candidate.path().join("data/journal")),
        ["a.jsonl"]
    );
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_nothing_is_written() {
    let home = drilled();
    let file = journal_file(home.path());
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&file).is_ok() {
        return; // root reads everything
    }
    let output = run(home.path(), &["journal", "repair"], "");
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("cannot be read whole"));
}

#[test]
fn an_import_is_copied_before_once_and_can_be_put_back() {
    let pair = Pair::new();
    let home = pair.candidate.path();
    write(&home.join("data/decks/mine.md"), support::DECK);
    run(home, &["drill", "--deck", "mine", "--plain"], "\n3\n");
    let journal = contents(&home.join("data/journal"));
    pair.held(WHOLE);
    let output = pair.import();
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let list = json(home, &["journal", "backups", "--json"]);
    let backup = &list["backups"][0];
    assert_eq!(backup["before"], "import");
    let copy = PathBuf::from(backup["path"].as_str().unwrap());
    let bytes = |files: BTreeMap<PathBuf, Vec<u8>>| files.into_values().collect::<Vec<_>>();
    assert_eq!(bytes(contents(&copy)), bytes(journal.clone()));
    let text = stdout(&run(home, &["journal", "backups"], ""));
    assert!(text.contains("Z-before-import  1 files, 1 KiB"), "{text}");
    // As the documentation says.
    for command in [
        "mkdir data/journal-set-aside && mv data/journal/*.jsonl data/journal-set-aside".to_owned(),
        format!("cp {}/*.jsonl data/journal", copy.display()),
    ] {
        let status = Command::new("sh")
            .args(["-c", &command])
            .current_dir(home)
            .status()
            .unwrap();
        assert!(status.success());
    }
    assert_eq!(contents(&home.join("data/journal")), journal);
}

#[test]
fn repair_waits_for_nobody_and_a_dry_run_needs_no_lock() {
    let home = drilled();
    fs::write(home.path().join("data/journal/x.jsonl"), "bad\n").unwrap();
    let mut open = support::program(home.path())
        .args(["drill", "--deck", "mine", "--plain", "--cram"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Its first byte comes when the desk is open.
    let mut lines = open.stdout.take().unwrap();
    std::io::Read::read_exact(&mut lines, &mut [0]).unwrap();
    let output = run(home.path(), &["journal", "repair"], "");
    assert_eq!(code(&output), 1);
    assert!(
        stderr(&output).contains("mensetsu is already open"),
        "{}",
        stderr(&output)
    );
    let dry = run(home.path(), &["journal", "repair", "--dry-run"], "");
    assert_eq!(code(&dry), 0);
    assert!(stdout(&dry).contains("nothing is written"));
    drop((open.stdin.take(), lines));
    open.wait().unwrap();
}

#[test]
fn a_grade_after_the_repair_is_in_the_swapped_journal_too() {
    let home = drilled();
    let file = journal_file(home.path());
    // The journal lies on another place and is a link, as with a folder that is synced.
    let synced = tempfile::tempdir().unwrap();
    let target = synced.path().join("a b");
    fs::rename(file.parent().unwrap(), &target).unwrap_or_else(|_| {
        fs::create_dir(&target).unwrap();
        fs::copy(&file, target.join(file.file_name().unwrap())).unwrap();
        fs::remove_dir_all(file.parent().unwrap()).unwrap();
    });
    std::os::unix::fs::symlink(&target, home.path().join("data/journal")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    let mut damaged = fs::read_to_string(&file).unwrap();
    damaged.push_str("bad\n");
    fs::write(&file, &damaged).unwrap();
    assert_eq!(code(&run(home.path(), &["journal", "repair"], "")), 0);
    let drill = [
        "drill", "--deck", "mine", "--plain", "--ahead", "--items", "1",
    ];
    let graded = run(home.path(), &drill, "?\n3\n?\n3\n");
    assert!(stdout(&graded).contains("saved: "), "{}", stdout(&graded));
    let before = stats(home.path());
    let swapped = run(home.path(), &["journal", "repair", "--swap"], "");
    assert_eq!(code(&swapped), 0, "{}", stderr(&swapped));
    assert_eq!(stats(home.path()), before);
    assert_eq!(code(&run(home.path(), &["journal", "check"], "")), 0);
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(
        names(synced.path())
            .iter()
            .any(|name| name.starts_with("journal-set-aside-")),
        "beside the folder itself, where renaming is possible"
    );
}

#[test]
fn a_relative_home_is_the_same_from_every_folder_and_a_relative_data_folder_is_refused() {
    let home = drilled();
    let folder = home.path().parent().unwrap();
    let name = home.path().file_name().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_mensetsu"));
    command.current_dir(folder).arg("--home").arg(name);
    let output = command.args(["journal", "path"]).output().unwrap();
    assert!(
        Path::new(stdout(&output).trim()).is_absolute(),
        "{}",
        stdout(&output)
    );
    let mut command = support::program(home.path());
    command.env("MENSETSU_DATA", "data");
    let output = command.args(["journal", "path"]).output().unwrap();
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("MENSETSU_DATA is not a whole path: data"));
}

#[test]
fn a_counter_beyond_all_others_is_kept_and_not_counted_on_from() {
    let home = drilled();
    let file = journal_file(home.path());
    let device = &file.file_name().unwrap().to_str().unwrap()[..8];
    let body = format!(
        "{{\"v\":1,\"d\":\"{device}\",\"n\":{},\"t\":1795348800000,\"z\":0,\"k\":\"dream\"",
        u64::MAX
    );
    let crc = crc32fast::hash(body.as_bytes());
    let row = format!("{body},\"x\":\"{crc:08x}\"}}\n");
    fs::write(&file, fs::read_to_string(&file).unwrap() + &row).unwrap();
    let drill = [
        "drill", "--deck", "mine", "--plain", "--ahead", "--items", "2",
    ];
    let graded = run(home.path(), &drill, "?\n3\n?\n3\n\n3\n\n3\n");
    assert_eq!(code(&graded), 0, "{}", stderr(&graded));
    assert!(stdout(&graded).contains("saved: "), "{}", stdout(&graded));
    let check = stdout(&run(home.path(), &["journal", "check"], ""));
    assert!(!check.contains("18446744073709"), "{check}");
    assert!(
        support::rows(home.path())
            .iter()
            .all(|row| { row["n"].as_u64().is_some_and(|n| n < 100 || n == u64::MAX) })
    );
}
