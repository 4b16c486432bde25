//! What is shown for an item: the question, the answer and what stands around them, safe to print.

use super::answer::number;
use crate::deck::{
    Body, Card, Estimate, Facet, Item, Kind, RawText, SafeText, Vocab, area_title, cloze,
    collection::{Collection, LoadedDeck},
    furigana,
    item::{self, AnswerHash},
};

/// The gap that stands for a term in an example.
const TERM_GAP: &str = "＿＿";

/// What is shown for an item. The blocks are Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The key of the item.
    pub key: String,
    /// The area in words.
    pub area: SafeText,
    /// What is asked: `recall`, `vocab reading`.
    pub kind: String,
    /// The question.
    pub prompt: SafeText,
    /// The rest of the question.
    pub context: SafeText,
    /// A nudge, shown when asked for.
    pub hint: SafeText,
    /// The answer.
    pub answer: SafeText,
    /// More of the answer: steps, the sentence of a word.
    pub detail: SafeText,
    /// The note.
    pub note: SafeText,
    /// Where the fact can be looked up.
    pub source: SafeText,
    /// The number to type, if one is.
    pub number: Option<NumberAnswer>,
    /// Hash of the answer.
    pub hash: AnswerHash,
    /// Whether the prompt is a word that stands large in the middle.
    pub is_word: bool,
    /// The word and its reading, to show with the answer; empty where the card is no word or kana do not fall to kanji.
    pub term: Term,
}

/// A word with its reading, in two ways of writing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// With furigana: `負荷分散[ふかぶんさん]`.
    pub marked: SafeText,
    /// As answers write it: `負荷分散（ふかぶんさん）`.
    pub bracketed: SafeText,
}

/// A number that is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberAnswer {
    /// The number.
    pub answer: f64,
    /// Its unit, safe to show.
    pub unit: SafeText,
    /// Right within this factor.
    pub within: f64,
}

impl Eq for NumberAnswer {}

/// What is shown for an item of a collection.
pub fn question(collection: &Collection, item: &Item) -> Question {
    let (loaded, card) = collection.card_of(item);
    let hash = AnswerHash::of(&item::answer(card, item.facet));
    let base = Question {
        key: SafeText::from_line(&item.key).into_string(),
        area: area(loaded, card),
        kind: kind(card, item.facet),
        hint: card.hint.line(),
        note: card.note.block(),
        source: card.source.line(),
        hash,
        ..Question::default()
    };
    match &card.body {
        Body::Recall { answer } => Question {
            prompt: card.prompt.line(),
            context: card.context.block(),
            answer: answer.block(),
            ..base
        },
        Body::Cloze => gap(card, item.facet, base),
        Body::Estimate(estimate) => number_question(card, estimate, base),
        Body::Vocab(vocab) => word(vocab, item.facet, base),
        Body::Spoken(_) => Question {
            prompt: card.prompt.line(),
            context: card.context.block(),
            ..base
        },
    }
}

fn area(loaded: &LoadedDeck, card: &Card) -> SafeText {
    let area = loaded.deck.area_of(card);
    if area.is_empty() {
        loaded.deck.title.line()
    } else {
        SafeText::from_line(area_title(area))
    }
}

fn kind(card: &Card, facet: Facet) -> String {
    match (card.kind(), facet) {
        (Kind::Vocab, Facet::Meaning) => "vocab meaning".to_owned(),
        (Kind::Vocab, Facet::Reading) => "vocab reading".to_owned(),
        (Kind::Vocab, Facet::Recall) => "vocab recall".to_owned(),
        (kind, _) => kind.name().to_owned(),
    }
}

fn gap(card: &Card, facet: Facet, base: Question) -> Question {
    let number = match facet {
        Facet::Gap(number) => number,
        _ => 1,
    };
    let prompt = card.prompt.source();
    Question {
        prompt: SafeText::from_line(&cloze::asked(prompt, number)),
        context: card.context.block(),
        answer: SafeText::from_line(&cloze::filled(prompt, number)),
        ..base
    }
}

fn number_question(card: &Card, estimate: &Estimate, base: Question) -> Question {
    let unit = estimate.unit.line();
    let answer = format!("{} {unit}", number::whole(estimate.answer));
    let steps: Vec<String> = estimate
        .steps
        .iter()
        .map(|step| format!("- {}", step.line()))
        .collect();
    Question {
        prompt: card.prompt.line(),
        context: card.context.block(),
        answer: SafeText::from_line(answer.trim()),
        detail: SafeText::from_block(&steps.join("\n")),
        number: Some(NumberAnswer {
            answer: estimate.answer,
            unit,
            within: estimate.within,
        }),
        ..base
    }
}

fn word(vocab: &Vocab, facet: Facet, base: Question) -> Question {
    let term = vocab.term.line();
    let reading = vocab.reading.line();
    let meaning = joined(&vocab.meaning, "; ");
    let with_reading = if reading.is_empty() {
        term.to_string()
    } else {
        format!("{term}（{reading}）")
    };
    let example = SafeText::from_line(&furigana::bounded(&vocab.example.line(), &term, &reading));
    let marked = furigana::aligned(&term, &reading).unwrap_or_default();
    let forms = Term {
        marked: SafeText::from_line(&marked),
        bracketed: SafeText::from_line(&with_reading),
    };
    let detail = join_blocks(&example, &vocab.translation.line());
    let first_meaning = vocab.meaning.first().map(RawText::line).unwrap_or_default();
    let (prompt, context, answer, detail) = match facet {
        Facet::Meaning => (
            term,
            String::new(),
            meaning,
            join_blocks(&with_reading, &detail),
        ),
        Facet::Reading => {
            let others = joined(&vocab.alternates, ", ");
            let also = if others.is_empty() {
                String::new()
            } else {
                format!("also {others}")
            };
            (
                term.clone(),
                String::new(),
                // A word that is kana alone may leave its reading out.
                if reading.is_empty() { &term } else { &reading }.to_string(),
                join_blocks(&join_blocks(&meaning, &also), &detail),
            )
        }
        Facet::Recall => {
            let spellings = std::iter::once(&vocab.term).chain(&vocab.spellings);
            let gapped = spellings
                .map(RawText::line)
                .find_map(|spelling| furigana::gapped(&example, &spelling, TERM_GAP))
                .unwrap_or_default();
            (first_meaning, gapped, with_reading, detail)
        }
        Facet::Whole | Facet::Gap(_) => (first_meaning, String::new(), with_reading, detail),
    };
    Question {
        prompt,
        context: SafeText::from_block(&context),
        answer: SafeText::from_line(&answer),
        detail: SafeText::from_block(&detail),
        is_word: true,
        term: forms,
        ..base
    }
}

fn joined(texts: &[RawText], separator: &str) -> String {
    texts
        .iter()
        .map(|text| text.line().into_string())
        .collect::<Vec<_>>()
        .join(separator)
}

fn join_blocks(first: &str, second: &str) -> String {
    match (first.is_empty(), second.is_empty()) {
        (_, true) => first.to_owned(),
        (true, false) => second.to_owned(),
        _ => format!("{first}\n\n{second}"),
    }
}
