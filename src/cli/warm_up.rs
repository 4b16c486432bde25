//! `mensetsu warm-up`: five minutes on the day of the interview. Nothing is graded and nothing is written.

use std::io::{self, BufReader, IsTerminal};

use clap::Args;

use super::{Context, Failure, drill::exit_on_signals};
use crate::{
    desk::now,
    output::Output,
    plain::{Input, Plain},
    plan::warm_up::{POINT_SECONDS, WARM_UP_MINUTES, WARM_UP_POINTS},
};

#[derive(Debug, Args)]
pub(super) struct WarmUpArguments {
    /// For this many minutes.
    #[arg(long, value_name = "N", default_value_t = WARM_UP_MINUTES, value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: u32,
}

pub(super) fn run(arguments: &WarmUpArguments, context: &Context) -> Result<(), Failure> {
    let mut desk = context.desk_to_read(Vec::new())?;
    let now = now();
    let goal = desk.study.progress().settings_goal(desk.study.today(now));
    let goal = goal.map(|record| record.goal.clone());
    let points = desk.study.weak_points(goal.as_ref(), WARM_UP_POINTS, now);
    let seconds = f64::from(arguments.minutes) * 60.0 - POINT_SECONDS * points.len() as f64;
    let picks = desk.study.warm_up(seconds.max(0.0), now);
    let signals = exit_on_signals();
    let input = Input::new(BufReader::new(io::stdin()), io::stdin().is_terminal());
    let shown = Plain::new(&mut desk, input, Output::new(io::stdout())).warm_up(&picks, &points);
    drop(signals);
    Ok(shown?)
}
