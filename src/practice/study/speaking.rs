//! What the study knows of speaking: which card comes next, what a try makes due, rounds and where a person stands in them.

use super::Study;
use crate::{
    deck::{Kind, SafeText, id::folded},
    journal::{EntryId, Moment, StudyDay, What},
    plan::{
        Pick, Queue, Round, Scope, Track, Why,
        spoken::{Candidate, candidates, in_order, rests_until},
    },
    practice::{
        mock::{
            Debrief, Drawn, MockRun, RoundStanding, Running,
            debrief::debrief,
            draw::{draw, last_cards},
            standing::{standings, tries_of},
        },
        spoken::{Attempt, Scored, Task, clock, due, score_text},
    },
};

/// Seconds that a card made due takes: it was missed, so it is read as much as recalled.
const DUE_SECONDS: f64 = 38.0;

/// Notes as Markdown: the title of each part, and every line on a line of its own.
fn notes_as_markdown(notes: &str) -> String {
    if notes.is_empty() {
        return "no notes\n\n".to_owned();
    }
    let lines = notes.lines().filter(|line| !line.trim().is_empty());
    let lines = lines.map(|line| match line.strip_prefix("## ") {
        Some(title) => format!("*{title}*\n\n"),
        None => format!("{line}\n\n"),
    });
    lines.collect()
}

impl Study {
    /// The task of a spoken card, by its key in any case, by an earlier name, or by the id of the card alone where no other
    /// card has it.
    pub fn task(&self, name: &str) -> Option<Task> {
        let key = self.collection.renamed.owner(&folded(name.trim()));
        Task::of(&self.collection, &key).or_else(|| {
            let mut found = self
                .spoken_keys()
                .filter(|known| known.split_once('/').is_some_and(|(_, card)| card == key));
            let only = found.next().filter(|_| found.next().is_none())?;
            Task::of(&self.collection, &only)
        })
    }

