//! Files of the cache folder: one JSON object that begins with a checksum of the rest, so that a flipped bit is never taken
//! for a number. A file that is missing, too large or damaged counts as none.

use std::{fs, io, path::Path};

use super::whole_file;

/// What a file begins with: `{"crc":"0123abcd",`.
const BEGINS: &str = "{\"crc\":\"";
const THEN: &str = "\",";
const DIGITS: usize = 8;

/// The JSON text of a file of at most so many bytes, where it is as it was written.
pub fn read(path: &Path, bytes_limit: u64) -> Option<String> {
    let found = fs::metadata(path).ok()?;
    if !found.is_file() || found.len() > bytes_limit {
        return None;
    }
    let text = fs::read_to_string(path).ok()?;
    let (crc, rest) = text.strip_prefix(BEGINS)?.split_at_checked(DIGITS)?;
    let rest = rest.strip_prefix(THEN)?;
    (crc == checksum(rest)).then_some(text)
}

/// Writes the JSON text of an object with a checksum as its first member, whole or not at all.
pub fn write(path: &Path, object: &str) -> io::Result<()> {
    let rest = object.strip_prefix('{').filter(|rest| rest.contains(':'));
    let rest = rest.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let text = format!("{BEGINS}{}{THEN}{rest}", checksum(rest));
    whole_file::write(path, text.as_bytes())
}

fn checksum(rest: &str) -> String {
    format!("{:08x}", crc32fast::hash(rest.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_any_flipped_bit_makes_it_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cache/file.json");
        assert_eq!(read(&path, 100), None);
        write(&path, "{\"share\":0.75,\"word\":\"冪等性\"}").unwrap();
        let text = read(&path, 100).unwrap();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            (&value["share"], &value["word"]),
            (&0.75.into(), &"冪等性".into())
        );
        assert_eq!(read(&path, 10), None, "larger than such a file is");
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            for bit in 0..8 {
                let mut damaged = whole.clone();
                damaged[at] ^= 1 << bit;
                fs::write(&path, damaged).unwrap();
                assert_eq!(read(&path, 100), None, "bit {bit} of byte {at}");
            }
            fs::write(&path, &whole[..at]).unwrap();
            assert_eq!(read(&path, 100), None, "cut at {at}");
        }
        assert!(write(&path, "[]").is_err() && write(&path, "{}").is_err());
    }
}
