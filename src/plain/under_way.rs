//! What was under way when the program ended, in plain lines: it goes on, is scored, or is thrown away.

use std::io::{BufRead, Write};

use super::{Plain, speak::Heard};
use crate::{
    deck::SafeText,
    journal::What,
    output::OutputError,
    practice::mock::Running,
    store::attempt::{self, Kept},
};

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Takes up what is under way, if anything is: it goes on, is scored now, or is thrown away. `true` where the command
    /// that was called goes on after it.
    pub fn take_up(&mut self) -> Result<bool, OutputError> {
        let mut running = match attempt::read(&self.desk.home) {
            Kept::Nothing => return Ok(true),
            Kept::Unreadable(path) => {
                self.output.line(format!(
                    "{} cannot be understood; it is moved beside when something else begins.",
                    path.display()
                ))?;
                return Ok(true);
            }
            Kept::Running(running) => *running,
        };
        if self.desk.study.is_saved(&running) {
            if running.mock.is_none() {
                self.forget()?;
                return Ok(true);
            }
            running.attempt = None;
        }
        self.output.line(format!(
            "under way: {}",
            self.desk.study.under_way(&running)
        ))?;
        self.output.line("1 go on")?;
        self.output.line("2 score now")?;
        self.output.line("3 throw away")?;
        loop {
            match self.hear("choice, Enter for 1 >", &SafeText::default())? {
                None | Some(Heard::End) => return Ok(false),
                Some(Heard::Text(text)) => match super::home::plain_choice(&text).as_str() {
                    "" | "1" => break,
                    "2" => {
                        if let Some(attempt) = &mut running.attempt {
                            attempt.stop();
                        }
                        break;
                    }
                    "3" => {
                        self.throw_away(&running)?;
                        return Ok(true);
                    }
                    other => self.not_understood(other)?,
                },
                Some(Heard::Help | Heard::Undo) => {}
            }
        }
        if running.mock.is_some() {
            self.mock_on(running)?;
        } else {
            self.speak_and_end(running)?;
        }
        Ok(false)
    }

    /// Forgets what was under way; of a rehearsal what was scored stays, and that it was left.
    pub(super) fn throw_away(&mut self, running: &Running) -> Result<(), OutputError> {
        if let Some(mock) = &running.mock
            && mock.cards_done > 0
            && let Err(error) = self.desk.append(&What::Mock(Box::new(mock.row())))
        {
            self.last_save_failed = true;
            return self
                .output
                .line(format!("not saved: the rehearsal — {error}"));
        }
        self.forget()?;
        self.output.line("thrown away")
    }

    /// What was under way is no more.
    pub(super) fn forget(&mut self) -> Result<(), OutputError> {
        if !self.desk.can_write() {
            return Ok(());
        }
        match attempt::remove(&self.desk.home) {
            Ok(()) => Ok(()),
            Err(error) => self.output.line(format!(
                "note: the attempt file cannot be removed — {error}"
            )),
        }
    }
}
