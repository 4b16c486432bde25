//! The decks of one person together: which deck won where several have one id, their items, and the earlier names of cards.
//!
//! The shell finds the files; this only holds what was loaded.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, OnceLock},
};

use super::{
    Body, Card, Deck, Facet, Item, Kind, Problem, SafeText, Tier,
    check::{self, Subject},
    coverage,
    id::{folded, split_item_key},
    item::{asked_only_by_facet, facets},
    look_alike::LookAlikes,
};

/// Where a deck comes from; a later one wins over an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Inside the program.
    Bundled,
    /// In a folder that several people share.
    Shared,
    /// In the person's own folder.
    Own,
    /// Given as a path on the command line.
    Given,
}

impl Origin {
    /// The word in lists and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bundled => "bundled",
            Self::Shared => "shared",
            Self::Own => "own",
            Self::Given => "given",
        }
    }
}

/// One deck file that was read.
#[derive(Clone, Debug)]
pub struct DeckFile {
    /// Where it comes from.
    pub origin: Origin,
    /// Its path, safe to show; for a bundled deck the name of its file.
    pub path: SafeText,
    /// The path for opening the file; `None` for bundled decks.
    pub file: Option<std::path::PathBuf>,
    /// What could be read.
    pub deck: Option<Deck>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// A deck that is in use.
#[derive(Clone, Debug)]
pub struct LoadedDeck {
    /// The deck.
    pub deck: Deck,
    /// Where it comes from.
    pub origin: Origin,
    /// Its path, safe to show.
    pub path: SafeText,
    /// The path for opening the file; `None` for bundled decks.
    pub file: Option<std::path::PathBuf>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// What it hides: decks with the same id of lower rank.
    pub replaces: Vec<(Origin, SafeText)>,
    /// How many of its items are in the collection.
    pub items: usize,
    has_core: bool,
}

/// All decks in use, with their items.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// Decks by id.
    pub decks: Vec<LoadedDeck>,
    /// Files that gave no deck, or a deck that another of the same level hides.
    pub unused: Vec<DeckFile>,
    /// What the search for decks passed over, in words.
    pub notes: Vec<SafeText>,
    /// Every item of every deck, in the order of the decks.
    pub items: Vec<Item>,
    /// Earlier names of cards.
    pub renamed: Renamed,
    checked: OnceLock<Vec<Vec<Problem>>>,
    look_alikes: OnceLock<LookAlikes>,
    by_key: HashMap<Arc<str>, u32>,
    cards: HashMap<Arc<str>, (u32, u32)>,
}

/// Earlier names of cards, folded, to the folded key that owns their progress now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renamed(HashMap<String, String>);

impl Renamed {
    /// The folded item key that owns the progress of a key in the journal.
    pub fn owner(&self, item_key: &str) -> String {
        let key = folded(item_key);
        if self.0.is_empty() {
            return key;
        }
        let (card, part) = split_item_key(&key);
        match (self.0.get(card), part) {
            (None, _) => key,
            (Some(now), None) => now.clone(),
            (Some(now), Some(part)) => format!("{now}#{part}"),
        }
    }
}

impl Collection {
    /// Puts decks together. Files come in the order of their paths within each origin.
    pub fn new(mut files: Vec<DeckFile>, notes: Vec<SafeText>) -> Self {
        let mut collection = Self {
            notes,
            ..Self::default()
        };
        files.sort_by(|a, b| a.origin.cmp(&b.origin).then_with(|| a.path.cmp(&b.path)));
        let mut in_use: Vec<LoadedDeck> = Vec::new();
        let mut index: HashMap<String, usize> = HashMap::new();
        for mut file in files {
            let Some(deck) = file.deck.take() else {
                collection.unused.push(file);
                continue;
            };
            match index.get(deck.id.as_str()) {
                None => {
                    index.insert(deck.id.to_string(), in_use.len());
                    in_use.push(LoadedDeck::new(deck, file));
                }
                Some(&at) if in_use[at].origin < file.origin => {
                    let hidden = std::mem::replace(&mut in_use[at], LoadedDeck::new(deck, file));
                    in_use[at].replaces = hidden.replaces;
                    in_use[at].replaces.push((hidden.origin, hidden.path));
                }
                Some(&at) => {
                    let message = format!(
                        "the deck id {} stands already in {}",
                        deck.id, in_use[at].path
                    );
                    let place = super::Position::line(1);
                    file.problems
                        .push(Problem::new("duplicate-deck", place, message));
                    collection.unused.push(file);
                }
            }
        }
        in_use.sort_by(|a, b| a.deck.id.cmp(&b.deck.id));
        collection.decks = in_use;
        collection.index();
        collection.check_names();
        collection
    }

