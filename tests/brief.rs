//! Around the day of the interview: `brief`, `warm-up` and `drill --check` through the real program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use std::{collections::BTreeSet, fs, path::Path};

use mensetsu::{
    deck::item::AnswerHash,
    journal::{DeviceId, Review, What, row},
    memory::Grade,
    plan::{Mode, Request},
};
use support::{DECKS, Driver, NOW, code, program, rows, run, stderr, stdout, write};
use unicode_width::UnicodeWidthStr;

const DAY: i64 = 86_400_000;

/// Core cards of two areas, gaps with and without a number, an estimate, and words.
const OWN: &str = "---\nid: own\ntitle: Own\narea: SD\n---\n\n\
    ## Known long ago? {#old tier=core}\n\nThe **old** answer.\n\n\
    ## Known well? {#well tier=core}\n\nThe well known answer.\n\n\
    ## Not core? {#more}\n\nMore.\n\n\
    ## Never met? {#unmet tier=core}\n\nUnmet.\n\n\
    ## A day has {{86,400}} seconds. {#seconds .cloze tier=core}\n\n\
    ## A gap without {{digits}}. {#words .cloze tier=core}\n\n\
    ## How many calls? {#calls .estimate tier=core minutes=1}\n\nTen users call.\n\n### Answer\n120 calls/s within 1.25\n\n### Steps\n- one\n\n\
    ## Reliable? {#reliable tier=core area=RL}\n\nYes.\n";

fn own() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    write(&home.path().join("data/decks/own.md"), OWN);
    home
}

/// Writes grades of some days ago.
fn met(home: &Path, grades: &[(i64, &str, Grade)]) {
    let now = jiff::Timestamp::now().as_millisecond();
    let mut text = String::new();
    for (n, (ago, item, grade)) in grades.iter().enumerate() {
        let what = What::Review(Review {
            item: (*item).into(),
            grade: *grade,
            ms: 5_000,
            hash: AnswerHash::default(),
            knows_letters: false,
            typed: None,
        });
        let device = DeviceId(0x00c0_ffee);
        let (line, _) = row::write(device, n as u64 + 1, now - ago * DAY, 0, &what).unwrap();
        text.push_str(&line);
        text.push('\n');
    }
    write(&home.join("data/journal/00c0ffee-2026.jsonl"), text);
}

fn goal(home: &Path, arguments: &[&str]) {
    let arguments = [&["goal", "set", "--deck", "own"], arguments].concat();
    let output = run(home, &arguments, "");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

/// The lines of a section of the page, up to the next blank line.
fn section<'p>(page: &'p str, title: &str) -> Vec<&'p str> {
    let after = page.lines().skip_while(|line| *line != title).skip(1);
    after.take_while(|line| !line.is_empty()).collect()
}

fn journal(home: &Path) -> BTreeSet<(String, String)> {
    let Ok(entries) = fs::read_dir(home.join("data/journal")) else {
        return BTreeSet::new();
    };
    entries
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                path.display().to_string(),
                fs::read_to_string(path).unwrap(),
            )
        })
        .collect()
}

#[test]
fn without_an_interview_the_page_says_what_to_do() {
    let home = own();
    let file = home.path().join("page.md");
    let output = run(home.path(), &["brief", "--out", file.to_str().unwrap()], "");
    assert_eq!(code(&output), 1);
    assert_eq!(stdout(&output), "");
    assert_eq!(
        stderr(&output),
        "error: no interview is set, so there is none to prepare a page for\nhint: mensetsu goal set --date D sets one\n"
    );
    assert!(!file.exists());
}

