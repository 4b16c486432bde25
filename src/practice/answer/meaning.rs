//! Typed meanings: small slips of the fingers are let through, opposites never are.

use strsim::damerau_levenshtein as distance;

use super::{
    Checked, Slip, Wanted,
    kana::{Match, Sounds},
    reading,
    writing::{fold, is_japanese, plain},
};
use crate::deck::SafeText;

/// What turns a word into its opposite or into its counterpart at its front. The first seven are those of the design; the
/// others part words that a technical interview keeps apart: encrypt and decrypt, import and export, pre- and post-.
const PREFIXES: [&str; 26] = [
    "un", "in", "im", "non", "a", "de", "dis", "en", "ex", "out", "re", "pro", "pre", "post", "up",
    "down", "over", "under", "inter", "intra", "micro", "macro", "mini", "maxi", "ir", "mis",
];

/// Words that turn a meaning round.
const NEGATIONS: [&str; 6] = ["not", "no", "non", "un", "without", "dis"];

/// Fewer characters than this are no stem that a prefix stands before.
const STEM: usize = 3;

/// A meaning with every form in which it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gloss {
    /// As the card writes it.
    pub(super) shown: SafeText,
    /// Without and with what stands in brackets.
    forms: Vec<Form>,
}

/// A text as its words, normalised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Form {
    words: Vec<String>,
    /// The words without spaces: trade-off, trade off and tradeoff are one.
    joined: String,
    length: usize,
}

/// The best that can be said of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Finding {
    Right,
    Rejected,
    Typo(SafeText),
    Opposite(SafeText),
    Nothing,
}

impl Gloss {
    pub(super) fn new(shown: &SafeText) -> Self {
        let mut forms = vec![Form::new(&without_brackets(shown))];
        let whole = Form::new(shown);
        if whole.joined != forms[0].joined {
            forms.push(whole);
        }
        forms.retain(|form| !form.joined.is_empty());
        Self {
            shown: shown.clone(),
            forms,
        }
    }

    /// What the meaning is found by.
    pub(super) fn keys(&self) -> impl Iterator<Item = String> {
        self.forms.iter().map(|form| form.joined.clone())
    }

    fn is(&self, typed: &Form) -> bool {
        self.forms.iter().any(|form| form.joined == typed.joined)
    }
}

/// Checks a typed meaning.
pub(super) fn check(typed: &str, wanted: &Wanted) -> Checked {
    let whole = Form::new(&without_brackets(typed));
    if whole.joined.is_empty() {
        return Checked::again("type the meaning, in English");
    }
    if wanted.rejected.iter().any(|gloss| gloss.is(&whole)) {
        return rejected(&whole, wanted);
    }
    if wanted.meanings.iter().any(|gloss| gloss.is(&whole)) {
        return Checked::right();
    }
    if let Some(reason) = not_english(typed, wanted) {
        return Checked::again(reason);
    }
    // Several meanings in one line are each looked at.
    let parts: Vec<Form> = typed
        .split([';', ',', '/', '；', '、', '，'])
        .map(|part| Form::new(&without_brackets(part)))
        .filter(|form| !form.joined.is_empty())
        .collect();
    let mut want = None;
    let looked_at = if parts.len() > 1 {
        &parts[..]
    } else {
        std::slice::from_ref(&whole)
    };
    for part in looked_at {
        match look(part, wanted) {
            Finding::Right => {}
            Finding::Typo(gloss) => want = want.or(Some(gloss)),
            Finding::Rejected => return rejected(part, wanted),
            Finding::Opposite(gloss) => {
                return Checked::wrong(
                    Slip::Prefix,
                    format!("a prefix, a negation or a figure parts it from \"{gloss}\""),
                );
            }
            Finding::Nothing => return another_word(part, wanted),
        }
    }
    match want {
        None => Checked::right(),
        Some(gloss) => Checked::typo(&gloss),
    }
}

/// Whether a text is the meaning of the word, for checks that want something else.
pub(super) fn is_meaning(typed: &str, wanted: &Wanted, with_typos: bool) -> bool {
    let form = Form::new(&without_brackets(typed));
    match look(&form, wanted) {
        Finding::Right => true,
        Finding::Typo(_) => with_typos,
        _ => false,
    }
}

