//! The pictures and the table of keys in the README, made from the real draw code and the real list of actions.
//!
//! `MENSETSU_UPDATE_DOCS=1 cargo test --test pictures` writes them anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod support;

use std::{fmt::Write as _, fs, path::Path};

use mensetsu::{
    app::{Action, BINDINGS, Keymap, Scope, Screen, action::Bound},
    deck::{Tier, collection::Collection},
    journal::{What, entry::Goal},
    library::bundled_files,
    practice::{
        partner::{Interview, interview::Begun},
        spoken::Manner,
    },
    ui::Look,
};
use ratatui::{
    buffer::Buffer,
    style::{Color, Modifier},
};
use support::{DECKS, Driver, buffer};
use unicode_width::UnicodeWidthStr;

const CELL: (f64, f64) = (8.4, 18.0);

fn hold(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("MENSETSU_UPDATE_DOCS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == text,
        "{} is not what the program draws; MENSETSU_UPDATE_DOCS=1 cargo test --test pictures writes it",
        path.display()
    );
}

/// The app with the bundled decks, on a day of the test.
fn driver(keys: &str) -> Driver {
    let goal = What::Goal(Box::new(Goal {
        id: "g".into(),
        date: "2026-12-04".into(),
        track: "jp-tech-lead".into(),
        round: "first-japanese".into(),
        minutes: Some(30),
        ..Goal::default()
    }));
    let mut driver = Driver::at_home(&DECKS, &[goal]);
    let now = driver.now;
    driver
        .app
        .study
        .take_collection(Collection::new(bundled_files(), Vec::new()), now);
    driver.app.go_home();
    driver.press(keys);
    driver
}

fn color(color: Color, fallback: &'static str) -> &'static str {
    match color {
        Color::Cyan => "#56b6c2",
        Color::DarkGray => "#7f848e",
        Color::Green => "#98c379",
        Color::Yellow => "#e5c07b",
        Color::Red => "#e06c75",
        Color::Magenta => "#c678dd",
        Color::Blue => "#61afef",
        _ => fallback,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Cells as an SVG: a rectangle, and a text for each run of one style.
fn svg(buffer: &Buffer) -> String {
    let (width, height) = (
        f64::from(buffer.area.width) * CELL.0 + 20.0,
        f64::from(buffer.area.height) * CELL.1 + 20.0,
    );
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, 'Noto Sans Mono CJK JP', monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#21252b\"/>\n"
    );
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let first = &buffer[(x, y)];
            let start = x;
            let mut text = String::new();
            while x < buffer.area.width && buffer[(x, y)].style() == first.style() {
                let symbol = buffer[(x, y)].symbol();
                text.push_str(symbol);
                x += (symbol.width() as u16).max(1);
            }
            let is_reversed = first.modifier.contains(Modifier::REVERSED);
            let (left, top) = (
                f64::from(start) * CELL.0 + 10.0,
                f64::from(y) * CELL.1 + 10.0,
            );
            let length = f64::from(x - start) * CELL.0;
            if is_reversed {
                let _ = writeln!(
                    out,
                    "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{length:.1}\" height=\"18\" fill=\"#abb2bf\"/>"
                );
            }
            if text.trim().is_empty() {
                continue;
            }
            let fill = if is_reversed {
                "#21252b"
            } else {
                color(first.fg, "#dcdfe4")
            };
            let weight = if first.modifier.contains(Modifier::BOLD) {
                " font-weight=\"bold\""
            } else {
                ""
            };
            let _ = writeln!(
                out,
                "<text x=\"{left:.1}\" y=\"{:.1}\" fill=\"{fill}\"{weight} textLength=\"{length:.1}\" xml:space=\"preserve\">{}</text>",
                top + 13.0,
                escaped(&text)
            );
        }
    }
    out.push_str("</svg>\n");
    out
}

#[test]
fn pictures_are_what_the_program_draws() {
    for (name, keys) in [
        ("home", ""),
        ("answer", "<enter>xx<space>"),
        ("japanese", "<enter>xxxx<space>"),
        ("decks", "d<down><down>"),
    ] {
        let driver = driver(keys);
        hold(
            &format!("docs/pictures/{name}.svg"),
            &svg(&buffer(&driver.app, 80, 24, Look::default())),
        );
    }
}

