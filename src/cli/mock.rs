//! `mensetsu mock`: rehearse a round of a role, and look back on it.

use clap::{Args, Subcommand};
use serde::Serialize;

use super::{
    Context, Failure, interview::InterviewArguments, mock_import::ImportArguments, speak::converse,
    stdout,
};
use crate::{
    app::App,
    deck::SafeText,
    desk::{Desk, now},
    plan::{Round, Track},
    practice::{
        mock::{By, report},
        spoken::score_text,
    },
    terminal,
};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct MockArguments {
    #[command(subcommand)]
    command: Option<MockCommand>,
    #[command(flatten)]
    chosen: Chosen,
}

/// Which round.
#[derive(Debug, Args)]
pub(super) struct Chosen {
    /// The role; without it that of your interview.
    #[arg(long, value_name = "ID")]
    track: Option<String>,
    /// The round; without it the one that is best to rehearse now.
    #[arg(long, value_name = "ID")]
    round: Option<String>,
}

#[derive(Debug, Subcommand)]
enum MockCommand {
    /// List the rounds of a role with what they draw and where you stand.
    List {
        /// The role; without it that of your interview.
        #[arg(long, value_name = "ID")]
        track: Option<String>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Look back on a rehearsal again; without a name on the last.
    Debrief {
        /// The rehearsal, as `mock list --json` names it.
        #[arg(value_name = "ID")]
        id: Option<String>,
    },
    /// Be the interviewer for somebody else: what to read aloud and when, and the points to tick.
    Interview(InterviewArguments),
    /// Take in what a partner scored; it stays apart from your own scores.
    Import(ImportArguments),
}

impl Chosen {
    /// Whether neither role nor round is named.
    pub(super) fn is_empty(&self) -> bool {
        self.track.is_none() && self.round.is_none()
    }
}

pub(super) fn run(arguments: &MockArguments, context: &Context) -> Result<(), Failure> {
    match &arguments.command {
        None => rehearse(&arguments.chosen, context),
        Some(MockCommand::List { track, json }) => list(track.as_deref(), *json, context),
        Some(MockCommand::Debrief { id }) => debrief(id.as_deref(), context),
        Some(MockCommand::Interview(arguments)) => super::interview::run(arguments, context),
        Some(MockCommand::Import(arguments)) => super::mock_import::run(arguments, context),
    }
}

fn rehearse(chosen: &Chosen, context: &Context) -> Result<(), Failure> {
    let mut desk = context.desk_to_write(Vec::new())?;
    let (track, round) = round(&desk, chosen)?;
    let (run, drawn) = desk.study.begin_mock(&track, &round, now());
    if !context.is_plain() {
        if run.is_done() {
            return Err(nothing_drawn(&round, &drawn.shortfalls));
        }
        let rehearse = |app: &mut App| app.begin_mock(run, &drawn.shortfalls);
        return super::on_screen(terminal::run_opened(desk, None, rehearse));
    }
    converse(&mut desk, |plain| {
        if plain.take_up()? {
            plain.mock(&track, &round, run, &drawn)?;
        }
        Ok(())
    })
}

pub(super) fn nothing_drawn(
    round: &Round,
    shortfalls: &[crate::practice::mock::Shortfall],
) -> Failure {
    let hint = shortfalls.first().map_or_else(
        || "mensetsu mock list shows what each round draws".to_owned(),
        crate::practice::mock::Shortfall::sentence,
    );
    Failure::with_hint(
        format!("there is nothing to rehearse in {}", round.name.line()),
        hint,
    )
}

/// The role and round that are meant.
pub(super) fn round(desk: &Desk, chosen: &Chosen) -> Result<(Track, Round), Failure> {
    let track = track(desk, chosen.track.as_deref(), chosen.round.as_deref())?;
    let round = match &chosen.round {
        Some(id) => track.round(id).ok_or_else(|| unknown_round(track, id))?,
        None => desk.study.next_round(track, now()).ok_or_else(|| {
            Failure::with_hint(
                format!("no round of {} draws a card of your decks", track.title.line()),
                "mensetsu mock list shows what each round draws; mensetsu deck list shows the decks",
            )
        })?,
    };
    Ok((track.clone(), round.clone()))
}

/// The role that is meant. A round that the role of the interview does not have may be of the only other role that does.
fn track<'a>(desk: &'a Desk, id: Option<&str>, round: Option<&str>) -> Result<&'a Track, Failure> {
    let tracks = &desk.study.tracks;
    let Some(track) = desk.study.role(id, now()) else {
        let id = id.unwrap_or_default();
        let near = tracks
            .iter()
            .min_by_key(|track| strsim::damerau_levenshtein(&track.id, id));
        let hint = near.map_or_else(
            || "a file of tracks in the data folder adds one".to_owned(),
            |near| format!("did you mean {}?", SafeText::from_line(&near.id)),
        );
        return Err(Failure::with_hint(
            format!("there is no role {:?}", &*SafeText::from_line(id)),
            hint,
        ));
    };
    if let (None, Some(round)) = (id, round)
        && track.round(round).is_none()
    {
        let mut others = tracks.iter().filter(|track| track.round(round).is_some());
        if let (Some(other), None) = (others.next(), others.next()) {
            return Ok(other);
        }
    }
    Ok(track)
}

