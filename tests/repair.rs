//! A card that is forgotten again and again: the screen that stops at it, the note, the numbers, and the plain mode.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use mensetsu::{
    app::{Action, Scope},
    deck::{Facet, item::AnswerHash},
    journal::{DeviceId, Moment, Record, Review, What, entry::Typed, row},
    memory::Grade,
    plan::Request,
    practice::study::Typing,
};
use support::{Driver, NOW, code, collection, run, stdout, write};

const DAY: i64 = 86_400_000;

/// The device that wrote the earlier rows.
const EARLIER: DeviceId = DeviceId(2);

const WORDS: &str = "---\nid: words\ntitle: Words\narea: JP\nlanguage: en\n---\n\n## Words {.vocab}\n\n\
    | id | term | reading | meaning | hint |\n|---|---|---|---|---|\n\
    | who | 認証 | にんしょう | authentication | who are you? |\n\
    | may | 認可 | にんか | authorization; granting access | what may you do? |\n\
    | load | 負荷 | ふか | load | |\n";

fn again(typed: &str, reason: &str) -> What {
    What::Review(Review {
        item: "words/may#recall".into(),
        grade: Grade::Again,
        ms: 4_000,
        hash: AnswerHash::of("認可"),
        knows_letters: true,
        typed: Some(Box::new(Typed {
            answer: typed.into(),
            reason: reason.into(),
            overridden: "".into(),
        })),
    })
}

/// The lines of a journal in which the word was learnt and then forgotten on seven days, with its entries.
fn forgotten(now: i64) -> (String, Vec<mensetsu::journal::Entry>) {
    let slips = [
        ("?", "no answer"),
        ("認証", "another word"),
        ("ninshou", "another word"),
        ("ninga", "voicing"),
        ("ninshou", "another word"),
        ("ninshou", "another word"),
        ("ninga", "voicing"),
        ("?", "no answer"),
    ];
    let mut lines = String::new();
    let mut entries = Vec::new();
    for (n, (typed, reason)) in (0..).zip(slips) {
        let time = now - (9 - n) * DAY;
        let what = again(typed, reason);
        let (line, entry) = row::write(EARLIER, n as u64 + 1, time, 0, &what).unwrap();
        lines.push_str(&line);
        lines.push('\n');
        entries.push(entry);
    }
    (lines, entries)
}

/// The word is asked for the eighth time since it was learnt.
fn asked() -> Driver {
    let mut driver = Driver::at_home(&[("words", WORDS)], &[]);
    let study = &mut driver.app.study;
    study.typing = Typing::All;
    let (_, entries) = forgotten(NOW.ms);
    study.record = Record::new(entries, NOW, &study.collection.renamed, &study.model);
    driver.app.begin(&Request {
        facet: Some(Facet::Recall),
        ..Request::default()
    });
    while !driver.screen(80, 24).contains("authorization") {
        driver.press("<tab>3");
    }
    driver
}

