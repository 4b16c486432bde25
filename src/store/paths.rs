//! Where the files are: `--home`, `MENSETSU_HOME`, or what the platform says.

use std::path::{Path, PathBuf};

use crate::stories::Genre;

/// The four folders of a person. None is made before something is written to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Settings.
    pub config: PathBuf,
    /// Decks, journal, tracks, stories. It may lie in a synced folder.
    pub data: PathBuf,
    /// What stays on this machine: device, lock, log.
    pub state: PathBuf,
    /// What can be made again.
    pub cache: PathBuf,
}

impl Home {
    /// All folders below one.
    pub fn at(root: &Path) -> Self {
        Self {
            config: root.join("config"),
            data: root.join("data"),
            state: root.join("state"),
            cache: root.join("cache"),
        }
    }

    /// The folders that the platform says; `None` where there is no home folder.
    pub fn of_platform() -> Option<Self> {
        let dirs = directories::ProjectDirs::from("", "", "mensetsu")?;
        let local = dirs.data_local_dir().join("state");
        Some(Self {
            config: dirs.config_dir().to_owned(),
            data: dirs.data_dir().to_owned(),
            state: dirs.state_dir().map_or(local, Path::to_owned),
            cache: dirs.cache_dir().to_owned(),
        })
    }

    /// Makes every folder one from the root on, so that it is the same wherever the program goes and in what it says.
    pub fn make_absolute(&mut self) {
        for folder in [
            &mut self.config,
            &mut self.data,
            &mut self.state,
            &mut self.cache,
        ] {
            if let Ok(whole) = std::path::absolute(&*folder) {
                *folder = whole;
            }
        }
    }

    /// The settings file.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The parameters fitted on the person's own reviews.
    pub fn parameters_file(&self) -> PathBuf {
        self.cache.join("parameters.json")
    }

    /// The plan that was worked out last.
    pub fn plan_file(&self) -> PathBuf {
        self.cache.join("plan.json")
    }

    /// What another split of the minutes would do to it.
    pub fn shares_file(&self) -> PathBuf {
        self.cache.join("shares.json")
    }

    /// What is under way: a spoken answer or a rehearsal.
    pub fn attempt_file(&self) -> PathBuf {
        self.state.join("attempt.json")
    }

    /// The folder of the journal.
    pub fn journal(&self) -> PathBuf {
        self.data.join("journal")
    }

    /// The folder of the person's own decks.
    pub fn decks(&self) -> PathBuf {
        self.data.join("decks")
    }

    /// The folder of shared decks.
    pub fn shared(&self) -> PathBuf {
        self.data.join("shared")
    }

    /// The folder of own tracks.
    pub fn tracks(&self) -> PathBuf {
        self.data.join("tracks")
    }

    /// The folder of own stories or of own pieces.
    pub fn own_texts(&self, genre: Genre) -> PathBuf {
        self.data.join(genre.folder())
    }

    /// The folder of copies that are kept before something is replaced.
    pub fn backups(&self) -> PathBuf {
        self.data.join("backups")
    }
}

/// A path as a person writes it, with `~` for the home folder.
pub fn expanded(path: &str) -> PathBuf {
    let home = || directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match path.strip_prefix('~') {
        Some("") => home().unwrap_or_else(|| path.into()),
        Some(rest) if rest.starts_with('/') => {
            home().map_or_else(|| path.into(), |home| home.join(&rest[1..]))
        }
        _ => path.into(),
    }
}
