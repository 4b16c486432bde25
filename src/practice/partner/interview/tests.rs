use proptest::prelude::*;

use super::*;
use crate::practice::{
    partner::{
        ResultFile,
        example::{DECK, NOW, study, tasks},
        result,
    },
    spoken::notes::Taken,
};

fn interview() -> Interview {
    Interview::new("interview-1-00000001".to_owned(), &tasks(), NOW).between(" Aiko\u{1b} ", "Ken")
}

#[test]
fn a_card_goes_through_its_steps_to_the_next_card() {
    let mut interview = interview();
    assert_eq!(
        (interview.candidate.as_str(), interview.minutes),
        ("Aiko␛", 24)
    );
    let mut stages = Vec::new();
    while interview.at == 0 {
        let asked = interview.card_mut().unwrap();
        stages.push(asked.stage);
        asked.pass(1_000);
        match asked.stage {
            Stage::Predict => asked.predict(Some(80)),
            Stage::Points => {
                assert_eq!(asked.open_point(), Some(0));
                asked.tick(0, 2);
                asked.tick(7, 2);
                assert_eq!(asked.open_point(), Some(0), "the note is still to be asked");
                assert_eq!(asked.note(0, "two\nlines"), Taken::Whole);
                assert_eq!((asked.open_point(), asked.undecided()), (Some(1), 1));
                asked.go_on();
            }
            Stage::Overall => {
                asked.write_overall("well done");
                interview.close_card();
            }
            _ => asked.go_on(),
        }
    }
    let steps = (0..4).map(Stage::Step);
    let after = [Stage::Predict, Stage::Points, Stage::Overall];
    assert_eq!(stages, steps.chain(after).collect::<Vec<_>>());
    let done = &interview.cards[0];
    assert_eq!((done.said, done.values()), (Some(80), vec![2, 0]));
    assert_eq!(done.notes[0].as_deref(), Some("two lines"));
    assert_eq!(
        (done.total_ms(), done.phase_ms(&tasks()[0])),
        (4_000, vec![1_000, 1_000])
    );
    assert_eq!(Some(done.scored(&tasks()[0]).score), Some(40.0));
    assert!(!interview.is_done());
    interview.close_card();
    assert!(interview.is_done());
    interview.close_card();
}

#[test]
fn the_clock_stands_in_a_pause_and_ends_at_a_day() {
    let mut asked = Asked::new(&tasks()[0]);
    asked.is_paused = true;
    asked.pass(5_000);
    assert_eq!(asked.total_ms(), 0);
    asked.is_paused = false;
    asked.pass(u64::MAX);
    asked.go_on();
    asked.pass(u64::MAX);
    assert_eq!(asked.total_ms(), CARD_MS_LIMIT);
}

#[test]
fn a_clock_that_went_back_and_a_long_gap_count_for_nothing() {
    assert_eq!(lived(1_000, 3_000), 2_000);
    assert_eq!(lived(3_000, 1_000), 0);
    assert_eq!(lived(0, GAP_MS), GAP_MS as u64);
    assert_eq!(lived(0, GAP_MS + 1), 0);
    assert_eq!(lived(i64::MAX, i64::MIN), 0);
}

#[test]
fn notes_of_a_card_hold_the_limit_together() {
    let mut asked = Asked::new(&tasks()[0]);
    assert_eq!(asked.hear(&"a".repeat(NOTES_LIMIT - 10)), Taken::Whole);
    assert_eq!(asked.note(0, &"b".repeat(20)), Taken::Cut);
    assert_eq!(asked.write_overall("c"), Taken::Cut);
    // In place of what a note holds there is its own room.
    assert_eq!(asked.note(0, "short"), Taken::Whole);
    assert_eq!(asked.write_overall("fit"), Taken::Whole);
    assert_eq!(asked.hear(" . "), Taken::Whole);
    assert_eq!(asked.heard[0], "");
}

