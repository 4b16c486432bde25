//! Whole rows inside a line that is none: glued to another, after zeros, with a byte order mark before or a CR behind.
//!
//! A row is whole where its check holds. Nothing is mended inside a row, and none is ever made up.

use std::ops::Range;

use super::{
    ROW_LIMIT,
    row::{self, Line},
};

const BEGIN: &[u8] = b"{\"v\":";

/// `,"x":"01234567"}`
const TAIL_LENGTH: usize = 16;

/// How many ends after a beginning are tried.
const TRIES: usize = 64;

/// How many bytes of a line are checked at most, so that a file made to be slow is not.
const WORK: usize = 64 * 1024 * 1024;

/// Where whole rows stand in a line, in order; they never overlap.
pub fn rows_in(line: &[u8]) -> Vec<Range<usize>> {
    let ends: Vec<usize> = positions(line, b",\"x\":\"")
        .into_iter()
        .map(|tail| tail + TAIL_LENGTH)
        .filter(|end| line.get(..*end).is_some_and(|row| row.ends_with(b"\"}")))
        .collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut work = WORK;
    // From the outermost beginning on: a value of a row may look like a row.
    for begin in positions(line, BEGIN) {
        if found.last().is_some_and(|row| begin < row.end) {
            continue;
        }
        let next = ends.partition_point(|end| *end <= begin);
        for end in ends[next..].iter().take(TRIES) {
            if end - begin > ROW_LIMIT {
                break;
            }
            let Some(left) = work.checked_sub(end - begin) else {
                return found;
            };
            work = left;
            if !matches!(row::read(&line[begin..*end]), Line::Bad(..)) {
                found.push(begin..*end);
                break;
            }
        }
    }
    found
}

fn positions(line: &[u8], pattern: &[u8]) -> Vec<usize> {
    let windows = line.windows(pattern.len()).enumerate();
    windows
        .filter(|(_, window)| *window == pattern)
        .map(|(at, _)| at)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::journal::{DeviceId, What};

    fn line(n: u64) -> Vec<u8> {
        let item = format!("d/c{n}");
        let what = What::Skip { item: item.into() };
        let written = row::write(DeviceId(7), n, 1_795_348_800_000, 540, &what);
        written.unwrap().0.into_bytes()
    }

    fn found(line: &[u8]) -> Vec<Vec<u8>> {
        let rows = rows_in(line);
        rows.into_iter().map(|row| line[row].to_vec()).collect()
    }

    #[test]
    fn rows_are_found_between_what_is_none() {
        let (one, two) = (line(1), line(2));
        let cases = [
            (
                "glued",
                [one.clone(), two.clone()].concat(),
                vec![one.clone(), two.clone()],
            ),
            (
                "a cut row before",
                [&one[..40], &two[..]].concat(),
                vec![two.clone()],
            ),
            (
                "a cut row behind",
                [&one[..], &two[..40]].concat(),
                vec![one.clone()],
            ),
            (
                "zeros before",
                [&[0; 4_096][..], &one[..]].concat(),
                vec![one.clone()],
            ),
            (
                "zeros behind",
                [&one[..], &[0; 77][..]].concat(),
                vec![one.clone()],
            ),
            (
                "a byte order mark",
                [&b"\xef\xbb\xbf"[..], &one[..]].concat(),
                vec![one.clone()],
            ),
            ("a CR", [&one[..], b"\r"].concat(), vec![one.clone()]),
            (
                "a flipped bit",
                {
                    let mut bytes = one.clone();
                    bytes[9] ^= 1;
                    bytes
                },
                vec![],
            ),
            ("nothing", Vec::new(), vec![]),
        ];
        for (name, line, rows) in cases {
            assert_eq!(found(&line), rows, "{name}");
        }
    }

    #[test]
    fn a_row_that_stands_inside_a_row_is_not_taken_out_of_it() {
        let inner = String::from_utf8(line(2)).unwrap();
        let body = format!(
            "{{\"v\":1,\"d\":\"00000007\",\"n\":1,\"t\":1,\"z\":0,\"k\":\"dream\",\"in\":{inner}"
        );
        let outer = format!(
            "{body},\"x\":\"{:08x}\"}}",
            crc32fast::hash(body.as_bytes())
        );
        let padded = format!("\0{outer}");
        // The inner row ends first, and only the check of the outer one tells that it is a value.
        assert_eq!(found(padded.as_bytes()), [outer.into_bytes()]);
    }

    #[test]
    fn a_line_made_to_be_slow_is_given_up() {
        let many = [BEGIN.repeat(2_000), b",\"x\":\"00000000\"}".repeat(20_000)].concat();
        assert!(rows_in(&many).is_empty());
    }

    proptest! {
        #[test]
        fn every_glued_row_is_found_and_none_is_made_up(
            parts in prop::collection::vec((1..9_u64, prop::collection::vec(any::<u8>(), 0..30)), 0..8),
        ) {
            let glued: Vec<u8> = parts.iter().flat_map(|(n, noise)| [line(*n), noise.clone()].concat()).collect();
            let rows: Vec<Vec<u8>> = parts.iter().map(|(n, _)| line(*n)).collect();
            prop_assert_eq!(found(&glued), rows);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            for row in rows_in(&bytes) {
                prop_assert!(!matches!(row::read(&bytes[row]), Line::Bad(..)));
            }
        }
    }
}
