//! Every byte of plain output: sanitised, flushed, and without a panic when the reader is gone or the disk is full.
//!
//! Commands and the plain mode write through this and through nothing else.

use std::io::{self, Write};

use crate::deck::{
    SafeText,
    furigana::{self, Furigana},
    text,
};

/// Why nothing more can be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The reader is gone, for example `| head`. The program ends with exit code 0.
    #[error("the output was closed")]
    Closed,
    /// The output cannot be written, for example a full disk. The program ends with exit code 1.
    #[error("the output cannot be written: {0}")]
    Full(#[source] io::Error),
}

impl From<io::Error> for OutputError {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Closed
        } else {
            Self::Full(error)
        }
    }
}

/// Text output of a command.
pub struct Output<W: Write> {
    writer: W,
    furigana: Furigana,
}

impl<W: Write> Output<W> {
    /// Writes to a writer.
    pub fn new(writer: W) -> Self {
        Self {
            writer,
            furigana: Furigana::default(),
        }
    }

    /// The same with the readings of kanji as a setting says. A screen reader reads a word and its reading as two, so
    /// cards are written without readings unless all are wanted.
    pub fn with_furigana(self, furigana: Furigana) -> Self {
        Self { furigana, ..self }
    }

    /// Writes one line of the program's own, which begins in column 0.
    pub fn line(&mut self, text: impl AsRef<str>) -> Result<(), OutputError> {
        writeln!(self.writer, "{}", SafeText::from_line(text.as_ref()))?;
        Ok(())
    }

    /// Writes lines of the program's own.
    pub fn lines(&mut self, text: impl AsRef<str>) -> Result<(), OutputError> {
        text.as_ref().lines().try_for_each(|line| self.line(line))
    }

    /// Writes card text, indented by two spaces, so that no deck can imitate the program.
    pub fn card(&mut self, text: &SafeText) -> Result<(), OutputError> {
        let text = match self.furigana {
            Furigana::Off | Furigana::On => furigana::plain(text),
            Furigana::All => furigana::bracketed(text),
        };
        for line in text.lines() {
            let line = line.trim_end();
            if line.is_empty() {
                writeln!(self.writer)?;
            } else {
                writeln!(self.writer, "  {line}")?;
            }
        }
        Ok(())
    }

    /// Writes a prompt without a newline and flushes.
    pub fn prompt(&mut self, text: &str) -> Result<(), OutputError> {
        write!(self.writer, "{} ", SafeText::from_line(text).trim_end())?;
        self.writer.flush()?;
        Ok(())
    }

    /// Writes a JSON text; characters that are not safe to show are written as escapes, so that nothing is lost.
    pub fn json(&mut self, value: &impl serde::Serialize) -> Result<(), OutputError> {
        let text =
            serde_json::to_string_pretty(value).map_err(|error| OutputError::Full(error.into()))?;
        writeln!(self.writer, "{}", escaped(&text))?;
        Ok(())
    }

    /// Writes the text of a deck file as it is: for a file or a pipe, never for a terminal.
    pub fn file(&mut self, text: &str) -> Result<(), OutputError> {
        self.writer.write_all(text.as_bytes())?;
        Ok(())
    }

    /// Writes a block of text without indentation, safe to show.
    pub fn block(&mut self, text: &str) -> Result<(), OutputError> {
        let safe = SafeText::from_block(text);
        writeln!(self.writer, "{}", safe.trim_end_matches('\n'))?;
        Ok(())
    }

    /// Sends what is buffered.
    pub fn flush(&mut self) -> Result<(), OutputError> {
        self.writer.flush()?;
        Ok(())
    }
}

/// Writes unsafe characters of a JSON text as `\u` escapes. They can only stand inside strings.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        if text::is_unsafe(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(character);
        }
    }
    out
}

/// Writes an error with its hint to stderr.
pub fn print_error(message: &str, hint: Option<&str>) {
    let mut stderr = io::stderr().lock();
    // Nothing can be done where stderr itself is gone.
    let _ = writeln!(stderr, "error: {}", SafeText::from_line(message));
    if let Some(hint) = hint {
        let _ = writeln!(stderr, "hint: {}", SafeText::from_line(hint));
    }
}

/// Has a panic of a command told in one safe line: what a panic says may quote a deck.
pub fn tell_panics_safely() {
    std::panic::set_hook(Box::new(|info| {
        let message = format!("mensetsu has a fault and ends; every saved grade is safe: {info}");
        print_error(&message, None);
    }));
}

/// Writes a message that is no error to stderr.
pub fn print_note(message: &str) {
    let _ = writeln!(
        io::stderr().lock(),
        "note: {}",
        SafeText::from_line(message)
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Output<&mut Vec<u8>>) -> Result<(), OutputError>) -> String {
        let mut bytes = Vec::new();
        write(&mut Output::new(&mut bytes)).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn card_text_is_indented_and_program_lines_are_not() {
        let card = SafeText::from_block("saved: x\n\ny");
        assert_eq!(written(|out| out.card(&card)), "  saved: x\n\n  y\n");
        assert_eq!(written(|out| out.line("a\u{1b}\nb")), "a␛ b\n");
    }

    #[test]
    fn cards_stand_without_readings_unless_all_are_wanted() {
        let card = SafeText::from_block("決済[けっさい]を`a[0]`");
        assert_eq!(written(|out| out.card(&card)), "  決済を`a[0]`\n");
        let mut bytes = Vec::new();
        let mut output = Output::new(&mut bytes).with_furigana(Furigana::All);
        output.card(&card).unwrap();
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "  決済（けっさい）を`a[0]`\n"
        );
    }

    #[test]
    fn json_keeps_every_character_and_shows_no_control() {
        let text = "a\u{9b}\u{202e}\u{10eeee}é冪";
        let json = written(|out| out.json(&text));
        assert!(
            json.chars()
                .all(|c| c == '\n' || !c.is_control() && c != '\u{202e}')
        );
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn a_closed_pipe_is_no_failure_and_a_full_disk_is() {
        assert!(matches!(
            OutputError::from(io::Error::from(io::ErrorKind::BrokenPipe)),
            OutputError::Closed
        ));
        assert!(matches!(
            OutputError::from(io::Error::from(io::ErrorKind::StorageFull)),
            OutputError::Full(_)
        ));
    }
}
