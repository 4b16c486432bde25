//! Telling a story or piece aloud against the clock: once as long as it is meant to take, or up a ladder of lengths.
//!
//! The clock comes in as values. A time that could not be saved is kept until it is.

use super::{Genre, Piece, Story, length::clock};
use crate::{deck::SafeText, journal::What};

/// The rungs of the ladder, seconds: from what fits into a breath to what a round asks for (issue 5).
pub const RUNGS: [u32; 4] = [30, 60, 90, 180];

/// A time within this share of what is meant is on time: closer than that nobody speaks twice.
const ON_TIME: f64 = 0.1;

/// A story or piece that is told against the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// What is told.
    pub genre: Genre,
    /// The name of the text.
    pub name: Box<str>,
    /// What it is called.
    pub title: SafeText,
    /// How long each time is meant to take, seconds.
    pub rungs: Vec<u32>,
    /// The times that are saved, ms.
    pub times: Vec<u64>,
    clock: Clock,
}

/// What the clock does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clock {
    /// It waits.
    Waits,
    /// It runs since a moment, ms.
    Runs(i64),
    /// It was stopped after so many ms, which are not saved yet.
    Stopped(u64),
}

impl Telling {
    /// A story in each length of the ladder.
    pub fn ladder(story: &Story) -> Self {
        Self::new(
            Genre::Stories,
            story.name.as_str(),
            story.title.line(),
            &RUNGS,
        )
    }

    /// A piece in the time that it is meant to take.
    pub fn piece(piece: &Piece) -> Self {
        let meant = [piece.meant()];
        Self::new(
            Genre::Pieces,
            piece.name.as_str(),
            piece.title.line(),
            &meant,
        )
    }

    fn new(genre: Genre, name: &str, title: SafeText, rungs: &[u32]) -> Self {
        Self {
            genre,
            name: name.into(),
            title,
            rungs: rungs.to_vec(),
            times: Vec::new(),
            clock: Clock::Waits,
        }
    }

    /// How long this time is meant to take, seconds; `None` where all is told.
    pub fn rung(&self) -> Option<u32> {
        self.rungs.get(self.times.len()).copied()
    }

    /// Whether the clock runs.
    pub fn is_running(&self) -> bool {
        matches!(self.clock, Clock::Runs(_))
    }

    /// The time of the clock, ms: it runs, or was stopped and is not saved.
    pub fn elapsed(&self, now_ms: i64) -> Option<u64> {
        match self.clock {
            Clock::Waits => None,
            // A clock that was set back shows nothing, and goes on from there.
            Clock::Runs(since) => Some(now_ms.saturating_sub(since).max(0) as u64),
            Clock::Stopped(ms) => Some(ms),
        }
    }

    /// Starts the clock, or stops it; the row that is to be saved comes back when it is stopped, and again while it could
    /// not be saved.
    pub fn press(&mut self, now_ms: i64) -> Option<What> {
        let meant = self.rung()?;
        match self.clock {
            Clock::Waits => {
                self.clock = Clock::Runs(now_ms);
                return None;
            }
            Clock::Runs(_) => self.clock = Clock::Stopped(self.elapsed(now_ms).unwrap_or_default()),
            Clock::Stopped(_) => {}
        }
        let ms = self.elapsed(now_ms)?;
        Some(What::Told {
            story: self.genre.journal_name(&self.name).into(),
            ms,
            meant,
        })
    }

    /// The time is on the disk: the next rung waits.
    pub fn saved(&mut self) {
        if let Clock::Stopped(ms) = self.clock {
            self.times.push(ms);
            self.clock = Clock::Waits;
        }
    }

    /// The last saved time was taken back.
    pub fn undone(&mut self) {
        if self.clock == Clock::Waits {
            self.times.pop();
        }
    }
}

/// The name of a rung: `30 s`, `3 min`.
pub fn rung_name(seconds: u32) -> String {
    match seconds {
        seconds if seconds >= 120 && seconds.is_multiple_of(60) => format!("{} min", seconds / 60),
        seconds => format!("{seconds} s"),
    }
}

