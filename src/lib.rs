//! mensetsu: interview preparation in the terminal.
pub mod deck;
pub mod journal;
pub mod memory;
