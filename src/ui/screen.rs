//! One file a screen. Each draws into the page and returns where the cursor stands, if it has one.

pub(super) mod debrief;
pub(super) mod decks;
pub(super) mod drill;
pub(super) mod first_run;
pub(super) mod home;
pub(super) mod interviewer;
pub(super) mod problems;
pub(super) mod progress;
pub(super) mod repair;
pub(super) mod rounds;
pub(super) mod speak;
pub(super) mod stories;
pub(super) mod summary;
