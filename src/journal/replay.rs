//! From rows to progress. The order of rows depends on the rows alone, so files may arrive in any order.
//!
//! Order is (counted time, device, counter); counted time is the running maximum of the clock over a device's rows. A row
//! that was undone, and the undo itself, count for nothing: replaying both is the same as replaying neither.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    Moment, SHORT_ITEM_MS_LIMIT, StudyDay,
    entry::{DeckState, DeviceId, Entry, EntryId, Goal, Review, Spoken, What},
    item_record::{Graded, ItemRecord, slip},
    spoken::{MockRecord, SpokenRecord, ToldRecord, ToldTime, Tried, spoken_time},
};
use crate::{
    deck::{collection::Renamed, id::folded},
    memory::{Grade, Memory, Model},
};

/// A row whose clock is further ahead than this, in ms, does not move the time of the rows after it.
const FUTURE_MS: i64 = 86_400_000;

/// Everything about progress, derived from the journal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Items that were graded, by folded key.
    pub items: HashMap<Box<str>, ItemRecord>,
    /// Cards that are taken out, by folded key, with the reason.
    pub suspended: HashMap<Box<str>, Box<str>>,
    /// Items left for another day: the day on which they are not asked.
    pub skipped: HashMap<Box<str>, StudyDay>,
    /// Marked cards.
    pub flagged: BTreeSet<Box<str>>,
    /// Own notes on cards.
    pub notes: BTreeMap<Box<str>, Box<str>>,
    /// Decks with a place other than `on`.
    pub decks: BTreeMap<Box<str>, DeckState>,
    /// Goals by id.
    pub goals: BTreeMap<Box<str>, GoalRecord>,
    /// Tries at spoken cards, by folded key of the card.
    pub spoken: BTreeMap<Box<str>, SpokenRecord>,
    /// Rounds that were rehearsed, in order.
    pub mocks: Vec<MockRecord>,
    /// Own stories and pieces that were told, by name.
    pub told: BTreeMap<Box<str>, ToldRecord>,
    /// What was done on each day.
    pub days: BTreeMap<StudyDay, DayRecord>,
    /// Rows whose clock was more than a day ahead of the reader's.
    pub future_rows: usize,
}

/// What was done on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayRecord {
    /// Time spent on short items, ms.
    pub ms: u64,
    /// Grades that count.
    pub reviews: u32,
    /// Items met for the first time.
    pub new: u32,
    /// Time spent on speaking, ms.
    pub spoken_ms: u64,
}

/// A goal as its last row says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoalRecord {
    /// The row.
    pub goal: Goal,
    /// The interview day; `None` where none is set.
    pub day: Option<StudyDay>,
    /// The study day on which it was first set.
    pub since: Option<StudyDay>,
}

impl GoalRecord {
    /// Whether no result is written down yet.
    pub fn is_open(&self) -> bool {
        self.goal.result.is_none()
    }
}

impl Progress {
    /// The place of a deck in the mix.
    pub fn deck_state(&self, id: &str) -> DeckState {
        self.decks.get(id).copied().unwrap_or_default()
    }

    /// The nearest open goal that is not over on a day, if its date is set.
    pub fn active_goal(&self, today: StudyDay) -> Option<&GoalRecord> {
        let open = self.goals.values().filter(|record| record.is_open());
        open.filter(|record| record.day.is_some_and(|day| day >= today))
            .min_by_key(|record| record.day)
    }

    /// Goals to come, the nearest first, those without a date last.
    pub fn open_goals(&self, today: StudyDay) -> Vec<&GoalRecord> {
        let open = self.goals.values().filter(|record| record.is_open());
        let mut open: Vec<&GoalRecord> = open
            .filter(|record| record.day.is_none_or(|day| day >= today))
            .collect();
        open.sort_by_key(|record| (record.day.is_none(), record.day));
        open
    }

    /// The goal that says role and minutes: the nearest open one, else the last without a date, else the last at all.
    pub fn settings_goal(&self, today: StudyDay) -> Option<&GoalRecord> {
        self.active_goal(today)
            .or_else(|| {
                self.goals
                    .values()
                    .rev()
                    .find(|record| record.day.is_none() && record.is_open())
            })
            .or_else(|| self.goals.values().max_by_key(|record| record.day))
    }
}

