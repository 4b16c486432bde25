use super::*;
use crate::{
    deck::{
        SafeText,
        collection::{DeckFile, Origin},
        format::{Spelling, load},
        item::AnswerHash,
    },
    journal::{DeviceId, Moment, Record, Review, What, row},
    memory::Grade,
};

const NOON: i64 = 1_795_348_800_000;
const DAY: i64 = 86_400_000;

fn collection(decks: &[(&str, &str, &str)]) -> Collection {
    let file = |(id, area, cards): &(&str, &str, &str)| {
        let source = format!("---\nid: {id}\ntitle: {id}\narea: {area}\n---\n\n{cards}");
        let loaded = load(&source, Spelling::Markdown, id);
        DeckFile {
            origin: Origin::Own,
            path: SafeText::from_line(&format!("{id}.md")),
            file: None,
            deck: loaded.deck,
            problems: loaded.problems,
        }
    };
    Collection::new(decks.iter().map(file).collect(), Vec::new())
}

fn recall(id: &str, attributes: &str) -> String {
    format!("## Question {id}? {{#{id} {attributes}}}\n\nanswer\n\n")
}

fn progress(collection: &Collection, rows: &[(i64, What)]) -> Progress {
    let entries = rows
        .iter()
        .enumerate()
        .map(|(n, (time, what))| {
            row::write(DeviceId(1), n as u64 + 1, *time, 0, what)
                .unwrap()
                .1
        })
        .collect();
    Record::new(entries, now(), &collection.renamed, &Model::default())
        .progress()
        .clone()
}

fn now() -> Moment {
    Moment {
        ms: NOON,
        zone_minutes: 0,
    }
}

fn graded(item: &str, grade: Grade) -> What {
    let hash = AnswerHash::of("answer");
    What::Review(Review {
        item: item.into(),
        grade,
        ms: 1_000,
        hash,
        knows_letters: true,
        typed: None,
    })
}

fn keys(collection: &Collection, rows: &[(i64, What)], request: &Request) -> Vec<String> {
    let progress = progress(collection, rows);
    let queue = queue(
        collection,
        &progress,
        &Model::default(),
        now().study_day(),
        request,
    );
    queue
        .picks
        .iter()
        .map(|pick| collection.items[pick.item].key.to_string())
        .collect()
}

#[test]
fn new_items_come_core_first_then_by_areas_in_turn() {
    let cards = recall("a", "")
        + &recall("b", "tier=core")
        + &recall("c", "tier=core area=RL")
        + &recall("d", "tier=core");
    let collection = collection(&[("one", "MQ", &cards), ("two", "SD", &recall("e", ""))]);
    assert_eq!(
        keys(&collection, &[], &Request::default()),
        ["two/e", "one/b", "one/c", "one/d", "one/a"]
    );
    let first = What::Deck {
        id: "one".into(),
        state: DeckState::First,
    };
    assert_eq!(
        keys(&collection, &[(NOON, first)], &Request::default()),
        ["one/a", "one/c", "one/b", "one/d", "two/e"]
    );
    let off = What::Deck {
        id: "one".into(),
        state: DeckState::Off,
    };
    assert_eq!(
        keys(&collection, &[(NOON, off.clone())], &Request::default()),
        ["two/e"]
    );
    let asked = Request {
        decks: Some(vec![0]),
        ..Request::default()
    };
    assert_eq!(
        keys(&collection, &[(NOON, off)], &asked).len(),
        4,
        "a deck that is asked for is asked though it is off"
    );
}

#[test]
fn due_items_come_by_lowest_recall_and_before_new_ones() {
    let cards: String = ["a", "b", "c", "d"].map(|id| recall(id, "")).concat();
    let collection = collection(&[("one", "SD", &cards)]);
    let rows = [
        (NOON - 12 * DAY, graded("one/b", Grade::Good)),
        (NOON - 9 * DAY, graded("one/a", Grade::Good)),
        (NOON - DAY, graded("one/c", Grade::Easy)),
    ];
    assert_eq!(
        keys(&collection, &rows, &Request::default()),
        ["one/b", "one/a", "one/d"]
    );
    let ahead = Request {
        mode: Mode::Ahead,
        ..Request::default()
    };
    assert_eq!(
        keys(&collection, &rows, &ahead),
        ["one/b", "one/a", "one/d", "one/c"]
    );
    let cram = Request {
        mode: Mode::Cram,
        ..Request::default()
    };
    assert_eq!(
        keys(&collection, &rows, &cram),
        ["one/b", "one/a", "one/c", "one/d"]
    );
}

#[test]
fn an_open_step_of_today_comes_first() {
    let cards: String = ["a", "b"].map(|id| recall(id, "")).concat();
    let collection = collection(&[("one", "SD", &cards)]);
    let rows = [
        (NOON - 9 * DAY, graded("one/a", Grade::Good)),
        (NOON - 60_000, graded("one/b", Grade::Again)),
    ];
    assert_eq!(
        keys(&collection, &rows, &Request::default()),
        ["one/b", "one/a"]
    );
}

#[test]
fn siblings_stay_apart_unless_asked_for() {
    let cloze = "## {{a}} of {{b}} {#gap .cloze}\n\n";
    let collection = collection(&[("one", "SD", cloze)]);
    assert_eq!(keys(&collection, &[], &Request::default()), ["one/gap#1"]);
    let today = [(NOON - 1_000, graded("one/gap#1", Grade::Easy))];
    assert!(keys(&collection, &today, &Request::default()).is_empty());
    let due = [
        (NOON - 20 * DAY, graded("one/gap#1", Grade::Good)),
        (NOON - 9 * DAY, graded("one/gap#2", Grade::Good)),
    ];
    assert_eq!(keys(&collection, &due, &Request::default()), ["one/gap#1"]);
    let cram = Request {
        mode: Mode::Cram,
        ..Request::default()
    };
    assert_eq!(keys(&collection, &today, &cram).len(), 2);
}

