//! Rows 18–20, 24, 25 and 53: files that are too large, no files at all, no text, or links to elsewhere.

use std::{
    fs::{self, File},
    os::unix::fs::symlink,
};

use crate::place::{Place, assert_holds, deck, json};

pub fn endless_lines() {
    for (answer, characters) in [
        ("x".repeat(5_000_000), "5000000"),
        ("x\n".repeat(1_000_000), "1999999"),
    ] {
        let seen = Place::with("bad.md", deck("What is it?", &answer)).seen("bad.md");
        let problem = format!(
            "D/bad.md:8:1: error[field-too-long]: answer has {characters} characters; 20000 are shown"
        );
        assert_holds(&seen.check, &[&problem]);
        assert!(seen.drill.len() < 90_000, "{} bytes", seen.drill.len());
    }
    // One line of JSON, with a problem in each of its cards.
    let cards = vec![r#"{"prompt":"What is it?","zzz":1}"#; 150_000].join(",");
    let text = format!(r#"{{"format":1,"id":"bad","title":"Bad","cards":[{cards}]}}"#);
    let seen = Place::with("bad.json", text).seen("bad.json");
    assert_holds(
        &seen.check,
        &[
            "error[too-large]: the deck has 150000 cards; 20000 are read",
            "more like it are not listed",
        ],
    );
}

pub fn two_gibibytes() {
    let place = Place::new();
    let file = File::create(place.decks().join("bad.md")).unwrap();
    file.set_len(2 << 30).unwrap();
    let seen = place.seen("bad.md");
    assert_holds(
        &seen.check,
        &["D/bad.md:1:1: error[too-large]: the file has 2147483648 bytes; a deck may have 8388608"],
    );
    let path = place.decks().join("bad.md");
    for command in ["convert", "add", "fmt"] {
        let mut arguments = vec!["deck", command, path.to_str().unwrap()];
        arguments.extend(["--to", "json"].iter().filter(|_| command == "convert"));
        let ran = place.run(&arguments, "");
        assert_eq!(ran.code, 1, "{command}");
        assert_holds(&(ran.out + &ran.err), &["a deck may have 8388608"]);
    }
}

pub fn pipes_devices_and_folders() {
    let place = Place::new();
    let pipe = |name: &str| {
        let path = place.home().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let _ = fs::remove_file(&path);
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.unwrap().success(), "{}", path.display());
        path
    };
    let deck = pipe("data/decks/pipe.json");
    let deck = deck.to_str().unwrap();
    fs::create_dir(place.decks().join("folder.json")).unwrap();
    let seen = place.seen("pipe.json");
    assert_holds(
        &seen.check,
        &[
            "D/pipe.json:1:1: error[not-a-file]",
            "D/folder.json:1:1: error[not-a-file]",
        ],
    );
    for arguments in [
        vec!["deck", "check", deck, "/dev/zero", "/dev/tty"],
        vec!["deck", "convert", deck, "--to", "markdown"],
        vec!["deck", "add", deck],
        vec!["deck", "add", "/dev/zero"],
        vec!["deck", "fmt", deck],
        vec!["drill", "--plain", "--deck", "/dev/zero"],
        vec!["drill", "--plain", "--deck", deck],
    ] {
        let ran = place.run(&arguments, "");
        assert_eq!(ran.code, 1, "{arguments:?}: {}{}", ran.out, ran.err);
        assert_holds(&(ran.out + &ran.err), &["this is not a plain file"]);
    }
    // Pipes where every other file of a home stands: none is waited for.
    for name in [
        "config/config.toml",
        "data/journal/x.jsonl",
        "data/stories/a.md",
        "data/pieces/a.md",
        "data/tracks/a.json",
        "cache/parameters.json",
        "cache/plan.json",
        "cache/shares.json",
        "state/device.json",
        "state/attempt.json",
    ] {
        let path = pipe(name);
        for arguments in [
            vec!["--plain"],
            vec!["drill", "--plain", "--items", "1"],
            vec!["stories"],
            vec!["speak", "--plain"],
        ] {
            place.run(&arguments, "\n3\n");
        }
        // The pipe may have been replaced by a file that is written whole.
        let _ = fs::remove_file(path);
    }
}

pub fn bytes_that_are_no_text() {
    let lone = json(r#""prompt":"What is \ud800 it?","answer":"x""#);
    let seen = Place::with("bad.json", lone).seen("bad.json");
    assert_holds(
        &seen.check,
        &["D/bad.json:2:", "skip[unreadable-card]", "hex escape"],
    );
    for bytes in [
        b"---\nid: bad\ntitle: Bad\n---\n\n## What? {#a}\n\ncaf\xe9\n".to_vec(),
        b"---\nid: bad\ntitle: Bad\n---\n\n## What? {#a}\n\n\xff\xfe\n".to_vec(),
        b"---\nid: bad\ntitle: Bad\n---\n\n## What? {#a}\n\n\xed\xa0\x80\n".to_vec(),
    ] {
        let seen = Place::with("bad.md", bytes).seen("bad.md");
        assert_holds(&seen.check, &["D/bad.md:8:1: error[not-utf8]: byte "]);
        assert_holds(&seen.drill, &["no deck could be loaded"]);
    }
}

pub fn a_byte_order_mark() {
    let text = format!(
        "\u{feff}{}",
        json(r#""prompt":"What is it?","answer":"this""#)
    );
    let seen = Place::with("bad.json", text).seen("bad.json");
    assert_holds(&seen.drill, &["What is it?", "this"]);
    let seen =
        Place::with("bad.md", format!("\u{feff}{}", deck("What is it?", "this"))).seen("bad.md");
    assert_holds(&seen.drill, &["What is it?", "this"]);
}

pub fn links_in_a_deck_folder() {
    let place = Place::new();
    let decks = place.decks();
    place.file("secret/deck.md", deck("What is secret?", "this"));
    symlink("/etc/passwd", decks.join("passwd.md")).unwrap();
    symlink(place.home().join("secret/deck.md"), decks.join("deck.md")).unwrap();
    symlink("/", decks.join("up")).unwrap();
    symlink("..", decks.join("loop")).unwrap();
    symlink("gone", decks.join("gone.md")).unwrap();
    symlink("round.md", decks.join("round.md")).unwrap();
    symlink(place.outside(), decks.join("outside")).unwrap();
    let seen = place.seen("passwd.md");
    for name in ["passwd.md", "deck.md", "gone.md", "round.md"] {
        let problem =
            format!("D/{name}:1:1: error[symlink]: this is a symbolic link and is not followed");
        assert_holds(&seen.check, &[&problem]);
    }
    assert_holds(
        &seen.check,
        &[
            "D/up is a symbolic link and is not followed",
            "D/loop is a symbolic",
        ],
    );
    assert!(!seen.check.contains("root:") && !seen.list.contains("secret"));
    // A link that is named is followed; it leads to what is no deck.
    assert!(!seen.drill.contains("root:x:0:0"), "{}", seen.drill);
    let ran = place.run(&["deck", "fmt"], "");
    assert!(!ran.out.contains("outside"));
    let ran = place.run(&["deck", "remove", "deck"], "");
    assert_eq!(ran.code, 1);
}
