//! The debrief: one thing to work on first, the numbers below it.

use ratatui::layout::Position;

use crate::{
    app::{App, DebriefScreen, Scope, action::Bound, drill::View},
    practice::{
        mock::report::{gap_words, rounded, signed, time_words},
        spoken::{clock, score_text},
    },
    ui::{
        page::{Page, Painter, key_of},
        text::{Piece, Readings, TextLine, padded, ruby},
        theme::Role,
    },
};

/// Cells of the column of names, where there is room.
const NAME_CELLS: usize = 12;

pub(in crate::ui) fn draw(
    screen: &DebriefScreen,
    app: &App,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    let debrief = &screen.debrief;
    let dot = painter.look.glyphs.dot;
    let minutes = match debrief.minutes {
        0 => String::new(),
        minutes => format!(", {minutes} minutes"),
    };
    let day = debrief
        .day
        .map_or(String::new(), |day| day.date().strftime("%A").to_string());
    painter.title(
        page,
        &format!("Debrief {dot} {}{minutes}", debrief.title),
        &day,
    );
    let cells = usize::from(page.body.width);
    let mut rows = Rows {
        lines: Vec::new(),
        cells,
        readings: painter.readings.in_brackets(),
        name_cells: if page.is_compact { 0 } else { NAME_CELLS },
    };
    work_on(screen, app, &mut rows, painter);
    numbers(screen, &mut rows);
    let lines = rows.lines;
    let last = lines.len().saturating_sub(usize::from(page.body.height));
    let from = usize::from(screen.scroll).min(last);
    screen.view.set(View {
        height: page.body.height,
        lines: lines.len() as u16,
        base: 0,
    });
    painter.lines(page.body, &lines, from);
    painter.more(page.body, from, last);
    None
}

/// Rows of a name and what stands beside it.
struct Rows<'a> {
    lines: Vec<TextLine>,
    cells: usize,
    readings: Readings<'a>,
    name_cells: usize,
}

impl Rows<'_> {
    fn add(&mut self, name: &str, pieces: &[Piece]) {
        if self.name_cells == 0 && !name.is_empty() {
            self.lines.push(TextLine::of(name, Role::Muted));
        }
        for (row, line) in ruby::wrap(
            pieces,
            self.cells.saturating_sub(self.name_cells),
            self.readings,
        )
        .into_iter()
        .enumerate()
        {
            let name = if row == 0 { name } else { "" };
            let mut whole = TextLine::default();
            if self.name_cells > 0 {
                whole.push(padded(name, self.name_cells), Role::Muted);
            }
            whole.pieces.extend(line.pieces);
            self.lines.push(whole);
        }
    }

    fn gap(&mut self) {
        self.lines.push(TextLine::default());
    }
}

fn work_on(screen: &DebriefScreen, app: &App, rows: &mut Rows, painter: &Painter<'_>) {
    let Some(missed) = &screen.debrief.work_on else {
        rows.add(
            "Work on",
            &[Piece::new("Nothing was missed.", Role::Strong)],
        );
        rows.gap();
        return;
    };
    rows.add(
        "Work on",
        &[Piece::new(missed.point.to_string(), Role::Strong)],
    );
    if !missed.full.is_empty() {
        rows.add("", &[Piece::new(missed.full.to_string(), Role::Text)]);
    }
    let count = missed.items.len();
    if count > 0 {
        let key = |bound| {
            Piece::new(
                key_of(app, Scope::Debrief, bound, painter.look),
                Role::Accent,
            )
        };
        let cards = if count == 1 {
            " asks its card now   "
        } else {
            " asks its cards now   "
        };
        let cards = if count > 1 {
            cards.replace("its cards", &format!("its {count} cards"))
        } else {
            cards.to_owned()
        };
        rows.add(
            "",
            &[
                key(Bound::GoOn),
                Piece::new(cards, Role::Muted),
                key(Bound::LeaveForDrill),
                Piece::new(" leaves them for the drill", Role::Muted),
            ],
        );
    }
    rows.gap();
}

fn numbers(screen: &DebriefScreen, rows: &mut Rows) {
    let debrief = &screen.debrief;
    let several = |values: &[f64], word: fn(f64) -> String| {
        let values: Vec<String> = values.iter().map(|value| word(*value)).collect();
        format!("   last {}: {}", values.len(), values.join(" "))
    };
    if let Some(score) = debrief.score {
        let mut pieces = vec![Piece::new(rounded(score), Role::Strong)];
        if debrief.last_scores.len() > 1 {
            pieces.push(Piece::new(
                several(&debrief.last_scores, rounded),
                Role::Muted,
            ));
        }
        rows.add("Score", &pieces);
    }
    if let (Some(said), Some(gap)) = (debrief.said, debrief.gap) {
        let mut pieces = vec![
            Piece::new(rounded(said), Role::Strong),
            Piece::new(format!("   {}", gap_words(gap)), Role::Text),
        ];
        if debrief.last_gaps.len() > 1 {
            pieces.push(Piece::new(several(&debrief.last_gaps, signed), Role::Muted));
        }
        rows.add("Prediction", &pieces);
    } else {
        rows.add(
            "Prediction",
            &[Piece::new("none; try one next time", Role::Muted)],
        );
    }
    let over = debrief.minutes > 0 && debrief.ms > u64::from(debrief.minutes) * 60_000;
    let time = match debrief.minutes {
        0 => clock(debrief.ms),
        minutes => format!(
            "{} of {minutes}:00{}",
            clock(debrief.ms),
            if over { " over" } else { "" }
        ),
    };
    rows.add(
        "Time",
        &[Piece::new(time, if over { Role::Warn } else { Role::Text })],
    );
    for card in &debrief.cards {
        let times: Vec<String> = card.times.iter().map(time_words).collect();
        if times.len() > 1 {
            rows.add("", &[Piece::new(times.join(", "), Role::Muted)]);
        }
    }
    rows.gap();
    for missed in &debrief.also {
        rows.add("Also", &[Piece::new(missed.point.to_string(), Role::Text)]);
    }
    if debrief.cards.len() > 1 {
        rows.gap();
        for card in &debrief.cards {
            let said = card.said.map_or(String::new(), |said| {
                format!(" (said {})", score_text(said))
            });
            rows.add(
                &score_text(card.score),
                &[
                    Piece::new(card.prompt.to_string(), Role::Text),
                    Piece::new(said, Role::Muted),
                ],
            );
        }
    }
}
