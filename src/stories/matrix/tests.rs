use super::*;
use crate::{
    deck::{
        collection::{DeckFile, Origin},
        format::{Spelling, load},
    },
    journal::{ToldRecord, spoken::ToldTime},
    stories::{Genre, OwnFile},
};

fn collection() -> Collection {
    let point = "### Rubric\n- 100 P [S]\n  - full: x\n";
    let deck = |id: &str, cards: &str| {
        let source = format!("---\nid: {id}\ntitle: P\n---\n\n{cards}");
        let loaded = load(&source, Spelling::Markdown, id);
        DeckFile {
            origin: Origin::Own,
            path: SafeText::from_line(&format!("{id}.md")),
            file: None,
            deck: loaded.deck,
            problems: loaded.problems,
        }
    };
    let first = deck(
        "prompts",
        &format!(
            "## More? {{#more .story minutes=2}}\n\n{point}\n## Core? {{#core .story minutes=2 tier=core was=before}}\n\n{point}\n## Fact? {{#fact}}\n\nIt is.\n"
        ),
    );
    let second = deck(
        "others",
        &format!("## All core? {{#third .story minutes=2}}\n\n{point}"),
    );
    Collection::new(vec![first, second], Vec::new())
}

fn stories() -> Stories {
    let story = |name: &str, answers: &str| OwnFile {
        genre: Genre::Stories,
        path: format!("stories/{name}.md").into(),
        text: Ok(format!("---\ntitle: {name}\nanswers: {answers}\n---\n")),
    };
    Stories::new(vec![
        story("a", ""),
        story("b", "Prompts/BEFORE"),
        story("c", "prompts/core, prompts/more"),
    ])
}

fn told(uses: &[(&str, i32)]) -> ToldRecord {
    ToldRecord {
        uses: uses
            .iter()
            .map(|(card, day)| ((*card).into(), StudyDay(*day)))
            .collect(),
        times: Vec::new(),
    }
}

fn progress() -> Progress {
    let mut progress = Progress::default();
    progress.told.insert(
        "a".into(),
        told(&[("prompts/core", 4), ("others/third", 6)]),
    );
    progress.told.insert(
        "c".into(),
        told(&[("prompts/core", 5), ("prompts/core", 2)]),
    );
    progress
        .told
        .insert("gone".into(), told(&[("prompts/more", 9)]));
    progress
}

#[test]
fn those_most_asked_come_first_each_with_its_stories() {
    let matrix = matrix(&stories(), &progress(), &collection());
    let answers = |prompt: &Prompt| -> Vec<(usize, By, usize)> {
        let answers = prompt.answers.iter();
        answers
            .map(|answer| (answer.story, answer.by, answer.uses))
            .collect()
    };
    let cards: Vec<(&str, bool)> = matrix
        .prompts
        .iter()
        .map(|prompt| (&*prompt.card, prompt.is_core))
        .collect();
    assert_eq!(
        cards,
        [
            ("others/third", true),
            ("prompts/core", true),
            ("prompts/more", false)
        ]
    );
    assert_eq!(answers(&matrix.prompts[0]), [(0, By::Use, 1)]);
    assert_eq!(
        answers(&matrix.prompts[1]),
        [(2, By::File, 2), (1, By::File, 0), (0, By::Use, 1)],
        "also by an earlier name"
    );
    assert_eq!(
        answers(&matrix.prompts[2]),
        [(2, By::File, 0)],
        "without the story that is gone"
    );
    assert_eq!(matrix.prompts[1].last_used(), Some(StudyDay(5)));
    assert_eq!(matrix.core_answered(), (2, 2));
    assert_eq!([0, 1, 2].map(|story| matrix.answered_by(story)), [2, 1, 2]);
    assert_eq!(matrix.standings[2].uses, 2);
    assert_eq!(matrix.standings[0].last_used, Some(StudyDay(6)));
}

#[test]
fn a_row_shows_what_tells_prompts_apart() {
    let short = |text: &str| {
        let prompt = Prompt {
            card: "d/c".into(),
            text: SafeText::from_line(text),
            is_core: true,
            answers: Vec::new(),
        };
        prompt.short().to_owned()
    };
    assert_eq!(
        short("Tell me about a time you were wrong. What happened?"),
        "you were wrong"
    );
    assert_eq!(short("Tell me about one service."), "one service.");
    assert_eq!(
        short("失敗した経験を教えてください。"),
        "失敗した経験を教えてください。"
    );
    assert_eq!(short(""), "");
}

#[test]
fn decks_that_are_off_and_cards_taken_out_ask_nothing() {
    let mut progress = progress();
    progress.decks.insert("others".into(), DeckState::Off);
    progress
        .suspended
        .insert("prompts/core".into(), "known".into());
    let matrix = matrix(&Stories::default(), &progress, &collection());
    assert_eq!(matrix.prompts.len(), 1);
    assert_eq!(matrix.without().count(), 1);
    assert_eq!(matrix.core_answered(), (0, 0));
}

#[test]
fn for_a_card_those_that_answer_it_come_first_and_the_others_by_their_last_day() {
    let (stories, mut progress, collection) = (stories(), progress(), collection());
    let names = |progress: &Progress, card: &str| -> Vec<String> {
        for_card(&stories, progress, &collection.renamed, card)
            .iter()
            .map(|choice| choice.story.name.to_string())
            .collect()
    };
    assert_eq!(names(&progress, "prompts/Core"), ["c", "b", "a"]);
    assert_eq!(names(&progress, "prompts/before"), ["c", "b", "a"]);
    assert_eq!(names(&progress, "prompts/more"), ["c", "a", "b"]);
    assert_eq!(names(&progress, "others/unknown"), ["a", "c", "b"]);
    let time = ToldTime {
        day: StudyDay(8),
        ms: 1,
        meant: 0,
    };
    progress
        .told
        .entry("b".into())
        .or_default()
        .times
        .push(time);
    assert_eq!(names(&progress, "others/unknown"), ["b", "a", "c"]);
    let choices = for_card(&stories, &progress, &collection.renamed, "others/third");
    assert_eq!(
        (choices[0].by, choices[0].uses, choices[1].by),
        (Some(By::Use), 1, None)
    );
    assert!(
        for_card(
            &Stories::default(),
            &progress,
            &collection.renamed,
            "prompts/core"
        )
        .is_empty()
    );
}
