//! `mensetsu journal`: where the record is, and whether every row of it can be read.

use clap::Subcommand;
use serde::Serialize;

use super::{Context, Failure, stdout};
use crate::store::JournalFiles;

#[derive(Debug, Subcommand)]
pub(super) enum JournalCommand {
    /// Print the folder of the journal.
    Path,
    /// Name every line that cannot be read.
    Check {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Serialize)]
struct Check {
    format: u32,
    files: usize,
    rows: usize,
    bad: Vec<Bad>,
    unknown: usize,
    devices: Vec<String>,
}

#[derive(Serialize)]
struct Bad {
    path: String,
    line: usize,
    why: String,
}

pub(super) fn run(command: &JournalCommand, context: &Context) -> Result<(), Failure> {
    let folder = context.home.journal();
    let mut output = stdout();
    let json = match command {
        JournalCommand::Path => {
            output.line(folder.display().to_string())?;
            return Ok(output.flush()?);
        }
        JournalCommand::Check { json } => *json,
    };
    let journal = JournalFiles::read(&folder);
    let check = Check {
        format: 1,
        files: journal.files,
        rows: journal.entries.len() + journal.unknown,
        unknown: journal.unknown,
        devices: journal.devices().iter().map(ToString::to_string).collect(),
        bad: journal
            .bad
            .iter()
            .map(|bad| Bad {
                path: bad.path.to_string(),
                line: bad.line,
                why: bad.why.to_string(),
            })
            .collect(),
    };
    if json {
        output.json(&check)?;
    } else {
        for bad in &check.bad {
            output.line(format!("{}:{}: {}", bad.path, bad.line, bad.why))?;
        }
        output.line(format!(
            "{} files, {} rows, {} bad lines, {} rows of a later version, {} devices",
            check.files,
            check.rows,
            check.bad.len(),
            check.unknown,
            check.devices.len()
        ))?;
    }
    output.flush()?;
    if check.bad.is_empty() {
        Ok(())
    } else {
        Err(Failure::Found)
    }
}
