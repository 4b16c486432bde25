//! The two JSON files beside decks: roles of one's own, and the result that a partner sends.

use mensetsu::{
    plan::track,
    practice::partner::result::{self, ResultFile},
};

use super::{safe, text};

/// A file of roles.
pub fn tracks(bytes: &[u8]) {
    let Ok(file) = track::parse(&text(bytes)) else {
        return;
    };
    for track in &file.tracks {
        assert!(!track.id.trim().is_empty());
        let sum: f64 = track.weights.values().sum();
        assert!(
            track.weights.is_empty() || (sum - 100.0).abs() < 1e-3,
            "{sum}"
        );
        assert!(
            track
                .weights
                .values()
                .all(|weight| (0.0..=100.001).contains(weight)),
            "{track:?}"
        );
        for round in &track.rounds {
            assert!(safe::is_shown(&round.draw_words()));
            let _ = (round.areas(), track.round(&round.id));
        }
    }
}

/// The result of an interview.
pub fn partner_result(bytes: &[u8]) {
    let Ok(file) = result::parse(bytes) else {
        return;
    };
    assert!(file.day().is_some() && !file.cards.is_empty());
    for text in [&file.id, &file.track, &file.candidate, &file.partner] {
        assert!(safe::is_shown(text) && !text.contains('\n'), "{text:?}");
    }
    comes_back(&file);
}

/// What was read is written and read as the same.
fn comes_back(file: &ResultFile) {
    let written = file.text();
    match result::parse(written.as_bytes()) {
        Ok(again) => assert_eq!(&again, file),
        Err(faults) => panic!("{faults:?} in {written}"),
    }
}
