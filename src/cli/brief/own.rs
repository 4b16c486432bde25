//! What the person has prepared, on the page for the evening before: introduction, motivation, stories, questions back.

use super::page::{Entry, Section};
use crate::{
    deck::SafeText,
    plan::brief::prepared::{Prepared, Timed},
    stories::clock,
};

/// Introduction, motivation and stories; empty sections are left out by the page.
pub(super) fn sections(prepared: &Prepared<'_>) -> Vec<Section> {
    let one = |piece: Option<&Timed<'_>>| piece.map(entry).into_iter().collect();
    let stories = prepared.stories.iter().map(|(title, seconds)| {
        let line = format!("{title} (about {})", clock(*seconds));
        Entry::new(SafeText::from_line(&line), Vec::new())
    });
    vec![
        Section::of("Your introduction", one(prepared.introduction.as_ref())),
        Section::of("Why this company", one(prepared.motivation.as_ref())),
        Section::of("Your stories", stories.collect()),
    ]
}

/// Own questions to ask back. Where there are any, they stand instead of those of the decks.
pub(super) fn questions(prepared: &Prepared<'_>) -> Vec<Entry> {
    let questions = prepared.questions.iter();
    questions
        .map(|piece| Entry::new(piece.title.line(), vec![piece.body.block()]))
        .collect()
}

/// A piece with the time it takes: the last one that was measured, else the estimate.
fn entry(timed: &Timed<'_>) -> Entry {
    let time = clock(timed.seconds);
    let time = if timed.is_measured {
        format!("{time} when it was last said")
    } else {
        format!("about {time}")
    };
    let head = format!("{} ({time})", timed.piece.title.line());
    Entry::new(SafeText::from_line(&head), vec![timed.piece.body.block()])
}
