//! After a rehearsal: one thing to work on first, then score, prediction and time. It reads the journal and judges nothing
//! that the person did not score.

use super::standing::{By, score_of, standings, tries_by};
use crate::{
    deck::{SafeText, collection::Collection},
    journal::{Record, StudyDay, What, entry},
    plan::Track,
    practice::spoken::{StepKind, Task, due},
};

/// How many of the last rehearsals are told.
const LAST: usize = 5;

/// How many further points are named.
const ALSO: usize = 3;

/// A rehearsal as it is looked back on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Debrief {
    /// Its id.
    pub mock: String,
    /// The round.
    pub title: SafeText,
    /// The study day.
    pub day: Option<StudyDay>,
    /// Minutes of the round; 0 where it is not known.
    pub minutes: u32,
    /// Time on the clock, ms.
    pub ms: u64,
    /// Whether everything that was drawn was done.
    pub is_finished: bool,
    /// The point to work on first.
    pub work_on: Option<Missed>,
    /// Further points, the most that was lost first.
    pub also: Vec<Missed>,
    /// The mean score of its cards.
    pub score: Option<f64>,
    /// The mean prediction, over the cards that were predicted.
    pub said: Option<f64>,
    /// Prediction minus score, over the cards that were predicted.
    pub gap: Option<f64>,
    /// Scores of the last rehearsals of the round, this one included.
    pub last_scores: Vec<f64>,
    /// Prediction minus score of the last ones.
    pub last_gaps: Vec<f64>,
    /// Each card.
    pub cards: Vec<DebriefCard>,
    /// Who scored it.
    pub by: By,
}

/// A card of a rehearsal.
#[derive(Clone, Debug, PartialEq)]
pub struct DebriefCard {
    /// Its key.
    pub key: String,
    /// What was asked.
    pub prompt: SafeText,
    /// The score.
    pub score: f64,
    /// The predicted score.
    pub said: Option<f64>,
    /// Each phase: its title, the time it took, ms, and the time it had, seconds.
    pub times: Vec<(SafeText, u64, u32)>,
    /// The last score of the card by the other side: a partner's, or after an interview the person's own.
    pub other: Option<f64>,
    /// What a partner wrote; empty after a rehearsal alone.
    pub partner_notes: SafeText,
}

/// A point that was missed, or only touched.
#[derive(Clone, Debug, PartialEq)]
pub struct Missed {
    /// The card.
    pub card: String,
    /// The point.
    pub point: SafeText,
    /// What would have been full.
    pub full: SafeText,
    /// How much of 100 was lost, in halves.
    pub lost: u32,
    /// Items that teach it, by index in the collection.
    pub items: Vec<usize>,
}

/// The debrief of a rehearsal, or of an interview by a partner; `None` where the journal has none of its tries.
pub fn debrief(
    collection: &Collection,
    record: &Record,
    tracks: &[Track],
    today: StudyDay,
    mock: &str,
) -> Option<Debrief> {
    let progress = record.progress();
    let own = tries_by(progress, mock, By::Own);
    let (by, tries) = if own.is_empty() {
        (By::Partner, tries_by(progress, mock, By::Partner))
    } else {
        (By::Own, own)
    };
    let (score, gap) = score_of(&tries)?;
    let mocked = progress
        .mocks
        .iter()
        .rev()
        .find(|known| *known.mock.id == *mock);
    let track = mocked.and_then(|known| tracks.iter().find(|track| *track.id == *known.mock.track));
    let round = mocked.and_then(|known| track?.round(&known.mock.round));
    let standing = mocked.and_then(|known| {
        let rounds = standings(progress, track?);
        rounds
            .into_iter()
            .find(|round| *round.id == *known.mock.round)
    });
    let standing = standing.unwrap_or_default();
    let mut cards = Vec::new();
    let mut missed = Vec::new();
    for (key, tried) in &tries {
        let row = record.entry(tried.id).map(|entry| &entry.what);
        let Some(What::Spoken(spoken)) = row else {
            continue;
        };
        let task = Task::of(collection, key);
        let record = progress.spoken.get(*key);
        let other = record.and_then(|record| match by {
            By::Own => record.last_of_partner(),
            By::Partner => record.last_own(),
        });
        cards.push(DebriefCard {
            other: other.map(|tried| tried.score),
            ..card(key, task.as_ref(), spoken, by)
        });
        let Some(task) = task.filter(|task| task.rubric == spoken.rubric) else {
            continue;
        };
        for (point, value) in task.points.iter().zip(&spoken.points) {
            let lost = point.weight * u32::from(2 - (*value).min(2));
            if lost > 0 {
                missed.push(Missed {
                    card: (*key).to_owned(),
                    point: point.point.clone(),
                    full: point.full.clone(),
                    lost,
                    items: due::of_point(collection, progress, today, key, point),
                });
            }
        }
    }
    // What was missed whole and can be learnt at once comes first among what cost the same.
    missed.sort_by_key(|missed| (std::cmp::Reverse(missed.lost), missed.items.is_empty()));
    let mut missed = missed.into_iter();
    let said: Vec<f64> = tries.iter().filter_map(|(_, tried)| tried.said).collect();
    let last = |values: &[f64]| values[values.len().saturating_sub(LAST)..].to_vec();
    Some(Debrief {
        mock: mock.to_owned(),
        title: round.map_or_else(
            || SafeText::from_line("Rehearsal"),
            |round| round.name.line(),
        ),
        day: tries.last().map(|(_, tried)| tried.day),
        minutes: round.map_or(0, |round| round.minutes),
        ms: mocked.map_or_else(
            || tries.iter().map(|(_, tried)| tried.ms).sum(),
            |known| known.mock.ms,
        ),
        is_finished: mocked.is_some_and(|known| &*known.mock.end == "finished"),
        work_on: missed.next(),
        also: missed.take(ALSO).collect(),
        score: Some(score),
        said: (!said.is_empty()).then(|| said.iter().sum::<f64>() / said.len() as f64),
        gap,
        last_scores: last(match by {
            By::Own => &standing.scores,
            By::Partner => &standing.partner_scores,
        }),
        last_gaps: match by {
            By::Own => last(&standing.gaps),
            By::Partner => Vec::new(),
        },
        cards,
        by,
    })
}

fn card(key: &str, task: Option<&Task>, spoken: &entry::Spoken, by: By) -> DebriefCard {
    let phases = task.map(|task| {
        let phases = task
            .steps
            .iter()
            .filter(|step| step.kind == StepKind::Phase);
        phases
            .map(|step| (step.title.clone(), step.seconds))
            .collect::<Vec<_>>()
    });
    // Times of a card that was edited since have no phases of now to stand beside.
    let phases = phases.filter(|phases| phases.len() == spoken.phases.len());
    let times = phases
        .unwrap_or_default()
        .into_iter()
        .zip(&spoken.phases)
        .map(|((title, seconds), ms)| (title, *ms, seconds))
        .collect();
    DebriefCard {
        key: key.to_owned(),
        prompt: task.map_or_else(|| SafeText::from_line(key), |task| task.prompt.clone()),
        score: spoken.score,
        said: spoken.said,
        times,
        other: None,
        partner_notes: match by {
            By::Own => SafeText::default(),
            By::Partner => SafeText::from_block(&spoken.text),
        },
    }
}
