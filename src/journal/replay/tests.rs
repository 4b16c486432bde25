use proptest::prelude::*;

use super::*;
use crate::journal::{Record, record::united, row};
use crate::{deck::item::AnswerHash, memory::Recalled};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// 2026-11-22 12:00 UTC.
const NOON: i64 = 1_795_348_800_000;

fn now() -> Moment {
    Moment {
        ms: NOON + 40 * DAY,
        zone_minutes: 0,
    }
}

fn entry(device: u32, n: u64, time: i64, what: &What) -> Entry {
    row::write(DeviceId(device), n, time, 0, what).unwrap().1
}

fn review(item: &str, grade: Grade) -> What {
    What::Review(Review {
        item: item.into(),
        grade,
        ms: 1_000,
        hash: AnswerHash::of("x"),
        knows_letters: true,
        typed: None,
    })
}

fn replayed(entries: Vec<Entry>) -> Progress {
    Record::new(entries, now(), &Renamed::default(), &Model::default())
        .progress()
        .clone()
}

#[test]
fn reviews_become_memory() {
    let times = [0, DAY, 3 * DAY];
    let entries = times
        .iter()
        .enumerate()
        .map(|(n, at)| entry(1, n as u64 + 1, NOON + at, &review("d/c", Grade::Good)));
    let progress = replayed(entries.collect());
    let record = &progress.items["d/c"];
    let series: Vec<_> = [0, 1, 2]
        .map(|days| Recalled {
            grade: Grade::Good,
            days,
        })
        .to_vec();
    assert_eq!(record.memory, Model::default().after(None, &series));
    assert_eq!(progress.days.len(), 3);
}

#[test]
fn a_clock_that_went_back_gives_no_negative_interval_and_no_second_day() {
    let entries = vec![
        entry(1, 1, NOON, &review("d/c", Grade::Good)),
        entry(1, 2, NOON - 5 * DAY, &review("d/c", Grade::Good)),
        entry(1, 3, NOON + DAY, &review("d/c", Grade::Good)),
    ];
    let progress = replayed(entries);
    let days: Vec<_> = progress.items["d/c"]
        .reviews
        .iter()
        .map(|graded| graded.day.0)
        .collect();
    assert_eq!(days, [days[0], days[0], days[0] + 1]);
}

#[test]
fn a_row_from_the_future_is_counted_at_the_row_before_it() {
    let ahead = now().ms + 400 * DAY;
    let entries = vec![
        entry(1, 1, NOON, &review("d/a", Grade::Good)),
        entry(1, 2, ahead, &review("d/b", Grade::Good)),
        entry(1, 3, NOON + DAY, &review("d/c", Grade::Good)),
    ];
    let progress = replayed(entries);
    assert_eq!(progress.future_rows, 1);
    assert_eq!(
        progress.items["d/b"].last_day(),
        progress.items["d/a"].last_day()
    );
    assert_eq!(
        progress.items["d/c"].last_day().unwrap().0,
        progress.items["d/a"].last_day().unwrap().0 + 1
    );
}

#[test]
fn two_rows_with_one_counter_are_both_kept() {
    let entries = vec![
        entry(1, 1, NOON, &review("d/a", Grade::Good)),
        entry(1, 1, NOON, &review("d/b", Grade::Good)),
    ];
    assert_eq!(replayed(entries).items.len(), 2);
}

#[test]
fn an_undo_cannot_be_undone() {
    let first = entry(1, 1, NOON, &review("d/a", Grade::Good));
    let undo = entry(1, 2, NOON + 1, &What::Undo(first.id));
    let again = entry(1, 3, NOON + 2, &What::Undo(undo.id));
    assert!(replayed(vec![first, undo, again]).items.is_empty());
}

#[test]
fn undo_walks_back_over_the_rows_of_this_device() {
    let rows = vec![
        entry(1, 1, NOON, &review("d/a", Grade::Good)),
        entry(
            1,
            2,
            NOON,
            &What::Flag {
                card: "d/a".into(),
                on: true,
            },
        ),
        entry(2, 9, NOON, &review("d/z", Grade::Good)),
    ];
    let (renamed, model) = (Renamed::default(), Model::default());
    let mut record = Record::new(rows, now(), &renamed, &model);
    let mut walked = Vec::new();
    let mut n = 3;
    while let Some(newest) = record.newest_live(DeviceId(1)) {
        walked.push(newest.id.n);
        let undo = entry(1, n, NOON, &What::Undo(newest.id));
        n += 1;
        record.add(undo, now(), &renamed, &model);
    }
    assert_eq!(walked, [2, 1]);
    assert_eq!(
        record.progress().items.len(),
        1,
        "the other device's row stays"
    );
}

