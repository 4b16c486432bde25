//! An own story: which prompts it answers, and its five parts with the time that each takes.

use std::path::PathBuf;

use super::{
    Length, Part, TextName,
    front::{self, nearest},
    length::whole,
    markdown::{Complaints, look_at_lines, sections, title, without_comments},
};
use crate::deck::RawText;

/// The keys of the front matter.
const KEYS: &[&str] = &["title", "answers", "language"];

/// A story answers at most this many prompts; one that answers more answers none well.
const ANSWERS_LIMIT: usize = 50;

/// A part that takes this many points of a hundred more or less than it should is named.
const OFF_BY: f64 = 10.0;

/// An own story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// The stem of its file.
    pub name: TextName,
    /// What it is called.
    pub title: RawText,
    /// The language it is told in; empty where the file does not say.
    pub language: RawText,
    /// The prompts that it answers, as its file names them.
    pub answers: Vec<Answers>,
    /// The parts in the order of [`Part::ALL`]; empty where one is not written.
    pub parts: [RawText; 5],
    /// Its file.
    pub file: PathBuf,
}

/// A prompt that a story answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// `deck/card` as it is written.
    pub card: Box<str>,
    /// Its line in the file, from 1.
    pub line: u32,
}

/// How long a story takes to say, by parts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StoryLength {
    /// Seconds of each part.
    pub parts: [f64; 5],
}

impl Story {
    /// Reads a story. Whatever is wrong with the text, something of it is loaded.
    pub(super) fn read(
        name: TextName,
        file: PathBuf,
        source: &str,
        complaints: &mut Complaints,
    ) -> Self {
        look_at_lines(source, complaints);
        let (lines, body, first_line) = front::read(source, KEYS, complaints);
        let value = |key: &str| lines.iter().find(|line| line.key == key);
        let (title, missing) = title(value("title").map_or("", |line| line.value), name.as_str());
        // Without front matter one sentence says all.
        let has_front = !lines.is_empty() || first_line > 1;
        if let Some(sentence) = missing.filter(|_| has_front) {
            complaints.say(value("title").map_or(1, |line| line.number), sentence);
        }
        let mut answers: Vec<Answers> = Vec::new();
        for line in lines.iter().filter(|line| line.key == "answers") {
            let cards = line
                .value
                .split(|c: char| c.is_whitespace() || ",;、，".contains(c));
            for card in cards.filter(|card| !card.is_empty()) {
                if answers.len() < ANSWERS_LIMIT {
                    answers.push(Answers {
                        card: card.into(),
                        line: line.number,
                    });
                } else {
                    let sentence = format!(
                        "a story answers at most {ANSWERS_LIMIT} prompts; {card} is left out"
                    );
                    complaints.say(line.number, sentence);
                }
            }
        }
        let body = without_comments(body);
        Self {
            title,
            language: RawText::new(value("language").map_or("", |line| line.value)),
            answers,
            parts: parts(&body, first_line, complaints),
            name,
            file,
        }
    }

    /// The text of a part.
    pub fn part(&self, part: Part) -> &RawText {
        &self.parts[part.index()]
    }

    /// The parts that are not written yet.
    pub fn missing(&self) -> impl Iterator<Item = Part> {
        Part::ALL
            .into_iter()
            .filter(|part| self.part(*part).is_blank())
    }

    /// Whether nothing of it is written yet.
    pub fn is_empty(&self) -> bool {
        self.missing().count() == Part::ALL.len()
    }

    /// How long it takes to say.
    pub fn length(&self) -> StoryLength {
        StoryLength {
            parts: Part::ALL.map(|part| Length::of(self.part(part)).seconds()),
        }
    }
}

impl StoryLength {
    /// Seconds of the whole.
    pub fn seconds(&self) -> u32 {
        whole(self.parts.iter().sum())
    }

    /// Seconds of a part.
    pub fn of(&self, part: Part) -> u32 {
        whole(self.parts[part.index()])
    }

    /// The share of a part, 0 to 1; `None` where nothing is written.
    pub fn share(&self, part: Part) -> Option<f64> {
        let sum: f64 = self.parts.iter().sum();
        (sum > 0.0).then(|| self.parts[part.index()] / sum)
    }

    /// The part that is furthest from the share it should take, where one is far from it.
    pub fn furthest_off(&self) -> Option<(Part, f64)> {
        let off = |part: Part| Some(self.share(part)? * 100.0 - f64::from(part.meant()));
        Part::ALL
            .into_iter()
            .filter_map(|part| Some((part, off(part)?)))
            .filter(|(_, off)| off.abs() > OFF_BY)
            .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
    }
}

