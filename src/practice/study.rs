//! Decks, journal and memory together: what both the screen and the plain mode ask about a person's study.

mod partner;
mod planning;
mod speaking;
mod talking;
mod typing;

use std::sync::OnceLock;

use crate::{
    deck::{AREAS, Item, Kind, collection::Collection, furigana, id::folded, item},
    journal::{
        DeckState, DeviceId, Entry, GoalRecord, Moment, Progress, Record, StudyDay, What,
        entry::Goal,
    },
    memory::Model,
    plan::{self, Mode, Queue, Request, Track, agenda::LONGEST_PLAN},
    stories::Stories,
};

use super::{Speaking, answer::Glosses, drill::is_of_card, mock::RoundStanding};
pub use planning::PlanKey;
pub use typing::Typing;

/// Minutes that a further sitting is planned for when the minutes of the day are done.
pub const FURTHER_MINUTES: u32 = 10;

/// A day has no more minutes than this, whatever a row of the journal says.
const MOST_MINUTES: u32 = 24 * 60;

/// Everything that a sitting is made from.
#[derive(Debug, Default)]
pub struct Study {
    /// The decks.
    pub collection: Collection,
    /// The journal.
    pub record: Record,
    /// The memory model.
    pub model: Model,
    /// Roles to interview for.
    pub tracks: Vec<Track>,
    /// Own stories and pieces.
    pub stories: Stories,
    /// This device.
    pub device: DeviceId,
    /// Minutes a day from the settings, where no goal says them.
    pub minutes: Option<u32>,
    /// The plan that was made last, and what it was made from.
    pub planned: Option<(PlanKey, plan::Agenda)>,
    /// Minutes that were added to a day, or taken away; of no other day.
    pub extra_minutes: Option<(StudyDay, i32)>,
    /// Recall on the day as the cache of the last plan knows it, until a plan is made.
    pub last_recall: Option<plan::agenda::Recall>,
    /// How often the decks were read anew.
    pub generation: u32,
    /// Which words are typed.
    pub typing: Typing,
    /// The words of the decks by their meanings, made when a typed answer first needs them.
    pub glosses: OnceLock<Glosses>,
}

/// What the home screen says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The queue of the next sitting.
    pub queue: Queue,
    /// Minutes a day.
    pub minutes: u32,
    /// Whether the minutes of today are used up.
    pub minutes_done: bool,
    /// Items whose answer changed since it was learnt.
    pub changed: usize,
    /// The interview: its day, and days until then.
    pub interview: Option<(StudyDay, u32)>,
    /// What is interviewed for: the round, or the role.
    pub interview_name: String,
    /// The role.
    pub role: String,
    /// Whether anything was ever graded.
    pub has_reviews: bool,
    /// Short items of the decks in the mix.
    pub items: usize,
    /// Minutes of today that are for short items.
    pub card_minutes: u32,
    /// Speaking as it stands today; `None` where no minutes are held back for it.
    pub speaking: Option<Speaking>,
    /// The rounds that draw cards to speak about, that of the interview first.
    pub rounds: Vec<RoundStanding>,
    /// Days right before today that were planned and on which nothing was studied.
    pub missed_days: u32,
    /// Recall on the day as the plan expects it; the last plan's where a new one is being made.
    pub recall: Option<plan::agenda::Recall>,
}

impl Study {
    /// Progress as the journal gives it.
    pub fn progress(&self) -> &Progress {
        self.record.progress()
    }

    /// Today's study day.
    pub fn today(&self, now: Moment) -> StudyDay {
        self.record.today(self.device, now)
    }

    /// Minutes a day: those of the goal, else of the settings, else the default.
    pub fn minutes(&self, now: Moment) -> u32 {
        let goal = self.progress().settings_goal(self.today(now));
        goal.and_then(|record| record.goal.minutes)
            .or(self.minutes)
            .unwrap_or(plan::DEFAULT_MINUTES)
            .min(MOST_MINUTES)
    }

    /// Minutes of today: those of every day, with what was added or taken away today.
    pub fn minutes_today(&self, now: Moment) -> u32 {
        let today = self.today(now);
        let extra = self.extra_minutes.filter(|(day, _)| *day == today);
        self.minutes(now)
            .saturating_add_signed(extra.map_or(0, |(_, minutes)| minutes))
    }

