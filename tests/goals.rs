//! `mensetsu goal` as scripts and people use it: setting, bad input, own tracks, and what was asked.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use std::{fs, path::Path};

use mensetsu::{
    deck::{Kind, asked, collection::Collection},
    journal::{What, entry::Goal},
    library,
};
use serde_json::{Value, json};
use support::{DECKS, Driver, code, home, rows, run, stderr, stdout, write};

fn goal(home: &Path, arguments: &[&str]) -> (i32, String, String) {
    with_input(home, arguments, "")
}

fn with_input(home: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let arguments: Vec<&str> = ["goal"].iter().chain(arguments).copied().collect();
    let output = run(home, &arguments, input);
    (code(&output), stdout(&output), stderr(&output))
}

fn shown(home: &Path) -> Value {
    serde_json::from_str(&goal(home, &["show", "--json"]).1).unwrap()
}

fn kinds(home: &Path) -> Vec<String> {
    let kind = |row: &Value| row["k"].as_str().unwrap().to_owned();
    rows(home).iter().map(kind).collect()
}

const FULL: [&str; 17] = [
    "set",
    "--date",
    "+12d",
    "--time",
    "9:30",
    "--track",
    "jp-tech-lead",
    "--round",
    "lead",
    "--company",
    "Acme\u{1b}[2J",
    "--minutes",
    "20",
    "--share",
    "40",
    "--deck",
    "mine",
];

