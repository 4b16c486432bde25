//! What the home says about speaking: what to speak about today, and where one stands in the rounds.

use super::{Paragraph, Says, apart};
use crate::{
    practice::{mock::RoundStanding, talk::TalkLine},
    ui::{
        text::{Piece, cut, width},
        theme::Role,
    },
};

/// What stands before the rounds.
const ROUNDS: &str = "Rounds    ";

impl Says<'_> {
    /// What to speak about today.
    pub(super) fn talk(&self) -> Option<TalkLine> {
        self.facts.speaking.as_ref()?.line()
    }

    /// The minutes and what they are for, in one line: the name is cut where it is long.
    pub(super) fn talk_line(
        &self,
        label: &str,
        talk: &TalkLine,
        digits: usize,
        cells: usize,
    ) -> Paragraph {
        let minutes = format!("{:>digits$} min   ", talk.minutes);
        let taken = [label, &minutes, talk.before, &talk.after];
        let taken: usize = taken.iter().map(|text| width(text)).sum();
        let name = cut(
            &talk.name,
            cells.saturating_sub(taken),
            self.look.glyphs.cut,
        );
        vec![
            Piece::new(label, Role::Muted),
            Piece::new(minutes, Role::Strong),
            Piece::new(format!("{}{name}{}", talk.before, talk.after), Role::Text),
        ]
    }

    /// Where the minutes of cards are used up, or there are none, what is asked comes on top.
    pub(super) fn on_top(&self) -> Option<Paragraph> {
        let facts = self.facts;
        if !facts.minutes_done {
            return None;
        }
        let sentence = match (&facts.speaking, facts.card_minutes) {
            (Some(_), 0) => "Today's minutes are for speaking. These are on top.".to_owned(),
            (Some(_), minutes) => {
                format!("Today's {minutes} minutes of cards are done. These are on top.")
            }
            (None, _) => format!(
                "Today's {} minutes are done. These are on top.",
                facts.minutes
            ),
        };
        Some(vec![Piece::new(sentence, Role::Muted)])
    }

    /// Where the person stands in the rounds, as many as fit into a line.
    pub(super) fn rounds(&self, cells: usize, is_below: bool) -> Option<(bool, Paragraph)> {
        let words = |round: &RoundStanding| format!("{} {}", round.name, round.words());
        let all: Vec<String> = self.facts.rounds.iter().map(words).collect();
        let between = format!(" {} ", self.look.glyphs.dot);
        let room = cells.saturating_sub(width(ROUNDS));
        let joined = |count: usize| {
            let more = match all.len() - count {
                0 => String::new(),
                more => format!("{between}{more} more"),
            };
            all[..count].join(&between) + &more
        };
        let first = all.first()?;
        let fitting = (1..=all.len()).rev().map(joined);
        let text = fitting
            .into_iter()
            .find(|text| width(text) <= room)
            .unwrap_or_else(|| cut(first, room, self.look.glyphs.cut));
        let pieces = vec![
            Piece::new(ROUNDS, Role::Muted),
            Piece::new(text, Role::Text),
        ];
        Some(if is_below {
            (false, pieces)
        } else {
            apart(pieces)
        })
    }
}
