//! The progress: what to expect on the day of the interview, the days until then, and what was done.
//!
//! Only sentences and tables of what the screen holds; no number is computed here but sums of what is shown.

mod done;
mod speaking;

use crate::{
    app::{
        ProgressScreen,
        drill::View,
        progress::{left_out_sentence, recall_rows},
    },
    deck::{SafeText, area_title},
    plan::{Agenda, agenda::PlannedDay},
    ui::{
        Look,
        page::{Page, Painter},
        text::{Piece, TextLine, cut, padded, width, wrap},
        theme::Role,
    },
};

/// Days of the plan that have a line each; after these a line stands for a week.
const DAYS_APART: u32 = 14;

/// Names of rows take at most so many cells.
const NAME_CELLS: usize = 26;

/// Cells of a bar beside its number.
const BAR_CELLS: usize = 30;

/// What stands in a table for a number that is not known.
const UNKNOWN: &str = "-";

/// Below this width a table keeps only its most important columns.
const WIDE: usize = 66;

pub(in crate::ui) fn draw(screen: &ProgressScreen, page: &Page, painter: &mut Painter<'_>) {
    painter.title(page, "Progress", "");
    let mut sheet = Sheet {
        look: painter.look,
        cells: usize::from(page.body.width),
        lines: Vec::new(),
    };
    if let Some(agenda) = &screen.agenda {
        plan(screen, agenda, painter, &mut sheet);
    } else {
        sheet.sentence("No interview date is set.", Role::Strong);
        areas_now(screen, &mut sheet);
    }
    speaking::write(screen, &mut sheet);
    done::write(screen, &mut sheet);
    let height = usize::from(page.body.height);
    let last = sheet.lines.len().saturating_sub(height);
    let from = usize::from(screen.scroll).min(last);
    screen.view.set(View {
        height: page.body.height,
        lines: sheet.lines.len() as u16,
        base: 0,
    });
    painter.lines(page.body, &sheet.lines, from);
    painter.more(page.body, from, last);
}

/// The lines of the screen as they are written, one below the other.
struct Sheet {
    look: Look,
    cells: usize,
    lines: Vec<TextLine>,
}

impl Sheet {
    fn is_wide(&self) -> bool {
        self.cells >= WIDE
    }

    fn blank(&mut self) {
        self.lines.push(TextLine::default());
    }

    /// A heading with a blank line before it.
    fn heading(&mut self, text: &str) {
        self.blank();
        self.sentence(text, Role::Strong);
    }

    fn sentence(&mut self, text: impl Into<String>, role: Role) {
        self.pieces(&[Piece::new(text, role)]);
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        self.lines.extend(wrap(pieces, self.cells));
    }

