//! Rows 9, 10 and 12 to 15: disks that are full, read-only, not ours, or gone.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::Path,
};

use crate::{
    means::{Mount, Need, has},
    sitting::{
        DRILL, GOOD, Sitting, assert_exactly, check, drilled, home, printed, put_deck, reviews,
        through,
    },
    support::{self, program, run, stderr, stdout},
    terminal::Session,
};

/// A home whose journal lies on a file system of its own.
fn home_with_mount(mount: &Mount) -> tempfile::TempDir {
    let home = home();
    let journal = home.path().join("data/journal");
    let there = mount.path().join("journal");
    fs::create_dir(&there).unwrap();
    std::os::unix::fs::symlink(there, journal).unwrap();
    home
}

/// Leaves less room than a row needs.
fn fill(folder: &Path) {
    use std::io::Write;
    let mut file = fs::File::create(folder.join("filler")).unwrap();
    while file.write_all(&[b'x'; 64]).is_ok() {}
}

#[test]
fn row_09_a_full_disk_tears_no_row() {
    if !has(9, &[Need::Mount]) {
        return;
    }
    let mount = Mount::memory("16k").unwrap();
    let home = home_with_mount(&mount);
    let mut sitting = Sitting::start(home.path());
    let mut line = sitting.grade();
    let mut count = 0;
    while line.starts_with("saved: ") {
        count += 1;
        assert!(count < 1_000, "the disk does not fill");
        sitting.say("\n1\n");
        line = sitting.until(&["saved: ", "not saved: "]);
    }
    assert!(line.contains("No space left on device"), "{line}");
    let ended = sitting.end();
    assert_eq!(ended.code, 1);
    assert!(ended.saved().len() > 10);
    assert_exactly(home.path(), &ended.saved());
    // Looking around works on a full disk.
    assert_eq!(check(home.path()).0, 0);
    printed(&run(home.path(), &["stats"], ""));
}

#[test]
fn row_10_when_space_comes_back_the_next_grade_is_saved() {
    if !has(10, &[Need::Mount]) {
        return;
    }
    let mount = Mount::memory("8k").unwrap();
    let home = home_with_mount(&mount);
    let mut sitting = Sitting::start(home.path());
    assert!(sitting.grade().starts_with("saved: "));
    fill(mount.path());
    let mut line = sitting.grade();
    while line.starts_with("saved: ") {
        line = sitting.grade();
    }
    assert!(line.contains("No space left on device"), "{line}");
    mount.again("size=1m");
    let again = sitting.grade_again();
    assert!(again.starts_with("saved: "), "{again}");
    assert!(sitting.grade().starts_with("saved: "));
    let ended = sitting.end();
    assert_eq!(ended.code, 0);
    assert_exactly(home.path(), &ended.saved());
}

#[test]
fn row_10_the_screen_goes_on_when_space_comes_back() {
    if !has(10, &[Need::Mount]) {
        return;
    }
    let mount = Mount::memory("4k").unwrap();
    let home = home_with_mount(&mount);
    fill(mount.path());
    let mut session = Session::start(home.path(), &["drill", "--deck", "mine"], &[]);
    session
        .see("What is number 01?")
        .press(" ")
        .see("1 again")
        .press("3")
        .see("not saved")
        .see("space left on device");
    assert_eq!(reviews(home.path()).len(), 0);
    mount.again("size=1m");
    session.press("3").see("What is number 02?");
    session.press("\u{3}");
    assert!(session.end().success());
    assert_exactly(home.path(), &["mine/card-01 good"]);
}

#[test]
fn row_12_a_file_size_limit_keeps_what_was_saved() {
    if !has(12, &[Need::Tool("bash")]) {
        return;
    }
    let home = home();
    // In units of 1,024 bytes.
    let mut command = through(
        &["bash", "-c", "ulimit -f 4; exec \"$0\" \"$@\""],
        home.path(),
    );
    let mut sitting = Sitting::of(command.args(DRILL));
    let mut line = sitting.grade();
    while line.starts_with("saved: ") {
        line = sitting.grade();
    }
    // Without care for the signal SIGXFSZ the system ends the program without a word.
    assert!(line.contains("File too large"), "{line}");
    let ended = sitting.end();
    assert_eq!(ended.code, 1);
    assert!(ended.saved().len() > 10);
    assert_exactly(home.path(), &ended.saved());
}

