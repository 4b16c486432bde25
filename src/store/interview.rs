//! The files of an interview that is held for somebody else, in the folder where it was begun: `NAME.json` with its result,
//! and `NAME.json.part` beside it while it is under way.
//!
//! Each is written whole, so that after any fault it is the old one or the new one. A result is never written over another
//! file unless that was asked for.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::whole_file;
use crate::practice::partner::{
    Interview,
    interview::{PART_FORMAT, PART_KIND},
    limits::{CARDS_LIMIT, FILE_LIMIT},
};

/// What lies beside a result that is not written yet.
#[derive(Debug)]
pub enum Part {
    /// Nothing.
    Nothing,
    /// An interview that is under way.
    Running(Box<Interview>),
    /// Something that is no interview, or one of a later version.
    Unreadable,
}

/// The file of an interview that is under way.
pub fn part_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// What is under way for a result.
pub fn read(file: &Path) -> Part {
    let path = part_of(file);
    let Ok(found) = fs::symlink_metadata(&path) else {
        return Part::Nothing;
    };
    // It holds what the result will hold, and a little more.
    let text = if found.is_file() && found.len() <= 2 * FILE_LIMIT {
        fs::read(&path).ok()
    } else {
        None
    };
    let read = text.and_then(|bytes| serde_json::from_slice::<Interview>(&bytes).ok());
    let is_ours = |interview: &Interview| {
        interview.format == PART_FORMAT
            && interview.kind == PART_KIND
            && (1..=CARDS_LIMIT).contains(&interview.cards.len())
    };
    match read.filter(is_ours) {
        Some(interview) => Part::Running(Box::new(interview)),
        None => Part::Unreadable,
    }
}

/// Writes what is under way.
///
/// # Errors
/// Where the folder cannot be written; what was written before stays whole.
pub fn keep(file: &Path, interview: &Interview) -> io::Result<()> {
    whole_file::write(&part_of(file), &serde_json::to_vec(interview)?)
}

/// Writes a result and removes what was under way. `replaces` says that another file there may be written over.
///
/// # Errors
/// Where it cannot be written, or where a file is there that must not be written over. What is under way stays then.
pub fn finish(file: &Path, text: &str, replaces: bool) -> io::Result<()> {
    if !replaces && fs::symlink_metadata(file).is_ok() {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            "a file is there already; move it away, then run the same command again",
        ));
    }
    whole_file::write(file, text.as_bytes())?;
    throw_away(file)
}

/// Removes what was under way.
///
/// # Errors
/// Where it cannot be removed.
pub fn throw_away(file: &Path) -> io::Result<()> {
    match fs::remove_file(part_of(file)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::partner::Asked;

    #[test]
    fn what_is_under_way_is_kept_until_the_result_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("r.json");
        assert!(matches!(read(&file), Part::Nothing));
        let interview = Interview {
            format: PART_FORMAT,
            kind: PART_KIND.to_owned(),
            cards: vec![Asked::default()],
            ..Interview::default()
        };
        keep(&file, &interview).unwrap();
        match read(&file) {
            Part::Running(kept) => assert_eq!(*kept, interview),
            other => panic!("{other:?}"),
        }
        finish(&file, "{}", false).unwrap();
        assert!(matches!(read(&file), Part::Nothing));
        keep(&file, &interview).unwrap();
        assert!(finish(&file, "new", false).is_err());
        assert_eq!(fs::read_to_string(&file).unwrap(), "{}");
        assert!(matches!(read(&file), Part::Running(_)));
        finish(&file, "new", true).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        throw_away(&file).unwrap();
    }

    #[test]
    fn a_file_that_is_no_interview_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("r.json");
        for bytes in [&b"{}"[..], b"{\"format\":9}", &[0, 159], b"null"] {
            fs::write(part_of(&file), bytes).unwrap();
            assert!(matches!(read(&file), Part::Unreadable));
        }
        fs::remove_file(part_of(&file)).unwrap();
        fs::create_dir(part_of(&file)).unwrap();
        assert!(matches!(read(&file), Part::Unreadable));
    }
}
