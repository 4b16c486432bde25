//! Dated copies of the journal: what they are called, and which of them are kept as they grow old.
//!
//! Pure: the moment comes in as a value, and nothing here touches a folder. A name that this module does not read is not
//! ours, and is neither kept nor removed.

use std::{collections::BTreeSet, fmt};

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use super::{Moment, StudyDay};

/// For how many days after its own the newest copy of each day is kept: two weeks.
const DAILY: i32 = 14;
/// Up to which age, in days, the newest copy of each week is kept: ten weeks more.
const WEEKLY: i32 = DAILY + 70;

/// Before what a copy was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// `mock import`.
    Import,
    /// `journal repair`.
    Repair,
}

/// The name of a copy: `2026-11-22T131500Z-before-import`, with `-2` and so on where that name was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CopyName {
    /// UTC seconds since 1970.
    pub seconds: i64,
    /// 1 for the first of a second.
    pub number: u32,
    /// Before what it was written.
    pub reason: Reason,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 2] = [Self::Import, Self::Repair];

    /// As it stands in a name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Repair => "repair",
        }
    }
}

impl CopyName {
    /// The name of a copy that is written now. Moments that no name can hold count as the nearest that one can.
    pub fn new(now: Moment, reason: Reason) -> Self {
        let bounds = stamped("0000-01-01T000000").zip(stamped("9999-12-30T220000"));
        let (first, last) = bounds.unwrap_or((0, 0));
        Self {
            seconds: now.ms.div_euclid(1_000).clamp(first, last),
            number: 1,
            reason,
        }
    }

    /// The moment as it stands in the name: `2026-11-22T131500Z`.
    pub fn stamp(self) -> String {
        let time = Timestamp::from_second(self.seconds).unwrap_or_default();
        time.strftime("%Y-%m-%dT%H%M%SZ").to_string()
    }

    /// The name after this one, for where it is taken.
    pub fn next(self) -> Self {
        Self {
            number: self.number.saturating_add(1),
            ..self
        }
    }

    /// Reads a name; `None` for every name that is not ours to the letter.
    pub fn parse(name: &str) -> Option<Self> {
        let (stamp, rest) = name.split_once("Z-before-")?;
        let reason = Reason::ALL
            .into_iter()
            .find(|reason| rest.starts_with(reason.name()))?;
        let number = match rest.strip_prefix(reason.name())? {
            "" => 1,
            number => number.strip_prefix('-')?.parse().ok()?,
        };
        let parsed = Self {
            seconds: stamped(stamp)?,
            number,
            reason,
        };
        (parsed.to_string() == name).then_some(parsed)
    }

    /// The day on which it was written, in the zone of a moment.
    fn day(self, zone_minutes: i32) -> StudyDay {
        let local = self.seconds.saturating_add(i64::from(zone_minutes) * 60);
        StudyDay(local.div_euclid(86_400) as i32)
    }
}

impl fmt::Display for CopyName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-before-{}", self.stamp(), self.reason.name())?;
        if self.number > 1 {
            write!(formatter, "-{}", self.number)?;
        }
        Ok(())
    }
}

/// UTC seconds of `2026-11-22T131500`.
fn stamped(text: &str) -> Option<i64> {
    let local = DateTime::strptime("%Y-%m-%dT%H%M%S", text).ok()?;
    let time = local.to_zoned(TimeZone::UTC).ok()?;
    Some(time.timestamp().as_second())
}

/// Nothing is thinned after a pause of more days than this; the next copy is.
pub const LONGEST_PAUSE: u32 = 45;

/// What is kept at most one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    /// Every copy of today is kept.
    Each(CopyName),
    Day(StudyDay),
    /// A week from Monday on.
    Week(i32),
    Month(i16, i8),
}

/// Which copies are one too many now: all of today are kept, for two weeks the newest of each day, for ten weeks more the
/// newest of each week, and after that the newest of each month. Days are those of the zone of `now`.
///
/// A copy of tomorrow or later, from a clock that was ahead, is kept as one of its day.
///
/// All stay where the newest one of an earlier day is further back than [`LONGEST_PAUSE`] days: a clock that is ahead would find
/// nothing but old ones.
pub fn surplus(copies: &[CopyName], now: Moment) -> Vec<CopyName> {
    let today = CopyName::new(now, Reason::Import).day(now.zone_minutes);
    let mut newest_first: Vec<CopyName> = copies.to_vec();
    newest_first.sort_unstable_by(|a, b| b.cmp(a));
    newest_first.dedup();
    let day = |copy: &CopyName| copy.day(now.zone_minutes);
    let before = newest_first.iter().map(day).find(|day| *day < today);
    if before.is_some_and(|before| today.since(before) > LONGEST_PAUSE) {
        return Vec::new();
    }
    let mut taken = BTreeSet::new();
    newest_first.retain(|copy| !taken.insert(slot(*copy, today, now.zone_minutes)));
    newest_first
}

fn slot(copy: CopyName, today: StudyDay, zone_minutes: i32) -> Slot {
    let day = copy.day(zone_minutes);
    let age = today.0.saturating_sub(day.0);
    if age == 0 {
        Slot::Each(copy)
    } else if age <= DAILY {
        Slot::Day(day)
    } else if age <= WEEKLY {
        // 1970-01-01 was a Thursday.
        Slot::Week((day.0 + 3).div_euclid(7))
    } else {
        Slot::Month(day.date().year(), day.date().month())
    }
}

#[cfg(test)]
mod tests;