/// Where the replay stands: what a further row of each device continues from.
#[derive(Clone, Debug, Default)]
pub(super) struct Cursor {
    devices: HashMap<DeviceId, (i64, StudyDay)>,
    last: Option<(i64, EntryId)>,
    /// The newest clock that was not of the future, and the soonest that was: a reader's clock between the two, less what
    /// counts as the future, gives the same order.
    newest: Option<i64>,
    soonest_ahead: Option<i64>,
    undone: HashSet<EntryId>,
}

/// A row with its place in the order.
#[derive(Clone, Copy, Debug)]
struct Placed {
    counted: i64,
    day: StudyDay,
    id: EntryId,
    index: usize,
}

/// Replays rows sorted by identity.
pub(super) fn replay(
    entries: &[Entry],
    now: Moment,
    renamed: &Renamed,
    model: &Model,
) -> (Progress, Cursor) {
    let undone = undone(entries);
    let mut cursor = Cursor::default();
    let mut progress = Progress::default();
    let mut placed: Vec<Placed> = Vec::with_capacity(entries.len());
    let mut waiting: Vec<usize> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        if matches!(entry.what, What::Undo(_)) || undone.contains(&entry.id) {
            continue;
        }
        let is_first = cursor.last_day(entry.id.device).is_none();
        let (counted, day) = cursor.place(entry, now, &mut progress);
        let is_placed = cursor.last_day(entry.id.device).is_some();
        if is_first && is_placed {
            // Rows from the future that came before any other row of their device count with this one.
            let of_device = |at: &usize| placed[*at].id.device == entry.id.device;
            for at in waiting
                .extract_if(.., |at| of_device(at))
                .collect::<Vec<_>>()
            {
                placed[at] = Placed {
                    counted,
                    day,
                    ..placed[at]
                };
            }
        } else if is_first {
            waiting.push(placed.len());
        }
        placed.push(Placed {
            counted,
            day,
            id: entry.id,
            index,
        });
    }
    count_at_the_earliest(&mut placed, &waiting);
    placed.sort_unstable_by_key(|row| (row.counted, row.id));
    let mut fold = Fold { progress, renamed };
    for row in &placed {
        fold.apply(&entries[row.index], row.counted, row.day);
    }
    let mut progress = fold.progress;
    for record in progress.items.values_mut() {
        record.remember(model);
    }
    cursor.last = placed.last().map(|row| (row.counted, row.id));
    cursor.undone = undone;
    (progress, cursor)
}

/// Rows of devices that have nothing but rows from the future count at the earliest row of the journal: at the time of the
/// reader their items would seem to be met today, every day anew, and would never come.
fn count_at_the_earliest(placed: &mut [Placed], waiting: &[usize]) {
    let is_waiting: HashSet<usize> = waiting.iter().copied().collect();
    let dated = placed.iter().enumerate();
    let dated = dated.filter(|(at, _)| !is_waiting.contains(at));
    let Some((_, earliest)) = dated.min_by_key(|(_, row)| (row.counted, row.id)) else {
        return;
    };
    let (counted, day) = (earliest.counted, earliest.day);
    for at in waiting {
        placed[*at] = Placed {
            counted,
            day,
            ..placed[*at]
        };
    }
}

/// Adds one row to progress in place. `false` where the row is not the last in the order, so that all must be replayed.
pub(super) fn add(
    progress: &mut Progress,
    cursor: &mut Cursor,
    entry: &Entry,
    now: Moment,
    renamed: &Renamed,
    model: &Model,
) -> bool {
    let is_first = cursor.last_day(entry.id.device).is_none();
    let follows_the_future = progress.future_rows > 0 && is_first;
    let is_first_and_ahead = is_first && is_future(entry, now);
    if matches!(entry.what, What::Undo(_))
        || cursor.undone.contains(&entry.id)
        || follows_the_future
        || is_first_and_ahead
        || cursor.is_of_another_clock(now)
    {
        return false;
    }
    let (counted, day) = cursor.place(entry, now, progress);
    if cursor.last.is_some_and(|last| last > (counted, entry.id)) {
        return false;
    }
    cursor.last = Some((counted, entry.id));
    let mut fold = Fold {
        progress: std::mem::take(progress),
        renamed,
    };
    let touched = fold.apply(entry, counted, day);
    *progress = fold.progress;
    for key in touched {
        if let Some(record) = progress.items.get_mut(&*key) {
            record.remember(model);
        }
    }
    true
}

