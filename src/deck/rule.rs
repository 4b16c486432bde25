//! The table of rules: their names, levels and mends. `deck check --explain` and `docs/deck-rules.md` read it.

mod table;

use super::Level;

/// One rule about deck files.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name in output and in `Allow:` lines.
    pub name: &'static str,
    /// What breaking it does.
    pub level: Level,
    /// What is wrong, in one sentence.
    pub about: &'static str,
    /// How to mend it, in one sentence.
    pub mend: &'static str,
}

const fn entry(name: &'static str, level: Level, about: &'static str, mend: &'static str) -> Rule {
    Rule {
        name,
        level,
        about,
        mend,
    }
}

/// Every rule, sorted by name.
pub static RULES: &[Rule] = table::ROWS;

/// The rule whose name is nearest to a word, near enough to be a slip of the keys.
pub fn nearest(name: &str) -> Option<&'static str> {
    super::build::nearest(name, RULES.iter().map(|rule| rule.name))
}

/// Finds a rule by name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// The rule of a name that stands in this program's own code.
///
/// # Panics
/// Where the table lacks the name; a test names every rule that the code names.
pub(super) fn rule(name: &str) -> &'static Rule {
    #[expect(
        clippy::expect_used,
        reason = "names are literals of this crate; the architecture test looks each of them up"
    )]
    find(name).expect("every rule that the code names stands in the table")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_every_rule_says_how_to_mend_it() {
        let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(
            RULES
                .iter()
                .all(|rule| rule.about.ends_with('.') && !rule.mend.is_empty())
        );
    }
}
