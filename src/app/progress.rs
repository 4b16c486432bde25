//! The progress screen: what the plan expects of the day, and what was done so far.
//!
//! Plan and numbers are taken when the screen opens and not when it is drawn. Nothing here predicts anything: recall comes
//! from the plan, and the rest from the statistics.

use std::{array, cell::Cell};

use super::{App, Screen, drill::View};
use crate::{
    journal::{Moment, StudyDay},
    memory::Parameters,
    plan::{Agenda, Statistics, agenda::Recall},
    practice::{Speaking, Study, mock::SpokenTrend, repair::MixUps},
};

/// Weeks of the activity, this one included.
pub const WEEKS: usize = 4;

/// Below so many reviews the share that was recalled says little: at 0.9 its standard error √(0.9 × 0.1 ÷ 20) is 0.07, more
/// than a group of predictions is wide.
pub const REVIEWS_TO_TELL: usize = 20;

/// What the plan expects and what was done.
#[derive(Debug)]
pub struct ProgressScreen {
    /// The plan to the day; `None` without a date.
    pub agenda: Option<Agenda>,
    /// The interview: its day, and days until then.
    pub interview: Option<(StudyDay, u32)>,
    /// What is interviewed for.
    pub interview_name: String,
    /// Whether anything was ever graded: before, recall now is not measured.
    pub is_measured: bool,
    /// What was done.
    pub statistics: Statistics,
    /// What is mixed up and forgotten over and over.
    pub mix_ups: MixUps,
    /// Whether the memory model has parameters of the person's own.
    pub has_own_parameters: bool,
    /// The last weeks, oldest first.
    pub weeks: [Week; WEEKS],
    /// Minutes of cards a day that are meant.
    pub minutes: u32,
    /// Speaking as it stands today; `None` where no minutes are held back for it.
    pub speaking: Option<Speaking>,
    /// How speaking has gone.
    pub spoken: SpokenTrend,
    /// The first line that is shown.
    pub scroll: u16,
    /// Lines that are drawn and that there are, noted by the last draw.
    pub view: Cell<View>,
}

/// A week of the activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its first day.
    pub monday: StudyDay,
    /// Minutes of cards of each day; `None` for days to come.
    pub minutes: [Option<u32>; 7],
    /// Minutes of speaking of the whole week.
    pub spoken: u32,
}

impl ProgressScreen {
    /// The plan of now, where it was made, and the numbers of now.
    pub fn new(study: &Study, now: Moment) -> Self {
        let facts = study.facts(now);
        Self {
            agenda: study.planned(now).cloned(),
            interview: facts.interview,
            interview_name: facts.interview_name,
            is_measured: facts.has_reviews,
            statistics: study.statistics(now),
            mix_ups: study.mix_ups(),
            has_own_parameters: *study.model.parameters() != Parameters::default(),
            weeks: weeks(study, study.today(now)),
            minutes: match &facts.speaking {
                Some(_) => facts.card_minutes,
                None => facts.minutes,
            },
            speaking: facts.speaking,
            spoken: study.spoken_trend(now),
            scroll: 0,
            view: Cell::default(),
        }
    }

    /// Scrolls by lines; the last draw says how far.
    pub fn scroll_by(&mut self, lines: i32) {
        let view = self.view.get();
        let last = i32::from(view.lines.saturating_sub(view.height));
        self.scroll = (i32::from(self.scroll) + lines).clamp(0, last) as u16;
    }
}

impl App {
    /// Shows the progress, with the numbers of now, from a line on. Where the plan is not made yet, it takes up to a second.
    pub(super) fn open_progress(&mut self, scroll: u16) {
        self.study.make_plan(self.now);
        self.screen = Screen::Progress(Box::new(ProgressScreen {
            scroll,
            ..ProgressScreen::new(&self.study, self.now)
        }));
    }
}