#[test]
fn goals_decks_flags_and_notes_follow_their_last_row() {
    let goal = |id: &str, date: &str, clear| {
        What::Goal(Box::new(Goal {
            id: id.into(),
            date: date.into(),
            clear,
            ..Goal::default()
        }))
    };
    let rows = [
        goal("far", "2027-03-01", false),
        goal("near", "2027-01-15", false),
        goal("gone", "2027-01-10", false),
        goal("gone", "", true),
        What::Deck {
            id: "d".into(),
            state: DeckState::Off,
        },
        What::Deck {
            id: "d".into(),
            state: DeckState::First,
        },
        What::Suspend {
            card: "d/c".into(),
            why: "known".into(),
        },
        What::Resume {
            card: "D/C".into(),
            why: "".into(),
        },
        What::Note {
            card: "d/c".into(),
            text: "mine".into(),
        },
        What::Note {
            card: "d/c".into(),
            text: "".into(),
        },
        What::Flag {
            card: "d/c".into(),
            on: true,
        },
    ];
    let entries = rows
        .iter()
        .enumerate()
        .map(|(n, what)| entry(1, n as u64 + 1, NOON, what))
        .collect();
    let progress = replayed(entries);
    let today = Moment {
        ms: NOON,
        zone_minutes: 0,
    }
    .study_day();
    assert_eq!(&*progress.active_goal(today).unwrap().goal.id, "near");
    assert_eq!(progress.deck_state("d"), DeckState::First);
    assert!(progress.suspended.is_empty() && progress.notes.is_empty());
    assert!(progress.flagged.contains("d/c"));
}

