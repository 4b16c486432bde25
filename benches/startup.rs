//! From the start of the process to the first screen, as a person waits for it: the real program in a pseudo-terminal.
//!
//! Also prints the largest memory that a start took, where the system tells (`VmHWM`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

mod generate;

use std::{
    io::Read,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the homes");
    for (cards, reviews) in [(0, 0), (10_000, 10_000), (10_000, 100_000)] {
        let home = folder.path().join(format!("{cards}-{reviews}"));
        std::fs::create_dir_all(&home).expect("a home");
        if cards > 0 {
            generate::home(&home, cards, reviews);
        }
        measure(&home, cards, reviews);
        parts(&home);
    }
}

/// What the parts of loading take, so that each can be seen on its own.
fn parts(root: &Path) {
    use mensetsu::{
        desk::now,
        journal::Record,
        library,
        memory::Model,
        practice::Study,
        store::{Config, Home, JournalFiles},
    };
    let home = Home::at(root);
    let mut best = [f64::INFINITY; 4];
    for _ in 0..10 {
        let mut marks = vec![Instant::now()];
        let collection = library::load(&home, &Config::default(), &[]);
        marks.push(Instant::now());
        let journal = JournalFiles::read(&home.journal());
        marks.push(Instant::now());
        let model = Model::default();
        let record = Record::new(journal.entries, now(), &collection.renamed, &model);
        marks.push(Instant::now());
        let study = Study {
            collection,
            record,
            model,
            ..Study::default()
        };
        let _ = study.facts(now());
        marks.push(Instant::now());
        for (best, pair) in best.iter_mut().zip(marks.windows(2)) {
            *best = best.min(millis(pair[1] - pair[0]));
        }
    }
    let [decks, journal, replay, home] = best;
    println!(
        "       of it: decks {decks:.1} ms, journal {journal:.1} ms, replay {replay:.1} ms, home {home:.1} ms"
    );
}

fn measure(home: &Path, cards: usize, reviews: usize) {
    let mut times: Vec<Duration> = Vec::new();
    let mut memory = 0;
    for _ in 0..15 {
        let (time, kib) = start(home);
        times.push(time);
        memory = memory.max(kib);
    }
    times.sort();
    println!(
        "{cards:>6} own cards {reviews:>7} reviews: median {:>6.1} ms, best {:>6.1} ms, worst {:>6.1} ms, {:>5.1} MiB",
        millis(times[times.len() / 2]),
        millis(times[0]),
        millis(times[times.len() - 1]),
        memory as f64 / 1_024.0
    );
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// Starts the program and waits for the last line of its first screen. Returns the time and the largest memory in KiB.
fn start(home: &Path) -> (Duration, u64) {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_mensetsu"));
    let pty = native_pty_system()
        .openpty(PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        })
        .expect("a pseudo-terminal");
    let mut command = CommandBuilder::new(program);
    command.arg("--home");
    command.arg(home);
    command.env("TERM", "xterm-256color");
    let mut reader = pty.master.try_clone_reader().expect("a reader");
    let began = Instant::now();
    let mut child = pty
        .slave
        .spawn_command(command)
        .expect("the program starts");
    let mut seen = Vec::new();
    let mut buffer = [0; 4_096];
    let time = loop {
        let count = reader.read(&mut buffer).expect("the program draws");
        seen.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&seen);
        if text.contains("cards") || text.contains("first card") {
            break began.elapsed();
        }
    };
    let status = child
        .process_id()
        .and_then(|id| std::fs::read_to_string(format!("/proc/{id}/status")).ok());
    let peak = status.and_then(|text| {
        let line = text
            .lines()
            .find(|line| line.starts_with("VmHWM:"))?
            .to_owned();
        line.split_whitespace().nth(1)?.parse().ok()
    });
    child.kill().expect("the program ends");
    let _ = child.wait();
    (time, peak.unwrap_or_default())
}
