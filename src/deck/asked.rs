//! Questions that were asked in an interview, as draft cards of the person's own deck, and which card asks the same already.
//!
//! A draft loads and can be spoken at once: its rubric asks what any answer needs, until its owner writes a better one.
//! Text that stands in a deck is never changed, only added to. Nothing here writes a file.

use std::collections::{BTreeMap, HashSet};

use super::{
    Card, CardId, DECK_BYTES_LIMIT, Kind, RawText, SafeText,
    check::words::{is_stop_word, plain, words},
    collection::{Collection, LoadedDeck},
    fields::{CardFields, FollowUpFields, PointFields},
    format::{Spelling, load, normal_lines},
    id::folded,
    markdown,
};

/// The id of the deck of such questions.
pub const DECK: &str = "asked";

/// Two prompts at least as similar as this may ask the same, so that the person is asked.
///
/// A convention: the Sørensen–Dice coefficient of the pairs of letters, or the share of common words.
pub const NEAR: f64 = 0.6;

/// Two prompts at least as similar as this ask the same, also where nobody can be asked.
pub const SAME: f64 = 0.9;

/// Common words tell two prompts alike only from this many on.
const SHARED_WORDS: usize = 3;

/// A question is cut to this many characters.
const QUESTION_LIMIT: usize = 500;

/// Minutes of a draft.
const MINUTES: u32 = 3;

/// What any spoken answer needs, with what is said or done for the whole and for half of the weight.
const POINTS: [[&str; 3]; 4] = [
    [
        "Answers the question that was asked",
        "Says the answer in the first two sentences",
        "Says it later than that",
    ],
    [
        "Gives an example of their own",
        "Names one project or incident and what they did in it",
        "Names a project and not their own part",
    ],
    [
        "Gives the reason",
        "Says why they chose it and what they gave up for it",
        "Says why, without what it cost",
    ],
    [
        "Names what came of it",
        "Says what changed afterwards, with a number or a date",
        "Says what changed, without either",
    ],
];

const FOLLOWUPS: [&str; 2] = [
    "What would you do differently today?",
    "How did you know that it worked?",
];

const FRONT: &str = "---\nid: asked\ntitle: Asked in interviews\nlanguage: en\n---\n\n\
    Questions that were asked in interviews, one card each. Each begins as a draft: write its rubric and a model answer.\n";

/// A question to add to the deck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What was asked.
    pub text: SafeText,
    /// The area of its card; empty for none.
    pub area: String,
    /// Where and when it was asked.
    pub place: SafeText,
}

/// The text of a deck with drafts at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The whole text; it begins with the text that was there.
    pub text: String,
    /// The ids of the drafts, in the order of the questions.
    pub ids: Vec<CardId>,
}

/// A card that may ask the same.
#[derive(Clone, Copy, Debug)]
pub struct Near<'a> {
    /// Its deck.
    pub loaded: &'a LoadedDeck,
    /// The card.
    pub card: &'a Card,
    /// How similar it is, 0 to 1.
    pub score: f64,
}

/// The prompts of a collection, ready to be compared.
#[derive(Debug)]
pub struct Prompts<'a> {
    prompts: Vec<(&'a LoadedDeck, &'a Card, Prompt)>,
}

#[derive(Debug)]
struct Prompt {
    /// In small letters, without marks of Markdown and without spaces.
    letters: String,
    /// The words that carry a meaning.
    words: HashSet<String>,
}

impl Prompt {
    fn of(source: &str) -> Self {
        let text = folded(&plain(source));
        let words = words(&text).into_iter().filter(|word| !is_stop_word(word));
        Self {
            words: words.collect(),
            letters: text.chars().filter(|c| !c.is_whitespace()).collect(),
        }
    }

    fn likeness(&self, other: &Self) -> f64 {
        let letters = dice(&self.letters, &other.letters);
        let shared = self.words.intersection(&other.words).count();
        if shared < SHARED_WORDS {
            return letters;
        }
        let all = self.words.union(&other.words).count();
        letters.max(shared as f64 / all as f64)
    }
}

