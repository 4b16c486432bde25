//! A drill in plain lines.

use std::{
    io::{BufRead, Write},
    time::Instant,
};

use unicode_normalization::UnicodeNormalization;

use super::Plain;
use crate::{
    deck::SafeText,
    desk::now,
    journal::{Review, SHORT_ITEM_MS_LIMIT, What},
    memory::Grade,
    output::OutputError,
    plan::{Mode, Queue, schedule::next_day, steps::open_step},
    practice::{
        Asked, Drill, Question, Waiting, answer::Entered, drill::is_of_card, question,
        study::row_in_words,
    },
};

const GRADES_IN_FULL: &str =
    "grade 1 again, 2 hard, 3 good, 4 easy, Enter good, u undo, q end, :? help >";

/// What is said where a check finds nothing to ask.
pub const NOTHING_TO_CHECK: &str =
    "Every core card was met already, so there is nothing to check. mensetsu drill goes on.";

/// What a line at a prompt means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Text(String),
    Undo,
    End,
    TakeOut,
    NotToday,
    Flag,
    Help,
    /// The answer to a typed item was said.
    Aloud,
    /// The verdict counts the other way round.
    Override,
    /// A note of one's own on the card; empty takes it away.
    Note(String),
}

/// What comes after a prompt.
pub(super) enum Step {
    /// The answer was revealed, or a verdict on a typed one was given.
    Answered(Option<Entered>),
    /// The item was graded.
    Graded,
    /// What is asked has changed: undone, taken out, not today.
    Moved,
    /// The sitting ends.
    End,
}

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Runs a sitting with the items of a queue, and says at the end what was done.
    pub fn drill(&mut self, queue: &Queue, mode: Mode) -> Result<(), OutputError> {
        let count = queue.picks.len();
        let minutes = (queue.seconds() / 60.0).ceil();
        let new = queue.picked_new();
        self.output.line(if mode == Mode::Round {
            format!("short cards: {count}")
        } else {
            format!(
                "drill: {count} items, {} due, {new} new, about {minutes} min",
                queue.due
            )
        })?;
        if count == 0 && mode == Mode::Check {
            self.output.line(NOTHING_TO_CHECK)?;
        } else if count == 0 {
            self.say_why_empty(queue)?;
        }
        let mut drill = Drill::new(queue, mode, Waiting::Never);
        while let Some(asked) = drill.advance(now().ms) {
            if matches!(self.ask(&mut drill, asked)?, Step::End) {
                break;
            }
        }
        for found in self.desk.study.found_by(&drill) {
            self.output.line(found.sentence())?;
        }
        let summary = drill.summary();
        let minutes = (summary.ms as f64 / 60_000.0).round();
        self.output.line(format!(
            "session: {} items, {} answers, {minutes} min",
            summary.items, summary.answers
        ))?;
        self.output.flush()
    }

    fn say_why_empty(&mut self, queue: &Queue) -> Result<(), OutputError> {
        match queue.next {
            Some((day, count)) => {
                let ahead = if queue.ahead > 0 {
                    " --ahead goes on."
                } else {
                    ""
                };
                self.output.line(format!(
                    "Nothing is due. The next {count} come on {day}.{ahead}"
                ))
            }
            None if queue.new > 0 => self
                .output
                .line("The limits of this sitting leave nothing to ask."),
            None => self
                .output
                .line("There is nothing to ask. mensetsu deck list shows the decks."),
        }
    }

    /// Asks one item until it is graded or what is asked changes.
    fn ask(&mut self, drill: &mut Drill, asked: Asked) -> Result<Step, OutputError> {
        let question = question(
            &self.desk.study.collection,
            &self.desk.study.collection.items[asked.item],
        );
        let again = if asked.again { " again" } else { "" };
        let total = drill.total().max(asked.number);
        self.output.line(format!(
            "[{}/{total}{again}] {} · {}",
            asked.number, question.key, question.kind
        ))?;
        self.output.card(&question.prompt)?;
        self.output.card(&question.context)?;
        let began = Instant::now();
        let typed = match &question.number {
            Some(number) => self.typed_number(drill, asked, number, &question.hint)?,
            None => match self.desk.study.wanted(asked.item) {
                Some(wanted) => self.typed_word(drill, asked, &wanted, &question.hint)?,
                None => self.reveal(drill, asked, &question)?,
            },
        };
        let Step::Answered(entered) = typed else {
            return Ok(typed);
        };
        self.show_answer(&question)?;
        self.own_note(asked.item)?;
        self.grade(drill, asked, &question, entered, began)
    }

    fn reveal(
        &mut self,
        drill: &mut Drill,
        asked: Asked,
        question: &Question,
    ) -> Result<Step, OutputError> {
        loop {
            match self.prompt("(Enter shows the answer) >", Letters::Commands)? {
                None => return Ok(Step::End),
                Some(Said::Text(text)) if text.trim().is_empty() => {
                    return Ok(Step::Answered(None));
                }
                Some(Said::Text(text)) if text == "h" && !question.hint.is_empty() => {
                    self.output.card(&question.hint)?;
                }
                Some(Said::Text(text)) => self.not_understood(&text)?,
                Some(said) => {
                    if let Some(step) = self.obey(&said, drill, asked)? {
                        return Ok(step);
                    }
                }
            }
        }
    }

    pub(super) fn show_answer(&mut self, question: &Question) -> Result<(), OutputError> {
        // The marks around a gap are for the screen, which shows them as strong text.
        let is_gap = question.kind == crate::deck::Kind::Cloze.name();
        let answer = if is_gap {
            SafeText::from_block(&question.answer.replace("**", ""))
        } else {
            question.answer.clone()
        };
        for text in [&answer, &question.detail, &question.note] {
            self.output.card(text)?;
        }
        if !question.source.is_empty() {
            self.output.card(&SafeText::from_line(&format!(
                "Source: {}",
                question.source
            )))?;
        }
        Ok(())
    }

    fn grade(
        &mut self,
        drill: &mut Drill,
        asked: Asked,
        question: &Question,
        mut entered: Option<Entered>,
        began: Instant,
    ) -> Result<Step, OutputError> {
        let mut ms = None;
        loop {
            let was_wrong = entered
                .as_ref()
                .is_some_and(|entered| !entered.counts_as_right());
            let prompt = if self.explained_grades {
                "grade >".to_owned()
            } else if was_wrong {
                GRADES_IN_FULL.replace("Enter good", "Enter again")
            } else {
                GRADES_IN_FULL.to_owned()
            };
            self.explained_grades = true;
            let Some(said) = self.prompt(&prompt, Letters::Commands)? else {
                return Ok(Step::End);
            };
            let ms = *ms.get_or_insert_with(|| {
                began.elapsed().as_millis().min(u128::from(u32::MAX)) as u32
            });
            let text = match said {
                Said::Text(text) => text,
                Said::Override => {
                    self.override_verdict(entered.as_mut())?;
                    continue;
                }
                said => match self.obey(&said, drill, asked)? {
                    Some(step) => return Ok(step),
                    None => continue,
                },
            };
            let grade = match text.trim() {
                "" if was_wrong => Some(Grade::Again),
                "" => Some(Grade::Good),
                text => text.parse().ok().and_then(Grade::from_number),
            };
            let Some(grade) = grade else {
                self.not_understood(&text)?;
                continue;
            };
            let review = Review {
                item: (&*self.desk.study.collection.items[asked.item].key).into(),
                grade,
                ms,
                hash: question.hash,
                knows_letters: true,
                typed: entered.as_ref().map(|entered| Box::new(entered.kept())),
            };
            if self.save(drill, asked, review)? {
                return Ok(Step::Graded);
            }
        }
    }

    /// Saves a grade and says so; `false` where it is not on the disk.
    fn save(
        &mut self,
        drill: &mut Drill,
        asked: Asked,
        review: Review,
    ) -> Result<bool, OutputError> {
        let (key, grade) = (review.item.clone(), review.grade);
        let ms = review.ms.min(SHORT_ITEM_MS_LIMIT);
        let what = if drill.mode == Mode::Cram {
            What::Practice(review)
        } else {
            What::Review(review)
        };
        match self.desk.append(&what) {
            Ok(entry) => {
                self.last_save_failed = false;
                let study = &self.desk.study;
                let today = study.today(now());
                let record = study
                    .progress()
                    .items
                    .get(&*study.collection.items[asked.item].folded);
                let counts = drill.mode != Mode::Cram;
                let step = record
                    .filter(|_| counts)
                    .and_then(|record| open_step(record, today));
                let next = record.and_then(|record| next_day(record, today, &study.model));
                let next = match next {
                    Some(day) => day.to_string(),
                    None => "today".to_owned(),
                };
                let next = if counts || record.is_some() {
                    next
                } else {
                    "unchanged".to_owned()
                };
                drill.graded(entry.id, grade, ms, step.map(|step| step.due));
                self.output
                    .line(format!("saved: {key} {grade} next {next}"))?;
                if counts {
                    self.stop_at(asked.item)?;
                }
                Ok(true)
            }
            Err(error) => {
                self.last_save_failed = true;
                self.output
                    .line(format!("not saved: {key} {grade} — {error}"))?;
                Ok(false)
            }
        }
    }

    /// Does what a command at a prompt says; `None` where the same prompt comes again.
    pub(super) fn obey(
        &mut self,
        said: &Said,
        drill: &mut Drill,
        asked: Asked,
    ) -> Result<Option<Step>, OutputError> {
        let item = &self.desk.study.collection.items[asked.item];
        let (key, folded) = (item.key.clone(), item.folded.clone());
        let card: Box<str> = self.desk.study.card_key(asked.item).into();
        match said {
            Said::Text(_) => Ok(None),
            Said::Aloud => {
                self.not_understood(":i")?;
                Ok(None)
            }
            Said::Override => {
                self.not_understood(":o")?;
                Ok(None)
            }
            Said::End => Ok(Some(Step::End)),
            Said::Help => {
                self.output.line(":u undo, :q end, :s take the card out (I know this), :n not today, :f flag, :? this list")?;
                self.output.line("u and q do the same where Enter shows the answer and where a grade is asked; h shows a hint before the answer")?;
                self.output.line(
                    "grades: 1 again, 2 hard, 3 good, 4 easy; ? where an answer is typed gives up",
                )?;
                self.output.line(":m TEXT your own note on the card, :m alone takes it away; :i where an answer is typed: I said it; :o at the grade: count a right answer as wrong, a wrong one as right")?;
                Ok(None)
            }
            Said::Undo => self.undo(drill),
            Said::Flag => {
                let on = !self
                    .desk
                    .study
                    .progress()
                    .flagged
                    .contains(&crate::deck::id::folded(&card)[..]);
                let done = self.desk.append(&What::Flag {
                    card: card.clone(),
                    on,
                });
                self.report(
                    done.is_ok(),
                    if on { "flagged" } else { "flag removed" },
                    &card,
                    done.err(),
                )?;
                Ok(None)
            }
            Said::Note(text) => {
                self.write_note(&card, text)?;
                Ok(None)
            }
            Said::TakeOut => {
                let done = self.desk.append(&What::Suspend {
                    card: card.clone(),
                    why: "known".into(),
                });
                let is_done = done.is_ok();
                self.report(is_done, "taken out", &card, done.err())?;
                if is_done {
                    let card_key = crate::deck::id::split_item_key(&folded).0;
                    let items = &self.desk.study.collection.items;
                    drill.remove(|index| {
                        items
                            .get(index)
                            .is_some_and(|item| is_of_card(&item.folded, card_key))
                    });
                    return Ok(Some(Step::Moved));
                }
                Ok(None)
            }
            Said::NotToday => {
                let done = self.desk.append(&What::Skip {
                    item: (&*key).into(),
                });
                let is_done = done.is_ok();
                self.report(is_done, "not today", &key, done.err())?;
                if is_done {
                    drill.remove(|index| index == asked.item);
                    return Ok(Some(Step::Moved));
                }
                Ok(None)
            }
        }
    }

    pub(super) fn report(
        &mut self,
        ok: bool,
        done: &str,
        key: &str,
        error: Option<impl std::fmt::Display>,
    ) -> Result<(), OutputError> {
        match error {
            Some(error) if !ok => self
                .output
                .line(format!("not saved: {key} {done} — {error}")),
            _ => self.output.line(format!("{done}: {key}")),
        }
    }

    fn undo(&mut self, drill: &mut Drill) -> Result<Option<Step>, OutputError> {
        // Cramming leaves the schedule alone, so its undo does not reach a review of an earlier sitting.
        let may = |what: &What| drill.mode != Mode::Cram || !matches!(what, What::Review(_));
        let undoable = self.desk.study.undoable().filter(|entry| may(&entry.what));
        let Some(entry) = undoable.cloned() else {
            self.output.line("nothing to undo")?;
            return Ok(None);
        };
        if let Err(error) = self.desk.append(&What::Undo(entry.id)) {
            self.output.line(format!("not saved: undo — {error}"))?;
            return Ok(None);
        }
        self.output
            .line(format!("undone: {}", row_in_words(&entry.what)))?;
        let Some(item) = self.desk.study.item_given_back(&entry.what) else {
            return Ok(None);
        };
        drill.undone(entry.id, item);
        Ok(Some(Step::Moved))
    }

    pub(super) fn not_understood(&mut self, text: &str) -> Result<(), OutputError> {
        let text: String = text.chars().take(80).collect();
        self.output.line(format!("not understood: {text}"))
    }

    /// Shows a prompt and reads what is said; `None` at the end of the input.
    pub(super) fn prompt(
        &mut self,
        text: &str,
        letters: Letters,
    ) -> Result<Option<Said>, OutputError> {
        Ok(self.read(text)?.map(|line| said(&line, letters)))
    }

    /// Shows a prompt and reads a line.
    pub(super) fn read(&mut self, text: &str) -> Result<Option<String>, OutputError> {
        self.output.prompt(text)?;
        let line = self.input.line();
        if !self.input.is_terminal || line.is_none() {
            self.output.line("")?;
        }
        Ok(line)
    }
}

/// Whether bare letters are commands at a prompt.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    Commands,
    Text,
}

fn said(line: &str, letters: Letters) -> Said {
    let folded: String = line.trim().nfkc().collect();
    if let Some(note) = line.trim().strip_prefix(":m")
        && note.chars().next().is_none_or(char::is_whitespace)
    {
        return Said::Note(note.trim().to_owned());
    }
    match folded.as_str() {
        ":u" => Said::Undo,
        ":q" => Said::End,
        ":s" => Said::TakeOut,
        ":n" => Said::NotToday,
        ":f" => Said::Flag,
        ":?" => Said::Help,
        ":i" => Said::Aloud,
        ":o" => Said::Override,
        "u" if letters == Letters::Commands => Said::Undo,
        "q" if letters == Letters::Commands => Said::End,
        _ if letters == Letters::Commands => Said::Text(folded),
        _ => Said::Text(line.to_owned()),
    }
}
