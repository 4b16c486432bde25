//! A typed answer with its verdict, and the person's own word on it, as the journal keeps them.

use super::{Checked, Verdict};
use crate::journal::entry::Typed;

/// A typed answer is kept up to this many characters.
const KEPT_CHARACTERS: usize = 200;

/// What was typed, what the check says of it, and whether the person says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// What was typed.
    pub text: String,
    /// What the check says.
    pub checked: Checked,
    /// Whether the verdict counts the other way round.
    pub is_overridden: bool,
}

impl Entered {
    /// A text that was checked.
    pub fn new(text: impl Into<String>, checked: Checked) -> Self {
        Self {
            text: text.into(),
            checked,
            is_overridden: false,
        }
    }

    /// Whether it counts as right, after what the person says.
    pub fn counts_as_right(&self) -> bool {
        self.checked.verdict.is_right() != self.is_overridden
    }

    /// The row's part for it. The reason is the kind of slip, or of a number how far off it was.
    pub fn kept(&self) -> Typed {
        let reason = match (&self.checked.slip, &self.checked.verdict) {
            (Some(slip), _) => slip.name(),
            (None, Verdict::Wrong(reason)) => reason,
            _ => "",
        };
        let overridden = match (self.is_overridden, self.counts_as_right()) {
            (false, _) => "",
            (true, true) => "right",
            (true, false) => "wrong",
        };
        let answer: String = self.text.chars().take(KEPT_CHARACTERS).collect();
        Typed {
            answer: answer.into(),
            reason: reason.into(),
            overridden: overridden.into(),
        }
    }
}

impl From<Verdict> for Checked {
    /// A verdict that has no kind of slip: that on a number.
    fn from(verdict: Verdict) -> Self {
        Self {
            verdict,
            slip: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::answer::Slip;

    #[test]
    fn what_is_kept_names_the_slip_and_the_word_of_the_person() {
        let mut entered = Entered::new("あ".repeat(300), Checked::wrong(Slip::N, "ん: x, not y"));
        let kept = entered.kept();
        assert_eq!((kept.answer.chars().count(), &*kept.reason), (200, "ん"));
        assert_eq!(&*kept.overridden, "");
        entered.is_overridden = true;
        assert!(entered.counts_as_right());
        assert_eq!(&*entered.kept().overridden, "right");
        let mut right = Entered::new("x", Checked::right());
        right.is_overridden = true;
        assert_eq!(&*right.kept().overridden, "wrong");
        let number = Entered::new("2", Verdict::Wrong("too low".to_owned()).into());
        assert_eq!(&*number.kept().reason, "too low");
    }
}
