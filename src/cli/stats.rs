//! `mensetsu stats`: what was done, what is remembered, and how well it was predicted.

mod spoken;

use clap::Args;
use serde::Serialize;

use super::{Context, Failure, stdout};
use crate::{
    deck::SafeText,
    desk::{Desk, Fitting, now},
    journal::Moment,
    memory::fit::FIT_FROM,
    output::print_note,
    plain::{spoken_lines, statistics_lines},
    plan::{Statistics, calibration::Bin, statistics::AreaNumbers},
    practice::answer::number::whole,
};
use spoken::SpokenReport;

#[derive(Debug, Args)]
pub(super) struct StatsArguments {
    /// Fit the parameters of the memory model on your own reviews now.
    #[arg(long)]
    fit: bool,

    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &StatsArguments, context: &Context) -> Result<(), Failure> {
    let mut desk = context.desk_to_read(Vec::new())?;
    if arguments.fit {
        fit(&mut desk)?;
    }
    let now = now();
    let numbers = desk.study.statistics(now);
    let mut output = stdout();
    if arguments.json {
        output.json(&Report::of(&numbers, &desk, now))?;
    } else {
        let mut lines = statistics_lines(&numbers, &desk);
        lines.extend(spoken_lines(&desk.study, now));
        lines.iter().try_for_each(|line| output.line(line))?;
    }
    Ok(output.flush()?)
}

fn fit(desk: &mut Desk) -> Result<(), Failure> {
    let fitting = Fitting::of(&desk.home, desk.study.progress());
    let reviews = fitting.reviews();
    if reviews < FIT_FROM {
        return Err(Failure::with_hint(
            format!("parameters are fitted from {FIT_FROM} reviews on, and there are {reviews}"),
            "mensetsu stats without --fit shows the rest",
        ));
    }
    print_note(&format!(
        "fitting parameters on {} reviews",
        whole(reviews as f64)
    ));
    if let Some(fitted) = fitting.run() {
        desk.take_fitted(fitted);
    }
    Ok(())
}

#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    reviews: usize,
    days: usize,
    retention: Option<f64>,
    true_retention_30: Option<f64>,
    areas: Vec<AreaRow<'a>>,
    calibration: Vec<BinRow>,
    log_loss: Option<f64>,
    bin_error: Option<f64>,
    slips: Vec<SlipRow<'a>>,
    slips_by_facet: Vec<FacetRow<'a>>,
    confused: Vec<ConfusedRow>,
    leeches: Vec<LeechRow>,
    parameters: ParametersRow,
    spoken: SpokenReport,
}

#[derive(Serialize)]
struct AreaRow<'a> {
    area: Option<&'a str>,
    items: usize,
    seen: usize,
    recall_now: f64,
    recall_seen: Option<f64>,
}

#[derive(Serialize)]
struct BinRow {
    from: f64,
    to: f64,
    reviews: usize,
    predicted: Option<f64>,
    observed: Option<f64>,
}

#[derive(Serialize)]
struct FacetRow<'a> {
    facet: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct SlipRow<'a> {
    reason: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct ConfusedRow {
    words: [String; 2],
    count: usize,
}

#[derive(Serialize)]
struct LeechRow {
    item: String,
    lapses: u32,
}

#[derive(Serialize)]
struct ParametersRow {
    source: &'static str,
    fitted_on: Option<usize>,
    log_loss_before: Option<f64>,
    log_loss_after: Option<f64>,
}

impl<'a> Report<'a> {
    fn of(numbers: &'a Statistics, desk: &Desk, now: Moment) -> Self {
        let fit = desk.fitted.as_ref().map(|fitted| &fitted.fit);
        let area = |area: &'a AreaNumbers| AreaRow {
            area: Some(area.area.as_str()).filter(|area| !area.is_empty()),
            items: area.items,
            seen: area.seen,
            recall_now: area.recall,
            recall_seen: area.recall_seen,
        };
        let bin = |bin: &Bin| BinRow {
            from: bin.from,
            to: bin.to,
            reviews: bin.count,
            predicted: bin.predicted,
            observed: bin.observed,
        };
        let slips = numbers.slips.iter();
        let mix_ups = desk.study.mix_ups();
        let confused = |(one, other, count): (SafeText, SafeText, usize)| ConfusedRow {
            words: [one.into_string(), other.into_string()],
            count,
        };
        let leech = |(item, lapses): (SafeText, u32)| LeechRow {
            item: item.into_string(),
            lapses,
        };
        Self {
            format: 1,
            reviews: numbers.reviews,
            days: numbers.days,
            retention: numbers.retention,
            true_retention_30: numbers.retention_recent,
            areas: numbers.areas.iter().map(area).collect(),
            calibration: numbers.calibration.bins.iter().map(bin).collect(),
            log_loss: numbers.calibration.log_loss,
            bin_error: numbers.calibration.bin_error,
            slips_by_facet: numbers
                .slips_by_facet
                .iter()
                .map(|(facet, count)| FacetRow {
                    facet,
                    count: *count,
                })
                .collect(),
            slips: slips
                .map(|(reason, count)| SlipRow {
                    reason,
                    count: *count,
                })
                .collect(),
            confused: mix_ups.pairs.into_iter().map(confused).collect(),
            leeches: mix_ups.leeches.into_iter().map(leech).collect(),
            parameters: ParametersRow {
                source: match fit.and_then(|fit| fit.parameters) {
                    Some(_) => "own",
                    None => "default",
                },
                fitted_on: fit.map(|fit| fit.reviews),
                log_loss_before: fit.and_then(|fit| fit.log_loss_before),
                log_loss_after: fit.and_then(|fit| fit.log_loss_after),
            },
            spoken: SpokenReport::of(&desk.study, now),
        }
    }
}
