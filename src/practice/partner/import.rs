//! What a candidate takes in from a result file: the file against the decks of now, then rows as the journal keeps them.
//!
//! Nothing is taken in unless all of it can be. Scores, grades and what becomes due are computed here and never read.

use super::result::{ResultCard, ResultFile};
use crate::{
    deck::{SafeText, id::folded},
    journal::{DeviceId, Moment, SpokenRecord, What, entry, row},
    practice::{
        spoken::{Scored, Task},
        study::Study,
    },
};

/// A file that fits the decks.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The file.
    pub file: ResultFile,
    /// Its cards in order.
    pub cards: Vec<AcceptedCard>,
}

/// A card of a file that fits the decks.
#[derive(Clone, Debug)]
pub struct AcceptedCard {
    /// The card as it is in the decks.
    pub task: Task,
    /// What the points come to.
    pub scored: Scored,
    /// Items, by index, that the missed points make due.
    pub due: Vec<usize>,
    /// The row; `None` where an import that was broken off wrote it already.
    pub row: Option<What>,
    /// What the candidate predicted.
    pub said: Option<u8>,
    /// The person's own last score of the card.
    pub own: Option<f64>,
    /// What the partner wrote.
    pub text: SafeText,
}

/// A date that is further ahead than this, ms, is a mistake: clocks and zones differ by less.
const FUTURE_MS: i64 = 36 * 3_600_000;

/// The first year that an interview can be of: this program is younger.
const FIRST_YEAR: i16 = 2020;

impl Study {
    /// Checks a file against the decks and the journal.
    ///
    /// # Errors
    /// Every problem, a sentence each, without a full stop.
    pub fn accept(&self, file: ResultFile, now: Moment) -> Result<Accepted, Vec<String>> {
        let mut problems = Vec::new();
        if let Some(known) = self.imported(&file.id) {
            return Err(vec![format!(
                "this interview was imported already on {known}; mensetsu mock debrief {} shows it",
                file.id
            )]);
        }
        let today = self.today(now).date();
        let latest = Moment {
            ms: now.ms.saturating_add(FUTURE_MS),
            ..now
        };
        if let Some(day) = file.day()
            && (day > latest.study_day().date() && day > today || day.year() < FIRST_YEAR)
        {
            problems.push(format!("its date {day} cannot be right; today is {today}"));
        }
        let mut cards: Vec<AcceptedCard> = Vec::new();
        for (index, card) in file.cards.iter().enumerate() {
            let name = format!("card {}, {}", index + 1, card.card);
            match self.fitting(card) {
                Err(problem) => problems.push(format!("{name}: {problem}")),
                Ok(task) if cards.iter().any(|known| known.task.key == task.key) => {
                    problems.push(format!("{name}: the card stands twice in the file"));
                }
                Ok(task) => {
                    let accepted = self.accepted(&file, card, task, now);
                    if accepted.row.as_ref().is_some_and(is_too_long) {
                        problems.push(format!("{name}: its notes do not fit into a row"));
                    }
                    cards.push(accepted);
                }
            }
        }
        if problems.is_empty() {
            Ok(Accepted { file, cards })
        } else {
            Err(problems)
        }
    }

    /// The day on which an interview was taken in whole, if it was.
    fn imported(&self, id: &str) -> Option<crate::journal::StudyDay> {
        let mut mocks = self.progress().mocks.iter();
        mocks
            .find(|record| *record.mock.id == *id)
            .map(|record| record.day)
    }

