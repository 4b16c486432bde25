use super::*;
use crate::{
    journal::entry::Spoken,
    memory::Grade,
    practice::{
        mock::By,
        partner::{
            example::{DECK, NOW, study, tasks},
            interview::Interview,
        },
        spoken::{Attempt, Manner},
    },
};

/// A file with both cards, scored 40 and 50.
fn file() -> ResultFile {
    let tasks = tasks();
    let mut interview = Interview::new("interview-1-2a".to_owned(), &tasks, NOW);
    interview.track = "t".to_owned();
    for (at, values) in [&[2, 0][..], &[1]].iter().enumerate() {
        for (point, value) in values.iter().enumerate() {
            interview.cards[at].tick(point, *value);
        }
        interview.cards[at].said = Some(80);
        interview.cards[at].spent = vec![60_000; tasks[at].steps.len()];
        interview.cards[at].note(0, "a note");
        interview.close_card();
    }
    ResultFile::of(&interview, &tasks)
}

fn rows(accepted: &Accepted) -> Vec<What> {
    let cards = accepted.cards.iter().filter_map(|card| card.row.clone());
    cards.chain([accepted.mock_row()]).collect()
}

fn spoken(what: &What) -> &Spoken {
    match what {
        What::Spoken(spoken) => spoken,
        other => panic!("{other:?}"),
    }
}

#[test]
fn points_become_scores_grades_and_due_items_as_in_a_try_of_ones_own() {
    let study = study(DECK, &[]);
    let accepted = study.accept(file(), NOW).unwrap();
    let rows = rows(&accepted);
    let first = spoken(&rows[0]);
    assert_eq!(
        (&*first.by, &*first.mock, first.score),
        ("partner", "interview-1-2a", 40.0)
    );
    assert_eq!(
        (first.said, first.ms, &first.phases[..]),
        (Some(80.0), 240_000, &[60_000; 2][..])
    );
    assert_eq!(
        &*first.text,
        "Scored by a partner on 2026-12-01\n\n## Point 1: Names the key\na note"
    );
    assert_eq!(Some(spoken(&rows[1]).score), Some(50.0));
    let What::Mock(mock) = &rows[2] else {
        panic!("{:?}", rows[2]);
    };
    assert_eq!(
        (&*mock.id, &*mock.end, mock.ms),
        ("interview-1-2a", "finished", 300_000)
    );
    // The same points, ticked alone.
    let task = study.task("d/limiter").unwrap();
    let mut attempt = Attempt::new(&task, Manner::default());
    attempt.predict(None, &task);
    attempt.tick(0, 2);
    attempt.tick(1, 0);
    let scored = attempt.scored(&task).unwrap();
    let (What::Spoken(own), due) = study.spoken_row(&attempt, &task, &scored, "", NOW) else {
        panic!("no row");
    };
    assert_eq!(
        (own.score, own.grade, &own.points),
        (first.score, first.grade, &first.points)
    );
    assert_eq!(
        (own.rubric, &own.due, due),
        (first.rubric, &first.due, accepted.cards[0].due.clone())
    );
}

#[test]
fn a_missed_point_makes_its_items_due() {
    let mut file = file();
    file.cards[0].points = vec![0, 2];
    let study = study(DECK, &[]);
    let accepted = study.accept(file, NOW).unwrap();
    assert_eq!(
        *spoken(accepted.cards[0].row.as_ref().unwrap()).due,
        ["d/key".into()]
    );
    assert_eq!(accepted.cards[0].scored.grade, Grade::Good);
}

#[test]
fn an_interview_is_taken_in_once_and_one_that_was_broken_off_goes_on() {
    let all = rows(&study(DECK, &[]).accept(file(), NOW).unwrap());
    for kept in 0..all.len() {
        let before = &all[..kept];
        let accepted = study(DECK, before).accept(file(), NOW).unwrap();
        let mut again = before.to_vec();
        again.extend(rows(&accepted));
        assert_eq!(again, all, "after {kept} rows");
        // Until the last row the interview is in no list.
        assert!(study(DECK, before).progress().mocks.is_empty());
    }
    let problems = study(DECK, &all).accept(file(), NOW).unwrap_err();
    assert!(
        problems[0].contains("imported already on 2026-12-01"),
        "{problems:?}"
    );
}

