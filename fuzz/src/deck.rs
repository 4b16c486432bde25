//! Decks in both spellings: what loads is written and read back as the same deck, and all of it is safe to show.

use mensetsu::{
    deck::{
        Deck, Level, Problem, SafeText,
        check::{Subject, check},
        collection::{Collection, DeckFile, Origin},
        coverage,
        format::{Spelling, load, with_ids, write},
    },
    practice::question::question,
};

use super::{safe, text};

/// The questions of so many items are looked at; those of one deck are much alike.
const ITEMS: usize = 50;

/// A Markdown deck.
pub fn markdown_deck(bytes: &[u8]) {
    hold(&text(bytes), Spelling::Markdown);
}

/// A JSON deck.
pub fn json_deck(bytes: &[u8]) {
    hold(&text(bytes), Spelling::Json);
}

fn hold(text: &str, spelling: Spelling) {
    let loaded = load(text, spelling, "stem");
    let lines = text.split(['\n', '\r']).count() as u32;
    for problem in &loaded.problems {
        assert!(problem.position.line <= lines, "{problem:?}");
    }
    comes_back_with_ids(text, spelling, loaded.deck.as_ref());
    let Some(deck) = loaded.deck else {
        return;
    };
    comes_back(&deck);
    can_be_asked(deck, loaded.problems, text);
}

/// The deck as JSON, which holds every field of it.
fn json(deck: Option<&Deck>) -> String {
    deck.map(|deck| write(deck, Spelling::Json))
        .unwrap_or_default()
}

/// `deck fmt` writes ids and changes nothing else, and what it wrote it leaves alone.
fn comes_back_with_ids(text: &str, spelling: Spelling, deck: Option<&Deck>) {
    let Some(written) = with_ids(text, spelling) else {
        return;
    };
    let again = load(&written, spelling, "stem");
    assert_eq!(json(again.deck.as_ref()), json(deck), "ids in {written}");
    assert_eq!(with_ids(&written, spelling), None, "ids twice in {written}");
}

/// What loads is written and reads back as the same deck: always as JSON, and as Markdown unless a problem says otherwise.
fn comes_back(deck: &Deck) {
    let written = write(deck, Spelling::Json);
    let back = load(&written, Spelling::Json, "stem");
    let is_skipped = |problem: &Problem| problem.level == Level::Skip;
    assert!(
        !back.problems.iter().any(is_skipped),
        "{:?} in {written}",
        back.problems
    );
    assert_eq!(json(back.deck.as_ref()), written, "JSON");
    let is_lossy = |problem: &Problem| problem.rule.name == "no-markdown-spelling";
    if !back.problems.iter().any(is_lossy) {
        let markdown = write(deck, Spelling::Markdown);
        let back = load(&markdown, Spelling::Markdown, "stem");
        assert_eq!(
            json(back.deck.as_ref()),
            written,
            "{markdown}\n{:?}",
            back.problems
        );
    }
}

/// The rules of wording and the questions of its items take any deck.
fn can_be_asked(deck: Deck, problems: Vec<Problem>, source: &str) {
    let file = DeckFile {
        origin: Origin::Own,
        path: SafeText::from_line("stem"),
        file: None,
        deck: Some(deck),
        problems,
    };
    let collection = Collection::new(vec![file], Vec::new());
    let subjects: Vec<Subject<'_>> = collection
        .decks
        .iter()
        .map(|loaded| Subject { loaded, source })
        .collect();
    for problem in check(&subjects, &collection, coverage::bundled())
        .iter()
        .flatten()
    {
        assert!(safe::is_shown(&problem.message), "{problem:?}");
    }
    for item in collection.items.iter().take(ITEMS) {
        let question = question(&collection, item);
        for text in [
            &question.prompt,
            &question.context,
            &question.answer,
            &question.detail,
        ] {
            assert!(safe::is_shown(text), "{question:?}");
        }
    }
}

/// A collection without decks.
pub fn empty() -> Collection {
    Collection::new(Vec::new(), Vec::new())
}
