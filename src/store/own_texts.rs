//! The folders of own stories and pieces: their files are looked at before they are read, links in them are not followed,
//! and a file is made only where none is.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::{Home, whole_file};
use crate::stories::{Genre, OWN_TEXT_BYTES_LIMIT, OWN_TEXTS_LIMIT, OwnFile, Refusal, Stories};

/// Reads both folders. A folder that is not there has no texts.
pub fn read(home: &Home) -> Stories {
    let files = Genre::ALL
        .into_iter()
        .flat_map(|genre| files(genre, &home.own_texts(genre)));
    Stories::new(files.collect())
}

/// Makes the file of a new text; one that is there is left alone, and the error is of the kind `AlreadyExists`.
pub fn create(home: &Home, genre: Genre, name: &str, text: &str) -> io::Result<PathBuf> {
    let path = home.own_texts(genre).join(format!("{name}.md"));
    whole_file::create(&path, text.as_bytes())?;
    Ok(path)
}

fn refused(line: u32, sentence: impl Into<String>) -> Refusal {
    Refusal {
        line,
        sentence: sentence.into(),
    }
}

/// The files of a folder by name. Folders in it, hidden files and files of other endings hold no texts.
fn files(genre: Genre, folder: &Path) -> Vec<OwnFile> {
    let of_folder = |sentence: String| OwnFile {
        genre,
        path: folder.to_owned(),
        text: Err(refused(1, sentence)),
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            return vec![of_folder(format!("the folder cannot be read: {error}"))];
        }
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.retain(|path| is_text(path));
    let count = paths.len();
    paths.truncate(OWN_TEXTS_LIMIT);
    let mut found: Vec<OwnFile> = paths
        .into_iter()
        .map(|path| OwnFile {
            genre,
            text: text(&path),
            path,
        })
        .collect();
    if count > OWN_TEXTS_LIMIT {
        found.push(of_folder(format!(
            "{count} files are here and the first {OWN_TEXTS_LIMIT} are read"
        )));
    }
    found
}

/// Whether a file is meant to be a text: by its ending, also where that is one that is not read.
fn is_text(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let ending = ending.to_lowercase();
    !name.starts_with('.') && matches!(ending.as_str(), "md" | "markdown" | "txt")
}

/// The text of a file, or why it is not read.
fn text(path: &Path) -> Result<String, Refusal> {
    let metadata = path
        .symlink_metadata()
        .map_err(|error| refused(1, error.to_string()))?;
    if metadata.is_symlink() {
        return Err(refused(1, "this is a symbolic link and is not followed"));
    }
    if !metadata.is_file() {
        return Err(refused(1, "this is not a plain file"));
    }
    if path.extension().is_none_or(|ending| ending != "md") {
        return Err(refused(
            1,
            "the file is not read, because its name does not end in .md",
        ));
    }
    let too_large = |bytes: u64| {
        let sentence = format!(
            "the file has {bytes} bytes and is not read; a text may have {OWN_TEXT_BYTES_LIMIT}"
        );
        refused(1, sentence)
    };
    if metadata.len() > OWN_TEXT_BYTES_LIMIT {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::new();
    // It may have grown meanwhile.
    File::open(path)
        .and_then(|file| file.take(OWN_TEXT_BYTES_LIMIT + 1).read_to_end(&mut bytes))
        .map_err(|error| refused(1, format!("the file cannot be read: {error}")))?;
    if bytes.len() as u64 > OWN_TEXT_BYTES_LIMIT {
        return Err(too_large(bytes.len() as u64));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let lines = error.as_bytes()[..valid]
            .iter()
            .filter(|byte| **byte == b'\n');
        let line = lines.count() as u32 + 1;
        refused(
            line,
            format!("byte {} is not UTF-8, so the file is not read", valid + 1),
        )
    })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        (folder, home)
    }

    #[test]
    fn folders_that_are_not_there_hold_nothing() {
        let (_folder, home) = home();
        assert_eq!(read(&home), Stories::default());
    }

    #[test]
    fn what_is_no_plain_text_is_named_and_the_rest_is_read() {
        let (_folder, home) = home();
        let stories = home.own_texts(Genre::Stories);
        fs::create_dir_all(&stories).unwrap();
        let write = |name: &str, bytes: &[u8]| fs::write(stories.join(name), bytes).unwrap();
        write("good.md", b"---\ntitle: Good\n---\n");
        write("binary.md", b"a\n\xff");
        write("notes.txt", b"notes");
        write(".hidden.md", b"");
        write("picture.png", b"");
        write("good.md~", b"");
        fs::create_dir(stories.join("folder.md")).unwrap();
        fs::create_dir(stories.join("folder")).unwrap();
        symlink("/etc/passwd", stories.join("link.md")).unwrap();
        let big = File::create(stories.join("big.md")).unwrap();
        big.set_len(OWN_TEXT_BYTES_LIMIT + 1).unwrap();
        let pipe = std::process::Command::new("mkfifo")
            .arg(stories.join("pipe.md"))
            .status();
        assert!(pipe.unwrap().success());
        let all = read(&home);
        assert_eq!(all.stories.len(), 1);
        let said: Vec<String> = all
            .problems
            .iter()
            .map(|problem| format!("{}:{} {}", problem.place(), problem.line, problem.sentence))
            .collect();
        assert_eq!(
            said,
            [
                "stories/big.md:1 the file has 262145 bytes and is not read; a text may have 262144",
                "stories/binary.md:2 byte 3 is not UTF-8, so the file is not read",
                "stories/folder.md:1 this is not a plain file",
                "stories/link.md:1 this is a symbolic link and is not followed",
                "stories/notes.txt:1 the file is not read, because its name does not end in .md",
                "stories/pipe.md:1 this is not a plain file",
            ]
        );
    }

    #[test]
    fn more_files_than_are_read_are_named() {
        let (_folder, home) = home();
        let pieces = home.own_texts(Genre::Pieces);
        fs::create_dir_all(&pieces).unwrap();
        for number in 0..=OWN_TEXTS_LIMIT {
            fs::write(
                pieces.join(format!("p{number}.md")),
                "---\ntitle: P\nkind: other\n---\n",
            )
            .unwrap();
        }
        let all = read(&home);
        assert_eq!(all.pieces.len(), OWN_TEXTS_LIMIT);
        assert_eq!(all.problems.len(), 1);
        assert_eq!(&*all.problems[0].place(), "pieces");
        assert_eq!(
            &*all.problems[0].sentence,
            "501 files are here and the first 500 are read"
        );
    }

    #[test]
    fn a_text_is_made_once() {
        let (_folder, home) = home();
        let path = create(&home, Genre::Pieces, "intro", "one").unwrap();
        assert!(path.ends_with("data/pieces/intro.md"));
        let again = create(&home, Genre::Pieces, "intro", "two").unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }

    #[test]
    fn a_folder_may_be_a_link_to_where_the_person_keeps_it() {
        let (folder, home) = home();
        let elsewhere = folder.path().join("elsewhere");
        fs::create_dir_all(&elsewhere).unwrap();
        fs::create_dir_all(&home.data).unwrap();
        fs::write(elsewhere.join("a.md"), "---\ntitle: A\n---\n").unwrap();
        symlink(&elsewhere, home.own_texts(Genre::Stories)).unwrap();
        assert_eq!(read(&home).stories.len(), 1);
    }
}