/// A difference of seconds: `11 s`, from a minute on `1:05`.
fn rest(off: i64) -> String {
    match u32::try_from(off.unsigned_abs()).unwrap_or(u32::MAX) {
        seconds if seconds < 60 => format!("{seconds} s"),
        seconds => clock(seconds),
    }
}

/// A time against what was meant: `0:41 of 0:30, 11 s over`. Nothing was meant where `meant` is 0.
pub fn against(ms: u64, meant: u32) -> String {
    let seconds = u32::try_from(ms.saturating_add(500) / 1_000).unwrap_or(u32::MAX);
    if meant == 0 {
        return clock(seconds);
    }
    let off = i64::from(seconds) - i64::from(meant);
    let verdict = match off {
        off if off.unsigned_abs() as f64 <= f64::from(meant) * ON_TIME => "on time".to_owned(),
        off if off > 0 => format!("{} over", rest(off)),
        off => format!("{} under", rest(off)),
    };
    format!("{} of {}, {verdict}", clock(seconds), clock(meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn telling() -> Telling {
        Telling::new(
            Genre::Stories,
            "the-move",
            SafeText::from_line("The move"),
            &[30, 60],
        )
    }

    fn told(story: &str, ms: u64, meant: u32) -> What {
        What::Told {
            story: story.into(),
            ms,
            meant,
        }
    }

    #[test]
    fn enter_starts_and_stops_each_rung() {
        let mut telling = telling();
        assert_eq!((telling.rung(), telling.elapsed(0)), (Some(30), None));
        assert_eq!(telling.press(1_000), None);
        assert!(telling.is_running());
        assert_eq!(telling.elapsed(13_000), Some(12_000));
        assert_eq!(telling.press(29_000), Some(told("the-move", 28_000, 30)));
        telling.saved();
        assert_eq!(telling.rung(), Some(60));
        telling.press(40_000);
        assert_eq!(telling.press(41_000), Some(told("the-move", 1_000, 60)));
        telling.saved();
        assert_eq!((telling.rung(), telling.press(50_000)), (None, None));
        assert_eq!(telling.times, [28_000, 1_000]);
    }

    #[test]
    fn a_time_that_is_not_saved_is_kept() {
        let mut telling = telling();
        telling.press(0);
        let row = telling.press(5_000);
        assert_eq!(telling.press(9_000), row);
        assert_eq!(telling.elapsed(9_000), Some(5_000));
        assert!(telling.times.is_empty());
        telling.saved();
        telling.saved();
        assert_eq!(telling.times, [5_000]);
        telling.undone();
        assert_eq!(telling.rung(), Some(30));
    }

    #[test]
    fn a_clock_that_is_set_back_counts_nothing() {
        let mut telling = telling();
        telling.press(i64::MAX);
        assert_eq!(telling.elapsed(i64::MIN), Some(0));
        assert_eq!(telling.press(0), Some(told("the-move", 0, 30)));
    }

    #[test]
    fn a_piece_is_known_to_the_journal_by_its_folder() {
        let mut telling = Telling::new(Genre::Pieces, "intro", SafeText::default(), &[90]);
        telling.press(0);
        assert_eq!(
            telling.press(80_000),
            Some(told("pieces/intro", 80_000, 90))
        );
    }

    #[test]
    fn times_are_said_against_what_was_meant() {
        assert_eq!(against(41_000, 30), "0:41 of 0:30, 11 s over");
        assert_eq!(against(33_400, 30), "0:33 of 0:30, on time");
        assert_eq!(against(27_000, 30), "0:27 of 0:30, on time");
        assert_eq!(against(120_000, 180), "2:00 of 3:00, 1:00 under");
        assert_eq!(against(61_000, 0), "1:01");
        assert_eq!(RUNGS.map(rung_name), ["30 s", "60 s", "90 s", "3 min"]);
    }
}
