//! The home in plain lines: what it says, and the numbered list that reaches everything.

mod speaking;

use std::io::{BufRead, Write};

use super::{Ended, Plain};
use crate::{
    app::FirstRun,
    deck::SafeText,
    desk::{make_plan, now},
    journal::{DeckState, StudyDay, What},
    output::OutputError,
    plan::{
        Mode, Request,
        form::{Form, Japanese, Practice, parse_day, parse_minutes},
    },
    practice::{Facts, spoken::Manner},
};
pub(super) use speaking::{rounds_line, speaking_line};

/// What the home says, a line each. The screen says the same.
pub fn home_lines(facts: &Facts) -> Vec<String> {
    let mut lines = Vec::new();
    lines.push(match facts.interview {
        Some((day, 0)) => format!("Today is {} ({day}).", facts.interview_name),
        Some((day, 1)) => format!("1 day to {} ({day}).", facts.interview_name),
        Some((day, days)) => format!("{days} days to {} ({day}).", facts.interview_name),
        None => "No interview date is set.".to_owned(),
    });
    let queue = &facts.queue;
    let minutes = (queue.seconds() / 60.0).ceil();
    lines.push(format!(
        "Today: {} cards, {} due, {} new, about {minutes} min of {}.",
        queue.picks.len(),
        queue.due,
        queue.picked_new(),
        match &facts.speaking {
            Some(_) => format!("the {} for cards", facts.card_minutes),
            None => format!("{} a day", facts.minutes),
        }
    ));
    lines.extend(facts.speaking.as_ref().and_then(speaking_line));
    if let Some(recall) = facts.recall {
        lines.push(format!(
            "Cards you will recall on the day: {:.0} of 100 if the plan is kept, {:.0} now.",
            recall.forecast * 100.0,
            recall.now * 100.0
        ));
        let missed = match facts.missed_days {
            0 => String::new(),
            1 => "One day was missed. ".to_owned(),
            days => format!("{days} days were missed. "),
        };
        lines.push(format!(
            "{missed}{} minutes a day reaches {:.0}; {} would reach {:.0}.",
            facts.minutes,
            recall.forecast * 100.0,
            recall.with_more.0,
            recall.with_more.1 * 100.0
        ));
    }
    lines.extend(rounds_line(&facts.rounds));
    if queue.picks.is_empty() {
        lines.push(match queue.next {
            Some((day, count)) => format!("Nothing is due. The next {count} cards come on {day}."),
            None => "Nothing is due.".to_owned(),
        });
    }
    if facts.changed > 0 {
        lines.push(format!(
            "{} changed since you learnt them.",
            counted(facts.changed, "answer", "answers")
        ));
    }
    lines
}

