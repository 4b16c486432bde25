//! What a spoken card asks: its steps on the clock, its points, its model, safe to print.
//!
//! A task is made from a card each time it is shown, so an edited deck is seen at once; an attempt keeps only what the
//! person did.

use crate::deck::{
    Card, Kind, Point, RawText, SafeText, Spoken, area_title,
    collection::{Collection, LoadedDeck},
    item::AnswerHash,
};

/// What is asked after an answer gets this long, seconds (SCREENS, Speak).
pub const FOLLOW_UP_SECONDS: u32 = 60;

/// Minutes of a card whose author says none.
const DEFAULT_MINUTES: u32 = 10;

/// A card whose prompt says what to do aloud, and what it is scored on.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// `deck/card`.
    pub key: String,
    /// Which of the five kinds.
    pub kind: Kind,
    /// The area in words.
    pub area: SafeText,
    /// What to do.
    pub prompt: SafeText,
    /// The rest of it, Markdown.
    pub context: SafeText,
    /// A nudge, shown when asked for.
    pub hint: SafeText,
    /// What is compared.
    pub options: Vec<SafeText>,
    /// Minutes for the answer, follow-ups not counted.
    pub minutes: u32,
    /// Phases and follow-ups in the order in which they come.
    pub steps: Vec<Step>,
    /// What is scored.
    pub points: Vec<TaskPoint>,
    /// A model answer, Markdown.
    pub model: SafeText,
    /// More about it.
    pub note: SafeText,
    /// Where it can be looked up.
    pub source: SafeText,
    /// The phase, where it is practised alone.
    pub phase: Option<SafeText>,
    /// crc32 of the rubric.
    pub rubric: u32,
}

/// A part of an answer with its own time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub kind: StepKind,
    /// What it is called.
    pub title: SafeText,
    /// What is shown when it begins: the reveal of a phase, or the question.
    pub text: SafeText,
    /// How long it should take.
    pub seconds: u32,
}

/// What a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A part of the answer.
    Phase,
    /// The task changes in the middle.
    Change,
    /// A question afterwards.
    FollowUp,
}

/// A point of the rubric.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskPoint {
    /// Its share of 100.
    pub weight: u32,
    /// What is scored.
    pub point: SafeText,
    /// What is said or done for the whole weight.
    pub full: SafeText,
    /// What is said or done for half of it.
    pub partial: SafeText,
    /// The phase it belongs to; for a story one of S T A R L.
    pub phase: SafeText,
    /// Outer: all of them; inner: any of them.
    pub keywords: Vec<Vec<RawText>>,
    /// Cards to review when it was missed: `card` or `deck/card`.
    pub review: Vec<String>,
}

/// The parts of a story with their names, in the order in which it is told.
pub const STORY_PARTS: [(&str, &str); 5] = [
    ("S", "Situation"),
    ("T", "Task"),
    ("A", "Action"),
    ("R", "Result"),
    ("L", "Learnt"),
];

impl Task {
    /// The task of a card; `None` where the card is of a short kind.
    pub fn of(collection: &Collection, folded_key: &str) -> Option<Self> {
        let (loaded, card) = collection.card(folded_key)?;
        let crate::deck::Body::Spoken(spoken) = &card.body else {
            return None;
        };
        Some(Self {
            key: loaded.deck.card_key(card),
            kind: spoken.kind,
            area: area(loaded, card),
            prompt: card.prompt.line(),
            context: card.context.block(),
            hint: card.hint.line(),
            options: spoken.options.iter().map(RawText::line).collect(),
            minutes: spoken.minutes.unwrap_or(DEFAULT_MINUTES),
            steps: steps(spoken),
            points: spoken.rubric.iter().map(TaskPoint::of).collect(),
            model: spoken.model.block(),
            note: card.note.block(),
            source: card.source.line(),
            phase: None,
            rubric: rubric_hash(&spoken.rubric),
        })
    }

    /// The task of one phase alone, with its points only: by its title, the start of its title, or its number from 1.
    /// `None` where the card has no such phase, or the phase no points.
    pub fn phase_alone(&self, wanted: &str) -> Option<Self> {
        let phases = || self.phases();
        let wanted = wanted.trim().to_lowercase();
        let number: Option<usize> = wanted.parse().ok();
        let title = |step: &&Step| step.title.to_lowercase();
        let step = number
            .and_then(|number| phases().nth(number.checked_sub(1)?))
            .or_else(|| phases().find(|step| title(step) == wanted))
            .or_else(|| {
                phases().find(|step| !wanted.is_empty() && title(step).starts_with(&wanted))
            })?;
        let points: Vec<TaskPoint> = self
            .points
            .iter()
            .filter(|point| point.phase == step.title)
            .cloned()
            .collect();
        if points.is_empty() || self.phases().count() < 2 {
            return None;
        }
        Some(Self {
            minutes: step.seconds / 60,
            steps: vec![step.clone()],
            points,
            phase: Some(step.title.clone()),
            ..self.clone()
        })
    }

