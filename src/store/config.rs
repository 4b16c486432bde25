//! Settings from `config.toml`. A key that is unknown or of the wrong kind is a message, never a refusal.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use toml_edit::{Array, DocumentMut, Item, Value};

use super::{paths::expanded, whole_file};
use crate::{
    deck::{
        SafeText,
        furigana::{self, Furigana},
    },
    practice::study::Typing,
};

/// What the settings say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The data folder, where it is not in its usual place.
    pub data: Option<PathBuf>,
    /// Folders of decks that are read in place.
    pub deck_folders: Vec<String>,
    /// Plain mode always.
    pub plain: bool,
    /// `auto`, `light`, `dark` or `mono`.
    pub theme: Option<String>,
    /// `unicode` or `ascii`.
    pub glyphs: Option<String>,
    /// Desired retention without a date, 0.7 to 0.99.
    pub retention: Option<f32>,
    /// Minutes a day without a goal.
    pub minutes: Option<u32>,
    /// Which readings of kanji are shown.
    pub furigana: Furigana,
    /// Which words are typed.
    pub typing: Typing,
    /// Whether readings are left out of what is asked: a screen reader would say them with the question.
    pub screen_reader: bool,
    /// Keys by the name of their action.
    pub keys: BTreeMap<String, Vec<String>>,
    /// What could not be understood, in words.
    pub messages: Vec<SafeText>,
}

/// A larger settings file is not read.
pub const CONFIG_BYTES_LIMIT: u64 = 1024 * 1024;

/// Every key with what it does, for messages and documentation.
pub const KEYS: [(&str, &str); 11] = [
    ("data", "the folder of decks and journal"),
    ("deck-folders", "folders of decks that are read in place"),
    ("plain", "true for numbered lines without a screen"),
    ("theme", "auto, light, dark or mono"),
    ("glyphs", "unicode or ascii"),
    ("retention", "desired retention without a date, 0.7 to 0.99"),
    ("minutes", "minutes a day without a goal"),
    ("furigana", "off, on or all"),
    ("typing", "which words are typed: all, kanji or none"),
    (
        "screen-reader",
        "true to leave out the readings of words, which a screen reader would say",
    ),
    ("keys", "a table of actions and their keys"),
];

impl Config {
    /// Reads the settings file; one that does not exist sets nothing.
    pub fn read(path: &Path) -> Self {
        match text_of(path) {
            Ok(text) => Self::parse(&text, &path.display().to_string()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::default(),
            Err(error) => Self {
                messages: vec![SafeText::from_line(&format!(
                    "{} cannot be read: {error}",
                    path.display()
                ))],
                ..Self::default()
            },
        }
    }

    /// Reads settings from text. `name` is what messages call the file.
    pub fn parse(text: &str, name: &str) -> Self {
        let mut config = Self::default();
        let document = match text.parse::<DocumentMut>() {
            Ok(document) => document,
            Err(error) => {
                let line = error.span().map_or(1, |span| {
                    text[..span.start.min(text.len())].matches('\n').count() + 1
                });
                config.say(&format!(
                    "{name}:{line}: {}; the settings are not used",
                    error.message()
                ));
                return config;
            }
        };
        for (key, item) in document.iter() {
            if let Err(wanted) = config.set(key, item) {
                config.say(&format!("{name}: {key} {wanted}"));
            }
        }
        config
    }

    fn say(&mut self, message: &str) {
        self.messages.push(SafeText::from_line(message));
    }

    fn set(&mut self, key: &str, item: &Item) -> Result<(), &'static str> {
        const TEXT: &str = "is not text in quotes";
        match key {
            "data" => {
                let path = expanded(item.as_str().ok_or(TEXT)?);
                self.data = Some(path).filter(|path| path.is_absolute());
                if self.data.is_none() {
                    return Err("is not a whole path, from / or ~ on");
                }
            }
            "deck-folders" => self.deck_folders = strings(item).ok_or("is not a list of texts")?,
            "plain" => self.plain = item.as_bool().ok_or("is not true or false")?,
            "theme" => {
                self.theme = Some(
                    one_of(item, &["auto", "light", "dark", "mono"])
                        .ok_or("is not auto, light, dark or mono")?,
                );
            }
            "glyphs" => {
                self.glyphs =
                    Some(one_of(item, &["unicode", "ascii"]).ok_or("is not unicode or ascii")?);
            }
            "retention" => {
                let retention = item.as_float().filter(|share| (0.7..=0.99).contains(share));
                self.retention = Some(retention.ok_or("is not a number from 0.7 to 0.99")? as f32);
            }
            "minutes" => {
                let minutes = item
                    .as_integer()
                    .filter(|minutes| (1..=1_440).contains(minutes));
                self.minutes =
                    Some(minutes.ok_or("is not a number of minutes from 1 to 1440")? as u32);
            }
            "furigana" => {
                let name = one_of(item, &furigana::NAMES).ok_or("is not off, on or all")?;
                self.furigana = Furigana::parse(&name).unwrap_or_default();
            }
            "typing" => {
                let name = one_of(item, &Typing::NAMES).ok_or("is not all, kanji or none")?;
                self.typing = Typing::parse(&name).unwrap_or_default();
            }
            "screen-reader" => {
                self.screen_reader = item.as_bool().ok_or("is not true or false")?;
            }
            "keys" => {
                let table = item
                    .as_table_like()
                    .ok_or("is not a table of actions and keys")?;
                for (action, keys) in table.iter() {
                    let keys = keys
                        .as_str()
                        .map(|key| vec![key.to_owned()])
                        .or_else(|| strings(keys));
                    self.keys.insert(
                        action.to_owned(),
                        keys.ok_or("has an entry that is not a key or a list of keys")?,
                    );
                }
            }
            _ => return Err("is no setting that this version knows"),
        }
        Ok(())
    }
}

