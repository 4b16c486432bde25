//! Each row of `docs/limits.md` is so: what is over a limit is cut or refused, and the limit is named.

use std::{collections::BTreeSet, fs, path::Path};

use mensetsu::{
    app::{Action, Screen},
    journal::What,
};
use serde_json::Value;

use crate::{
    place::{Place, assert_holds, deck, json},
    support::{DECKS, Driver, rows, spoken::SPOKEN},
};

/// Where each row of the page is held: by a test here, or by a text of another test.
const HELD: &[(&str, &str, &str)] = &[
    ("a deck file", "here", "files_and_cards"),
    ("cards in a deck", "here", "files_and_cards"),
    ("one field, as it is shown", "here", "fields"),
    (
        "combining marks on one character",
        "tests/bad_input/characters.rs",
        "fn a_million_marks",
    ),
    (
        "quotes and lists inside each other",
        "here",
        "nesting_and_columns",
    ),
    ("JSON inside a card", "here", "nesting_and_columns"),
    ("columns of a table", "here", "nesting_and_columns"),
    ("problems of one rule in one card", "here", "problems"),
    ("the settings file", "here", "settings_and_lists"),
    (
        "a list of cards that are known",
        "here",
        "settings_and_lists",
    ),
    ("a row of the journal", "here", "rows_of_the_journal"),
    ("a line of input in plain mode", "here", "typed_lines"),
    ("a paste", "here", "pastes"),
    ("a paste into a field of one line", "here", "pastes"),
    ("notes of an attempt", "here", "pastes"),
    ("a typed answer in the journal", "here", "typed_lines"),
    (
        "the time of a short item",
        "here",
        "the_time_of_a_short_item",
    ),
    (
        "reviews that parameters are trained on",
        "src/memory/fit.rs",
        "const TRAINING_LIMIT: usize = 50_000;",
    ),
    ("folders inside a deck folder", "here", "folders"),
    ("a file of an own story or piece", "here", "own_texts"),
    ("own stories; own pieces", "here", "own_texts"),
    (
        "the title of a story or piece",
        "tests/stories.rs",
        "a paste is cut to 200 characters",
    ),
    (
        "prompts that one story answers",
        "src/stories/story.rs",
        "d/c50",
    ),
    (
        "your own note on a card",
        "src/practice/repair.rs",
        "NOTE_LIMIT: usize = 500",
    ),
    (
        "names of the items that one try makes due",
        "src/practice/spoken/due.rs",
        "DUE_BYTES_LIMIT: usize = 8 * 1024",
    ),
    (
        "a line that `journal repair` looks at",
        "src/store/repair.rs",
        "LINE_LIMIT: usize = 16 * 1024 * 1024",
    ),
    ("a result of an interview", "here", "results"),
    (
        "notes of one card of an interview",
        "src/practice/partner/limits.rs",
        "spoken::notes::NOTES_LIMIT",
    ),
    (
        "a gap without a sign of life in an interview on the screen",
        "tests/interviewer.rs",
        "a lid that was shut was a pause",
    ),
    ("the window", "tests/layers.rs", "fn too_small"),
];

#[test]
fn every_row_of_the_page_is_held() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/limits.md")).unwrap();
    let there: BTreeSet<&str> = page
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| what"))
        .filter_map(|line| line.split('|').nth(1))
        .map(str::trim)
        .collect();
    let held: BTreeSet<&str> = HELD.iter().map(|row| row.0).collect();
    assert_eq!(there, held);
    for (row, file, text) in HELD {
        let (file, text) = match *file {
            "here" => ("tests/bad_input/limits.rs", format!("\nfn {text}()")),
            other => (other, (*text).to_owned()),
        };
        let source = fs::read_to_string(root.join(file)).unwrap();
        assert!(source.contains(&text), "{row}: {text:?} is not in {file}");
    }
}

