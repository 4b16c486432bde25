//! The one text measurer: widths in cells, folding of odd forms, breaking of lines. Never bytes, never `chars().count()`.

pub mod field;
pub mod ruby;
pub mod width;
pub mod wrap;

pub use field::field;
pub use ruby::{Form, Readings};
pub use width::{cut, folded, padded, width};
pub use wrap::{Piece, TextLine, wrap, wrap_plain};
