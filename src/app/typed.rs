//! Typed answers on the screen: the check, "I said it", and the person's own word on a verdict.

use super::{App, DrillScreen};
use crate::practice::answer::{Checked, Entered, Verdict, number, word};

impl DrillScreen {
    /// The verdict on what was typed, if there is one.
    pub fn verdict(&self) -> Option<&Verdict> {
        self.entered
            .as_ref()
            .map(|entered| &entered.checked.verdict)
    }
}

impl App {
    /// Checks what is typed; what is no answer to the question stays to be changed.
    pub(super) fn check_typed(&mut self) {
        let Some(screen) = self.drill_screen() else {
            return;
        };
        let typed = screen.input.value();
        let checked: Checked = match (&screen.question.number, &screen.wanted) {
            (Some(_), _) if matches!(typed.trim(), "?" | "？") => {
                Verdict::Wrong("no answer".to_owned()).into()
            }
            (Some(wanted), _) => {
                number::check(typed.trim(), wanted.answer, &wanted.unit, wanted.within).into()
            }
            (None, Some(wanted)) => word::check(wanted, typed),
            (None, None) => return,
        };
        let is_graded = checked.verdict.is_graded();
        screen.entered = Some(Entered::new(typed, checked));
        if is_graded {
            self.reveal();
        }
    }

    /// The answer was said: it is shown, and the person grades.
    pub(super) fn say_aloud(&mut self) {
        if let Some(screen) = self.drill_screen() {
            screen.entered = None;
        }
        self.reveal();
    }

    /// Counts the verdict the other way round, and back again.
    pub(super) fn override_verdict(&mut self) {
        let entered = self
            .drill_screen()
            .and_then(|screen| screen.entered.as_mut());
        let Some(entered) = entered else {
            self.say("Nothing was typed, so there is no verdict to change.");
            return;
        };
        entered.is_overridden = !entered.is_overridden;
        let now = if entered.counts_as_right() {
            "right"
        } else {
            "wrong"
        };
        self.say(format!("It counts as {now}."));
    }
}
