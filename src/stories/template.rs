//! What `new` writes: a file that loads without a problem, with a comment at each place that is to be filled.

use super::{Part, PieceKind};

/// How long a story of a round takes in all, seconds: what its comment names.
const STORY_SECONDS: u32 = 150;

/// The text of a new story. `answers` are the prompts it is written for.
pub fn new_story(title: &str, answers: &[&str]) -> String {
    let mut text = format!(
        "---\ntitle: {}\nanswers: {}\nlanguage: {}\n---\n\n",
        line(title),
        answers.join(", "),
        language(title)
    );
    text.push_str(
        "<!-- Comments like this one are neither counted nor shown.\n     \
         answers: the prompts it answers, as deck/card, with commas; mensetsu stories matrix lists them. -->\n",
    );
    for part in Part::ALL {
        let hint = match part {
            Part::Situation => "Where and when it was, and what was at stake.",
            Part::Task => "What you yourself had to answer for.",
            Part::Action => "What you did, step by step, and why; I, not we.",
            Part::Result => "What came of it, with a number.",
            Part::Learnt => "What you do differently since, with an example.",
        };
        let seconds = STORY_SECONDS * part.meant() / 100;
        text.push_str(&format!(
            "\n## {}\n\n<!-- {hint} About {} of 100, {seconds} s. -->\n",
            part.title(),
            part.meant()
        ));
    }
    text
}

/// The text of a new piece.
pub fn new_piece(kind: PieceKind, title: &str, company: &str) -> String {
    let mut text = format!("---\ntitle: {}\nkind: {}\n", line(title), kind.name());
    if !company.trim().is_empty() {
        text.push_str(&format!("company: {}\n", line(company)));
    }
    let seconds = match kind {
        PieceKind::Introduction => Some(90),
        PieceKind::Motivation => Some(60),
        PieceKind::CaseStudy => Some(300),
        PieceKind::Questions | PieceKind::Other => None,
    };
    if let Some(seconds) = seconds {
        text.push_str(&format!("seconds: {seconds}\n"));
    }
    let hint = match kind {
        PieceKind::Introduction => {
            "Who you are now, the two or three things of your work that fit this role, and why you are here."
        }
        PieceKind::Motivation => {
            "Why this company and this role: what they do that others do not, and what you bring to it."
        }
        PieceKind::CaseStudy => {
            "The problem with its numbers, what you weighed, what you decided, what came of it, what you would change."
        }
        PieceKind::Questions => {
            "A line for each question, as a list: what you must know before you say yes."
        }
        PieceKind::Other => "What you want to say.",
    };
    text.push_str(&format!("language: {}\n---\n\n<!-- {hint}\n     Comments like this one are neither counted nor shown. -->\n", language(title)));
    text
}

/// The title of a new piece where none was given.
pub fn piece_title(kind: PieceKind, company: &str) -> String {
    match line(company) {
        company if company.is_empty() => kind.title().to_owned(),
        company => format!("{}, {company}", kind.title()),
    }
}

/// One line without spaces that nobody sees.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `ja` for a title in Japanese script, else `en`; the file says it where it is another.
fn language(title: &str) -> &'static str {
    let is_japanese = |c: char| matches!(c, 'ぁ'..='ヿ' | '一'..='\u{9fff}');
    if title.contains(is_japanese) {
        "ja"
    } else {
        "en"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::{Genre, OwnFile, Stories};

    fn load(genre: Genre, text: &str) -> Stories {
        Stories::new(vec![OwnFile {
            genre,
            path: "x/new.md".into(),
            text: Ok(text.to_owned()),
        }])
    }

    #[test]
    fn a_new_story_loads_without_a_problem_and_says_nothing_yet() {
        let text = new_story("  The:  move\n", &["stories/one", "stories/two"]);
        let all = load(Genre::Stories, &text);
        assert_eq!(all.problems, []);
        let story = &all.stories[0];
        assert_eq!(story.title.source(), "The: move");
        assert_eq!(story.answers.len(), 2);
        assert_eq!(story.missing().count(), 5);
        assert_eq!(story.length().seconds(), 0);
        assert!(
            load(Genre::Stories, &new_story("T", &[])).stories[0]
                .answers
                .is_empty()
        );
    }

    #[test]
    fn a_new_piece_of_each_kind_loads_without_a_problem() {
        for kind in PieceKind::ALL {
            let title = piece_title(kind, " Acme ");
            let all = load(Genre::Pieces, &new_piece(kind, &title, "Acme"));
            assert_eq!(all.problems, [], "{kind:?}");
            let piece = &all.pieces[0];
            assert_eq!((piece.kind, piece.estimate()), (kind, 0));
            assert!(piece.is_for("acme") && piece.title.source().ends_with(", Acme"));
        }
    }

    #[test]
    fn the_language_is_that_of_the_title() {
        assert!(new_story("障害対応", &[]).contains("language: ja"));
        assert!(new_story("An outage", &[]).contains("language: en"));
    }
}