/// The Sørensen–Dice coefficient over pairs of characters. strsim divides by the number of pairs of bytes, which is far too
/// small a likeness for Japanese; this puts the number of pairs of characters in its place.
fn dice(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let characters = a.chars().count() + b.chars().count();
    if characters <= 2 || a.len() < 2 || b.len() < 2 {
        return 0.0;
    }
    let pairs_of_bytes = (a.len() + b.len() - 2) as f64;
    let pairs = (characters - 2) as f64;
    (strsim::sorensen_dice(a, b) * pairs_of_bytes / pairs).clamp(0.0, 1.0)
}

impl<'a> Prompts<'a> {
    /// The prompts of all cards but words.
    pub fn new(collection: &'a Collection) -> Self {
        let cards = collection
            .decks
            .iter()
            .flat_map(|loaded| loaded.deck.cards.iter().map(move |card| (loaded, card)));
        let prompts = cards
            .filter(|(_, card)| card.kind() != Kind::Vocab)
            .map(|(loaded, card)| (loaded, card, Prompt::of(card.prompt.source())))
            .collect();
        Self { prompts }
    }

    /// The card whose prompt is most like a question, however little that is.
    pub fn nearest(&self, question: &str) -> Option<Near<'a>> {
        self.nearest_but(question, None)
    }

    /// The card whose prompt is most like a question, one card left aside.
    pub fn nearest_but(&self, question: &str, aside: Option<&Card>) -> Option<Near<'a>> {
        let question = Prompt::of(question);
        let is_aside = |card: &Card| aside.is_some_and(|aside| std::ptr::eq(aside, card));
        let others = self.prompts.iter().filter(|(_, card, _)| !is_aside(card));
        let near = others.map(|(loaded, card, prompt)| Near {
            loaded,
            card,
            score: prompt.likeness(&question),
        });
        near.max_by(|a, b| a.score.total_cmp(&b.score))
    }
}

/// The questions of a list, one a line: marks of lists and blank lines are passed over, and each question is taken once.
pub fn questions(text: &str) -> Vec<SafeText> {
    let mut known = HashSet::new();
    let mut questions = Vec::new();
    for line in normal_lines(text).lines() {
        let line = SafeText::from_line(without_mark(line.trim()));
        let line: String = line.trim().chars().take(QUESTION_LIMIT).collect();
        if line.chars().any(char::is_alphanumeric) && known.insert(folded(&line)) {
            questions.push(SafeText::from_line(&line));
        }
    }
    questions
}

/// A line without `- `, `* `, `• `, `1. ` or `1) ` before it.
fn without_mark(line: &str) -> &str {
    if let Some(rest) = line.strip_prefix(['-', '*', '•', '・'])
        && (rest.starts_with(' ') || line.starts_with(['•', '・']))
    {
        return rest.trim_start();
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")) {
        Some(question) if rest.len() < line.len() => question.trim_start(),
        _ => line,
    }
}

/// Adds drafts to the text of a deck, or to a new deck where there is no text.
///
/// `None` where the text cannot take them: it has something open at its end that would swallow them, or it would be too
/// long. What was there stays in front, byte for byte.
pub fn append(text: Option<&str>, questions: &[Question]) -> Option<Written> {
    let before = text.unwrap_or(FRONT);
    let known = load(before, Spelling::Markdown, DECK).deck?.cards;
    let mut taken: HashSet<String> = known.iter().map(|card| folded(card.id.as_str())).collect();
    let lower = before.to_lowercase();
    let mut added = String::new();
    let mut ids = Vec::new();
    for question in questions {
        let id = free_id(&question.text, &mut taken, &lower)?;
        added.push('\n');
        added.push_str(&draft(question, &id)?);
        ids.push(id);
    }
    if !before.ends_with('\n') {
        added.insert(0, '\n');
    }
    if before.contains("\r\n") {
        added = added.replace('\n', "\r\n");
    }
    let text = format!("{before}{added}");
    let cards = load(&text, Spelling::Markdown, DECK).deck?.cards;
    let drafts = cards.get(known.len()..)?;
    let fits = text.len() as u64 <= DECK_BYTES_LIMIT
        && drafts.len() == ids.len()
        && drafts.iter().zip(&ids).all(|(card, id)| card.id == *id)
        && known.iter().zip(&cards).all(|(old, new)| old.id == new.id);
    fits.then_some(Written { text, ids })
}

