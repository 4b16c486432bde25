//! The lower half of the progress: the minutes of the last weeks, what was recalled and how well it was predicted, slips.

use super::{Sheet, percent};
use crate::{
    app::{
        ProgressScreen,
        progress::{REVIEWS_TO_TELL, Week},
    },
    deck::SafeText,
    memory::fit::FIT_FROM,
    plan::{calibration::Bin, statistics::RECENT_DAYS},
    practice::answer::number::whole,
    ui::{
        text::{Piece, TextLine, cut, wrap},
        theme::Role,
    },
};

/// So many reasons of slips are listed; `mensetsu stats --json` has all.
const SLIPS_LISTED: usize = 10;

/// So many pairs of words and forgotten cards are listed; `mensetsu stats --json` has all.
const PAIRS_LISTED: usize = 5;

/// Cells of the count before a reason.
const COUNT_CELLS: usize = 5;

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

pub(super) fn write(screen: &ProgressScreen, sheet: &mut Sheet) {
    activity(screen, sheet);
    numbers(screen, sheet);
    calibration(&screen.statistics.calibration.bins, sheet);
    slips(screen, sheet);
    mix_ups(screen, sheet);
    parameters(screen, sheet);
}

/// The minutes of the last weeks: a sign for each day, with its number beside it where there is room.
fn activity(screen: &ProgressScreen, sheet: &mut Sheet) {
    sheet.heading("Minutes of the last four weeks");
    let heat = sheet.look.glyphs.heat;
    let (wide, cells) = if sheet.is_wide() {
        (true, 7)
    } else {
        (false, 3)
    };
    let has_spoken = screen.weeks.iter().any(|week| week.spoken > 0);
    let sums = if !has_spoken {
        [8, 0]
    } else if wide {
        [8, 8]
    } else {
        [5, 5]
    };
    let week = |name: &str, days: [String; 7], texts: [&str; 2], role, sheet: &mut Sheet| {
        let mut pieces = vec![Piece::new(format!("{name:<7}"), role)];
        pieces.extend(days.map(|day| Piece::new(format!("{day:>cells$}"), role)));
        for (text, cells) in texts.iter().zip(sums).filter(|(_, cells)| *cells > 0) {
            pieces.push(Piece::new(format!("{text:>cells$}"), role));
        }
        sheet.lines.push(TextLine { pieces });
    };
    let names = WEEKDAYS.map(|day| if wide { day } else { &day[..2] }.to_owned());
    let heads = match (has_spoken, wide) {
        (false, _) => ["sum", ""],
        (true, true) => ["cards", "spoken"],
        (true, false) => ["card", "said"],
    };
    week("", names, heads, Role::Muted, sheet);
    for Week {
        monday,
        minutes,
        spoken,
    } in &screen.weeks
    {
        let sum: u32 = minutes.iter().flatten().sum();
        let days = minutes.map(|minutes| match minutes {
            None => String::new(),
            Some(0) => heat[0].to_owned(),
            Some(count) => {
                let sign = heat[level(count, screen.minutes)];
                if wide {
                    format!("{sign} {count:>3}")
                } else {
                    sign.to_owned()
                }
            }
        });
        let name = monday.date().strftime("%-d %b").to_string();
        let sums = [sum, *spoken].map(|minutes| whole(f64::from(minutes)));
        week(&name, days, [&*sums[0], &sums[1]], Role::Text, sheet);
    }
    let legend = format!(
        "{} nothing, {} {} minutes or more",
        heat[0], heat[4], screen.minutes
    );
    sheet.sentence(legend, Role::Muted);
}

/// How full a day is: up to a third of the minutes that are meant, two thirds, less than all, all.
fn level(minutes: u32, meant: u32) -> usize {
    let share = f64::from(minutes) / f64::from(meant.max(1));
    match share {
        share if share >= 1.0 => 4,
        share if share > 2.0 / 3.0 => 3,
        share if share > 1.0 / 3.0 => 2,
        share if share > 0.0 => 1,
        _ => 0,
    }
}

fn numbers(screen: &ProgressScreen, sheet: &mut Sheet) {
    sheet.heading("What was done");
    let numbers = &screen.statistics;
    if numbers.days == 0 {
        sheet.sentence("Nothing was graded yet.", Role::Text);
        return;
    }
    let recent = format!("recalled, last {RECENT_DAYS} days");
    let share = numbers
        .retention_recent
        .map_or("unknown".to_owned(), percent);
    for (name, number) in [
        ("reviews", whole(numbers.reviews as f64)),
        ("days studied", whole(numbers.days as f64)),
        (&recent, share),
    ] {
        sheet.row(name, &[9], &[&number], Role::Text);
    }
}

