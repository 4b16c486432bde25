//! How speaking has gone, in plain lines: scores by round, predictions, minutes a week.

use crate::{
    app::progress::weeks,
    deck::SafeText,
    journal::Moment,
    practice::{
        Study,
        mock::{SpokenTrend, trend::gap_text},
        spoken::score_text,
    },
    ui::text::{cut, padded},
};

/// A name is cut here, so that five scores beside it fit into 40 columns.
const NAME_CELLS: usize = 15;

/// The lines; none where there is nothing to speak about and nothing was spoken.
pub fn spoken_lines(study: &Study, now: Moment) -> Vec<String> {
    let trend = study.spoken_trend(now);
    if trend.rounds.is_empty() && trend.tries == 0 {
        return Vec::new();
    }
    let mut lines = vec![String::new()];
    lines.extend(scores(&trend));
    lines.extend(gaps(&trend));
    lines.extend(minutes(study, now));
    lines
}

fn scores(trend: &SpokenTrend) -> Vec<String> {
    let tried: Vec<_> = trend
        .rounds
        .iter()
        .filter(|round| round.tries > 0)
        .collect();
    if tried.is_empty() {
        return vec!["No round was rehearsed yet. mensetsu mock rehearses one.".to_owned()];
    }
    let mut lines = vec!["scores of the last rehearsals".to_owned()];
    for round in tried {
        let scores: Vec<String> = round
            .scores
            .iter()
            .map(|score| score_text(*score))
            .collect();
        lines.push(numbers(&round.name, &scores));
        lines.extend(
            round
                .partner
                .map(|score| numbers("  by a partner", &[score_text(score)])),
        );
    }
    lines
}

fn gaps(trend: &SpokenTrend) -> Vec<String> {
    let Some(sentence) = trend.gap_sentence() else {
        return Vec::new();
    };
    let gaps: Vec<String> = trend.gaps.iter().map(|gap| gap_text(*gap)).collect();
    vec![numbers("said − scored", &gaps), sentence]
}

/// Minutes of cards and of speaking in the last weeks; nothing where nothing was spoken in them.
fn minutes(study: &Study, now: Moment) -> Vec<String> {
    let weeks = weeks(study, study.today(now));
    if weeks.iter().all(|week| week.spoken == 0) {
        return Vec::new();
    }
    let line = |name: &str, cards: &str, spoken: &str| format!("{name:<20}{cards:>10}{spoken:>10}");
    let mut lines = vec![line("minutes of the week", "cards", "spoken")];
    lines.extend(weeks.iter().map(|week| {
        let cards: u32 = week.minutes.iter().flatten().sum();
        line(
            &week.monday.to_string(),
            &cards.to_string(),
            &week.spoken.to_string(),
        )
    }));
    lines
}

/// A name and some numbers.
fn numbers(name: &str, numbers: &[String]) -> String {
    let name = cut(&SafeText::from_line(name), NAME_CELLS, "…");
    let mut line = padded(&name, NAME_CELLS);
    for number in numbers {
        line.push_str(&format!("{number:>5}"));
    }
    line
}
