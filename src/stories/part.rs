//! The five parts of a story, and the share of the time that each should take.

use unicode_normalization::UnicodeNormalization;

/// A part of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Where it was, and what was at stake.
    Situation,
    /// What the person had to answer for.
    Task,
    /// What the person did.
    Action,
    /// What came of it.
    Result,
    /// What is done differently since.
    Learnt,
}

impl Part {
    /// All parts in the order in which they are told.
    pub const ALL: [Self; 5] = [
        Self::Situation,
        Self::Task,
        Self::Action,
        Self::Result,
        Self::Learnt,
    ];

    /// The place of the part in [`Part::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// The heading in a file.
    pub fn title(self) -> &'static str {
        match self {
            Self::Situation => "Situation",
            Self::Task => "Task",
            Self::Action => "Action",
            Self::Result => "Result",
            Self::Learnt => "Learnt",
        }
    }

    /// The letter, as rubrics of story cards use it.
    pub fn letter(self) -> char {
        match self {
            Self::Situation => 'S',
            Self::Task => 'T',
            Self::Action => 'A',
            Self::Result => 'R',
            Self::Learnt => 'L',
        }
    }

    /// The share of the time that the part should take, per cent: as the points of story cards are weighted.
    pub fn meant(self) -> u32 {
        match self {
            Self::Situation | Self::Task | Self::Learnt => 10,
            Self::Action => 55,
            Self::Result => 15,
        }
    }

    /// The part that a heading names: its word or its letter, also in Japanese.
    pub fn of_heading(heading: &str) -> Option<Self> {
        let folded: String = heading.nfkc().collect::<String>().to_lowercase();
        Some(match folded.trim().trim_end_matches(':').trim_end() {
            "s" | "situation" | "状況" => Self::Situation,
            "t" | "task" | "課題" | "役割" => Self::Task,
            "a" | "action" | "actions" | "行動" => Self::Action,
            "r" | "result" | "results" | "結果" => Self::Result,
            "l" | "learnt" | "learned" | "learning" | "学び" => Self::Learnt,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_are_the_whole() {
        let sum: u32 = Part::ALL.into_iter().map(Part::meant).sum();
        assert_eq!(sum, 100);
    }

    #[test]
    fn headings_are_words_or_letters() {
        for part in Part::ALL {
            assert_eq!(Part::of_heading(part.title()), Some(part));
            assert_eq!(Part::of_heading(&part.letter().to_string()), Some(part));
            assert_eq!(Part::ALL[part.index()], part);
        }
        assert_eq!(Part::of_heading(" ACTION： "), Some(Part::Action));
        assert_eq!(Part::of_heading("Ｌ"), Some(Part::Learnt));
        assert_eq!(Part::of_heading("結果"), Some(Part::Result));
        assert_eq!(Part::of_heading("Notes"), None);
        assert_eq!(Part::of_heading(""), None);
    }
}
