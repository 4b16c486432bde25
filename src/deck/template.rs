//! What `deck new` writes: a deck that loads without a problem, with a card of one kind or of each.

use super::Kind;

/// The text of a new deck with one example card of a kind, or of every kind.
pub fn new_deck(id: &str, kind: Option<Kind>) -> String {
    let mut text = format!(
        "---\nid: {id}\ntitle: {id}\narea: SD\nlanguage: en\nlicense: CC-BY-4.0\n---\n\nWhat this deck is for, in a sentence.\n"
    );
    let kinds = kind.map_or(Kind::ALL.to_vec(), |kind| vec![kind]);
    for kind in kinds {
        text.push('\n');
        text.push_str(example(kind));
    }
    text
}

/// One card of a kind that shows every field an author is likely to need.
pub fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Recall => include_str!("template/recall.md"),
        Kind::Cloze => include_str!("template/cloze.md"),
        Kind::Vocab => include_str!("template/vocab.md"),
        Kind::Estimate => include_str!("template/estimate.md"),
        Kind::Compare => include_str!("template/compare.md"),
        Kind::Open => include_str!("template/open.md"),
        Kind::Design => include_str!("template/design.md"),
        Kind::Scenario => include_str!("template/scenario.md"),
        Kind::Story => include_str!("template/story.md"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::format::{Spelling, load};

    #[test]
    fn a_new_deck_loads_without_a_problem() {
        for kind in Kind::ALL.into_iter().map(Some).chain([None]) {
            let loaded = load(&new_deck("mine", kind), Spelling::Markdown, "mine");
            assert_eq!(loaded.problems, [], "{kind:?}");
            let deck = loaded.deck.unwrap();
            let expected = kind.map_or(Kind::ALL.to_vec(), |kind| vec![kind]);
            assert_eq!(
                deck.cards
                    .iter()
                    .map(super::super::Card::kind)
                    .collect::<Vec<_>>(),
                expected
            );
        }
    }
}
