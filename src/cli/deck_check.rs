//! `mensetsu deck check`: every problem at once, with its line, a caret and the mend.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::{Context, Failure, Out, stdout};
use crate::{
    deck::{
        DECK_BYTES_LIMIT, Level, Position, Problem, SafeText,
        check::{self, Subject},
        collection::{Collection, DeckFile, LoadedDeck, Origin},
        coverage,
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
    pub(super) paths: Vec<PathBuf>,
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
        check_all(&library::load(&context.home, &context.config, &[]))
    } else {
        let (files, notes) = library::load_paths(&context.home, &arguments.paths);
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
        let hint = rule::nearest(name).map(|near| format!("did you mean {near}?"));
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
    checked(&Collection::new(files, Vec::new()), |origin| {
        origin == Origin::Given
    })
}

/// Every deck that is loaded, and the rows of the coverage table that the bundled ones leave open.
fn check_all(collection: &Collection) -> Checked {
    let mut checked = checked(collection, |_| true);
    let bundled = Collection::new(library::bundled_files(), Vec::new());
    let uncovered = coverage::uncovered(coverage::bundled(), &bundled);
    if !uncovered.is_empty() {
        let source = Some(checked.add_source(coverage::TABLE.to_owned()));
        let path = SafeText::from_line("coverage.tsv");
        checked
            .rows
            .extend(uncovered.into_iter().map(|problem| Row {
                path: path.clone(),
                source,
                problem,
            }));
    }
    checked
}

fn checked(collection: &Collection, is_wanted: impl Fn(Origin) -> bool) -> Checked {
    let mut checked = Checked::default();
    let decks: Vec<&LoadedDeck> = collection
        .decks
        .iter()
        .filter(|loaded| is_wanted(loaded.origin))
        .collect();
    let texts: Vec<Option<String>> = decks
        .iter()
        .map(|loaded| source_of(&loaded.path, loaded.file.as_deref()))
        .collect();
    let subjects: Vec<Subject<'_>> = decks
        .iter()
        .zip(&texts)
        .map(|(loaded, text)| Subject {
            loaded,
            source: text.as_deref().unwrap_or_default(),
        })
        .collect();
    let found = check::check(&subjects, collection, coverage::bundled());
    checked.decks = decks.len();
    checked.cards = decks.iter().map(|loaded| loaded.deck.cards.len()).sum();
    for ((loaded, text), problems) in decks.iter().zip(texts).zip(found) {
        checked.add(&loaded.path, problems, || text);
    }
    for file in collection
        .unused
        .iter()
        .filter(|file| is_wanted(file.origin))
    {
        if let Some(deck) = &file.deck {
            checked.decks += 1;
            checked.cards += deck.cards.len();
        }
        checked.add(&file.path, file.problems.clone(), || {
            source_of(&file.path, file.file.as_deref())
        });
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

/// The text of a deck file with its line ends as the loader sees them; none where it cannot be read again.
fn source_of(path: &SafeText, file: Option<&Path>) -> Option<String> {
    let text = match file {
        Some(file) => {
            // Only what the loader read as a text: a pipe would wait for ever.
            let found = std::fs::metadata(file).ok()?;
            let is_text = found.is_file() && found.len() <= DECK_BYTES_LIMIT;
            is_text.then(|| std::fs::read_to_string(file).ok())??
        }
        None => library::bundled_source(path)?.to_owned(),
    };
    Some(normal_lines(&text).into_owned())
}

impl Checked {
    fn add(
        &mut self,
        path: &SafeText,
        problems: Vec<Problem>,
        text: impl FnOnce() -> Option<String>,
    ) {
        if problems.is_empty() {
            return;
        }
        let source = text().map(|text| self.add_source(text));
        self.rows.extend(problems.into_iter().map(|problem| Row {
            path: path.clone(),
            source,
            problem,
        }));
    }

    fn add_source(&mut self, text: String) -> usize {
        let lines = LineIndex::new(&text);
        self.sources.push((text, lines));
        self.sources.len() - 1
    }
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
