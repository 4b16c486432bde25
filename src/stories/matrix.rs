//! Which own stories answer which prompts, and the prompts without one.

use super::{Standing, Stories, Story};
use crate::{
    deck::{Kind, SafeText, Tier, collection::Collection, collection::Renamed, id::folded},
    journal::{DeckState, Progress, StudyDay},
};

/// The story prompts of the decks in the mix, each with the own stories that answer it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The prompts, those most asked first.
    pub prompts: Vec<Prompt>,
    /// The standing of each story, in the order of [`Stories::stories`].
    pub standings: Vec<Standing>,
}

/// A story prompt.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// `deck/card`.
    pub card: Box<str>,
    /// What is asked, in one line.
    pub text: SafeText,
    /// Whether it is one of those most asked: a card of the core tier.
    pub is_core: bool,
    /// The stories that answer it, best first.
    pub answers: Vec<Answer>,
}

/// A story that answers a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its index in [`Stories::stories`].
    pub story: usize,
    /// Why it counts as an answer.
    pub by: By,
    /// How often it was told for the prompt.
    pub uses: usize,
    /// When it was last told for the prompt.
    pub last_used: Option<StudyDay>,
}

/// Why a story counts as an answer to a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Its file says so.
    File,
    /// It was told for it.
    Use,
}

/// A story that could have been told for a card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice<'a> {
    /// The story.
    pub story: &'a Story,
    /// Why it answers the card, if it does.
    pub by: Option<By>,
    /// How often it was told for the card.
    pub uses: usize,
    /// How often and when it was told at all.
    pub standing: Standing,
}

impl Prompt {
    /// The last day on which a story was told for it.
    pub fn last_used(&self) -> Option<StudyDay> {
        self.answers
            .iter()
            .filter_map(|answer| answer.last_used)
            .max()
    }

    /// The prompt for a row of a list: its first sentence without the opening that most prompts share.
    pub fn short(&self) -> &str {
        let openings = [
            "Tell me about a time when ",
            "Tell me about a time ",
            "Tell me about ",
        ];
        let text = openings
            .iter()
            .find_map(|opening| self.text.strip_prefix(opening))
            .unwrap_or(&self.text);
        text.split_once(". ").map_or(text, |(first, _)| first)
    }

    /// Whether a story answers it.
    pub fn is_answered(&self) -> bool {
        !self.answers.is_empty()
    }
}

impl Matrix {
    /// The prompts that no story answers.
    pub fn without(&self) -> impl Iterator<Item = &Prompt> {
        self.prompts.iter().filter(|prompt| !prompt.is_answered())
    }

    /// How many of the prompts most asked have a story, and how many there are.
    pub fn core_answered(&self) -> (usize, usize) {
        let core = || self.prompts.iter().filter(|prompt| prompt.is_core);
        (
            core().filter(|prompt| prompt.is_answered()).count(),
            core().count(),
        )
    }

    /// How many prompts a story answers.
    pub fn answered_by(&self, story: usize) -> usize {
        let answers = |prompt: &&Prompt| prompt.answers.iter().any(|answer| answer.story == story);
        self.prompts.iter().filter(answers).count()
    }
}

/// The matrix of now. Decks that are off and cards that are taken out ask nothing.
pub fn matrix(stories: &Stories, progress: &Progress, collection: &Collection) -> Matrix {
    let mut prompts: Vec<Prompt> = Vec::new();
    for loaded in &collection.decks {
        if progress.deck_state(loaded.deck.id.as_str()) == DeckState::Off {
            continue;
        }
        for card in loaded
            .deck
            .cards
            .iter()
            .filter(|card| card.kind() == Kind::Story)
        {
            let key = loaded.deck.card_key(card);
            let folded = folded(&key);
            if progress.suspended.contains_key(folded.as_str()) {
                continue;
            }
            prompts.push(Prompt {
                answers: answers(stories, progress, &collection.renamed, &folded),
                card: key.into(),
                text: card.prompt.line(),
                is_core: loaded.tier(card) == Tier::Core,
            });
        }
    }
    // A stable sort: within a tier the order of the decks stays.
    prompts.sort_by_key(|prompt| !prompt.is_core);
    let standing = |story: &Story| Standing::of(progress, story.name.as_str());
    Matrix {
        prompts,
        standings: stories.stories.iter().map(standing).collect(),
    }
}

/// The own stories that could have been told for a card, those that answer it first: by their file, then because they were
/// told for it before, the most told first; then all others, the one told last first. `card` is `deck/card`.
pub fn for_card<'a>(
    stories: &'a Stories,
    progress: &Progress,
    renamed: &Renamed,
    card: &str,
) -> Vec<Choice<'a>> {
    let answers = answers(stories, progress, renamed, &renamed.owner(card));
    let choice = |index: usize, story: &'a Story| {
        let answer = answers.iter().find(|answer| answer.story == index);
        Choice {
            story,
            by: answer.map(|answer| answer.by),
            uses: answer.map_or(0, |answer| answer.uses),
            standing: Standing::of(progress, story.name.as_str()),
        }
    };
    let mut choices: Vec<Choice<'a>> = stories
        .stories
        .iter()
        .enumerate()
        .map(|(index, story)| choice(index, story))
        .collect();
    choices.sort_by(|a, b| {
        (a.by.is_none(), a.by)
            .cmp(&(b.by.is_none(), b.by))
            .then(b.uses.cmp(&a.uses))
            .then(b.standing.last_day().cmp(&a.standing.last_day()))
    });
    choices
}

/// The stories that answer a card of a folded key, best first.
fn answers(
    stories: &Stories,
    progress: &Progress,
    renamed: &Renamed,
    folded_card: &str,
) -> Vec<Answer> {
    let mut found: Vec<Answer> = Vec::new();
    for (index, story) in stories.stories.iter().enumerate() {
        let told = progress.told.get(story.name.as_str());
        let days = told.into_iter().flat_map(|told| &told.uses);
        let days: Vec<StudyDay> = days
            .filter(|(card, _)| **card == *folded_card)
            .map(|(_, day)| *day)
            .collect();
        let says = story
            .answers
            .iter()
            .any(|answers| renamed.owner(&answers.card) == folded_card);
        let by = match (says, days.is_empty()) {
            (true, _) => By::File,
            (false, false) => By::Use,
            (false, true) => continue,
        };
        found.push(Answer {
            story: index,
            by,
            uses: days.len(),
            last_used: days.into_iter().max(),
        });
    }
    found.sort_by(|a, b| a.by.cmp(&b.by).then(b.uses.cmp(&a.uses)));
    found
}

#[cfg(test)]
mod tests;