    /// Folded keys of all spoken cards.
    pub fn spoken_keys(&self) -> impl Iterator<Item = String> + '_ {
        let decks = self.collection.decks.iter();
        decks.flat_map(|loaded| {
            let spoken = loaded
                .deck
                .cards
                .iter()
                .filter(|card| card.kind().is_spoken());
            spoken.map(|card| folded(&loaded.deck.card_key(card)))
        })
    }

    /// The spoken cards of the mix, weighed for the interview that is planned for.
    pub fn candidates(&self, now: Moment) -> Vec<Candidate<'_>> {
        let goal = self.progress().settings_goal(self.today(now));
        let scope = goal.map_or_else(Scope::default, |record| self.scope(&record.goal));
        candidates(&self.collection, self.progress(), &self.model, &scope)
    }

    /// The card to speak about next, of a kind if one is asked for.
    pub fn next_spoken(&self, kind: Option<Kind>, now: Moment) -> Option<String> {
        let mut candidates = self.candidates(now);
        candidates.retain(|candidate| kind.is_none_or(|kind| candidate.kind == kind));
        in_order(&mut candidates, self.today(now), self.seed(now));
        candidates.into_iter().next().map(|candidate| candidate.key)
    }

    /// A number that decides between equals: another one on each device and day.
    pub(in crate::practice) fn seed(&self, now: Moment) -> u64 {
        let day = self.today(now).since(StudyDay::default());
        (u64::from(self.device.0) << 32) | u64::from(day)
    }

    /// How many items each point of a task makes due where it is missed.
    pub fn teaches(&self, task: &Task, now: Moment) -> Vec<usize> {
        let (key, today) = (folded(&task.key), self.today(now));
        let count =
            |point| due::of_point(&self.collection, self.progress(), today, &key, point).len();
        task.points.iter().map(count).collect()
    }

    /// Items, by index, that the missed points of an attempt make due.
    pub fn made_due(&self, task: &Task, scored: &Scored, now: Moment) -> Vec<usize> {
        due::of_missed(
            &self.collection,
            self.progress(),
            self.today(now),
            &folded(&task.key),
            &task.points,
            &scored.points,
        )
    }

    /// The row of a scored attempt, and the items that it makes due.
    pub fn spoken_row(
        &self,
        attempt: &Attempt,
        task: &Task,
        scored: &Scored,
        mock: &str,
        now: Moment,
    ) -> (What, Vec<usize>) {
        let due = self.made_due(task, scored, now);
        let keys = due
            .iter()
            .map(|item| (&*self.collection.items[*item].key).into());
        let row = attempt.row(task, scored, keys.collect(), mock);
        (What::Spoken(Box::new(row)), due)
    }

    /// The short cards of a rehearsal that are still to be asked, by index: not graded since it began, not taken out and
    /// not left for another day.
    pub fn open_words(&self, running: &Running) -> Vec<usize> {
        let Some(mock) = &running.mock else {
            return Vec::new();
        };
        let (progress, today) = (self.progress(), Self::study_day_of(running));
        let is_open = |index: &usize| {
            let key = &*self.collection.items[*index].folded;
            let card = crate::deck::id::split_item_key(key).0;
            let record = progress.items.get(key);
            let was_asked = record.is_some_and(|record| {
                let mut reviews = record.reviews.iter();
                reviews.any(|review| self.is_after(review.id, running))
            });
            !was_asked
                && !progress.suspended.contains_key(card)
                && progress.skipped.get(key).is_none_or(|day| *day < today)
        };
        let items = mock
            .words
            .iter()
            .filter_map(|key| self.collection.item_index(&folded(key)));
        items.filter(is_open).collect()
    }

    /// The study day on which something under way began.
    fn study_day_of(running: &Running) -> StudyDay {
        let began = Moment {
            ms: running.began,
            zone_minutes: running.zone,
        };
        began.study_day()
    }

    /// Whether this device wrote a row after something under way had begun. The clock is not asked: it may have been set back.
    fn is_after(&self, row: EntryId, running: &Running) -> bool {
        row.device == self.device && row.n > running.after
    }

    /// The counter of the last row of this device.
    pub fn last_row(&self) -> u64 {
        let own = self
            .record
            .entries()
            .iter()
            .filter(|entry| entry.id.device == self.device);
        own.map(|entry| entry.id.n).max().unwrap_or_default()
    }

    /// The earlier tries at a spoken card as Markdown, the newest first, with their notes; empty where there is none.
    pub fn earlier_attempts(&self, folded_key: &str, except: Option<EntryId>) -> SafeText {
        let record = self.progress().spoken.get(folded_key);
        let tries = record.map_or(&[][..], |record| &record.tries);
        let mut text = String::new();
        for tried in tries.iter().rev().filter(|tried| Some(tried.id) != except) {
            let said = tried.said.map_or(String::new(), |said| {
                format!(", predicted {}", score_text(said))
            });
            let phase = if tried.is_whole() {
                String::new()
            } else {
                format!(", {} alone", tried.phase)
            };
            let by = if tried.is_by_partner {
                ", by a partner"
            } else {
                ""
            };
            text.push_str(&format!(
                "**{} · {}{said}{phase}{by} · {}**\n\n",
                tried.day,
                score_text(tried.score),
                clock(tried.ms)
            ));
            if let Some(What::Spoken(spoken)) = self.record.entry(tried.id).map(|entry| &entry.what)
            {
                text.push_str(&notes_as_markdown(&spoken.text));
            }
        }
        SafeText::from_block(text.trim())
    }

    /// The attempts of a rehearsal as Markdown: each card with its score and notes.
    pub fn attempts_of(&self, mock: &str) -> SafeText {
        let mut text = String::new();
        for (key, tried) in tries_of(self.progress(), mock) {
            let prompt = self.task(key).map(|task| task.prompt);
            let prompt = prompt.unwrap_or_else(|| SafeText::from_line(key));
            text.push_str(&format!("**{} · {prompt}**\n\n", score_text(tried.score)));
            if let Some(What::Spoken(spoken)) = self.record.entry(tried.id).map(|entry| &entry.what)
            {
                text.push_str(&notes_as_markdown(&spoken.text));
            }
        }
        SafeText::from_block(text.trim())
    }

    /// Whether the try of what is under way is in the journal already: the program ended between the two.
    pub fn is_saved(&self, running: &Running) -> bool {
        let Some(attempt) = &running.attempt else {
            return false;
        };
        let record = self.progress().spoken.get(&*folded(&attempt.card));
        let mut tries = record.iter().flat_map(|record| &record.tries);
        tries.any(|tried| {
            self.is_after(tried.id, running)
                && !tried.is_by_partner
                && tried.ms == attempt.total_ms()
                && *tried.mock == *running.mock_id()
        })
    }

    /// What is under way, in words.
    pub fn under_way(&self, running: &Running) -> String {
        let minutes = |ms: u64| match ms / 60_000 {
            0 => "under a minute on the clock".to_owned(),
            minutes => format!("{minutes} min on the clock"),
        };
        let time = minutes(running.total_ms());
        if let Some(mock) = &running.mock {
            let track = self.tracks.iter().find(|track| track.id == mock.track);
            let round = track.and_then(|track| track.round(&mock.round));
            let name = round.map_or_else(
                || SafeText::from_line(&mock.round),
                |round| round.name.line(),
            );
            let (done, all) = (
                mock.words_done + mock.cards_done,
                mock.words.len() + mock.cards.len(),
            );
            return format!("the round {name}, {done} of {all} cards done, {time}");
        }
        let card = running.attempt.as_ref().map_or("", |attempt| &attempt.card);
        let prompt = self.task(card).map(|task| task.prompt);
        let prompt = prompt.unwrap_or_else(|| SafeText::from_line(card));
        format!("{prompt}, {time}")
    }

    /// The day from which a spoken card may be drawn again.
    pub fn rests_until(&self, task: &Task) -> Option<StudyDay> {
        let record = self.progress().spoken.get(&*folded(&task.key))?;
        rests_until(record, task.kind, &self.model)
    }

    /// A sitting of items that a try made due.
    pub fn queue_of(&self, items: &[usize]) -> Queue {
        let pick = |item: &usize| Pick {
            item: *item,
            why: Why::Missed,
            seconds: DUE_SECONDS,
        };
        Queue {
            picks: items.iter().map(pick).collect(),
            due: items.len(),
            ..Queue::default()
        }
    }

    /// The role whose rounds are rehearsed: the one that is named, else that of the goal, else the first.
    pub fn role(&self, named: Option<&str>, now: Moment) -> Option<&Track> {
        let of_goal = || {
            let record = self.progress().settings_goal(self.today(now))?;
            self.tracks
                .iter()
                .find(|track| *track.id == *record.goal.track)
        };
        match named {
            Some(id) => self.tracks.iter().find(|track| track.id == id),
            None => of_goal().or_else(|| self.tracks.first()),
        }
    }

    /// The round to rehearse where none is named: that of the interview until it was done twice, then the one with the
    /// fewest tries and the lowest score that draws something.
    pub fn next_round<'a>(&self, track: &'a Track, now: Moment) -> Option<&'a Round> {
        let standings = standings(self.progress(), track);
        let record = self.progress().active_goal(self.today(now));
        let own = record.filter(|record| *record.goal.track == *track.id);
        let own = own.and_then(|record| track.round(&record.goal.round));
        let tries = |round: &Round| {
            let standing = standings.iter().find(|standing| standing.id == round.id);
            standing.map_or(0, RoundStanding::tries)
        };
        let draws = |round: &&Round| !self.draw(track, round, now).cards.is_empty();
        if let Some(own) = own
            .filter(|round| tries(round) < 2)
            .filter(|round| draws(round))
        {
            return Some(own);
        }
        let score = |round: &&Round| {
            let standing = standings.iter().find(|standing| standing.id == round.id);
            let last = standing.and_then(RoundStanding::last).unwrap_or(-1.0);
            (tries(round), (last * 2.0) as i64)
        };
        track.rounds.iter().filter(draws).min_by_key(score)
    }

    /// What a round draws now.
    pub fn draw(&self, track: &Track, round: &Round, now: Moment) -> Drawn {
        let goal = self.progress().settings_goal(self.today(now));
        let mix = self.mix(goal.map(|record| &record.goal), now);
        draw(
            &self.collection,
            &mix,
            &self.candidates(now),
            round,
            &last_cards(self.progress(), &track.id, &round.id),
            self.today(now),
            self.seed(now),
        )
    }

    /// Begins a rehearsal of a round with what it drew.
    pub fn begin_mock(&self, track: &Track, round: &Round, now: Moment) -> (MockRun, Drawn) {
        let drawn = self.draw(track, round, now);
        (MockRun::new(track, round, &drawn, now), drawn)
    }

    /// Where the person stands in each round of a role.
    pub fn standings(&self, track: &Track) -> Vec<RoundStanding> {
        standings(self.progress(), track)
    }

    /// The debrief of a rehearsal.
    pub fn debrief(&self, mock: &str, now: Moment) -> Option<Debrief> {
        debrief(
            &self.collection,
            &self.record,
            &self.tracks,
            self.today(now),
            mock,
        )
    }
}
