//! A page of facts, paragraphs and entries, printed as plain text of any width or as Markdown. It chooses nothing.

use crate::{
    deck::{SafeText, furigana::Furigana},
    ui::{
        markdown::{self, Setting},
        text::{Readings, TextLine, wrap_plain},
        theme::Role,
    },
};

/// Cells before the text of a fact or paragraph.
const MARGIN: usize = 2;

/// Cells before the text of an entry: margin, sign, space.
const ENTRY_MARGIN: usize = 4;

/// A page.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// What it is about; no Markdown.
    pub title: String,
    /// Names and values; no Markdown.
    pub facts: Vec<(&'static str, String)>,
    /// The sections.
    pub sections: Vec<Section>,
    /// A last sentence; no Markdown.
    pub last: String,
    /// Which readings of kanji the entries show.
    pub furigana: Furigana,
}

/// A section of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    /// Its heading.
    pub title: &'static str,
    /// Sentences of our own; no Markdown.
    pub paragraphs: Vec<String>,
    /// Entries of cards.
    pub entries: Vec<Entry>,
}

/// A line with what stands below it, both Markdown of a card.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    head: SafeText,
    more: Vec<SafeText>,
}

impl Entry {
    /// An entry; empty blocks are left out.
    pub fn new(head: SafeText, mut more: Vec<SafeText>) -> Self {
        more.retain(|block| !block.trim().is_empty());
        Self { head, more }
    }
}

impl Section {
    /// A section of entries.
    pub fn of(title: &'static str, entries: Vec<Entry>) -> Self {
        Self {
            title,
            entries,
            ..Self::default()
        }
    }

    /// A section of sentences.
    pub fn told(title: &'static str, paragraphs: Vec<String>) -> Self {
        Self {
            title,
            paragraphs,
            ..Self::default()
        }
    }
}

impl Page {
    /// The page as lines of at most `cells` cells. All but headings are indented, so that no card can imitate one.
    pub fn text(&self, cells: usize) -> Vec<String> {
        let mut lines = wrap_plain(&self.title, cells);
        lines.push(String::new());
        for (name, value) in &self.facts {
            paragraph(&format!("{name}: {value}"), cells, &mut lines);
        }
        for section in &self.sections {
            lines.push(String::new());
            lines.push(section.title.to_owned());
            for text in &section.paragraphs {
                paragraph(text, cells, &mut lines);
            }
            for entry in &section.entries {
                let room = cells - ENTRY_MARGIN;
                for (index, line) in self.shown(&entry.head, room).into_iter().enumerate() {
                    let sign = if index == 0 { "  - " } else { "    " };
                    lines.push(format!("{sign}{line}"));
                }
                for block in &entry.more {
                    let block = self.shown(block, room - MARGIN);
                    lines.extend(block.iter().map(|line| format!("      {line}")));
                }
            }
        }
        lines.push(String::new());
        lines.extend(wrap_plain(&self.last, cells));
        lines
            .iter()
            .map(|line| line.trim_end().to_owned())
            .collect()
    }

    /// Markdown of a card as lines without marks.
    fn shown(&self, block: &SafeText, cells: usize) -> Vec<String> {
        let setting = Setting {
            readings: Readings::new(self.furigana, true, None),
            ..Setting::default()
        };
        let lines = markdown::lines(block, cells, Role::Text, setting);
        lines.iter().map(TextLine::plain).collect()
    }

    /// The page as a Markdown file.
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n", escaped(&self.title));
        text.push('\n');
        for (name, value) in &self.facts {
            text.push_str(&format!("- **{name}:** {}\n", escaped(value)));
        }
        for section in &self.sections {
            text.push_str(&format!("\n## {}\n\n", section.title));
            let paragraphs: Vec<String> = section
                .paragraphs
                .iter()
                .map(|text| escaped(text))
                .collect();
            if !paragraphs.is_empty() {
                text.push_str(&paragraphs.join("\n\n"));
                text.push('\n');
            }
            for entry in &section.entries {
                text.push_str(&format!("- {}\n", self.furigana.flat(&entry.head)));
                for block in &entry.more {
                    let block = self.furigana.flat(block);
                    for line in std::iter::once("").chain(block.trim().lines()) {
                        text.push_str(format!("  {line}").trim_end());
                        text.push('\n');
                    }
                }
            }
        }
        text.push_str(&format!("\n{}\n", escaped(&self.last)));
        text
    }
}

fn paragraph(text: &str, cells: usize, lines: &mut Vec<String>) {
    let wrapped = wrap_plain(text, cells - MARGIN);
    lines.extend(wrapped.iter().map(|line| format!("  {line}")));
}

/// Text of our own or of a person as Markdown that says the same.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in SafeText::from_line(text).chars() {
        if r"\`*_[]<>#|~".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        let block = SafeText::from_block;
        Page {
            title: "Lead conversation".to_owned(),
            facts: vec![("Company", "A*me <b>".to_owned())],
            sections: vec![
                Section::told("What to expect", vec!["One. Two.".to_owned()]),
                Section::of(
                    "Cards",
                    vec![Entry::new(
                        SafeText::from_line("Why `x`?"),
                        vec![
                            block("Because **y**, 障害[しょうがい].\n\n- one\n- two"),
                            block(" "),
                        ],
                    )],
                ),
            ],
            last: "The end.".to_owned(),
            furigana: Furigana::On,
        }
    }

    #[test]
    fn text_has_no_marks_and_cards_stand_indented() {
        assert_eq!(
            page().text(40).join("\n"),
            "Lead conversation\n\n  Company: A*me <b>\n\nWhat to expect\n  One. Two.\n\nCards\n  - Why x?\n      Because y, 障害（しょうがい）.\n\n      • one\n      • two\n\nThe end."
        );
    }

    #[test]
    fn markdown_keeps_the_marks_of_cards_and_escapes_those_of_people() {
        assert_eq!(
            page().markdown(),
            "# Lead conversation\n\n- **Company:** A\\*me \\<b\\>\n\n## What to expect\n\nOne. Two.\n\n## Cards\n\n- Why `x`?\n\n  Because **y**, 障害（しょうがい）.\n\n  - one\n  - two\n\nThe end.\n"
        );
    }
}
