//! `mensetsu drill`.

use std::{
    io::{self, BufReader, IsTerminal},
    path::PathBuf,
};

use clap::Args;

use super::{Context, Failure, deck::refuse_private};
use crate::{
    deck::{Facet, SafeText, collection::Origin},
    desk::{Desk, Fitting, make_plan, now},
    output::Output,
    plain::{Ended, Input, NOTHING_TO_CHECK, Plain},
    plan::{Mode, Request, agenda},
    practice::study::is_area,
    terminal,
};

#[derive(Debug, Args)]
pub(super) struct DrillArguments {
    /// Only this deck: an id, or the path of a deck file or folder.
    #[arg(long = "deck", value_name = "ID or PATH")]
    decks: Vec<String>,

    /// Only this area, for example SD.
    #[arg(long = "area", value_name = "AREA")]
    areas: Vec<String>,

    /// Only this facet of words, also where its turn has not come.
    #[arg(long, value_name = "meaning|reading|recall")]
    facet: Option<String>,

    /// Plan for this many minutes.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: Option<u32>,

    /// At most this many items.
    #[arg(long, value_name = "N")]
    items: Option<usize>,

    /// At most this many new items today.
    #[arg(long, value_name = "N")]
    new: Option<usize>,

    /// Go on with items that are not due yet; their grades count.
    #[arg(long, conflicts_with = "cram")]
    ahead: bool,

    /// Any items; the schedule is left alone.
    #[arg(long)]
    cram: bool,

    /// Five minutes of new core cards of each area, for people who know much already; their grades count.
    #[arg(long, conflicts_with_all = ["ahead", "cram", "facet", "new"])]
    check: bool,
}

pub(super) fn run(arguments: &DrillArguments, context: &Context) -> Result<(), Failure> {
    let facet = match &arguments.facet {
        None => None,
        Some(name) => Some(Facet::from_name(name).ok_or_else(|| Failure::Usage {
            message: format!("{name:?} is no facet"),
            hint: Some("use meaning, reading or recall".to_owned()),
        })?),
    };
    if let Some(area) = arguments
        .areas
        .iter()
        .find(|area| !is_area(&area.to_uppercase()))
    {
        let hint = "use one of SD MQ RL DB AP QA LG CL LD PE JP CR".to_owned();
        return Err(Failure::Usage {
            message: format!("{area:?} is no area"),
            hint: Some(hint),
        });
    }
    let (given, ids): (Vec<&String>, Vec<&String>) =
        arguments.decks.iter().partition(|name| is_path(name));
    let given: Vec<PathBuf> = given.into_iter().map(PathBuf::from).collect();
    if let Some(missing) = given.iter().find(|path| !path.exists()) {
        return Err(Failure::new(format!("{} is not there", missing.display())));
    }
    refuse_private(context, &given)?;
    let mut desk = context.desk_to_write(given)?;
    let named: Vec<String> = arguments
        .areas
        .iter()
        .map(|area| area.to_uppercase())
        .collect();
    let limits = limits(arguments, &desk);
    let request = Request {
        decks: decks(&desk, &ids, !arguments.decks.is_empty())?,
        // What was asked for by name is asked whatever the interview weighs.
        areas: if named.is_empty() && arguments.decks.is_empty() {
            limits.areas
        } else {
            named
        },
        facet,
        ..limits
    };
    let is_empty = |request| desk.study.queue(request, now()).picks.is_empty();
    if arguments.check && !context.is_plain() && is_empty(&request) {
        let mut output = super::stdout();
        output.line(NOTHING_TO_CHECK)?;
        return Ok(output.flush()?);
    }
    if !context.is_plain() {
        return super::on_screen(terminal::run(desk, None, Some(&request)));
    }
    let signals = exit_on_signals();
    fit_in_background(&desk);
    if agenda::guides(&request) {
        make_plan(&mut desk.study, &desk.home, now(), true);
    }
    let queue = desk.study.queue(&request, now());
    let mode = request.mode;
    let input = Input::new(BufReader::new(io::stdin()), io::stdin().is_terminal());
    let mut plain = Plain::new(&mut desk, input, Output::new(io::stdout()));
    let result = plain.drill(&queue, mode);
    let ended = plain.ended();
    drop(signals);
    result?;
    if ended == Ended::NotSaved {
        Err(Failure::Found)
    } else {
        Ok(())
    }
}

