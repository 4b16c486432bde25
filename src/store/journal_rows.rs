//! The rows of the journal with the places at which they stand, for `journal check`. Nothing is written.

use std::path::Path;

use super::journal_reader::{self, FileLine};
use crate::journal::{
    ROW_LIMIT,
    notice::{Place, Rows},
    row::{self, Line},
};

/// Reads a journal folder. Files that cannot be read are named by [`super::JournalFiles`] and passed over here.
pub fn read(folder: &Path) -> Rows {
    let mut rows = Rows::default();
    for path in journal_reader::paths(folder).unwrap_or_default() {
        let file = rows.files.len();
        let name = path.file_name().unwrap_or_default();
        rows.files.push(name.to_string_lossy().into_owned());
        // What was read before a fault is told; the fault itself is named elsewhere.
        let _ =
            journal_reader::read_lines(&path, ROW_LIMIT + 1, |line| take(&mut rows, file, line));
    }
    rows
}

fn take(rows: &mut Rows, file: usize, line: FileLine<'_>) {
    let place = Place {
        file,
        line: line.number,
    };
    if !line.is_ended {
        rows.unended.push(place);
    }
    match row::read(line.bytes) {
        Line::Entry(entry) => rows.known.push((place, entry)),
        Line::Unknown { device, n } => rows.unknown.push((place, device, n)),
        Line::Bad(_, spent) => rows.spent.extend(spent),
    }
}
