//! What happened: the entries of the journal, how a row is written and read, and how rows become progress.
//!
//! The journal is append-only and never rewritten. Everything about progress is derived from the union of its rows, in an
//! order that does not depend on how files arrived. Nothing here reads a file or a clock.

pub mod copies;
pub mod day;
pub mod entry;
pub mod item_record;
pub mod notice;
pub mod record;
pub mod replay;
pub mod rescue;
pub mod row;
pub mod slip;
pub mod spoken;

pub use day::{Moment, StudyDay};
pub use entry::{DeckState, DeviceId, Entry, EntryId, Review, What};
pub use item_record::{Graded, ItemRecord};
pub use record::Record;
pub use replay::{DayRecord, GoalRecord, Progress};
pub use slip::Slip;
pub use spoken::{MockRecord, SpokenRecord, ToldRecord, Tried};

/// A row holds at most this many bytes, its newline not counted (see `docs/limits.md`).
pub const ROW_LIMIT: usize = 64 * 1024;

/// The largest counter that numbers of other programs hold exactly, 2⁵³. One above it is kept and not counted on from.
pub const COUNTER_LIMIT: u64 = 1 << 53;

/// A short item counts at most this long, in ms: nobody studies it for longer, they were away.
pub const SHORT_ITEM_MS_LIMIT: u32 = 120_000;