/// An id that no card has, made from the question.
fn free_id(question: &str, taken: &mut HashSet<String>, text: &str) -> Option<CardId> {
    let made = CardId::made_from(question).map_or_else(
        || "question".to_owned(),
        |id| id.as_str().trim_end_matches('-').to_owned(),
    );
    // A card that is broken has its id in the text alone.
    let is_free = |id: &str| !text.contains(&format!("#{}", id.to_lowercase()));
    let names = std::iter::once(made.clone()).chain((2..).map(|count| format!("{made}-{count}")));
    let mut ids = names.filter_map(|name| CardId::parse(&name));
    ids.find(|id| is_free(id.as_str()) && taken.insert(folded(id.as_str())))
}

/// The Markdown of a draft that loads as it was meant. Where the question has marks that a heading cannot hold, they are
/// replaced.
fn draft(question: &Question, id: &CardId) -> Option<String> {
    let as_written = RawText::new(&question.text).source().trim().to_owned();
    let braces = as_written
        .replace('{', "(")
        .replace('}', ")")
        .trim_end_matches('#')
        .trim()
        .to_owned();
    let bare: String = braces
        .chars()
        .map(|c| {
            if "\\<>`*_~[]()#|&!".contains(c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    [as_written, braces, bare].into_iter().find_map(|prompt| {
        let text = markdown::write_card(&fields(question, id, prompt.clone()));
        let deck = format!("{FRONT}\n{text}");
        let loaded = load(&deck, Spelling::Markdown, DECK);
        let cards = loaded.deck?.cards;
        let [card] = cards.as_slice() else {
            return None;
        };
        let is_meant = card.prompt.source() == prompt && card.kind() == Kind::Open;
        (is_meant && loaded.problems.is_empty()).then_some(text)
    })
}

fn fields(question: &Question, id: &CardId, prompt: String) -> CardFields {
    let weight = 100 / POINTS.len() as u32;
    let point = |[point, full, partial]: [&str; 3]| PointFields {
        weight,
        point: point.to_owned(),
        full: full.to_owned(),
        partial: partial.to_owned(),
        ..PointFields::default()
    };
    let followup = |text: &str| FollowUpFields {
        text: text.to_owned(),
        change: false,
    };
    CardFields {
        id: id.to_string(),
        kind: Kind::Open.name().to_owned(),
        area: question.area.clone(),
        prompt,
        source: question.place.to_string(),
        minutes: Some(MINUTES),
        rubric: POINTS.map(point).into(),
        followups: FOLLOWUPS.map(followup).into(),
        ..CardFields::default()
    }
}

/// The area of a question: the one that its round draws, else that of a card that is a little like it, else the first that
/// the round draws, else none.
pub fn area_of(near: Option<Near<'_>>, round: &[&str]) -> String {
    /// So much alike are cards of one topic more often than not; a convention.
    const TOPIC: f64 = 0.4;
    let of_card = near
        .filter(|near| near.score >= TOPIC)
        .map(|near| near.loaded.deck.area_of(near.card))
        .filter(|area| round.is_empty() || round.contains(area));
    let known: BTreeMap<&str, &str> = super::AREAS.into_iter().collect();
    let area = match round {
        [only] => Some(*only),
        _ => of_card.or_else(|| round.first().copied()),
    };
    area.filter(|area| known.contains_key(area))
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests;
