//! The drill: the question, the answer below a line, what each grade would do.

mod typed;

use ratatui::layout::{Position, Rect};

use crate::{
    app::{App, DrillScreen, Scope, action::Bound, drill::View},
    deck::{SafeText, furigana},
    memory::Grade,
    plan::{
        Mode,
        schedule::{Preview, PreviewEffect},
    },
    ui::{
        markdown::{self, Setting},
        page::{Page, Painter, key_of},
        text::{Form, Piece, Readings, TextLine, padded, width, wrap},
        theme::Role,
    },
};

/// Cells of the bar in the title line.
const BAR_CELLS: usize = 12;

pub(in crate::ui) fn draw(
    screen: &DrillScreen,
    app: &App,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    title(screen, page, painter);
    let cells = usize::from(page.body.width);
    let (lines, answer_at) = text(screen, cells, page, painter);
    let foot = foot_rows(screen, page);
    let area = Rect {
        height: page.body.height.saturating_sub(foot),
        ..page.body
    };
    let height = usize::from(area.height);
    let last = lines.len().saturating_sub(height);
    let base = answer_at.map_or(0, |at| {
        if lines.len() > height {
            at.saturating_sub(2).min(last)
        } else {
            0
        }
    });
    screen.view.set(View {
        height: area.height,
        lines: lines.len() as u16,
        base: base as u16,
    });
    let from = (base as i64 + i64::from(screen.scroll)).clamp(0, last as i64) as usize;
    painter.lines(area, &lines, from);
    painter.more(area, from, last);
    if !screen.question.hint.is_empty() && !screen.shows_hint && !screen.is_revealed {
        let key = key_of(app, screen.scope(), Bound::ShowHint, painter.look);
        let up = match screen.scope() {
            Scope::Number => 3,
            Scope::Typed => typed::rows(page),
            _ => 1,
        };
        let y = page.body.bottom().saturating_sub(up);
        let x = painter.text(page.body.x, y, 8, &key, Role::Accent);
        painter.text(x + 1, y, 20, "shows a hint", Role::Muted);
    }
    match screen.scope() {
        Scope::Number => typed::number_field(screen, page, painter),
        Scope::Typed => typed::word_field(screen, page, painter),
        Scope::Answer => {
            grades(screen, page, painter);
            None
        }
        _ => None,
    }
}

fn title(screen: &DrillScreen, page: &Page, painter: &mut Painter<'_>) {
    let dot = painter.look.glyphs.dot;
    let total = screen.drill.total().max(1);
    let done = screen.drill.items_done();
    let left = screen.drill.seconds_planned() * (1.0 - done as f64 / total as f64);
    let minutes = (left / 60.0).ceil().max(1.0);
    let place = format!("{} of {total}", (done + 1).min(total));
    let right = if page.is_compact {
        place
    } else {
        format!(
            "{place} {dot} {minutes} min left {}",
            painter.share(done as f64 / total as f64, BAR_CELLS)
        )
    };
    let flag = if screen.is_flagged {
        format!(" {}", painter.look.glyphs.flag)
    } else {
        String::new()
    };
    let again = if screen.asked.again {
        format!(" {dot} again")
    } else {
        String::new()
    };
    let mode = if screen.drill.mode == Mode::Cram {
        format!(" {dot} cram")
    } else {
        String::new()
    };
    let left = if screen.quiet.is_empty() {
        format!(
            "{} {dot} {}{again}{mode}{flag}",
            screen.question.area, screen.question.kind
        )
    } else {
        screen.quiet.clone()
    };
    painter.title(page, &left, &right);
}

/// The lines of question and answer, and the line at which the answer begins.
fn text(
    screen: &DrillScreen,
    cells: usize,
    page: &Page,
    painter: &Painter<'_>,
) -> (Vec<TextLine>, Option<usize>) {
    let question = &screen.question;
    let glyphs = painter.look.glyphs;
    let setting = painter.setting();
    let block = |text, role| markdown::lines(text, cells, role, setting);
    let mut lines = if question.is_word {
        word(screen, cells, page, painter)
    } else {
        block(&question.prompt, Role::Strong)
    };
    let mut add = |more: Vec<TextLine>| {
        if !more.is_empty() {
            lines.push(TextLine::default());
            lines.extend(more);
        }
    };
    add(block(&question.context, Role::Text));
    if screen.shows_hint {
        add(block(&question.hint, Role::Muted));
    }
    if !screen.is_revealed {
        return (lines, None);
    }
    add(typed::verdict(screen, cells));
    add(vec![TextLine::of(glyphs.rule.repeat(cells), Role::Border)]);
    let (answer, detail) = answer(screen, painter);
    add(block(&answer, Role::Text));
    add(block(&detail, Role::Text));
    add(note(screen, cells, painter));
    let source = [Piece {
        text: question.source.to_string(),
        role: Role::Muted,
    }];
    if !question.source.is_empty() {
        add(wrap(&source, cells));
    }
    let rule = lines.iter().position(|line| {
        line.pieces
            .first()
            .is_some_and(|piece| piece.role == Role::Border)
    });
    (lines, rule)
}

