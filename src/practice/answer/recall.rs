//! Typed words: the word or a spelling of it is right, its reading too; another word is named.

use super::{
    Checked, Slip, Wanted,
    kana::{Match, Sounds},
    meaning, reading,
    writing::{fold, is_japanese, is_kanji},
};
use crate::deck::SafeText;

/// Checks a typed word.
pub(super) fn check(typed: &str, wanted: &Wanted) -> Checked {
    let sounds = Sounds::read(typed);
    let folded = fold(typed);
    if sounds.is_empty() || folded.is_empty() {
        return Checked::again("type the Japanese word, in kana, romaji or kanji");
    }
    if wanted.is_term(&folded) {
        return Checked::right();
    }
    match reading::spelled(&sounds, &folded, wanted) {
        Some((0, Match::Exact)) if wanted.is_kana => return Checked::right(),
        Some((_, Match::Exact)) => {
            return Checked::alternate(format!("it is written {}", wanted.term));
        }
        Some((_, Match::Doubtful(doubt))) => return Checked::again(reading::ask_about(doubt)),
        _ => {}
    }
    if let Some(term) = with_the_same_meaning(&folded, &sounds, wanted) {
        return Checked::again(format!(
            "{term} has that meaning too; another word is wanted"
        ));
    }
    let is_japanese = folded.chars().any(is_japanese);
    let not_kana = sounds.not_kana();
    if !is_japanese && meaning::is_meaning(typed, wanted, not_kana.is_some()) {
        return Checked::again("that is the English; the Japanese word is wanted");
    }
    if folded.chars().any(is_kanji) {
        return other_kanji(&folded, wanted);
    }
    if not_kana.is_some() {
        return Checked::again("the Japanese word is wanted, in kana, romaji or kanji");
    }
    let wrong = reading::wrong(&sounds, wanted);
    if wrong.slip == Some(Slip::Other) {
        let kana = sounds.kana();
        let known = wanted.glosses.read(&kana).next();
        if let Some(word) = known {
            return Checked::wrong(
                Slip::AnotherWord,
                format!("that is {}: {}", word.term, word.meaning),
            );
        }
    }
    wrong
}

/// Another word of the collection that was typed and shares a meaning with the one wanted.
fn with_the_same_meaning(folded: &str, sounds: &Sounds, wanted: &Wanted) -> Option<SafeText> {
    let is_typed = |word: &&super::glosses::Word| {
        word.spellings.iter().any(|spelling| spelling == folded)
            || word.readings.iter().any(|reading| {
                let reading: Vec<char> = reading.chars().collect();
                sounds.spells(&reading) == Match::Exact
            })
    };
    wanted
        .glosses
        .sharing(&wanted.meanings)
        .filter(|word| {
            !word
                .spellings
                .iter()
                .any(|spelling| wanted.is_term(spelling))
        })
        .find(is_typed)
        .map(|word| word.term.clone())
}

fn other_kanji(folded: &str, wanted: &Wanted) -> Checked {
    let Some(word) = wanted.glosses.written(folded).next() else {
        return Checked::wrong(
            Slip::Homophone,
            format!("other kanji: it is written {}", wanted.term),
        );
    };
    let sounds_the_same = word.readings.iter().any(|reading| {
        wanted
            .readings
            .iter()
            .any(|own| own.kana.iter().copied().eq(reading.chars()))
    });
    if sounds_the_same {
        Checked::wrong(
            Slip::Homophone,
            format!("{} sounds the same and means {}", word.term, word.meaning),
        )
    } else {
        Checked::wrong(
            Slip::AnotherWord,
            format!("that is {}: {}", word.term, word.meaning),
        )
    }
}
