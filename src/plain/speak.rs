//! A spoken card in plain lines: prompt, phases with notes, follow-ups, prediction, points, score, model.
//!
//! The time runs on a clock that nobody can set back. What is under way is on the disk before each question is asked.

use std::{
    io::{BufRead, Write},
    time::Instant,
};

use super::Plain;
use crate::{
    deck::{Kind, SafeText},
    desk::now,
    journal::What,
    output::OutputError,
    practice::{
        mock::Running,
        spoken::{
            Attempt, Manner, Place, Scored, Step, StepKind, Task, clock, notes::Taken, score_text,
        },
        study::row_in_words,
    },
    store::attempt,
};

/// How a spoken card ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoke {
    /// It was scored, or after reading the model said, and that is on the disk.
    Done,
    /// It was left; it goes on later.
    Left,
}

/// What a line at a prompt means.
pub(super) enum Heard {
    Text(String),
    End,
    Help,
    Undo,
}

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Asks a spoken card until it is scored or left.
    pub fn speak(&mut self, task: &Task, manner: Manner) -> Result<Spoke, OutputError> {
        self.speak_and_end(Running::single(Attempt::new(task, manner), now()))
    }

    /// Goes on with a single attempt, and forgets it once it is saved.
    pub(super) fn speak_and_end(&mut self, running: Running) -> Result<Spoke, OutputError> {
        let spoke = self.speak_on(&mut { running })?;
        match spoke {
            Spoke::Done => self.forget()?,
            Spoke::Left => self.say_left()?,
        }
        self.output.flush()?;
        Ok(spoke)
    }

    /// Goes on with the attempt of what is under way.
    pub(super) fn speak_on(&mut self, running: &mut Running) -> Result<Spoke, OutputError> {
        let Some(task) = self.task_of(running) else {
            self.output.line("The card of this attempt is not in the decks now. It is kept until its deck is back.")?;
            return Ok(Spoke::Left);
        };
        if let Some(attempt) = &mut running.attempt
            && attempt.fit(&task)
        {
            self.output.line(
                "The card was edited since this attempt began. Notes and times are kept; the points are those of now.",
            )?;
        }
        self.show_task(&task)?;
        loop {
            self.keep(running)?;
            let Some(attempt) = &mut running.attempt else {
                return Ok(Spoke::Left);
            };
            let goes_on = match attempt.place {
                Place::Model => self.read_model(attempt, &task)?,
                Place::Step(at) => self.step(running, &task, at)?,
                Place::Predict => self.ask_prediction(attempt, &task)?,
                Place::Points => match self.points(running, &task)? {
                    Some(scored) => {
                        let mock = running.mock_id().to_owned();
                        return self.save_scored(running, &task, &scored, &mock);
                    }
                    None => false,
                },
                Place::Done => return self.save_read(running, &task),
            };
            if !goes_on {
                self.keep(running)?;
                return Ok(Spoke::Left);
            }
        }
    }

    /// The task of what is under way, one phase of it where one is practised alone.
    pub(super) fn task_of(&self, running: &Running) -> Option<Task> {
        let attempt = running.attempt.as_ref()?;
        let task = self.desk.study.task(&attempt.card)?;
        match &attempt.phase {
            Some(phase) => task.phase_alone(phase),
            None => Some(task),
        }
    }

    pub(super) fn say_left(&mut self) -> Result<(), OutputError> {
        self.output
            .line("kept: the attempt goes on with mensetsu speak, from where it is")
    }

    /// Writes down what is under way; where that fails it is said, and the attempt goes on.
    pub(super) fn keep(&mut self, running: &Running) -> Result<(), OutputError> {
        if !self.desk.can_write() {
            return Ok(());
        }
        match attempt::write(&self.desk.home, running) {
            Ok(()) => Ok(()),
            Err(error) => self
                .output
                .line(format!("not kept: the attempt so far — {error}")),
        }
    }

    fn show_task(&mut self, task: &Task) -> Result<(), OutputError> {
        let minutes = task.minutes;
        let phase = task
            .phase
            .as_ref()
            .map_or(String::new(), |phase| format!(" · {phase} alone"));
        self.output.line(format!(
            "speak: {} · {}{phase} · {minutes} min",
            task.key, task.kind
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
                .line("Say the decision first, then why, and when you would change it."),
            Kind::Story => {
                let parts = task.story_parts();
                let parts: Vec<String> = parts
                    .iter()
                    .map(|(_, name, _, seconds)| {
                        format!("{name} {}", clock(u64::from(*seconds) * 1_000))
                    })
                    .collect();
                self.output
                    .line(format!("A story of your own: {}.", parts.join(", ")))
            }
            _ => Ok(()),
        }
    }

    fn read_model(&mut self, attempt: &mut Attempt, task: &Task) -> Result<bool, OutputError> {
        self.output
            .line("model: read it, then say it in your own words; this try is not scored")?;
        self.output.card(&task.model)?;
        loop {
            match self.hear("(Enter begins) >", &task.hint)? {
                None | Some(Heard::End) => return Ok(false),
                Some(Heard::Text(text)) if text.trim().is_empty() => {
                    attempt.go_on(task);
                    return Ok(true);
                }
                Some(Heard::Text(text)) => self.not_understood(&text)?,
                Some(Heard::Help | Heard::Undo) => {}
            }
        }
    }

    /// A phase or a follow-up; `false` where the attempt is left.
    fn step(&mut self, running: &mut Running, task: &Task, at: usize) -> Result<bool, OutputError> {
        let mut clock = Instant::now();
        let goes_on = match task.steps.get(at) {
            None => true,
            Some(step) if step.kind == StepKind::Phase => {
                self.output
                    .line(format!("phase: {} {}", step.title, step.seconds / 60))?;
                self.output.card(&step.text)?;
                self.take_notes(running, &mut clock)?
            }
            Some(step) => {
                let asked = |step: &&Step| step.kind != StepKind::Phase;
                let number = task.steps.iter().take(at).filter(asked).count() + 1;
                let count = task.steps.iter().filter(asked).count();
                let question = format!("follow-up {number}/{count}: {} (Enter) >", step.text);
                self.answer_follow_up(running, task, &question)?
            }
        };
        pass(running, &mut clock);
        if let Some(attempt) = running.attempt.as_mut().filter(|_| goes_on) {
            attempt.go_on(task);
        }
        Ok(goes_on)
    }

    /// One line of notes on a follow-up; `false` where the attempt is left.
    fn answer_follow_up(
        &mut self,
        running: &mut Running,
        task: &Task,
        question: &str,
    ) -> Result<bool, OutputError> {
        loop {
            match self.hear(question, &task.hint)? {
                None | Some(Heard::End) => return Ok(false),
                Some(Heard::Text(text)) => {
                    self.write(running, &text)?;
                    return Ok(true);
                }
                Some(Heard::Help | Heard::Undo) => {}
            }
        }
    }

    /// Lines until a lone `.`; `false` where the attempt is left in the middle of them. Each line is on the disk before the
    /// next is read.
    fn take_notes(
        &mut self,
        running: &mut Running,
        clock: &mut Instant,
    ) -> Result<bool, OutputError> {
        let so_far = |attempt: &Attempt| attempt.notes.get(attempt.step()?).cloned();
        let mut notes = running
            .attempt
            .as_ref()
            .and_then(so_far)
            .unwrap_or_default();
        let mut is_first = true;
        loop {
            let line = if std::mem::take(&mut is_first) {
                self.read("notes (a lone . ends) >")?
            } else {
                self.input.line()
            };
            let Some(line) = line else {
                return Ok(false);
            };
            match line.trim() {
                "." | "．" | "。" => return Ok(true),
                ":q" => return Ok(false),
                ":?" => self.output.line(
                    "Notes are optional. A lone . goes on, :q leaves and keeps what is here.",
                )?,
                _ => {
                    if !notes.is_empty() {
                        notes.push('\n');
                    }
                    notes.push_str(&line);
                    self.write(running, &notes)?;
                    pass(running, clock);
                    self.keep(running)?;
                }
            }
        }
    }

    fn write(&mut self, running: &mut Running, text: &str) -> Result<(), OutputError> {
        match running.attempt.as_mut().map(|attempt| attempt.write(text)) {
            None | Some(Taken::Whole) => Ok(()),
            Some(Taken::Cut) => self
                .output
                .line("Notes hold 12,000 characters; what is over that is not kept."),
        }
    }

    fn ask_prediction(&mut self, attempt: &mut Attempt, task: &Task) -> Result<bool, OutputError> {
        loop {
            match self.hear("prediction 0-100 >", &SafeText::default())? {
                None | Some(Heard::End) => return Ok(false),
                Some(Heard::Text(text)) => {
                    let text = text.trim().trim_end_matches('%');
                    let said = match text.parse::<u8>() {
                        Ok(said) if said <= 100 => Some(said),
                        _ if text.is_empty() => None,
                        _ => {
                            self.output.line(
                                "A prediction is a whole number from 0 to 100; Enter skips it.",
                            )?;
                            continue;
                        }
                    };
                    attempt.predict(said, task);
                    return Ok(true);
                }
                Some(Heard::Help | Heard::Undo) => {}
            }
        }
    }

    /// Asks each point; `None` where the attempt is left. Each tick is on the disk before the next point is asked.
    fn points(
        &mut self,
        running: &mut Running,
        task: &Task,
    ) -> Result<Option<Scored>, OutputError> {
        let count = task.points.len();
        for (index, point) in task.points.iter().enumerate() {
            let known = |attempt: &Attempt| attempt.points.get(index).copied().flatten();
            let tick = running.attempt.as_ref().and_then(known).unwrap_or(0);
            for (name, text) in [("full", &point.full), ("partial", &point.partial)] {
                if !text.is_empty() {
                    self.output
                        .card(&SafeText::from_line(&format!("{name}: {text}")))?;
                }
            }
            let question = format!(
                "point {}/{count} weight {}: {} [0 1 2, Enter {tick}] >",
                index + 1,
                point.weight,
                point.point
            );
            let value = loop {
                match self.hear(&question, &SafeText::default())? {
                    None | Some(Heard::End) => return Ok(None),
                    Some(Heard::Text(text)) => match text.trim() {
                        "" => break tick,
                        "0" => break 0,
                        "1" => break 1,
                        "2" => break 2,
                        "w1" | "w2" | "w3" | "w4" => {
                            let number = text.trim().trim_start_matches('w').parse().unwrap_or(0);
                            return Ok(Scored::whole(number));
                        }
                        other => self.not_understood(other)?,
                    },
                    Some(Heard::Help | Heard::Undo) => {}
                }
            };
            if let Some(attempt) = &mut running.attempt {
                attempt.tick(index, value);
            }
            self.keep(running)?;
        }
        let scored = |attempt: &Attempt| attempt.scored(task);
        Ok(running.attempt.as_ref().and_then(scored))
    }

    /// Saves a scored attempt, says what came of it, and shows the model.
    fn save_scored(
        &mut self,
        running: &Running,
        task: &Task,
        scored: &Scored,
        mock: &str,
    ) -> Result<Spoke, OutputError> {
        let Some(attempt) = &running.attempt else {
            return Ok(Spoke::Left);
        };
        let study = &self.desk.study;
        let (row, due) = study.spoken_row(attempt, task, scored, mock, now());
        let key = &task.key;
        let grade = scored.grade;
        if !self.append_until_saved(&row, &format!("{key} {grade}"))? {
            return Ok(Spoke::Left);
        }
        let next = self.desk.study.rests_until(task);
        let next = next.map_or_else(|| "today".to_owned(), |day| day.to_string());
        self.output
            .line(format!("saved: {key} {grade} next {next}"))?;
        let said = attempt.said.map_or("-".to_owned(), |said| said.to_string());
        self.output.line(format!(
            "score: {} predicted: {said} grade: {grade}",
            score_text(scored.score)
        ))?;
        if !due.is_empty() {
            let items = &self.desk.study.collection.items;
            let keys: Vec<&str> = due.iter().map(|item| &*items[*item].key).collect();
            self.output.line(format!("due now: {}", keys.join(" ")))?;
        }
        if task.kind == Kind::Story {
            self.ask_story(task)?;
        }
        self.show_model(task)?;
        Ok(Spoke::Done)
    }

    /// Asks which own story was told, where there are any.
    fn ask_story(&mut self, task: &Task) -> Result<(), OutputError> {
        let choices = self.desk.study.stories_for_card(&task.key);
        let names: Vec<(String, String)> = choices
            .iter()
            .map(|choice| {
                (
                    choice.story.name.to_string(),
                    choice.story.title.line().into_string(),
                )
            })
            .collect();
        if names.is_empty() {
            return Ok(());
        }
        for (index, (name, title)) in names.iter().enumerate() {
            self.output
                .line(format!("{} {name} · {title}", index + 1))?;
        }
        loop {
            let answer = self.hear(
                "which story was it? a number, Enter for none >",
                &SafeText::default(),
            )?;
            let Some(Heard::Text(text)) = answer else {
                if matches!(answer, None | Some(Heard::End)) {
                    return Ok(());
                }
                continue;
            };
            let text = super::home::plain_choice(&text);
            if text.is_empty() {
                return Ok(());
            }
            let number = text
                .parse::<usize>()
                .ok()
                .and_then(|number| number.checked_sub(1));
            let Some((name, _)) = number.and_then(|number| names.get(number)) else {
                self.not_understood(&text)?;
                continue;
            };
            let row = What::StoryUse {
                story: name.as_str().into(),
                card: task.key.as_str().into(),
            };
            let saved = self.desk.append(&row);
            return self.output.line(match saved {
                Ok(_) => format!("saved: {name} told"),
                Err(error) => format!("not saved: {name} told — {error}"),
            });
        }
    }

    /// Saves a try after reading.
    fn save_read(&mut self, running: &Running, task: &Task) -> Result<Spoke, OutputError> {
        let Some(attempt) = &running.attempt else {
            return Ok(Spoke::Left);
        };
        let row = What::Read(Box::new(attempt.read_row(task)));
        if !self.append_until_saved(&row, &format!("{} read", task.key))? {
            return Ok(Spoke::Left);
        }
        self.output
            .line(format!("saved: {} read, not scored", task.key))?;
        Ok(Spoke::Done)
    }

    /// Writes a row, and asks to try again where that fails; `false` where the person leaves instead. The attempt file goes
    /// once the row is on the disk.
    pub(super) fn append_until_saved(
        &mut self,
        row: &What,
        words: &str,
    ) -> Result<bool, OutputError> {
        loop {
            match self.desk.append(row) {
                Ok(_) => {
                    self.last_save_failed = false;
                    return Ok(true);
                }
                Err(error) => {
                    self.last_save_failed = true;
                    self.output.line(format!("not saved: {words} — {error}"))?;
                }
            }
            match self.hear(
                "(Enter tries again, :q keeps the attempt for later) >",
                &SafeText::default(),
            )? {
                None | Some(Heard::End) => return Ok(false),
                Some(_) => {}
            }
        }
    }

    fn show_model(&mut self, task: &Task) -> Result<(), OutputError> {
        if !task.model.is_empty() {
            self.output.line("model:")?;
        }
        self.output.card(&task.model)?;
        self.output.card(&task.note)?;
        if !task.source.is_empty() {
            self.output
                .card(&SafeText::from_line(&format!("Source: {}", task.source)))?;
        }
        Ok(())
    }

    /// Reads a line at a prompt; commands that mean the same at every prompt are obeyed here.
    pub(super) fn hear(
        &mut self,
        question: &str,
        hint: &SafeText,
    ) -> Result<Option<Heard>, OutputError> {
        let Some(line) = self.read(question)? else {
            return Ok(None);
        };
        let folded = super::home::plain_choice(&line);
        let heard = match folded.as_str() {
            ":q" => Heard::End,
            ":?" => {
                self.output.line(":q leaves and keeps the attempt, :u undoes the last saved change, :? this list")?;
                self.output.line("at a point: 0 missed, 1 touched, 2 full, w1 to w4 the whole at once; Enter takes what stands there")?;
                if !hint.is_empty() {
                    self.output.card(hint)?;
                }
                Heard::Help
            }
            ":u" => {
                self.undo_a_row()?;
                Heard::Undo
            }
            _ => Heard::Text(line),
        };
        Ok(Some(heard))
    }

    fn undo_a_row(&mut self) -> Result<(), OutputError> {
        let Some(entry) = self.desk.study.undoable().cloned() else {
            return self.output.line("nothing to undo");
        };
        match self.desk.append(&What::Undo(entry.id)) {
            Ok(_) => self
                .output
                .line(format!("undone: {}", row_in_words(&entry.what))),
            Err(error) => self.output.line(format!("not saved: undo — {error}")),
        }
    }
}

/// The time since the clock was read last counts for the step that is spoken.
fn pass(running: &mut Running, clock: &mut Instant) {
    let ms = clock.elapsed().as_millis().min(u128::from(u64::MAX)) as u64;
    *clock = Instant::now();
    if let Some(attempt) = &mut running.attempt {
        attempt.pass(ms);
    }
}
