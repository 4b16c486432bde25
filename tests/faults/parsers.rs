//! Row 33: random bytes in every file that the program reads. Longer runs, with coverage, are those of `fuzz/`.

use std::path::Path;

use mensetsu::{
    deck::{
        SafeText,
        format::{Spelling, load, write},
    },
    desk::{Access, Desk},
    journal::row,
    plan::track,
    store::{Config, Home, JournalFiles, attempt, device},
};
use proptest::prelude::*;

use crate::support::{self, run, spoken::SPOKEN, stderr};

/// Pieces of the grammars, so that noise gets further in than its first byte.
const PIECES: [&str; 48] = [
    "---\n",
    "id: a\n",
    "title: \u{202e}\n",
    "## ",
    "### Answer\n",
    "### Rubric\n",
    "### Phases\n",
    "{#",
    ".cloze",
    ".vocab",
    ".estimate",
    " minutes=",
    "}",
    "{{",
    "::",
    "}}",
    "\n\n",
    "> ",
    "- ",
    "| a | reading | meaning |\n|---|---|---|\n",
    "| 冪等性 | べき | x |\n",
    "100 x",
    "e999",
    "-1",
    "{\"format\":1,\"id\":\"a\",\"cards\":[",
    "{\"id\":\"",
    "\"kind\":\"",
    "recall\",",
    "\"prompt\":",
    "[",
    "{",
    "]",
    "}",
    ",",
    ":",
    "\"",
    "\\u0000",
    "\\ud800",
    "null",
    "1e400",
    "{\"v\":1,\"d\":\"",
    "0123abcd\",\"n\":1,\"t\":",
    "\"k\":\"review\",\"c\":\"a/b\",\"g\":",
    "\"x\":\"00000000\"}\n",
    "keys = ",
    "[keys]\n",
    "minutes = ",
    "\u{0}\u{1b}]0;\u{7}",
];

/// Bytes, pieces of the grammars, or a good text with some bytes changed.
fn noise() -> impl Strategy<Value = Vec<u8>> {
    let changed = (
        prop::sample::select(vec![support::DECK, SPOKEN[0].1, support::DECKS[1].1]),
        prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    );
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..1_500),
        prop::collection::vec(prop::sample::select(&PIECES[..]), 0..120)
            .prop_map(|pieces| pieces.concat().into_bytes()),
        changed.prop_map(|(text, changes)| {
            let mut bytes = text.as_bytes().to_vec();
            for (index, byte) in changes {
                let at = index.index(bytes.len());
                bytes[at] = byte;
            }
            bytes
        }),
    ]
}

/// Every file that is read at the start, with the same bytes in it.
fn home_of(bytes: &[u8]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for name in [
        "config/config.toml",
        "data/decks/noise.md",
        "data/decks/noise.json",
        "data/shared/noise/noise.md",
        "data/tracks/noise.json",
        "data/stories/noise.md",
        "data/pieces/noise.md",
        "data/journal/noise.jsonl",
        "state/attempt.json",
        "state/device.json",
        "state/lock",
        "cache/plan.json",
        "cache/shares.json",
        "cache/parameters.json",
    ] {
        support::write(&home.path().join(name), bytes);
    }
    home
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn row_33_random_bytes_to_the_parsers(bytes in noise()) {
        let text = String::from_utf8_lossy(&bytes);
        for spelling in [Spelling::Markdown, Spelling::Json] {
            let loaded = load(&text, spelling, "noise");
            // What was understood can be written and read again.
            if let Some(deck) = &loaded.deck {
                let written = write(deck, Spelling::Json);
                prop_assert!(load(&written, Spelling::Json, "noise").deck.is_some());
            }
        }
        let config = Config::parse(&text, "noise");
        for message in &config.messages {
            prop_assert_eq!(&SafeText::from_line(message), message);
        }
        for line in bytes.split(|byte| *byte == b'\n') {
            row::read(line);
        }
        let _ = track::parse(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn row_33_random_bytes_in_every_file_of_a_home(bytes in noise()) {
        let folder = home_of(&bytes);
        let home = Home::at(folder.path());
        let config = Config::read(&home.config_file());
        let read = JournalFiles::read(&home.journal());
        prop_assert_eq!(read.files, 1);
        attempt::read(&home);
        device::current(&home.state);
        let desk = Desk::open(home, config, Vec::new(), Access::Write).unwrap();
        prop_assert!(desk.can_write());
        // The bundled decks are there whatever the others say.
        prop_assert!(desk.study.collection.decks.len() >= 15);
    }
}

/// Runs the program over a home, and fails where it panics.
fn looked_at(home: &Path) {
    for arguments in [
        &[][..],
        &["deck", "check"],
        &["stats", "--json"],
        &["drill", "--items", "1", "--plain"],
    ] {
        let output = run(home, arguments, "\n3\nq\n:q\n:q\n");
        let errors = stderr(&output);
        assert!(
            matches!(output.status.code(), Some(0..=2)),
            "{arguments:?}: {errors}"
        );
        assert!(!errors.contains("panicked"), "{arguments:?}: {errors}");
        let bytes = [output.stdout, output.stderr].concat();
        assert!(
            !bytes.contains(&0x1b) && !bytes.contains(&7),
            "{arguments:?}"
        );
    }
}

#[test]
fn row_33_the_program_itself_over_damaged_homes() {
    for bytes in [
        &[0; 4_096][..],
        &[0xff; 300],
        "\u{feff}---\nid: x\u{1b}]52;c;QQ==\u{7}\n---\n## \u{9b}31m\n".as_bytes(),
        b"{\"format\":1,\"v\":1,\"cards\":[{},[],null,1e999",
    ] {
        looked_at(home_of(bytes).path());
    }
}