#[test]
fn a_card_forgotten_eight_times_is_stopped_at_beside_what_it_is_taken_for() {
    let mut driver = asked();
    driver.press("ninshou<enter><enter>");
    assert_eq!(driver.app.scope(), Scope::Repair);
    insta::assert_snapshot!(driver.screen(80, 24), @"
    Again and again                                              forgotten 8 times


     Asking once more helps little here. A difference that you can name does.

     認可（にんか）
       authorization; granting access
       what may you do?

     You took it for
     認証（にんしょう）  5 times
       authentication
       who are you?

     You answered
        4  ninshou: another word
        2  nothing
        2  ninga: voicing
        1  認証: another word


     Your note  n writes one in your own words

    Enter goes on   n note   u undo   x leave it out   ? help   e edit
    ");
    insta::assert_snapshot!(driver.screen(40, 12), @"
    Again and again      forgotten 8 times
    Asking once more helps little here. A
    difference that you can name does.

    認可（にんか）
      authorization; granting access
      what may you do?
                                          ↓

    Your note  n writes one in your own w…

    Enter goes on  n note  u undo
    ");
    driver.press("<enter>");
    assert_ne!(driver.app.scope(), Scope::Repair, "the sitting goes on");
}

#[test]
fn a_note_is_written_there_and_shown_with_the_answer() {
    let mut driver = asked();
    driver.press("ninshou<enter><enter>n").press("可 is may");
    assert_eq!(driver.app.scope(), Scope::OwnNote);
    driver.disk_is_full = true;
    driver.press("<enter>");
    assert_eq!(
        driver.app.scope(),
        Scope::OwnNote,
        "nothing written is lost"
    );
    driver.disk_is_full = false;
    driver.press("<enter>");
    assert_eq!(driver.app.scope(), Scope::Repair);
    let note = What::Note {
        card: "words/may".into(),
        text: "可 is may".into(),
    };
    assert_eq!(driver.rows.last(), Some(&note));
    assert!(driver.screen(80, 24).contains("Your note: 可 is may"));
    driver.press("u");
    assert!(!driver.screen(80, 24).contains("Your note: 可 is may"));
    driver.press("n").press("x<esc>");
    assert!(
        driver.screen(80, 24).contains("n writes one"),
        "left as it was"
    );
    driver.press("n").press("可 is may<enter><enter>");
    while !driver.screen(80, 24).contains("authorization") {
        driver.press("<tab>3");
    }
    driver.press("<tab>");
    assert!(
        driver.screen(80, 24).contains("Your note: 可 is may"),
        "{}",
        driver.screen(80, 24)
    );
}

#[test]
fn undo_asks_the_card_again_and_x_takes_it_out_as_a_leech() {
    let mut driver = asked();
    driver.press("ninshou<enter><enter>u");
    assert_eq!(driver.app.scope(), Scope::Typed);
    assert!(driver.screen(80, 24).contains("undone: again"));
    driver.press("ninshou<enter><enter>");
    driver.press("x");
    let leech = What::Suspend {
        card: "words/may".into(),
        why: "leech".into(),
    };
    assert_eq!(driver.rows.last(), Some(&leech));
    assert_ne!(driver.app.scope(), Scope::Repair);
    assert!(!driver.screen(80, 24).contains("authorization"));
}

#[test]
fn any_answer_can_be_looked_at_closer_and_is_still_to_be_graded() {
    let mut driver = asked();
    driver.press("<tab>n");
    let screen = driver.screen(80, 24);
    assert!(
        screen.contains("A closer look") && screen.contains("forgotten 7 times"),
        "{screen}"
    );
    driver.press("<esc>");
    assert_eq!(driver.app.scope(), Scope::Answer);
    driver.press("3");
    assert!(
        matches!(driver.rows.last(), Some(What::Review(review)) if review.grade == Grade::Good)
    );
}

#[test]
fn progress_and_stats_name_pairs_and_what_is_forgotten() {
    let mut driver = asked();
    driver.press("ninshou<enter><enter><enter><esc><enter>p");
    let mut screen = driver.screen(80, 60);
    screen.truncate(screen.trim_end().len());
    assert!(screen.contains("Words taken for each other\n"), "{screen}");
    assert!(screen.contains("5  認証 and 認可"), "{screen}");
    assert!(screen.contains("8  words/may#recall"), "{screen}");
}

#[test]
fn plain_mode_says_it_after_the_grade_and_asks_nothing() {
    let home = tempfile::tempdir().unwrap();
    write(&home.path().join("data/decks/words.md"), WORDS);
    let now = i64::try_from(
        std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap()
            .as_millis(),
    )
    .unwrap();
    let (lines, entries) = forgotten(now);
    let moment = Moment {
        ms: entries[0].time,
        zone_minutes: 0,
    };
    let year = &moment.rfc3339()[..4];
    write(
        &home
            .path()
            .join(format!("data/journal/{EARLIER}-{year}.jsonl")),
        lines,
    );
    let arguments = [
        "drill", "--deck", "words", "--plain", "--facet", "recall", "--items", "1",
    ];
    let output = run(home.path(), &arguments, "ninshou\n\n");
    assert_eq!(code(&output), 0);
    let text = stdout(&output);
    let at = text.find("saved: words/may#recall again").expect(&text);
    insta::assert_snapshot!(text[at..].split_once('\n').unwrap().1, @"
    forgotten 8 times: asking once more helps little, a difference that you can name does
      認可（にんか）: authorization; granting access (what may you do?)
      taken for, 5 times: 認証（にんしょう）: authentication; verifying identity (who are you?)
      like it: 最適化（さいてきか）: optimization; optimisation; optimizing; optimising; optimize (done too early, it is called the root of all evil)
      like it: 権限（けんげん）: permission; authority; privilege; permissions; access rights; privileges; access right; access privileges (what an account, or a manager, is allowed to do)
      like it: 承認（しょうにん）: approval; approving; approve; sign-off (the reviewer says yes)
      answered, 4 times: ninshou (another word)
      answered, 2 times: nothing
      answered, 2 times: ninga (voicing)
      answered, once: 認証 (another word)
    when it is asked again, :s takes it out of the plan
    [1/1 again] words/may#recall · vocab recall
      authorization
    japanese> 
    session: 1 items, 1 answers, 0 min
    ");
    let output = run(home.path(), &["stats", "--json"], "");
    let stats: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(
        stats["confused"][0]["words"],
        serde_json::json!(["認証", "認可"])
    );
    assert_eq!(stats["confused"][0]["count"], 5);
    assert_eq!(stats["leeches"][0]["lapses"], 8);
    let output = run(home.path(), &arguments, ":m 可 is may\n:i\n:m\n3\n");
    let text = stdout(&output);
    assert!(
        text.contains("noted: words/") && text.contains("  Your note: 可 is may"),
        "{text}"
    );
    assert!(text.contains("note taken away: words/"), "{text}");
}

#[test]
fn the_key_that_graded_pressed_once_more_does_not_leave_the_stop() {
    let mut driver = asked();
    driver.press("ninshou<enter><enter>");
    let enter = mensetsu::app::Key::parse("enter").unwrap();
    driver.press_now(enter);
    assert_eq!(driver.app.scope(), Scope::Repair);
    driver.press("<enter>");
    assert_ne!(driver.app.scope(), Scope::Repair);
}

#[test]
fn what_was_left_out_comes_back_as_what_was_asked() {
    let mut driver = asked();
    driver.press("ninshou<enter><enter>x");
    assert!(
        driver.screen(80, 24).contains("taken out · F3 undoes"),
        "{}",
        driver.screen(80, 24)
    );
    driver.press("<f3>");
    let screen = driver.screen(80, 24);
    assert!(
        screen.contains("Japanese, kana or kanji") && screen.contains("authorization"),
        "{screen}"
    );
}

#[test]
fn a_closer_look_in_cram_does_not_undo_an_earlier_sitting() {
    let mut driver = asked();
    driver.press("<esc>");
    driver.app.go_home();
    driver.press("z<tab>n");
    assert_eq!(driver.app.scope(), Scope::Repair);
    let before = driver.rows.len();
    driver.press("u");
    assert!(driver.screen(80, 24).contains("nothing to undo"));
    assert_eq!(driver.rows.len(), before);
}

#[test]
fn decks_that_are_read_again_leave_the_stop_the_look_and_the_verdict() {
    let again = || Action::DecksRead(Box::new(collection(&[("words", WORDS)])));
    let mut driver = asked();
    driver.press("ninshou<enter>");
    driver.act(again());
    assert!(driver.screen(80, 24).contains("ninshou is wrong"));
    driver.press("n").press("n").press("half");
    driver.act(again());
    assert_eq!(driver.app.scope(), Scope::OwnNote);
    assert!(driver.screen(80, 24).contains("half"));
    driver.press("<esc><esc><enter>");
    assert_eq!(driver.app.scope(), Scope::Repair);
    assert!(driver.screen(80, 24).contains("Again and again"));
    driver.act(again());
    assert!(driver.screen(80, 24).contains("Again and again"));
    let others = WORDS.replace(
        "| may | 認可 | にんか | authorization; granting access | what may you do? |\n",
        "",
    );
    driver.act(Action::DecksRead(Box::new(collection(&[(
        "words", &others,
    )]))));
    assert_ne!(driver.app.scope(), Scope::Repair, "the card is gone");
}
