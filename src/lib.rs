//! mensetsu: interview preparation in the terminal.
pub mod deck;
pub mod journal;
pub mod memory;
pub mod plan;
pub mod practice;
