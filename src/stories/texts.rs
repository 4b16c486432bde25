//! All stories and pieces of a person together, with what is wrong with their files.

use std::path::{Path, PathBuf};

use super::{Piece, PieceKind, Story, TextName, front::nearest, markdown::Complaints};
use crate::deck::{Kind, SafeText, collection::Collection, format::normal_lines, id::folded};

/// One of the two folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Genre {
    /// Stories.
    Stories,
    /// Pieces.
    Pieces,
}

/// A file that was found, with its text or why it was not read.
#[derive(Clone, Debug)]
pub struct OwnFile {
    /// The folder.
    pub genre: Genre,
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub text: Result<String, Refusal>,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The line, from 1.
    pub line: u32,
    /// Why, in a sentence.
    pub sentence: String,
}

/// Something that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The folder.
    pub genre: Genre,
    /// The file; the folder itself where that cannot be read.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: u32,
    /// What is wrong, and what to do.
    pub sentence: SafeText,
}

/// All stories and pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stories {
    /// Stories by name.
    pub stories: Vec<Story>,
    /// Pieces by name.
    pub pieces: Vec<Piece>,
    /// What is wrong with the files; [`Stories::all_problems`] adds what only the decks can tell.
    pub problems: Vec<Problem>,
}

impl Genre {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Stories, Self::Pieces];

    /// The name of the folder, and of the command.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Stories => "stories",
            Self::Pieces => "pieces",
        }
    }

    /// One text of it.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Stories => "story",
            Self::Pieces => "piece",
        }
    }

    /// The name under which the journal knows a text: a story by its name, a piece by `pieces/` and its name.
    pub fn journal_name(self, name: &str) -> String {
        match self {
            Self::Stories => name.to_owned(),
            Self::Pieces => format!("pieces/{name}"),
        }
    }
}

impl Problem {
    /// The file within the data folder, in a safe line: `stories/the-move.md`.
    pub fn place(&self) -> SafeText {
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        if name == self.genre.folder() {
            return SafeText::from_line(&name);
        }
        SafeText::from_line(&format!("{}/{name}", self.genre.folder()))
    }

    /// The whole path, in a safe line.
    pub fn path(&self) -> SafeText {
        SafeText::from_line(&self.file.to_string_lossy())
    }
}

impl Stories {
    /// Reads all files. Each is read on its own; what is wrong with one is its own problem.
    pub fn new(files: Vec<OwnFile>) -> Self {
        let mut all = Self::default();
        for file in files {
            all.add(file);
        }
        all.stories.sort_by(|a, b| a.name.cmp(&b.name));
        all.pieces.sort_by(|a, b| a.name.cmp(&b.name));
        all.look_for_second_motivations();
        all
    }

    fn add(&mut self, OwnFile { genre, path, text }: OwnFile) {
        let mut complaints = Complaints::default();
        match (text, name_of(genre, &path)) {
            (Err(refusal), _) => complaints.say(refusal.line, refusal.sentence),
            (Ok(_), Err(sentence)) => complaints.say(1, sentence),
            (Ok(text), Ok(name)) => {
                let text = normal_lines(&text);
                match genre {
                    Genre::Stories => {
                        let story = Story::read(name, path.clone(), &text, &mut complaints);
                        self.stories.push(story);
                    }
                    Genre::Pieces => {
                        let piece = Piece::read(name, path.clone(), &text, &mut complaints);
                        self.pieces.push(piece);
                    }
                }
            }
        }
        complaints.0.sort_by_key(|(line, _)| *line);
        let problems = complaints.0.into_iter().map(|(line, sentence)| Problem {
            genre,
            file: path.clone(),
            line,
            sentence: SafeText::from_line(&sentence),
        });
        self.problems.extend(problems);
    }

    /// One motivation a company: a second one is named, and the first by name counts.
    fn look_for_second_motivations(&mut self) {
        let motivations = || {
            self.pieces
                .iter()
                .filter(|piece| piece.kind == PieceKind::Motivation && !piece.is_for_any())
        };
        let mut found = Vec::new();
        for piece in motivations() {
            let company = piece.company.source();
            let first = motivations().find(|first| first.is_for(company));
            if let Some(first) = first.filter(|first| first.name != piece.name) {
                let sentence = format!(
                    "{} is a motivation for {company} already; this one counts after it",
                    first.name
                );
                found.push(Problem {
                    genre: Genre::Pieces,
                    file: piece.file.clone(),
                    line: 1,
                    sentence: SafeText::from_line(&sentence),
                });
            }
        }
        self.problems.extend(found);
    }