#[test]
fn row_13_a_read_only_journal_refuses_grades_and_browsing_works() {
    if !has(13, &[Need::Mount]) {
        return;
    }
    let (home, _) = crate::sitting::home_with_grades(2);
    let journal = home.path().join("data/journal");
    let shown = Mount::new(&["--bind", journal.to_str().unwrap()]).unwrap();
    shown.again("ro,bind");
    let moved = home.path().join("data/elsewhere");
    fs::rename(&journal, &moved).unwrap();
    std::os::unix::fs::symlink(shown.path(), &journal).unwrap();
    let mut sitting = Sitting::start(home.path());
    let line = sitting.grade();
    assert!(line.starts_with("not saved: "), "{line}");
    assert!(line.contains("Read-only file system"), "{line}");
    assert_eq!(sitting.end().code, 1);
    assert_eq!(reviews(home.path()).len(), 2);
    for arguments in [
        &["deck", "list"][..],
        &["stats"],
        &["plan"],
        &["journal", "check"],
    ] {
        printed(&run(home.path(), arguments, ""));
    }
}

#[test]
fn row_13_a_read_only_home_is_said_and_can_be_looked_at() {
    if !has(13, &[Need::Mount]) {
        return;
    }
    let (source, _) = crate::sitting::home_with_grades(2);
    let home = Mount::new(&["--bind", source.path().to_str().unwrap()]).unwrap();
    home.again("ro,bind");
    let refused = drilled(program(home.path()).args(DRILL), GOOD);
    assert_eq!((refused.code, refused.lines.len()), (1, 0));
    assert!(
        refused.errors.contains("Read-only file system"),
        "{refused:?}"
    );
    for arguments in [
        &[][..],
        &["deck", "list"],
        &["deck", "show", "mine"],
        &["stats"],
        &["plan"],
        &["stories", "matrix"],
        &["warm-up"],
        &["journal", "check"],
    ] {
        printed(&run(home.path(), arguments, ""));
    }
    // The screen opens, says why grades are not saved, and shows what is there.
    let mut session = Session::start(home.path(), &[], &[]);
    session.see("Grades are not saved");
    session.press("d").see("60 cards");
    session.press("\u{3}");
    session.end();
}

#[test]
fn row_14_without_permission_there_is_a_message() {
    if !has(14, &[Need::Root, Need::Tool("setpriv")]) {
        return;
    }
    let nobody = [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
    ];
    let (home, log) = crate::sitting::home_with_grades(2);
    let open = |path: &Path, mode| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    open(home.path(), 0o755);
    // The binary must be reachable too.
    let may = through(&nobody, home.path()).arg("--version").output();
    if !may.is_ok_and(|output| output.status.success()) {
        return crate::means::skip(14, "another user cannot run the program from this folder");
    }
    let refused = drilled(through(&nobody, home.path()).args(DRILL), GOOD);
    assert_eq!(refused.code, 1);
    assert!(refused.errors.starts_with("error: "), "{refused:?}");
    assert!(refused.errors.contains("Permission denied"), "{refused:?}");
    let listed = through(&nobody, home.path())
        .args(["deck", "list"])
        .output();
    assert!(printed(&listed.unwrap()).contains("mine"));

    // The lock may be taken, the journal may not be written.
    for path in ["state", "state/lock", "state/device.json"] {
        let owned = home.path().join(path);
        std::os::unix::fs::chown(&owned, Some(65_534), Some(65_534)).unwrap();
    }
    let refused = drilled(through(&nobody, home.path()).args(DRILL), "\n3\nq\n");
    assert_eq!(refused.code, 1);
    let said = refused
        .lines
        .iter()
        .find(|line| line.starts_with("not saved: "));
    assert!(said.unwrap().contains("Permission denied"), "{refused:?}");
    assert_eq!(reviews(home.path()).len(), 2);

    // A journal that may not even be read is named, and nothing is written beside it.
    open(&log, 0o600);
    let refused = drilled(through(&nobody, home.path()).args(DRILL), "\n3\nq\n");
    let named = format!("note: {} cannot be read", log.display());
    assert!(refused.errors.starts_with(&named), "{refused:?}");
    assert_eq!((refused.code, refused.saved().len()), (1, 0));
    assert_eq!(reviews(home.path()).len(), 2);
}

