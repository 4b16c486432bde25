use super::*;
use crate::{
    journal::DeviceId,
    plan::{Pick, Why},
};

fn drill(count: usize, waiting: Waiting) -> Drill {
    let picks = (0..count)
        .map(|item| Pick {
            item: item * 10,
            why: Why::New,
            seconds: 38.0,
        })
        .collect();
    Drill::new(
        &Queue {
            picks,
            ..Queue::default()
        },
        Mode::Plan,
        waiting,
    )
}

fn id(n: u64) -> EntryId {
    EntryId {
        device: DeviceId(1),
        n,
        crc: 0,
    }
}

fn asked(drill: &mut Drill, now: i64) -> Option<(usize, bool)> {
    drill.advance(now).map(|asked| (asked.number, asked.again))
}

#[test]
fn repeats_come_when_their_time_has_come() {
    let mut drill = drill(3, Waiting::ForSteps);
    assert_eq!(asked(&mut drill, 0), Some((1, false)));
    drill.graded(id(1), Grade::Again, 5, Some(60));
    assert_eq!(asked(&mut drill, 10), Some((2, false)));
    drill.graded(id(2), Grade::Easy, 5, None);
    assert_eq!(asked(&mut drill, 70), Some((1, true)));
    drill.graded(id(3), Grade::Good, 5, Some(600));
    assert_eq!(asked(&mut drill, 80), Some((3, false)));
    drill.graded(id(4), Grade::Easy, 5, None);
    assert_eq!(
        asked(&mut drill, 90),
        Some((1, true)),
        "nothing else is left, so the repeat does not wait"
    );
}

#[test]
fn a_plain_sitting_asks_repeats_after_all_other_items() {
    let mut drill = drill(2, Waiting::Never);
    asked(&mut drill, 0);
    drill.graded(id(1), Grade::Again, 5, Some(0));
    assert_eq!(asked(&mut drill, 1_000), Some((2, false)));
    drill.graded(id(2), Grade::Easy, 5, None);
    assert_eq!(asked(&mut drill, 1_000), Some((1, true)));
    drill.graded(id(3), Grade::Easy, 5, None);
    assert_eq!(asked(&mut drill, 1_000), None);
    assert_eq!(
        drill.summary(),
        Summary {
            items: 2,
            answers: 3,
            ms: 15,
            grades: [1, 0, 0, 2],
            left: 0
        }
    );
}

#[test]
fn undo_asks_the_item_again_and_keeps_what_was_asked() {
    let mut drill = drill(3, Waiting::ForSteps);
    asked(&mut drill, 0);
    drill.graded(id(1), Grade::Again, 5, Some(60));
    asked(&mut drill, 1);
    drill.undone(id(1), 0);
    assert_eq!(
        drill.current(),
        Some(Asked {
            item: 0,
            number: 1,
            again: false
        })
    );
    drill.graded(id(3), Grade::Easy, 5, None);
    assert_eq!(
        asked(&mut drill, 100),
        Some((2, false)),
        "the repeat went with the grade"
    );
    assert_eq!(drill.summary().answers, 1);
}

#[test]
fn undo_of_an_earlier_sitting_joins_its_item() {
    let mut drill = drill(1, Waiting::ForSteps);
    asked(&mut drill, 0);
    drill.undone(id(9), 77);
    assert_eq!(
        drill.current(),
        Some(Asked {
            item: 77,
            number: 2,
            again: false
        })
    );
    assert_eq!(drill.total(), 2);
    drill.graded(id(10), Grade::Easy, 1, None);
    assert_eq!(asked(&mut drill, 1), Some((1, false)));
}

#[test]
fn a_card_that_is_taken_out_is_gone_with_its_repeats() {
    let mut drill = drill(2, Waiting::ForSteps);
    asked(&mut drill, 0);
    drill.remove(|item| item == 0);
    assert_eq!(asked(&mut drill, 0), Some((2, false)));
    drill.undone(id(1), 0);
    assert_eq!(
        asked(&mut drill, 0),
        Some((1, false)),
        "it comes back under its number"
    );
    assert_eq!(drill.total(), 2);
}

#[test]
fn items_follow_their_places_after_the_decks_were_read_again() {
    let mut drill = drill(3, Waiting::ForSteps);
    asked(&mut drill, 0);
    drill.renumber(&HashMap::from([(0, 5), (20, 6)]));
    assert_eq!(drill.current().map(|asked| asked.item), Some(5));
    drill.graded(id(1), Grade::Easy, 1, None);
    assert_eq!(drill.advance(0).map(|asked| asked.item), Some(6));
}
