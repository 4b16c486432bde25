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
        fields::DeckFields,
        format::{self, Spelling},
        rule::RULES,
    },
    library::{BUNDLED, bundled_files},
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
fn bundled_decks_have_no_problem() {
    let collection = bundled();
    for loaded in &collection.decks {
        assert_eq!(loaded.problems, [], "{}", loaded.path);
    }
    assert!(collection.unused.is_empty());
}

#[test]
fn there_are_80_cards_in_four_decks_and_50_of_them_are_core() {
    let collection = bundled();
    let with_cards = collection
        .decks
        .iter()
        .filter(|loaded| loaded.deck.cards.len() >= 8)
        .count();
    let core = cards(&collection)
        .filter(|(loaded, card)| loaded.tier(card) == Tier::Core)
        .count();
    assert!(with_cards >= 4 && cards(&collection).count() >= 80 && core >= 50);
    for kind in [
        Kind::Design,
        Kind::Story,
        Kind::Compare,
        Kind::Open,
        Kind::Estimate,
        Kind::Cloze,
        Kind::Vocab,
    ] {
        assert!(
            cards(&collection).any(|(_, card)| card.kind() == kind),
            "{kind}"
        );
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
