use proptest::prelude::*;

use super::*;
use crate::{
    deck::{
        SafeText,
        collection::{Collection, DeckFile, Origin},
        format::{Spelling, load},
    },
    practice::spoken::task::Step,
};

const DESIGN: &str = "## Design a limiter for 50,000 requests/s. {#limiter .design minutes=20}\n\n\
    10,000 customers.\n\n### Phases\n- Clarify 5\n- High level 10\n\n  Partners pay for bursts.\n\n- Deep dive 5\n\n\
    ### Rubric\n- 40 Names the key [Clarify]\n  - full: per customer key\n  - keywords: api key | customer; endpoint\n  - review: window\n\
    - 35 Shares the count [Deep dive]\n  - full: says what is shared\n  - keywords: shard\n\
    - 25 Gives something up [Deep dive]\n  - full: says what is given up\n\n\
    ### Follow-ups\n- The store is down. Do calls pass?\n- (change) Sales wants bursts.\n- What would you leave out?\n\n\
    ### Model\nEach customer has an api key; endpoint limits too; I shard the count.\n\n\
    ## Why can a fixed window let through twice the limit? {#window}\n\nTwo windows meet.\n";

fn collection(cards: &str) -> Collection {
    let source = format!("---\nid: d\ntitle: D\narea: SD\nlanguage: en\n---\n\n{cards}");
    let loaded = load(&source, Spelling::Markdown, "d");
    let file = DeckFile {
        origin: Origin::Own,
        path: SafeText::from_line("d.md"),
        file: None,
        deck: loaded.deck,
        problems: loaded.problems,
    };
    Collection::new(vec![file], Vec::new())
}

fn task() -> Task {
    Task::of(&collection(DESIGN), "d/limiter").unwrap()
}

fn titles(task: &Task) -> Vec<String> {
    let title = |step: &Step| step.title.to_string();
    task.steps.iter().map(title).collect()
}

#[test]
fn the_change_comes_before_the_middle_phase_and_other_questions_after_the_last() {
    assert_eq!(
        titles(&task()),
        [
            "Clarify",
            "The task changes",
            "High level",
            "Deep dive",
            "Follow-up 1 of 2",
            "Follow-up 2 of 2"
        ]
    );
    let open = "## How do you decide? {#o .open minutes=3}\n\n### Rubric\n- 100 Decides\n  - full: decides\n\n\
                ### Follow-ups\n- (change) Now?\n- Then?\n";
    let open = Task::of(&collection(open), "d/o").unwrap();
    assert_eq!(
        titles(&open),
        ["The answer", "Follow-up 1 of 1", "The task changes"],
        "without phases the change comes last"
    );
    assert_eq!(Task::of(&collection(DESIGN), "d/window"), None);
}

#[test]
fn an_attempt_goes_from_step_to_step_and_time_counts_for_the_step_that_is_spoken() {
    let task = task();
    let mut attempt = Attempt::new(&task, Manner::default());
    attempt.pass(1_000);
    attempt.is_paused = true;
    attempt.pass(5_000);
    attempt.go_on(&task);
    assert!(!attempt.is_paused, "the next step runs");
    attempt.pass(2_000);
    for _ in 0..5 {
        attempt.go_on(&task);
    }
    assert_eq!(attempt.place, Place::Predict);
    attempt.pass(9_000);
    assert_eq!(attempt.spent, [1_000, 2_000, 0, 0, 0, 0]);
    let row = attempt.row(&task, &Scored::whole(3).unwrap(), Vec::new(), "");
    assert_eq!((row.ms, row.phases), (3_000, vec![1_000, 0, 0]));
}

#[test]
fn finishing_asks_the_questions_that_are_left_and_no_further_phase() {
    let task = task();
    let mut attempt = Attempt::new(&task, Manner::default());
    attempt.finish(&task);
    assert_eq!(
        attempt.place,
        Place::Step(4),
        "the first question afterwards"
    );
    attempt.finish(&task);
    assert_eq!(attempt.place, Place::Step(5));
    attempt.finish(&task);
    assert_eq!(attempt.place, Place::Predict);
    let mut stopped = Attempt::new(&task, Manner::default());
    stopped.stop();
    assert_eq!(stopped.place, Place::Predict);
}

#[test]
fn notes_tick_points_and_the_score_follows() {
    let task = task();
    let mut attempt = Attempt::new(&task, Manner::default());
    assert_eq!(attempt.write("customer and endpoint"), Taken::Whole);
    for _ in 0..6 {
        attempt.go_on(&task);
    }
    attempt.predict(Some(80), &task);
    assert_eq!(attempt.points, [Some(2), Some(0), None]);
    assert_eq!(attempt.undecided(), Some(2));
    assert_eq!(attempt.scored(&task), None);
    attempt.tick(2, 1);
    let scored = attempt.scored(&task).unwrap();
    assert_eq!(
        (scored.points.as_slice(), scored.score),
        (&[2, 0, 1][..], 52.5)
    );
    let row = attempt.row(&task, &scored, vec!["d/window".into()], "m");
    assert_eq!(&*row.text, "## Clarify\ncustomer and endpoint");
    assert_eq!(
        (row.grade, row.said, &*row.by, &*row.mock),
        (2, Some(80.0), "self", "m")
    );
}

