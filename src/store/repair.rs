//! Looks for whole rows in bad lines, and writes a clean journal *beside* the one that is there.
//!
//! A journal is never rewritten, because a program that syncs its folder may be half way through it: the person says when the
//! clean one takes its place, and what was there is set aside. No row is made up: one counts as whole where its check holds, and is copied byte for byte.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{Home, journal_reader, whole_file};
use crate::{
    deck::SafeText,
    journal::{
        DeviceId, Moment, ROW_LIMIT,
        copies::{CopyName, Reason},
        rescue,
        row::{self, Line},
    },
};

/// How much of a line is looked at. What stands behind that in one line stays in the file and in its copy.
const LINE_LIMIT: usize = 16 * 1024 * 1024;

/// A bad line, and what was found in it.
#[derive(Clone, Debug)]
pub struct Looked {
    /// The file.
    pub path: SafeText,
    /// The line, from 1.
    pub line: usize,
    /// Why it is bad.
    pub why: SafeText,
    /// How many whole rows stand in what was looked at.
    pub rows: usize,
    /// Whether the line goes on behind that.
    pub is_longer: bool,
    /// Its beginning, for the list.
    bytes: Box<[u8]>,
}

/// The rows of a file by counter.
type FileRows = BTreeSet<(u64, Box<[u8]>)>;

/// The rows of a journal that are whole, and the lines that are bad.
#[derive(Debug, Default)]
pub struct Repair {
    /// Every bad line.
    pub bad: Vec<Looked>,
    files: BTreeMap<String, FileRows>,
    /// The files that were looked at, as they were before.
    seen: Vec<(PathBuf, Seen)>,
}

/// What tells that a file is still the one that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    inode: (u64, u64),
    length: u64,
    changed: (i64, i64),
}

/// The clean journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// Its folder, beside the journal.
    pub folder: PathBuf,
    /// The list of the bad lines in it.
    pub bad_lines: PathBuf,
}

/// What stands in `bad-lines.json`.
#[derive(Serialize)]
struct BadLines<'a> {
    format: u32,
    lines: Vec<BadLine<'a>>,
}

#[derive(Serialize)]
struct BadLine<'a> {
    path: &'a str,
    line: usize,
    why: &'a str,
    rows: usize,
    /// The line where it is UTF-8.
    text: Option<&'a str>,
    /// Its bytes where it is not.
    hex: Option<String>,
}

/// Why the journal cannot be repaired: a file that cannot be read would be missing in the clean one.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {source}")]
pub struct RepairError {
    /// The file or folder.
    pub path: String,
    /// What the system said.
    #[source]
    pub source: io::Error,
}

impl Repair {
    /// Reads a journal folder; one that does not exist needs no repair.
    pub fn look(folder: &Path) -> Result<Self, RepairError> {
        let mut repair = Self::default();
        let paths = match journal_reader::paths(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(repair),
            paths => paths.map_err(|error| failed(folder, error))?,
        };
        for path in paths {
            let seen = Seen::of(&path).map_err(|error| failed(&path, error))?;
            repair.seen.push((path.clone(), seen));
            journal_reader::read_lines(&path, LINE_LIMIT, |line| {
                repair.take(&path, line.number, line.bytes);
            })
            .map_err(|error| failed(&path, error))?;
        }
        Ok(repair)
    }

    /// How many rows the clean journal holds, each once.
    pub fn rows(&self) -> usize {
        self.files.values().map(BTreeSet::len).sum()
    }

    /// How many files it holds.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// How many whole rows were found in bad lines.
    pub fn found(&self) -> usize {
        self.bad.iter().map(|bad| bad.rows).sum()
    }

