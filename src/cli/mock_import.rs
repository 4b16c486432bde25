//! `mensetsu mock import FILE`: take in what a partner scored. Either the whole file fits, or nothing of it is taken in.
//! A copy of the journal is written before the first row; without it nothing is taken in either.

use std::{
    io::Read,
    path::{Path, PathBuf},
};

use clap::Args;

use super::{Context, Failure, Out, journal::copy_journal, stdout};
use crate::{
    desk::{Desk, now},
    journal::copies::Reason,
    output::print_note,
    practice::{
        partner::{Accepted, AcceptedCard, Fault, limits::FILE_LIMIT, result},
        spoken::score_text,
    },
};

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// The result of mensetsu mock interview, or a sheet of --print that was filled in; - for the input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn run(arguments: &ImportArguments, context: &Context) -> Result<(), Failure> {
    let file = &arguments.file;
    let read = result::parse(&bytes(file)?).map_err(|faults| refused(file, &faults))?;
    let mut desk = context.desk_to_write(Vec::new())?;
    let accepted = desk.study.accept(read, now()).map_err(|problems| {
        let faults: Vec<Fault> = problems.into_iter().map(Fault::new).collect();
        refused(file, &faults)
    })?;
    note_unknown_round(&desk, &accepted);
    copy_journal(&context.home, Reason::Import, now())?;
    let mut output = stdout();
    let count = accepted.cards.len();
    for (index, card) in accepted.cards.iter().enumerate() {
        if let Some(row) = &card.row {
            desk.append(row)
                .map_err(|error| broken_off(index, count, &error))?;
        }
        tell(card, &desk, &mut output)?;
    }
    desk.append(&accepted.mock_row())
        .map_err(|error| broken_off(count, count, &error))?;
    let scores: f64 = accepted.cards.iter().map(|card| card.scored.score).sum();
    output.line(format!("saved: {} finished", accepted.file.id))?;
    output.line(format!(
        "round score: {}, by a partner; mensetsu mock debrief shows it again",
        score_text(scores / count.max(1) as f64)
    ))?;
    Ok(output.flush()?)
}

/// The bytes of a file, as far as they may be one of ours.
fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("{}: {error}", file.display()));
    let mut bytes = Vec::new();
    // One byte more than the limit, so that what is too large is seen to be.
    let limit = FILE_LIMIT + 1;
    if file.as_os_str() == "-" {
        let input = std::io::stdin().take(limit).read_to_end(&mut bytes);
        input.map_err(failed)?;
        return Ok(bytes);
    }
    if !std::fs::metadata(file).map_err(failed)?.is_file() {
        return Err(Failure::new(format!("{} is no plain file", file.display())));
    }
    let opened = std::fs::File::open(file).map_err(failed)?;
    opened.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// Names every fault.
fn refused(file: &Path, faults: &[Fault]) -> Failure {
    let mut output = stdout();
    let told = faults
        .iter()
        .try_for_each(|fault| output.line(format!("{}{fault}", file.display())))
        .and_then(|()| output.flush());
    if let Err(error) = told {
        return Failure::Output(error);
    }
    Failure::with_hint(
        "nothing is imported",
        "mend what is named, or ask your partner for the file again",
    )
}

/// What failed after some rows were written. The rehearsal itself is the last row, so that the same file goes on.
fn broken_off(done: usize, count: usize, error: &crate::desk::AppendError) -> Failure {
    Failure::with_hint(
        format!("{done} of {count} cards are saved, then: {error}"),
        "import the same file again when this is mended; it goes on with what is missing",
    )
}

/// A role that this machine does not have costs nothing but its name.
fn note_unknown_round(desk: &Desk, accepted: &Accepted) {
    let file = &accepted.file;
    let tracks = &desk.study.tracks;
    let track = tracks.iter().find(|track| track.id == file.track);
    let is_known = track.is_some_and(|track| track.round(&file.round).is_some());
    if !file.round.is_empty() && !is_known {
        print_note(&format!(
            "there is no round {} of {} here; the cards count, and the round is listed nowhere",
            file.round, file.track
        ));
    }
}

fn tell(card: &AcceptedCard, desk: &Desk, output: &mut Out) -> Result<(), Failure> {
    let (key, grade) = (&card.task.key, card.scored.grade);
    if card.row.is_some() {
        let next = desk.study.rests_until(&card.task);
        let next = next.map_or_else(|| "today".to_owned(), |day| day.to_string());
        output.line(format!("saved: {key} {grade} next {next}"))?;
    } else {
        output.line(format!("saved before: {key} {grade}"))?;
    }
    let said = card.said.map_or("-".to_owned(), |said| said.to_string());
    output.line(format!(
        "score: {} predicted: {said} grade: {grade}",
        score_text(card.scored.score)
    ))?;
    if !card.due.is_empty() {
        let items = &desk.study.collection.items;
        let keys: Vec<&str> = card.due.iter().map(|item| &*items[*item].key).collect();
        output.line(format!("due now: {}", keys.join(" ")))?;
    }
    output.line(card.difference())?;
    if !card.text.is_empty() {
        output.line("your partner wrote:")?;
        output.card(&card.text)?;
    }
    Ok(())
}
