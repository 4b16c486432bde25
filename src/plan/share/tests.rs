#![allow(clippy::float_cmp, reason = "these numbers are exact")]

use proptest::prelude::*;

use super::*;

fn share(set: Option<u32>) -> Share {
    let goal = Goal {
        share: set,
        ..Goal::default()
    };
    Share::of(&goal, true)
}

fn days(share: Share) -> SpokenDays<'static> {
    SpokenDays {
        share,
        minutes: 30,
        interview: StudyDay(112),
        off: &[],
    }
}

#[test]
fn the_convention_changes_with_the_days_left() {
    let percents: Vec<u32> = [0, 3, 4, 7, 8, 21, 22, 400].map(convention).to_vec();
    assert_eq!(percents, [80, 80, 60, 60, 40, 40, 25, 25]);
}

#[test]
fn a_share_that_is_set_holds_on_each_day_and_nothing_is_held_without_cards() {
    assert_eq!(share(Some(30)).percent(1), 30);
    assert_eq!(share(Some(30)).percent(90), 30);
    assert_eq!(Share::of(&Goal::default(), false).percent(1), 0);
    assert_eq!(Share::default().short(1), 1.0);
    assert_eq!(share(None).shifted(20).percent(3), 100);
    assert_eq!(share(None).shifted(-20).percent(30), 5);
    assert_eq!(share(Some(0)).shifted(-20).percent(30), 0);
}

#[test]
fn minutes_that_were_not_spoken_add_up_over_seven_days() {
    let days = days(share(Some(40)));
    let today = StudyDay(100);
    let pool = |since: i32, spoken: &dyn Fn(StudyDay) -> f64| {
        let pool = days.pool(StudyDay(since), today, days.seconds(today), spoken);
        (pool.seconds() / 60.0).round()
    };
    let silent = |_| 0.0;
    assert_eq!(pool(100, &silent), 12.0);
    assert_eq!(pool(98, &silent), 36.0);
    assert_eq!(pool(60, &silent), 84.0, "six days before, and today");
    // What was spoken beyond the minutes of a day comes out of the days before it, and then out of nothing.
    let once =
        |on: i32, minutes: f64| move |day: StudyDay| if day.0 == on { minutes * 60.0 } else { 0.0 };
    assert_eq!(pool(97, &once(99, 30.0)), 18.0);
    assert_eq!(pool(97, &once(99, 300.0)), 12.0);
    assert_eq!(pool(97, &once(100, 300.0)), 0.0);
}

#[test]
fn days_off_and_the_interview_itself_have_no_minutes() {
    let off = ["1970-04-11".into()];
    let days = SpokenDays {
        off: &off,
        ..days(share(None))
    };
    assert_eq!(StudyDay(100).to_string(), "1970-04-11");
    assert_eq!(days.seconds(StudyDay(100)), 0.0);
    assert_eq!(days.seconds(StudyDay(101)), 12.0 * 60.0);
    assert_eq!(days.seconds(StudyDay(112)), 0.0);
}

proptest! {
    #[test]
    fn a_share_is_within_its_bounds_and_the_two_parts_are_the_whole(
        set in prop::option::of(0u32..200), shift: i32, days_left: u32, has_spoken: bool,
    ) {
        let goal = Goal { share: set, ..Goal::default() };
        let share = Share::of(&goal, has_spoken).shifted(shift);
        prop_assert!(share.percent(days_left) <= 100);
        prop_assert!((share.short(days_left) + share.spoken(days_left) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_pool_is_never_negative_and_speaking_never_fills_it(
        spoken in prop::collection::vec(0u32..4_000, 14), more in 0u32..4_000, on in 0usize..14,
    ) {
        let days = days(share(None));
        let today = StudyDay(111);
        let of = |spoken: &[u32]| {
            let spoken = spoken.to_vec();
            let seconds = move |day: StudyDay| f64::from(spoken[(day.0 - 98) as usize]);
            days.pool(StudyDay(98), today, days.seconds(today), seconds).seconds()
        };
        let before = of(&spoken);
        let most: f64 = (105..=111).map(|day| days.seconds(StudyDay(day))).sum();
        prop_assert!(before >= 0.0 && before <= most + 1e-6);
        let mut louder = spoken.clone();
        louder[on] += more;
        prop_assert!(of(&louder) <= before + 1e-6);
    }
}
