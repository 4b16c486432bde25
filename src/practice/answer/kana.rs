//! Typed romaji and kana as the kana that they may stand for.
//!
//! What is typed is kept as it is and never written back; it is read as a row of sounds, each with every kana it may mean,
//! because one spelling serves several habits: `konna` is こんな in Hepburn and こんあ to who types nn for ん. Comparing
//! walks that row beside the reading, so nothing is multiplied out. Never compare in romaji: the way back loses sounds.

use wana_kana::{ConvertJapanese, Options};

use super::writing::{hiragana, is_kana, plain};

/// What was typed, as sounds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sounds {
    pub(super) sounds: Vec<Sound>,
    /// How much of the text at its end is the beginning of a sound.
    tail: String,
}

/// One sound: a mora, a mark, or a letter that is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sound {
    /// The kana for the eye; what was typed where it is none.
    shown: String,
    /// Every kana it may stand for, hiragana; none where it cannot be read.
    pub(super) meant: Vec<String>,
    /// What it might have been meant for, and is asked again.
    doubt: Option<(String, Doubt)>,
    /// The vowel it ends on, where it was typed in romaji.
    vowel: Option<char>,
}

/// Why a spelling is not taken though it is near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// n before a vowel: `tanitsu` for たんいつ.
    N,
    /// zu and ji for づ and ぢ.
    ZuJi,
}

/// How a typed text compares with a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// One of the ways to read it is the reading.
    Exact,
    /// It would be the reading if one spelling were taken for another.
    Doubtful(Doubt),
    /// It is not.
    None,
}

/// The kana typed so far and the letters at the end that are no kana yet: `kon` is こ and n.
pub fn preview(raw: &str) -> (String, String) {
    let read = Sounds::read(raw);
    let shown: String = read.sounds.iter().map(|sound| &*sound.shown).collect();
    let kana = shown.strip_suffix(&*read.tail).unwrap_or(&shown);
    (kana.to_owned(), read.tail)
}

fn is_vowel(character: char) -> bool {
    matches!(character, 'a' | 'i' | 'u' | 'e' | 'o')
}

/// A vowel with a macron or a circumflex, as the vowel alone.
fn long_vowel(character: char) -> Option<char> {
    Some(match character {
        'ā' | 'â' => 'a',
        'ī' | 'î' => 'i',
        'ū' | 'û' => 'u',
        'ē' | 'ê' => 'e',
        'ō' | 'ô' => 'o',
        _ => return None,
    })
}

/// Every kana that lengthens a vowel, the most likely first.
fn lengthened(vowel: char) -> &'static [&'static str] {
    match vowel {
        'a' => &["ー", "あ"],
        'i' => &["ー", "い"],
        'u' => &["う", "ー"],
        'e' => &["ー", "え", "い"],
        _ => &["う", "お", "ー"],
    }
}

impl Sounds {
    /// Reads what was typed.
    pub fn read(raw: &str) -> Self {
        let text: Vec<char> = plain(raw).chars().collect();
        let mut read = Self::default();
        let mut rest = &text[..];
        while !rest.is_empty() {
            if is_unfinished(rest) {
                read.tail = rest.iter().collect();
                // A single n at the end is ん if nothing follows.
                match rest {
                    ['n'] => read.push("n", &["ん"]),
                    _ => rest.iter().for_each(|c| read.push(&c.to_string(), &[])),
                }
                break;
            }
            let used = read.take(rest);
            rest = &rest[used..];
        }
        read
    }

    /// Whether nothing was typed that could be compared.
    pub fn is_empty(&self) -> bool {
        self.sounds
            .iter()
            .all(|sound| sound.meant.iter().any(String::is_empty))
    }

    /// The first thing that is no kana and cannot be read as any: a letter of another language, a kanji.
    pub fn not_kana(&self) -> Option<&str> {
        let is_readable = |sound: &Sound| {
            !sound.meant.is_empty() && sound.meant.iter().all(|kana| kana.chars().all(is_kana))
        };
        let sound = self.sounds.iter().find(|sound| !is_readable(sound))?;
        Some(&sound.shown)
    }

