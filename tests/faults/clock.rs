//! Row 30: the clock stands 400 days back, or in the year 2040, and comes right again.

use crate::{
    means::{Need, has},
    sitting::{DRILL, Sitting, check, home, printed, reviews, through, without_bundled_decks},
    support,
    terminal::Session,
};

const DAY_MS: i64 = 86_400_000;

fn faketime(time: &str) -> [&str; 3] {
    ["faketime", "-f", time]
}

/// The counted time of the newest review by its counter, in ms.
fn newest(home: &std::path::Path) -> i64 {
    let rows = support::rows(home);
    let reviews = rows.iter().filter(|row| row["k"] == "review");
    let newest = reviews.max_by_key(|row| row["n"].as_i64()).unwrap();
    newest["t"].as_i64().unwrap()
}

#[test]
fn row_30_a_wrong_clock_writes_its_time_and_harms_nothing() {
    if !has(30, &[Need::Tool("faketime")]) {
        return;
    }
    let now = jiff::Timestamp::now().as_millisecond();
    let year_2040 = 2_208_988_800_000;
    for (time, expected) in [
        ("-400d", now - 400 * DAY_MS),
        ("@2040-01-01 00:00:00", year_2040),
        ("@2038-01-19 03:14:06", 2_147_483_646_000),
        ("@1969-06-01 00:00:00", -18_489_600_000),
    ] {
        let home = home();
        without_bundled_decks(home.path());
        let mut right = Sitting::start(home.path());
        assert!(right.grade().starts_with("saved: "));
        right.end();

        let mut wrong = Sitting::of(through(&faketime(time), home.path()).args(DRILL));
        let line = wrong.grade();
        assert!(line.starts_with("saved: "), "{time}: {line}");
        let ended = wrong.end();
        assert_eq!(ended.code, 0, "{time}");
        let written = newest(home.path());
        assert!(
            (expected..expected + DAY_MS).contains(&written),
            "{time}: {written} and not about {expected}"
        );
        for arguments in [
            &["stats"][..],
            &["goal", "set", "--minutes", "20"],
            &["plan"],
        ] {
            let output = through(&faketime(time), home.path())
                .args(arguments)
                .stdin(std::process::Stdio::null())
                .output()
                .unwrap();
            let errors = support::stderr(&output);
            assert!(
                !errors.contains("panicked"),
                "{time} {arguments:?}: {errors}"
            );
            assert!(
                matches!(output.status.code(), Some(0..=2)),
                "{time} {arguments:?}"
            );
        }

        // The clock is right again: the next grade has its time, and every command speaks.
        let mut next = Sitting::start(home.path());
        assert!(next.grade().starts_with("saved: "), "{time}");
        assert_eq!(next.end().code, 0);
        assert!(newest(home.path()) - now < DAY_MS);
        assert_eq!(reviews(home.path()).len(), 3, "{time}");
        for arguments in [&[][..], &["stats"], &["plan"]] {
            printed(&support::run(home.path(), arguments, ""));
        }
        let bad = check(home.path()).1["bad"].as_array().unwrap().len();
        assert_eq!(bad, 0, "{time}");
    }
}

#[test]
fn row_30_the_screen_works_with_a_wrong_clock() {
    if !has(30, &[Need::Tool("faketime")]) {
        return;
    }
    for time in ["-400d", "@2040-01-01 00:00:00"] {
        let home = home();
        let arguments = ["drill", "--deck", "mine"];
        let mut session = Session::start_through(&faketime(time), home.path(), &arguments, &[]);
        session
            .see("What is number 01?")
            .press(" ")
            .see("1 again")
            .press("3")
            .see("What is number 02?")
            .press("\u{3}");
        assert!(session.end().success(), "{time}");
        assert_eq!(reviews(home.path()), ["mine/card-01 good"]);
    }
}
