//! After the points: the score beside the prediction, what was made due, and the model answer.

use crate::{
    app::{App, Scope, SpeakScreen, action::Bound},
    practice::{mock::report::gap_words, spoken::score_text},
    ui::{
        markdown,
        page::{Page, Painter, key_of},
        text::{Piece, TextLine, wrap},
        theme::Role,
    },
};

pub(super) fn draw(screen: &SpeakScreen, app: &App, page: &Page, painter: &mut Painter<'_>) {
    let dot = painter.look.glyphs.dot;
    painter.title(page, &format!("Score {dot} {}", screen.task.area), "");
    let cells = usize::from(page.body.width);
    let mut lines: Vec<TextLine> = Vec::new();
    let mut add = |pieces: &[Piece]| {
        lines.extend(wrap(pieces, cells));
        lines.push(TextLine::default());
    };
    match &screen.scored {
        Some(scored) => {
            let mut pieces = vec![piece(
                format!("{}  {}", score_text(scored.score), scored.grade),
                Role::Strong,
            )];
            if let Some(said) = screen.attempt.said {
                let gap = f64::from(said) - scored.score;
                pieces.push(piece(
                    format!("   you said {said}, {}", gap_words(gap)),
                    Role::Text,
                ));
            }
            add(&pieces);
        }
        None => add(&[piece(
            "Kept as read, not scored. Try it without the model another day.",
            Role::Strong,
        )]),
    }
    let key = |bound| key_of(app, Scope::Scored, bound, painter.look);
    let is_round = screen.running.mock.is_some();
    let count = screen.due.len();
    if count > 0 {
        let cards = if count == 1 {
            "1 card is".to_owned()
        } else {
            format!("{count} cards are")
        };
        let mut pieces = vec![piece(
            format!("{cards} due now for what was missed.  "),
            Role::Warn,
        )];
        if !is_round {
            pieces.push(piece(key(Bound::GoOn), Role::Accent));
            pieces.push(piece(
                if count == 1 {
                    " asks it now, "
                } else {
                    " asks them now, "
                },
                Role::Muted,
            ));
            pieces.push(piece(key(Bound::LeaveForDrill), Role::Accent));
            pieces.push(piece(" leaves them for the drill.", Role::Muted));
        }
        add(&pieces);
    }
    if is_round {
        add(&[
            piece(key(Bound::GoOn), Role::Accent),
            piece(" goes on with the round.", Role::Muted),
        ]);
    }
    let glyphs = painter.look.glyphs;
    if screen.scored.is_some() && !screen.task.model.is_empty() {
        lines.push(TextLine::of(glyphs.rule.repeat(cells), Role::Border));
        lines.push(TextLine::of("Model answer", Role::Muted));
        lines.extend(markdown::lines(
            &screen.task.model,
            cells,
            Role::Text,
            painter.setting(),
        ));
        if !screen.task.note.is_empty() {
            lines.push(TextLine::default());
            lines.extend(markdown::lines(
                &screen.task.note,
                cells,
                Role::Text,
                painter.setting(),
            ));
        }
        if !screen.task.source.is_empty() {
            lines.push(TextLine::default());
            lines.extend(wrap(
                &[piece(screen.task.source.to_string(), Role::Muted)],
                cells,
            ));
        }
    }
    super::scrolled(screen, page.body, &lines, 0, painter);
}

fn piece(text: impl Into<String>, role: Role) -> Piece {
    Piece {
        text: text.into(),
        role,
    }
}
