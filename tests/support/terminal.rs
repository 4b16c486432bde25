//! The real program in a pseudo-terminal. Whoever drives it waits for text, never for time.

#![allow(dead_code, reason = "each test file uses a part")]

use std::{
    io::{Read, Write},
    path::Path,
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// Longer than any of this takes on a busy machine; a test that waits so long has failed.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A program in a pseudo-terminal of 80 by 24 cells, and what it shows.
pub struct Session {
    pub child: Box<dyn Child + Send + Sync>,
    pub master: Box<dyn MasterPty + Send>,
    pub writer: Box<dyn Write + Send>,
    pub output: Receiver<Vec<u8>>,
    pub parser: vt100::Parser,
    pub bytes: Vec<u8>,
}

impl Session {
    /// Starts the real program with a home of its own and a clean environment.
    pub fn start(home: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::start_through(&[], home, arguments, variables)
    }

    /// Starts the real program as the last words of another command, which may be none.
    pub fn start_through(
        through: &[&str],
        home: &Path,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let words = through.iter().chain([&env!("CARGO_BIN_EXE_mensetsu")]);
        let mut command = CommandBuilder::from_argv(words.map(Into::into).collect());
        command.args(["--home".as_ref(), home.as_os_str()]);
        command.args(arguments);
        Self::start_command(command, variables)
    }

    /// Starts any command with a clean environment.
    pub fn start_command(mut command: CommandBuilder, variables: &[(&str, &str)]) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        for variable in [
            "NO_COLOR",
            "MENSETSU_PLAIN",
            "MENSETSU_HOME",
            "MENSETSU_DATA",
            "ACCESSIBLE",
            "EDITOR",
            "VISUAL",
            "COLORFGBG",
        ] {
            command.env_remove(variable);
        }
        command.env("TERM", "xterm-256color");
        command.env("TZ", "UTC");
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8_192];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self {
            child,
            writer,
            output,
            master: pair.master,
            parser: vt100::Parser::new(cells(24), cells(80), 0),
            bytes: Vec::new(),
        }
    }

    /// What the terminal shows.
    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Takes what the program writes until something holds.
    pub fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        while !holds(self) {
            let left = PATIENCE.checked_sub(began.elapsed()).unwrap_or_else(|| {
                panic!(
                    "waited in vain for {what}; the screen is\n{}",
                    self.screen()
                )
            });
            if let Ok(bytes) = self
                .output
                .recv_timeout(left.min(Duration::from_millis(200)))
            {
                self.parser.process(&bytes);
                self.bytes.extend(bytes);
            }
        }
    }

    /// Waits for a text.
    pub fn see(&mut self, text: &str) -> &mut Self {
        self.until(text, |session| session.screen().contains(text));
        self
    }

    /// Sends keys.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        self
    }

    /// Sends a signal.
    pub fn signal(&self, signal: rustix::process::Signal) {
        let id = self.child.process_id().unwrap();
        let id = rustix::process::Pid::from_raw(i32::try_from(id).unwrap()).unwrap();
        rustix::process::kill_process(id, signal).unwrap();
    }

    /// Whether the process is stopped, as the system says.
    pub fn is_stopped(&self) -> bool {
        let id = self.child.process_id().unwrap().to_string();
        if let Ok(stat) = std::fs::read_to_string(format!("/proc/{id}/stat")) {
            return stat.contains(") T ");
        }
        let ps = std::process::Command::new("ps")
            .args(["-o", "state=", "-p", &id])
            .output()
            .unwrap();
        ps.stdout.starts_with(b"T")
    }

    /// Waits for the end, and checks that the terminal is as it was.
    pub fn end(&mut self) -> ExitStatus {
        let began = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(
                began.elapsed() < PATIENCE,
                "the program does not end; the screen is\n{}",
                self.screen()
            );
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.parser.process(&bytes);
                self.bytes.extend(bytes);
            }
        };
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(300)) {
            self.parser.process(&bytes);
            self.bytes.extend(bytes);
        }
        assert!(
            !self.parser.screen().alternate_screen(),
            "the alternate screen is left"
        );
        assert!(!self.parser.screen().hide_cursor(), "the cursor is back");
        assert!(
            !self.parser.screen().bracketed_paste(),
            "bracketed paste is off"
        );
        status
    }
}

/// A number of cells, as vt100 wants it.
pub fn cells(count: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(count).unwrap()
}
