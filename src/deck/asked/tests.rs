#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by ending"
)]

use proptest::prelude::*;

use super::*;
use crate::deck::{
    Level,
    check::{self, Subject},
    collection::{DeckFile, Origin},
    coverage,
};

fn question(text: &str) -> Question {
    Question {
        text: SafeText::from_line(text),
        area: "LD".to_owned(),
        place: SafeText::from_line("asked at Acme, Team leading, 2026-12-04"),
    }
}

fn collection(source: &str) -> Collection {
    let loaded = load(source, Spelling::Markdown, DECK);
    let file = DeckFile {
        origin: Origin::Own,
        path: SafeText::from_line("asked.md"),
        file: None,
        deck: loaded.deck,
        problems: loaded.problems,
    };
    Collection::new(vec![file], Vec::new())
}

#[test]
fn a_draft_is_a_whole_card_that_only_lacks_a_model() {
    let written = append(None, &[question("How do you say no to a feature?")]).unwrap();
    assert_eq!(written.ids[0].as_str(), "how-do-you-say-no-to-a-feature");
    let collection = collection(&written.text);
    let loaded = &collection.decks[0];
    let card = &loaded.deck.cards[0];
    assert_eq!((card.kind(), loaded.deck.area_of(card)), (Kind::Open, "LD"));
    assert_eq!(
        card.source.source(),
        "asked at Acme, Team leading, 2026-12-04"
    );
    let crate::deck::Body::Spoken(spoken) = &card.body else {
        panic!("{card:?}");
    };
    let weights: Vec<u32> = spoken.rubric.iter().map(|point| point.weight).collect();
    assert_eq!(weights, [25; 4]);
    let subject = Subject {
        loaded,
        source: &written.text,
    };
    let problems = check::check(&[subject], &collection, coverage::bundled()).remove(0);
    let rules: Vec<&str> = problems.iter().map(|problem| problem.rule.name).collect();
    assert_eq!(rules, ["model-missing"]);
    assert!(
        problems
            .iter()
            .all(|problem| problem.level == Level::Warning)
    );
}

#[test]
fn further_drafts_leave_what_is_there_and_take_free_ids() {
    let first = append(None, &[question("Why us?")]).unwrap();
    let own = format!("{}\n## My own? {{#why-us-2}}\n\nYes", first.text);
    let more = append(
        Some(&own),
        &[
            question("Why us?!"),
            question("???1"),
            question("なぜ弊社ですか"),
        ],
    );
    let more = more.unwrap();
    assert!(more.text.starts_with(&own));
    let ids: Vec<&str> = more.ids.iter().map(CardId::as_str).collect();
    assert_eq!(ids, ["why-us-3", "1", "なぜ弊社ですか"]);
    let windows = own.replace('\n', "\r\n");
    let more = append(Some(&windows), &[question("And now?")]).unwrap();
    assert!(more.text.starts_with(&windows));
    assert_eq!(
        more.text.matches('\n').count(),
        more.text.matches("\r\n").count()
    );
}

#[test]
fn a_text_that_would_swallow_drafts_takes_none() {
    let open = format!("{FRONT}\n## Code? {{#code}}\n\n```\nleft open\n");
    assert_eq!(append(Some(&open), &[question("Why us?")]), None);
}

#[test]
fn lists_are_read_one_question_a_line() {
    let text = "- How do you plan?\r\n\n* Why us?\n1. Why now?\n2) And then?\n10 people leave. What now?\n---\n・自己紹介\nwhy us?\n-5 degrees?\n";
    let questions: Vec<String> = questions(text).iter().map(ToString::to_string).collect();
    assert_eq!(
        questions,
        [
            "How do you plan?",
            "Why us?",
            "Why now?",
            "And then?",
            "10 people leave. What now?",
            "自己紹介",
            "-5 degrees?"
        ]
    );
}

#[test]
fn a_card_that_asks_the_same_is_near_and_another_is_not() {
    let text = append(
        None,
        &[
            question("How do you bring two teams to one decision about a shared API?"),
            question("技術的負債をどう減らしますか"),
            question("How would you shard a database?"),
        ],
    );
    let collection = collection(&text.unwrap().text);
    let prompts = Prompts::new(&collection);
    for (asked, id) in [
        (
            "how do you bring two teams to one decision?",
            "how-do-you-bring",
        ),
        (
            "About a shared API: bringing two teams to a decision, how?",
            "how-do-you-bring",
        ),
        ("技術的負債をどうやって減らしますか？", "技術的負債"),
    ] {
        let near = prompts.nearest(asked).unwrap();
        assert!(near.score >= NEAR, "{asked} {}", near.score);
        assert!(near.card.id.as_str().starts_with(id), "{asked}");
    }
    let same = prompts.nearest("How would you shard a database").unwrap();
    assert!(same.score >= SAME);
    for other in [
        "How do you hire?",
        "What is a quorum?",
        "採用の基準は何ですか",
    ] {
        let near = prompts.nearest(other).unwrap();
        assert!(near.score < NEAR, "{other} {}", near.score);
    }
}

#[test]
fn the_area_is_that_of_the_round_or_of_a_card_a_little_alike() {
    let text = append(None, &[question("How do you lead a team in trouble?")]).unwrap();
    let collection = collection(&text.text);
    let prompts = Prompts::new(&collection);
    let near = prompts.nearest("How do you lead a big team?");
    let far = prompts.nearest("xyz");
    assert_eq!(area_of(far, &["JP"]), "JP");
    assert_eq!(area_of(near, &[]), "LD");
    assert_eq!(area_of(near, &["PE", "LD"]), "LD");
    assert_eq!(area_of(far, &["PE", "LD"]), "PE");
    assert_eq!(area_of(far, &[]), "");
    assert_eq!(area_of(far, &["XX"]), "");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_question_becomes_a_card_and_no_text_is_lost(
        texts in prop::collection::vec("[a-z{}#.`<>\\\\|*\\[\\] 冪!&?~-]{1,24}|.{1,40}", 1..4),
        company in ".{0,20}",
    ) {
        let asked: Vec<Question> = questions(&texts.join("\n"))
            .into_iter()
            .map(|text| Question {
                text,
                area: String::new(),
                place: SafeText::from_line(&format!("asked at {company}")),
            })
            .collect();
        let first = append(None, &[question("Why us?")]).unwrap().text;
        let written = append(Some(&first), &asked);
        prop_assert!(written.is_some(), "{asked:?}");
        let written = written.unwrap();
        prop_assert!(written.text.starts_with(&first));
        let loaded = load(&written.text, Spelling::Markdown, DECK);
        prop_assert_eq!(loaded.problems, []);
        prop_assert_eq!(loaded.deck.unwrap().cards.len(), asked.len() + 1);
    }
}
