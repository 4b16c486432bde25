//! Typed answers in plain lines: the prompts, the verdicts, and the person's own word on a verdict.

use std::io::{BufRead, Write};

use super::{
    Plain,
    drill::{Letters, Said, Step},
};
use crate::{
    deck::SafeText,
    output::OutputError,
    practice::{
        Asked, Drill,
        answer::{Checked, Entered, Verdict, Wanted, number, word},
        question::NumberAnswer,
    },
};

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Asks for a number until one is typed that can be graded.
    pub(super) fn typed_number(
        &mut self,
        drill: &mut Drill,
        asked: Asked,
        number: &NumberAnswer,
        hint: &SafeText,
    ) -> Result<Step, OutputError> {
        let check = |text: &str| {
            if matches!(text.trim(), "?" | "？") {
                Verdict::Wrong("no answer".to_owned()).into()
            } else {
                number::check(text, number.answer, &number.unit, number.within).into()
            }
        };
        self.typed(
            drill,
            asked,
            "number>",
            hint,
            "right: within the tolerance",
            check,
        )
    }

    /// Asks for a word until one is typed that can be graded.
    pub(super) fn typed_word(
        &mut self,
        drill: &mut Drill,
        asked: Asked,
        wanted: &Wanted,
        hint: &SafeText,
    ) -> Result<Step, OutputError> {
        let check = |text: &str| word::check(wanted, text);
        self.typed(drill, asked, wanted.prompt(), hint, "right:", check)
    }

    fn typed(
        &mut self,
        drill: &mut Drill,
        asked: Asked,
        prompt: &str,
        hint: &SafeText,
        right: &str,
        check: impl Fn(&str) -> Checked,
    ) -> Result<Step, OutputError> {
        loop {
            match self.prompt(prompt, Letters::Text)? {
                None => return Ok(Step::End),
                Some(Said::Text(text)) if text.trim() == "h" && !hint.is_empty() => {
                    self.output.card(hint)?;
                }
                Some(Said::Text(text)) => {
                    let checked = check(&text);
                    let line = match &checked.verdict {
                        Verdict::TryAgain(reason) => format!("try again: {reason}"),
                        Verdict::Right => right.to_owned(),
                        Verdict::RightAlternate(note) => format!("right (alternate): {note}"),
                        Verdict::RightTypo { want } => format!("typo: {want}"),
                        Verdict::Wrong(reason) => format!("wrong: {reason}"),
                    };
                    self.output.line(line)?;
                    if checked.verdict.is_graded() {
                        return Ok(Step::Answered(Some(Entered::new(text, checked))));
                    }
                }
                Some(Said::Aloud) => return Ok(Step::Answered(None)),
                Some(said) => {
                    if let Some(step) = self.obey(&said, drill, asked)? {
                        return Ok(step);
                    }
                }
            }
        }
    }

    /// Counts a verdict the other way round, and back again.
    pub(super) fn override_verdict(
        &mut self,
        entered: Option<&mut Entered>,
    ) -> Result<(), OutputError> {
        let Some(entered) = entered else {
            return self
                .output
                .line("Nothing was typed, so there is no verdict to change.");
        };
        entered.is_overridden = !entered.is_overridden;
        self.output.line(if entered.counts_as_right() {
            "counts as right"
        } else {
            "counts as wrong"
        })
    }
}