#[test]
fn facets_of_a_word_unlock_one_after_the_other() {
    let words = "## W {.vocab}\n\n| term | reading | meaning |\n|-|-|-|\n| 冗長 | じょうちょう | redundant |\n";
    let collection = collection(&[("ja", "JP", words)]);
    assert_eq!(
        keys(&collection, &[], &Request::default()),
        ["ja/冗長#meaning"]
    );
    let yesterday = [(NOON - DAY, graded("ja/冗長#meaning", Grade::Easy))];
    assert_eq!(
        keys(&collection, &yesterday, &Request::default()),
        ["ja/冗長#reading"]
    );
    let both = [
        (NOON - DAY, graded("ja/冗長#meaning", Grade::Easy)),
        (NOON - DAY, graded("ja/冗長#reading", Grade::Easy)),
    ];
    assert_eq!(
        keys(&collection, &both, &Request::default()),
        ["ja/冗長#recall"]
    );
    let facet = Request {
        facet: Some(Facet::Recall),
        ..Request::default()
    };
    assert_eq!(keys(&collection, &[], &facet), ["ja/冗長#recall"]);
}

#[test]
fn minutes_items_and_new_are_limits() {
    let cards: String = (0..50).map(|n| recall(&format!("c{n}"), "")).collect();
    let collection = collection(&[("one", "SD", &cards)]);
    let minutes = Request {
        seconds: Some(10.0 * NEW_SECONDS),
        ..Request::default()
    };
    assert_eq!(keys(&collection, &[], &minutes).len(), 10);
    let items = Request {
        items: Some(5),
        ..Request::default()
    };
    assert_eq!(keys(&collection, &[], &items).len(), 5);
    let new = Request {
        new: Some(3),
        ..Request::default()
    };
    let met = [(NOON - 1_000, graded("one/c0", Grade::Easy))];
    assert_eq!(
        keys(&collection, &met, &new).len(),
        2,
        "one of today's three was met already"
    );
}

#[test]
fn what_is_taken_out_or_left_for_another_day_is_not_asked() {
    let cards: String = ["a", "b", "c"].map(|id| recall(id, "")).concat();
    let collection = collection(&[("one", "SD", &cards)]);
    let rows = [
        (
            NOON - DAY,
            What::Skip {
                item: "one/c".into(),
            },
        ),
        (
            NOON,
            What::Suspend {
                card: "one/a".into(),
                why: "known".into(),
            },
        ),
        (
            NOON,
            What::Skip {
                item: "one/b".into(),
            },
        ),
    ];
    assert_eq!(keys(&collection, &rows, &Request::default()), ["one/c"]);
}

#[test]
fn the_next_day_and_its_items_are_known() {
    let cards: String = ["a", "b"].map(|id| recall(id, "")).concat();
    let collection = collection(&[("one", "SD", &cards)]);
    let rows = [
        (NOON, graded("one/a", Grade::Easy)),
        (NOON, graded("one/b", Grade::Easy)),
    ];
    let progress = progress(&collection, &rows);
    let queue = queue(
        &collection,
        &progress,
        &Model::default(),
        now().study_day().plus(1),
        &Request::default(),
    );
    assert_eq!(queue.due + queue.new, 0);
    assert_eq!(queue.next, Some((now().study_day().plus(8), 2)));
}

#[test]
fn words_that_are_taken_for_each_other_are_not_new_on_one_day() {
    let rows = "## W {.vocab}\n\n| id | term | reading | meaning |\n|---|---|---|---|\n| who | 認証 | にんしょう | authentication |\n| may | 認可 | にんか | authorization |\n| load | 負荷 | ふか | load |\n";
    let words = collection(&[("ja", "JP", rows)]);
    let asked = |rows: &[(i64, What)], request: &Request| keys(&words, rows, request);
    let usual = Request::default();
    assert_eq!(asked(&[], &usual), ["ja/who#meaning", "ja/load#meaning"]);
    let met = |item, time| (time, graded(item, Grade::Easy));
    assert_eq!(
        asked(&[met("ja/may#meaning", NOON - 60_000)], &usual),
        ["ja/load#meaning"],
        "one that was met today keeps the other away"
    );
    let next_day = asked(&[met("ja/may#meaning", NOON - DAY)], &usual);
    assert!(
        next_day.contains(&"ja/who#meaning".to_owned()),
        "{next_day:?}"
    );
    let by_facet = Request {
        facet: Some(Facet::Recall),
        ..Request::default()
    };
    assert_eq!(asked(&[], &by_facet).len(), 3);
    let cram = Request {
        mode: Mode::Cram,
        ..Request::default()
    };
    assert!(asked(&[], &cram).len() > 3);
}

#[test]
fn a_word_that_is_kana_alone_is_read_only_where_readings_are_asked_for() {
    let rows =
        "## W {.vocab}\n\n| id | term | meaning |\n|---|---|---|\n| sa | サーバー | server |\n";
    let words = collection(&[("ja", "JP", rows)]);
    let all = |mode| {
        keys(
            &words,
            &[],
            &Request {
                mode,
                ..Request::default()
            },
        )
    };
    assert_eq!(all(Mode::Plan), ["ja/sa#meaning"]);
    assert_eq!(all(Mode::Cram), ["ja/sa#meaning", "ja/sa#recall"]);
    let readings = Request {
        facet: Some(Facet::Reading),
        ..Request::default()
    };
    assert_eq!(keys(&words, &[], &readings), ["ja/sa#reading"]);
}
