//! The coverage table: which topics of the role the bundled decks answer, with how many cards of each kind.
//!
//! The table is the file `decks/coverage.tsv`; this reads its text and counts. It must not know any deck by name.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use super::{Card, Kind, Position, Problem, collection::Collection};

/// The table as it stands in the folder of the bundled decks.
pub const TABLE: &str = include_str!("../../decks/coverage.tsv");

/// The table of this program. It is part of it, and a test reads it.
pub fn bundled() -> &'static Coverage {
    static COVERAGE: LazyLock<Coverage> =
        LazyLock::new(|| Coverage::parse(TABLE).unwrap_or_default());
    &COVERAGE
}

/// The coverage table with its rows in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Its rows.
    pub rows: Vec<Row>,
    by_id: HashMap<String, usize>,
}

/// One topic of the role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id, for example `SD-02`; the first two letters are its area.
    pub id: String,
    /// What it is about.
    pub topic: String,
    /// How many cards of each kind must cover it.
    pub wanted: Vec<(Kind, usize)>,
    /// Its line in the table, from 1.
    pub line: u32,
}

/// How far a row is covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The row.
    pub row: &'a Row,
    /// For each kind that the row wants: the kind, how many cards there are, how many it wants.
    pub kinds: Vec<(Kind, usize, usize)>,
}

impl Coverage {
    /// Reads the table: a heading line, then `id`, `topic` and `kinds` (`recall:4 design:1`) between TABs.
    ///
    /// # Errors
    /// The number of the first line that is no row, from 1.
    pub fn parse(text: &str) -> Result<Self, u32> {
        let mut coverage = Self::default();
        let lines = (1..).zip(text.lines()).skip(1);
        for (line, text) in lines.filter(|(_, text)| !text.trim().is_empty()) {
            let row = Row::parse(text, line).ok_or(line)?;
            coverage.by_id.insert(row.id.clone(), coverage.rows.len());
            coverage.rows.push(row);
        }
        Ok(coverage)
    }

    /// The row of an id.
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.by_id.get(id).map(|index| &self.rows[*index])
    }

    /// How far each row is covered by some cards, in the order of the table. A card counts once for each row it names.
    pub fn standings<'a>(&'a self, cards: impl Iterator<Item = &'a Card>) -> Vec<Standing<'a>> {
        let mut counts: BTreeMap<(&str, Kind), usize> = BTreeMap::new();
        for card in cards {
            let mut named: Vec<&str> = card.covers.iter().map(String::as_str).collect();
            named.sort_unstable();
            named.dedup();
            for row in named {
                *counts.entry((row, card.kind())).or_default() += 1;
            }
        }
        let standing = |row: &'a Row| Standing {
            row,
            kinds: row
                .wanted
                .iter()
                .map(|(kind, wanted)| {
                    let there = counts.get(&(row.id.as_str(), *kind));
                    (*kind, there.copied().unwrap_or_default(), *wanted)
                })
                .collect(),
        };
        self.rows.iter().map(standing).collect()
    }
}

impl Row {
    fn parse(text: &str, line: u32) -> Option<Self> {
        let mut cells = text.split('\t');
        let (id, topic, kinds) = (cells.next()?, cells.next()?, cells.next()?);
        let wanted = kinds
            .split_whitespace()
            .map(|part| {
                let (kind, number) = part.split_once(':')?;
                Some((Kind::from_name(kind)?, number.parse().ok()?))
            })
            .collect::<Option<Vec<_>>>()?;
        (!id.is_empty() && !wanted.is_empty()).then(|| Self {
            id: id.to_owned(),
            topic: topic.to_owned(),
            wanted,
            line,
        })
    }

    /// The area of the row.
    pub fn area(&self) -> &str {
        self.id.split('-').next().unwrap_or_default()
    }
}

impl Standing<'_> {
    /// Whether every kind has its number.
    pub fn is_full(&self) -> bool {
        self.kinds.iter().all(|(_, there, wanted)| there >= wanted)
    }

    /// What is missing, in words; empty where nothing is.
    pub fn missing(&self) -> String {
        let short = self
            .kinds
            .iter()
            .filter(|(_, there, wanted)| there < wanted);
        let parts: Vec<String> = short
            .map(|(kind, there, wanted)| format!("{there} of {wanted} {kind}"))
            .collect();
        parts.join(", ")
    }
}

/// A problem for each row whose area must be full and is not, at its line of the table.
pub fn uncovered(coverage: &Coverage, collection: &Collection) -> Vec<Problem> {
    coverage
        .standings(cards(collection))
        .iter()
        .filter(|standing| !standing.is_full())
        .map(|standing| {
            let Row {
                id, topic, line, ..
            } = standing.row;
            let message = format!("{id} ({topic}) has {}", standing.missing());
            Problem::new("row-uncovered", Position::line(*line), message)
        })
        .collect()
}

/// Every card of a collection.
pub fn cards(collection: &Collection) -> impl Iterator<Item = &Card> {
    collection
        .decks
        .iter()
        .flat_map(|loaded| &loaded.deck.cards)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::format::{Spelling, load};

    const TABLE: &str = "id\ttopic\tkinds\tcards\nSD-01\tMethod\trecall:2 cloze:1\t3\nRL-01\tDeadlines\trecall:1\t1\n";

    #[test]
    fn a_card_counts_once_for_each_row_it_names() {
        let coverage = Coverage::parse(TABLE).unwrap();
        let source = "---\nid: d\ntitle: D\n---\n\n## A? {#a covers=SD-01,SD-01,RL-01}\n\nB.\n\n## C {{d}} {#c .cloze covers=SD-01}\n";
        let deck = load(source, Spelling::Markdown, "d").deck.unwrap();
        let standings = coverage.standings(deck.cards.iter());
        assert_eq!(standings[0].missing(), "1 of 2 recall");
        assert!(!standings[0].is_full());
        assert!(standings[1].is_full());
        assert_eq!(standings[1].row.area(), "RL");
    }

    #[test]
    fn the_table_of_the_program_has_141_rows_in_the_twelve_areas() {
        assert_eq!(bundled().rows.len(), 141);
        for row in &bundled().rows {
            assert!(
                crate::deck::AREAS
                    .iter()
                    .any(|(area, _)| *area == row.area())
            );
        }
    }

    #[test]
    fn a_line_that_is_no_row_is_named() {
        assert_eq!(Coverage::parse("id\nSD-01\tx\trecall:2\nbad\n"), Err(3));
        assert_eq!(Coverage::parse("id\nSD-01\tx\tpoem:2\n"), Err(2));
    }
}
