//! A person's desk: decks, journal and settings opened together, with the one writer of the journal.

pub mod fitting;
mod shares;

use std::path::PathBuf;

use crate::{
    deck::{DECK_BYTES_LIMIT, SafeText},
    journal::{DeviceId, Entry, Moment, Record, What},
    library,
    memory::{DEFAULT_RETENTION, Model},
    plan::{
        Track,
        agenda::{Work, Worked},
        track,
    },
    practice::Study,
    store::{
        Config, Home, JournalFiles, JournalWriter, Lock, LockError, device,
        journal_writer::SaveError,
        own_texts,
        parameters::{self, Fitted},
        plan_cache,
    },
    stories::{Genre, Stories},
};
pub use fitting::Fitting;
pub use shares::{OtherShares, other_shares};

/// What a command does with the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It only reads, and needs no lock.
    Read,
    /// It writes, and needs the lock.
    Write,
}

/// Everything that is open for a person.
#[derive(Debug)]
pub struct Desk {
    /// The folders.
    pub home: Home,
    /// The settings.
    pub config: Config,
    /// Decks, journal, memory.
    pub study: Study,
    /// The fit of own parameters that the cache holds; it may have kept the defaults.
    pub fitted: Option<Fitted>,
    /// What to tell once: bad rows, settings that were not understood.
    pub messages: Vec<SafeText>,
    given: Vec<PathBuf>,
    writer: Option<JournalWriter>,
    _lock: Option<Lock>,
}

/// Why nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// The desk was opened to read.
    #[error("another mensetsu is open, so nothing is saved here")]
    ReadOnly,
    /// The journal cannot be written.
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// The moment it is, with the zone of this machine.
pub fn now() -> Moment {
    // Not `Zoned::now`: it panics where the clock of the machine stands outside of all calendars.
    let now = jiff::Timestamp::try_from(std::time::SystemTime::now())
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let zone = jiff::tz::TimeZone::system();
    Moment {
        ms: now.as_millisecond(),
        zone_minutes: zone.to_offset(now).seconds() / 60,
    }
}

/// Makes the plan of now where there is a goal: from the cache where the same morning was worked out before, else anew.
/// Without `patience` only the cache is asked, and the recall of an older plan is shown until there is a new one.
pub fn make_plan(study: &mut Study, home: &Home, now: Moment, patience: bool) {
    let Some((key, work)) = study.work(now) else {
        return;
    };
    let fingerprint = study.plan_fingerprint(&work);
    let cached = plan_cache::read(home);
    if let Some(cached) = &cached {
        study.last_recall = Some(cached.recall);
        if cached.fingerprint == fingerprint && study.take_worked(key, &work, &cached.worked, now) {
            return;
        }
    }
    if patience {
        let worked = work.done(&study.model);
        study.take_worked(key, &work, &worked, now);
        keep_plan(study, home, &work, &worked);
    }
}

/// Keeps what a plan came to for the next opening. A cache that cannot be written costs time and nothing else.
pub fn keep_plan(study: &Study, home: &Home, work: &Work, worked: &Worked) {
    if let Some(agenda) = study.last_planned() {
        let _ = plan_cache::write(home, study.plan_fingerprint(work), worked, agenda.recall);
    }
}

impl Desk {
    /// Opens the desk. `given` are deck paths of this run.
    pub fn open(
        home: Home,
        config: Config,
        given: Vec<PathBuf>,
        access: Access,
    ) -> Result<Self, LockError> {
        let (lock, device) = match access {
            Access::Read => (None, device::current(&home.state).unwrap_or_default()),
            Access::Write => {
                let lock = Lock::take(&home.state)?;
                let device =
                    device::current_or_new(&home.state).map_err(|source| LockError::Unusable {
                        path: home.state.join("device.json").display().to_string(),
                        source,
                    })?;
                (Some(lock), device)
            }
        };
        Ok(Self::load(home, config, given, lock, device))
    }

    fn load(
        home: Home,
        config: Config,
        given: Vec<PathBuf>,
        lock: Option<Lock>,
        device: DeviceId,
    ) -> Self {
        let journal = JournalFiles::read(&home.journal());
        let writer = lock
            .is_some()
            .then(|| JournalWriter::new(&home.journal(), device, &journal));
        let mut messages = config.messages.clone();
        if !journal.bad.is_empty() {
            let count = journal.bad.len();
            let text = format!(
                "{count} lines of the journal cannot be read and are skipped; mensetsu journal check names them"
            );
            messages.push(SafeText::from_line(&text));
        }
        let rows = journal.entries.len();
        let collection = library::load(&home, &config, &given);
        // A journal never loses rows, so a fit that knew more reviews belongs to another.
        let fitted = parameters::read(&home).filter(|fitted| fitted.fit.reviews <= rows);
        let fitted = fitted.map(|fitted| told(fitted, &home, lock.is_some(), &mut messages));
        let model = model(fitted.as_ref(), &config);
        let (tracks, track_messages) = tracks(&home);
        messages.extend(track_messages);
        let record = Record::new(journal.entries, now(), &collection.renamed, &model);
        let study = Study {
            collection,
            record,
            model,
            tracks,
            stories: own_texts::read(&home),
            device,
            minutes: config.minutes,
            typing: config.typing,
            ..Study::default()
        };
        Self {
            home,
            config,
            study,
            fitted,
            messages,
            given,
            writer,
            _lock: lock,
        }
    }