    /// Lists the items and the keys of cards.
    fn index(&mut self) {
        let mut key = String::new();
        for (deck_index, loaded) in self.decks.iter_mut().enumerate() {
            let before = self.items.len();
            for (card_index, card) in loaded.deck.cards.iter().enumerate() {
                key.clear();
                key.push_str(loaded.deck.id.as_str());
                key.push('/');
                key.push_str(card.id.as_str());
                let whole: Arc<str> = key.as_str().into();
                let card_key: Arc<str> = shared(&whole, folded(&key));
                let scheduled = facets(card).into_iter().map(|facet| (facet, false));
                let others = asked_only_by_facet(card).map(|facet| (facet, true));
                for (facet, only_by_facet) in scheduled.chain(others) {
                    let suffix = facet.suffix();
                    let (key, folded) = if suffix.is_empty() {
                        (whole.clone(), card_key.clone())
                    } else {
                        let item_key: Arc<str> = format!("{key}{suffix}").into();
                        let folded = shared(&item_key, format!("{card_key}{suffix}"));
                        (item_key, folded)
                    };
                    self.items.push(Item {
                        deck: deck_index as u32,
                        card: card_index as u32,
                        facet,
                        only_by_facet,
                        key,
                        folded,
                    });
                }
                self.cards
                    .insert(card_key, (deck_index as u32, card_index as u32));
            }
            let of_deck = &self.items[before..];
            loaded.items = of_deck.iter().filter(|item| !item.only_by_facet).count();
        }
        let keys = self.items.iter().enumerate();
        self.by_key = keys
            .map(|(index, item)| (item.folded.clone(), index as u32))
            .collect();
    }

    /// Maps earlier names to cards, and reports names that form a circle and reviews that lead nowhere.
    fn check_names(&mut self) {
        let mut names: HashMap<String, String> = HashMap::new();
        for loaded in &self.decks {
            for card in &loaded.deck.cards {
                let now = folded(&loaded.deck.card_key(card));
                for was in &card.was {
                    names.insert(full_key(loaded, was), now.clone());
                }
            }
        }
        let mut renamed = HashMap::new();
        for start in names
            .keys()
            .filter(|name| !self.cards.contains_key(name.as_str()))
        {
            if let Some(owner) = self.owner_of(start, &names) {
                renamed.insert(start.clone(), owner);
            }
        }
        let circles = in_circles(&names);
        let known = &self.cards;
        for loaded in &mut self.decks {
            let mut found = Vec::new();
            for card in &loaded.deck.cards {
                let now = folded(&loaded.deck.card_key(card));
                if !card.was.is_empty() && circles.contains(now.as_str()) {
                    let message = "the earlier names of this card lead back to it";
                    found.push(
                        Problem::new("was-cycle", card.position(), message)
                            .of_card(card.id.as_str()),
                    );
                }
                let Body::Spoken(spoken) = &card.body else {
                    continue;
                };
                for point in &spoken.rubric {
                    let position = match point.line {
                        0 => card.position(),
                        line => super::Position::line(line),
                    };
                    let dangling = point
                        .review
                        .iter()
                        .filter(|review| !known.contains_key(full_key(loaded, review).as_str()));
                    found.extend(dangling.map(|review| {
                        let message = format!("there is no card {review:?} to review");
                        Problem::new("dangling-review", position, message).of_card(card.id.as_str())
                    }));
                }
            }
            loaded.problems.extend(found);
            loaded.problems.sort_by_key(|problem| problem.position);
        }
        self.renamed = Renamed(renamed);
    }

    /// The card that an earlier name leads to: the first loaded one of its chain.
    fn owner_of(&self, start: &str, names: &HashMap<String, String>) -> Option<String> {
        let mut now = names.get(start)?;
        let mut seen = HashSet::new();
        while !self.cards.contains_key(now.as_str()) && seen.insert(now) {
            now = names.get(now)?;
        }
        Some(now.clone())
    }