#[test]
fn row_15_a_missing_or_vanished_folder_is_made_again() {
    for vanishing in ["data/journal", "data", "state", "cache"] {
        let home = home();
        let mut sitting = Sitting::start(home.path());
        assert!(sitting.grade().starts_with("saved: "));
        // A folder that a backup or a sync tool took away.
        let _ = fs::remove_dir_all(home.path().join(vanishing));
        let before = reviews(home.path()).len();
        for _ in 0..2 {
            let line = sitting.grade();
            assert!(line.starts_with("saved: "), "{vanishing}: {line}");
        }
        assert_eq!(sitting.end().code, 0, "{vanishing}");
        assert_eq!(reviews(home.path()).len(), before + 2, "{vanishing}");
        put_deck(home.path());
        let mut next = Sitting::start(home.path());
        assert!(next.grade().starts_with("saved: "), "{vanishing}");
        assert_eq!(next.end().code, 0);
        crate::sitting::assert_counters_differ(home.path());
    }
    // A home that does not exist at all.
    let nothing = tempfile::tempdir().unwrap();
    let home = nothing.path().join("not/there");
    let listed = run(&home, &["deck", "list"], "");
    assert!(printed(&listed).contains("japanese-terms"));
    assert!(!home.exists(), "looking makes no folders");
    let ended = drilled(
        program(&home).args(["drill", "--plain", "--items", "1"]),
        "q\n",
    );
    assert_eq!(ended.code, 0, "{ended:?}");
}

#[test]
fn row_15_the_screen_saves_after_the_data_folder_vanished() {
    let home = home();
    let mut session = Session::start(home.path(), &["drill", "--deck", "mine"], &[]);
    session.see("What is number 01?").press(" ").see("1 again");
    session.press("3").see("What is number 02?");
    fs::remove_dir_all(home.path().join("data")).unwrap();
    session.press(" ").see("It is 2.").press("4");
    session.see("What is number 03?").press("\u{3}");
    assert!(session.end().success());
    assert_eq!(reviews(home.path()), ["mine/card-02 easy"]);
}

#[test]
fn row_15_a_file_where_the_state_folder_should_be_is_named() {
    let home = home();
    support::write(&home.path().join("state"), "in the way");
    let refused = run(home.path(), &DRILL, GOOD);
    assert_eq!(support::code(&refused), 1);
    assert!(
        stderr(&refused).starts_with("error: "),
        "{}",
        stderr(&refused)
    );
    assert_eq!(stdout(&refused), "");
}

/// A spoken answer on a full disk: it is said that it is not kept, typing goes on, and with space it is kept again.
#[test]
fn row_10_notes_are_kept_again_when_space_comes_back() {
    if !has(10, &[Need::Mount]) {
        return;
    }
    let mount = Mount::memory("64k").unwrap();
    let home = home();
    let talk = support::spoken::SPOKEN[0].1;
    support::write(&home.path().join("data/decks/talk.md"), talk);
    std::os::unix::fs::symlink(mount.path(), home.path().join("state")).unwrap();
    let mut session = Session::start(home.path(), &["speak", "talk/limiter"], &[]);
    session.see("Design a rate limiter");
    fill(mount.path());
    session.press("n").see("notes ──").press("per customer");
    session.see("The attempt so far is not kept");
    session
        .press(" and endpoint")
        .see("per customer and endpoint");
    mount.again("size=1m");
    session.press(".").see("endpoint.");
    let file = home.path().join("state/attempt.json");
    crate::sitting::wait_until("the notes on the disk", || {
        fs::read_to_string(&file).is_ok_and(|text| text.contains("endpoint."))
    });
    session.press("\u{3}");
    session.end();
    assert!(
        fs::read_to_string(&file)
            .unwrap()
            .contains("per customer and endpoint.")
    );
}
