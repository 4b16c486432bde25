//! Whether a keyword of a rubric stands in a text: in a model answer, or in what somebody noted.
//!
//! CONTENT section 6: a keyword hits at the start of a word after NFKC and case folding; in text without spaces, such as
//! Japanese, anywhere. The caller folds a text once and looks up many keywords.

use unicode_normalization::UnicodeNormalization;

use super::RawText;

/// A text that keywords are looked up in.
#[derive(Clone, Debug)]
pub struct Folded(String);

impl Folded {
    /// Folds a text: NFKC, lower case, typographic quotes and dashes as ASCII, one space between words.
    pub fn new(text: &str) -> Self {
        Self(folded(text))
    }

    /// Whether a keyword hits.
    pub fn hits(&self, keyword: &str) -> bool {
        let keyword = folded(keyword);
        let Some(first) = keyword.chars().next() else {
            return false;
        };
        self.0.match_indices(keyword.as_str()).any(|(at, _)| {
            let before = self.0[..at].chars().next_back();
            let begins = before.is_none_or(|c| !c.is_alphanumeric() || is_without_spaces(c));
            begins || !first.is_alphanumeric() || is_without_spaces(first)
        })
    }

    /// How many of the groups hit; a group hits where any of its keywords does.
    pub fn groups_hit(&self, groups: &[Vec<RawText>]) -> usize {
        let hit = |group: &&Vec<RawText>| group.iter().any(|word| self.hits(word.source()));
        groups.iter().filter(hit).count()
    }
}

/// Whether a character belongs to a script that is written without spaces between words.
pub fn is_without_spaces(character: char) -> bool {
    matches!(character,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3134f}' | '々' | '\u{0e00}'..='\u{0e7f}')
}

fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut is_space = true;
    for character in text.nfkc().flat_map(char::to_lowercase) {
        let character = match character {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2010}'..='\u{2015}' => '-',
            other => other,
        };
        if character.is_whitespace() {
            if !is_space {
                folded.push(' ');
            }
            is_space = true;
        } else {
            folded.push(character);
            is_space = false;
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyword_hits_at_the_start_of_a_word_only() {
        let text = Folded::new("We decided on a Roll-back; the RETRIES stop.");
        for hit in ["decid", "roll-back", "retries", "back", "a roll"] {
            assert!(text.hits(hit), "{hit}");
        }
        for miss in ["cided", "tries", "op", ""] {
            assert!(!text.hits(miss), "{miss}");
        }
    }

    #[test]
    fn japanese_hits_anywhere_and_width_does_not_matter() {
        let text = Folded::new("外部ＡＰＩにタイムアウトを設定");
        assert!(text.hits("タイムアウト") && text.hits("設定") && text.hits("ﾀｲﾑ"));
        assert!(
            text.hits("api"),
            "a Latin word after Japanese text begins a word"
        );
    }

    #[test]
    fn line_ends_and_runs_of_spaces_count_as_one_space() {
        assert!(Folded::new("out of\n  the   transaction").hits("out of the transaction"));
    }
}
