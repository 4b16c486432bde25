//! Rehearsing a round on the screen: the list of rounds, the short cards of a round, and the debrief.

use std::cell::Cell;

use super::{App, Effect, Layer, Screen, drill::View};
use crate::{
    deck::SafeText,
    journal::What,
    plan::Mode,
    practice::{
        Drill,
        mock::{Debrief, RoundStanding, Running, Shortfall, report},
    },
};

/// The rounds of a role.
#[derive(Debug)]
pub struct RoundsScreen {
    /// The role.
    pub track: String,
    /// What it is called.
    pub role: SafeText,
    /// Its rounds.
    pub rows: Vec<RoundRow>,
    /// The selected one.
    pub selected: usize,
    /// Lines that are drawn and that there are, noted by the last draw.
    pub view: Cell<View>,
}

/// A round of the list.
#[derive(Clone, Debug)]
pub struct RoundRow {
    /// Its minutes.
    pub minutes: u32,
    /// Where the person stands in it.
    pub standing: RoundStanding,
    /// What it draws, in words.
    pub draws: String,
    /// What the decks do not hold, a sentence each.
    pub missing: Vec<String>,
    /// Whether it draws anything.
    pub is_empty: bool,
    /// Whether it is the round of the interview.
    pub is_goal: bool,
}

/// A look back on a rehearsal.
#[derive(Debug)]
pub struct DebriefScreen {
    /// What came of it.
    pub debrief: Debrief,
    /// The first line that is shown.
    pub scroll: u16,
    /// Lines that are drawn and that there are, noted by the last draw.
    pub view: Cell<View>,
}

impl DebriefScreen {
    /// Scrolls by lines; the last draw says how far.
    pub fn scroll_by(&mut self, lines: i32) {
        let view = self.view.get();
        let last = i32::from(view.lines.saturating_sub(view.height));
        self.scroll = (i32::from(self.scroll) + lines).clamp(0, last) as u16;
    }
}

impl App {
    /// Shows the rounds of the role, the one that is best to rehearse selected.
    pub(super) fn open_rounds(&mut self) {
        let (study, now) = (&self.study, self.now);
        let Some(track) = study.role(None, now) else {
            self.say("There is no role. g sets one.");
            return;
        };
        let standings = study.standings(track);
        let goal = study.progress().active_goal(study.today(now));
        let is_goal = |id: &str| {
            goal.is_some_and(|goal| *goal.goal.track == *track.id && *goal.goal.round == *id)
        };
        let row = |(round, standing): (&crate::plan::Round, RoundStanding)| {
            let drawn = study.draw(track, round, now);
            RoundRow {
                minutes: round.minutes,
                standing,
                draws: round.draw_words(),
                missing: drawn.shortfalls.iter().map(Shortfall::sentence).collect(),
                is_empty: drawn.cards.is_empty() && drawn.words.is_empty(),
                is_goal: is_goal(&round.id),
            }
        };
        let rows: Vec<RoundRow> = track.rounds.iter().zip(standings).map(row).collect();
        let next = study.next_round(track, now);
        let selected =
            next.and_then(|next| track.rounds.iter().position(|round| round.id == next.id));
        self.screen = Screen::Rounds(RoundsScreen {
            track: track.id.clone(),
            role: track.title.line(),
            rows,
            selected: selected.unwrap_or_default(),
            view: Cell::default(),
        });
    }

    /// Begins the selected round.
    pub(super) fn begin_round(&mut self) {
        let Screen::Rounds(rounds) = &self.screen else {
            return;
        };
        let (Some(row), Some(track)) = (
            rounds.rows.get(rounds.selected),
            self.study.role(Some(&rounds.track), self.now),
        ) else {
            return;
        };
        if row.is_empty {
            let sentence = row.missing.first().cloned();
            self.say(sentence.unwrap_or_else(|| "This round draws nothing.".to_owned()));
            return;
        }
        let Some(round) = track.round(&row.standing.id) else {
            return;
        };
        let (run, drawn) = self.study.begin_mock(track, round, self.now);
        self.begin_mock(run, &drawn.shortfalls);
    }

    /// Shows the debrief of the last rehearsal of the selected round.
    pub(super) fn open_last_debrief(&mut self) {
        let Screen::Rounds(rounds) = &self.screen else {
            return;
        };
        let Some(row) = rounds.rows.get(rounds.selected) else {
            return;
        };
        let mocks = self.study.progress().mocks.iter().rev();
        let mut of_round = mocks.filter(|record| {
            *record.mock.track == *rounds.track && *record.mock.round == *row.standing.id
        });
        let debrief = of_round.find_map(|record| self.study.debrief(&record.mock.id, self.now));
        match debrief {
            Some(debrief) => self.show_debrief(debrief),
            None => self.say("This round was not rehearsed yet. Enter begins it."),
        }
    }

