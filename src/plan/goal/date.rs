//! Dates, hours and days off as people write them. A date is read towards the future: `12-04` is the next fourth of December.

use std::collections::BTreeSet;

use jiff::civil::{Time, Weekday};
use unicode_normalization::UnicodeNormalization;

use crate::{
    deck::SafeText,
    journal::StudyDay,
    plan::form::{self, DAYS_LIMIT},
};

/// What to write for a date.
pub const DAY_HINT: &str = "write 2026-12-04, 12-04, +12d, tomorrow or friday";

/// What to write for days off.
pub const DAYS_OFF_HINT: &str =
    "write dates, ranges as 2026-12-24..2026-12-26, names of weekdays, weekends, or none";

/// Why a date cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayProblem {
    /// It cannot be read.
    NoDate(String),
    /// It is before today.
    Over(StudyDay),
    /// It is more than two years away.
    Far(StudyDay),
}

/// Days off that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaysOff {
    /// The days, each from today on and before the interview.
    pub days: BTreeSet<StudyDay>,
    /// What was left out, a sentence each.
    pub sentences: Vec<String>,
}

/// A text in the form in which it is read: NFKC, small letters, no spaces at its ends.
pub(super) fn folded(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_lowercase()
}

/// Reads an interview day: `2026-12-04`, `12-04`, `+12d`, `12`, `today`, `tomorrow`, or a weekday, which is the next one after
/// today.
pub fn read_day(text: &str, today: StudyDay) -> Result<StudyDay, DayProblem> {
    let folded = folded(text);
    let no_date = || {
        let text = SafeText::from_line(text.trim());
        DayProblem::NoDate(format!("{:?} is no date", &*text))
    };
    let day = match folded.as_str() {
        "today" => today,
        "tomorrow" => today.plus(1),
        name => match (weekday(name), in_days(name)) {
            (Some(weekday), _) => today.plus(days_to(weekday, today.plus(1)) + 1),
            (_, Some(days)) => today.plus(days),
            _ => form::read_day(name, today)
                .ok()
                .flatten()
                .ok_or_else(no_date)?,
        },
    };
    if day < today {
        Err(DayProblem::Over(day))
    } else if day.since(today) > DAYS_LIMIT {
        Err(DayProblem::Far(day))
    } else {
        Ok(day)
    }
}

/// Reads the hour of an interview, `14:30`; an empty text means that it is not known.
///
/// # Errors
/// What is wrong, in a sentence.
pub fn read_time(text: &str) -> Result<String, String> {
    let folded = folded(text);
    if folded.is_empty() {
        return Ok(String::new());
    }
    let read = || {
        let (hour, minute) = folded.split_once(':')?;
        let is_number =
            |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !is_number(hour) || !is_number(minute) {
            return None;
        }
        Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
    };
    read().map_or_else(
        || Err(format!("{:?} is no hour", &*SafeText::from_line(text))),
        |time| Ok(format!("{:02}:{:02}", time.hour(), time.minute())),
    )
}

/// Reads days off: dates, ranges, weekdays (every such day until the interview), `weekends`, `none`; several at once with
/// commas. Days before today and from the interview on are left out.
///
/// # Errors
/// What cannot be read, in a sentence.
pub fn days_off(
    texts: &[String],
    today: StudyDay,
    interview: Option<StudyDay>,
) -> Result<DaysOff, String> {
    let mut off = DaysOff::default();
    // Without a date days off are kept as far ahead as a date may be.
    let end = interview.unwrap_or(today.plus(DAYS_LIMIT));
    for text in texts.iter().flat_map(|text| text.split([',', '、', '，'])) {
        let name = folded(text);
        if name.is_empty() || name == "none" {
            continue;
        }
        let weekdays = weekdays(&name);
        if !weekdays.is_empty() {
            off.add_weekdays(&name, &weekdays, today, interview);
            continue;
        }
        let (first, last) = range(&name, today).ok_or_else(|| {
            let text = SafeText::from_line(text.trim());
            format!("{:?} is no day off", &*text)
        })?;
        if last < first {
            off.sentences.push(format!(
                "the days off {first}..{last} end before they begin and are left out"
            ));
        } else if last < today {
            off.sentences.push(format!(
                "the days off until {last} are over and are left out"
            ));
        } else if first >= end {
            off.sentences.push(format!(
                "the days off from {first} on are not before the interview and are left out"
            ));
        }
        let days = first.max(today).0..end.0.min(last.0.saturating_add(1));
        off.days.extend(days.map(StudyDay));
    }
    Ok(off)
}

impl DaysOff {
    fn add_weekdays(
        &mut self,
        name: &str,
        weekdays: &[Weekday],
        today: StudyDay,
        interview: Option<StudyDay>,
    ) {
        let Some(interview) = interview else {
            self.sentences.push(format!(
                "{name} as days off need the date of the interview and are left out"
            ));
            return;
        };
        let is_off = |day: &StudyDay| weekdays.contains(&day.date().weekday());
        let days = (today.0..interview.0).map(StudyDay);
        self.days.extend(days.filter(is_off));
    }
}

/// `A..B`, or one day.
fn range(text: &str, today: StudyDay) -> Option<(StudyDay, StudyDay)> {
    let day = |text: &str| match text.trim() {
        "today" => Some(today),
        "tomorrow" => Some(today.plus(1)),
        text => match in_days(text) {
            Some(days) => Some(today.plus(days)),
            None => form::read_day(text, today).ok().flatten(),
        },
    };
    match text.split_once("..") {
        Some((first, last)) => Some((day(first)?, day(last)?)),
        None => day(text).map(|day| (day, day)),
    }
}

