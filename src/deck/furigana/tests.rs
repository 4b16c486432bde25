//! Marks are found, taken away and turned into brackets; what only looks like one stays.

use proptest::prelude::*;

use super::*;
use crate::deck::{
    SafeText,
    collection::{DeckFile, Origin},
    format::{Spelling, load},
};

fn kinds(text: &str) -> Vec<(&str, FaultKind)> {
    let faults = faults(text).into_iter();
    faults.map(|fault| (fault.excerpt, fault.kind)).collect()
}

#[test]
fn bases_are_runs_of_kanji_and_okurigana_stays_outside() {
    let word = |base, reading| Segment::Word { base, reading };
    assert_eq!(
        segments("負荷[ふか]分散[ぶんさん]を切[き]り分[わ]ける。"),
        [
            word("負荷", "ふか"),
            word("分散", "ぶんさん"),
            Segment::Text("を"),
            word("切", "き"),
            Segment::Text("り"),
            word("分", "わ"),
            Segment::Text("ける。")
        ]
    );
    assert_eq!(
        segments("1台[だい]と3ヶ月[かげつ]、人々[ひとびと]"),
        [
            Segment::Text("1"),
            word("台", "だい"),
            Segment::Text("と3"),
            word("ヶ月", "かげつ"),
            Segment::Text("、"),
            word("人々", "ひとびと")
        ]
    );
}

#[test]
fn a_text_is_shown_without_with_or_as_its_readings() {
    let text = "決済[けっさい]APIの冪等性を担保[たんぽ]します。";
    assert_eq!(plain(text), "決済APIの冪等性を担保します。");
    assert_eq!(reading(text), "けっさいAPIの冪等性をたんぽします。");
    assert_eq!(
        bracketed(text),
        "決済（けっさい）APIの冪等性を担保（たんぽ）します。"
    );
    assert_eq!(Furigana::Off.flat(text), plain(text));
    assert_eq!(Furigana::All.flat(text), bracketed(text));
}

#[test]
fn a_space_between_japanese_words_bounds_a_base_and_is_not_shown() {
    assert_eq!(plain("冪等性 確保[かくほ]"), "冪等性確保");
    assert_eq!(reading("冪等性 確保[かくほ]"), "冪等性かくほ");
    assert_eq!(reading("接続[せつぞく] 単位[たんい]"), "せつぞくたんい");
    // Beside Latin letters a space is a space.
    assert_eq!(plain("API 設計[せっけい]"), "API 設計");
}

#[test]
fn brackets_that_are_no_readings_stay_text() {
    for text in [
        "see [docs](https://example.org) and a[i]",
        "参照[資料](https://example.org)",
        "`障害[しょうがい]` と ```\n配列[はいれつ]\n```",
        "障害\\[しょうがい]",
        "障害[detail]と障害[]",
        "[かな]だけ",
        "障害[しょうがい](x)",
        "障害[しょう",
    ] {
        assert_eq!(plain(text), text);
        assert_eq!(bracketed(text), text);
    }
    // A backtick that nothing closes is no code.
    assert_eq!(plain("` 障害[しょうがい]"), "` 障害");
}

#[test]
fn what_looks_like_a_mark_and_is_none_is_named() {
    assert_eq!(
        kinds("負荷[fuka]分散"),
        [("負荷[fuka]", FaultKind::NotKana)]
    );
    assert_eq!(
        kinds("障害[障がい]"),
        [("障害[障がい]", FaultKind::NotKana)]
    );
    assert_eq!(kinds("負荷[ふか分散"), [("負荷[", FaultKind::NotClosed)]);
    assert_eq!(
        kinds("負荷[ふか分散[ぶんさん]"),
        [("負荷[", FaultKind::NotClosed)]
    );
    assert_eq!(kinds("食べ[たべ]る"), [("[たべ]", FaultKind::NoKanji)]);
    assert_eq!(
        kinds("障害[しょうがい](x)"),
        [("障害[しょうがい]", FaultKind::Link)]
    );
    assert_eq!(
        kinds("a[i] [x](y) 資料[前編](z) `負荷[fuka]` 負荷[ふか]"),
        []
    );
}

#[test]
fn a_gap_takes_the_place_of_a_word_marked_or_not() {
    let gap = |text, word| gapped(text, word, "＿＿");
    assert_eq!(
        gap("決済[けっさい]の冪等性を担保[たんぽ]する", "冪等性").unwrap(),
        "決済[けっさい]の＿＿を担保[たんぽ]する"
    );
    assert_eq!(
        gap("冪[べき]等[とう]性[せい]を担保[たんぽ]する", "冪等性").unwrap(),
        "＿＿を担保[たんぽ]する"
    );
    assert_eq!(
        gap("負荷分散装置[ふかぶんさんそうち]", "負荷分散").unwrap(),
        "＿＿装置"
    );
    assert_eq!(
        gap("切[き]り分[わ]けと切り分け", "切り分け").unwrap(),
        "＿＿と＿＿"
    );
    assert_eq!(gap("決済[けっさい]", "冪等性"), None);
}

