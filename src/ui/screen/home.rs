//! The home: how long until the interview, what to do today, what has changed.

use jiff::civil::Date;
use ratatui::layout::Position;

use crate::{
    app::{App, Scope, action::Bound},
    practice::Facts,
    ui::{
        page::{Page, Painter, key_of},
        text::{Piece, TextLine, wrap},
        theme::Role,
    },
};

pub(in crate::ui) fn draw(
    facts: &Facts,
    app: &App,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    painter.title(page, "mensetsu", &facts.role);
    let key = |bound: Bound| key_of(app, Scope::Home, bound, painter.look);
    let dot = painter.look.glyphs.dot;
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    let mut paragraph = |pieces: &[(&str, Role)]| {
        lines.push(
            pieces
                .iter()
                .map(|(text, role)| Piece {
                    text: (*text).to_owned(),
                    role: *role,
                })
                .collect(),
        );
    };

    match facts.interview {
        Some((day, days)) => {
            let until = match days {
                0 => "Today is ".to_owned(),
                1 => "1 day to ".to_owned(),
                days => format!("{days} days to "),
            };
            let name = facts.interview_name.as_str();
            let date = format!(" {dot} {}", spelled(day.date()));
            paragraph(&[
                (&until, Role::Strong),
                (name, Role::Strong),
                (&date, Role::Text),
            ]);
        }
        None => {
            let goal = key(Bound::SetGoal);
            paragraph(&[
                ("When is your interview?  ", Role::Strong),
                (&goal, Role::Accent),
                (" sets the date", Role::Muted),
            ]);
        }
    }

    let queue = &facts.queue;
    let minutes = (queue.seconds() / 60.0).ceil();
    if queue.picks.is_empty() {
        let sentence = match queue.next {
            Some((day, count)) => {
                let when = if facts.interview.is_some() || count > 0 {
                    spelled(day.date())
                } else {
                    day.to_string()
                };
                let cards = if count == 1 {
                    "card comes".to_owned()
                } else {
                    format!("{count} cards come")
                };
                format!("Nothing is due. The next {cards} on {when}.  ")
            }
            None => "Nothing is due.  ".to_owned(),
        };
        let ahead = key(Bound::GoAhead);
        let hint = if queue.ahead > 0 { " goes ahead" } else { "" };
        let shown = if queue.ahead > 0 { ahead.as_str() } else { "" };
        paragraph(&[
            (&sentence, Role::Text),
            (shown, Role::Accent),
            (hint, Role::Muted),
        ]);
    } else {
        let count = queue.picks.len();
        let new = queue.picked_new();
        let what = format!("{count} cards {dot} {} due, {new} new", queue.due);
        let time = format!("{minutes} min   ");
        paragraph(&[
            ("Today   ", Role::Muted),
            (&time, Role::Strong),
            (&what, Role::Text),
        ]);
        if facts.minutes_done {
            let sentence = format!(
                "Today's {} minutes are done. These are on top.",
                facts.minutes
            );
            paragraph(&[(&sentence, Role::Muted)]);
        }
    }

    if facts.changed > 0 {
        let changed = key(Bound::AskChanged);
        let sentence = if facts.changed == 1 {
            "1 answer changed since you learnt it.  ".to_owned()
        } else {
            format!("{} answers changed since you learnt them.  ", facts.changed)
        };
        paragraph(&[
            (&sentence, Role::Text),
            (&changed, Role::Accent),
            (" asks them today", Role::Muted),
        ]);
    }
    if facts.spoken > 0 && !page.is_compact {
        let sentence = match facts.spoken {
            1 => "1 card to speak about stands in the decks and is not asked here.".to_owned(),
            count => {
                format!("{count} cards to speak about stand in the decks and are not asked here.")
            }
        };
        paragraph(&[(&sentence, Role::Muted)]);
    }
    if let Some(why) = &app.read_only {
        paragraph(&[(why, Role::Warn)]);
    }

    let mut drawn: Vec<TextLine> = Vec::new();
    for (index, pieces) in lines.iter().enumerate() {
        if index > 0 {
            drawn.push(TextLine::default());
            if index == 1 && !page.is_compact {
                drawn.push(TextLine::default());
            }
        }
        drawn.extend(wrap(pieces, usize::from(page.body.width)));
    }
    painter.lines(page.body, &drawn, 0);
    None
}

/// `Friday 4 December`.
fn spelled(date: Date) -> String {
    date.strftime("%A %-d %B").to_string()
}
