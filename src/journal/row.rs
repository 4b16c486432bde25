//! One row of a journal file: JSON with a crc as its last key. Key names and order are those of FORMATS section 2.

mod keys;

use std::borrow::Cow;

use serde::Deserialize;

use keys::{Of, Rare, Row, Text, Written};

use super::{
    ROW_LIMIT,
    entry::{
        DeckState, DeviceId, Entry, EntryId, Goal, Import, Mock, Read, Review, Spoken, Typed, What,
        hex,
    },
};
use crate::{deck::item::AnswerHash, memory::Grade};

/// The version of the rows that this program writes.
const VERSION: u32 = 1;

/// `,"x":"01234567"}`
const TAIL_LENGTH: usize = 16;

/// What a line of a journal file is.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// A row that this program knows.
    Entry(Entry),
    /// A whole row of a later version or of a kind that this program does not know. It is kept and ignored.
    Unknown {
        /// Who wrote it.
        device: DeviceId,
        /// Its counter: the next of that device is above it.
        n: u64,
    },
    /// Not a row, with the reason, and its counter where its check holds: no later row may use it again.
    Bad(&'static str, Option<(DeviceId, u64)>),
}

/// Writes a row without its newline, and returns it with its crc. `None` where it would be longer than a row may be.
pub fn write(
    device: DeviceId,
    n: u64,
    time: i64,
    zone: i32,
    what: &What,
) -> Option<(String, Entry)> {
    let device_text = device.to_string();
    let (kind, rare) = from_what(what);
    let row = Row {
        v: VERSION,
        d: Cow::Owned(device_text),
        n,
        t: time,
        z: zone,
        ..kind
    };
    let mut line = serde_json::to_string(&Written { row, rare }).ok()?;
    line.pop();
    let crc = crc32fast::hash(line.as_bytes());
    line.push_str(&format!(",\"x\":\"{crc:08x}\"}}"));
    let entry = Entry {
        id: EntryId { device, n, crc },
        time,
        zone,
        what: what.clone(),
    };
    (line.len() <= ROW_LIMIT).then_some((line, entry))
}

/// Reads a line without its newline.
pub fn read(line: &[u8]) -> Line {
    if line.len() > ROW_LIMIT {
        return Line::Bad("longer than a row may be", None);
    }
    let Some(crc) = checked_crc(line) else {
        let why = if is_torn(line) {
            "cut off before its end"
        } else {
            "its check does not match"
        };
        return Line::Bad(why, None);
    };
    let Ok(text) = std::str::from_utf8(line) else {
        return Line::Bad("not UTF-8", None);
    };
    let Ok(row) = serde_json::from_str::<Row<'_>>(text) else {
        return unreadable(text);
    };
    let Some(device) = DeviceId::parse(&row.d) else {
        return Line::Bad("its device is not 8 hex digits", None);
    };
    let n = row.n;
    if row.v != VERSION || !KINDS.contains(&row.k.as_ref()) {
        return Line::Unknown { device, n };
    }
    let (time, zone) = (row.t, row.z.clamp(-1_440, 1_440));
    match to_what(row, text) {
        Some(what) => Line::Entry(Entry {
            id: EntryId { device, n, crc },
            time,
            zone,
            what,
        }),
        None => Line::Bad(
            "a key that its kind needs is missing or out of range",
            Some((device, n)),
        ),
    }
}

const KINDS: [&str; 16] = [
    "review",
    "practice",
    "spoken",
    "read",
    "mock",
    "undo",
    "suspend",
    "resume",
    "skip",
    "flag",
    "note",
    "goal",
    "deck",
    "story-use",
    "told",
    "import",
];

/// A row whose keys have other shapes than ours: of a later version or an unknown kind it is kept and ignored.
fn unreadable(text: &str) -> Line {
    #[derive(Deserialize)]
    struct Head<'a> {
        v: u32,
        #[serde(borrow)]
        d: Cow<'a, str>,
        n: u64,
        #[serde(borrow)]
        k: Cow<'a, str>,
    }
    let Ok(head) = serde_json::from_str::<Head<'_>>(text) else {
        return Line::Bad("not a row of JSON", None);
    };
    let Some(device) = DeviceId::parse(&head.d) else {
        return Line::Bad("its device is not 8 hex digits", None);
    };
    if head.v != VERSION || !KINDS.contains(&head.k.as_ref()) {
        return Line::Unknown { device, n: head.n };
    }
    Line::Bad(
        "a key has a value that it cannot have",
        Some((device, head.n)),
    )
}

