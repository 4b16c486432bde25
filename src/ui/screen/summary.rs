//! The end of a sitting.

use ratatui::layout::Position;

use crate::{
    app::{App, Scope, SummaryScreen, action::Bound},
    memory::Grade,
    plan::check::AreaKnown,
    ui::{
        page::{Page, Painter, key_of},
        text::{Piece, TextLine, wrap},
        theme::Role,
    },
};

pub(in crate::ui) fn draw(
    screen: &SummaryScreen,
    app: &App,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    painter.title(page, "End of the sitting", "");
    let summary = &screen.summary;
    let minutes = (summary.ms as f64 / 60_000.0).round();
    let items = if summary.items == 1 {
        "1 card".to_owned()
    } else {
        format!("{} cards", summary.items)
    };
    let answers = if summary.answers == 1 {
        "1 answer".to_owned()
    } else {
        format!("{} answers", summary.answers)
    };
    let mut paragraphs = vec![vec![
        Piece {
            text: format!("{items}, {answers}, "),
            role: Role::Strong,
        },
        Piece {
            text: if minutes < 1.0 {
                "under a minute".to_owned()
            } else {
                format!("{minutes} min")
            },
            role: Role::Strong,
        },
    ]];
    let grades = Grade::ALL
        .into_iter()
        .zip(summary.grades)
        .map(|(grade, count)| format!("{grade} {count}"));
    let dot = format!("  {}  ", painter.look.glyphs.dot);
    paragraphs.push(vec![Piece {
        text: grades.collect::<Vec<_>>().join(&dot),
        role: Role::Text,
    }]);
    let found = app.study.found_by(&screen.drill);
    if !found.is_empty() {
        let sentences: Vec<String> = found.iter().map(AreaKnown::sentence).collect();
        paragraphs.push(vec![Piece {
            text: sentences.join("\n"),
            role: Role::Text,
        }]);
    }
    let next = match (screen.was_cram, screen.due, screen.next) {
        (true, ..) => "The schedule was left alone.".to_owned(),
        (_, 1, _) => "1 card is due today.".to_owned(),
        (_, due, _) if due > 0 => format!("{due} cards are due today."),
        (_, _, Some((day, 1))) => format!(
            "Nothing more is due. The next card comes on {}.",
            day.date().strftime("%A %-d %B")
        ),
        (_, _, Some((day, count))) => {
            format!(
                "Nothing more is due. The next {count} cards come on {}.",
                day.date().strftime("%A %-d %B")
            )
        }
        (_, _, None) => "Nothing more is due.".to_owned(),
    };
    paragraphs.push(vec![Piece {
        text: next,
        role: Role::Text,
    }]);
    let ahead = key_of(app, Scope::Summary, Bound::GoAhead, painter.look);
    let home = key_of(app, Scope::Summary, Bound::GoBack, painter.look);
    paragraphs.push(vec![
        Piece {
            text: "Every grade is saved.  ".to_owned(),
            role: Role::Muted,
        },
        Piece {
            text: ahead,
            role: Role::Accent,
        },
        Piece {
            text: " goes ahead, ".to_owned(),
            role: Role::Muted,
        },
        Piece {
            text: home,
            role: Role::Accent,
        },
        Piece {
            text: " goes home.".to_owned(),
            role: Role::Muted,
        },
    ]);
    let mut lines: Vec<TextLine> = Vec::new();
    for pieces in &paragraphs {
        lines.extend(wrap(pieces, usize::from(page.body.width)));
        lines.push(TextLine::default());
    }
    painter.lines(page.body, &lines, 0);
    None
}
