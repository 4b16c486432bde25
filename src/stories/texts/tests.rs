use super::*;
use crate::{
    deck::{
        collection::{DeckFile, Origin},
        format::{Spelling, load},
    },
    stories::PieceKind,
};

fn file(genre: Genre, name: &str, text: &str) -> OwnFile {
    OwnFile {
        genre,
        path: format!("/d/{}/{name}", genre.folder()).into(),
        text: Ok(text.to_owned()),
    }
}

fn story(name: &str, answers: &str) -> OwnFile {
    let text = format!("---\ntitle: {name}\nanswers: {answers}\n---\n");
    file(Genre::Stories, &format!("{name}.md"), &text)
}

fn piece(name: &str, kind: &str, company: &str) -> OwnFile {
    let text = format!("---\ntitle: {name}\nkind: {kind}\ncompany: {company}\n---\nText.\n");
    file(Genre::Pieces, &format!("{name}.md"), &text)
}

/// A deck with two story prompts and one recall card.
fn collection() -> Collection {
    let point = "### Rubric\n- 100 P [S]\n  - full: x\n";
    let source = format!(
        "---\nid: prompts\ntitle: P\n---\n\n## One? {{#one .story minutes=2 tier=core was=earlier}}\n\n{point}\n## Two? {{#two .story minutes=2}}\n\n{point}\n## Fact? {{#fact}}\n\nYes it is.\n"
    );
    let loaded = load(&source, Spelling::Markdown, "prompts");
    let file = DeckFile {
        origin: Origin::Own,
        path: SafeText::from_line("prompts.md"),
        file: None,
        deck: loaded.deck,
        problems: loaded.problems,
    };
    Collection::new(vec![file], Vec::new())
}

fn said(problems: &[Problem]) -> Vec<String> {
    problems
        .iter()
        .map(|problem| format!("{}:{}: {}", problem.place(), problem.line, problem.sentence))
        .collect()
}

#[test]
fn texts_stand_by_name_and_a_bad_file_costs_itself() {
    let refused = OwnFile {
        genre: Genre::Stories,
        path: "/d/stories/pipe.md".into(),
        text: Err(Refusal {
            line: 1,
            sentence: "this is not a plain file".to_owned(),
        }),
    };
    let all = Stories::new(vec![
        story("b", ""),
        refused,
        story("a", ""),
        piece("intro", "introduction", ""),
    ]);
    let names: Vec<&str> = all.names(Genre::Stories).collect();
    assert_eq!(names, ["a", "b"]);
    assert!(all.piece("intro").is_some() && all.story("intro").is_none());
    assert_eq!(
        said(&all.problems),
        ["stories/pipe.md:1: this is not a plain file"]
    );
    let taken = |name: &str| all.is_taken(Genre::Stories, &TextName::parse(name).unwrap());
    assert!(taken("a") && taken("pipe") && !taken("c"));
}

#[test]
fn a_file_whose_name_is_no_id_is_named() {
    let all = Stories::new(vec![
        file(Genre::Stories, "My Story.md", ""),
        file(Genre::Pieces, "自己紹介.md", ""),
    ]);
    assert!(all.stories.is_empty() && all.pieces.is_empty());
    let said = said(&all.problems);
    assert!(said[0].starts_with("stories/My Story.md:1: ") && said[0].ends_with("my-story.md"));
    assert!(said[1].starts_with("pieces/自己紹介.md:1: ") && said[1].ends_with("introduction.md"));
}

#[test]
fn an_empty_file_and_a_mark_of_bytes_are_read() {
    let all = Stories::new(vec![
        file(Genre::Stories, "empty.md", ""),
        file(
            Genre::Stories,
            "marked.md",
            "\u{feff}---\r\ntitle: A\r\n---\r\n\r\n## S\r\nX.\r\n",
        ),
    ]);
    assert_eq!(all.stories.len(), 2);
    assert_eq!(all.story("marked").unwrap().title.source(), "A");
    assert!(
        said(&all.problems)
            .iter()
            .all(|line| line.starts_with("stories/empty.md"))
    );
}