fn look(typed: &Form, wanted: &Wanted) -> Finding {
    if typed.joined.is_empty() {
        return Finding::Nothing;
    }
    if wanted.rejected.iter().any(|gloss| gloss.is(typed)) {
        return Finding::Rejected;
    }
    if wanted.meanings.iter().any(|gloss| gloss.is(typed)) {
        return Finding::Right;
    }
    // What is exactly the meaning of another word is no slip of the fingers.
    if another(typed, wanted).is_some() {
        return Finding::Nothing;
    }
    let (typo, opposite) = nearest(typed, &wanted.meanings);
    let (looks_right, _) = nearest(typed, &wanted.rejected);
    match (typo, looks_right, opposite) {
        (Some((far, _)), Some((near, _)), _) if near <= far => Finding::Rejected,
        // Nearer to the opposite of a meaning than to any other meaning.
        (Some((far, _)), _, Some((near, gloss))) if near <= far => {
            Finding::Opposite(gloss.shown.clone())
        }
        (Some((_, gloss)), ..) => Finding::Typo(gloss.shown.clone()),
        (None, Some(_), _) => Finding::Rejected,
        (None, None, Some((_, gloss))) => Finding::Opposite(gloss.shown.clone()),
        (None, None, None) => Finding::Nothing,
    }
}

type Near<'a> = Option<(usize, &'a Gloss)>;

/// The nearest meaning within the tolerance, and the nearest that only a prefix, a negation or a figure keeps apart.
fn nearest<'a>(typed: &Form, glosses: &'a [Gloss]) -> (Near<'a>, Near<'a>) {
    let (mut typo, mut opposite): (Near<'a>, Near<'a>) = (None, None);
    for gloss in glosses {
        for form in &gloss.forms {
            let tolerance = tolerance(form.length);
            if typed.length.abs_diff(form.length) > tolerance {
                continue;
            }
            let apart = distance(&typed.joined, &form.joined);
            if apart > tolerance || has_another_word(typed, form) {
                continue;
            }
            let place = if is_opposite(typed, form) {
                &mut opposite
            } else {
                &mut typo
            };
            if place.is_none_or(|(best, _)| apart < best) {
                *place = Some((apart, gloss));
            }
        }
    }
    (typo, opposite)
}

/// How many edits are a slip of the fingers in a meaning of so many characters.
fn tolerance(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=5 => 1,
        6..=7 => 2,
        _ => 2 + length / 7,
    }
}

/// Whether one of as many words is another word and no slip: hot standby and cold standby.
fn has_another_word(typed: &Form, wanted: &Form) -> bool {
    typed.words.len() == wanted.words.len()
        && typed
            .words
            .iter()
            .zip(&wanted.words)
            .any(|(typed, wanted)| {
                distance(typed, wanted) > tolerance(wanted.chars().count()).max(1)
            })
}

/// Whether two texts that are near mean different things: a prefix or a negation was won or lost, or figures differ.
fn is_opposite(typed: &Form, wanted: &Form) -> bool {
    let digits =
        |form: &Form| -> String { form.joined.chars().filter(char::is_ascii_digit).collect() };
    if digits(typed) != digits(wanted) {
        return true;
    }
    let only = |here: &Form, there: &Form| -> Vec<String> {
        let left = here.words.iter().filter(|word| !there.words.contains(word));
        left.cloned().collect()
    };
    let (mut left, mut right) = (only(typed, wanted), only(wanted, typed));
    let is_negation = |word: &String| NEGATIONS.contains(&&**word);
    if left.iter().any(is_negation) != right.iter().any(is_negation) {
        return true;
    }
    // Written apart, together or with a hyphen, the prefix is the same.
    left.push(typed.joined.clone());
    right.push(wanted.joined.clone());
    left.iter()
        .any(|left| right.iter().any(|right| differ_by_prefix(left, right)))
}

/// Whether two words become more alike when different prefixes are taken from them.
fn differ_by_prefix(left: &str, right: &str) -> bool {
    let apart = distance(left, right);
    let stems = |word: &'_ str| -> Vec<(&'static str, String)> {
        let stem = |prefix: &'static str| {
            let stem = word.strip_prefix(prefix)?;
            (stem.chars().count() >= STEM).then(|| (prefix, stem.to_owned()))
        };
        [""].into_iter().chain(PREFIXES).filter_map(stem).collect()
    };
    let right = stems(right);
    stems(left).iter().any(|(prefix, stem)| {
        right.iter().any(|(other, other_stem)| {
            prefix != other
                && stem.len().abs_diff(other_stem.len()) <= 1
                && distance(stem, other_stem) < apart.min(2)
        })
    })
}

