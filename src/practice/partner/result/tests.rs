use proptest::prelude::*;

use super::*;

/// A file as a partner may have filled it in by hand.
const SMALL: &str = r#"{"format": 1, "kind": "mensetsu-interview", "date": "2026-12-01",
 "cards": [{"card": "d/limiter", "rubric": "0000002A", "points": [2, 0.0]}]}"#;

fn faults(text: &str) -> Vec<String> {
    let faults = parse(text.as_bytes()).unwrap_err();
    faults.iter().map(|fault| format!("F{fault}")).collect()
}

#[test]
fn what_nobody_measured_may_be_left_out() {
    let file = parse(SMALL.as_bytes()).unwrap();
    assert_eq!(file.day(), Some(jiff::civil::date(2026, 12, 1)));
    assert_eq!(file.cards[0].rubric, 0x2a);
    assert_eq!(file.cards[0].points, [2, 0]);
    assert_eq!((file.cards[0].said, file.cards[0].ms), (None, 0));
    assert!(file.id.starts_with(ID_START));
    let with_bom = format!("\u{feff}{SMALL}");
    assert_eq!(
        parse(with_bom.as_bytes()).unwrap(),
        file,
        "the same file has the same id"
    );
    let other = SMALL.replace("[2, 0.0]", "[2, 1]");
    assert_ne!(parse(other.as_bytes()).unwrap().id, file.id);
}

#[test]
fn json_that_is_wrong_is_named_by_line_and_column() {
    assert_eq!(faults("{\n  oops"), ["F:2:3: key must be a string"]);
    assert_eq!(faults(""), ["F:1:1: EOF while parsing a value"]);
    assert_eq!(
        faults("[]"),
        ["F:1:2: invalid length 0, expected an object"]
    );
    let unknown = SMALL.replace("\"points\"", "\"point\"");
    let fault = &faults(&unknown)[0];
    assert!(
        fault.starts_with("F:2:") && fault.contains("unknown field `point`"),
        "{fault}"
    );
    for number in ["1e999", "-", "0x1", "NaN"] {
        let fault = &faults(&SMALL.replace("0.0", number))[0];
        assert!(fault.starts_with("F:2:"), "{number}: {fault}");
    }
    let bytes = SMALL.replace("d/limiter", "d/\u{1}");
    assert!(faults(&bytes)[0].starts_with("F:2:"));
    let fault = &parse(b"{\"kind\": \"\xff\"}").unwrap_err()[0];
    assert_eq!(fault.at, Some((1, 11)), "{fault}");
}

#[test]
fn another_kind_and_a_later_format_are_told() {
    assert!(faults("{}")[0].contains("this is no result of mensetsu mock interview"));
    let part = SMALL.replace("mensetsu-interview", "mensetsu-interview-part");
    assert!(faults(&part)[0].contains("under way"));
    let later = SMALL.replace("\"format\": 1", "\"news\": {}, \"format\": 2");
    assert!(faults(&later)[0].contains("format 2 is not one that this program knows"));
    let none = SMALL.replace("\"format\": 1", "\"format\": null");
    assert!(faults(&none)[0].contains("does not say its format"));
    let text = " ".repeat(1024 * 1024) + SMALL;
    assert_eq!(faults(&text), ["F: the file is larger than 1 MiB"]);
}

#[test]
fn every_fault_is_named_at_once() {
    let text = format!(
        r#"{{"format":1,"kind":"mensetsu-interview","id":"mock-1","date":"2026-13-01T00:00:00Z",
        "candidate":"{name}","partner":"a\u001bb","track":"t","round":"r","cards":[
        {{"card":"d/a","rubric":"xyz","points":[2,null,0.5,-1,3],"prediction":101,"ms":-1,
          "notes":["1","2","3","4","5","6"]}},
        {{"card":"d/b","rubric":"0000002a","points":[],"ms":5,"phase_ms":[3,3],"overall":"{long}"}},
        {{"card":"","rubric":"0000002a","points":[1],"prediction":1.5,"ms":86400001}}]}}"#,
        name = "n".repeat(101),
        long = "冪".repeat(16_001),
    );
    assert_eq!(
        faults(&text),
        [
            "F: the name of the candidate is longer than 100 characters",
            "F: an id begins with interview- and holds letters, digits, - and .",
            "F: the date \"2026-13-01T00:00:00Z\" is no day and no time as in 2026-12-01T18:30:00+09:00",
            "F: card 1, d/a: its rubric is not 8 hex digits",
            "F: card 1, d/a: point 2 is not filled in",
            "F: card 1, d/a: point 3 is 0.5; a point is 0 (missed), 1 (half) or 2 (full)",
            "F: card 1, d/a: point 4 is -1; a point is 0 (missed), 1 (half) or 2 (full)",
            "F: card 1, d/a: point 5 is 3; a point is 0 (missed), 1 (half) or 2 (full)",
            "F: card 1, d/a: a prediction is a whole number from 0 to 100, or null",
            "F: card 1, d/a: a time is a whole number of milliseconds, at most a day",
            "F: card 1, d/a: it has more notes than points",
            "F: card 2, d/b: its phases took longer than the whole",
            "F: card 2, d/b: its notes are longer than 12000 characters together",
            "F: card 3, : it has no key",
            "F: card 3, : a prediction is a whole number from 0 to 100, or null",
            "F: card 3, : a time is a whole number of milliseconds, at most a day",
        ]
    );
    let none = SMALL.replace(
        r#"{"card": "d/limiter", "rubric": "0000002A", "points": [2, 0.0]}"#,
        "",
    );
    assert_eq!(faults(&none), ["F: it holds no card"]);
}

