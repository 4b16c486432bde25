//! What lies over a screen.

pub(super) mod confirm;
pub(super) mod help;
pub(super) mod message;
pub(super) mod reading;
pub(super) mod under_way;