#[test]
fn decks_that_differ_are_refused_with_every_card_named() {
    let edited = DECK.replace("60 Counts across", "60 Counts over");
    let mut file = file();
    file.cards[1].points = vec![2, 2];
    for (key, phases) in [("d/gone", 0), ("d/key", 0), ("d/decide", 2)] {
        let mut card = file.cards[1].clone();
        key.clone_into(&mut card.card);
        card.points = vec![2];
        card.phases = vec![0; phases];
        file.cards.push(card);
    }
    file.cards.push(file.cards[1].clone());
    let here = study(&edited, &[]).task("d/limiter").unwrap().rubric;
    let there = file.cards[0].rubric;
    file.date = "2027-12-01".to_owned();
    assert_eq!(study(&edited, &[]).accept(file, NOW).unwrap_err(), [
        "its date 2027-12-01 cannot be right; today is 2026-12-01".to_owned(),
        format!("card 1, d/limiter: the decks differ: your partner scored the rubric {there:08x}, yours is {here:08x}; both need the same version of the deck"),
        "card 2, d/decide: it has 2 points, and the rubric 1".to_owned(),
        "card 3, d/gone: your decks do not hold this card; take in the deck that your partner used".to_owned(),
        "card 4, d/key: this is a short card and has no points".to_owned(),
        "card 5, d/decide: it has times of 2 phases, and the card 1".to_owned(),
        "card 6, d/decide: it has 2 points, and the rubric 1".to_owned(),
    ]);
}

#[test]
fn a_card_stands_once_in_a_file_by_whatever_name() {
    let mut file = file();
    let mut again = file.cards[0].clone();
    again.card = "D/Limiter".to_owned();
    file.cards.push(again);
    let problems = study(DECK, &[]).accept(file, NOW).unwrap_err();
    assert_eq!(
        problems,
        ["card 3, D/Limiter: the card stands twice in the file"]
    );
}

#[test]
fn a_card_that_was_renamed_is_found_by_its_earlier_name() {
    let renamed = DECK.replace("{#limiter .design", "{#throttle .design was=limiter");
    let accepted = study(&renamed, &[]).accept(file(), NOW).unwrap();
    assert_eq!(accepted.cards[0].task.key, "d/throttle");
}

#[test]
fn notes_that_fill_a_row_are_refused_before_anything_is_written() {
    let mut file = file();
    file.cards[0].overall = "\"".repeat(40_000);
    let problems = study(DECK, &[]).accept(file, NOW).unwrap_err();
    assert_eq!(
        problems,
        ["card 1, d/limiter: its notes do not fit into a row"]
    );
}

#[test]
fn the_two_scores_stand_apart_and_the_own_one_counts() {
    let own = Spoken {
        card: "d/limiter".into(),
        grade: 3,
        points: vec![2, 1],
        score: 70.0,
        by: "self".into(),
        ..Spoken::default()
    };
    let own = What::Spoken(Box::new(own));
    let accepted = study(DECK, std::slice::from_ref(&own))
        .accept(file(), NOW)
        .unwrap();
    assert_eq!(
        accepted.cards[0].difference(),
        "your own last score 70, your partner says 40: 30 lower"
    );
    assert_eq!(
        accepted.cards[1].difference(),
        "your partner says 50; you have no score of your own for this card"
    );
    let mut all = vec![own];
    all.extend(rows(&accepted));
    let study = study(DECK, &all);
    let candidates = study.candidates(NOW);
    let score = |key: &str| {
        let found = candidates.iter().find(|candidate| candidate.key == key);
        found.and_then(|candidate| candidate.last_score)
    };
    assert_eq!(
        (score("d/limiter"), score("d/decide")),
        (Some(70.0), Some(50.0))
    );
    let debrief = study.debrief("interview-1-2a", NOW).unwrap();
    assert_eq!(
        (debrief.by, debrief.score, debrief.gap),
        (By::Partner, Some(45.0), Some(35.0))
    );
    assert_eq!(
        (debrief.cards[0].other, debrief.cards[1].other),
        (Some(70.0), None)
    );
    assert!(debrief.cards[0].partner_notes.contains("a note"));
    assert_eq!(&*debrief.work_on.unwrap().point, "Counts across nodes");
}
