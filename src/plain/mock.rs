//! A rehearsal of a round in plain lines: what it draws, each card in turn on one clock, and the debrief.

use std::io::{BufRead, Write};

use super::{Plain, Spoke, home::counted};
use crate::{
    desk::now,
    journal::What,
    output::OutputError,
    plan::{Mode, Round, Track},
    practice::{
        mock::{Debrief, Drawn, MockRun, Running, report},
        spoken::{Attempt, Manner, clock},
    },
};

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Rehearses a round from its first card on.
    pub fn mock(
        &mut self,
        track: &Track,
        round: &Round,
        run: MockRun,
        drawn: &Drawn,
    ) -> Result<(), OutputError> {
        self.output.line(format!(
            "round: {} · {} · {} min",
            round.name.line(),
            track.title.line(),
            round.minutes
        ))?;
        for shortfall in &drawn.shortfalls {
            self.output.line(shortfall.sentence())?;
        }
        if run.is_done() {
            self.output.line("There is nothing to rehearse. mensetsu deck list shows the decks; mensetsu mock list the rounds.")?;
            return self.output.flush();
        }
        let words = counted(run.words.len(), "short card", "short cards");
        let cards = counted(
            run.cards.len(),
            "card to speak about",
            "cards to speak about",
        );
        self.output.line(match (run.words.len(), run.cards.len()) {
            (0, _) => format!("draws: {cards}"),
            (_, 0) => format!("draws: {words}"),
            _ => format!("draws: {words}, {cards}"),
        })?;
        self.mock_on(Running::mock(run, now(), self.desk.study.last_row()))
    }

    /// Goes on with a rehearsal that is under way.
    pub(super) fn mock_on(&mut self, mut running: Running) -> Result<(), OutputError> {
        self.keep(&running)?;
        if !self.mock_words(&mut running)? {
            return self.leave_mock();
        }
        while let Some(card) = running
            .mock
            .as_ref()
            .and_then(MockRun::card)
            .map(str::to_owned)
        {
            if running.attempt.is_none() {
                let Some(task) = self.desk.study.task(&card) else {
                    self.output.line(format!(
                        "{card} is not in the decks now and is passed over."
                    ))?;
                    if let Some(mock) = &mut running.mock {
                        mock.cards_done += 1;
                    }
                    continue;
                };
                running.attempt = Some(Attempt::new(&task, Manner::default()));
            }
            self.say_card(&running)?;
            if self.speak_on(&mut running)? == Spoke::Left {
                return self.leave_mock();
            }
            let ms = running
                .attempt
                .take()
                .map_or(0, |attempt| attempt.total_ms());
            if let Some(mock) = &mut running.mock {
                mock.card_done(ms);
            }
            self.keep(&running)?;
        }
        self.end_mock(&running)
    }

    /// Says which card of the round comes, and the time on its clock.
    fn say_card(&mut self, running: &Running) -> Result<(), OutputError> {
        let Some(mock) = &running.mock else {
            return Ok(());
        };
        self.output.line(format!(
            "card {}/{} · {} of {}:00",
            mock.cards_done + 1,
            mock.cards.len(),
            clock(mock.spent),
            mock.minutes
        ))
    }

    /// Asks the short cards of a round; `false` where the round is left in the middle of them. Their grades count.
    fn mock_words(&mut self, running: &mut Running) -> Result<bool, OutputError> {
        let open = self.desk.study.open_words(running);
        if !open.is_empty() {
            let began = std::time::Instant::now();
            let queue = self.desk.study.queue_of(&open);
            self.drill(&queue, Mode::Round)?;
            let ms = began.elapsed().as_millis().min(u128::from(u64::MAX)) as u64;
            if let Some(mock) = &mut running.mock {
                mock.spent = mock.spent.saturating_add(ms);
            }
        }
        let left = self.desk.study.open_words(running).len();
        if let Some(mock) = &mut running.mock {
            mock.words_done = mock.words.len().saturating_sub(left);
        }
        self.keep(running)?;
        Ok(left == 0)
    }

    fn leave_mock(&mut self) -> Result<(), OutputError> {
        self.output
            .line("kept: the round goes on with mensetsu mock, from where it is")?;
        self.output.flush()
    }

    /// Saves a rehearsal and looks back on it.
    fn end_mock(&mut self, running: &Running) -> Result<(), OutputError> {
        let Some(mock) = &running.mock else {
            return Ok(());
        };
        let row = What::Mock(Box::new(mock.row()));
        if !self.append_until_saved(&row, "the rehearsal")? {
            return self.leave_mock();
        }
        self.forget()?;
        self.output.line(format!("saved: {} finished", mock.id))?;
        if let Some(debrief) = self.desk.study.debrief(&mock.id, now()) {
            self.show_debrief(&debrief)?;
        }
        self.output.flush()
    }

    /// One thing to work on first, then the numbers.
    pub fn show_debrief(&mut self, debrief: &Debrief) -> Result<(), OutputError> {
        for (is_card, line) in report::lines(debrief) {
            if is_card {
                self.output.card(&crate::deck::SafeText::from_line(&line))?;
            } else {
                self.output.line(line)?;
            }
        }
        Ok(())
    }
}
