//! A debrief in words: what the plain mode prints, what the export holds, and the phrases that the screen uses too.

use super::{By, Debrief};
use crate::{
    deck::SafeText,
    practice::spoken::{clock, score_text},
};

/// A debrief, a line each, and whether the line is text of a card.
pub fn lines(debrief: &Debrief) -> Vec<(bool, String)> {
    let mut lines = Vec::new();
    let mut own = |line: String| lines.push((false, line));
    let by = match debrief.by {
        By::Own => "",
        By::Partner => ", by a partner",
    };
    own(match debrief.minutes {
        0 => format!("debrief: {}{by}", debrief.title),
        minutes => format!("debrief: {}, {minutes} minutes{by}", debrief.title),
    });
    match &debrief.work_on {
        Some(missed) => {
            own("work on:".to_owned());
            lines.push((true, missed.point.to_string()));
            if !missed.full.is_empty() {
                lines.push((true, format!("full: {}", missed.full)));
            }
            if !missed.items.is_empty() {
                let count = counted(missed.items.len(), "item", "items");
                lines.push((false, format!("its {count} come first in the next drill")));
            }
        }
        None => own("Nothing was missed.".to_owned()),
    }
    if let Some(score) = debrief.score {
        let last: Vec<String> = debrief
            .last_scores
            .iter()
            .map(|score| rounded(*score))
            .collect();
        let last = if last.len() > 1 {
            format!(" (last {}: {})", last.len(), last.join(" "))
        } else {
            String::new()
        };
        lines.push((false, format!("round score: {}{last}", rounded(score))));
    }
    if let (Some(said), Some(gap)) = (debrief.said, debrief.gap) {
        let last: Vec<String> = debrief.last_gaps.iter().map(|gap| signed(*gap)).collect();
        let last = if last.len() > 1 {
            format!(" (last {}: {})", last.len(), last.join(" "))
        } else {
            String::new()
        };
        lines.push((
            false,
            format!("prediction: {}, {}{last}", rounded(said), gap_words(gap)),
        ));
    }
    let over = match debrief.minutes {
        0 => String::new(),
        minutes if debrief.ms > u64::from(minutes) * 60_000 => format!(" of {minutes}:00, over"),
        minutes => format!(" of {minutes}:00"),
    };
    lines.push((false, format!("time: {}{over}", clock(debrief.ms))));
    for card in &debrief.cards {
        let times: Vec<String> = card.times.iter().map(time_words).collect();
        lines.push((
            false,
            format!(
                "card: {} {}{}",
                card.key,
                score_text(card.score),
                other_words(debrief.by, card.other)
            ),
        ));
        if times.len() > 1 {
            lines.push((true, times.join(", ")));
        }
    }
    for missed in &debrief.also {
        lines.push((false, "also:".to_owned()));
        lines.push((true, missed.point.to_string()));
    }
    for card in &debrief.cards {
        if !card.partner_notes.is_empty() {
            lines.push((false, format!("notes on {}:", card.key)));
            let notes = card.partner_notes.lines();
            lines.extend(notes.map(|line| (true, line.to_owned())));
        }
    }
    lines
}

/// How the other side scored a card the last time; empty where it never did.
fn other_words(by: By, other: Option<f64>) -> String {
    let Some(other) = other.map(score_text) else {
        return String::new();
    };
    match by {
        By::Own => format!(" (a partner's last {other})"),
        By::Partner => format!(" (your own last {other})"),
    }
}

/// A phase with its time against what it had: `clarify 4:50 of 5:00`.
pub fn time_words((title, ms, seconds): &(SafeText, u64, u32)) -> String {
    let over = if *ms / 1_000 > u64::from(*seconds) {
        " over"
    } else {
        ""
    };
    format!(
        "{title} {} of {}{over}",
        clock(*ms),
        clock(u64::from(*seconds) * 1_000)
    )
}

/// A mean, to a half.
pub fn rounded(score: f64) -> String {
    score_text(score)
}

/// A gap with its sign.
pub fn signed(gap: f64) -> String {
    format!("{:+.0}", gap.round())
}

/// A gap in words.
pub fn gap_words(gap: f64) -> String {
    let points = gap.round().abs();
    if points < 1.0 {
        "as it was scored".to_owned()
    } else if gap > 0.0 {
        format!("{points:.0} too high")
    } else {
        format!("{points:.0} too low")
    }
}

/// A number with its word.
fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {many}")
    }
}

/// A debrief as a Markdown file.
pub fn markdown(debrief: &Debrief) -> String {
    let mut text = format!("# {}\n", debrief.title);
    if let Some(day) = debrief.day {
        text.push_str(&format!("\n{day}\n"));
    }
    for (is_card, line) in lines(debrief).into_iter().skip(1) {
        text.push_str(if is_card { "\n> " } else { "\n" });
        text.push_str(&line);
        text.push('\n');
    }
    text
}