#[test]
fn answers_are_held_against_the_decks() {
    let all = Stories::new(vec![story(
        "a",
        "prompts/one, prompts/EARLIER prompts/fact two prompts/towo else/none",
    )]);
    assert_eq!(all.problems, []);
    let problems = all.all_problems(&collection());
    assert_eq!(
        said(&problems),
        [
            "stories/a.md:3: prompts/fact is a recall card; a story answers cards of the kind story",
            "stories/a.md:3: there is no card \"two\" to answer; did you mean prompts/two?",
            "stories/a.md:3: there is no card \"prompts/towo\" to answer; did you mean prompts/two?",
            "stories/a.md:3: there is no card \"else/none\" to answer; mensetsu stories matrix lists the prompts",
        ]
    );
}

#[test]
fn one_motivation_a_company() {
    let all = Stories::new(vec![
        piece("m-two", "motivation", "ACME "),
        piece("m-one", "motivation", "Acme"),
        piece("m-other", "motivation", "Other"),
    ]);
    assert_eq!(
        said(&all.problems),
        ["pieces/m-two.md:1: m-one is a motivation for ACME already; this one counts after it"]
    );
    let name = |company| {
        all.piece_for(PieceKind::Motivation, company)
            .map(|piece| piece.name.as_str())
    };
    assert_eq!(name("acme"), Some("m-one"));
    assert_eq!(name("other"), Some("m-other"));
    assert_eq!((name("third"), name("")), (None, None));
}

#[test]
fn a_piece_for_the_company_comes_before_one_for_any() {
    let all = Stories::new(vec![
        piece("any", "introduction", ""),
        piece("for-acme", "introduction", "Acme"),
    ]);
    let name = |company| {
        all.piece_for(PieceKind::Introduction, company)
            .map(|piece| piece.name.as_str())
    };
    assert_eq!(name("Acme"), Some("for-acme"));
    assert_eq!(name("Other"), Some("any"));
    assert_eq!(name(""), Some("any"));
    assert!(all.piece_for(PieceKind::Questions, "Acme").is_none());
}

#[test]
fn the_nearest_name_is_found() {
    let all = Stories::new(vec![story("the-move", ""), story("outage", "")]);
    assert_eq!(all.near(Genre::Stories, "the-mvoe"), Some("the-move"));
    assert_eq!(all.near(Genre::Pieces, "x"), None);
}

#[test]
fn the_journal_knows_pieces_by_their_folder() {
    assert_eq!(Genre::Stories.journal_name("a"), "a");
    assert_eq!(Genre::Pieces.journal_name("a"), "pieces/a");
}

proptest::proptest! {
    /// Whatever a file holds, reading it ends, gives a text, and shows nothing that a terminal must not get.
    #[test]
    fn any_file_is_read(
        text in "(---\n)?((title|answers|kind|seconds|company|oops): ?[^\n]{0,20}\n){0,4}(---\n)?(## ?[A-Za-z]{0,10}\n|<!--|-->|```\n|[^\n]{0,30}\n){0,12}",
    ) {
        let all = Stories::new(vec![
            file(Genre::Stories, "a.md", &text),
            file(Genre::Pieces, "a.md", &text),
        ]);
        proptest::prop_assert_eq!((all.stories.len(), all.pieces.len()), (1, 1));
        let lines = normal_lines(&text).lines().count().max(1) as u32;
        for problem in all.all_problems(&Collection::default()) {
            proptest::prop_assert!((1..=lines).contains(&problem.line), "{:?}", problem);
            proptest::prop_assert!(!problem.sentence.chars().any(char::is_control));
        }
        let story = &all.stories[0];
        let sum: f64 = story.length().parts.iter().sum();
        proptest::prop_assert!(sum.is_finite() && story.length().seconds() <= 1_000);
    }
}
