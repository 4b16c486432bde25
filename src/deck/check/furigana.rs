//! Rules about furigana: a bracket that looks like a reading and would be shown as it is written.

use super::Report;
use crate::deck::{
    Body, Card,
    build::texts,
    furigana::{self, FaultKind},
};

pub(super) fn check(card: &Card, report: &mut Report<'_>) {
    for (field, text) in texts(card) {
        for fault in furigana::faults(text.source()) {
            let excerpt = fault.excerpt;
            let message = match fault.kind {
                FaultKind::NotKana => {
                    format!("what stands in the brackets of {excerpt} is not kana")
                }
                FaultKind::NotClosed => format!("the bracket of {excerpt} is not closed"),
                FaultKind::NoKanji => format!("the reading {excerpt} stands behind no kanji"),
                FaultKind::Link => format!("{excerpt} is a link, because a ( follows"),
            };
            report.at(field, excerpt, "furigana-mark", message);
        }
    }
    if let Body::Vocab(word) = &card.body {
        let term = word.term.source();
        if !furigana::marks(term).is_empty() {
            let message = format!("the term {term} holds its reading");
            report.at("term", term, "furigana-mark", message);
        }
    }
}