    /// Writes the clean journal beside the one that is there, whole or not at all.
    pub fn write(&self, home: &Home, now: Moment) -> Result<Repaired, RepairError> {
        let stamp = CopyName::new(now, Reason::Repair).stamp();
        whole_file::make_folder(&home.data).map_err(|error| failed(&home.data, error))?;
        let unfinished = tempfile::Builder::new()
            .prefix(".mensetsu-")
            .tempdir_in(&home.data)
            .map_err(|error| failed(&home.data, error))?;
        for (name, rows) in &self.files {
            let lines = rows.iter().flat_map(|(_, row)| [row, &b"\n"[..]].concat());
            let path = unfinished.path().join(name);
            self.create(&path, &lines.collect::<Vec<u8>>())
                .map_err(|error| failed(&path, error))?;
        }
        let path = unfinished.path().join("bad-lines.json");
        whole_file::create(&path, &self.bad_lines()).map_err(|error| failed(&path, error))?;
        let folder = free_name(&home.data, &format!("journal-repaired-{stamp}"));
        fs::rename(unfinished.path(), &folder)
            .and_then(|()| whole_file::sync_folder(&home.data))
            .map_err(|error| failed(&folder, error))?;
        Ok(Repaired {
            bad_lines: folder.join("bad-lines.json"),
            folder,
        })
    }

    /// Makes a file with the rights that the journal has: whoever reads the one reads the other.
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        whole_file::create(path, bytes)?;
        if let Some((journal, _)) = self.seen.first() {
            fs::set_permissions(path, fs::metadata(journal)?.permissions())?;
        }
        Ok(())
    }

    /// Puts the clean journal in the place of the one that was looked at, and returns the folder to which that one went. The
    /// lock must be held.
    ///
    /// The clean files come into the journal under names of their own before the others leave it, so that at no moment a
    /// whole row is in none. Every file is moved by renaming alone, so that none is ever half there.
    ///
    /// # Errors
    /// Where a file has changed since it was looked at, or one cannot be moved; then what was moved is put back.
    pub fn swap(
        &self,
        home: &Home,
        repaired: &Repaired,
        now: Moment,
    ) -> Result<PathBuf, RepairError> {
        let journal = home.journal();
        // Beside the folder itself, where the journal is a link: there a file can be renamed.
        let journal = fs::canonicalize(&journal).map_err(|error| failed(&journal, error))?;
        let parent = journal.parent().unwrap_or(&journal);
        self.is_unchanged(&journal)?;
        let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
        let swapped = self.swap_files(&journal, parent, repaired, now, &mut moved);
        if swapped.is_err() {
            for (from, to) in moved.into_iter().rev() {
                // What cannot be put back stands in a folder that is named, and its rows in the clean files.
                let _ = fs::rename(to, from);
            }
        }
        swapped
    }

    fn swap_files(
        &self,
        journal: &Path,
        parent: &Path,
        repaired: &Repaired,
        now: Moment,
        moved: &mut Vec<(PathBuf, PathBuf)>,
    ) -> Result<PathBuf, RepairError> {
        let stamp = CopyName::new(now, Reason::Repair).stamp();
        let aside = free_name(parent, &format!("journal-set-aside-{stamp}"));
        let mut arrived = Vec::new();
        for name in self.files.keys() {
            let stem = name.trim_end_matches(".jsonl");
            let path = free_name(journal, &format!("{stem} (clean {stamp}).jsonl"));
            let clean = repaired.folder.join(name);
            let copied = fs::read(&clean).and_then(|bytes| self.create(&path, &bytes));
            if let Err(error) = copied {
                for (path, _) in arrived {
                    let _ = fs::remove_file(path);
                }
                return Err(failed(&path, error));
            }
            arrived.push((path, journal.join(name)));
        }
        self.is_unchanged_but(journal, arrived.len())?;
        fs::create_dir(&aside).map_err(|error| failed(&aside, error))?;
        for (path, _) in &self.seen {
            let name = path.file_name().unwrap_or_default();
            let (from, to) = (journal.join(name), aside.join(name));
            fs::rename(&from, &to).map_err(|error| failed(&from, error))?;
            moved.push((from, to));
        }
        for (from, to) in arrived {
            // Where this fails the rows count all the same, under the other name.
            if fs::symlink_metadata(&to).is_err() {
                fs::rename(&from, &to).map_err(|error| failed(&from, error))?;
                moved.push((from, to));
            }
        }
        for folder in [&aside, journal, parent] {
            whole_file::sync_folder(folder).map_err(|error| failed(folder, error))?;
        }
        Ok(aside)
    }

    fn is_unchanged(&self, journal: &Path) -> Result<(), RepairError> {
        self.is_unchanged_but(journal, 0)
    }

    /// Whether the files of the journal are those that were looked at, and so many more.
    fn is_unchanged_but(&self, journal: &Path, more: usize) -> Result<(), RepairError> {
        let paths = journal_reader::paths(journal).map_err(|error| failed(journal, error))?;
        let is_known = |(path, seen): &(PathBuf, Seen)| {
            let name = path.file_name().unwrap_or_default();
            Seen::of(&journal.join(name)).is_ok_and(|now| now == *seen)
        };
        if paths.len() == self.seen.len() + more && self.seen.iter().all(is_known) {
            return Ok(());
        }
        let source = io::Error::other("a file was written meanwhile; let every sync end first");
        Err(failed(journal, source))
    }

    fn take(&mut self, path: &Path, number: usize, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        let Line::Bad(why, _) = row::read(bytes) else {
            self.keep(bytes);
            return;
        };
        let rows = rescue::rows_in(bytes);
        for row in &rows {
            self.keep(&bytes[row.clone()]);
        }
        self.bad.push(Looked {
            path: SafeText::from_line(&path.to_string_lossy()),
            line: number,
            why: SafeText::from_line(why),
            rows: rows.len(),
            is_longer: bytes.len() >= LINE_LIMIT,
            bytes: bytes[..bytes.len().min(ROW_LIMIT)].into(),
        });
    }

    /// Keeps a whole row for the file of its device and year; the same row of two files is kept once.
    fn keep(&mut self, bytes: &[u8]) {
        let (device, n, time) = match row::read(bytes) {
            Line::Entry(entry) => (entry.id.device, entry.id.n, entry.time),
            Line::Unknown { device, n } => (device, n, time_of(bytes)),
            Line::Bad(..) => return,
        };
        let rows = self.files.entry(file_name(device, time)).or_default();
        rows.insert((n, bytes.into()));
    }

    fn bad_lines(&self) -> Vec<u8> {
        let line = |bad: &'_ Looked| {
            let text = std::str::from_utf8(&bad.bytes).ok().map(str::to_owned);
            (bad.path.to_string(), bad.why.to_string(), text)
        };
        let texts: Vec<_> = self.bad.iter().map(line).collect();
        let lines = self.bad.iter().zip(&texts).map(|(bad, (path, why, text))| {
            let hex = || {
                let digits = bad.bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
                digits
                    .filter_map(|digit| char::from_digit(digit.into(), 16))
                    .collect()
            };
            BadLine {
                path,
                line: bad.line,
                why,
                rows: bad.rows,
                text: text.as_deref(),
                hex: text.is_none().then(hex),
            }
        });
        let list = BadLines {
            format: 1,
            lines: lines.collect(),
        };
        // Texts and numbers alone always become JSON; without the list the copy still holds the lines.
        serde_json::to_vec_pretty(&list).unwrap_or_default()
    }
}

