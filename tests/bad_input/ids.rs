//! Rows 32–35: ids that are equal, that look like paths, or that hold what no id holds.

use std::fs;

use crate::place::{Place, assert_holds, json};

fn two(first: &str, second: &str) -> String {
    format!(
        "---\nid: bad\ntitle: Bad\n---\n\n## What is it? {{#{first}}}\n\none\n\n## What is that? {{#{second}}}\n\ntwo\n"
    )
}

pub fn the_same_id_twice() {
    let place = Place::with("bad.md", two("a", "a"));
    let seen = place.seen("bad.md");
    assert_holds(
        &seen.check,
        &["D/bad.md:10:1: skip[duplicate-id]: the id a stands already on line 6"],
    );
    // The same card id in another deck is another card.
    place.deck("other.md", two("a", "b").replace("id: bad", "id: other"));
    let seen = place.seen("other.md");
    assert!(!seen.check.contains("other.md:6:1: skip[duplicate-id]"));
    // The same deck id twice: the first in byte order loads.
    place.deck("copy.md", two("a", "b"));
    let seen = place.seen("copy.md");
    assert_holds(&seen.check, &["D/copy.md:", "error[duplicate-deck]"]);
}

pub fn ids_that_are_equal_when_folded() {
    for (first, second) in [
        ("caf\u{e9}", "cafe\u{301}"),
        ("Kafka", "kafka"),
        ("k", "\u{212a}"),
        ("Stra\u{df}e", "STRASSE"),
        ("\u{ff76}", "\u{ff76}"),
    ] {
        let check = Place::with("bad.md", two(first, second)).checked();
        assert_holds(
            &check,
            &[
                "D/bad.md:10:1: skip[duplicate-id]",
                "stands already on line 6",
            ],
        );
    }
}

pub fn ids_that_look_like_paths() {
    let place = Place::new();
    let outside = place.outside().join("kept.txt");
    let long = "x".repeat(300);
    for id in [
        "../../x",
        "/etc/passwd",
        "CON",
        "a:b",
        ".",
        "..",
        "",
        "a\\b",
        "~",
        "-rf",
        &long,
        outside.to_str().unwrap(),
    ] {
        let text = format!("---\nid: {id}\ntitle: Bad\n---\n\n## What is it? {{#{id}}}\n\none\n");
        let file = place.deck("bad.md", text);
        assert_holds(&place.checked(), &["D/bad.md:1:1: error["]);
        // What is made of it is a name in the folder of own decks.
        let added = place.run(&["deck", "add", file.to_str().unwrap()], "");
        assert!(added.code < 2, "{}", added.err);
        let stays = place.run(&["deck", "add", file.to_str().unwrap(), "--as", id], "");
        assert_eq!(stays.code, 2, "{id:?}: {}{}", stays.out, stays.err);
        for arguments in [
            ["deck", "new", id],
            ["deck", "remove", id],
            ["stories", "new", id],
        ] {
            place.run(&arguments, "");
        }
        place.run(&["deck", "use", id, "off"], "");
    }
    for text in [
        json(r#""prompt":"What is it?","answer":"x""#)
            .replace("\"id\":\"bad\",\"title\"", "\"id\":\"../../x\",\"title\""),
        json(r#""prompt":"What is it?","answer":"x""#)
            .replace("\n{\"id\":\"bad\"", "\n{\"id\":\"../../x\""),
    ] {
        let seen = Place::with("bad.json", text).seen("bad.json");
        assert_holds(&seen.check, &["error[id-grammar]: \"../../x\" cannot be"]);
    }
    for folder in ["data/decks", "data/stories"] {
        let Ok(entries) = fs::read_dir(place.home().join(folder)) else {
            continue;
        };
        for entry in entries {
            let entry = entry.unwrap();
            assert!(
                entry.metadata().unwrap().is_file(),
                "{}",
                entry.path().display()
            );
        }
    }
    assert_eq!(fs::read_dir(place.work()).unwrap().count(), 0);
}

pub fn an_id_with_a_nul() {
    let text = json(r#""prompt":"What is it?","answer":"x""#)
        .replace("\n{\"id\":\"bad\"", "\n{\"id\":\"a\\u0000b\"");
    let seen = Place::with("bad.json", text).seen("bad.json");
    assert_holds(
        &seen.check,
        &[
            "D/bad.json:2:",
            "error[id-grammar]",
            "cannot be an id; the card goes by ab",
        ],
    );
    let seen = Place::with("bad.md", two("a\0b", "c")).seen("bad.md");
    assert_holds(&seen.check, &["D/bad.md:6:1: error[id-grammar]"]);
}
