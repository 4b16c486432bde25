//! Rows 1–17: characters that do something to a terminal, or that cannot be seen.

use std::fs;

use crate::place::{Place, assert_holds, deck, json};

pub fn escape_sequences() {
    let place = Place::with(
        "bad.md",
        deck(
            "What is \u{1b}]52;c;cm0=\u{7}red\u{1b}[31m?",
            "A \u{1b}P1$r\u{1b}\\ B \u{1b}]8;;http://x\u{1b}\\link",
        ),
    );
    let seen = place.seen("bad.md");
    assert_holds(
        &seen.check,
        &["D/bad.md:6:1: error[unsafe-text]: prompt holds U+001B"],
    );
    assert_holds(&seen.drill, &["␛]52;c;cm0=␇red␛[31m", "␛P1$r␛\\ B"]);
}

pub fn controls_of_one_character() {
    let place = Place::with(
        "bad.md",
        deck("What is \u{9b}31m it?", "A \u{9d}52;c;x\u{9c} B"),
    );
    let seen = place.seen("bad.md");
    assert_holds(&seen.check, &["prompt holds U+009B", "answer holds U+009D"]);
    assert_holds(&seen.drill, &["\u{fffd}31m", "A \u{fffd}52;c;x\u{fffd} B"]);
}

pub fn escapes_of_json() {
    let fields =
        r#""prompt":"What is \u001b]52;c;cm0=\u0007 it?","answer":"A \u001b[2J B \u009b1m""#;
    let place = Place::with("bad.json", json(fields));
    let seen = place.seen("bad.json");
    assert_holds(
        &seen.check,
        &["D/bad.json:2:", "error[unsafe-text]: prompt holds U+001B"],
    );
    assert_holds(&seen.drill, &["␛]52;c;cm0=␇", "A ␛[2J B"]);
    let shown = place.run(&["deck", "show", "bad", "--json"], "");
    assert_holds(&shown.out, &[r"\u001b]52"]);
}

pub fn a_raw_escape_in_json() {
    let place = Place::with(
        "bad.json",
        json("\"prompt\":\"What \u{1b}[31m?\",\n\"answer\":\"x\""),
    );
    let seen = place.seen("bad.json");
    assert_holds(&seen.check, &["D/bad.json:2:", "control character"]);
    assert_holds(&seen.drill, &["no deck could be loaded"]);
}

