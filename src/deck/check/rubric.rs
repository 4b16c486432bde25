//! Rules about rubrics: would two people who hear the same answer tick the same boxes?

use super::{
    Language, Report,
    rubric_words::{keyword_is_weak, vague_word},
};
use crate::deck::{Point, Spoken, furigana, keyword::Folded};

/// A rubric has this many points.
const POINTS: std::ops::RangeInclusive<usize> = 4..=8;

/// One point weighs at most this much of 100.
const POINT_WEIGHT: u32 = 40;

/// A spoken card asks at least so many questions afterwards.
const FOLLOWUPS: usize = 2;

pub(super) fn check(spoken: &Spoken, language: Language, report: &mut Report<'_>) {
    let count = spoken.rubric.len();
    if !POINTS.contains(&count) {
        report.at(
            "rubric",
            "",
            "rubric-size",
            format!("the rubric has {count} points, not 4 to 8"),
        );
    }
    let has_model = !spoken.model.is_blank();
    if !has_model {
        report.at("model", "", "model-missing", "the card has no model answer");
    }
    if spoken.followups.len() < FOLLOWUPS {
        let message = format!(
            "{} of at least {FOLLOWUPS} follow-ups",
            spoken.followups.len()
        );
        report.at("followups", "", "no-followups", message);
    }
    let model = Folded::new(&furigana::plain(spoken.model.source()));
    for point in &spoken.rubric {
        if point.weight > POINT_WEIGHT {
            let message = format!(
                "{:?} weighs {}, over {POINT_WEIGHT}",
                name(point),
                point.weight
            );
            report.at_point(point, point.point.source(), "rubric-dominant", message);
        }
        if language == Language::English
            && let Some(word) = vague_word(point.full.source())
        {
            let message = format!("{word:?} does not say what is said or done");
            report.at_point(point, &word, "rubric-vague-anchor", message);
        }
        for keyword in point.keywords.iter().flatten() {
            if keyword_is_weak(keyword.source()) {
                let message = format!("the keyword {:?} hits nearly any answer", keyword.source());
                report.at_point(point, "keywords:", "keyword-weak", message);
            }
        }
        let missed = point
            .keywords
            .iter()
            .find(|group| !group.iter().any(|word| model.hits(word.source())));
        if let Some(group) = missed.filter(|_| has_model) {
            let wanted: Vec<&str> = group.iter().map(crate::deck::RawText::source).collect();
            let message = format!(
                "the model answer does not hit {:?} of {:?}",
                wanted.join(" | "),
                name(point)
            );
            report.at_point(point, "keywords:", "model-misses-rubric", message);
        }
    }
}

fn name(point: &Point) -> String {
    point.point.line().into_string()
}
