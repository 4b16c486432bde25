use super::*;
use crate::{
    deck::{
        SafeText,
        collection::{DeckFile, Origin},
        format::{Spelling, load},
    },
    journal::{DeviceId, Moment, Record, What, entry::Spoken, row},
    plan::track,
};

const NOON: i64 = 1_795_348_800_000;
const DAY: i64 = 86_400_000;

fn card(id: &str, attributes: &str) -> String {
    format!(
        "## How do you decide on {id}? {{#{id} {attributes} minutes=5}}\n\n### Rubric\n- 100 Decides\n  - full: decides\n\n"
    )
}

fn collection(decks: &[(&str, String)]) -> Collection {
    let file = |(id, cards): &(&str, String)| {
        let source = format!("---\nid: {id}\ntitle: {id}\n---\n\n{cards}");
        let loaded = load(&source, Spelling::Markdown, id);
        DeckFile {
            origin: Origin::Own,
            path: SafeText::from_line(&format!("{id}.md")),
            file: None,
            deck: loaded.deck,
            problems: loaded.problems,
        }
    };
    Collection::new(decks.iter().map(file).collect(), Vec::new())
}

fn tried(card: &str, days_ago: i64, score: f64, phase: &str) -> (i64, What) {
    let spoken = Spoken {
        card: card.into(),
        grade: if score < 40.0 { 1 } else { 4 },
        ms: 1,
        score,
        by: "self".into(),
        phase: phase.into(),
        ..Spoken::default()
    };
    (NOON - days_ago * DAY, What::Spoken(Box::new(spoken)))
}

fn progress(collection: &Collection, rows: &[(i64, What)]) -> Progress {
    let mut rows = rows.to_vec();
    rows.sort_by_key(|(time, _)| *time);
    let entries = (1u64..)
        .zip(&rows)
        .map(|(n, (time, what))| row::write(DeviceId(1), n, *time, 0, what).unwrap().1);
    let now = Moment {
        ms: NOON,
        zone_minutes: 0,
    };
    Record::new(
        entries.collect(),
        now,
        &collection.renamed,
        &Model::default(),
    )
    .progress()
    .clone()
}

fn today() -> StudyDay {
    Moment {
        ms: NOON,
        zone_minutes: 0,
    }
    .study_day()
}

fn order(collection: &Collection, progress: &Progress, scope: &Scope<'_>) -> Vec<String> {
    let mut found = candidates(collection, progress, &Model::default(), scope);
    in_order(&mut found, today(), 7);
    found.into_iter().map(|candidate| candidate.key).collect()
}

#[test]
fn what_scored_low_and_was_not_seen_for_longest_comes_first_and_what_rests_last() {
    let cards = [
        card("a", ".open area=SD"),
        card("b", ".open area=SD"),
        card("c", ".open area=SD"),
        card("d", ".open area=SD"),
    ];
    let collection = collection(&[("x", cards.concat())]);
    let rows = [
        tried("x/a", 30, 90.0, ""),
        tried("x/b", 30, 40.0, ""),
        tried("x/c", 20, 40.0, ""),
        tried("x/d", 0, 10.0, ""),
    ];
    let progress = progress(&collection, &rows);
    let order = order(&collection, &progress, &Scope::default());
    assert_eq!(order, ["x/b", "x/c", "x/a", "x/d"]);
}

#[test]
fn the_role_weighs_areas_and_decks_that_are_off_or_cards_taken_out_do_not_come() {
    let cards = [
        card("s", ".open area=SD"),
        card("l", ".open area=LD"),
        card("k", ".open area=CL"),
    ];
    let collection = collection(&[("x", cards.concat()), ("y", card("o", ".open area=LD"))]);
    let tracks = track::bundled();
    let scope = Scope {
        track: tracks.iter().find(|track| track.id == "jp-tech-lead"),
        ..Scope::default()
    };
    let rows = [
        (
            NOON,
            What::Deck {
                id: "y".into(),
                state: DeckState::Off,
            },
        ),
        (
            NOON,
            What::Suspend {
                card: "x/s".into(),
                why: "known".into(),
            },
        ),
    ];
    let progress = progress(&collection, &rows);
    assert_eq!(order(&collection, &progress, &scope), ["x/l", "x/k"]);
}

#[test]
fn a_card_rests_by_its_grades_and_at_least_three_days_for_a_design() {
    let record = |rows: &[(i64, What)]| {
        let collection = collection(&[("x", card("a", ".open area=SD"))]);
        progress(&collection, rows)
            .spoken
            .get("x/a")
            .cloned()
            .unwrap_or_default()
    };
    let days = |rows: &[(i64, What)], kind| {
        rests_until(&record(rows), kind, &Model::default()).map(|day| day.since(today()))
    };
    let again = [tried("x/a", 0, 10.0, "")];
    assert_eq!(days(&again, Kind::Design), Some(3));
    assert_eq!(days(&again, Kind::Story), Some(2));
    assert_eq!(days(&again, Kind::Open), Some(1));
    let easy = [tried("x/a", 0, 95.0, "")];
    assert!(days(&easy, Kind::Design) > Some(3));
    let phase = [tried("x/a", 0, 95.0, "deep dive")];
    assert_eq!(
        days(&phase, Kind::Design),
        None,
        "a phase alone says nothing of the whole"
    );
}

#[test]
fn lots_decide_between_equals_and_are_the_same_for_the_same_seed() {
    let cards: String = ('a'..='t')
        .map(|id| card(&id.to_string(), ".open area=SD"))
        .collect();
    let collection = collection(&[("x", cards)]);
    let progress = Progress::default();
    let with = |seed| {
        let mut found = candidates(&collection, &progress, &Model::default(), &Scope::default());
        in_order(&mut found, today(), seed);
        found
            .into_iter()
            .map(|candidate| candidate.key)
            .collect::<Vec<_>>()
    };
    assert_eq!(with(1), with(1));
    assert_ne!(with(1), with(2));
}
