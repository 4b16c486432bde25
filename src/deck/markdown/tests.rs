use crate::deck::{
    Body, Kind, Level, Loaded,
    format::{Spelling, load},
};

fn deck(cards: &str) -> Loaded {
    load(
        &format!("---\nid: d\ntitle: D\n---\n\n{cards}"),
        Spelling::Markdown,
        "d",
    )
}

fn rules(loaded: &Loaded) -> Vec<(&'static str, u32)> {
    loaded
        .problems
        .iter()
        .map(|problem| (problem.rule.name, problem.position.line))
        .collect()
}

fn only_card(loaded: &Loaded) -> &crate::deck::Card {
    let cards = &loaded.deck.as_ref().unwrap().cards;
    assert_eq!(cards.len(), 1, "{:?}", loaded.problems);
    &cards[0]
}

fn answer(card: &crate::deck::Card) -> &str {
    match &card.body {
        Body::Recall { answer } => answer.source(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_card_with_all_its_parts_is_read() {
    let loaded = deck(
        "What the deck is for.\n\n## Why? {#why tier=core covers=SD-01,SD-02 area=MQ was=old,other/older}\n\nBecause\nof it.\n\n\
         > A note\n> of two lines.\n\nMore.\n\nSource: RFC 9110\n\nAllow: yes-no-prompt — it is the shortest\n\n### Hint\nThink.\n",
    );
    assert_eq!(loaded.problems, []);
    let deck = loaded.deck.as_ref().unwrap();
    assert_eq!(deck.description.source(), "What the deck is for.");
    let card = only_card(&loaded);
    assert_eq!(answer(card), "Because\nof it.\n\nMore.");
    assert_eq!(card.note.source(), "A note\nof two lines.");
    assert_eq!(card.source.source(), "RFC 9110");
    assert_eq!(card.hint.source(), "Think.");
    assert_eq!(card.covers, ["SD-01", "SD-02"]);
    assert_eq!(card.was, ["old", "other/older"]);
    assert_eq!(
        (card.allow[0].rule.as_str(), card.allow[0].reason.as_str()),
        ("yes-no-prompt", "it is the shortest")
    );
}

#[test]
fn the_text_of_a_field_is_the_source_to_the_letter() {
    let loaded = deck(
        "## Q {#q}\n\nA *b* `c|d` [l](u) &amp; <b> \\* 1 < 2\n\n```rust\n## no heading\nSource: no source\n```\n",
    );
    assert_eq!(loaded.problems, []);
    assert_eq!(
        answer(only_card(&loaded)),
        "A *b* `c|d` [l](u) &amp; <b> \\* 1 < 2\n\n```rust\n## no heading\nSource: no source\n```"
    );
}

#[test]
fn trap_setext_heading() {
    let loaded = deck("## Q {#q}\n\nA.\n\nSource: X\n---\n\n## R {#r}\n\nB.\n");
    assert_eq!(rules(&loaded), [("setext-heading", 10)]);
    let cards = loaded.deck.unwrap().cards;
    assert_eq!(cards.len(), 2);
    assert_eq!(cards[0].source.source(), "X");
    // Marks without a space are text, whatever stands below them.
    let loaded = deck("## Q {#q}\n\nA.\n\n##x\n---\n\nB.\n");
    assert_eq!(rules(&loaded), [("setext-heading", 10)]);
    assert_eq!(loaded.deck.unwrap().cards.len(), 1);
}

#[test]
fn trap_metadata_inside() {
    let loaded = deck("## Q {#q}\n\nA.\n\n---\nkey: value\n---\n\n## R {#r}\n\nB.\n");
    assert!(
        rules(&loaded).contains(&("metadata-inside", 10)),
        "{:?}",
        loaded.problems
    );
    let deck = loaded.deck.unwrap();
    assert_eq!(deck.cards.len(), 2);
    assert!(answer(&deck.cards[0]).contains("key: value"));
}

#[test]
fn trap_unknown_attribute() {
    let loaded = deck("## What is {word}\n\nA.\n");
    assert!(rules(&loaded).contains(&("unknown-attribute", 6)));
    assert_eq!(only_card(&loaded).prompt.source(), "What is {word}");
    let loaded = deck("## What is {word\\} {#w}\n\nA.\n");
    assert_eq!(loaded.problems, []);
    let loaded = deck("## Q {#q colour=red}\n\nA.\n");
    assert_eq!(rules(&loaded), [("unknown-attribute", 6)]);
    assert_eq!(only_card(&loaded).prompt.source(), "Q");
}

#[test]
fn trap_table_cells() {
    let loaded = deck(
        "## W {.vocab}\n\n| term | reading | meaning |\n|---|---|---|\n| 冗長 | じょうちょう | a | b |\n",
    );
    assert_eq!(rules(&loaded), [("table-cells", 10)]);
    assert_eq!(only_card(&loaded).kind(), Kind::Vocab);
}

#[test]
fn trap_two_ids() {
    let loaded = deck("## Q {#a #b}\n\nA.\n");
    assert_eq!(rules(&loaded), [("two-ids", 6)]);
    assert_eq!(only_card(&loaded).id.as_str(), "a");
}

#[test]
fn trap_point_without_weight() {
    let rubric = "- 60 One\n  - full: x\n- Two\n  - full: y\n\n40. Three\n";
    let loaded = deck(&format!(
        "## Q {{#q .open minutes=3}}\n\n### Rubric\n{rubric}"
    ));
    let found = rules(&loaded);
    assert!(found.contains(&("point-without-weight", 11)), "{found:?}");
    assert!(found.contains(&("point-without-weight", 14)), "{found:?}");
}

#[test]
fn trap_unknown_section() {
    let loaded = deck(
        "## Q {#q}\n\nA.\n\n### Notes\n\nLost.\n\n# Part two\n\n## R {#r}\n\nB.\n\n##S\n\n###Answer\n",
    );
    let found = rules(&loaded);
    assert_eq!(
        found,
        [
            ("unknown-section", 10),
            ("unknown-section", 14),
            ("unknown-section", 20),
            ("unknown-section", 22)
        ]
    );
    assert_eq!(loaded.deck.unwrap().cards.len(), 2);
}

#[test]
fn a_block_that_is_not_closed_is_named_with_the_heading_that_it_swallows() {
    for open in ["```", "~~~ text", "<!-- comment", "<div>"] {
        let loaded = deck(&format!("## Q {{#q}}\n\nA.\n\n{open}\n## R {{#r}}\n\nB.\n"));
        assert_eq!(rules(&loaded), [("unclosed-block", 10)], "{open}");
    }
    let closed = deck("## Q {#q}\n\n```\n## R\n```\n");
    assert_eq!(closed.problems, []);
}

#[test]
fn a_missing_id_is_made_from_the_prompt_and_reported() {
    let loaded = deck("## Why two windows?\n\nA.\n");
    assert_eq!(rules(&loaded), [("missing-id", 6)]);
    assert_eq!(only_card(&loaded).id.as_str(), "why-two-windows");
}

#[test]
fn the_first_of_two_cards_with_one_id_is_asked() {
    let loaded = deck("## A {#Same}\n\n1\n\n## B {#same}\n\n2\n\n## C {#c}\n\n3\n");
    assert_eq!(rules(&loaded), [("duplicate-id", 10)]);
    assert_eq!(loaded.deck.unwrap().cards.len(), 2);
}

#[test]
fn cards_that_cannot_be_asked_are_skipped_and_the_others_stay() {
    let loaded = deck(
        "## No answer {#a}\n\n## No gap {#b .cloze}\n\n## No number {#c .estimate}\n\nmany\n\n## No rubric {#d .open}\n\n\
         ## What kind {#e .thing}\n\nx\n\n## Good {#good}\n\nyes\n",
    );
    let skipped: Vec<_> = loaded
        .problems
        .iter()
        .filter(|p| p.level == Level::Skip)
        .map(|p| p.rule.name)
        .collect();
    assert_eq!(
        skipped,
        [
            "missing-field",
            "cloze-none",
            "estimate-not-number",
            "rubric-missing",
            "unknown-kind"
        ]
    );
    assert_eq!(only_card(&loaded).id.as_str(), "good");
}

#[test]
fn an_estimate_has_number_unit_tolerance_and_steps() {
    let loaded = deck(
        "## How many? {#e .estimate minutes=5}\n\nSome facts.\n\n### Answer\n20,000 deliveries/s within 1.5\n\n\
         ### Steps\n- one\n- two\n  goes on\n",
    );
    assert_eq!(loaded.problems, []);
    let card = only_card(&loaded);
    assert_eq!(card.context.source(), "Some facts.");
    let Body::Estimate(estimate) = &card.body else {
        panic!()
    };
    assert_eq!(
        (estimate.answer, estimate.unit.source(), estimate.within),
        (20_000.0, "deliveries/s", 1.5)
    );
    assert_eq!(estimate.steps[1].source(), "two goes on");
    assert_eq!(estimate.minutes, Some(5));
}

#[test]
fn a_design_has_phases_with_reveals_points_and_follow_ups() {
    let loaded = deck(include_str!("../template/design.md"));
    assert_eq!(loaded.problems, []);
    let Body::Spoken(spoken) = &only_card(&loaded).body else {
        panic!()
    };
    assert_eq!(spoken.phases.len(), 3);
    assert_eq!(spoken.rubric[0].phase.source(), "Requirements");
    assert_eq!(spoken.rubric[0].keywords.len(), 2);
    assert!(spoken.followups[1].change);

    let loaded = deck(include_str!("../template/scenario.md"));
    let Body::Spoken(spoken) = &only_card(&loaded).body else {
        panic!()
    };
    assert!(
        spoken.phases[1]
            .reveal
            .source()
            .starts_with("The database is at 20% CPU.")
    );
}

#[test]
fn words_take_the_attributes_of_their_heading() {
    let table = "| term | reading | meaning | tier | covers | speech |\n|-|-|-|-|-|-|\n\
                 | 冪等性 | べきとうせい | idempotency; idempotence | | | |\n\
                 | CI/CD | シーアイシーディー | CI/CD | more | JP-05 | |\n\
                 | お願いします | | please | | | true |\n| 冗長 | zyoutyou | redundant | | | |\n| | | | | | |\n";
    let loaded = deck(&format!(
        "## W {{.vocab area=JP tier=core covers=JP-01}}\n\n{table}"
    ));
    let deck = loaded.deck.as_ref().unwrap();
    let ids: Vec<_> = deck.cards.iter().map(|card| card.id.as_str()).collect();
    assert_eq!(ids, ["冪等性", "CICD", "お願いします"]);
    assert_eq!(deck.cards[0].covers, ["JP-01"]);
    assert_eq!(deck.cards[1].covers, ["JP-05"]);
    assert_eq!(
        rules(&loaded),
        [("vocab-reading", 13), ("missing-field", 14)]
    );
}

#[test]
fn front_matter_is_lines_and_says_what_is_wrong() {
    let loaded = load(
        "---\nid: Bad Id\ntitel: T\nno colon here\n---\n\n## Q {#q}\n\nA.\n",
        Spelling::Markdown,
        "file",
    );
    assert_eq!(
        rules(&loaded),
        [
            ("id-grammar", 1),
            ("missing-field", 1),
            ("unknown-key", 3),
            ("front-matter", 4)
        ]
    );
    assert!(loaded.problems[2].message.contains("did you mean title?"));
    assert_eq!(loaded.deck.unwrap().cards.len(), 1);
    for broken in [
        "",
        "## Q {#q}\n\nA.\n",
        "---\nid: x\ntitle: y\n## Q {#q}\n\nA.\n",
        "---\n",
    ] {
        let loaded = load(broken, Spelling::Markdown, "file");
        assert!(
            rules(&loaded)
                .iter()
                .any(|(rule, _)| *rule == "front-matter"),
            "{broken:?}"
        );
    }
    let unclosed = load(
        "---\nid: x\ntitle: y\n## Q {#q}\n\nA.\n",
        Spelling::Markdown,
        "file",
    );
    assert_eq!(
        unclosed.deck.unwrap().cards.len(),
        1,
        "cards after open front matter still load"
    );
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let source = "---\nid: d\ntitle: D\n---\n\n## Q {#q}\n\nA.\nB.\n\n> n\n";
    let other = format!("\u{feff}{}", source.replace('\n', "\r\n"));
    let (plain, windows) = (
        load(source, Spelling::Markdown, "d"),
        load(&other, Spelling::Markdown, "d"),
    );
    assert_eq!(plain.deck, windows.deck);
    assert_eq!(windows.problems, []);
}

#[test]
fn conflict_markers_are_named_with_their_lines() {
    let loaded = deck("<<<<<<< HEAD\n## Q {#q}\n\nA.\n=======\n## R {#r}\n\nB.\n>>>>>>> other\n");
    let markers: Vec<_> = rules(&loaded)
        .into_iter()
        .filter(|(rule, _)| *rule == "conflict-marker")
        .collect();
    assert_eq!(
        markers,
        [
            ("conflict-marker", 6),
            ("conflict-marker", 10),
            ("conflict-marker", 14)
        ]
    );
}

#[test]
fn hostile_nesting_is_bounded_and_named() {
    let quotes = ">".repeat(50_000);
    let loaded = deck(&format!("## Q {{#q}}\n\nA.\n\n{quotes} x\n"));
    assert!(
        rules(&loaded)
            .iter()
            .any(|(rule, _)| *rule == "nested-too-deep")
    );
    assert_eq!(only_card(&loaded).id.as_str(), "q");
}

#[test]
fn unsafe_text_is_named_with_its_line() {
    let loaded = deck("## Q {#q}\n\nA.\nb\u{1b}[31m\u{202e}\n");
    assert_eq!(rules(&loaded), [("unsafe-text", 9)]);
    assert!(loaded.problems[0].message.contains("U+001B"));
}

/// What Markdown or the form of a section would lose without a word is a problem each.
#[test]
fn nothing_an_author_wrote_is_dropped_without_a_problem() {
    let rubric = "- 100 p\n  - full: a\n  - full: b\n";
    for (cards, rule) in [
        ("## Q {#q}\n\n### Answer\nA\n\n### Answer\nB\n".to_owned(), "repeated"),
        ("## Q {#q}\n\nA\n\n### Hint\nx\n\n### Hint\ny\n".to_owned(), "repeated"),
        (format!("## Q {{#q .open minutes=3}}\n\n### Rubric\n{rubric}"), "repeated"),
        ("## Q {#q area=SD area=MQ}\n\nA\n".to_owned(), "repeated"),
        (format!("## Q {{#q .open minutes=3}}\n\n### Rubric\nLost.\n\n{rubric}"), "point-without-weight"),
        ("## Q {#q .estimate}\n\n### Answer\n5 s within 2\n\n### Steps\n- one\n\n  lost\n- two\n".to_owned(), "point-without-weight"),
        ("## Q {#q}\n\n````text\ncode\n```\n\n## R {#r}\n\n```\nx\n```\n".to_owned(), "unclosed-block"),
        ("## W {.vocab}\n\n| term | reading | meaning | |\n|-|-|-|-|\n| 冪 | べき | power | lost |\n".to_owned(), "unknown-key"),
        ("## W {.vocab}\n\n| term | reading | meaning |\n|-|-|-|\n| 冪 | べき | power |\n\nSource: x\n\nLost.\n".to_owned(), "vocab-prose"),
        ("## W {.vocab}\n\n| term | reading | meaning |\n|-|-|-|\n| 冪 | べき | power |\n\n### Hint\n\nLost.\n".to_owned(), "unknown-section"),
    ] {
        let loaded = deck(&cards);
        assert!(rules(&loaded).iter().any(|(found, _)| *found == rule), "{rule}: {:?}\n{cards}", loaded.problems);
    }
}

#[test]
fn a_source_below_a_list_is_no_part_of_its_last_entry() {
    let loaded = deck(
        "## Q {#q .estimate}\n\n### Answer\n5 s within 2\n\n### Steps\n- one\n- two\nSource: here\n",
    );
    let card = only_card(&loaded);
    assert_eq!(card.source.source(), "here");
    let Body::Estimate(estimate) = &card.body else {
        panic!()
    };
    assert_eq!(estimate.steps[1].source(), "two");
}
