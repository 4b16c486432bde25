//! `mensetsu mock interview`: be the interviewer for somebody else. It reads decks and writes one file, never the journal.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{
    Context, Failure,
    mock::{Chosen, nothing_drawn, round},
    speak::{converse, named},
    stdout,
};
use crate::{
    deck::SafeText,
    desk::{Desk, now},
    output::print_note,
    plain::Interviewed,
    practice::{
        partner::{
            Interview,
            interview::{Begun, sentences},
            limits::CARDS_LIMIT,
            sheet::sheet,
        },
        spoken::Task,
    },
    store::{
        interview::{self, Part, part_of},
        whole_file,
    },
    terminal,
};

#[derive(Debug, Args)]
pub(super) struct InterviewArguments {
    #[command(flatten)]
    chosen: Chosen,
    /// This card in place of what the round draws; may be given several times.
    #[arg(long, value_name = "CARD")]
    card: Vec<String>,
    /// Who is interviewed; it stands in the result.
    #[arg(long, value_name = "NAME")]
    candidate: Option<String>,
    /// Who interviews; it stands in the result.
    #[arg(long, value_name = "NAME")]
    partner: Option<String>,
    /// The result; without it interview-DATE-ROUND.json in this folder.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Begin anew, and write over a file that is there.
    #[arg(long)]
    force: bool,
    /// Print a sheet for a partner without the program, as Markdown, instead of holding the interview.
    #[arg(long)]
    print: bool,
}

pub(super) fn run(arguments: &InterviewArguments, context: &Context) -> Result<(), Failure> {
    let desk = context.desk_to_read(Vec::new())?;
    let begun = begun(arguments, &desk)?;
    if arguments.print {
        return print(arguments, &begun);
    }
    let file = file_of(arguments, &begun.interview);
    let begun = taken_up(arguments, &desk, begun, file)?;
    let file = begun.file.clone();
    // Who cannot keep an interview must not hold one: that is found out before its first word.
    interview::keep(&file, &begun.interview).map_err(|error| {
        Failure::with_hint(
            format!("{} cannot be written: {error}", part_of(&file).display()),
            "--out FILE names a file in another folder",
        )
    })?;
    if context.is_plain() {
        return in_lines(desk, begun);
    }
    let is_kept = |path: &Path| path.symlink_metadata().is_ok();
    super::on_screen(terminal::run_opened(desk, None, |app| {
        app.begin_interview(begun);
    }))?;
    let mut output = stdout();
    if is_kept(&part_of(&file)) {
        output.line(format!("kept: {}", part_of(&file).display()))?;
    } else if is_kept(&file) {
        output.line(format!("written: {}", file.display()))?;
    }
    Ok(output.flush()?)
}

fn in_lines(mut desk: Desk, begun: Begun) -> Result<(), Failure> {
    let Begun {
        mut interview,
        tasks,
        file,
        replaces,
        sentences,
    } = begun;
    let mut ended = Interviewed::Left;
    converse(&mut desk, |plain| {
        plain.say_interview(&interview, &sentences, &file)?;
        ended = plain.interview(&mut interview, &tasks, &file, replaces)?;
        Ok(())
    })?;
    match ended {
        Interviewed::Written | Interviewed::Left => Ok(()),
        Interviewed::NotWritten => Err(Failure::Found),
    }
}

/// An interview from its beginning: the cards that are named, else what the round draws.
fn begun(arguments: &InterviewArguments, desk: &Desk) -> Result<Begun, Failure> {
    let now = now();
    let (tasks, sentences, of_round) = if arguments.card.is_empty() {
        let (track, round) = round(desk, &arguments.chosen)?;
        let drawn = desk.study.draw_for_another(&round, now);
        let keys = drawn.cards.iter().map(String::as_str).take(CARDS_LIMIT);
        let tasks: Vec<Task> = keys.filter_map(|key| desk.study.task(key)).collect();
        if tasks.is_empty() {
            return Err(nothing_drawn(&round, &drawn.shortfalls));
        }
        (tasks, sentences(&drawn), Some((track, round)))
    } else {
        let of_round = if arguments.chosen.is_empty() {
            None
        } else {
            Some(round(desk, &arguments.chosen)?)
        };
        (cards_named(arguments, desk)?, Vec::new(), of_round)
    };
    let id = format!("interview-{}-{:08x}", now.ms, rand::random::<u32>());
    let names = [&arguments.candidate, &arguments.partner];
    let [candidate, partner] = names.map(|name| name.as_deref().unwrap_or_default());
    let interview = Interview::new(id, &tasks, now).between(candidate, partner);
    let interview = match of_round {
        Some((track, round)) => interview.of_round(&track, &round),
        None => interview,
    };
    Ok(Begun {
        interview,
        tasks,
        sentences,
        file: PathBuf::new(),
        replaces: arguments.force,
    })
}

