//! Where a person stands in each round: the last score and the number of tries. It is never mixed with recall.

use crate::{
    deck::SafeText,
    journal::{MockRecord, Progress, Tried},
    plan::Track,
};

/// Where a person stands in a round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoundStanding {
    /// The round.
    pub id: String,
    /// What it is called.
    pub name: SafeText,
    /// Scores of its rehearsals in order, 0 to 100.
    pub scores: Vec<f64>,
    /// Prediction minus score of those that were predicted, in order.
    pub gaps: Vec<f64>,
    /// Scores of interviews of the round by a partner, in order; they count for nothing where there is an own one.
    pub partner_scores: Vec<f64>,
}

/// Whose scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The person's own.
    #[default]
    Own,
    /// A partner's.
    Partner,
}

impl RoundStanding {
    /// How often it was rehearsed.
    pub fn tries(&self) -> usize {
        self.scores.len()
    }

    /// The last score: the person's own, and a partner's only where there is none.
    pub fn last(&self) -> Option<f64> {
        let last = self.scores.last().or(self.partner_scores.last());
        last.copied()
    }
}

/// Where a person stands in each round of a role, in the order of the role.
pub fn standings(progress: &Progress, track: &Track) -> Vec<RoundStanding> {
    let rounds = track.rounds.iter();
    rounds
        .map(|round| {
            let of_round = |record: &&MockRecord| {
                *record.mock.track == *track.id && *record.mock.round == *round.id
            };
            let mut standing = RoundStanding {
                id: round.id.clone(),
                name: round.name.line(),
                ..RoundStanding::default()
            };
            for record in progress.mocks.iter().filter(of_round) {
                let tries = tries_of(progress, &record.mock.id);
                if let Some((score, gap)) = score_of(&tries) {
                    standing.scores.push(score);
                    standing.gaps.extend(gap);
                }
                let by_partner = score_of(&tries_by(progress, &record.mock.id, By::Partner));
                standing
                    .partner_scores
                    .extend(by_partner.map(|(score, _)| score));
            }
            standing
        })
        .collect()
}

/// The scored tries of a rehearsal by the person, in the order in which they were scored.
pub fn tries_of<'a>(progress: &'a Progress, mock: &str) -> Vec<(&'a str, &'a Tried)> {
    tries_by(progress, mock, By::Own)
}

/// The scored tries of a rehearsal or an interview, in the order in which they were scored.
pub fn tries_by<'a>(progress: &'a Progress, mock: &str, by: By) -> Vec<(&'a str, &'a Tried)> {
    let mut tries: Vec<(&str, &Tried)> = Vec::new();
    for (card, record) in &progress.spoken {
        let of_mock = record
            .tries
            .iter()
            .filter(|tried| *tried.mock == *mock && tried.is_by_partner == (by == By::Partner));
        tries.extend(of_mock.map(|tried| (&**card, tried)));
    }
    tries.sort_by_key(|(_, tried)| tried.id);
    tries
}

/// The score of a rehearsal, and prediction minus score over its cards that were predicted. Each card counts alike.
pub fn score_of(tries: &[(&str, &Tried)]) -> Option<(f64, Option<f64>)> {
    if tries.is_empty() {
        return None;
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let scores: Vec<f64> = tries.iter().map(|(_, tried)| tried.score).collect();
    let gaps: Vec<f64> = tries
        .iter()
        .filter_map(|(_, tried)| Some(tried.said? - tried.score))
        .collect();
    let gap = (!gaps.is_empty()).then(|| mean(&gaps));
    Some((mean(&scores), gap))
}