fn strings(item: &Item) -> Option<Vec<String>> {
    item.as_array()?
        .iter()
        .map(|value| value.as_str().map(str::to_owned))
        .collect()
}

fn one_of(item: &Item, allowed: &[&str]) -> Option<String> {
    item.as_str()
        .filter(|text| allowed.contains(text))
        .map(str::to_owned)
}

/// The text of a settings file. What is no plain file could be waited for without end.
fn text_of(path: &Path) -> io::Result<String> {
    let found = fs::metadata(path)?;
    if !found.is_file() {
        return Err(io::Error::other("this is not a plain file"));
    }
    if found.len() > CONFIG_BYTES_LIMIT {
        let message = format!(
            "the file has {} bytes; it may have {CONFIG_BYTES_LIMIT}",
            found.len()
        );
        return Err(io::Error::other(message));
    }
    fs::read_to_string(path)
}

/// Writes the list of deck folders into the settings file and leaves its other lines as they are.
///
/// # Errors
/// Where the file cannot be read, is no TOML, or cannot be written.
pub fn write_deck_folders(path: &Path, folders: &[String]) -> io::Result<()> {
    let text = match text_of(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let text = with_deck_folders(&text, folders)
        .map_err(|message| io::Error::new(io::ErrorKind::InvalidData, message))?;
    whole_file::write(path, text.as_bytes())
}

/// The text of a settings file with another list of deck folders, its other lines as they are.
///
/// # Errors
/// What is wrong with a text that is no TOML.
pub fn with_deck_folders(text: &str, folders: &[String]) -> Result<String, String> {
    let mut document: DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let list: Array = folders.iter().map(String::as_str).collect();
    document["deck-folders"] = Item::Value(Value::Array(list));
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_and_what_is_unknown_is_said() {
        let text = "minutes = 45\nretention = 0.85\ncolour = \"red\"\nplain = \"yes\"\n\n[keys]\ngrade-good = \"g\"\nundo = [\"u\", \"z\"]\n";
        let config = Config::parse(text, "config.toml");
        assert_eq!((config.minutes, config.retention), (Some(45), Some(0.85)));
        assert_eq!(config.keys["undo"], ["u", "z"]);
        let messages: Vec<&str> = config.messages.iter().map(|message| &**message).collect();
        assert_eq!(
            messages,
            [
                "config.toml: colour is no setting that this version knows",
                "config.toml: plain is not true or false"
            ]
        );
    }

    #[test]
    fn what_is_no_toml_is_one_message_with_its_line() {
        let config = Config::parse("minutes = 30\n= 5\n", "c");
        assert_eq!(config.messages.len(), 1);
        assert!(
            config.messages[0].starts_with("c:2: "),
            "{:?}",
            config.messages
        );
    }

    #[test]
    fn deck_folders_are_written_and_comments_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, "# mine\nminutes = 20 # short\n").unwrap();
        write_deck_folders(&path, &["~/group".to_owned()]).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# mine\nminutes = 20 # short\n"));
        assert_eq!(Config::read(&path).deck_folders, ["~/group"]);
    }
}