/// The five parts. What stands in no part is named and not told.
fn parts(body: &str, first_line: u32, complaints: &mut Complaints) -> [RawText; 5] {
    let mut texts: [Vec<String>; 5] = Default::default();
    let mut headed = [false; 5];
    for section in sections(body, first_line) {
        if section.heading.is_empty() {
            let sentence = "this text stands before the first section and is not told";
            complaints.say(section.line, sentence);
            continue;
        }
        let Some(part) = Part::of_heading(section.heading) else {
            let titles = Part::ALL.map(Part::title);
            let near = nearest(section.heading, titles.into_iter())
                .map_or(String::new(), |near| format!("; did you mean ## {near}?"));
            let sentence = format!(
                "{:?} is no section of a story, so its text is not told{near}",
                section.heading
            );
            complaints.say(section.line, sentence);
            continue;
        };
        if std::mem::replace(&mut headed[part.index()], true) {
            let sentence = format!(
                "a second section {}; its text is told after the first",
                part.title()
            );
            complaints.say(section.line, sentence);
        }
        texts[part.index()].push(section.text);
    }
    texts.map(|texts| RawText::new(&texts.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> (Story, Vec<String>) {
        let mut complaints = Complaints::default();
        let name = TextName::parse("the-move").unwrap();
        let story = Story::read(name, "stories/the-move.md".into(), source, &mut complaints);
        let said = complaints.0.iter();
        let said = said.map(|(line, sentence)| format!("{line}: {sentence}"));
        (story, said.collect())
    }

    const WHOLE: &str = "---\ntitle: The move\nanswers: stories/one, stories/two\nlanguage: en\n---\n\n\
        ## Situation\nIt was late.\n\n## T\n\nMine.\n\n## Action\n<!-- say I -->\nI did it.\n\n## Result\nDone.\n\n## Learnt\nAsk.\n";

    #[test]
    fn a_whole_story_has_no_problem() {
        let (story, said) = read(WHOLE);
        assert_eq!(said, [""; 0]);
        assert_eq!(story.title.source(), "The move");
        assert_eq!(story.language.source(), "en");
        let answers: Vec<(&str, u32)> = story
            .answers
            .iter()
            .map(|answers| (&*answers.card, answers.line))
            .collect();
        assert_eq!(answers, [("stories/one", 3), ("stories/two", 3)]);
        assert_eq!(story.part(Part::Task).source(), "Mine.");
        assert_eq!(story.part(Part::Action).source(), "I did it.");
        assert_eq!(story.missing().count(), 0);
    }

    #[test]
    fn without_a_title_the_name_stands_for_it() {
        let (story, said) = read("---\nlanguage: en\n---\n\n## Situation\nX.\n");
        assert_eq!(story.title.source(), "the move");
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("1: there is no title"));
        let missing: Vec<Part> = story.missing().collect();
        assert_eq!(missing, &Part::ALL[1..]);
    }

    #[test]
    fn sections_that_are_none_or_twice_are_named() {
        let source = "---\ntitle: A\n---\nLoose.\n## Situaton\nLost.\n## S\nOne.\n## Situation\nTwo.\n## Notes\n";
        let (story, said) = read(source);
        assert_eq!(story.part(Part::Situation).source(), "One.\n\nTwo.");
        assert_eq!(
            said,
            [
                "4: this text stands before the first section and is not told",
                "5: \"Situaton\" is no section of a story, so its text is not told; did you mean ## Situation?",
                "9: a second section Situation; its text is told after the first",
                "11: \"Notes\" is no section of a story, so its text is not told",
            ]
        );
    }

    #[test]
    fn shares_of_the_time_are_held_against_those_that_are_meant() {
        let words = |count: usize| "word ".repeat(count);
        let text = format!(
            "---\ntitle: A\n---\n## S\n{}\n## T\n{}\n## A\n{}\n## R\n{}\n## L\n{}\n",
            words(70),
            words(14),
            words(35),
            words(14),
            words(7)
        );
        let length = read(&text).0.length();
        assert_eq!(length.seconds(), 60);
        assert_eq!(length.of(Part::Situation), 30);
        assert_eq!(length.share(Part::Action), Some(0.25));
        let (part, off) = length.furthest_off().unwrap();
        assert_eq!((part, off.round() as i32), (Part::Situation, 40));
        let nothing = StoryLength::default();
        assert_eq!(
            (nothing.share(Part::Task), nothing.furthest_off()),
            (None, None)
        );
    }

    #[test]
    fn a_story_as_it_should_be_is_not_named() {
        let mut length = StoryLength::default();
        for part in Part::ALL {
            length.parts[part.index()] = f64::from(part.meant()) + 1.0;
        }
        assert_eq!(length.furthest_off(), None);
    }

    #[test]
    fn too_many_answers_are_left_out_by_name() {
        let cards: Vec<String> = (0..60).map(|n| format!("d/c{n}")).collect();
        let (story, said) = read(&format!(
            "---\ntitle: A\nanswers: {}\n---\n",
            cards.join(" ")
        ));
        assert_eq!(story.answers.len(), ANSWERS_LIMIT);
        assert_eq!(said.len(), 10);
        assert!(said[0].contains("d/c50"));
    }
}
