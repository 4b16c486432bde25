//! Every rule of wording on a card that breaks it and on one that does not.

use super::*;
use crate::deck::{
    Level, SafeText,
    collection::{DeckFile, Origin},
    format::{Spelling, load},
    rule::{self, RULES},
};

const TABLE: &str = "id\ttopic\tkinds\tcards\nSD-01\tMethod\trecall:2\t2\n";

/// A deck with a body, checked as the only one.
fn problems_of(front: &str, body: &str) -> Vec<Problem> {
    let source = format!("---\nid: d\ntitle: D\n{front}\n---\n\n{body}");
    let loaded = load(&source, Spelling::Markdown, "d");
    let file = DeckFile {
        origin: Origin::Given,
        path: SafeText::from_line("d.md"),
        file: None,
        deck: loaded.deck,
        problems: loaded.problems,
    };
    let collection = Collection::new(vec![file], Vec::new());
    let coverage = Coverage::parse(TABLE).unwrap();
    let subject = Subject {
        loaded: &collection.decks[0],
        source: &source,
    };
    check(&[subject], &collection, &coverage).remove(0)
}

fn names(body: &str) -> Vec<&'static str> {
    let problems = problems_of("area: SD\nlanguage: en", body);
    let mut names: Vec<_> = problems.iter().map(|problem| problem.rule.name).collect();
    names.dedup();
    names
}

/// A recall card.
fn recall(prompt: &str, answer: &str) -> String {
    format!("## {prompt} {{#a}}\n\n{answer}\n")
}

/// A spoken card of a kind without any problem; each test spoils one part of it.
fn spoken(kind: &str) -> String {
    let (prompt, points, extra) = match kind {
        "story" => (
            "Tell me about a time you were wrong. What happened?",
            [("20", "[S]"), ("10", "[T]"), ("50", "[A]"), ("20", "[R]")],
            "",
        ),
        "scenario" => (
            "Orders fail. What do you do first?",
            [
                ("25", "[one]"),
                ("25", "[one]"),
                ("25", "[two]"),
                ("25", "[two]"),
            ],
            "### Phases\n- one 2\n\n  Errors: 4%.\n\n- two 2\n\n  CPU: 25%.\n",
        ),
        "compare" => (
            "Queue or stream for these jobs?",
            [("25", ""), ("25", ""), ("25", ""), ("25", "")],
            "### Options\n- a queue\n- a stream\n",
        ),
        _ => (
            "Limit a public API: 50,000 requests/s at peak.",
            [("25", ""), ("25", ""), ("25", ""), ("25", "")],
            "",
        ),
    };
    let weight = if kind == "story" {
        ["20", "10", "40", "30"]
    } else {
        ["25"; 4]
    };
    let fulls = [
        "Decides to roll back before looking for the cause",
        "Names the queue and the stream",
        "Says who is told at 14:10",
        "Gives an owner to what prevents a repeat, and the number of orders lost",
    ];
    let mut rubric = String::new();
    for (at, full) in fulls.iter().enumerate() {
        let phase = points[at].1;
        rubric.push_str(&format!(
            "- {} Point {at} {phase}\n  - full: {full}\n  - keywords: word{at}\n",
            weight[at]
        ));
    }
    let mark = if kind == "story" {
        "[example of shape] "
    } else {
        ""
    };
    format!(
        "## {prompt} {{#a .{kind} minutes=4}}\n\n{extra}\n### Rubric\n{rubric}\n### Follow-ups\n- One?\n- Two?\n\n### Model\n{mark}word0 word1 word2 word3\n"
    )
}

fn spoilt(kind: &str, from: &str, to: &str) -> String {
    let card = spoken(kind);
    assert!(card.contains(from), "{card}");
    card.replace(from, to)
}

fn word(term: &str, meaning: &str, example: &str, hint: &str) -> String {
    format!("| {term} | べきとう | {meaning} | {example} | {hint} |\n")
}

