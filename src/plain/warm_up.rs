//! A warm-up in plain lines: questions and their answers, points and what they ask, nothing graded and nothing written.

use std::io::{BufRead, Write};

use unicode_normalization::UnicodeNormalization;

use super::{Plain, home::counted};
use crate::{
    deck::SafeText,
    output::OutputError,
    plan::{Pick, warm_up::POINT_SECONDS},
    practice::{WeakPoint, question},
};

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Shows items one after the other: the question, after Enter the answer; then points that were missed when they were
    /// scored last, after Enter with what would have been full.
    pub fn warm_up(&mut self, picks: &[Pick], points: &[WeakPoint]) -> Result<(), OutputError> {
        if picks.is_empty() && points.is_empty() {
            self.output.line(
                "Nothing was met yet that could be warmed up. mensetsu drill begins with the core.",
            )?;
            return self.output.flush();
        }
        let items = counted(picks.len(), "item", "items");
        let of_points = counted(points.len(), "point", "points");
        let with = |items: String, points: String| match (picks.len(), of_points.as_str()) {
            (_, "0 points") => items,
            (0, _) => points,
            _ => format!("{items}, {points}"),
        };
        let seconds: f64 = picks.iter().map(|pick| pick.seconds).sum();
        let seconds = seconds + POINT_SECONDS * points.len() as f64;
        self.output.line(format!(
            "warm-up: {}, about {} min, nothing is graded",
            with(items.clone(), of_points.clone()),
            (seconds / 60.0).ceil()
        ))?;
        let shown = self.warm_up_items(picks)?;
        let points_shown = if shown == picks.len() {
            self.warm_up_points(points)?
        } else {
            0
        };
        let done = with(
            format!("{shown} of {items}"),
            format!("{points_shown} of {of_points}"),
        );
        self.output.line(format!("warmed up: {done}"))?;
        self.output.flush()
    }

    /// Shows items until somebody ends it, and returns how many answers were shown.
    fn warm_up_items(&mut self, picks: &[Pick]) -> Result<usize, OutputError> {
        for (index, pick) in picks.iter().enumerate() {
            let collection = &self.desk.study.collection;
            let question = question(collection, &collection.items[pick.item]);
            self.output.line(format!(
                "[{}/{}] {} · {}",
                index + 1,
                picks.len(),
                question.key,
                question.kind
            ))?;
            self.output.card(&question.prompt)?;
            self.output.card(&question.context)?;
            if !self.waits(&question.hint)? {
                return Ok(index);
            }
            self.show_answer(&question)?;
        }
        Ok(picks.len())
    }

    /// Shows points until somebody ends it, and returns how many were shown whole.
    fn warm_up_points(&mut self, points: &[WeakPoint]) -> Result<usize, OutputError> {
        for (index, weak) in points.iter().enumerate() {
            self.output.line(format!(
                "[point {}/{}] {}",
                index + 1,
                points.len(),
                SafeText::from_line(&weak.key)
            ))?;
            self.output.card(&weak.prompt)?;
            self.output.card(&weak.point)?;
            if !self.waits(&SafeText::default())? {
                return Ok(index);
            }
            self.output.card(&weak.full)?;
        }
        Ok(points.len())
    }

    /// Waits for Enter; `false` where the warm-up ends.
    fn waits(&mut self, hint: &SafeText) -> Result<bool, OutputError> {
        loop {
            let Some(line) = self.read("(Enter shows the answer) >")? else {
                return Ok(false);
            };
            let said: String = line.trim().nfkc().collect();
            match said.as_str() {
                "" => return Ok(true),
                ":q" | "q" => return Ok(false),
                "h" if !hint.is_empty() => self.output.card(hint)?,
                ":?" => {
                    self.output
                        .line(":q ends, :? this list; h shows a hint. Nothing is graded here.")?;
                }
                _ => self.not_understood(&said)?,
            }
        }
    }
}