/// The word that is asked, in the middle where there is room. Its reading stands above it with the answer and never
/// before; the line is kept free for it, so that the word does not move.
fn word(screen: &DrillScreen, cells: usize, page: &Page, painter: &Painter<'_>) -> Vec<TextLine> {
    let question = &screen.question;
    let hidden = Readings {
        form: Form::Hidden,
        words: None,
    };
    let setting = Setting {
        readings: hidden,
        ..painter.setting()
    };
    let is_above = has_ruby(screen, painter);
    let mut lines = if is_above && screen.is_revealed {
        let setting = Setting {
            readings: painter.readings.marked_alone(),
            ..setting
        };
        markdown::lines(&question.term.marked, cells, Role::Strong, setting)
    } else {
        markdown::lines(&question.prompt, cells, Role::Strong, setting)
    };
    if is_above && !screen.is_revealed {
        lines.insert(0, TextLine::default());
    }
    if lines.len() <= 1 + usize::from(is_above) && !page.is_compact {
        let widest = lines.iter().map(TextLine::width).max().unwrap_or_default();
        let indentation = Piece {
            text: " ".repeat(cells.saturating_sub(widest) / 2),
            role: Role::Text,
        };
        for line in &mut lines {
            line.pieces.insert(0, indentation.clone());
        }
    }
    lines
}

/// Whether the prompt is a term whose reading stands above it once the answer is shown.
fn has_ruby(screen: &DrillScreen, painter: &Painter<'_>) -> bool {
    let question = &screen.question;
    painter.readings.form == Form::Above
        && !question.term.marked.is_empty()
        && furigana::plain(&question.term.marked) == *question.prompt
}

/// The answer and more of it. What stands above a term is not said again in brackets.
fn answer(screen: &DrillScreen, painter: &Painter<'_>) -> (SafeText, SafeText) {
    let question = &screen.question;
    let term = &question.term;
    let (mut answer, mut detail) = (question.answer.clone(), question.detail.clone());
    if painter.readings.form == Form::Above && !term.marked.is_empty() {
        if answer == term.bracketed {
            answer = term.marked.clone();
        }
        let rest = detail.strip_prefix(&*term.bracketed);
        if let Some(rest) = rest.filter(|_| has_ruby(screen, painter)) {
            detail = SafeText::from_block(rest.trim_start());
        }
    }
    (answer, detail)
}

/// The note behind its edge.
fn note(screen: &DrillScreen, cells: usize, painter: &Painter<'_>) -> Vec<TextLine> {
    let glyphs = painter.look.glyphs;
    let inner = cells.saturating_sub(2);
    let mut lines = markdown::lines(&screen.question.note, inner, Role::Text, painter.setting());
    if !screen.own_note.is_empty() {
        let own = [
            Piece::new("Your note: ", Role::Muted),
            Piece::new(screen.own_note.to_string(), Role::Text),
        ];
        lines.extend(wrap(&own, inner));
    }
    for line in &mut lines {
        line.pieces.insert(
            0,
            Piece {
                text: format!("{} ", glyphs.note),
                role: Role::Muted,
            },
        );
    }
    lines
}

/// Rows below the text: the field, or the grades with what they mean.
fn foot_rows(screen: &DrillScreen, page: &Page) -> u16 {
    match screen.scope() {
        Scope::Number => 3,
        Scope::Typed => typed::rows(page),
        Scope::Answer => {
            let rows = if page.is_compact { 2 } else { 1 };
            rows + 1 + u16::from(screen.explains && !page.is_compact)
        }
        _ => 1,
    }
}

fn grades(screen: &DrillScreen, page: &Page, painter: &mut Painter<'_>) {
    let columns: u16 = if page.is_compact { 2 } else { 4 };
    let rows = 4 / columns;
    let cells = page.body.width / columns;
    let top = page.body.bottom().saturating_sub(rows);
    if !page.is_compact {
        let dot = painter.look.glyphs.dot;
        let is_on_the_day =
            |preview: &Preview| matches!(preview.effect, PreviewEffect::OnTheDay(_));
        let tells_the_day =
            screen.drill.mode != Mode::Cram && screen.previews.iter().flatten().any(is_on_the_day);
        let mut text = String::new();
        if screen.explains {
            text = format!("1 no {dot} 2 just {dot} 3 yes {dot} 4 at once");
        }
        if tells_the_day {
            let gap = if text.is_empty() { "" } else { "   " };
            text.push_str(&format!("{gap}% is recall on the day"));
        }
        painter.text(page.body.x, top - 1, page.body.width, &text, Role::Muted);
    }
    for (index, grade) in Grade::ALL.into_iter().enumerate() {
        let x = page.body.x + (index as u16 % columns) * cells;
        let y = top + index as u16 / columns;
        let name = padded(&format!("{} {grade}", grade as u8), width("1 again") + 2);
        let after = painter.text(x, y, cells, &name, Role::Strong);
        let preview = match screen.previews {
            _ if screen.drill.mode == Mode::Cram => String::new(),
            Some(previews) => effect(previews[index]),
            None => String::new(),
        };
        painter.text(
            after,
            y,
            cells.saturating_sub(after - x),
            &preview,
            Role::Muted,
        );
    }
}

/// What a grade would do: the days to the next review, or recall on the day of the interview.
fn effect(preview: Preview) -> String {
    match preview.effect {
        PreviewEffect::Days(days) => interval((days, preview.is_step)),
        PreviewEffect::OnTheDay(recall) => {
            let plus = if preview.is_step { "+" } else { "" };
            format!("{:.0}%{plus}", recall * 100.0)
        }
    }
}

/// `today`, `1 day`, `4 days+`: the plus says once more today.
fn interval((days, is_step): (u32, bool)) -> String {
    if is_step && days <= 1 {
        return "today".to_owned();
    }
    let plus = if is_step { "+" } else { "" };
    match days {
        1 => format!("1 day{plus}"),
        days if days < 60 => format!("{days} days{plus}"),
        days if days < 730 => format!("{} months{plus}", (f64::from(days) / 30.4).round()),
        days => format!("{} years{plus}", (f64::from(days) / 365.25).round()),
    }
}
