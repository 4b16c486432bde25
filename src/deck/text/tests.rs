use proptest::prelude::*;

use super::*;

fn line(text: &str) -> String {
    SafeText::from_line(text).into_string()
}

fn block(text: &str) -> String {
    SafeText::from_block(text).into_string()
}

#[test]
fn escape_sequences_are_shown_and_not_sent() {
    assert_eq!(line("a\u{1b}[31mb"), "a␛[31mb");
    assert_eq!(line("\u{1b}]52;c;AAAA\u{7}"), "␛]52;c;AAAA␇");
    assert_eq!(line("\u{9b}31m\u{9d}"), "\u{fffd}31m\u{fffd}");
    assert_eq!(line("\u{8}\u{7f}\u{0}"), "␈␡␀");
}

#[test]
fn every_line_end_is_a_newline_in_a_body_and_a_space_in_a_line() {
    let text = "a\r\nb\rc\u{b}d\u{c}e\u{85}f\u{2028}g\u{2029}h";
    assert_eq!(block(text), "a\nb\nc\nd\ne\nf\ng\nh");
    assert_eq!(line(text), "a b c d e f g h");
}

#[test]
fn tabs_fill_up_to_four_columns() {
    assert_eq!(block("\tx\na\tb\nabcd\te"), "    x\na   b\nabcd    e");
    assert_eq!(line("a\tb"), "a b");
}

#[test]
fn bidi_and_private_use_are_replaced() {
    assert_eq!(line("\u{202e}abc\u{2066}"), "\u{fffd}abc\u{fffd}");
    assert_eq!(
        line("\u{e000}\u{ffff}\u{10eeee}"),
        "\u{fffd}\u{fffd}\u{fffd}"
    );
}

#[test]
fn invisible_characters_are_dropped() {
    assert_eq!(
        line("a\u{200b}\u{ad}\u{feff}\u{2800}\u{3164}\u{e0041}b"),
        "ab"
    );
    assert!(RawText::new("\u{2800}\u{3164}\u{e0041}").is_blank());
}

#[test]
fn eight_marks_stay_on_a_base() {
    let marks = "\u{301}".repeat(1_000);
    assert_eq!(line(&format!("a{marks}b")).chars().count(), 2 + MARK_LIMIT);
}

#[test]
fn people_s_scripts_and_emoji_survive() {
    for text in [
        "👩‍👩‍👧‍👦",
        "🇯🇵",
        "👍🏽",
        "हिन्दी क्षेत्र",
        "שָׁלוֹם",
        "冪等性を担保",
        "é",
        "❤️",
    ] {
        assert_eq!(line(text), text);
        assert_eq!(RawText::new(text).unsafe_character(), None);
    }
}

#[test]
fn a_field_is_cut_at_its_limit() {
    let cut = block(&"あ".repeat(30_000));
    assert_eq!(cut.chars().count(), FIELD_LIMIT);
    assert!(cut.ends_with('…'));
}

#[test]
fn one_cell_stays_small_under_endless_joiners() {
    let family = "👩\u{200d}".repeat(5_000);
    let safe = line(&family);
    let longest = unicode_segmentation::UnicodeSegmentation::graphemes(safe.as_str(), true)
        .map(str::len)
        .max();
    assert!(longest.unwrap() < 100, "{longest:?}");
}

#[test]
fn raw_text_keeps_the_indentation_of_its_first_line() {
    assert_eq!(RawText::new("\n\n    code\n\n").source(), "    code");
    assert_eq!(RawText::new("a\r\nb\r\n").source(), "a\nb");
    assert_eq!(RawText::new("e\u{301}").source(), "é");
}

#[test]
fn the_unsafe_character_is_found_where_it_stands() {
    assert_eq!(
        RawText::new("ab\u{1b}c").unsafe_character(),
        Some((2, '\u{1b}'))
    );
    assert_eq!(RawText::new("a\n\tb").unsafe_character(), None);
}

proptest! {
    #[test]
    fn sanitising_twice_changes_nothing(text in any::<String>()) {
        prop_assert_eq!(line(&line(&text)), line(&text));
        prop_assert_eq!(block(&block(&text)), block(&text));
    }

    #[test]
    fn no_control_is_left(text in "\\PC*|[\\x00-\\x1f\\x7f-\\x9fa-z\u{202e}\u{2066}\u{200d}\u{301}]{0,60}") {
        prop_assert!(line(&text).chars().all(|c| !c.is_control()));
        prop_assert!(block(&text).chars().all(|c| c == '\n' || !c.is_control()));
    }
}