    /// The likeliest kana, hiragana.
    pub fn kana(&self) -> String {
        let first = |sound: &Sound| sound.meant.first().unwrap_or(&sound.shown).clone();
        self.sounds.iter().map(first).collect()
    }

    /// Compares with a reading that [`fold`](super::writing::fold) made.
    pub fn spells(&self, reading: &[char]) -> Match {
        // What is true of each place in the reading: not reached, reached, reached by way of a doubt.
        let mut places = vec![Match::None; reading.len() + 1];
        places[0] = Match::Exact;
        for sound in &self.sounds {
            let mut next = vec![Match::None; reading.len() + 1];
            let mut reached = false;
            for (place, how) in places
                .iter()
                .enumerate()
                .filter(|(_, how)| **how != Match::None)
            {
                let sure = sound.meant.iter().map(|kana| (kana, *how));
                let doubt = sound.doubt.iter().map(|(kana, doubt)| match how {
                    Match::Doubtful(_) => (kana, *how),
                    _ => (kana, Match::Doubtful(*doubt)),
                });
                for (kana, how) in sure.chain(doubt) {
                    if let Some(end) = end_of(kana, &reading[place..])
                        && next[place + end] != Match::Exact
                    {
                        next[place + end] = how;
                        reached = true;
                    }
                }
            }
            if !reached {
                return Match::None;
            }
            places = next;
        }
        places[reading.len()]
    }

    fn push(&mut self, shown: &str, meant: &[&str]) {
        self.sounds.push(Sound {
            shown: shown.to_owned(),
            meant: meant.iter().map(|kana| (*kana).to_owned()).collect(),
            ..Sound::default()
        });
    }

    /// Takes one sound from the beginning of a text and says how many characters it was.
    fn take(&mut self, rest: &[char]) -> usize {
        let previous = self.sounds.last();
        let after_n = previous.is_some_and(|sound| sound.shown == "ん");
        match rest[0] {
            'n' => self.take_n(rest),
            'm' if matches!(rest.get(1), Some('b' | 'm' | 'p')) => {
                self.push("ん", &["ん"]);
                1
            }
            // `tan-itsu` parts the n from the vowel; everywhere else a hyphen is the mark of length.
            '-' if after_n => {
                self.push("", &["", "ー"]);
                1
            }
            '-' => {
                self.push("ー", &["ー"]);
                1
            }
            c if c.is_ascii_alphabetic() || long_vowel(c).is_some() => self.take_syllable(rest),
            c if c.is_alphanumeric() => {
                self.push(&c.to_string(), &[&hiragana(c).to_string()]);
                1
            }
            '\'' => {
                self.push("", &[""]);
                1
            }
            c => {
                self.push(&c.to_string(), &[""]);
                1
            }
        }
    }

    /// One n or more, with the syllable that the last of them may begin.
    fn take_n(&mut self, rest: &[char]) -> usize {
        let count = rest.iter().take_while(|c| **c == 'n').count();
        let glide = usize::from(rest.get(count) == Some(&'y'));
        let vowel = rest.get(count + glide).copied();
        let Some((vowel, is_long)) = vowel.and_then(vowel_of) else {
            // ん before a consonant or at the end, typed n, nn or n'.
            let n = "ん".repeat(count.div_ceil(2));
            self.push(&n, &[&n]);
            return count + usize::from(rest.get(count) == Some(&'\''));
        };
        let ending: String = rest[count..count + glide].iter().chain([&vowel]).collect();
        let joined = kana_of(&format!("n{ending}"));
        let parted = kana_of(&ending);
        let mut sound = Sound {
            vowel: Some(vowel),
            ..Sound::default()
        };
        // Hepburn: the last n begins the syllable. nn style: each two are one ん.
        sound
            .meant
            .push(format!("{}{joined}", "ん".repeat(count / 2)));
        if count.is_multiple_of(2) {
            sound
                .meant
                .push(format!("{}{parted}", "ん".repeat(count / 2)));
        } else if count == 1 {
            sound.doubt = Some((format!("ん{parted}"), Doubt::N));
        }
        sound.shown.clone_from(&sound.meant[0]);
        self.sounds.push(sound);
        self.take_length(vowel, is_long);
        count + glide + 1
    }

