//! Which items are typed, and what is wanted of them.

use super::Study;
use crate::{
    deck::Body,
    practice::answer::{Glosses, Wanted, writing::is_kanji},
};

/// Which words are typed; the others are answered in mind and graded by oneself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Typing {
    /// All.
    #[default]
    All,
    /// Those that are written with kanji.
    Kanji,
    /// None.
    None,
}

impl Typing {
    /// The names in the settings.
    pub const NAMES: [&'static str; 3] = ["all", "kanji", "none"];

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "all" => Some(Self::All),
            "kanji" => Some(Self::Kanji),
            "none" => Some(Self::None),
            _ => None,
        }
    }

    fn takes(self, term: &str) -> bool {
        match self {
            Self::All => true,
            Self::Kanji => term.chars().any(is_kanji),
            Self::None => false,
        }
    }
}

impl Study {
    /// What is wanted of an item, by index; `None` where no word is typed.
    pub fn wanted(&self, item: usize) -> Option<Wanted> {
        let item = self.collection.items.get(item)?;
        let (_, card) = self.collection.card_of(item);
        let Body::Vocab(vocab) = &card.body else {
            return None;
        };
        if !self.typing.takes(&vocab.term.line()) {
            return None;
        }
        Wanted::new(vocab, item.facet, self.glosses())
    }

    /// The words of the decks by their meanings.
    pub fn glosses(&self) -> &Glosses {
        self.glosses.get_or_init(|| Glosses::new(&self.collection))
    }
}
