//! Reading decks of 10,000 cards, and the bundled ones.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod generate;

use mensetsu::{
    deck::{
        SafeText,
        check::{Subject, check},
        collection::{Collection, DeckFile, Origin},
        coverage,
        format::{Spelling, load, write},
    },
    library,
};

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 20)]
fn markdown_10_000_cards(bencher: divan::Bencher<'_, '_>) {
    let decks = generate::decks(10_000);
    bencher.bench(|| {
        decks
            .iter()
            .map(|(_, text)| load(text, Spelling::Markdown, "x").problems.len())
            .sum::<usize>()
    });
}

#[divan::bench(sample_count = 20)]
fn json_10_000_cards(bencher: divan::Bencher<'_, '_>) {
    let json = |text: &str| {
        load(text, Spelling::Markdown, "x")
            .deck
            .map(|deck| write(&deck, Spelling::Json))
    };
    let decks: Vec<String> = generate::decks(10_000)
        .iter()
        .filter_map(|(_, text)| json(text))
        .collect();
    bencher.bench(|| {
        decks
            .iter()
            .map(|text| load(text, Spelling::Json, "x").problems.len())
            .sum::<usize>()
    });
}

#[divan::bench(sample_count = 20)]
fn bundled_decks() -> usize {
    library::bundled_files().len()
}

#[divan::bench(sample_count = 20)]
fn collection_10_000_cards(bencher: divan::Bencher<'_, '_>) {
    let file = |(name, text): &(String, String)| DeckFile {
        origin: Origin::Own,
        path: SafeText::from_line(name),
        file: None,
        deck: load(text, Spelling::Markdown, "x").deck,
        problems: Vec::new(),
    };
    let files: Vec<DeckFile> = generate::decks(10_000).iter().map(file).collect();
    bencher
        .with_inputs(|| files.clone())
        .bench_values(|files| Collection::new(files, Vec::new()).items.len());
}

#[divan::bench(sample_count = 10)]
fn check_10_000_cards(bencher: divan::Bencher<'_, '_>) {
    let file = |(name, text): &(String, String)| DeckFile {
        origin: Origin::Own,
        path: SafeText::from_line(name),
        file: None,
        deck: load(text, Spelling::Markdown, "x").deck,
        problems: Vec::new(),
    };
    let files: Vec<DeckFile> = generate::decks(10_000).iter().map(file).collect();
    bench_check(bencher, &Collection::new(files, Vec::new()));
}

#[divan::bench(sample_count = 10)]
fn check_bundled_decks(bencher: divan::Bencher<'_, '_>) {
    bench_check(
        bencher,
        &Collection::new(library::bundled_files(), Vec::new()),
    );
}

fn bench_check(bencher: divan::Bencher<'_, '_>, collection: &Collection) {
    let subjects: Vec<Subject<'_>> = collection
        .decks
        .iter()
        .map(|loaded| Subject { loaded, source: "" })
        .collect();
    bencher.bench_local(|| check(&subjects, collection, coverage::bundled()).len());
}
