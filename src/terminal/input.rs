//! Keys and signals in one place: the program sleeps until one of them comes.

use std::{
    io::{self, IsTerminal, Stdin},
    os::{fd::AsFd, unix::net::UnixStream},
    time::Duration,
};

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::{backend::SignalDelivery, exfiltrator::SignalOnly},
};

use crate::app::{Code, Key};

/// How long crossterm is given to look for what has come. It takes no look at all in no time.
const GLANCE: Duration = Duration::from_millis(1);

/// Why the program woke up.
#[derive(Debug)]
pub(super) enum Woken {
    /// A key.
    Key(Key),
    /// Pasted text.
    Paste(String),
    /// The window has another size.
    Resize,
    /// A signal.
    Signal(i32),
    /// The terminal is gone.
    Closed,
}

/// Where keys and signals come from.
pub(super) struct Inputs {
    stdin: Stdin,
    signals: SignalDelivery<UnixStream, SignalOnly>,
    /// Signals to end that came while the terminal was not ours.
    kept: Vec<i32>,
}

impl Inputs {
    pub(super) fn open() -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        let watched = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
        let signals = SignalDelivery::with_pipe(read, write, SignalOnly, watched)?;
        Ok(Self {
            stdin: io::stdin(),
            signals,
            kept: Vec::new(),
        })
    }

    /// Sleeps until something comes, here or on another stream, or a time has passed, and returns what has come here.
    pub(super) fn wait(
        &mut self,
        also: &UnixStream,
        at_most: Option<Duration>,
    ) -> io::Result<Vec<Woken>> {
        if !self.kept.is_empty() {
            return Ok(self.kept.drain(..).map(Woken::Signal).collect());
        }
        let mut closed = false;
        if !event::poll(GLANCE)? {
            let mut sources = [
                PollFd::new(&self.stdin, PollFlags::IN),
                PollFd::from_borrowed_fd(self.signals.get_read().as_fd(), PollFlags::IN),
                PollFd::new(also, PollFlags::IN),
            ];
            let at_most = at_most.and_then(|time| Timespec::try_from(time).ok());
            match poll(&mut sources, at_most.as_ref()) {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
            let state = sources[0].revents();
            closed = state.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
                && !state.contains(PollFlags::IN);
        }
        let mut woken: Vec<Woken> = self.signals.pending().map(Woken::Signal).collect();
        if closed || !self.stdin.is_terminal() {
            woken.push(Woken::Closed);
            return Ok(woken);
        }
        while event::poll(GLANCE)? {
            woken.extend(converted(event::read()?));
        }
        Ok(woken)
    }

    /// Forgets keys and signals that came while the terminal was not ours: Ctrl-C was for the editor. Only a wish that
    /// this program ends is heard.
    pub(super) fn drain(&mut self) {
        let ends = |signal: &i32| matches!(*signal, SIGTERM | SIGHUP);
        self.kept.extend(self.signals.pending().filter(ends));
        while matches!(event::poll(GLANCE), Ok(true)) {
            if event::read().is_err() {
                break;
            }
        }
    }
}

fn converted(event: Event) -> Option<Woken> {
    match event {
        Event::Key(key) if key.kind == KeyEventKind::Press => Some(Woken::Key(key_of(key)?)),
        Event::Paste(text) => Some(Woken::Paste(text)),
        Event::Resize(..) => Some(Woken::Resize),
        _ => None,
    }
}

fn key_of(event: KeyEvent) -> Option<Key> {
    let code = match event.code {
        KeyCode::Char(character) => Code::Char(character),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    Some(Key { code, ctrl, alt })
}
