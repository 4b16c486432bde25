//! Row 16: two programs over one home.

use std::{fs, path::Path};

use crate::{
    sitting::{
        DRILL, Sitting, assert_exactly, check, drilled, home, home_with_grades, lost, printed,
        reviews, saved,
    },
    support::{self, program, run},
    terminal::Session,
};

#[test]
fn row_16_the_second_is_refused_and_may_look() {
    let home = home();
    let mut first = Sitting::start(home.path());
    assert!(first.grade().starts_with("saved: "));
    let before = support::rows(home.path());
    let said = format!(
        "error: mensetsu is already open (process {})\nhint: ",
        first.child.id()
    );
    for writes in [
        &DRILL[..],
        &["speak", "--plain"],
        &["deck", "use", "mine", "off"],
        &["goal", "set", "--minutes", "20"],
        &["known", "add", "/dev/null"],
    ] {
        let refused = drilled(program(home.path()).args(writes), "\n3\n");
        assert_eq!(refused.code, 1, "{writes:?}: {refused:?}");
        assert!(refused.errors.starts_with(&said), "{writes:?}: {refused:?}");
    }
    for reads in [
        &[][..],
        &["deck", "list"],
        &["stats"],
        &["plan"],
        &["warm-up"],
    ] {
        printed(&run(home.path(), reads, ""));
    }
    assert_eq!(check(home.path()).0, 0);
    assert_eq!(support::rows(home.path()), before);
    assert!(first.grade().starts_with("saved: "));
    let ended = first.end();
    assert_exactly(home.path(), &ended.saved());
    // The lock is free again, its file still there.
    assert!(home.path().join("state/lock").exists());
    let mut next = Sitting::start(home.path());
    assert!(next.grade().starts_with("saved: "));
    next.end();
}

#[test]
fn row_16_the_second_screen_looks_around_and_says_why_it_does_not_save() {
    let home = home();
    let mut first = Sitting::start(home.path());
    first.grade();
    let mut second = Session::start(home.path(), &[], &[]);
    second
        .see("already open")
        .press("a")
        .see("shows the answer")
        .press(" ")
        .see("1 again")
        .press("3")
        .see("already open")
        .press("\u{3}");
    second.end();
    first.grade();
    let ended = first.end();
    assert_exactly(home.path(), &ended.saved());
}

#[test]
fn row_16_of_many_that_start_at_once_one_gets_the_lock() {
    let home = home();
    let mut all: Vec<Sitting> = (0..6).map(|_| Sitting::start(home.path())).collect();
    for sitting in &mut all {
        sitting.say("\n3\n\n3\n");
    }
    // Their inputs stay open, so who holds the lock holds it until the others have been refused.
    let holder = all.iter_mut().position(Sitting::begins);
    let holder = all.swap_remove(holder.unwrap());
    for sitting in all {
        let ended = sitting.end();
        assert_eq!((ended.code, ended.lines.len()), (1, 0), "{ended:?}");
        assert!(ended.errors.contains("already open"), "{ended:?}");
    }
    let ended = holder.end();
    assert_eq!((ended.code, ended.saved().len()), (0, 2));
    assert_exactly(home.path(), &ended.saved());
}

/// Somebody removes the lock file, and two write to one journal: no grade of either is lost.
#[test]
fn row_16_without_the_lock_file_nothing_is_lost_either() {
    for clears in ["state/lock", "state"] {
        let (home, _) = home_with_grades(1);
        let mut first = Sitting::start(home.path());
        first.grade();
        remove(&home.path().join(clears));
        let mut second = Sitting::start(home.path());
        for _ in 0..4 {
            assert!(first.grade().starts_with("saved: "));
            assert!(second.grade().starts_with("saved: "));
        }
        let (first, second) = (first.end(), second.end());
        let all: Vec<String> = [first.lines, second.lines].concat();
        assert_eq!(lost(home.path(), &saved(&all)), 0, "without {clears}");
        assert_eq!(reviews(home.path()).len(), 10);
        assert_eq!(check(home.path()).0, 0);
        crate::sitting::assert_counters_differ(home.path());
    }
}

fn remove(path: &Path) {
    if path.is_dir() {
        fs::remove_dir_all(path).unwrap();
    } else {
        fs::remove_file(path).unwrap();
    }
}
