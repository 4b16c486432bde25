//! Opening a file of the person's in their editor, at a line.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{library::bundled_source, store::whole_file};

/// Runs the editor on a file and waits for it. The command is the person's own variable, split as a shell splits words,
/// without a shell; the path is absolute, so it is never taken for an option.
///
/// # Errors
/// In a sentence, where the editor cannot be started or says that it failed.
pub fn run(file: &Path, line: u32) -> Result<(), String> {
    let file = fs::canonicalize(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let set = |name: &str| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let command = set("VISUAL")
        .or_else(|| set("EDITOR"))
        .unwrap_or_else(|| "vi".to_owned());
    let words =
        shell_words::split(&command).map_err(|error| format!("$EDITOR cannot be read: {error}"))?;
    let Some((program, options)) = words.split_first() else {
        return Err("$EDITOR is empty".to_owned());
    };
    let status = Command::new(program)
        .args(options)
        .args(arguments(program, &file, line))
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!(
            "The editor {program} ended with {status}, so nothing was read again."
        )),
        Err(error) => Err(format!(
            "The editor {program} cannot be started: {error}. Set $EDITOR."
        )),
    }
}

/// The file with its line, as the editor takes it.
fn arguments(program: &str, file: &Path, line: u32) -> Vec<String> {
    let name = Path::new(program)
        .file_name()
        .map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let file = file.to_string_lossy().into_owned();
    match name.as_str() {
        "vi" | "vim" | "nvim" | "view" | "nano" | "emacs" | "emacsclient" | "kak" | "micro"
        | "joe" => {
            vec![format!("+{line}"), file]
        }
        "hx" | "helix" | "subl" | "zed" => vec![format!("{file}:{line}")],
        "code" | "codium" => vec!["--goto".to_owned(), format!("{file}:{line}")],
        _ => vec![file],
    }
}

/// Copies a bundled deck to the own decks under a free name and returns the copy.
pub(super) fn own_copy(name: &str, folder: &Path) -> io::Result<PathBuf> {
    let source = bundled_source(name).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
    let stem = name.trim_end_matches(".md");
    // A file of that name may be another deck of the person's own: it is left alone.
    let names =
        std::iter::once(name.to_owned()).chain((2..100).map(|count| format!("{stem}-{count}.md")));
    let free = names
        .map(|name| folder.join(name))
        .find(|path| !path.exists());
    let path = free.ok_or_else(|| io::Error::from(io::ErrorKind::AlreadyExists))?;
    whole_file::write(&path, source.as_bytes())?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_editors_get_the_line() {
        let file = Path::new("/d/x.md");
        assert_eq!(arguments("/usr/bin/vim", file, 7), ["+7", "/d/x.md"]);
        assert_eq!(arguments("hx", file, 7), ["/d/x.md:7"]);
        assert_eq!(arguments("code", file, 7), ["--goto", "/d/x.md:7"]);
        assert_eq!(arguments("mine.sh", file, 7), ["/d/x.md"]);
    }
}
