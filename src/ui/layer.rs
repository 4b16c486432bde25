//! What lies over a screen.

pub(super) mod confirm;
pub(super) mod help;
pub(super) mod message;
