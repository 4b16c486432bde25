//! Drawing a frame of each screen with the bundled decks.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

use mensetsu::{
    app::{Action, App, Keymap, action::Bound, update},
    deck::collection::Collection,
    journal::Moment,
    library,
    practice::Study,
    ui::{self, Look},
};
use ratatui::{Terminal, backend::TestBackend};

fn main() {
    divan::main();
}

const NOW: Moment = Moment {
    ms: 1_795_348_800_000,
    zone_minutes: 540,
};

fn app(actions: &[Bound]) -> App {
    let study = Study {
        collection: Collection::new(library::bundled_files(), Vec::new()),
        ..Study::default()
    };
    let mut app = App::new(study, NOW, Keymap::default(), None);
    app.go_home();
    for action in actions {
        update(&mut app, Action::Do(*action), NOW);
    }
    app
}

#[divan::bench(args = ["home", "question", "answer", "decks", "help"])]
fn frame(bencher: divan::Bencher<'_, '_>, screen: &str) {
    let actions: &[Bound] = match screen {
        "home" => &[],
        "question" => &[Bound::StartCards],
        "answer" => &[Bound::StartCards, Bound::RevealAnswer],
        "decks" => &[Bound::OpenDecks],
        _ => &[Bound::OpenHelp],
    };
    let app = app(actions);
    let Ok(mut terminal) = Terminal::new(TestBackend::new(120, 40));
    bencher.bench_local(|| {
        let Ok(_) = terminal.draw(|frame| ui::draw(&app, Look::default(), frame));
    });
}
