//! What `mensetsu stories` and `mensetsu pieces` share: finding a text by its name, making one, opening it in the editor.

use std::io;

use super::{
    Context, Failure,
    speak::{Lines, converse},
    stdout,
};
use crate::{
    app::App,
    desk::Desk,
    output::OutputError,
    plain::own_texts::{problem_line, unknown},
    stories::{Draft, DraftError, Genre},
    terminal,
};

/// A text's name as a person writes it: also with the ending of its file, or the folder before it.
pub(super) fn plain_name(genre: Genre, name: &str) -> &str {
    let name = name.trim();
    let name = name.strip_suffix(".md").unwrap_or(name);
    let folder = name.strip_prefix(genre.folder());
    folder
        .and_then(|rest| rest.strip_prefix('/'))
        .unwrap_or(name)
}

/// The index of a text by its name.
pub(super) fn find(desk: &Desk, genre: Genre, name: &str) -> Result<usize, Failure> {
    let wanted = plain_name(genre, name);
    let stories = &desk.study.stories;
    let found = stories.names(genre).position(|known| known == wanted);
    found.ok_or_else(|| {
        let (message, hint) = unknown(&desk.study, genre, wanted);
        Failure::with_hint(message, hint)
    })
}

/// Makes the file of a new text.
pub(super) fn make(desk: &Desk, draft: Result<Draft, DraftError>) -> Result<(), Failure> {
    let draft = draft.map_err(|error| {
        let hint = error.hint();
        match error {
            DraftError::Taken { .. } | DraftError::SecondMotivation { .. } => {
                Failure::with_hint(error.to_string(), hint)
            }
            DraftError::NoTitle
            | DraftError::LongTitle
            | DraftError::NoCompany
            | DraftError::BadName { .. } => Failure::Usage {
                message: error.to_string(),
                hint: Some(hint),
            },
        }
    })?;
    let (folder, name) = (draft.genre.folder(), draft.name.as_str());
    let path = desk
        .new_text(draft.genre, name, &draft.text)
        .map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Failure::with_hint(
                format!("{folder}/{name}.md is there already"),
                "--name NAME begins another",
            ),
            _ => Failure::new(format!("{folder}/{name}.md cannot be written: {error}")),
        })?;
    let mut output = stdout();
    output.line(format!("written: {}", path.display()))?;
    output.line(format!("mensetsu {folder} edit {name} opens it."))?;
    Ok(output.flush()?)
}

/// Opens a text in the editor and says what is wrong with it afterwards. A file that could not be read opens too.
pub(super) fn edit(desk: &Desk, genre: Genre, name: &str) -> Result<(), Failure> {
    let wanted = plain_name(genre, name);
    let file = desk.home.own_texts(genre).join(format!("{wanted}.md"));
    let problems = desk.study.own_text_problems();
    let of_file = problems.iter().find(|problem| problem.file == file);
    match of_file {
        None => drop(find(desk, genre, wanted)?),
        // A link or a pipe is not what the person means to write into.
        Some(problem) if !is_plain(&file) => {
            let message = format!("{}: {}", problem.path(), problem.sentence);
            return Err(Failure::new(message));
        }
        Some(_) => {}
    }
    let line = of_file.map_or(1, |problem| problem.line);
    terminal::edit_file(&file, line)
        .map_err(|error| Failure::with_hint(error, "VISUAL or EDITOR names the editor"))?;
    let problems = desk.stories().all_problems(&desk.collection());
    let said: Vec<String> = problems
        .iter()
        .filter(|problem| problem.file == file)
        .map(problem_line)
        .collect();
    let mut output = stdout();
    said.iter().try_for_each(|line| output.line(line))?;
    if said.is_empty() {
        output.line(format!("{}/{wanted}.md has no problem", genre.folder()))?;
        return Ok(output.flush()?);
    }
    output.flush()?;
    Err(Failure::Found)
}

/// Whether a file is a file, and no link that leads elsewhere.
fn is_plain(file: &std::path::Path) -> bool {
    file.symlink_metadata().is_ok_and(|found| found.is_file())
}

/// Runs a drill of own texts: on the screen where there is one, else in plain lines.
pub(super) fn begin(
    context: &Context,
    mut desk: Desk,
    on_screen: impl FnOnce(&mut App),
    in_lines: impl FnOnce(&mut Lines<'_>) -> Result<(), OutputError>,
) -> Result<(), Failure> {
    if !context.is_plain() {
        return super::on_screen(terminal::run_opened(desk, None, on_screen));
    }
    converse(&mut desk, in_lines)
}
