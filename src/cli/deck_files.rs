//! `mensetsu deck fmt|new|convert|add|remove`: commands that write deck files.

use std::{
    fs,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

use super::{Context, Failure, deck::To, stdout};
use crate::{
    deck::{
        DeckId, Kind, Level, SafeText,
        collection::Origin,
        format::{self, Spelling, normal_lines},
        json,
        template::new_deck,
    },
    desk::now,
    library,
    store::{config::write_deck_folders, whole_file},
};

pub(super) fn fmt(context: &Context, paths: &[PathBuf], only_check: bool) -> Result<(), Failure> {
    let paths = if paths.is_empty() {
        vec![context.home.decks()]
    } else {
        paths.to_vec()
    };
    let (files, _) = library::load_paths(&context.home, &paths);
    let mut output = stdout();
    let mut found = false;
    for file in files {
        let Some(path) = &file.file else { continue };
        if file.deck.is_none() {
            let why = file
                .problems
                .first()
                .map_or(String::new(), |problem| problem.message.to_string());
            output.line(format!("not read: {}: {why}", file.path))?;
            found = true;
            continue;
        }
        let text = fs::read_to_string(path).map_err(|error| unwritable(path, &error))?;
        let Some(written) = format::with_ids(&text, spelling(path)) else {
            continue;
        };
        if only_check {
            output.line(format!("ids are missing: {}", file.path))?;
            found = true;
        } else {
            whole_file::write(path, written.as_bytes())
                .map_err(|error| unwritable(path, &error))?;
            output.line(format!("ids written: {}", file.path))?;
        }
    }
    output.flush()?;
    if found { Err(Failure::Found) } else { Ok(()) }
}

pub(super) fn new(context: &Context, id: Option<&str>, kind: Option<Kind>) -> Result<(), Failure> {
    let mut output = stdout();
    let Some(id) = id else {
        output.block(&new_deck("my-deck", kind))?;
        return Ok(output.flush()?);
    };
    let id = parsed_id(id)?;
    let path = context.home.decks().join(format!("{id}.md"));
    if path.exists() {
        return Err(Failure::new(format!("{} is there already", path.display())));
    }
    whole_file::write(&path, new_deck(id.as_str(), kind).as_bytes())
        .map_err(|error| unwritable(&path, &error))?;
    output.line(format!("written: {}", path.display()))?;
    Ok(output.flush()?)
}

pub(super) fn convert(
    context: &Context,
    file: &Path,
    to: To,
    out: Option<&Path>,
) -> Result<(), Failure> {
    let (files, _) = library::load_paths(&context.home, &[file.to_owned()]);
    let loaded = files
        .into_iter()
        .next()
        .ok_or_else(|| Failure::new("that is no deck file"))?;
    let lossy = |rule: &str| {
        let always = [
            "unknown-key",
            "unknown-section",
            "unknown-attribute",
            "two-ids",
            "table-cells",
            "repeated",
            "point-without-weight",
            "vocab-prose",
            "too-large",
            "unclosed-block",
        ];
        always.contains(&rule) || (matches!(to, To::Markdown) && rule == "no-markdown-spelling")
    };
    let loss = loaded
        .problems
        .iter()
        .find(|problem| problem.level == Level::Skip || lossy(problem.rule.name));
    let Some(deck) = loaded.deck else {
        let why = loaded
            .problems
            .first()
            .map_or(String::new(), |problem| problem.message.to_string());
        return Err(Failure::with_hint(
            format!("{} cannot be read: {why}", file.display()),
            "mensetsu deck check names each problem",
        ));
    };
    if let Some(problem) = loss {
        let message = format!(
            "{}:{}: {}",
            file.display(),
            problem.position.line,
            problem.message
        );
        return Err(Failure::with_hint(
            message,
            "mend this first, so that nothing is lost; mensetsu deck check names each problem",
        ));
    }
    let spelling = match to {
        To::Json => Spelling::Json,
        To::Markdown => Spelling::Markdown,
    };
    let text = format::write(&deck, spelling);
    if let Some(out) = out {
        return whole_file::write(out, text.as_bytes()).map_err(|error| unwritable(out, &error));
    }
    let mut output = stdout();
    if io::stdout().is_terminal() {
        output.block(&text)?;
    } else {
        output.file(&text)?;
    }
    Ok(output.flush()?)
}

pub(super) fn add(context: &Context, path: &Path, as_id: Option<&str>) -> Result<(), Failure> {
    let metadata =
        fs::metadata(path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
    if metadata.is_dir() {
        return add_folder(context, path);
    }
    let (files, _) = library::load_paths(&context.home, &[path.to_owned()]);
    let loaded = files
        .into_iter()
        .next()
        .ok_or_else(|| Failure::new("that is no deck file"))?;
    let Some(mut deck) = loaded.deck else {
        let why = loaded
            .problems
            .first()
            .map_or(String::new(), |problem| problem.message.to_string());
        return Err(Failure::with_hint(
            format!("{}: {why}", path.display()),
            "mensetsu deck check names each problem",
        ));
    };
    let spelling = spelling(path);
    let mut text = fs::read_to_string(path).map_err(|error| unwritable(path, &error))?;
    if let Some(id) = as_id {
        let id = parsed_id(id)?;
        text = match spelling {
            Spelling::Markdown => with_front_matter_id(&text, &id),
            Spelling::Json => {
                let mut written = normal_lines(&text).trim_start().to_owned();
                json::insert_id(&mut written, 0, id.as_str())
                    .ok_or_else(|| Failure::new("the deck is not one object of JSON"))?;
                written
            }
        };
        deck.id = id;
    }
    let ending = if spelling == Spelling::Json {
        "json"
    } else {
        "md"
    };
    let target = context.home.decks().join(format!("{}.{ending}", deck.id));
    let own = library::load(&context.home, &context.config, &[]);
    let is_there = own
        .deck(deck.id.as_str())
        .is_some_and(|loaded| loaded.origin == Origin::Own);
    if target.exists() || is_there {
        let hint = "mensetsu deck add FILE --as ID adds it under another id; deck remove takes the old one away";
        return Err(Failure::with_hint(
            format!("there is an own deck {} already", deck.id),
            hint,
        ));
    }
    whole_file::write(&target, text.as_bytes()).map_err(|error| unwritable(&target, &error))?;
    let mut output = stdout();
    output.line(format!("added: {} · {} cards", deck.id, deck.cards.len()))?;
    let problems = loaded.problems.len();
    if problems > 0 {
        output.line(format!(
            "{problems} problems; mensetsu deck check {} names them",
            target.display()
        ))?;
    }
    Ok(output.flush()?)
}

fn add_folder(context: &Context, path: &Path) -> Result<(), Failure> {
    let path = fs::canonicalize(path)
        .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
    let text = path.to_string_lossy().into_owned();
    let mut folders = context.config.deck_folders.clone();
    if !folders.contains(&text) {
        folders.push(text);
        let file = context.home.config_file();
        write_deck_folders(&file, &folders).map_err(|error| unwritable(&file, &error))?;
    }
    let (files, _) = library::load_paths(&context.home, std::slice::from_ref(&path));
    let decks = files.iter().filter(|file| file.deck.is_some()).count();
    let mut output = stdout();
    output.line(format!(
        "added: {} · {decks} decks, read in place at each start",
        path.display()
    ))?;
    Ok(output.flush()?)
}

pub(super) fn remove(context: &Context, name: &str) -> Result<(), Failure> {
    let mut output = stdout();
    let as_path = fs::canonicalize(name)
        .map(|path| path.to_string_lossy().into_owned())
        .ok();
    let is_same = |folder: &String| *folder == name || Some(folder) == as_path.as_ref();
    if context.config.deck_folders.iter().any(is_same) {
        let folders: Vec<String> = context
            .config
            .deck_folders
            .iter()
            .filter(|folder| !is_same(folder))
            .cloned()
            .collect();
        let file = context.home.config_file();
        write_deck_folders(&file, &folders).map_err(|error| unwritable(&file, &error))?;
        output.line(format!(
            "removed: {name} is no longer read; the folder and all progress stay"
        ))?;
        return Ok(output.flush()?);
    }
    let collection = library::load(&context.home, &context.config, &[]);
    let Some(loaded) = collection.deck(name) else {
        let hint = "name an own deck or a folder that was added; mensetsu deck list shows them";
        return Err(Failure::with_hint(
            format!(
                "there is no deck or folder {:?}",
                &*SafeText::from_line(name)
            ),
            hint,
        ));
    };
    let (Origin::Own, Some(path)) = (loaded.origin, &loaded.file) else {
        let hint = format!("mensetsu deck use {name} off takes it out of the mix");
        return Err(Failure::with_hint(
            format!(
                "{name} is a {} deck and stays where it is",
                loaded.origin.name()
            ),
            hint,
        ));
    };
    let backups = context.home.backups();
    whole_file::make_folder(&backups).map_err(|error| unwritable(&backups, &error))?;
    let file_name = path
        .file_name()
        .map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let target = backups.join(format!("{}-{file_name}", now().ms));
    fs::rename(path, &target).map_err(|error| unwritable(path, &error))?;
    output.line(format!(
        "removed: {name}; the file is kept as {}; progress stays",
        target.display()
    ))?;
    Ok(output.flush()?)
}

fn parsed_id(id: &str) -> Result<DeckId, Failure> {
    DeckId::parse(id).ok_or_else(|| Failure::Usage {
        message: format!("{:?} cannot be the id of a deck", &*SafeText::from_line(id)),
        hint: Some(
            "use small letters, digits, . _ and -, and begin with a letter or digit".to_owned(),
        ),
    })
}

/// The text with another id in its front matter.
fn with_front_matter_id(text: &str, id: &DeckId) -> String {
    let text = normal_lines(text);
    let is_id = |line: &str| {
        line.split_once(':')
            .is_some_and(|(key, _)| key.trim() == "id")
    };
    let mut written = false;
    let mut lines: Vec<String> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let closes = index > 0 && line.trim_end() == "---";
        if !written && (is_id(line) || closes) {
            lines.push(format!("id: {id}"));
            written = true;
            if !closes {
                continue;
            }
        }
        lines.push(line.to_owned());
    }
    lines.join("\n") + "\n"
}

fn spelling(path: &Path) -> Spelling {
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    Spelling::of_extension(ending).unwrap_or(Spelling::Markdown)
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}