pub fn names_of_every_kind() {
    let place = Place::new();
    let text = "---\nid: bad\u{1b}[31m\ntitle: Ti\u{1b}]0;owned\u{7}tle\narea: \u{1b}c\nauthors: A\u{9b}1m\n---\n\n\
                Prose \u{1b}[5m here.\n\n## What is it? {#a\u{1b}b area=\u{1b}[1m covers=\u{9b}2J}\n\nx\n";
    let name = "evil\u{1b}]0;owned\u{7}\u{202e}.md";
    place.deck(name, text);
    fs::create_dir(place.decks().join("fol\u{1b}[31mder.md")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", place.decks().join("l\u{7}ink.md")).unwrap();
    std::os::unix::fs::symlink("/etc", place.decks().join("l\u{9b}ink")).unwrap();
    let seen = place.seen(name);
    assert_holds(
        &seen.check,
        &[
            "D/evil␛]0;owned␇\u{fffd}.md:",
            "D/fol␛[31mder.md:1:1",
            "D/l␇ink.md:1:1",
        ],
    );
    assert_holds(&seen.list, &["Ti␛]0;owned␇tle"]);
    for arguments in [
        ["deck", "list", "--json"],
        ["deck", "check", "--json"],
        ["deck", "show", "bad\u{1b}[31m"],
        ["deck", "show", "bad--31m"],
        ["deck", "check", "\u{1b}]0;x\u{7}"],
        ["deck", "add", "\u{1b}]0;x\u{7}"],
    ] {
        place.run(&arguments, "");
    }
}

pub fn bells_and_backspaces() {
    let place = Place::with("bad.md", deck("What \u{7}is\u{8} it?", "a\u{7f}b\u{0}c"));
    let seen = place.seen("bad.md");
    assert_holds(&seen.drill, &["What ␇is␈ it?", "a␡b␀c"]);
    let fields = r#""prompt":"What \u0007is it?","answer":"a\u007fb\u0000c""#;
    let seen = Place::with("bad.json", json(fields)).seen("bad.json");
    assert_holds(&seen.drill, &["What ␇is it?", "a␡b␀c"]);
}

pub fn tabs_in_code() {
    let place = Place::with(
        "bad.md",
        deck("What is it?", "```go\nif x {\n\treturn\ty\n}\n```"),
    );
    let seen = place.seen("bad.md");
    assert_holds(&seen.drill, &["\n      return  y\n"]);
    let mut driver = place.driver();
    driver.app.go_home();
    driver.press("<enter><space>");
    while !driver.screen(80, 24).contains("return") {
        let before = driver.screen(80, 24);
        driver.press("3<space>");
        assert_ne!(before, driver.screen(80, 24), "the card does not come");
    }
    assert_holds(&driver.screen(80, 24), &["    return  y"]);
}

pub fn line_ends_of_every_kind() {
    let fields = r#""prompt":"What\u2028is\u0085it?","answer":"a\r\nb\rc\u000bd\u000ce\u0085f\u2028g\u2029h""#;
    let place = Place::with("bad.json", json(fields));
    let seen = place.seen("bad.json");
    assert_holds(
        &seen.drill,
        &["What is it?", "  a\n  b\n  c\n  d\n  e\n  f\n  g\n  h\n"],
    );
    let text = deck("What is it?", "a\u{2028}b").replace('\n', "\r\n");
    let seen = Place::with("bad.md", text).seen("bad.md");
    assert_holds(&seen.drill, &["What is it?", "  a\n  b\n"]);
}

pub fn a_newline_in_a_title() {
    let text = json(r#""prompt":"What\nis it?","answer":"x""#)
        .replace("\"Bad\"", "\"Bad\\nsaved: all\\u2029here\"");
    let seen = Place::with("bad.json", text).seen("bad.json");
    assert_holds(&seen.list, &["Bad saved: all here\n"]);
    assert_holds(&seen.drill, &["What is it?"]);
    assert_holds(&seen.check, &["prompt holds one line; here are several"]);
}

pub fn text_that_runs_backwards() {
    let place = Place::with(
        "bad.md",
        deck("Is \u{202e}it\u{2066} so?", "yes \u{202d}no"),
    );
    let seen = place.seen("bad.md");
    assert_holds(
        &seen.check,
        &[
            "error[unsafe-text]: prompt holds U+202E",
            "answer holds U+202D",
        ],
    );
    assert_holds(
        &seen.drill,
        &["Is \u{fffd}it\u{fffd} so?", "yes \u{fffd}no"],
    );
}

pub fn invisible_characters_in_an_id() {
    let text = "---\nid: bad\ntitle: Bad\n---\n\n## What is it\u{200b} now? {#a\u{200b}b}\n\nx\n\n\
                ## And what\u{ad} then? {#c\u{feff}d}\n\ny\n";
    let seen = Place::with("bad.md", text).seen("bad.md");
    assert_holds(
        &seen.check,
        &[
            "D/bad.md:6:1: error[id-grammar]",
            "D/bad.md:10:1: error[id-grammar]",
        ],
    );
    assert_holds(&seen.drill, &["What is it now?"]);
}

pub fn a_field_of_nothing_to_see() {
    for nothing in [
        "\u{e0041}\u{e0042}",
        "\u{2800}",
        "\u{3164}",
        "\u{200b}\u{feff}\u{ad}",
    ] {
        let seen = Place::with("bad.md", deck("What is it?", nothing)).seen("bad.md");
        assert_holds(
            &seen.check,
            &["D/bad.md:8:1: skip[missing-field]: the card has no answer"],
        );
    }
}

pub fn a_million_marks() {
    let place = Place::with(
        "bad.md",
        deck("What is it?", &format!("a{}b", "\u{301}".repeat(1_000_000))),
    );
    let seen = place.seen("bad.md");
    assert!(seen.drill.len() < 2_000, "{} bytes", seen.drill.len());
    let most = seen
        .drill
        .lines()
        .map(|line| line.matches('\u{301}').count());
    assert!(most.max().unwrap() <= 8);
}

pub fn endless_joined_emoji() {
    let text = deck("What is it?", &"\u{1f468}\u{200d}".repeat(300_000));
    let seen = Place::with("bad.md", text).seen("bad.md");
    assert!(seen.drill.chars().count() < 45_000);
    assert_holds(
        &seen.check,
        &["D/bad.md:8:1: error[field-too-long]: answer has 600000 characters; 20000 are shown"],
    );
}

pub fn private_use() {
    let place = Place::with(
        "bad.md",
        deck("What is \u{e000}\u{10eeee} it?", "a\u{fdd0}\u{ffff}b"),
    );
    let seen = place.seen("bad.md");
    assert_holds(
        &seen.drill,
        &["What is \u{fffd}\u{fffd} it?", "a\u{fffd}\u{fffd}b"],
    );
}

pub fn a_text_that_begins_with_a_mark() {
    let place = Place::with(
        "bad.md",
        deck("\u{301}\u{308}What is it?", "\u{200d}\u{fe0f}\u{301}x"),
    );
    place.seen("bad.md");
    let fields = "\"kind\":\"vocab\",\"term\":\"\u{3099}冪\",\"reading\":\"\u{3099}べき\",\"meaning\":[\"\u{301}x\"]";
    Place::with("bad.json", json(fields)).seen("bad.json");
}
