//! How often and when a story or piece was told, as the journal knows it.

use crate::journal::{Progress, StudyDay, spoken::ToldTime};

/// What the journal knows of a story or piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How often it was told for a prompt.
    pub uses: usize,
    /// The day on which it was last told for a prompt.
    pub last_used: Option<StudyDay>,
    /// How often it was told against the clock.
    pub times: usize,
    /// The last time it was told against the clock.
    pub last_time: Option<ToldTime>,
}

impl Standing {
    /// The standing of a text, by the name under which the journal knows it.
    pub fn of(progress: &Progress, journal_name: &str) -> Self {
        let Some(told) = progress.told.get(journal_name) else {
            return Self::default();
        };
        Self {
            uses: told.uses.len(),
            last_used: told.uses.iter().map(|(_, day)| *day).max(),
            times: told.times.len(),
            last_time: told.times.last().copied(),
        }
    }

    /// The day on which it was last told at all.
    pub fn last_day(&self) -> Option<StudyDay> {
        self.last_used.max(self.last_time.map(|time| time.day))
    }
}

/// The seconds of a time, to the nearest.
pub fn seconds_of(time: &ToldTime) -> u32 {
    u32::try_from(time.ms.saturating_add(500) / 1_000).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::ToldRecord;

    #[test]
    fn uses_and_times_are_counted_and_the_last_day_is_of_either() {
        let mut progress = Progress::default();
        assert_eq!(Standing::of(&progress, "a"), Standing::default());
        let time = |day, ms| ToldTime {
            day: StudyDay(day),
            ms,
            meant: 30,
        };
        let record = ToldRecord {
            uses: vec![("d/x".into(), StudyDay(7)), ("d/y".into(), StudyDay(5))],
            times: vec![time(6, 29_600), time(9, 31_400)],
        };
        progress.told.insert("a".into(), record);
        let standing = Standing::of(&progress, "a");
        assert_eq!((standing.uses, standing.times), (2, 2));
        assert_eq!(standing.last_used, Some(StudyDay(7)));
        assert_eq!(standing.last_day(), Some(StudyDay(9)));
        assert_eq!(standing.last_time.as_ref().map(seconds_of), Some(31));
        assert_eq!(seconds_of(&time(0, u64::MAX)), u32::MAX);
    }
}
