//! How speaking has gone, as `stats --json` says it.

use serde::Serialize;

use crate::{app::progress::weeks, journal::Moment, practice::Study};

/// Scores, predictions and minutes.
#[derive(Serialize)]
pub(super) struct SpokenReport {
    tries: usize,
    rounds: Vec<RoundRow>,
    prediction_gaps: Vec<f64>,
    prediction_gap_mean: Option<f64>,
    weeks: Vec<WeekRow>,
}

#[derive(Serialize)]
struct RoundRow {
    round: String,
    name: String,
    tries: usize,
    scores: Vec<f64>,
    last_date: Option<String>,
    partner_score: Option<f64>,
}

#[derive(Serialize)]
struct WeekRow {
    monday: String,
    card_minutes: u32,
    spoken_minutes: u32,
}

impl SpokenReport {
    pub(super) fn of(study: &Study, now: Moment) -> Self {
        let trend = study.spoken_trend(now);
        let mean = trend.mean_gap();
        let round = |round: crate::practice::mock::RoundTrend| RoundRow {
            round: round.id,
            name: round.name.into_string(),
            tries: round.tries,
            scores: round.scores,
            last_date: round.last_day.map(|day| day.to_string()),
            partner_score: round.partner,
        };
        let week = |week: crate::app::progress::Week| WeekRow {
            monday: week.monday.to_string(),
            card_minutes: week.minutes.iter().flatten().sum(),
            spoken_minutes: week.spoken,
        };
        Self {
            tries: trend.tries,
            rounds: trend.rounds.into_iter().map(round).collect(),
            prediction_gaps: trend.gaps,
            prediction_gap_mean: mean,
            weeks: weeks(study, study.today(now))
                .into_iter()
                .map(week)
                .collect(),
        }
    }
}
