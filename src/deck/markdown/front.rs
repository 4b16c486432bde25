//! The front matter: `key: value` lines between two `---` lines. It is no YAML.

use super::{FrontMatter, report};
use crate::deck::{Position, Problem, build::nearest};

const KEYS: [&str; 7] = [
    "id", "title", "area", "language", "authors", "license", "format",
];

/// Whether a text begins with a `---` line.
pub(super) fn opening(source: &str) -> bool {
    source
        .lines()
        .next()
        .is_some_and(|line| line.trim_end() == "---")
}

/// Reads the front matter and returns it with the byte offset of what follows.
pub(super) fn read(source: &str, problems: &mut Vec<Problem>) -> (FrontMatter, usize) {
    let mut front = FrontMatter::default();
    if !opening(source) {
        report(
            problems,
            "front-matter",
            Position::line(1),
            "the file does not begin with front matter",
        );
        return (front, 0);
    }
    let mut offset = 0;
    let mut seen: Vec<&str> = Vec::new();
    for (index, line) in source.split_inclusive('\n').enumerate() {
        let number = index as u32 + 1;
        offset += line.len();
        let line = line.trim();
        if index == 0 || line.is_empty() {
            continue;
        }
        if line == "---" {
            return (front, offset);
        }
        if line.starts_with("## ") {
            let message = "the front matter is not closed with --- before the first card";
            report(problems, "front-matter", Position::line(1), message);
            return (
                front,
                offset
                    - source[..offset]
                        .lines()
                        .last()
                        .map_or(0, |last| last.len() + 1)
                        .min(offset),
            );
        }
        let Some((key, value)) = line.split_once(':') else {
            report(
                problems,
                "front-matter",
                Position::line(number),
                format!("{line:?} is not `key: value`"),
            );
            continue;
        };
        let (key, value) = (key.trim(), value.trim());
        let Some(key) = KEYS.into_iter().find(|known| *known == key) else {
            let hint = nearest(key, KEYS.into_iter())
                .map_or(String::new(), |near| format!("; did you mean {near}?"));
            report(
                problems,
                "unknown-key",
                Position::line(number),
                format!("{key:?} is no key of a deck{hint}"),
            );
            continue;
        };
        if seen.contains(&key) {
            report(
                problems,
                "front-matter",
                Position::line(number),
                format!("{key} stands here twice"),
            );
        }
        seen.push(key);
        set(&mut front, key, value);
    }
    report(
        problems,
        "front-matter",
        Position::line(1),
        "the front matter is not closed with ---",
    );
    (front, source.len())
}

fn set(front: &mut FrontMatter, key: &str, value: &str) {
    let text = value.to_owned();
    match key {
        "id" => front.id = text,
        "title" => front.title = text,
        "area" => front.area = text,
        "language" => front.language = text,
        "authors" => {
            front.authors = value
                .split(',')
                .map(|name| name.trim().to_owned())
                .filter(|name| !name.is_empty())
                .collect();
        }
        "license" => front.license = text,
        _ => front.format = text,
    }
}
