//! Beginning a story or piece on the screen: its title, and for a piece its kind and company.

use tui_input::{Input, InputRequest};

use crate::stories::{Draft, DraftError, Genre, PieceKind, Stories};

/// A text that is begun.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// What it is.
    pub genre: Genre,
    /// The kind of a piece, by index.
    pub kind: usize,
    /// What is typed: the title, or the company of a motivation.
    pub input: Input,
    /// The prompt that a story is written for, as `deck/card`.
    pub answers: Option<Box<str>>,
    /// What is wrong with the answer.
    pub error: Option<String>,
}

impl Beginning {
    /// A story for a prompt or for none, or a piece.
    pub fn new(genre: Genre, answers: Option<Box<str>>) -> Self {
        Self {
            genre,
            kind: 0,
            input: Input::default(),
            answers,
            error: None,
        }
    }

    /// The kind of a piece.
    pub fn piece_kind(&self) -> PieceKind {
        PieceKind::ALL[self.kind.min(PieceKind::ALL.len() - 1)]
    }

    /// What is asked for.
    pub fn question(&self) -> &'static str {
        match (self.genre, self.piece_kind()) {
            (Genre::Stories, _) => "What is it called?",
            (Genre::Pieces, PieceKind::Motivation) => "For which company?",
            (Genre::Pieces, _) => "What is it called? Enter alone takes the kind.",
        }
    }

    /// Changes what is typed.
    pub(super) fn edit(&mut self, request: InputRequest) {
        self.error = None;
        self.input.handle(request);
    }

    /// The next kind of piece, or the one before.
    pub(super) fn choose(&mut self, is_next: bool) {
        if self.genre == Genre::Pieces {
            self.error = None;
            let last = PieceKind::ALL.len() - 1;
            self.kind = if is_next {
                (self.kind + 1).min(last)
            } else {
                self.kind.saturating_sub(1)
            };
        }
    }

    /// The text that the answers give.
    pub(super) fn draft(&self, stories: &Stories) -> Result<Draft, DraftError> {
        let typed = self.input.value();
        match (self.genre, self.piece_kind()) {
            (Genre::Stories, _) => {
                let answers: Vec<&str> = self.answers.as_deref().into_iter().collect();
                Draft::story(stories, typed, &answers, None)
            }
            (Genre::Pieces, kind @ PieceKind::Motivation) => {
                Draft::piece(stories, kind, "", typed, None)
            }
            (Genre::Pieces, kind) => Draft::piece(stories, kind, typed, "", None),
        }
    }
}
