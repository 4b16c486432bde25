use super::*;
use crate::{
    journal::{EntryId, Graded},
    memory::{Memory, Model, Recalled},
    plan::session,
};

fn record(reviews: &[(i32, u8)]) -> ItemRecord {
    let graded = |(index, (day, grade)): (usize, &(i32, u8))| Graded {
        id: EntryId::default(),
        day: StudyDay(*day),
        time: index as i64 * MINUTE_MS,
        grade: Grade::from_number(*grade).unwrap(),
        hash: crate::deck::item::AnswerHash::default(),
        knows_letters: true,
        slip: None,
    };
    ItemRecord {
        reviews: reviews.iter().enumerate().map(graded).collect(),
        ..ItemRecord::default()
    }
}

fn delay(reviews: &[(i32, u8)]) -> Option<i64> {
    let record = record(reviews);
    open_step(&record, StudyDay(5))
        .map(|step| (step.due - record.reviews.last().unwrap().time) / MINUTE_MS)
}

#[test]
fn a_new_item_has_steps_of_1_and_10_minutes() {
    assert_eq!(delay(&[(5, 1)]), Some(1));
    assert_eq!(delay(&[(5, 2)]), Some(1));
    assert_eq!(delay(&[(5, 3)]), Some(10));
    assert_eq!(delay(&[(5, 4)]), None);
    assert_eq!(delay(&[(5, 3), (5, 3)]), None);
    assert_eq!(delay(&[(5, 3), (5, 2)]), Some(10));
    assert_eq!(delay(&[(5, 3), (5, 1)]), Some(1));
    assert_eq!(delay(&[(5, 3), (5, 4)]), None);
}

#[test]
fn a_forgotten_item_has_one_step_of_10_minutes() {
    assert_eq!(delay(&[(1, 4), (5, 1)]), Some(10));
    assert_eq!(delay(&[(1, 4), (5, 1), (5, 2)]), Some(10));
    assert_eq!(delay(&[(1, 4), (5, 1), (5, 3)]), None);
    assert_eq!(delay(&[(1, 4), (5, 3)]), None);
    assert_eq!(delay(&[(1, 4), (5, 2)]), None);
}

#[test]
fn a_step_is_void_on_the_next_study_day() {
    assert_eq!(delay(&[(4, 3)]), None);
    assert_eq!(
        delay(&[(4, 1), (5, 3)]),
        None,
        "a review on the next day is a review"
    );
}

#[test]
fn what_a_grade_would_do_is_what_it_does() {
    for before in [
        &[][..],
        &[(5, 3)],
        &[(5, 1)],
        &[(1, 4)],
        &[(1, 4), (5, 1)],
        &[(5, 4)],
    ] {
        for grade in Grade::ALL {
            let mut after = before.to_vec();
            after.push((5, grade as u8));
            let said = stays_today(Some(&record(before)), StudyDay(5), grade);
            assert_eq!(said, delay(&after).is_some(), "{before:?} {grade}");
        }
    }
}

/// py-fsrs `test_review_card`, ts-fsrs FSRS-6.test.ts: intervals with steps, desired retention 0.9, no fuzz.
#[test]
fn vector_6_steps_and_memory_together() {
    let model = Model::default();
    let mut reviews: Vec<(i32, u8)> = Vec::new();
    let mut recalled: Vec<Recalled> = Vec::new();
    let mut day = 0;
    let mut intervals = Vec::new();
    let mut last_day = 0;
    for grade in [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3] {
        reviews.push((day, grade));
        let days = (day - last_day) as u32;
        recalled.push(Recalled {
            grade: Grade::from_number(grade).unwrap(),
            days,
        });
        last_day = day;
        let memory: Memory = model.after(None, &recalled).unwrap();
        let interval = if open_step(&record(&reviews), StudyDay(day)).is_some() {
            0
        } else {
            model.interval(memory)
        };
        intervals.push(interval);
        day += interval as i32;
    }
    assert_eq!(intervals, [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
}

#[test]
fn a_session_as_it_is_planned_leaves_no_step_open_and_has_the_memory_of_its_rows() {
    let model = Model::default();
    for (before, is_new) in [(&[][..], true), (&[(1, 4)][..], false)] {
        for first in Grade::ALL {
            let repeats = session::repeats(is_new, first);
            let mut rows = before.to_vec();
            rows.push((5, first as u8));
            for _ in 0..repeats {
                assert!(delay(&rows).is_some(), "{first} has a step to go");
                rows.push((5, Grade::Good as u8));
            }
            assert_eq!(delay(&rows), None, "{first} is done for the day");
            let series: Vec<Recalled> = rows
                .iter()
                .enumerate()
                .map(|(index, (day, grade))| Recalled {
                    grade: Grade::from_number(*grade).unwrap(),
                    days: index.checked_sub(1).map_or(0, |last| day - rows[last].0) as u32,
                })
                .collect();
            let memory = (!is_new).then(|| model.next(None, 0).unwrap()[3]);
            let planned = session::after_session(&model, memory, 4).unwrap()[first as usize - 1];
            let replayed = model.after(None, &series).unwrap();
            assert!((planned.stability / replayed.stability - 1.0).abs() < 1e-5);
            assert!((planned.difficulty - replayed.difficulty).abs() < 1e-5);
        }
    }
}
