//! The rules that need judgement, on cards that were sorted by hand beforehand: of what a rule flags, nine of ten must be
//! rightly flagged.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test or bench that cannot go on says so by ending"
)]

use std::collections::BTreeMap;

use mensetsu::deck::{
    SafeText,
    check::{Subject, check},
    collection::{Collection, DeckFile, Origin},
    coverage::Coverage,
    format::{Spelling, load},
};

/// The rules that find something in the body of a deck.
fn found(body: &str) -> Vec<&'static str> {
    let source = format!("---\nid: d\ntitle: D\narea: SD\nlanguage: en\n---\n\n{body}");
    let loaded = load(&source, Spelling::Markdown, "d");
    let file = DeckFile {
        origin: Origin::Given,
        path: SafeText::from_line("d.md"),
        file: None,
        deck: loaded.deck,
        problems: loaded.problems,
    };
    let collection = Collection::new(vec![file], Vec::new());
    let subject = Subject {
        loaded: &collection.decks[0],
        source: &source,
    };
    let problems = check(&[subject], &collection, &Coverage::default()).remove(0);
    problems.iter().map(|problem| problem.rule.name).collect()
}

/// How often a rule was right and wrong.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
}

fn report(scores: &BTreeMap<String, Score>) {
    for (rule, score) in scores {
        let flagged = score.right + score.wrong.len();
        let bad = score.right + score.missed.len();
        println!(
            "{rule:20} right {} of {flagged} flagged, {} of {bad} found",
            score.right, score.right
        );
        for text in &score.wrong {
            println!("    wrongly flagged: {text}");
        }
        for text in &score.missed {
            println!("    not found: {text}");
        }
    }
    for (rule, score) in scores {
        let flagged = score.right + score.wrong.len();
        assert!(
            score.right * 10 >= flagged * 9,
            "{rule} is right on {} of {flagged}",
            score.right
        );
        assert!(score.right > 0, "{rule} finds nothing");
    }
}

/// Scores each rule on labelled cards: rule, label, prompt and answer between TABs.
fn scored(table: &str) -> BTreeMap<String, Score> {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [rule, label, prompt, answer] = cells[..] else {
            panic!("{line}")
        };
        let body = format!("## {prompt} {{#a}}\n\n{}\n", answer.replace("\\n", "\n"));
        let is_flagged = found(&body).contains(&rule);
        let score = scores.entry(rule.to_owned()).or_default();
        match (label, is_flagged) {
            ("bad", true) => score.right += 1,
            ("bad", false) => score.missed.push(line.to_owned()),
            ("fine", true) => score.wrong.push(line.to_owned()),
            ("fine", false) => {}
            _ => panic!("{line}"),
        }
    }
    scores
}

#[test]
fn a_rule_is_right_on_nine_of_ten_cards_that_it_flags() {
    report(&scored(include_str!("wording/prompts.tsv")));
}

/// Cards written and sorted without a look at the rules, and tried only after them; what they showed has since been mended.
#[test]
fn a_rule_is_right_on_nine_of_ten_cards_of_a_second_set() {
    report(&scored(include_str!("wording/second_set.tsv")));
}

#[test]
fn an_anchor_that_is_called_vague_is_vague_nine_times_of_ten() {
    let mut score = Score::default();
    for line in include_str!("wording/anchors.tsv").lines().skip(1) {
        let (label, anchor) = line.split_once('\t').unwrap();
        let body = format!(
            "## Which limit? {{#a .open minutes=2}}\n\n### Rubric\n- 100 Point\n  - full: {anchor}\n"
        );
        match (label, found(&body).contains(&"rubric-vague-anchor")) {
            ("vague", true) => score.right += 1,
            ("vague", false) => score.missed.push(line.to_owned()),
            ("fine", true) => score.wrong.push(line.to_owned()),
            ("fine", false) => {}
            _ => panic!("{line}"),
        }
    }
    report(&BTreeMap::from([("rubric-vague-anchor".to_owned(), score)]));
}

#[test]
fn pairs_that_are_named_are_pairs_nine_times_of_ten() {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for line in include_str!("wording/pairs.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [label, prompt, answer, other_prompt, other_answer] = cells[..] else {
            panic!("{line}")
        };
        let body = format!(
            "## {prompt} {{#a}}\n\n{answer}\n\n## {other_prompt} {{#b}}\n\n{other_answer}\n"
        );
        let found = found(&body);
        for (rule, wanted) in [
            ("interference", "interference"),
            ("near-duplicate", "duplicate"),
        ] {
            let score = scores.entry(rule.to_owned()).or_default();
            // Prompts of twins are often nearly the same as well; only clearly distinct cards count against a rule.
            match (label == wanted, found.contains(&rule)) {
                (true, true) => score.right += 1,
                (true, false) => score.missed.push(line.to_owned()),
                (false, true) if label == "fine" => score.wrong.push(line.to_owned()),
                (false, _) => {}
            }
        }
    }
    report(&scores);
}