    /// A name on the left, and texts that end at the same cells in each row; a column of no cells is left out.
    fn row(&mut self, name: &str, columns: &[usize], texts: &[&str], role: Role) {
        let taken: usize = columns.iter().sum();
        let room = self.cells.saturating_sub(taken).min(NAME_CELLS);
        let name = cut(&SafeText::from_line(name), room, self.look.glyphs.cut);
        let mut line = TextLine::of(padded(&name, room), role);
        for (cells, text) in columns.iter().zip(texts).filter(|(cells, _)| **cells > 0) {
            let before = " ".repeat(cells.saturating_sub(width(text)));
            line.push(format!("{before}{text}"), role);
        }
        self.lines.push(line);
    }
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// The words for an area.
fn area_name(area: &str) -> &str {
    if area.is_empty() {
        "No area"
    } else {
        area_title(area)
    }
}

fn plan(screen: &ProgressScreen, agenda: &Agenda, painter: &Painter<'_>, sheet: &mut Sheet) {
    if let Some((day, days)) = screen.interview {
        let until = match days {
            0 => "Today is".to_owned(),
            1 => "1 day to".to_owned(),
            days => format!("{days} days to"),
        };
        let name = SafeText::from_line(&screen.interview_name);
        let date = day.date().strftime("%A %-d %B");
        sheet.pieces(&[
            Piece::new(format!("{until} {name}"), Role::Strong),
            Piece::new(format!(" {} {date}", sheet.look.glyphs.dot), Role::Text),
        ]);
    }
    sheet.heading("Cards you will recall on the day");
    let is_wide = sheet.is_wide();
    for (name, share) in recall_rows(&agenda.recall, screen.is_measured) {
        let Some(share) = share else {
            sheet.row(name, &[12], &["not measured"], Role::Muted);
            continue;
        };
        sheet.row(name, &[6], &[&percent(share)], Role::Text);
        let bar = painter.share(share, BAR_CELLS);
        if let Some(line) = sheet.lines.last_mut().filter(|_| is_wide) {
            line.push(format!("  {bar}"), Role::Accent);
        }
    }
    if !screen.has_own_parameters {
        // PLANNER section 2: the forecast is true to about .07 until parameters are fitted.
        sheet.sentence(
            "These may be off by 7 points until the memory model is fitted on your own reviews.",
            Role::Muted,
        );
    }
    areas(agenda, screen.is_measured, sheet);
    sheet.blank();
    sheet.sentence(left_out_sentence(agenda), Role::Text);
    let speaking = screen.speaking.as_ref();
    if let Some(sentence) = speaking.and_then(|speaking| speaking.left_out.as_ref()) {
        sheet.sentence(sentence, Role::Text);
    }
    days(&agenda.days, sheet);
}

fn areas(agenda: &Agenda, is_measured: bool, sheet: &mut Sheet) {
    if agenda.areas.is_empty() {
        return;
    }
    sheet.blank();
    let (columns, day) = if sheet.is_wide() {
        ([8, 8, 12, 12], "on the day")
    } else {
        ([0, 5, 5, 9], "day")
    };
    let heads = ["weight", "now", day, "not met"];
    sheet.row("Area", &columns, &heads, Role::Strong);
    for area in &agenda.areas {
        let weight = percent(area.weight);
        let now = if is_measured {
            percent(area.now)
        } else {
            UNKNOWN.to_owned()
        };
        let (day, unmet) = (percent(area.forecast), area.left_out.to_string());
        let texts = [&*weight, &now, &day, &unmet];
        sheet.row(area_name(&area.area), &columns, &texts, Role::Text);
    }
}

/// Without a date: what is remembered now.
fn areas_now(screen: &ProgressScreen, sheet: &mut Sheet) {
    sheet.blank();
    let areas = &screen.statistics.areas;
    if areas.is_empty() {
        sheet.sentence("There are no items in the mix.", Role::Text);
        return;
    }
    let (columns, recall) = if sheet.is_wide() {
        ([8, 8, 12, 15], "recall now")
    } else {
        ([6, 5, 8, 0], "recall")
    };
    let heads = ["items", "met", recall, "of those met"];
    sheet.row("Area", &columns, &heads, Role::Strong);
    for area in areas {
        let (items, met) = (area.items.to_string(), area.seen.to_string());
        let of_met = area.recall_seen.map_or("none met".to_owned(), percent);
        let texts = [&*items, &met, &percent(area.recall), &of_met];
        sheet.row(area_name(&area.area), &columns, &texts, Role::Text);
    }
}

/// The days to the date: each of the first two weeks, and a week in a line after these.
fn days(days: &[PlannedDay], sheet: &mut Sheet) {
    let Some(first) = days.first().map(|day| day.day) else {
        return;
    };
    sheet.blank();
    let (columns, minutes) = if sheet.is_wide() {
        ([10, 8, 10], "minutes")
    } else {
        ([6, 5, 9], "min")
    };
    let heads = [minutes, "new", "reviews"];
    sheet.row("Day", &columns, &heads, Role::Strong);
    let mut rest = days;
    while let Some(day) = rest.first() {
        let since = day.day.since(first);
        let count = if since < DAYS_APART {
            1
        } else {
            let end = first.plus(since - since % 7 + 7);
            rest.iter().take_while(|day| day.day < end).count().max(1)
        };
        let (group, later) = rest.split_at(count);
        rest = later;
        let date = day.day.date();
        let name = if since < DAYS_APART {
            date.strftime("%a %-d %b").to_string()
        } else {
            date.strftime("week from %-d %b").to_string()
        };
        let sum = |of: fn(&PlannedDay) -> f64| group.iter().map(of).sum::<f64>();
        let minutes = format!("{:.0}", (sum(|day| day.seconds) / 60.0).ceil());
        let new = format!("{:.0}", sum(|day| day.new));
        let reviews = format!("{:.0}", sum(|day| day.reviews));
        sheet.row(&name, &columns, &[&*minutes, &new, &reviews], Role::Text);
    }
}
