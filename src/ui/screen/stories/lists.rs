//! The three lists: prompts with the stories that answer them, stories, pieces; below, what the selected row is.

use ratatui::layout::{Position, Rect};

use super::{Sheet, count, piece};
use crate::{
    app::{
        App, Scope, StoriesScreen,
        action::Bound,
        stories::{
            List, Row,
            words::{advice, piece_times, told, told_for},
        },
    },
    stories::{Genre, Piece, Prompt, Story, clock},
    ui::{
        page::{Page, Painter, key_of},
        text::{TextLine, cut, padded},
        theme::Role,
    },
};

/// Rows below the list that tell about the selected row.
const DETAIL_ROWS: u16 = 5;

/// Cells of the column that names the stories of a prompt.
const STORY_CELLS: usize = 22;

pub(super) fn draw(
    screen: &StoriesScreen,
    app: &App,
    page: &Page,
    painter: &mut Painter<'_>,
) -> Option<Position> {
    let (answered, core) = screen.matrix.core_answered();
    let right = match page.is_compact {
        _ if core == 0 => String::new(),
        true => format!("{answered} of {core}"),
        false => format!("{answered} of the {core} most asked have a story"),
    };
    painter.title(page, "Stories", &right);
    let top = page.body.y - u16::from(!page.is_compact);
    names_of_lists(
        screen,
        app,
        Rect {
            y: top,
            height: 1,
            ..page.body
        },
        page.is_compact,
        painter,
    );
    let gap = if page.is_compact { 1 } else { 2 };
    let detail = if page.is_compact { 3 } else { DETAIL_ROWS };
    let area = Rect {
        y: top + gap,
        height: (page.body.bottom() - top).saturating_sub(gap + detail),
        ..page.body
    };
    let rows = screen.rows(screen.list, &app.study.stories);
    if rows.is_empty() {
        let mut sheet = Sheet::new(page);
        empty(screen.list, app, painter, &mut sheet);
        let below = Rect {
            height: page.body.bottom() - area.y,
            ..area
        };
        painter.lines(below, &sheet.lines, 0);
        return None;
    }
    let y = list(screen, app, &rows, page, area, painter);
    let mut sheet = Sheet::new(page);
    if let Some(row) = rows.get(screen.at()) {
        about(*row, screen, app, painter, &mut sheet);
    }
    let below = Rect {
        y: area.bottom() + 1,
        height: detail - 1,
        ..page.body
    };
    painter.lines(below, &sheet.lines, 0);
    Some(Position { x: area.x, y })
}

/// The names of the lists with their counts; a sign stands before the one that is shown.
fn names_of_lists(
    screen: &StoriesScreen,
    app: &App,
    area: Rect,
    is_compact: bool,
    painter: &mut Painter<'_>,
) {
    let gap = if is_compact { " " } else { "   " };
    let mut line = TextLine::default();
    for list in List::ALL {
        let (sign, role) = if list == screen.list {
            (painter.look.glyphs.chosen, Role::Strong)
        } else {
            (" ", Role::Muted)
        };
        line.push(
            format!("{sign} {} {}{gap}", list.title(), count(list, app, screen)),
            role,
        );
    }
    painter.line(area.x, area.y, area.width, &line);
}

