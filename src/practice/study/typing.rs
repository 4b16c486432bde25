//! Which items are typed, and what is wanted of them.

use super::Study;
use crate::{
    deck::Body,
    practice::answer::{Glosses, Wanted},
};

impl Study {
    /// What is wanted of an item, by index; `None` where no word is typed.
    pub fn wanted(&self, item: usize) -> Option<Wanted> {
        let item = self.collection.items.get(item)?;
        let (_, card) = self.collection.card_of(item);
        let Body::Vocab(vocab) = &card.body else {
            return None;
        };
        let glosses = self.glosses.get_or_init(|| Glosses::new(&self.collection));
        Wanted::new(vocab, item.facet, glosses)
    }
}