impl Seen {
    fn of(path: &Path) -> io::Result<Self> {
        let found = fs::metadata(path)?;
        Ok(Self {
            inode: (found.dev(), found.ino()),
            length: found.len(),
            changed: (found.mtime(), found.mtime_nsec()),
        })
    }
}

/// The name that the writer of a row would have given its file.
fn file_name(device: DeviceId, time: i64) -> String {
    let year = jiff::Timestamp::from_millisecond(time)
        .map_or(1970, |time| time.to_zoned(jiff::tz::TimeZone::UTC).year());
    format!("{device}-{year}.jsonl")
}

/// The time of a row of a later version, which may have it elsewhere.
fn time_of(bytes: &[u8]) -> i64 {
    #[derive(Deserialize)]
    struct Time {
        t: i64,
    }
    serde_json::from_slice(bytes).map_or(0, |time: Time| time.t)
}

/// A name in a folder that nothing has yet.
pub fn free_name(folder: &Path, name: &str) -> PathBuf {
    let numbered = (2..).map(|number| folder.join(format!("{name}-{number}")));
    let mut names = std::iter::once(folder.join(name)).chain(numbered);
    names
        .find(|path| fs::symlink_metadata(path).is_err())
        .unwrap_or_else(|| folder.join(name))
}

fn failed(path: &Path, source: io::Error) -> RepairError {
    RepairError {
        path: path.display().to_string(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        journal::{What, record::united},
        store::JournalFiles,
    };

    const NOW: Moment = Moment {
        ms: 1_795_353_300_000,
        zone_minutes: 0,
    };

    fn row(device: u32, n: u64) -> String {
        let item = format!("d/c{n}");
        let what = What::Skip { item: item.into() };
        row::write(DeviceId(device), n, NOW.ms, 0, &what).unwrap().0
    }

    fn dream(n: u64) -> String {
        let body = format!("{{\"v\":9,\"d\":\"00000001\",\"n\":{n},\"t\":\"soon\",\"k\":\"dream\"");
        let crc = crc32fast::hash(body.as_bytes());
        format!("{body},\"x\":\"{crc:08x}\"}}")
    }

    #[test]
    fn every_whole_row_is_in_the_clean_journal_once_and_nothing_else_is() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let damaged = format!(
            "\u{feff}{}\n{}\n{}{}\n{}\r\n\0\0\0{}\0\n{}\n{}\n{}",
            row(1, 1),
            row(1, 2),
            row(1, 3),
            row(1, 4),
            row(1, 5),
            row(1, 6),
            row(1, 7).replace("c7", "c8"),
            dream(9),
            &row(1, 10)[..30],
        );
        fs::create_dir_all(home.journal()).unwrap();
        fs::write(home.journal().join("00000001-2026.jsonl"), &damaged).unwrap();
        let copy = format!("{}\n{}\n", row(1, 2), row(2, 1));
        fs::write(home.journal().join("00000001-2026 (1).jsonl"), copy).unwrap();
        let before = JournalFiles::read(&home.journal());

        let repair = Repair::look(&home.journal()).unwrap();
        assert_eq!((repair.bad.len(), repair.found(), repair.rows()), (6, 5, 8));
        let repaired = repair.write(&home, NOW).unwrap();
        assert!(
            repaired
                .folder
                .ends_with("journal-repaired-2026-11-22T131500Z")
        );
        let after = JournalFiles::read(&repaired.folder);
        assert!(after.bad.is_empty());
        assert_eq!((after.files, after.unknown), (3, 1));
        let counters = |entries| -> Vec<(u32, u64)> {
            let entries = united(entries).into_iter();
            entries
                .map(|entry| (entry.id.device.0, entry.id.n))
                .collect()
        };
        let whole = counters(after.entries);
        assert_eq!(
            whole,
            [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (2, 1)]
        );
        assert!(
            counters(before.entries)
                .iter()
                .all(|row| whole.contains(row))
        );
        // Nothing that was there has changed, and the list names what was not whole.
        let now = fs::read_to_string(home.journal().join("00000001-2026.jsonl")).unwrap();
        assert_eq!(now, damaged);
        let list = fs::read_to_string(repaired.bad_lines).unwrap();
        let list: serde_json::Value = serde_json::from_str(&list).unwrap();
        assert_eq!(list["lines"][5]["text"], row(1, 10)[..30]);
        assert_eq!(list["lines"][5]["line"], 8);
        // A second one in the same second gets another name.
        let again = repair.write(&home, NOW).unwrap();
        assert!(
            again
                .folder
                .ends_with("journal-repaired-2026-11-22T131500Z-2")
        );
    }

    #[test]
    fn a_journal_without_bad_lines_and_none_at_all_need_nothing() {
        let folder = tempfile::tempdir().unwrap();
        assert!(
            Repair::look(&folder.path().join("none"))
                .unwrap()
                .bad
                .is_empty()
        );
        fs::write(folder.path().join("a.jsonl"), row(1, 1) + "\n\n").unwrap();
        let repair = Repair::look(folder.path()).unwrap();
        assert_eq!((repair.bad.len(), repair.rows()), (0, 1));
    }

    #[test]
    fn bytes_that_are_no_text_are_listed_as_hex() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        fs::create_dir_all(home.journal()).unwrap();
        fs::write(home.journal().join("a.jsonl"), [255, 0, 10]).unwrap();
        let repair = Repair::look(&home.journal()).unwrap();
        let list: serde_json::Value = serde_json::from_slice(&repair.bad_lines()).unwrap();
        assert_eq!(list["lines"][0]["hex"], "ff00");
        assert!(list["lines"][0]["text"].is_null());
    }
}