#[test]
fn an_edited_deck_costs_the_ticks_of_its_card_and_no_note() {
    let mut interview = interview();
    for asked in &mut interview.cards {
        asked.stage = Stage::Points;
        asked.tick(0, 2);
        asked.note(0, "kept");
    }
    let edited = DECK.replace("60 Counts across nodes", "60 Counts anew");
    let study = study(&edited, &[]);
    let tasks = study.tasks(["d/limiter", "d/decide"].into_iter()).unwrap();
    assert_eq!(interview.fit(&tasks), ["d/limiter"]);
    let (first, second) = (&interview.cards[0], &interview.cards[1]);
    assert_eq!((first.rubric, first.undecided()), (tasks[0].rubric, 2));
    assert_eq!(first.heard.last().map(String::as_str), Some("kept"));
    assert_eq!(
        (second.undecided(), second.notes[0].as_deref()),
        (0, Some("kept"))
    );
    assert_eq!(interview.fit(&tasks), Vec::<String>::new());
}

#[test]
fn names_of_files_hold_no_letter_that_a_file_should_not() {
    let mut interview = interview();
    let day = jiff::civil::date(2026, 12, 1);
    assert_eq!(interview.file_name(day), "interview-2026-12-01-cards.json");
    interview.round = "../a b/冪".to_owned();
    assert_eq!(
        interview.file_name(day),
        "interview-2026-12-01----a-b--.json"
    );
}

/// What a partner may do, in any order.
fn act(interview: &mut Interview, (what, at, text): &(u8, usize, String)) {
    let Some(asked) = interview.card_mut() else {
        return;
    };
    match what {
        0 => asked.go_on(),
        1 => asked.go_back(),
        2 => asked.tick(*at, *at as u8),
        3 => drop(asked.note(*at, text)),
        4 => drop(asked.write_overall(text)),
        5 => drop(asked.hear(text)),
        6 => asked.pass(*at as u64 * 977),
        7 => asked.predict(u8::try_from(*at * 40).ok()),
        8 => asked.is_paused = !asked.is_paused,
        _ => interview.close_card(),
    }
}

proptest! {
    /// Whatever was done: the part comes back as it was, and the result is one that can be read again to the same.
    #[test]
    fn what_was_written_is_read_again(acts in prop::collection::vec((0u8..10, 0usize..4, "\\PC{0,40}|[ \\t\\n.\u{202e}\u{200b}]{1,3}"), 0..60)) {
        let tasks = tasks();
        let mut interview = interview();
        for action in &acts {
            act(&mut interview, action);
        }
        let part = serde_json::to_vec(&interview).unwrap();
        let mut again: Interview = serde_json::from_slice(&part).unwrap();
        prop_assert_eq!(again.fit(&tasks), Vec::<String>::new());
        prop_assert_eq!(&again, &interview);
        let file = ResultFile::of(&interview, &tasks);
        prop_assert_eq!(result::parse(file.text().as_bytes()), Ok(file));
    }

    /// A part that somebody damaged fits the decks afterwards.
    #[test]
    fn a_damaged_part_is_made_to_fit(
        ticks in prop::collection::vec(prop::option::of(any::<u8>()), 0..5),
        spent in prop::collection::vec(any::<u64>(), 0..7),
        stage in 0usize..9, at in any::<usize>(), said in prop::option::of(any::<u8>()),
    ) {
        let tasks = tasks();
        let mut interview = interview();
        let asked = &mut interview.cards[0];
        asked.ticks = ticks;
        asked.spent = spent;
        asked.heard.clear();
        asked.said = said;
        asked.stage = Stage::Step(stage);
        interview.at = at;
        interview.fit(&tasks);
        let asked = interview.card().unwrap();
        prop_assert!(asked.step().unwrap() < tasks[0].steps.len());
        prop_assert_eq!((asked.ticks.len(), asked.heard.len()), (2, 4));
        prop_assert!(asked.ticks.iter().flatten().all(|tick| *tick <= 2));
        prop_assert!(asked.total_ms() > 0 || asked.spent.iter().all(|ms| *ms == 0));
        ResultFile::of(&interview, &tasks);
    }
}
