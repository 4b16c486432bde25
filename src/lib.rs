//! mensetsu (面接, "interview"): interview preparation in the terminal.
//!
//! This page is the map of the house. A pure core stands inside a thin shell, and a module uses only modules above it in
//! this list; `tests/architecture.rs` holds the house to it.
//!
//! | room | what it holds | must not |
//! |---|---|---|
//! | [`deck`] | kinds of card, both spellings, problems, items, the sanitiser | read files |
//! | [`memory`] | FSRS; the only file that names the `fsrs` crate | know cards |
//! | [`journal`] | rows, their union, replay to progress, undo | read files or clocks |
//! | [`stories`] | own stories and pieces, how long they take to say, which prompts they answer | grade anything |
//! | [`plan`] | goals, tracks, the plan to a date, learning steps, the queue, what is forecast and simulated | decide without a day given |
//! | [`practice`] | a sitting as a state machine, questions, answers, the study | write anything |
//! | [`app`] | the state of the screen, actions, keys, `update` | do IO |
//! | [`ui`] | `draw(&App, &mut Frame)`, text measuring and breaking, themes | change the app |
//! | — | *the shell begins here* | |
//! | [`output`] | every byte of plain output | skip the sanitiser |
//! | [`store`] | folders, settings, device, lock, journal files | interpret progress |
//! | [`library`] | where decks come from | follow links inside folders |
//! | [`desk`] | all of these opened together, with the one writer | |
//! | [`plain`] | sittings as numbered lines | send an escape |
//! | [`terminal`] | the terminal, signals, the editor; crossterm lives here alone | |
//! | [`cli`] | arguments, one file a command, exit codes | |
//!
//! # Invariants
//!
//! - Text of a file is [`deck::RawText`] until the sanitiser makes [`deck::SafeText`] of it; outputs take only the latter.
//! - Progress is derived from the journal and from nothing else; the journal is appended to and never rewritten.
//! - A row is called saved when it is on the disk, never before.
//! - Time, randomness and sizes come into the core as values.
//! - One list of actions, [`app::BINDINGS`], feeds keys, help, bottom bar, settings and README.
//! - Own stories and pieces stay in their folders: no deck command reads them, and only `brief --out` writes them elsewhere.
//! - One bad card, file or row costs itself and nothing else.

pub mod app;
pub mod deck;
pub mod journal;
pub mod memory;
pub mod plan;
pub mod practice;
pub mod stories;
pub mod ui;

pub mod cli;
pub mod desk;
pub mod library;
pub mod output;
pub mod plain;
pub mod store;
pub mod terminal;