    /// Adds minutes to today, or takes them away; at least five are left and at most a day's.
    pub fn change_minutes(&mut self, minutes: i32, now: Moment) {
        let every_day = self.minutes(now) as i32;
        let wanted = (self.minutes_today(now) as i32 + minutes).clamp(5, 24 * 60);
        self.extra_minutes = Some((self.today(now), wanted - every_day));
    }

    /// The queue of a sitting: that of the plan where one is made, else due items and new ones.
    pub fn queue(&self, request: &Request, now: Moment) -> Queue {
        let queue = plan::queue(
            &self.collection,
            self.progress(),
            &self.model,
            self.today(now),
            request,
        );
        match self.planned(now) {
            Some(agenda) if plan::agenda::guides(request) => {
                let met = self
                    .progress()
                    .days
                    .get(&self.today(now))
                    .map_or(0, |day| day.new as usize);
                let request = Request {
                    new: request.new.map(|limit| limit.saturating_sub(met)),
                    ..request.clone()
                };
                plan::agenda::queue(agenda, &self.collection, &queue, &request)
            }
            _ => queue,
        }
    }

    /// The request of an ordinary sitting: what is left of today's minutes, or some more where they are used up.
    pub fn ordinary_request(&self, now: Moment) -> Request {
        let left = self.seconds_left(now);
        let seconds = if left < plan::NEW_SECONDS {
            f64::from(FURTHER_MINUTES) * 60.0
        } else {
            left
        };
        Request {
            seconds: Some(seconds),
            ..Request::default()
        }
    }

    /// What the home screen says.
    pub fn facts(&self, now: Moment) -> Facts {
        let today = self.today(now);
        let queue = self.queue(&self.ordinary_request(now), now);
        let goal = self.progress().active_goal(today);
        let track = self
            .progress()
            .settings_goal(today)
            .map(|record| &*record.goal.track);
        let track = track.and_then(|id| self.tracks.iter().find(|track| track.id == id));
        let role = track.map_or(String::new(), |track| track.title.line().into_string());
        let round = goal.and_then(|goal| {
            track?
                .rounds
                .iter()
                .find(|round| round.id == *goal.goal.round)
        });
        let name = round.map_or(String::new(), |round| round.name.line().into_string());
        let in_mix =
            self.collection.decks.iter().filter(|loaded| {
                self.progress().deck_state(loaded.deck.id.as_str()) != DeckState::Off
            });
        Facts {
            minutes: self.minutes(now),
            minutes_done: self.seconds_left(now) < plan::NEW_SECONDS,
            changed: self.changed().len(),
            interview: goal
                .and_then(|record| record.day)
                .map(|day| (day, day.since(today))),
            interview_name: if name.is_empty() {
                "the interview".to_owned()
            } else {
                name
            },
            role,
            has_reviews: !self.progress().items.is_empty(),
            items: in_mix.map(|loaded| loaded.items).sum(),
            card_minutes: self.card_minutes(now),
            speaking: self.speaking(now),
            rounds: self.drawing_standings(now),
            missed_days: goal.map_or(0, |goal| self.missed_days(goal, today)),
            recall: goal
                .filter(|_| !self.progress().items.is_empty())
                .and_then(|_| {
                    self.last_planned()
                        .map(|agenda| agenda.recall)
                        .or(self.last_recall)
                }),
            queue,
        }
    }

    /// Days right before today on which nothing was studied, from the day after the goal was set; days off are none.
    fn missed_days(&self, goal: &GoalRecord, today: StudyDay) -> u32 {
        let Some(since) = goal.since else { return 0 };
        let is_off = |day: StudyDay| goal.goal.off.iter().any(|off| **off == *day.to_string());
        (1..today.since(since).min(LONGEST_PLAN))
            .map(|back| today.minus(back))
            .filter(|day| !is_off(*day))
            .take_while(|day| {
                self.progress()
                    .days
                    .get(day)
                    .is_none_or(|done| done.ms == 0 && done.spoken_ms == 0)
            })
            .count() as u32
    }

