//! Sentences about stories and pieces that the screen and the plain lines share.

use crate::stories::{Part, Piece, Standing, Story, clock, matrix::Answer};

/// How often and when a text was told.
pub fn told(standing: &Standing) -> String {
    let last = standing
        .last_day()
        .map_or(String::new(), |day| format!(", last on {day}"));
    match (standing.uses, standing.times) {
        (0, 0) => "not told yet".to_owned(),
        (0, timed) => format!("timed {}{last}", times(timed)),
        (uses, 0) => format!("told {}{last}", times(uses)),
        (uses, timed) => format!("told {}, timed {}{last}", times(uses), times(timed)),
    }
}

/// How often a story was told for one prompt, with the day of the last time.
pub fn told_for(story: &Story, answer: &Answer) -> String {
    match (answer.uses, answer.last_used) {
        (_, None) if story.is_empty() => "not written yet".to_owned(),
        (_, None) => "not told for it yet".to_owned(),
        (1, Some(day)) => format!("told for it once, on {day}"),
        (uses, Some(day)) => format!("told for it {uses} times, last on {day}"),
    }
}

/// The estimate of a piece, and what it is meant to take.
pub fn piece_times(piece: &Piece) -> String {
    let estimate = clock(piece.estimate());
    match piece.seconds {
        None => format!("about {estimate} to say"),
        Some(seconds) => format!("about {estimate} to say, {} meant", clock(seconds)),
    }
}

/// What is to be done about a story: parts that are not written, else the part that is furthest from its share.
pub fn advice(story: &Story) -> Option<String> {
    let missing: Vec<&str> = story.missing().map(Part::title).collect();
    if !missing.is_empty() {
        return Some(format!("Still to write: {}.", missing.join(", ")));
    }
    let length = story.length();
    let (part, _) = length.furthest_off()?;
    Some(format!(
        "{} takes {:.0}% of the time; about {}% is meant.",
        part.title(),
        length.share(part).unwrap_or_default() * 100.0,
        part.meant()
    ))
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        count => format!("{count} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        journal::{StudyDay, spoken::ToldTime},
        stories::{Genre, OwnFile, Stories, matrix::By},
    };

    #[test]
    fn how_often_is_said_in_words() {
        let time = ToldTime {
            day: StudyDay(2),
            ms: 1,
            meant: 30,
        };
        let standing = |uses, times| Standing {
            uses,
            last_used: (uses > 0).then_some(StudyDay(1)),
            times,
            last_time: (times > 0).then_some(time),
        };
        assert_eq!(told(&standing(0, 0)), "not told yet");
        assert_eq!(told(&standing(1, 0)), "told once, last on 1970-01-02");
        assert_eq!(told(&standing(0, 3)), "timed 3 times, last on 1970-01-03");
        assert_eq!(
            told(&standing(2, 1)),
            "told 2 times, timed once, last on 1970-01-03"
        );
    }

    #[test]
    fn how_often_for_a_prompt_is_said_in_words() {
        let story = |text: &str| {
            let file = OwnFile {
                genre: Genre::Stories,
                path: "stories/a.md".into(),
                text: Ok(format!("---\ntitle: A\n---\n{text}")),
            };
            Stories::new(vec![file]).stories.remove(0)
        };
        let answer = |uses, day: Option<i32>| Answer {
            story: 0,
            by: By::File,
            uses,
            last_used: day.map(StudyDay),
        };
        let (draft, written) = (story(""), story("## S\nOne.\n"));
        assert_eq!(told_for(&draft, &answer(0, None)), "not written yet");
        assert_eq!(told_for(&written, &answer(0, None)), "not told for it yet");
        assert_eq!(
            told_for(&written, &answer(1, Some(1))),
            "told for it once, on 1970-01-02"
        );
        assert_eq!(
            told_for(&draft, &answer(3, Some(1))),
            "told for it 3 times, last on 1970-01-02"
        );
    }

    #[test]
    fn parts_to_write_come_before_shares() {
        let advice_of = |text: &str| {
            let file = OwnFile {
                genre: Genre::Stories,
                path: "stories/a.md".into(),
                text: Ok(format!("---\ntitle: A\n---\n{text}")),
            };
            advice(&Stories::new(vec![file]).stories[0])
        };
        assert_eq!(
            advice_of("## S\nOne.\n## A\nTwo.\n").as_deref(),
            Some("Still to write: Task, Result, Learnt.")
        );
        let even = "## S\nOne.\n## T\nOne.\n## A\nOne.\n## R\nOne.\n## L\nOne.\n";
        assert_eq!(
            advice_of(even).as_deref(),
            Some("Action takes 20% of the time; about 55% is meant.")
        );
    }
}
