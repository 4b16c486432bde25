#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by ending"
)]

use super::*;
use crate::{
    journal::{EntryId, Tried},
    memory::Grade,
    practice::spoken::TaskPoint,
};

fn task() -> Task {
    let point = |weight, phase: &str| TaskPoint {
        weight,
        phase: SafeText::from_line(phase),
        ..TaskPoint::default()
    };
    Task {
        key: "d/c".to_owned(),
        kind: crate::deck::Kind::Design,
        area: SafeText::default(),
        prompt: SafeText::default(),
        context: SafeText::default(),
        hint: SafeText::default(),
        options: Vec::new(),
        minutes: 20,
        steps: Vec::new(),
        points: vec![point(40, "One"), point(30, "Two"), point(30, "Two")],
        model: SafeText::default(),
        note: SafeText::default(),
        source: SafeText::default(),
        phase: None,
        rubric: 7,
    }
}

fn tried(rubric: u32, phase: &str, points: &[u8]) -> Tried {
    Tried {
        id: EntryId::default(),
        day: StudyDay(1),
        ms: 0,
        grade: Grade::Good,
        score: 50.0,
        said: None,
        points: points.to_vec(),
        rubric,
        is_by_partner: false,
        phase: phase.into(),
        mock: "".into(),
    }
}

fn values(tries: Vec<Tried>) -> Vec<Option<u8>> {
    let record = SpokenRecord { tries, read: 0 };
    last_values(&task(), Some(&record))
}

#[test]
fn the_last_try_of_each_point_counts() {
    assert_eq!(last_values(&task(), None), [None; 3]);
    assert_eq!(
        values(vec![tried(7, "", &[0, 1, 2]), tried(7, "", &[2, 0, 1])]),
        [Some(2), Some(0), Some(1)]
    );
    assert_eq!(
        values(vec![tried(7, "", &[0, 1, 0]), tried(7, "Two", &[2, 2])]),
        [Some(0), Some(2), Some(2)],
        "one phase alone says nothing about the others"
    );
}

#[test]
fn another_rubric_and_a_score_of_the_whole_say_nothing_about_points() {
    assert_eq!(values(vec![tried(8, "", &[0, 0, 0])]), [None; 3]);
    assert_eq!(
        values(vec![tried(7, "", &[0, 1, 2]), tried(7, "", &[])]),
        [Some(0), Some(1), Some(2)]
    );
    assert_eq!(
        values(vec![tried(7, "", &[0, 9])]),
        [Some(0), Some(2), None],
        "rows of another program may hold anything"
    );
}
