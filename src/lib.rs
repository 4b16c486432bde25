//! mensetsu: interview preparation in the terminal.
pub mod app;
pub mod cli;
pub mod deck;
pub mod desk;
pub mod journal;
pub mod library;
pub mod memory;
pub mod output;
pub mod plain;
pub mod plan;
pub mod practice;
pub mod store;
pub mod terminal;
pub mod ui;