/// The cards that are named, each once.
fn cards_named(arguments: &InterviewArguments, desk: &Desk) -> Result<Vec<Task>, Failure> {
    let mut tasks: Vec<Task> = Vec::new();
    for name in &arguments.card {
        let task = named(desk, name)?;
        if !tasks.iter().any(|known| known.key == task.key) {
            tasks.push(task);
        }
    }
    if tasks.len() > CARDS_LIMIT {
        return Err(Failure::Usage {
            message: format!("an interview has at most {CARDS_LIMIT} cards"),
            hint: None,
        });
    }
    Ok(tasks)
}

fn print(arguments: &InterviewArguments, begun: &Begun) -> Result<(), Failure> {
    let text = sheet(&begun.interview, &begun.tasks);
    begun
        .sentences
        .iter()
        .for_each(|sentence| print_note(sentence));
    let Some(file) = &arguments.out else {
        let mut output = stdout();
        output.lines(text)?;
        return Ok(output.flush()?);
    };
    free(file, arguments.force)?;
    whole_file::write(file, text.as_bytes())
        .map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
    let mut output = stdout();
    output.line(format!("written: {}", file.display()))?;
    Ok(output.flush()?)
}

/// Fails where a file is there that is not to be written over.
fn free(file: &Path, force: bool) -> Result<(), Failure> {
    if !force && file.symlink_metadata().is_ok() {
        return Err(Failure::with_hint(
            format!("{} is there already", file.display()),
            "--out FILE names another file, --force writes over this one",
        ));
    }
    Ok(())
}

/// Where the result goes. An interview that went on past midnight keeps the name with which it began.
fn file_of(arguments: &InterviewArguments, interview: &Interview) -> PathBuf {
    if let Some(file) = &arguments.out {
        return file.clone();
    }
    let today = now().date();
    let named = |day: jiff::civil::Date| PathBuf::from(interview.file_name(day));
    let file = named(today);
    let before = today.yesterday().ok().map(named);
    match before {
        Some(before) if part_of(&before).exists() && !part_of(&file).exists() => before,
        _ => file,
    }
}

/// The interview that is under way for the file, if one is and nobody wants to begin anew.
fn taken_up(
    arguments: &InterviewArguments,
    desk: &Desk,
    begun: Begun,
    file: PathBuf,
) -> Result<Begun, Failure> {
    free(&file, arguments.force)?;
    let begun = Begun { file, ..begun };
    if arguments.force {
        return Ok(begun);
    }
    let part = part_of(&begun.file);
    let anew = "--force begins anew and forgets it, --out FILE names another file";
    let mut kept = match interview::read(&begun.file) {
        Part::Nothing => return Ok(begun),
        Part::Unreadable => {
            return Err(Failure::with_hint(
                format!(
                    "{} is no interview that this program can go on with",
                    part.display()
                ),
                anew,
            ));
        }
        Part::Running(kept) => *kept,
    };
    let cards = |interview: &Interview| -> Vec<String> {
        let cards = interview.cards.iter();
        cards.map(|asked| asked.card.clone()).collect()
    };
    let is_other = (!arguments.card.is_empty() && cards(&kept) != cards(&begun.interview))
        || (arguments.candidate.is_some() && kept.candidate != begun.interview.candidate);
    if is_other {
        return Err(Failure::with_hint(
            format!(
                "{} holds another interview that is under way",
                part.display()
            ),
            anew,
        ));
    }
    let keys = cards(&kept);
    let tasks = desk.study.tasks(keys.iter().map(String::as_str));
    let tasks = tasks.map_err(|key| {
        Failure::with_hint(
            format!(
                "the interview in {} asks {}, which is not in your decks now",
                part.display(),
                SafeText::from_line(key)
            ),
            anew,
        )
    })?;
    let edited = kept.fit(&tasks);
    let minutes = kept.total_ms() / 60_000;
    let mut sentences = vec![format!(
        "under way: {}, {} of {} cards done, {minutes} min on the clock; --force begins anew",
        kept.title,
        kept.at,
        kept.cards.len()
    )];
    sentences.extend(edited.iter().map(|key| {
        format!("{key} was edited since: its points are those of now and are ticked anew.")
    }));
    Ok(Begun {
        interview: kept,
        tasks,
        sentences,
        ..begun
    })
}
