//! The one way in for typed words: what is wanted of a card's facet, and what a typed text is worth for it.
//!
//! Build [`Glosses`] once for a collection, a [`Wanted`] when an item is asked, then [`check`] each text that is entered.

use super::{
    Glosses, Slip, Verdict,
    meaning::{self, Gloss},
    reading, recall,
    writing::fold,
};
use crate::deck::{Facet, RawText, SafeText, Vocab};

/// More characters than this are no answer.
pub const TYPED_LIMIT: usize = 1_000;

/// What is wanted when a facet of a word is asked by typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub(super) facet: Facet,
    /// The word as the card writes it.
    pub(super) term: SafeText,
    /// The word and its other spellings, folded.
    pub(super) spellings: Vec<String>,
    /// The reading and its alternates; a word without kanji is its own reading.
    pub(super) readings: Vec<Reading>,
    /// Whether the word is kana alone, so that its reading is the word.
    pub(super) is_kana: bool,
    /// What is accepted as a meaning, the one that is shown first.
    pub(super) meanings: Vec<Gloss>,
    /// What only looks like a meaning.
    pub(super) rejected: Vec<Gloss>,
    /// The words of the collection.
    pub(super) glosses: Glosses,
}

/// One reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// As the card writes it.
    pub(super) shown: SafeText,
    /// Folded.
    pub(super) kana: Vec<char>,
    /// Folded, without the katakana that the word itself shows: せっけい of ドメイン設計. Empty where there is none.
    pub(super) rest: Vec<char>,
}

/// A verdict, with what the journal keeps of a slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What it is worth.
    pub verdict: Verdict,
    /// The kind of slip; of a wrong answer always one, of any other none.
    pub slip: Option<Slip>,
}

/// Checks a typed text. `?` gives up.
pub fn check(wanted: &Wanted, typed: &str) -> Checked {
    if matches!(typed.trim(), "?" | "？") {
        return Checked::wrong(Slip::NoAnswer, Slip::NoAnswer.name());
    }
    if typed.chars().nth(TYPED_LIMIT).is_some() {
        return Checked::again("that is too long for an answer");
    }
    match wanted.facet {
        Facet::Meaning => meaning::check(typed, wanted),
        Facet::Reading => reading::check(typed, wanted),
        _ => recall::check(typed, wanted),
    }
}

impl Wanted {
    /// What is wanted of a facet; `None` where nothing is typed: phrases, and facets that are none of a word.
    pub fn new(vocab: &Vocab, facet: Facet, glosses: &Glosses) -> Option<Self> {
        let is_typed = matches!(facet, Facet::Meaning | Facet::Reading | Facet::Recall);
        if vocab.speech || !is_typed {
            return None;
        }
        let term = vocab.term.line();
        let own = if vocab.reading.is_blank() {
            &vocab.term
        } else {
            &vocab.reading
        };
        let readings: Vec<Reading> = [own]
            .into_iter()
            .chain(&vocab.alternates)
            .map(|reading| Reading::new(reading, &term))
            .filter(|reading| !reading.kana.is_empty())
            .collect();
        let spellings: Vec<String> = [&vocab.term]
            .into_iter()
            .chain(&vocab.spellings)
            .map(|spelling| fold(&spelling.line()))
            .filter(|spelling| !spelling.is_empty())
            .collect();
        let gloss = |text: &RawText| Gloss::new(&text.line());
        Some(Self {
            facet,
            is_kana: fold(&term)
                .chars()
                .eq(readings.first()?.kana.iter().copied()),
            term,
            spellings,
            readings,
            meanings: vocab
                .meaning
                .iter()
                .chain(&vocab.accept)
                .map(gloss)
                .collect(),
            rejected: vocab.reject.iter().map(gloss).collect(),
            glosses: glosses.clone(),
        })
    }

    /// Which kind of answer is wanted, for the line above the input.
    pub fn asks(&self) -> &'static str {
        match self.facet {
            Facet::Meaning => "meaning, in English",
            Facet::Reading => "reading, in kana",
            _ => "Japanese, kana or kanji",
        }
    }

    /// The prompt of the plain mode.
    pub fn prompt(&self) -> &'static str {
        match self.facet {
            Facet::Meaning => "english>",
            Facet::Reading => "kana>",
            _ => "japanese>",
        }
    }

    /// Whether romaji becomes kana here, so that a preview of it helps.
    pub fn takes_kana(&self) -> bool {
        self.facet != Facet::Meaning
    }

    /// Whether a folded text is the word or one of its spellings.
    pub(super) fn is_term(&self, folded: &str) -> bool {
        self.spellings.iter().any(|spelling| spelling == folded)
    }
}

impl Reading {
    fn new(reading: &RawText, term: &SafeText) -> Self {
        let shown = reading.line();
        let mut rest = shown.to_string();
        for run in katakana_runs(&shown) {
            if term.contains(&run) {
                rest = rest.replacen(&run, "", 1);
            }
        }
        let kana: Vec<char> = fold(&shown).chars().collect();
        let rest: Vec<char> = fold(&rest).chars().collect();
        Self {
            rest: if rest.len() < kana.len() {
                rest
            } else {
                Vec::new()
            },
            kana,
            shown,
        }
    }
}

fn katakana_runs(text: &str) -> Vec<String> {
    text.split(|c| !matches!(c, 'ァ'..='ヺ' | 'ー'))
        .filter(|run| !run.is_empty())
        .map(str::to_owned)
        .collect()
}

impl Checked {
    pub(super) fn right() -> Self {
        Self {
            verdict: Verdict::Right,
            slip: None,
        }
    }

    pub(super) fn alternate(note: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::RightAlternate(note.into()),
            slip: None,
        }
    }

    pub(super) fn typo(want: &str) -> Self {
        Self {
            verdict: Verdict::RightTypo {
                want: want.to_owned(),
            },
            slip: None,
        }
    }

    pub(super) fn wrong(slip: Slip, reason: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::Wrong(reason.into()),
            slip: Some(slip),
        }
    }

    pub(super) fn again(reason: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::TryAgain(reason.into()),
            slip: None,
        }
    }
}
