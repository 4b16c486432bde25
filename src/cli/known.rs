//! `mensetsu known`: what the person knows already is taken out of the plan.

use std::{
    io::Read,
    path::{Path, PathBuf},
};

use clap::Subcommand;

use super::{Context, Failure, stdout};
use crate::journal::What;

#[derive(Debug, Subcommand)]
pub(super) enum KnownCommand {
    /// Take the cards of these terms or prompts out; one a line. The drill's undo and `known remove` bring them back.
    Add {
        /// A text file; - for the input.
        file: PathBuf,
    },
    /// Take the cards of these terms or prompts in again.
    Remove {
        /// A text file; - for the input.
        file: PathBuf,
    },
}

pub(super) fn run(command: KnownCommand, context: &Context) -> Result<(), Failure> {
    let (file, out) = match command {
        KnownCommand::Add { file } => (file, true),
        KnownCommand::Remove { file } => (file, false),
    };
    let text = read(&file)?;
    let mut desk = context.desk_to_write(Vec::new())?;
    let (cards, unknown) = desk.study.cards_named(text.lines());
    let suspended = &desk.study.progress().suspended;
    let is_out = |card: &String| suspended.contains_key(crate::deck::id::folded(card).as_str());
    let cards: Vec<String> = cards
        .into_iter()
        .filter(|card| is_out(card) != out)
        .collect();
    let mut output = stdout();
    for (index, card) in cards.iter().enumerate() {
        let what = if out {
            What::Suspend {
                card: card.as_str().into(),
                why: "known".into(),
            }
        } else {
            What::Resume {
                card: card.as_str().into(),
                why: "known".into(),
            }
        };
        desk.append(&what).map_err(|error| {
            Failure::new(format!(
                "saved {index} of {} cards, then: {error}",
                cards.len()
            ))
        })?;
    }
    let done = if out { "taken out" } else { "taken in again" };
    output.line(format!("{} cards {done}", cards.len()))?;
    for line in &unknown {
        output.line(format!("no card: {line}"))?;
    }
    Ok(output.flush()?)
}

/// The text of a file, or of the input for `-`.
pub(super) fn read(file: &Path) -> Result<String, Failure> {
    const LIMIT: u64 = 8 * 1024 * 1024; // as for a deck file
    let mut bytes = Vec::new();
    let read = if file.as_os_str() == "-" {
        std::io::stdin().take(LIMIT + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|opened| opened.take(LIMIT + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
    if bytes.len() as u64 > LIMIT {
        let message = format!("{} has more than {LIMIT} bytes", file.display());
        return Err(Failure::with_hint(message, "split it into several files"));
    }
    String::from_utf8(bytes).map_err(|_| {
        Failure::with_hint(
            format!("{} is not UTF-8", file.display()),
            "save it as UTF-8",
        )
    })
}
