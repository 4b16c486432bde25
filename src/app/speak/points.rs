//! Prediction and points: what was said is scored by the person, with what the notes tell ticked beforehand.

use crate::{
    app::{App, Effect, Layer},
    deck::{SafeText, id::folded},
    journal::What,
    practice::spoken::{Place, Scored, score_text},
};

impl App {
    /// Takes the prediction, or none.
    pub(super) fn take_prediction(&mut self) {
        let Some(screen) = self.speak_screen() else {
            return;
        };
        let typed = screen.input.value().trim().trim_end_matches('%').to_owned();
        let said = match typed.parse::<u8>() {
            Ok(said) if said <= 100 => Some(said),
            _ if typed.is_empty() => None,
            _ => {
                self.say("A prediction is a whole number from 0 to 100. Enter alone skips it.");
                return;
            }
        };
        screen.attempt.predict(said, &screen.task);
        screen.selected = 0;
        screen.step_changed();
    }

    /// Decides the selected point and goes to the next.
    pub(super) fn tick(&mut self, value: u8) {
        let Some(screen) = self.speak_screen() else {
            return;
        };
        screen.attempt.tick(screen.selected, value);
        let last = screen.task.points.len().saturating_sub(1);
        screen.selected = (screen.selected + 1).min(last);
        screen.is_dirty = true;
    }

    /// Takes all points as they are ticked; one that is not decided yet is asked for.
    pub(super) fn take_points(&mut self) -> Vec<Effect> {
        let Some(screen) = self.speak_screen() else {
            return Vec::new();
        };
        if let Some(open) = screen.attempt.undecided() {
            screen.selected = open;
            self.say(
                "Say for each point: 0 missed, 1 touched, 2 full. w scores the whole at once.",
            );
            return Vec::new();
        }
        let scored = screen.attempt.scored(&screen.task);
        scored.map_or_else(Vec::new, |scored| self.save_score(scored))
    }

    pub(super) fn ask_whole(&mut self) {
        if let Some(screen) = self.speak_screen() {
            screen.asks_whole = true;
        }
    }

    pub(super) fn score_whole(&mut self, number: u8) -> Vec<Effect> {
        if let Some(screen) = self.speak_screen() {
            screen.asks_whole = false;
        }
        Scored::whole(number).map_or_else(Vec::new, |scored| self.save_score(scored))
    }

    /// Asks the shell to write the attempt down as scored.
    fn save_score(&mut self, scored: Scored) -> Vec<Effect> {
        let now = self.now;
        let Some(screen) = self.speak_screen() else {
            return Vec::new();
        };
        let (attempt, task) = (screen.attempt.clone(), screen.task.clone());
        let mock = screen.running.mock_id().to_owned();
        let (row, due) = self.study.spoken_row(&attempt, &task, &scored, &mock, now);
        if let Some(screen) = self.speak_screen() {
            screen.due = due;
            screen.pending = Some(scored);
        }
        self.save(row)
    }

    /// Ends a try after reading: it is kept and not scored.
    pub(in crate::app) fn save_read(&mut self) -> Vec<Effect> {
        let Some(screen) = self.speak_screen() else {
            return Vec::new();
        };
        if screen.attempt.place != Place::Done || screen.saved_row.is_some() {
            return Vec::new();
        }
        let row = screen.attempt.read_row(&screen.task);
        self.save(What::Read(Box::new(row)))
    }

    /// Shows the model answer over the points.
    pub(super) fn show_model(&mut self) {
        let Some(screen) = self.speak_screen() else {
            return;
        };
        let task = &screen.task;
        let text = [&*task.model, &*task.note, &*task.source].join("\n\n");
        let text = SafeText::from_block(text.trim());
        if text.is_empty() {
            self.say("This card has no model answer.");
        } else {
            self.layers.push(Layer::Reading {
                title: SafeText::from_line("Model answer"),
                text,
                scroll: 0,
            });
        }
    }

    /// Shows the earlier attempts at the card, the newest first, with their notes.
    pub(super) fn show_earlier(&mut self) {
        let Some(screen) = self.speak_screen() else {
            return self.show_attempts_of_debrief();
        };
        let (key, now) = (folded(&screen.task.key), screen.saved_row);
        let text = self.study.earlier_attempts(&key, now);
        if text.is_empty() {
            self.say("This is the first try at this card.");
            return;
        }
        self.layers.push(Layer::Reading {
            title: SafeText::from_line("Earlier tries"),
            text,
            scroll: 0,
        });
    }

    /// Leaves the question for the whole; `false` where it is not asked.
    pub(in crate::app) fn close_whole(&mut self) -> bool {
        self.speak_screen()
            .is_some_and(|screen| std::mem::take(&mut screen.asks_whole))
    }

    /// Moves the selection among the points; `false` where none are shown.
    pub(in crate::app) fn move_in_points(&mut self, lines: i32) -> bool {
        let Some(screen) = self.speak_screen() else {
            return false;
        };
        if screen.attempt.place != Place::Points || screen.scored.is_some() {
            return false;
        }
        let last = screen.task.points.len().saturating_sub(1) as i64;
        screen.selected = (screen.selected as i64 + i64::from(lines)).clamp(0, last) as usize;
        true
    }

    /// The title of the points: the prediction and what the ticks come to so far.
    pub fn score_so_far(&self) -> Option<String> {
        let crate::app::Screen::Speak(screen) = &self.screen else {
            return None;
        };
        let values: Vec<u8> = screen
            .attempt
            .points
            .iter()
            .map(|tick| tick.unwrap_or(0))
            .collect();
        let scored = screen
            .scored
            .clone()
            .unwrap_or_else(|| Scored::of_points(&screen.task.points, &values));
        let said = screen
            .attempt
            .said
            .map_or(String::new(), |said| format!("you said {said} · "));
        Some(format!("{said}now {}", score_text(scored.score)))
    }
}
