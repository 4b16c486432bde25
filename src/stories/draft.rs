//! A new story or piece before its file is made: its name, its text, and why it cannot be begun.

use super::{Genre, PieceKind, Stories, TITLE_LIMIT, TextName, template};
use crate::deck::{RawText, SafeText};

/// A text that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Where it goes.
    pub genre: Genre,
    /// Its name.
    pub name: TextName,
    /// What its file will hold.
    pub text: String,
}

/// Why a text cannot be begun.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// There is nothing to call it.
    #[error("the title is empty")]
    NoTitle,
    /// The title is no title any more.
    #[error("the title is longer than {TITLE_LIMIT} characters")]
    LongTitle,
    /// A motivation without a company.
    #[error("a motivation is for a company, and none is named")]
    NoCompany,
    /// The company has a motivation.
    #[error("there is a motivation for {company} already: {name}")]
    SecondMotivation {
        /// The company.
        company: SafeText,
        /// The piece.
        name: TextName,
    },
    /// The name is that of a text, or of a file that could not be read.
    #[error("there is a {} {name} already", .genre.noun())]
    Taken {
        /// Where.
        genre: Genre,
        /// The name.
        name: TextName,
    },
    /// The name breaks its grammar.
    #[error("{name:?} cannot be a name")]
    BadName {
        /// The name.
        name: String,
    },
}

impl DraftError {
    /// What to do about it, as a command.
    pub fn hint(&self) -> String {
        match self {
            Self::NoTitle => "say in a few words what it is about".to_owned(),
            Self::LongTitle => "the text goes into the file".to_owned(),
            Self::NoCompany => "--company NAME names it".to_owned(),
            Self::SecondMotivation { name, .. } => {
                format!("mensetsu pieces edit {name} opens it")
            }
            Self::Taken { genre, name } => format!(
                "mensetsu {} edit {name} opens it; --name NAME begins another",
                genre.folder()
            ),
            Self::BadName { .. } => {
                "use small letters, digits and -, at most 64, and begin with a letter or digit"
                    .to_owned()
            }
        }
    }
}

impl Draft {
    /// A story of a title. `answers` are the prompts it is written for; without a `name` one is made of the title.
    ///
    /// # Errors
    /// Where there is no title, or the name is taken.
    pub fn story(
        stories: &Stories,
        title: &str,
        answers: &[&str],
        name: Option<&str>,
    ) -> Result<Self, DraftError> {
        let title = checked(title)?;
        Ok(Self {
            genre: Genre::Stories,
            name: new_name(stories, Genre::Stories, name, &title)?,
            text: template::new_story(&title, answers),
        })
    }

    /// A piece of a kind. Without a title it is called by its kind and company.
    ///
    /// # Errors
    /// Where the name is taken, and for a motivation also where no company is named or that one has a motivation.
    pub fn piece(
        stories: &Stories,
        kind: PieceKind,
        title: &str,
        company: &str,
        name: Option<&str>,
    ) -> Result<Self, DraftError> {
        let is_blank = RawText::new(title).is_blank();
        let title = if is_blank {
            template::piece_title(kind, company)
        } else {
            title.to_owned()
        };
        let title = checked(&title)?;
        if kind == PieceKind::Motivation {
            if RawText::new(company).is_blank() {
                return Err(DraftError::NoCompany);
            }
            let mut known = stories.pieces.iter();
            if let Some(piece) = known.find(|piece| piece.kind == kind && piece.is_for(company)) {
                return Err(DraftError::SecondMotivation {
                    company: SafeText::from_line(company),
                    name: piece.name.clone(),
                });
            }
        }
        // What is called by its kind has the kind in its name, also where the company gives no letters.
        let base = if is_blank {
            format!("{} {company}", kind.name())
        } else {
            title.clone()
        };
        Ok(Self {
            genre: Genre::Pieces,
            name: new_name(stories, Genre::Pieces, name, &base)?,
            text: template::new_piece(kind, &title, company),
        })
    }
}

