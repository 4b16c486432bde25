//! What a person has prepared for an interview, as it stands on the page for the evening before.

use crate::{
    deck::SafeText,
    journal::Progress,
    stories::{Genre, Piece, PieceKind, Standing, Stories, standing::seconds_of},
};

/// Own texts for an interview.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prepared<'a> {
    /// The introduction.
    pub introduction: Option<Timed<'a>>,
    /// Why this company.
    pub motivation: Option<Timed<'a>>,
    /// Stories by title, with the seconds they are estimated to take.
    pub stories: Vec<(SafeText, u32)>,
    /// Questions to ask back: those for the company, then those for any.
    pub questions: Vec<&'a Piece>,
}

/// A piece with the time it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timed<'a> {
    /// The piece.
    pub piece: &'a Piece,
    /// Seconds.
    pub seconds: u32,
    /// Whether these were measured the last time it was said; else they are estimated from the text.
    pub is_measured: bool,
}

/// Chooses the texts for an interview at a company; the company may be empty. A piece without any text is left out.
pub fn prepared<'a>(stories: &'a Stories, progress: &Progress, company: &str) -> Prepared<'a> {
    let timed = |kind| {
        let piece = stories.piece_for(kind, company)?;
        let name = Genre::Pieces.journal_name(piece.name.as_str());
        let last = Standing::of(progress, &name).last_time;
        Some(Timed {
            piece,
            seconds: last.as_ref().map_or_else(|| piece.estimate(), seconds_of),
            is_measured: last.is_some(),
        })
    };
    let mut questions: Vec<&Piece> = stories
        .pieces
        .iter()
        .filter(|piece| piece.kind == PieceKind::Questions && !piece.body.is_blank())
        .filter(|piece| piece.is_for_any() || piece.is_for(company))
        .collect();
    questions.sort_by_key(|piece| piece.is_for_any());
    let written = stories.stories.iter();
    let written = written.map(|story| (story.title.line(), story.length().seconds()));
    let mut titles: Vec<(SafeText, u32)> = written.filter(|(_, seconds)| *seconds > 0).collect();
    titles.sort();
    Prepared {
        introduction: timed(PieceKind::Introduction),
        motivation: timed(PieceKind::Motivation),
        stories: titles,
        questions,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        journal::{StudyDay, ToldRecord, spoken::ToldTime},
        stories::OwnFile,
    };

    fn stories() -> Stories {
        let file = |genre: Genre, name: &str, text: &str| OwnFile {
            genre,
            path: format!("{}/{name}.md", genre.folder()).into(),
            text: Ok(text.to_owned()),
        };
        let piece = |name: &str, kind: &str, company: &str, body: &str| {
            let text =
                format!("---\ntitle: {name}\nkind: {kind}\ncompany: {company}\n---\n\n{body}\n");
            file(Genre::Pieces, name, &text)
        };
        let story = |name: &str, title: &str, body: &str| {
            let text = format!("---\ntitle: {title}\n---\n\n## S\n\n{body}\n");
            file(Genre::Stories, name, &text)
        };
        let words = "word ".repeat(70);
        Stories::new(vec![
            piece("any", "introduction", "", &words),
            piece("empty", "introduction", "Nil", ""),
            piece("why-acme", "motivation", "Acme", &words),
            piece("ask-any", "questions", "", "- Why?"),
            piece("ask-acme", "questions", "acme", "- How?"),
            piece("ask-other", "questions", "Other", "- What?"),
            story("z", "A first", &words),
            story("a", "Second", &words),
            story("draft", "Draft", "<!-- later -->"),
        ])
    }

    #[test]
    fn what_fits_the_company_is_chosen() {
        let stories = stories();
        let page = prepared(&stories, &Progress::default(), "ACME");
        let introduction = page.introduction.unwrap();
        assert_eq!(introduction.piece.name.as_str(), "any");
        assert_eq!(
            (introduction.seconds, introduction.is_measured),
            (30, false)
        );
        assert_eq!(page.motivation.unwrap().piece.name.as_str(), "why-acme");
        let asked: Vec<&str> = page
            .questions
            .iter()
            .map(|piece| piece.name.as_str())
            .collect();
        assert_eq!(asked, ["ask-acme", "ask-any"]);
        let titles: Vec<(&str, u32)> = page
            .stories
            .iter()
            .map(|(title, s)| (&**title, *s))
            .collect();
        assert_eq!(titles, [("A first", 30), ("Second", 30)], "without a draft");
    }

    #[test]
    fn without_a_company_there_is_no_motivation_and_an_empty_piece_is_left_out() {
        let stories = stories();
        let page = prepared(&stories, &Progress::default(), "");
        assert!(page.motivation.is_none() && page.introduction.is_some());
        assert_eq!(page.questions.len(), 1);
        let introduction = prepared(&stories, &Progress::default(), "Nil").introduction;
        assert_eq!(introduction.unwrap().piece.name.as_str(), "any");
        assert_eq!(
            prepared(&Stories::default(), &Progress::default(), "x"),
            Prepared::default()
        );
    }

    #[test]
    fn a_measured_time_counts_more_than_the_estimate() {
        let mut progress = Progress::default();
        let time = |ms| ToldTime {
            day: StudyDay(1),
            ms,
            meant: 90,
        };
        let record = ToldRecord {
            uses: Vec::new(),
            times: vec![time(95_000), time(84_000)],
        };
        progress.told.insert("pieces/any".into(), record);
        let stories = stories();
        let introduction = prepared(&stories, &progress, "").introduction.unwrap();
        assert_eq!((introduction.seconds, introduction.is_measured), (84, true));
    }
}
