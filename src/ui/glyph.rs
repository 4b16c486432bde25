//! Signs that are no letters, with an ASCII twin for each.

/// A set of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// A full piece of a bar.
    pub full: &'static str,
    /// An empty piece of a bar.
    pub empty: &'static str,
    /// A line across the page.
    pub rule: &'static str,
    /// The edge of a note.
    pub note: &'static str,
    /// The chosen entry.
    pub chosen: &'static str,
    /// Between two parts of a line.
    pub dot: &'static str,
    /// In front of an entry of a list.
    pub bullet: &'static str,
    /// More lines above.
    pub above: &'static str,
    /// More lines below.
    pub below: &'static str,
    /// From nothing to all of it, told apart by their ink.
    pub heat: &'static [&'static str; 5],
    /// A marked card.
    pub flag: &'static str,
    /// What was cut.
    pub cut: &'static str,
    /// A phase that is over.
    pub done: &'static str,
    /// A point that was said in full.
    pub full_point: &'static str,
    /// A point that was touched.
    pub half_point: &'static str,
    /// A point that was missed.
    pub no_point: &'static str,
}

impl Glyphs {
    /// Box drawing and arrows.
    pub const UNICODE: Self = Self {
        full: "━",
        empty: "╌",
        rule: "─",
        note: "┃",
        chosen: "›",
        dot: "·",
        bullet: "•",
        above: "↑",
        below: "↓",
        heat: &["·", "░", "▒", "▓", "█"],
        flag: "⚑",
        cut: "…",
        done: " ✓",
        full_point: "●",
        half_point: "◐",
        no_point: "○",
    };

    /// ASCII alone.
    pub const ASCII: Self = Self {
        full: "#",
        empty: "-",
        rule: "-",
        note: "|",
        chosen: ">",
        dot: "-",
        bullet: "*",
        above: "^",
        below: "v",
        heat: &[".", "-", "+", "*", "#"],
        flag: "!",
        cut: "...",
        done: " ok",
        full_point: "#",
        half_point: "+",
        no_point: ".",
    };
}

impl Default for Glyphs {
    fn default() -> Self {
        Self::UNICODE
    }
}
