//! mensetsu: interview preparation in the terminal.
pub mod deck;
pub mod journal;
pub mod library;
pub mod memory;
pub mod output;
pub mod plan;
pub mod practice;
pub mod store;
