use crate::deck::{
    Level, Loaded,
    format::{Spelling, load},
};

fn json(source: &str) -> Loaded {
    load(source, Spelling::Json, "file")
}

fn deck(cards: &str) -> Loaded {
    json(&format!(
        "{{\"format\": 1, \"id\": \"d\", \"title\": \"D\",\n\"cards\": [\n{cards}\n]}}"
    ))
}

fn rules(loaded: &Loaded) -> Vec<(&'static str, u32)> {
    loaded
        .problems
        .iter()
        .map(|problem| (problem.rule.name, problem.position.line))
        .collect()
}

#[test]
fn one_bad_card_costs_one_card() {
    let good = "{\"id\": \"good\", \"prompt\": \"P?\", \"answer\": \"A\"}";
    for bad in [
        "{\"id\": \"bad\", \"prompt\": 5}",
        "{\"id\": \"bad\", \"prompt\": \"P\", \"prompt\": \"Q\", \"answer\": \"A\"}",
        "{\"id\": \"bad\", \"prompt\": \"P\", \"minutes\": -1, \"answer\": \"A\"}",
        "{\"id\": \"bad\", \"prompt\": \"P\", \"minutes\": 18446744073709551616, \"answer\": \"A\"}",
        "{\"id\": \"bad\", \"prompt\": \"\\ud800\", \"answer\": \"A\"}",
        "null",
        "[]",
        "5",
    ] {
        let loaded = deck(&format!("{bad},\n{good}"));
        assert_eq!(rules(&loaded), [("unreadable-card", 3)], "{bad}");
        assert_eq!(loaded.problems[0].level, Level::Skip);
        assert_eq!(loaded.deck.unwrap().cards.len(), 1, "{bad}");
    }
}

#[test]
fn unknown_keys_are_errors_and_the_card_loads_without_them() {
    let loaded = deck(
        "{\"id\": \"a\", \"prompt\": \"P?\", \"anwser\": \"x\",\n \"answer\": \"A\", \"note\": \"n\"},\n\
         {\"id\": \"b\", \"kind\": \"open\", \"prompt\": \"P\", \"minutes\": 3, \"rubric\": [{\"weight\": 100, \"point\": \"p\",\n\
         \"full\": \"f\", \"colour\": 1}]}",
    );
    assert_eq!(rules(&loaded), [("unknown-key", 3), ("unknown-key", 6)]);
    assert!(loaded.problems[0].message.contains("did you mean answer?"));
    assert_eq!(loaded.deck.unwrap().cards.len(), 2);
}

#[test]
fn a_field_of_another_kind_is_named() {
    let loaded = deck("{\"id\": \"a\", \"prompt\": \"P?\", \"answer\": \"A\", \"term\": \"x\"}");
    assert_eq!(rules(&loaded), [("unknown-key", 3)]);
}

#[test]
fn what_is_no_deck_is_a_problem_with_a_place() {
    for broken in [
        "",
        "null",
        "[]",
        "5",
        "{",
        "{\"cards\": 5}",
        "nonsense",
        "{\"format\":1} x",
        "{\"id\":\"a\",\"id\":\"b\"}",
    ] {
        let loaded = json(broken);
        assert!(loaded.deck.is_none(), "{broken}");
        assert_eq!(rules(&loaded), [("bad-json", 1)], "{broken}");
    }
    assert_eq!(
        rules(&json(
            "{\"format\": 1, \"id\": \"a\",\n\"title\": \"\u{1b}\"}"
        )),
        [("bad-json", 2)]
    );
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(json(&deep).deck.is_none());
}

#[test]
fn an_empty_object_is_a_deck_without_cards() {
    let loaded = json("{}");
    assert!(loaded.deck.unwrap().cards.is_empty());
    assert!(
        loaded
            .problems
            .iter()
            .all(|problem| problem.rule.name == "missing-field")
    );
}

#[test]
fn deep_nesting_under_an_unknown_key_costs_nothing_else() {
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let loaded = deck(&format!(
        "{{\"id\": \"a\", \"prompt\": \"P?\", \"answer\": \"A\", \"x\": {deep}}}"
    ));
    assert_eq!(loaded.deck.unwrap().cards.len(), 1);
}

#[test]
fn numbers_that_are_none_are_refused() {
    for number in ["1e999", "0", "-5"] {
        let card = format!(
            "{{\"id\":\"e\",\"kind\":\"estimate\",\"prompt\":\"P?\",\"answer\":{number},\"unit\":\"s\",\"within\":2}}"
        );
        let loaded = deck(&card);
        assert!(
            loaded.deck.is_none_or(|deck| deck.cards.is_empty()),
            "{number}"
        );
    }
}

#[test]
fn escapes_in_json_are_seen_after_they_are_read() {
    let loaded = deck("{\"id\": \"a\", \"prompt\": \"P\\u001b[2J?\", \"answer\": \"A\"}");
    assert_eq!(rules(&loaded), [("unsafe-text", 3)]);
    assert_eq!(&*loaded.deck.unwrap().cards[0].prompt.line(), "P␛[2J?");
}

#[test]
fn a_deck_gets_another_id_and_nothing_else_changes() {
    use crate::deck::json::insert_id;
    for (before, after) in [
        (
            r#"{"format":1,"id":null,"title":"T"}"#,
            r#"{"format":1,"id":"new","title":"T"}"#,
        ),
        (
            r#"{"id": "old", "cards": [{"id": "x"}]}"#,
            r#"{"id": "new", "cards": [{"id": "x"}]}"#,
        ),
        (r#"{"title":"T"}"#, r#"{"id": "new", "title":"T"}"#),
        (
            "{\n  \"title\": \"id\"\n}",
            "{\n  \"id\": \"new\",\n  \"title\": \"id\"\n}",
        ),
    ] {
        let mut text = before.to_owned();
        insert_id(&mut text, 0, "new").unwrap();
        assert_eq!(text, after);
    }
}
