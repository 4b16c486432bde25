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
        let kind = KINDS
            .iter()
            .position(|kind| *kind == slip)
            .unwrap_or(KINDS.len() - 1);
        self.counts[kind] = self.counts[kind].saturating_add(1);
        self.cost += if slip == Slip::Other { UNKNOWN } else { KNOWN };
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

/// The smallest edits from any way to read what was typed to a folded reading; `None` where it is far too long.
pub(super) fn smallest(typed: &Sounds, reading: &[char]) -> Option<Edits> {
    if typed.sounds.len() > 2 * reading.len() + 8 {
        return None;
    }
    let mut row = vec![Edits::default()];
    for (at, wanted) in reading.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| reading[at]);
        row.push(row[at].and(alone(before, *wanted)));
    }
    let mut before = None;
    for sound in &typed.sounds {
        let mut best: Option<Vec<Edits>> = None;
        for kana in &sound.meant {
            let mut here = row.clone();
            let mut previous = before;
            for character in kana.chars() {
                here = step(&here, reading, previous, character);
                previous = Some(character);
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
        before = sound
            .meant
            .first()
            .and_then(|kana| kana.chars().last())
            .or(before);
    }
    row.last().copied()
}

/// The row of edits after one more typed character.
fn step(row: &[Edits], reading: &[char], before: Option<char>, typed: char) -> Vec<Edits> {
    let mut next = vec![row[0].and(alone(before, typed))];
    for (at, wanted) in reading.iter().enumerate() {
        let wanted_before = at.checked_sub(1).map(|at| reading[at]);
        let replaced = if *wanted == typed {
            row[at]
        } else {
            row[at].and(instead((before, typed), (wanted_before, *wanted)))
        };
        let extra = row[at + 1].and(alone(before, typed));
        let missing = next[at].and(alone(wanted_before, *wanted));
        let best = [replaced, extra, missing]
            .into_iter()
            .min_by_key(|edits| edits.cost)
            .unwrap_or(replaced);
        next.push(best);
    }
    next
}

/// The slip of a character that is missing or extra after another.
fn alone(before: Option<char>, character: char) -> Slip {
    match character {
        'っ' => Slip::SmallTsu,
        'ん' => Slip::N,
        c if is_length(before, c) => Slip::LongVowel,
        _ => Slip::Other,
    }
}

/// The slip of one character for another, each with the one before it.
fn instead(typed: (Option<char>, char), wanted: (Option<char>, char)) -> Slip {
    let pair = (typed.1, wanted.1);
    if matches!(pair, ('っ', 'つ') | ('つ', 'っ')) {
        Slip::SmallTsu
    } else if is_length(typed.0, typed.1) && is_length(wanted.0, wanted.1) {
        Slip::LongVowel
    } else if matches!(
        pair,
        ('ず', 'づ') | ('づ', 'ず') | ('じ', 'ぢ') | ('ぢ', 'じ')
    ) {
        Slip::Other
    } else if base(typed.1) == base(wanted.1)
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
