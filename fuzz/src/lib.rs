//! What must hold of every parser, whatever bytes it is given: no panic, and the laws that each function here asserts.
//!
//! The fuzz targets call these functions with bytes of the fuzzer; `tests/corpora.rs` includes this file and calls them with
//! the files of `fuzz/corpus/`, so that the ordinary tests run the very same code.

mod answer;
mod deck;
mod exchange;
mod journal;
mod line;
mod own;
mod safe;
mod settings;

pub use answer::answers;
pub use deck::{json_deck, markdown_deck};
pub use exchange::{partner_result, tracks};
pub use journal::journal;
pub use line::lines;
pub use own::own_texts;
pub use settings::settings;

/// What is called with the bytes of an input.
pub type Law = fn(&[u8]);

/// Every target with the folder of its corpus; each has a file of its name in `fuzz/fuzz_targets/`.
pub const TARGETS: [(&str, Law); 9] = [
    ("answers", answers),
    ("journal", journal),
    ("json_deck", json_deck),
    ("lines", lines),
    ("markdown_deck", markdown_deck),
    ("own_texts", own_texts),
    ("partner_result", partner_result),
    ("settings", settings),
    ("tracks", tracks),
];

/// The bytes as text; what is not UTF-8 becomes U+FFFD, so that the rest of the input is not wasted.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
