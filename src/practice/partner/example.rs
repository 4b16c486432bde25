//! A deck and a study for the tests of this room. It is in no build but theirs.

use crate::{
    deck::{
        SafeText,
        collection::{Collection, DeckFile, Origin},
        format::{Spelling, load},
    },
    journal::{DeviceId, Entry, Moment, Record, What, row},
    practice::{Study, spoken::Task},
};

/// 2026-12-01 09:00 UTC, in Tokyo.
pub(super) const NOW: Moment = Moment {
    ms: 1_796_115_600_000,
    zone_minutes: 540,
};

/// A design with phases and a change, and an open card without phases.
pub(super) const DECK: &str = "---\nid: d\ntitle: D\narea: SD\n---\n\n\
## What is a key? {#key}\n\nIt names a caller.\n\n\
## Design a limiter. {#limiter .design minutes=20}\n\nTwo regions | one store.\n\n### Hint\nCount.\n\n\
### Phases\n- Clarify 5\n- Build 15\n\n  The store is slow now.\n\n\
### Rubric\n- 40 Names the key [Clarify]\n  - full: per key | endpoint\n  - partial: per user\n  - review: key\n\
- 60 Counts across nodes [Build]\n  - full: one store\n  - partial: a guess\n\n\
### Follow-ups\n- (change) Now with bursts.\n- What breaks first?\n\n### Model\nA bucket.\n\n\
## How do you decide? {#decide .open minutes=4}\n\n### Rubric\n- 100 Names who decides\n  - full: by name\n";

/// The study of somebody with the deck and a journal of some rows.
pub(super) fn study(deck: &str, rows: &[What]) -> Study {
    let loaded = load(deck, Spelling::Markdown, "d");
    let file = DeckFile {
        origin: Origin::Own,
        path: SafeText::from_line("d.md"),
        file: None,
        deck: loaded.deck,
        problems: loaded.problems,
    };
    let mut study = Study {
        collection: Collection::new(vec![file], Vec::new()),
        device: DeviceId(7),
        ..Study::default()
    };
    let entry = |(index, what): (usize, &What)| -> Entry {
        let n = index as u64 + 1;
        row::write(study.device, n, NOW.ms - 1_000, NOW.zone_minutes, what)
            .map(|(_, entry)| entry)
            .unwrap()
    };
    let entries = rows.iter().enumerate().map(entry).collect();
    study.record = Record::new(entries, NOW, &study.collection.renamed, &study.model);
    study
}

/// Both spoken cards of the deck.
pub(super) fn tasks() -> Vec<Task> {
    let study = study(DECK, &[]);
    let keys = ["d/limiter", "d/decide"];
    keys.iter().filter_map(|key| study.task(key)).collect()
}
