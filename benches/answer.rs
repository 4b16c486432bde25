//! Checking typed words against the bundled decks: what happens between Enter and the verdict.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

use mensetsu::{
    deck::{Body, Facet, RawText, Vocab, collection::Collection},
    library,
    practice::answer::{Glosses, Wanted, kana, word::check},
};

fn main() {
    divan::main();
}

fn collection() -> Collection {
    Collection::new(library::bundled_files(), Vec::new())
}

/// The longest reading of the list of words, and a word of the decks with many meanings.
fn wanted(facet: Facet) -> Wanted {
    let vocab = Vocab {
        term: "分散トランザクションの補償処理".into(),
        reading: "ぶんさんトランザクションのほしょうしょり".into(),
        alternates: vec!["ぶんさんとらんざくしょんほしょう".into()],
        meaning: [
            "compensation of a distributed transaction",
            "system failure; outage",
            "measure to prevent recurrence",
            "preventive measure",
            "recurrence prevention",
        ]
        .map(RawText::new)
        .into(),
        reject: vec!["rolling back a release".into(), "distributed lock".into()],
        ..Vocab::default()
    };
    Wanted::new(&vocab, facet, &Glosses::new(&collection())).unwrap()
}

#[divan::bench(args = [
    "bunsantoranzakushonnohoshoushori",
    "bunsantoranzakushonnohoshoshori",
    "ぶんさんトランザクションのほしょうしょり",
    "さっぱりわかりませんでした",
    "compensation of a distributed transaction",
])]
fn reading(bencher: divan::Bencher<'_, '_>, typed: &str) {
    let wanted = wanted(Facet::Reading);
    bencher.bench(|| check(&wanted, divan::black_box(typed)));
}

#[divan::bench(args = [
    "compensation of a distributed transaction",
    "compensaton of a distributed transction",
    "distributed locks",
    "something else that is quite long, and another thing",
    "bunsantoranzakushonnohoshoushori",
])]
fn meaning(bencher: divan::Bencher<'_, '_>, typed: &str) {
    let wanted = wanted(Facet::Meaning);
    bencher.bench(|| check(&wanted, divan::black_box(typed)));
}

#[divan::bench(args = [
    "分散トランザクションの補償処理",
    "bunsantoranzakushonnohoshoushori",
    "bunsantoranzakushonnohosyosyori",
    "整合性",
    "compensation of a distributed transaction",
])]
fn recall(bencher: divan::Bencher<'_, '_>, typed: &str) {
    let wanted = wanted(Facet::Recall);
    bencher.bench(|| check(&wanted, divan::black_box(typed)));
}

#[divan::bench]
fn preview() -> (String, String) {
    kana::preview(divan::black_box("bunsantoranzakushonnohoshoush"))
}

#[divan::bench]
fn what_is_wanted(bencher: divan::Bencher<'_, '_>) {
    let collection = collection();
    let glosses = Glosses::new(&collection);
    let cards = || {
        collection
            .decks
            .iter()
            .flat_map(|loaded| &loaded.deck.cards)
    };
    let vocab = cards().find_map(|card| match &card.body {
        Body::Vocab(vocab) if vocab.meaning.len() > 3 => Some(vocab),
        _ => None,
    });
    let vocab = vocab.unwrap();
    bencher.bench(|| Wanted::new(vocab, Facet::Recall, &glosses));
}

#[divan::bench]
fn glosses_of_the_bundled_decks(bencher: divan::Bencher<'_, '_>) {
    let collection = collection();
    bencher.bench(|| Glosses::new(&collection));
}