fn words_table(rows: &str) -> String {
    format!(
        "## W {{.vocab}}\n\n| term | reading | meaning | example | hint |\n|---|---|---|---|---|\n{rows}"
    )
}

fn estimate(steps: &str) -> String {
    format!(
        "## How many calls? {{#a .estimate}}\n\n### Answer\n6,000 calls within 1.25\n\n### Steps\n{steps}"
    )
}

/// Rule, a body that breaks it, a body near to it that does not.
fn cases() -> Vec<(&'static str, String, String)> {
    let r = recall;
    let long = |count: usize| vec!["word"; count].join(" ");
    vec![
        ("action-underweight", spoilt("story", "- 40 Point 2 [A]", "- 40 Point 2 [R]"), spoken("story")),
        ("allow-no-reason", r("Domain name system", "x\n\nAllow: topic-as-prompt"), r("Domain name system", "x\n\nAllow: topic-as-prompt — a term card")),
        ("allow-unused", r("Which port has DNS?", "53\n\nAllow: topic-as-prompt — why"), r("Domain name system", "x\n\nAllow: topic-as-prompt — a term card")),
        ("answer-leak", r("What does a circuit breaker break?", "A circuit breaker."), r("Which fails first, the client or the server?", "The server.")),
        ("answer-too-long", r("Why two?", &long(26)), r("Why two?", &long(25))),
        ("book-dependent", r("In the diagram above, what fails first?", "x"), r("Latency stays above 80 ms. What first?", "x")),
        ("book-dependent", r("Which of the following orders events?", "x"), r("What fails in the following minute?", "x")),
        ("cloze-ambiguous", "## Kafka came out in {{2011}} {#a .cloze}\n".into(), "## Kafka came out as open source in {{2011::which year}} {#a .cloze}\n".into()),
        ("cloze-ambiguous", "## A retry is safe only {{if}} the call is idempotent {#a .cloze}\n".into(), "## A retry is safe only if the call is {{idempotent}} {#a .cloze}\n".into()),
        ("cloze-leak", "## A {{token}} bucket holds one token for each call {#a .cloze}\n".into(), "## A {{token}} bucket refills at a fixed rate {#a .cloze}\n".into()),
        ("cloze-too-many", "## {{One}} and {{two}} and {{three}} and {{four}} make ten in a row {#a .cloze}\n".into(), "## {{One}} and {{two}} and {{three}} and four make ten in a row {#a .cloze}\n".into()),
        ("compare-one-sided", spoilt("compare", "Names the queue and the stream", "Names the queue"), spoken("compare")),
        ("compare-one-sided", spoilt("compare", "Decides to roll back", "Rolls back"), spoken("compare")),
        ("compound-answer", r("Who is upgraded first?", "Consumers first, and topics are partitioned."), r("Who is upgraded first?", "Consumers and brokers, before any producer is touched.")),
        ("compound-answer", r("Who is upgraded first?", "Consumers come first; every topic has a key."), r("Who is upgraded first?", "Consumers; otherwise they are lost.")),
        ("design-no-numbers", spoilt("design", ": 50,000 requests/s at peak", ""), spoken("design")),
        ("double-question", r("What is Kafka? Why?", "x"), r("What does `a ?? b ? c` give here?", "x")),
        ("estimate-no-steps", estimate("- = 6,000 calls\n"), estimate("- 10 × 20 = 200\n- 200 × 30 = 6,000\n")),
        ("estimate-steps-disagree", estimate("- 10 × 20 = 200\n- 200 × 30 = 60,000\n"), estimate("- 10 × 20 = 200\n- 200 × 30 = 6k calls\n")),
        ("furigana-mark", r("Which one is 負荷[fuka]分散[ぶんさん]?", "x"), r("Which one is 負荷[ふか]分散[ぶんさん], and what is `表[1]`?", "x")),
        ("furigana-mark", words_table(&word("冪等", "idempotent", "冪等な決済[けっさいです。", "")), words_table(&word("冪等", "idempotent", "冪等な決済[けっさい]です。", ""))),
        ("furigana-mark", words_table(&word("切り分け", "isolating", "切り分[わ]けをする。切り分け[きりわけ]。", "")), words_table(&word("切り分け", "isolating", "切[き]り分[わ]けをする。", ""))),
        ("furigana-mark", words_table(&word("冪[べき]等[とう]", "idempotent", "冪等だ。", "")), words_table(&word("冪等", "idempotent", "冪等だ。", ""))),
        ("interference", "## Under BACKWARD rules, which side moves first? {#a}\n\nReaders.\n\n## Under FORWARD rules, which side moves first? {#b}\n\nWriters.\n".into(), "## Under BACKWARD rules, which side moves first? {#a}\n\nReaders.\n\n## Under FORWARD rules, which side moves first? {#b}\n\nWriters.\n\n## What differs between FORWARD and BACKWARD order of upgrades? {#c}\n\nWho must understand whom.\n".into()),
        ("interference", "## Which queue keeps order? {#a}\n\nKafka\n\n## Who stores a log? {#b}\n\nKafka.\n\n## What has partitions inside? {#c}\n\nkafka\n".into(), "## Which queue keeps order? {#a}\n\nKafka\n\n## Who stores a log? {#b}\n\nKafka.\n".into()),
        ("keyword-weak", spoilt("design", "word0\n", "word0 | as\n"), spoilt("design", "word0\n", "word0 | %\n")),
        ("missing-source", "## Which port does DNS use? {#a covers=SD-01}\n\n53\n".into(), "## Which port does DNS use? {#a covers=SD-01}\n\n53\n\nSource: RFC 1035\n".into()),
        ("model-as-own", spoilt("story", "[example of shape] ", ""), spoken("story")),
        ("model-misses-rubric", spoilt("open", "word0 word1 word2 word3", "word0 word1 sword2 word3"), spoken("open")),
        ("model-missing", spoilt("open", "### Model\nword0 word1 word2 word3\n", ""), spoken("open")),
        ("near-duplicate", "## Why can a fixed window let through twice the limit? {#a}\n\nx\n\n## Why can the fixed window let through twice the limit? {#b}\n\ny\n".into(), "## Why can a fixed window let through twice the limit? {#a}\n\nx\n\n## How does a sliding window bound the burst at its edges? {#b}\n\ny\n".into()),
        ("no-followups", spoilt("open", "- Two?\n", ""), spoken("open")),
        ("orphan-area", "## A? {#a}\n\nb\n\n## C? {#c area=RL}\n\nd\n".into(), "## A? {#a}\n\nb\n\n## C? {#c}\n\nd\n".into()),
        ("orphan-pronoun", r("It is used when?", "x"), r("It is 02:00 and two pages ring. What first?", "x")),
        ("prompt-too-long", r(&format!("{}?", long(36)), "x"), r(&format!("{}?", long(35)), "x")),
        ("prompt-too-long", r(&format!("{}か。", "語".repeat(70)), "x"), r(&format!("{}か。", "語".repeat(68)), "x")),
        ("rubric-dominant", spoilt("story", "- 40 Point 2", "- 50 Point 2").replace("- 20 Point 0", "- 10 Point 0"), spoken("story")),
        ("rubric-size", spoilt("open", "- 25 Point 2 \n  - full: Says who is told at 14:10\n  - keywords: word2\n", "").replace("- 25 Point 3", "- 50 Point 3"), spoken("open")),
        ("rubric-vague-anchor", spoilt("open", "Says who is told", "Shows good understanding of who is told"), spoilt("open", "Says who is told", "Counts good events as well as all events, and says \"understood\"")),
        ("scenario-no-mitigate", spoilt("scenario", "Decides to roll back before looking for the cause", "Reads the graph"), spoken("scenario")),
        ("scenario-no-mitigate", spoilt("scenario", "Gives an owner to what prevents a repeat", "Says thank you"), spoken("scenario")),
        ("set-answer", r("What keeps a queue short?", "- a\n- b\n- c"), r("What keeps a queue short?", "- a\n- b")),
        ("set-answer", r("Name the seven layers:", "x"), r("Name the layer that routes:", "x")),
        ("star-incomplete", spoilt("story", "Point 1 [T]", "Point 1 [S]"), spoken("story")),
        ("story-no-metric", spoilt("story", ", and the number of orders lost", " of the team"), spoken("story")),
        ("story-not-past", spoilt("story", "Tell me about a time you were wrong. What happened?", "How would you handle being wrong?"), spoken("story")),
        ("topic-as-prompt", r("Domain name system", "x"), r("Domain name system: which port?", "x")),
        ("undated-fact", r("What does a lead earn there?", "$160k a year"), r("What does a lead earn there?", "$160k a year (2025)")),
        ("undated-fact", r("Which release dropped ZooKeeper?", "Kafka 4.0"), r("Which release dropped ZooKeeper?", "Kafka 4.0, as of March")),
        ("unknown-row", "## A? {#a covers=SD-99}\n\nb\n\nSource: x\n".into(), "## A? {#a covers=SD-01}\n\nb\n\nSource: x\n".into()),
        ("vague-ask", r("Explain sharding: how?", "x"), r("What does a flat median explain here?", "x")),
        ("vocab-clash", words_table(&(word("切り戻し", "rollback", "切り戻しをする。", "") + &word("戻し", "rollback", "戻しをする。", "x"))), words_table(&(word("切り戻し", "rollback", "切り戻しをする。", "the Japanese word") + &word("戻し", "rollback", "戻しをする。", "the short one")))),
        ("vocab-example-misses", words_table(&word("冪等", "idempotent", "決済[けっさい]をする。", "")), words_table(&word("冪等", "idempotent", "冪[べき]等[とう]な決済[けっさい]。", ""))),
        ("vocab-look-alike", words_table(&(word("以降", "from then on", "以降です。", "") + &word("移行", "migration", "移行です。", "x"))), words_table(&(word("以降", "from then on", "以降です。", "after a time") + &word("移行", "migration", "移行です。", "to another system")))),
        ("vocab-look-alike", words_table(&(word("認証", "checking identity", "認証です。", "") + &word("認可", "checking access", "認可です。", "").replace("べきとう", "にんか"))), words_table(&(word("認証", "who it is", "認証です。", "") + &word("認可", "access granted", "認可です。", "").replace("べきとう", "にんか")))),
        ("vocab-no-example", words_table(&word("冪等", "idempotent", "", "")), words_table(&word("冪等", "idempotent", "冪等だ。", ""))),
        ("yes-no-answer", r("Who decides?", "No, the team does."), r("Who decides?", "No single node.")),
        ("yes-no-prompt", r("Is Redis single-threaded?", "x"), r("Is the client or the server asked first?", "x")),
        ("yes-no-prompt", r("A window ends. Can a client burst?", "x"), r("A window ends. How can a client burst?", "x")),
    ]
}