#[test]
fn notes_over_the_limit_are_cut_over_all_steps_together() {
    let task = task();
    let mut attempt = Attempt::new(&task, Manner::default());
    assert_eq!(attempt.write(&"a".repeat(11_990)), Taken::Whole);
    attempt.go_on(&task);
    assert_eq!(attempt.write(&"b".repeat(20)), Taken::Cut);
    assert_eq!(attempt.notes[1].len(), 10);
    assert_eq!(attempt.write("b"), Taken::Whole, "they can be made shorter");
}

#[test]
fn a_try_after_reading_ends_without_a_score() {
    let task = task();
    let manner = Manner {
        reads_model: true,
        ..Manner::default()
    };
    let mut attempt = Attempt::new(&task, manner);
    assert_eq!(attempt.place, Place::Model);
    attempt.pass(60_000);
    for _ in 0..7 {
        attempt.go_on(&task);
    }
    assert_eq!(attempt.place, Place::Done);
    assert_eq!(attempt.read_row(&task).ms, 0, "reading is not speaking");
}

#[test]
fn one_phase_alone_has_its_own_points_and_time() {
    let task = task();
    for name in ["3", "deep", "Deep dive", " DEEP DIVE "] {
        let alone = task.phase_alone(name).unwrap();
        assert_eq!((alone.points.len(), alone.minutes), (2, 5), "{name}");
        assert_eq!(titles(&alone), ["Deep dive"]);
        let attempt = Attempt::new(&alone, Manner::default());
        let scored = Scored::of_points(&alone.points, &[2, 0]);
        let row = attempt.row(&alone, &scored, Vec::new(), "");
        assert_eq!((&*row.phase, row.score), ("Deep dive", 58.5));
    }
    assert_eq!(
        task.phase_alone("High level"),
        None,
        "a phase without points"
    );
    assert_eq!(task.phase_alone("nothing"), None);
    assert_eq!(task.phase_alone(""), None);
    assert_eq!(task.phase_alone("0"), None);
}

#[test]
fn an_edited_card_keeps_notes_and_times_and_takes_ticks_anew() {
    let before = task();
    let mut attempt = Attempt::new(&before, Manner::default());
    for notes in ["customer endpoint", "", "", "shard", "fail open", "nothing"] {
        attempt.pass(1_000);
        attempt.write(notes);
        attempt.go_on(&before);
    }
    attempt.predict(None, &before);
    attempt.tick(2, 2);
    assert!(!attempt.clone().fit(&before), "nothing has changed");
    let edited = DESIGN
        .replace("- 35 Shares the count", "- 35 Shares the counter")
        .replace("- What would you leave out?\n", "");
    let after = Task::of(&collection(&edited), "d/limiter").unwrap();
    assert!(attempt.fit(&after));
    assert_eq!(attempt.notes.len(), after.steps.len());
    assert_eq!(attempt.total_ms(), 6_000);
    assert!(
        attempt.all_notes().contains("nothing"),
        "{:?}",
        attempt.notes
    );
    assert_eq!(attempt.points, [Some(2), Some(2), None]);
}

#[test]
fn weights_keywords_and_links_change_the_rubric_only_where_they_change_what_is_scored() {
    let hash = |cards: &str| Task::of(&collection(cards), "d/limiter").unwrap().rubric;
    let same = DESIGN
        .replace("api key | customer", "key")
        .replace("  - review: window\n", "");
    assert_eq!(hash(DESIGN), hash(&same));
    assert_ne!(
        hash(DESIGN),
        hash(&DESIGN.replace("per customer key", "per key"))
    );
    let weights = DESIGN.replace("- 40 ", "- 41 ").replace("- 35 ", "- 34 ");
    assert_ne!(hash(DESIGN), hash(&weights));
}

proptest! {
    /// Whatever is done in whatever order: no panic, no time lost, and what is written down is what is read back.
    #[test]
    fn any_sequence_is_kept_whole(moves in prop::collection::vec((0u8..8, 0u64..100_000, ".{0,40}"), 0..40)) {
        let task = task();
        let mut attempt = Attempt::new(&task, Manner { reads_model: moves.len() % 3 == 0, is_untimed: false });
        let mut counted = 0;
        for (what, ms, text) in moves {
            match what {
                0 => attempt.go_on(&task),
                1 => attempt.finish(&task),
                2 => drop(attempt.write(&text)),
                3 => attempt.is_paused = !attempt.is_paused,
                4 if attempt.place == Place::Predict => attempt.predict(Some((ms % 256) as u8), &task),
                5 => attempt.tick((ms % 5) as usize, (ms % 4) as u8),
                6 => attempt.stop(),
                _ => {
                    counted += if attempt.step().is_some() && !attempt.is_paused { ms } else { 0 };
                    attempt.pass(ms);
                }
            }
            prop_assert!(attempt.said.is_none_or(|said| said <= 100));
            let json = serde_json::to_string(&attempt).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Attempt>(&json).unwrap(), &attempt);
        }
        prop_assert_eq!(attempt.total_ms(), counted);
        if let Some(scored) = attempt.scored(&task) {
            prop_assert!((0.0..=100.0).contains(&scored.score));
        }
    }
}