fn checked_crc(line: &[u8]) -> Option<u32> {
    let at = line.len().checked_sub(TAIL_LENGTH)?;
    let (body, tail) = line.split_at(at);
    let digits = tail.strip_prefix(b",\"x\":\"")?.strip_suffix(b"\"}")?;
    let crc = hex(std::str::from_utf8(digits).ok()?)?;
    (crc32fast::hash(body) == crc).then_some(crc)
}

fn is_torn(line: &[u8]) -> bool {
    !line.ends_with(b"\"}")
}

fn text(text: &str) -> Option<Text<'_>> {
    (!text.is_empty()).then_some(Text(Cow::Borrowed(text)))
}

#[expect(clippy::unnecessary_wraps, reason = "the keys of a row are optional")]
fn always(text: &str) -> Option<Text<'_>> {
    Some(Text(Cow::Borrowed(text)))
}

fn boxed(text: &str) -> Option<Box<str>> {
    (!text.is_empty()).then(|| text.into())
}

fn list<T: Clone>(list: &[T]) -> Option<Vec<T>> {
    (!list.is_empty()).then(|| list.to_vec())
}

#[expect(clippy::unnecessary_wraps, reason = "the keys of a row are optional")]
fn hash(hash: u32) -> Option<Text<'static>> {
    Some(Text(Cow::Owned(format!("{hash:08x}"))))
}

/// The keys of a kind.
#[expect(clippy::too_many_lines, reason = "a table with an entry for each kind")]
fn from_what(what: &What) -> (Row<'_>, Rare) {
    let rare = Rare::default();
    match what {
        What::Review(review) => (review_row("review", review), rare),
        What::Practice(review) => (review_row("practice", review), rare),
        What::Spoken(spoken) => spoken_row(spoken),
        What::Read(read) => (
            Row {
                c: always(&read.card),
                ms: Some(read.ms),
                h: hash(read.rubric),
                ..kind("read")
            },
            Rare {
                text: boxed(&read.text),
                ..rare
            },
        ),
        What::Told { story, ms, meant } => (
            Row {
                ms: Some(*ms),
                ..kind("told")
            },
            Rare {
                story: Some(story.clone()),
                meant: (*meant > 0).then_some(*meant),
                ..rare
            },
        ),
        What::Mock(mock) => {
            let row = Row {
                ms: Some(mock.ms),
                ..kind("mock")
            };
            let rare = Rare {
                m: Some(mock.id.clone()),
                track: boxed(&mock.track),
                round: boxed(&mock.round),
                cards: Some(mock.cards.clone()),
                end: Some(mock.end.clone()),
                ..rare
            };
            (row, rare)
        }
        What::Undo(of) => {
            let of = Of {
                d: of.device.to_string().into(),
                n: of.n,
                x: format!("{:08x}", of.crc).into(),
            };
            (
                kind("undo"),
                Rare {
                    of: Some(of),
                    ..rare
                },
            )
        }
        What::Suspend { card, why } => (
            Row {
                c: always(card),
                ..kind("suspend")
            },
            Rare {
                why: Some(why.clone()),
                ..rare
            },
        ),
        What::Resume { card, why } => (
            Row {
                c: always(card),
                ..kind("resume")
            },
            Rare {
                why: boxed(why),
                ..rare
            },
        ),
        What::Skip { item } => (
            Row {
                c: always(item),
                ..kind("skip")
            },
            rare,
        ),
        What::Flag { card, on } => (
            Row {
                c: always(card),
                ..kind("flag")
            },
            Rare {
                on: Some(*on),
                ..rare
            },
        ),
        What::Note { card, text } => (
            Row {
                c: always(card),
                ..kind("note")
            },
            Rare {
                text: Some(text.clone()),
                ..rare
            },
        ),
        What::Goal(goal) => (kind("goal"), goal_keys(goal)),
        What::Deck { id, state } => {
            let state = Some(state.name().into());
            (
                kind("deck"),
                Rare {
                    id: Some(id.clone()),
                    state,
                    ..rare
                },
            )
        }
        What::StoryUse { story, card } => (
            Row {
                c: always(card),
                ..kind("story-use")
            },
            Rare {
                story: Some(story.clone()),
                ..rare
            },
        ),
        What::Import(import) => {
            let rare = Rare {
                s: Some(import.stability),
                dif: Some(import.difficulty),
                last: Some(import.last),
                from: boxed(&import.from),
                ..rare
            };
            (
                Row {
                    c: always(&import.item),
                    ..kind("import")
                },
                rare,
            )
        }
    }
}

