//! Rows 21–23 and 29–31: JSON and Markdown whose structure is broken, bottomless or empty.

use crate::place::{Place, assert_holds, json};

pub fn open_brackets() {
    let seen = Place::with("bad.json", "[".repeat(10_000_000)).seen("bad.json");
    assert_holds(&seen.check, &["error[too-large]"]);
    let seen = Place::with("bad.json", "[".repeat(8_000_000)).seen("bad.json");
    assert_holds(
        &seen.check,
        &["D/bad.json:1:1: error[bad-json]: a deck is an object with fields"],
    );
    let open = format!(
        "{{\"format\":1,\"id\":\"bad\",\n\"cards\":{}",
        "[".repeat(8_000_000)
    );
    let seen = Place::with("bad.json", open).seen("bad.json");
    assert_holds(&seen.check, &["D/bad.json:2:", "error[bad-json]"]);
    // Below a field that is known nothing is as deep.
    let deep = format!(
        r#""prompt":"What is it?","answer":{}{}"#,
        "[".repeat(200),
        "]".repeat(200)
    );
    let seen = Place::with("bad.json", json(&deep)).seen("bad.json");
    assert_holds(&seen.check, &["D/bad.json:2:", "unreadable-card"]);
}

pub fn nesting_below_an_unknown_key() {
    let deep = |count: usize| format!("{}{}", "[".repeat(count), "]".repeat(count));
    let fields = format!(
        r#""prompt":"What is it?","answer":"this","zzz":{}"#,
        deep(100_000)
    );
    let seen = Place::with("bad.json", json(&fields)).seen("bad.json");
    assert_holds(
        &seen.check,
        &["D/bad.json:2:1: error[unknown-key]: \"zzz\" is no field of a card"],
    );
    assert_holds(&seen.drill, &["this"]);
    let text = json(r#""prompt":"What is it?","answer":"this""#).replace(
        "\"format\":1",
        &format!("\"format\":1,\"zzz\":{}", deep(100_000)),
    );
    let seen = Place::with("bad.json", text).seen("bad.json");
    assert_holds(
        &seen.check,
        &["error[unknown-key]: \"zzz\" is no field of a deck"],
    );
    assert_holds(&seen.drill, &["this"]);
    // More keys than anybody can name, in each place where keys are looked at.
    let keys = |count: usize| {
        (0..count)
            .map(|at| format!("\"z{at}\":1"))
            .collect::<Vec<_>>()
            .join(",")
    };
    let card = format!(
        r#""prompt":"What is it?","answer":"this",{}"#,
        keys(200_000)
    );
    let rubric = format!(
        r#""kind":"open","minutes":3,"prompt":"How?","rubric":[{{"weight":100,"point":"x",{}}}]"#,
        keys(100_000)
    );
    for text in [
        json(&card),
        json(&rubric),
        json(r#""prompt":"What is it?","answer":"this""#)
            .replace("\"format\":1", &format!("\"format\":1,{}", keys(200_000))),
    ] {
        let check = Place::with("bad.json", text).checked();
        assert_holds(
            &check,
            &["\"z0\" is no field", "more like it are not listed"],
        );
        assert!(check.len() < 50_000);
    }
}

pub fn a_key_twice() {
    let twice = json(r#""prompt":"What is it?","answer":"one","answer":"two""#);
    let seen = Place::with("bad.json", twice).seen("bad.json");
    assert_holds(
        &seen.check,
        &[
            "D/bad.json:2:",
            "skip[unreadable-card]: duplicate field `answer`",
        ],
    );
    let twice = json(r#""prompt":"What is it?","answer":"one""#).replace(
        "\"id\":\"bad\",\"title\"",
        "\"id\":\"bad\",\"id\":\"bad\",\"title\"",
    );
    let seen = Place::with("bad.json", twice).seen("bad.json");
    assert_holds(
        &seen.check,
        &["D/bad.json:1:", "error[bad-json]: duplicate field `id`"],
    );
    let seen = Place::with(
        "bad.md",
        "---\nid: one\nid: bad\ntitle: Bad\n---\n\n## What is it? {#a}\n\nx\n",
    )
    .seen("bad.md");
    assert_holds(
        &seen.check,
        &["D/bad.md:3:1: error[front-matter]: id stands here twice"],
    );
}

pub fn nothing_at_all() {
    for (name, text, problem) in [
        (
            "bad.json",
            "",
            "D/bad.json:1:1: error[bad-json]: the file is empty",
        ),
        ("bad.json", "  \n\n", "error[bad-json]: the file is empty"),
        ("bad.json", "{}", "D/bad.json:1:1: error[missing-field]"),
        (
            "bad.json",
            "[]",
            "D/bad.json:1:1: error[bad-json]: a deck is an object with fields",
        ),
        ("bad.json", "null", "D/bad.json:1:"),
        ("bad.json", "\"text\"", "D/bad.json:1:1: error[bad-json]"),
        (
            "bad.json",
            "{\"format\":1,\"id\":\"bad\",\"title\":\"x\",\"cards\":null}",
            "",
        ),
        (
            "bad.json",
            "{\"format\":1,\"id\":\"bad\",\"title\":\"x\",\"cards\":[null,1,\"a\",[],{}]}",
            "D/bad.json:1:50: skip[unreadable-card]",
        ),
        (
            "bad.md",
            "",
            "D/bad.md has no front matter and is passed over",
        ),
        ("bad.md", "---\n", "D/bad.md:1:1: error[front-matter]"),
        ("bad.md", "---\n---\n", "error[missing-field]"),
        (
            "bad.md",
            "---\nid: bad\ntitle: x\n---\n\n## \n\n##\n",
            "D/bad.md:6:1: skip[missing-field]",
        ),
    ] {
        let place = Place::with(name, text);
        assert_holds(&place.checked(), &[problem]);
        let path = place.decks().join(name);
        let arguments = [
            "drill",
            "--plain",
            "--items",
            "1",
            "--deck",
            path.to_str().unwrap(),
        ];
        let drill = place.run(&arguments, "\n3\n").out;
        assert!(!drill.contains("saved: bad/"), "{text:?}: {drill}");
    }
}

pub fn garbage_behind_the_end() {
    let text = json(r#""prompt":"What is it?","answer":"one""#) + "garbage";
    let seen = Place::with("bad.json", text).seen("bad.json");
    assert_holds(
        &seen.check,
        &["D/bad.json:4:1: error[bad-json]: trailing characters"],
    );
    let place = Place::new();
    place.run(
        &["drill", "--plain", "--deck", "good", "--items", "1"],
        "\n3\n",
    );
    let journal = std::fs::read_dir(place.home().join("data/journal")).unwrap();
    let journal = journal.map(|entry| entry.unwrap().path()).next().unwrap();
    let whole = std::fs::read(&journal).unwrap();
    let mut torn = whole.clone();
    torn.extend([0; 64]);
    torn.extend(b"\n{\"v\":1}\ngarbage\n");
    std::fs::write(&journal, torn).unwrap();
    let check = place.run(&["journal", "check"], "");
    assert_eq!(check.code, 1);
    let name = journal.file_name().unwrap().to_str().unwrap();
    for line in ["2", "3", "4"] {
        assert_holds(&check.out, &[&format!("{name}:{line}: ")]);
    }
    assert_holds(&check.out, &["3 bad lines"]);
    let stats = place.run(&["stats", "--json"], "");
    assert_holds(&stats.out, &["\"format\": 1"]);
}

pub fn marks_of_a_merge() {
    let text = "---\nid: bad\ntitle: Bad\n---\n\n<<<<<<< HEAD\n## What is it? {#a}\n\none\n=======\n\
                ## What is that? {#a}\n\ntwo\n>>>>>>> other\n";
    let seen = Place::with("bad.md", text).seen("bad.md");
    for line in ["6", "10", "14"] {
        assert_holds(
            &seen.check,
            &[&format!("D/bad.md:{line}:1: error[conflict-marker]")],
        );
    }
    let text = json(
        "\n<<<<<<< HEAD\n\"prompt\":\"a\",\n=======\n\"prompt\":\"b\",\n>>>>>>> other\n\"answer\":\"x\"",
    );
    let seen = Place::with("bad.json", text).seen("bad.json");
    for line in ["3", "5", "7"] {
        assert_holds(
            &seen.check,
            &[&format!("D/bad.json:{line}:1: error[conflict-marker]")],
        );
    }
    let many = format!(
        "---\nid: bad\ntitle: Bad\n---\n\n{}",
        "<<<<<<< a\n=======\n>>>>>>> b\n".repeat(50_000)
    );
    let seen = Place::with("bad.md", many).seen("bad.md");
    assert!(seen.check.len() < 20_000, "{} bytes", seen.check.len());
}