/// Speaking and its debrief, with the first design card of the role, so that an edited deck changes the picture and nothing
/// else.
#[test]
fn pictures_of_speaking_are_what_the_program_draws() {
    let picture = |name: &str, driver: &Driver| {
        hold(
            &format!("docs/pictures/{name}.svg"),
            &svg(&buffer(&driver.app, 80, 24, Look::default())),
        );
    };
    let mut speaking = driver("");
    let task = speaking
        .app
        .study
        .task("design-drills/dsg-maps-rate-limiter")
        .unwrap();
    speaking.app.begin_speaking(&task, Manner::default());
    let wait = |driver: &mut Driver, seconds: usize| {
        for _ in 0..seconds {
            driver.now.ms += 1_000;
            driver.act(Action::Redraw);
        }
    };
    wait(&mut speaking, 290);
    speaking.press("<tab>");
    wait(&mut speaking, 200);
    speaking.press("n20 MB, 30k checks/s: the round trip decides<esc>");
    picture("speak", &speaking);
    speaking.press("<enter><enter>");
    while speaking.app.scope() == Scope::Speaking {
        speaking.press("<tab>");
    }
    speaking.press("80<enter>210");
    picture("points", &speaking);
    let mut round = driver("m");
    picture("rounds", &round);
    if let Screen::Rounds(rounds) = &mut round.app.screen {
        rounds.selected = 4;
    }
    round.press("<enter>");
    while !matches!(round.app.screen, Screen::Debrief(_)) {
        match round.app.scope() {
            Scope::Speaking => {
                wait(&mut round, 150);
                round.press("<tab>")
            }
            Scope::Prediction => round.press("75<enter>"),
            Scope::Points => round.press("21202122<enter>"),
            _ => round.press("<enter>"),
        };
    }
    picture("debrief", &round);
    picture("stories", &driver("s"));
    let mut partner = driver("");
    let key = "design-drills/dsg-maps-rate-limiter";
    let tasks = partner.app.study.tasks(std::iter::once(key)).unwrap();
    let mut interview = Interview::new("interview-1".to_owned(), &tasks, support::NOW);
    "System design".clone_into(&mut interview.title);
    partner.app.begin_interview(Begun {
        interview,
        tasks,
        sentences: Vec::new(),
        file: "interview.json".into(),
        replaces: false,
    });
    wait(&mut partner, 1);
    partner.press("<space>");
    wait(&mut partner, 120);
    picture("interviewer", &partner);
}

/// The keys of the screens, as the README shows them.
fn key_table() -> String {
    let keymap = Keymap::default();
    let mut table = String::from("<!-- keys: made from the list of actions -->\n");
    for scope in [
        Scope::Home,
        Scope::Question,
        Scope::Answer,
        Scope::Number,
        Scope::Typed,
        Scope::Speaking,
        Scope::Points,
        Scope::Debrief,
        Scope::Decks,
    ] {
        let _ = write!(
            table,
            "\n**{}**\n\n| key | does |\n|---|---|\n",
            scope.title()
        );
        for (binding, keys) in keymap.entries(scope) {
            if matches!(
                binding.action,
                Bound::CursorLeft | Bound::CursorRight | Bound::CursorStart | Bound::CursorEnd
            ) {
                continue;
            }
            let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            let _ = writeln!(table, "| {} | {} |", keys.join(" "), binding.about);
        }
    }
    table.push_str("\n<!-- end of keys -->\n");
    table
}

/// The decks inside the program with their counts, as the README shows them.
fn deck_table() -> String {
    let collection = Collection::new(bundled_files(), Vec::new());
    let mut table = String::from(
        "<!-- decks: counted from the bundled decks -->\n| deck | about | cards | core |\n|---|---|---|---|\n",
    );
    for loaded in &collection.decks {
        let deck = &loaded.deck;
        let core = deck
            .cards
            .iter()
            .filter(|card| loaded.tier(card) == Tier::Core)
            .count();
        let _ = writeln!(
            table,
            "| `{}` | {} | {} | {core} |",
            deck.id,
            deck.title.line(),
            deck.cards.len()
        );
    }
    table.push_str("<!-- end of decks -->\n");
    table
}

#[test]
fn the_readme_lists_the_decks_and_the_keys_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let mut readme = fs::read_to_string(path).unwrap();
    for (begin, end, table) in [
        ("<!-- decks:", "<!-- end of decks -->\n", deck_table()),
        ("<!-- keys:", "<!-- end of keys -->\n", key_table()),
    ] {
        let (before, rest) = readme.split_once(begin).unwrap();
        let (_, after) = rest.split_once(end).unwrap();
        readme = format!("{before}{table}{after}");
    }
    hold("README.md", &readme);
}

/// Every action with its keys and places, as the page of the settings lists them.
#[test]
fn the_page_of_the_settings_lists_every_action() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/settings.md");
    let page = fs::read_to_string(path).unwrap();
    let head = "| action | default keys | where | does |\n|---|---|---|---|\n";
    let (before, rest) = page.split_once(head).unwrap();
    let after: String = rest
        .split_inclusive('\n')
        .skip_while(|line| line.starts_with('|'))
        .collect();
    let mut table = String::new();
    for binding in BINDINGS {
        let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{key}`")).collect();
        let places: Vec<&str> = binding.scopes.iter().map(|scope| scope.title()).collect();
        let places = if binding.scopes.len() == Scope::ALL.len() {
            "everywhere".to_owned()
        } else {
            places.join(", ")
        };
        let (name, keys, about) = (binding.name, keys.join(" "), binding.about);
        let _ = writeln!(table, "| `{name}` | {keys} | {places} | {about} |");
    }
    hold("docs/settings.md", &format!("{before}{head}{table}{after}"));
}
