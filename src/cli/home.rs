//! `mensetsu` alone: the home screen, the numbered home, or the home as text.

use std::io::{self, BufReader, IsTerminal};

use super::{Context, Failure, stdout};
use crate::{
    desk::{Access, make_plan, now},
    output::Output,
    plain::{Ended, Input, Plain, home_lines},
    store::LockError,
    terminal,
};

pub(super) fn run(context: &Context) -> Result<(), Failure> {
    if !io::stdout().is_terminal() {
        let mut desk = context.desk_to_read(Vec::new())?;
        make_plan(&mut desk.study, &desk.home, now(), true);
        let mut output = stdout();
        for line in home_lines(&desk.study.facts(now())) {
            output.line(line)?;
        }
        return Ok(output.flush()?);
    }
    let (mut desk, held) = match context.desk(Vec::new(), Access::Write) {
        Ok(desk) => (desk, None),
        Err(error) => {
            let why = match &error {
                LockError::Held { .. } => {
                    format!("{error}. Looking around works, grades are not saved here.")
                }
                LockError::Unusable { source, .. } => {
                    format!("{error}: {source}. Grades are not saved.")
                }
            };
            (context.desk(Vec::new(), Access::Read)?, Some(why))
        }
    };
    if !context.is_plain() {
        return super::on_screen(terminal::run(desk, held.as_deref(), None));
    }
    let signals = super::drill::exit_on_signals();
    super::drill::fit_in_background(&desk);
    let input = Input::new(BufReader::new(io::stdin()), io::stdin().is_terminal());
    let mut output = Output::new(io::stdout());
    if let Some(why) = held {
        output.line(format!("note: {why}"))?;
    }
    let ended = Plain::new(&mut desk, input, output).home()?;
    drop(signals);
    if ended == Ended::NotSaved {
        Err(Failure::Found)
    } else {
        Ok(())
    }
}