/// Draws the rows, with headings between those most asked and the others, and returns where the selected one is.
fn list(
    screen: &StoriesScreen,
    app: &App,
    rows: &[Row],
    page: &Page,
    area: Rect,
    painter: &mut Painter<'_>,
) -> u16 {
    let mut lines: Vec<TextLine> = Vec::new();
    let mut selected_at = 0;
    let mut last_is_core = None;
    for (index, row) in rows.iter().enumerate() {
        if let Row::Prompt(prompt) = row {
            let is_core = screen.matrix.prompts[*prompt].is_core;
            if last_is_core.replace(is_core) != Some(is_core) {
                let heading = if is_core { "most asked" } else { "others" };
                lines.push(TextLine::of(heading, Role::Muted));
            }
        }
        let is_selected = index == screen.at();
        if is_selected {
            selected_at = lines.len();
        }
        let sign = if is_selected {
            painter.look.glyphs.chosen
        } else {
            " "
        };
        let cells = usize::from(area.width);
        let (text, role) = row_text(*row, screen, app, page, painter);
        let role = if is_selected { Role::Selected } else { role };
        lines.push(TextLine::of(padded(&format!("{sign} {text}"), cells), role));
    }
    let height = usize::from(area.height);
    // The heading above the first row stays in sight with it.
    let from = (selected_at + 1).saturating_sub(height.max(1));
    let from = if selected_at <= 1 { 0 } else { from };
    painter.lines(area, &lines, from);
    painter.more(area, from, lines.len().saturating_sub(height));
    area.y + (selected_at - from) as u16
}

fn row_text(
    row: Row,
    screen: &StoriesScreen,
    app: &App,
    page: &Page,
    painter: &Painter<'_>,
) -> (String, Role) {
    let sign = painter.look.glyphs.cut;
    // The sign of the selected row and a space stand before it.
    let cells = usize::from(page.body.width).saturating_sub(2);
    let columns = |text: &str, right: &str, right_cells: usize| {
        let left = cells.saturating_sub(right_cells + 2);
        format!(
            "{}  {}",
            padded(&cut(text, left, sign), left),
            cut(right, right_cells, sign)
        )
    };
    let stories = &app.study.stories;
    match row {
        Row::Prompt(index) => {
            let prompt = &screen.matrix.prompts[index];
            let (names, room) = if page.is_compact {
                (how_many(prompt), 9)
            } else {
                (names(prompt, app), STORY_CELLS)
            };
            let role = if prompt.is_answered() {
                Role::Text
            } else {
                Role::Muted
            };
            (columns(prompt.short(), &names, room), role)
        }
        Row::Text(Genre::Stories, index) => match stories.stories.get(index) {
            None => (String::new(), Role::Text),
            Some(story) => {
                let time = clock(story.length().seconds());
                let right = if page.is_compact {
                    format!("{time:>5}")
                } else {
                    format!("{time:>5}   {}", prompts(screen.matrix.answered_by(index)))
                };
                let room = if page.is_compact { 5 } else { STORY_CELLS };
                (columns(&story.title.line(), &right, room), Role::Text)
            }
        },
        Row::Text(Genre::Pieces, index) => match stories.pieces.get(index) {
            None => (String::new(), Role::Text),
            Some(own) => {
                let right = if page.is_compact {
                    format!("{:>5}", clock(own.meant()))
                } else {
                    format!("{:>5}   {}", clock(own.meant()), own.kind.name())
                };
                let room = if page.is_compact { 5 } else { STORY_CELLS };
                (columns(&own.title.line(), &right, room), Role::Text)
            }
        },
        Row::Problem(index) => {
            let problem = &screen.problems[index];
            let text = format!(
                "{} line {}: {}",
                problem.place(),
                problem.line,
                problem.sentence
            );
            (cut(&text, cells, sign), Role::Warn)
        }
    }
}

fn prompts(count: usize) -> String {
    match count {
        0 => "no prompt".to_owned(),
        1 => "1 prompt".to_owned(),
        count => format!("{count} prompts"),
    }
}

fn how_many(prompt: &Prompt) -> String {
    match prompt.answers.len() {
        0 => "no story".to_owned(),
        1 => "1 story".to_owned(),
        count => format!("{count} stories"),
    }
}

/// The best story of a prompt, and how many more there are.
fn names(prompt: &Prompt, app: &App) -> String {
    let best = prompt.answers.first();
    let Some(story) = best.and_then(|answer| app.study.stories.stories.get(answer.story)) else {
        return "no story".to_owned();
    };
    match prompt.answers.len() - 1 {
        0 => story.name.to_string(),
        more => format!("+{more} {}", story.name),
    }
}

