//! Rows 16, 63 and 70, and the real program in a terminal: sizes, edges, pastes.

use std::{
    io::{Read, Write},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::Instant,
};

use mensetsu::{app::Action, ui::Look};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::{
    place::{GUARD, Place, assert_holds, deck},
    support,
};

/// The program in a terminal of its own.
pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Everything that it wrote.
    pub bytes: Vec<u8>,
    is_over: bool,
}

impl Session {
    pub fn start(place: &Place, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(size(24, 80)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_mensetsu"));
        command.args(["--home".as_ref(), place.home().as_os_str()]);
        command.args(arguments);
        command.cwd(place.work());
        for variable in [
            "NO_COLOR",
            "MENSETSU_PLAIN",
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
            is_over: false,
        }
    }

    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Everything that was written, as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Whether the program has closed its side.
    pub fn has_ended(&self) -> bool {
        self.is_over
    }

    /// Takes what the program writes until something holds.
    pub fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) -> &mut Self {
        let began = Instant::now();
        while !holds(self) {
            let left = GUARD.checked_sub(began.elapsed());
            let left = left.unwrap_or_else(|| {
                panic!(
                    "waited in vain for {what}; the screen is\n{}",
                    self.screen()
                )
            });
            match self
                .output
                .recv_timeout(left.min(std::time::Duration::from_millis(100)))
            {
                Ok(bytes) => {
                    self.parser.process(&bytes);
                    self.bytes.extend(bytes);
                }
                Err(RecvTimeoutError::Disconnected) => {
                    self.is_over = true;
                    assert!(
                        holds(self),
                        "ended before {what}; the screen is\n{}",
                        self.screen()
                    );
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        self
    }

    pub fn see(&mut self, text: &str) -> &mut Self {
        self.until(text, |session| session.screen().contains(text))
    }

    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        self
    }

    pub fn resize(&mut self, rows: u16, columns: u16) {
        self.master.resize(size(rows, columns)).unwrap();
        self.parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
    }

    /// Waits for the end and returns the exit code.
    pub fn end(&mut self) -> u32 {
        let began = Instant::now();
        loop {
            while let Ok(bytes) = self.output.try_recv() {
                self.bytes.extend(bytes);
            }
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(
                began.elapsed() < GUARD,
                "it hangs; the screen is\n{}",
                self.screen()
            );
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn cells(count: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(count).unwrap_or(std::num::NonZero::<u16>::MIN)
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

pub fn wide_characters_at_the_edge() {
    let wide = "冪等性を担保します。👩‍👩‍👧‍👦🇯🇵e\u{301}ｶﾞ".repeat(20);
    let place = Place::with(
        "bad.md",
        deck(
            &wide,
            &format!("{wide}\n\n```\n{wide}\n```\n\n| {wide} | b |\n|---|---|\n| c | {wide} |\n"),
        ),
    );
    place.seen("bad.md");
    let mut driver = place.driver();
    driver.app.go_home();
    driver.press("<enter>");
    for _ in 0..3 {
        for width in 0..60 {
            for height in [0, 1, 2, 12, 24] {
                support::buffer(&driver.app, width, height, Look::default());
            }
        }
        driver.press("<space>");
    }
}

pub fn every_size() {
    let place = Place::with("bad.md", deck("What is it?", "this"));
    let mut driver = place.driver();
    driver.app.go_home();
    for keys in [
        "", "<enter>", "<space>", "<f1>", "<esc>", "<esc>", "d", "<enter>", "<esc>", "<esc>", "p",
        "<esc>", "m", "<esc>",
    ] {
        driver.press(keys);
        for (width, height) in [
            (0, 0),
            (1, 1),
            (0, 24),
            (80, 0),
            (39, 11),
            (40, 12),
            (500, 1),
            (1, 500),
            (300, 100),
        ] {
            let buffer = support::buffer(&driver.app, width, height, Look::default());
            assert_eq!(buffer.area.width, width);
        }
    }
    assert_holds(&driver.screen(30, 5), &["40"]);
    // The real program in a window that changes without end.
    let mut session = Session::start(&place, &[], &[]);
    session.until("the first screen", |session| {
        !session.screen().trim().is_empty()
    });
    for round in 0..60_u16 {
        session.resize(
            [0, 1, 2, 11, 12, 24, 50][usize::from(round % 7)],
            [0, 1, 39, 40, 80, 200][usize::from(round % 6)],
        );
    }
    session.resize(24, 80);
    session.press("\u{1b}");
    // A key that comes in the same moment as a change of the window counts too.
    session.see("1 of ");
    // What a window lost while it was small is drawn again, also where it has its old size when the program looks.
    session.until("the whole screen", |session| {
        session.screen().contains("System design") || session.screen().contains("first?")
    });
}

pub fn a_paste_of_ten_megabytes() {
    let endless = "x\u{1b}[31m\u{202e} ".repeat(1_400_000);
    let place = Place::with("bad.md", support::spoken::SPOKEN[0].1);
    // Notes of a spoken card.
    let mut driver = place.driver();
    driver.app.go_home();
    driver.press("t");
    for _ in 0..5 {
        if driver.app.scope() == mensetsu::app::action::Scope::Notes {
            break;
        }
        driver.press("n");
    }
    driver.act(Action::Paste(endless.clone()));
    crate::place::look_at(&driver);
    // A field of one line.
    let mut driver = place.driver();
    driver.act(Action::Paste(endless.clone()));
    crate::place::look_at(&driver);
    assert_holds(
        &driver.screen(80, 24),
        &["A paste into one line holds 200 characters; what is over that is left out."],
    );
    // A line of input.
    let long = format!("{endless}\n3\n");
    place.run(&["drill", "--plain", "--items", "1"], &long);
    place.run(&["speak", "--plain", "talk/limiter"], &long);
    // The real program: what is typed after the paste is seen.
    let place = Place::new();
    let mut session = Session::start(&place, &[], &[]);
    session.see("When is the interview?");
    session.press(&format!("\u{1b}[200~{}\u{1b}[201~", "7".repeat(10_000_000)));
    session.see("A paste into one line holds 200 characters");
    session.press("\u{15}12");
    session.see("in 12 days");
    session.press("\u{3}");
    session.end();
}
