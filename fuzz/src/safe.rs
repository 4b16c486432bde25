//! The sanitiser: what it lets through is safe, short enough, and stays as it is when it goes through again.

use mensetsu::deck::{
    RawText, SafeText,
    text::{FIELD_LIMIT, is_unsafe},
};

/// The laws of the sanitiser for one text.
pub fn hold(text: &str) {
    let line = SafeText::from_line(text);
    let block = SafeText::from_block(text);
    assert!(!line.contains('\n'), "a line holds a line break: {line:?}");
    for safe in [&line, &block] {
        assert!(is_shown(safe), "{safe:?} is not safe to show");
        assert!(safe.chars().count() <= FIELD_LIMIT, "longer than a field");
    }
    assert_eq!(SafeText::from_line(&line), line, "a line is changed twice");
    assert_eq!(
        SafeText::from_block(&block),
        block,
        "a block is changed twice"
    );
    let raw = RawText::new(text);
    assert_eq!(
        RawText::new(raw.source()),
        raw,
        "a raw text is changed twice"
    );
    assert!(is_shown(&raw.block()));
}

/// Whether a terminal may get a text.
pub fn is_shown(text: &str) -> bool {
    !text
        .chars()
        .any(|c| is_unsafe(c) || (c.is_control() && c != '\n'))
}
