//! Typed answers: nothing typed is never right, what the card says always is, and the same text gets the same verdict.
//!
//! The lines of an input: what is typed, the word, its reading, its meanings and rejected meanings (parted by `;`), a number,
//! its unit. A line that lacks stands for that of 冪等性.

use std::sync::OnceLock;

use mensetsu::{
    deck::{Facet, RawText, SafeText, Vocab, collection::Collection},
    library,
    practice::answer::{
        Checked, Entered, Glosses, Verdict, kana, number,
        word::{self, TYPED_LIMIT, Wanted},
        writing,
    },
};

use super::{safe, text};

/// Typed answers of all kinds.
pub fn answers(bytes: &[u8]) {
    let text = text(bytes);
    let mut lines = text.split('\n');
    let typed = lines.next().unwrap_or_default();
    let mut or = |usual: &'static str| {
        let line = lines.next().unwrap_or_default();
        if line.is_empty() { usual } else { line }.to_owned()
    };
    let (term, reading) = (or("冪等性"), or("べきとうせい"));
    let (meanings, rejected) = (or("idempotency; idempotence"), or("consistency"));
    let (number, unit) = (or("20000"), or("requests/s"));
    let list = |text: &str| -> Vec<RawText> {
        let parts = text.split(';').map(|part| RawText::new(part.trim()));
        parts.filter(|part| !part.is_blank()).take(8).collect()
    };
    let vocab = Vocab {
        term: RawText::new(term.trim()),
        reading: RawText::new(reading.trim()),
        meaning: list(&meanings),
        reject: list(&rejected),
        ..Vocab::default()
    };
    for facet in [Facet::Meaning, Facet::Reading, Facet::Recall] {
        if let Some(wanted) = Wanted::new(&vocab, facet, glosses()) {
            words(&wanted, &vocab, facet, typed);
        }
    }
    let (done, rest) = kana::preview(typed);
    assert!(
        safe::is_shown(&done) && safe::is_shown(&rest),
        "{done:?} {rest:?}"
    );
    numbers(typed, &number, &unit);
}

/// The words of the bundled decks.
fn glosses() -> &'static Glosses {
    static GLOSSES: OnceLock<Glosses> = OnceLock::new();
    GLOSSES.get_or_init(|| Glosses::new(&Collection::new(library::bundled_files(), Vec::new())))
}

fn words(wanted: &Wanted, vocab: &Vocab, facet: Facet, typed: &str) {
    let checked = word::check(wanted, typed);
    assert_eq!(word::check(wanted, typed), checked, "another verdict");
    holds(typed, &checked);
    let shown = match facet {
        Facet::Meaning if vocab.reject.is_empty() => vocab.meaning.first(),
        Facet::Meaning => None,
        Facet::Reading if vocab.reading.is_blank() => Some(&vocab.term),
        Facet::Reading => Some(&vocab.reading),
        _ => Some(&vocab.term),
    };
    let shown = shown.map(RawText::line).unwrap_or_default();
    if can_be_typed(&shown, facet) {
        let checked = word::check(wanted, &shown);
        assert!(
            checked.verdict.is_right(),
            "{facet:?} {shown:?}: {checked:?}"
        );
    }
}

/// Whether a text of a card holds anything to compare and is short enough to be an answer.
fn can_be_typed(shown: &SafeText, facet: Facet) -> bool {
    let is_bracket = |c: char| "([（［".contains(c);
    let is_word = !writing::fold(shown).is_empty();
    is_word
        && shown.chars().count() <= TYPED_LIMIT
        && (facet != Facet::Meaning || !shown.contains(is_bracket))
}

/// What holds of every verdict on a word.
fn holds(typed: &str, checked: &Checked) {
    let is_wrong = matches!(checked.verdict, Verdict::Wrong(_));
    assert_eq!(checked.slip.is_some(), is_wrong, "{typed:?}: {checked:?}");
    verdict(typed, &checked.verdict);
    let mut entered = Entered::new(typed, checked.clone());
    assert_eq!(entered.counts_as_right(), checked.verdict.is_right());
    entered.is_overridden = true;
    assert_ne!(entered.counts_as_right(), checked.verdict.is_right());
    assert!(entered.kept().answer.chars().count() <= 200);
}

/// What holds of every verdict: nothing typed is never right, and its words can be shown.
fn verdict(typed: &str, verdict: &Verdict) {
    let is_empty = RawText::new(typed).is_blank() || typed.trim().is_empty();
    assert!(!(is_empty && verdict.is_right()), "{typed:?}: {verdict:?}");
    let words = match verdict {
        Verdict::Right => "",
        Verdict::RightTypo { want } => want,
        Verdict::RightAlternate(words) | Verdict::Wrong(words) | Verdict::TryAgain(words) => words,
    };
    assert!(safe::is_shown(words), "{typed:?}: {verdict:?}");
}

/// Numbers: `answer` is that of a card where it could be one.
fn numbers(typed: &str, answer: &str, unit: &str) {
    let unit = SafeText::from_line(unit.trim());
    let Some(answer) = answer
        .trim()
        .parse()
        .ok()
        .filter(|n: &f64| n.is_finite() && *n > 0.0)
    else {
        return;
    };
    let check = |typed: &str| number::check(typed, answer, &unit, 1.25);
    let found = check(typed);
    assert_eq!(check(typed), found, "another verdict");
    assert!(matches!(
        found,
        Verdict::Right | Verdict::Wrong(_) | Verdict::TryAgain(_)
    ));
    verdict(typed, &found);
    if let Verdict::Wrong(factor) = &found {
        assert!(
            !factor.contains("NaN") && !factor.contains("inf"),
            "{typed:?} for {answer}: {factor}"
        );
    }
    // Two decimals are enough for what is at least 1.
    let short = number::short(answer.max(1.0));
    let of_short = number::check(&short, answer.max(1.0), &unit, 1.25);
    assert_eq!(of_short, Verdict::Right, "{short} for {answer}");
    for shown in [answer.to_string(), number::whole(answer)] {
        assert_eq!(check(&shown), Verdict::Right, "{shown} for {answer}");
    }
}
