//! Beginning to speak, and going on with what was under way when the program ended or the screen was left.

use super::SpeakScreen;
use crate::{
    app::{App, Effect, Layer, Screen, action::Bound},
    deck::SafeText,
    journal::What,
    practice::{
        mock::{MockRun, Running, Shortfall},
        spoken::{Attempt, Manner, Task},
    },
};

impl App {
    /// Begins to speak about a card; where something else is under way, that is offered first.
    pub fn begin_speaking(&mut self, task: &Task, manner: Manner) {
        let running = Running::single(Attempt::new(task, manner), self.now);
        self.begin_running(running);
    }

    /// Begins a rehearsal. What the round asks for and the decks do not hold is said.
    pub fn begin_mock(&mut self, run: MockRun, shortfalls: &[Shortfall]) {
        self.begin_running(Running::mock(run, self.now));
        if let Some(shortfall) = shortfalls.first() {
            self.say(shortfall.sentence());
        }
    }

    fn begin_running(&mut self, running: Running) {
        if let Some(under_way) = self.under_way.clone() {
            self.offer(&under_way, Some(Box::new(running)));
        } else {
            self.go_on_with(running);
        }
    }

    /// Offers to go on with what was under way when the program ended.
    pub fn offer_under_way(&mut self, running: Running) {
        if self.study.is_saved(&running) && running.mock.is_none() {
            return;
        }
        self.offer(&running, None);
        self.under_way = Some(running);
    }

    fn offer(&mut self, running: &Running, then: Option<Box<Running>>) {
        let words = SafeText::from_line(&self.study.under_way(running));
        self.layers.push(Layer::UnderWay { words, then });
    }

    /// Speaks about the card or the phase that the home offers, else about the card that is best to practise now.
    pub(super) fn start_talk(&mut self) {
        match self.study.offered(self.now) {
            Some(task) => self.begin_speaking(&task, Manner::default()),
            None => self.say("There is no card to speak about in your mix. d shows the decks."),
        }
    }

    /// Shows the card of what is under way, or of a rehearsal the one that comes now.
    pub(in crate::app) fn go_on_with(&mut self, mut running: Running) {
        if self.study.is_saved(&running) {
            // The program ended between the row and the next card.
            let ms = running
                .attempt
                .take()
                .map_or(0, |attempt| attempt.total_ms());
            if let Some(mock) = &mut running.mock {
                mock.card_done(ms);
            }
        }
        if self.begin_words(&running) {
            return;
        }
        let mut attempt = running.attempt.take();
        while attempt.is_none() {
            let Some(card) = running.mock.as_ref().and_then(MockRun::card) else {
                break;
            };
            if let Some(task) = self.study.task(card) {
                attempt = Some(Attempt::new(&task, Manner::default()));
                continue;
            }
            let gone = format!("{card} is not in the decks now and is passed over.");
            if let Some(mock) = &mut running.mock {
                mock.cards_done += 1;
            }
            self.say(gone);
        }
        let Some(mut attempt) = attempt else {
            self.end_mock(running);
            return;
        };
        let task = self
            .study
            .task(&attempt.card)
            .and_then(|task| match &attempt.phase {
                Some(phase) => task.phase_alone(phase),
                None => Some(task),
            });
        let Some(task) = task else {
            running.attempt = Some(attempt);
            self.under_way = Some(running);
            self.go_home();
            self.say("The card of this attempt is not in the decks now. It is kept until its deck is back.");
            return;
        };
        if attempt.fit(&task) {
            self.say("The card was edited since this attempt began. Notes and times are kept; the points are those of now.");
        }
        attempt.is_paused = attempt.is_begun() && attempt.step().is_some();
        if attempt.is_paused {
            self.say("Paused where it was left. Space goes on.");
        }
        self.under_way = None;
        let mut screen = SpeakScreen::new(running, attempt, task, self.now.ms);
        screen.teaches = self.study.teaches(&screen.task, self.now);
        self.screen = Screen::Speak(Box::new(screen));
    }

    /// What is done with what was under way.
    pub(super) fn decide_under_way(&mut self, bound: Bound) -> Vec<Effect> {
        let Some(Layer::UnderWay { then, .. }) = self.layers.pop() else {
            return Vec::new();
        };
        let Some(mut running) = self.under_way.take() else {
            return Vec::new();
        };
        match bound {
            Bound::ThrowAway => {
                let mut effects = vec![Effect::ForgetAttempt];
                if let Some(mock) = running.mock.filter(|mock| mock.cards_done > 0) {
                    effects.push(Effect::SaveRow(What::Mock(Box::new(mock.row()))));
                }
                match then {
                    Some(then) => self.go_on_with(*then),
                    None => self.go_home(),
                }
                effects
            }
            bound => {
                if let (Bound::ScoreNow, Some(attempt)) = (bound, &mut running.attempt) {
                    attempt.stop();
                }
                self.go_on_with(running);
                Vec::new()
            }
        }
    }
}