#[test]
fn files_and_cards() {
    let head = deck("What is it?", "x");
    let room = 8 * 1024 * 1024 - head.len();
    let largest = format!("{head}{}", "\n".repeat(room));
    assert!(
        !Place::with("bad.md", &largest)
            .checked()
            .contains("too-large")
    );
    let check = Place::with("bad.md", largest + "\n").checked();
    assert_holds(
        &check,
        &["D/bad.md:1:1: error[too-large]: the file has 8388609 bytes; a deck may have 8388608"],
    );
    let card = |at: usize| format!("## What {at}? {{#c{at}}}\n\n{at}\n\n");
    let cards: String = (0..20_001).map(card).collect();
    let place = Place::with(
        "bad.md",
        format!("---\nid: bad\ntitle: Bad\n---\n\n{cards}"),
    );
    let list: Value =
        serde_json::from_str(&place.run(&["deck", "list", "--json"], "").out).unwrap();
    let bad = list["decks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|deck| deck["id"] == "bad")
        .unwrap();
    assert_eq!(
        (&bad["cards"], &bad["problems"]),
        (&20_000.into(), &1.into())
    );
    let driver = place.driver();
    let problems = &driver.app.study.collection.deck("bad").unwrap().problems;
    assert_eq!(
        &*problems[0].message,
        "the deck has 20001 cards; 20000 are read"
    );
}

#[test]
fn fields() {
    let check = |characters: usize| {
        Place::with("bad.md", deck("What is it?", &"é".repeat(characters))).checked()
    };
    assert!(!check(20_000).contains("field-too-long"));
    assert_holds(
        &check(20_001),
        &["D/bad.md:8:1: error[field-too-long]: answer has 20001 characters; 20000 are shown"],
    );
}

#[test]
fn nesting_and_columns() {
    let quotes = |depth: usize| {
        Place::with(
            "bad.md",
            deck("What is it?", &format!("x\n\n- {} x", ">".repeat(depth))),
        )
        .checked()
    };
    assert!(!quotes(30).contains("nested-too-deep"));
    assert_holds(
        &quotes(40),
        &["error[nested-too-deep]: quotes and lists are nested more than 32 deep"],
    );
    let nested = |depth: usize| {
        let fields = format!(
            r#""prompt":"What is it?","answer":"x","allow":{}{}"#,
            "[".repeat(depth),
            "]".repeat(depth)
        );
        Place::with("bad.json", json(&fields)).checked()
    };
    assert_holds(&nested(129), &["D/bad.json:2:", "skip[unreadable-card]"]);
    let table = |columns: usize| {
        let text = format!(
            "|{}\n|{}\n|{}\n",
            "hint|".repeat(columns),
            "-|".repeat(columns),
            "b|".repeat(columns)
        );
        Place::with(
            "bad.md",
            format!("---\nid: bad\ntitle: Bad\n---\n\n## Words {{.vocab}}\n\n{text}"),
        )
        .checked()
    };
    assert!(!table(32).contains("table-cells"));
    assert_holds(
        &table(33),
        &["error[table-cells]: the table has 33 columns; 32 are read"],
    );
}

#[test]
fn problems() {
    let odd = "### Odd\n\ny\n\n".repeat(500);
    let check = Place::with("bad.md", deck("What is it?", &format!("x\n\n{odd}"))).checked();
    assert_eq!(check.matches("error[unknown-section]").count(), 100);
    assert_eq!(check.matches("more like it are not listed").count(), 1);
}

#[test]
fn settings_and_lists() {
    let place = Place::new();
    place.file("config/config.toml", "# x\n".repeat(300_000));
    let ran = place.run(&["deck", "list"], "");
    assert_holds(
        &ran.err,
        &["config.toml cannot be read: the file has 1200000 bytes; it may have 1048576"],
    );
    let list = place.file("list.txt", "first\n".repeat(1_500_000));
    let ran = place.run(&["known", "add", list.to_str().unwrap()], "");
    assert_eq!(ran.code, 1);
    assert_holds(&ran.err, &["list.txt has more than 8388608 bytes"]);
}

#[test]
fn rows_of_the_journal() {
    let place = Place::new();
    place.file(
        "data/journal/x.jsonl",
        format!("{{\"v\":1,\"a\":\"{}\"}}\n", "x".repeat(65_536)),
    );
    let ran = place.run(&["journal", "check"], "");
    assert_eq!(ran.code, 1);
    assert_holds(&ran.out, &["x.jsonl:1: longer than a row may be"]);
}

#[test]
fn typed_lines() {
    let words = DECKS[1].1;
    let place = Place::with("words.md", words);
    let long = "べ".repeat(100_000);
    let ran = place.run(
        &["drill", "--plain", "--deck", "words", "--items", "1"],
        &format!("{long}\n1\n1\n1\n"),
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.len() < 200_000, "{} bytes", ran.out.len());
    for row in rows(&place.home()) {
        let typed = row["a"].as_str().unwrap_or_default();
        assert!(typed.chars().count() <= 200);
    }
}

fn message(driver: &Driver) -> String {
    driver
        .app
        .message
        .as_ref()
        .map_or(String::new(), |message| message.text.to_string())
}

#[test]
fn pastes() {
    let mut driver = Driver::new(&DECKS, &[]);
    driver.act(Action::Paste("7".repeat(200)));
    assert_eq!(message(&driver), "");
    driver.act(Action::Paste("7".repeat(201)));
    assert_eq!(
        message(&driver),
        "A paste into one line holds 200 characters; what is over that is left out."
    );
    let Screen::FirstRun(form) = &driver.app.screen else {
        panic!()
    };
    assert_eq!(form.day.value().len(), 400);
    driver.act(Action::Paste("\u{202e}\u{e000}\u{1b}x".to_owned()));
    let Screen::FirstRun(form) = &driver.app.screen else {
        panic!()
    };
    assert!(form.day.value().ends_with("7x"));

    let mut driver = Driver::at_home(&SPOKEN, &[]);
    let request = mensetsu::app::action::Scope::Notes;
    driver.press("t");
    for _ in 0..5 {
        if driver.app.scope() == request {
            break;
        }
        driver.press("n");
    }
    assert_eq!(driver.app.scope(), request);
    // What cannot be seen is no note, and so the narrower limit is not reached.
    driver.act(Action::Paste(format!("a{}", "\u{200b}".repeat(30_000))));
    assert_eq!(
        message(&driver),
        "A paste holds 64 KiB; what is over that is left out."
    );
    driver.act(Action::Paste("x".repeat(70_000)));
    assert_holds(&message(&driver), &["Notes hold 12,000 characters"]);
    let Screen::Speak(screen) = &driver.app.screen else {
        panic!()
    };
    assert_eq!(
        screen
            .attempt
            .notes
            .iter()
            .map(|notes| notes.chars().count())
            .max(),
        Some(12_000)
    );
}

#[test]
fn the_time_of_a_short_item() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    driver.press("<enter><space>");
    driver.now.ms += 10 * 60 * 60 * 1_000;
    driver.press("3");
    // The row says what was measured; the time of the day counts two minutes of it.
    let measured = driver.rows.iter().find_map(|row| match row {
        What::Review(review) => Some(review.ms),
        _ => None,
    });
    assert!(measured.unwrap() > 120_000);
    let today = driver.app.study.progress().days.values().next_back();
    assert!(today.unwrap().ms <= 120_000, "{today:?}");
}

