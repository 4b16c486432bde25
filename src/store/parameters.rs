//! The parameters fitted on a person's own reviews, in the cache folder: `parameters.json`.
//!
//! They follow from the journal and are never written to it. A file that is missing, damaged, of another journal or of a later
//! version counts as none, and the defaults are used.

use std::{fs, io, path::Path};

use serde::{Deserialize, Serialize};

use super::{Home, checked_file};
use crate::memory::{Fit, Parameters};

/// Rises when a file means something else, so that older ones are fitted anew.
const FORMAT: u32 = 1;

/// The file is about 600 bytes; a larger one is not ours.
const BYTES_LIMIT: u64 = 64 * 1024;

/// A fit as the cache keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// What it came to.
    pub fit: Fit,
    /// crc32 of the reviews that it was made from.
    pub input: u32,
    /// Whether the person was told that own parameters are in use.
    pub is_told: bool,
}

#[derive(Serialize, Deserialize)]
struct ParametersFile {
    format: u32,
    /// The folder of the journal that they follow from.
    journal: String,
    input: u32,
    reviews: usize,
    parameters: Option<Vec<f32>>,
    log_loss_before: Option<f64>,
    log_loss_after: Option<f64>,
    told: bool,
}

/// The fit of this journal, where the cache holds one.
pub fn read(home: &Home) -> Option<Fitted> {
    let text = checked_file::read(&home.parameters_file(), BYTES_LIMIT)?;
    let file: ParametersFile = serde_json::from_str(&text).ok()?;
    if file.format != FORMAT || file.journal != place(&home.journal()) {
        return None;
    }
    let parameters = match &file.parameters {
        None => None,
        Some(values) => Some(Parameters::new(values)?),
    };
    Some(Fitted {
        fit: Fit {
            parameters,
            reviews: file.reviews,
            log_loss_before: file.log_loss_before,
            log_loss_after: file.log_loss_after,
        },
        input: file.input,
        is_told: file.told,
    })
}

/// Keeps a fit; the file is the old one or the new one after any fault.
pub fn write(home: &Home, fitted: &Fitted) -> io::Result<()> {
    let file = ParametersFile {
        format: FORMAT,
        journal: place(&home.journal()),
        input: fitted.input,
        reviews: fitted.fit.reviews,
        parameters: fitted
            .fit
            .parameters
            .map(|parameters| parameters.values().to_vec()),
        log_loss_before: fitted.fit.log_loss_before,
        log_loss_after: fitted.fit.log_loss_after,
        told: fitted.is_told,
    };
    let json = serde_json::to_string_pretty(&file).map_err(io::Error::other)?;
    checked_file::write(&home.parameters_file(), &json)
}

fn place(journal: &Path) -> String {
    fs::canonicalize(journal)
        .unwrap_or_else(|_| journal.to_owned())
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        fs::create_dir_all(home.journal()).unwrap();
        (folder, home)
    }

    fn fitted() -> Fitted {
        let mut values = *Parameters::default().values();
        values[2] = 1.0 / 3.0;
        Fitted {
            fit: Fit {
                parameters: Parameters::new(&values),
                reviews: 512,
                log_loss_before: Some(0.345_678),
                log_loss_after: Some(0.3),
            },
            input: 0xfeed_beef,
            is_told: true,
        }
    }

    #[test]
    fn what_was_written_is_read() {
        let (_folder, home) = home();
        assert_eq!(read(&home), None);
        let refused = Fitted {
            fit: Fit {
                parameters: None,
                log_loss_after: None,
                ..fitted().fit
            },
            ..fitted()
        };
        for fitted in [fitted(), refused] {
            write(&home, &fitted).unwrap();
            assert_eq!(read(&home), Some(fitted));
        }
    }

    #[test]
    fn a_damaged_file_counts_as_none() {
        let (_folder, home) = home();
        write(&home, &fitted()).unwrap();
        let path = home.parameters_file();
        let text = fs::read_to_string(&path).unwrap();
        let half = text.len() / 2;
        for damaged in ["", "{}", &text[..half], &text.replace("6.4133", "6.4132")] {
            assert_ne!(damaged, text);
            fs::write(&path, damaged).unwrap();
            assert_eq!(read(&home), None, "{damaged}");
        }
        // With a checksum that fits: of another version, or out of bounds.
        let whole = format!("{{{}", text.split_once(',').unwrap().1);
        checked_file::write(&path, &whole).unwrap();
        assert_eq!(read(&home), Some(fitted()));
        for wrong in [
            whole.replace("\"format\": 1", "\"format\": 2"),
            whole.replace("6.4133", "1e99"),
            whole.replace("6.4133", "-6.4133"),
            whole.replace("6.4133,", ""),
        ] {
            assert_ne!(wrong, whole);
            checked_file::write(&path, &wrong).unwrap();
            assert_eq!(read(&home), None, "{wrong}");
        }
        fs::write(&path, [0xff; 100]).unwrap();
        assert_eq!(read(&home), None);
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert_eq!(read(&home), None);
    }

    #[test]
    fn the_fit_of_another_journal_counts_as_none() {
        let (folder, mut home) = home();
        write(&home, &fitted()).unwrap();
        home.data = folder.path().join("other");
        assert_eq!(read(&home), None);
    }
}