    /// Consonants and a vowel.
    fn take_syllable(&mut self, rest: &[char]) -> usize {
        let count = rest
            .iter()
            .take(4)
            .take_while(|c| c.is_ascii_alphabetic() && !is_vowel(**c))
            .count();
        let vowel = rest.get(count).copied().and_then(vowel_of);
        let written: String = rest[..count].iter().collect();
        let Some((kana, vowel, is_long)) = vowel.and_then(|(vowel, is_long)| {
            let kana = spelled(&format!("{written}{vowel}"));
            (!kana.is_empty()).then_some((kana, vowel, is_long))
        }) else {
            self.push(&rest[0].to_string(), &[]);
            return 1;
        };
        let before = self.sounds.last().and_then(|sound| sound.vowel);
        let mut meant = kana;
        // `saabaa`: the second of two vowels may lengthen the first.
        if count == 0 && before == Some(vowel) {
            meant.push("ー".to_owned());
        }
        self.sounds.push(Sound {
            shown: meant[0].clone(),
            doubt: zu_or_ji(&written, &meant[0]).map(|kana| (kana, Doubt::ZuJi)),
            meant,
            vowel: Some(vowel),
        });
        self.take_length(vowel, is_long);
        count + 1
    }

    fn take_length(&mut self, vowel: char, is_long: bool) {
        if is_long {
            self.push(lengthened(vowel)[0], lengthened(vowel));
        }
    }
}

/// Whether only letters are left that a vowel may still follow.
fn is_unfinished(rest: &[char]) -> bool {
    match rest {
        ['n' | 'm'] | ['n' | 'm', 'y'] => true,
        ['n', ..] | ['m', 'b' | 'm' | 'p', ..] => false,
        _ => {
            rest.len() <= 4
                && rest
                    .iter()
                    .all(|c| c.is_ascii_alphabetic() && !is_vowel(*c))
        }
    }
}

fn vowel_of(character: char) -> Option<(char, bool)> {
    if is_vowel(character) {
        return Some((character, false));
    }
    long_vowel(character).map(|vowel| (vowel, true))
}

/// How many characters of a reading a kana takes, where the reading goes on with it.
fn end_of(kana: &str, reading: &[char]) -> Option<usize> {
    let mut count = 0;
    for character in kana.chars() {
        if reading.get(count) != Some(&character) {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// One syllable by the table of the library.
fn kana_of(syllable: &str) -> String {
    syllable.to_kana_with_opt(Options {
        keep_prolonged_sound_mark: true,
        ..Options::default()
    })
}

/// Every kana that a syllable in romaji may stand for; none where it is no syllable.
fn spelled(syllable: &str) -> Vec<String> {
    let rewritten;
    let syllable = if let Some(rest) = syllable.strip_prefix("tch") {
        rewritten = format!("cch{rest}");
        &rewritten
    } else if syllable == "dzu" || syllable == "ddzu" {
        rewritten = syllable.replace('z', "");
        &rewritten
    } else {
        syllable
    };
    let kana = kana_of(syllable);
    if !kana.chars().all(is_kana) {
        return Vec::new();
    }
    let mut all = vec![kana];
    // ティ and its like, as loanwords are often typed.
    let (small_tsu, single) = match syllable.as_bytes() {
        [first, second, ..] if first == second && !is_vowel(char::from(*first)) => {
            ("っ", &syllable[1..])
        }
        _ => ("", syllable),
    };
    let loan = match single {
        "ti" => "てぃ",
        "di" => "でぃ",
        "tu" => "とぅ",
        "du" => "どぅ",
        "tyu" => "てゅ",
        "dyu" => "でゅ",
        "wo" => "うぉ",
        _ => return all,
    };
    all.push(format!("{small_tsu}{loan}"));
    all
}

/// づ for a typed zu, ぢ for a typed ji.
fn zu_or_ji(consonants: &str, kana: &str) -> Option<String> {
    if !consonants.contains(['z', 'j']) {
        return None;
    }
    let other = if kana.contains('ず') {
        kana.replace('ず', "づ")
    } else if kana.contains('じ') {
        kana.replace('じ', "ぢ")
    } else {
        return None;
    };
    Some(other)
}
