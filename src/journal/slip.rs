//! What went wrong with a typed word, as the journal keeps it and the statistics count it.

/// The kind of a slip. Its [`name`](Self::name) stands in the key `r` of a row and never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slip {
    /// A long vowel is short, a short one long, or it is written with another kana: べきとせい for べきとうせい.
    LongVowel,
    /// っ is missing, extra, or written large.
    SmallTsu,
    /// か for が, は for ぱ.
    Voicing,
    /// ん is missing or extra.
    N,
    /// Another reading, another meaning, another word that nobody knows here.
    Other,
    /// The opposite: a prefix such as un, in, non or a was won or lost.
    Prefix,
    /// Kanji of another word, most often one that sounds the same: 以降 for 移行.
    Homophone,
    /// A meaning that the card names as one that only looks right.
    Rejected,
    /// Another word of the decks, or the meaning of one.
    AnotherWord,
    /// Given up.
    NoAnswer,
}

impl Slip {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::LongVowel,
        Self::SmallTsu,
        Self::Voicing,
        Self::N,
        Self::Other,
        Self::Prefix,
        Self::Homophone,
        Self::Rejected,
        Self::AnotherWord,
        Self::NoAnswer,
    ];

    /// The name in the journal and on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::LongVowel => "long vowel",
            Self::SmallTsu => "small っ",
            Self::Voicing => "voicing",
            Self::N => "ん",
            Self::Other => "other",
            Self::Prefix => "prefix",
            Self::Homophone => "other kanji",
            Self::Rejected => "rejected meaning",
            Self::AnotherWord => "another word",
            Self::NoAnswer => "no answer",
        }
    }

    /// Whether the word was known and its sound was not: what the reading of a word cures. Of [`Other`](Self::Other) nobody
    /// can say that the word was known.
    pub fn is_of_reading(self) -> bool {
        matches!(
            self,
            Self::LongVowel | Self::SmallTsu | Self::Voicing | Self::N
        )
    }

    /// Finds a kind by the name in a row.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slip| slip.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for slip in Slip::ALL {
            assert_eq!(Slip::from_name(slip.name()), Some(slip));
        }
        assert_eq!(Slip::from_name("too high by a factor of 3"), None);
    }
}