    /// Items whose answer differs in letters or digits from the one that was learnt, by index.
    pub fn changed(&self) -> Vec<usize> {
        let known = self
            .progress()
            .items
            .iter()
            .filter(|(_, record)| !record.reviews.is_empty());
        let changed = known.filter_map(|(key, record)| {
            let index = self.collection.item_index(key)?;
            let asked = &self.collection.items[index];
            if asked.only_by_facet {
                return None;
            }
            let (_, card) = self.collection.card_of(asked);
            let answer = item::AnswerHash::of(&item::answer(card, asked.facet));
            record.is_changed(answer).then_some(index)
        });
        let mut changed: Vec<usize> = changed.collect();
        changed.sort_unstable();
        changed
    }

    /// A queue of the items whose answers changed.
    pub fn changed_queue(&self) -> Queue {
        let pick = |item| plan::Pick {
            item,
            why: plan::Why::Due,
            seconds: plan::review_seconds(0.9),
        };
        let picks: Vec<_> = self.changed().into_iter().map(pick).collect();
        Queue {
            due: picks.len(),
            picks,
            ..Queue::default()
        }
    }

    /// What was done and what is remembered, in numbers.
    pub fn statistics(&self, now: Moment) -> plan::Statistics {
        let today = self.today(now);
        plan::Statistics::of(&self.collection, &self.record, &self.model, today)
    }

    /// Adds a row that was saved.
    pub fn add(&mut self, entry: Entry, now: Moment) {
        self.record
            .add(entry, now, &self.collection.renamed, &self.model);
    }

    /// Takes new decks over and replays, because earlier names may have changed.
    pub fn take_collection(&mut self, collection: Collection, now: Moment) {
        self.collection = collection;
        self.glosses = OnceLock::new();
        self.generation += 1;
        self.record
            .replay(now, &self.collection.renamed, &self.model);
    }

    /// What `u` would take back.
    pub fn undoable(&self) -> Option<&Entry> {
        self.record.newest_live(self.device)
    }

    /// The item, by index, that a row gives back when it is undone.
    pub fn item_given_back(&self, what: &What) -> Option<usize> {
        let owner = |key: &str| self.collection.renamed.owner(key);
        match what {
            What::Review(review) | What::Practice(review) => {
                self.collection.item_index(&owner(&review.item))
            }
            What::Skip { item } => self.collection.item_index(&owner(item)),
            What::Suspend { card, .. } => {
                let key = owner(card);
                let items = || self.collection.items.iter();
                let is_of = |item: &Item| is_of_card(&item.folded, &key) && !item.only_by_facet;
                let is_met = |item: &Item| self.progress().items.contains_key(&*item.folded);
                items()
                    .position(|item| is_of(item) && is_met(item))
                    .or_else(|| items().position(is_of))
            }
            _ => None,
        }
    }

    /// The key of the card of an item, as the journal writes it.
    pub fn card_key(&self, item: usize) -> String {
        let (loaded, card) = self.collection.card_of(&self.collection.items[item]);
        loaded.deck.card_key(card)
    }

