//! Study days: the local date with the day beginning at 04:00, so that an evening after midnight is still that evening.

use std::fmt;

use jiff::civil::{Date, date};

/// The hour at which a study day begins, in ms after local midnight.
const ROLLOVER_MS: i64 = 4 * 3_600_000;

const DAY_MS: i64 = 86_400_000;

/// A moment with the zone it was lived in: what the core gets instead of a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// UTC milliseconds since 1970.
    pub ms: i64,
    /// Minutes east of UTC.
    pub zone_minutes: i32,
}

/// A day of study, counted in days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StudyDay(pub i32);

impl Moment {
    /// The moment as RFC 3339 with its offset: `2026-11-22T09:00:00+09:00`.
    pub fn rfc3339(self) -> String {
        let zone = jiff::tz::Offset::from_seconds(self.zone_minutes.saturating_mul(60));
        match (jiff::Timestamp::from_millisecond(self.ms), zone) {
            (Ok(moment), Ok(zone)) => moment.display_with_offset(zone).to_string(),
            _ => String::new(),
        }
    }

    /// The study day of the moment.
    pub fn study_day(self) -> StudyDay {
        self.day_from(ROLLOVER_MS)
    }

    /// The date by the local calendar, which changes at midnight.
    pub fn date(self) -> Date {
        self.day_from(0).date()
    }

    /// The local day where days begin some ms after midnight.
    fn day_from(self, rollover_ms: i64) -> StudyDay {
        let local = self
            .ms
            .saturating_add(i64::from(self.zone_minutes) * 60_000)
            .saturating_sub(rollover_ms);
        let day = local.div_euclid(DAY_MS);
        StudyDay(day.clamp(i64::from(i32::MIN / 4), i64::from(i32::MAX / 4)) as i32)
    }
}

impl StudyDay {
    /// The study day of a civil date.
    pub fn of(date: Date) -> Self {
        Self((date - epoch()).get_days())
    }

    /// The civil date; dates beyond the years 1 to 9999 stop at these.
    pub fn date(self) -> Date {
        let days = jiff::Span::new().try_days(self.0);
        let date = days.and_then(|days| epoch().checked_add(days));
        date.unwrap_or(if self.0 < 0 { Date::MIN } else { Date::MAX })
    }

    /// Days from an earlier day to this one; 0 where it is not later.
    pub fn since(self, earlier: Self) -> u32 {
        self.0.saturating_sub(earlier.0).max(0) as u32
    }

    /// The day some days later.
    pub fn plus(self, days: u32) -> Self {
        Self(self.0.saturating_add(days.min(i32::MAX as u32 / 4) as i32))
    }

    /// The day some days before.
    pub fn minus(self, days: u32) -> Self {
        Self(self.0.saturating_sub(days.min(i32::MAX as u32 / 4) as i32))
    }
}

impl fmt::Display for StudyDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.date())
    }
}

fn epoch() -> Date {
    date(1970, 1, 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str, zone_minutes: i32) -> String {
        let ms = text.parse::<jiff::Timestamp>().unwrap().as_millisecond();
        Moment { ms, zone_minutes }.study_day().to_string()
    }

    #[test]
    fn a_day_begins_at_four_in_the_local_morning() {
        assert_eq!(day("2026-11-21T18:59:59Z", 540), "2026-11-21");
        assert_eq!(day("2026-11-21T19:00:00Z", 540), "2026-11-22");
        assert_eq!(day("2026-11-22T03:59:00Z", 0), "2026-11-21");
        assert_eq!(day("1969-12-31T12:00:00Z", 0), "1969-12-31");
        assert_eq!(day("2038-01-19T12:00:00Z", -300), "2038-01-19");
    }

    proptest! {
        #[test]
        fn any_moment_has_a_day_and_any_day_a_date(ms: i64, zone in -1_000..1_000_i32, day: i32) {
            let _ = Moment { ms, zone_minutes: zone }.study_day().to_string();
            let _ = StudyDay(day).to_string();
            let _ = StudyDay(day).plus(u32::MAX);
        }

        #[test]
        fn dates_and_days_are_inverse(day in -700_000..2_000_000_i32) {
            prop_assert_eq!(StudyDay::of(StudyDay(day).date()), StudyDay(day));
        }
    }
}
