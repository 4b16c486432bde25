//! Notes while speaking: a text area in which every key is text.

use ratatui_textarea::{CursorMove, TextArea, WrapMode};
use tui_input::InputRequest;

use super::SpeakScreen;
use crate::{
    app::{App, action::Bound},
    deck::{SafeText, text::is_unsafe},
    practice::spoken::notes::Taken,
};

impl SpeakScreen {
    /// Takes what stands in the open notes over into the attempt; `false` where some of it is over the limit.
    fn take_over(&mut self) -> bool {
        let Some(editor) = &self.editor else {
            return true;
        };
        self.is_dirty = true;
        self.attempt.write(&editor.lines().join("\n")) == Taken::Whole
    }
}

impl App {
    /// Opens the notes of the step that is spoken.
    pub(super) fn open_notes(&mut self) {
        let Some(screen) = self.speak_screen() else {
            return;
        };
        let Some(at) = screen.attempt.step() else {
            return;
        };
        let notes = screen.attempt.notes.get(at).map_or("", String::as_str);
        let mut editor = TextArea::from(notes.split('\n'));
        editor.set_wrap_mode(WrapMode::WordOrGlyph);
        editor.set_cursor_line_style(ratatui::style::Style::new());
        // The terminal's own cursor stands there, where an input method expects it.
        editor.set_cursor_style(ratatui::style::Style::new());
        editor.move_cursor(CursorMove::Bottom);
        editor.move_cursor(CursorMove::End);
        screen.editor = Some(editor);
        screen.asks_finish = false;
    }

    /// Closes the notes; they are kept. `false` where none were open.
    pub(in crate::app) fn close_notes(&mut self) -> bool {
        let Some(screen) = self.speak_screen() else {
            return false;
        };
        screen.take_over();
        screen.kept_ms = 0;
        screen.editor.take().is_some()
    }

    /// Does what a key means in the notes.
    pub(super) fn edit_notes(&mut self, bound: Bound) {
        self.in_notes(|editor| match bound {
            Bound::NewLine => editor.insert_newline(),
            _ => {
                editor.delete_word();
            }
        });
    }

    /// Does what an editing key means in the notes.
    pub(in crate::app) fn edit_in_notes(&mut self, request: InputRequest) {
        self.in_notes(|editor| match request {
            InputRequest::InsertChar(character) if !is_unsafe(character) => {
                editor.insert_char(character);
            }
            InputRequest::DeletePrevChar => {
                editor.delete_char();
            }
            InputRequest::DeleteNextChar => {
                editor.delete_next_char();
            }
            InputRequest::DeleteLine => {
                editor.delete_line_by_head();
            }
            InputRequest::GoToPrevChar => editor.move_cursor(CursorMove::Back),
            InputRequest::GoToNextChar => editor.move_cursor(CursorMove::Forward),
            InputRequest::GoToStart => editor.move_cursor(CursorMove::Head),
            InputRequest::GoToEnd => editor.move_cursor(CursorMove::End),
            _ => {}
        });
    }

    /// Puts pasted text into the notes.
    pub(in crate::app) fn paste_in_notes(&mut self, text: &str) {
        let text = SafeText::from_block(text);
        self.in_notes(|editor| {
            editor.insert_str(&*text);
        });
    }

    /// Moves the cursor of the notes by lines; `false` where none are open.
    pub(in crate::app) fn move_in_notes(&mut self, lines: i32) -> bool {
        let is_open = self
            .speak_screen()
            .is_some_and(|screen| screen.editor.is_some());
        if is_open {
            let step = if lines < 0 {
                CursorMove::Up
            } else {
                CursorMove::Down
            };
            self.in_notes(|editor| {
                for _ in 0..lines.unsigned_abs() {
                    editor.move_cursor(step);
                }
            });
        }
        is_open
    }

    fn in_notes(&mut self, edit: impl FnOnce(&mut TextArea<'static>)) {
        let Some(screen) = self.speak_screen() else {
            return;
        };
        let Some(editor) = &mut screen.editor else {
            return;
        };
        edit(editor);
        if !screen.take_over() {
            self.say("Notes hold 12,000 characters; what is over that is not kept.");
        }
    }
}
