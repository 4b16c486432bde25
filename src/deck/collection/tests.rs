use super::*;
use crate::deck::format::{Spelling, load};

fn file(origin: Origin, path: &str, source: &str) -> DeckFile {
    let loaded = load(source, Spelling::Markdown, "x");
    DeckFile {
        origin,
        path: SafeText::from_line(path),
        file: None,
        deck: loaded.deck,
        problems: loaded.problems,
    }
}

fn deck(id: &str, cards: &str) -> String {
    format!("---\nid: {id}\ntitle: {id}\n---\n\n{cards}")
}

#[test]
fn the_deck_of_the_higher_level_wins_and_says_what_it_hides() {
    let one = deck("a", "## Q {#q}\n\nbundled\n");
    let two = deck("a", "## Q {#q}\n\nown\n");
    let collection = Collection::new(
        vec![
            file(Origin::Own, "o.md", &two),
            file(Origin::Bundled, "b.md", &one),
        ],
        vec![],
    );
    assert_eq!(collection.decks.len(), 1);
    assert_eq!(collection.decks[0].origin, Origin::Own);
    assert_eq!(
        collection.decks[0].replaces,
        [(Origin::Bundled, SafeText::from_line("b.md"))]
    );
}

#[test]
fn of_two_files_of_one_level_the_first_path_wins() {
    let source = deck("a", "## Q {#q}\n\nx\n");
    let collection = Collection::new(
        vec![
            file(Origin::Own, "b.md", &source),
            file(Origin::Own, "a.md", &source),
        ],
        vec![],
    );
    assert_eq!(&*collection.decks[0].path, "a.md");
    assert_eq!(collection.unused[0].problems[0].rule.name, "duplicate-deck");
}

#[test]
fn items_have_the_keys_of_their_kind() {
    let cards = "## Q {#Q}\n\nx\n\n## {{a}} b {{c2::c}} {#gap .cloze}\n\n## W {.vocab}\n\n| term | reading | meaning | speech |\n|-|-|-|-|\n\
                 | 冗長 | じょうちょう | redundant | |\n| サーバー | サーバー | server | |\n| 以上です | | that is all | true |\n";
    let collection = Collection::new(vec![file(Origin::Own, "a.md", &deck("d", cards))], vec![]);
    let keys: Vec<_> = collection.items.iter().map(|item| &*item.key).collect();
    assert_eq!(
        keys,
        [
            "d/Q",
            "d/gap#1",
            "d/gap#2",
            "d/冗長#meaning",
            "d/冗長#reading",
            "d/冗長#recall",
            "d/サーバー#meaning",
            "d/サーバー#recall",
            "d/サーバー#reading",
            "d/以上です"
        ]
    );
    assert_eq!(collection.item_index("d/q"), Some(0));
}

#[test]
fn earlier_names_lead_to_the_card_and_a_loaded_card_owns_its_key() {
    let a = deck(
        "a",
        "## Q {#new was=old,b/moved}\n\nx\n\n## R {#kept was=new}\n\ny\n",
    );
    let collection = Collection::new(vec![file(Origin::Own, "a.md", &a)], vec![]);
    assert_eq!(collection.renamed.owner("a/old"), "a/new");
    assert_eq!(collection.renamed.owner("b/moved#2"), "a/new#2");
    assert_eq!(
        collection.renamed.owner("a/new"),
        "a/new",
        "a loaded card owns its own key"
    );
    assert_eq!(collection.renamed.owner("c/other"), "c/other");
}

#[test]
fn a_circle_of_names_is_an_error() {
    let a = deck("a", "## Q {#x was=y}\n\nx\n\n## R {#y was=x}\n\ny\n");
    let collection = Collection::new(vec![file(Origin::Own, "a.md", &a)], vec![]);
    let rules: Vec<_> = collection.decks[0]
        .problems
        .iter()
        .map(|problem| problem.rule.name)
        .collect();
    assert_eq!(rules, ["was-cycle", "was-cycle"]);
    assert_eq!(collection.renamed.owner("a/x"), "a/x");
}

#[test]
fn a_review_that_leads_nowhere_is_named() {
    let open = "## O {#o .open minutes=3}\n\n### Rubric\n- 100 p\n  - full: f\n  - review: q, other/z, missing\n\n## Q {#q}\n\nx\n";
    let collection = Collection::new(
        vec![
            file(Origin::Own, "a.md", &deck("a", open)),
            file(Origin::Own, "b.md", &deck("other", "## Z {#z}\n\nx\n")),
        ],
        vec![],
    );
    let problems = &collection.decks[0].problems;
    assert_eq!(problems.len(), 1);
    assert!(problems[0].message.contains("missing"));
}

#[test]
fn a_deck_without_a_core_card_is_all_core() {
    let all = Collection::new(
        vec![file(Origin::Own, "a.md", &deck("a", "## Q {#q}\n\nx\n"))],
        vec![],
    );
    let loaded = &all.decks[0];
    assert_eq!(loaded.tier(&loaded.deck.cards[0]), Tier::Core);
    let some = deck("a", "## Q {#q}\n\nx\n\n## R {#r tier=core}\n\ny\n");
    let some = Collection::new(vec![file(Origin::Own, "a.md", &some)], vec![]);
    assert_eq!(some.decks[0].tier(&some.decks[0].deck.cards[0]), Tier::More);
}