/// The rows that are taken back. An undo cannot be undone.
pub(super) fn undone(entries: &[Entry]) -> HashSet<EntryId> {
    let undo = |entry: &Entry| match entry.what {
        What::Undo(of) => Some(of),
        _ => None,
    };
    let mut undone: HashSet<EntryId> = entries.iter().filter_map(undo).collect();
    if !undone.is_empty() {
        for entry in entries.iter().filter(|entry| undo(entry).is_some()) {
            undone.remove(&entry.id);
        }
    }
    undone
}

/// Whether the clock of a row is too far ahead of the reader's.
fn is_future(entry: &Entry, now: Moment) -> bool {
    entry.time > now.ms.saturating_add(FUTURE_MS)
}

impl Cursor {
    /// Whether other rows would be of the future now than at the time of the replay.
    fn is_of_another_clock(&self, now: Moment) -> bool {
        let horizon = now.ms.saturating_add(FUTURE_MS);
        self.newest.is_some_and(|newest| newest > horizon)
            || self.soonest_ahead.is_some_and(|soonest| soonest <= horizon)
    }

    /// Counted time and study day of the next row of its device.
    fn place(&mut self, entry: &Entry, now: Moment, progress: &mut Progress) -> (i64, StudyDay) {
        let before = self.devices.get(&entry.id.device).copied();
        let is_future = is_future(entry, now);
        progress.future_rows += usize::from(is_future);
        if is_future {
            let soonest = self.soonest_ahead.unwrap_or(entry.time);
            self.soonest_ahead = Some(soonest.min(entry.time));
        } else {
            self.newest = self.newest.max(Some(entry.time));
        }
        let counted = match before {
            None if is_future => now.ms,
            None => entry.time,
            Some((counted, _)) if is_future => counted,
            Some((counted, _)) => counted.max(entry.time),
        };
        let day = Moment {
            ms: counted,
            zone_minutes: entry.zone,
        }
        .study_day();
        let day = before.map_or(day, |(_, earlier)| day.max(earlier));
        if !(is_future && before.is_none()) {
            self.devices.insert(entry.id.device, (counted, day));
        }
        (counted, day)
    }

    /// The last study day of a device: its next row is on no earlier one.
    pub(super) fn last_day(&self, device: DeviceId) -> Option<StudyDay> {
        self.devices.get(&device).map(|(_, day)| *day)
    }
}

/// Progress while rows are added to it in order.
struct Fold<'a> {
    progress: Progress,
    renamed: &'a Renamed,
}

