//! No byte of a file reaches a terminal as it is: a home in which every text is hostile, every command that prints, and
//! every screen.

mod commands;
mod hostile;
mod screens;
