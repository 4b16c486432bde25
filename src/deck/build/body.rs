//! The part of a card that belongs to its kind.

use super::{Builder, answer_text, is_kana, joined, trimmed};
use crate::deck::{
    Body, Card, Estimate, FollowUp, Kind, Phase, Point, Position, Problem, RawText, Spoken, Vocab,
    cloze,
    fields::{AnswerField, PointFields},
};

/// The tolerance of an estimate whose author wrote none or none that can be used.
const DEFAULT_WITHIN: f64 = 1.25;

/// The parts of a story: situation, task, action, result, learning.
const STORY_PARTS: [&str; 5] = ["S", "T", "A", "R", "L"];

/// A card takes at most this many minutes: a working day.
const MOST_MINUTES: u32 = 600;

impl Builder {
    pub(super) fn body(&mut self, kind: Kind, prompt: &RawText) -> Option<Body> {
        match kind {
            Kind::Recall => self.recall(),
            Kind::Cloze => self.cloze(prompt),
            Kind::Vocab => self.vocab(),
            Kind::Estimate => self.estimate(),
            Kind::Compare | Kind::Open | Kind::Design | Kind::Scenario | Kind::Story => {
                self.spoken(kind)
            }
        }
    }

    fn recall(&mut self) -> Option<Body> {
        let answer = RawText::new(&answer_text(self.fields.answer.as_ref()));
        if answer.is_blank() {
            return self.skip("missing-field", "answer", "the card has no answer");
        }
        Some(Body::Recall { answer })
    }

    fn cloze(&mut self, prompt: &RawText) -> Option<Body> {
        if cloze::gaps(prompt.source()).is_empty() {
            return self.skip("cloze-none", "prompt", "the prompt has no gap");
        }
        Some(Body::Cloze)
    }

    fn vocab(&mut self) -> Option<Body> {
        let fields = self.fields.clone();
        let vocab = Vocab {
            term: self.one_line("term", |fields| &fields.term),
            spellings: self.lines("spellings", &fields.spellings),
            reading: self.one_line("reading", |fields| &fields.reading),
            alternates: self.lines("alternates", &fields.alternates),
            meaning: self.lines("meaning", &fields.meaning),
            accept: self.lines("accept", &fields.accept),
            reject: self.lines("reject", &fields.reject),
            example: self.one_line("example", |fields| &fields.example),
            translation: self.one_line("translation", |fields| &fields.translation),
            speech: fields.speech,
        };
        if vocab.term.is_blank() {
            return self.skip("missing-field", "term", "the word has no term");
        }
        if vocab.meaning.is_empty() {
            return self.skip("missing-field", "meaning", "the word has no meaning");
        }
        let has_own_reading = vocab.speech || is_kana(vocab.term.source());
        if vocab.reading.is_blank() && !has_own_reading {
            return self.skip(
                "vocab-reading",
                "reading",
                format!("{:?} has no reading", vocab.term.line().to_string()),
            );
        }
        if !vocab.reading.is_blank() && !vocab.speech && !is_kana(vocab.reading.source()) {
            let message = format!(
                "the reading {:?} is not kana",
                vocab.reading.line().to_string()
            );
            return self.skip("vocab-reading", "reading", message);
        }
        Some(Body::Vocab(Box::new(vocab)))
    }

