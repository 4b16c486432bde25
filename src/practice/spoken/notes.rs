//! Notes that are taken while speaking: kept within their limit, and as one text for the journal.

/// Notes of an attempt hold at most this many characters together (RELIABILITY section 1).
pub const NOTES_LIMIT: usize = 12_000;

/// Heads of the parts in the text that the journal keeps.
const HEAD: &str = "## ";

/// Whether notes were taken whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// All of them.
    Whole,
    /// What was over the limit is not kept.
    Cut,
}

/// Notes as they are kept: control characters are not text, and no more than `room` characters.
pub fn taken(text: &str, room: usize) -> (String, Taken) {
    let clean = text.chars().filter_map(|character| match character {
        '\n' => Some('\n'),
        '\t' => Some(' '),
        character if character.is_control() => None,
        character => Some(character),
    });
    let mut kept: String = clean.clone().take(room).collect();
    let how = if clean.count() > room {
        Taken::Cut
    } else {
        Taken::Whole
    };
    kept.truncate(kept.trim_end().len());
    (kept, how)
}

/// The notes of all parts in one text; parts without notes are left out.
pub fn joined<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let parts = parts.filter(|(_, notes)| !notes.trim().is_empty());
    let texts: Vec<String> = parts
        .map(|(title, notes)| format!("{HEAD}{title}\n{notes}"))
        .collect();
    texts.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_lose_control_characters_and_what_is_over_the_limit() {
        assert_eq!(
            taken("a\u{1b}[2J\tb\r\nc\n\n", 100),
            ("a[2J b\nc".to_owned(), Taken::Whole)
        );
        assert_eq!(taken("日本語", 2), ("日本".to_owned(), Taken::Cut));
        assert_eq!(taken("", 0), (String::new(), Taken::Whole));
    }

    #[test]
    fn parts_without_notes_are_left_out() {
        let parts = [
            ("Clarify", "scope"),
            ("Numbers", " "),
            ("Follow-up 1", "fail open"),
        ];
        assert_eq!(
            joined(parts.into_iter()),
            "## Clarify\nscope\n\n## Follow-up 1\nfail open"
        );
    }
}