#[test]
fn every_rule_fires_where_it_is_broken_and_not_beside_it() {
    for (rule, broken, kept) in cases() {
        let found = names(&broken);
        assert!(
            found.contains(&rule),
            "{rule} does not fire:\n{broken}\nfound {found:?}"
        );
        let found = names(&kept);
        assert!(!found.contains(&rule), "{rule} fires:\n{kept}");
    }
}

#[test]
fn spoken_cards_of_the_tests_break_no_rule() {
    for kind in ["open", "design", "scenario", "compare", "story"] {
        let none: [&str; 0] = [];
        assert_eq!(names(&spoken(kind)), none, "{kind}");
    }
}

#[test]
fn every_rule_of_wording_has_its_case() {
    let in_cases: Vec<&str> = cases().iter().map(|(rule, ..)| *rule).collect();
    // What loading finds has tests beside the loader, the rows of the table beside the table.
    let of_loading = [
        "bad-json",
        "bad-value",
        "cloze-none",
        "conflict-marker",
        "dangling-review",
        "duplicate-deck",
        "duplicate-id",
        "estimate-no-unit",
        "estimate-not-number",
        "estimate-tolerance",
        "field-too-long",
        "front-matter",
        "id-grammar",
        "metadata-inside",
        "missing-field",
        "missing-id",
        "nested-too-deep",
        "no-markdown-spelling",
        "no-time",
        "not-a-file",
        "not-utf8",
        "phase-time",
        "phase-unknown",
        "point-without-weight",
        "repeated",
        "row-uncovered",
        "rubric-missing",
        "rubric-unanchored",
        "rubric-weights",
        "scenario-no-reveal",
        "setext-heading",
        "symlink",
        "table-cells",
        "too-large",
        "two-ids",
        "unclosed-block",
        "unknown-area",
        "unknown-attribute",
        "unknown-key",
        "unknown-kind",
        "unknown-section",
        "unknown-version",
        "unreadable",
        "unreadable-card",
        "unsafe-text",
        "vocab-prose",
        "vocab-reading",
        "was-cycle",
    ];
    for rule in RULES {
        let name = rule.name;
        assert!(
            in_cases.contains(&name) != of_loading.contains(&name),
            "{name}"
        );
    }
}