#[test]
fn the_page_says_when_what_and_which_cards_are_shaky() {
    let home = own();
    met(
        home.path(),
        &[
            (90, "own/old", Grade::Hard),
            (1, "own/well", Grade::Easy),
            (90, "own/more", Grade::Hard),
        ],
    );
    goal(
        home.path(),
        &[
            "--date",
            "+1d",
            "--time",
            "14:30",
            "--company",
            "A*me\u{1b}[2J",
            "--track",
            "microservices-lead",
            "--round",
            "system-design",
        ],
    );
    let page = stdout(&run(home.path(), &["brief"], ""));
    assert!(page.starts_with("System design\n\n  When: "), "{page}");
    assert!(page.contains(", 14:30 (tomorrow)\n"), "{page}");
    assert!(page.contains("  Role: Backend engineering lead (microservices)\n"));
    assert!(page.contains("  Round: System design, 60 minutes\n"));
    assert!(!page.contains('\u{1b}'));
    assert_eq!(
        section(&page, "The shakiest core cards"),
        [
            "  - Known long ago?",
            "      The old answer.",
            "  - Known well?",
            "      The well known answer."
        ],
        "by recall on the day, without what was never met and what is not core"
    );
    assert_eq!(
        section(&page, "Numbers to have ready"),
        [
            "  - A day has 86,400 seconds.",
            "  - How many calls?",
            "      Ten users call.",
            "      120 calls/s"
        ]
    );
    let back = section(&page, "Questions to ask back");
    let questions = back.iter().filter(|line| line.starts_with("  - "));
    assert_eq!(questions.count(), 3, "{back:?}");
    let rounds = section(&page, "The rounds");
    assert_eq!(rounds[0], "  - System design, 60 minutes · this one");
    assert_eq!(rounds.len(), 4);
    assert!(
        !page.contains("tories") && !page.contains("ntroduction"),
        "what is not there yet is left out"
    );
    let plan: serde_json::Value =
        serde_json::from_str(&stdout(&run(home.path(), &["plan", "--json"], ""))).unwrap();
    let kept = plan["recall"]["forecast"].as_f64().unwrap() * 100.0;
    assert!(
        page.contains(&format!("about {kept:.0}% of your cards")),
        "{kept} {page}"
    );
}

#[test]
fn before_anything_is_known_no_recall_is_claimed() {
    let home = own();
    goal(home.path(), &["--date", "+1d"]);
    let page = stdout(&run(home.path(), &["brief"], ""));
    let expected = section(&page, "What to expect").join(" ");
    assert!(expected.contains("not measured"), "{page}");
    assert!(!expected.contains('%'), "{page}");
    assert!(section(&page, "The shakiest core cards").is_empty());
    assert!(
        section(&page, "The rounds").is_empty(),
        "no role, no rounds"
    );
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let set = ["goal", "set", "--date", "+1d", "--track", "jp-tech-lead"];
    assert_eq!(code(&run(home.path(), &set, "")), 0);
    met(
        home.path(),
        &[(9, "japanese-terms/idempotency#meaning", Grade::Hard)],
    );
    for (columns, widest) in [("40", 40), ("80", 80), ("200", 80), ("x", 80), ("1", 24)] {
        let output = program(home.path())
            .arg("brief")
            .env("COLUMNS", columns)
            .output()
            .unwrap();
        let page = stdout(&output);
        assert!(page.lines().count() > 30);
        for line in page.lines() {
            assert!(line.width() <= widest, "{columns}: {line}");
        }
    }
}

#[test]
fn a_file_is_written_whole_and_never_over_another_unasked() {
    let home = own();
    goal(home.path(), &["--date", "+1d", "--company", "A*me"]);
    let before = journal(home.path());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.md");
    let out = ["brief", "--out", file.to_str().unwrap()];
    assert_eq!(code(&run(home.path(), &out, "")), 0);
    let page = fs::read_to_string(&file).unwrap();
    assert!(
        page.starts_with("# The interview\n\n- **When:** "),
        "{page}"
    );
    assert!(page.contains("- **Company:** A\\*me\n"), "{page}");
    assert!(page.contains("- A day has **86,400** seconds.\n"), "{page}");
    assert!(!page.contains("tomorrow"), "a file may be read another day");
    fs::write(&file, "mine").unwrap();
    let output = run(home.path(), &out, "");
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).ends_with("is there already\nhint: --force writes over it\n"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    let forced = [&out[..], &["--force"]].concat();
    assert_eq!(code(&run(home.path(), &forced, "")), 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), page);
    let at_folder = ["brief", "--force", "--out", folder.path().to_str().unwrap()];
    let output = run(home.path(), &at_folder, "");
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("is a folder"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(code(&run(home.path(), &["brief", "--force"], "")), 2);
    assert_eq!(journal(home.path()), before);
}

