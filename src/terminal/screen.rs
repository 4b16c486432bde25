//! Taking the terminal over and giving it back: one path back for leaving, signals, suspending and panics.

use std::{
    io::{self, Stdout, Write},
    panic,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use crossterm::{
    cursor::Show,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute, queue,
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
        LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
    },
};
use ratatui::{Frame, Terminal, backend::CrosstermBackend};

use crate::{deck::SafeText, desk::fitting};

/// Whether the terminal is ours now.
static IS_OURS: AtomicBool = AtomicBool::new(false);

/// The terminal while the program draws on it.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    /// The window was another size meanwhile and may have lost what was drawn, also where it has the old size again.
    is_stale: bool,
}

impl Screen {
    /// Takes the terminal over.
    pub(super) fn open() -> io::Result<Self> {
        put_back_on_panic();
        take_over()?;
        let terminal =
            Terminal::new(CrosstermBackend::new(io::stdout())).inspect_err(|_| give_back())?;
        Ok(Self {
            terminal,
            is_stale: false,
        })
    }

    /// Draws a frame; the terminal shows it at once or not at all.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        if std::mem::take(&mut self.is_stale) {
            queue!(self.terminal.backend_mut(), Clear(ClearType::All))?;
            self.terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        }
        self.terminal.draw(draw)?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Has everything drawn anew the next time.
    pub(super) fn forget(&mut self) {
        self.is_stale = true;
    }

    /// Gives the terminal back.
    #[expect(
        clippy::unused_self,
        reason = "only who has the screen may give it back"
    )]
    pub(super) fn close(&mut self) {
        give_back();
    }

    /// Takes the terminal over again and draws everything anew.
    pub(super) fn open_again(&mut self) -> io::Result<()> {
        take_over()?;
        execute!(io::stdout(), Clear(ClearType::All))?;
        // Not `Terminal::clear`: it asks the terminal where the cursor is and waits for the answer.
        self.terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(())
    }

    /// Stops the process as Ctrl-Z does, and goes on where `fg` continues it.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        give_back();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.open_again()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take_over() -> io::Result<()> {
    enable_raw_mode()?;
    IS_OURS.store(true, Ordering::SeqCst);
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste).inspect_err(|_| give_back())
}

/// The one path back. Doing it twice does nothing.
fn give_back() {
    if IS_OURS.swap(false, Ordering::SeqCst) {
        // Nothing can be done where the terminal is gone.
        let _ = execute!(
            io::stdout(),
            EndSynchronizedUpdate,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            Show
        );
        let _ = disable_raw_mode();
    }
}

/// Gives the terminal back before a panic is printed. A panic in another thread ends the program: its work is lost, and a
/// screen that goes on without it would lie. Only the fit of parameters and the plan beside the screen may fail in silence: both can be made again.
fn put_back_on_panic() {
    panic::set_hook(Box::new(|info| {
        let is_spare = |name: &str| name == fitting::THREAD || name == super::planning::THREAD;
        if thread::current().name().is_some_and(is_spare) {
            return;
        }
        give_back();
        let text = SafeText::from_line(&info.to_string());
        let _ = writeln!(
            io::stderr(),
            "error: mensetsu has a fault and ends; every saved grade is safe: {text}"
        );
        if thread::current().name() != Some("main") {
            std::process::exit(101);
        }
    }));
}
