//! `mensetsu journal`: where the record is, whether every row of it can be read, its copies, and a clean one beside it.

mod backups;
mod check;
mod repair;

use clap::Subcommand;

use super::{Context, Failure, stdout};
use crate::{
    journal::{Moment, copies::Reason},
    output::print_note,
    store::{
        Home,
        backup::{self, Written},
    },
};

#[derive(Debug, Subcommand)]
pub(super) enum JournalCommand {
    /// Print the folder of the journal.
    Path,
    /// Name every line that cannot be read, and tell what else is worth knowing of the rows.
    Check {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Look for whole rows in lines that cannot be read, and write a clean journal beside the one that is there.
    Repair(repair::RepairArguments),
    /// List the dated copies of the journal, the newest first.
    Backups {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

pub(super) fn run(command: &JournalCommand, context: &Context) -> Result<(), Failure> {
    match command {
        JournalCommand::Path => {
            let mut output = stdout();
            output.line(context.home.journal().display().to_string())?;
            Ok(output.flush()?)
        }
        JournalCommand::Check { json } => check::run(*json, context),
        JournalCommand::Repair(arguments) => repair::run(arguments, context),
        JournalCommand::Backups { json } => backups::run(*json, context),
    }
}

/// Writes a dated copy of the journal and says where it is. The caller goes on only where this did not fail.
pub(super) fn copy_journal(home: &Home, reason: Reason, now: Moment) -> Result<Written, Failure> {
    let written = backup::write(home, reason, now).map_err(|error| {
        Failure::with_hint(
            format!("no copy of the journal could be written, so nothing was done: {error}"),
            "make room, or let the folder be written to, and try again",
        )
    })?;
    match &written {
        Written::New(path) => print_note(&format!("the journal is copied to {}", path.display())),
        Written::Same(path) => print_note(&format!(
            "the journal is as it was copied to {}",
            path.display()
        )),
        Written::Nothing => {}
    }
    Ok(written)
}