    /// Cards that a list of terms or prompts names, one a line, and the lines that name none.
    pub fn cards_named<'l>(
        &self,
        lines: impl Iterator<Item = &'l str>,
    ) -> (Vec<String>, Vec<&'l str>) {
        let mut by_name = std::collections::HashMap::new();
        for loaded in &self.collection.decks {
            for card in loaded
                .deck
                .cards
                .iter()
                .filter(|card| !card.kind().is_spoken())
            {
                let key = loaded.deck.card_key(card);
                by_name
                    .entry(plain(card.heading().source()))
                    .or_insert_with(Vec::new)
                    .push(key.clone());
                by_name
                    .entry(folded(&key))
                    .or_insert_with(Vec::new)
                    .push(key.clone());
                if let crate::deck::Body::Vocab(vocab) = &card.body {
                    for spelling in &vocab.spellings {
                        by_name
                            .entry(plain(spelling.source()))
                            .or_insert_with(Vec::new)
                            .push(key.clone());
                    }
                }
            }
        }
        let (mut named, mut unknown) = (Vec::new(), Vec::new());
        for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
            match by_name.get(&plain(line)) {
                Some(keys) => named.extend(keys.iter().cloned()),
                None => unknown.push(line),
            }
        }
        named.sort();
        named.dedup();
        (named, unknown)
    }

    /// The goal that the first questions set: the one that is to come, or a new one.
    pub fn goal_to_set(&self, now: Moment) -> Goal {
        let today = self.today(now);
        let known = self
            .progress()
            .settings_goal(today)
            .filter(|record| record.is_open() && record.day.is_none_or(|day| day >= today));
        known.map_or_else(
            || Goal {
                id: plan::goal::new_id(now).into(),
                ..Goal::default()
            },
            |record| record.goal.clone(),
        )
    }

    /// Decks whose cards are all Japanese: what "no" to Japanese turns off.
    pub fn japanese_decks(&self) -> Vec<String> {
        let is_japanese = |loaded: &&crate::deck::collection::LoadedDeck| {
            let cards = &loaded.deck.cards;
            !cards.is_empty() && cards.iter().all(|card| loaded.deck.area_of(card) == "JP")
        };
        self.collection
            .decks
            .iter()
            .filter(is_japanese)
            .map(|loaded| loaded.deck.id.to_string())
            .collect()
    }

    /// A card of the core tier for somebody who wants to see one at once.
    pub fn first_card_request(&self) -> Request {
        Request {
            items: Some(10),
            mode: Mode::Plan,
            ..Request::default()
        }
    }

    /// The kinds that are listed and not asked yet, with their counts.
    pub fn spoken_counts(&self) -> Vec<(Kind, usize)> {
        let spoken = Kind::ALL.into_iter().filter(|kind| kind.is_spoken());
        let count = |kind| {
            self.collection
                .decks
                .iter()
                .map(|loaded| loaded.count(kind))
                .sum()
        };
        spoken
            .map(|kind| (kind, count(kind)))
            .filter(|(_, count)| *count > 0)
            .collect()
    }
}

/// A prompt or term as it compares with what somebody wrote in a list.
fn plain(text: &str) -> String {
    let marks = |c: char| c.is_whitespace() || "*_`?.!".contains(c);
    folded(&furigana::plain(text))
        .split(marks)
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether an area is one of the coverage table.
pub fn is_area(area: &str) -> bool {
    AREAS.iter().any(|(code, _)| *code == area)
}

/// What a row says, in words: what an undo takes back.
pub fn row_in_words(what: &What) -> String {
    match what {
        What::Review(review) | What::Practice(review) => {
            format!("{} {}", review.item, review.grade)
        }
        What::Suspend { card, .. } => format!("{card} taken out"),
        What::Resume { card, .. } => format!("{card} taken in"),
        What::Skip { item } => format!("{item} not today"),
        What::Flag { card, .. } => format!("{card} flag"),
        What::Note { card, .. } => format!("{card} note"),
        What::Goal(goal) if goal.clear => "interview cleared".to_owned(),
        What::Goal(goal) if goal.result.is_some() && goal.date.is_empty() => {
            "interview result".to_owned()
        }
        What::Goal(_) => "interview date".to_owned(),
        What::Deck { id, state } => format!("{id} {}", state.name()),
        What::Spoken(spoken) => format!("{} spoken", spoken.card),
        What::Read(read) => format!("{} read", read.card),
        What::Mock(_) => "mock".to_owned(),
        What::Told { story, .. } => format!("{story} told"),
        What::StoryUse { card, .. } => format!("{card} story"),
        What::Import(import) => format!("{} import", import.item),
        What::Undo(_) => "undo".to_owned(),
    }
}

/// What a row says in a word or two, where the item is in sight.
pub fn row_in_short(what: &What) -> String {
    match what {
        What::Review(review) | What::Practice(review) => review.grade.name().to_owned(),
        What::Suspend { .. } => "taken out".to_owned(),
        What::Resume { .. } => "taken in".to_owned(),
        What::Skip { .. } => "not today".to_owned(),
        What::Flag { .. } => "flag".to_owned(),
        _ => row_in_words(what),
    }
}