#[test]
fn a_long_answer_is_an_error_and_a_set_that_is_only_asked_for_a_warning() {
    let level = |body: &str| problems_of("language: en", body)[0].level;
    assert_eq!(
        level(&recall("Why two?", &vec!["word"; 46].join(" "))),
        Level::Error
    );
    assert_eq!(
        level(&recall("Why two?", &vec!["word"; 45].join(" "))),
        Level::Warning
    );
    assert_eq!(
        level("## Which log? {#a covers=SD-01}\n\nThe one of Kafka.\n"),
        Level::Error
    );
    assert_eq!(
        level("## Which log? {#a covers=SD-01}\n\nThe one that is kept.\n"),
        Level::Warning
    );
}

#[test]
fn a_problem_stands_at_the_words_that_it_is_about() {
    let problems = problems_of(
        "language: en",
        &recall(
            "A queue. Explain its `lag`?",
            "One log, and the queue is full.",
        ),
    );
    let places: Vec<_> = problems
        .iter()
        .map(|problem| {
            (
                problem.rule.name,
                problem.position.line,
                problem.position.column,
            )
        })
        .collect();
    assert_eq!(places, [("vague-ask", 7, 13), ("compound-answer", 9, 14)]);
    assert!(problems.iter().all(|problem| *problem.card == *"a"));
}