/// A number with its word.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {many}")
    }
}

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Shows the numbered home until it is left.
    pub fn home(&mut self) -> Result<Ended, OutputError> {
        self.output.line("mensetsu")?;
        for message in self.desk.messages.clone() {
            self.output.line(format!("note: {message}"))?;
        }
        let is_new = self.desk.study.progress().goals.is_empty();
        if is_new && self.desk.can_write() {
            for line in home_lines(&self.desk.study.facts(now())) {
                self.output.line(line)?;
            }
            if !self.first_run()? {
                return Ok(self.ended());
            }
        }
        loop {
            make_plan(&mut self.desk.study, &self.desk.home, now(), true);
            let facts = self.desk.study.facts(now());
            for line in home_lines(&facts) {
                self.output.line(line)?;
            }
            self.output.line("1 cards")?;
            self.output
                .line("2 go ahead with cards that are not due yet")?;
            self.output
                .line("3 cram: any cards, the schedule is left alone")?;
            self.output
                .line(format!("4 changed answers ({})", facts.changed))?;
            self.output.line("5 decks")?;
            self.output.line("6 set the interview date")?;
            self.output.line("7 undo the last change")?;
            self.output.line("8 help")?;
            self.output.line("9 progress")?;
            self.output.line("10 stories")?;
            self.output.line("11 speak about a card")?;
            self.output.line("12 rehearse a round")?;
            let Some(choice) = self.answer_to("choice, q quits >")? else {
                return Ok(self.ended());
            };
            match plain_choice(&choice).as_str() {
                "1" => self.sitting(Mode::Plan)?,
                "2" => self.sitting(Mode::Ahead)?,
                "3" => self.sitting(Mode::Cram)?,
                "4" => {
                    let queue = self.desk.study.changed_queue();
                    self.drill(&queue, Mode::Plan)?;
                }
                "5" => self.decks()?,
                "6" => {
                    if !self.first_run()? {
                        return Ok(self.ended());
                    }
                }
                "7" => self.undo_at_home()?,
                "8" => self.help()?,
                "9" => self.progress()?,
                "10" => self.stories_menu()?,
                "11" => self.talk()?,
                "12" => self.rounds()?,
                "q" | ":q" => return Ok(self.ended()),
                other => self.output.line(format!("not understood: {other}"))?,
            }
        }
    }

    /// Goes on with what is under way, else speaks about what the home offers.
    fn talk(&mut self) -> Result<(), OutputError> {
        if !self.take_up()? {
            return Ok(());
        }
        let Some(task) = self.desk.study.offered(now()) else {
            return self
                .output
                .line("There is no card to speak about in your mix. 5 shows the decks.");
        };
        self.speak(&task, Manner::default()).map(drop)
    }

    /// Goes on with what is under way, else rehearses a round that is chosen.
    fn rounds(&mut self) -> Result<(), OutputError> {
        if !self.take_up()? {
            return Ok(());
        }
        let study = &self.desk.study;
        let Some(track) = study.role(None, now()).cloned() else {
            return self.output.line("There is no role. 6 sets one.");
        };
        let names: Vec<String> = study
            .standings(&track)
            .iter()
            .zip(&track.rounds)
            .map(|(standing, round)| {
                format!(
                    "{} · {} min · {}",
                    standing.name,
                    round.minutes,
                    standing.words()
                )
            })
            .collect();
        if names.is_empty() {
            return self.output.line("This role has no rounds.");
        }
        let next = study.next_round(&track, now());
        let offered =
            next.and_then(|next| track.rounds.iter().position(|round| round.id == next.id));
        let Some(chosen) = self.choose("Which round?", &names, offered.unwrap_or_default())? else {
            return Ok(());
        };
        let Some(round) = track.rounds.get(chosen) else {
            return Ok(());
        };
        let (run, drawn) = self.desk.study.begin_mock(&track, round, now());
        self.mock(&track, round, run, &drawn)
    }

    fn sitting(&mut self, mode: Mode) -> Result<(), OutputError> {
        let request = Request {
            mode,
            ..self.desk.study.ordinary_request(now())
        };
        make_plan(&mut self.desk.study, &self.desk.home, now(), true);
        let queue = self.desk.study.queue(&request, now());
        self.drill(&queue, mode)
    }

    fn help(&mut self) -> Result<(), OutputError> {
        self.output.line(
            "A card is asked; Enter shows its answer; then you say how well you knew it, 1 to 4.",
        )?;
        self.output.line("What you knew less comes back sooner. Every grade is on the disk before it says saved.")?;
        self.output.line("At every prompt: :u undoes, :q ends, :s takes the card out, :n not today, :f flags, :? lists these.")
    }

    pub(super) fn undo_at_home(&mut self) -> Result<(), OutputError> {
        let Some(entry) = self.desk.study.undoable().cloned() else {
            return self.output.line("nothing to undo");
        };
        match self.desk.append(&What::Undo(entry.id)) {
            Ok(_) => self.output.line(format!(
                "undone: {}",
                crate::practice::study::row_in_words(&entry.what)
            )),
            Err(error) => self.output.line(format!("not saved: undo — {error}")),
        }
    }

    /// Asks the questions of the first run; `false` where they end. Asked again, Enter keeps what is set.
    fn first_run(&mut self) -> Result<bool, OutputError> {
        let now = now();
        let set = FirstRun::new(&self.desk.study, now);
        let Some(day) = self.ask_day(set.day.value())? else {
            return Ok(false);
        };
        let Some(track) = self.choose("For which role?", &set.tracks, set.track)? else {
            return Ok(false);
        };
        let mut round = 0;
        if day.is_some() {
            let names = set.rounds.get(track).cloned().unwrap_or_default();
            let offered = if track == set.track { set.round } else { 0 };
            let Some(chosen) = self.choose("Which round is that day?", &names, offered)? else {
                return Ok(false);
            };
            round = chosen;
        }
        let Some(minutes) = self.ask_minutes(set.minutes.value())? else {
            return Ok(false);
        };
        let offered = if set.is_again {
            set.japanese
        } else {
            Japanese::offered(self.desk.study.tracks.get(track)).index()
        };
        let names = Japanese::ALL.map(|answer| answer.name().to_owned());
        let Some(japanese) = self.choose("In Japanese?", &names, offered)? else {
            return Ok(false);
        };
        let Some(practice) = self.choose("Cards or rounds?", &set.practices, set.practice)? else {
            return Ok(false);
        };
        let is_changed = !set.is_again || japanese != set.japanese;
        let form = Form {
            day,
            track,
            round,
            minutes,
            japanese: is_changed.then(|| Japanese::ALL[japanese]),
            practice: Practice::ALL.get(practice).copied(),
        };
        let study = &self.desk.study;
        let set = study.goal_to_set(now);
        let rows = form.rows(
            &study.tracks,
            &study.japanese_decks(),
            |id| study.progress().deck_state(id),
            set,
        );
        for row in rows {
            if let Err(error) = self.desk.append(&row) {
                self.output.line(format!("not saved: {error}"))?;
                break;
            }
        }
        Ok(true)
    }

    /// The interview day: `None` where the input ends, `Some(None)` where there is none yet.
    #[expect(
        clippy::option_option,
        reason = "an answer that says none is not the end of the answers"
    )]
    fn ask_day(&mut self, set: &str) -> Result<Option<Option<StudyDay>>, OutputError> {
        let today = self.desk.study.today(now());
        let question = if set.is_empty() {
            "When is the interview? 2026-12-04 or a number of days, Enter for no date yet >"
                .to_owned()
        } else {
            format!("When is the interview? Enter for {set}, - for no date >")
        };
        loop {
            let Some(text) = self.answer_to(&question)? else {
                return Ok(None);
            };
            let text = if text.trim().is_empty() {
                set
            } else {
                text.trim()
            };
            match parse_day(if text == "-" { "" } else { text }, today) {
                Ok(day) => return Ok(Some(day)),
                Err(error) => self.output.line(error)?,
            }
        }
    }

    fn ask_minutes(&mut self, set: &str) -> Result<Option<u32>, OutputError> {
        loop {
            let Some(text) = self.answer_to(&format!("Minutes a day? Enter for {set} >"))? else {
                return Ok(None);
            };
            match parse_minutes(if text.trim().is_empty() { set } else { &text }) {
                Ok(minutes) => return Ok(Some(minutes)),
                Err(error) => self.output.line(error)?,
            }
        }
    }

    /// Reads an answer; `None` where it ends. The commands of every prompt mean the same here.
    pub(super) fn answer_to(&mut self, question: &str) -> Result<Option<String>, OutputError> {
        loop {
            let Some(text) = self.read(question)? else {
                return Ok(None);
            };
            match plain_choice(&text).as_str() {
                ":q" => return Ok(None),
                ":?" => self.help()?,
                ":u" => self.undo_at_home()?,
                _ => return Ok(Some(text)),
            }
        }
    }

    /// A numbered choice; Enter takes the one that is offered.
    pub(super) fn choose(
        &mut self,
        question: &str,
        names: &[String],
        offered: usize,
    ) -> Result<Option<usize>, OutputError> {
        for (index, name) in names.iter().enumerate() {
            self.output.line(format!("{} {name}", index + 1))?;
        }
        loop {
            let Some(text) = self.answer_to(&format!("{question} Enter for {} >", offered + 1))?
            else {
                return Ok(None);
            };
            let text = plain_choice(&text);
            let number = if text.is_empty() {
                Some(offered + 1)
            } else {
                text.parse::<usize>().ok()
            };
            match number.filter(|number| (1..=names.len()).contains(number)) {
                Some(number) => return Ok(Some(number - 1)),
                None => self.output.line(format!("not understood: {text}"))?,
            }
        }
    }

    /// Lists the decks and changes their place in the mix.
    fn decks(&mut self) -> Result<(), OutputError> {
        loop {
            let study = &self.desk.study;
            let lines: Vec<(String, DeckState, String)> = study
                .collection
                .decks
                .iter()
                .map(|loaded| {
                    let id = loaded.deck.id.to_string();
                    let state = study.progress().deck_state(&id);
                    let problems = counted(loaded.problems.len(), "problem", "problems");
                    let cards = counted(loaded.deck.cards.len(), "card", "cards");
                    let line = format!(
                        "{id} · {} · {cards} · {problems} · {}",
                        state.name(),
                        loaded.deck.title.line()
                    );
                    (id, state, line)
                })
                .collect();
            for (index, (_, _, line)) in lines.iter().enumerate() {
                self.output.line(format!("{} {line}", index + 1))?;
            }
            let Some(choice) = self.answer_to("deck to change first, on, off; q goes back >")?
            else {
                return Ok(());
            };
            let choice = plain_choice(&choice);
            if matches!(choice.as_str(), "q" | "" | ":q") {
                return Ok(());
            }
            let chosen = choice
                .parse::<usize>()
                .ok()
                .and_then(|number| lines.get(number.checked_sub(1)?));
            let Some((id, ..)) = chosen else {
                self.output
                    .line(format!("not understood: {}", SafeText::from_line(&choice)))?;
                continue;
            };
            // Read now: an undo at the prompt may have changed it.
            let next = self.desk.study.progress().deck_state(id).next();
            match self.desk.append(&What::Deck {
                id: id.as_str().into(),
                state: next,
            }) {
                Ok(_) => self.output.line(format!("saved: {id} {}", next.name()))?,
                Err(error) => self
                    .output
                    .line(format!("not saved: {id} {} — {error}", next.name()))?,
            }
        }
    }
}

pub(super) fn plain_choice(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.trim().nfkc().collect()
}