    /// Takes the readings of words out of what is asked by itself: a screen reader says them with the question.
    pub fn drop_readings(&mut self) {
        for item in &mut self.items {
            if item.facet == Facet::Reading && !item.only_by_facet {
                item.only_by_facet = true;
                self.decks[item.deck as usize].items -= 1;
            }
        }
    }

    /// The words that are taken for each other; looked for when first asked.
    pub fn look_alikes(&self) -> &LookAlikes {
        self.look_alikes.get_or_init(|| LookAlikes::of(&self.decks))
    }

    /// Every problem of each deck, those of wording included; looked for when first asked.
    pub fn all_problems(&self) -> &[Vec<Problem>] {
        self.checked.get_or_init(|| {
            let subjects: Vec<Subject<'_>> = self
                .decks
                .iter()
                .map(|loaded| Subject { loaded, source: "" })
                .collect();
            check::check(&subjects, self, coverage::bundled())
        })
    }

    /// The deck with an id.
    pub fn deck(&self, id: &str) -> Option<&LoadedDeck> {
        self.decks
            .iter()
            .find(|loaded| loaded.deck.id.as_str() == id)
    }

    /// The index of an item by its folded key.
    pub fn item_index(&self, folded_key: &str) -> Option<usize> {
        self.by_key.get(folded_key).map(|index| *index as usize)
    }

    /// The deck and card of an item.
    pub fn card_of(&self, item: &Item) -> (&LoadedDeck, &Card) {
        let loaded = &self.decks[item.deck as usize];
        (loaded, &loaded.deck.cards[item.card as usize])
    }

    /// The deck and card of a folded card key.
    pub fn card(&self, folded_key: &str) -> Option<(&LoadedDeck, &Card)> {
        let (deck, card) = self.cards.get(folded_key)?;
        let loaded = &self.decks[*deck as usize];
        Some((loaded, &loaded.deck.cards[*card as usize]))
    }

    /// How many cards are spoken.
    pub fn spoken_cards(&self) -> usize {
        let cards = self.decks.iter().flat_map(|loaded| &loaded.deck.cards);
        cards.filter(|card| card.kind().is_spoken()).count()
    }
}

impl LoadedDeck {
    fn new(deck: Deck, file: DeckFile) -> Self {
        let has_core = deck.says_core();
        Self {
            deck,
            origin: file.origin,
            path: file.path,
            file: file.file,
            problems: file.problems,
            replaces: Vec::new(),
            items: 0,
            has_core,
        }
    }

    /// The tier of a card; in a deck in which no card says `core`, every card is core.
    pub fn tier(&self, card: &Card) -> Tier {
        if self.has_core {
            card.tier.unwrap_or(Tier::More)
        } else {
            Tier::Core
        }
    }

    /// How many cards are of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.deck
            .cards
            .iter()
            .filter(|card| card.kind() == kind)
            .count()
    }
}

/// A folded key; the key itself where folding changes nothing.
fn shared(key: &Arc<str>, folded: String) -> Arc<str> {
    if **key == *folded {
        key.clone()
    } else {
        folded.into()
    }
}

/// The folded `deck/card` key that a `was` or `review` entry names.
fn full_key(loaded: &LoadedDeck, name: &str) -> String {
    if name.contains('/') {
        folded(name)
    } else {
        folded(&format!("{}/{name}", loaded.deck.id))
    }
}

/// The names that lead back to themselves. Each name is followed once.
fn in_circles(names: &HashMap<String, String>) -> HashSet<String> {
    let mut done: HashSet<&str> = HashSet::new();
    let mut circles = HashSet::new();
    for start in names.keys() {
        let mut path: Vec<&str> = Vec::new();
        let mut on_path: HashSet<&str> = HashSet::new();
        let mut now = start.as_str();
        while !done.contains(now) && on_path.insert(now) {
            path.push(now);
            match names.get(now) {
                Some(next) => now = next,
                None => break,
            }
        }
        if !done.contains(now)
            && names.contains_key(now)
            && let Some(at) = path.iter().position(|name| *name == now)
        {
            circles.extend(path[at..].iter().map(|name| (*name).to_owned()));
        }
        done.extend(path);
    }
    circles
}

#[cfg(test)]
mod tests;
