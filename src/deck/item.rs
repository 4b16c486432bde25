//! Items: what is asked and scheduled. A recall card is one item, a word three, a cloze one for each gap.

use std::{borrow::Cow, fmt, sync::Arc};

use super::{Body, Card, build::is_kana, cloze};

/// Which part of a card an item asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// The card as a whole: recall, estimate, a phrase.
    Whole,
    /// The gaps of one number.
    Gap(u32),
    /// Term to meaning.
    Meaning,
    /// Term to reading.
    Reading,
    /// Meaning to term.
    Recall,
}

impl Facet {
    /// The part of an item key after `#`; empty for the whole card.
    pub fn suffix(self) -> String {
        match self {
            Self::Whole => String::new(),
            Self::Gap(number) => format!("#{number}"),
            Self::Meaning => "#meaning".to_owned(),
            Self::Reading => "#reading".to_owned(),
            Self::Recall => "#recall".to_owned(),
        }
    }

    /// Finds a facet of a word by its name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "meaning" => Some(Self::Meaning),
            "reading" => Some(Self::Reading),
            "recall" => Some(Self::Recall),
            _ => None,
        }
    }
}

/// One item of a loaded deck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Index of the deck in the collection.
    pub deck: u32,
    /// Index of the card in the deck.
    pub card: u32,
    /// Which part of the card.
    pub facet: Facet,
    /// Whether it is asked only where its facet is asked for.
    pub only_by_facet: bool,
    /// `deck/card`, `deck/card#2`, `deck/card#meaning`.
    pub key: Arc<str>,
    /// The key as it compares with others; progress hangs on it.
    pub folded: Arc<str>,
}

impl fmt::Display for Item {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.key)
    }
}

/// The facets of a card that are scheduled; none for the spoken kinds.
pub fn facets(card: &Card) -> Vec<Facet> {
    match &card.body {
        Body::Recall { .. } | Body::Estimate(_) => vec![Facet::Whole],
        Body::Cloze => cloze::numbers(card.prompt.source())
            .into_iter()
            .map(Facet::Gap)
            .collect(),
        Body::Vocab(vocab) if vocab.speech => vec![Facet::Whole],
        Body::Vocab(vocab) if vocab.reading.is_blank() || is_kana(vocab.term.source()) => {
            vec![Facet::Meaning, Facet::Recall]
        }
        Body::Vocab(_) => vec![Facet::Meaning, Facet::Reading, Facet::Recall],
        Body::Spoken(_) => Vec::new(),
    }
}

/// The facet of a card that is asked only where somebody asks for it: the reading of a word that is kana alone.
pub fn asked_only_by_facet(card: &Card) -> Option<Facet> {
    let Body::Vocab(vocab) = &card.body else {
        return None;
    };
    (!vocab.speech && is_kana(vocab.term.source())).then_some(Facet::Reading)
}

/// The answer of an item as it is shown, Markdown source. What the journal keeps a hash of.
pub fn answer(card: &Card, facet: Facet) -> Cow<'_, str> {
    match (&card.body, facet) {
        (Body::Recall { answer }, _) => answer.source().into(),
        (Body::Cloze, Facet::Gap(number)) => cloze::hidden(card.prompt.source(), number).into(),
        (Body::Estimate(estimate), _) => {
            let text = format!("{} {}", estimate.answer, estimate.unit.source());
            text.trim().to_owned().into()
        }
        (Body::Vocab(vocab), Facet::Meaning) => {
            let meanings: Vec<&str> = vocab.meaning.iter().map(super::RawText::source).collect();
            meanings.join("; ").into()
        }
        (Body::Vocab(vocab), Facet::Reading) if !vocab.reading.is_blank() => {
            vocab.reading.source().into()
        }
        (Body::Vocab(vocab), _) => vocab.term.source().into(),
        (Body::Cloze | Body::Spoken(_), _) => "".into(),
    }
}

/// What the journal keeps of an answer, to tell later whether it has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct AnswerHash {
    /// crc32 of the answer with runs of spaces and line ends folded to one space.
    pub text: u32,
    /// crc32 of its letters and digits alone: where this is equal, only marks and spaces differ.
    pub letters: u32,
}

impl AnswerHash {
    /// Hashes an answer.
    pub fn of(answer: &str) -> Self {
        let mut text = String::with_capacity(answer.len());
        let mut letters = String::with_capacity(answer.len());
        for word in answer.split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
            letters.extend(word.chars().filter(|c| c.is_alphanumeric()));
        }
        Self {
            text: crc32fast::hash(text.as_bytes()),
            letters: crc32fast::hash(letters.as_bytes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_do_not_change_an_answer_and_marks_change_no_letters() {
        let hash = AnswerHash::of("27 (3 × 3 × 3).");
        assert_eq!(hash, AnswerHash::of("27  (3 ×\n3 × 3)."));
        assert_eq!(hash.text, crc32fast::hash("27 (3 × 3 × 3).".as_bytes()));
        let marks = AnswerHash::of("27, that is (3 x 3 x 3)");
        assert_ne!(hash.letters, marks.letters);
        assert_eq!(
            AnswerHash::of("One, two.").letters,
            AnswerHash::of("One two").letters
        );
        assert_ne!(
            AnswerHash::of("One, two.").text,
            AnswerHash::of("One two").text
        );
    }
}