/// `+12d` and `+12`.
fn in_days(text: &str) -> Option<u32> {
    let days = text.strip_prefix('+')?;
    let days = days
        .trim_end_matches("days")
        .trim_end_matches("day")
        .trim_end_matches('d')
        .trim();
    days.parse().ok()
}

fn days_to(weekday: Weekday, from: StudyDay) -> u32 {
    u32::from(from.date().weekday().until(weekday).unsigned_abs())
}

fn weekdays(name: &str) -> Vec<Weekday> {
    match name {
        "weekend" | "weekends" => vec![Weekday::Saturday, Weekday::Sunday],
        name => weekday(name).into_iter().collect(),
    }
}

/// A weekday in English or Japanese: `friday`, `fri`, `fridays`, `金曜日`, `金曜`, `金`.
fn weekday(name: &str) -> Option<Weekday> {
    const NAMES: [(&str, char, Weekday); 7] = [
        ("monday", '月', Weekday::Monday),
        ("tuesday", '火', Weekday::Tuesday),
        ("wednesday", '水', Weekday::Wednesday),
        ("thursday", '木', Weekday::Thursday),
        ("friday", '金', Weekday::Friday),
        ("saturday", '土', Weekday::Saturday),
        ("sunday", '日', Weekday::Sunday),
    ];
    let is_it = |english: &str, japanese: char| {
        let one = name.strip_suffix('s').filter(|one| one.len() >= 6);
        let short = name.chars().count() >= 3 && english.starts_with(name);
        let kanji = name.strip_prefix(japanese);
        short
            || one == Some(english)
            || kanji.is_some_and(|rest| matches!(rest, "" | "曜" | "曜日"))
    };
    NAMES
        .into_iter()
        .find(|(english, japanese, _)| is_it(english, *japanese))
        .map(|(_, _, weekday)| weekday)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> StudyDay {
        StudyDay::of(text.parse().unwrap())
    }

    /// A Sunday.
    fn today() -> StudyDay {
        day("2026-11-22")
    }

    fn off(texts: &[&str], interview: Option<&str>) -> (Vec<String>, Vec<String>) {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let off = days_off(&texts, today(), interview.map(day)).unwrap();
        let days = off.days.iter().map(ToString::to_string).collect();
        (days, off.sentences)
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("2026-12-04", "2026-12-04"),
            ("12-04", "2026-12-04"),
            ("+12d", "2026-12-04"),
            ("+12", "2026-12-04"),
            ("+12 days", "2026-12-04"),
            ("12", "2026-12-04"),
            ("today", "2026-11-22"),
            ("Tomorrow", "2026-11-23"),
            ("friday", "2026-11-27"),
            ("Fri", "2026-11-27"),
            ("sunday", "2026-11-29"),
            ("金曜日", "2026-11-27"),
            ("＋１２ｄ", "2026-12-04"),
        ] {
            assert_eq!(read_day(text, today()), Ok(day(expected)), "{text}");
        }
        let over = DayProblem::Over(day("2026-11-21"));
        assert_eq!(read_day("2026-11-21", today()), Err(over));
        assert!(matches!(
            read_day("2036-01-01", today()),
            Err(DayProblem::Far(_))
        ));
        for bad in ["", "soon", "2026-13-40", "-3", "+d", "fr", "+99999999999"] {
            let read = read_day(bad, today());
            assert!(matches!(read, Err(DayProblem::NoDate(_))), "{bad} {read:?}");
        }
    }

    #[test]
    fn hours_are_read_and_padded() {
        assert_eq!(read_time("14:30"), Ok("14:30".to_owned()));
        assert_eq!(read_time(" ９:05"), Ok("09:05".to_owned()));
        assert_eq!(read_time(""), Ok(String::new()));
        for bad in ["24:00", "9:60", "9", "9:5pm", "+9:00", "noon"] {
            assert!(read_time(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn days_off_are_dates_ranges_and_weekdays_until_the_interview() {
        let (days, sentences) = off(
            &["2026-11-24, 2026-12-02..2026-12-20", "saturdays"],
            Some("2026-12-04"),
        );
        assert_eq!(
            days,
            ["2026-11-24", "2026-11-28", "2026-12-02", "2026-12-03"]
        );
        assert_eq!(sentences, [""; 0]);
        let (days, _) = off(&["weekends"], Some("2026-11-29"));
        assert_eq!(days, ["2026-11-22", "2026-11-28"]);
        assert_eq!(off(&["none", ""], Some("2026-12-04")).0, [""; 0]);
    }

    #[test]
    fn days_off_that_lie_elsewhere_are_said() {
        let (days, sentences) = off(
            &[
                "2026-11-01..2026-11-10",
                "2026-12-24..2026-12-26",
                "2026-12-02..2026-12-01",
            ],
            Some("2026-12-04"),
        );
        assert_eq!(days, [""; 0]);
        assert_eq!(
            sentences,
            [
                "the days off until 2026-11-10 are over and are left out",
                "the days off from 2026-12-24 on are not before the interview and are left out",
                "the days off 2026-12-02..2026-12-01 end before they begin and are left out",
            ]
        );
        let (days, sentences) = off(&["sunday", "2026-12-24"], None);
        assert_eq!(days, ["2026-12-24"]);
        assert_eq!(
            sentences,
            ["sunday as days off need the date of the interview and are left out"]
        );
        assert!(days_off(&["someday".to_owned()], today(), None).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text: String, other in "[0-9+.d -]{0,24}") {
            for text in [text, other] {
                let _ = read_day(&text, today());
                let _ = read_time(&text);
                let texts = [text];
                if let Ok(off) = days_off(&texts, today(), Some(day("2027-02-01"))) {
                    prop_assert!(off.days.iter().all(|off| (today()..day("2027-02-01")).contains(off)));
                }
                let _ = days_off(&texts, today(), None);
            }
        }
    }
}
