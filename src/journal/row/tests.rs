use proptest::prelude::*;

use super::*;

const DEVICE: DeviceId = DeviceId(0xd7f3_a9c1);

fn review() -> What {
    What::Review(Review {
        item: "rate-limiting/fixed-window-burst".into(),
        grade: Grade::Good,
        ms: 5_312,
        hash: AnswerHash {
            text: 0x5e1f_00aa,
            letters: 0,
        },
        knows_letters: false,
        typed: None,
    })
}

#[test]
fn the_row_of_the_contract_is_written_to_the_letter() {
    let (line, entry) = write(DEVICE, 12, 1_760_000_000_000, 540, &review()).unwrap();
    let body = "{\"v\":1,\"d\":\"d7f3a9c1\",\"n\":12,\"t\":1760000000000,\"z\":540,\"k\":\"review\",\
                \"c\":\"rate-limiting/fixed-window-burst\",\"g\":3,\"ms\":5312,\"h\":\"5e1f00aa\"";
    let crc = crc32fast::hash(body.as_bytes());
    assert_eq!(line, format!("{body},\"x\":\"{crc:08x}\"}}"));
    assert_eq!(read(line.as_bytes()), Line::Entry(entry));
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table with an entry for each kind")]
fn every_kind_has_its_keys() {
    let text = |text: &str| -> Box<str> { text.into() };
    let id = EntryId {
        device: DEVICE,
        n: 4,
        crc: 0xabc,
    };
    let rows = [
        (
            What::Undo(id),
            r#""k":"undo","of":{"d":"d7f3a9c1","n":4,"x":"00000abc"}"#,
        ),
        (
            What::Suspend {
                card: text("d/c"),
                why: text("known"),
            },
            r#""k":"suspend","c":"d/c","why":"known""#,
        ),
        (
            What::Resume {
                card: text("d/c"),
                why: text(""),
            },
            r#""k":"resume","c":"d/c""#,
        ),
        (
            What::Skip {
                item: text("d/c#1"),
            },
            r#""k":"skip","c":"d/c#1""#,
        ),
        (
            What::Flag {
                card: text("d/c"),
                on: true,
            },
            r#""k":"flag","c":"d/c","on":true"#,
        ),
        (
            What::Note {
                card: text("d/c"),
                text: text(""),
            },
            r#""k":"note","c":"d/c","text":"""#,
        ),
        (
            What::Deck {
                id: text("d"),
                state: DeckState::First,
            },
            r#""k":"deck","id":"d","state":"first""#,
        ),
        (
            What::StoryUse {
                story: text("s"),
                card: text("d/c"),
            },
            r#""k":"story-use","c":"d/c","story":"s""#,
        ),
        (
            What::Goal(Box::new(Goal {
                id: text("g"),
                date: text("2026-12-04"),
                minutes: Some(30),
                ..Goal::default()
            })),
            r#""k":"goal","id":"g","date":"2026-12-04","minutes":30"#,
        ),
        (
            What::Goal(Box::new(Goal {
                id: text("g"),
                date: text("2026-12-04"),
                time: text("09:30"),
                track: text("t"),
                round: text("r"),
                company: text("c"),
                minutes: Some(30),
                off: vec![text("2026-12-01")],
                decks: vec![text("d")],
                share: Some(40),
                ..Goal::default()
            })),
            r#""k":"goal","id":"g","date":"2026-12-04","time":"09:30","track":"t","round":"r","company":"c","minutes":30,"off":["2026-12-01"],"decks":["d"],"share":40"#,
        ),
        (
            What::Goal(Box::new(Goal {
                id: text("g"),
                result: Some(text(r#"{"rounds":[]}"#)),
                ..Goal::default()
            })),
            r#""k":"goal","id":"g","result":{"rounds":[]}"#,
        ),
        (
            What::Import(Box::new(Import {
                item: text("d/c"),
                stability: 2.5,
                difficulty: 5.0,
                last: 7,
                from: text("anki"),
            })),
            r#""k":"import","c":"d/c","s":2.5,"dif":5.0,"last":7,"from":"anki""#,
        ),
        (
            What::Mock(Box::new(Mock {
                id: text("m"),
                cards: vec![text("d/c")],
                ms: 5,
                end: text("left"),
                ..Mock::default()
            })),
            r#""k":"mock","ms":5,"m":"m","cards":["d/c"],"end":"left""#,
        ),
        (
            What::Spoken(Box::new(Spoken {
                card: text("d/c"),
                grade: 3,
                ms: 9,
                points: vec![2, 1, 0],
                rubric: 1,
                score: 72.5,
                said: Some(80.0),
                by: text("self"),
                ..Spoken::default()
            })),
            r#""k":"spoken","c":"d/c","g":3,"ms":9,"h":"00000001","p":[2,1,0],"score":72.5,"said":80.0,"by":"self""#,
        ),
        (
            What::Read(Box::new(Read {
                card: text("d/c"),
                ms: 9,
                rubric: 1,
                text: text("a\nb"),
            })),
            r#""k":"read","c":"d/c","ms":9,"h":"00000001","text":"a\nb""#,
        ),
        (
            What::Told {
                story: text("pool"),
                ms: 88_000,
                meant: 90,
            },
            r#""k":"told","ms":88000,"story":"pool","meant":90"#,
        ),
    ];
    for (what, keys) in rows {
        let (line, entry) = write(DEVICE, 1, 2, 0, &what).unwrap();
        assert!(
            line.contains(&format!("\"z\":0,{keys},\"x\":\"")),
            "{line}\n{keys}"
        );
        assert_eq!(read(line.as_bytes()), Line::Entry(entry));
    }
}

#[test]
fn a_flipped_bit_or_a_cut_is_found() {
    let (line, _) = write(DEVICE, 1, 2, 0, &review()).unwrap();
    for at in 0..line.len() {
        let mut bytes = line.clone().into_bytes();
        bytes[at] ^= 1;
        assert!(matches!(read(&bytes), Line::Bad(..)), "byte {at}");
        assert!(
            matches!(read(&line.as_bytes()[..at]), Line::Bad(..)),
            "cut at {at}"
        );
    }
    assert!(matches!(read(&[0; 64]), Line::Bad(..)));
}

#[test]
fn later_versions_and_kinds_are_kept_and_ignored() {
    for body in [
        r#"{"v":1,"d":"d7f3a9c1","n":5,"t":1,"z":0,"k":"dream","c":7"#,
        r#"{"v":2,"d":"d7f3a9c1","n":5,"t":"soon","k":"review""#,
    ] {
        let line = format!(
            "{body},\"x\":\"{:08x}\"}}",
            crc32fast::hash(body.as_bytes())
        );
        let read = read(line.as_bytes());
        assert!(
            matches!(
                read,
                Line::Unknown {
                    device: DEVICE,
                    n: 5
                }
            ),
            "{read:?}"
        );
    }
}

#[test]
fn keys_of_another_kind_are_ignored_and_a_bad_row_still_counts() {
    let row = |body: &str| {
        format!(
            "{body},\"x\":\"{:08x}\"}}",
            crc32fast::hash(body.as_bytes())
        )
    };
    let odd = row(
        r#"{"v":1,"d":"d7f3a9c1","n":5,"t":1,"z":0,"k":"suspend","c":"a/b","why":"known","score":"text""#,
    );
    assert!(matches!(read(odd.as_bytes()), Line::Entry(_)));
    let bad = row(r#"{"v":1,"d":"d7f3a9c1","n":7,"t":1,"z":0,"k":"review","c":["a"],"g":3"#);
    assert!(matches!(
        read(bad.as_bytes()),
        Line::Bad(_, Some((DEVICE, 7)))
    ));
}

#[test]
fn unknown_keys_of_a_known_kind_are_ignored() {
    let body = r#"{"v":1,"d":"d7f3a9c1","n":5,"t":1,"z":0,"k":"review","c":"a/b","g":3,"ms":1,"h":"00000000","new":[1]"#;
    let line = format!(
        "{body},\"x\":\"{:08x}\"}}",
        crc32fast::hash(body.as_bytes())
    );
    assert!(matches!(read(line.as_bytes()), Line::Entry(_)));
}

#[test]
fn a_grade_out_of_range_is_a_bad_row() {
    let body = r#"{"v":1,"d":"d7f3a9c1","n":5,"t":1,"z":0,"k":"review","c":"a/b","g":9,"ms":1,"h":"00000000""#;
    let line = format!(
        "{body},\"x\":\"{:08x}\"}}",
        crc32fast::hash(body.as_bytes())
    );
    assert!(matches!(read(line.as_bytes()), Line::Bad(..)));
}

proptest! {
    #[test]
    fn any_review_reads_back(item in "\\PC{1,40}", grade in 1..=4_u8, ms: u32, text: u32, letters: u32, typed in "\\PC{0,20}", time: i64) {
        let typed = (!typed.is_empty()).then(|| Box::new(Typed { answer: typed.into(), ..Typed::default() }));
        let what = What::Review(Review {
            item: item.into(),
            grade: Grade::from_number(grade).unwrap(),
            ms,
            hash: AnswerHash { text, letters },
            knows_letters: true,
            typed,
        });
        let (line, entry) = write(DEVICE, 3, time, -300, &what).unwrap();
        prop_assert!(!line.contains('\n'));
        prop_assert_eq!(read(line.as_bytes()), Line::Entry(entry));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read(&bytes);
    }
}
