//! Speaking in `mensetsu plan`: what to speak about, where one stands in the rounds, and what the split of the minutes does.

use serde::Serialize;

use crate::{
    deck::SafeText,
    desk::{Desk, OtherShares, other_shares},
    journal::Moment,
    plan::share::SHIFT_POINTS,
    practice::{Speaking, Talk, mock::RoundTrend, talk::Subject},
};

/// A round of the role.
#[derive(Serialize)]
pub(super) struct SpokenReport {
    round: String,
    name: String,
    tries: usize,
    last_score: Option<f64>,
    last_date: Option<String>,
    partner_score: Option<f64>,
}

/// The minutes for speaking.
#[derive(Serialize)]
pub(super) struct SpeakingReport {
    share: f64,
    seconds: f64,
    talk: Option<TalkReport>,
    left_out: Option<String>,
    other_shares: Vec<OtherShare>,
}

#[derive(Serialize)]
struct TalkReport {
    kind: &'static str,
    track: Option<String>,
    round: Option<String>,
    card: Option<String>,
    phase: Option<String>,
    minutes: u32,
    date: String,
    why: &'static str,
}

#[derive(Serialize)]
struct OtherShare {
    points: i32,
    forecast: Option<f64>,
}

/// Where the person stands in each round of the role.
pub(super) fn rounds(desk: &Desk, now: Moment) -> Vec<SpokenReport> {
    let report = |round: RoundTrend| SpokenReport {
        last_score: round.last(),
        round: round.id,
        name: round.name.into_string(),
        tries: round.tries,
        last_date: round.last_day.map(|day| day.to_string()),
        partner_score: round.partner,
    };
    let rounds = desk.study.round_trend(now).rounds;
    rounds.into_iter().map(report).collect()
}

/// The minutes for speaking and what they are for; `None` where none are held back.
pub(super) fn report(desk: &Desk, now: Moment) -> Option<SpeakingReport> {
    let speaking = desk.study.speaking(now)?;
    let others = other_shares(&desk.study, &desk.home, now).unwrap_or_default();
    let other = |points: i32, forecast: Option<f64>| OtherShare {
        points,
        forecast: forecast.map(|share| super::rounded(share, 6)),
    };
    let points = SHIFT_POINTS as i32;
    Some(SpeakingReport {
        share: f64::from(speaking.percent) / 100.0,
        seconds: super::rounded(speaking.seconds, 3),
        talk: speaking.talk.map(talk),
        left_out: speaking.left_out,
        other_shares: vec![other(-points, others.less), other(points, others.more)],
    })
}

fn talk(talk: Talk) -> TalkReport {
    let report = TalkReport {
        kind: "round",
        track: None,
        round: None,
        card: None,
        phase: None,
        minutes: talk.minutes,
        date: talk.day.to_string(),
        why: talk.why.name(),
    };
    match talk.what {
        Subject::Round { track, round, .. } => TalkReport {
            track: Some(track),
            round: Some(round),
            ..report
        },
        Subject::Card { key, .. } => TalkReport {
            kind: "card",
            card: Some(key),
            ..report
        },
        Subject::Phase { key, phase, .. } => TalkReport {
            kind: "phase",
            card: Some(key),
            phase: Some(phase.into_string()),
            ..report
        },
    }
}

/// What to speak about, below the cards of today.
pub(super) fn today_lines(speaking: &Speaking) -> Vec<String> {
    let Some(line) = speaking.line() else {
        return vec![match speaking.minutes() {
            0 => "speak  0 min  The minutes for speaking are used up.".to_owned(),
            minutes => format!("speak  {minutes} min  Nothing fits into them today."),
        }];
    };
    let mut lines = vec![format!("speak  {} min  {}", line.minutes, line.text())];
    if let Some(talk) = &speaking.talk {
        lines.push(format!("       {}", talk.why.words()));
        if talk.day == speaking.today {
            lines.push(format!("       {}", command(&talk.what)));
        }
    }
    lines
}

/// The command that begins it.
fn command(what: &Subject) -> String {
    let safe = |text: &str| SafeText::from_line(text);
    match what {
        Subject::Round { round, .. } => format!("mensetsu mock --round {}", safe(round)),
        Subject::Card { key, .. } => format!("mensetsu speak {}", safe(key)),
        Subject::Phase { key, phase, .. } => {
            format!("mensetsu speak {} --phase \"{phase}\"", safe(key))
        }
    }
}

/// What the split of the minutes does to recall on the day, in sentences.
pub(super) fn share_sentences(speaking: &Speaking, others: Option<OtherShares>) -> Vec<String> {
    let mut sentences = vec![format!(
        "Speaking has {}% of today's minutes. That is a convention: no data supports any split.",
        speaking.percent
    )];
    sentences.extend(others.and_then(OtherShares::sentence));
    sentences
}
