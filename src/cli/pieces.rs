//! `mensetsu pieces`: the person's own prepared answers, and saying one aloud against the clock.

use clap::{
    Args, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};
use serde::Serialize;

use super::{
    Context, Failure,
    own_texts::{begin, edit, find, make},
    stdout,
    stories::report::{ProblemRow, StandingRow},
};
use crate::{
    deck::{RawText, SafeText},
    plain::own_texts::{piece_lines, show_piece},
    practice::Study,
    stories::{Draft, Genre, Piece, PieceKind},
};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct PiecesArguments {
    /// As JSON.
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    command: Option<PiecesCommand>,
}

#[derive(Debug, Subcommand)]
enum PiecesCommand {
    /// List your pieces with the time they take and when they were said.
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show a piece with its times.
    Show {
        /// The name of the piece.
        name: String,
    },
    /// Begin a piece.
    New {
        /// What it is for.
        #[arg(value_parser = kinds())]
        kind: PieceKind,
        /// What it is called; without it by its kind.
        title: Vec<String>,
        /// The company it is for; a motivation needs one.
        #[arg(long, value_name = "C", default_value = "")]
        company: String,
        /// The name of its file; without it one is made of the title.
        #[arg(long)]
        name: Option<String>,
    },
    /// Open a piece in $VISUAL or $EDITOR, and say what is wrong with it afterwards.
    Edit {
        /// The name of the piece.
        name: String,
    },
    /// Say a piece aloud against the clock.
    Say {
        /// The name of the piece.
        name: String,
    },
}

/// The kinds by their words in files.
fn kinds() -> impl TypedValueParser<Value = PieceKind> {
    let known = |name: String| PieceKind::from_name(&name).ok_or("no kind of piece");
    PossibleValuesParser::new(PieceKind::ALL.map(PieceKind::name)).try_map(known)
}

pub(super) fn run(arguments: PiecesArguments, context: &Context) -> Result<(), Failure> {
    match arguments.command {
        None => list(context, arguments.json),
        Some(PiecesCommand::List { json }) => list(context, json),
        Some(PiecesCommand::Show { name }) => show(context, &name),
        Some(PiecesCommand::New {
            kind,
            title,
            company,
            name,
        }) => {
            let desk = context.desk_to_read(Vec::new())?;
            let stories = &desk.study.stories;
            let title = title.join(" ");
            make(
                &desk,
                Draft::piece(stories, kind, &title, &company, name.as_deref()),
            )
        }
        Some(PiecesCommand::Edit { name }) => {
            edit(&context.desk_to_read(Vec::new())?, Genre::Pieces, &name)
        }
        Some(PiecesCommand::Say { name }) => say(context, &name),
    }
}

#[derive(Serialize)]
struct PieceList {
    format: u32,
    pieces: Vec<PieceRow>,
    problems: Vec<ProblemRow>,
}

#[derive(Serialize)]
struct PieceRow {
    name: String,
    title: String,
    kind: &'static str,
    company: Option<String>,
    path: String,
    language: Option<String>,
    seconds: u32,
    meant_seconds: Option<u32>,
    #[serde(flatten)]
    standing: StandingRow,
}

impl PieceList {
    fn of(study: &Study) -> Self {
        let known = |text: &RawText| {
            let line: SafeText = text.line();
            (!line.is_empty()).then(|| line.into_string())
        };
        let row = |piece: &Piece| PieceRow {
            name: piece.name.to_string(),
            title: piece.title.line().into_string(),
            kind: piece.kind.name(),
            company: known(&piece.company),
            path: piece.file.to_string_lossy().into_owned(),
            language: known(&piece.language),
            seconds: piece.estimate(),
            meant_seconds: piece.seconds,
            standing: StandingRow::of(&study.own_text_standing(Genre::Pieces, piece.name.as_str())),
        };
        Self {
            format: 1,
            pieces: study.stories.pieces.iter().map(row).collect(),
            problems: ProblemRow::all(study, Genre::Pieces),
        }
    }
}

fn list(context: &Context, json: bool) -> Result<(), Failure> {
    let desk = context.desk_to_read(Vec::new())?;
    let mut output = stdout();
    if json {
        output.json(&PieceList::of(&desk.study))?;
    } else {
        let lines = piece_lines(&desk.study);
        lines.iter().try_for_each(|line| output.line(line))?;
    }
    Ok(output.flush()?)
}

fn show(context: &Context, name: &str) -> Result<(), Failure> {
    let desk = context.desk_to_read(Vec::new())?;
    let index = find(&desk, Genre::Pieces, name)?;
    let mut output = stdout();
    show_piece(&desk.study, &desk.study.stories.pieces[index], &mut output)?;
    Ok(output.flush()?)
}

fn say(context: &Context, name: &str) -> Result<(), Failure> {
    let desk = context.desk_to_write(Vec::new())?;
    let piece = desk.study.stories.pieces[find(&desk, Genre::Pieces, name)?].clone();
    begin(
        context,
        desk,
        |app| app.open_telling(Genre::Pieces, piece.name.as_str()),
        |plain| plain.say_piece(&piece),
    )
}
