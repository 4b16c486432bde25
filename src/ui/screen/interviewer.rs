//! An interview for somebody else: the steps with their time, what to say now, and the points to listen for and to tick.

mod list;
mod words;

use ratatui::layout::{Position, Rect};

use crate::{
    app::{
        App, InterviewerScreen, Scope,
        action::Bound,
        drill::View,
        interviewer::{Face, Field},
    },
    deck::SafeText,
    practice::{
        partner::{Asked, Stage},
        spoken::{Task, clock, score_text},
    },
    ui::{
        page::{Page, Painter, key_of},
        text::{self, TextLine, cut, width},
        theme::Role,
    },
};
use words::{candidate_part, end, point_lines, step_lines};

pub(in crate::ui) fn draw(
    screen: &InterviewerScreen,
    app: &App,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    title(screen, page, painter);
    let Some((asked, task)) = screen.now() else {
        let lines = end(screen, app, page, painter);
        painter.lines(page.body, &lines, 0);
        return None;
    };
    if screen.face == Face::CandidatePart {
        let cells = usize::from(page.body.width);
        let lines = candidate_part(asked, task, cells, painter);
        text(screen, &lines, page.body, painter);
        return None;
    }
    let top = page.body.y - u16::from(!page.is_compact);
    let head = head(screen, app, asked, task, page, painter);
    painter.line(page.body.x, top, page.body.width, &head);
    let body = Rect {
        y: top + 1 + u16::from(!page.is_compact),
        height: page.body.bottom() - top - 1 - u16::from(!page.is_compact),
        ..page.body
    };
    match asked.stage {
        Stage::Step(_) => {
            let rows = list::rows(screen, body);
            let foot = foot(body, rows + 1);
            let label = if page.is_compact { "" } else { "Listen for" };
            let label = tick_keys(label, app, painter);
            painter.line(foot.x, foot.y, foot.width, &label);
            list::draw(screen, asked, task, below(foot, 1), painter);
            let lines = step_lines(asked, task, usize::from(body.width), painter);
            text(screen, &lines, above(body, rows + 2), painter);
        }
        Stage::Predict => {
            let ask = "Ask: how well did that go, from 0 to 100?";
            let lines = words::paragraph(ask, Role::Strong, usize::from(body.width));
            painter.lines(body, &lines, 0);
        }
        Stage::Points | Stage::Overall | Stage::Done => {
            let rows = list::rows(screen, body);
            list::draw(
                screen,
                asked,
                task,
                above(body, body.height - rows),
                painter,
            );
            let lines = point_lines(screen, asked, task, usize::from(body.width));
            text(screen, &lines, below(body, rows + 1), painter);
        }
    }
    line_field(screen, page, painter)
}

fn title(screen: &InterviewerScreen, page: &Page, painter: &mut Painter<'_>) {
    let dot = painter.look.glyphs.dot;
    let interview = &screen.interview;
    let title = match SafeText::from_line(&interview.title) {
        title if title.is_empty() => "Interview".to_owned(),
        title => format!("Interview {dot} {title}"),
    };
    let (number, count) = (interview.at + 1, interview.cards.len());
    let time = format!(
        "{} of {}:00",
        clock(interview.total_ms()),
        interview.minutes
    );
    let right = match (interview.is_done(), page.is_compact) {
        (true, _) => time,
        (false, true) => format!("{number}/{count} {dot} {}", clock(interview.total_ms())),
        (false, false) => format!("card {number} of {count} {dot} {time}"),
    };
    painter.title(page, &title, &right);
}

/// The line below the title: the steps with their times, or what is to be done.
fn head(
    screen: &InterviewerScreen,
    app: &App,
    asked: &Asked,
    task: &Task,
    page: &Page,
    painter: &Painter<'_>,
) -> TextLine {
    let finish = key_of(app, Scope::Interview, Bound::FinishCard, painter.look);
    if screen.face == Face::Asks {
        let sentence = match (asked.step(), asked.undecided()) {
            (Some(_), _) => "ends all speaking and goes to the points.".to_owned(),
            (None, 0) => "ends this card.".to_owned(),
            (None, 1) => "ends this card; 1 point is not ticked and counts as missed.".to_owned(),
            (None, count) => {
                format!("ends this card; {count} points are not ticked and count as missed.")
            }
        };
        let mut line = TextLine::of(format!("{finish} again "), Role::Accent);
        line.push(sentence, Role::Warn);
        return line;
    }
    match asked.stage {
        Stage::Step(at) => {
            let mut line = steps(asked, task, at, usize::from(page.body.width), painter);
            if asked.is_paused {
                let key = key_of(app, Scope::Interview, Bound::PauseClock, painter.look);
                let verb = if asked.total_ms() == 0 {
                    "starts"
                } else {
                    "goes on"
                };
                let mut paused = TextLine::of(key, Role::Accent);
                paused.push(format!(" {verb}   "), Role::Warn);
                paused.pieces.extend(line.pieces);
                line = paused;
            }
            line
        }
        Stage::Predict => TextLine::of("Prediction", Role::Muted),
        Stage::Points | Stage::Overall | Stage::Done => {
            let score = score_text(asked.scored(task).score);
            let said = asked.said.map_or(String::new(), |said| {
                format!("said {said} {} ", painter.look.glyphs.dot)
            });
            let head = format!("Points {} {said}now {score}   ", painter.look.glyphs.dot);
            let mut line = TextLine::of(head, Role::Strong);
            line.pieces.extend(tick_keys("", app, painter).pieces);
            line
        }
    }
}

