//! Own stories and pieces as plain lines: the lists, one text with its times, and which story answers which prompt.
//!
//! Nothing is computed here; the commands `mensetsu stories` and `mensetsu pieces` print the same lines.

use std::io::Write;

use super::home::counted;
use crate::{
    app::stories::words::{advice, piece_times, told, told_for},
    deck::SafeText,
    output::{Output, OutputError},
    practice::Study,
    stories::{Genre, Part, Piece, Problem, Prompt, Story, clock, telling::against},
};

/// So many times against the clock are listed, the last ones.
const TIMES_LISTED: usize = 8;

/// The stories, a line each with what is to be done about it below, and what is wrong with files.
pub fn story_lines(study: &Study) -> Vec<String> {
    let mut lines = Vec::new();
    let matrix = study.story_matrix();
    for (index, story) in study.stories.stories.iter().enumerate() {
        let standing = matrix.standings.get(index).copied().unwrap_or_default();
        lines.push(format!(
            "{} · {} · {} · answers {} · {}",
            story.name,
            story.title.line(),
            clock(story.length().seconds()),
            counted(matrix.answered_by(index), "prompt", "prompts"),
            told(&standing),
        ));
        lines.extend(advice(story).map(|advice| format!("  {advice}")));
    }
    if lines.is_empty() {
        lines.push("You have no story yet.".to_owned());
        lines.push("mensetsu stories new TITLE begins one; mensetsu stories matrix lists the prompts most asked.".to_owned());
    }
    lines.extend(problem_lines(study, Genre::Stories));
    lines
}

/// The pieces, a line each, and what is wrong with files.
pub fn piece_lines(study: &Study) -> Vec<String> {
    let line = |piece: &Piece| {
        let company = match piece.company.line() {
            company if company.is_empty() => String::new(),
            company => format!(" · {company}"),
        };
        format!(
            "{} · {} · {}{company} · {} · {}",
            piece.name,
            piece.title.line(),
            piece.kind.name(),
            piece_times(piece),
            told(&study.own_text_standing(Genre::Pieces, piece.name.as_str())),
        )
    };
    let mut lines: Vec<String> = study.stories.pieces.iter().map(line).collect();
    if lines.is_empty() {
        lines.push("You have no piece yet.".to_owned());
        lines.push(
            "mensetsu pieces new introduction begins one; motivation, case-study, questions and other are the further kinds."
                .to_owned(),
        );
    }
    lines.extend(problem_lines(study, Genre::Pieces));
    lines
}

/// What is wrong with the files of a folder, with their lines.
pub fn problem_lines(study: &Study, genre: Genre) -> Vec<String> {
    let problems = study.own_text_problems().into_iter();
    problems
        .filter(|problem| problem.genre == genre)
        .map(|problem| problem_line(&problem))
        .collect()
}

/// A problem with its file and line.
pub fn problem_line(problem: &Problem) -> String {
    format!("{}:{}: {}", problem.path(), problem.line, problem.sentence)
}

/// One story with the time of each part.
pub fn show_story<W: Write>(
    study: &Study,
    story: &Story,
    output: &mut Output<W>,
) -> Result<(), OutputError> {
    let length = story.length();
    output.line(format!("{} · {}", story.name, story.title.line()))?;
    output.line(format!("about {} to say", clock(length.seconds())))?;
    let answers: Vec<&str> = story.answers.iter().map(|answers| &*answers.card).collect();
    if !answers.is_empty() {
        output.line(format!("answers {}", answers.join(", ")))?;
    }
    for part in Part::ALL {
        let share = match length.share(part) {
            None => String::new(),
            Some(share) => format!(" · {:.0}% of the time", share * 100.0),
        };
        output.line(format!(
            "{} · {}{share}, {}% meant",
            part.title(),
            clock(length.of(part)),
            part.meant()
        ))?;
        output.card(&story.part(part).block())?;
    }
    if let Some(advice) = advice(story) {
        output.line(advice)?;
    }
    show_standing(study, Genre::Stories, story.name.as_str(), output)
}

/// One piece with its times.
pub fn show_piece<W: Write>(
    study: &Study,
    piece: &Piece,
    output: &mut Output<W>,
) -> Result<(), OutputError> {
    output.line(format!("{} · {}", piece.name, piece.title.line()))?;
    output.line(piece_times(piece))?;
    output.card(&piece.body.block())?;
    show_standing(study, Genre::Pieces, piece.name.as_str(), output)
}

fn show_standing<W: Write>(
    study: &Study,
    genre: Genre,
    name: &str,
    output: &mut Output<W>,
) -> Result<(), OutputError> {
    output.line(told(&study.own_text_standing(genre, name)))?;
    let Some(record) = study.progress().told.get(&*genre.journal_name(name)) else {
        return Ok(());
    };
    for (card, day) in record.uses.iter().rev().take(TIMES_LISTED) {
        output.line(format!("{day} for {card}"))?;
    }
    for time in record.times.iter().rev().take(TIMES_LISTED) {
        output.line(format!("{} {}", time.day, against(time.ms, time.meant)))?;
    }
    Ok(())
}

/// Which stories answer which prompts, those most asked first, and the prompts without one.
pub fn matrix<W: Write>(study: &Study, output: &mut Output<W>) -> Result<(), OutputError> {
    let matrix = study.story_matrix();
    if matrix.prompts.is_empty() {
        return output.line(
            "No deck in the mix has a story prompt. mensetsu deck use stories on takes the bundled ones in.",
        );
    }
    for (is_core, name) in [(true, "most asked"), (false, "others")] {
        let of_tier = || {
            matrix
                .prompts
                .iter()
                .filter(move |prompt| prompt.is_core == is_core)
        };
        let (all, answered) = (
            of_tier().count(),
            of_tier().filter(|prompt| prompt.is_answered()).count(),
        );
        if all == 0 {
            continue;
        }
        output.line(format!(
            "{name}: {answered} of {} with a story",
            counted(all, "prompt", "prompts")
        ))?;
        for prompt in of_tier() {
            output.line(format!("{} · {}", prompt.card, answered_by(study, prompt)))?;
            output.card(&prompt.text)?;
        }
    }
    let without = matrix.without().count();
    if without > 0 {
        output.line(format!(
            "{} without a story. mensetsu stories new TITLE --answers CARD begins one.",
            counted(without, "prompt is", "prompts are")
        ))?;
    }
    Ok(())
}

/// The stories that answer a prompt, in a line.
fn answered_by(study: &Study, prompt: &Prompt) -> String {
    if !prompt.is_answered() {
        return "no story".to_owned();
    }
    let names = prompt.answers.iter().filter_map(|answer| {
        let story = study.stories.stories.get(answer.story)?;
        Some(if answer.last_used.is_none() && !story.is_empty() {
            story.name.to_string()
        } else {
            format!("{} ({})", story.name, told_for(story, answer))
        })
    });
    names.collect::<Vec<_>>().join(", ")
}

/// What to do where no text has a name: the nearest one, or how to begin one.
pub fn unknown(study: &Study, genre: Genre, name: &str) -> (String, String) {
    let (folder, noun) = (genre.folder(), genre.noun());
    let hint = match study.stories.near(genre, name) {
        Some(near) => format!("did you mean {near}? mensetsu {folder} lists all"),
        None => match genre {
            Genre::Stories => {
                "you have no story yet; mensetsu stories new TITLE begins one".to_owned()
            }
            Genre::Pieces => {
                "you have no piece yet; mensetsu pieces new introduction begins one".to_owned()
            }
        },
    };
    (
        format!("there is no {noun} {:?}", &*SafeText::from_line(name)),
        hint,
    )
}
