//! The questions of the first run: what is answered, and the rows that follow from the answers.

use unicode_normalization::UnicodeNormalization;

use crate::journal::{DeckState, StudyDay, What, entry::Goal};

use super::Track;

/// An interview is at most this many days away: two years.
pub(super) const DAYS_LIMIT: u32 = 730;

/// The answers of the form; both the screen and the plain mode fill it.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The interview day, if one is known.
    pub day: Option<StudyDay>,
    /// Index of the role.
    pub track: usize,
    /// Index of the round plus one; 0 for all rounds.
    pub round: usize,
    /// Minutes a day.
    pub minutes: u32,
    /// How much Japanese is asked; `None` leaves the decks as they are.
    pub japanese: Option<Japanese>,
    /// Cards or rounds; `None` leaves the split of the minutes as it is.
    pub practice: Option<Practice>,
}

/// What the minutes are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Practice {
    /// Cards and speaking, by the days left.
    Both,
    /// Cards alone.
    Cards,
    /// Mostly speaking.
    Rounds,
}

impl Practice {
    /// All answers in order.
    pub const ALL: [Self; 3] = [Self::Both, Self::Cards, Self::Rounds];

    /// The words on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Cards => "cards",
            Self::Rounds => "rounds",
        }
    }

    /// The per cent for speaking that it sets; `None` for the convention.
    pub fn share(self) -> Option<u32> {
        match self {
            Self::Both => None,
            Self::Cards => Some(0),
            Self::Rounds => Some(ROUNDS_PERCENT),
        }
    }

    /// The answers as they are offered, with the one that a goal has set. A split of the person's own is an answer too.
    pub fn offered(set: Option<u32>) -> (Vec<String>, usize) {
        let mut names: Vec<String> = Self::ALL.iter().map(|one| one.name().to_owned()).collect();
        let known = Self::ALL.iter().position(|one| one.share() == set);
        if let (None, Some(percent)) = (known, set) {
            names.push(format!("{}% for rounds", percent.min(100)));
        }
        let chosen = known.unwrap_or(names.len() - 1);
        (names, chosen)
    }
}

/// Per cent of the minutes for speaking where somebody wants rounds: as much as the convention ever takes.
const ROUNDS_PERCENT: u32 = 80;

/// How much Japanese is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Japanese {
    /// The Japanese decks come first.
    Mostly,
    /// They are in the mix.
    Some,
    /// They are off.
    No,
}

impl Japanese {
    /// All answers in order.
    pub const ALL: [Self; 3] = [Self::Mostly, Self::Some, Self::No];

    /// The words on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mostly => "mostly",
            Self::Some => "some words",
            Self::No => "no",
        }
    }

    /// The answer that is offered first for a role: a mix where it asks for Japanese, none where it does not.
    pub fn offered(track: Option<&Track>) -> Self {
        if track.is_some_and(Track::asks_japanese) {
            Self::Some
        } else {
            Self::No
        }
    }

    /// Its place among the answers.
    pub fn index(self) -> usize {
        Self::ALL
            .iter()
            .position(|answer| *answer == self)
            .unwrap_or_default()
    }

    fn deck_state(self) -> DeckState {
        match self {
            Self::Mostly => DeckState::First,
            Self::Some => DeckState::On,
            Self::No => DeckState::Off,
        }
    }
}

impl Form {
    /// The rows that the answers give. `japanese_decks` are the decks that the last answer speaks about; a row is written
    /// only where it changes something. `set` is the goal that is changed: what the form does not ask stays as it is.
    pub fn rows(
        &self,
        tracks: &[Track],
        japanese_decks: &[String],
        state: impl Fn(&str) -> DeckState,
        set: Goal,
    ) -> Vec<What> {
        let track = tracks.get(self.track);
        let round = track.and_then(|track| track.rounds.get(self.round.checked_sub(1)?));
        let goal = Goal {
            date: self.day.map_or(String::new(), |day| day.to_string()).into(),
            track: track.map_or("", |track| &track.id).into(),
            round: round.map_or("", |round| &round.id).into(),
            minutes: Some(self.minutes),
            share: match self.practice {
                Some(practice) => practice.share(),
                None => set.share,
            },
            ..set
        };
        let mut rows = vec![What::Goal(Box::new(goal))];
        if let Some(wanted) = self.japanese.map(Japanese::deck_state) {
            let decks = japanese_decks.iter().filter(|id| state(id) != wanted);
            rows.extend(decks.map(|id| What::Deck {
                id: id.as_str().into(),
                state: wanted,
            }));
        }
        rows
    }
}

/// Reads an interview date: `2026-12-04`, `12-04`, `12` or `12 days`; empty means that none is known.
///
/// # Errors
/// What is wrong, in a sentence.
pub fn parse_day(text: &str, today: StudyDay) -> Result<Option<StudyDay>, String> {
    let Some(day) = read_day(text, today)? else {
        return Ok(None);
    };
    if day < today {
        return Err(format!("{day} is over"));
    }
    if day.since(today) > DAYS_LIMIT {
        return Err(format!("{day} is more than two years away"));
    }
    Ok(Some(day))
}

