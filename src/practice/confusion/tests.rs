use super::*;
use crate::{
    deck::{
        collection::{DeckFile, Origin},
        format::{Spelling, load},
        item::AnswerHash,
    },
    journal::{DeviceId, Moment, Review, row},
    memory::{Grade, Model},
};

pub(in crate::practice) const DAY: i64 = 86_400_000;

pub(in crate::practice) fn words() -> Collection {
    let source = "---\nid: ja\ntitle: T\narea: JP\n---\n\n## W {.vocab}\n\n| id | term | reading | meaning | hint |\n|---|---|---|---|---|\n| who | 認証 | にんしょう | authentication | who are you? |\n| may | 認可 | にんか | authorization | what may you do? |\n| load | 負荷 | ふか | load | |\n| move | 移行 | いこう | migration | |\n| after | 以降 | いこう | from then on | |\n";
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

pub(in crate::practice) fn graded(
    item: &str,
    grade: Grade,
    typed: Option<(&str, &str, &str)>,
) -> What {
    What::Review(Review {
        item: item.into(),
        grade,
        ms: 1_000,
        hash: AnswerHash::of("x"),
        knows_letters: true,
        typed: typed.map(|(answer, reason, overridden)| {
            Box::new(Typed {
                answer: answer.into(),
                reason: reason.into(),
                overridden: overridden.into(),
            })
        }),
    })
}

pub(in crate::practice) fn record(collection: &Collection, rows: &[(i64, What)]) -> Record {
    let entry = |(n, (time, what)): (u64, &(i64, What))| {
        row::write(DeviceId(1), n, *time, 0, what).unwrap().1
    };
    let entries = (1..).zip(rows).map(entry).collect();
    let now = Moment {
        ms: 100 * DAY,
        zone_minutes: 0,
    };
    Record::new(entries, now, &collection.renamed, &Model::default())
}

#[test]
fn wrong_answers_are_counted_and_the_words_that_they_are_named() {
    let words = words();
    let glosses = Glosses::new(&words);
    let may = |typed, reason, overridden| {
        graded(
            "ja/may#recall",
            Grade::Again,
            Some((typed, reason, overridden)),
        )
    };
    let rows = [
        (DAY, may("認証", "another word", "")),
        (2 * DAY, may("ninshou", "another word", "")),
        (3 * DAY, may("にんが", "voicing", "")),
        (4 * DAY, may("ninshou", "another word", "")),
        (5 * DAY, may("にんしょう", "another word", "right")),
        (6 * DAY, graded("ja/may#recall", Grade::Again, None)),
        (
            7 * DAY,
            graded(
                "ja/who#meaning",
                Grade::Again,
                Some(("Authorization", "another word", "")),
            ),
        ),
        (
            8 * DAY,
            graded(
                "ja/move#recall",
                Grade::Again,
                Some(("以降", "other kanji", "")),
            ),
        ),
    ];
    let record = record(&words, &rows);
    let item = |key: &str| words.item_index(key).unwrap();
    let found = of_item(&words, &record, &glosses, item("ja/may#recall"));
    let answers: Vec<(&str, &str, usize)> = found
        .answers
        .iter()
        .map(|answer| (&*answer.typed, &*answer.reason, answer.count))
        .collect();
    assert_eq!(
        answers,
        [
            ("ninshou", "another word", 2),
            ("にんが", "voicing", 1),
            ("認証", "another word", 1)
        ]
    );
    assert_eq!(found.taken_for, [((0, 0), 3)]);
    let counts: Vec<([CardIndex; 2], usize)> = pairs(&words, &record, &glosses)
        .into_iter()
        .map(|pair| (pair.cards, pair.count))
        .collect();
    assert_eq!(counts, [([(0, 0), (0, 1)], 4), ([(0, 3), (0, 4)], 1)]);
}
