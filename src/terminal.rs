//! The terminal: setting it up and putting it back, keys and signals, the editor. The only module that names crossterm.
//!
//! One loop on one thread: it sleeps in `poll` until a key or a signal comes, so an idle program uses no processor time, and
//! an editor that runs meanwhile gets every key.

mod editor;
mod input;
mod planning;
mod screen;

use std::{collections::VecDeque, time::Duration};

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};

use crate::{
    app::{Action, App, Effect, Keymap, keymap, update},
    deck::SafeText,
    desk::{Desk, Fitting, make_plan, now},
    plan::Request,
    store::{
        Config,
        attempt::{self, Kept},
        interview, whole_file,
    },
    ui::{self, Look, glyph::Glyphs, theme::Theme},
};
pub use editor::run as edit_file;
use input::{Inputs, Woken};
use planning::Planning;
use screen::Screen;

/// While a clock is shown, the screen is drawn this often. Otherwise the program sleeps until a key.
const TICK: Duration = Duration::from_secs(1);

/// How the screen ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The person left.
    Left,
    /// A signal ended it.
    Signal(i32),
}

/// Runs the screen until it ends. `held` says why grades are not saved, if they are not; with a `request` it begins with a
/// sitting.
///
/// # Errors
/// Where the terminal cannot be set up or written.
pub fn run(mut desk: Desk, held: Option<&str>, request: Option<&Request>) -> anyhow::Result<Ended> {
    if request.is_some() {
        // A sitting follows the plan: the cache may have it.
        make_plan(&mut desk.study, &desk.home, now(), false);
    }
    run_opened(desk, held, |app| {
        if let Some(request) = request {
            app.begin(request);
        }
    })
}

/// Runs the screen until it ends, after something was opened on it.
///
/// # Errors
/// Where the terminal cannot be set up or written.
pub fn run_opened(
    mut desk: Desk,
    held: Option<&str>,
    open: impl FnOnce(&mut App),
) -> anyhow::Result<Ended> {
    let study = std::mem::take(&mut desk.study);
    let (keys, key_messages) = Keymap::with(&desk.config.keys);
    let mut app = App::new(study, now(), keys, held.map(SafeText::from_line));
    app.furigana = desk.config.furigana;
    if desk.can_write()
        && let Kept::Running(running) = attempt::read(&desk.home)
    {
        app.offer_under_way(*running);
    }
    open(&mut app);
    let mut messages = desk.messages.iter().chain(&key_messages);
    if let Some(first) = messages.next() {
        let more = messages.count();
        app.say(if more > 0 {
            format!("{first} ({more} more)")
        } else {
            first.to_string()
        });
    }
    let look = look(&desk.config);
    let mut inputs = Inputs::open()?;
    let mut screen = Screen::open()?;
    let ended = main_loop(&mut app, look, &mut desk, &mut inputs, &mut screen);
    if let Some(running) = app.unkept().filter(|_| desk.can_write()) {
        // What cannot be written now was written a few seconds ago.
        let _ = attempt::write(&desk.home, &running);
    }
    screen.close();
    ended
}

/// How many cells wide the terminal is; `None` where there is none.
pub fn columns() -> Option<u16> {
    crossterm::terminal::size().ok().map(|(columns, _)| columns)
}

fn main_loop(
    app: &mut App,
    look: Look,
    desk: &mut Desk,
    inputs: &mut Inputs,
    screen: &mut Screen,
) -> anyhow::Result<Ended> {
    let mut is_first = true;
    let mut planning = Planning::new()?;
    // What the start has to write goes out before the first key.
    do_action(app, Action::Redraw, desk, inputs, screen)?;
    loop {
        screen.draw(|frame| ui::draw(app, look, frame))?;
        panic_where_a_test_asks();
        if std::mem::take(&mut is_first) {
            if let Some(fitting) = Fitting::due(desk, app.study.progress()) {
                fitting.in_background();
            }
            // The first screen never waits for a plan, not even for one in the cache.
            if app.shows_home() {
                make_plan(&mut app.study, &desk.home, now(), false);
                app.go_home();
                continue;
            }
        }
        planning.begin(app);
        let woken = inputs.wait(planning.wakes(), app.wants_ticks().then_some(TICK))?;
        if woken.is_empty() && app.wants_ticks() {
            do_action(app, Action::Redraw, desk, inputs, screen)?;
        }
        planning.deliver(app, &desk.home);
        for woken in woken {
            let action = match woken {
                Woken::Signal(signal @ (SIGTERM | SIGHUP | SIGINT | SIGQUIT)) => {
                    return Ok(Ended::Signal(signal));
                }
                Woken::Signal(SIGTSTP) => {
                    screen.suspend()?;
                    Some(Action::Redraw)
                }
                Woken::Signal(SIGCONT) => {
                    screen.open_again()?;
                    Some(Action::Redraw)
                }
                Woken::Signal(SIGWINCH | _) | Woken::Resize => {
                    screen.forget();
                    Some(Action::Redraw)
                }
                Woken::Closed => return Ok(Ended::Signal(SIGHUP)),
                Woken::Key(key) => keymap::action(app, key),
                Woken::Paste(text) => Some(Action::Paste(text)),
            };
            if let Some(action) = action {
                do_action(app, action, desk, inputs, screen)?;
            }
            if app.quits {
                return Ok(Ended::Left);
            }
        }
    }
}