fn kind(name: &'static str) -> Row<'static> {
    Row {
        k: Cow::Borrowed(name),
        ..Row::default()
    }
}

fn review_row<'a>(name: &'static str, review: &'a Review) -> Row<'a> {
    let typed = review.typed.as_deref();
    Row {
        c: always(&review.item),
        g: Some(review.grade as u8),
        ms: Some(u64::from(review.ms)),
        h: hash(review.hash.text),
        hl: if review.knows_letters {
            hash(review.hash.letters)
        } else {
            None
        },
        a: typed.and_then(|typed| text(&typed.answer)),
        r: typed.and_then(|typed| text(&typed.reason)),
        o: typed.and_then(|typed| text(&typed.overridden)),
        ..kind(name)
    }
}

fn spoken_row(spoken: &Spoken) -> (Row<'_>, Rare) {
    let row = Row {
        c: always(&spoken.card),
        g: Some(spoken.grade),
        ms: Some(spoken.ms),
        h: hash(spoken.rubric),
        ..kind("spoken")
    };
    let rare = Rare {
        p: Some(spoken.points.clone()),
        score: Some(spoken.score),
        said: spoken.said,
        by: boxed(&spoken.by),
        due: list(&spoken.due),
        ph: list(&spoken.phases),
        m: boxed(&spoken.mock),
        phase: boxed(&spoken.phase),
        text: boxed(&spoken.text),
        ..Rare::default()
    };
    (row, rare)
}

fn goal_keys(goal: &Goal) -> Rare {
    Rare {
        id: Some(goal.id.clone()),
        date: boxed(&goal.date),
        time: boxed(&goal.time),
        track: boxed(&goal.track),
        round: boxed(&goal.round),
        company: boxed(&goal.company),
        minutes: goal.minutes,
        off: list(&goal.off),
        decks: list(&goal.decks),
        share: goal.share,
        clear: goal.clear.then_some(true),
        result: goal
            .result
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok()),
        ..Rare::default()
    }
}

/// What a row says; `None` where a key that its kind needs is missing or out of range.
fn to_what(row: Row<'_>, text: &str) -> Option<What> {
    match &*row.k {
        "review" => return review(row).map(What::Review),
        "practice" => return review(row).map(What::Practice),
        "skip" => {
            return Some(What::Skip {
                item: owned(row.c)?,
            });
        }
        _ => {}
    }
    let rare = own_keys(&row.k, text)?;
    Some(match &*row.k {
        "spoken" => What::Spoken(Box::new(Spoken {
            card: owned(row.c)?,
            grade: row.g.filter(|grade| (1..=4).contains(grade))?,
            ms: row.ms.unwrap_or_default(),
            points: rare.p?,
            rubric: row.h.and_then(|h| hex(&h.0)).unwrap_or_default(),
            score: rare.score?,
            said: rare.said,
            by: rare.by.unwrap_or_default(),
            due: rare.due.unwrap_or_default(),
            phases: rare.ph.unwrap_or_default(),
            mock: rare.m.unwrap_or_default(),
            phase: rare.phase.unwrap_or_default(),
            text: rare.text.unwrap_or_default(),
        })),
        "read" => What::Read(Box::new(Read {
            card: owned(row.c)?,
            ms: row.ms.unwrap_or_default(),
            rubric: row.h.and_then(|h| hex(&h.0)).unwrap_or_default(),
            text: rare.text.unwrap_or_default(),
        })),
        "told" => What::Told {
            story: rare.story?,
            ms: row.ms.unwrap_or_default(),
            meant: rare.meant.unwrap_or_default(),
        },
        "mock" => What::Mock(Box::new(Mock {
            id: rare.m?,
            track: rare.track.unwrap_or_default(),
            round: rare.round.unwrap_or_default(),
            cards: rare.cards.unwrap_or_default(),
            ms: row.ms.unwrap_or_default(),
            end: rare.end.unwrap_or_default(),
        })),
        "undo" => {
            let of = rare.of?;
            What::Undo(EntryId {
                device: DeviceId::parse(&of.d)?,
                n: of.n,
                crc: hex(&of.x)?,
            })
        }
        "suspend" => What::Suspend {
            card: owned(row.c)?,
            why: rare.why.unwrap_or_default(),
        },
        "resume" => What::Resume {
            card: owned(row.c)?,
            why: rare.why.unwrap_or_default(),
        },
        "flag" => What::Flag {
            card: owned(row.c)?,
            on: rare.on?,
        },
        "note" => What::Note {
            card: owned(row.c)?,
            text: rare.text.unwrap_or_default(),
        },
        "goal" => What::Goal(Box::new(goal(rare)?)),
        "deck" => What::Deck {
            id: rare.id?,
            state: DeckState::from_name(&rare.state?)?,
        },
        "story-use" => What::StoryUse {
            story: rare.story?,
            card: owned(row.c)?,
        },
        _ => What::Import(Box::new(Import {
            item: owned(row.c)?,
            stability: rare.s.filter(|s| s.is_finite() && *s > 0.0)?,
            difficulty: rare
                .dif
                .filter(|d| d.is_finite())
                .map(|d| d.clamp(1.0, 10.0))?,
            last: rare.last?,
            from: rare.from.unwrap_or_default(),
        })),
    })
}

