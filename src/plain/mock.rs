//! A rehearsal of a round in plain lines: what it draws, each card in turn on one clock, and the debrief.

use std::io::{BufRead, Write};

use super::{Plain, Spoke, home::counted, speak::clock};
use crate::{
    deck::id::folded,
    desk::now,
    journal::What,
    output::OutputError,
    plan::{Mode, Round, Track},
    practice::{
        mock::{By, Debrief, Drawn, MockRun, Running},
        spoken::{Attempt, Manner, score_text},
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
        self.mock_on(Running::mock(run, now()))
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
        let Some(mock) = &mut running.mock else {
            return Ok(true);
        };
        let open: Vec<usize> = mock.words[mock.words_done.min(mock.words.len())..]
            .iter()
            .filter_map(|key| self.desk.study.collection.item_index(&folded(key)))
            .collect();
        if open.is_empty() {
            mock.words_done = mock.words.len();
            return Ok(true);
        }
        let began = std::time::Instant::now();
        let queue = self.desk.study.queue_of(&open);
        let graded = self.drill(&queue, Mode::Round)?;
        mock.words_done += graded;
        mock.spent += began.elapsed().as_millis().min(u128::from(u64::MAX)) as u64;
        let is_done = graded >= open.len();
        if is_done {
            mock.words_done = mock.words.len();
        }
        self.keep(running)?;
        Ok(is_done)
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
        for (is_card, line) in debrief_lines(debrief) {
            if is_card {
                self.output.card(&crate::deck::SafeText::from_line(&line))?;
            } else {
                self.output.line(line)?;
            }
        }
        Ok(())
    }
}

/// A debrief, a line each, and whether the line is text of a card.
pub fn debrief_lines(debrief: &Debrief) -> Vec<(bool, String)> {
    let mut lines = Vec::new();
    let mut own = |line: String| lines.push((false, line));
    let by = match debrief.by {
        By::Own => "",
        By::Partner => ", by a partner",
    };
    own(match debrief.minutes {
        0 => format!("debrief: {}{by}", debrief.title),
        minutes => format!("debrief: {}, {minutes} minutes{by}", debrief.title),
    });
    match &debrief.work_on {
        Some(missed) => {
            own("work on:".to_owned());
            lines.push((true, missed.point.to_string()));
            if !missed.full.is_empty() {
                lines.push((true, format!("full: {}", missed.full)));
            }
            if !missed.items.is_empty() {
                let count = counted(missed.items.len(), "item", "items");
                lines.push((false, format!("its {count} come first in the next drill")));
            }
        }
        None => own("Nothing was missed.".to_owned()),
    }
    if let Some(score) = debrief.score {
        let last: Vec<String> = debrief
            .last_scores
            .iter()
            .map(|score| rounded(*score))
            .collect();
        let last = if last.len() > 1 {
            format!(" (last {}: {})", last.len(), last.join(" "))
        } else {
            String::new()
        };
        lines.push((false, format!("round score: {}{last}", rounded(score))));
    }
    if let (Some(said), Some(gap)) = (debrief.said, debrief.gap) {
        let last: Vec<String> = debrief.last_gaps.iter().map(|gap| signed(*gap)).collect();
        let last = if last.len() > 1 {
            format!(" (last {}: {})", last.len(), last.join(" "))
        } else {
            String::new()
        };
        lines.push((
            false,
            format!("prediction: {}, {}{last}", rounded(said), gap_words(gap)),
        ));
    }
    let over = match debrief.minutes {
        0 => String::new(),
        minutes if debrief.ms > u64::from(minutes) * 60_000 => format!(" of {minutes}:00, over"),
        minutes => format!(" of {minutes}:00"),
    };
    lines.push((false, format!("time: {}{over}", clock(debrief.ms))));
    for card in &debrief.cards {
        let times: Vec<String> = card.times.iter().map(time_words).collect();
        lines.push((
            false,
            format!(
                "card: {} {}{}",
                card.key,
                score_text(card.score),
                other_words(debrief.by, card.other)
            ),
        ));
        if times.len() > 1 {
            lines.push((true, times.join(", ")));
        }
    }
    for missed in &debrief.also {
        lines.push((false, "also:".to_owned()));
        lines.push((true, missed.point.to_string()));
    }
    for card in &debrief.cards {
        if !card.partner_notes.is_empty() {
            lines.push((false, format!("notes on {}:", card.key)));
            lines.extend(
                card.partner_notes
                    .lines()
                    .map(|line| (true, line.to_owned())),
            );
        }
    }
    lines
}

/// How the other side scored a card the last time; empty where it never did.
fn other_words(by: By, other: Option<f64>) -> String {
    let Some(other) = other.map(score_text) else {
        return String::new();
    };
    match by {
        By::Own => format!(" (a partner's last {other})"),
        By::Partner => format!(" (your own last {other})"),
    }
}

/// A phase with its time against what it had: `clarify 4:50 of 5:00`.
pub fn time_words((title, ms, seconds): &(crate::deck::SafeText, u64, u32)) -> String {
    let over = if *ms / 1_000 > u64::from(*seconds) {
        " over"
    } else {
        ""
    };
    format!(
        "{title} {} of {}{over}",
        clock(*ms),
        clock(u64::from(*seconds) * 1_000)
    )
}

/// A mean in whole points.
pub fn rounded(score: f64) -> String {
    format!("{:.0}", score.round())
}

/// A gap with its sign.
pub fn signed(gap: f64) -> String {
    format!("{:+.0}", gap.round())
}

/// A gap in words.
pub fn gap_words(gap: f64) -> String {
    let points = gap.round().abs();
    if points < 1.0 {
        "as it was scored".to_owned()
    } else if gap > 0.0 {
        format!("{points:.0} too high")
    } else {
        format!("{points:.0} too low")
    }
}
