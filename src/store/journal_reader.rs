//! Reads every `*.jsonl` of the journal folder, conflict copies too. Nothing is written, and a bad line costs that line.

use std::{
    collections::HashMap,
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

use crate::{
    deck::SafeText,
    journal::{
        DeviceId, Entry, ROW_LIMIT,
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
        let file = File::open(path)?;
        if let Ok(metadata) = file.metadata() {
            // A review takes about 190 bytes; the guess saves most of the growing.
            self.entries
                .reserve((metadata.len() / 190).min(1_000_000) as usize);
        }
        let mut reader = BufReader::with_capacity(ROW_LIMIT, file);
        let mut line = Vec::with_capacity(512);
        let mut number = 0;
        while read_line(&mut reader, &mut line)? {
            number += 1;
            if line.is_empty() {
                continue;
            }
            match row::read(&line) {
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
                    let path = SafeText::from_line(&path.to_string_lossy());
                    self.bad.push(BadLine {
                        path,
                        line: number,
                        why: SafeText::from_line(why),
                    });
                }
            }
        }
        Ok(())
    }

    fn saw(&mut self, device: DeviceId, n: u64) {
        let highest = self.highest.entry(device).or_default();
        *highest = (*highest).max(n);
    }
}

fn paths(folder: &Path) -> io::Result<Vec<PathBuf>> {
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

/// Reads up to the next newline; a longer line than a row may be is kept only so far that it counts as too long.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let mut any = false;
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            return Ok(any);
        }
        any = true;
        let end = available.iter().position(|byte| *byte == b'\n');
        let taken = &available[..end.unwrap_or(available.len())];
        let room = (ROW_LIMIT + 1).saturating_sub(line.len());
        line.extend_from_slice(&taken[..taken.len().min(room)]);
        let used = end.map_or(available.len(), |end| end + 1);
        reader.consume(used);
        if end.is_some() {
            return Ok(true);
        }
    }
}
