//! What is wrong with one deck: each problem with its line and its mend.

use ratatui::layout::Position;

use crate::{
    app::ProblemsScreen,
    deck::Level,
    ui::{
        page::{Page, Painter},
        text::{Piece, TextLine, wrap},
        theme::Role,
    },
};

#[expect(
    clippy::unnecessary_wraps,
    reason = "screens draw alike; others have no cursor"
)]
pub(in crate::ui) fn draw(
    screen: &ProblemsScreen,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    let count = screen.row.problems.len();
    painter.title(
        page,
        &format!("Problems of {}", screen.row.name),
        &format!("{} of {count}", screen.selected + 1),
    );
    let cells = usize::from(page.body.width);
    let mut lines: Vec<TextLine> = Vec::new();
    let mut selected_at = 0;
    for (index, problem) in screen.row.problems.iter().enumerate() {
        if index == screen.selected {
            selected_at = lines.len();
        }
        let sign = if index == screen.selected {
            painter.look.glyphs.chosen
        } else {
            " "
        };
        let role = match problem.level {
            Level::Skip | Level::Error => Role::Bad,
            Level::Warning => Role::Warn,
        };
        let head = [
            Piece {
                text: format!("{sign} line {}  ", problem.position.line),
                role: Role::Accent,
            },
            Piece {
                text: format!("{}  ", problem.level.name()),
                role,
            },
            Piece {
                text: problem.message.to_string(),
                role: Role::Text,
            },
        ];
        lines.extend(wrap(&head, cells));
        let fix = [Piece {
            text: format!("  {}: {}", problem.rule.name, problem.fix),
            role: Role::Muted,
        }];
        lines.extend(wrap(&fix, cells));
        lines.push(TextLine::default());
    }
    let height = usize::from(page.body.height);
    let from = selected_at
        .saturating_sub(height / 2)
        .min(lines.len().saturating_sub(height));
    painter.lines(page.body, &lines, from);
    Some(Position {
        x: page.body.x,
        y: page.body.y + (selected_at - from) as u16,
    })
}