#[test]
fn a_result_closes_a_goal_and_leaves_what_is_set() {
    let goal = |date: &str, company: &str, result: Option<&str>| {
        What::Goal(Box::new(Goal {
            id: "g".into(),
            date: date.into(),
            company: company.into(),
            result: result.map(Into::into),
            ..Goal::default()
        }))
    };
    let rows = [
        goal("2027-01-15", "Acme", None),
        goal("", "", Some(r#"{"rounds":[]}"#)),
    ];
    let entries: Vec<Entry> = rows
        .iter()
        .zip(1..)
        .map(|(what, n)| entry(1, n, NOON, what))
        .collect();
    let today = Moment {
        ms: NOON,
        zone_minutes: 0,
    }
    .study_day();
    let closed = replayed(entries.clone());
    assert_eq!(closed.active_goal(today), None);
    assert!(closed.open_goals(today).is_empty());
    let record = &closed.goals["g"];
    assert_eq!((&*record.goal.company, record.is_open()), ("Acme", false));
    // Its role and minutes still serve until the next goal is set.
    assert!(closed.settings_goal(today).is_some());
    let open = replayed(entries[..1].to_vec());
    assert_eq!(open.open_goals(today).len(), 1);
}

#[test]
fn an_answer_is_changed_when_letters_or_digits_differ() {
    let what = |answer: &str, knows_letters| {
        What::Review(Review {
            item: "d/c".into(),
            grade: Grade::Good,
            ms: 1,
            hash: AnswerHash::of(answer),
            knows_letters,
            typed: None,
        })
    };
    let with_letters = &replayed(vec![entry(1, 1, NOON, &what("One, two.", true))]).items["d/c"];
    assert!(!with_letters.is_changed(AnswerHash::of("One two")));
    assert!(with_letters.is_changed(AnswerHash::of("One three")));
    let without = &replayed(vec![entry(1, 1, NOON, &what("One, two.", false))]).items["d/c"];
    assert!(!without.is_changed(AnswerHash::of("One,  two.")));
    assert!(without.is_changed(AnswerHash::of("One two")));
}

fn what() -> impl Strategy<Value = What> {
    let item = prop::sample::select(vec!["d/a", "d/b#1", "D/A", "d/c#meaning"]);
    let card = prop::sample::select(vec!["d/a", "d/b", "d/c"]);
    let grade = (1..=4_u8).prop_map(|grade| Grade::from_number(grade).unwrap());
    prop_oneof![
        6 => (item.clone(), grade).prop_map(|(item, grade)| review(item, grade)),
        1 => item.prop_map(|item| What::Skip { item: item.into() }),
        1 => card.clone().prop_map(|card| What::Suspend { card: card.into(), why: "known".into() }),
        1 => card.clone().prop_map(|card| What::Resume { card: card.into(), why: "".into() }),
        1 => (card, any::<bool>()).prop_map(|(card, on)| What::Flag { card: card.into(), on }),
        1 => prop::sample::select(vec![DeckState::First, DeckState::Off])
            .prop_map(|state| What::Deck { id: "d".into(), state }),
    ]
}

/// Rows of three devices, with clocks that jump, and undos of some of them.
fn rows() -> impl Strategy<Value = Vec<Entry>> {
    let row = (0..3_u32, -3 * DAY..60 * DAY, what());
    (
        prop::collection::vec(row, 1..24),
        prop::collection::vec((0..24_usize, 0..3_u32), 0..4),
    )
        .prop_map(|(rows, undos)| {
            let mut entries: Vec<Entry> = Vec::new();
            for (index, (device, at, what)) in rows.into_iter().enumerate() {
                entries.push(entry(device, index as u64 + 1, NOON + at, &what));
            }
            let count = entries.len();
            for (index, (of, device)) in undos.into_iter().enumerate() {
                let of = entries[of % count].id;
                entries.push(entry(
                    device,
                    (count + index) as u64 + 1,
                    NOON,
                    &What::Undo(of),
                ));
            }
            entries
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn union_is_commutative_associative_and_idempotent(rows in rows(), cut in 0..24_usize, other in 0..24_usize) {
        let (a, b) = rows.split_at(cut.min(rows.len()));
        let c = &rows[other.min(rows.len())..];
        let join = |parts: &[&[Entry]]| united(parts.concat());
        prop_assert_eq!(join(&[a, b]), join(&[b, a]));
        prop_assert_eq!(united([join(&[a, b]), c.to_vec()].concat()), united([a.to_vec(), join(&[b, c])].concat()));
        prop_assert_eq!(join(&[a, a]), join(&[a]));
    }

    #[test]
    fn replay_does_not_depend_on_the_order_of_arrival(rows in rows(), seed in any::<prop::sample::Index>()) {
        let expected = replayed(rows.clone());
        let mut turned = rows.clone();
        turned.rotate_left(seed.index(rows.len()));
        prop_assert_eq!(&replayed(turned.clone()), &expected);
        turned.reverse();
        prop_assert_eq!(&replayed([turned, rows].concat()), &expected);
    }

    #[test]
    fn an_undo_is_as_if_neither_row_had_been(rows in rows(), index in any::<prop::sample::Index>()) {
        let target = rows[index.index(rows.len())].clone();
        prop_assume!(!matches!(target.what, What::Undo(_)));
        let undo = entry(7, 1, NOON + 5 * DAY, &What::Undo(target.id));
        let without: Vec<Entry> = rows.iter().filter(|row| row.id != target.id).cloned().collect();
        prop_assert_eq!(replayed([rows, vec![undo]].concat()), replayed(without));
    }

    #[test]
    fn adding_rows_one_by_one_gives_what_a_replay_gives(rows in rows()) {
        let (renamed, model) = (Renamed::default(), Model::default());
        let mut record = Record::default();
        for row in &rows {
            record.add(row.clone(), now(), &renamed, &model);
        }
        prop_assert_eq!(record.progress(), &replayed(rows));
    }

    #[test]
    fn a_device_never_goes_back_a_study_day(rows in rows()) {
        let progress = replayed(rows);
        for record in progress.items.values() {
            let own = |device| record.reviews.iter().filter(move |graded| graded.id.device == DeviceId(device));
            for device in 0..3 {
                let mut days: Vec<_> = own(device).map(|graded| (graded.id.n, graded.day)).collect();
                days.sort_unstable();
                prop_assert!(days.is_sorted_by_key(|(_, day)| *day));
            }
        }
    }
}

#[test]
fn tries_at_spoken_cards_and_told_stories_are_kept_in_order_and_undone() {
    let spoken = |score: f64, by: &str, phase: &str| {
        What::Spoken(Box::new(Spoken {
            card: "d/s".into(),
            grade: 2,
            ms: 60_000,
            points: vec![2, 0],
            score,
            by: by.into(),
            due: vec!["d/a".into()],
            phase: phase.into(),
            ..Spoken::default()
        }))
    };
    let told = What::Told {
        story: "pool".into(),
        ms: 30_000,
        meant: 30,
    };
    let used = What::StoryUse {
        story: "pool".into(),
        card: "d/s".into(),
    };
    let rows = [
        spoken(40.0, "self", ""),
        spoken(90.0, "self", "deep dive"),
        spoken(70.0, "partner", ""),
        told,
        used,
    ];
    let mut entries: Vec<Entry> = (1u64..)
        .zip(rows)
        .map(|(n, what)| entry(1, n, NOON + n as i64, &what))
        .collect();
    let progress = replayed(entries.clone());
    let record = &progress.spoken["d/s"];
    assert_eq!(record.tries.len(), 3);
    assert_eq!(record.last_whole().map(|tried| tried.score), Some(40.0));
    assert!(progress.items["d/a"].made_due);
    assert_eq!(progress.told["pool"].times[0].ms, 30_000);
    assert_eq!(&*progress.told["pool"].uses[0].0, "d/s");
    let day = progress.days.values().next().unwrap();
    assert_eq!(
        (day.ms, day.spoken_ms),
        (0, 150_000),
        "a partner scored another day"
    );
    let undone: Vec<Entry> = [0, 1, 2]
        .map(|at: usize| entry(1, 6 + at as u64, NOON + 9, &What::Undo(entries[at].id)))
        .into();
    entries.extend(undone);
    let progress = replayed(entries.clone());
    assert!(progress.spoken.is_empty() && progress.items.is_empty());
}
