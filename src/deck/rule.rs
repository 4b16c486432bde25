//! The table of rules: their names, levels and mends. `deck check --explain` and `docs/deck-rules.md` read it.

use super::Level;

/// One rule about deck files.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name in output and in `Allow:` lines.
    pub name: &'static str,
    /// What breaking it does.
    pub level: Level,
    /// What is wrong, in one sentence.
    pub about: &'static str,
    /// How to mend it, in one sentence.
    pub mend: &'static str,
}

use Level::{Error, Skip, Warning};

const fn entry(name: &'static str, level: Level, about: &'static str, mend: &'static str) -> Rule {
    Rule {
        name,
        level,
        about,
        mend,
    }
}

/// Every rule, sorted by name.
pub static RULES: &[Rule] = &[
    entry(
        "bad-json",
        Error,
        "The file is not the JSON of a deck.",
        "mend the JSON at the place named; `deck schema` prints what is expected",
    ),
    entry(
        "bad-value",
        Error,
        "A field holds a value that it cannot have.",
        "write one of the values that the message names",
    ),
    entry(
        "cloze-none",
        Skip,
        "A cloze card has no gap.",
        "put the hidden words of the prompt between {{ and }}",
    ),
    entry(
        "conflict-marker",
        Error,
        "The lines of a merge conflict stand in the file.",
        "keep one side and delete the lines with <<<<<<<, ======= and >>>>>>>",
    ),
    entry(
        "dangling-review",
        Error,
        "A rubric point names a card to review that does not exist.",
        "name a card of this deck, or `deck/card` of another",
    ),
    entry(
        "duplicate-deck",
        Error,
        "Two files of one level have the same deck id; the first in byte order is loaded.",
        "give one of the two another id",
    ),
    entry(
        "duplicate-id",
        Skip,
        "Two cards of a deck have the same id; the first is asked.",
        "give this card another id",
    ),
    entry(
        "estimate-not-number",
        Skip,
        "The answer of an estimate is not a number over 0.",
        "write it as `20000 deliveries/s within 1.25`",
    ),
    entry(
        "estimate-no-unit",
        Error,
        "An estimate has no unit.",
        "write the unit after the number: `20000 deliveries/s within 1.25`",
    ),
    entry(
        "estimate-tolerance",
        Error,
        "The tolerance of an estimate is not a factor over 1 and up to 10.",
        "write `within 1.25` after the unit",
    ),
    entry(
        "front-matter",
        Error,
        "The front matter cannot be read as `key: value` lines.",
        "begin the file with ---, `id:` and `title:` lines, and ---",
    ),
    entry(
        "id-grammar",
        Error,
        "An id holds characters that ids cannot have.",
        "use letters, digits, - _ and . and begin with a letter or digit",
    ),
    entry(
        "metadata-inside",
        Error,
        "A block between two --- lines inside the deck would be lost in other programs.",
        "write *** for a line across the page, or leave a blank line after ---",
    ),
    entry(
        "missing-field",
        Skip,
        "A field that the kind needs is absent or empty.",
        "write the field that the message names",
    ),
    entry(
        "missing-id",
        Warning,
        "A card has no id; it gets one from its prompt, and editing the prompt would lose its progress.",
        "run `mensetsu deck fmt` on the file, or write {#the-id} after the prompt",
    ),
    entry(
        "nested-too-deep",
        Error,
        "Quotes and lists stand in each other more than 32 deep.",
        "write it flatter",
    ),
    entry(
        "no-markdown-spelling",
        Error,
        "A field holds text that a Markdown deck cannot spell, so `convert` would lose it.",
        "take out headings of level 1 to 3, quotes at the left edge, and lines that begin with `Source:` or `Allow:`",
    ),
    entry(
        "no-time",
        Error,
        "A spoken card has no minutes.",
        "write minutes=5 in the heading",
    ),
    entry(
        "not-a-file",
        Error,
        "What has the name of a deck is not a plain file.",
        "put the deck itself there",
    ),
    entry(
        "not-utf8",
        Error,
        "The file is not UTF-8 text.",
        "save it as UTF-8",
    ),
    entry(
        "phase-time",
        Error,
        "The minutes of the phases do not add up to the minutes of the card.",
        "change the phases or the minutes",
    ),
    entry(
        "phase-unknown",
        Error,
        "A rubric point names a phase that the card does not have.",
        "write the title of a phase between the brackets",
    ),
    entry(
        "point-without-weight",
        Error,
        "A point, a phase or a step is not written as `- WEIGHT TEXT` or `- TITLE MINUTES`.",
        "write `- 20 what is scored` with a dash before the number",
    ),
    entry(
        "repeated",
        Error,
        "A section or a key stands twice; only the last is loaded.",
        "keep one of the two",
    ),
    entry(
        "rubric-missing",
        Skip,
        "A spoken card has no rubric.",
        "add a section `### Rubric` with four to eight points",
    ),
    entry(
        "rubric-unanchored",
        Error,
        "A point does not say what is said or done for its whole weight.",
        "add a line `- full: …` below the point",
    ),
    entry(
        "rubric-weights",
        Skip,
        "The weights of a rubric do not sum to 100.",
        "change the weights so that they sum to 100",
    ),
    entry(
        "scenario-no-reveal",
        Error,
        "A scenario reveals data in fewer than two phases.",
        "write below a phase what it reveals",
    ),
    entry(
        "setext-heading",
        Error,
        "A line of text stands right above a --- or === line, which makes it a heading.",
        "leave a blank line between them",
    ),
    entry(
        "symlink",
        Error,
        "The file is a symbolic link; links inside a folder are not followed.",
        "put the deck itself there, or name the link on the command line",
    ),
    entry(
        "table-cells",
        Error,
        "A row of a table has more cells than the table has columns; the surplus would vanish.",
        "write \\| for a | inside a cell, or add a column",
    ),
    entry(
        "too-large",
        Error,
        "The file is larger than a deck may be (8 MiB, 20,000 cards).",
        "split it into several decks",
    ),
    entry(
        "two-ids",
        Error,
        "A heading has two ids; the last one would win without a word.",
        "keep one of the two",
    ),
    entry(
        "unclosed-block",
        Error,
        "A code fence or an HTML comment is never closed and swallows the rest of the file.",
        "close it with the same marks on a line of their own",
    ),
    entry(
        "unknown-area",
        Error,
        "The area is none of the coverage table.",
        "use one of SD MQ RL DB AP QA LG CL LD PE JP CR",
    ),
    entry(
        "unknown-attribute",
        Error,
        "The braces at the end of a heading hold something that is no attribute of a card.",
        "write \\} for a } that belongs to the prompt, or use id, kind, area, tier, covers, was, minutes",
    ),
    entry(
        "unknown-key",
        Error,
        "A field is none that this version knows; the card loads without it.",
        "check the spelling",
    ),
    entry(
        "unknown-kind",
        Skip,
        "The kind of a card is none of the nine.",
        "use recall, cloze, vocab, estimate, compare, open, design, scenario or story",
    ),
    entry(
        "unknown-section",
        Error,
        "A heading names no section of a card; the text below it is not loaded.",
        "use ### Answer, Hint, Steps, Options, Phases, Rubric, Follow-ups or Model; ## starts a card",
    ),
    entry(
        "unknown-version",
        Error,
        "The deck says a format that this program does not know.",
        "use a newer mensetsu, or write format 1",
    ),
    entry(
        "unreadable",
        Error,
        "The file cannot be read.",
        "check that it exists and that you may read it",
    ),
    entry(
        "unreadable-card",
        Skip,
        "A card of a JSON deck cannot be read.",
        "mend the JSON of the card; `deck schema` prints what is expected",
    ),
    entry(
        "unsafe-text",
        Error,
        "A field holds control, bidirectional or private-use characters; they are shown by a symbol.",
        "delete the character that the message names",
    ),
    entry(
        "vocab-prose",
        Warning,
        "Text beside a vocabulary table is shown to nobody who drills.",
        "move it into the columns note or hint",
    ),
    entry(
        "vocab-reading",
        Skip,
        "The reading of a word is missing or not kana.",
        "write the reading in hiragana or katakana",
    ),
    entry(
        "was-cycle",
        Error,
        "The earlier names of cards form a circle.",
        "take one of the names out of `was`",
    ),
];

/// Finds a rule by name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// The rule of a name that stands in this program's own code.
///
/// # Panics
/// Where the table lacks the name; a test names every rule that the code names.
pub(super) fn rule(name: &str) -> &'static Rule {
    #[expect(
        clippy::expect_used,
        reason = "names are literals of this crate; the architecture test looks each of them up"
    )]
    find(name).expect("every rule that the code names stands in the table")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_every_rule_says_how_to_mend_it() {
        let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(
            RULES
                .iter()
                .all(|rule| rule.about.ends_with('.') && !rule.mend.is_empty())
        );
    }
}