fn not_english(typed: &str, wanted: &Wanted) -> Option<&'static str> {
    let folded = fold(typed);
    if wanted.is_term(&folded) && folded.chars().any(is_japanese) {
        return Some("that is the word itself; its meaning is wanted, in English");
    }
    let sounds = Sounds::read(typed);
    if matches!(
        reading::spelled(&sounds, &folded, wanted),
        Some((_, Match::Exact))
    ) {
        return Some("that is the reading; the meaning is wanted, in English");
    }
    let is_foreign = |text: &str| text.chars().any(|c| c.is_alphabetic() && !is_latin(c));
    let may_be_foreign = wanted.meanings.iter().any(|gloss| is_foreign(&gloss.shown));
    (is_foreign(&folded) && !may_be_foreign).then_some("the meaning is wanted, in English")
}

fn is_latin(character: char) -> bool {
    character.is_ascii() || matches!(character, '\u{c0}'..='\u{24f}')
}

fn rejected(typed: &Form, wanted: &Wanted) -> Checked {
    let named = another(typed, wanted);
    Checked::wrong(
        Slip::Rejected,
        named.unwrap_or_else(|| "the card names it as another thing".to_owned()),
    )
}

fn another_word(typed: &Form, wanted: &Wanted) -> Checked {
    match another(typed, wanted) {
        Some(named) => Checked::wrong(Slip::AnotherWord, named),
        None => Checked::wrong(Slip::Other, "another meaning"),
    }
}

/// "that is 認可", where the collection has a word of that meaning.
fn another(typed: &Form, wanted: &Wanted) -> Option<String> {
    let word = wanted.glosses.meaning(&typed.joined).find(|word| {
        !word
            .spellings
            .iter()
            .any(|spelling| wanted.is_term(spelling))
    })?;
    Some(format!("that is {}", word.term))
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '(' | '[' | '（' | '［' => depth += 1,
            ')' | ']' | '）' | '］' if depth > 0 => depth -= 1,
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    // A bracket that is never closed hides nothing.
    if depth > 0 { text.to_owned() } else { out }
}

impl Form {
    fn new(text: &str) -> Self {
        let text = plain(text).replace('\'', "").replace('&', " and ");
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '+' | '#' | '%');
        let all: Vec<&str> = text
            .split(|c| !is_part(c))
            .filter(|word| !word.is_empty())
            .collect();
        let is_small = |word: &str| matches!(word, "a" | "an" | "the");
        let mut words: Vec<&str> = all.iter().copied().filter(|word| !is_small(word)).collect();
        if words.len() > 1 && words[0] == "to" {
            words.remove(0);
        }
        if words.is_empty() {
            words = all;
        }
        let words: Vec<String> = words.into_iter().map(spelled).collect();
        let joined = words.concat();
        Self {
            length: joined.chars().count(),
            joined,
            words,
        }
    }
}

/// A number in words as a figure, a British spelling as the American one. What this does to other words it does on both
/// sides.
fn spelled(word: &str) -> String {
    const NUMBERS: [&str; 11] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    const ENDINGS: [(&str, &str); 14] = [
        ("isation", "ization"),
        ("isations", "izations"),
        ("ise", "ize"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ising", "izing"),
        ("iser", "izer"),
        ("our", "or"),
        ("oured", "ored"),
        ("iour", "ior"),
        ("tre", "ter"),
        ("ogue", "og"),
        ("lled", "led"),
        ("lling", "ling"),
    ];
    if let Some(number) = NUMBERS.iter().position(|number| *number == word) {
        return number.to_string();
    }
    if word.len() < 6 {
        return word.to_owned();
    }
    let ending = ENDINGS.iter().find(|(british, _)| word.ends_with(british));
    match ending {
        Some((british, american)) => {
            format!("{}{american}", word.strip_suffix(british).unwrap_or(word))
        }
        None => word.to_owned(),
    }
}