#[test]
fn a_goal_is_set_and_shown_as_json_and_as_text() {
    let home = home();
    let empty = shown(home.path());
    assert_eq!(
        (&empty["format"], &empty["id"], &empty["date"]),
        (&json!(1), &Value::Null, &Value::Null)
    );
    assert_eq!(empty["goals"], json!([]));
    let (status, text, _) = goal(
        home.path(),
        &[&FULL[..], &["--days-off", "+2d..+3d", "today"]].concat(),
    );
    assert_eq!(status, 0);
    assert!(
        text.starts_with("added: 12 days to Lead conversation"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'));
    let now = shown(home.path());
    for (key, expected) in [
        ("time", json!("09:30")),
        ("days_left", json!(12)),
        ("track", json!("jp-tech-lead")),
        ("round", json!("lead")),
        ("minutes", json!(20)),
        ("decks", json!(["mine"])),
        ("share", json!(0.4)),
        ("result", Value::Null),
    ] {
        assert_eq!(now[key], expected, "{key}");
    }
    assert_eq!(now["off"].as_array().unwrap().len(), 3);
    assert_eq!(now["goals"].as_array().unwrap().len(), 1);
    let mut keys: Vec<&str> = now
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        [
            "company",
            "date",
            "days_left",
            "decks",
            "format",
            "goals",
            "id",
            "minutes",
            "off",
            "result",
            "round",
            "share",
            "time",
            "track"
        ]
    );
    let text = goal(home.path(), &["show"]).1;
    assert!(
        text.contains("these areas count twice: Leading, People and process"),
        "{text}"
    );
    // The home counts the days of the same goal.
    assert!(stdout(&run(home.path(), &[], "")).contains("12 days to Lead conversation"));
}

#[test]
fn further_dates_add_goals_and_the_nearest_counts() {
    let home = home();
    goal(
        home.path(),
        &["set", "--date", "+20d", "--track", "remote-lead"],
    );
    let (_, text, notes) = goal(home.path(), &["set", "--date", "+5d", "--round", "coding"]);
    assert!(
        text.contains("2 goals are open and the nearest counts"),
        "{text}"
    );
    assert!(
        notes.contains("the role is that of the goal before: remote-lead"),
        "{notes}"
    );
    assert_eq!(shown(home.path())["days_left"], 5);
    goal(home.path(), &["set", "--date", "+5d", "--minutes", "10"]);
    assert_eq!(shown(home.path())["round"], "coding");
    assert_eq!(shown(home.path())["goals"].as_array().unwrap().len(), 2);
    let (_, text, _) = goal(home.path(), &["clear"]);
    assert!(text.starts_with("cleared: 5 days to"), "{text}");
    assert_eq!(shown(home.path())["days_left"], 20);
    let date = shown(home.path())["date"].as_str().unwrap().to_owned();
    goal(home.path(), &["clear", &date]);
    assert_eq!(shown(home.path())["id"], Value::Null);
    assert_eq!(goal(home.path(), &["clear"]).0, 0);
    assert_eq!(goal(home.path(), &["clear", "none-such"]).0, 1);
}

#[test]
fn bad_input_is_a_sentence_and_the_program_goes_on() {
    let home = home();
    let (status, _, notes) = goal(
        home.path(),
        &[
            "set",
            "--date",
            "2020-01-01",
            "--minutes",
            "0",
            "--track",
            "remote-lead",
        ],
    );
    assert_eq!(status, 0);
    assert!(notes.contains("note: 2020-01-01 is over"), "{notes}");
    assert!(notes.contains("note: 0 minutes a day leave nothing to plan; 30 are planned with"));
    let now = shown(home.path());
    assert_eq!((&now["date"], &now["minutes"]), (&Value::Null, &json!(30)));
    let (status, _, notes) = goal(
        home.path(),
        &["set", "--date", "+3d", "--days-off", "today..+9d"],
    );
    assert_eq!(status, 0);
    assert!(notes.contains("leaves no day to study"), "{notes}");
    assert_eq!(shown(home.path())["off"], json!([]));
    for (arguments, said) in [
        (["--track", "remote-led"], "hint: did you mean remote-lead?"),
        (["--round", "codin"], "hint: did you mean coding?"),
        (["--deck", "mnie"], "hint: did you mean mine?"),
        (["--date", "someday"], "error: \"someday\" is no date"),
        (["--date", "2020-01-01"], "error: 2020-01-01 is over"),
        (["--minutes", "-5"], "error: \"-5\" is no number of minutes"),
        (["--days-off", "never"], "error: \"never\" is no day off"),
        (["--id", "x"], "error: there is no goal \"x\""),
    ] {
        let before = rows(home.path()).len();
        let (status, _, error) = goal(home.path(), &[&["set"][..], &arguments].concat());
        assert_eq!(status, 1, "{arguments:?}");
        assert!(error.contains(said), "{error}");
        assert_eq!(rows(home.path()).len(), before, "nothing is saved");
    }
    assert_eq!(goal(home.path(), &["set", "--share", "101"]).0, 2);
}

#[test]
fn cards_that_are_missing_for_the_role_are_said() {
    let home = home();
    let only = |decks: &[&str]| {
        let mut arguments = vec!["set", "--date", "+5d", "--track", "jp-tech-lead"];
        for deck in decks {
            arguments.extend(["--deck", *deck]);
        }
        goal(home.path(), &arguments).2
    };
    let notes = only(&["mine"]);
    assert!(
        notes.contains("no card in the mix is about") && notes.contains("Japanese (20%)"),
        "{notes}"
    );
    run(home.path(), &["deck", "use", "mine", "off"], "");
    let notes = only(&["mine"]);
    assert!(
        notes.contains("the deck mine is off and gives no cards"),
        "{notes}"
    );
    assert!(
        notes.contains("there is no card to learn in the mix"),
        "{notes}"
    );
    assert_eq!(goal(home.path(), &["show"]).0, 0);
    assert_eq!(code(&run(home.path(), &["drill", "--plain"], "")), 0);
}

#[test]
fn own_tracks_are_read_with_their_faults_and_replace_bundled_ones() {
    let home = home();
    let tracks = r#"{"tracks":[
        {"id":"remote-lead","title":"Our lead","weights":{"SD":30,"XX":30},
         "rounds":[{"id":"chat","name":"Chat","draw":[{"kind":"open","n":1,"areas":["SD"]}]}]},
        {"id":"free"},
        {"title":"no id"}]}"#;
    write(&home.path().join("data/tracks/mine.json"), tracks);
    write(&home.path().join("data/tracks/broken.json"), "{");
    let (status, text, notes) = goal(
        home.path(),
        &[
            "set",
            "--date",
            "+5d",
            "--track",
            "remote-lead",
            "--round",
            "chat",
        ],
    );
    assert_eq!(status, 0);
    assert!(text.contains("5 days to Chat"), "{text}");
    for said in [
        "broken.json: ",
        "sum to 60, not to 100; they are scaled",
        "names the area XX, which is none of SD",
        "the role free has no weights, so all areas count the same",
        "track 3 is left out: missing field `id`",
    ] {
        assert!(notes.contains(said), "{said}: {notes}");
    }
    assert_eq!(goal(home.path(), &["set", "--track", "free"]).0, 0);
    fs::remove_file(home.path().join("data/tracks/mine.json")).unwrap();
    let (status, text, notes) = goal(home.path(), &["show"]);
    assert_eq!(status, 0);
    assert!(text.contains("5 days to the interview"), "{text}");
    assert!(notes.contains("the role free is not known here"), "{notes}");
}

