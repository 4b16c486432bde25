//! Typed Japanese in plain mode: the prompts, the verdicts, what is graded and what the journal keeps.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use std::path::Path;

use serde_json::Value;
use support::{code, rows, run, stdout, write};

const WORDS: &str = "---\nid: words\ntitle: Words\narea: JP\nlanguage: en\n---\n\n## Words {.vocab}\n\n\
    | id | term | reading | meaning | example | translation | alternates |\n|---|---|---|---|---|---|---|\n";

const IDEMPOTENCY: &str = "| idempotency | 冪等性 | べきとうせい | idempotency | 冪等性を担保します。 | We guarantee idempotency. | |\n";
const SINGLE: &str =
    "| single | 単一 | たんいつ | single | 単一の責任です。 | It is a single responsibility. | |\n";
const SERVER: &str =
    "| server | サーバー |  | server | サーバーを増やします。 | We add a server. | |\n";
const ASYNCHRONOUS: &str = "| async | 非同期 | ひどうき | asynchronous | 非同期で送ります。 | We send it asynchronously. | |\n";
const DUPLICATION: &str = "| duplication | 重複 | ちょうふく | duplication | 重複を除きます。 | We drop duplicates. | じゅうふく |\n";

/// A sitting with one facet of some words; what it printed.
fn asked(words: &str, facet: &str, input: &str) -> (tempfile::TempDir, String) {
    let home = tempfile::tempdir().unwrap();
    write(
        &home.path().join("data/decks/words.md"),
        format!("{WORDS}{words}"),
    );
    let text = again(home.path(), facet, input);
    (home, text)
}

fn again(home: &Path, facet: &str, input: &str) -> String {
    let arguments = ["drill", "--deck", "words", "--plain", "--facet", facet];
    let output = run(home, &arguments, input);
    assert_eq!(code(&output), 0);
    stdout(&output)
}

fn reviews(home: &Path) -> Vec<Value> {
    let rows = rows(home).into_iter();
    rows.filter(|row| row["k"] == "review").collect()
}

#[track_caller]
fn has(text: &str, part: &str) {
    assert!(text.contains(part), "{part:?} is not in\n{text}");
}

#[test]
fn a_reading_is_right_in_romaji_and_in_kana() {
    for typed in [
        "bekitousei",
        "べきとうせい",
        "ＢＥＫＩＴＯＵＳＥＩ",
        "べきとうせい  ",
    ] {
        let (home, text) = asked(IDEMPOTENCY, "reading", &format!("{typed}\n\n"));
        has(
            &text,
            "words/idempotency#reading · vocab reading\n  冪等性\nkana> \nright:\n  べきとうせい\n",
        );
        has(&text, "saved: words/idempotency#reading good ");
        let row = &reviews(home.path())[0];
        assert_eq!(row["a"], typed);
        assert!(row["r"].is_null() && row["o"].is_null(), "{row}");
    }
}

#[test]
fn a_short_vowel_is_wrong_with_its_reason_and_enter_grades_again() {
    let (home, text) = asked(IDEMPOTENCY, "reading", "bekitosei\n\n");
    has(&text, "kana> \nwrong: long vowel");
    has(&text, "3 good, 4 easy, Enter again, u undo");
    has(&text, "saved: words/idempotency#reading again next today\n");
    let row = &reviews(home.path())[0];
    assert_eq!(
        (row["a"].as_str(), row["r"].as_str(), row["g"].as_u64()),
        (Some("bekitosei"), Some("long vowel"), Some(1))
    );
}

#[test]
fn what_is_no_answer_to_the_question_is_asked_again_and_not_graded() {
    let (home, text) = asked(
        IDEMPOTENCY,
        "reading",
        "idempotency\n\n冪等性\nbekitousei\n4\n",
    );
    assert_eq!(text.matches("try again: ").count(), 3, "{text}");
    assert_eq!(text.matches("kana> ").count(), 4, "{text}");
    has(&text, "kana> \ntry again: that is the meaning");
    has(&text, "right:\n");
    assert_eq!(reviews(home.path()).len(), 1);
    let (home, text) = asked(SINGLE, "reading", "tanitsu\n");
    has(&text, "kana> \ntry again: type n' or nn");
    has(&text, "session: 0 items, 0 answers, 0 min\n");
    assert!(reviews(home.path()).is_empty());
    has(&asked(SINGLE, "reading", "tan'itsu\n\n").1, "right:\n");
}

#[test]
fn a_word_of_katakana_is_typed_with_either_long_vowel() {
    for typed in ["sa-ba-", "saabaa", "サーバー"] {
        let (_home, text) = asked(SERVER, "recall", &format!("{typed}\n\n"));
        has(&text, "japanese> \nright:\n  サーバー\n");
    }
}

#[test]
fn the_opposite_is_no_typo_and_a_slip_of_the_fingers_is_one() {
    let (home, text) = asked(ASYNCHRONOUS, "meaning", "synchronous\n\n");
    has(&text, "english> \nwrong: ");
    assert_eq!(reviews(home.path())[0]["r"], "prefix");
    let (home, text) = asked(ASYNCHRONOUS, "meaning", "asynchronuos\n\n");
    has(&text, "english> \ntypo: asynchronous\n  asynchronous\n");
    assert_eq!(reviews(home.path())[0]["g"], 3);
}