    /// The phases; a card without any has one.
    pub fn phases(&self) -> impl Iterator<Item = &Step> {
        let is_phase = |step: &&Step| step.kind == StepKind::Phase;
        self.steps.iter().filter(is_phase)
    }

    /// The points, by index, that belong to a step: those of its phase, and those of no phase where there is only one.
    pub fn points_of(&self, step: usize) -> impl Iterator<Item = usize> + '_ {
        let title = self.steps.get(step).map(|step| &step.title);
        let is_only = self.phases().count() < 2;
        let points = self.points.iter().enumerate();
        points
            .filter(move |(_, point)| is_only || title.is_some_and(|title| *title == point.phase))
            .map(|(index, _)| index)
    }

    /// Seconds for everything that is on the clock, follow-ups included.
    pub fn seconds(&self) -> u32 {
        self.steps.iter().map(|step| step.seconds).sum()
    }

    /// For a story the parts with their names, weights and seconds: the share of time that each should take is its share
    /// of the points. Empty for other kinds.
    pub fn story_parts(&self) -> Vec<(&'static str, &'static str, u32, u32)> {
        if self.kind != Kind::Story {
            return Vec::new();
        }
        let whole = self.minutes * 60;
        let part = |(letter, name): (&'static str, &'static str)| {
            let of_part = self.points.iter().filter(|point| *point.phase == *letter);
            let weight: u32 = of_part.map(|point| point.weight).sum();
            (letter, name, weight, (whole * weight + 50) / 100)
        };
        STORY_PARTS.into_iter().map(part).collect()
    }
}

impl TaskPoint {
    fn of(point: &Point) -> Self {
        Self {
            weight: point.weight,
            point: point.point.line(),
            full: point.full.line(),
            partial: point.partial.line(),
            phase: point.phase.line(),
            keywords: point.keywords.clone(),
            review: point.review.clone(),
        }
    }
}

/// Phases with their reveals, the change before the middle one, the other follow-ups after them. Without phases one answer,
/// and the change last.
fn steps(spoken: &Spoken) -> Vec<Step> {
    let mut steps: Vec<Step> = spoken
        .phases
        .iter()
        .map(|phase| Step {
            kind: StepKind::Phase,
            title: phase.title.line(),
            text: phase.reveal.block(),
            seconds: phase.minutes.saturating_mul(60),
        })
        .collect();
    let has_phases = !steps.is_empty();
    if !has_phases {
        let title = match spoken.kind {
            Kind::Compare => "The decision, then why",
            Kind::Story => "The story",
            _ => "The answer",
        };
        steps.push(Step {
            kind: StepKind::Phase,
            title: SafeText::from_line(title),
            text: SafeText::default(),
            seconds: spoken.minutes.unwrap_or(DEFAULT_MINUTES).saturating_mul(60),
        });
    }
    let ask = |text: &RawText, kind, title: String| Step {
        kind,
        title: SafeText::from_line(&title),
        text: text.line(),
        seconds: FOLLOW_UP_SECONDS,
    };
    let (changes, others): (Vec<_>, Vec<_>) = spoken
        .followups
        .iter()
        .partition(|follow_up| follow_up.change);
    let middle = steps.len() / 2;
    let count = others.len();
    for (index, follow_up) in others.iter().enumerate() {
        let title = format!("Follow-up {} of {count}", index + 1);
        steps.push(ask(&follow_up.text, StepKind::FollowUp, title));
    }
    for (index, follow_up) in changes.iter().enumerate() {
        let step = ask(
            &follow_up.text,
            StepKind::Change,
            "The task changes".to_owned(),
        );
        if has_phases {
            steps.insert(middle + index, step);
        } else {
            steps.push(step);
        }
    }
    steps
}

fn area(loaded: &LoadedDeck, card: &Card) -> SafeText {
    match loaded.deck.area_of(card) {
        "" => loaded.deck.title.line(),
        area => SafeText::from_line(area_title(area)),
    }
}

/// crc32 of what the points say and weigh, spaces folded. Keywords and links are not part of it: they change no score.
fn rubric_hash(points: &[Point]) -> u32 {
    let mut text = String::new();
    for point in points {
        let (name, full, partial) = (&point.point, &point.full, &point.partial);
        text.push_str(&format!(
            "{} {}\n{}\n{}\n",
            point.weight,
            name.source(),
            full.source(),
            partial.source()
        ));
    }
    AnswerHash::of(&text).text
}
