//! Large data for the benches: decks of 10,000 cards and journals of 100,000 reviews, the same every time.

#![allow(dead_code, reason = "each bench uses a part")]

use std::{fmt::Write as _, path::Path};

use mensetsu::{
    deck::item::AnswerHash,
    journal::{DeviceId, Review, What, row},
    memory::Grade,
};

/// 2026-11-22 12:00 UTC.
pub const NOON: i64 = 1_795_348_800_000;

const DAY: i64 = 86_400_000;

/// Decks of 1,000 cards each: nine of ten recall, one a gap, with answers, notes and sources of usual length.
pub fn decks(cards: usize) -> Vec<(String, String)> {
    let deck = |deck: usize| {
        let id = format!("generated-{deck}");
        let mut text = format!(
            "---\nid: {id}\ntitle: Generated {deck}\narea: SD\nlanguage: en\n---\n\nGenerated.\n"
        );
        for card in 0..1_000.min(cards - deck * 1_000) {
            let number = deck * 1_000 + card;
            if card % 10 == 9 {
                let _ = write!(
                    text,
                    "\n## A store of kind {number} keeps {{{{{number} copies::how many}}}} of each row. {{#c{number} .cloze tier=core covers=SD-01}}\n\nSource: arithmetic\n"
                );
            } else {
                let _ = write!(
                    text,
                    "\n## What does replica number {number} do when the leader is silent for a minute? {{#c{number} covers=SD-01,DB-01}}\n\n\
                     It asks the others for a vote with term {number} and waits for a majority.\n\n\
                     > A vote without a majority changes nothing; the term rises with *each* try.\n\nSource: paper {number}, section 5.2\n"
                );
            }
        }
        (format!("{id}.md"), text)
    };
    (0..cards.div_ceil(1_000)).map(deck).collect()
}

/// The key of the item of a generated card.
fn key(number: usize) -> String {
    let gap = if number % 10 == 9 { "#1" } else { "" };
    format!("generated-{}/c{number}{gap}", number / 1_000)
}

/// A journal of reviews of generated cards over the last 200 days.
pub fn journal(cards: usize, reviews: usize) -> String {
    let device = DeviceId(0x00c0_ffee);
    let mut text = String::with_capacity(reviews * 190);
    for n in 0..reviews {
        let time = NOON - 200 * DAY + (200 * DAY / reviews as i64) * n as i64;
        let grade = [
            Grade::Good,
            Grade::Good,
            Grade::Again,
            Grade::Good,
            Grade::Hard,
            Grade::Easy,
        ][n * 7 % 6];
        let what = What::Review(Review {
            item: key(n * 7_919 % cards).into(),
            grade,
            ms: 4_000 + (n % 9_000) as u32,
            hash: AnswerHash {
                text: n as u32,
                letters: n as u32,
            },
            knows_letters: true,
            typed: None,
        });
        if let Some((line, _)) = row::write(device, n as u64 + 1, time, 540, &what) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}

/// Writes a home with decks and a journal.
pub fn home(root: &Path, cards: usize, reviews: usize) {
    let decks_folder = root.join("data/decks");
    let journal_folder = root.join("data/journal");
    std::fs::create_dir_all(&decks_folder).expect("a folder for the decks");
    std::fs::create_dir_all(&journal_folder).expect("a folder for the journal");
    for (name, text) in decks(cards) {
        std::fs::write(decks_folder.join(name), text).expect("a deck");
    }
    std::fs::write(
        journal_folder.join("00c0ffee-2026.jsonl"),
        journal(cards, reviews),
    )
    .expect("a journal");
}