/// The keys of a kind alone: what other kinds call by the same name is ignored.
fn own_keys(kind: &str, text: &str) -> Option<Rare> {
    let keys: &[&str] = match kind {
        "spoken" => &[
            "p", "score", "said", "by", "due", "ph", "m", "phase", "text",
        ],
        "read" => &["text"],
        "told" => &["story", "meant"],
        "mock" => &["m", "track", "round", "cards", "end"],
        "undo" => &["of"],
        "suspend" | "resume" => &["why"],
        "flag" => &["on"],
        "note" => &["text"],
        "goal" => &[
            "id", "date", "time", "track", "round", "company", "minutes", "off", "decks", "share",
            "clear", "result",
        ],
        "deck" => &["id", "state"],
        "story-use" => &["story"],
        _ => &["s", "dif", "last", "from"],
    };
    let mut object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).ok()?;
    object.retain(|key, _| keys.contains(&key.as_str()));
    serde_json::from_value(object.into()).ok()
}

fn owned(text: Option<Text<'_>>) -> Option<Box<str>> {
    text.map(|text| text.0.into())
}

fn review(row: Row<'_>) -> Option<Review> {
    let letters = row.hl.as_ref().and_then(|hash| hex(&hash.0));
    let typed = Typed {
        answer: owned(row.a).unwrap_or_default(),
        reason: owned(row.r).unwrap_or_default(),
        overridden: owned(row.o).unwrap_or_default(),
    };
    Some(Review {
        item: row.c?.0.into(),
        grade: Grade::from_number(row.g?)?,
        ms: row.ms.unwrap_or_default().min(u64::from(u32::MAX)) as u32,
        hash: AnswerHash {
            text: row.h.and_then(|hash| hex(&hash.0)).unwrap_or_default(),
            letters: letters.unwrap_or_default(),
        },
        knows_letters: letters.is_some(),
        typed: (typed != Typed::default()).then(|| Box::new(typed)),
    })
}

fn goal(rare: Rare) -> Option<Goal> {
    Some(Goal {
        id: rare.id?,
        date: rare.date.unwrap_or_default(),
        time: rare.time.unwrap_or_default(),
        track: rare.track.unwrap_or_default(),
        round: rare.round.unwrap_or_default(),
        company: rare.company.unwrap_or_default(),
        minutes: rare.minutes,
        off: rare.off.unwrap_or_default(),
        decks: rare.decks.unwrap_or_default(),
        share: rare.share,
        clear: rare.clear.unwrap_or_default(),
        result: rare.result.map(|value| value.to_string().into()),
    })
}

#[cfg(test)]
mod tests;
