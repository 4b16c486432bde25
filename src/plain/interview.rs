//! An interview for somebody else in plain lines: what to read aloud and when, then the points to tick with a line of note
//! each. What the partner said so far is on the disk before each question.

use std::{
    io::{BufRead, Write},
    path::Path,
    time::Instant,
};

use super::Plain;
use crate::{
    deck::{Kind, SafeText},
    output::OutputError,
    practice::{
        partner::{Asked, Interview, ResultFile, Stage},
        spoken::{StepKind, Task, clock, notes::Taken, score_text},
    },
    store::interview,
};

/// How an interview ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interviewed {
    /// The result is written.
    Written,
    /// It was left and goes on later.
    Left,
    /// The result could not be written.
    NotWritten,
}

/// What a line at a prompt means.
enum Heard {
    Text(String),
    Back,
    End,
    Help,
}

/// What an answered question leads to.
#[derive(PartialEq, Eq)]
enum Next {
    GoesOn,
    Left,
}

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Says what the interview is, before its first card.
    pub fn say_interview(
        &mut self,
        running: &Interview,
        sentences: &[String],
        file: &Path,
    ) -> Result<(), OutputError> {
        let title = match running.title.as_str() {
            "" => "named cards",
            title => title,
        };
        let with = match running.candidate.as_str() {
            "" => String::new(),
            candidate => format!(" · with {candidate}"),
        };
        self.output.line(format!(
            "interview: {title} · {} min{with}",
            running.minutes
        ))?;
        for sentence in sentences {
            self.output.line(sentence)?;
        }
        self.output.line(format!("result: {}", file.display()))
    }

    /// Holds an interview until its result is written or it is left. `file` is where the result goes.
    pub fn interview(
        &mut self,
        running: &mut Interview,
        tasks: &[Task],
        file: &Path,
        replaces: bool,
    ) -> Result<Interviewed, OutputError> {
        while let Some(task) = tasks.get(running.at).filter(|_| !running.is_done()) {
            let count = running.cards.len();
            self.output.line(format!(
                "card {}/{count} · {} of {}:00",
                running.at + 1,
                clock(running.total_ms()),
                running.minutes
            ))?;
            self.read_aloud(task)?;
            if self.ask_card(running, task, file)? == Next::Left {
                self.keep_interview(running, file)?;
                self.output.line(format!(
                    "kept: {}; the same command goes on where it was",
                    interview::part_of(file).display()
                ))?;
                self.output.flush()?;
                return Ok(Interviewed::Left);
            }
            running.close_card();
            self.keep_interview(running, file)?;
            self.say_score(running, task)?;
        }
        let text = ResultFile::of(running, tasks).text();
        let ended = match interview::finish(file, &text, replaces) {
            Ok(()) => {
                self.output.line(format!("written: {}", file.display()))?;
                self.output
                    .line("The candidate takes it in with mensetsu mock import FILE.")?;
                Interviewed::Written
            }
            Err(error) => {
                self.output
                    .line(format!("not written: {} — {error}", file.display()))?;
                Interviewed::NotWritten
            }
        };
        self.output.flush()?;
        Ok(ended)
    }

    fn read_aloud(&mut self, task: &Task) -> Result<(), OutputError> {
        self.output.line(format!(
            "read aloud: {} · {} · {} min",
            task.key, task.kind, task.minutes
        ))?;
        self.output.card(&task.prompt)?;
        self.output.card(&task.context)?;
        for option in &task.options {
            self.output
                .card(&SafeText::from_line(&format!("- {option}")))?;
        }
        match task.kind {
            Kind::Compare => self
                .output
                .line("Ask for the decision first, then why, and when it would be another.")?,
            Kind::Story => {
                let parts = task.story_parts();
                let part = |(_, name, _, seconds): &(&str, &str, u32, u32)| {
                    format!("{name} {}", clock(u64::from(*seconds) * 1_000))
                };
                let parts: Vec<String> = parts.iter().map(part).collect();
                self.output.line(format!(
                    "A story of the candidate's own: {}.",
                    parts.join(", ")
                ))?;
            }
            _ => {}
        }
        if !task.hint.is_empty() {
            self.output.line("only if the candidate is stuck:")?;
            self.output.card(&task.hint)?;
        }
        Ok(())
    }

    fn ask_card(
        &mut self,
        running: &mut Interview,
        task: &Task,
        file: &Path,
    ) -> Result<Next, OutputError> {
        loop {
            self.keep_interview(running, file)?;
            let Some(asked) = running.card_mut() else {
                return Ok(Next::GoesOn);
            };
            let next = match asked.stage {
                Stage::Step(at) => self.ask_step(running, task, at, file)?,
                Stage::Predict => self.ask_said(asked)?,
                Stage::Points => {
                    if let Some(point) = asked.open_point() {
                        self.ask_point(running, task, point, file)?
                    } else {
                        asked.go_on();
                        Next::GoesOn
                    }
                }
                Stage::Overall => {
                    return match self.hear_partner("a line for the candidate >")? {
                        None | Some(Heard::End) => Ok(Next::Left),
                        Some(Heard::Back) => {
                            reopen_last(asked);
                            continue;
                        }
                        Some(Heard::Help) => continue,
                        // Enter leaves a line alone that was written on the screen before.
                        Some(Heard::Text(text)) if text.trim().is_empty() => Ok(Next::GoesOn),
                        Some(Heard::Text(text)) => {
                            let taken = asked.write_overall(&text);
                            self.say_taken(taken)?;
                            Ok(Next::GoesOn)
                        }
                    };
                }
                Stage::Done => return Ok(Next::GoesOn),
            };
            if next == Next::Left {
                return Ok(Next::Left);
            }
        }
    }

    /// A phase or a follow-up, on the clock.
    fn ask_step(
        &mut self,
        running: &mut Interview,
        task: &Task,
        at: usize,
        file: &Path,
    ) -> Result<Next, OutputError> {
        let mut began = Instant::now();
        let Some(step) = task.steps.get(at) else {
            running.card_mut().map(Asked::go_on);
            return Ok(Next::GoesOn);
        };
        let next = if step.kind == StepKind::Phase {
            self.output
                .line(format!("phase: {} {}", step.title, step.seconds / 60))?;
            if !step.text.is_empty() {
                self.output.line("say now:")?;
                self.output.card(&step.text)?;
            }
            self.listen_for(task, at)?;
            self.take_heard(running, file, &mut began)?
        } else {
            let is_asked = |kind| kind != StepKind::Phase;
            let number = task.steps[..=at]
                .iter()
                .filter(|step| is_asked(step.kind))
                .count();
            let count = task.steps.iter().filter(|step| is_asked(step.kind)).count();
            let question = format!("follow-up {number}/{count}: {} (Enter) >", step.text);
            loop {
                match self.hear_partner(&question)? {
                    None | Some(Heard::End) => break Next::Left,
                    Some(Heard::Help | Heard::Back) => {}
                    Some(Heard::Text(text)) => {
                        let taken = running.card_mut().map(|asked| asked.hear(&text));
                        self.say_taken(taken.unwrap_or(Taken::Whole))?;
                        break Next::GoesOn;
                    }
                }
            }
        };
        pass(running, &mut began);
        if next == Next::GoesOn
            && let Some(asked) = running.card_mut()
        {
            let ms = asked.spent.get(at).copied().unwrap_or_default();
            let whole = clock(u64::from(step.seconds) * 1_000);
            self.output
                .line(format!("time: {} {} of {whole}", step.title, clock(ms)))?;
            asked.go_on();
        }
        Ok(next)
    }

    /// The points that belong to a phase, and before the first one those that belong to none.
    fn listen_for(&mut self, task: &Task, at: usize) -> Result<(), OutputError> {
        let points: Vec<SafeText> = task
            .points_of(at)
            .map(|index| &task.points[index])
            .map(|point| SafeText::from_line(&format!("{} {}", point.weight, point.point)))
            .collect();
        if points.is_empty() {
            return Ok(());
        }
        self.output.line("listen for:")?;
        points.iter().try_for_each(|point| self.output.card(point))
    }

    /// Lines until a lone `.`; each is on the disk before the next is read.
    fn take_heard(
        &mut self,
        running: &mut Interview,
        file: &Path,
        began: &mut Instant,
    ) -> Result<Next, OutputError> {
        let mut line = self.read("notes (a lone . ends) >")?;
        loop {
            let Some(text) = line else {
                return Ok(Next::Left);
            };
            match text.trim() {
                "." | "．" | "。" => return Ok(Next::GoesOn),
                ":q" => return Ok(Next::Left),
                ":?" => self.output.line(
                    "Notes are optional and go to the candidate. A lone . goes on, :q leaves and keeps what is here.",
                )?,
                _ => {
                    let taken = running.card_mut().map(|asked| {
                        let before = asked.step().and_then(|at| asked.heard.get(at));
                        let mut heard = before.cloned().unwrap_or_default();
                        heard.push_str(if heard.is_empty() { "" } else { "\n" });
                        heard.push_str(&text);
                        asked.hear(&heard)
                    });
                    self.say_taken(taken.unwrap_or(Taken::Whole))?;
                    pass(running, began);
                    self.keep_interview(running, file)?;
                }
            }
            line = self.input.line();
        }
    }

    fn ask_said(&mut self, asked: &mut Asked) -> Result<Next, OutputError> {
        loop {
            match self.hear_partner("the candidate's own prediction 0-100 >")? {
                None | Some(Heard::End) => return Ok(Next::Left),
                Some(Heard::Help) => {}
                Some(Heard::Back) => self.output.line("The time of the last step is over.")?,
                Some(Heard::Text(text)) => {
                    let text = super::home::plain_choice(&text);
                    let text = text.trim_end_matches('%');
                    match text.parse::<u8>() {
                        Ok(said) if said <= 100 => asked.predict(Some(said)),
                        _ if text.is_empty() => asked.predict(None),
                        _ => {
                            self.output.line(
                                "A prediction is a whole number from 0 to 100; Enter skips it.",
                            )?;
                            continue;
                        }
                    }
                    return Ok(Next::GoesOn);
                }
            }
        }
    }

    /// Asks for a point and for the note on it.
    fn ask_point(
        &mut self,
        running: &mut Interview,
        task: &Task,
        index: usize,
        file: &Path,
    ) -> Result<Next, OutputError> {
        let Some(point) = task.points.get(index) else {
            return Ok(Next::Left);
        };
        let Some(asked) = running.card_mut() else {
            return Ok(Next::Left);
        };
        for (name, text) in [("full", &point.full), ("partial", &point.partial)] {
            if !text.is_empty() {
                self.output
                    .card(&SafeText::from_line(&format!("{name}: {text}")))?;
            }
        }
        let tick = asked.ticks.get(index).copied().flatten().unwrap_or(0);
        let question = format!(
            "point {}/{} weight {}: {} [0 1 2, Enter {tick}] >",
            index + 1,
            task.points.len(),
            point.weight,
            point.point
        );
        loop {
            let value = match self.hear_partner(&question)? {
                None | Some(Heard::End) => return Ok(Next::Left),
                Some(Heard::Help) => continue,
                Some(Heard::Back) => {
                    reopen_before(asked, index);
                    return Ok(Next::GoesOn);
                }
                Some(Heard::Text(text)) => match super::home::plain_choice(&text).as_str() {
                    "" => tick,
                    "0" => 0,
                    "1" => 1,
                    "2" => 2,
                    other => {
                        self.not_understood(other)?;
                        continue;
                    }
                },
            };
            asked.tick(index, value);
            break;
        }
        self.keep_interview(running, file)?;
        loop {
            match self.hear_partner("note >")? {
                None | Some(Heard::End) => return Ok(Next::Left),
                Some(Heard::Help) => {}
                Some(Heard::Back) => return Ok(Next::GoesOn),
                Some(Heard::Text(text)) => {
                    let taken = running.card_mut().map(|asked| asked.note(index, &text));
                    self.say_taken(taken.unwrap_or(Taken::Whole))?;
                    return Ok(Next::GoesOn);
                }
            }
        }
    }

    /// What the points come to, and the model answer to talk about.
    fn say_score(&mut self, running: &Interview, task: &Task) -> Result<(), OutputError> {
        let Some(asked) = running
            .at
            .checked_sub(1)
            .and_then(|at| running.cards.get(at))
        else {
            return Ok(());
        };
        let scored = asked.scored(task);
        let said = asked.said.map_or("-".to_owned(), |said| said.to_string());
        self.output.line(format!(
            "score: {} predicted: {said} grade: {}",
            score_text(scored.score),
            scored.grade
        ))?;
        if !task.model.is_empty() {
            self.output.line("model, to talk about now:")?;
            self.output.card(&task.model)?;
        }
        self.output.card(&task.note)
    }

    fn say_taken(&mut self, taken: Taken) -> Result<(), OutputError> {
        match taken {
            Taken::Whole => Ok(()),
            Taken::Cut => self
                .output
                .line("Notes hold 12,000 characters a card; what is over that is not kept."),
        }
    }

    /// Writes down what is under way; where that fails it is said, and the interview goes on.
    fn keep_interview(&mut self, running: &Interview, file: &Path) -> Result<(), OutputError> {
        match interview::keep(file, running) {
            Ok(()) => Ok(()),
            Err(error) => self
                .output
                .line(format!("not kept: the interview so far — {error}")),
        }
    }

    /// Reads a line at a prompt; the list of commands is given here.
    fn hear_partner(&mut self, question: &str) -> Result<Option<Heard>, OutputError> {
        let Some(line) = self.read(question)? else {
            return Ok(None);
        };
        Ok(Some(match super::home::plain_choice(&line).as_str() {
            ":q" => Heard::End,
            ":b" => Heard::Back,
            ":?" => {
                self.output.line(
                    ":q leaves and keeps the interview, :b goes back a point, :? this list",
                )?;
                self.output.line("at a point: 0 missed, 1 half, 2 full; Enter takes what stands there; then a line of note, or Enter")?;
                Heard::Help
            }
            _ => Heard::Text(line),
        }))
    }
}

/// Opens the point before one again; its tick stays as what Enter takes.
fn reopen_before(asked: &mut Asked, index: usize) {
    if let Some(before) = index.checked_sub(1)
        && let Some(note) = asked.notes.get_mut(before)
    {
        *note = None;
    }
}

/// Opens the last point again.
fn reopen_last(asked: &mut Asked) {
    let points = asked.notes.len();
    reopen_before(asked, points);
    asked.stage = Stage::Points;
}

/// The time since the clock was read last counts for the step that is spoken.
fn pass(running: &mut Interview, began: &mut Instant) {
    let ms = began.elapsed().as_millis().min(u128::from(u64::MAX)) as u64;
    *began = Instant::now();
    if let Some(asked) = running.card_mut() {
        asked.pass(ms);
    }
}
