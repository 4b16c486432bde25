use super::*;
use crate::deck::Kind;

fn candidate(key: &str, kind: Kind, area: &'static str, gain: f64) -> Candidate<'static> {
    Candidate {
        key: key.to_owned(),
        kind,
        area,
        covers: &[],
        minutes: 5,
        weight: gain,
        last_score: None,
        last_day: None,
        rests_until: None,
    }
}

fn line(kind: Kind, count: u32, areas: &[&str]) -> Draw {
    Draw {
        kind,
        count,
        areas: areas.iter().map(|area| (*area).to_owned()).collect(),
        covers: Vec::new(),
    }
}

fn round(draw: Vec<Draw>) -> Round {
    Round {
        id: "r".to_owned(),
        name: crate::deck::RawText::new("R"),
        minutes: 45,
        draw,
    }
}

fn drawn(candidates: &[Candidate<'_>], round: &Round, last: &[&str]) -> Drawn {
    let last: Vec<String> = last.iter().map(|key| (*key).to_owned()).collect();
    let mix = Mix::default();
    draw(
        &Collection::default(),
        &mix,
        candidates,
        round,
        &last,
        StudyDay::default(),
        1,
    )
}

#[test]
fn each_line_draws_its_kind_and_area_and_no_card_twice() {
    let cards = [
        candidate("a", Kind::Story, "LD", 0.3),
        candidate("b", Kind::Story, "PE", 0.2),
        candidate("c", Kind::Open, "LD", 0.9),
        candidate("d", Kind::Story, "SD", 0.1),
    ];
    let round = round(vec![
        line(Kind::Story, 1, &["LD", "PE"]),
        line(Kind::Story, 2, &[]),
        line(Kind::Open, 1, &["LD"]),
    ]);
    let drawn = drawn(&cards, &round, &[]);
    assert_eq!(drawn.cards, ["a", "b", "d", "c"]);
    assert!(drawn.shortfalls.is_empty());
}

#[test]
fn the_cards_of_the_last_rehearsal_come_only_where_there_are_no_others() {
    let cards = [
        candidate("a", Kind::Design, "SD", 0.9),
        candidate("b", Kind::Design, "SD", 0.1),
    ];
    let one = round(vec![line(Kind::Design, 1, &[])]);
    assert_eq!(drawn(&cards, &one, &[]).cards, ["a"]);
    assert_eq!(drawn(&cards, &one, &["a"]).cards, ["b"]);
    let two = round(vec![line(Kind::Design, 2, &[])]);
    assert_eq!(drawn(&cards, &two, &["a"]).cards, ["b", "a"]);
}

#[test]
fn what_the_decks_do_not_hold_is_said_in_a_sentence() {
    let cards = [candidate("a", Kind::Design, "SD", 0.9)];
    let round = round(vec![
        line(Kind::Design, 2, &[]),
        line(Kind::Open, 3, &["JP"]),
    ]);
    let drawn = drawn(&cards, &round, &[]);
    assert_eq!(drawn.cards, ["a"]);
    let sentences: Vec<String> = drawn.shortfalls.iter().map(Shortfall::sentence).collect();
    assert_eq!(
        sentences,
        [
            "The round draws 2 design cards; the decks in your mix hold 1.",
            "The round draws 3 open cards of JP; the decks in your mix hold none."
        ]
    );
}

#[test]
fn rows_of_the_coverage_table_narrow_a_line() {
    static COVERS: std::sync::LazyLock<Vec<String>> =
        std::sync::LazyLock::new(|| vec!["LD-04".to_owned()]);
    let mut about = candidate("b", Kind::Story, "LD", 0.1);
    about.covers = COVERS.as_slice();
    let cards = [candidate("a", Kind::Story, "LD", 0.9), about];
    let mut narrowed = line(Kind::Story, 1, &[]);
    narrowed.covers = vec!["LD-04".to_owned(), "LD-05".to_owned()];
    assert_eq!(drawn(&cards, &round(vec![narrowed]), &[]).cards, ["b"]);
}
