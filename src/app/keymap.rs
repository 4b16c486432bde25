//! From keys to actions, with the person's own bindings on top of the list.

use std::collections::BTreeMap;

use super::{Action, App, BINDINGS, Binding, Code, Key, Scope, action::Bound};
use crate::deck::SafeText;

/// Which key does what, per scope.
#[derive(Clone, Debug)]
pub struct Keymap {
    keys: Vec<Vec<Key>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::with(&BTreeMap::new()).0
    }
}

impl Keymap {
    /// The list with some entries bound to other keys, and what could not be understood of these.
    pub fn with(own: &BTreeMap<String, Vec<String>>) -> (Self, Vec<SafeText>) {
        let mut messages = Vec::new();
        let mut keys: Vec<Vec<Key>> = BINDINGS
            .iter()
            .map(|binding| {
                binding
                    .keys
                    .iter()
                    .filter_map(|key| Key::parse(key))
                    .collect()
            })
            .collect();
        for (name, names) in own {
            let Some(at) = BINDINGS.iter().position(|binding| binding.name == name) else {
                let near = BINDINGS
                    .iter()
                    .min_by_key(|binding| strsim::damerau_levenshtein(binding.name, name));
                let hint = near.map_or(String::new(), |near| {
                    format!("; did you mean {}?", near.name)
                });
                messages.push(SafeText::from_line(&format!(
                    "keys: there is no action {name}{hint}"
                )));
                continue;
            };
            let parsed: Vec<Key> = names.iter().filter_map(|key| Key::parse(key)).collect();
            if parsed.len() < names.len() || parsed.is_empty() {
                messages.push(SafeText::from_line(&format!(
                    "keys: {name} names a key that does not exist"
                )));
            } else {
                keys[at] = parsed;
            }
        }
        (Self { keys }, messages)
    }

    /// The entries of a scope with their keys, in the order of the list.
    pub fn entries(&self, scope: Scope) -> impl Iterator<Item = (&'static Binding, &[Key])> {
        let entries = BINDINGS.iter().zip(&self.keys);
        entries
            .filter(move |(binding, _)| binding.scopes.contains(&scope))
            .map(|(binding, keys)| (binding, keys.as_slice()))
    }

    /// What a key does in a scope. Of several entries the first of the list counts.
    pub fn bound(&self, scope: Scope, key: Key) -> Option<Bound> {
        self.entries(scope)
            .find(|(_, keys)| keys.contains(&key))
            .map(|(binding, _)| binding.action)
    }
}

/// What a key does now. In a text field every printable key is text.
pub fn action(app: &App, key: Key) -> Option<Action> {
    let is_text = app.takes_text() && !key.ctrl && !key.alt;
    if let (true, Code::Char(character)) = (is_text, key.code) {
        return Some(Action::Type(character));
    }
    let key = key.half_width();
    match app.keymap.bound(app.scope(), key) {
        Some(bound) => Some(Action::Do(bound)),
        None if key.is_kana() => Some(Action::KanaTyped),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_list_is_a_key_and_every_name_is_unique() {
        let mut names: Vec<_> = BINDINGS.iter().map(|binding| binding.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), BINDINGS.len());
        for binding in BINDINGS {
            assert!(
                binding.keys.iter().all(|key| Key::parse(key).is_some()),
                "{}",
                binding.name
            );
            assert!(!binding.scopes.is_empty() && !binding.about.is_empty());
        }
    }

    #[test]
    fn no_key_has_two_meanings_in_a_scope() {
        let keymap = Keymap::default();
        for scope in Scope::ALL {
            let mut seen: Vec<(Key, &str)> = Vec::new();
            for (binding, keys) in keymap.entries(scope) {
                for key in keys {
                    let other = seen.iter().find(|(known, _)| known == key);
                    assert!(
                        other.is_none(),
                        "{key} is {} and {other:?} in {scope:?}",
                        binding.name
                    );
                    seen.push((*key, binding.name));
                }
            }
        }
    }

    /// A letter that acts on a card means the same on every screen.
    #[test]
    fn letters_mean_the_same_everywhere_or_are_listed_here_with_the_reason() {
        // h goes back as the arrow to the left does, wherever nothing is typed; q quits at the root.
        // Home opens things by their first letter (decks, rounds as m, talk, five-minute check), and where a card is scored
        // the same letters are what they begin with there: d drill, m model, t hint, v earlier tries. None of them acts on
        // a card, so none does harm where it is taken for the other.
        // r reads: the decks again, the model first; after a round it rehearses again.
        // y says yes to a question, and shows the part that is theirs in an interview; n is a note in both places.
        let allowed = ['h', 'q', 'y', 'n', 'd', 'm', 't', 'v', 'r'];
        let keymap = Keymap::default();
        let mut meanings: BTreeMap<char, Vec<Bound>> = BTreeMap::new();
        for scope in Scope::ALL {
            for (binding, keys) in keymap.entries(scope) {
                for key in keys.iter().filter(|key| !key.ctrl) {
                    if let Code::Char(letter) = key.code
                        && letter.is_alphabetic()
                    {
                        meanings.entry(letter).or_default().push(binding.action);
                    }
                }
            }
        }
        for (letter, mut bounds) in meanings {
            bounds.sort_unstable();
            bounds.dedup();
            assert!(
                bounds.len() == 1 || allowed.contains(&letter),
                "{letter} means {bounds:?}"
            );
        }
    }

    #[test]
    fn own_keys_replace_those_of_the_list() {
        let own = BTreeMap::from([
            ("undo".to_owned(), vec!["i".to_owned()]),
            ("undoo".to_owned(), vec!["i".to_owned()]),
            ("quit".to_owned(), vec!["hyper-q".to_owned()]),
        ]);
        let (keymap, messages) = Keymap::with(&own);
        let key = |name| Key::parse(name).unwrap();
        assert_eq!(keymap.bound(Scope::Home, key("i")), Some(Bound::Undo));
        assert_eq!(keymap.bound(Scope::Home, key("u")), None);
        assert_eq!(keymap.bound(Scope::Home, key("q")), Some(Bound::Quit));
        assert_eq!(messages.len(), 2);
        assert!(messages[1].contains("did you mean undo?"));
    }
}
