//! `mensetsu deck`: looking at decks and choosing which are in the mix.

use std::path::PathBuf;

use clap::{
    Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};
use serde::Serialize;

use super::{Context, Failure, deck_check, deck_files, deck_stats, drill::unknown_deck, stdout};
use crate::{
    deck::{
        Kind,
        collection::LoadedDeck,
        fields::{CardFields, DeckFields},
        format,
    },
    desk::Desk,
    journal::{DeckState, What},
    library::is_private,
};

#[derive(Debug, Subcommand)]
pub(super) enum DeckCommand {
    /// List the decks with their state, cards and problems.
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show the cards of a deck.
    Show {
        /// The id of the deck.
        id: String,
        /// Count its cards by area and kind, its sources, and what it covers.
        #[arg(long)]
        stats: bool,
        /// As JSON: the whole model, or the numbers.
        #[arg(long)]
        json: bool,
    },
    /// Report every problem of deck files, with line and mend.
    Check(deck_check::CheckArguments),
    /// Write missing ids into deck files and change no other line.
    Fmt {
        /// Deck files or folders; without any, the person's own decks.
        paths: Vec<PathBuf>,
        /// Change nothing; exit 1 where something is missing.
        #[arg(long)]
        check: bool,
    },
    /// Begin a new deck, with an example of a kind or of each.
    New {
        /// The id of the deck; without one the text is printed.
        id: Option<String>,
        /// The kind of card.
        #[arg(long, value_parser = kinds())]
        kind: Option<Kind>,
    },
    /// Write a deck in the other spelling; nothing is lost.
    Convert {
        /// The deck file.
        file: PathBuf,
        /// The spelling.
        #[arg(long, value_enum)]
        to: To,
        /// Write to this file instead of the output.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Print the JSON Schema of a deck file.
    Schema,
    /// Put a deck first, on or off in the mix.
    Use {
        /// The id of the deck.
        id: String,
        /// Its place.
        #[arg(value_parser = states())]
        state: DeckState,
    },
    /// Copy a deck file to the own decks, or read a folder of decks in place.
    Add {
        /// A deck file or a folder.
        path: PathBuf,
        /// Another id for the copy.
        #[arg(long = "as", value_name = "ID")]
        as_id: Option<String>,
    },
    /// Take an own deck or a folder of decks away. Progress stays.
    Remove {
        /// The id of an own deck, or a folder that was added.
        deck: String,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum To {
    Json,
    Markdown,
}

/// The kinds by their names in deck files.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    let known = |name: String| Kind::from_name(&name).ok_or("no kind of card");
    PossibleValuesParser::new(Kind::ALL.map(Kind::name)).try_map(known)
}

/// The places of a deck in the mix.
fn states() -> impl TypedValueParser<Value = DeckState> {
    let known = |name: String| DeckState::from_name(&name).ok_or("no place in the mix");
    PossibleValuesParser::new(DeckState::ALL.map(DeckState::name)).try_map(known)
}

impl DeckCommand {
    /// The paths that the command is to read.
    fn paths(&self) -> &[PathBuf] {
        match self {
            Self::Check(arguments) => &arguments.paths,
            Self::Fmt { paths, .. } => paths,
            Self::Convert { file: path, .. } | Self::Add { path, .. } => std::slice::from_ref(path),
            _ => &[],
        }
    }
}

/// Own stories and pieces stay in their folders: no deck command reads, copies or rewrites one.
pub(super) fn refuse_private(context: &Context, paths: &[PathBuf]) -> Result<(), Failure> {
    match paths.iter().find(|path| is_private(&context.home, path)) {
        None => Ok(()),
        Some(path) => Err(Failure::with_hint(
            format!(
                "{} holds own stories or pieces, which no deck command reads",
                path.display()
            ),
            "mensetsu stories and mensetsu pieces show them",
        )),
    }
}

pub(super) fn run(command: DeckCommand, context: &Context) -> Result<(), Failure> {
    refuse_private(context, command.paths())?;
    match command {
        DeckCommand::List { json } => list(context, json),
        DeckCommand::Show { id, stats, json } => show(context, &id, stats, json),
        DeckCommand::Check(arguments) => deck_check::run(&arguments, context),
        DeckCommand::Fmt { paths, check } => deck_files::fmt(context, &paths, check),
        DeckCommand::New { id, kind } => deck_files::new(context, id.as_deref(), kind),
        DeckCommand::Convert { file, to, out } => {
            deck_files::convert(context, &file, to, out.as_deref())
        }
        DeckCommand::Schema => {
            let mut output = stdout();
            output.block(&format::schema())?;
            Ok(output.flush()?)
        }
        DeckCommand::Use { id, state } => use_deck(context, &id, state),
        DeckCommand::Add { path, as_id } => deck_files::add(context, &path, as_id.as_deref()),
        DeckCommand::Remove { deck } => deck_files::remove(context, &deck),
    }
}

#[derive(Serialize)]
struct DeckList {
    format: u32,
    decks: Vec<DeckRow>,
}

#[derive(Serialize)]
struct DeckRow {
    id: String,
    title: String,
    area: Option<String>,
    source: &'static str,
    path: Option<String>,
    state: &'static str,
    cards: usize,
    items: usize,
    problems: usize,
    changed: usize,
    replaces: Vec<Replaced>,
}

#[derive(Serialize)]
struct Replaced {
    source: &'static str,
    path: String,
}

fn rows(desk: &Desk) -> Vec<DeckRow> {
    let changed = desk.study.changed();
    let as_row = |(index, loaded): (usize, &LoadedDeck)| {
        let id = loaded.deck.id.to_string();
        let items = &desk.study.collection.items;
        DeckRow {
            title: loaded.deck.title.line().into_string(),
            area: (!loaded.deck.area.is_empty()).then(|| loaded.deck.area.clone()),
            source: loaded.origin.name(),
            path: loaded.file.as_ref().map(|_| loaded.path.to_string()),
            state: desk.study.progress().deck_state(&id).name(),
            cards: loaded.deck.cards.len(),
            items: loaded.items,
            problems: loaded.problems.len(),
            changed: changed
                .iter()
                .filter(|item| items[**item].deck as usize == index)
                .count(),
            replaces: loaded
                .replaces
                .iter()
                .map(|(origin, path)| Replaced {
                    source: origin.name(),
                    path: path.to_string(),
                })
                .collect(),
            id,
        }
    };
    desk.study
        .collection
        .decks
        .iter()
        .enumerate()
        .map(as_row)
        .collect()
}

fn list(context: &Context, json: bool) -> Result<(), Failure> {
    let desk = context.desk_to_read(Vec::new())?;
    let rows = rows(&desk);
    let mut output = stdout();
    if json {
        output.json(&DeckList {
            format: 1,
            decks: rows,
        })?;
        return Ok(output.flush()?);
    }
    let id_width = rows
        .iter()
        .map(|row| row.id.chars().count())
        .max()
        .unwrap_or_default();
    for row in &rows {
        let mut line = format!(
            "{:id_width$}  {:<5}  {:<7}  {:>4} cards  {:>4} items",
            row.id, row.state, row.source, row.cards, row.items
        );
        if row.problems > 0 {
            line.push_str(&format!("  {} problems", row.problems));
        }
        if row.changed > 0 {
            line.push_str(&format!(
                "  {} answers changed since you learnt them",
                row.changed
            ));
        }
        line.push_str(&format!("  {}", row.title));
        output.line(line)?;
        for hidden in &row.replaces {
            output.line(format!(
                "{:id_width$}  hides {} {}",
                "", hidden.source, hidden.path
            ))?;
        }
    }
    for file in &desk.study.collection.unused {
        let why = file
            .problems
            .first()
            .map_or(String::new(), |problem| problem.message.to_string());
        output.line(format!("not loaded: {}: {why}", file.path))?;
    }
    for note in &desk.study.collection.notes {
        output.line(format!("note: {note}"))?;
    }
    Ok(output.flush()?)
}

#[derive(Serialize)]
struct Model<'a> {
    #[serde(flatten)]
    deck: &'a DeckFields,
}

fn show(context: &Context, id: &str, stats: bool, json: bool) -> Result<(), Failure> {
    let opened = context.desk_to_read(Vec::new())?;
    let loaded = opened
        .study
        .collection
        .deck(id)
        .ok_or_else(|| unknown_deck(&opened, id))?;
    if stats {
        return deck_stats::show(loaded, &opened.study.collection, json);
    }
    let mut output = stdout();
    if json {
        output.json(&Model {
            deck: &DeckFields::of(&loaded.deck),
        })?;
        return Ok(output.flush()?);
    }
    let deck = &loaded.deck;
    output.line(format!(
        "{} · {} · {} cards · {} items",
        deck.id,
        deck.title.line(),
        deck.cards.len(),
        loaded.items
    ))?;
    if !deck.description.is_blank() {
        output.card(&deck.description.block())?;
    }
    for card in &deck.cards {
        let fields = CardFields::of(card, &deck.area);
        let tier = if fields.tier.is_empty() {
            String::new()
        } else {
            format!(" · {}", fields.tier)
        };
        output.line(format!("{} · {}{tier}", card.id, card.kind()))?;
        output.card(&card.heading().line())?;
    }
    Ok(output.flush()?)
}

fn use_deck(context: &Context, id: &str, state: DeckState) -> Result<(), Failure> {
    let mut desk = context.desk_to_write(Vec::new())?;
    if desk.study.collection.deck(id).is_none() {
        return Err(unknown_deck(&desk, id));
    }
    desk.append(&What::Deck {
        id: id.into(),
        state,
    })
    .map_err(|error| Failure::new(format!("not saved: {error}")))?;
    let mut output = stdout();
    output.line(format!("saved: {id} {}", state.name()))?;
    Ok(output.flush()?)
}
