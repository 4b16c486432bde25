//! What recall on the day would be with another split of the minutes, in the cache folder: `shares.json`.
//!
//! It is kept with the fingerprint of the plan that it stands beside, so that asking again costs nothing. A file that is
//! missing, damaged or of another version counts as none.

use std::io;

use serde::{Deserialize, Serialize};

use super::{Home, checked_file};

/// Rises when a file means something else, so that older ones are worked out anew.
const FORMAT: u32 = 1;

/// The file is a line; a larger one is not ours.
const BYTES_LIMIT: u64 = 4_096;

#[derive(Debug, Serialize, Deserialize)]
struct CachedShares {
    format: u32,
    fingerprint: u32,
    recalls: [Option<f64>; 2],
}

/// Recall with fewer and with more points for speaking, where they were worked out for this plan.
pub fn read(home: &Home, fingerprint: u32) -> Option<[Option<f64>; 2]> {
    let text = checked_file::read(&home.shares_file(), BYTES_LIMIT)?;
    let file: CachedShares = serde_json::from_str(&text).ok()?;
    let is_share = |recall: &Option<f64>| recall.is_none_or(|share| (0.0..=1.0).contains(&share));
    let is_ours = file.format == FORMAT && file.fingerprint == fingerprint;
    (is_ours && file.recalls.iter().all(is_share)).then_some(file.recalls)
}

/// Keeps them.
pub fn write(home: &Home, fingerprint: u32, recalls: [Option<f64>; 2]) -> io::Result<()> {
    let file = CachedShares {
        format: FORMAT,
        fingerprint,
        recalls,
    };
    checked_file::write(&home.shares_file(), &serde_json::to_string(&file)?)
}
