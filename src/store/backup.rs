//! Dated copies of the journal in `data/backups`, written before something is done that adds or replaces much.
//!
//! A copy is whole or not there: it is written under another name, synced, and renamed. A name that is taken is left alone.
//! Old copies are thinned as [`copies::surplus`] says; a folder with a name of another pattern is never touched.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use super::{Home, journal_reader, whole_file};
use crate::journal::{
    Moment,
    copies::{self, CopyName, Reason},
};

/// What a folder is called before its copy is whole.
const UNFINISHED: &str = ".mensetsu-new-";
/// What a folder is called while it is removed.
const LEAVING: &str = ".mensetsu-old-";

/// How many names of one second are tried.
const NAMES: usize = 1_000;

/// A copy that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its name.
    pub name: CopyName,
    /// Its folder.
    pub path: PathBuf,
    /// How many files it holds.
    pub files: usize,
    /// How large they are together.
    pub bytes: u64,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A copy was written.
    New(PathBuf),
    /// The newest copy holds the same bytes, so that it serves.
    Same(PathBuf),
    /// There is no journal yet.
    Nothing,
}

impl Written {
    /// The folder with the copy; `None` where there was nothing to copy.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::New(path) | Self::Same(path) => Some(path),
            Self::Nothing => None,
        }
    }
}

/// Why there is no copy. What it was to be written for must not be done then.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {source}")]
pub struct BackupError {
    /// The file or folder.
    pub path: String,
    /// What the system said.
    #[source]
    pub source: io::Error,
}

/// Writes a copy of every journal file and thins the older copies. The lock must be held.
///
/// # Errors
/// Where a file cannot be read or the copy not be written; then there is none, and the older ones stay as they are.
pub fn write(home: &Home, reason: Reason, now: Moment) -> Result<Written, BackupError> {
    let journal = home.journal();
    let files = match journal_reader::paths(&journal) {
        Ok(files) if files.is_empty() => return Ok(Written::Nothing),
        Ok(files) => files,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Written::Nothing),
        Err(error) => return Err(failed(&journal, error)),
    };
    let folder = home.backups();
    let name = CopyName::new(now, reason);
    // One of a clock that was ahead is not the newest, however it is called.
    let newest = list(&folder)
        .into_iter()
        .find(|copy| copy.name.seconds <= name.seconds);
    if let Some(newest) = newest.filter(|newest| is_same(&files, &newest.path)) {
        return Ok(Written::Same(newest.path));
    }
    let written = copy(&files, &folder, name)?;
    thin(&folder, now);
    Ok(Written::New(written))
}

/// The copies of a folder of backups, the newest first. Whatever else lies there is passed over.
pub fn list(folder: &Path) -> Vec<Backup> {
    let mut backups: Vec<Backup> = named(folder, "")
        .into_iter()
        .map(|(name, path)| {
            let files = journal_reader::paths(&path).unwrap_or_default();
            let size = |file: &PathBuf| fs::metadata(file).map_or(0, |found| found.len());
            Backup {
                name,
                bytes: files.iter().map(size).sum(),
                files: files.len(),
                path,
            }
        })
        .collect();
    backups.sort_unstable_by_key(|backup| std::cmp::Reverse(backup.name));
    backups
}

/// Folders, not links, that are called as a copy is, after a prefix.
fn named(folder: &Path, prefix: &str) -> Vec<(CopyName, PathBuf)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let ours = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let name = CopyName::parse(name.strip_prefix(prefix)?)?;
        let is_folder = entry.file_type().ok()?.is_dir();
        is_folder.then(|| (name, entry.path()))
    };
    entries.flatten().filter_map(ours).collect()
}

fn copy(files: &[PathBuf], folder: &Path, name: CopyName) -> Result<PathBuf, BackupError> {
    whole_file::make_folder(folder).map_err(|error| failed(folder, error))?;
    let unfinished = folder.join(format!("{UNFINISHED}{name}"));
    // What a process left that was ended while it wrote this very name.
    remove(&unfinished);
    let copied = fs::create_dir(&unfinished)
        .map_err(|error| failed(&unfinished, error))
        .and_then(|()| fill(&unfinished, files))
        .and_then(|()| settle(&unfinished, folder, name));
    if copied.is_err() {
        remove(&unfinished);
    }
    copied
}

