//! The person's own files: folders, settings, device, lock, journal, fitted parameters. The one place that writes the journal.

pub mod attempt;
pub mod backup;
pub mod checked_file;
pub mod config;
pub mod device;
pub mod interview;
pub mod journal_reader;
pub mod journal_rows;
pub mod journal_writer;
pub mod lock;
pub mod own_texts;
pub mod parameters;
pub mod paths;
pub mod plan_cache;
pub mod repair;
pub mod share_cache;
pub mod whole_file;

pub use config::Config;
pub use journal_reader::JournalFiles;
pub use journal_writer::JournalWriter;
pub use lock::{Lock, LockError};
pub use paths::Home;
