use super::*;
use crate::{
    deck::{
        SafeText,
        collection::{DeckFile, Origin},
        format::{Spelling, load},
        item::AnswerHash,
    },
    journal::{EntryId, GoalRecord, Graded, Slip, entry::Goal},
    memory::Memory,
};

const TODAY: StudyDay = StudyDay(20_000);

fn collection() -> Collection {
    let source = "---\nid: ja\ntitle: T\narea: JP\n---\n\n## W {.vocab}\n\n| id | term | reading | meaning |\n|---|---|---|---|\n| jo | 冗長 | じょうちょう | redundant |\n| sa | サーバー | | server |\n";
    let loaded = load(source, Spelling::Markdown, "ja.md");
    let file = DeckFile {
        origin: Origin::Own,
        path: SafeText::from_line("ja.md"),
        file: None,
        deck: loaded.deck,
        problems: loaded.problems,
    };
    Collection::new(vec![file], Vec::new())
}

fn with_interview(days: u32) -> Progress {
    let mut progress = Progress::default();
    let record = GoalRecord {
        goal: Goal::default(),
        day: Some(TODAY.plus(days)),
        since: Some(TODAY),
    };
    progress.goals.insert("g".into(), record);
    progress
}

fn review(grade: Grade, slip: Option<Slip>, days_ago: u32) -> ItemRecord {
    ItemRecord {
        reviews: vec![Graded {
            id: EntryId::default(),
            day: TODAY.minus(days_ago),
            time: 0,
            grade,
            hash: AnswerHash::default(),
            knows_letters: true,
            slip,
        }],
        ..ItemRecord::default()
    }
}

fn stable(days: f32) -> ItemRecord {
    ItemRecord {
        memory: Some(Memory {
            stability: days,
            difficulty: 5.0,
        }),
        ..review(Grade::Good, None, 3)
    }
}

fn come(collection: &Collection, progress: &Progress) -> Vec<String> {
    let order = FacetOrder::of(collection, progress, TODAY);
    let items = collection.items.iter().filter(|item| order.has_come(item));
    items.map(|item| item.key.to_string()).collect()
}

#[test]
fn without_a_near_date_understanding_comes_first() {
    let words = collection();
    let mut progress = with_interview(NEAR_DAYS);
    let first = ["ja/jo#meaning", "ja/sa#meaning"];
    assert_eq!(come(&words, &Progress::default()), first);
    assert_eq!(come(&words, &progress), first, "30 days are not near");
    let set = |progress: &mut Progress, key: &str, record| {
        progress.items.insert(key.into(), record);
    };
    set(&mut progress, "ja/jo#meaning", review(Grade::Good, None, 0));
    assert_eq!(
        come(&words, &progress),
        first,
        "the reading waits for a day"
    );
    set(&mut progress, "ja/jo#meaning", stable(7.0));
    set(&mut progress, "ja/sa#meaning", stable(7.0));
    assert_eq!(
        come(&words, &progress),
        [
            "ja/jo#meaning",
            "ja/jo#reading",
            "ja/sa#meaning",
            "ja/sa#recall"
        ],
        "a word that is kana alone has no reading to wait for"
    );
    set(&mut progress, "ja/jo#reading", stable(6.9));
    assert!(!come(&words, &progress).contains(&"ja/jo#recall".to_owned()));
    set(&mut progress, "ja/jo#reading", stable(7.0));
    assert!(come(&words, &progress).contains(&"ja/jo#recall".to_owned()));
}

#[test]
fn before_an_interview_the_word_itself_comes_first() {
    let words = collection();
    let mut progress = with_interview(NEAR_DAYS - 1);
    assert_eq!(come(&words, &progress), ["ja/jo#recall", "ja/sa#recall"]);
    let mut failed = |grade, slip| {
        let record = review(grade, slip, 1);
        progress.items.insert("ja/jo#recall".into(), record);
        come(&words, &progress).contains(&"ja/jo#reading".to_owned())
    };
    assert!(!failed(Grade::Again, None), "said, and not known");
    assert!(!failed(Grade::Again, Some(Slip::AnotherWord)));
    assert!(!failed(Grade::Again, Some(Slip::NoAnswer)));
    assert!(!failed(Grade::Again, Some(Slip::Other)));
    assert!(!failed(Grade::Hard, Some(Slip::LongVowel)));
    assert!(failed(Grade::Again, Some(Slip::LongVowel)));
    progress.items.insert("ja/jo#recall".into(), stable(7.0));
    assert_eq!(
        come(&words, &progress),
        ["ja/jo#meaning", "ja/jo#recall", "ja/sa#recall"],
        "the meaning comes last"
    );
}

#[test]
fn for_a_screen_reader_no_reading_is_waited_for() {
    let mut words = collection();
    let before = words.decks[0].items;
    words.drop_readings();
    assert_eq!(words.decks[0].items, before - 1);
    let mut progress = Progress::default();
    progress.items.insert("ja/jo#meaning".into(), stable(8.0));
    assert_eq!(
        come(&words, &progress),
        ["ja/jo#meaning", "ja/jo#recall", "ja/sa#meaning"]
    );
}