fn fill(unfinished: &Path, files: &[PathBuf]) -> Result<(), BackupError> {
    for file in files {
        let target = unfinished.join(file.file_name().unwrap_or_default());
        let copied = || -> io::Result<()> {
            let mut source = File::open(file)?;
            let mut copy = File::create_new(&target)?;
            io::copy(&mut source, &mut copy)?;
            copy.flush()?;
            copy.set_permissions(source.metadata()?.permissions())?;
            copy.sync_all()
        };
        copied().map_err(|error| failed(file, error))?;
    }
    whole_file::sync_folder(unfinished).map_err(|error| failed(unfinished, error))
}

/// Gives a whole copy the first of its names that is free.
fn settle(unfinished: &Path, folder: &Path, name: CopyName) -> Result<PathBuf, BackupError> {
    let mut name = name;
    for _ in 0..NAMES {
        let target = folder.join(name.to_string());
        // An empty folder would be replaced by the renaming, so the look comes first; one with files refuses.
        if fs::symlink_metadata(&target).is_err() {
            fs::rename(unfinished, &target).map_err(|error| failed(&target, error))?;
            whole_file::sync_folder(folder).map_err(|error| failed(folder, error))?;
            return Ok(target);
        }
        name = name.next();
    }
    let taken = io::Error::from(io::ErrorKind::AlreadyExists);
    Err(failed(&folder.join(name.to_string()), taken))
}

/// Removes what the rule does not keep, and what a process left that was ended meanwhile. What fails is tried the next time.
fn thin(folder: &Path, now: Moment) {
    let there = named(folder, "");
    let names: Vec<CopyName> = there.iter().map(|(name, _)| *name).collect();
    let surplus: BTreeSet<CopyName> = copies::surplus(&names, now).into_iter().collect();
    for (name, path) in there {
        if surplus.contains(&name) && holds_files_alone(&path) {
            // Renamed first, so that half a copy never looks like one.
            let leaving = folder.join(format!("{LEAVING}{name}"));
            if fs::rename(&path, &leaving).is_ok() {
                remove(&leaving);
            }
        }
    }
    let yesterday = CopyName::new(now, Reason::Import).seconds - 86_400;
    for prefix in [UNFINISHED, LEAVING] {
        for (name, path) in named(folder, prefix) {
            if name.seconds < yesterday {
                remove(&path);
            }
        }
    }
}

/// Whether a copy holds what we put there and nothing else: somebody's own folder inside keeps it.
fn holds_files_alone(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.all(|entry| {
            entry.is_ok_and(|entry| {
                let is_journal = entry.path().extension().is_some_and(|end| end == "jsonl");
                is_journal && entry.file_type().is_ok_and(|kind| kind.is_file())
            })
        })
    })
}

/// Removes a folder of ours that holds journal files alone.
fn remove(folder: &Path) {
    if fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir()) && holds_files_alone(folder) {
        // It is tried again when the next copy is written.
        let _ = fs::remove_dir_all(folder);
    }
}

/// Whether a copy holds the same files with the same bytes.
fn is_same(files: &[PathBuf], copy: &Path) -> bool {
    let Ok(copies) = journal_reader::paths(copy) else {
        return false;
    };
    files.len() == copies.len()
        && files.iter().zip(&copies).all(|(file, copy)| {
            file.file_name() == copy.file_name() && are_equal(file, copy).unwrap_or(false)
        })
}

fn are_equal(one: &Path, other: &Path) -> io::Result<bool> {
    const CHUNK: u64 = 64 * 1024;
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let (mut first, mut second) = (Vec::new(), Vec::new());
    loop {
        first.clear();
        second.clear();
        (&mut one).take(CHUNK).read_to_end(&mut first)?;
        (&mut other).take(CHUNK).read_to_end(&mut second)?;
        if first != second {
            return Ok(false);
        }
        if first.is_empty() {
            return Ok(true);
        }
    }
}

fn failed(path: &Path, source: io::Error) -> BackupError {
    BackupError {
        path: path.display().to_string(),
        source,
    }
}

#[cfg(test)]
mod tests;
