//! mensetsu: interview preparation in the terminal.
#![allow(dead_code)]
pub mod deck;