    fn estimate(&mut self) -> Option<Body> {
        let answer = match self.fields.answer {
            Some(AnswerField::Number(number)) if number.is_finite() && number > 0.0 => number,
            Some(AnswerField::Number(number)) => {
                return self.skip(
                    "estimate-not-number",
                    "answer",
                    format!("{number} is not a number over 0"),
                );
            }
            Some(AnswerField::Text(ref text)) => {
                let message = format!("{:?} is not a number", joined(text));
                return self.skip("estimate-not-number", "answer", message);
            }
            None => {
                return self.skip(
                    "estimate-not-number",
                    "answer",
                    "the estimate has no number",
                );
            }
        };
        let unit = self.one_line("unit", |fields| &fields.unit);
        if unit.is_blank() {
            self.report("estimate-no-unit", "answer", "the number has no unit");
        }
        let within = match self.fields.within {
            Some(factor) if factor.is_finite() && factor > 1.0 => {
                if factor > 10.0 {
                    self.report(
                        "estimate-tolerance",
                        "answer",
                        format!("a factor of {factor} takes nearly any number"),
                    );
                }
                factor
            }
            Some(factor) => {
                self.report(
                    "estimate-tolerance",
                    "answer",
                    format!("the factor {factor} is not over 1"),
                );
                DEFAULT_WITHIN
            }
            None => {
                self.report(
                    "estimate-tolerance",
                    "answer",
                    "the estimate has no tolerance; 1.25 is taken",
                );
                DEFAULT_WITHIN
            }
        };
        let steps = self.fields.steps.clone();
        let steps = self.lines("steps", &steps);
        Some(Body::Estimate(Box::new(Estimate {
            answer,
            unit,
            within,
            steps,
            minutes: self.minutes(),
        })))
    }

    fn minutes(&mut self) -> Option<u32> {
        if self.fields.minutes == Some(0) {
            self.report("bad-value", "minutes", "0 minutes");
            return None;
        }
        if let Some(minutes) = self.fields.minutes
            && minutes > MOST_MINUTES
        {
            let text = format!("{minutes} minutes; a card takes at most {MOST_MINUTES}");
            self.report("bad-value", "minutes", text);
        }
        self.fields.minutes.map(|minutes| minutes.min(MOST_MINUTES))
    }

    fn spoken(&mut self, kind: Kind) -> Option<Body> {
        let fields = self.fields.clone();
        if fields.rubric.is_empty() {
            return self.skip(
                "rubric-missing",
                "rubric",
                "the card has no rubric, so it cannot be scored",
            );
        }
        let rubric: Vec<Point> = fields
            .rubric
            .iter()
            .map(|point| self.point(point))
            .collect();
        let sum: u64 = rubric.iter().map(|point| u64::from(point.weight)).sum();
        if sum != 100 {
            return self.skip(
                "rubric-weights",
                "rubric",
                format!("the weights sum to {sum}"),
            );
        }
        let minutes = self.minutes();
        if minutes.is_none() {
            self.report("no-time", "minutes", "the card says no minutes");
        }
        let phases = self.phases(kind, minutes);
        self.report_unknown_phases(kind, &fields.rubric, &phases);
        let followups = fields.followups.iter();
        let followups = followups
            .map(|followup| FollowUp {
                text: RawText::new(&joined(&followup.text)),
                change: followup.change,
            })
            .filter(|followup| !followup.text.is_blank())
            .collect();
        let model = RawText::new(&fields.model);
        let options = self.lines("options", &fields.options);
        Some(Body::Spoken(Box::new(Spoken {
            kind,
            minutes,
            rubric,
            followups,
            model,
            options,
            phases,
        })))
    }

    fn point(&mut self, fields: &PointFields) -> Point {
        let keywords = fields.keywords.iter();
        let keywords = keywords
            .map(|group| {
                group
                    .iter()
                    .map(|word| RawText::new(word.trim()))
                    .filter(|word| !word.is_blank())
                    .collect()
            })
            .filter(|group: &Vec<RawText>| !group.is_empty())
            .collect();
        let point = Point {
            weight: fields.weight,
            point: RawText::new(&joined(&fields.point)),
            full: RawText::new(&joined(&fields.full)),
            partial: RawText::new(&joined(&fields.partial)),
            keywords,
            phase: RawText::new(&joined(&fields.phase)),
            review: trimmed(&fields.review),
            line: fields.line,
        };
        let position = if fields.line > 0 {
            Position::line(fields.line)
        } else {
            self.fields.places.of("rubric")
        };
        if point.point.is_blank() {
            self.found.push(
                Problem::new(
                    "missing-field",
                    position,
                    "a point of the rubric has no text",
                )
                .at_level(crate::deck::Level::Error),
            );
        } else if point.full.is_blank() {
            let message = format!(
                "the point {:?} does not say what scores in full",
                point.point.line().to_string()
            );
            self.found
                .push(Problem::new("rubric-unanchored", position, message));
        }
        point
    }

