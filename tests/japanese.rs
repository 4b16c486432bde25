//! Typed Japanese: every way to type a reading is taken, no slip is, and each slip gets its reason.
//!
//! `ja-terms.tsv` is the list of words that the bundled decks are chosen from, collected for this project: term, reading,
//! gloss, category, note. Each reading was looked up in dictionaries and compared with analysers of Japanese text.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test or bench that cannot go on says so by ending"
)]

#[path = "japanese/romaji.rs"]
mod romaji;

use std::collections::BTreeMap;

use mensetsu::{
    deck::{Facet, RawText, Vocab, collection::Collection},
    library,
    practice::answer::{Checked, Glosses, Slip, Verdict, Wanted, kana, word::check, writing},
};
use proptest::prelude::*;
use romaji::{N, STYLES, Style, romaji};

struct Row {
    term: &'static str,
    reading: &'static str,
    gloss: &'static str,
}

fn rows() -> Vec<Row> {
    let rows = include_str!("ja-terms.tsv").lines().skip(1).map(|line| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap();
        Row {
            term: cell(),
            reading: cell(),
            gloss: cell(),
        }
    });
    rows.collect()
}

fn vocab(term: &str, reading: &str, meaning: &str) -> Vocab {
    Vocab {
        term: term.into(),
        reading: reading.into(),
        meaning: meaning.split("; ").map(RawText::new).collect(),
        ..Vocab::default()
    }
}

fn wanted(term: &str, reading: &str, meaning: &str, facet: Facet) -> Wanted {
    Wanted::new(&vocab(term, reading, meaning), facet, &Glosses::default()).unwrap()
}

fn katakana(text: &str) -> String {
    let katakana = |c: char| match c {
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap(),
        c => c,
    };
    text.chars().map(katakana).collect()
}

fn hiragana(text: &str) -> String {
    let hiragana = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap(),
        c => c,
    };
    text.chars().map(hiragana).collect()
}

/// Everything that stands for a reading when it is typed.
fn typed_forms(reading: &str) -> Vec<String> {
    let mut forms: Vec<String> = STYLES.iter().map(|style| romaji(reading, *style)).collect();
    forms.push(reading.to_owned());
    forms.push(hiragana(reading));
    forms.push(katakana(reading));
    // か and its mark as two characters, half-width katakana, capitals and full-width letters come from real keyboards.
    forms.push(reading.chars().map(apart).collect());
    let hepburn = forms[0].clone();
    forms.push(hepburn.to_uppercase());
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
        c => c,
    };
    forms.push(hepburn.chars().map(wide).collect());
    forms
}

/// A voiced kana as its base and the combining mark.
fn apart(character: char) -> String {
    const VOICED: &str =
        "がぎぐげござじずぜぞだぢづでどばびぶべぼガギグゲゴザジズゼゾダヂヅデドバビブベボ";
    const PLAIN: &str =
        "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ";
    match VOICED.chars().position(|voiced| voiced == character) {
        Some(at) => format!("{}\u{3099}", PLAIN.chars().nth(at).unwrap()),
        None => character.to_string(),
    }
}