    /// The task of a card of a file, where the decks hold it and score it by the same rubric.
    fn fitting(&self, card: &ResultCard) -> Result<Task, String> {
        let Some(task) = self.task(&card.card) else {
            let is_short = self.collection.card(&folded(&card.card)).is_some();
            return Err(if is_short {
                "this is a short card and has no points".to_owned()
            } else {
                "your decks do not hold this card; take in the deck that your partner used"
                    .to_owned()
            });
        };
        if task.rubric != card.rubric {
            return Err(format!(
                "the decks differ: your partner scored the rubric {:08x}, yours is {:08x}; both need the same version of the deck",
                card.rubric, task.rubric
            ));
        }
        let count = task.points.len();
        if card.points.len() != count {
            return Err(format!(
                "it has {} points, and the rubric {count}",
                card.points.len()
            ));
        }
        let phases = task.phases().count();
        if !card.phases.is_empty() && card.phases.len() != phases {
            return Err(format!(
                "it has times of {} phases, and the card {phases}",
                card.phases.len()
            ));
        }
        Ok(task)
    }

    fn accepted(
        &self,
        file: &ResultFile,
        card: &ResultCard,
        task: Task,
        now: Moment,
    ) -> AcceptedCard {
        let scored = Scored::of_points(&task.points, &card.points);
        let due = self.made_due(&task, &scored, now);
        let record = self.progress().spoken.get(&*folded(&task.key));
        let text = card.text(&head(file), &task);
        let is_saved = record.is_some_and(|record| {
            let mut tries = record.tries.iter();
            tries.any(|tried| *tried.mock == *file.id)
        });
        let keys = due.iter().map(|item| &*self.collection.items[*item].key);
        let row = entry::Spoken {
            card: task.key.as_str().into(),
            grade: scored.grade as u8,
            ms: card.ms,
            points: scored.points.clone(),
            rubric: task.rubric,
            score: scored.score,
            said: card.said.map(f64::from),
            by: "partner".into(),
            due: keys.map(Into::into).collect(),
            phases: card.phases.clone(),
            mock: file.id.as_str().into(),
            phase: "".into(),
            text: text.as_str().into(),
        };
        AcceptedCard {
            row: (!is_saved).then(|| What::Spoken(Box::new(row))),
            own: record
                .and_then(SpokenRecord::last_own)
                .map(|tried| tried.score),
            text: SafeText::from_block(&card.text("", &task)),
            said: card.said,
            task,
            scored,
            due,
        }
    }
}

impl Accepted {
    /// The row of the whole interview. It is written last: until then an import is not whole and can go on.
    pub fn mock_row(&self) -> What {
        let file = &self.file;
        let keys = self.cards.iter().map(|card| card.task.key.as_str().into());
        let times = file.cards.iter().map(|card| card.ms);
        What::Mock(Box::new(entry::Mock {
            id: file.id.as_str().into(),
            track: file.track.as_str().into(),
            round: file.round.as_str().into(),
            cards: keys.collect(),
            ms: times.fold(0, u64::saturating_add),
            end: "finished".into(),
        }))
    }
}

impl AcceptedCard {
    /// How the partner's score stands to the person's own last one.
    pub fn difference(&self) -> String {
        use crate::practice::spoken::score_text;
        let partner = score_text(self.scored.score);
        let Some(own) = self.own else {
            return format!(
                "your partner says {partner}; you have no score of your own for this card"
            );
        };
        let gap = self.scored.score - own;
        let words = match score_text(gap.abs()) {
            _ if gap.abs() < 0.25 => "the same".to_owned(),
            points if gap < 0.0 => format!("{points} lower"),
            points => format!("{points} higher"),
        };
        let own = score_text(own);
        format!("your own last score {own}, your partner says {partner}: {words}")
    }
}

/// Who scored it and when, as the first line of the notes.
fn head(file: &ResultFile) -> String {
    let by = match file.partner.as_str() {
        "" => "Scored by a partner".to_owned(),
        partner => format!("Scored by {partner}"),
    };
    file.day()
        .map_or(by.clone(), |day| format!("{by} on {day}"))
}

/// Whether the journal would not take a row. The counter is as long as one can be.
fn is_too_long(what: &What) -> bool {
    row::write(DeviceId(u32::MAX), u64::MAX, i64::MIN, -1_440, what).is_none()
}

#[cfg(test)]
mod tests;
