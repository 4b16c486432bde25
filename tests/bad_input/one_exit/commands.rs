//! Every command that prints, in the hostile home. The list of commands is that of the program: a new one has no row here and
//! fails the test.

use std::{collections::BTreeSet, os::unix::ffi::OsStringExt};

use clap::CommandFactory;
use mensetsu::{cli::Cli, library::BUNDLED};

use super::hostile::{self, EVIL, evil};
use crate::{
    place::{Place, assert_clean, assert_holds, watched},
    window::Session,
};

/// Each command with the arguments that it is tried with; `HOME` and `WORK` stand for the folders, `EVIL` for hostile text.
const TRIED: &[(&str, &[&str], &str)] = &[
    ("", &["--plain"], "\n3\n"),
    (
        "drill",
        &["--plain", "--deck", "hostile", "--items", "12"],
        "\n3\n\n3\nEVIL\n3\n\n3\n:?\n\n3\n\n3\n\n3\n",
    ),
    ("drill", &["--plain", "--deck", "json-json"], "\n3\n"),
    ("drill", &["--plain", "--deck", "EVIL"], ""),
    ("drill", &["--plain", "--area", "EVIL"], ""),
    (
        "speak",
        &["--plain", "hostile/design"],
        "EVIL\n.\n\nEVIL\n.\n\n80\n0\n0\n0\n",
    ),
    (
        "speak",
        &["--plain", "hostile/story", "--read"],
        "\nEVIL\n.\n\n80\n0\n0\n",
    ),
    ("speak", &["--plain", "EVIL"], ""),
    (
        "speak",
        &["--plain", "--phase", "EVIL", "hostile/design"],
        "",
    ),
    (
        "mock",
        &["--plain", "--track", "mine", "--round", "talk"],
        "EVIL\n.\n\n80\n0\n0\n",
    ),
    ("mock", &["--plain", "--track", "EVIL"], ""),
    ("mock list", &["--track", "mine"], ""),
    ("mock list", &["--json"], ""),
    ("mock debrief", &["--plain"], ""),
    ("mock debrief", &["--plain", "EVIL"], ""),
    (
        "mock interview",
        &[
            "--print",
            "--track",
            "mine",
            "--round",
            "talk",
            "--card",
            "hostile/design",
            "--candidate",
            "EVIL",
        ],
        "",
    ),
    (
        "mock interview",
        &[
            "--plain",
            "--track",
            "mine",
            "--round",
            "talk",
            "--candidate",
            "EVIL",
            "--out",
            "WORK/EVIL.json",
        ],
        "EVIL\n\n\n",
    ),
    ("mock import", &["HOME/result.json"], ""),
    ("mock import", &["HOME/EVIL"], ""),
    ("goal set", &["--date", "EVIL"], ""),
    (
        "goal set",
        &["--date", "2", "--company", "EVIL", "--track", "mine"],
        "",
    ),
    ("goal show", &[], ""),
    ("goal show", &["--json"], ""),
    ("goal clear", &["EVIL"], ""),
    (
        "goal result",
        &["--asked", "HOME/asked.txt", "--outcome", "passed"],
        "\n\n",
    ),
    ("goal result", &["--asked", "HOME/EVIL"], ""),
    ("deck list", &[], ""),
    ("deck list", &["--json"], ""),
    ("deck show", &["hostile"], ""),
    ("deck show", &["hostile", "--stats"], ""),
    ("deck show", &["hostile", "--json"], ""),
    ("deck show", &["EVIL"], ""),
    ("deck check", &[], ""),
    ("deck check", &["HOME/data/decks"], ""),
    (
        "deck check",
        &["--json", "HOME/data/decks", "HOME/EVIL"],
        "",
    ),
    ("deck check", &["--explain", "EVIL"], ""),
    ("deck fmt", &["--check"], ""),
    ("deck new", &["EVIL"], ""),
    ("deck new", &["--kind", "EVIL"], ""),
    ("deck new", &[], ""),
    (
        "deck convert",
        &["HOME/data/decks/hostile.md", "--to", "EVIL"],
        "",
    ),
    (
        "deck convert",
        &["HOME/data/decks/hostile.md", "--to", "json"],
        "",
    ),
    ("deck schema", &[], ""),
    ("deck use", &["EVIL", "first"], ""),
    ("deck use", &["hostile", "EVIL"], ""),
    (
        "deck add",
        &["HOME/data/decks/hostile.md", "--as", "EVIL"],
        "",
    ),
    ("deck add", &["HOME/EVIL"], ""),
    ("deck remove", &["EVIL"], ""),
    ("stats", &[], ""),
    ("stats", &["--json"], ""),
    ("known add", &["HOME/lines.txt"], ""),
    ("known remove", &["HOME/EVIL"], ""),
    ("plan", &[], ""),
    ("plan", &["--json"], ""),
    ("brief", &[], ""),
    ("brief", &["--goal", "EVIL"], ""),
    ("brief", &["--out", "WORK/EVIL.md"], ""),
    ("warm-up", &["--plain"], "\n\n\n\n\n\n\n"),
    ("stories", &["--plain"], "\n"),
    ("stories", &["--json"], ""),
    ("stories list", &[], ""),
    ("stories list", &["--json"], ""),
    ("stories show", &["hostile"], ""),
    ("stories show", &["EVIL"], ""),
    ("stories new", &["EVIL"], ""),
    ("stories edit", &["hostile"], ""),
    ("stories edit", &["EVIL"], ""),
    ("stories matrix", &[], ""),
    ("stories matrix", &["--json"], ""),
    ("stories drill", &["--plain"], "EVIL\n\n\n\n"),
    ("stories ladder", &["--plain", "hostile"], "\n\n\n\n\n\n"),
    ("stories used", &["hostile", "hostile/story"], ""),
    ("stories used", &["EVIL", "EVIL"], ""),
    ("pieces", &["--plain"], "\n"),
    ("pieces list", &[], ""),
    ("pieces list", &["--json"], ""),
    ("pieces show", &["hostile"], ""),
    ("pieces show", &["EVIL"], ""),
    ("pieces new", &["EVIL"], ""),
    ("pieces edit", &["hostile"], ""),
    ("pieces say", &["--plain", "hostile"], "\n\n\n"),
    ("journal path", &[], ""),
    ("journal repair", &["--dry-run"], ""),
    ("journal repair", &[], ""),
    ("journal repair", &["--json"], ""),
    ("journal backups", &[], ""),
    ("journal backups", &["--json"], ""),
    ("journal check", &[], ""),
    ("journal check", &["--json"], ""),
    ("simulate", &["--scenario", "EVIL"], ""),
    (
        "simulate",
        &[
            "--scenario",
            "users30",
            "--policy",
            "sm2",
            "--seeds",
            "1",
            "--days",
            "1",
            "--items",
            "2",
        ],
        "",
    ),
    ("completions", &["bash"], ""),
    ("completions", &["EVIL"], ""),
    ("man", &[], ""),
];

