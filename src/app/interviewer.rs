//! x
use super::App;
use crate::practice::partner::interview::Begun;
impl App {
    /// x
    pub fn begin_interview(&mut self, _b: Begun) {}
}
