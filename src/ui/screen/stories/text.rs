//! A story or piece to read, with the time that each part takes.

use super::Sheet;
use crate::{
    app::{
        App, StoriesScreen,
        stories::{
            Reading,
            words::{advice, piece_times, told},
        },
    },
    stories::{Genre, Part, Piece, Story, clock, telling::against},
    ui::{
        markdown,
        page::{Page, Painter},
        theme::Role,
    },
};

/// So many times against the clock are listed, the last ones.
const TIMES_LISTED: usize = 4;

pub(super) fn draw(
    reading: &Reading,
    screen: &StoriesScreen,
    app: &App,
    page: &Page,
    painter: &mut Painter<'_>,
) {
    let stories = &app.study.stories;
    let mut sheet = Sheet::new(page);
    let (title, time) = match reading.genre {
        Genre::Stories => match stories.story(&reading.name) {
            None => return,
            Some(story) => {
                write_story(story, painter, &mut sheet);
                (story.title.line(), clock(story.length().seconds()))
            }
        },
        Genre::Pieces => match stories.piece(&reading.name) {
            None => return,
            Some(own) => {
                write_piece(own, painter, &mut sheet);
                (own.title.line(), clock(own.estimate()))
            }
        },
    };
    painter.title(page, &title, &format!("about {time}"));
    write_standing(reading, app, &mut sheet);
    sheet.draw(screen, reading.scroll, page.body, painter);
}

/// The text alone, for one who tells it.
pub(super) fn write(genre: Genre, name: &str, app: &App, painter: &Painter<'_>, sheet: &mut Sheet) {
    let stories = &app.study.stories;
    match genre {
        Genre::Stories => {
            if let Some(story) = stories.story(name) {
                write_story(story, painter, sheet);
            }
        }
        Genre::Pieces => {
            if let Some(own) = stories.piece(name) {
                write_piece(own, painter, sheet);
            }
        }
    }
}

fn write_story(story: &Story, painter: &Painter<'_>, sheet: &mut Sheet) {
    let length = story.length();
    for part in Part::ALL {
        let share = match length.share(part) {
            None => String::new(),
            Some(share) => format!("{:.0}% of the time, ", share * 100.0),
        };
        let dot = painter.look.glyphs.dot;
        let time = clock(length.of(part));
        sheet.pieces(&[
            super::piece(part.title(), Role::Strong),
            super::piece(
                format!("  {time} {dot} {share}{}% meant", part.meant()),
                Role::Muted,
            ),
        ]);
        let text = story.part(part).block();
        if text.trim().is_empty() {
            sheet.sentence("Not written yet.", Role::Muted);
        }
        sheet.lines.extend(markdown::lines(
            &text,
            sheet.cells,
            Role::Text,
            painter.setting(),
        ));
        sheet.blank();
    }
    if let Some(advice) = advice(story) {
        sheet.sentence(advice, Role::Text);
        sheet.blank();
    }
}

fn write_piece(own: &Piece, painter: &Painter<'_>, sheet: &mut Sheet) {
    let text = own.body.block();
    if text.trim().is_empty() {
        sheet.sentence("Not written yet.", Role::Muted);
    }
    sheet.lines.extend(markdown::lines(
        &text,
        sheet.cells,
        Role::Text,
        painter.setting(),
    ));
    sheet.blank();
}

/// What it answers, and how often and when it was told.
fn write_standing(reading: &Reading, app: &App, sheet: &mut Sheet) {
    let study = &app.study;
    if let Some(story) = study
        .stories
        .story(&reading.name)
        .filter(|_| reading.genre == Genre::Stories)
    {
        let prompts: Vec<&str> = story.answers.iter().map(|answers| &*answers.card).collect();
        let answers = match prompts.len() {
            0 => "Its file names no prompt that it answers.".to_owned(),
            _ => format!("Answers {}.", prompts.join(", ")),
        };
        sheet.sentence(answers, Role::Muted);
    }
    if let Some(own) = study
        .stories
        .piece(&reading.name)
        .filter(|_| reading.genre == Genre::Pieces)
    {
        sheet.sentence(sentence_of(&piece_times(own)), Role::Muted);
    }
    let standing = study.own_text_standing(reading.genre, &reading.name);
    sheet.sentence(sentence_of(&told(&standing)), Role::Muted);
    let name = reading.genre.journal_name(&reading.name);
    let times = study
        .progress()
        .told
        .get(&*name)
        .map(|record| &record.times);
    for time in times.into_iter().flatten().rev().take(TIMES_LISTED) {
        let line = format!("{}  {}", time.day, against(time.ms, time.meant));
        sheet.sentence(line, Role::Muted);
    }
}

/// Words as a sentence.
fn sentence_of(words: &str) -> String {
    let mut sentence = format!("{words}.");
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}
