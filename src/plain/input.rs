//! Lines of input: bounded, and whatever their encoding is.

use std::io::{self, BufRead};

/// A line of input is read up to this many bytes; the rest of it is passed over.
const LINE_LIMIT: usize = 64 * 1024;

/// Where answers are read from.
pub struct Input<R: BufRead> {
    reader: R,
    /// Whether the reader is a terminal, where the person's own Enter ends the line.
    pub is_terminal: bool,
}

impl<R: BufRead> Input<R> {
    /// Reads from a reader.
    pub fn new(reader: R, is_terminal: bool) -> Self {
        Self {
            reader,
            is_terminal,
        }
    }

    /// The next line without its end; `None` at the end of the input.
    pub fn line(&mut self) -> Option<String> {
        let mut bytes = Vec::new();
        let mut any = false;
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                // A terminal that is gone is the end of the input.
                Err(_) => break,
            };
            if available.is_empty() {
                break;
            }
            any = true;
            let end = available.iter().position(|byte| *byte == b'\n');
            let taken = &available[..end.unwrap_or(available.len())];
            let room = LINE_LIMIT.saturating_sub(bytes.len());
            bytes.extend_from_slice(&taken[..taken.len().min(room)]);
            let used = end.map_or(available.len(), |end| end + 1);
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        any.then(|| {
            String::from_utf8_lossy(&bytes)
                .trim_end_matches('\r')
                .to_owned()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_bounded_and_the_last_may_lack_its_end() {
        let long = "x".repeat(100_000);
        let text = format!("a\r\n{long}\n\nb");
        let mut input = Input::new(text.as_bytes(), false);
        assert_eq!(input.line().as_deref(), Some("a"));
        assert_eq!(input.line().map(|line| line.len()), Some(LINE_LIMIT));
        assert_eq!(input.line().as_deref(), Some(""));
        assert_eq!(input.line().as_deref(), Some("b"));
        assert_eq!(input.line(), None);
        assert_eq!(
            Input::new(&[0xff, b'\n'][..], false).line().as_deref(),
            Some("\u{fffd}")
        );
    }
}