    fn show_debrief(&mut self, debrief: Debrief) {
        self.screen = Screen::Debrief(Box::new(DebriefScreen {
            debrief,
            scroll: 0,
            view: Cell::default(),
        }));
    }

    /// Asks the short cards of a rehearsal, where some are open.
    pub(super) fn begin_words(&mut self, running: &Running) -> bool {
        let open = self.study.open_words(running);
        if open.is_empty() {
            return false;
        }
        self.in_words = Some(Box::new(running.clone()));
        self.keep_later(running);
        let queue = self.study.queue_of(&open);
        self.start(&queue, Mode::Round);
        true
    }

    /// The short cards of a rehearsal are over, or were left.
    pub(super) fn words_ended(&mut self, drill: &Drill) {
        let Some(mut running) = self.in_words.take() else {
            self.go_home();
            return;
        };
        let left = self.study.open_words(&running).len();
        if let Some(mock) = &mut running.mock {
            mock.words_done = mock.words.len().saturating_sub(left);
            mock.spent = mock.spent.saturating_add(drill.summary().ms);
        }
        if left == 0 {
            self.go_on_with(*running);
            return;
        }
        self.keep_later(&running);
        self.under_way = Some(*running);
        self.go_home();
        if self.read_only.is_some() {
            self.say("Another mensetsu is open, so this round is kept only until this one ends.");
            return;
        }
        self.say("The round is kept. It goes on from where it is when you speak next.");
    }

    /// Asks the shell to write down what is under way, with the next effects.
    fn keep_later(&mut self, running: &Running) {
        if self.read_only.is_none() {
            self.waiting
                .push(Effect::KeepAttempt(Box::new(running.clone())));
        }
    }

    /// Ends a rehearsal: its row is written, and then the debrief shown.
    pub(super) fn end_mock(&mut self, running: Running) {
        let Some(mock) = &running.mock else {
            self.go_home();
            return;
        };
        let row = What::Mock(Box::new(mock.row()));
        self.under_way = Some(running);
        self.go_home();
        let effects = self.save(row);
        self.waiting.extend(effects);
    }

    /// The row of a rehearsal is on the disk.
    pub(super) fn mock_saved(&mut self, id: &str) -> Vec<Effect> {
        let is_ending = self
            .under_way
            .as_ref()
            .is_some_and(|running| running.mock_id() == id);
        if !is_ending {
            return Vec::new();
        }
        self.under_way = None;
        match self.study.debrief(id, self.now) {
            Some(debrief) => self.show_debrief(debrief),
            None => self.go_home(),
        }
        vec![Effect::ForgetAttempt]
    }

    /// Enter in a debrief asks the cards of the point to work on; `d` leaves them for the drill and goes home.
    pub(super) fn go_on_after_debrief(&mut self, asks_now: bool) -> Vec<Effect> {
        let Screen::Debrief(screen) = &self.screen else {
            return Vec::new();
        };
        let items = screen
            .debrief
            .work_on
            .as_ref()
            .map_or_else(Vec::new, |missed| missed.items.clone());
        if asks_now && !items.is_empty() {
            let queue = self.study.queue_of(&items);
            self.start(&queue, Mode::Plan);
        } else {
            self.go_home();
            if !items.is_empty() {
                self.say("What was missed comes first in the next drill.");
            }
        }
        Vec::new()
    }

    /// Shows the attempts of a rehearsal, with their notes.
    pub(super) fn show_attempts_of_debrief(&mut self) {
        let Screen::Debrief(screen) = &self.screen else {
            self.open_last_debrief();
            return;
        };
        let text = self.study.attempts_of(&screen.debrief.mock);
        self.layers.push(Layer::Reading {
            title: SafeText::from_line("What you noted"),
            text,
            scroll: 0,
        });
    }

    /// Rehearses the round of the debrief again.
    pub(super) fn rehearse_again(&mut self) {
        let Screen::Debrief(screen) = &self.screen else {
            return;
        };
        let mocks = &self.study.progress().mocks;
        let record = mocks
            .iter()
            .rev()
            .find(|record| *record.mock.id == *screen.debrief.mock);
        let found = record.and_then(|record| {
            let track = self.study.role(Some(&record.mock.track), self.now)?;
            Some(
                self.study
                    .begin_mock(track, track.round(&record.mock.round)?, self.now),
            )
        });
        match found {
            Some((run, drawn)) if !run.is_done() => self.begin_mock(run, &drawn.shortfalls),
            _ => self.say("This round draws nothing now."),
        }
    }

    /// Writes the debrief to a file.
    pub(super) fn export_debrief(&mut self) -> Vec<Effect> {
        let Screen::Debrief(screen) = &self.screen else {
            return Vec::new();
        };
        let day = screen
            .debrief
            .day
            .map_or(String::new(), |day| format!("-{day}"));
        vec![Effect::Export {
            name: format!("debrief{day}.md"),
            text: report::markdown(&screen.debrief),
        }]
    }
}