/// Commands that others write beside this test, with the file that tests them. Their output goes through the same exit.
const ELSEWHERE: &[&str] = &[];

fn leaves(command: &clap::Command, path: &str, found: &mut BTreeSet<String>) {
    let is_run_alone = !command.is_subcommand_required_set();
    if is_run_alone {
        found.insert(path.to_owned());
    }
    for child in command.get_subcommands() {
        let path = format!("{path} {}", child.get_name());
        leaves(child, path.trim(), found);
    }
}

#[test]
fn every_command_is_tried() {
    let mut there = BTreeSet::new();
    leaves(&Cli::command(), "", &mut there);
    let tried: BTreeSet<String> = TRIED
        .iter()
        .map(|(name, ..)| *name)
        .chain(ELSEWHERE.iter().copied())
        .map(str::to_owned)
        .collect();
    assert_eq!(there, tried, "left: the commands; right: those in TRIED");
}

fn argument(text: &str, place: &Place) -> String {
    text.replace("HOME", place.home().to_str().unwrap())
        .replace("WORK", place.work().to_str().unwrap())
        .replace("EVIL", EVIL)
}

/// `judge` looks at each byte of both streams.
#[test]
fn no_command_lets_a_byte_of_a_file_out() {
    let threads: Vec<_> = (0..2)
        .map(|half| {
            std::thread::spawn(move || {
                let place = hostile::place();
                // A plan of the bundled decks is dear and shows nothing of these files.
                for (file, _) in BUNDLED {
                    place.run(&["deck", "use", file.trim_end_matches(".md"), "off"], "");
                }
                for (name, arguments, input) in TRIED.iter().skip(half).step_by(2) {
                    let mut words: Vec<String> =
                        name.split_whitespace().map(str::to_owned).collect();
                    words.extend(arguments.iter().map(|text| argument(text, &place)));
                    let words: Vec<&str> = words.iter().map(String::as_str).collect();
                    let mut command = place.command(&words);
                    command.env("EDITOR", format!("/no/{}", evil()));
                    if words.contains(&"convert") && words.contains(&"json") {
                        continue; // a file, for a pipe: `a_deck_is_written_as_it_is_for_a_pipe_alone`
                    }
                    let ran = watched(command, &input.replace("EVIL", &evil()));
                    place.judge(&ran, &format!("{name} {arguments:?}"));
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}

/// `deck convert` writes the text of a deck, of which nothing may be lost, to a file or a pipe. A terminal gets it made safe.
#[test]
fn a_deck_is_written_as_it_is_for_a_pipe_alone() {
    let place = hostile::place();
    let json = r#"{"format":1,"id":"c","title":"C","cards":[{"id":"a","prompt":"P\u001b]0;x\u0007?","answer":"A"}]}"#;
    let file = place.file("c.json", json);
    let mut session = Session::start(
        &place,
        &[
            "deck",
            "convert",
            file.to_str().unwrap(),
            "--to",
            "markdown",
        ],
        &[],
    );
    session.until("the end", |session| session.text().contains("\nA"));
    session.end();
    let text = session.text().replace("\r\n", "\n");
    assert_clean(&text, "deck convert on a terminal");
    assert_holds(&text, &["P␛]0;x␇?"]);
}

#[test]
fn arguments_that_are_no_text_are_told_safely() {
    let place = hostile::place();
    for arguments in [
        vec![EVIL.to_owned()],
        vec![format!("--{}", evil())],
        vec!["drill".to_owned(), format!("--items={EVIL}")],
        vec!["deck".to_owned(), EVIL.to_owned()],
        vec!["drill".to_owned(), "--facet".to_owned(), EVIL.to_owned()],
        vec![
            "--home".to_owned(),
            format!("/no/{EVIL}"),
            "stats".to_owned(),
        ],
        vec![
            "--home".to_owned(),
            format!("/dev/null/{EVIL}"),
            "deck".to_owned(),
            "new".to_owned(),
            "x".to_owned(),
        ],
    ] {
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        place.run(&words, "");
    }
    let mut command = place.command(&["deck", "show"]);
    command.arg(std::ffi::OsString::from_vec(vec![
        0x1b, b'[', 0xff, 0x9b, 0x07,
    ]));
    place.judge(&watched(command, ""), "an argument that is not UTF-8");
    for (name, value) in [
        ("MENSETSU_HOME", EVIL),
        ("MENSETSU_DATA", EVIL),
        ("TZ", EVIL),
        ("VISUAL", EVIL),
        ("LANG", EVIL),
    ] {
        let mut command = place.command(&["stories", "edit", "hostile"]);
        command.env("EDITOR", "/no/editor");
        command.env(name, format!("/no/{value}"));
        place.judge(&watched(command, ""), name);
    }
}

/// What a panic says may quote a deck.
#[test]
fn a_panic_is_told_safely() {
    let place = Place::new();
    let mut command = place.command(&["deck", "list"]);
    command.env("MENSETSU_TEST_COMMAND_PANIC", EVIL);
    let ran = watched(command, "");
    assert_eq!(ran.code, 101);
    assert_clean(&ran.err, "a panic");
    assert_holds(
        &ran.err,
        &[
            "error: mensetsu has a fault and ends; every saved grade is safe: ",
            "␛]52;c;cm0=␇",
        ],
    );
}