fn unknown_round(track: &Track, id: &str) -> Failure {
    let rounds: Vec<SafeText> = track
        .rounds
        .iter()
        .map(|round| SafeText::from_line(&round.id))
        .collect();
    let near = rounds
        .iter()
        .min_by_key(|known| strsim::damerau_levenshtein(known, id))
        .filter(|known| strsim::damerau_levenshtein(known, id) <= 3);
    let hint = match (near, rounds.is_empty()) {
        (Some(near), _) => format!("did you mean {near}?"),
        (None, true) => "this role has no rounds".to_owned(),
        (None, false) => {
            let rounds: Vec<&str> = rounds.iter().map(|round| &**round).collect();
            format!("its rounds are {}", rounds.join(", "))
        }
    };
    Failure::with_hint(
        format!(
            "the role {} has no round {:?}",
            SafeText::from_line(&track.id),
            &*SafeText::from_line(id)
        ),
        hint,
    )
}

#[derive(Serialize)]
struct Listed<'a> {
    format: u32,
    track: &'a str,
    rounds: Vec<ListedRound<'a>>,
    rehearsals: Vec<Rehearsal<'a>>,
}

#[derive(Serialize)]
struct ListedRound<'a> {
    id: &'a str,
    name: String,
    minutes: u32,
    draws: Vec<String>,
    missing: Vec<String>,
    tries: usize,
    last_score: Option<f64>,
    partner_tries: usize,
    partner_last_score: Option<f64>,
}

#[derive(Serialize)]
struct Rehearsal<'a> {
    id: &'a str,
    round: &'a str,
    date: String,
    end: &'a str,
    by: &'static str,
    score: Option<f64>,
}

fn list(id: Option<&str>, json: bool, context: &Context) -> Result<(), Failure> {
    let desk = context.desk_to_read(Vec::new())?;
    let track = track(&desk, id, None)?;
    let standings = desk.study.standings(track);
    let rounds = track.rounds.iter().map(|round| {
        let standing = standings.iter().find(|standing| standing.id == round.id);
        let drawn = desk.study.draw(track, round, now());
        ListedRound {
            id: &round.id,
            name: round.name.line().into_string(),
            minutes: round.minutes,
            draws: round
                .draw
                .iter()
                .map(|draw| draw.words().into_string())
                .collect(),
            missing: drawn
                .shortfalls
                .iter()
                .map(crate::practice::mock::Shortfall::sentence)
                .collect(),
            tries: standing.map_or(0, crate::practice::mock::RoundStanding::tries),
            last_score: standing.and_then(|standing| standing.scores.last().copied()),
            partner_tries: standing.map_or(0, |standing| standing.partner_scores.len()),
            partner_last_score: standing
                .and_then(|standing| standing.partner_scores.last().copied()),
        }
    });
    let rounds: Vec<ListedRound<'_>> = rounds.collect();
    let mut output = stdout();
    if json {
        let progress = desk.study.progress();
        let rehearsals = progress.mocks.iter().map(|record| {
            let debrief = desk.study.debrief(&record.mock.id, now());
            let by = debrief.as_ref().map(|debrief| debrief.by);
            Rehearsal {
                id: &record.mock.id,
                round: &record.mock.round,
                date: record.day.to_string(),
                end: &record.mock.end,
                by: match by.unwrap_or_default() {
                    By::Own => "self",
                    By::Partner => "partner",
                },
                score: debrief.and_then(|debrief| debrief.score),
            }
        });
        output.json(&Listed {
            format: 1,
            track: &track.id,
            rehearsals: rehearsals.collect(),
            rounds,
        })?;
        return Ok(output.flush()?);
    }
    output.line(format!(
        "{} ({})",
        track.title.line(),
        SafeText::from_line(&track.id)
    ))?;
    if rounds.is_empty() {
        output.line("This role has no rounds.")?;
    }
    for round in &rounds {
        let standing = match (round.tries, round.last_score) {
            (0, _) | (_, None) => "not tried".to_owned(),
            (1, Some(score)) => format!("{} after 1 try", score_text(score)),
            (tries, Some(score)) => format!("{} after {tries} tries", score_text(score)),
        };
        let partner = match (round.partner_tries, round.partner_last_score) {
            (0, _) | (_, None) => String::new(),
            (1, Some(score)) => format!(" · a partner: {}", score_text(score)),
            (tries, Some(score)) => {
                format!(" · a partner: {}, {tries} interviews", score_text(score))
            }
        };
        output.line(format!(
            "{} · {} · {} min · {standing}{partner}",
            SafeText::from_line(round.id),
            round.name,
            round.minutes
        ))?;
        output.line(format!("  draws {}", round.draws.join(", ")))?;
        for missing in &round.missing {
            output.line(format!("  {missing}"))?;
        }
    }
    Ok(output.flush()?)
}

fn debrief(id: Option<&str>, context: &Context) -> Result<(), Failure> {
    let desk = context.desk_to_read(Vec::new())?;
    let last = desk
        .study
        .progress()
        .mocks
        .last()
        .map(|record| record.mock.id.to_string());
    let Some(id) = id.map(str::to_owned).or(last) else {
        return Err(Failure::with_hint(
            "no round was rehearsed yet",
            "mensetsu mock begins one",
        ));
    };
    let Some(debrief) = desk.study.debrief(&id, now()) else {
        return Err(Failure::with_hint(
            format!(
                "there is no rehearsal {:?} with a score",
                &*SafeText::from_line(&id)
            ),
            "mensetsu mock list --json names them",
        ));
    };
    let mut output = stdout();
    for (is_card, line) in report::lines(&debrief) {
        if is_card {
            output.card(&SafeText::from_line(&line))?;
        } else {
            output.line(line)?;
        }
    }
    Ok(output.flush()?)
}
