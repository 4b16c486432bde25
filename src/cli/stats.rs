//! `mensetsu stats`: what was done, what is remembered, and how well it was predicted.

use clap::Args;
use serde::Serialize;

use super::{Context, Failure, Out, stdout};
use crate::{
    deck::SafeText,
    desk::{Desk, Fitting, now},
    memory::fit::FIT_FROM,
    output::print_note,
    plan::{
        Statistics,
        calibration::{Bin, Calibration},
        statistics::AreaNumbers,
    },
    practice::answer::number::whole,
    ui::text::width::cut,
};

/// So many reasons of slips are listed as text; the JSON holds all.
const SLIPS_LISTED: usize = 10;

/// A reason is cut here, so that its line fits into 40 columns.
const REASON_CELLS: usize = 33;

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
    let numbers = desk.study.statistics(now());
    let mut output = stdout();
    if arguments.json {
        output.json(&Report::of(&numbers, &desk))?;
    } else {
        print(&numbers, &desk, &mut output)?;
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

fn print(numbers: &Statistics, desk: &Desk, output: &mut Out) -> Result<(), Failure> {
    if numbers.days == 0 {
        output.line("Nothing was graded yet.")?;
        output.line("mensetsu drill begins a sitting.")?;
        output.line("")?;
    } else {
        row(output, "reviews", &whole(numbers.reviews as f64))?;
        row(output, "days studied", &whole(numbers.days as f64))?;
        row(output, "recalled, all days", &share(numbers.retention))?;
        let recent = share(numbers.retention_recent);
        row(output, "recalled, last 30", &recent)?;
        output.line("")?;
    }
    print_areas(&numbers.areas, output)?;
    print_calibration(&numbers.calibration, output)?;
    if !numbers.slips.is_empty() {
        output.line("")?;
        output.line("times  slip of a typed answer")?;
        for (reason, count) in numbers.slips.iter().take(SLIPS_LISTED) {
            let reason = cut(&SafeText::from_line(reason), REASON_CELLS, "…");
            output.line(format!("{count:>5}  {reason}"))?;
        }
    }
    output.line("")?;
    print_parameters(desk, output)
}

fn print_areas(areas: &[AreaNumbers], output: &mut Out) -> Result<(), Failure> {
    if areas.is_empty() {
        return Ok(output.line("There are no items in the mix.")?);
    }
    output.line("area  items   seen  recall  of seen")?;
    for area in areas {
        let name = if area.area.is_empty() {
            "none"
        } else {
            &area.area
        };
        let recall = share(Some(area.recall));
        let of_seen = area
            .recall_seen
            .map_or("-".to_owned(), |seen| share(Some(seen)));
        output.line(format!(
            "{name:<4}  {:>5}  {:>5}  {recall:>6}  {of_seen:>7}",
            area.items, area.seen
        ))?;
    }
    Ok(output.line("Recall is of now; unseen items count 0.")?)
}

fn print_calibration(calibration: &Calibration, output: &mut Out) -> Result<(), Failure> {
    let (Some(log_loss), Some(bin_error)) = (calibration.log_loss, calibration.bin_error) else {
        return Ok(());
    };
    output.line("")?;
    output.line("predicted     reviews   mean  recalled")?;
    for bin in calibration.bins.iter().filter(|bin| bin.count > 0) {
        let range = format!("{:.0} to {:.0}%", bin.from * 100.0, bin.to * 100.0);
        let (mean, recalled) = (share(bin.predicted), share(bin.observed));
        output.line(format!(
            "{range:<12}  {:>7}  {mean:>5}  {recalled:>8}",
            bin.count
        ))?;
    }
    row(output, "log loss", &format!("{log_loss:.3}"))?;
    row(
        output,
        "off on average",
        &format!("{:.1}%", bin_error * 100.0),
    )
}

fn print_parameters(desk: &Desk, output: &mut Out) -> Result<(), Failure> {
    let fit = desk.fitted.as_ref().map(|fitted| &fitted.fit);
    let own = fit.is_some_and(|fit| fit.parameters.is_some());
    row(output, "parameters", if own { "own" } else { "default" })?;
    let Some(fit) = fit else {
        let reviews = crate::plan::calibration::series_reviews(desk.study.progress());
        return Ok(output.line(if reviews < FIT_FROM {
            "Own ones are fitted from 400 reviews on."
        } else {
            "mensetsu stats --fit fits own ones now."
        })?);
    };
    row(output, "fitted on reviews", &whole(fit.reviews as f64))?;
    row(output, "log loss, default", &three(fit.log_loss_before))?;
    row(output, "log loss, own", &three(fit.log_loss_after))?;
    if !own {
        output.line("Own ones predicted no better.")?;
    }
    Ok(output.line("These two are on the newest fifth.")?)
}

/// A name and its number, aligned within 40 columns.
fn row(output: &mut Out, name: &str, number: &str) -> Result<(), Failure> {
    Ok(output.line(format!("{name:<20}{number:>12}"))?)
}

fn share(share: Option<f64>) -> String {
    share.map_or("unknown".to_owned(), |share| {
        format!("{:.0}%", share * 100.0)
    })
}

fn three(number: Option<f64>) -> String {
    number.map_or("unknown".to_owned(), |number| format!("{number:.3}"))
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
    parameters: ParametersRow,
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
struct SlipRow<'a> {
    reason: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct ParametersRow {
    source: &'static str,
    fitted_on: Option<usize>,
    log_loss_before: Option<f64>,
    log_loss_after: Option<f64>,
}

impl<'a> Report<'a> {
    fn of(numbers: &'a Statistics, desk: &Desk) -> Self {
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
            slips: slips
                .map(|(reason, count)| SlipRow {
                    reason,
                    count: *count,
                })
                .collect(),
            parameters: ParametersRow {
                source: match fit.and_then(|fit| fit.parameters) {
                    Some(_) => "own",
                    None => "default",
                },
                fitted_on: fit.map(|fit| fit.reviews),
                log_loss_before: fit.and_then(|fit| fit.log_loss_before),
                log_loss_after: fit.and_then(|fit| fit.log_loss_after),
            },
        }
    }
}
