//! The middle of the progress: where the scores of rounds are going, and how well they were predicted.

use super::Sheet;
use crate::{
    app::ProgressScreen,
    practice::{
        mock::{RoundTrend, trend::gap_text},
        spoken::score_text,
    },
    ui::theme::Role,
};

/// Cells of a score or a gap in a row of five.
const CELLS: usize = 6;

pub(super) fn write(screen: &ProgressScreen, sheet: &mut Sheet) {
    let spoken = &screen.spoken;
    if spoken.rounds.is_empty() && spoken.tries == 0 {
        return;
    }
    sheet.heading("Scores of the last rehearsals");
    let tried = || spoken.rounds.iter().filter(|round| round.tries > 0);
    if tried().next().is_none() {
        let sentence = if spoken.tries == 0 {
            "No round was rehearsed yet. mensetsu mock rehearses one, mensetsu speak takes one card."
        } else {
            "No round was rehearsed yet. mensetsu mock rehearses one."
        };
        sheet.sentence(sentence, Role::Text);
    }
    for round in tried() {
        scores(round, sheet);
    }
    gaps(screen, sheet);
}

/// The last scores of a round, the newest on the right.
fn scores(round: &RoundTrend, sheet: &mut Sheet) {
    let texts: Vec<String> = round
        .scores
        .iter()
        .map(|score| score_text(*score))
        .collect();
    row(&round.name, &texts, sheet);
    if let Some(score) = round.partner {
        row("  by a partner", &[score_text(score)], sheet);
    }
}

fn gaps(screen: &ProgressScreen, sheet: &mut Sheet) {
    let spoken = &screen.spoken;
    sheet.blank();
    let Some(sentence) = spoken.gap_sentence() else {
        if spoken.tries > 0 {
            let sentence =
                "No score was predicted yet. The question before the points asks for it.";
            sheet.sentence(sentence, Role::Text);
        } else {
            sheet.lines.pop();
        }
        return;
    };
    let texts: Vec<String> = spoken.gaps.iter().map(|gap| gap_text(*gap)).collect();
    row("Predicted minus scored", &texts, sheet);
    sheet.sentence(sentence, Role::Text);
}

/// A name with some numbers; on a small page the name stands above them.
fn row(name: &str, texts: &[String], sheet: &mut Sheet) {
    let columns = vec![CELLS; texts.len()];
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    if sheet.is_wide() {
        sheet.row(name, &columns, &texts, Role::Text);
    } else {
        sheet.sentence(name, Role::Text);
        sheet.row("", &columns, &texts, Role::Text);
    }
}
