//! What is under way, in the state folder: `attempt.json`. It is written whole at each step, so that a spoken answer that was
//! cut off by anything goes on where it was.
//!
//! A file that cannot be read is never written over without a copy: it is moved beside, because it may be of a later version.

use std::{fs, io, path::PathBuf};

use super::{Home, whole_file};
use crate::practice::mock::{Running, run::ATTEMPT_FORMAT};

/// Notes are at most 12,000 characters, keys and times a few thousand bytes; a larger file is not ours.
const BYTES_LIMIT: u64 = 1024 * 1024;

/// What the file says.
#[derive(Debug)]
pub enum Kept {
    /// Nothing is under way.
    Nothing,
    /// Something is.
    Running(Box<Running>),
    /// The file cannot be understood; it is kept beside under this name.
    Unreadable(PathBuf),
}

/// What is under way.
pub fn read(home: &Home) -> Kept {
    let path = home.attempt_file();
    let Ok(found) = fs::symlink_metadata(&path) else {
        return Kept::Nothing;
    };
    let text = if found.is_file() && found.len() <= BYTES_LIMIT {
        fs::read(&path).ok()
    } else {
        None
    };
    let running = text.and_then(|bytes| serde_json::from_slice::<Running>(&bytes).ok());
    match running.filter(|running| running.format == ATTEMPT_FORMAT) {
        Some(running) if running.mock.is_some() || running.attempt.is_some() => {
            Kept::Running(Box::new(running))
        }
        Some(_) => Kept::Nothing,
        None => Kept::Unreadable(path),
    }
}

/// Writes what is under way.
///
/// # Errors
/// Where the state folder cannot be written; what was written before stays whole.
pub fn write(home: &Home, running: &Running) -> io::Result<()> {
    let path = home.attempt_file();
    if let Kept::Unreadable(path) = read(home) {
        set_aside(&path)?;
    }
    whole_file::write(&path, &serde_json::to_vec(running)?)
}

/// Notes that nothing is under way any more.
///
/// # Errors
/// Where the file cannot be removed.
pub fn remove(home: &Home) -> io::Result<()> {
    match fs::remove_file(home.attempt_file()) {
        Ok(()) => {
            // Where this fails, a power cut may bring it back, and it is offered once more.
            let _ = whole_file::sync_folder(&home.state);
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Moves a file that cannot be read to a free name beside.
fn set_aside(path: &std::path::Path) -> io::Result<()> {
    let names = (1..100).map(|count| path.with_extension(format!("unreadable-{count}.json")));
    let free = names
        .into_iter()
        .find(|path| fs::symlink_metadata(path).is_err());
    let free = free.ok_or_else(|| io::Error::from(io::ErrorKind::AlreadyExists))?;
    fs::rename(path, free)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{journal::Moment, practice::spoken::Attempt};

    #[test]
    fn what_is_under_way_is_kept_and_removed() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        assert!(matches!(read(&home), Kept::Nothing));
        let attempt = Attempt {
            card: "d/c".to_owned(),
            notes: vec!["冪等性\nsecond line".to_owned()],
            ..Attempt::default()
        };
        let running = Running::single(attempt, Moment::default(), 0);
        write(&home, &running).unwrap();
        match read(&home) {
            Kept::Running(kept) => assert_eq!(*kept, running),
            other => panic!("{other:?}"),
        }
        remove(&home).unwrap();
        remove(&home).unwrap();
        assert!(matches!(read(&home), Kept::Nothing));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_moved_beside_and_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        for (bytes, count) in [(&b"{\"format\":9}"[..], 1), (&[0, 159, 7][..], 2)] {
            whole_file::write(&home.attempt_file(), bytes).unwrap();
            assert!(matches!(read(&home), Kept::Unreadable(_)));
            let running = Running::single(Attempt::default(), Moment::default(), 0);
            write(&home, &running).unwrap();
            let aside = home.state.join(format!("attempt.unreadable-{count}.json"));
            assert_eq!(fs::read(aside).unwrap(), bytes);
            assert!(matches!(read(&home), Kept::Running(_)));
        }
    }
}
