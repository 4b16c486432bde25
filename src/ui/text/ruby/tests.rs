//! Readings stand over their kanji, lines stay inside, and no text is lost.

use proptest::prelude::*;

use super::*;
use crate::ui::text::wrap::{must_not_begin, must_not_end};

const ABOVE: Readings<'_> = Readings {
    form: Form::Above,
    words: None,
};

fn piece(text: &str, role: Role) -> Piece {
    Piece {
        text: text.to_owned(),
        role,
    }
}

fn set(text: &str, cells: usize, form: Form) -> Vec<String> {
    let readings = Readings { form, words: None };
    let lines = wrap(&[piece(text, Role::Text)], cells, readings);
    lines.iter().map(TextLine::plain).collect()
}

#[test]
fn readings_stand_over_the_middle_of_their_kanji() {
    assert_eq!(
        set("決済[けっさい]を担保[たんぽ]する。", 40, Form::Above),
        ["けっさい  たんぽ", "  決済  を 担保 する。"]
    );
    assert_eq!(
        set("大人[おとな]と時雨空[しぐ]", 40, Form::Above),
        ["おとな   しぐ", " 大人 と時雨空"]
    );
}

#[test]
fn readings_that_would_touch_have_a_column_between_them() {
    assert_eq!(
        set("負荷[ふか]分散[ぶんさん]", 40, Form::Above),
        ["ふか ぶんさん", "負荷   分散"]
    );
    assert_eq!(
        set("時[じ]雨空[ぞら]", 40, Form::Above),
        ["じ ぞら", "時 雨空"]
    );
    assert_eq!(
        set("時雨空[しぐ]分散[ぶん]", 40, Form::Above),
        [" しぐ ぶん", "時雨空分散"]
    );
}

#[test]
fn a_block_goes_to_the_next_line_as_a_whole() {
    assert_eq!(
        set("これは負荷分散[ふかぶんさん]です", 14, Form::Above),
        ["これは", "ふかぶんさん", "  負荷分散  で", "す"]
    );
}

#[test]
fn a_block_that_fits_no_line_takes_brackets() {
    assert_eq!(
        set("再発防止策[さいはつぼうしさく]。", 12, Form::Above),
        ["再発防止", "策（さいはつ", "ぼうしさ", "く）。"]
    );
}

#[test]
fn brackets_and_nothing_are_the_other_two_forms() {
    assert_eq!(
        set("切[き]り分[わ]け", 40, Form::Brackets),
        ["切（き）り分（わ）け"]
    );
    assert_eq!(set("切[き]り分[わ]け", 40, Form::Hidden), ["切り分け"]);
    assert_eq!(set("a[i] と [x]", 40, Form::Hidden), ["a[i] と [x]"]);
}

#[test]
fn styles_and_code_keep_their_place() {
    let pieces = [
        piece("障", Role::Strong),
        piece("害[しょうがい]と", Role::Text),
        piece("配列[はいれつ]", Role::Code),
    ];
    let lines = wrap(&pieces, 40, ABOVE);
    assert_eq!(lines[0], TextLine::of("しょうがい", Role::Muted));
    assert_eq!(lines[1].plain(), "   障害   と配列[はいれつ]");
    let strong = lines[1]
        .pieces
        .iter()
        .find(|piece| piece.role == Role::Strong);
    assert_eq!(strong.map(|piece| piece.text.as_str()), Some("障"));
    let flat: String = flat(&pieces, ABOVE)
        .iter()
        .map(|piece| piece.text.as_str())
        .collect();
    assert_eq!(flat, "障害（しょうがい）と配列[はいれつ]");
}

fn prose() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        5 => "[決済障害復旧設計]{1,3}\\[[かきくけこさしす]{1,9}\\]",
        3 => "[ぁ-ん]{1,6}",
        1 => "[アイウエオカ][ァ-ヴ]{0,3}",
        2 => "[決済障害復旧設計]{1,4}",
        2 => prop::sample::select(vec!["。", "、", "「", "」", "API ", "300件", "\n"]).prop_map(str::to_owned),
    ];
    prop::collection::vec(word, 0..30).prop_map(|words| words.concat())
}

