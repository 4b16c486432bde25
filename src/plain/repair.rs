//! A card that is forgotten again and again, in plain lines: what it is taken for, and what was answered.
//!
//! It is said after the grade and asks nothing, so that the lines of a sitting stay what they are.

use std::io::{BufRead, Write};

use super::Plain;
use crate::{
    deck::SafeText,
    journal::What,
    output::OutputError,
    practice::repair::{NOTE_LIMIT, Repair, Side},
};

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Says what helps an item, where its last review is one to stop at.
    pub(super) fn stop_at(&mut self, item: usize) -> Result<(), OutputError> {
        match self.desk.study.repair_due(item) {
            Some(repair) => self.show_repair(&repair),
            None => Ok(()),
        }
    }

    fn show_repair(&mut self, repair: &Repair) -> Result<(), OutputError> {
        self.output.line(format!(
            "forgotten {} times: asking once more helps little, a difference that you can name does",
            repair.lapses
        ))?;
        self.output.card(&line(&repair.asked))?;
        for other in &repair.others {
            let word = match other.count {
                0 => "like it:".to_owned(),
                count => format!("taken for, {}:", times(count)),
            };
            let text = format!("{word} {}", line(other));
            self.output.card(&SafeText::from_line(&text))?;
        }
        for answer in &repair.answers {
            let typed = if answer.is_none() {
                "nothing".to_owned()
            } else {
                format!("{} ({})", answer.typed, answer.reason)
            };
            let text = format!("answered, {}: {typed}", times(answer.count));
            self.output.card(&SafeText::from_line(&text))?;
        }
        if !repair.note.is_empty() {
            self.own_note(repair.item)?;
        }
        self.output
            .line("when it is asked again, :s takes it out of the plan")
    }

    /// Writes the person's own note on a card.
    pub(super) fn write_note(&mut self, card: &str, text: &str) -> Result<(), OutputError> {
        if text.chars().count() > NOTE_LIMIT {
            return self
                .output
                .line(format!("a note has at most {NOTE_LIMIT} characters"));
        }
        let done = self.desk.append(&What::Note {
            card: card.into(),
            text: text.into(),
        });
        let word = if text.is_empty() {
            "note taken away"
        } else {
            "noted"
        };
        self.report(done.is_ok(), word, card, done.err())
    }

    /// Says the person's own note on the card of an item.
    pub(super) fn own_note(&mut self, item: usize) -> Result<(), OutputError> {
        let note = self.desk.study.own_note(item);
        if note.is_empty() {
            return Ok(());
        }
        self.output
            .card(&SafeText::from_line(&format!("Your note: {note}")))
    }
}

fn times(count: usize) -> String {
    if count == 1 {
        "once".to_owned()
    } else {
        format!("{count} times")
    }
}

fn line(side: &Side) -> SafeText {
    let hint = if side.hint.is_empty() {
        String::new()
    } else {
        format!(" ({})", side.hint)
    };
    SafeText::from_line(&format!("{}: {}{hint}", side.head, side.body))
}
