//! What is different between a typed reading and the one wanted: the smallest edits, and what kind of slip they are.

use super::{Slip, kana::Sounds};

/// What a slip of a known kind costs, and one of no kind: two known ones are likelier than one unknown.
const KNOWN: u32 = 2;
const UNKNOWN: u32 = 3;

/// The kinds that are told apart here, in the order in which they are named.
const KINDS: [Slip; 5] = [
    Slip::LongVowel,
    Slip::SmallTsu,
    Slip::Voicing,
    Slip::N,
    Slip::Other,
];

/// The edits from one text to another, counted by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Edits {
    pub(super) cost: u32,
    counts: [u16; KINDS.len()],
}

impl Edits {
    fn and(mut self, slip: Slip) -> Self {
        let (kind, cost) = match slip {
            Slip::LongVowel => (0, KNOWN),
            Slip::SmallTsu => (1, KNOWN),
            Slip::Voicing => (2, KNOWN),
            Slip::N => (3, KNOWN),
            _ => (4, UNKNOWN),
        };
        self.counts[kind] = self.counts[kind].saturating_add(1);
        self.cost += cost;
        self
    }

    /// The slip that explains them: one kind, the most frequent where there are several, other where any is of no kind.
    pub(super) fn slip(&self) -> Slip {
        if self.counts[KINDS.len() - 1] > 0 {
            return Slip::Other;
        }
        let most = self.counts.iter().copied().max().unwrap_or(0);
        let first = self
            .counts
            .iter()
            .position(|count| *count == most && most > 0);
        first.map_or(Slip::Other, |kind| KINDS[kind])
    }

    /// The kinds in words; empty where one of them is of no kind.
    pub(super) fn names(&self) -> String {
        if self.slip() == Slip::Other {
            return String::new();
        }
        let counted = KINDS
            .iter()
            .zip(self.counts)
            .filter(|(_, count)| *count > 0);
        let names: Vec<&str> = counted.map(|(kind, _)| kind.name()).collect();
        names.join(", ")
    }
}

/// A character with what its place says of it; worked out once, for it is compared many times.
#[derive(Clone, Copy)]
struct Letter {
    character: char,
    /// Without its voicing.
    base: char,
    /// Whether it only lengthens the vowel before it.
    is_length: bool,
    /// The slip of leaving it out or adding it.
    alone: Slip,
}

impl Letter {
    fn new(before: Option<char>, character: char) -> Self {
        let is_length = is_length(before, character);
        Self {
            character,
            base: base(character),
            is_length,
            alone: match character {
                'っ' => Slip::SmallTsu,
                'ん' => Slip::N,
                _ if is_length => Slip::LongVowel,
                _ => Slip::Other,
            },
        }
    }

    /// The slip of this one for another.
    fn instead_of(self, wanted: Self) -> Slip {
        let pair = (self.character, wanted.character);
        if matches!(pair, ('っ', 'つ') | ('つ', 'っ')) {
            Slip::SmallTsu
        } else if self.is_length && wanted.is_length {
            Slip::LongVowel
        } else if matches!(
            pair,
            ('ず', 'づ') | ('づ', 'ず') | ('じ', 'ぢ') | ('ぢ', 'じ')
        ) {
            Slip::Other
        } else if self.base == wanted.base
            || matches!(
                pair,
                ('じ', 'ち') | ('ち', 'じ') | ('ず', 'つ') | ('つ', 'ず')
            )
        {
            Slip::Voicing
        } else {
            Slip::Other
        }
    }
}

/// The smallest edits from any way to read what was typed to a folded reading; `None` where it is far too long.
pub(super) fn smallest(typed: &Sounds, reading: &[char]) -> Option<Edits> {
    if typed.sounds.len() > 2 * reading.len() + 8 {
        return None;
    }
    let mut before = None;
    let wanted: Vec<Letter> = reading
        .iter()
        .map(|character| Letter::new(before.replace(*character), *character))
        .collect();
    let mut row = vec![Edits::default()];
    for (at, letter) in wanted.iter().enumerate() {
        row.push(row[at].and(letter.alone));
    }
    let mut before = None;
    for sound in &typed.sounds {
        let mut best: Option<Vec<Edits>> = None;
        for kana in &sound.meant {
            let mut previous = before;
            let mut here = row.clone();
            for character in kana.chars() {
                let letter = Letter::new(previous.replace(character), character);
                step(&mut here, letter, &wanted);
            }
            best = Some(match best {
                None => here,
                Some(best) => best
                    .into_iter()
                    .zip(here)
                    .map(|(a, b)| if b.cost < a.cost { b } else { a })
                    .collect(),
            });
        }
        row = best.unwrap_or(row);
        let last = sound.meant.first().and_then(|kana| kana.chars().last());
        before = last.or(before);
    }
    row.last().copied()
}

/// Makes a row of edits the row after one more typed letter.
fn step(row: &mut [Edits], typed: Letter, wanted: &[Letter]) {
    let mut above = row[0];
    row[0] = above.and(typed.alone);
    for (at, letter) in wanted.iter().enumerate() {
        let replaced = if letter.character == typed.character {
            above
        } else {
            above.and(typed.instead_of(*letter))
        };
        above = row[at + 1];
        let extra = above.and(typed.alone);
        let missing = row[at].and(letter.alone);
        row[at + 1] = [extra, missing].into_iter().fold(replaced, |best, edits| {
            if edits.cost < best.cost { edits } else { best }
        });
    }
}

/// Whether a character only lengthens the vowel before it.
fn is_length(before: Option<char>, character: char) -> bool {
    let Some(before) = before else { return false };
    match character {
        'ー' => true,
        'あ' => "あかがさざただなはばぱまやらわゃぁ".contains(before),
        'い' => "いきぎしじちぢにひびぴみりぃえけげせぜてでねへべぺめれぇ".contains(before),
        'う' => {
            "うくぐすずつづぬふぶぷむゆるゅぅゔおこごそぞとどのほぼぽもよろをょぉ".contains(before)
        }
        'え' => "えけげせぜてでねへべぺめれぇ".contains(before),
        'お' => "おこごそぞとどのほぼぽもよろをょぉ".contains(before),
        _ => false,
    }
}

/// A kana without its voicing.
fn base(character: char) -> char {
    const VOICED: &str = "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔ";
    const PLAIN: &str = "かきくけこさしすせそたちつてとはひふへほはひふへほう";
    VOICED
        .chars()
        .position(|voiced| voiced == character)
        .and_then(|at| PLAIN.chars().nth(at))
        .unwrap_or(character)
}
