//! Appends rows to this device's journal file: one whole line in one write, then `sync_data`, and only then "saved".
//!
//! After any error the file is brought back to where the write began, the writer is poisoned, and the next try opens and
//! reads the journal again. The file is never rewritten and never cut where another writer may have been.

use std::{
    collections::HashMap,
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use super::{JournalFiles, whole_file};
use crate::journal::{DeviceId, Entry, Moment, What, row};

/// Why a row was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The row is longer than a row may be.
    #[error("the row is longer than 64 KiB")]
    TooLong,
    /// The file could not be written.
    #[error("{path}: {source}")]
    Unwritable {
        /// The journal file.
        path: String,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

/// A row is written so often where other programs replace the file in the very moment of writing.
const TRIES: usize = 3;

/// The writer of one device.
#[derive(Debug)]
pub struct JournalWriter {
    folder: PathBuf,
    device: DeviceId,
    next: u64,
    /// How long the files were that the counter goes on after, bytes.
    read_lengths: HashMap<PathBuf, u64>,
    open: Option<OpenFile>,
    poisoned: bool,
}

/// A file as this writer left it.
#[derive(Debug)]
struct OpenFile {
    file: File,
    path: PathBuf,
    year: i16,
    inode: (u64, u64),
    length: u64,
}

impl JournalWriter {
    /// A writer that goes on after the rows that were read.
    pub fn new(folder: &Path, device: DeviceId, read: &JournalFiles) -> Self {
        Self {
            folder: folder.to_owned(),
            device,
            next: read.next_counter(device),
            read_lengths: read.lengths().clone(),
            open: None,
            poisoned: false,
        }
    }

    /// Writes a row and returns it when it is on the disk.
    pub fn append(&mut self, now: Moment, what: &What) -> Result<Entry, SaveError> {
        if self.poisoned {
            self.count_anew();
            self.open = None;
            self.poisoned = false;
        }
        let year = jiff::Timestamp::from_millisecond(now.ms)
            .map_or(1970, |time| time.to_zoned(jiff::tz::TimeZone::UTC).year());
        let unwritable = |path: &Path, source| SaveError::Unwritable {
            path: path.display().to_string(),
            source,
        };
        let path = self.folder.join(format!("{}-{year}.jsonl", self.device));
        self.prepare(&path, year)
            .map_err(|source| unwritable(&path, source))?;
        let (mut line, entry) = row::write(self.device, self.next, now.ms, now.zone_minutes, what)
            .ok_or(SaveError::TooLong)?;
        line.push('\n');
        // The counter is used up even if the write fails: a half-written row may have left the machine.
        self.next = self.next.saturating_add(1);
        for _ in 0..TRIES {
            let written = self.write_line(&path, year, line.as_bytes());
            if written.map_err(|source| unwritable(&path, source))? {
                return Ok(entry);
            }
        }
        self.poisoned = true;
        let source = io::Error::other("the file is replaced again and again by another program");
        Err(unwritable(&path, source))
    }

    /// Writes a line; `false` where the file was replaced meanwhile, so that the line stands in a file that nobody finds.
    /// The same line once more costs nothing there: its identity is the same.
    fn write_line(&mut self, path: &Path, year: i16, line: &[u8]) -> io::Result<bool> {
        self.prepare(path, year)?;
        let Some(open) = &mut self.open else {
            return Ok(false);
        };
        let written = open.append(line).and_then(|()| open.is_there());
        match written {
            Ok(true) => return Ok(true),
            Ok(false) => self.open = None,
            Err(_) => self.poisoned = true,
        }
        written
    }

    /// Opens the file of the year, unless it is open and still what this writer left.
    fn prepare(&mut self, path: &Path, year: i16) -> io::Result<()> {
        if let Some(open) = &self.open
            && open.year == year
        {
            if open.is_as_left()? {
                return Ok(());
            }
            self.count_anew();
        } else if self.read_length(path) != fs::metadata(path).map_or(0, |found| found.len()) {
            // Between the reading and this first row somebody else wrote to the file: a sync, a restore, a second program.
            self.count_anew();
        }
        self.open = None;
        whole_file::make_folder(&self.folder)?;
        self.open = Some(OpenFile::open(path, year)?);
        Ok(())
    }
}

impl JournalWriter {
    /// Goes on above every counter that stands in the journal now; never below where this writer was.
    fn count_anew(&mut self) {
        let journal = JournalFiles::read(&self.folder);
        self.next = self.next.max(journal.next_counter(self.device));
        self.read_lengths.clone_from(journal.lengths());
    }

    fn read_length(&self, path: &Path) -> u64 {
        self.read_lengths.get(path).copied().unwrap_or_default()
    }
}

impl OpenFile {
    fn open(path: &Path, year: i16) -> io::Result<Self> {
        let mut file = OpenOptions::new()
            .append(true)
            .read(true)
            .create(true)
            .open(path)?;
        // Synced at every opening: a try before this one may have made file or folder and failed to sync them.
        for folder in path.ancestors().skip(1).take(2) {
            whole_file::sync_folder(folder)?;
        }
        let metadata = file.metadata()?;
        let mut length = metadata.len();
        if length > 0 {
            file.seek(SeekFrom::End(-1))?;
            let mut last = [0];
            file.read_exact(&mut last)?;
            if last != *b"\n" {
                // A torn tail: what is there stays as a bad line, and the next row begins on its own.
                let ended = file.write_all(b"\n").and_then(|()| file.sync_data());
                if let Err(error) = ended {
                    // It shows but may not be on the disk: the next opening must find the torn tail, and not rely on it.
                    if file.metadata().is_ok_and(|now| now.len() == length + 1) {
                        let _ = file.set_len(length);
                    }
                    return Err(error);
                }
                length += 1;
            }
        }
        Ok(Self {
            file,
            path: path.to_owned(),
            year,
            inode: (metadata.dev(), metadata.ino()),
            length,
        })
    }

    /// Whether the file at the path is the one that is open, and as long as this writer left it.
    fn is_as_left(&self) -> io::Result<bool> {
        match fs::metadata(&self.path) {
            Ok(metadata) => {
                Ok((metadata.dev(), metadata.ino()) == self.inode && metadata.len() == self.length)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Whether the file at the path is the one that is open and holds what this writer wrote; others may have added to it.
    fn is_there(&self) -> io::Result<bool> {
        match fs::metadata(&self.path) {
            Ok(found) => Ok((found.dev(), found.ino()) == self.inode && found.len() >= self.length),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn append(&mut self, line: &[u8]) -> io::Result<()> {
        let written = self
            .file
            .write_all(line)
            .and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            self.take_back(line.len() as u64);
            return Err(error);
        }
        self.length += line.len() as u64;
        Ok(())
    }

    /// Cuts the file back to where the write began, but only while nobody else has written to it.
    fn take_back(&self, line: u64) {
        let Ok(metadata) = fs::metadata(&self.path) else {
            return;
        };
        let is_ours = (metadata.dev(), metadata.ino()) == self.inode;
        if is_ours && (self.length..=self.length + line).contains(&metadata.len()) {
            // A failure here leaves a torn or unacknowledged row, which the next open handles.
            let _ = self
                .file
                .set_len(self.length)
                .and_then(|()| self.file.sync_data());
        }
    }
}

#[cfg(test)]
mod tests;