/// Predicted against observed recall, with counts.
fn calibration(bins: &[Bin], sheet: &mut Sheet) {
    sheet.heading("Predicted and what came");
    let count: usize = bins.iter().map(|bin| bin.count).sum();
    if bins.iter().all(|bin| bin.count < REVIEWS_TO_TELL) {
        let reviews = match count {
            0 => "No review was predicted yet.".to_owned(),
            1 => "1 review was predicted, too few to tell.".to_owned(),
            count => format!("{count} reviews were predicted, too few to tell."),
        };
        sheet.sentence(reviews, Role::Text);
        return;
    }
    let (columns, name) = if sheet.is_wide() {
        ([9, 12, 12], "Predicted recall")
    } else {
        ([8, 6, 10], "Predicted")
    };
    let heads = ["reviews", "mean", "recalled"];
    sheet.row(name, &columns, &heads, Role::Strong);
    let mut has_few = false;
    for bin in bins.iter().filter(|bin| bin.count > 0) {
        let name = format!("{:.0} to {:.0}%", bin.from * 100.0, bin.to * 100.0);
        let is_few = bin.count < REVIEWS_TO_TELL;
        has_few |= is_few;
        let mean = bin.predicted.map_or_else(String::new, percent);
        let observed = bin.observed.map_or_else(String::new, percent);
        let recalled = if is_few { "too few" } else { &observed };
        let count = whole(bin.count as f64);
        sheet.row(&name, &columns, &[&*count, &mean, recalled], Role::Text);
    }
    if has_few {
        let sentence = format!("Fewer than {REVIEWS_TO_TELL} are too few to tell.");
        sheet.sentence(sentence, Role::Muted);
    }
}

fn slips(screen: &ProgressScreen, sheet: &mut Sheet) {
    let slips = &screen.statistics.slips;
    if slips.is_empty() {
        return;
    }
    sheet.heading("Slips of typed answers");
    for (reason, count) in slips.iter().take(SLIPS_LISTED) {
        let reason = reason.replace('…', sheet.look.glyphs.cut);
        let reason = Piece::new(&*SafeText::from_line(&reason), Role::Text);
        let room = sheet.cells.saturating_sub(COUNT_CELLS + 2);
        for (row, mut line) in wrap(&[reason], room).into_iter().enumerate() {
            let count = if row == 0 {
                whole(*count as f64)
            } else {
                String::new()
            };
            line.pieces.insert(
                0,
                Piece::new(format!("{count:>COUNT_CELLS$}  "), Role::Text),
            );
            sheet.lines.push(line);
        }
    }
    for (facet, count) in &screen.statistics.slips_by_facet {
        let text = format!("{:>COUNT_CELLS$}  in {facet}", whole(*count as f64));
        sheet.lines.push(TextLine::of(text, Role::Muted));
    }
}

/// Words that are taken for each other, and cards that are forgotten over and over.
fn mix_ups(screen: &ProgressScreen, sheet: &mut Sheet) {
    let mix_ups = &screen.mix_ups;
    let row = |count: usize, text: String, sheet: &mut Sheet| {
        let room = sheet.cells.saturating_sub(COUNT_CELLS + 2);
        let text = cut(&text, room, sheet.look.glyphs.cut);
        sheet.lines.push(TextLine::of(
            format!("{:>COUNT_CELLS$}  {text}", whole(count as f64)),
            Role::Text,
        ));
    };
    if !mix_ups.pairs.is_empty() {
        sheet.heading("Words taken for each other");
    }
    for (one, other, count) in mix_ups.pairs.iter().take(PAIRS_LISTED) {
        row(*count, format!("{one} and {other}"), sheet);
    }
    if !mix_ups.leeches.is_empty() {
        sheet.heading("Forgotten again and again");
    }
    for (key, lapses) in mix_ups.leeches.iter().take(PAIRS_LISTED) {
        row(*lapses as usize, key.to_string(), sheet);
    }
}

fn parameters(screen: &ProgressScreen, sheet: &mut Sheet) {
    sheet.blank();
    let sentence = if screen.has_own_parameters {
        "The memory model has parameters fitted on your own reviews.".to_owned()
    } else {
        format!(
            "The memory model has its default parameters. Own ones are fitted from {FIT_FROM} reviews on."
        )
    };
    sheet.sentence(sentence, Role::Muted);
}