    fn phases(&mut self, kind: Kind, minutes: Option<u32>) -> Vec<Phase> {
        let phases: Vec<Phase> = self
            .fields
            .phases
            .iter()
            .map(|phase| Phase {
                title: RawText::new(&joined(&phase.title)),
                minutes: phase.minutes.min(MOST_MINUTES),
                reveal: RawText::new(&phase.reveal),
            })
            .collect();
        let sum: u64 = phases.iter().map(|phase| u64::from(phase.minutes)).sum();
        if let Some(minutes) = minutes
            && !phases.is_empty()
            && sum != u64::from(minutes)
        {
            self.report(
                "phase-time",
                "phases",
                format!("the phases take {sum} minutes, the card {minutes}"),
            );
        }
        if kind == Kind::Scenario {
            let reveals = phases
                .iter()
                .filter(|phase| !phase.reveal.is_blank())
                .count();
            if reveals < 2 {
                self.report(
                    "scenario-no-reveal",
                    "phases",
                    format!("{reveals} phases reveal data"),
                );
            }
        }
        phases
    }

    fn report_unknown_phases(&mut self, kind: Kind, points: &[PointFields], phases: &[Phase]) {
        for point in points {
            let phase = joined(&point.phase);
            let known = match kind {
                Kind::Story => STORY_PARTS.contains(&phase.as_str()),
                _ => phases
                    .iter()
                    .any(|candidate| candidate.title.source() == phase),
            };
            if !phase.is_empty() && !known {
                let position = if point.line > 0 {
                    Position::line(point.line)
                } else {
                    self.fields.places.of("rubric")
                };
                let message = match kind {
                    Kind::Story => format!("{phase:?} is none of S T A R L"),
                    _ => format!("the card has no phase {phase:?}"),
                };
                self.found
                    .push(Problem::new("phase-unknown", position, message));
            }
        }
    }
}

/// Every text of a card with the name of its field.
pub(in crate::deck) fn texts(card: &Card) -> Vec<(&'static str, &RawText)> {
    let mut texts = vec![
        ("prompt", &card.prompt),
        ("context", &card.context),
        ("hint", &card.hint),
        ("note", &card.note),
        ("source", &card.source),
    ];
    match &card.body {
        Body::Recall { answer } => texts.push(("answer", answer)),
        Body::Cloze => {}
        Body::Vocab(vocab) => {
            texts.extend([
                ("term", &vocab.term),
                ("reading", &vocab.reading),
                ("example", &vocab.example),
                ("translation", &vocab.translation),
            ]);
            let lists = [
                &vocab.spellings,
                &vocab.alternates,
                &vocab.meaning,
                &vocab.accept,
                &vocab.reject,
            ];
            texts.extend(lists.into_iter().flatten().map(|text| ("meaning", text)));
        }
        Body::Estimate(estimate) => {
            texts.push(("unit", &estimate.unit));
            texts.extend(estimate.steps.iter().map(|step| ("steps", step)));
        }
        Body::Spoken(spoken) => {
            texts.push(("model", &spoken.model));
            texts.extend(spoken.options.iter().map(|option| ("options", option)));
            texts.extend(
                spoken
                    .phases
                    .iter()
                    .flat_map(|phase| [("phases", &phase.title), ("phases", &phase.reveal)]),
            );
            texts.extend(
                spoken
                    .followups
                    .iter()
                    .map(|followup| ("followups", &followup.text)),
            );
            for point in &spoken.rubric {
                texts.extend([
                    ("rubric", &point.point),
                    ("rubric", &point.full),
                    ("rubric", &point.partial),
                ]);
                texts.extend(point.keywords.iter().flatten().map(|word| ("rubric", word)));
            }
        }
    }
    texts
}