/// What the keys that tick mean.
fn tick_keys(label: &str, app: &App, painter: &Painter<'_>) -> TextLine {
    let mut line = TextLine::of(label, Role::Muted);
    for (value, name) in [(0, "missed"), (1, "half"), (2, "full")] {
        let key = key_of(app, Scope::Interview, Bound::Tick(value), painter.look);
        if line.width() > 0 {
            line.push("   ", Role::Text);
        }
        line.push(key, Role::Accent);
        line.push(format!(" {name}"), Role::Muted);
    }
    line
}

/// The step that is spoken with its time: `clarify 4:50 of 5:00`.
fn current(asked: &Asked, task: &Task, at: usize) -> String {
    let Some(step) = task.steps.get(at) else {
        return String::new();
    };
    let ms = asked.spent.get(at).copied().unwrap_or_default();
    let over = if ms / 1_000 > u64::from(step.seconds) {
        " over"
    } else {
        ""
    };
    let whole = clock(u64::from(step.seconds) * 1_000);
    format!("{} {} of {whole}{over}", step.title, clock(ms))
}

/// Steps that are done with their time, the one of now, those to come with their minutes, from as far back as fits.
fn steps(asked: &Asked, task: &Task, at: usize, cells: usize, painter: &Painter<'_>) -> TextLine {
    const GAP: &str = "   ";
    let now = current(asked, task, at);
    let is_over = now.ends_with(" over");
    let mut before: Vec<String> = Vec::new();
    let mut used = width(&now);
    let later: Vec<String> = task
        .steps
        .iter()
        .skip(at + 1)
        .map(|step| format!("{} {}", step.title, step.seconds / 60))
        .collect();
    // The step that comes next is worth more than the one that is done.
    let next = later.first().map_or(0, |next| GAP.len() + width(next));
    let done = task.steps.iter().zip(&asked.spent).take(at);
    for (step, ms) in done.rev() {
        let name = format!("{} {}", step.title, clock(*ms));
        if used + next + GAP.len() + width(&name) > cells {
            break;
        }
        used += GAP.len() + width(&name);
        before.insert(0, name);
    }
    let mut line = TextLine::default();
    for name in before {
        line.push(name + GAP, Role::Muted);
    }
    line.push(now, if is_over { Role::Warn } else { Role::Strong });
    for name in later {
        let name = format!("{GAP}{name}");
        if used + width(&name) > cells {
            let room = cells.saturating_sub(used);
            line.push(cut(&name, room, painter.look.glyphs.cut), Role::Muted);
            break;
        }
        used += width(&name);
        line.push(name, Role::Muted);
    }
    line
}

/// Lines that scroll, with signs where there are more.
fn text(screen: &InterviewerScreen, lines: &[TextLine], area: Rect, painter: &mut Painter<'_>) {
    let last = lines.len().saturating_sub(usize::from(area.height));
    screen.view.set(View {
        height: area.height,
        lines: lines.len() as u16,
        base: 0,
    });
    let from = (screen.scroll.max(0) as usize).min(last);
    painter.lines(area, lines, from);
    painter.more(area, from, last);
}

/// The line that is typed, at the foot of the page, with the cursor in it.
fn line_field(
    screen: &InterviewerScreen,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    let (field, input) = screen.field.as_ref()?;
    let label = match field {
        Field::Prediction => "prediction".to_owned(),
        Field::Note(point) => format!("note on point {}", point + 1),
        Field::Overall => "for the candidate".to_owned(),
    };
    let y = match field {
        Field::Prediction => page.body.y + 3,
        Field::Note(_) | Field::Overall => page.body.bottom().saturating_sub(1),
    };
    painter.clear(Rect::new(page.body.x, y, page.body.width, 1));
    let x = painter.text(page.body.x, y, page.body.width / 2, &label, Role::Muted);
    let x = painter.text(x + 2, y, 2, painter.look.glyphs.chosen, Role::Accent) + 1;
    let room = page.body.right().saturating_sub(x);
    let (value, cursor) = text::field(input, usize::from(room));
    painter.text(x, y, room, &value, Role::Text);
    painter.text(
        page.body.x,
        y + 1,
        page.body.width,
        screen.error,
        Role::Warn,
    );
    Some(Position {
        x: x + cursor as u16,
        y,
    })
}

/// The lowest rows of an area.
fn foot(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.bottom() - rows,
        height: rows,
        ..area
    }
}

/// An area without its first rows.
fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    foot(area, area.height - rows)
}

/// An area without its last rows.
fn above(area: Rect, rows: u16) -> Rect {
    Rect {
        height: area.height.saturating_sub(rows),
        ..area
    }
}
