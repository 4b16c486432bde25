use proptest::prelude::*;

use super::*;
use crate::deck::{
    Allow, Body, CardId, Estimate, FollowUp, Phase, Places, Point, RawText, Spoken, Tier, Vocab,
    template::new_deck,
};

#[test]
fn fmt_writes_the_id_that_the_loader_made_and_no_other_line() {
    let source = "---\nid: d\ntitle: D\n---\n\n## Why two windows?\n\nA.\n\n## Gap {{x}} {.cloze tier=core}\n\n## Why two windows?  \n\nB.\n";
    let written = with_ids(source, Spelling::Markdown).unwrap();
    assert_eq!(
        written,
        "---\nid: d\ntitle: D\n---\n\n## Why two windows? {#why-two-windows}\n\nA.\n\n\
         ## Gap {{x}} {#gap-x .cloze tier=core}\n\n## Why two windows?  \n\nB.\n"
    );
    assert_eq!(
        with_ids(&written, Spelling::Markdown),
        None,
        "the second stays a duplicate and is named as one"
    );
}

#[test]
fn fmt_never_breaks_a_file() {
    let small = r#"{"format":1,"id":"t","title":"T","cards":[{"prompt":"Aa","answer":"x"},{"id":"","prompt":"Bb","answer":"y"}]}"#;
    let written = with_ids(small, Spelling::Json).unwrap();
    let deck = load(&written, Spelling::Json, "t").deck.unwrap();
    let ids: Vec<_> = deck.cards.iter().map(|card| card.id.to_string()).collect();
    assert_eq!(ids, ["aa", "bb"], "{written}");
    let markdown = "---\nid: t\ntitle: T\n---\n\n## One\n\nA\n";
    let windows = format!("\u{feff}{}", markdown.replace('\n', "\r\n"));
    let written = with_ids(&windows, Spelling::Markdown).unwrap();
    assert_eq!(written, windows.replace("## One", "## One {#one}"));
    assert_eq!(
        with_ids(&markdown.replace('\n', "\r"), Spelling::Markdown),
        None
    );
    let taken = "---\nid: t\ntitle: T\n---\n\n## Same\n\nA\n\n## Other {#same}\n\nB\n";
    assert!(
        with_ids(taken, Spelling::Markdown)
            .unwrap()
            .contains("## Same {#same}\n"),
        "the id that the loader gave it"
    );
}

#[test]
fn the_front_matter_cannot_be_written_into_by_a_field() {
    for (field, text) in [
        ("license", "A\nid: x"),
        ("title", "a\nb"),
        ("language", "en\narea: X"),
        ("area", "SD\nlanguage: xx"),
    ] {
        let mut deck = serde_json::json!({"format": 1, "id": "d", "title": "D", "cards": []});
        deck[field] = text.into();
        let loaded = load(&deck.to_string(), Spelling::Json, "d");
        assert!(
            loaded
                .problems
                .iter()
                .any(|p| p.rule.name == "no-markdown-spelling"),
            "{field}"
        );
    }
    let card = serde_json::json!({"format": 1, "id": "d", "title": "D", "authors": ["A\nlicense: EVIL"],
        "cards": [{"id": "c", "prompt": "P", "answer": "A", "area": "S D"}]});
    let loaded = load(&card.to_string(), Spelling::Json, "d");
    assert_eq!(
        loaded
            .problems
            .iter()
            .filter(|p| p.rule.name == "no-markdown-spelling")
            .count(),
        2
    );
}

#[test]
fn fmt_writes_ids_into_json() {
    let source = "{\n  \"format\": 1,\n  \"id\": \"d\",\n  \"title\": \"D\",\n  \"cards\": [\n    {\n      \"prompt\": \"Why so?\",\n      \
                  \"answer\": \"A\"\n    },\n    {\"prompt\": \"And why?\", \"answer\": \"B\"}\n  ]\n}\n";
    let written = with_ids(source, Spelling::Json).unwrap();
    let loaded = load(&written, Spelling::Json, "d");
    assert_eq!(loaded.problems, [], "{written}");
    let ids: Vec<_> = loaded
        .deck
        .unwrap()
        .cards
        .iter()
        .map(|card| card.id.to_string())
        .collect();
    assert_eq!(ids, ["why-so", "and-why"]);
}

#[test]
fn every_kind_survives_json_markdown_json() {
    let deck = load(&new_deck("all", None), Spelling::Markdown, "all")
        .deck
        .unwrap();
    let json = write(&deck, Spelling::Json);
    let markdown = write(
        &load(&json, Spelling::Json, "x").deck.unwrap(),
        Spelling::Markdown,
    );
    let again = load(&markdown, Spelling::Markdown, "x");
    assert_eq!(again.problems, [], "{markdown}");
    assert_eq!(write(&again.deck.unwrap(), Spelling::Json), json);
}