/// Does an action with all its effects; each effect answers with an action.
fn do_action(
    app: &mut App,
    action: Action,
    desk: &mut Desk,
    inputs: &mut Inputs,
    screen: &mut Screen,
) -> anyhow::Result<()> {
    let mut effects: VecDeque<Effect> = update(app, action, now()).into();
    while let Some(effect) = effects.pop_front() {
        let answer = match effect {
            Effect::SaveRow(what) => match desk.write(&what) {
                Ok(entry) => Action::Saved(Box::new(entry)),
                Err(error) => Action::NotSaved {
                    what: Box::new(what),
                    reason: error.to_string(),
                },
            },
            Effect::ReadDecks => Action::DecksRead(Box::new(desk.collection())),
            Effect::EditDeck { file, line } => edit(&file, line, desk, inputs, screen)?,
            Effect::NewOwnText(draft) => {
                match desk.new_text(draft.genre, draft.name.as_str(), &draft.text) {
                    Ok(file) => edit_own_text(&file, 1, desk, inputs, screen)?,
                    Err(error) => Action::Failed(format!("The file cannot be made: {error}")),
                }
            }
            Effect::EditOwnText { file, line } => edit_own_text(&file, line, desk, inputs, screen)?,
            Effect::EditBundledDeck { name, line } => {
                match editor::own_copy(&name, &desk.home.decks()) {
                    Ok(file) => edit(&file, line, desk, inputs, screen)?,
                    Err(error) => Action::Failed(format!("The copy cannot be written: {error}")),
                }
            }
            // Who does not hold the lock leaves the attempt of who does alone.
            Effect::KeepAttempt(_) | Effect::ForgetAttempt if !desk.can_write() => Action::Redraw,
            Effect::KeepAttempt(running) => match attempt::write(&desk.home, &running) {
                Ok(()) => Action::Redraw,
                Err(error) => Action::Failed(format!("The attempt so far is not kept: {error}.")),
            },
            Effect::ForgetAttempt => match attempt::remove(&desk.home) {
                Ok(()) => Action::Redraw,
                Err(error) => Action::Failed(format!("The attempt file stays: {error}.")),
            },
            Effect::Export { name, text } => match export(&name, &text) {
                Ok(path) => Action::Exported(path),
                Err(error) => Action::Failed(format!("{name} cannot be written: {error}.")),
            },
            Effect::KeepInterview { file, interview } => {
                kept(interview::keep(&file, &interview), Action::Redraw)
            }
            Effect::WriteInterview {
                file,
                text,
                replaces,
            } => kept(
                interview::finish(&file, &text, replaces),
                Action::InterviewWritten,
            ),
            Effect::Suspend => {
                screen.suspend()?;
                inputs.drain();
                Action::Redraw
            }
        };
        effects.extend(update(app, answer, now()));
    }
    Ok(())
}

/// Writes a text to the current folder under a free name, and returns where it stands.
fn export(name: &str, text: &str) -> std::io::Result<String> {
    let folder = std::env::current_dir()?;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "md"));
    let names = std::iter::once(name.to_owned())
        .chain((2..100).map(|count| format!("{stem}-{count}.{ending}")));
    let mut paths = names.map(|name| folder.join(name));
    let free = paths.find(|path| std::fs::symlink_metadata(path).is_err());
    let path = free.ok_or_else(|| std::io::Error::from(std::io::ErrorKind::AlreadyExists))?;
    whole_file::write(&path, text.as_bytes())?;
    Ok(path.display().to_string())
}

/// The answer to a file of an interview.
fn kept(written: std::io::Result<()>, answer: Action) -> Action {
    match written {
        Ok(()) => answer,
        Err(error) => Action::Failed(format!("The interview is not on the disk: {error}.")),
    }
}

fn edit(
    file: &std::path::Path,
    line: u32,
    desk: &Desk,
    inputs: &mut Inputs,
    screen: &mut Screen,
) -> anyhow::Result<Action> {
    let ran = run_editor(file, line, inputs, screen)?;
    Ok(match ran {
        Ok(()) => Action::DecksRead(Box::new(desk.collection())),
        Err(error) => Action::Failed(error),
    })
}

/// Opens a story or piece in the editor. What was made before is shown also where the editor fails.
fn edit_own_text(
    file: &std::path::Path,
    line: u32,
    desk: &Desk,
    inputs: &mut Inputs,
    screen: &mut Screen,
) -> anyhow::Result<Action> {
    let failed = run_editor(file, line, inputs, screen)?.err();
    Ok(Action::StoriesRead {
        stories: Box::new(desk.stories()),
        edited: Some(file.to_owned()),
        failed,
    })
}

fn run_editor(
    file: &std::path::Path,
    line: u32,
    inputs: &mut Inputs,
    screen: &mut Screen,
) -> anyhow::Result<Result<(), String>> {
    screen.close();
    let ran = editor::run(file, line);
    screen.open_again()?;
    inputs.drain();
    Ok(ran)
}

/// How the screen looks, after the settings and the environment.
fn look(config: &Config) -> Look {
    let variable = |name: &str| std::env::var(name).ok();
    let theme = Theme::choose(
        config.theme.as_deref(),
        variable("NO_COLOR").as_deref(),
        variable("COLORFGBG").as_deref(),
    );
    let is_console = variable("TERM").is_some_and(|term| term == "linux");
    let glyphs = match config.glyphs.as_deref() {
        Some("ascii") => Glyphs::ASCII,
        Some(_) => Glyphs::UNICODE,
        None if is_console => Glyphs::ASCII,
        None => Glyphs::UNICODE,
    };
    Look { theme, glyphs }
}

/// Tests of the whole program ask for a panic here, to see that the terminal comes back. Not in release builds.
fn panic_where_a_test_asks() {
    #[cfg(debug_assertions)]
    match std::env::var("MENSETSU_TEST_PANIC").as_deref() {
        Ok("main") => panic!("a panic that a test asked for \u{1b}[31m"),
        Ok("thread") => {
            let _ =
                std::thread::spawn(|| panic!("a panic in a thread that a test asked for")).join();
        }
        _ => {}
    }
}
