//! `mensetsu journal repair`: a clean journal beside the one that is there, and in its place where that is asked for. It changes no
//! journal file and removes none.

use clap::Args;
use serde::Serialize;

use super::copy_journal;
use crate::{
    cli::{Context, Failure, Out, stdout},
    desk::now,
    journal::copies::Reason,
    store::{
        Lock,
        backup::Written,
        repair::{Looked, Repair, RepairError, Repaired},
    },
};

#[derive(Debug, Args)]
pub(in crate::cli) struct RepairArguments {
    /// Only say what would be found; nothing is written.
    #[arg(long)]
    dry_run: bool,

    /// Put the clean journal in the place of the other, which is set aside.
    #[arg(long, conflicts_with = "dry_run")]
    swap: bool,

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
    set_aside: Option<String>,
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
    let mut aside = None;
    if let Some((_, repaired)) = written.as_ref().filter(|_| arguments.swap) {
        let swapped = repair.swap(home, repaired, now);
        aside = Some(swapped.map_err(|error| not_swapped(&error))?);
    }
    let mut output = stdout();
    if arguments.json {
        output.json(&report(
            arguments,
            &repair,
            written.as_ref(),
            aside.as_deref(),
        ))?;
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
        Some((_, repaired)) => tell(&repair, repaired, aside.as_deref(), &mut output)?,
    }
    Ok(output.flush()?)
}

fn sentence(bad: &Looked) -> String {
    let place = if bad.is_longer {
        "in its first 16 MiB"
    } else {
        "in it"
    };
    let found = match bad.rows {
        0 => format!("no whole row stands {place}"),
        1 => format!("1 whole row stands {place}"),
        rows => format!("{rows} whole rows stand {place}"),
    };
    format!("{}:{}: {}; {found}", bad.path, bad.line, bad.why)
}

fn size(repair: &Repair) -> String {
    format!("{} rows in {} files", repair.rows(), repair.files())
}

/// Where everything is, and what comes next.
fn tell(
    repair: &Repair,
    repaired: &Repaired,
    aside: Option<&std::path::Path>,
    output: &mut Out,
) -> Result<(), Failure> {
    output.line(format!(
        "a clean journal with {} is in {}",
        size(repair),
        repaired.folder.display()
    ))?;
    output.line(format!(
        "the bad lines are listed in {}",
        repaired.bad_lines.display()
    ))?;
    if let Some(aside) = aside {
        output.line("the clean journal is in place")?;
        output.line(format!(
            "what was there is set aside in {}",
            aside.display()
        ))?;
    } else {
        output.line("the journal itself is unchanged")?;
        output.line(
            "to put a clean one in its place, let every sync end, close mensetsu on every other machine, and give the same command with --swap",
        )?;
    }
    Ok(())
}

fn report<'a>(
    arguments: &RepairArguments,
    repair: &'a Repair,
    written: Option<&(Written, Repaired)>,
    aside: Option<&std::path::Path>,
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
        set_aside: aside.map(text),
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

fn not_swapped(error: &RepairError) -> Failure {
    Failure::with_hint(
        format!("the clean journal was not put in place: {error}"),
        "nothing is lost: the journal is as it was, and the clean one stands beside it; try again",
    )
}