#[test]
fn what_markdown_cannot_spell_is_an_error_in_json() {
    for (field, text) in [
        ("answer", "a\n\n## b"),
        ("answer", "a\n\n# b"),
        ("answer", "a\n\n### Model"),
        ("answer", "> quote"),
        ("answer", "a\nSource: x"),
        ("answer", "Allow: x"),
        ("answer", "title\n==="),
        ("context", "x\n\n> y"),
        ("note", "Source: x"),
        ("prompt", "two\nlines"),
        ("answer", "```\nnever closed"),
        ("answer", "<!-- never closed"),
    ] {
        let mut card = serde_json::json!({"id": "c", "prompt": "P?", "answer": "A"});
        card[field] = text.into();
        let source =
            serde_json::json!({"format": 1, "id": "d", "title": "D", "cards": [card]}).to_string();
        let loaded = load(&source, Spelling::Json, "d");
        assert!(
            loaded
                .problems
                .iter()
                .any(|p| p.rule.name == "no-markdown-spelling"),
            "{field}: {text:?}"
        );
        assert_eq!(loaded.deck.unwrap().cards.len(), 1);
    }
}

/// Text of one line with what trips Markdown up.
fn line() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-zA-Z0-9]{1,8}",
        1 => Just("冪等性".to_owned()),
        1 => Just("café".to_owned()),
        1 => prop_oneof![
            Just("#"), Just("##"), Just("{x}"), Just("{#y}"), Just("*a*"), Just("`b`"), Just("\\"), Just("|"), Just("<b>"),
            Just("[z]"), Just("[z](u)"), Just("-"), Just("1."), Just(">"), Just("&amp;"), Just("~~s~~"), Just("---"), Just("c::d"),
            Just("\\|"), Just("$x$"), Just(";"), Just(","), Just("!["), Just("<!--"), Just("```"), Just("within 2"), Just("===")
        ].prop_map(str::to_owned),
    ];
    prop::collection::vec(word, 1..5).prop_map(|words| words.join(" "))
}

fn block() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => line(),
        1 => Just("- a\n- b\n\n  c".to_owned()),
        1 => Just("```go\n## x\nSource: y\n```".to_owned()),
        1 => Just("| a | b |\n|---|---|\n| 1 | 2 |".to_owned()),
        1 => Just("#### Deep".to_owned()),
        1 => Just("    indented".to_owned()),
        1 => Just("***".to_owned()),
        1 => Just("1. x\n2. y".to_owned()),
        1 => Just("[ref]: http://example.org".to_owned()),
        1 => Just("<div>\nx\n</div>".to_owned()),
        1 => Just("> q".to_owned()),
        1 => Just("## h".to_owned()),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.join("\n\n"))
}

fn raw(strategy: impl Strategy<Value = String>) -> impl Strategy<Value = RawText> {
    strategy.prop_map(|text| RawText::new(text.trim_end()))
}

fn trimmed_line() -> impl Strategy<Value = RawText> {
    line().prop_map(|text| RawText::new(text.trim()))
}

fn optional_line() -> impl Strategy<Value = RawText> {
    prop_oneof![Just(RawText::default()), trimmed_line()]
}

fn lines() -> impl Strategy<Value = Vec<RawText>> {
    prop::collection::vec(trimmed_line(), 0..4)
}

fn names() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[a-z]{1,6}(/[a-z]{1,6})?", 0..3)
}

fn point() -> impl Strategy<Value = Point> {
    let keywords = prop::collection::vec(prop::collection::vec("[a-z0-9 %]{1,6}", 1..3), 0..3);
    (
        trimmed_line(),
        optional_line(),
        optional_line(),
        keywords,
        optional_line(),
        names(),
    )
        .prop_map(|(point, full, partial, keywords, phase, review)| Point {
            weight: 0,
            point,
            full,
            partial,
            keywords: keywords
                .iter()
                .map(|group| {
                    group
                        .iter()
                        .map(|word| RawText::new(word.trim()))
                        .filter(|word| !word.is_blank())
                        .collect()
                })
                .filter(|group: &Vec<RawText>| !group.is_empty())
                .collect(),
            phase,
            review,
            line: 0,
        })
}

fn spoken() -> impl Strategy<Value = Body> {
    let kind = prop::sample::select(vec![
        Kind::Compare,
        Kind::Open,
        Kind::Design,
        Kind::Scenario,
        Kind::Story,
    ]);
    let phase =
        (trimmed_line(), 0..30_u32, raw(block())).prop_map(|(title, minutes, reveal)| Phase {
            title,
            minutes,
            reveal,
        });
    let followup =
        (trimmed_line(), any::<bool>()).prop_map(|(text, change)| FollowUp { text, change });
    (
        kind,
        prop::option::of(1..90_u32),
        prop::collection::vec(point(), 1..5),
        prop::collection::vec(followup, 0..3),
        raw(block()),
        lines(),
        prop::collection::vec(phase, 0..4),
    )
        .prop_map(
            |(kind, minutes, mut rubric, followups, model, options, phases)| {
                rubric[0].weight = 100;
                let options = if kind == Kind::Compare {
                    options
                } else {
                    Vec::new()
                };
                let phases = if kind.has_phases() {
                    phases
                } else {
                    Vec::new()
                };
                Body::Spoken(Box::new(Spoken {
                    kind,
                    minutes,
                    rubric,
                    followups,
                    model,
                    options,
                    phases,
                }))
            },
        )
}

