//! An own piece: an answer that is prepared as a whole, such as the introduction.

use std::path::PathBuf;

use unicode_normalization::UnicodeNormalization;

use super::{
    Length, TextName,
    front::{self, nearest},
    length::whole,
    markdown::{Complaints, look_at_lines, title, without_comments},
};
use crate::deck::{RawText, id::folded};

/// The keys of the front matter.
const KEYS: &[&str] = &["title", "kind", "company", "seconds", "language"];

/// A piece is meant to take an hour at most.
const SECONDS_LIMIT: u32 = 3_600;

/// What a piece is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PieceKind {
    /// Who one is.
    Introduction,
    /// Why this company.
    Motivation,
    /// A piece of work, told at length.
    CaseStudy,
    /// Questions to ask back.
    Questions,
    /// Anything else.
    #[default]
    Other,
}

/// An own piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The stem of its file.
    pub name: TextName,
    /// What it is called.
    pub title: RawText,
    /// What it is for.
    pub kind: PieceKind,
    /// The company it is for; empty for any.
    pub company: RawText,
    /// How long it is meant to take, seconds.
    pub seconds: Option<u32>,
    /// The language it is told in; empty where the file does not say.
    pub language: RawText,
    /// What is said, Markdown.
    pub body: RawText,
    /// Its file.
    pub file: PathBuf,
}

impl PieceKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::Introduction,
        Self::Motivation,
        Self::CaseStudy,
        Self::Questions,
        Self::Other,
    ];

    /// The word in files and commands.
    pub fn name(self) -> &'static str {
        match self {
            Self::Introduction => "introduction",
            Self::Motivation => "motivation",
            Self::CaseStudy => "case-study",
            Self::Questions => "questions",
            Self::Other => "other",
        }
    }

    /// What a piece of the kind is called where nobody has given it a title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Introduction => "Introduction",
            Self::Motivation => "Motivation",
            Self::CaseStudy => "Case study",
            Self::Questions => "Questions to ask back",
            Self::Other => "Piece",
        }
    }

    /// Finds a kind by its word; a space counts as the hyphen.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase().replace([' ', '_'], "-");
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The words of all kinds, for messages.
    pub fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }

    /// The kind whose word is nearest to one that is none.
    pub fn near(name: &str) -> Option<&'static str> {
        nearest(name, Self::ALL.into_iter().map(Self::name))
    }
}

impl Piece {
    /// Reads a piece. Whatever is wrong with the text, something of it is loaded.
    pub(super) fn read(
        name: TextName,
        file: PathBuf,
        source: &str,
        complaints: &mut Complaints,
    ) -> Self {
        look_at_lines(source, complaints);
        let (lines, body, first_line) = front::read(source, KEYS, complaints);
        let value = |key: &str| lines.iter().find(|line| line.key == key);
        let text = |key: &str| RawText::new(value(key).map_or("", |line| line.value));
        let (title, missing) = title(value("title").map_or("", |line| line.value), name.as_str());
        // Without front matter one sentence says all.
        let has_front = !lines.is_empty() || first_line > 1;
        if let Some(sentence) = missing.filter(|_| has_front) {
            complaints.say(value("title").map_or(1, |line| line.number), sentence);
        }
        let kind = if has_front {
            kind(value("kind"), complaints)
        } else {
            PieceKind::default()
        };
        let seconds = value("seconds").and_then(|line| {
            let seconds = seconds(line.value);
            if seconds.is_none() && !line.value.is_empty() {
                let sentence = format!(
                    "{:?} is no time up to {SECONDS_LIMIT} seconds; write seconds: 90, or 1:30",
                    line.value
                );
                complaints.say(line.number, sentence);
            }
            seconds
        });
        let company = text("company");
        if kind == PieceKind::Motivation && company.is_blank() {
            let line = value("company")
                .or(value("kind"))
                .map_or(1, |line| line.number);
            complaints.say(
                line,
                "a motivation is for a company; write company: … to name it",
            );
        }
        Self {
            name,
            title,
            kind,
            company,
            seconds,
            language: text("language"),
            body: RawText::new(&without_comments(body)),
            file,
        }
    }

    /// How long it takes to say by its text, seconds.
    pub fn estimate(&self) -> u32 {
        whole(Length::of(&self.body).seconds())
    }

    /// How long it is meant to take, seconds: what its file says, else the estimate.
    pub fn meant(&self) -> u32 {
        self.seconds.unwrap_or_else(|| self.estimate())
    }

    /// Whether it is for a company: the names compare without case, full width and spaces around them.
    pub fn is_for(&self, company: &str) -> bool {
        let plain = |name: &str| folded(name.nfkc().collect::<String>().trim());
        !company.trim().is_empty() && plain(self.company.source()) == plain(company)
    }

