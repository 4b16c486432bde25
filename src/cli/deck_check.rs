//! `mensetsu deck check`: every problem at once, with its line, a caret and the mend.

use std::{collections::HashMap, path::PathBuf};

use clap::Args;
use serde::Serialize;

use super::{Context, Failure, Out, stdout};
use crate::{
    deck::{
        DECK_BYTES_LIMIT, Level, Position, Problem, SafeText,
        collection::{Collection, DeckFile, Origin},
        format::normal_lines,
        markdown::LineIndex,
        rule,
    },
    library,
    output::print_note,
};

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Deck files or folders; without any, every deck that is loaded.
    paths: Vec<PathBuf>,
    /// One line a problem, for editors.
    #[arg(long)]
    short: bool,
    /// As JSON.
    #[arg(long, conflicts_with = "short")]
    json: bool,
    /// Say what a rule is about and how to mend what breaks it.
    #[arg(long, value_name = "RULE")]
    explain: Option<String>,
}

/// A problem with the file it stands in.
struct Row {
    path: SafeText,
    source: Option<usize>,
    problem: Problem,
}

/// What was checked.
#[derive(Default)]
struct Checked {
    rows: Vec<Row>,
    sources: Vec<(String, LineIndex)>,
    decks: usize,
    cards: usize,
}

#[derive(Serialize)]
struct Report {
    format: u32,
    problems: Vec<ReportRow>,
}

#[derive(Serialize)]
struct ReportRow {
    level: &'static str,
    rule: &'static str,
    path: String,
    line: u32,
    column: u32,
    card: Option<String>,
    message: String,
    fix: String,
}

pub(super) fn run(arguments: &CheckArguments, context: &Context) -> Result<(), Failure> {
    let mut output = stdout();
    if let Some(name) = &arguments.explain {
        explain(name, &mut output)?;
        return Ok(output.flush()?);
    }
    let checked = if arguments.paths.is_empty() {
        checked(library::load(&context.home, &context.config, &[]), |_| true)
    } else {
        let (files, notes) = library::load_paths(&arguments.paths);
        for note in &notes {
            print_note(note);
        }
        check_given(files)
    };
    if arguments.json {
        output.json(&report(&checked.rows))?;
    } else {
        print(&checked, arguments.short, &mut output)?;
    }
    output.flush()?;
    let failed = checked
        .rows
        .iter()
        .any(|row| row.problem.level != Level::Warning);
    if failed { Err(Failure::Found) } else { Ok(()) }
}

fn explain(name: &str, output: &mut Out) -> Result<(), Failure> {
    let Some(rule) = rule::find(name) else {
        let near = rule::RULES
            .iter()
            .min_by_key(|rule| strsim::damerau_levenshtein(rule.name, name));
        let hint = near.map(|near| format!("did you mean {}?", near.name));
        return Err(Failure::Failed {
            message: format!("there is no rule {name:?}"),
            hint,
        });
    };
    output.line(format!("{} ({})", rule.name, rule.level.name()))?;
    output.line(rule.about)?;
    output.line(format!("fix: {}", rule.mend))?;
    Ok(())
}

/// Checks files that were named. The bundled decks are there so that links to their cards are no problem, and are not
/// reported.
fn check_given(mut files: Vec<DeckFile>) -> Checked {
    let ids: Vec<String> = files
        .iter()
        .filter_map(|file| Some(file.deck.as_ref()?.id.to_string()))
        .collect();
    let others = library::bundled_files().into_iter().filter(|file| {
        file.deck
            .as_ref()
            .is_some_and(|deck| !ids.contains(&deck.id.to_string()))
    });
    files.extend(others);
    checked(Collection::new(files, Vec::new()), |origin| {
        origin == Origin::Given
    })
}

