//! The progress in plain lines: what to expect on the day, what was done, and how well it was predicted.
//!
//! Every line fits into 40 columns or is a sentence. Nothing is computed here; `mensetsu stats` prints the same lines.

mod speaking;

use std::io::{BufRead, Write};

use super::Plain;
use crate::{
    app::progress::{left_out_sentence, recall_rows},
    deck::SafeText,
    desk::{Desk, now},
    memory::fit::FIT_FROM,
    output::OutputError,
    plan::{Agenda, Statistics, calibration, calibration::Calibration, statistics::AreaNumbers},
    practice::answer::number::whole,
    ui::text::width::cut,
};
pub use speaking::spoken_lines;

/// So many reasons of slips are listed as text; the JSON of `mensetsu stats` holds all.
const SLIPS_LISTED: usize = 10;

/// A reason is cut here, so that its line fits into 40 columns.
const REASON_CELLS: usize = 33;

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Prints what to expect on the day and what was done.
    pub(super) fn progress(&mut self) -> Result<(), OutputError> {
        let now = now();
        self.desk.study.make_plan(now);
        let study = &self.desk.study;
        let mut lines = match study.planned(now) {
            Some(agenda) => recall_lines(agenda, !study.progress().items.is_empty()),
            None => vec!["No interview date is set.".to_owned()],
        };
        let speaking = study.speaking(now);
        lines.extend(speaking.and_then(|speaking| speaking.left_out));
        lines.extend(statistics_lines(&study.statistics(now), self.desk));
        lines.extend(spoken_lines(study, now));
        lines.iter().try_for_each(|line| self.output.line(line))
    }
}

/// What to expect on the day of the interview, a line each; before the first grade recall now is not measured.
pub fn recall_lines(agenda: &Agenda, is_measured: bool) -> Vec<String> {
    let mut lines = vec!["cards you will recall on the day".to_owned()];
    let rows = recall_rows(&agenda.recall, is_measured);
    let line = |(name, recall): (&str, Option<f64>)| match recall {
        Some(recall) => format!("{name:<24}{:>8}", share(Some(recall))),
        None => format!("{name:<24}not measured"),
    };
    lines.extend(rows.map(line));
    lines.push(left_out_sentence(agenda));
    lines
}

/// What was done, what is remembered, and how well it was predicted, a line each.
pub fn statistics_lines(numbers: &Statistics, desk: &Desk) -> Vec<String> {
    let mut lines = if numbers.days == 0 {
        vec![
            "Nothing was graded yet.".to_owned(),
            "mensetsu drill begins a sitting.".to_owned(),
        ]
    } else {
        vec![
            row("reviews", &whole(numbers.reviews as f64)),
            row("days studied", &whole(numbers.days as f64)),
            row("recalled, all days", &share(numbers.retention)),
            row("recalled, last 30", &share(numbers.retention_recent)),
        ]
    };
    lines.push(String::new());
    lines.extend(area_lines(&numbers.areas));
    lines.extend(calibration_lines(&numbers.calibration));
    if !numbers.slips.is_empty() {
        lines.push(String::new());
        lines.push("times  slip of a typed answer".to_owned());
        for (reason, count) in numbers.slips.iter().take(SLIPS_LISTED) {
            let reason = cut(&SafeText::from_line(reason), REASON_CELLS, "…");
            lines.push(format!("{count:>5}  {reason}"));
        }
        for (facet, count) in &numbers.slips_by_facet {
            lines.push(format!("{count:>5}  in {facet}"));
        }
    }
    lines.extend(mix_up_lines(desk));
    lines.push(String::new());
    lines.extend(parameter_lines(desk));
    lines
}