    /// Whether it is for no company of its own.
    pub fn is_for_any(&self) -> bool {
        self.company.is_blank()
    }
}

fn kind(line: Option<&front::Line<'_>>, complaints: &mut Complaints) -> PieceKind {
    let kinds = PieceKind::names();
    let Some(line) = line else {
        complaints.say(
            1,
            format!("there is no kind; write kind: and one of {kinds}"),
        );
        return PieceKind::Other;
    };
    PieceKind::from_name(line.value).unwrap_or_else(|| {
        let near = PieceKind::near(line.value)
            .map_or(String::new(), |near| format!("; did you mean {near}?"));
        let sentence = format!("{:?} is no kind; use one of {kinds}{near}", line.value);
        complaints.say(line.number, sentence);
        PieceKind::Other
    })
}

/// A time as a person writes it: `90`, `90 s`, `1:30`.
fn seconds(text: &str) -> Option<u32> {
    let text = text.trim().trim_end_matches(['s', 'S']).trim_end();
    let number = |digits: &str| {
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse::<u32>().ok()).flatten()
    };
    let seconds = match text.split_once(':') {
        None => number(text)?,
        Some((minutes, seconds)) => {
            let seconds = number(seconds).filter(|seconds| *seconds < 60)?;
            number(minutes)?.checked_mul(60)?.checked_add(seconds)?
        }
    };
    (1..=SECONDS_LIMIT).contains(&seconds).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> (Piece, Vec<String>) {
        let mut complaints = Complaints::default();
        let name = TextName::parse("who-i-am").unwrap();
        let piece = Piece::read(name, "pieces/who-i-am.md".into(), source, &mut complaints);
        let said = complaints.0.iter();
        let said = said.map(|(line, sentence)| format!("{line}: {sentence}"));
        (piece, said.collect())
    }

    #[test]
    fn a_whole_piece_has_no_problem() {
        let (piece, said) = read(
            "---\ntitle: Who I am\nkind: introduction\nseconds: 1:30\nlanguage: ja\n---\n\n<!-- slow -->\n決済を担当しています。\n",
        );
        assert_eq!(said, [""; 0]);
        assert_eq!(piece.kind, PieceKind::Introduction);
        assert_eq!((piece.seconds, piece.meant()), (Some(90), 90));
        assert_eq!(piece.body.source(), "決済を担当しています。");
        assert_eq!(piece.estimate(), 2);
        assert!(piece.is_for_any() && !piece.is_for(""));
    }

    #[test]
    fn what_is_missing_or_odd_is_named_and_the_rest_loads() {
        let (piece, said) = read("---\nkind: motivatoin\nseconds: soon\n---\nBecause.\n");
        assert_eq!(piece.kind, PieceKind::Other);
        assert_eq!(piece.body.source(), "Because.");
        assert_eq!(piece.title.source(), "who i am");
        assert_eq!(
            said,
            [
                "1: there is no title; write title: … between the --- lines",
                "2: \"motivatoin\" is no kind; use one of introduction, motivation, case-study, questions, other; did you mean motivation?",
                "3: \"soon\" is no time up to 3600 seconds; write seconds: 90, or 1:30",
            ]
        );
        assert_eq!(read("Just text.\n").1.len(), 1);
        let (_, said) = read("---\ntitle: A\n---\n");
        assert_eq!(said.len(), 1);
        assert!(said[0].contains("there is no kind"));
    }

    #[test]
    fn a_motivation_names_its_company() {
        let (_, said) = read("---\ntitle: A\nkind: motivation\n---\n");
        assert_eq!(said.len(), 1);
        let (piece, said) = read("---\ntitle: A\nkind: Motivation\ncompany: Ａcme KK\n---\n");
        assert_eq!(said, [""; 0]);
        assert!(piece.is_for(" acme kk ") && piece.is_for("Ａcme kk"));
        assert!(!piece.is_for("Other") && !piece.is_for_any());
    }

    #[test]
    fn times_are_seconds_or_minutes_and_seconds() {
        for (text, expected) in [
            ("90", Some(90)),
            ("90 s", Some(90)),
            ("1:30", Some(90)),
            ("3600", Some(3_600)),
            ("0", None),
            ("3601", None),
            ("1:60", None),
            ("-5", None),
            ("1e3", None),
            ("99999999999", None),
            ("99999999:00", None),
            (":30", None),
            ("", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }

    #[test]
    fn kinds_are_found_by_their_words() {
        for kind in PieceKind::ALL {
            assert_eq!(PieceKind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(
            PieceKind::from_name("Case study"),
            Some(PieceKind::CaseStudy)
        );
        assert_eq!(PieceKind::from_name("intro"), None);
        assert_eq!(PieceKind::near("introdution"), Some("introduction"));
    }
}
