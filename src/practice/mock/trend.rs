//! How scores and predictions have moved: the last rehearsals of each round, and how far predictions were off.
//!
//! What a partner scored stands beside the own scores and is never mixed with them.

use super::standing::{RoundStanding, standings};
use crate::{
    deck::SafeText,
    journal::{MockRecord, Progress, StudyDay, Tried},
    plan::Track,
    practice::spoken::score_text,
};

/// So many of the last scores and predictions are told.
pub const LAST: usize = 5;

/// Off by less than this, in points of 100, a person predicts well.
const WELL: f64 = 3.0;

/// How the scores of a round have moved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoundTrend {
    /// The round.
    pub id: String,
    /// What it is called.
    pub name: SafeText,
    /// How often it was rehearsed.
    pub tries: usize,
    /// Its last scores in order, 0 to 100.
    pub scores: Vec<f64>,
    /// The day of the last rehearsal.
    pub last_day: Option<StudyDay>,
    /// The last score that a partner gave.
    pub partner: Option<f64>,
}

/// How speaking has gone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpokenTrend {
    /// Scored tries by the person.
    pub tries: usize,
    /// The rounds of the role.
    pub rounds: Vec<RoundTrend>,
    /// Prediction minus score of the last tries that were predicted, in order.
    pub gaps: Vec<f64>,
}

impl RoundTrend {
    /// The last score.
    pub fn last(&self) -> Option<f64> {
        self.scores.last().copied()
    }
}

impl SpokenTrend {
    /// How a person's speaking has gone, with the rounds of a role where one is known.
    pub fn of(progress: &Progress, track: Option<&Track>) -> Self {
        let own = || {
            let tries = progress.spoken.values().flat_map(|record| &record.tries);
            tries.filter(|tried| !tried.is_by_partner)
        };
        let mut predicted: Vec<(&Tried, f64)> = own()
            .filter_map(|tried| Some((tried, tried.said? - tried.score)))
            .collect();
        predicted.sort_by_key(|(tried, _)| (tried.day, tried.id));
        let gaps: Vec<f64> = predicted.into_iter().map(|(_, gap)| gap).collect();
        Self {
            tries: own().count(),
            rounds: track.map_or_else(Vec::new, |track| trends(progress, track)),
            gaps: last(&gaps),
        }
    }

    /// The mean of the last gaps.
    pub fn mean_gap(&self) -> Option<f64> {
        mean(&self.gaps)
    }

    /// What the gaps say, in a sentence; `None` where nothing was predicted yet.
    pub fn gap_sentence(&self) -> Option<String> {
        let gap = self.mean_gap()?;
        let points = format!("{:.0}", gap.abs());
        Some(match gap {
            gap if gap.abs() < WELL => "You predict your scores well.".to_owned(),
            gap if gap > 0.0 => format!("You predict {points} too high."),
            _ => format!("You predict {points} too low."),
        })
    }
}

impl RoundStanding {
    /// Where a person stands, in words: `62 after 2 tries`.
    pub fn words(&self) -> String {
        match (self.last(), self.tries()) {
            (None, _) => "not tried".to_owned(),
            (Some(score), 1) => format!("{} after 1 try", score_text(score)),
            (Some(score), tries) => format!("{} after {tries} tries", score_text(score)),
        }
    }
}

/// A gap as it is shown: `+22`, `-7`, `0`.
pub fn gap_text(gap: f64) -> String {
    match gap.round() {
        points if points > 0.0 => format!("+{points:.0}"),
        points => format!("{:.0}", points + 0.0),
    }
}

fn trends(progress: &Progress, track: &Track) -> Vec<RoundTrend> {
    let standings = standings(progress, track).into_iter();
    let trend = |standing: RoundStanding| {
        let of_round = |record: &&MockRecord| {
            *record.mock.track == *track.id && *record.mock.round == *standing.id
        };
        let mut last_day = None;
        let mut partner = None;
        for record in progress.mocks.iter().filter(of_round) {
            let (own, by_partner) = scores_of(progress, &record.mock.id);
            last_day = last_day.max((!own.is_empty()).then_some(record.day));
            partner = mean(&by_partner).or(partner);
        }
        RoundTrend {
            tries: standing.tries(),
            scores: last(&standing.scores),
            id: standing.id,
            name: standing.name,
            last_day,
            partner,
        }
    };
    standings.map(trend).collect()
}

/// The scores of a rehearsal: the person's own, and those of a partner.
fn scores_of(progress: &Progress, mock: &str) -> (Vec<f64>, Vec<f64>) {
    let (mut own, mut partner) = (Vec::new(), Vec::new());
    let tries = progress.spoken.values().flat_map(|record| &record.tries);
    for tried in tries.filter(|tried| *tried.mock == *mock) {
        if tried.is_by_partner {
            partner.push(tried.score);
        } else {
            own.push(tried.score);
        }
    }
    (own, partner)
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn last(values: &[f64]) -> Vec<f64> {
    values[values.len().saturating_sub(LAST)..].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trend(gaps: &[f64]) -> SpokenTrend {
        SpokenTrend {
            gaps: gaps.to_vec(),
            ..SpokenTrend::default()
        }
    }

    #[test]
    fn gaps_are_said_in_a_sentence() {
        let sentence = |gaps: &[f64]| trend(gaps).gap_sentence();
        assert_eq!(sentence(&[]), None);
        assert_eq!(
            sentence(&[22.0, 15.0, 9.0, 12.0, 12.0]).unwrap(),
            "You predict 14 too high."
        );
        assert_eq!(sentence(&[-20.0]).unwrap(), "You predict 20 too low.");
        assert_eq!(
            sentence(&[20.0, -20.0]).unwrap(),
            "You predict your scores well."
        );
        assert_eq!(
            [22.4, 0.0, -0.2, -7.5].map(gap_text),
            ["+22", "0", "0", "-8"]
        );
    }
}
