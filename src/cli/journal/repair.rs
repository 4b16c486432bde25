//! `mensetsu journal repair`: a clean journal beside the one that is there. It changes no file and removes none.

use clap::Args;
use serde::Serialize;

use super::copy_journal;
use crate::{
    cli::{Context, Failure, Out, stdout},
    desk::now,
    journal::copies::{CopyName, Reason},
    store::{
        Lock,
        backup::Written,
        repair::{Looked, Repair, RepairError, Repaired, free_name},
    },
};

#[derive(Debug, Args)]
pub(in crate::cli) struct RepairArguments {
    /// Only say what would be found; nothing is written.
    #[arg(long)]
    dry_run: bool,

    /// As JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    dry_run: bool,
    rows: usize,
    found: usize,
    bad: Vec<Bad<'a>>,
    backup: Option<String>,
    repaired: Option<String>,
    bad_lines: Option<String>,
}

#[derive(Serialize)]
struct Bad<'a> {
    path: &'a str,
    line: usize,
    why: &'a str,
    /// Whole rows that were found in the line.
    rows: usize,
}

pub(super) fn run(arguments: &RepairArguments, context: &Context) -> Result<(), Failure> {
    let home = &context.home;
    // A dry run only reads, and needs no lock.
    let _lock = (!arguments.dry_run)
        .then(|| Lock::take(&home.state))
        .transpose()?;
    let repair = Repair::look(&home.journal()).map_err(|error| unreadable(&error))?;
    let now = now();
    let mut written: Option<(Written, Repaired)> = None;
    if !arguments.dry_run && !repair.bad.is_empty() {
        let backup = copy_journal(home, Reason::Repair, now)?;
        let repaired = repair
            .write(home, now)
            .map_err(|error| unwritable(&error))?;
        written = Some((backup, repaired));
    }
    let mut output = stdout();
    if arguments.json {
        output.json(&report(arguments, &repair, written.as_ref()))?;
        return Ok(output.flush()?);
    }
    if repair.bad.is_empty() {
        output.line("every line of the journal can be read; there is nothing to repair")?;
        return Ok(output.flush()?);
    }
    for bad in &repair.bad {
        output.line(sentence(bad))?;
    }
    match &written {
        None => output.line(format!(
            "a clean journal would hold {}; nothing is written",
            size(&repair)
        ))?,
        Some((_, repaired)) => how_to_swap(context, &repair, repaired, now, &mut output)?,
    }
    Ok(output.flush()?)
}

fn sentence(bad: &Looked) -> String {
    let found = match bad.rows {
        0 => "no whole row stands in it".to_owned(),
        1 => "1 whole row stands in it".to_owned(),
        rows => format!("{rows} whole rows stand in it"),
    };
    format!("{}:{}: {}; {found}", bad.path, bad.line, bad.why)
}

fn size(repair: &Repair) -> String {
    format!("{} rows in {} files", repair.rows(), repair.files())
}

/// Two commands that put the clean journal in place. They are left to the person, who knows whether a sync is under way.
fn how_to_swap(
    context: &Context,
    repair: &Repair,
    repaired: &Repaired,
    now: crate::journal::Moment,
    output: &mut Out,
) -> Result<(), Failure> {
    let home = &context.home;
    let stamp = CopyName::new(now, Reason::Repair).stamp();
    let aside = free_name(&home.data, &format!("journal-set-aside-{stamp}"));
    let quoted = |path: &std::path::Path| {
        let path = path.display().to_string();
        shell_words::quote(&path).into_owned()
    };
    let (journal, aside) = (quoted(&home.journal()), quoted(&aside));
    let folder = quoted(&repaired.folder);
    output.line(format!(
        "a clean journal with {} is in {}",
        size(repair),
        repaired.folder.display()
    ))?;
    output.line(format!(
        "the bad lines are listed in {}",
        repaired.bad_lines.display()
    ))?;
    output.line("the journal itself is unchanged")?;
    output
        .line("to take the clean one, let every sync end, close mensetsu everywhere, and run:")?;
    output.line(format!("mkdir {aside} && mv {journal}/*.jsonl {aside}"))?;
    output.line(format!("mv {folder}/*.jsonl {journal}"))?;
    Ok(())
}

fn report<'a>(
    arguments: &RepairArguments,
    repair: &'a Repair,
    written: Option<&(Written, Repaired)>,
) -> Report<'a> {
    let bad = repair.bad.iter().map(|bad| Bad {
        path: &bad.path,
        line: bad.line,
        why: &bad.why,
        rows: bad.rows,
    });
    let text = |path: &std::path::Path| path.display().to_string();
    Report {
        format: 1,
        dry_run: arguments.dry_run,
        rows: repair.rows(),
        found: repair.found(),
        bad: bad.collect(),
        backup: written.and_then(|(backup, _)| backup.path()).map(text),
        repaired: written.map(|(_, repaired)| text(&repaired.folder)),
        bad_lines: written.map(|(_, repaired)| text(&repaired.bad_lines)),
    }
}

fn unreadable(error: &RepairError) -> Failure {
    Failure::with_hint(
        format!("the journal cannot be read whole, so nothing was done: {error}"),
        "a clean journal without this file would lack its rows; make it readable and try again",
    )
}

fn unwritable(error: &RepairError) -> Failure {
    Failure::with_hint(
        format!("the clean journal could not be written: {error}"),
        "the journal itself is unchanged; make room and try again",
    )
}
