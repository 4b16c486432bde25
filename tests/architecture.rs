//! The house as `src/lib.rs` draws it: a module uses only modules above it, and the core does no IO.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Modules from the top down. Below `SHELL` the world outside begins.
const ORDER: [&str; 15] = [
    "deck", "memory", "journal", "stories", "plan", "practice", "app", "ui", "output", "store",
    "library", "desk", "plain", "terminal", "cli",
];
const CORE: usize = 8;

/// What the core must not name: files, clocks, the terminal, randomness, the environment.
const OUTSIDE: [&str; 12] = [
    "std::fs",
    "std::io",
    "std::env",
    "std::process",
    "std::net",
    "Instant::now",
    "SystemTime",
    "Zoned::now",
    "Timestamp::now",
    "crossterm",
    "rand::",
    "println!",
];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            (
                path.strip_prefix(&root).unwrap().to_owned(),
                fs::read_to_string(&path).unwrap(),
            )
        })
        .collect()
}

fn module(path: &Path) -> String {
    let first = path
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    first.trim_end_matches(".rs").to_owned()
}

fn is_test(path: &Path) -> bool {
    path.to_string_lossy().contains("tests")
}

/// The text without its tests and comments.
fn code(text: &str) -> String {
    let text = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Every `crate::name` and `crate::{name, …}` of a text.
fn uses(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut name = String::new();
            for character in group.chars() {
                match character {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => found.push(std::mem::take(&mut name)),
                    _ if depth == 0 => name.push(character),
                    _ => {}
                }
            }
            found.push(name);
        } else {
            found.push(
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    let first = |name: String| {
        name.trim()
            .split("::")
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    found
        .into_iter()
        .map(first)
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn a_module_uses_only_modules_above_it() {
    for (path, text) in sources() {
        let module = module(&path);
        let Some(place) = ORDER.iter().position(|name| *name == module) else {
            assert!(
                matches!(module.as_str(), "lib" | "main"),
                "{} is in no room of the house",
                path.display()
            );
            continue;
        };
        for used in uses(&code(&text)) {
            let other = ORDER.iter().position(|name| *name == used);
            assert!(
                other.is_some_and(|other| other <= place),
                "{} uses crate::{used}, which stands below it",
                path.display()
            );
        }
    }
}

#[test]
fn the_core_does_no_io() {
    for (path, text) in sources() {
        let place = ORDER.iter().position(|name| *name == module(&path));
        if place.is_none_or(|place| place >= CORE) || is_test(&path) {
            continue;
        }
        let code = code(&text);
        for name in OUTSIDE {
            assert!(!code.contains(name), "{} names {name}", path.display());
        }
    }
}

#[test]
fn crossterm_and_fsrs_live_in_one_place_each() {
    for (path, text) in sources() {
        let module = module(&path);
        let code = code(&text);
        assert!(
            module == "terminal" || !code.contains("crossterm::"),
            "{} names crossterm",
            path.display()
        );
        assert!(
            module == "memory" || !code.contains("fsrs::"),
            "{} names fsrs",
            path.display()
        );
    }
}

/// Raw text of a file reaches an output only through the sanitiser.
#[test]
fn what_draws_or_prints_never_takes_the_source_of_a_text() {
    for (path, text) in sources() {
        let draws = matches!(
            module(&path).as_str(),
            "ui" | "plain" | "output" | "terminal" | "app"
        );
        assert!(
            !draws || !code(&text).contains(".source()"),
            "{} takes raw text",
            path.display()
        );
    }
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut lengths = Vec::new();
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 600, "{} has {lines} lines", path.display());
        assert!(
            is_test(&path) || text.starts_with("//!"),
            "{} does not open with what it is for",
            path.display()
        );
        if !is_test(&path) {
            lengths.push(lines);
        }
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= 200, "the median file has {median} lines");
}

/// Problems are made by the names of rules; a name that the table lacks would end the program.
#[test]
fn every_rule_that_the_code_names_is_in_the_table() {
    let mut named = 0;
    for (path, text) in sources() {
        let code = code(&text);
        for marker in ["Problem::new(", "report(", "skip(", "problem("] {
            for (at, _) in code.match_indices(marker) {
                let call = &code[at + marker.len()..];
                let call: String = call.chars().take(120).collect();
                let Some(name) = call.split('"').nth(1) else {
                    continue;
                };
                let before = call.split('"').next().unwrap_or_default();
                let is_rule = before
                    .chars()
                    .all(|c| c.is_whitespace() || c.is_alphanumeric() || "_,&".contains(c));
                let looks_like_one = name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit());
                if is_rule && looks_like_one && name.contains('-') {
                    named += 1;
                    assert!(
                        mensetsu::deck::rule::find(name).is_some(),
                        "{} names the rule {name}",
                        path.display()
                    );
                }
            }
        }
    }
    assert!(
        named > 40,
        "only {named} names were found, so the test looks in the wrong places"
    );
}
