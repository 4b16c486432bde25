//! `mensetsu speak`.

use std::io::{self, BufReader, IsTerminal};

use clap::Args;

use super::{Context, Failure, drill::exit_on_signals};
use crate::{
    app::App,
    deck::{Kind, SafeText, id::folded},
    desk::{Desk, now},
    output::Output,
    plain::{Ended, Input, Plain},
    practice::spoken::{Manner, Task},
    terminal,
};

#[derive(Debug, Args)]
pub(super) struct SpeakArguments {
    /// This card, for example design-drills/dsg-maps-rate-limiter; without it what home offers today, else the
    /// one that is best to practise now.
    #[arg(value_name = "CARD", conflicts_with = "kind")]
    card: Option<String>,

    /// A card of this kind.
    #[arg(long, value_name = "open|compare|design|scenario|story")]
    kind: Option<String>,

    /// One phase alone: its title, the start of it, or its number.
    #[arg(long, value_name = "PHASE")]
    phase: Option<String>,

    /// Read the model answer first; that try is kept as read and not scored.
    #[arg(long)]
    read: bool,

    /// Without a clock: the time is noted, and nothing runs over.
    #[arg(long)]
    no_clock: bool,
}

pub(super) fn run(arguments: &SpeakArguments, context: &Context) -> Result<(), Failure> {
    let kind = arguments.kind.as_deref().map(kind).transpose()?;
    let mut desk = context.desk_to_write(Vec::new())?;
    let task = match &arguments.card {
        Some(name) => named(&desk, name)?,
        None => chosen(&desk, kind)?,
    };
    let task = match &arguments.phase {
        None => task,
        Some(phase) => one_phase(&task, phase)?,
    };
    let manner = Manner {
        reads_model: arguments.read,
        is_untimed: arguments.no_clock,
    };
    if !context.is_plain() {
        let speak = |app: &mut App| app.begin_speaking(&task, manner);
        return super::on_screen(terminal::run_opened(desk, None, speak));
    }
    converse(&mut desk, |plain| {
        if plain.take_up()? {
            plain.speak(&task, manner)?;
        }
        Ok(())
    })
}

/// The plain conversation of a command.
pub(super) type Lines<'a> = Plain<'a, BufReader<io::Stdin>, io::Stdout>;

/// Runs a plain conversation; a row that could not be saved at its end is a failure.
pub(super) fn converse(
    desk: &mut Desk,
    talk: impl FnOnce(&mut Lines<'_>) -> Result<(), crate::output::OutputError>,
) -> Result<(), Failure> {
    let signals = exit_on_signals();
    let input = Input::new(BufReader::new(io::stdin()), io::stdin().is_terminal());
    let mut plain = Plain::new(desk, input, Output::new(io::stdout()));
    let result = talk(&mut plain);
    let ended = plain.ended();
    drop(signals);
    result?;
    if ended == Ended::NotSaved {
        Err(Failure::Found)
    } else {
        Ok(())
    }
}

fn kind(name: &str) -> Result<Kind, Failure> {
    let found = Kind::from_name(name).filter(|kind| kind.is_spoken());
    found.ok_or_else(|| Failure::Usage {
        message: format!("{name:?} is no kind to speak about"),
        hint: Some("use open, compare, design, scenario or story".to_owned()),
    })
}

/// The task of a card that is named, or a failure that names the nearest.
pub(super) fn named(desk: &Desk, name: &str) -> Result<Task, Failure> {
    if let Some(task) = desk.study.task(name) {
        return Ok(task);
    }
    let key = folded(name.trim());
    if desk.study.collection.card(&key).is_some() {
        return Err(Failure::with_hint(
            format!("{} is a short card", SafeText::from_line(name)),
            "mensetsu drill asks short cards; mensetsu speak takes cards to speak about",
        ));
    }
    let card = |key: &str| key.split_once('/').map_or("", |(_, card)| card).to_owned();
    let distance = |known: &String| {
        let whole = strsim::damerau_levenshtein(known, &key);
        whole.min(strsim::damerau_levenshtein(
            &card(known),
            &card(&format!("/{key}")),
        ))
    };
    // A name that is far from all of them was no slip.
    let is_near = |known: &String| distance(known) <= 2 + key.chars().count() / 4;
    let near = desk
        .study
        .spoken_keys()
        .min_by_key(distance)
        .filter(is_near);
    let hint = near.map_or_else(
        || "mensetsu deck list shows the decks, mensetsu deck show ID the cards of one".to_owned(),
        |near| format!("did you mean {near}? mensetsu deck show ID lists the cards of a deck"),
    );
    Err(Failure::with_hint(
        format!("there is no card {:?}", &*SafeText::from_line(name)),
        hint,
    ))
}

/// The card or the phase that home offers today, else the card that is best to practise; of a kind if one is asked for.
fn chosen(desk: &Desk, kind: Option<Kind>) -> Result<Task, Failure> {
    let now = now();
    if let Some(task) = desk.study.offered(now).filter(|_| kind.is_none()) {
        return Ok(task);
    }
    let key = desk.study.next_spoken(kind, now);
    key.and_then(|key| desk.study.task(&key)).ok_or_else(|| {
        let what = kind.map_or_else(
            || "card to speak about".to_owned(),
            |kind| format!("{kind} card"),
        );
        Failure::with_hint(
            format!("there is no {what} in your mix"),
            "mensetsu deck list shows the decks; mensetsu deck use ID on takes one in",
        )
    })
}

/// One phase of a task, or a failure that names its phases.
pub(super) fn one_phase(task: &Task, phase: &str) -> Result<Task, Failure> {
    task.phase_alone(phase).ok_or_else(|| {
        let titles: Vec<String> = task.phases().map(|step| step.title.to_string()).collect();
        let hint = if titles.len() < 2 {
            "this card has no phases; leave --phase out".to_owned()
        } else {
            let points = |title: &String| task.points.iter().any(|point| *point.phase == **title);
            let with_points: Vec<String> = titles.into_iter().filter(points).collect();
            format!("its phases with points are {}", with_points.join(", "))
        };
        Failure::with_hint(
            format!(
                "{} has no phase {:?} of its own",
                task.key,
                &*SafeText::from_line(phase)
            ),
            hint,
        )
    })
}
