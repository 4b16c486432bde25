//! Rows of a vocabulary table, taken from the source so that a surplus cell is seen and not dropped.

use super::{Block, BlockKind, Page, report};
use crate::deck::{Position, Problem};

/// A table may have at most this many columns (see `docs/limits.md`).
const COLUMNS_LIMIT: usize = 32;

/// One row with its line.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: u32,
    pub(super) cells: Vec<String>,
}

/// A table: its column names in lower case, and its rows.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) line: u32,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// The tables among some blocks.
pub(super) fn tables(page: &Page<'_>, blocks: &[Block], problems: &mut Vec<Problem>) -> Vec<Table> {
    let tables = blocks.iter().filter(|block| block.kind == BlockKind::Table);
    tables.map(|block| table(page, block, problems)).collect()
}

fn table(page: &Page<'_>, block: &Block, problems: &mut Vec<Problem>) -> Table {
    let first = page.line(block.range.start);
    let mut lines = page.source[block.range.clone()].lines();
    let mut columns = lines.next().map(cells).unwrap_or_default();
    for column in &mut columns {
        *column = column.to_lowercase();
    }
    if columns.len() > COLUMNS_LIMIT {
        let message = format!(
            "the table has {} columns; {COLUMNS_LIMIT} are read",
            columns.len()
        );
        report(problems, "table-cells", Position::line(first), message);
        columns.truncate(COLUMNS_LIMIT);
    }
    let mut rows = Vec::new();
    for (index, line) in lines.enumerate().skip(1) {
        let number = first + 1 + index as u32;
        let cells = cells(line);
        if cells.len() > columns.len() && columns.len() < COLUMNS_LIMIT {
            let message = format!(
                "the row has {} cells, the table {} columns",
                cells.len(),
                columns.len()
            );
            report(problems, "table-cells", Position::line(number), message);
        }
        rows.push(Row {
            line: number,
            cells,
        });
    }
    Table {
        line: first,
        columns,
        rows,
    }
}

/// Splits a row at every `|` without a backslash before it.
pub(super) fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let last = cells.len() - 1;
        match character {
            '\\' if characters.peek() == Some(&'|') => {
                characters.next();
                cells[last].push('|');
            }
            '|' => cells.push(String::new()),
            _ => cells[last].push(character),
        }
    }
    let mut cells: Vec<String> = cells
        .into_iter()
        .map(|cell| cell.trim().to_owned())
        .collect();
    if cells.last().is_some_and(String::is_empty) && cells.len() > 1 {
        cells.pop();
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_split_at_bare_bars() {
        assert_eq!(cells("| a | b \\| c |  |"), ["a", "b | c", ""]);
        assert_eq!(cells("a | b"), ["a", "b"]);
        assert_eq!(cells("| |"), [""]);
    }
}
