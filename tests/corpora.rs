//! The corpora of the fuzz targets as ordinary tests: the very functions that the fuzzer calls, with every file it left behind.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test or bench that cannot go on says so by ending"
)]

#[path = "../fuzz/src/lib.rs"]
mod laws;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// A file of a corpus is small: it shows one thing.
const FILE_BYTES: u64 = 4 * 1024;

/// All corpora together are no burden on a clone.
const ALL_BYTES: u64 = 500 * 1024;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz")
        .join(name)
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

/// Runs a target on each file of its corpus; the last name that is printed is the file that fails.
fn run(target: &str) {
    let (_, law) = laws::TARGETS
        .into_iter()
        .find(|(name, _)| *name == target)
        .unwrap();
    let corpus = folder("corpus").join(target);
    for name in names(&corpus) {
        println!("fuzz/corpus/{target}/{name}");
        law(&fs::read(corpus.join(name)).unwrap());
    }
}

macro_rules! corpora {
    ($($target:ident)*) => {
        $(
            #[test]
            fn $target() {
                run(stringify!($target));
            }
        )*

        /// The corpora that a test above runs.
        const RUN: &[&str] = &[$(stringify!($target)),*];
    };
}

corpora! {
    answers
    journal
    json_deck
    lines
    markdown_deck
    own_texts
    partner_result
    settings
    tracks
}

#[test]
fn every_target_has_a_corpus_and_every_corpus_a_target() {
    let targets: BTreeSet<String> = laws::TARGETS
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    assert_eq!(names(&folder("corpus")), targets);
    assert_eq!(RUN.len(), targets.len());
    let files = names(&folder("fuzz_targets"));
    let of_files: BTreeSet<String> = files
        .iter()
        .map(|file| file.trim_end_matches(".rs").to_owned())
        .collect();
    assert_eq!(of_files, targets);
    let manifest = fs::read_to_string(folder("Cargo.toml")).unwrap();
    for target in &targets {
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{target}.rs\"")));
        let text = fs::read_to_string(folder("fuzz_targets").join(format!("{target}.rs")));
        assert!(
            text.unwrap()
                .contains(&format!("mensetsu_fuzz::{target}(bytes)"))
        );
    }
}

#[test]
fn corpora_stay_small() {
    let mut all = 0;
    for (target, _) in laws::TARGETS {
        let corpus = folder("corpus").join(target);
        let files = names(&corpus);
        assert!((1..=60).contains(&files.len()), "{target}: {}", files.len());
        for name in files {
            let bytes = fs::metadata(corpus.join(&name)).unwrap().len();
            assert!(bytes <= FILE_BYTES, "{target}/{name}: {bytes} bytes");
            all += bytes;
        }
    }
    assert!(all <= ALL_BYTES, "{all} bytes");
}
