//! The speak screen.

use super::App;
use crate::practice::{
    mock::{MockRun, Shortfall},
    spoken::{Manner, Task},
};

impl App {
    /// Begins to speak about a card.
    pub fn begin_speaking(&mut self, _task: &Task, _manner: Manner) {}

    /// Begins a rehearsal.
    pub fn begin_mock(&mut self, _run: MockRun, _shortfalls: &[Shortfall]) {}
}