#[test]
fn a_result_is_asked_for_line_by_line_and_its_questions_become_cards() {
    let home = home();
    let deck = home.path().join("data/decks/asked.md");
    goal(home.path(), &FULL);
    let input = "5\n1\n- Why do you want this job?\n- What is the first?\n.\ny\n";
    let (status, text, _) = with_input(home.path(), &["result"], input);
    assert_eq!(status, 0);
    let path = deck.display().to_string();
    insta::assert_snapshot!(text.replace(&path, "DECK"), @r"
    1 passed
    2 failed
    3 pending
    4 cancelled
    how did Lead conversation with the engineering manager go? 1-4, Enter passes it over > 
    not understood: 5
    how did Lead conversation with the engineering manager go? 1-4, Enter passes it over > 
    what was asked, one a line (a lone . ends) > 
    asked: What is the first?
    looks like mine/first:
      What is first?
    use it? [Y/n] > 
    deck: DECK · first in the mix
    draft: asked/why-do-you-want-this-job
    flagged: mine/first
    saved: lead passed · 2 asked
    ");
    assert_eq!(kinds(home.path()), ["goal", "deck", "flag", "goal"]);
    let saved = rows(home.path());
    assert_eq!(
        (&saved[1]["id"], &saved[1]["state"]),
        (&json!("asked"), &json!("first"))
    );
    assert_eq!(saved[2]["c"], "mine/first");
    let result = &saved[3]["result"]["rounds"][0];
    assert_eq!(
        (&result["round"], &result["outcome"]),
        (&json!("lead"), &json!("passed"))
    );
    assert_eq!(result["asked"][0]["card"], "asked/why-do-you-want-this-job");
    assert_eq!(
        result["asked"][1],
        json!({"card": "mine/first", "text": "What is the first?"})
    );
    let shown = shown(home.path());
    assert_eq!(shown["id"], Value::Null);
    assert_eq!(&shown["goals"][0]["result"], &saved[3]["result"]);
    let check = run(
        home.path(),
        &["deck", "check", "--short", deck.to_str().unwrap()],
        "",
    );
    assert_eq!(code(&check), 0, "{}", stdout(&check));
    let list = stdout(&run(home.path(), &["deck", "list", "--json"], ""));
    let list: Value = serde_json::from_str(&list).unwrap();
    let asked = list["decks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|deck| deck["id"] == "asked");
    assert_eq!(
        (&asked.unwrap()["state"], &asked.unwrap()["cards"]),
        (&json!("first"), &json!(1))
    );
}

#[test]
fn a_result_for_scripts_asks_nothing_and_can_be_added_to() {
    let home = home();
    let deck = home.path().join("data/decks/asked.md");
    goal(home.path(), &FULL);
    let (status, text, _) = goal(home.path(), &["result", "--outcome", "pending"]);
    assert_eq!(
        (status, text.as_str()),
        (0, "saved: lead pending · 0 asked\n")
    );
    assert!(!deck.exists());
    let questions = home.path().join("questions.txt");
    write(
        &questions,
        "Why us {really}?\nWhat is first?\nWhat was first then?\n",
    );
    let date = shown(home.path())["goals"][0]["date"]
        .as_str()
        .unwrap()
        .to_owned();
    let file = questions.to_str().unwrap();
    let (status, text, _) = goal(
        home.path(),
        &[
            "result",
            "--id",
            &date,
            "--outcome",
            "failed",
            "--asked",
            file,
        ],
    );
    assert_eq!(status, 0);
    // Nobody answers: only the card that asks the very same is used.
    assert!(text.contains("flagged: mine/first\n"), "{text}");
    assert!(
        text.contains("draft: asked/what-was-first-then\n"),
        "{text}"
    );
    let before = fs::read_to_string(&deck).unwrap();
    let (status, text, notes) = with_input(
        home.path(),
        &["result", "--id", &date, "--round", "final", "--asked", "-"],
        "What is your notice period?\n.\nignored\n",
    );
    assert_eq!(status, 0, "{notes}");
    assert!(text.contains("saved: final pending · 1 asked"), "{text}");
    assert!(notes.contains("the round counts as pending"));
    let after = fs::read_to_string(&deck).unwrap();
    assert!(after.starts_with(&before) && after.len() > before.len());
    let rounds = shown(home.path())["goals"][0]["result"]["rounds"].clone();
    assert_eq!(rounds.as_array().unwrap().len(), 2);
    assert_eq!(
        (
            &rounds[0]["outcome"],
            rounds[0]["asked"].as_array().unwrap().len()
        ),
        (&json!("failed"), 3)
    );
    let (status, _, error) = goal(home.path(), &["result", "--id", &date, "--round", "finl"]);
    assert_eq!(status, 1);
    assert!(error.contains("did you mean final?"), "{error}");
    assert_eq!(goal(home.path(), &["result"]).0, 1, "no goal waits for one");
}

#[test]
fn a_file_that_is_no_deck_of_ours_is_never_touched() {
    let home = home();
    let notes = home.path().join("data/decks/asked.md");
    write(&notes, "my own notes, no deck\n");
    goal(home.path(), &FULL);
    let (status, ..) = with_input(
        home.path(),
        &["result", "--outcome", "passed", "--asked", "-"],
        "Why do you want this job?\n",
    );
    assert_eq!(status, 0);
    assert_eq!(
        fs::read_to_string(&notes).unwrap(),
        "my own notes, no deck\n"
    );
    let ours = home.path().join("data/decks/asked-2.md");
    assert!(
        fs::read_to_string(ours)
            .unwrap()
            .contains("## Why do you want this job?")
    );
}

#[test]
fn a_deck_with_an_open_block_keeps_its_text_and_the_questions_are_shown() {
    let home = home();
    let deck = home.path().join("data/decks/asked.md");
    let text = "---\nid: asked\ntitle: Mine\n---\n\n## Code? {#code}\n\n```\nleft open\n";
    write(&deck, text);
    goal(home.path(), &FULL);
    let (status, said, error) = with_input(
        home.path(),
        &["result", "--outcome", "passed", "--asked", "-"],
        "Why do you want this job?\n",
    );
    assert_eq!(status, 1);
    assert!(
        said.contains("not written: Why do you want this job?"),
        "{said}"
    );
    assert!(error.contains("cannot take further cards"), "{error}");
    assert_eq!(fs::read_to_string(&deck).unwrap(), text);
    assert_eq!(kinds(home.path()), ["goal"]);
}

#[test]
fn leaving_the_questions_writes_nothing() {
    let home = home();
    goal(
        home.path(),
        &["set", "--date", "+3d", "--track", "remote-lead"],
    );
    for input in [
        "",
        ":q\n",
        "1\nWhat is first?\n.\n:q\n",
        "1\nWhat is first?\n.\n2\n.\n\n\n\n:q\n",
    ] {
        let (status, text, _) = with_input(home.path(), &["result"], input);
        assert_eq!(status, 0);
        assert!(text.ends_with("nothing is written down\n"), "{text}");
        assert_eq!(kinds(home.path()), ["goal"]);
    }
    // Where the input ends no further round is asked about, and what was answered is kept.
    let (_, text, _) = with_input(home.path(), &["result"], "1\n");
    assert_eq!(text.matches("how did").count(), 1, "{text}");
    assert!(
        text.ends_with("saved: recruiter passed · 0 asked\n"),
        "{text}"
    );
    goal(home.path(), &["set", "--date", "+4d"]);
    // Every round of the role is asked about; Enter passes one over.
    let (_, text, _) = with_input(home.path(), &["result"], "\n2\n.\n\n\n\n");
    assert!(
        text.contains("how did Recruiter")
            && text.contains("saved: system-design failed · 0 asked"),
        "{text}"
    );
}

#[test]
fn the_form_on_the_screen_leaves_what_it_does_not_ask() {
    let set = Goal {
        id: "g".into(),
        date: "2026-12-04".into(),
        time: "09:30".into(),
        track: "jp-tech-lead".into(),
        company: "Acme".into(),
        minutes: Some(20),
        off: vec!["2026-11-24".into()],
        share: Some(40),
        ..Goal::default()
    };
    let mut driver = Driver::at_home(&DECKS, &[What::Goal(Box::new(set.clone()))]);
    driver.press("g<enter><enter><enter><enter><enter><enter>");
    let goals: Vec<&What> = driver
        .rows
        .iter()
        .filter(|row| matches!(row, What::Goal(_)))
        .collect();
    assert_eq!(goals, [&What::Goal(Box::new(set))]);
}

/// The bundled cards all ask something else: what is offered as near must be rare among them.
#[test]
fn hardly_any_two_bundled_cards_are_taken_for_near() {
    let collection = Collection::new(library::bundled_files(), Vec::new());
    let cards: Vec<_> = collection
        .decks
        .iter()
        .flat_map(|loaded| loaded.deck.cards.iter())
        .filter(|card| card.kind() != Kind::Vocab)
        .collect();
    let prompts = asked::Prompts::new(&collection);
    let asked: Vec<_> = cards.iter().step_by(3).collect();
    let mut near = Vec::new();
    for card in &asked {
        let other = prompts
            .nearest_but(card.prompt.source(), Some(card))
            .unwrap();
        if other.score >= asked::NEAR {
            let pair = [&card.prompt, &other.card.prompt].map(|prompt| prompt.line().into_string());
            near.push((pair, other.score));
        }
    }
    assert!(near.len() * 20 <= asked.len(), "{near:#?}");
}
