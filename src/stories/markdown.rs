//! What stories and pieces have in common as text: comments that are not said, sections, and what is wrong with a line.

use crate::deck::RawText;

/// What is wrong with a file: lines, counted from 1, with a sentence each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Complaints(pub(super) Vec<(u32, String)>);

impl Complaints {
    /// Adds a sentence about a line.
    pub(super) fn say(&mut self, line: u32, sentence: impl Into<String>) {
        self.0.push((line, sentence.into()));
    }
}

/// A `## ` section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section<'a> {
    /// Its heading; empty for the text before the first one.
    pub(super) heading: &'a str,
    /// The line of the heading, or of the first text.
    pub(super) line: u32,
    /// The text below it.
    pub(super) text: String,
}

/// The text with HTML comments taken out; lines stay where they are.
pub(super) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        let Some((comment, after)) = after.split_once("-->") else {
            break;
        };
        out.push_str(before);
        out.extend(comment.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The sections of a body whose first line has a number; a `## ` inside a block of code begins none.
pub(super) fn sections(body: &str, first_line: u32) -> Vec<Section<'_>> {
    let mut sections = vec![Section {
        heading: "",
        line: first_line,
        text: String::new(),
    }];
    let mut fence: Option<&str> = None;
    // Whether the last section has no text yet: asking the whole of it for each line takes minutes for a file of blank lines.
    let mut is_blank = true;
    for (index, line) in body.lines().enumerate() {
        let trimmed = line.trim_start();
        match fence {
            Some(mark) if trimmed.starts_with(mark) => fence = None,
            Some(_) => {}
            None => {
                fence = ["```", "~~~"]
                    .into_iter()
                    .find(|mark| trimmed.starts_with(mark));
            }
        }
        if let (None, Some(heading)) = (fence, line.strip_prefix("## ")) {
            sections.push(Section {
                heading: heading.trim(),
                line: first_line + index as u32,
                text: String::new(),
            });
            is_blank = true;
        } else if let Some(section) = sections.last_mut() {
            if section.heading.is_empty() && is_blank {
                section.line = first_line + index as u32;
            }
            is_blank &= trimmed.is_empty();
            section.text.push_str(line);
            section.text.push('\n');
        }
    }
    sections.retain(|section| !section.heading.is_empty() || !section.text.trim().is_empty());
    sections
}

/// Says where git left the marks of a conflict, and where a character is that a terminal must not get.
pub(super) fn look_at_lines(source: &str, complaints: &mut Complaints) {
    for (index, line) in source.lines().enumerate() {
        let number = index as u32 + 1;
        let is_mark = |mark: &str| line == mark || line.starts_with(&format!("{mark} "));
        if is_mark("<<<<<<<") || is_mark(">>>>>>>") {
            complaints.say(number, "this line marks a conflict that git left behind");
        }
        if let Some((_, character)) = RawText::new(line).unsafe_character() {
            let code = u32::from(character);
            complaints.say(
                number,
                format!("the character U+{code:04X} is not safe to show and is not shown as it is"),
            );
        }
    }
}

/// The title in a line, or what stands for it where there is none.
pub(super) fn title(value: &str, name: &str) -> (RawText, Option<&'static str>) {
    let in_words = || RawText::new(&name.replace('-', " "));
    let line: String = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if RawText::new(&line).is_blank() {
        return (
            in_words(),
            Some("there is no title; write title: … between the --- lines"),
        );
    }
    match line.char_indices().nth(super::TITLE_LIMIT) {
        None => (RawText::new(&line), None),
        Some((cut, _)) => (
            RawText::new(&format!("{}…", &line[..cut])),
            Some("the title is longer than 200 characters and is cut"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_lines_stay() {
        assert_eq!(without_comments("a <!-- b\nc --> d\ne"), "a \n d\ne");
        assert_eq!(without_comments("a <!-- open"), "a <!-- open");
        assert_eq!(without_comments("<!----><!-- -->"), "");
    }

    #[test]
    fn sections_know_their_lines() {
        let found = sections(
            "\nBefore\n## S \nOne\n### deeper\n```\n## no\n```\n## T\n",
            5,
        );
        let short: Vec<(&str, u32, &str)> = found
            .iter()
            .map(|section| (section.heading, section.line, section.text.as_str()))
            .collect();
        assert_eq!(
            short,
            [
                ("", 6, "\nBefore\n"),
                ("S", 7, "One\n### deeper\n```\n## no\n```\n"),
                ("T", 13, "")
            ]
        );
        assert_eq!(sections("\n\n", 1), []);
    }

    #[test]
    fn marks_of_git_and_unsafe_characters_are_named() {
        let mut complaints = Complaints::default();
        look_at_lines(
            "a\n<<<<<<< HEAD\n=======\nb\u{1b}[2J\n>>>>>>> x\n",
            &mut complaints,
        );
        let lines: Vec<u32> = complaints.0.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 4, 5]);
        assert!(complaints.0[1].1.contains("U+001B"));
    }

    #[test]
    fn a_title_is_one_line_of_at_most_200_characters() {
        assert_eq!(title(" A  b ", "x").0.source(), "A b");
        assert_eq!(title("", "two-words").0.source(), "two words");
        assert!(title("\u{200b}", "x").1.is_some());
        let (long, said) = title(&"あ".repeat(300), "x");
        assert_eq!(long.source().chars().count(), 201);
        assert!(said.is_some());
    }
}