/// The names of the five recalls of a plan with their values, in the order in which they are said.
///
/// Before the first grade (`is_measured` is false) nothing is known of what a person knows; 0 would say that it is nothing, so
/// what hangs on it alone is `None`.
pub fn recall_rows(recall: &Recall, is_measured: bool) -> [(&'static str, Option<f64>); 5] {
    let measured = |recall| is_measured.then_some(recall);
    [
        ("if the plan is kept", Some(recall.forecast)),
        ("at the pace so far", Some(recall.forecast_at_pace)),
        ("if you stop now", measured(recall.if_stopped)),
        ("if it were today", measured(recall.now)),
        ("no plan gives more than", Some(recall.bound)),
    ]
}

/// What does not fit into the days before the interview, in a sentence.
pub fn left_out_sentence(agenda: &Agenda) -> String {
    let items: usize = agenda.areas.iter().map(|area| area.items).sum();
    let left_out: usize = agenda.areas.iter().map(|area| area.left_out).sum();
    let fewer = "More minutes, or fewer decks, would change that.";
    match (items, left_out) {
        (0, _) => "There are no items in the mix.".to_owned(),
        (_, 0) => "Every item will probably be met before the day.".to_owned(),
        (_, 1) => format!("1 item will probably not be met before the day. {fewer}"),
        (_, count) => format!("{count} items will probably not be met before the day. {fewer}"),
    }
}

/// The weeks up to today, from Monday to Sunday.
pub fn weeks(study: &Study, today: StudyDay) -> [Week; WEEKS] {
    let since_monday = today.date().weekday().to_monday_zero_offset();
    let this_monday = today.minus(since_monday.unsigned_abs().into());
    let days = &study.progress().days;
    array::from_fn(|week| {
        let monday = this_monday.minus(7 * (WEEKS - 1 - week) as u32);
        let minutes = array::from_fn(|weekday| {
            let day = monday.plus(weekday as u32);
            (day <= today).then(|| days.get(&day).map_or(0, |record| minutes(record.ms)))
        });
        let week = (0..7).map(|weekday| days.get(&monday.plus(weekday)));
        let spoken = week.flatten().map(|record| record.spoken_ms).sum();
        Week {
            monday,
            minutes,
            spoken: minutes_of_week(spoken),
        }
    })
}

/// The minutes of a week's milliseconds; where anything was done, at least one.
fn minutes_of_week(ms: u64) -> u32 {
    let minutes = (ms.saturating_add(30_000) / 60_000).min(7 * 24 * 60) as u32;
    minutes.max(u32::from(ms > 0))
}

/// The minutes of a day's milliseconds; where anything was done, at least one.
fn minutes(ms: u64) -> u32 {
    let minutes = (ms.saturating_add(30_000) / 60_000).min(24 * 60) as u32;
    minutes.max(u32::from(ms > 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::agenda::AreaPlan;

    #[test]
    fn a_day_with_anything_has_a_minute_and_no_day_has_more_than_a_day() {
        assert_eq!(
            [0, 1, 89_999, 90_000, 1_800_000, u64::MAX].map(minutes),
            [0, 1, 1, 2, 30, 1_440]
        );
    }

    #[test]
    fn what_does_not_fit_is_said_in_words() {
        let sentence = |items, left_out| {
            left_out_sentence(&Agenda {
                areas: vec![AreaPlan {
                    items,
                    left_out,
                    ..AreaPlan::default()
                }],
                ..Agenda::default()
            })
        };
        assert!(sentence(0, 0).starts_with("There are no items"));
        assert!(sentence(3, 0).starts_with("Every item"));
        assert!(sentence(3, 1).starts_with("1 item will"));
        assert!(sentence(3, 2).starts_with("2 items will"));
    }

    #[test]
    fn the_weeks_end_with_this_one_and_days_to_come_are_empty() {
        let wednesday = StudyDay::of(jiff::civil::date(2026, 11, 25));
        let weeks = weeks(&Study::default(), wednesday);
        assert_eq!(weeks[0].monday.to_string(), "2026-11-02");
        assert_eq!(weeks[3].monday.to_string(), "2026-11-23");
        let nothing = Some(0);
        assert_eq!(weeks[2].minutes, [nothing; 7]);
        assert_eq!(
            weeks[3].minutes,
            [nothing, nothing, nothing, None, None, None, None]
        );
    }
}
