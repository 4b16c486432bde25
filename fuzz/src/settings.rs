//! The settings file: whatever it holds, what can be used is, and writing the deck folders leaves the other lines alone.

use std::collections::HashMap;

use mensetsu::{
    app::Keymap,
    store::config::{Config, with_deck_folders},
};

use super::{safe, text};

/// A settings file.
pub fn settings(bytes: &[u8]) {
    let text = text(bytes);
    let config = Config::parse(&text, "config.toml");
    let (_, of_keys) = Keymap::with(&config.keys);
    for message in config.messages.iter().chain(&of_keys) {
        assert!(
            !message.is_empty() && safe::is_shown(message),
            "{message:?}"
        );
    }
    if let Some(retention) = config.retention {
        assert!((0.7..=0.99).contains(&retention), "{retention}");
    }
    assert!(
        config
            .minutes
            .is_none_or(|minutes| (1..=1_440).contains(&minutes))
    );
    folders_are_written(&text, &config);
}

fn folders_are_written(text: &str, config: &Config) {
    let folders = ["~/group".to_owned(), "a \"b\"\n\\ # c".to_owned()];
    let Ok(written) = with_deck_folders(text, &folders) else {
        return;
    };
    let again = Config::parse(&written, "config.toml");
    assert_eq!(again.deck_folders, folders, "{written}");
    // Everything else says what it said.
    let others = |config: &Config| Config {
        deck_folders: Vec::new(),
        messages: config
            .messages
            .iter()
            .filter(|message| !message.contains("deck-folders"))
            .cloned()
            .collect(),
        ..config.clone()
    };
    assert_eq!(others(&again), others(config), "{written}");
    assert_eq!(
        with_deck_folders(&written, &folders).as_ref(),
        Ok(&written),
        "written twice"
    );
    if text.contains("deck-folders") {
        return;
    }
    // A byte order mark is not kept.
    let text = text.trim_start_matches('\u{feff}');
    let written = comments(&written);
    for (line, count) in comments(text) {
        let kept = written.get(line).copied().unwrap_or_default();
        assert!(kept >= count, "{line:?} is lost");
    }
}

/// The lines with comments, each with how often it stands there.
fn comments(text: &str) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for line in text.lines().filter(|line| line.contains('#')) {
        *counts.entry(line).or_default() += 1;
    }
    counts
}
