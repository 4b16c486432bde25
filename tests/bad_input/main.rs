//! Bad input: every row of the table, through the commands that a person runs, with the real program.
//!
//! `table.rs` holds the rows; a row is a test or says why it is not one yet. `one_exit/` holds that no byte of a file reaches
//! a terminal as it is, `limits.rs` that each row of `docs/limits.md` is so.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

#[path = "../support/mod.rs"]
mod support;

mod characters;
mod files;
mod ids;
mod limits;
mod markdown;
mod numbers;
mod one_exit;
mod place;
mod records;
mod shell;
mod structure;
mod table;
mod window;
