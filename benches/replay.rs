//! Reading and replaying journals, and the queue of the day.

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
        collection::{Collection, DeckFile, Origin, Renamed},
        format::{Spelling, load},
    },
    journal::{Entry, Moment, Record, row},
    memory::Model,
    plan::{Request, queue},
};

fn main() {
    divan::main();
}

const NOW: Moment = Moment {
    ms: generate::NOON,
    zone_minutes: 540,
};

fn entries(reviews: usize) -> Vec<Entry> {
    let text = generate::journal(10_000, reviews);
    let read = text
        .lines()
        .filter_map(|line| match row::read(line.as_bytes()) {
            row::Line::Entry(entry) => Some(entry),
            _ => None,
        });
    read.collect()
}

#[divan::bench(args = [10_000, 100_000], sample_count = 10)]
fn read_rows(bencher: divan::Bencher<'_, '_>, reviews: usize) {
    let text = generate::journal(10_000, reviews);
    bencher.bench(|| {
        text.lines()
            .filter(|line| matches!(row::read(line.as_bytes()), row::Line::Entry(_)))
            .count()
    });
}

#[divan::bench(args = [10_000, 100_000], sample_count = 10)]
fn replay(bencher: divan::Bencher<'_, '_>, reviews: usize) {
    let entries = entries(reviews);
    let (renamed, model) = (Renamed::default(), Model::default());
    bencher
        .with_inputs(|| entries.clone())
        .bench_values(|entries| Record::new(entries, NOW, &renamed, &model));
}

#[divan::bench(sample_count = 20)]
fn queue_of_10_000_cards(bencher: divan::Bencher<'_, '_>) {
    let file = |(name, text): &(String, String)| DeckFile {
        origin: Origin::Own,
        path: SafeText::from_line(name),
        file: None,
        deck: load(text, Spelling::Markdown, "x").deck,
        problems: Vec::new(),
    };
    let collection = Collection::new(
        generate::decks(10_000).iter().map(file).collect(),
        Vec::new(),
    );
    let model = Model::default();
    let record = Record::new(entries(10_000), NOW, &collection.renamed, &model);
    let request = Request {
        seconds: Some(1_800.0),
        ..Request::default()
    };
    bencher.bench(|| {
        queue(
            &collection,
            record.progress(),
            &model,
            NOW.study_day(),
            &request,
        )
        .picks
        .len()
    });
}