#[test]
fn what_is_allowed_is_not_reported_and_a_card_that_cannot_be_asked_stays_out() {
    let allowed = problems_of(
        "",
        "## Domain name system {#a}\n\nx\n\nAllow: topic-as-prompt — a term\n\n## Cache {#b}\n\nx\n",
    );
    assert_eq!(allowed.len(), 1, "{allowed:?}");
    assert_eq!(*allowed[0].card, *"b");
    let skipped = problems_of("", "## No gap {#a .cloze}\n\nAllow: cloze-none — never\n");
    assert!(
        skipped
            .iter()
            .any(|problem| problem.rule.name == "cloze-none")
    );
    let slip = problems_of("", "## Cache {#b}\n\nx\n\nAllow: topic-as-promt — a slip\n");
    assert!(
        slip.iter()
            .any(|problem| problem.message.contains("did you mean topic-as-prompt?")),
        "{slip:?}"
    );
}

#[test]
fn japanese_prompts_are_not_measured_by_english_rules() {
    for prompt in ["冪等性とは", "これは何ですか", "説明してください"] {
        assert_eq!(
            problems_of("language: ja", &recall(prompt, "x")),
            [],
            "{prompt}"
        );
    }
}

#[test]
fn every_rule_is_found_by_a_slip_of_its_name() {
    assert_eq!(rule::nearest("set-anwser"), Some("set-answer"));
    assert_eq!(rule::nearest("something else"), None);
}
