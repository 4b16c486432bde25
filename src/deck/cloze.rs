//! Gaps of a cloze prompt: `{{text}}`, `{{text::hint}}`, or numbered `{{c2::text::hint}}`.
//!
//! One number hides all its gaps together, as in Anki; unnumbered gaps count 1, 2, … in their order.

use std::ops::Range;

/// One gap of a prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap<'a> {
    /// Where it stands in the prompt, braces included, in bytes.
    pub range: Range<usize>,
    /// Which gap it is; equal numbers hide together.
    pub number: u32,
    /// What is hidden.
    pub text: &'a str,
    /// What is shown in its place, if the author wrote it.
    pub hint: &'a str,
}

/// Finds the gaps of a prompt in order.
pub fn gaps(prompt: &str) -> Vec<Gap<'_>> {
    let mut gaps = Vec::new();
    let mut from = 0;
    let mut unnumbered = 0;
    while let Some(open) = prompt[from..].find("{{").map(|offset| from + offset) {
        let Some(close) = prompt[open + 2..]
            .find("}}")
            .map(|offset| open + 2 + offset)
        else {
            break;
        };
        let inside = &prompt[open + 2..close];
        let (number, rest) =
            numbered(inside).map_or((None, inside), |(number, rest)| (Some(number), rest));
        let (text, hint) = rest.split_once("::").unwrap_or((rest, ""));
        if !text.trim().is_empty() {
            unnumbered += u32::from(number.is_none());
            gaps.push(Gap {
                range: open..close + 2,
                number: number.unwrap_or(unnumbered),
                text: text.trim(),
                hint: hint.trim(),
            });
        }
        from = close + 2;
    }
    gaps
}

/// The numbers of the gaps of a prompt, each once, in order.
pub fn numbers(prompt: &str) -> Vec<u32> {
    let mut numbers: Vec<u32> = gaps(prompt).iter().map(|gap| gap.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The prompt with the gaps of one number hidden and all others filled in.
pub fn asked(prompt: &str, number: u32) -> String {
    replaced(prompt, |gap| {
        if gap.number != number {
            gap.text.to_owned()
        } else if gap.hint.is_empty() {
            "[...]".to_owned()
        } else {
            format!("[{}]", gap.hint)
        }
    })
}

/// The prompt with every gap filled in; those of one number are marked as strong text.
pub fn filled(prompt: &str, number: u32) -> String {
    replaced(prompt, |gap| {
        if gap.number == number {
            format!("**{}**", gap.text)
        } else {
            gap.text.to_owned()
        }
    })
}

/// What the gaps of one number hide, in one line.
pub fn hidden(prompt: &str, number: u32) -> String {
    let texts: Vec<&str> = gaps(prompt)
        .iter()
        .filter(|gap| gap.number == number)
        .map(|gap| gap.text)
        .collect();
    texts.join("; ")
}

fn replaced(prompt: &str, mut with: impl FnMut(&Gap<'_>) -> String) -> String {
    let mut text = String::with_capacity(prompt.len());
    let mut from = 0;
    for gap in gaps(prompt) {
        text.push_str(&prompt[from..gap.range.start]);
        text.push_str(&with(&gap));
        from = gap.range.end;
    }
    text.push_str(&prompt[from..]);
    text
}

fn numbered(inside: &str) -> Option<(u32, &str)> {
    let (number, rest) = inside.strip_prefix('c')?.split_once("::")?;
    let number: u32 = number.parse().ok()?;
    (number > 0).then_some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unnumbered_gaps_count_from_one() {
        assert_eq!(numbers("A {{b}} c {{d::hint}}"), [1, 2]);
        assert_eq!(asked("A {{b}} c {{d::hint}}", 2), "A b c [hint]");
        assert_eq!(asked("A {{b}} c {{d::hint}}", 1), "A [...] c d");
    }

    #[test]
    fn empty_braces_take_no_number() {
        assert_eq!(numbers("A {{ }} b {{c}} d"), [1]);
    }

    #[test]
    fn one_number_hides_together() {
        let prompt = "{{c1::Reads}} and {{c1::writes}} scale by {{c2::replicas::what}}";
        assert_eq!(numbers(prompt), [1, 2]);
        assert_eq!(asked(prompt, 1), "[...] and [...] scale by replicas");
        assert_eq!(hidden(prompt, 1), "Reads; writes");
        assert_eq!(filled(prompt, 2), "Reads and writes scale by **replicas**");
    }

    #[test]
    fn open_or_empty_braces_are_no_gap() {
        for prompt in ["no gap", "{{", "a {{ b", "{{}}", "{{ }}", "}}{{"] {
            assert_eq!(numbers(prompt), [0; 0], "{prompt}");
        }
    }

    #[test]
    fn text_that_begins_with_c_is_no_number() {
        assert_eq!(gaps("{{cache::where}}")[0].text, "cache");
        assert_eq!(gaps("{{c0::x}}")[0].text, "c0");
    }
}