fn body() -> impl Strategy<Value = Body> {
    let word = (
        trimmed_line(),
        lines(),
        "[ぁ-ん]{1,5}",
        lines(),
        lines(),
        any::<bool>(),
        optional_line(),
    )
        .prop_map(
            |(term, spellings, reading, mut meaning, accept, speech, example)| {
                meaning.push(RawText::new("meaning"));
                Body::Vocab(Box::new(Vocab {
                    term,
                    spellings,
                    reading: RawText::new(&reading),
                    meaning,
                    accept,
                    speech,
                    example,
                    ..Vocab::default()
                }))
            },
        );
    let numbers = prop_oneof![
        (1..1_000_000_000_u32).prop_map(f64::from),
        0.001..1e9,
        Just(1e300),
        Just(0.1)
    ];
    let estimate = (
        numbers,
        trimmed_line(),
        1.01..10.0,
        lines(),
        prop::option::of(1..9_u32),
    )
        .prop_map(|(answer, unit, within, steps, minutes)| {
            Body::Estimate(Box::new(Estimate {
                answer,
                unit,
                within,
                steps,
                minutes,
            }))
        });
    prop_oneof![
        raw(block())
            .prop_filter("an answer", |a| !a.is_blank())
            .prop_map(|answer| Body::Recall { answer }),
        Just(Body::Cloze),
        word,
        estimate,
        spoken(),
    ]
}

fn card() -> impl Strategy<Value = Card> {
    let tier = prop::option::of(prop::sample::select(vec![Tier::Core, Tier::More]));
    let allow = prop::collection::vec(("[a-z-]{3,9}", "[a-z ]{0,9}"), 0..2);
    let texts = (
        trimmed_line(),
        raw(block()),
        optional_line(),
        raw(block()),
        optional_line(),
    );
    let area = prop::sample::select(vec!["", "SD", "MQ"]);
    (
        "[a-z][a-z0-9]{0,8}",
        area,
        tier,
        names(),
        texts,
        allow,
        names(),
        body(),
    )
        .prop_map(
            |(id, area, tier, covers, (prompt, context, hint, note, source), allow, was, body)| {
                let is_word = matches!(body, Body::Vocab(_));
                let is_cloze = matches!(body, Body::Cloze);
                let prompt = if is_cloze {
                    RawText::new(&format!("{} {{{{gap}}}}", prompt.source()))
                } else {
                    prompt
                };
                Card {
                    id: CardId::parse(&id).unwrap(),
                    area: area.to_owned(),
                    tier,
                    covers: covers.iter().map(|name| name.replace('/', "-")).collect(),
                    prompt: if is_word { RawText::default() } else { prompt },
                    context: if is_word { RawText::default() } else { context },
                    hint,
                    note: if is_word { RawText::default() } else { note },
                    source,
                    allow: allow
                        .into_iter()
                        .map(|(rule, reason)| Allow {
                            rule,
                            reason: reason.trim().to_owned(),
                        })
                        .collect(),
                    was,
                    body,
                    places: Places::default(),
                }
            },
        )
}

fn deck() -> impl Strategy<Value = Deck> {
    (
        optional_line(),
        lines(),
        raw(block()),
        prop::collection::vec(card(), 0..5),
    )
        .prop_map(|(title, authors, description, mut cards)| {
            for (index, card) in cards.iter_mut().enumerate() {
                card.id = CardId::parse(&format!("{}{index}", card.id)).unwrap();
            }
            Deck {
                id: DeckId::parse("generated").unwrap(),
                title: if title.is_blank() {
                    RawText::new("T")
                } else {
                    title
                },
                area: "SD".to_owned(),
                language: RawText::new("en"),
                authors,
                license: RawText::default(),
                description,
                cards,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    /// For every deck without the error `no-markdown-spelling`, json → markdown → json gives the same bytes.
    #[test]
    fn convert_is_lossless(deck in deck()) {
        let json = write(&deck, Spelling::Json);
        let loaded = load(&json, Spelling::Json, "generated");
        prop_assert!(!loaded.problems.iter().any(|p| p.level == Level::Skip), "{:?}", loaded.problems);
        let spelled = loaded.deck.unwrap();
        prop_assert_eq!(write(&spelled, Spelling::Json), json.clone(), "json reads back");
        if !loaded.problems.iter().any(|problem| problem.rule.name == "no-markdown-spelling") {
            let markdown = write(&spelled, Spelling::Markdown);
            let back = load(&markdown, Spelling::Markdown, "generated");
            let again = back.deck.map(|deck| write(&deck, Spelling::Json)).unwrap_or_default();
            prop_assert_eq!(again, json, "{}\n{:?}", markdown, back.problems);
        }
    }

    #[test]
    fn no_bytes_make_the_loader_panic(text in "(---\nid: x\ntitle: y\n---\n)?([#\\-|>{}`*~ \n:a-z0-9\\[\\].]|## |### Rubric\n|\\{\\{){0,200}") {
        load(&text, Spelling::Markdown, "x");
        load(&text, Spelling::Json, "x");
        let _ = with_ids(&text, Spelling::Markdown);
    }
}
