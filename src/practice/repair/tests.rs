use super::*;
use crate::{
    journal::What,
    memory::Grade,
    practice::confusion::tests::{DAY, graded, record, words},
};

fn study(rows: &[(i64, What)]) -> Study {
    let collection = words();
    Study {
        record: record(&collection, rows),
        collection,
        ..Study::default()
    }
}

/// A first day on which it is learnt, then as many days on which it is forgotten and learnt again.
fn forgotten(times: i64) -> Vec<(i64, What)> {
    let mut rows = vec![(DAY, graded("ja/may#recall", Grade::Again, None))];
    for day in 2..2 + times {
        let typed = Some(("認証", "another word", ""));
        rows.push((day * DAY, graded("ja/may#recall", Grade::Again, typed)));
    }
    rows
}

#[test]
fn a_card_is_stopped_at_when_it_was_forgotten_eight_times_and_each_four_times_more() {
    let stops = |times: i64| {
        let study = study(&forgotten(times));
        let item = study.collection.item_index("ja/may#recall").unwrap();
        study.repair_due(item).is_some()
    };
    let stopped: Vec<i64> = (0..18).filter(|times| stops(*times)).collect();
    assert_eq!(stopped, [8, 12, 16]);
}

#[test]
fn a_repeat_of_the_same_day_is_no_further_stop() {
    let mut rows = forgotten(8);
    rows.push((
        9 * DAY + 60_000,
        graded("ja/may#recall", Grade::Again, None),
    ));
    let study = study(&rows);
    let item = study.collection.item_index("ja/may#recall").unwrap();
    assert!(study.repair_due(item).is_none());
    let mix_ups = study.mix_ups();
    assert_eq!(mix_ups.leeches.len(), 1);
    assert_eq!(&*mix_ups.leeches[0].0, "ja/may#recall");
    let (one, other, count) = &mix_ups.pairs[0];
    assert_eq!((&**one, &**other, *count), ("認証", "認可", 8));
}

#[test]
fn the_words_that_it_is_taken_for_stand_beside_it() {
    let mut rows = forgotten(8);
    let note = What::Note {
        card: "ja/may".into(),
        text: "可 may".into(),
    };
    rows.push((9 * DAY + 1, note));
    let study = study(&rows);
    let item = study.collection.item_index("ja/may#recall").unwrap();
    let repair = study.repair(item).unwrap();
    assert_eq!(repair.lapses, 8);
    assert_eq!(&*repair.asked.head, "認可（にんか）");
    assert_eq!(&*repair.asked.hint, "what may you do?");
    let others: Vec<(&str, usize)> = repair
        .others
        .iter()
        .map(|side| (&*side.head, side.count))
        .collect();
    assert_eq!(others, [("認証（にんしょう）", 8)]);
    assert_eq!(&*repair.note, "可 may");
}