/// Reads a date as [`parse_day`] does, also one that is over or far away.
pub(super) fn read_day(text: &str, today: StudyDay) -> Result<Option<StudyDay>, String> {
    let text: String = text.trim().nfkc().collect::<String>().to_lowercase();
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.strip_prefix("in ").unwrap_or(&text);
    let number = number
        .trim_end_matches("days")
        .trim_end_matches("day")
        .trim();
    let day = if let Ok(days) = number.parse::<u32>() {
        today.plus(days)
    } else if let Ok(date) = text.parse::<jiff::civil::Date>() {
        StudyDay::of(date)
    } else {
        month_and_day(&text, today)
            .ok_or_else(|| format!("{text:?} is no date; write 2026-12-04 or the number of days"))?
    };
    Ok(Some(day))
}

/// `12-04`: the next fourth of December.
fn month_and_day(text: &str, today: StudyDay) -> Option<StudyDay> {
    let (month, day) = text.split_once(['-', '/'])?;
    let (month, day) = (month.trim().parse().ok()?, day.trim().parse().ok()?);
    let this_year = today.date().year();
    let date = |year| {
        jiff::civil::Date::new(year, month, day)
            .ok()
            .map(StudyDay::of)
    };
    date(this_year)
        .filter(|day| *day >= today)
        .or_else(|| date(this_year + 1))
}

/// Reads minutes a day.
///
/// # Errors
/// What is wrong, in a sentence.
pub fn parse_minutes(text: &str) -> Result<u32, String> {
    let text: String = text.nfkc().collect();
    let minutes = text
        .trim()
        .parse::<u32>()
        .map_err(|_| "write a number of minutes".to_owned())?;
    if (1..=600).contains(&minutes) {
        Ok(minutes)
    } else {
        Err("minutes a day are from 1 to 600".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::track;

    fn day(text: &str) -> StudyDay {
        StudyDay::of(text.parse().unwrap())
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        let today = day("2026-11-22");
        for (text, expected) in [
            ("2026-12-04", "2026-12-04"),
            ("12", "2026-12-04"),
            ("in 12 days", "2026-12-04"),
            ("12-04", "2026-12-04"),
            ("1/15", "2027-01-15"),
            ("0", "2026-11-22"),
            ("２０２６-１２-０４", "2026-12-04"),
        ] {
            assert_eq!(parse_day(text, today), Ok(Some(day(expected))), "{text}");
        }
        assert_eq!(parse_day("  ", today), Ok(None));
        for bad in ["soon", "2026-11-21", "2026-13-40", "99999"] {
            assert!(parse_day(bad, today).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_answers_become_a_goal_and_the_state_of_the_japanese_decks() {
        let form = Form {
            day: Some(day("2026-12-04")),
            track: 0,
            round: 2,
            minutes: 45,
            japanese: Some(Japanese::No),
            practice: Some(Practice::Rounds),
        };
        let decks = ["japanese-terms".to_owned()];
        let set = Goal {
            id: "g1".into(),
            company: "Acme".into(),
            ..Goal::default()
        };
        let rows = form.rows(&track::bundled(), &decks, |_| DeckState::On, set.clone());
        let What::Goal(goal) = &rows[0] else { panic!() };
        assert_eq!(
            (&*goal.track, &*goal.round, goal.minutes),
            ("jp-tech-lead", "first-japanese", Some(45))
        );
        assert_eq!((&*goal.id, &*goal.company), ("g1", "Acme"));
        assert_eq!(goal.share, Some(80));
        assert_eq!(
            rows[1],
            What::Deck {
                id: "japanese-terms".into(),
                state: DeckState::Off
            }
        );
        assert_eq!(
            form.rows(&track::bundled(), &decks, |_| DeckState::Off, set)
                .len(),
            1
        );
    }

    #[test]
    fn a_split_of_ones_own_is_offered_and_stays() {
        let offered = |set| {
            let (names, chosen) = Practice::offered(set);
            (names.len(), names[chosen].clone())
        };
        assert_eq!(offered(None), (3, "both".to_owned()));
        assert_eq!(offered(Some(0)), (3, "cards".to_owned()));
        assert_eq!(offered(Some(80)), (3, "rounds".to_owned()));
        assert_eq!(offered(Some(35)), (4, "35% for rounds".to_owned()));
    }

    #[test]
    fn minutes_have_limits() {
        assert_eq!(parse_minutes(" 30 "), Ok(30));
        for bad in ["0", "-5", "x", "601", ""] {
            assert!(parse_minutes(bad).is_err(), "{bad}");
        }
    }
}
