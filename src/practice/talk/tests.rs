#![allow(
    clippy::unwrap_used,
    clippy::float_cmp,
    reason = "a test that cannot go on says so by ending"
)]

use proptest::prelude::*;

use super::*;
use crate::{
    deck::{
        collection::{Collection, DeckFile, Origin},
        format::{Spelling, load},
    },
    journal::{Progress, SpokenRecord, Tried, entry::Goal},
    memory::Model,
    plan::{
        Scope, Share,
        share::{Pool, SpokenDays},
        spoken::candidates,
    },
    practice::spoken::Task,
};

const DECK: &str = "---\nid: talks\ntitle: Talks\narea: SD\nlanguage: en\n---\n\n\
    ## Design a limiter for a public API: 50,000 requests/s. {#limiter .design minutes=45 tier=core}\n\n\
    ### Phases\n- Clarify 5\n- Numbers 10\n- Deep dive 15\n- High level 15\n\n### Rubric\n\
    - 20 Asks who pays [Clarify]\n  - full: asks it\n\
    - 20 Counts [Numbers]\n  - full: counts\n\
    - 40 Shares the counters [Deep dive]\n  - full: shares\n\
    - 20 Draws the parts [High level]\n  - full: draws\n";

const TODAY: StudyDay = StudyDay(20_000);

fn collection(source: &str) -> Collection {
    let loaded = load(source, Spelling::Markdown, "talks");
    let file = DeckFile {
        origin: Origin::Own,
        path: SafeText::from_line("talks"),
        file: None,
        deck: loaded.deck,
        problems: loaded.problems,
    };
    Collection::new(vec![file], Vec::new())
}

fn round(id: &str, tries: usize, is_own: bool) -> RoundChoice {
    RoundChoice {
        id: id.to_owned(),
        name: SafeText::from_line(id),
        minutes: 45,
        tries,
        last: (tries > 0).then_some(60.0),
        is_own,
    }
}

/// What is chosen with some minutes a day, days until the interview, and minutes pooled so far.
struct Case {
    share: u32,
    minutes: u32,
    days_left: u32,
    pooled: u32,
    rounds: Vec<RoundChoice>,
    progress: Progress,
    deck: String,
}

impl Default for Case {
    fn default() -> Self {
        Self {
            share: 40,
            minutes: 30,
            days_left: 12,
            pooled: 12,
            rounds: Vec::new(),
            progress: Progress::default(),
            deck: DECK.to_owned(),
        }
    }
}

impl Case {
    fn speaking(self) -> Speaking {
        let collection = collection(&self.deck);
        let goal = Goal {
            share: Some(self.share),
            ..Goal::default()
        };
        let days = SpokenDays {
            share: Share::of(&goal, true),
            minutes: self.minutes,
            interview: TODAY.plus(self.days_left),
            off: &[],
        };
        let mut pool = Pool::default();
        pool.begin_day(TODAY, f64::from(self.pooled) * 60.0);
        let model = Model::default();
        let scope = Scope::default();
        let chooser = Chooser {
            today: TODAY,
            days,
            pool,
            track: "role",
            rounds: self.rounds,
            cards: candidates(&collection, &self.progress, &model, &scope),
            progress: &self.progress,
        };
        chooser.choose(|key| Task::of(&collection, key))
    }

    fn text(self) -> String {
        let line = self.speaking().line();
        line.map_or("nothing".to_owned(), |line| {
            format!("{} {}", line.minutes, line.text())
        })
    }
}

fn tried(progress: &mut Progress, phase: &str, points: &[u8]) {
    let task = Task::of(&collection(DECK), "talks/limiter").unwrap();
    let record: &mut SpokenRecord = progress.spoken.entry("talks/limiter".into()).or_default();
    record.tries.push(Tried {
        id: crate::journal::EntryId::default(),
        day: TODAY.minus(10),
        ms: 0,
        grade: crate::memory::Grade::Again,
        score: 0.0,
        said: None,
        points: points.to_vec(),
        rubric: task.rubric,
        is_by_partner: false,
        phase: phase.into(),
        mock: "".into(),
    });
}

#[test]
fn a_card_that_is_longer_than_today_is_offered_as_the_phase_with_most_to_gain() {
    // Fifteen minutes hold the deep dive, which weighs most; twelve do not.
    let with = |pooled| Case {
        pooled,
        ..Case::default()
    };
    assert_eq!(
        with(15).text(),
        "15 Design a limiter for a public API, the deep dive only"
    );
    assert_eq!(
        with(12).text(),
        "10 Design a limiter for a public API, the numbers only"
    );
    assert_eq!(with(45).text(), "45 Design a limiter for a public API");
}

#[test]
fn of_the_phases_the_one_comes_that_was_missed_last() {
    let mut progress = Progress::default();
    tried(&mut progress, "", &[0, 0, 2, 1]);
    let after = |progress: &Progress| {
        let case = Case {
            pooled: 15,
            progress: progress.clone(),
            ..Case::default()
        };
        case.speaking().talk.unwrap()
    };
    let talk = after(&progress);
    assert!(matches!(&talk.what, Subject::Phase { phase, .. } if **phase == *"Numbers"));
    assert_eq!(
        talk.why.words(),
        "20 of 100 lost there last",
        "the deep dive lost nothing, and clarifying is too short to be practised alone"
    );
    // A try at that phase alone counts for its points.
    tried(&mut progress, "Numbers", &[2]);
    assert!(
        matches!(after(&progress).what, Subject::Phase { phase, .. } if *phase == *"High level")
    );
}