    /// What is wrong with the files, and the prompts that are said to be answered and are none.
    pub fn all_problems(&self, collection: &Collection) -> Vec<Problem> {
        let mut problems = self.problems.clone();
        for story in &self.stories {
            for answers in &story.answers {
                let owner = collection.renamed.owner(&answers.card);
                let sentence = match collection.card(&owner) {
                    Some((_, card)) if card.kind() == Kind::Story => continue,
                    Some((_, card)) => format!(
                        "{} is a {} card; a story answers cards of the kind story",
                        answers.card,
                        card.kind()
                    ),
                    None => {
                        let near = near_prompt(&answers.card, collection);
                        let hint = near.map_or_else(
                            || "mensetsu stories matrix lists the prompts".to_owned(),
                            |near| format!("did you mean {near}?"),
                        );
                        format!("there is no card {:?} to answer; {hint}", answers.card)
                    }
                };
                problems.push(Problem {
                    genre: Genre::Stories,
                    file: story.file.clone(),
                    line: answers.line,
                    sentence: SafeText::from_line(&sentence),
                });
            }
        }
        problems.sort_by(|a, b| {
            let place = |problem: &Problem| (problem.genre, problem.file.clone(), problem.line);
            place(a).cmp(&place(b))
        });
        problems
    }

    /// The story of a name.
    pub fn story(&self, name: &str) -> Option<&Story> {
        self.stories
            .iter()
            .find(|story| story.name.as_str() == name)
    }

    /// The piece of a name.
    pub fn piece(&self, name: &str) -> Option<&Piece> {
        self.pieces.iter().find(|piece| piece.name.as_str() == name)
    }

    /// Whether a genre has a text or a broken file of a name.
    pub fn is_taken(&self, genre: Genre, name: &TextName) -> bool {
        let of_genre = |problem: &&Problem| problem.genre == genre;
        self.names(genre).any(|known| known == name.as_str())
            || self.problems.iter().filter(of_genre).any(|problem| {
                problem
                    .file
                    .file_stem()
                    .is_some_and(|stem| stem == name.as_str())
            })
    }

    /// The names of a genre.
    pub fn names(&self, genre: Genre) -> Box<dyn Iterator<Item = &str> + '_> {
        match genre {
            Genre::Stories => Box::new(self.stories.iter().map(|story| story.name.as_str())),
            Genre::Pieces => Box::new(self.pieces.iter().map(|piece| piece.name.as_str())),
        }
    }

    /// The name of a genre that is nearest to one that is none.
    pub fn near(&self, genre: Genre, name: &str) -> Option<&str> {
        self.names(genre)
            .min_by_key(|known| strsim::damerau_levenshtein(known, name))
    }

    /// The written piece of a kind for a company: its own, else one for any. A motivation is for its company alone.
    pub fn piece_for(&self, kind: PieceKind, company: &str) -> Option<&Piece> {
        let of_kind = || {
            self.pieces
                .iter()
                .filter(move |piece| piece.kind == kind && !piece.body.is_blank())
        };
        let for_any = || of_kind().find(|piece| piece.is_for_any());
        of_kind()
            .find(|piece| piece.is_for(company))
            .or_else(|| for_any().filter(|_| kind != PieceKind::Motivation))
    }
}

/// The name that a file gives, or why it gives none.
fn name_of(genre: Genre, path: &Path) -> Result<TextName, String> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    if let Some(name) = TextName::parse(&stem) {
        return Ok(name);
    }
    let example = TextName::made_from(&stem);
    let example = example.as_ref().map_or(
        match genre {
            Genre::Stories => "the-move",
            Genre::Pieces => "introduction",
        },
        TextName::as_str,
    );
    Err(format!(
        "the file is not read, because its name is its id and may hold a-z, 0-9 and - alone: rename it, for example to {example}.md"
    ))
}

/// The key of the story prompt that is nearest to one that is none, where any is near.
pub fn near_prompt(card: &str, collection: &Collection) -> Option<String> {
    let keys: Vec<String> = collection
        .decks
        .iter()
        .flat_map(|loaded| {
            let prompts = loaded.deck.cards.iter();
            let prompts = prompts.filter(|card| card.kind() == Kind::Story);
            prompts.map(|card| loaded.deck.card_key(card))
        })
        .collect();
    let wanted = folded(card);
    let is_of = |key: &&String| {
        key.rsplit('/')
            .next()
            .is_some_and(|id| folded(id) == wanted)
    };
    // A card without its deck is the most frequent slip.
    keys.iter()
        .find(is_of)
        .map(String::as_str)
        .or_else(|| nearest(card, keys.iter().map(String::as_str)))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests;
