//! Rows 36–42: Markdown that is deep, endless, or that wants to be more than text.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use crate::place::{Place, assert_holds, deck, watched};

pub fn fifty_thousand_quotes() {
    for text in [
        deck("What is it?", &format!("{} x", ">".repeat(50_000))),
        deck(
            "What is it?",
            &format!("text\n\n- {} x", "> ".repeat(50_000)),
        ),
        deck("What is it?", &format!("{}x", "- ".repeat(50_000))),
        deck(
            "What is it?",
            &format!("text\n\n### Answer\n\ntext\n\n{} x", ">".repeat(50_000)),
        ),
    ] {
        let check = Place::with("bad.md", text).checked();
        assert_holds(
            &check,
            &[
                "D/bad.md:",
                "error[nested-too-deep]: quotes and lists are nested more than 32 deep",
            ],
        );
    }
}

pub fn pathological_marks() {
    let staircase: String = (1..1_500)
        .map(|depth| {
            ">".repeat(depth)
                + " x
"
        })
        .collect();
    let ticks: String = (1..2_000).map(|length| "`".repeat(length) + " ").collect();
    for answer in [
        "[".repeat(50_000),
        "*a_".repeat(50_000),
        staircase,
        "![[]()".repeat(20_000),
        ticks,
        "~~a ~b".repeat(30_000),
        "[a](<b".repeat(30_000),
        "<a ".repeat(60_000),
        "\u{6f22}[\u{304b}".repeat(50_000),
    ] {
        let check = Place::with("bad.md", deck("What is it?", &answer)).checked();
        assert!(check.len() < 30_000, "{} bytes", check.len());
    }
    let gaps = format!(
        "---\nid: bad\ntitle: Bad\n---\n\n## {} {{#a .cloze}}\n\nx\n",
        "{{a}} ".repeat(20_000)
    );
    for text in [
        deck(&"*a_".repeat(50_000), "x"),
        deck(&"What is it ".repeat(30_000), "x"),
        deck(&"{{".repeat(50_000), "x"),
        gaps,
        // Just under the limit of a field, where the wording is judged.
        deck(&"What is it ".repeat(1_700), &"a b ".repeat(4_900)),
        format!(
            "---\nid: bad\ntitle: Bad\n---\n\n## {} {{#a .cloze}}\n\nx\n",
            "{{a}} ".repeat(3_000)
        ),
        format!(
            "---\nid: bad\ntitle: Bad\n---\n\n## What? {{{}}}\n\nx\n",
            "#a ".repeat(50_000)
        ),
        format!(
            "---\nid: bad\ntitle: Bad\n---\n\n## What? {{#a covers={}}}\n\nx\n",
            "ZZ-01,".repeat(100_000)
        ),
        format!(
            "---\nid: bad\ntitle: Bad\n---\n\n## What? {{#a}}\n\nx\n\n{}",
            "Allow: near-duplicate — x\n\n".repeat(50_000)
        ),
    ] {
        let check = Place::with("bad.md", text).checked();
        assert!(check.len() < 70_000, "{} bytes", check.len());
    }
}

pub fn a_long_link_used_often() {
    let text = format!(
        "[a]: http://x/{}\n\n{}",
        "y".repeat(100_000),
        "[a] ".repeat(20_000)
    );
    let seen = Place::with("bad.md", deck("What is it?", &text)).seen("bad.md");
    assert!(seen.drill.len() < 60_000, "{} bytes", seen.drill.len());
}

pub fn raw_html() {
    let text = deck(
        "What is <b>it</b>?",
        "<script>alert(1)</script>\n\n<!-- a comment -->\n\nend",
    );
    let place = Place::with("bad.md", text);
    let seen = place.seen("bad.md");
    assert_holds(
        &seen.drill,
        &[
            "What is <b>it</b>?",
            "<script>alert(1)</script>",
            "<!-- a comment -->",
        ],
    );
    let seen = Place::with("bad.md", deck("What is it?", &"<!--".repeat(50_000))).seen("bad.md");
    assert_holds(&seen.drill, &["<!--<!--"]);
}

/// Everything that could open a link writes to the folder outside, where nothing may be written.
pub fn links_are_never_opened() {
    let links = "[a](javascript:alert(1)) [b](file:///etc/passwd) ![c](../../../etc/passwd) <http://example.org/x> \
                 [d](http://example.org) ![e](http://example.org/e.png)";
    let place = Place::with("bad.md", deck("What is [it](http://example.org)?", links));
    let seen = place.seen("bad.md");
    assert_holds(
        &seen.drill,
        &["[a](javascript:alert(1))", "![c](../../../etc/passwd)"],
    );
    assert!(!seen.drill.contains("root:"));
    let stubs = place.home().join("stubs");
    fs::create_dir(&stubs).unwrap();
    for name in [
        "xdg-open",
        "open",
        "sensible-browser",
        "firefox",
        "curl",
        "wget",
        "git",
        "sh",
        "vi",
    ] {
        let stub = stubs.join(name);
        let mark = place.outside().join(format!("{name}-ran"));
        fs::write(&stub, format!("#!/bin/sh\n: > {}\n", mark.display())).unwrap();
        fs::set_permissions(&stub, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = place.decks().join("bad.md");
    for arguments in [
        &["deck", "check"][..],
        &["deck", "list"],
        &["deck", "show", "bad"],
        &["deck", "add", "http://example.org/deck.git"],
        &["deck", "add", "--", "--upload-pack=touch x"],
        &["drill", "--plain", "--deck", path.to_str().unwrap()],
    ] {
        let mut command = place.command(arguments);
        command.env("PATH", &stubs);
        place.judge(&watched(command, "\n3\n"), &format!("{arguments:?}"));
    }
}

/// The files of the program that start another program.
pub fn started_programs() -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if fs::read_to_string(&path)
                .unwrap()
                .split("#[cfg(test)]")
                .next()
                .is_some_and(|text| text.contains("Command::new"))
            {
                found.push(path.display().to_string());
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&root.join("src"), &mut found);
    let prefix = format!("{}/", root.display());
    found.iter().map(|path| path.replace(&prefix, "")).collect()
}

pub fn twenty_thousand_columns() {
    let table = |cell: &str| {
        format!(
            "|{}\n|{}\n|{}\n",
            "a|".repeat(20_000),
            "-|".repeat(20_000),
            cell.repeat(20_000)
        )
    };
    let words = format!(
        "---\nid: bad\ntitle: Bad\n---\n\n## Words {{.vocab}}\n\n{}",
        table("b|")
    );
    let seen = Place::with("bad.md", words).seen("bad.md");
    assert_holds(
        &seen.check,
        &["D/bad.md:8:1: error[table-cells]: the table has 20000 columns; 32 are read"],
    );
    let seen = Place::with("bad.md", deck("What is it?", &table("b|"))).seen("bad.md");
    assert!(seen.drill.len() < 60_000, "{} bytes", seen.drill.len());
}

/// Keywords are looked for as words; what looks like a pattern is text.
pub fn patterns_are_words() {
    let text = "---\nid: bad\ntitle: Bad\n---\n\n## How? {#a .open minutes=3}\n\n### Rubric\n- 60 One\n  - full: one\n  \
                - keywords: (a+)+$ | .*; [a-z]{1,99999}\n- 40 Two\n  - full: two\n  - keywords: \\\n";
    let place = Place::with("bad.md", text);
    place.seen("bad.md");
    let ran = place.run(
        &["speak", "bad/a", "--plain"],
        &format!("{}!\n.\n\n80\n0\n0\n", "a".repeat(60_000)),
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
}
