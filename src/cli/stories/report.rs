//! The JSON of `mensetsu stories`: seconds for times, shares from 0 to 1, days as dates, what is not known as `null`.

use serde::Serialize;

use super::letter;
use crate::{
    journal::StudyDay,
    practice::Study,
    stories::{Genre, Part, Problem, Prompt, Standing, Story, matrix::By, standing::seconds_of},
};

/// `mensetsu stories list --json`.
#[derive(Serialize)]
pub(super) struct StoryList {
    format: u32,
    stories: Vec<StoryRow>,
    problems: Vec<ProblemRow>,
}

#[derive(Serialize)]
struct StoryRow {
    name: String,
    title: String,
    path: String,
    language: Option<String>,
    seconds: u32,
    parts: Vec<PartRow>,
    answers: Vec<String>,
    #[serde(flatten)]
    standing: StandingRow,
}

#[derive(Serialize)]
struct PartRow {
    part: String,
    seconds: u32,
    share: Option<f64>,
    meant_share: f64,
}

/// How often and when a text was told.
#[derive(Serialize)]
pub(in crate::cli) struct StandingRow {
    used: usize,
    last_used: Option<String>,
    timed: usize,
    last_timed: Option<String>,
    last_seconds: Option<u32>,
}

/// What is wrong with a file.
#[derive(Serialize)]
pub(in crate::cli) struct ProblemRow {
    path: String,
    line: u32,
    message: String,
}

/// `mensetsu stories matrix --json`.
#[derive(Serialize)]
pub(super) struct MatrixReport {
    format: u32,
    prompts: Vec<PromptRow>,
    without: Vec<String>,
    stories: Vec<StoryUses>,
}

#[derive(Serialize)]
struct PromptRow {
    card: String,
    prompt: String,
    core: bool,
    stories: Vec<AnswerRow>,
}

#[derive(Serialize)]
struct AnswerRow {
    story: String,
    by: &'static str,
    used: usize,
    last_used: Option<String>,
}

#[derive(Serialize)]
struct StoryUses {
    name: String,
    title: String,
    prompts: usize,
    #[serde(flatten)]
    standing: StandingRow,
}

fn day(day: Option<StudyDay>) -> Option<String> {
    day.map(|day| day.to_string())
}

impl StandingRow {
    pub(in crate::cli) fn of(standing: &Standing) -> Self {
        Self {
            used: standing.uses,
            last_used: day(standing.last_used),
            timed: standing.times,
            last_timed: day(standing.last_time.map(|time| time.day)),
            last_seconds: standing.last_time.as_ref().map(seconds_of),
        }
    }
}

impl ProblemRow {
    pub(in crate::cli) fn all(study: &Study, genre: Genre) -> Vec<Self> {
        let row = |problem: Problem| Self {
            path: problem.path().into_string(),
            line: problem.line,
            message: problem.sentence.into_string(),
        };
        let problems = study.own_text_problems().into_iter();
        problems
            .filter(|problem| problem.genre == genre)
            .map(row)
            .collect()
    }
}

impl StoryList {
    pub(super) fn of(study: &Study) -> Self {
        let row = |story: &Story| {
            let length = story.length();
            let part = |part: Part| PartRow {
                part: letter(part),
                seconds: length.of(part),
                share: length.share(part),
                meant_share: f64::from(part.meant()) / 100.0,
            };
            let language = story.language.line();
            StoryRow {
                name: story.name.to_string(),
                title: story.title.line().into_string(),
                path: story.file.to_string_lossy().into_owned(),
                language: (!language.is_empty()).then(|| language.into_string()),
                seconds: length.seconds(),
                parts: Part::ALL.map(part).into(),
                answers: story
                    .answers
                    .iter()
                    .map(|answers| answers.card.to_string())
                    .collect(),
                standing: StandingRow::of(
                    &study.own_text_standing(Genre::Stories, story.name.as_str()),
                ),
            }
        };
        Self {
            format: 1,
            stories: study.stories.stories.iter().map(row).collect(),
            problems: ProblemRow::all(study, Genre::Stories),
        }
    }
}

impl MatrixReport {
    pub(super) fn of(study: &Study) -> Self {
        let matrix = study.story_matrix();
        let stories = &study.stories.stories;
        let prompt = |prompt: &Prompt| PromptRow {
            card: prompt.card.to_string(),
            prompt: prompt.text.to_string(),
            core: prompt.is_core,
            stories: prompt
                .answers
                .iter()
                .map(|answer| AnswerRow {
                    story: stories[answer.story].name.to_string(),
                    by: match answer.by {
                        By::File => "file",
                        By::Use => "use",
                    },
                    used: answer.uses,
                    last_used: day(answer.last_used),
                })
                .collect(),
        };
        let uses = |(index, story): (usize, &Story)| StoryUses {
            name: story.name.to_string(),
            title: story.title.line().into_string(),
            prompts: matrix.answered_by(index),
            standing: StandingRow::of(&matrix.standings[index]),
        };
        Self {
            format: 1,
            prompts: matrix.prompts.iter().map(prompt).collect(),
            without: matrix
                .without()
                .map(|prompt| prompt.card.to_string())
                .collect(),
            stories: stories.iter().enumerate().map(uses).collect(),
        }
    }
}