fn checked(collection: Collection, is_wanted: impl Fn(Origin) -> bool) -> Checked {
    let mut checked = Checked::default();
    let mut sources: HashMap<SafeText, Option<usize>> = HashMap::new();
    let loaded = collection.decks.into_iter().map(|loaded| {
        (
            loaded.origin,
            loaded.path,
            loaded.file,
            loaded.problems,
            Some(loaded.deck.cards.len()),
        )
    });
    let unused = collection.unused.into_iter().map(|file| {
        let cards = file.deck.map(|deck| deck.cards.len());
        (file.origin, file.path, file.file, file.problems, cards)
    });
    for (_, path, file, problems, cards) in loaded
        .chain(unused)
        .filter(|(origin, ..)| is_wanted(*origin))
    {
        checked.decks += usize::from(cards.is_some());
        checked.cards += cards.unwrap_or_default();
        for problem in problems {
            let source = *sources.entry(path.clone()).or_insert_with(|| {
                let text = match &file {
                    Some(file) => {
                        // Only what the loader read as a text: a pipe would wait for ever.
                        let found = std::fs::metadata(file).ok()?;
                        let is_text = found.is_file() && found.len() <= DECK_BYTES_LIMIT;
                        is_text.then(|| std::fs::read_to_string(file).ok())??
                    }
                    None => library::bundled_source(&path)?.to_owned(),
                };
                let text = normal_lines(&text).into_owned();
                let lines = LineIndex::new(&text);
                checked.sources.push((text, lines));
                Some(checked.sources.len() - 1)
            });
            checked.rows.push(Row {
                path: path.clone(),
                source,
                problem,
            });
        }
    }
    checked.rows.sort_by(|a, b| {
        let key = |row: &Row| {
            (
                row.path.clone(),
                row.problem.position,
                row.problem.rule.name,
            )
        };
        key(a).cmp(&key(b))
    });
    checked
}

fn print(checked: &Checked, short: bool, output: &mut Out) -> Result<(), Failure> {
    for row in &checked.rows {
        let Problem {
            rule,
            level,
            position,
            message,
            fix,
            ..
        } = &row.problem;
        let place = format!("{}:{}:{}", row.path, position.line, position.column);
        output.line(format!(
            "{place}: {}[{}]: {message}",
            level.name(),
            rule.name
        ))?;
        if short {
            continue;
        }
        let line = row.source.map(|source| {
            let (text, lines) = &checked.sources[source];
            let start = lines.offset(text, Position::line(position.line));
            text[start..].lines().next().unwrap_or_default()
        });
        if let Some(line) = line {
            let (text, caret) = with_caret(line, position.column as usize);
            output.block(&text)?;
            output.block(&caret)?;
        }
        output.line(format!("fix: {fix}"))?;
        output.line("")?;
    }
    if !short {
        let count = |level: Level| {
            checked
                .rows
                .iter()
                .filter(|row| row.problem.level == level)
                .count()
        };
        output.line(format!(
            "{} decks, {} cards, {} skipped, {} errors, {} warnings",
            checked.decks,
            checked.cards,
            count(Level::Skip),
            count(Level::Error),
            count(Level::Warning)
        ))?;
    }
    Ok(())
}

/// A source line, indented, and a caret below the column. A long line is cut around the column.
fn with_caret(line: &str, column: usize) -> (String, String) {
    const SHOWN: usize = 100;
    let start = column
        .saturating_sub(SHOWN / 2)
        .min(line.chars().count().saturating_sub(1));
    let start = if line.chars().count() <= SHOWN {
        0
    } else {
        start
    };
    let shown: String = line.chars().skip(start).take(SHOWN).collect();
    let safe = SafeText::from_line(&shown);
    let before: String = shown
        .chars()
        .take(column.saturating_sub(1).saturating_sub(start))
        .collect();
    let width = unicode_width::UnicodeWidthStr::width(&*SafeText::from_line(&before));
    (format!("  | {safe}"), format!("  | {}^", " ".repeat(width)))
}

fn report(rows: &[Row]) -> Report {
    let row = |row: &Row| ReportRow {
        level: row.problem.level.name(),
        rule: row.problem.rule.name,
        path: row.path.to_string(),
        line: row.problem.position.line,
        column: row.problem.position.column,
        card: (!row.problem.card.is_empty()).then(|| row.problem.card.to_string()),
        message: row.problem.message.to_string(),
        fix: row.problem.fix.to_string(),
    };
    Report {
        format: 1,
        problems: rows.iter().map(row).collect(),
    }
}
