#![allow(
    clippy::unwrap_used,
    clippy::float_cmp,
    reason = "a test that cannot go on says so by ending"
)]

use proptest::prelude::*;

use super::*;

fn read(weights: &str) -> TracksFile {
    parse(&format!(
        r#"{{"tracks":[{{"id":"mine","weights":{weights},"rounds":[]}}]}}"#
    ))
    .unwrap()
}

#[test]
fn the_bundled_tracks_load_and_their_weights_sum_to_100() {
    let file = parse(BUNDLED).unwrap();
    assert_eq!(file.sentences, [""; 0]);
    let tracks = file.tracks;
    assert_eq!(tracks.len(), 5);
    for track in &tracks {
        let sum: f64 = track.weights.values().sum();
        assert!((sum - 100.0).abs() < 1e-9, "{} sums to {sum}", track.id);
        assert!(!track.rounds.is_empty());
        for round in &track.rounds {
            assert!(!round.draw.is_empty(), "{} {}", track.id, round.id);
        }
    }
    assert!(tracks[0].asks_japanese() && !tracks[1].asks_japanese());
}

#[test]
fn a_round_keeps_what_it_draws_and_names_its_areas() {
    let tracks = bundled();
    let areas = |track: &str, round: &str| -> Vec<String> {
        let track = tracks.iter().find(|known| known.id == track).unwrap();
        let areas = track.round(round).unwrap().areas();
        areas.into_iter().map(str::to_owned).collect()
    };
    assert_eq!(areas("jp-tech-lead", "technical-japanese"), ["MQ", "JP"]);
    assert_eq!(areas("jp-tech-lead", "lead"), ["LD", "PE"]);
    assert_eq!(areas("backend-lead-dev", "architecture"), ["AP", "SD"]);
    assert_eq!(areas("remote-lead", "system-design"), [""; 0]);
    // Rows of the coverage table stand for their area.
    assert_eq!(areas("remote-lead", "behavioural"), ["LD"]);
    assert_eq!(areas("microservices-lead", "case-study"), ["SD"]);
    let round = tracks[0].round("first-japanese").unwrap();
    assert_eq!(
        round.draw[0],
        Draw {
            kind: Kind::Vocab,
            count: 20,
            areas: vec!["JP".to_owned()],
            covers: Vec::new(),
        }
    );
}

#[test]
fn what_is_no_tracks_file_is_an_error() {
    for broken in ["", "{}", "{\"tracks\":{}}", "[]"] {
        assert!(parse(broken).is_err(), "{broken}");
    }
}

#[test]
fn weights_are_scaled_to_100_and_it_is_said() {
    let file = read(r#"{"SD":30,"LD":30}"#);
    assert_eq!(file.tracks[0].weights["SD"], 50.0);
    assert_eq!(
        file.sentences,
        ["the weights of the role mine sum to 60, not to 100; they are scaled"]
    );
    let file = read(r#"{"sd":"ten","LD":-5,"PE":1e308,"QA":1e308}"#);
    assert_eq!(file.tracks[0].weights.len(), 2);
    assert_eq!(file.tracks[0].weights["PE"], 50.0);
    assert_eq!(file.sentences.len(), 3, "{:?}", file.sentences);
    assert!(file.sentences[0].contains("LD the weight -5"));
    assert!(file.sentences[1].contains(r#"SD the weight "ten""#));
}

#[test]
fn a_track_without_weights_counts_all_areas_the_same() {
    for source in [
        r#"{"tracks":[{"id":"mine"}]}"#,
        r#"{"tracks":[{"id":"mine","weights":{}}]}"#,
        r#"{"tracks":[{"id":"mine","weights":{"SD":0}}]}"#,
    ] {
        let file = parse(source).unwrap();
        assert!(file.tracks[0].weights.is_empty());
        assert_eq!(
            file.sentences,
            ["the role mine has no weights, so all areas count the same"]
        );
    }
}

#[test]
fn an_unknown_area_is_named_once_and_kept() {
    let file = parse(
        r#"{"tracks":[{"id":"mine","weights":{"SD":50,"XX":50},
            "rounds":[{"id":"r","draw":[{"kind":"open","areas":["xx"]}]}]}]}"#,
    )
    .unwrap();
    assert_eq!(file.tracks[0].weights["XX"], 50.0);
    assert_eq!(file.sentences.len(), 1);
    assert!(
        file.sentences[0].starts_with("the role mine names the area XX, which is none of SD MQ")
    );
}

#[test]
fn one_bad_track_round_or_draw_costs_itself_alone() {
    let file = parse(
        r#"{"note":"x","tracks":[
            {"id":"","weights":{"SD":100}}, 7, {"weights":{"SD":100}},
            {"id":"good","weights":{"SD":100},"rounds":[
                {"name":"no id"},
                {"id":"kept","draw":[{"kind":"dance"},{"kind":"open","n":2,"later":true}]}]}]}"#,
    )
    .unwrap();
    assert_eq!(file.tracks.len(), 1);
    let round = &file.tracks[0].rounds[0];
    assert_eq!((file.tracks[0].rounds.len(), round.draw.len()), (1, 1));
    assert_eq!(round.draw[0].count, 2);
    assert_eq!(file.sentences.len(), 5, "{:?}", file.sentences);
}

proptest! {
    #[test]
    fn weights_sum_to_100_whatever_they_were(weights in prop::collection::vec(0.0..1e300_f64, 1..8)) {
        let entries: Vec<String> = weights.iter().enumerate().map(|(at, weight)| format!("\"A{at}\":{weight:e}")).collect();
        let file = read(&format!("{{{}}}", entries.join(",")));
        let sum: f64 = file.tracks[0].weights.values().sum();
        let is_empty = weights.iter().all(|weight| *weight == 0.0);
        prop_assert!(is_empty || (sum - 100.0).abs() < 1e-6, "{sum}");
    }

    #[test]
    fn any_text_is_read_or_refused(text: String) {
        let _ = parse(&text);
    }
}
