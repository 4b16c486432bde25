use proptest::prelude::*;

use super::*;

/// 2026-11-22 12:00 UTC.
const NOON: i64 = 1_795_348_800;
const DAY: i64 = 86_400;

fn at(seconds: i64, zone_minutes: i32) -> Moment {
    Moment {
        ms: seconds * 1_000,
        zone_minutes,
    }
}

fn copy(seconds: i64) -> CopyName {
    CopyName::new(at(seconds, 0), Reason::Import)
}

fn thinned(copies: &[CopyName], now: Moment) -> Vec<CopyName> {
    let surplus = surplus(copies, now);
    let kept = copies.iter().filter(|copy| !surplus.contains(copy));
    kept.copied().collect()
}

#[test]
fn a_name_says_when_and_before_what() {
    let name = CopyName::new(at(NOON + 4_500, 540), Reason::Repair);
    assert_eq!(name.to_string(), "2026-11-22T131500Z-before-repair");
    assert_eq!(
        name.next().to_string(),
        "2026-11-22T131500Z-before-repair-2"
    );
    assert_eq!(CopyName::parse(&name.next().to_string()), Some(name.next()));
}

#[test]
fn other_names_are_not_ours() {
    for name in [
        "",
        "mine",
        "1795348800000-mine.md",
        "2026-11-22T131500Z-before-",
        "2026-11-22T131500Z-before-spring",
        "2026-11-22T131500Z-before-imports",
        "2026-11-22T131500Z-before-import-",
        "2026-11-22T131500Z-before-import-1",
        "2026-11-22T131500Z-before-import-02",
        "2026-11-22T131500Z-before-import-+2",
        "2026-11-22T131500Z-before-import-2-copy",
        "2026-11-22T131500-before-import",
        "2026-11-22T13:15:00Z-before-import",
        "2026-11-22 131500Z-before-import",
        "2026-1-22T131500Z-before-import",
        "2026-13-22T131500Z-before-import",
        "2026-02-30T131500Z-before-import",
        " 2026-11-22T131500Z-before-import",
        "2026-11-22T131500Z-before-import ",
        ".mensetsu-new-2026-11-22T131500Z-before-import",
    ] {
        assert_eq!(CopyName::parse(name), None, "{name}");
    }
}

#[test]
fn a_clock_beyond_every_calendar_still_gives_a_name() {
    for ms in [i64::MIN, -1, 0, i64::MAX, 253_402_300_800_000] {
        let moment = Moment {
            ms,
            zone_minutes: 0,
        };
        let name = CopyName::new(moment, Reason::Import);
        assert_eq!(CopyName::parse(&name.to_string()), Some(name), "{ms}");
        assert!(surplus(&[name], moment).is_empty());
    }
}

#[test]
fn the_rule_is_that_of_the_contract() {
    // Three copies a day for 200 days, looked at on the last of them.
    let copies: Vec<CopyName> = (0..200)
        .flat_map(|day| [9, 6, 3].map(|hours| copy(NOON - day * DAY - hours * 3_600)))
        .collect();
    let kept = thinned(&copies, at(NOON, 0));
    let ages: Vec<i64> = kept
        .iter()
        .map(|copy| (NOON - copy.seconds) / DAY)
        .collect();
    assert_eq!(ages.iter().filter(|age| **age == 0).count(), 3);
    for age in 1..=14 {
        assert_eq!(ages.iter().filter(|kept| **kept == age).count(), 1, "{age}");
    }
    // 2026-11-22 is a Sunday: day 15 is a Saturday, and each week is kept by its Sunday from day 21 on.
    let weekly: Vec<i64> = ages
        .iter()
        .copied()
        .filter(|age| (15..=84).contains(age))
        .collect();
    assert_eq!(weekly, [15, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84]);
    let monthly: Vec<i64> = ages.iter().copied().filter(|age| *age > 84).collect();
    // The last days of August (day 85 is the 29th), July, June and May.
    assert_eq!(monthly, [85, 114, 145, 175]);
}

