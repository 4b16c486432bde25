//! A sitting of short items: which item is asked now, when a repeat comes, and what was done.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::{
    deck::id::split_item_key,
    journal::EntryId,
    memory::Grade,
    plan::{Mode, Queue},
};

/// The item that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its index in the collection.
    pub item: usize,
    /// Its number in the sitting, from 1.
    pub number: usize,
    /// Whether it is asked once more.
    pub again: bool,
}

/// When repeats are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// When their time has come, or when nothing else is left.
    ForSteps,
    /// After all other items: a plain sitting never waits.
    Never,
}

/// A repeat that is still to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Repeat {
    asked: Asked,
    due: i64,
}

/// A grade of this sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Done {
    asked: Asked,
    grade: Grade,
    ms: u32,
}

/// A sitting of short items.
#[derive(Clone, Debug)]
pub struct Drill {
    /// Whether grades count for the schedule.
    pub mode: Mode,
    waiting: Waiting,
    to_come: VecDeque<Asked>,
    repeats: Vec<Repeat>,
    current: Option<Asked>,
    total: usize,
    done: Vec<(EntryId, Done)>,
    removed: Vec<Asked>,
    seconds_planned: f64,
}

/// What a sitting came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Items that were graded.
    pub items: usize,
    /// Grades, repeats included.
    pub answers: usize,
    /// Time spent on them, ms.
    pub ms: u64,
    /// Grades by number, Again first.
    pub grades: [usize; 4],
    /// Items that were not reached.
    pub left: usize,
}

impl Drill {
    /// Begins a sitting with the items of a queue.
    pub fn new(queue: &Queue, mode: Mode, waiting: Waiting) -> Self {
        let asked = |(index, pick): (usize, &crate::plan::Pick)| Asked {
            item: pick.item,
            number: index + 1,
            again: false,
        };
        Self {
            mode,
            waiting,
            to_come: queue.picks.iter().enumerate().map(asked).collect(),
            repeats: Vec::new(),
            current: None,
            total: queue.picks.len(),
            done: Vec::new(),
            removed: Vec::new(),
            seconds_planned: queue.seconds(),
        }
    }

    /// The item that is asked now.
    pub fn current(&self) -> Option<Asked> {
        self.current
    }

    /// How many items the sitting holds, repeats not counted.
    pub fn total(&self) -> usize {
        self.total
    }

    /// How many items were graded at least once.
    pub fn items_done(&self) -> usize {
        let items: HashSet<usize> = self.done.iter().map(|(_, done)| done.asked.item).collect();
        items.len()
    }

    /// Seconds that the whole sitting was planned to take.
    pub fn seconds_planned(&self) -> f64 {
        self.seconds_planned
    }

    /// Goes to the next item at a moment (UTC ms), unless one is asked already.
    pub fn advance(&mut self, now: i64) -> Option<Asked> {
        if self.current.is_none() {
            let may_now = self.waiting == Waiting::ForSteps;
            self.current = self.take_repeat(|due| may_now && due <= now);
            if self.current.is_none() {
                self.current = self.to_come.pop_front();
            }
            if self.current.is_none() {
                self.current = self.take_repeat(|_| true);
            }
        }
        self.current
    }

    fn take_repeat(&mut self, may: impl Fn(i64) -> bool) -> Option<Asked> {
        let repeats = self
            .repeats
            .iter()
            .enumerate()
            .filter(|(_, repeat)| may(repeat.due));
        let (at, _) = repeats.min_by_key(|(_, repeat)| repeat.due)?;
        Some(self.repeats.remove(at).asked)
    }

    /// Notes that the current item was graded and saved. `step` is when it is asked once more, UTC ms; a check and a round ask each item
    /// once, and its open steps come first in the next sitting of the day.
    pub fn graded(&mut self, id: EntryId, grade: Grade, ms: u32, step: Option<i64>) {
        let Some(asked) = self.current.take() else {
            return;
        };
        self.done.push((id, Done { asked, grade, ms }));
        if let Some(due) = step.filter(|_| !matches!(self.mode, Mode::Check | Mode::Round)) {
            self.repeats.push(Repeat {
                asked: Asked {
                    again: true,
                    ..asked
                },
                due,
            });
        }
    }