/// The runs of a line between spaces, each with its column.
fn columns(line: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut column = 0;
    let mut is_run = false;
    for character in line.chars() {
        if character == ' ' {
            is_run = false;
        } else if is_run {
            found.last_mut().unwrap().1.push(character);
        } else {
            found.push((column, character.to_string()));
            is_run = true;
        }
        column += width(&character.to_string());
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_line_is_too_wide_and_no_text_is_lost(text in prose(), cells in 2..80_usize) {
        for form in [Form::Above, Form::Brackets, Form::Hidden] {
            let readings = Readings { form, words: None };
            let lines = wrap(&[piece(&text, Role::Text)], cells, readings);
            for line in &lines {
                prop_assert!(line.width() <= cells, "{:?} in {cells}", line.plain());
            }
            let letters = |text: &str| -> Vec<char> {
                text.chars().filter(|c| !c.is_whitespace() && !"（）".contains(*c)).collect()
            };
            let mut kept = letters(&lines.iter().map(TextLine::plain).collect::<String>());
            let mut given = letters(&match form {
                Form::Hidden => furigana::plain(&text),
                _ => furigana::bracketed(&text),
            });
            if form == Form::Above {
                // A line of readings stands before its line of text, so the order is another.
                kept.sort_unstable();
                given.sort_unstable();
            }
            prop_assert_eq!(kept, given);
        }
    }

    #[test]
    fn no_line_begins_or_ends_with_a_forbidden_mark(
        sentences in prop::collection::vec("[決済障害]{1,2}\\[[かきくけこさしす]{1,6}\\][かきく]{0,3}(「[復旧]{1,2}\\[[かきくけこ]{2,4}\\]」)?[かきく]{0,3}(。|、|！)", 1..8),
        // 20 cells hold the longest run of this pattern in which every place is forbidden.
        cells in 20..80_usize,
    ) {
        for form in [Form::Above, Form::Brackets, Form::Hidden] {
            for line in set(&sentences.concat(), cells, form) {
                prop_assert!(!line.trim_start().starts_with(must_not_begin), "{form:?} {line}");
                prop_assert!(!line.ends_with(must_not_end), "{form:?} {line}");
            }
        }
    }

    #[test]
    fn a_reading_stands_over_its_kanji(words in prop::collection::vec("[決済障害]{1,3}\\[[かきくけこさしす]{1,5}\\][abc]{0,3}", 1..8), cells in 24..60_usize) {
        let text = words.concat();
        let mut expected: Vec<(String, String)> = furigana::segments(&text).iter().filter_map(|segment| match segment {
            Segment::Word { base, reading } => Some(((*base).to_owned(), (*reading).to_owned())),
            Segment::Text(_) => None,
        }).collect();
        let rows = set(&text, cells, Form::Above);
        let mut at = 0;
        while at < rows.len() {
            let readings = columns(&rows[at]);
            let is_readings = readings.iter().all(|(_, run)| run.chars().all(|c| "かきくけこさしす".contains(c)));
            if !is_readings {
                at += 1;
                continue;
            }
            let mut start = 0;
            for (column, reading) in readings {
                let (base, wanted) = expected.remove(0);
                prop_assert_eq!(&reading, &wanted);
                let below = &rows[at + 1];
                let found = below[start..].find(&base).unwrap() + start;
                start = found + base.len();
                let (left, right) = (width(&below[..found]), width(&below[..start]));
                let end = column + width(&reading);
                // One lies within the other, and both have one middle.
                prop_assert_eq!(left + right, column + end);
            }
            at += 2;
        }
        prop_assert!(expected.is_empty());
    }
}
