//! Rows 1 and 17: the program is killed at random moments.

use std::time::Duration;

use crate::sitting::{AGAIN, DRILL, Sitting, assert_counters_differ, check, home, lost};

/// How often the program is killed; 20, or what `MENSETSU_KILLS` says.
fn kills() -> usize {
    let said = std::env::var("MENSETSU_KILLS").ok();
    said.map_or(20, |said| said.parse().unwrap())
}

/// A moment that nobody chose, at most this many microseconds from now. The delay is the point of these rows.
fn random_moment(most: u64) {
    std::thread::sleep(Duration::from_micros(rand::random_range(0..=most)));
}

#[test]
fn row_01_kill_9_at_random_moments() {
    let home = home();
    let mut acknowledged = Vec::new();
    for _ in 0..kills() {
        let mut command = crate::support::program(home.path());
        let mut sitting = Sitting::of(command.args(DRILL).arg("--ahead"));
        sitting.say(&AGAIN.repeat(500));
        sitting.until(&["saved: "]);
        random_moment(30_000);
        let ended = sitting.killed();
        assert_eq!(ended.code, 128 + 9, "the input was used up before the kill");
        acknowledged.extend(ended.saved().into_iter().map(str::to_owned));
    }
    let acknowledged: Vec<&str> = acknowledged.iter().map(String::as_str).collect();
    let lost = lost(home.path(), &acknowledged);
    let kills = kills();
    println!(
        "row 1: {kills} kills, {} grades acknowledged, {lost} lost",
        acknowledged.len()
    );
    assert_eq!(lost, 0);
    assert!(acknowledged.len() >= kills);
    assert_counters_differ(home.path());
    // A line that a kill tore would be named; an append of one line is not torn by a kill.
    assert_eq!(check(home.path()).1["unknown"], 0);
}

#[test]
fn row_17_the_lock_goes_with_its_holder() {
    let home = home();
    for round in 0..kills() {
        let mut holder = Sitting::start(home.path());
        if round % 2 == 0 {
            // At its start: between taking the lock and writing the id of the device.
            random_moment(100_000);
        } else {
            // Who is refused prints nothing, and waiting for this fails.
            holder.until(&["drill: "]);
            random_moment(10_000);
        }
        let ended = holder.killed();
        assert!(!ended.errors.contains("already open"), "{}", ended.errors);
    }
    let mut next = Sitting::start(home.path());
    assert!(next.grade().starts_with("saved: "));
    assert_eq!(next.end().code, 0);
}