#[test]
fn a_word_without_a_mark_keeps_its_kanji_from_the_next_base() {
    let bounded = |text| bounded(text, "負荷分散", "ふかぶんさん");
    assert_eq!(bounded("負荷分散装置[そうち]を"), "負荷分散 装置[そうち]を");
    assert_eq!(
        bounded("負荷分散装置[ふかぶんさんそうち]"),
        "負荷分散装置[ふかぶんさんそうち]"
    );
    assert_eq!(bounded("負荷分散[ふかぶんさん]"), "負荷分散[ふかぶんさん]");
}

#[test]
fn kana_are_shared_out_over_the_kanji_only_where_that_is_sure() {
    for (word, reading, marked) in [
        ("冪等性", "べきとうせい", Some("冪等性[べきとうせい]")),
        ("切り分け", "きりわけ", Some("切[き]り分[わ]け")),
        ("負荷テスト", "ふかてすと", Some("負荷[ふか]テスト")),
        ("二つあります", "ふたつあります", Some("二[ふた]つあります")),
        (
            "その代わり、運用",
            "そのかわり、うんよう",
            Some("その代[か]わり、運用[うんよう]"),
        ),
        ("A案", "エーあん", Some("A案[あん]")),
        ("API設計", "エーピーアイせっけい", None),
        ("サーバー", "サーバー", None),
        ("冪等性", "", None),
        ("切り分け", "べきとうせい", None),
    ] {
        assert_eq!(aligned(word, reading).as_deref(), marked, "{word}");
    }
}

#[test]
fn the_words_of_the_decks_are_found_where_they_stand_alone() {
    let rows = "| 障害 | しょうがい | failure |\n| 切り分け | きりわけ | isolating |\n| 年 | ねん | year |\n| 明日 | あす | tomorrow |\n";
    let other = "| 明日 | あした | tomorrow |\n";
    let file = |id: &str, rows: &str| {
        let source = format!(
            "---\nid: {id}\ntitle: W\n---\n\n## W {{.vocab}}\n\n| term | reading | meaning |\n|-|-|-|\n{rows}"
        );
        let loaded = load(&source, Spelling::Markdown, id);
        DeckFile {
            origin: Origin::Given,
            path: SafeText::from_line(id),
            file: None,
            deck: loaded.deck,
            problems: loaded.problems,
        }
    };
    let decks = vec![file("a", rows), file("b", other)];
    let collection = super::super::collection::Collection::new(decks, Vec::new());
    let lexicon = Lexicon::of(&collection);
    assert_eq!(
        lexicon.found("障害の切り分けは明日。耐障害性と障害時、年"),
        [
            (0, "障害[しょうがい]".to_owned()),
            ("障害の".len(), "切[き]り分[わ]け".to_owned())
        ]
    );
}

fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[一-龠]{1,3}\\[[ぁ-ん]{1,4}\\]",
        "[ぁ-んァ-ヴー一-龠]{0,4}",
        prop::sample::select(vec![
            "[", "]", "`", "(", " ", "a", "。", "[かな]", "ヶ", "\n"
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn segments_hold_the_whole_text_and_marks_do_not_overlap(text in text()) {
        let joined: String = segments(&text).iter().map(|segment| match segment {
            Segment::Text(text) => *text,
            Segment::Word { base, .. } => base,
        }).collect();
        prop_assert_eq!(joined, plain(&text));
        let mut end = 0;
        for mark in marks(&text) {
            prop_assert!(mark.whole.start >= end && mark.base.end < mark.reading.start);
            prop_assert!(text[mark.base].chars().all(is_kanji));
            prop_assert!(text[mark.reading].chars().all(is_kana_mark));
            end = mark.whole.end;
        }
        let _ = faults(&text);
    }

    #[test]
    fn an_aligned_word_is_the_word_and_its_reading(word in "([一-龠]{1,2}|[ぁ-ん]){1,5}", kana in "[ぁ-ん]{1,12}") {
        if let Some(marked) = aligned(&word, &kana) {
            prop_assert_eq!(plain(&marked), word);
            prop_assert_eq!(reading(&marked), kana);
        }
    }

    #[test]
    fn a_gap_leaves_nothing_of_the_word(text in text(), word in "[一-龠]{1,2}") {
        let text = format!("{text}{word}");
        let gap = gapped(&text, &word, "＿");
        prop_assert!(gap.is_some_and(|gap| !plain(&gap).contains(&word)));
    }
}