    /// Whether grades can be saved.
    pub fn can_write(&self) -> bool {
        self.writer.is_some()
    }

    /// Writes a row, and adds it to progress when it is on the disk.
    pub fn append(&mut self, what: &What) -> Result<Entry, AppendError> {
        let writer = self.writer.as_mut().ok_or(AppendError::ReadOnly)?;
        let moment = now();
        let entry = writer.append(moment, what)?;
        self.study.add(entry.clone(), moment);
        Ok(entry)
    }

    /// Writes a row without adding it to a study of this desk: the screen keeps its own.
    pub fn write(&mut self, what: &What) -> Result<Entry, AppendError> {
        let writer = self.writer.as_mut().ok_or(AppendError::ReadOnly)?;
        Ok(writer.append(now(), what)?)
    }

    /// Takes over a fit that was made just now, and computes every memory anew.
    pub fn take_fitted(&mut self, fitted: Fitted) {
        self.study.model = model(Some(&fitted), &self.config);
        self.fitted = Some(fitted);
        let study = &mut self.study;
        study
            .record
            .replay(now(), &study.collection.renamed, &study.model);
    }

    /// Reads own stories and pieces again.
    pub fn stories(&self) -> Stories {
        own_texts::read(&self.home)
    }

    /// Makes the file of a new story or piece; one that is there is left alone.
    ///
    /// # Errors
    /// Of the kind `AlreadyExists` where a file of the name is there, else where it cannot be written.
    pub fn new_text(&self, genre: Genre, name: &str, text: &str) -> std::io::Result<PathBuf> {
        own_texts::create(&self.home, genre, name, text)
    }

    /// Reads the decks again.
    pub fn collection(&self) -> crate::deck::collection::Collection {
        library::load(&self.home, &self.config, &self.given)
    }
}

/// The memory model: with own parameters where a fit kept them.
fn model(fitted: Option<&Fitted>, config: &Config) -> Model {
    let retention = config.retention.unwrap_or(DEFAULT_RETENTION);
    match fitted.and_then(|fitted| fitted.fit.parameters) {
        Some(own) => Model::with_parameters(&own, retention),
        None => Model::with_retention(retention),
    }
}

/// Says once that the parameters are others than before. Only a desk that writes says it: the others are opened by scripts.
fn told(mut fitted: Fitted, home: &Home, writes: bool, messages: &mut Vec<SafeText>) -> Fitted {
    if let Some(message) = fitting::message(&fitted).filter(|_| writes) {
        messages.push(message);
        fitted.is_told = fitted.fit.parameters.is_some();
        // Where the cache cannot be written, it is said again.
        let _ = parameters::write(home, &fitted);
    }
    fitted
}

/// The bundled tracks and the person's own; an own one replaces a bundled one of the same id.
fn tracks(home: &Home) -> (Vec<Track>, Vec<SafeText>) {
    let mut tracks = track::bundled();
    let mut messages = Vec::new();
    let Ok(entries) = std::fs::read_dir(home.tracks()) else {
        return (tracks, messages);
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| {
        path.extension()
            .is_some_and(|extension| extension == "json")
    }) {
        let is_plain = std::fs::metadata(path)
            .is_ok_and(|found| found.is_file() && found.len() <= DECK_BYTES_LIMIT);
        if !is_plain {
            let text = format!("{} is not a file of tracks", path.display());
            messages.push(SafeText::from_line(&text));
            continue;
        }
        let read = std::fs::read_to_string(path).map_err(anyhow::Error::from);
        match read.and_then(|text| track::parse(&text).map_err(anyhow::Error::from)) {
            Ok(own) => {
                for track in own.tracks {
                    match tracks.iter_mut().find(|known| known.id == track.id) {
                        Some(known) => *known = track,
                        None => tracks.push(track),
                    }
                }
                messages.extend(own.sentences.iter().map(|sentence| {
                    SafeText::from_line(&format!("{}: {sentence}", path.display()))
                }));
            }
            Err(error) => {
                messages.push(SafeText::from_line(&format!("{}: {error}", path.display())));
            }
        }
    }
    (tracks, messages)
}