#[test]
fn a_copy_a_day_for_two_years_leaves_a_bounded_number() {
    let mut kept: Vec<CopyName> = Vec::new();
    for day in 0..730 {
        let now = NOON + day * DAY;
        kept.push(copy(now));
        kept = thinned(&kept, at(now, 0));
        // Today, 14 days, up to 11 weeks, and the months.
        assert!(
            kept.len() as i64 <= 1 + 14 + 11 + 1 + day / 28,
            "{day}: {}",
            kept.len()
        );
        let newest: Vec<i64> = kept
            .iter()
            .rev()
            .take(15)
            .map(|copy| (now - copy.seconds) / DAY)
            .collect();
        assert!(newest.iter().copied().eq(0..newest.len() as i64), "{day}");
    }
    // Nowhere is a gap longer than a month and a week: what thinning leaves one day is enough for the rule of the next.
    let longest = kept
        .windows(2)
        .map(|pair| pair[1].seconds - pair[0].seconds)
        .max();
    assert!(longest.unwrap() <= 38 * DAY);
    assert!(kept[0].seconds < NOON + 38 * DAY);
}

fn copies() -> impl Strategy<Value = Vec<CopyName>> {
    let one = (-900 * DAY..30 * DAY, 1..4_u32, any::<bool>()).prop_map(|(ago, number, repair)| {
        CopyName {
            seconds: NOON + ago,
            number,
            reason: if repair {
                Reason::Repair
            } else {
                Reason::Import
            },
        }
    });
    prop::collection::vec(one, 1..60)
}

proptest! {
    #[test]
    fn a_name_reads_back(seconds in -60_000_000_000..250_000_000_000_i64, number in 1..9_u32, repair: bool) {
        let reason = if repair { Reason::Repair } else { Reason::Import };
        let name = CopyName { number, ..CopyName::new(at(seconds, 0), reason) };
        prop_assert_eq!(CopyName::parse(&name.to_string()), Some(name));
    }

    #[test]
    fn no_name_makes_it_panic(name in "\\PC{0,40}", stamp in "[0-9TZ:-]{0,20}") {
        let _ = CopyName::parse(&name);
        let _ = CopyName::parse(&format!("{stamp}Z-before-import"));
    }

    #[test]
    fn the_newest_is_kept(copies in copies(), zone in -840..840_i32) {
        let newest = *copies.iter().max().unwrap();
        prop_assert!(thinned(&copies, at(NOON, zone)).contains(&newest));
    }

    #[test]
    fn thinning_again_removes_nothing(copies in copies(), zone in -840..840_i32) {
        let now = at(NOON, zone);
        let once = thinned(&copies, now);
        prop_assert!(surplus(&once, now).is_empty());
    }

    #[test]
    fn every_removed_one_has_a_newer_one_in_its_slot(copies in copies(), zone in -840..840_i32) {
        let now = at(NOON, zone);
        let today = copy(NOON).day(zone);
        let kept = thinned(&copies, now);
        for removed in surplus(&copies, now) {
            prop_assert!(copies.contains(&removed) && !kept.contains(&removed));
            let same = |copy: &&CopyName| slot(**copy, today, zone) == slot(removed, today, zone);
            prop_assert_eq!(kept.iter().filter(same).count(), 1);
            prop_assert!(kept.iter().filter(same).all(|kept| *kept > removed));
        }
    }

    #[test]
    fn thinned_day_by_day_each_copy_still_has_a_newer_one_near_it(copies in copies(), days in 1..400_i64) {
        let left = (0..=days).fold(copies.clone(), |kept, day| thinned(&kept, at(NOON + day * DAY, 0)));
        for copy in copies {
            // A day, then a week, then a month: what stood for it at each step is at most that much newer.
            let near = copy.seconds..copy.seconds + (1 + 7 + 31) * DAY;
            prop_assert!(left.contains(&copy) || left.iter().any(|left| near.contains(&left.seconds)));
        }
    }
}

#[test]
fn a_clock_that_is_years_ahead_removes_no_copy() {
    let mut copies: Vec<CopyName> = (0..9).map(|day| copy(NOON - day * DAY)).collect();
    let ahead = NOON + 3_330 * DAY;
    copies.push(copy(ahead));
    assert_eq!(surplus(&copies, at(ahead, 0)), []);
}
