use super::*;

const DAY: i64 = 86_400_000;
/// 2026-11-22 13:15 UTC.
const NOW: Moment = Moment {
    ms: 1_795_353_300_000,
    zone_minutes: 0,
};

fn home() -> (tempfile::TempDir, Home) {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path());
    fs::create_dir_all(home.journal()).unwrap();
    fs::write(home.journal().join("abcd0123-2026.jsonl"), "one\n").unwrap();
    (folder, home)
}

fn later(days: i64) -> Moment {
    Moment {
        ms: NOW.ms + days * DAY,
        ..NOW
    }
}

fn names(home: &Home) -> Vec<String> {
    let entries = fs::read_dir(home.backups()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_copy_holds_every_journal_file_and_nothing_else() {
    let (_folder, home) = home();
    let conflict = "abcd0123-2026.sync-conflict-20261122-101010-ABC.jsonl";
    fs::write(home.journal().join(conflict), [0, 159, 10]).unwrap();
    fs::write(home.journal().join("notes.txt"), "mine").unwrap();
    fs::create_dir(home.journal().join(".stfolder")).unwrap();
    let Written::New(path) = write(&home, Reason::Import, NOW).unwrap() else {
        panic!("there is a copy to write");
    };
    assert_eq!(
        path,
        home.backups().join("2026-11-22T131500Z-before-import")
    );
    assert_eq!(fs::read(path.join(conflict)).unwrap(), [0, 159, 10]);
    assert_eq!(names(&home).len(), 1);
    let backups = list(&home.backups());
    assert_eq!((backups[0].files, backups[0].bytes), (2, 7));
}

#[test]
fn no_journal_needs_no_copy() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path());
    assert_eq!(write(&home, Reason::Import, NOW).unwrap(), Written::Nothing);
    assert!(!home.backups().exists());
}

#[test]
fn the_same_bytes_are_copied_once_and_a_damaged_copy_does_not_serve() {
    let (_folder, home) = home();
    let first = write(&home, Reason::Import, NOW).unwrap();
    let again = write(&home, Reason::Repair, later(1)).unwrap();
    assert_eq!(again, Written::Same(first.path().unwrap().to_owned()));
    let copied = first.path().unwrap().join("abcd0123-2026.jsonl");
    fs::write(copied, "One\n").unwrap();
    assert!(matches!(
        write(&home, Reason::Repair, later(1)).unwrap(),
        Written::New(_)
    ));
    fs::write(home.journal().join("abcd0123-2026.jsonl"), "one\ntwo\n").unwrap();
    assert!(matches!(
        write(&home, Reason::Repair, later(1)).unwrap(),
        Written::New(_)
    ));
}

#[test]
fn a_name_that_is_taken_is_left_alone() {
    let (_folder, home) = home();
    let taken = home.backups().join("2026-11-22T131500Z-before-import");
    fs::create_dir_all(home.backups()).unwrap();
    fs::create_dir(&taken).unwrap();
    let second = "2026-11-22T131500Z-before-import-2";
    fs::write(home.backups().join(second), "a file").unwrap();
    let Written::New(path) = write(&home, Reason::Import, NOW).unwrap() else {
        panic!("an empty folder is no copy");
    };
    assert!(path.ends_with("2026-11-22T131500Z-before-import-3"));
    assert_eq!(fs::read_dir(taken).unwrap().count(), 0);
    assert_eq!(fs::read(home.backups().join(second)).unwrap(), b"a file");
}

#[test]
fn old_copies_are_thinned_and_what_is_not_ours_stays() {
    let (_folder, home) = home();
    let others = [
        "mine",
        "1795348800000-deck.md",
        "2026-01-01T000000Z-before-spring",
    ];
    for other in others {
        fs::create_dir_all(home.backups().join(other)).unwrap();
    }
    let elsewhere = tempfile::tempdir().unwrap();
    let link = home.backups().join("2024-01-01T000000Z-before-import");
    std::os::unix::fs::symlink(elsewhere.path(), &link).unwrap();
    let used = home.backups().join("2024-03-01T000000Z-before-import");
    fs::create_dir_all(used.join("my folder")).unwrap();
    fs::create_dir_all(home.backups().join("2024-03-02T000000Z-before-import")).unwrap();
    let left = home
        .backups()
        .join(".mensetsu-new-2024-03-02T000000Z-before-import");
    fs::create_dir(&left).unwrap();
    for day in 0..60 {
        let row = format!("{day}\n");
        fs::write(home.journal().join("abcd0123-2026.jsonl"), row).unwrap();
        write(&home, Reason::Import, later(day)).unwrap();
    }
    for other in others {
        assert!(home.backups().join(other).is_dir(), "{other}");
    }
    assert!(link.is_symlink() && used.is_dir() && !left.exists());
    let ours: Vec<Backup> = list(&home.backups());
    // The last day is a Wednesday: today, two weeks, and eight weeks before that, the first of them begun by its Monday.
    assert_eq!(
        ours.iter()
            .filter(|one| one.name.seconds > 1_795_000_000)
            .count(),
        1 + 14 + 8
    );
    assert_eq!(
        fs::read_to_string(ours[0].path.join("abcd0123-2026.jsonl")).unwrap(),
        "59\n"
    );
    assert!(
        !names(&home)
            .iter()
            .any(|name| name.starts_with(".mensetsu"))
    );
}

#[test]
fn where_no_copy_can_be_written_nothing_is_left() {
    let (_folder, home) = home();
    fs::write(home.backups(), "a file is in the way").unwrap();
    let error = write(&home, Reason::Import, NOW).unwrap_err();
    assert!(error.path.contains("backups"), "{error}");
    fs::remove_file(home.backups()).unwrap();
    // A file that is no longer there when it is to be read.
    let gone = [home.journal().join("gone.jsonl")];
    let name = CopyName::new(NOW, Reason::Import);
    assert!(copy(&gone, &home.backups(), name).is_err());
    assert_eq!(names(&home), Vec::<String>::new());
}
