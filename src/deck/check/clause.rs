//! Whether some words are a sentence of their own: a subject and a finite verb, tied to nothing before them.
//!
//! There is no grammar here, only lists: of small verbs, of verbs that people use about systems, and of words that tie a
//! clause to the one before it. What the lists do not know is not found; what they find should be right.

use std::{collections::HashSet, sync::LazyLock};

use super::words::words;

/// Verbs that are always finite.
const FINITE: &str = " is are was were has have had can cannot could must should will would may might does do did needs \
    isn't aren't doesn't don't won't can't ";

/// Verbs about systems, as they stand after a plural; `s` is added for a singular.
const VERBS: &str = " accept add allow apply avoid become begin block break bring bind carry cause choose close \
    come commit compare compile contain cost cover create decide delay delete deliver deny depend detect differ drop \
    encrypt end enforce ensure evict exist expire expose fail fetch fill find flush follow force forward free get give \
    go grow guarantee handle happen hide hold ignore improve include increase isolate keep kill leak leave let limit \
    listen live load lock lose lower make mark match mean measure merge move multiply need offer own pass pay perform \
    persist pick prevent produce promise protect prove provide publish pull push put raise reach read rebuild receive \
    reclaim reduce refresh refuse reject release rely remain remove repeat replace replay replicate require reset \
    restart return reveal rotate route run save scale schedule see select send separate serve share shed show shrink \
    sign skip slow solve sort split spread stand start stay stop store supply switch take tell terminate throttle \
    throw travel trigger trust turn update use validate verify wait warn win work wrap write yield ";

/// Words that tie a clause to the one before it: it explains, contrasts or follows, and does not stand alone.
const TIES: &str = " it its it's they their them this that these those such then so thus therefore otherwise hence else \
    each both neither either he she there here which who whose where only never not nor if when while because since \
    unless until although as than nothing nobody none same other others another first second former latter \
    rest remaining one ones again still even yet also once after before meanwhile instead to for with by from without \
    you your we our i ";

/// Words that a noun phrase may begin with or hold.
const MODIFIERS: &str = " a an the most many some few more one two three old new ";

/// A list of words for looking up.
fn list(words: &'static str) -> HashSet<&'static str> {
    words.split_ascii_whitespace().collect()
}

static FINITE_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| list(FINITE));
static VERB_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| list(VERBS));
static TIE_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| list(TIES));
static MODIFIER_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| list(MODIFIERS));

/// Whether a clause has its own subject and verb and is tied to nothing before it.
pub(super) fn stands_alone(clause: &str) -> bool {
    let lower = words(clause);
    let Some((verb, is_certain)) = verb_of(&lower) else {
        return false;
    };
    let subject = &lower[..verb];
    let has_noun = subject
        .iter()
        .any(|word| !MODIFIER_WORDS.contains(word.as_str()) && word.len() > 1);
    let is_tied = subject.iter().any(|word| TIE_WORDS.contains(word.as_str()))
        || lower.iter().any(|word| {
            matches!(
                word.as_str(),
                "which" | "who" | "it" | "them" | "its" | "their"
            )
        });
    let has_object = verb + 1 < lower.len();
    has_noun && subject.len() <= 5 && !is_tied && (has_object || is_certain)
}

/// Whether some words hold a verb at all, as the left half of two clauses does.
pub(super) fn has_verb(clause: &str) -> bool {
    let lower = words(clause);
    lower
        .iter()
        .any(|word| FINITE_WORDS.contains(word.as_str()) || is_singular(word))
}

/// The place of the first verb after a subject, and whether it is one of the small verbs.
fn verb_of(lower: &[String]) -> Option<(usize, bool)> {
    for (at, word) in lower.iter().enumerate().skip(1) {
        let before = lower[at - 1].as_str();
        if FINITE_WORDS.contains(word.as_str()) {
            return Some((at, true));
        }
        if MODIFIER_WORDS.contains(before)
            || TIE_WORDS.contains(before)
            || matches!(before, "of" | "in" | "on" | "at")
        {
            continue;
        }
        let is_plural = before.ends_with('s') && !before.ends_with("ss");
        if is_singular(word) || (is_plural && VERB_WORDS.contains(word.as_str())) {
            return Some((at, false));
        }
    }
    None
}

fn is_singular(word: &str) -> bool {
    let stem = word.strip_suffix('s');
    stem.is_some_and(|stem| {
        VERB_WORDS.contains(stem)
            || stem
                .strip_suffix('e')
                .is_some_and(|stem| VERB_WORDS.contains(stem))
            || stem
                .strip_suffix("ie")
                .is_some_and(|stem| VERB_WORDS.contains(format!("{stem}y").as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_with_its_own_subject_stands_alone() {
        for alone in [
            "topics are partitioned",
            "the schema registry rejects incompatible schemas",
            "checkpoints flush dirty pages to disk",
            "HS256 uses one shared secret",
            "MySQL creates an index",
        ] {
            assert!(stands_alone(alone), "{alone}");
        }
        for tied in [
            "it is restarted",
            "the rest is dropped",
            "never the brokers",
            "brokers, before any producer",
            "then the leader writes",
            "other clients may not yet",
            "terminates TLS",
            "",
        ] {
            assert!(!stands_alone(tied), "{tied}");
        }
        assert!(has_verb("Evicts them") && !has_verb("Retry storms"));
    }
}