/// Minutes, items, new items, and the areas of a check. A number of items that was asked for is not cut by the minutes of the day.
fn limits(arguments: &DrillArguments, desk: &Desk) -> Request {
    if arguments.check {
        let check = desk.study.check_request(now());
        let minutes = arguments.minutes.map(|minutes| f64::from(minutes) * 60.0);
        let seconds = minutes.or(check.seconds.filter(|_| arguments.items.is_none()));
        return Request {
            seconds,
            items: arguments.items,
            ..check
        };
    }
    let mode = match (arguments.ahead, arguments.cram) {
        (true, _) => Mode::Ahead,
        (_, true) => Mode::Cram,
        _ => Mode::Plan,
    };
    let minutes = arguments.minutes.map(|minutes| f64::from(minutes) * 60.0);
    let seconds = match (minutes, arguments.items) {
        (Some(seconds), _) => Some(seconds),
        (None, Some(_)) => None,
        (None, None) => desk.study.ordinary_request(now()).seconds,
    };
    Request {
        seconds,
        items: arguments.items,
        new: arguments.new,
        mode,
        ..Request::default()
    }
}

/// The decks that were asked for, by index.
fn decks(desk: &Desk, ids: &[&String], any_given: bool) -> Result<Option<Vec<u32>>, Failure> {
    if !any_given {
        return Ok(None);
    }
    let all = &desk.study.collection.decks;
    let mut decks: Vec<u32> = Vec::new();
    for (index, loaded) in all.iter().enumerate() {
        if loaded.origin == Origin::Given {
            decks.push(index as u32);
        }
    }
    for id in ids {
        match all
            .iter()
            .position(|loaded| loaded.deck.id.as_str() == id.as_str())
        {
            Some(index) => decks.push(index as u32),
            None => return Err(unknown_deck(desk, id)),
        }
    }
    if decks.is_empty() {
        let problem = desk
            .study
            .collection
            .unused
            .iter()
            .flat_map(|file| &file.problems)
            .next();
        let hint = problem.map(|problem| problem.message.to_string());
        return Err(Failure::Failed {
            message: "no deck could be loaded from the path".to_owned(),
            hint,
        });
    }
    Ok(Some(decks))
}

/// The failure for a deck id that is none, with the nearest one.
pub(super) fn unknown_deck(desk: &Desk, id: &str) -> Failure {
    let ids = desk
        .study
        .collection
        .decks
        .iter()
        .map(|loaded| loaded.deck.id.as_str());
    let near = ids.min_by_key(|known| strsim::damerau_levenshtein(known, id));
    let hint = near.map(|near| format!("did you mean {near}? mensetsu deck list shows all"));
    Failure::Failed {
        message: format!("there is no deck {:?}", &*SafeText::from_line(id)),
        hint,
    }
}

fn is_path(name: &str) -> bool {
    let path = std::path::Path::new(name);
    let has_ending = path
        .extension()
        .is_some_and(|ending| ending == "md" || ending == "json");
    name.contains('/') || (has_ending && path.exists())
}

/// Begins to fit own parameters where it is time to; nobody waits for it.
pub(super) fn fit_in_background(desk: &Desk) {
    if let Some(fitting) = Fitting::due(desk, desk.study.progress()) {
        fitting.in_background();
    }
}

/// Ends the process with 128 + signal on INT, TERM, HUP and QUIT. A plain sitting has nothing to put back: every grade that
/// it called saved is on the disk.
pub(super) fn exit_on_signals() -> Option<signal_hook::iterator::Handle> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    let mut signals =
        signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT]).ok()?;
    let handle = signals.handle();
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            std::process::exit(128 + signal);
        }
    });
    Some(handle)
}