#[test]
fn texts_of_a_stranger_are_made_safe() {
    let text = SMALL.replace(
        "\"points\"",
        "\"overall\": \"a\\u001b[31m\\u202eb\\nc\", \"heard\": \"x\\u009by\\nz\", \"notes\": [null, \"\\u0007\"], \"points\"",
    );
    let card = &parse(text.as_bytes()).unwrap().cards[0];
    assert_eq!(card.overall, "a␛[31m\u{fffd}b c");
    assert_eq!(card.heard, "x\u{fffd}y\nz");
    assert_eq!(card.notes, ["", "␇"]);
}

#[test]
fn the_file_is_written_as_it_is_documented() {
    let file = ResultFile {
        id: "interview-1-2a".to_owned(),
        date: "2026-12-01T18:00:00+09:00".to_owned(),
        cards: vec![ResultCard {
            card: "d/a".to_owned(),
            rubric: 0x2a,
            points: vec![2],
            notes: vec![String::new()],
            ..ResultCard::default()
        }],
        ..ResultFile::default()
    };
    let value: serde_json::Value = serde_json::from_str(&file.text()).unwrap();
    assert_eq!(
        value.to_string(),
        r#"{"candidate":"","cards":[{"card":"d/a","heard":"","ms":0,"notes":[""],"overall":"","phase_ms":[],"points":[2],"prediction":null,"rubric":"0000002a"}],"date":"2026-12-01T18:00:00+09:00","format":1,"id":"interview-1-2a","kind":"mensetsu-interview","partner":"","round":"","track":""}"#
    );
    assert!(file.open_text().contains("null"));
}

#[test]
fn the_example_of_the_documentation_is_a_file() {
    let text = include_str!("../../../../docs/partner.md");
    let example = text.split("```json\n").nth(1).unwrap();
    let file = parse(example.split("```").next().unwrap().as_bytes()).unwrap();
    assert_eq!(file.cards[0].said, Some(80));
}

fn text() -> impl Strategy<Value = String> {
    "\\PC{0,30}".prop_map(|text| line(&text))
}

prop_compose! {
    fn result_card()(
        points in prop::collection::vec(0u8..=2, 1..9), rubric in any::<u32>(), said in prop::option::of(0u8..=100),
        phases in prop::collection::vec(0u64..3_000_000, 0..6), more in 0u64..1_000, overall in text(), heard in text(),
        key in "[a-z]{1,8}/[a-z]{1,8}", note in text(),
    ) -> ResultCard {
        ResultCard {
            card: key, rubric, notes: vec![note; points.len()], points, heard: block(&heard), overall, said,
            ms: phases.iter().sum::<u64>() + more, phases,
        }
    }
}

prop_compose! {
    fn result_file()(
        cards in prop::collection::vec(result_card(), 1..5), names in prop::array::uniform4(text()),
        ms in 0i64..4_000_000_000_000, zone in -840i32..=840, id in "interview-[0-9]{1,13}-[0-9a-f]{8}",
    ) -> ResultFile {
        let [track, round, candidate, partner] = names;
        let date = Moment { ms, zone_minutes: zone }.rfc3339();
        ResultFile { id, track, round, date, candidate, partner, cards }
    }
}

proptest! {
    #[test]
    fn a_file_is_read_as_it_was_written(file in result_file()) {
        prop_assert_eq!(parse(file.text().as_bytes()), Ok(file));
    }

    #[test]
    fn a_damaged_file_never_ends_the_program(file in result_file(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = file.text().into_bytes();
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] = byte;
        }
        match parse(&bytes) {
            Ok(read) => prop_assert_eq!(parse(read.text().as_bytes()), Ok(read)),
            Err(faults) => prop_assert!(!faults.is_empty()),
        }
        // What lacks its end is never whole; after the last brace stands a line feed alone.
        prop_assert!(!cut || at + 1 >= file.text().len() || parse(&bytes).is_err());
    }

    #[test]
    fn any_bytes_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(parse(&bytes).is_err());
    }
}