impl Fold<'_> {
    /// Adds a row and returns the keys of the items whose memory it changes.
    fn apply(&mut self, entry: &Entry, counted: i64, day: StudyDay) -> Vec<Box<str>> {
        match &entry.what {
            What::Review(review) => vec![self.review(entry.id, review, counted, day)],
            What::Practice(review) => {
                self.progress.days.entry(day).or_default().ms +=
                    u64::from(review.ms.min(SHORT_ITEM_MS_LIMIT));
                Vec::new()
            }
            What::Import(import) => {
                let memory = Memory {
                    stability: import.stability,
                    difficulty: import.difficulty,
                };
                let last = Moment {
                    ms: import.last.min(counted),
                    zone_minutes: entry.zone,
                }
                .study_day();
                let key = self.owner(&import.item);
                let record = self.progress.items.entry(key.clone()).or_default();
                if record.reviews.is_empty() {
                    record.start = Some((memory, last));
                }
                vec![key]
            }
            What::Spoken(spoken) => {
                for item in &spoken.due {
                    let key = self.owner(item);
                    self.progress.items.entry(key).or_default().made_due = true;
                }
                self.spoken(entry.id, spoken, day);
                Vec::new()
            }
            What::Read(read) => {
                let key = self.owner(&read.card);
                self.progress.spoken.entry(key).or_default().read += 1;
                self.progress.days.entry(day).or_default().spoken_ms += spoken_time(read.ms);
                Vec::new()
            }
            What::Mock(mock) => {
                self.progress.mocks.push(MockRecord {
                    id: entry.id,
                    day,
                    mock: (**mock).clone(),
                });
                Vec::new()
            }
            What::StoryUse { story, card } => {
                let use_of = (self.owner(card), day);
                let told = self.progress.told.entry(story.clone()).or_default();
                told.uses.push(use_of);
                Vec::new()
            }
            What::Told { story, ms, meant } => {
                let told = self.progress.told.entry(story.clone()).or_default();
                told.times.push(ToldTime {
                    day,
                    ms: *ms,
                    meant: *meant,
                });
                self.progress.days.entry(day).or_default().spoken_ms += spoken_time(*ms);
                Vec::new()
            }
            What::Suspend { .. }
            | What::Resume { .. }
            | What::Skip { .. }
            | What::Flag { .. }
            | What::Note { .. } => {
                self.mark(&entry.what, day);
                Vec::new()
            }
            What::Goal(goal) => {
                self.goal(goal, day);
                Vec::new()
            }
            What::Deck { id, state } => {
                self.progress.decks.insert(folded(id).into(), *state);
                Vec::new()
            }
            What::Undo(_) => Vec::new(),
        }
    }

    /// Marks a card or an item, or takes the mark away.
    fn mark(&mut self, what: &What, day: StudyDay) {
        match what {
            What::Suspend { card, why } => {
                let key = self.owner(card);
                self.progress.suspended.insert(key, why.clone());
            }
            What::Resume { card, .. } => {
                let key = self.owner(card);
                self.progress.suspended.remove(&key);
            }
            What::Skip { item } => {
                let key = self.owner(item);
                self.progress.skipped.insert(key, day);
            }
            What::Flag { card, on } => {
                let key = self.owner(card);
                if *on {
                    self.progress.flagged.insert(key)
                } else {
                    self.progress.flagged.remove(&key)
                };
            }
            What::Note { card, text } => {
                let key = self.owner(card);
                if text.is_empty() {
                    self.progress.notes.remove(&key)
                } else {
                    self.progress.notes.insert(key, text.clone())
                };
            }
            _ => {}
        }
    }

    fn spoken(&mut self, id: EntryId, spoken: &Spoken, day: StudyDay) {
        let key = self.owner(&spoken.card);
        let record = self.progress.spoken.entry(key).or_default();
        record.tries.push(Tried {
            id,
            day,
            ms: spoken.ms,
            grade: Grade::from_number(spoken.grade).unwrap_or(Grade::Again),
            score: spoken.score,
            said: spoken.said,
            points: spoken.points.clone(),
            rubric: spoken.rubric,
            is_by_partner: &*spoken.by == "partner",
            phase: spoken.phase.clone(),
            mock: spoken.mock.clone(),
        });
        // What a partner scored was spoken on another day than that of its import.
        if &*spoken.by != "partner" {
            self.progress.days.entry(day).or_default().spoken_ms += spoken_time(spoken.ms);
        }
    }

    fn owner(&self, key: &str) -> Box<str> {
        self.renamed.owner(key).into()
    }

    fn review(&mut self, id: EntryId, review: &Review, counted: i64, day: StudyDay) -> Box<str> {
        let key = self.owner(&review.item);
        let record = self.progress.items.entry(key.clone()).or_default();
        let is_new = record.reviews.is_empty() && record.start.is_none();
        record.made_due = false;
        record.reviews.push(Graded {
            id,
            day,
            time: counted,
            grade: review.grade,
            hash: review.hash,
            knows_letters: review.knows_letters,
            slip: slip(review),
        });
        let today = self.progress.days.entry(day).or_default();
        today.ms += u64::from(review.ms.min(SHORT_ITEM_MS_LIMIT));
        today.reviews += 1;
        today.new += u32::from(is_new);
        key
    }

    fn goal(&mut self, goal: &Goal, set_on: StudyDay) {
        if goal.clear {
            self.progress.goals.remove(&goal.id);
            return;
        }
        let day = goal.date.parse().ok().map(StudyDay::of);
        if goal.result.is_some()
            && goal.date.is_empty()
            && let Some(record) = self.progress.goals.get_mut(&goal.id)
        {
            record.goal.result.clone_from(&goal.result);
            return;
        }
        let earlier = self.progress.goals.get(&goal.id);
        let since = earlier.and_then(|record| record.since).or(Some(set_on));
        self.progress.goals.insert(
            goal.id.clone(),
            GoalRecord {
                goal: goal.clone(),
                day,
                since,
            },
        );
    }
}

#[cfg(test)]
mod clock_tests;
#[cfg(test)]
mod tests;