#[test]
fn folders() {
    let place = Place::new();
    let mut deep = place.decks();
    for depth in 1..=18 {
        deep = deep.join(format!("f{depth}"));
        fs::create_dir(&deep).unwrap();
        fs::write(
            deep.join("deck.md"),
            deck("What is it?", "x").replace("id: bad", &format!("id: bad{depth}")),
        )
        .unwrap();
    }
    let check = place.checked();
    assert_holds(
        &check,
        &["f17 lies more than 16 folders deep and is passed over"],
    );
    let list = place.run(&["deck", "list"], "").out;
    assert!(
        list.contains("bad16 ") && !list.contains("bad17 "),
        "{list}"
    );
}

#[test]
fn own_texts() {
    let place = Place::new();
    place.file("data/stories/large.md", "x".repeat(256 * 1024 + 1));
    for count in 0..501 {
        place.file(
            &format!("data/pieces/p{count:03}.md"),
            "---\ntitle: P\nkind: introduction\n---\n\nx\n",
        );
    }
    let stories = place.run(&["stories", "list"], "");
    assert_holds(
        &(stories.out + &stories.err),
        &["the file has 262145 bytes and is not read; a text may have 262144"],
    );
    let pieces = place.run(&["pieces", "list"], "");
    assert_holds(
        &(pieces.out + &pieces.err),
        &["501 files are here and the first 500 are read"],
    );
}

#[test]
fn results() {
    let place = Place::new();
    let large = place.file(
        "large.json",
        format!("{{\"format\":1,\"zz\":\"{}\"}}", "x".repeat(1024 * 1024)),
    );
    let ran = place.run(&["mock", "import", large.to_str().unwrap()], "");
    assert_eq!(ran.code, 1);
    assert_holds(&(ran.out + &ran.err), &["1 MiB", "nothing is imported"]);
    assert!(rows(&place.home()).is_empty());
}
