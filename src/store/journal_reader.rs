//! Reads every `*.jsonl` of the journal folder, conflict copies too. Nothing is written, and a bad line costs that line.
//!
//! [`JournalFiles`] is what counts; [`read_lines`] gives the lines as they stand, for those who look at the files themselves.

use std::{
    collections::HashMap,
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

use crate::{
    deck::SafeText,
    journal::{
        COUNTER_LIMIT, DeviceId, Entry, ROW_LIMIT,
        row::{self, Line},
    },
};

/// A line that is no row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The file.
    pub path: SafeText,
    /// The line, from 1; 0 where the file itself cannot be read.
    pub line: usize,
    /// Why.
    pub why: SafeText,
}

/// What the journal folder holds.
#[derive(Debug, Default)]
pub struct JournalFiles {
    /// Rows in the order in which they stand.
    pub entries: Vec<Entry>,
    /// How many files there are.
    pub files: usize,
    /// Whole rows of later versions or unknown kinds.
    pub unknown: usize,
    /// Lines that are no rows.
    pub bad: Vec<BadLine>,
    highest: HashMap<DeviceId, u64>,
    /// How long each file was when its reading began, bytes.
    lengths: HashMap<PathBuf, u64>,
}

impl JournalFiles {
    /// Reads a journal folder; one that does not exist is empty.
    pub fn read(folder: &Path) -> Self {
        let mut journal = Self::default();
        let paths = match paths(folder) {
            Ok(paths) => paths,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return journal,
            Err(error) => {
                journal.unreadable(folder, &error);
                return journal;
            }
        };
        for path in paths {
            journal.files += 1;
            if let Err(error) = journal.read_file(&path) {
                journal.unreadable(&path, &error);
            }
        }
        journal
    }

    /// The counter above every one that was seen of a device.
    pub fn next_counter(&self, device: DeviceId) -> u64 {
        self.highest
            .get(&device)
            .map_or(1, |highest| highest.saturating_add(1))
    }

    /// How long each file was when it was read, bytes.
    pub fn lengths(&self) -> &HashMap<PathBuf, u64> {
        &self.lengths
    }

    /// Every device that wrote a row.
    pub fn devices(&self) -> Vec<DeviceId> {
        let mut devices: Vec<DeviceId> = self.highest.keys().copied().collect();
        devices.sort_unstable();
        devices
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        let path = SafeText::from_line(&path.to_string_lossy());
        self.bad.push(BadLine {
            path,
            line: 0,
            why: SafeText::from_line(&error.to_string()),
        });
    }

    fn read_file(&mut self, path: &Path) -> io::Result<()> {
        if let Ok(metadata) = std::fs::metadata(path) {
            self.lengths.insert(path.to_owned(), metadata.len());
            // A review takes about 190 bytes; the guess saves most of the growing.
            self.entries
                .reserve((metadata.len() / 190).min(1_000_000) as usize);
        }
        // One byte more than a row may have, so that a longer line counts as too long.
        read_lines(path, ROW_LIMIT + 1, |line| self.read_line(path, line))
    }

    fn read_line(&mut self, path: &Path, line: FileLine<'_>) {
        if line.bytes.is_empty() {
            return;
        }
        match row::read(line.bytes) {
            Line::Entry(entry) => {
                self.saw(entry.id.device, entry.id.n);
                self.entries.push(entry);
            }
            Line::Unknown { device, n } => {
                self.saw(device, n);
                self.unknown += 1;
            }
            Line::Bad(why, counter) => {
                if let Some((device, n)) = counter {
                    self.saw(device, n);
                }
                self.bad.push(BadLine {
                    path: SafeText::from_line(&path.to_string_lossy()),
                    line: line.number,
                    why: SafeText::from_line(why),
                });
            }
        }
    }

    fn saw(&mut self, device: DeviceId, n: u64) {
        // No device writes so much: the counter goes on below a number that is damaged or made up.
        if n > COUNTER_LIMIT {
            return;
        }
        let highest = self.highest.entry(device).or_default();
        *highest = (*highest).max(n);
    }
}

/// A line of a journal file as it stands there.
#[derive(Clone, Copy, Debug)]
pub struct FileLine<'a> {
    /// From 1.
    pub number: usize,
    /// Its bytes without the newline, as far as they were asked for.
    pub bytes: &'a [u8],
    /// Whether a newline ends it; the last line of a file may lack one.
    pub is_ended: bool,
}

/// The files of a journal folder, by name.
pub fn paths(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "jsonl")
            && path.is_file()
        {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Reads the lines of a file, of each at most the first `limit` bytes.
pub fn read_lines(
    path: &Path,
    limit: usize,
    mut visit: impl FnMut(FileLine<'_>),
) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(ROW_LIMIT, File::open(path)?);
    let mut bytes = Vec::with_capacity(512);
    let mut number = 0;
    while let Some(is_ended) = read_line(&mut reader, &mut bytes, limit)? {
        number += 1;
        visit(FileLine {
            number,
            bytes: &bytes,
            is_ended,
        });
    }
    Ok(())
}

/// Reads up to the next newline, and says whether there was one; `None` at the end of the file.
fn read_line(
    reader: &mut impl BufRead,
    line: &mut Vec<u8>,
    limit: usize,
) -> io::Result<Option<bool>> {
    line.clear();
    let mut any = false;
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            return Ok(any.then_some(false));
        }
        any = true;
        let end = available.iter().position(|byte| *byte == b'\n');
        let taken = &available[..end.unwrap_or(available.len())];
        let room = limit.saturating_sub(line.len());
        line.extend_from_slice(&taken[..taken.len().min(room)]);
        let used = end.map_or(available.len(), |end| end + 1);
        reader.consume(used);
        if end.is_some() {
            return Ok(Some(true));
        }
    }
}