#[test]
fn what_fits_no_part_of_today_is_moved_to_the_day_with_most_minutes() {
    let short = |days_left| Case {
        minutes: 10,
        pooled: 4,
        days_left,
        ..Case::default()
    };
    // Four minutes a day are twelve on the third day, which hold a phase; all days are alike, so the first of them is taken.
    let talk = short(12).speaking().talk.unwrap();
    assert_eq!(talk.day, TODAY.plus(2));
    assert_eq!(
        short(12).text(),
        "4 kept for Design a limiter for a public API, the numbers only on Sunday, 10 min"
    );
    assert_eq!(short(3).speaking().talk.unwrap().day, TODAY.plus(2));
    assert_eq!(
        short(2).speaking().talk,
        None,
        "two days have eight minutes"
    );
    assert_eq!(short(1).speaking().talk, None, "there is no later day");
    assert_eq!(
        Case {
            pooled: 0,
            ..Case::default()
        }
        .speaking()
        .talk,
        None
    );
}

#[test]
fn the_round_of_the_interview_comes_first_until_it_was_done_twice() {
    let with = |tries, pooled| Case {
        pooled,
        rounds: vec![round("Other", 0, false), round("Own", tries, true)],
        ..Case::default()
    };
    assert_eq!(with(0, 45).text(), "45 Rehearse Own");
    assert_eq!(with(1, 45).text(), "45 Rehearse Own");
    assert_eq!(with(2, 45).text(), "45 Rehearse Other");
    let why = with(1, 45).speaking().talk.unwrap().why;
    assert_eq!(why, Reason::OwnRound { tries: 1 });
    let all_done = Case {
        pooled: 45,
        rounds: vec![round("Other", 2, false), round("Own", 2, true)],
        ..Case::default()
    };
    assert_eq!(all_done.text(), "45 Design a limiter for a public API");
}

#[test]
fn minutes_are_kept_for_the_round_only_where_it_would_come_too_late_otherwise() {
    let with = |days_left, pooled| Case {
        pooled,
        days_left,
        rounds: vec![round("Own", 0, true)],
        ..Case::default()
    };
    // Twelve days before there is time until the sixth day, and a phase fits before that.
    assert_eq!(
        with(12, 12).text(),
        "10 Design a limiter for a public API, the numbers only"
    );
    // Six days before, the round fits on the third day from now, and every minute until then is needed.
    assert_eq!(with(6, 12).text(), "12 kept for Own on Monday, 45 min");
}

#[test]
fn without_a_round_of_its_own_any_two_are_rehearsed() {
    let with = |tries: [usize; 2]| Case {
        pooled: 45,
        rounds: vec![round("One", tries[0], false), round("Two", tries[1], false)],
        ..Case::default()
    };
    assert_eq!(with([0, 0]).text(), "45 Rehearse One");
    assert_eq!(with([1, 0]).text(), "45 Rehearse Two");
    let why = with([1, 1]).speaking().talk.unwrap().why;
    assert_eq!(
        why.name(),
        "other-round",
        "two are done, and minutes remain"
    );
}

#[test]
fn what_does_not_fit_before_the_day_is_said_in_one_sentence() {
    let with = |minutes, days_left| Case {
        minutes,
        days_left,
        rounds: vec![round("Own", 0, true), round("Other", 0, false)],
        ..Case::default()
    };
    assert_eq!(with(60, 20).speaking().left_out, None);
    let sentence = with(30, 6).speaking().left_out.unwrap();
    assert!(
        sentence.contains("enough for Own a second time and Other."),
        "{sentence}"
    );
    let sentence = with(5, 6).speaking().left_out.unwrap();
    assert!(sentence.contains("enough for Own and Other."), "{sentence}");
}

#[test]
fn a_name_is_the_first_clause() {
    let name = |prompt: &str| short_name(&SafeText::from_line(prompt)).to_string();
    assert_eq!(
        name("Design a **limiter**: 1.2 million calls."),
        "Design a limiter"
    );
    assert_eq!(
        name("Tell me about a time you failed. What happened?"),
        "Tell me about a time you failed"
    );
    assert_eq!(
        name("Node.js or Go for a gateway?"),
        "Node.js or Go for a gateway"
    );
    assert_eq!(name("Why?"), "Why?");
    assert_eq!(
        name("自己紹介をしてください。一分で。"),
        "自己紹介をしてください"
    );
}

proptest! {
    #[test]
    fn what_is_for_today_fits_into_today(
        share in 0u32..=100, minutes in 1u32..200, days_left in 1u32..60, pooled in 0u32..200, tries in 0usize..3,
        has_own: bool,
    ) {
        let case = || Case {
            share, minutes, days_left, pooled,
            rounds: vec![round("Own", tries, has_own), round("Other", 0, false)],
            ..Case::default()
        };
        let speaking = case().speaking();
        prop_assert_eq!(&speaking, &case().speaking(), "the same moment gets the same answer");
        if let Some(talk) = speaking.talk {
            if talk.day == TODAY {
                prop_assert!(talk.minutes <= pooled);
            } else {
                prop_assert!(talk.day > TODAY && talk.day < TODAY.plus(days_left));
            }
        }
    }
}
