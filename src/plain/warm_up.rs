//! A warm-up in plain lines: questions and their answers, nothing graded and nothing written.

use std::io::{BufRead, Write};

use unicode_normalization::UnicodeNormalization;

use super::{Plain, home::counted};
use crate::{
    output::OutputError,
    plan::Pick,
    practice::{Question, question},
};

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Shows items one after the other: the question, after Enter the answer.
    pub fn warm_up(&mut self, picks: &[Pick]) -> Result<(), OutputError> {
        let count = picks.len();
        if count == 0 {
            self.output.line(
                "Nothing was met yet that could be warmed up. mensetsu drill begins with the core.",
            )?;
            return self.output.flush();
        }
        let seconds: f64 = picks.iter().map(|pick| pick.seconds).sum();
        self.output.line(format!(
            "warm-up: {}, about {} min, nothing is graded",
            counted(count, "item", "items"),
            (seconds / 60.0).ceil()
        ))?;
        let mut shown = 0;
        for (index, pick) in picks.iter().enumerate() {
            let collection = &self.desk.study.collection;
            let question = question(collection, &collection.items[pick.item]);
            self.output.line(format!(
                "[{}/{count}] {} · {}",
                index + 1,
                question.key,
                question.kind
            ))?;
            self.output.card(&question.prompt)?;
            self.output.card(&question.context)?;
            if !self.waits(&question)? {
                break;
            }
            self.show_answer(&question)?;
            shown += 1;
        }
        self.output.line(format!(
            "warmed up: {shown} of {}",
            counted(count, "item", "items")
        ))?;
        self.output.flush()
    }

    /// Waits for Enter; `false` where the warm-up ends.
    fn waits(&mut self, question: &Question) -> Result<bool, OutputError> {
        loop {
            let Some(line) = self.read("(Enter shows the answer) >")? else {
                return Ok(false);
            };
            let said: String = line.trim().nfkc().collect();
            match said.as_str() {
                "" => return Ok(true),
                ":q" | "q" => return Ok(false),
                "h" if !question.hint.is_empty() => self.output.card(&question.hint)?,
                ":?" => {
                    self.output
                        .line(":q ends, :? this list; h shows a hint. Nothing is graded here.")?;
                }
                _ => self.not_understood(&said)?,
            }
        }
    }
}