fn checked(title: &str) -> Result<String, DraftError> {
    let line = title.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() {
        _ if RawText::new(&line).is_blank() => Err(DraftError::NoTitle),
        count if count > TITLE_LIMIT => Err(DraftError::LongTitle),
        _ => Ok(line),
    }
}

/// The name that was asked for, or one made of a title; a title without letters of a name gives a number.
fn new_name(
    stories: &Stories,
    genre: Genre,
    name: Option<&str>,
    title: &str,
) -> Result<TextName, DraftError> {
    let bad = |name: &str| DraftError::BadName {
        name: SafeText::from_line(name).into_string(),
    };
    let is_free = |name: &TextName| !stories.is_taken(genre, name);
    let name = match name {
        Some(name) => TextName::parse(name).ok_or_else(|| bad(name))?,
        None => TextName::made_from(title)
            .or_else(|| TextName::numbered(genre.noun(), is_free))
            .ok_or_else(|| bad(title))?,
    };
    if stories.is_taken(genre, &name) {
        return Err(DraftError::Taken { genre, name });
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::OwnFile;

    fn stories() -> Stories {
        let file = |genre: Genre, name: &str, text: &str| OwnFile {
            genre,
            path: format!("{}/{name}.md", genre.folder()).into(),
            text: Ok(text.to_owned()),
        };
        Stories::new(vec![
            file(Genre::Stories, "the-move", "---\ntitle: A\n---\n"),
            file(Genre::Stories, "story-1", "---\ntitle: 一\n---\n"),
            file(
                Genre::Pieces,
                "why",
                "---\ntitle: A\nkind: motivation\ncompany: Acme\n---\n",
            ),
        ])
    }

    fn name(draft: Result<Draft, DraftError>) -> String {
        draft.unwrap().name.to_string()
    }

    #[test]
    fn a_story_is_named_after_its_title() {
        let all = stories();
        let story = |title: &str| Draft::story(&all, title, &[], None);
        assert_eq!(name(story("The  outage\nof May")), "the-outage-of-may");
        assert_eq!(name(story("障害対応")), "story-2");
        assert_eq!(story(" \n"), Err(DraftError::NoTitle));
        assert_eq!(story("\u{200b}"), Err(DraftError::NoTitle));
        assert_eq!(story(&"x".repeat(201)), Err(DraftError::LongTitle));
        let taken = story("The Move!").unwrap_err();
        assert_eq!(taken.to_string(), "there is a story the-move already");
        assert!(taken.hint().contains("mensetsu stories edit the-move"));
    }

    #[test]
    fn an_own_name_must_be_one() {
        let all = stories();
        let named = |name| Draft::story(&all, "T", &[], Some(name));
        assert_eq!(name(named("mine")), "mine");
        for bad in ["../x", "A", "", "a/b", "a.md"] {
            assert!(
                matches!(named(bad), Err(DraftError::BadName { .. })),
                "{bad}"
            );
        }
    }

    #[test]
    fn a_piece_is_named_after_its_title_or_its_kind() {
        let all = stories();
        let piece = |kind, title, company| Draft::piece(&all, kind, title, company, None);
        assert_eq!(name(piece(PieceKind::Introduction, "", "")), "introduction");
        assert_eq!(
            name(piece(PieceKind::Introduction, "Who I am", "")),
            "who-i-am"
        );
        assert_eq!(
            name(piece(PieceKind::Motivation, "", "Öther KK")),
            "motivation-other-kk"
        );
        assert_eq!(
            name(piece(PieceKind::Motivation, "", "株式会社")),
            "motivation"
        );
        assert_eq!(name(piece(PieceKind::Other, "自己紹介", "")), "piece-1");
        assert_eq!(
            piece(PieceKind::Motivation, "", " "),
            Err(DraftError::NoCompany)
        );
        let second = piece(PieceKind::Motivation, "", "ACME").unwrap_err();
        assert_eq!(
            second.to_string(),
            "there is a motivation for ACME already: why"
        );
    }
}