#[test]
fn an_alternate_reading_counts_with_its_note() {
    let (home, text) = asked(DUPLICATION, "reading", "juufuku\n\n");
    has(
        &text,
        "kana> \nright (alternate): ちょうふく is the reading",
    );
    assert_eq!(reviews(home.path())[0]["g"], 3);
    let (_home, text) = asked(DUPLICATION, "recall", "choufuku\n\n");
    has(&text, "japanese> \nright (alternate): ");
}

#[test]
fn a_verdict_is_overridden_both_ways_and_the_journal_says_so() {
    let (home, text) = asked(IDEMPOTENCY, "reading", "bekitosei\n:o\n\n");
    has(&text, "counts as right\n");
    let row = &reviews(home.path())[0];
    assert_eq!(
        (row["g"].as_u64(), row["r"].as_str(), row["o"].as_str()),
        (Some(3), Some("long vowel"), Some("right"))
    );
    let (home, text) = asked(IDEMPOTENCY, "reading", "bekitousei\n:o\n\n");
    has(&text, "counts as wrong\n");
    let row = &reviews(home.path())[0];
    assert_eq!(
        (row["g"].as_u64(), row["o"].as_str()),
        (Some(1), Some("wrong"))
    );
    assert!(row["r"].is_null(), "{row}");
    let (home, _) = asked(IDEMPOTENCY, "reading", "bekitousei\n:o\n:o\n\n");
    let row = &reviews(home.path())[0];
    assert_eq!(row["g"], 3);
    assert!(row["o"].is_null(), "{row}");
}

#[test]
fn an_answer_that_was_said_is_shown_and_graded_by_oneself() {
    let (home, text) = asked(IDEMPOTENCY, "reading", ":i\n:o\n2\n");
    has(&text, "kana> \n  べきとうせい\n");
    has(&text, "there is no verdict to change");
    let row = &reviews(home.path())[0];
    assert_eq!(row["g"], 2);
    assert!(row["a"].is_null() && row["o"].is_null(), "{row}");
}

#[test]
fn commands_work_where_a_word_is_typed_and_letters_are_text_there() {
    let (home, text) = asked(IDEMPOTENCY, "reading", "u\n:f\n?\n\n");
    has(&text, "kana> \nwrong: べきとうせい, not う");
    has(&text, "flagged: words/idempotency\n");
    assert!(!text.contains("undone"), "{text}");
    // The answer to u was graded by the lines that follow: :f at the grade prompt flags, ? is not understood.
    assert_eq!(reviews(home.path()).len(), 1);
    has(&text, "not understood: ?\n");
    let (home, text) = asked(IDEMPOTENCY, "reading", "?\n\n:q\n");
    has(&text, "kana> \nwrong: no answer\n");
    assert_eq!(reviews(home.path())[0]["r"], "no answer");
}

#[test]
fn a_long_answer_is_kept_in_part() {
    let (home, _) = asked(IDEMPOTENCY, "reading", &format!("{}\n\n", "ka".repeat(300)));
    let answer = reviews(home.path())[0]["a"].as_str().unwrap().to_owned();
    assert_eq!(answer.len(), 200);
}

#[test]
fn a_phrase_is_spoken_and_graded_by_oneself() {
    let home = tempfile::tempdir().unwrap();
    let deck = "---\nid: words\ntitle: Words\narea: JP\nlanguage: en\n---\n\n## Phrases {.vocab}\n\n\
        | id | term | reading | meaning | speech |\n|---|---|---|---|---|\n\
        | thanks | お疲れ様です | おつかれさまです | a greeting between colleagues | true |\n";
    write(&home.path().join("data/decks/words.md"), deck);
    let output = run(
        home.path(),
        &["drill", "--deck", "words", "--plain"],
        "\n3\n",
    );
    has(&stdout(&output), "words/thanks · vocab\n");
    has(&stdout(&output), "(Enter shows the answer) > ");
}

#[test]
fn the_settings_say_which_words_are_typed() {
    let asked = |setting: &str, words: &str| {
        let home = tempfile::tempdir().unwrap();
        write(
            &home.path().join("data/decks/words.md"),
            format!("{WORDS}{words}"),
        );
        write(
            &home.path().join("config/config.toml"),
            format!("typing = \"{setting}\"\n"),
        );
        again(home.path(), "recall", "")
    };
    has(&asked("all", SERVER), "japanese> ");
    has(&asked("kanji", SERVER), "(Enter shows the answer) > ");
    has(&asked("kanji", SINGLE), "japanese> ");
    has(&asked("none", SINGLE), "(Enter shows the answer) > ");
}

#[test]
fn the_statistics_count_slips_by_their_reason_and_not_those_that_count_as_right() {
    let (home, _) = asked(IDEMPOTENCY, "reading", "bekitosei\n\nbekitosei\n:o\n\n");
    let text = stdout(&run(home.path(), &["stats"], ""));
    has(&text, "long vowel");
    let json = stdout(&run(home.path(), &["stats", "--json"], ""));
    let json: Value = serde_json::from_str(&json).unwrap();
    let slips = json["slips"].as_array().unwrap();
    assert_eq!(slips.len(), 1, "{slips:?}");
    assert_eq!(slips[0]["reason"], "long vowel");
    assert_eq!(slips[0]["count"], 1);
    has(&text, "    1  long vowel\n    1  in reading\n");
    let by_facet = serde_json::json!([{"facet": "reading", "count": 1}]);
    assert_eq!(json["slips_by_facet"], by_facet);
}
