//! Kana as people type it, written apart from the program so that the two check each other.

/// One habit of typing.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub n: N,
    pub length: Length,
    pub loan: Loan,
    pub system: System,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum N {
    /// n, and n' before a vowel or y.
    Apostrophe,
    /// nn everywhere.
    Double,
    /// As the first, with m before b, m and p.
    M,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// ー as a hyphen.
    Hyphen,
    /// ー as the vowel once more.
    Double,
    /// ー and う after o and u as a macron.
    Macron,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loan {
    /// ティ as thi, as an input method takes it.
    Thi,
    /// ティ as ti.
    Ti,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    Hepburn,
    Kunrei,
}

const fn style(n: N, length: Length, loan: Loan, system: System) -> Style {
    Style {
        n,
        length,
        loan,
        system,
    }
}

/// The habits that are taken.
pub const STYLES: [Style; 9] = [
    style(N::Apostrophe, Length::Hyphen, Loan::Thi, System::Hepburn),
    style(N::Double, Length::Hyphen, Loan::Thi, System::Hepburn),
    style(N::Apostrophe, Length::Hyphen, Loan::Ti, System::Hepburn),
    style(N::Double, Length::Hyphen, Loan::Ti, System::Hepburn),
    style(N::Apostrophe, Length::Double, Loan::Thi, System::Hepburn),
    style(N::M, Length::Double, Loan::Ti, System::Hepburn),
    style(N::Apostrophe, Length::Hyphen, Loan::Thi, System::Kunrei),
    style(N::Double, Length::Double, Loan::Ti, System::Kunrei),
    style(N::M, Length::Macron, Loan::Ti, System::Hepburn),
];

/// Kana, Hepburn, Kunrei.
const PAIRS: [(&str, &str, &str); 37] = [
    ("きゃ", "kya", "kya"),
    ("きゅ", "kyu", "kyu"),
    ("きょ", "kyo", "kyo"),
    ("しゃ", "sha", "sya"),
    ("しゅ", "shu", "syu"),
    ("しょ", "sho", "syo"),
    ("しぇ", "she", "sye"),
    ("ちゃ", "cha", "tya"),
    ("ちゅ", "chu", "tyu"),
    ("ちょ", "cho", "tyo"),
    ("ちぇ", "che", "tye"),
    ("にゃ", "nya", "nya"),
    ("にゅ", "nyu", "nyu"),
    ("にょ", "nyo", "nyo"),
    ("ひゃ", "hya", "hya"),
    ("ひゅ", "hyu", "hyu"),
    ("ひょ", "hyo", "hyo"),
    ("みゃ", "mya", "mya"),
    ("みゅ", "myu", "myu"),
    ("みょ", "myo", "myo"),
    ("りゃ", "rya", "rya"),
    ("りゅ", "ryu", "ryu"),
    ("りょ", "ryo", "ryo"),
    ("ぎゃ", "gya", "gya"),
    ("ぎゅ", "gyu", "gyu"),
    ("ぎょ", "gyo", "gyo"),
    ("じゃ", "ja", "zya"),
    ("じゅ", "ju", "zyu"),
    ("じょ", "jo", "zyo"),
    ("じぇ", "je", "zye"),
    ("びゃ", "bya", "bya"),
    ("びゅ", "byu", "byu"),
    ("びょ", "byo", "byo"),
    ("ぴゃ", "pya", "pya"),
    ("ぴゅ", "pyu", "pyu"),
    ("ぴょ", "pyo", "pyo"),
    ("うぇ", "we", "we"),
];

/// Kana, as an input method takes it, as people spell it.
const LOANS: [(&str, &str, &str); 12] = [
    ("てぃ", "thi", "ti"),
    ("でぃ", "dhi", "di"),
    ("とぅ", "twu", "tu"),
    ("どぅ", "dwu", "du"),
    ("でゅ", "dhu", "dyu"),
    ("てゅ", "thu", "tyu"),
    ("うぉ", "who", "wo"),
    ("うぃ", "wi", "wi"),
    ("ふぁ", "fa", "fa"),
    ("ふぃ", "fi", "fi"),
    ("ふぇ", "fe", "fe"),
    ("ふぉ", "fo", "fo"),
];

const SINGLE: [(char, &str, &str); 78] = [
    ('あ', "a", "a"),
    ('い', "i", "i"),
    ('う', "u", "u"),
    ('え', "e", "e"),
    ('お', "o", "o"),
    ('か', "ka", "ka"),
    ('き', "ki", "ki"),
    ('く', "ku", "ku"),
    ('け', "ke", "ke"),
    ('こ', "ko", "ko"),
    ('が', "ga", "ga"),
    ('ぎ', "gi", "gi"),
    ('ぐ', "gu", "gu"),
    ('げ', "ge", "ge"),
    ('ご', "go", "go"),
    ('さ', "sa", "sa"),
    ('し', "shi", "si"),
    ('す', "su", "su"),
    ('せ', "se", "se"),
    ('そ', "so", "so"),
    ('ざ', "za", "za"),
    ('じ', "ji", "zi"),
    ('ず', "zu", "zu"),
    ('ぜ', "ze", "ze"),
    ('ぞ', "zo", "zo"),
    ('た', "ta", "ta"),
    ('ち', "chi", "ti"),
    ('つ', "tsu", "tu"),
    ('て', "te", "te"),
    ('と', "to", "to"),
    ('だ', "da", "da"),
    ('ぢ', "di", "di"),
    ('づ', "dzu", "du"),
    ('で', "de", "de"),
    ('ど', "do", "do"),
    ('な', "na", "na"),
    ('に', "ni", "ni"),
    ('ぬ', "nu", "nu"),
    ('ね', "ne", "ne"),
    ('の', "no", "no"),
    ('は', "ha", "ha"),
    ('ひ', "hi", "hi"),
    ('ふ', "fu", "hu"),
    ('へ', "he", "he"),
    ('ほ', "ho", "ho"),
    ('ば', "ba", "ba"),
    ('び', "bi", "bi"),
    ('ぶ', "bu", "bu"),
    ('べ', "be", "be"),
    ('ぼ', "bo", "bo"),
    ('ぱ', "pa", "pa"),
    ('ぴ', "pi", "pi"),
    ('ぷ', "pu", "pu"),
    ('ぺ', "pe", "pe"),
    ('ぽ', "po", "po"),
    ('ま', "ma", "ma"),
    ('み', "mi", "mi"),
    ('む', "mu", "mu"),
    ('め', "me", "me"),
    ('も', "mo", "mo"),
    ('や', "ya", "ya"),
    ('ゆ', "yu", "yu"),
    ('よ', "yo", "yo"),
    ('ら', "ra", "ra"),
    ('り', "ri", "ri"),
    ('る', "ru", "ru"),
    ('れ', "re", "re"),
    ('ろ', "ro", "ro"),
    ('わ', "wa", "wa"),
    ('を', "wo", "wo"),
    ('ぁ', "xa", "xa"),
    ('ぃ', "xi", "xi"),
    ('ぅ', "xu", "xu"),
    ('ぇ', "xe", "xe"),
    ('ぉ', "xo", "xo"),
    ('ゃ', "xya", "xya"),
    ('ゅ', "xyu", "xyu"),
    ('ょ', "xyo", "xyo"),
];

/// A reading as somebody of one habit types it.
pub fn romaji(reading: &str, style: Style) -> String {
    let kana: Vec<char> = crate::hiragana(reading).chars().collect();
    let mut out = String::new();
    let mut doubles = false;
    let mut at = 0;
    while at < kana.len() {
        if kana[at] == 'っ' && kana.get(at + 1).is_some_and(|next| doubling(*next)) {
            doubles = true;
            at += 1;
            continue;
        }
        let last = out.chars().last();
        match kana[at] {
            'っ' => out.push_str("xtsu"),
            'ん' => out.push_str(n(&kana[at + 1..], style)),
            'ー' => match (style.length, last) {
                (Length::Double, Some(vowel)) if "aiueo".contains(vowel) => out.push(vowel),
                (Length::Macron, Some(vowel)) if "aiueo".contains(vowel) => {
                    out.pop();
                    out.push(macron(vowel));
                }
                _ => out.push('-'),
            },
            'う' if style.length == Length::Macron && matches!(last, Some('o' | 'u')) => {
                out.pop();
                out.push(macron(last.unwrap()));
            }
            _ => {
                let (syllable, used) = syllable(&kana[at..], style);
                if doubles {
                    out.push(if syllable.starts_with("ch") {
                        't'
                    } else {
                        syllable.chars().next().unwrap()
                    });
                    doubles = false;
                }
                out.push_str(&syllable);
                at += used - 1;
            }
        }
        at += 1;
    }
    out
}

/// Whether a small っ before this kana is typed by doubling its consonant.
fn doubling(next: char) -> bool {
    !"あいうえおなにぬねのんっーゃゅょぁぃぅぇぉ、・".contains(next)
}

fn n(rest: &[char], style: Style) -> &'static str {
    let next = rest.first().copied().unwrap_or('。');
    match style.n {
        N::Double => "nn",
        _ if "あいうえおやゆよ".contains(next) => "n'",
        N::M if "ばびぶべぼぱぴぷぺぽまみむめも".contains(next) => "m",
        _ => "n",
    }
}

fn macron(vowel: char) -> char {
    match vowel {
        'a' => 'ā',
        'i' => 'ī',
        'u' => 'ū',
        'e' => 'ē',
        _ => 'ō',
    }
}

fn syllable(kana: &[char], style: Style) -> (String, usize) {
    let two: String = kana.iter().take(2).collect();
    let pair = PAIRS.iter().find(|(pair, ..)| *pair == two);
    if let Some((_, hepburn, kunrei)) = pair {
        let text = if style.system == System::Kunrei {
            kunrei
        } else {
            hepburn
        };
        return ((*text).to_owned(), 2);
    }
    if let Some((_, keys, spelled)) = LOANS.iter().find(|(pair, ..)| *pair == two) {
        let text = if style.loan == Loan::Ti {
            spelled
        } else {
            keys
        };
        return ((*text).to_owned(), 2);
    }
    let single = SINGLE.iter().find(|(single, ..)| *single == kana[0]);
    match single {
        Some((_, hepburn, kunrei)) => {
            let text = if style.system == System::Kunrei {
                kunrei
            } else {
                hepburn
            };
            ((*text).to_owned(), 1)
        }
        None => (kana[0].to_string(), 1),
    }
}
