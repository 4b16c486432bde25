//! The bundled decks, the examples in the documentation, and the schema.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use std::{collections::BTreeSet, fs, path::Path};

use mensetsu::{
    deck::{
        Body, Kind, Tier,
        collection::{Collection, LoadedDeck},
        coverage,
        fields::DeckFields,
        format::{self, Spelling},
        rule::RULES,
    },
    library::{BUNDLED, bundled_files},
    practice::spoken::{Task, score::pre_ticks},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn bundled() -> Collection {
    Collection::new(bundled_files(), Vec::new())
}

fn cards(collection: &Collection) -> impl Iterator<Item = (&LoadedDeck, &mensetsu::deck::Card)> {
    collection
        .decks
        .iter()
        .flat_map(|loaded| loaded.deck.cards.iter().map(move |card| (loaded, card)))
}

#[test]
fn every_deck_of_the_folder_is_inside_the_program() {
    let files: BTreeSet<String> = fs::read_dir(root().join("decks"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| {
            Path::new(name)
                .extension()
                .is_some_and(|ending| ending == "md")
        })
        .collect();
    let inside: BTreeSet<String> = BUNDLED.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(files, inside);
}

#[test]
fn bundled_decks_have_no_problem_that_is_not_allowed_with_a_reason() {
    let collection = bundled();
    for (loaded, problems) in collection.decks.iter().zip(collection.all_problems()) {
        let lines: Vec<String> = problems
            .iter()
            .map(|problem| {
                let (line, rule) = (problem.position.line, problem.rule.name);
                format!("{}:{line}: {rule}: {}", loaded.path, problem.message)
            })
            .collect();
        assert_eq!(lines, [""; 0]);
    }
    assert!(collection.unused.is_empty());
}

#[test]
fn every_row_of_the_coverage_table_has_the_cards_that_it_wants() {
    let collection = bundled();
    let standings = coverage::bundled().standings(coverage::cards(&collection));
    let short: Vec<String> = standings
        .iter()
        .filter(|standing| !standing.is_full())
        .map(|standing| {
            let row = standing.row;
            format!("{} {}: {}", row.id, row.topic, standing.missing())
        })
        .collect();
    assert_eq!((standings.len(), short), (141, Vec::new()));
    assert_eq!(coverage::uncovered(coverage::bundled(), &collection), []);
}

/// How many English cards of a kind there are, all and core.
fn english(collection: &Collection, kinds: &[Kind], areas: &[&str]) -> (usize, usize) {
    let mut found = (0, 0);
    for (loaded, card) in cards(collection) {
        let area = loaded.deck.area_of(card);
        let is_area = area != "JP" && (areas.is_empty() || areas.contains(&area));
        if is_area && kinds.contains(&card.kind()) {
            found.0 += 1;
            found.1 += usize::from(loaded.tier(card) == Tier::Core);
        }
    }
    found
}

#[test]
fn the_decks_have_the_numbers_of_their_full_level() {
    let collection = bundled();
    let (all, core) = english(&collection, &Kind::ALL, &[]);
    assert!(
        all >= 396 && (140..=185).contains(&core),
        "{all} cards, {core} core"
    );
    for (kind, wanted, wanted_core) in [
        (Kind::Recall, 231, 0),
        (Kind::Cloze, 20, 0),
        (Kind::Estimate, 18, 0),
        (Kind::Compare, 21, 8),
        (Kind::Open, 58, 24),
        (Kind::Design, 12, 6),
        (Kind::Scenario, 12, 5),
        (Kind::Story, 24, 10),
    ] {
        let (all, core) = english(&collection, &[kind], &[]);
        assert!(
            all >= wanted && core >= wanted_core,
            "{kind}: {all} cards, {core} core"
        );
    }
    let short = [Kind::Recall, Kind::Cloze, Kind::Estimate];
    for (area, wanted) in [
        ("SD", 24),
        ("MQ", 18),
        ("RL", 15),
        ("DB", 10),
        ("AP", 8),
        ("QA", 10),
        ("LG", 6),
        ("CL", 6),
    ] {
        let (_, core) = english(&collection, &short, &[area]);
        assert!(core >= wanted, "{area}: {core} short core cards");
    }
    let words = cards(&collection)
        .filter(|(loaded, card)| card.kind() == Kind::Vocab && loaded.tier(card) == Tier::Core);
    assert!(words.count() >= 60);
}

#[test]
fn drills_have_numbers_reveals_changes_and_cards_to_review() {
    for (loaded, card) in cards(&bundled()) {
        let Body::Spoken(spoken) = &card.body else {
            continue;
        };
        let name = loaded.deck.card_key(card);
        let changes = spoken
            .followups
            .iter()
            .filter(|followup| followup.change)
            .count();
        let reveals = spoken
            .phases
            .iter()
            .filter(|phase| !phase.reveal.is_blank())
            .count();
        let linked = spoken
            .rubric
            .iter()
            .filter(|point| !point.review.is_empty())
            .count();
        match spoken.kind {
            Kind::Design => {
                assert!(spoken.followups.len() >= 3 && changes == 1, "{name}");
                assert!(
                    linked * 2 > spoken.rubric.len(),
                    "{name}: {linked} points name cards"
                );
            }
            Kind::Scenario => {
                assert!(reveals >= 3, "{name}");
                assert!(
                    linked * 2 > spoken.rubric.len(),
                    "{name}: {linked} points name cards"
                );
            }
            _ => {}
        }
    }
}

#[test]
fn every_fact_has_a_source_and_every_word_an_example_that_holds_it() {
    for (loaded, card) in cards(&bundled()) {
        let name = loaded.deck.card_key(card);
        match &card.body {
            Body::Vocab(vocab) => {
                assert!(
                    vocab.example.source().contains(vocab.term.source()) || vocab.speech,
                    "{name}"
                );
                assert!(!vocab.translation.is_blank(), "{name}");
            }
            _ => assert!(!card.source.is_blank(), "{name}"),
        }
    }
}

#[test]
fn recall_answers_are_short() {
    let collection = bundled();
    let mut lengths: Vec<usize> = cards(&collection)
        .filter_map(|(loaded, card)| match &card.body {
            Body::Recall { answer } => {
                let words = answer.source().split_whitespace().count();
                assert!(words <= 45, "{}", loaded.deck.card_key(card));
                Some(words)
            }
            _ => None,
        })
        .collect();
    lengths.sort_unstable();
    assert!(lengths[lengths.len() / 2] <= 15);
}

#[test]
fn spoken_cards_are_whole() {
    for (loaded, card) in cards(&bundled()) {
        let Body::Spoken(spoken) = &card.body else {
            continue;
        };
        let name = loaded.deck.card_key(card);
        assert!((4..=8).contains(&spoken.rubric.len()), "{name}");
        assert!(
            spoken.followups.len() >= 2 && !spoken.model.is_blank() && spoken.minutes.is_some(),
            "{name}"
        );
    }
}

#[test]
fn bundled_decks_and_every_kind_fit_the_schema() {
    let schema: serde_json::Value = serde_json::from_str(&format::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let all = format::load(
        &mensetsu::deck::template::new_deck("all", None),
        Spelling::Markdown,
        "all",
    )
    .deck
    .unwrap();
    let collection = bundled();
    for deck in collection
        .decks
        .iter()
        .map(|loaded| &loaded.deck)
        .chain([&all])
    {
        let json = serde_json::to_value(DeckFields::of(deck)).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&json)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, [""; 0], "{}", deck.id);
    }
    assert!(
        !validator
            .is_valid(&serde_json::json!({"format": 1, "id": "Bad Id", "title": "x", "cards": []}))
    );
    assert!(!validator.is_valid(
        &serde_json::json!({"format": 1, "id": "a", "title": "x", "cards": [{"colour": 1}]})
    ));
}

#[test]
fn bundled_decks_convert_without_loss() {
    for loaded in &bundled().decks {
        let json = format::write(&loaded.deck, Spelling::Json);
        let read = format::load(&json, Spelling::Json, "x");
        assert_eq!(read.problems, [], "{}", loaded.path);
        let markdown = format::write(&read.deck.unwrap(), Spelling::Markdown);
        let back = format::load(&markdown, Spelling::Markdown, "x");
        assert_eq!(
            format::write(&back.deck.unwrap(), Spelling::Json),
            json,
            "{}",
            loaded.path
        );
    }
}

#[test]
fn the_examples_for_authors_load_one_of_every_kind() {
    let text = fs::read_to_string(root().join("docs/deck-format.md")).unwrap();
    let examples: Vec<&str> = text
        .split("````markdown example\n")
        .skip(1)
        .map(|rest| rest.split("\n````").next().unwrap())
        .collect();
    let mut kinds = BTreeSet::new();
    for example in &examples {
        let loaded = format::load(
            &format!("---\nid: d\ntitle: D\n---\n\n{example}\n"),
            Spelling::Markdown,
            "d",
        );
        assert_eq!(loaded.problems, [], "{example}");
        kinds.extend(
            loaded
                .deck
                .unwrap()
                .cards
                .iter()
                .map(mensetsu::deck::Card::kind),
        );
    }
    assert_eq!(kinds.len(), Kind::ALL.len());
}

#[test]
fn the_rules_are_documented_as_they_are() {
    let text = fs::read_to_string(root().join("docs/deck-rules.md")).unwrap();
    for rule in RULES {
        let cell = |text: &str| text.replace('|', "\\|");
        let line = format!(
            "| `{}` | {} | {} | {} |",
            rule.name,
            rule.level.name(),
            cell(rule.about),
            cell(rule.mend)
        );
        assert!(
            text.contains(&line),
            "docs/deck-rules.md lacks this line:\n{line}"
        );
    }
}

/// A model answer that was typed as notes ticks every point in full: it says what its own rubric asks for.
#[test]
fn every_model_answer_hits_every_point_of_its_rubric() {
    let collection = bundled();
    let mut counted = 0;
    for loaded in &collection.decks {
        for card in loaded
            .deck
            .cards
            .iter()
            .filter(|card| card.kind().is_spoken())
        {
            let key = mensetsu::deck::id::folded(&loaded.deck.card_key(card));
            let task = Task::of(&collection, &key).unwrap();
            let ticks = pre_ticks(&task.points, &task.model);
            let missed: Vec<&str> = task
                .points
                .iter()
                .zip(&ticks)
                .filter(|(_, tick)| **tick != Some(2))
                .map(|(point, _)| &*point.point)
                .collect();
            assert!(missed.is_empty(), "{key}: {missed:?}");
            for phase in task.phases().filter(|_| task.phases().count() > 1) {
                assert!(
                    task.phase_alone(&phase.title).is_some(),
                    "{key}: {} has no points",
                    phase.title
                );
            }
            counted += ticks.len();
        }
    }
    assert!(counted > 700, "{counted} points");
}

/// The pairs that the design names, and how many words have one: a word with very many would never be met.
#[test]
fn look_alikes_of_the_bundled_words_are_known() {
    let collection = Collection::new(bundled_files(), Vec::new());
    let found = collection.look_alikes();
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut most = 0;
    for (deck, loaded) in collection.decks.iter().enumerate() {
        for (card, of_card) in loaded.deck.cards.iter().enumerate() {
            let others = found.of_card((deck as u32, card as u32));
            most = most.max(others.len());
            pairs.extend(others.iter().map(|(deck, card)| {
                let other = &collection.decks[*deck as usize].deck.cards[*card as usize];
                (of_card.id.to_string(), other.id.to_string())
            }));
        }
    }
    for (one, other) in [
        ("consistency", "consistency-throughout"),
        ("authentication", "authorization"),
        ("concurrency", "parallelism"),
    ] {
        let pair = (one.to_owned(), other.to_owned());
        assert!(pairs.contains(&pair), "{pair:?}");
    }
    println!("{} pairs, at most {most} of one word", pairs.len() / 2);
    assert!(most <= 12, "{most}");
}
