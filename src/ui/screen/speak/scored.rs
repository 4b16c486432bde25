//! After the points: the score beside the prediction, what was made due, and the model answer.

use crate::{
    app::{App, Scope, SpeakScreen, action::Bound},
    deck::Kind,
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
            let mut pieces = vec![Piece::new(
                format!("{}  {}", score_text(scored.score), scored.grade),
                Role::Strong,
            )];
            if let Some(said) = screen.attempt.said {
                let gap = f64::from(said) - scored.score;
                pieces.push(Piece::new(
                    format!("   you said {said}, {}", gap_words(gap)),
                    Role::Text,
                ));
            }
            add(&pieces);
        }
        None => add(&[Piece::new(
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
        let mut pieces = vec![Piece::new(
            format!("{cards} due now for what was missed.  "),
            Role::Warn,
        )];
        if !is_round {
            pieces.push(Piece::new(key(Bound::GoOn), Role::Accent));
            pieces.push(Piece::new(
                if count == 1 {
                    " asks it now, "
                } else {
                    " asks them now, "
                },
                Role::Muted,
            ));
            pieces.push(Piece::new(key(Bound::LeaveForDrill), Role::Accent));
            pieces.push(Piece::new(" leaves them for the drill.", Role::Muted));
        }
        add(&pieces);
    }
    if screen.task.kind == Kind::Story && screen.scored.is_some() {
        let stories = stories(screen, app);
        if !stories.is_empty() {
            add(&[Piece::new("Which story did you tell?", Role::Strong)]);
        }
        for story in &stories {
            lines.extend(wrap(story, cells));
        }
        if !stories.is_empty() {
            lines.push(TextLine::default());
        }
    }
    let mut add = |pieces: &[Piece]| {
        lines.extend(wrap(pieces, cells));
        lines.push(TextLine::default());
    };
    if is_round {
        add(&[
            Piece::new(key(Bound::GoOn), Role::Accent),
            Piece::new(" goes on with the round.", Role::Muted),
        ]);
    }
    if screen.scored.is_some() {
        lines.extend(model(screen, cells, painter));
    }
    super::scrolled(screen, page.body, &lines, 0, painter);
}

/// Own stories with their numbers, those that answer the prompt first; what they were told for already is marked.
fn stories(screen: &SpeakScreen, app: &App) -> Vec<Vec<Piece>> {
    let choices = app.study.stories_for_card(&screen.task.key);
    let mut rows = Vec::new();
    for (index, choice) in choices.iter().take(9).enumerate() {
        let mark = match (choice.uses, choice.by.is_some()) {
            (0, true) => "   answers this prompt",
            (0, false) => "",
            _ => "   told for this prompt",
        };
        rows.push(vec![
            Piece::new(format!("{} ", index + 1), Role::Accent),
            Piece::new(choice.story.title.line().into_string(), Role::Text),
            Piece::new(mark, Role::Muted),
        ]);
    }
    rows
}

/// The model answer below a line, with its note and source.
fn model(screen: &SpeakScreen, cells: usize, painter: &Painter<'_>) -> Vec<TextLine> {
    let (glyphs, setting) = (painter.look.glyphs, painter.setting());
    if screen.task.model.is_empty() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    lines.push(TextLine::of(glyphs.rule.repeat(cells), Role::Border));
    lines.push(TextLine::of("Model answer", Role::Muted));
    lines.extend(markdown::lines(
        &screen.task.model,
        cells,
        Role::Text,
        setting,
    ));
    if !screen.task.note.is_empty() {
        lines.push(TextLine::default());
        lines.extend(markdown::lines(
            &screen.task.note,
            cells,
            Role::Text,
            setting,
        ));
    }
    if !screen.task.source.is_empty() {
        lines.push(TextLine::default());
        lines.extend(wrap(
            &[Piece::new(screen.task.source.to_string(), Role::Muted)],
            cells,
        ));
    }
    lines
}
