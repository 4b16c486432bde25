//! No byte of a file reaches a terminal as it is.
