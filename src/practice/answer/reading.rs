//! Typed readings: exact, with the reason of a slip, and asked again where something else than a reading was typed.

use super::{
    Checked, Slip, Wanted,
    edits::{Edits, smallest},
    kana::{Doubt, Match, Sounds},
    meaning,
    word::Reading,
    writing::{fold, is_kanji},
};

/// Checks a typed reading.
pub(super) fn check(typed: &str, wanted: &Wanted) -> Checked {
    let sounds = Sounds::read(typed);
    if sounds.is_empty() {
        return Checked::again("type the reading, in kana or romaji");
    }
    let folded = fold(typed);
    match spelled(&sounds, &folded, wanted) {
        Some((0, Match::Exact)) => return Checked::right(),
        Some((_, Match::Exact)) => {
            let usual = &wanted.readings[0].shown;
            return Checked::alternate(format!("{usual} is the reading that the card shows"));
        }
        Some((_, Match::Doubtful(doubt))) => return Checked::again(ask_about(doubt)),
        _ => {}
    }
    if wanted.is_term(&folded) {
        return Checked::again("that is the word itself; its reading is wanted, in kana");
    }
    let not_kana = sounds.not_kana();
    if meaning::is_meaning(typed, wanted, not_kana.is_some()) {
        return Checked::again("that is the meaning; the reading is wanted, in kana");
    }
    match not_kana {
        Some(kanji) if kanji.chars().any(is_kanji) => {
            Checked::again("the reading is wanted in kana or romaji, without kanji")
        }
        Some(letter) => Checked::again(format!("\"{letter}\" cannot be read as kana")),
        None => wrong(&sounds, wanted),
    }
}

/// Which reading a text spells, the first that it surely does.
pub(super) fn spelled(sounds: &Sounds, folded: &str, wanted: &Wanted) -> Option<(usize, Match)> {
    let mut doubtful = None;
    for (at, reading) in wanted.readings.iter().enumerate() {
        for kana in [&reading.kana, &reading.rest] {
            if kana.is_empty() {
                continue;
            }
            // A reading that holds letters or figures is typed as it stands.
            if folded.chars().eq(kana.iter().copied()) {
                return Some((at, Match::Exact));
            }
            match sounds.spells(kana) {
                Match::Exact => return Some((at, Match::Exact)),
                how @ Match::Doubtful(_) => doubtful = doubtful.or(Some((at, how))),
                Match::None => {}
            }
        }
    }
    doubtful
}

/// What to ask where a spelling may mean two things.
pub(super) fn ask_about(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::N => "type n' or nn for ん before a vowel or y",
        Doubt::ZuJi => "type du for づ and di for ぢ",
    }
}

/// The reason by the reading that is nearest.
pub(super) fn wrong(sounds: &Sounds, wanted: &Wanted) -> Checked {
    let nearest: Option<(&Reading, Edits)> = wanted
        .readings
        .iter()
        .filter_map(|reading| Some((reading, smallest(sounds, &reading.kana)?)))
        .min_by_key(|(_, edits)| edits.cost);
    let typed: String = sounds.kana().chars().take(40).collect();
    match nearest {
        Some((reading, edits)) if edits.slip() != Slip::Other => {
            let reason = format!("{}: {}, not {typed}", edits.names(), reading.shown);
            Checked::wrong(edits.slip(), reason)
        }
        Some((reading, _)) => {
            Checked::wrong(Slip::Other, format!("{}, not {typed}", reading.shown))
        }
        None => Checked::wrong(Slip::Other, "it is much shorter"),
    }
}