    /// Takes items out of what is to come, the current one included: a card that is known, or not today.
    pub fn remove(&mut self, is_gone: impl Fn(usize) -> bool) {
        let asked = self
            .to_come
            .iter()
            .chain(self.current.as_ref())
            .filter(|asked| is_gone(asked.item));
        let repeats = self.repeats.iter().map(|repeat| &repeat.asked);
        let repeats = repeats.filter(|asked| is_gone(asked.item));
        self.removed.extend(asked.chain(repeats).copied());
        self.to_come.retain(|asked| !is_gone(asked.item));
        self.repeats.retain(|repeat| !is_gone(repeat.asked.item));
        if self.current.is_some_and(|asked| is_gone(asked.item)) {
            self.current = None;
        }
    }

    /// The item that was taken out last, of those that something holds for.
    pub fn last_removed(&self, is: impl Fn(usize) -> bool) -> Option<usize> {
        let mut removed = self.removed.iter().rev().map(|asked| asked.item);
        removed.find(|item| is(*item))
    }

    /// Forgets a grade whose item is not there any more.
    pub fn forget(&mut self, id: EntryId) {
        self.done.retain(|(done, _)| *done != id);
    }

    /// Takes a grade back: its item is asked now, and what was asked comes after it.
    ///
    /// Where the grade is of an earlier sitting, or another kind of row gave the item back, the item joins this one.
    pub fn undone(&mut self, id: EntryId, item: usize) {
        let found = self
            .done
            .iter()
            .rposition(|(done, _)| *done == id)
            .map(|at| self.done.remove(at).1.asked);
        self.repeats.retain(|repeat| repeat.asked.item != item);
        if self.current.is_some_and(|asked| asked.item == item) {
            self.current = found.or(self.current);
            return;
        }
        let waiting = self.to_come.iter().position(|asked| asked.item == item);
        let waiting = waiting.and_then(|at| self.to_come.remove(at));
        if let Some(current) = self.current.take() {
            self.to_come.push_front(current);
        }
        let removed = self.removed.iter().rposition(|asked| asked.item == item);
        let removed = removed.map(|at| self.removed.remove(at));
        let asked = found.or(waiting).or(removed).unwrap_or_else(|| {
            self.total += 1;
            Asked {
                item,
                number: self.total,
                again: false,
            }
        });
        self.current = Some(asked);
    }

    /// Maps items to their new places after the decks were read again; items that are gone are left out.
    pub fn renumber(&mut self, places: &HashMap<usize, usize>) {
        let place = |asked: Asked| {
            places.get(&asked.item).map(|item| Asked {
                item: *item,
                ..asked
            })
        };
        self.current = self.current.and_then(place);
        self.to_come = self.to_come.iter().copied().filter_map(place).collect();
        let repeats = self.repeats.iter().filter_map(|repeat| {
            Some(Repeat {
                asked: place(repeat.asked)?,
                due: repeat.due,
            })
        });
        self.repeats = repeats.collect();
        self.removed = self.removed.iter().copied().filter_map(place).collect();
        for (index, (_, done)) in self.done.iter_mut().enumerate() {
            // A card that is gone keeps a number of its own, so that it is never taken for another.
            let gone = usize::MAX - index;
            done.asked.item = places.get(&done.asked.item).copied().unwrap_or(gone);
        }
    }

    /// Indices of every item that the sitting still knows.
    pub fn items(&self) -> impl Iterator<Item = usize> + '_ {
        let coming = self
            .to_come
            .iter()
            .chain(self.current.as_ref())
            .map(|asked| asked.item);
        coming
            .chain(self.repeats.iter().map(|repeat| repeat.asked.item))
            .chain(self.done.iter().map(|(_, done)| done.asked.item))
    }

    /// The last grade of each item that was graded, in the order in which they were first graded.
    pub fn grades(&self) -> Vec<(usize, Grade)> {
        let mut grades: Vec<(usize, Grade)> = Vec::new();
        for (_, done) in &self.done {
            match grades.iter_mut().find(|(item, _)| *item == done.asked.item) {
                Some(known) => known.1 = done.grade,
                None => grades.push((done.asked.item, done.grade)),
            }
        }
        grades
    }

    /// What the sitting has come to so far.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary {
            items: self.items_done(),
            answers: self.done.len(),
            ..Summary::default()
        };
        for (_, done) in &self.done {
            summary.ms += u64::from(done.ms);
            summary.grades[done.grade as usize - 1] += 1;
        }
        let open: HashSet<usize> = self
            .to_come
            .iter()
            .chain(self.current.as_ref())
            .filter(|asked| !asked.again)
            .map(|asked| asked.item)
            .collect();
        summary.left = open.len();
        summary
    }
}

/// Whether an item key belongs to a card, both folded.
pub fn is_of_card(item_key: &str, card_key: &str) -> bool {
    split_item_key(item_key).0 == card_key
}

#[cfg(test)]
mod tests;
