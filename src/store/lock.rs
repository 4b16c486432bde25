//! One writer at a time: a lock on a file that is never synced. It goes with the process that holds it.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read, Seek, Write},
    path::Path,
};

use super::whole_file;

/// The lock; dropping it lets the next process write.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Why there is no lock.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process holds it.
    #[error("mensetsu is already open{}", .process.map_or(String::new(), |id| format!(" (process {id})")))]
    Held {
        /// Its process id, if it could be read.
        process: Option<u32>,
    },
    /// The lock file cannot be made or opened.
    #[error("{path} cannot be locked")]
    Unusable {
        /// The lock file.
        path: String,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

impl Lock {
    /// Takes the lock of a state folder.
    pub fn take(state: &Path) -> Result<Self, LockError> {
        let path = state.join("lock");
        let unusable = |source| LockError::Unusable {
            path: path.display().to_string(),
            source,
        };
        whole_file::make_folder(state).map_err(unusable)?;
        let options = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path);
        let mut file = options.map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(LockError::Held {
                    process: holder(&mut file),
                });
            }
            Err(TryLockError::Error(source)) => return Err(unusable(source)),
        }
        // The number only helps people; the lock holds without it.
        let _ = file
            .set_len(0)
            .and_then(|()| write!(file, "{}", std::process::id()));
        Ok(Self { _file: file })
    }
}

fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(16).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_who_holds_it() {
        let state = tempfile::tempdir().unwrap();
        let first = Lock::take(state.path()).unwrap();
        let error = Lock::take(state.path()).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("mensetsu is already open (process {})", std::process::id())
        );
        drop(first);
        Lock::take(state.path()).unwrap();
    }
}