/// Words that are taken for each other, and cards that are forgotten over and over.
fn mix_up_lines(desk: &Desk) -> Vec<String> {
    let mix_ups = desk.study.mix_ups();
    let mut lines = Vec::new();
    let mut list = |heading: &str, rows: Vec<(usize, String)>| {
        if rows.is_empty() {
            return;
        }
        lines.extend([String::new(), heading.to_owned()]);
        let rows = rows.into_iter().take(SLIPS_LISTED);
        lines.extend(rows.map(|(count, text)| format!("{count:>5}  {text}")));
    };
    let pairs = mix_ups.pairs.into_iter();
    list(
        "times  words taken for each other",
        pairs
            .map(|(one, other, count)| (count, format!("{one} and {other}")))
            .collect(),
    );
    let leeches = mix_ups.leeches.into_iter();
    list(
        "times  forgotten again and again",
        leeches
            .map(|(key, lapses)| (lapses as usize, key.into_string()))
            .collect(),
    );
    lines
}

fn area_lines(areas: &[AreaNumbers]) -> Vec<String> {
    if areas.is_empty() {
        return vec!["There are no items in the mix.".to_owned()];
    }
    let mut lines = vec!["area  items   seen  recall  of seen".to_owned()];
    lines.extend(areas.iter().map(|area| {
        let name = if area.area.is_empty() {
            "none"
        } else {
            &area.area
        };
        let recall = share(Some(area.recall));
        let of_seen = area
            .recall_seen
            .map_or("-".to_owned(), |seen| share(Some(seen)));
        format!(
            "{name:<4}  {:>5}  {:>5}  {recall:>6}  {of_seen:>7}",
            area.items, area.seen
        )
    }));
    lines.push("Recall is of now; unseen items count 0.".to_owned());
    lines
}

fn calibration_lines(calibration: &Calibration) -> Vec<String> {
    let (Some(log_loss), Some(bin_error)) = (calibration.log_loss, calibration.bin_error) else {
        return Vec::new();
    };
    let mut lines = vec![
        String::new(),
        "predicted     reviews   mean  recalled".to_owned(),
    ];
    let bins = calibration.bins.iter().filter(|bin| bin.count > 0);
    lines.extend(bins.map(|bin| {
        let range = format!("{:.0} to {:.0}%", bin.from * 100.0, bin.to * 100.0);
        let (mean, recalled) = (share(bin.predicted), share(bin.observed));
        format!("{range:<12}  {:>7}  {mean:>5}  {recalled:>8}", bin.count)
    }));
    lines.push(row("log loss", &format!("{log_loss:.3}")));
    lines.push(row("off on average", &format!("{:.1}%", bin_error * 100.0)));
    lines
}

fn parameter_lines(desk: &Desk) -> Vec<String> {
    let fit = desk.fitted.as_ref().map(|fitted| &fitted.fit);
    let own = fit.is_some_and(|fit| fit.parameters.is_some());
    let mut lines = vec![row("parameters", if own { "own" } else { "default" })];
    let Some(fit) = fit else {
        let reviews = calibration::series_reviews(desk.study.progress());
        let sentence = if reviews < FIT_FROM {
            "Own ones are fitted from 400 reviews on."
        } else {
            "mensetsu stats --fit fits own ones now."
        };
        lines.push(sentence.to_owned());
        return lines;
    };
    lines.push(row("fitted on reviews", &whole(fit.reviews as f64)));
    lines.push(row("log loss, default", &three(fit.log_loss_before)));
    lines.push(row("log loss, own", &three(fit.log_loss_after)));
    if !own {
        lines.push("Own ones predicted no better.".to_owned());
    }
    lines.push("These two are on the newest fifth.".to_owned());
    lines
}

/// A name and its number, aligned within 40 columns.
fn row(name: &str, number: &str) -> String {
    format!("{name:<20}{number:>12}")
}

fn share(share: Option<f64>) -> String {
    share.map_or("unknown".to_owned(), |share| {
        format!("{:.0}%", share * 100.0)
    })
}

fn three(number: Option<f64>) -> String {
    number.map_or("unknown".to_owned(), |number| format!("{number:.3}"))
}
