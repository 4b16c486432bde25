//! Every row of the fault table as a test of the real program: a grade that was called saved survives whatever happens.
//!
//! A test that needs root, a mount or a tool that is not there prints `skipped: row N: why` and passes.
//! `MENSETSU_KILLS` sets how often rows 1 and 17 kill the program; `full.sh` runs the full counts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test that cannot go on says so by ending"
)]

mod caches;
mod clock;
mod disk;
mod injected;
mod journal_files;
mod kill;
mod means;
mod merging;
mod output;
mod parsers;
mod power;
mod processes;
mod screen;
mod sitting;
#[path = "../support/mod.rs"]
mod support;
#[path = "../support/terminal.rs"]
mod terminal;

/// The table of faults: number and fault. A row is tested by functions whose names begin with `row_` and its number.
const ROWS: [(u32, &str); 33] = [
    (1, "kill -9 at any moment"),
    (2, "power cut, ext4"),
    (3, "power cut, XFS"),
    (4, "power cut in a snapshot write"),
    (5, "EIO at fdatasync N"),
    (6, "the same without ptrace"),
    (7, "EIO on every sync from N on"),
    (8, "ENOSPC at write N"),
    (9, "really full disk"),
    (10, "space comes back"),
    (11, "EINTR"),
    (12, "EDQUOT / file size limit"),
    (13, "read-only file system"),
    (14, "no permission"),
    (15, "data dir is missing / vanishes while running"),
    (16, "two processes"),
    (17, "holder killed"),
    (18, "torn tail at any byte"),
    (19, "NUL tail"),
    (20, "flipped bit"),
    (21, "log replaced under us (git pull, Syncthing)"),
    (22, "log shortened by a restore"),
    (23, "conflict copy"),
    (24, "merge in any order, twice"),
    (25, "SIGTERM/HUP/INT/QUIT"),
    (26, "^Z / SIGTSTP + fg"),
    (27, "panic in main / in a thread"),
    (28, "terminal closed"),
    (29, "| head -1, >/dev/full"),
    (30, "clock 400 days back / year 2040"),
    (31, "cloned home"),
    (32, "stale or damaged snapshot"),
    (33, "random bytes to every parser"),
];

#[test]
fn every_row_has_a_test() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    let mut tests = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = text.lines().count();
        assert!(lines <= 600, "{} has {lines} lines", path.display());
        // A function without the attribute is not run, so it counts for nothing.
        let mut is_test = false;
        for line in text.lines().map(str::trim) {
            if let Some(name) = line.strip_prefix("fn row_").filter(|_| is_test) {
                tests.push(name.split('(').next().unwrap().to_owned());
            }
            is_test = line == "#[test]";
        }
    }
    for (row, fault) in ROWS {
        let begins = format!("{row:02}_");
        assert!(
            tests.iter().any(|name| name.starts_with(&begins)),
            "row {row} ({fault}) has no test"
        );
    }
    for name in &tests {
        let row = name.split('_').next().unwrap().parse::<u32>();
        assert!(
            row.is_ok_and(|row| ROWS.iter().any(|known| known.0 == row)),
            "row_{name} is of no row"
        );
    }
}
