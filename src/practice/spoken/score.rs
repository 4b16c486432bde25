//! From points to a score and from a score to a grade, as CONTENT section 6 says.

use super::task::TaskPoint;
use crate::{deck::keyword::Folded, memory::Grade};

/// Scores that a whole card gets where it is scored at once with 1 to 4 (CONTENT section 6).
const WHOLE: [f64; 4] = [30.0, 50.0, 72.0, 90.0];

/// Below these scores the grade is Again, Hard and Good (CONTENT section 6).
const GRADES_BELOW: [(f64, Grade); 3] = [
    (40.0, Grade::Again),
    (60.0, Grade::Hard),
    (85.0, Grade::Good),
];

/// What an attempt was worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// Half points of each point of the task, 0 to 2; empty where the whole was scored at once.
    pub points: Vec<u8>,
    /// 0 to 100, in halves.
    pub score: f64,
    /// The grade that follows.
    pub grade: Grade,
}

impl Scored {
    /// Σ weight × value over the points. Where the weights do not sum to 100, because one phase alone was practised or a
    /// rubric is wrong, the score is their share of 100, rounded to a half.
    pub fn of_points(points: &[TaskPoint], values: &[u8]) -> Self {
        let halves: u32 = points
            .iter()
            .zip(values)
            .map(|(point, value)| point.weight * u32::from((*value).min(2)))
            .sum();
        let weights: u32 = points.iter().map(|point| point.weight).sum();
        let score = match weights {
            0 => 0.0,
            100 => f64::from(halves) / 2.0,
            weights => (f64::from(halves) * 100.0 / f64::from(weights)).round() / 2.0,
        };
        Self {
            points: values.to_vec(),
            score,
            grade: grade(score),
        }
    }

    /// The whole card at once, from 1 to 4.
    pub fn whole(number: u8) -> Option<Self> {
        let score = *WHOLE.get(usize::from(number).checked_sub(1)?)?;
        Some(Self {
            points: Vec::new(),
            score,
            grade: grade(score),
        })
    }
}

/// The grade of a score.
pub fn grade(score: f64) -> Grade {
    let found = GRADES_BELOW.iter().find(|(below, _)| score < *below);
    found.map_or(Grade::Easy, |(_, grade)| *grade)
}

/// A score as it is shown: exact, in halves, without `.0`.
pub fn score_text(score: f64) -> String {
    let halves = (score * 2.0).round();
    if halves % 2.0 == 0.0 {
        format!("{:.0}", halves / 2.0)
    } else {
        format!("{:.1}", halves / 2.0)
    }
}

/// A time as minutes and seconds: `4:50`.
pub fn clock(ms: u64) -> String {
    let seconds = ms / 1_000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// What the notes say of each point: all groups of its keywords hit is 2, some 1, none 0. `None` where nothing can be said,
/// because there are no notes or the point has no keywords.
pub fn pre_ticks(points: &[TaskPoint], notes: &str) -> Vec<Option<u8>> {
    if notes.trim().is_empty() {
        return vec![None; points.len()];
    }
    let folded = Folded::new(notes);
    let tick = |point: &TaskPoint| match (folded.groups_hit(&point.keywords), point.keywords.len())
    {
        (_, 0) => None,
        (0, _) => Some(0),
        (hit, groups) if hit >= groups => Some(2),
        _ => Some(1),
    };
    points.iter().map(tick).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deck::RawText;

    fn point(weight: u32, keywords: &[&[&str]]) -> TaskPoint {
        TaskPoint {
            weight,
            keywords: keywords
                .iter()
                .map(|group| group.iter().map(|word| RawText::new(word)).collect())
                .collect(),
            ..TaskPoint::default()
        }
    }

    #[test]
    fn the_score_is_exact_in_halves_and_the_grade_follows_the_table() {
        let points = [point(15, &[]), point(45, &[]), point(40, &[])];
        let scored = Scored::of_points(&points, &[1, 2, 0]);
        assert_eq!((scored.score, scored.grade), (52.5, Grade::Hard));
        assert_eq!(score_text(scored.score), "52.5");
        assert_eq!(score_text(72.0), "72");
        for (score, wanted) in [
            (0.0, Grade::Again),
            (39.5, Grade::Again),
            (40.0, Grade::Hard),
            (59.5, Grade::Hard),
            (60.0, Grade::Good),
            (84.5, Grade::Good),
            (85.0, Grade::Easy),
            (100.0, Grade::Easy),
        ] {
            assert_eq!(grade(score), wanted, "{score}");
        }
    }

    #[test]
    fn the_whole_at_once_is_one_of_four_scores() {
        let whole: Vec<(f64, Grade)> = (1..=4)
            .filter_map(Scored::whole)
            .map(|scored| (scored.score, scored.grade))
            .collect();
        let grades = Grade::ALL;
        assert_eq!(
            whole,
            [
                (30.0, grades[0]),
                (50.0, grades[1]),
                (72.0, grades[2]),
                (90.0, grades[3])
            ]
        );
        assert_eq!(Scored::whole(0), None);
        assert_eq!(Scored::whole(5), None);
    }

    #[test]
    fn one_phase_alone_is_scored_out_of_its_own_points() {
        let points = [point(10, &[]), point(20, &[])];
        let text = |values: &[u8]| score_text(Scored::of_points(&points, values).score);
        assert_eq!(
            [text(&[2, 1]), text(&[2, 2]), text(&[0, 0])],
            ["66.5", "100", "0"]
        );
        assert_eq!(score_text(Scored::of_points(&[], &[]).score), "0");
    }

    #[test]
    fn notes_tick_points_by_groups_and_say_nothing_where_there_is_nothing_to_say() {
        let points = [
            point(40, &[&["api key", "customer"], &["endpoint"]]),
            point(40, &[&["shard"]]),
            point(20, &[]),
        ];
        let ticks = |notes| pre_ticks(&points, notes);
        assert_eq!(ticks("per customer and endpoint"), [Some(2), Some(0), None]);
        assert_eq!(ticks("Sharded by API key"), [Some(1), Some(2), None]);
        assert_eq!(ticks("   \n"), [None, None, None]);
    }

    proptest! {
        #[test]
        fn more_ticks_never_lower_a_score(weights in prop::collection::vec(1u32..60, 1..8), values in prop::collection::vec(0u8..=2, 8)) {
            let points: Vec<TaskPoint> = weights.iter().map(|weight| point(*weight, &[])).collect();
            let values = &values[..points.len()];
            let before = Scored::of_points(&points, values).score;
            prop_assert!((0.0..=100.0).contains(&before));
            for at in 0..values.len() {
                let mut more = values.to_vec();
                more[at] = (more[at] + 1).min(2);
                prop_assert!(Scored::of_points(&points, &more).score >= before);
            }
        }
    }
}
