//! What the plan of the day came to, in the cache folder: `plan.json`.
//!
//! It is kept with a fingerprint of everything that it was worked out from, so that the same morning is priced once. A file
//! that is missing, damaged or of another version counts as none.

use std::io;

use serde::{Deserialize, Serialize};

use super::{Home, checked_file};
use crate::plan::agenda::{Recall, Worked};

/// Rises when a file means something else, so that older ones are worked out anew.
const FORMAT: u32 = 1;

/// 10,000 items make about a megabyte; a larger file is not ours.
const BYTES_LIMIT: u64 = 16 * 1024 * 1024;

/// A plan as the cache keeps it.
#[derive(Debug, Serialize, Deserialize)]
pub struct CachedPlan {
    format: u32,
    /// Of what it was worked out from.
    pub fingerprint: u32,
    /// What it came to.
    pub worked: Worked,
    /// Recall on the day, to show until a new plan is made.
    pub recall: Recall,
}

/// The plan that was worked out last.
pub fn read(home: &Home) -> Option<CachedPlan> {
    let text = checked_file::read(&home.plan_file(), BYTES_LIMIT)?;
    let file: CachedPlan = serde_json::from_str(&text).ok()?;
    (file.format == FORMAT).then_some(file)
}

/// Keeps a plan.
pub fn write(home: &Home, fingerprint: u32, worked: &Worked, recall: Recall) -> io::Result<()> {
    #[derive(Serialize)]
    struct Written<'a> {
        format: u32,
        fingerprint: u32,
        worked: &'a Worked,
        recall: Recall,
    }
    let json = serde_json::to_string(&Written {
        format: FORMAT,
        fingerprint,
        worked,
        recall,
    })?;
    checked_file::write(&home.plan_file(), &json)
}
