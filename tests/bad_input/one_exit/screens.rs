//! Every screen with the hostile home: each cell, and each byte that goes to the terminal.

use std::collections::BTreeSet;

use mensetsu::{
    app::{Scope, Screen},
    desk::{Access, Desk},
    practice::Study,
    store::{Config, Home},
};

use super::hostile;
use crate::{place::look_in, support::Driver, window::Session};

/// Which screen is shown, by a name.
fn name(screen: &Screen) -> &'static str {
    match screen {
        Screen::FirstRun(_) => "first run",
        Screen::Home(_) => "home",
        Screen::Drill(_) => "drill",
        Screen::Repair(_) => "repair",
        Screen::Summary(_) => "summary",
        Screen::Decks(_) => "decks",
        Screen::Problems(_) => "problems",
        Screen::Progress(_) => "progress",
        Screen::Rounds(_) => "rounds",
        Screen::Speak(_) => "speak",
        Screen::Interviewer(_) => "interviewer",
        Screen::Stories(_) => "stories",
        Screen::Debrief(_) => "debrief",
    }
}

/// A walk through the screens that presses keys in an order that is the same each time.
#[test]
fn no_cell_of_any_screen_holds_what_a_file_says() {
    let place = hostile::place();
    let home = Home::at(&place.home());
    let config = Config::read(&home.config_file());
    let desk = Desk::open(home, config, Vec::new(), Access::Read).unwrap();
    // The hostile decks alone: with the bundled ones beside them few keys would lead to them.
    let study = Study {
        collection: place.driver().app.study.collection,
        ..desk.study
    };
    let mut driver = Driver::of_study(study);
    driver.app.go_home();
    let keys: Vec<String> = ('a'..='z')
        .chain('1'..='4')
        .map(String::from)
        .chain(
            [
                "<enter>",
                "<esc>",
                "<space>",
                "<tab>",
                "<down>",
                "<up>",
                "<f1>",
                "<page-down>",
                "<ctrl-d>",
            ]
            .map(str::to_owned),
        )
        .collect();
    let mut seen = BTreeSet::new();
    driver.press("d");
    for _ in 0..6 {
        driver.press("<enter>");
        seen.insert(name(&driver.app.screen));
        look_in(&driver, &[(80, 24)]);
        if name(&driver.app.screen) == "problems" {
            driver.press("<esc>");
        }
        driver.press("<down>");
    }
    driver.app.go_home();
    driver.press("z");
    let reveals = match driver.app.scope() {
        Scope::Question => "<space>",
        _ => "<tab>",
    };
    for keys in [reveals, "n", "n", "<esc>"] {
        driver.press(keys);
        seen.insert(name(&driver.app.screen));
        look_in(&driver, &[(80, 24), (40, 12)]);
    }
    let mut state = 7_u32;
    for step in 0..400 {
        // Numerical Recipes' linear congruential generator.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        // From home, each key in turn leads to each screen.
        if step % 25 == 0 {
            driver.app.layers.clear();
            driver.app.go_home();
            driver.press(&keys[(step / 25) % keys.len()]);
        }
        driver.press(&keys[(state >> 16) as usize % keys.len()]);
        seen.insert(name(&driver.app.screen));
        look_in(&driver, &[(80, 24)]);
    }
    for wanted in [
        "home", "drill", "repair", "decks", "problems", "progress", "rounds", "speak", "stories",
    ] {
        assert!(seen.contains(wanted), "{wanted} is not among {seen:?}");
    }
}

/// What the program itself sends: cursor, colours, modes of the screen, and nothing that takes text.
fn assert_own(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut rest: &str = &text;
    while let Some(at) = rest.find(|c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r')) || crate::place::is_foreign(c) && c != '\r'
    }) {
        let from = &rest[at..];
        let sequence = from.strip_prefix("\u{1b}[").and_then(|inside| {
            let end =
                inside.find(|c: char| !(c.is_ascii_digit() || matches!(c, ';' | '?' | ':')))?;
            let last = inside[end..].chars().next()?;
            // H f A-D: cursor; J K: clear; m: colour; h l: modes; u q: keyboard and shape of the cursor.
            matches!(
                last,
                'H' | 'f' | 'A'..='D' | 'G' | 'd' | 'J' | 'K' | 'm' | 'h' | 'l' | 'q'
            )
            .then_some(2 + end + 1)
        });
        let Some(length) = sequence else {
            let shown: String = from.chars().take(40).collect();
            panic!("the screen sends {shown:?}");
        };
        rest = &from[length..];
    }
}

#[test]
fn the_terminal_gets_only_what_the_program_draws() {
    let place = hostile::place();
    let mut session = Session::start(&place, &[], &[]);
    session.until("the first screen", |session| {
        !session.screen().trim().is_empty()
    });
    for keys in [
        "\u{1b}", "d", "\u{1b}[B", "\r", "\u{1b}", "\u{1b}", "p", "\u{1b}", "m", "\u{1b}", "\r",
        " ", "3", " ", "3", "?", "\u{1b}", "\u{1b}", "t",
    ] {
        let before = session.bytes.len();
        session.press(keys);
        // A key that changes nothing draws nothing: a redraw by the size is waited for instead.
        session.resize(24, if before.is_multiple_of(2) { 79 } else { 80 });
        session.until("a redraw", move |session| session.bytes.len() > before);
    }
    session.press("\u{3}");
    session.end();
    assert_own(&session.bytes);
    for arguments in [
        &["drill", "--deck", "hostile"][..],
        &["speak", "hostile/design"],
        &["stories"],
        &["pieces"],
        &["mock", "--track", "mine", "--round", "talk"],
    ] {
        let mut session = Session::start(&place, arguments, &[]);
        session.until("a screen", |session| !session.screen().trim().is_empty());
        session.press("\u{3}");
        session.end();
        assert_own(&session.bytes);
    }
}