#[test]
fn another_interview_has_its_own_page() {
    let home = own();
    goal(home.path(), &["--date", "+1d", "--company", "First"]);
    let later = ["--date", "+9d", "--company", "Second"];
    goal(home.path(), &later);
    let shown: serde_json::Value =
        serde_json::from_str(&stdout(&run(home.path(), &["goal", "show", "--json"], ""))).unwrap();
    let id = shown["goals"][1]["id"].as_str().unwrap();
    let page = stdout(&run(home.path(), &["brief"], ""));
    assert!(page.contains("Company: First"), "{page}");
    let page = stdout(&run(home.path(), &["brief", "--goal", id], ""));
    assert!(page.contains("Company: Second") && page.contains("(in 9 days)"));
    let output = run(home.path(), &["brief", "--goal", "nowhere"], "");
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("there is no goal"));
}

#[test]
fn a_warm_up_shows_the_shakiest_first_and_writes_nothing() {
    let home = own();
    met(
        home.path(),
        &[
            (1, "own/well", Grade::Easy),
            (9, "own/old", Grade::Hard),
            (9, "own/calls", Grade::Hard),
        ],
    );
    let before = journal(home.path());
    let output = run(home.path(), &["warm-up"], "\n:?\nh\n\n");
    assert_eq!(code(&output), 0);
    insta::assert_snapshot!(stdout(&output), @"
    warm-up: 2 items, about 1 min, nothing is graded
    [1/2] own/old · recall
      Known long ago?
    (Enter shows the answer) > 
      The **old** answer.
    [2/2] own/well · recall
      Known well?
    (Enter shows the answer) > 
    :q ends, :? this list; h shows a hint. Nothing is graded here.
    (Enter shows the answer) > 
    not understood: h
    (Enter shows the answer) > 
      The well known answer.
    warmed up: 2 of 2 items
    ");
    assert_eq!(journal(home.path()), before);
    assert!(
        !home.path().join("state").exists(),
        "nobody is locked out, and no device is made"
    );
    let ended = stdout(&run(home.path(), &["warm-up"], ":q\n"));
    assert!(ended.ends_with("warmed up: 0 of 2 items\n"), "{ended}");
    assert_eq!(
        code(&run(home.path(), &["warm-up", "--minutes", "0"], "")),
        2
    );
}

#[test]
fn a_warm_up_fits_its_minutes_and_needs_something_to_warm_up() {
    let home = tempfile::tempdir().unwrap();
    let text = stdout(&run(home.path(), &["warm-up"], ""));
    assert_eq!(
        text,
        "Nothing was met yet that could be warmed up. mensetsu drill begins with the core.\n"
    );
    let answered = "\n3\n".repeat(40);
    run(home.path(), &["drill", "--items", "40"], &answered);
    let count = |arguments: &[&str]| {
        let text = stdout(&run(home.path(), arguments, &"\n".repeat(50)));
        let shown = text.lines().filter(|line| line.starts_with('[')).count();
        assert!(text.ends_with(&format!("warmed up: {shown} of {shown} items\n")));
        shown
    };
    let (one, five) = (count(&["warm-up", "--minutes", "1"]), count(&["warm-up"]));
    assert!((2..=6).contains(&one), "{one}");
    assert!((15..=30).contains(&five), "{five}");
}

#[test]
fn a_check_asks_the_core_of_each_area_once_and_its_grades_are_reviews() {
    let home = tempfile::tempdir().unwrap();
    // An empty answer to a word that is typed is asked again, so a word takes more lines.
    let grades = ["\n1\n".repeat(12), "\n3\n".repeat(15)].concat();
    let output = run(home.path(), &["drill", "--check"], &grades);
    assert_eq!(code(&output), 0);
    let text = stdout(&output);
    assert!(text.starts_with("drill: 24 items, 0 due, "), "{text}");
    assert!(!text.contains(" again] "), "each is asked once");
    assert!(!text.contains(" · estimate"));
    let rows = rows(home.path());
    let asked: BTreeSet<&str> = rows.iter().map(|row| row["c"].as_str().unwrap()).collect();
    assert_eq!((rows.len(), asked.len()), (24, 24));
    assert!(rows.iter().all(|row| row["k"] == "review"));
    let found: Vec<&str> = text
        .lines()
        .filter(|line| line.ends_with(" known"))
        .collect();
    assert_eq!(found[0], "System design 1 of 2 known");
    assert!((11..=12).contains(&found.len()), "{found:?}");
    let place = |start: &str| text.lines().position(|line| line.starts_with(start));
    assert!(place(found[0]) < place("session: 24 items, 24 answers"));
    let second = run(home.path(), &["drill", "--check"], &"\n3\n".repeat(30));
    let again = stdout(&second);
    assert!(
        asked.iter().all(|key| !again.contains(&format!(" {key} "))),
        "a further check takes others"
    );
    for with in ["--cram", "--ahead", "--facet=reading", "--new=3"] {
        let output = run(home.path(), &["drill", "--check", with], "");
        assert_eq!(code(&output), 2, "{with}");
    }
}

#[test]
fn a_check_takes_the_heaviest_areas_first_unless_others_are_named() {
    let home = tempfile::tempdir().unwrap();
    let set = ["goal", "set", "--date", "+5d", "--track", "first-lead"];
    run(home.path(), &set, "");
    let areas = |arguments: &[&str]| -> Vec<String> {
        // A word that is typed was said; anything else does not know :i and is revealed and graded with Enter.
        let text = stdout(&run(home.path(), arguments, &":i\n\n".repeat(80)));
        let known = text.lines().filter_map(|line| line.strip_suffix(" known"));
        known.map(str::to_owned).collect()
    };
    let found = areas(&["drill", "--check", "--items", "3"]);
    assert_eq!(found[0], "Leading 1 of 1");
    let all = areas(&["drill", "--check"]);
    assert!(
        all.iter().all(|area| !area.starts_with("Japanese")),
        "the role does not ask for it: {all:?}"
    );
    let named = areas(&["drill", "--check", "--area", "jp", "--items", "2"]);
    assert_eq!(named, ["Japanese 2 of 2"]);
}

#[test]
fn where_every_core_card_was_met_a_check_says_so() {
    let home = own();
    let known = ["old", "well", "unmet", "seconds#1", "words#1", "reliable"];
    let keys: Vec<String> = known.iter().map(|id| format!("own/{id}")).collect();
    let grades: Vec<(i64, &str, Grade)> = keys
        .iter()
        .map(|key| (3, key.as_str(), Grade::Good))
        .collect();
    met(home.path(), &grades);
    let text = stdout(&run(
        home.path(),
        &["drill", "--check", "--deck", "own"],
        "",
    ));
    assert!(
        text.contains("Every core card was met already, so there is nothing to check."),
        "{text}"
    );
}

#[test]
fn on_the_screen_a_check_ends_with_a_line_for_each_area() {
    let mut driver = Driver::at_home(&DECKS, &[]);
    let request = driver.app.study.check_request(NOW);
    assert_eq!(request.mode, Mode::Check);
    driver.app.begin(&request);
    driver.press("<space>3<space>1<space>1");
    let screen = driver.screen(80, 24);
    assert!(screen.contains("Reliability 1 of 2 known"), "{screen}");
    assert!(screen.contains("Japanese 0 of 1 known"), "{screen}");
    let ordinary = Driver::at_home(&DECKS, &[]);
    let queue = ordinary.app.study.queue(&Request::default(), NOW);
    assert!(queue.picks.len() > 3, "estimates are asked otherwise");
}
