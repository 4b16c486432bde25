//! The front matter of an own text: `key: value` lines between two `---` lines, as in decks. It is no YAML, but a list of
//! `- value` lines below `answers:` is what many people write, so it is read.

use super::markdown::Complaints;

/// A key with its value and line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) key: &'a str,
    pub(super) value: &'a str,
    pub(super) number: u32,
}

/// Reads the lines of the front matter and returns them with the text below and the number of its first line.
pub(super) fn read<'a>(
    source: &'a str,
    keys: &[&str],
    complaints: &mut Complaints,
) -> (Vec<Line<'a>>, &'a str, u32) {
    let mut found: Vec<Line<'a>> = Vec::new();
    if source.lines().next().map(str::trim_end) != Some("---") {
        let sentence = "the file does not begin with front matter: a line ---, then key: value lines, then a line ---";
        complaints.say(1, sentence);
        return (found, source, 1);
    }
    let mut offset = 0;
    let mut open_list = None;
    for (index, whole) in source.split_inclusive('\n').enumerate() {
        let number = index as u32 + 1;
        let line = whole.trim();
        if index > 0 && line.starts_with("## ") {
            complaints.say(1, "the front matter is not closed with ---");
            return (found, &source[offset..], number);
        }
        offset += whole.len();
        if index == 0 || line.is_empty() {
            continue;
        }
        if line == "---" {
            return (found, &source[offset..], number + 1);
        }
        if let (Some(key), Some(value)) = (open_list, line.strip_prefix("- ")) {
            let value = value.trim();
            found.push(Line { key, value, number });
            continue;
        }
        open_list = None;
        let Some((key, value)) = line.split_once(':') else {
            complaints.say(number, format!("{line:?} is not key: value"));
            continue;
        };
        let (key, value) = (key.trim_end(), value.trim());
        if !keys.contains(&key) {
            let near = nearest(key, keys.iter().copied())
                .map_or(String::new(), |near| format!("; did you mean {near}?"));
            complaints.say(number, format!("{key:?} is no key here{near}"));
            continue;
        }
        if found.iter().any(|line| line.key == key) {
            complaints.say(number, format!("{key} stands here twice; the first counts"));
            continue;
        }
        open_list = (key == "answers" && value.is_empty()).then_some(key);
        found.push(Line { key, value, number });
    }
    complaints.say(1, "the front matter is not closed with ---");
    (found, "", 1)
}

/// The name that is nearest to one that is none, where any is near.
pub(super) fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |known: &&str| strsim::damerau_levenshtein(known, name);
    names
        .min_by_key(distance)
        .filter(|near| distance(near) <= 1 + near.len() / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &[&str] = &["title", "answers"];

    /// What was read: keys with values and lines, the body with its first line, and what is wrong.
    struct Read<'a> {
        lines: Vec<(&'a str, &'a str, u32)>,
        body: (&'a str, u32),
        said: Vec<String>,
    }

    fn reads(source: &str) -> Read<'_> {
        let mut complaints = Complaints::default();
        let (lines, body, first) = read(source, KEYS, &mut complaints);
        let said = complaints.0.iter();
        Read {
            lines: lines
                .into_iter()
                .map(|line| (line.key, line.value, line.number))
                .collect(),
            body: (body, first),
            said: said
                .map(|(line, sentence)| format!("{line}: {sentence}"))
                .collect(),
        }
    }

    #[test]
    fn keys_have_values_and_lines() {
        let read = reads("---\ntitle: A: b\n\nanswers: x/y, x/z\n---\n\nBody\n");
        assert_eq!(
            read.lines,
            [("title", "A: b", 2), ("answers", "x/y, x/z", 4)]
        );
        assert_eq!(read.body, ("\nBody\n", 6));
        assert_eq!(read.said, [""; 0]);
    }

    #[test]
    fn a_list_below_answers_is_read() {
        let read = reads("---\nanswers:\n  - x/y\n  - x/z\ntitle: T\n---\n");
        let values: Vec<&str> = read.lines.iter().map(|line| line.1).collect();
        assert_eq!(values, ["", "x/y", "x/z", "T"]);
        assert_eq!(read.said, [""; 0]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let read = reads("---\ntitel: A\nno key\ntitle: B\ntitle: C\n- x\n---\n");
        assert_eq!(read.lines, [("title", "B", 4)]);
        assert_eq!(
            read.said,
            [
                "2: \"titel\" is no key here; did you mean title?",
                "3: \"no key\" is not key: value",
                "5: title stands here twice; the first counts",
                "6: \"- x\" is not key: value",
            ]
        );
    }

    #[test]
    fn a_body_without_an_end_of_the_front_matter_is_kept() {
        let read = reads("---\ntitle: A\n## Situation\nIt was.\n");
        assert_eq!(read.lines.len(), 1);
        assert_eq!(read.body, ("## Situation\nIt was.\n", 3));
        assert_eq!(read.said.len(), 1);
        assert_eq!(reads("---\ntitle: A\n").said.len(), 1);
        let read = reads("## Situation\n");
        assert_eq!(read.body, ("## Situation\n", 1));
        assert_eq!((read.lines.len(), read.said.len()), (0, 1));
        assert_eq!(reads("").said.len(), 1);
    }
}
