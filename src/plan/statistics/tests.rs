use super::*;
use crate::{
    deck::{
        SafeText,
        collection::{DeckFile, Origin},
        format::{Spelling, load},
        item::AnswerHash,
    },
    journal::{DeviceId, Moment, entry::Typed, row},
    memory::Grade,
};

const NOON: i64 = 1_795_348_800_000;
const DAY: i64 = 86_400_000;

fn collection() -> Collection {
    let file = |(id, area): (&str, &str)| {
        let cards: String = ["a", "b", "c", "d"]
            .map(|card| format!("## Question {card}? {{#{card}}}\n\nanswer\n\n"))
            .concat();
        let source = format!("---\nid: {id}\ntitle: {id}\narea: {area}\n---\n\n{cards}");
        let loaded = load(&source, Spelling::Markdown, id);
        DeckFile {
            origin: Origin::Own,
            path: SafeText::from_line(&format!("{id}.md")),
            file: None,
            deck: loaded.deck,
            problems: loaded.problems,
        }
    };
    let decks = [("jp", "JP"), ("sd", "SD"), ("off", "DB")];
    Collection::new(decks.map(file).into(), Vec::new())
}

fn statistics(rows: &[(i64, What)]) -> Statistics {
    let collection = collection();
    let now = Moment {
        ms: NOON,
        zone_minutes: 0,
    };
    let entries = rows.iter().enumerate().map(|(n, (days_ago, what))| {
        let time = NOON - days_ago * DAY + n as i64;
        row::write(DeviceId(1), n as u64 + 1, time, 0, what)
            .unwrap()
            .1
    });
    let model = Model::default();
    let record = Record::new(entries.collect(), now, &collection.renamed, &model);
    Statistics::of(&collection, &record, &model, now.study_day())
}

fn typed(item: &str, grade: Grade, typed: Option<Typed>) -> Review {
    Review {
        item: item.into(),
        grade,
        ms: 1_000,
        hash: AnswerHash::of("answer"),
        knows_letters: true,
        typed: typed.map(Box::new),
    }
}

fn graded(item: &str, grade: Grade) -> What {
    What::Review(typed(item, grade, None))
}

fn slip(reason: &str, overridden: &str) -> What {
    let answer = Typed {
        answer: "1".into(),
        reason: reason.into(),
        overridden: overridden.into(),
    };
    What::Practice(typed("sd/a", Grade::Again, Some(answer)))
}

#[test]
fn nothing_done_is_counted_as_nothing() {
    let found = statistics(&[]);
    assert_eq!((found.reviews, found.days), (0, 0));
    assert_eq!((found.retention, found.retention_recent), (None, None));
    let areas: Vec<&str> = found.areas.iter().map(|area| &*area.area).collect();
    assert_eq!(areas, ["SD", "DB", "JP"]);
    assert!(
        found
            .areas
            .iter()
            .all(|area| area.recall_seen.is_none() && area.items == 4)
    );
}

#[test]
fn retention_takes_the_first_review_of_a_day_and_no_new_item() {
    use Grade::{Again, Good};
    let found = statistics(&[
        (40, graded("sd/a", Again)),
        (40, graded("sd/a", Good)),
        (35, graded("sd/a", Again)),
        (35, graded("sd/a", Good)),
        (30, graded("sd/a", Good)),
        (29, graded("sd/a", Again)),
        (0, graded("sd/a", Good)),
    ]);
    assert_eq!((found.reviews, found.days), (7, 5));
    // 35: again, 30: good, 29: again, today: good. The last 30 study days begin 29 days ago.
    assert_eq!(found.retention, Some(0.5));
    assert_eq!(found.retention_recent, Some(0.5));
    let older = statistics(&[(31, graded("sd/a", Again)), (30, graded("sd/a", Good))]);
    assert_eq!((older.retention, older.retention_recent), (Some(1.0), None));
}

#[test]
fn areas_count_what_is_in_the_mix_and_unseen_as_nothing() {
    let found = statistics(&[
        (0, graded("sd/a", Grade::Good)),
        (0, graded("sd/b", Grade::Good)),
        (
            0,
            What::Suspend {
                card: "sd/d".into(),
                why: "known".into(),
            },
        ),
        (
            0,
            What::Deck {
                id: "off".into(),
                state: DeckState::Off,
            },
        ),
    ]);
    let [sd, jp] = &found.areas[..] else {
        panic!("{:?}", found.areas)
    };
    assert_eq!((sd.area.as_str(), sd.items, sd.seen), ("SD", 3, 2));
    assert_eq!(sd.recall_seen, Some(1.0));
    assert!((sd.recall - 2.0 / 3.0).abs() < 1e-9);
    assert_eq!((jp.items, jp.seen, jp.recall), (4, 0, 0.0));
}

#[test]
fn slips_count_by_reason_without_those_overridden_or_taken_back() {
    let rows = vec![
        (0, slip("too low by a factor of 1,200", "")),
        (0, slip("long vowel", "")),
        (0, slip("too low by a factor of 1.3", "wrong")),
        (0, slip("long vowel", "right")),
        (0, slip("", "")),
    ];
    let found = statistics(&rows);
    let expected = [("too low by a factor of …", 2), ("long vowel", 1)];
    assert_eq!(
        found.slips,
        expected.map(|(reason, count)| (reason.to_owned(), count))
    );
    let taken_back = row::write(DeviceId(1), 2, NOON + 1, 0, &rows[1].1)
        .unwrap()
        .1;
    let mut rows = rows;
    rows.push((0, What::Undo(taken_back.id)));
    assert_eq!(statistics(&rows).slips.len(), 1);
}
