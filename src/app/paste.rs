//! Pasted text: what a field takes of it, and a word about what it leaves out.

use tui_input::InputRequest;

use super::App;
use crate::{
    app::action::Scope,
    deck::text::{boundary, is_unsafe},
    practice::repair::NOTE_LIMIT,
};

/// A pasted text is taken up to this many bytes; nobody types as much in a sitting.
pub const PASTE_BYTES: usize = 64 * 1024;

/// A pasted text is taken up to this many characters into a field of one line.
pub const PASTE_CHARACTERS: usize = 200;

impl App {
    /// Puts pasted text where text is typed.
    pub(super) fn paste(&mut self, text: &str) {
        let kept = &text[..boundary(text, PASTE_BYTES)];
        if self.scope() == Scope::Notes {
            self.paste_in_notes(kept);
            // Notes that are full say so themselves, which is the narrower limit.
            if kept.len() < text.len() && self.message.is_none() {
                self.say("A paste holds 64 KiB; what is over that is left out.");
            }
        } else if self.takes_text() {
            let limit = match self.scope() {
                Scope::OwnNote => NOTE_LIMIT,
                _ => PASTE_CHARACTERS,
            };
            // In a note a new line parts words; elsewhere it is what a copied line ends with.
            let is_note = self.scope() == Scope::OwnNote;
            let in_one_line = |c: char| match c {
                '\n' | '\r' if is_note => Some(' '),
                '\n' => None,
                c => Some(c),
            };
            let in_one_line = kept.trim_end().chars().filter_map(in_one_line);
            let mut characters = in_one_line.filter(|c| !is_unsafe(*c));
            for character in characters.by_ref().take(limit) {
                drop(self.edit(InputRequest::InsertChar(character)));
            }
            if characters.next().is_some() {
                self.say(format!(
                    "A paste into one line holds {limit} characters; what is over that is left out."
                ));
            }
        }
    }
}
