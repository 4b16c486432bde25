//! What the page for the evening before says about speaking: the weakest points, and where one stands in the rounds.

use super::page::{Entry, Section};
use crate::{
    cli::goal::track_of,
    deck::SafeText,
    desk::Desk,
    journal::{GoalRecord, Moment},
    plan::Round,
    practice::{Study, WeakPoint},
};

/// At most so many points (SCREENS, Brief).
const POINTS: usize = 5;

/// The points that lost most when they were scored last, with what would have been full.
pub(super) fn weakest(study: &Study, record: &GoalRecord, now: Moment) -> Section {
    let points = study.weak_points(Some(&record.goal), POINTS, now);
    let entry = |weak: WeakPoint| {
        let of = SafeText::from_line(&format!("In: {}", weak.prompt));
        Entry::new(weak.point, vec![weak.full, of])
    };
    Section::of(
        "The weakest points",
        points.into_iter().map(entry).collect(),
    )
}

/// The rounds of the role with their minutes and the standing; that of the interview is marked.
pub(super) fn rounds(desk: &Desk, record: &GoalRecord) -> Vec<Entry> {
    let goal = &record.goal;
    let Some(track) = track_of(desk, goal) else {
        return Vec::new();
    };
    let standings = desk.study.standings(track);
    let entry = |round: &Round| {
        let minutes = match round.minutes {
            0 => String::new(),
            minutes => format!(", {minutes} minutes"),
        };
        let mark = if *round.id == *goal.round {
            " · this one"
        } else {
            ""
        };
        let standing = standings.iter().find(|standing| standing.id == round.id);
        let standing = standing.filter(|standing| standing.tries() > 0);
        let standing =
            standing.map_or_else(String::new, |standing| format!(" · {}", standing.words()));
        let line = format!("{}{minutes}{mark}{standing}", round.name.line());
        Entry::new(SafeText::from_line(&line), Vec::new())
    };
    track.rounds.iter().map(entry).collect()
}