/// What the selected row is.
fn about(row: Row, screen: &StoriesScreen, app: &App, painter: &Painter<'_>, sheet: &mut Sheet) {
    let stories = &app.study.stories;
    match row {
        Row::Prompt(index) => about_prompt(&screen.matrix.prompts[index], app, painter, sheet),
        Row::Text(Genre::Stories, index) => {
            if let Some(story) = stories.stories.get(index) {
                let standing = screen.matrix.standings.get(index).copied();
                about_story(story, &told(&standing.unwrap_or_default()), sheet);
            }
        }
        Row::Text(Genre::Pieces, index) => {
            if let Some(own) = stories.pieces.get(index) {
                about_piece(own, app, sheet);
            }
        }
        Row::Problem(index) => {
            let problem = &screen.problems[index];
            sheet.sentence(
                format!(
                    "{}, line {}: {}",
                    problem.place(),
                    problem.line,
                    problem.sentence
                ),
                Role::Muted,
            );
        }
    }
}

fn about_prompt(prompt: &Prompt, app: &App, painter: &Painter<'_>, sheet: &mut Sheet) {
    sheet.sentence(&*prompt.text, Role::Muted);
    if !prompt.is_answered() {
        let key = key_of(app, Scope::Stories, Bound::OpenText, painter.look);
        sheet.pieces(&[
            piece("No story of yours answers it yet.  ", Role::Text),
            piece(key, Role::Accent),
            piece(" begins one", Role::Muted),
        ]);
        return;
    }
    for answer in &prompt.answers {
        let Some(story) = app.study.stories.stories.get(answer.story) else {
            continue;
        };
        let told = told_for(story, answer);
        sheet.sentence(format!("{}: {told}", story.title.line()), Role::Text);
    }
}

fn about_story(story: &Story, told: &str, sheet: &mut Sheet) {
    sheet.sentence(format!("{}, {told}.", story.name), Role::Muted);
    if let Some(advice) = advice(story) {
        sheet.sentence(advice, Role::Text);
    }
}

fn about_piece(own: &Piece, app: &App, sheet: &mut Sheet) {
    let standing = app
        .study
        .own_text_standing(Genre::Pieces, own.name.as_str());
    let company = match own.company.line() {
        company if company.is_empty() => String::new(),
        company => format!(" for {company}"),
    };
    sheet.sentence(
        format!(
            "{}, {}{company}, {}, {}.",
            own.name,
            own.kind.name(),
            piece_times(own),
            told(&standing)
        ),
        Role::Muted,
    );
}

/// What an empty list says: what to do next.
fn empty(list: List, app: &App, painter: &Painter<'_>, sheet: &mut Sheet) {
    let key = key_of(app, Scope::Stories, Bound::BeginText, painter.look);
    match list {
        List::Prompts => {
            sheet.sentence("No deck in the mix has a story prompt.", Role::Text);
            sheet.blank();
            let decks = "The bundled deck stories has those most asked; Decks puts it on.";
            sheet.sentence(decks, Role::Muted);
        }
        List::Stories => {
            sheet.sentence("You have no story yet.", Role::Text);
            sheet.blank();
            sheet.pieces(&[
                piece(key, Role::Accent),
                piece(
                    " begins one. Five good stories answer most prompts: one of a disagreement, one of an incident, one of a mistake, one of helping somebody grow, one of a result.",
                    Role::Muted,
                ),
            ]);
        }
        List::Pieces => {
            sheet.sentence("You have no piece yet.", Role::Text);
            sheet.blank();
            sheet.pieces(&[
                piece(key, Role::Accent),
                piece(
                    " begins one: your introduction first, then a motivation for each company, a case study, and your questions back.",
                    Role::Muted,
                ),
            ]);
        }
    }
}