#[test]
fn every_way_to_type_a_reading_is_right() {
    let rows = rows();
    assert_eq!(rows.len(), 888);
    let mut typed_count = 0;
    let mut refused = Vec::new();
    for row in &rows {
        let wanted = wanted(row.term, row.reading, row.gloss, Facet::Reading);
        for typed in typed_forms(row.reading) {
            typed_count += 1;
            let checked = check(&wanted, &typed);
            if checked.verdict != Verdict::Right {
                refused.push(format!("{} {typed}: {checked:?}", row.reading));
            }
        }
    }
    println!(
        "{typed_count} typed forms of {} readings, {} refused",
        rows.len(),
        refused.len()
    );
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

/// A reading with one slip, and what kind it is.
fn slips(reading: &str) -> Vec<(String, Slip)> {
    let characters: Vec<char> = reading.chars().collect();
    let mut slips = Vec::new();
    for (at, character) in characters.iter().enumerate() {
        let with = |other: Option<char>| -> String {
            let before = characters[..at].iter().copied();
            before
                .chain(other)
                .chain(characters[at + 1..].iter().copied())
                .collect()
        };
        match character {
            'う' | 'ー' => slips.push((with(None), Slip::LongVowel)),
            'っ' | 'ッ' => slips.push((with(None), Slip::SmallTsu)),
            'ん' | 'ン' => slips.push((with(None), Slip::N)),
            _ => {}
        }
        for other in other_voicing(*character) {
            slips.push((with(Some(other)), Slip::Voicing));
        }
    }
    slips
}

fn other_voicing(character: char) -> Vec<char> {
    const ROWS: [&str; 2] = [
        "かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとど",
        "カガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトド",
    ];
    for row in ROWS {
        let row: Vec<char> = row.chars().collect();
        if let Some(at) = row.iter().position(|kana| *kana == character) {
            return vec![row[at ^ 1]];
        }
    }
    for row in [
        "はばぱひびぴふぶぷへべぺほぼぽ",
        "ハバパヒビピフブプヘベペホボポ",
    ] {
        let row: Vec<char> = row.chars().collect();
        if let Some(at) = row.iter().position(|kana| *kana == character) {
            let first = at - at % 3;
            return (first..first + 3)
                .filter(|other| *other != at)
                .map(|other| row[other])
                .collect();
        }
    }
    Vec::new()
}

#[test]
fn no_slip_is_taken_and_its_reason_is_right() {
    let mut counts: BTreeMap<(Slip, &str), (usize, usize)> = BTreeMap::new();
    let mut taken = Vec::new();
    let mut examples = Vec::new();
    for row in rows() {
        let wanted = wanted(row.term, row.reading, row.gloss, Facet::Reading);
        for (mutated, slip) in slips(row.reading) {
            let hepburn = Style {
                n: N::Apostrophe,
                ..STYLES[0]
            };
            let nn = Style {
                n: N::Double,
                ..STYLES[0]
            };
            for (how, typed) in [
                ("kana", mutated.clone()),
                ("n'", romaji(&mutated, hepburn)),
                ("nn", romaji(&mutated, nn)),
            ] {
                let checked = check(&wanted, &typed);
                let count = counts.entry((slip, how)).or_default();
                count.0 += 1;
                if checked.verdict.is_right() {
                    taken.push(format!("{} {typed}", row.reading));
                }
                if checked.slip == Some(slip) {
                    count.1 += 1;
                } else {
                    examples.push(format!("{} {typed}: {slip:?}, {checked:?}", row.reading));
                }
            }
        }
    }
    let (mut all, mut right) = (0, 0);
    for ((slip, how), (count, named)) in &counts {
        println!("{:12} {how:5} {named} of {count} named", slip.name());
        all += count;
        right += named;
    }
    println!(
        "{all} slips, {} taken, {right} with the right reason",
        taken.len()
    );
    for example in examples.iter().step_by(1 + examples.len() / 30) {
        println!("  {example}");
    }
    assert!(taken.is_empty(), "{}", taken.join("\n"));
    assert!(all > 10_000 && right * 100 >= all * 90, "{right} of {all}");
    for (kind, (count, named)) in &counts {
        assert!(named * 100 >= count * 90, "{kind:?}: {named} of {count}");
    }
}

fn again(checked: &Checked) -> &str {
    match &checked.verdict {
        Verdict::TryAgain(reason) => reason,
        other => panic!("not asked again: {other:?}"),
    }
}

#[test]
fn the_answers_of_the_issue_get_their_verdicts() {
    let reading = wanted(
        "冪等性",
        "べきとうせい",
        "idempotency; idempotence",
        Facet::Reading,
    );
    for typed in [
        "bekitousei",
        "べきとうせい",
        "ベキトウセイ",
        "bekitōsei",
        " Bekitousei ",
    ] {
        assert_eq!(check(&reading, typed).verdict, Verdict::Right, "{typed}");
    }
    let slip = check(&reading, "bekitosei");
    assert_eq!(slip.slip, Some(Slip::LongVowel));
    assert_eq!(
        slip.verdict,
        Verdict::Wrong("long vowel: べきとうせい, not べきとせい".to_owned())
    );
    for typed in [
        "idempotency",
        "Idempotence",
        "the idempotency",
        "idempotenzy",
    ] {
        assert!(
            again(&check(&reading, typed)).contains("meaning"),
            "{typed}"
        );
    }
    assert!(again(&check(&reading, "冪等性")).contains("the word itself"));
    assert!(again(&check(&reading, "")).contains("type the reading"));
    assert!(again(&check(&reading, "、 '")).contains("reading"));

    let tanitsu = wanted("単一", "たんいつ", "single", Facet::Reading);
    assert!(again(&check(&tanitsu, "tanitsu")).contains("n' or nn"));
    for typed in [
        "tan'itsu",
        "tannitsu",
        "tan’itsu",
        "tan-itsu",
        "tan itsu",
        "tan'itu",
    ] {
        assert_eq!(check(&tanitsu, typed).verdict, Verdict::Right, "{typed}");
    }
    let server = wanted("サーバー", "サーバー", "server", Facet::Recall);
    for typed in [
        "sa-ba-",
        "saabaa",
        "sābā",
        "さーばー",
        "サーバー",
        "ｻｰﾊﾞｰ",
        "sa―ba―",
    ] {
        assert_eq!(check(&server, typed).verdict, Verdict::Right, "{typed}");
    }
    assert_eq!(check(&server, "saba-").slip, Some(Slip::LongVowel));
    assert_eq!(check(&server, "さあばあ").slip, Some(Slip::LongVowel));
    assert!(again(&check(&server, "server")).contains("English"));

    let meaning = wanted("非同期", "ひどうき", "asynchronous", Facet::Meaning);
    assert_eq!(check(&meaning, "asynchronous").verdict, Verdict::Right);
    assert_eq!(check(&meaning, "synchronous").slip, Some(Slip::Prefix));
    assert_eq!(
        check(&meaning, "asynchronos").verdict,
        Verdict::RightTypo {
            want: "asynchronous".to_owned()
        }
    );
    assert!(again(&check(&meaning, "hidouki")).contains("reading"));
    assert!(again(&check(&meaning, "ひどうき")).contains("reading"));
    assert!(again(&check(&meaning, "非同期")).contains("word itself"));
}

#[test]
fn a_long_vowel_is_typed_as_it_is_written() {
    let wanted = wanted("可用性", "かようせい", "availability", Facet::Reading);
    assert_eq!(check(&wanted, "kayoosei").slip, Some(Slip::LongVowel));
    assert_eq!(check(&wanted, "kayōsei").verdict, Verdict::Right);
    assert_eq!(check(&wanted, "kayôsei").verdict, Verdict::Right);
    assert_eq!(check(&wanted, "kayo-sei").slip, Some(Slip::LongVowel));
    assert_eq!(check(&wanted, "かようせ").slip, Some(Slip::LongVowel));
}

#[test]
fn readings_that_vary_count_and_are_noted() {
    let mut word = vocab("重複", "ちょうふく", "duplication");
    word.alternates = vec!["じゅうふく".into()];
    let wanted = Wanted::new(&word, Facet::Reading, &Glosses::default()).unwrap();
    assert_eq!(check(&wanted, "choufuku").verdict, Verdict::Right);
    assert_eq!(
        check(&wanted, "juufuku").verdict,
        Verdict::RightAlternate("ちょうふく is the reading that the card shows".to_owned())
    );
    // The reason is that of the reading which is nearest.
    assert_eq!(check(&wanted, "jufuku").slip, Some(Slip::LongVowel));
}

#[test]
fn zu_and_ji_are_asked_again_where_du_and_di_are_written() {
    let wanted = wanted("境界づけ", "きょうかいづけ", "bounding", Facet::Reading);
    assert!(again(&check(&wanted, "kyoukaizuke")).contains("du for づ"));
    for typed in ["kyoukaiduke", "kyoukaidzuke", "きょうかいづけ"] {
        assert_eq!(check(&wanted, typed).verdict, Verdict::Right, "{typed}");
    }
    assert!(matches!(
        check(&wanted, "きょうかいずけ").verdict,
        Verdict::Wrong(_)
    ));
}

#[test]
fn the_katakana_that_the_word_shows_may_be_left_out() {
    let wanted = wanted(
        "ドメイン駆動設計",
        "ドメインくどうせっけい",
        "domain-driven design",
        Facet::Reading,
    );
    for typed in ["domeinkudousekkei", "ドメインくどうせっけい", "kudousekkei"] {
        assert_eq!(check(&wanted, typed).verdict, Verdict::Right, "{typed}");
    }
    assert!(!check(&wanted, "domein").verdict.is_right());
}

#[test]
fn what_is_no_kana_is_asked_again() {
    let wanted = wanted("移行", "いこう", "migration", Facet::Reading);
    for typed in ["以降", "quorum", "iкоu", "12", "いkう"] {
        again(&check(&wanted, typed));
    }
    assert_eq!(check(&wanted, "?").slip, Some(Slip::NoAnswer));
    assert_eq!(check(&wanted, " ？ ").slip, Some(Slip::NoAnswer));
}

#[test]
fn a_word_is_recalled_by_its_kanji_its_reading_or_not_at_all() {
    let mut word = vocab("切り分け", "きりわけ", "isolation of a fault; triage");
    word.spellings = vec!["切分け".into()];
    let wanted = Wanted::new(&word, Facet::Recall, &Glosses::default()).unwrap();
    assert_eq!(check(&wanted, "切り分け").verdict, Verdict::Right);
    assert_eq!(check(&wanted, "切分け").verdict, Verdict::Right);
    for typed in ["kiriwake", "きりわけ", "キリワケ"] {
        assert_eq!(
            check(&wanted, typed).verdict,
            Verdict::RightAlternate("it is written 切り分け".to_owned()),
            "{typed}"
        );
    }
    assert_eq!(check(&wanted, "切り別け").slip, Some(Slip::Homophone));
    assert_eq!(check(&wanted, "kiriwage").slip, Some(Slip::Voicing));
    for typed in ["triage", "isolation of a fault", "fault", ""] {
        again(&check(&wanted, typed));
    }
    let wanted = self::wanted("移行", "いこう", "migration", Facet::Recall);
    assert_eq!(check(&wanted, "以降").slip, Some(Slip::Homophone));
}

#[test]
fn other_words_of_the_decks_are_named() {
    let collection = collection(
        "| id | term | reading | meaning | example | translation |\n|---|---|---|---|---|---|\n\
         | a | 整合性 | せいごうせい | consistency | 整合性です。 | x |\n\
         | b | 一貫性 | いっかんせい | consistency | 一貫性です。 | x |\n\
         | c | 移行 | いこう | migration | 移行です。 | x |\n\
         | d | 以降 | いこう | from then on | 以降です。 | x |\n\
         | e | 認可 | にんか | authorization | 認可です。 | x |\n\
         | f | 認証 | にんしょう | authentication | 認証です。 | x |\n",
    );
    let glosses = Glosses::new(&collection);
    let wanted = |term: &str, facet: Facet| {
        let cards = &collection.decks[0].deck.cards;
        let vocab = cards.iter().find_map(|card| match &card.body {
            mensetsu::deck::Body::Vocab(vocab) if vocab.term.source() == term => Some(vocab),
            _ => None,
        });
        Wanted::new(vocab.unwrap(), facet, &glosses).unwrap()
    };
    let consistency = wanted("整合性", Facet::Recall);
    for typed in ["一貫性", "いっかんせい", "ikkansei"] {
        assert!(
            again(&check(&consistency, typed)).starts_with("一貫性"),
            "{typed}"
        );
    }
    assert_eq!(check(&consistency, "認可").slip, Some(Slip::AnotherWord));
    assert_eq!(check(&consistency, "ninka").slip, Some(Slip::AnotherWord));
    assert_eq!(
        check(&wanted("移行", Facet::Recall), "以降").verdict,
        Verdict::Wrong("以降 sounds the same and means from then on".to_owned())
    );
    let checked = check(&wanted("認可", Facet::Meaning), "authentication");
    assert_eq!(checked.slip, Some(Slip::AnotherWord));
    assert_eq!(checked.verdict, Verdict::Wrong("that is 認証".to_owned()));
}

fn collection(table: &str) -> Collection {
    use mensetsu::deck::{
        SafeText,
        collection::{DeckFile, Origin},
        format::{Spelling, load},
    };
    let text = format!(
        "---\nid: words\ntitle: Words\narea: JP\nlanguage: en\nlicense: CC-BY-4.0\n---\n\n## Words {{.vocab}}\n\n{table}"
    );
    let loaded = load(&text, Spelling::Markdown, "words");
    let file = DeckFile {
        origin: Origin::Given,
        path: SafeText::from_line("words.md"),
        file: None,
        deck: loaded.deck,
        problems: loaded.problems,
    };
    Collection::new(vec![file], Vec::new())
}

#[test]
fn meanings_let_slips_through_and_no_opposite() {
    let table: [(&str, &[&str], &[&str]); 12] = [
        (
            "fault tolerance",
            &[
                "fault-tolerance",
                "faulttolerance",
                "the fault tolerance",
                "Fault Tolerance!",
                "fualt tolerance",
            ],
            &["fault intolerance", "tolerance"],
        ),
        (
            "authorization",
            &["authorisation", "authorizaton"],
            &["authentication"],
        ),
        ("to migrate", &["migrate", "to migrate"], &["emigrant"]),
        (
            "exhaustion (of a resource)",
            &["exhaustion", "exhaustion of a resource"],
            &["resource"],
        ),
        ("encryption", &["encrypton"], &["decryption"]),
        (
            "non-functional requirements",
            &["nonfunctional requirements", "non functional requirement"],
            &["functional requirements"],
        ),
        (
            "availability",
            &["availabilty", "availibility"],
            &["unavailability"],
        ),
        (
            "idempotency",
            &["indempotency", "idempotancy"],
            &["dependency"],
        ),
        ("p99", &["P99"], &["p95", "p9"]),
        (
            "two-phase commit",
            &["two phase commit", "2-phase comit"],
            &["three-phase commit"],
        ),
        (
            "synchronous",
            &["synchronus"],
            &["asynchronous", "asynchronos", "not synchronous"],
        ),
        ("import", &["import"], &["export"]),
    ];
    for (meaning, right, wrong) in table {
        let wanted = wanted("語", "ご", meaning, Facet::Meaning);
        for typed in right {
            assert!(
                check(&wanted, typed).verdict.is_right(),
                "{typed} for {meaning}"
            );
        }
        for typed in wrong {
            assert!(
                matches!(check(&wanted, typed).verdict, Verdict::Wrong(_)),
                "{typed} for {meaning}"
            );
        }
    }
}

#[test]
fn what_a_card_rejects_is_wrong_before_anything_is_let_through() {
    let mut word = vocab("脆弱性", "ぜいじゃくせい", "vulnerability");
    word.reject = vec!["availability".into(), "vulnerable".into()];
    word.accept = vec!["security hole".into()];
    let wanted = Wanted::new(&word, Facet::Meaning, &Glosses::default()).unwrap();
    for typed in ["availability", "availabilty", "vulnerable"] {
        assert_eq!(check(&wanted, typed).slip, Some(Slip::Rejected), "{typed}");
    }
    assert_eq!(
        check(&wanted, "vulnerability; security hole").verdict,
        Verdict::Right
    );
    assert_eq!(
        check(&wanted, "vulnerability, availability").slip,
        Some(Slip::Rejected)
    );
    assert_eq!(
        check(&wanted, "vulnerability, latency").slip,
        Some(Slip::Other)
    );
}

#[test]
fn the_preview_shows_kana_and_the_letters_that_are_left() {
    for (typed, kana, tail) in [
        ("", "", ""),
        ("k", "", "k"),
        ("kon", "こ", "n"),
        ("konn", "こん", ""),
        ("kon'", "こん", ""),
        ("konna", "こんな", ""),
        ("kony", "こ", "ny"),
        ("kank", "かん", "k"),
        ("matc", "ま", "tc"),
        ("matcha", "まっちゃ", ""),
        ("tt", "", "tt"),
        ("sa-ba-", "さーばー", ""),
        ("べきtou", "べきとう", ""),
        ("冪等せi", "冪等せい", ""),
        ("サーバ", "サーバ", ""),
        ("shimbun", "しんぶ", "n"),
        ("ｋａ", "か", ""),
        ("か\u{3099}", "が", ""),
        ("tōk", "とう", "k"),
        ("qx a", "qx ", ""),
    ] {
        let (shown, left) = kana::preview(typed);
        if typed == "qx a" {
            assert_eq!(shown, "qx あ");
            continue;
        }
        assert_eq!((&*shown, &*left), (kana, tail), "{typed}");
    }
}

#[test]
fn every_word_of_the_bundled_decks_takes_its_own_answers() {
    let collection = Collection::new(library::bundled_files(), Vec::new());
    let glosses = Glosses::new(&collection);
    let mut words = 0;
    for card in collection
        .decks
        .iter()
        .flat_map(|loaded| &loaded.deck.cards)
    {
        let mensetsu::deck::Body::Vocab(vocab) = &card.body else {
            continue;
        };
        let is_right = |facet: Facet, typed: &RawText| {
            let Some(wanted) = Wanted::new(vocab, facet, &glosses) else {
                return;
            };
            let checked = check(&wanted, typed.source());
            assert!(
                checked.verdict.is_right(),
                "{} {}: {checked:?}",
                card.id,
                typed.source()
            );
        };
        words += usize::from(!vocab.speech);
        for meaning in vocab.meaning.iter().chain(&vocab.accept) {
            is_right(Facet::Meaning, meaning);
        }
        for term in [&vocab.term].into_iter().chain(&vocab.spellings) {
            is_right(Facet::Recall, term);
        }
        for reading in [&vocab.reading].into_iter().chain(&vocab.alternates) {
            if !reading.is_blank() {
                is_right(Facet::Reading, reading);
                is_right(Facet::Recall, reading);
            }
        }
        if let Some(wanted) = Wanted::new(vocab, Facet::Meaning, &glosses) {
            for rejected in &vocab.reject {
                let checked = check(&wanted, rejected.source());
                assert_eq!(
                    checked.slip,
                    Some(Slip::Rejected),
                    "{} {}",
                    card.id,
                    rejected.source()
                );
            }
        }
    }
    assert!(words >= 60);
}

fn every_facet() -> [Wanted; 3] {
    [Facet::Meaning, Facet::Reading, Facet::Recall].map(|facet| {
        wanted(
            "単一障害点",
            "たんいつしょうがいてん",
            "single point of failure; SPOF",
            facet,
        )
    })
}

#[test]
fn a_very_long_text_is_no_answer() {
    for unit in [
        "n",
        "a",
        "あ",
        "idempotency ",
        "n'",
        "\u{3099}",
        "𠮷",
        "tch",
    ] {
        let text = unit.repeat(65_536 / unit.len());
        for wanted in every_facet() {
            again(&check(&wanted, &text));
        }
        kana::preview(&text);
    }
    for wanted in every_facet() {
        let text = "n".repeat(1_000);
        assert!(!check(&wanted, &text).verdict.is_right());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(typed in "\\PC{0,40}") {
        for wanted in every_facet() {
            let checked = check(&wanted, &typed);
            prop_assert_eq!(checked.slip.is_some(), matches!(checked.verdict, Verdict::Wrong(_)));
        }
        kana::preview(&typed);
    }

    #[test]
    fn no_keys_make_it_panic(typed in "[a-z' āōūん、ーたんい-]{0,24}") {
        for wanted in every_facet() {
            check(&wanted, &typed);
        }
        let (kana, tail) = kana::preview(&typed);
        prop_assert!(kana.chars().count() + tail.chars().count() <= 2 * typed.chars().count());
    }

    #[test]
    fn normalising_twice_changes_nothing(text in "\\PC{0,40}") {
        let plain = writing::plain(&text);
        prop_assert_eq!(writing::plain(&plain), plain);
        let fold = writing::fold(&text);
        prop_assert_eq!(writing::fold(&fold), fold);
    }

    #[test]
    fn marks_around_a_sign_keep_one_order(a in "[\u{1e023}\u{16ff0}\u{301}\u{3099}]{1,4}", b in "[\u{1e023}\u{16ff0}\u{301}\u{3099}]{1,4}") {
        let fold = writing::fold(&format!("か{a}🌀{b}"));
        prop_assert_eq!(writing::fold(&fold), fold);
    }

    #[test]
    fn another_script_is_never_right(typed in "[\\p{Cyrillic}\\p{Greek}\\p{Hangul}\\p{Arabic}\\p{Hebrew}\\p{Thai}\\p{Devanagari}]{1,30}") {
        for wanted in every_facet() {
            prop_assert!(!check(&wanted, &typed).verdict.is_right());
        }
    }

    #[test]
    fn japanese_is_never_a_meaning(typed in "[a-z]{0,12}[ぁ-んァ-ヶ一-龠][a-z ]{0,12}") {
        let [meaning, ..] = every_facet();
        let verdict = check(&meaning, &typed).verdict;
        prop_assert!(matches!(verdict, Verdict::TryAgain(_)), "{:?}", verdict);
    }

    #[test]
    fn romaji_of_any_kana_is_that_kana(
        reading in "(か|き|さ|し|つ|て|ん|っか|しょう|じゅ|きゃ|っち|ぢ|づ|ふ|んあ|んや|んな|ティ|ディ|ファ|カー|コー|おお|えい|を){1,8}",
        style in 0..STYLES.len(),
    ) {
        prop_assume!(!reading.contains("んん"));
        let wanted = wanted("語", &reading, "word", Facet::Reading);
        let typed = romaji(&reading, STYLES[style]);
        prop_assert_eq!(check(&wanted, &typed).verdict, Verdict::Right, "{}", typed);
    }
}
