//! `mensetsu deck show ID --stats`: a deck in numbers.

use serde::Serialize;

use super::{Failure, Out, stdout};
use crate::deck::{
    Kind,
    collection::{Collection, LoadedDeck},
    coverage,
    stats::DeckStats,
};

#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    id: &'a str,
    cards: usize,
    items: usize,
    core: usize,
    areas: Vec<AreaRow<'a>>,
    sources: Share,
    answer_words: Option<Words>,
    coverage: Vec<CoverageRow<'a>>,
}

#[derive(Serialize)]
struct AreaRow<'a> {
    area: &'a str,
    kinds: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct Share {
    cards: usize,
    of: usize,
}

#[derive(Serialize)]
struct Words {
    median: usize,
    longest: usize,
}

#[derive(Serialize)]
struct CoverageRow<'a> {
    row: &'a str,
    topic: &'a str,
    full: bool,
    missing: String,
}

/// Prints the numbers of a deck. Coverage counts the cards of every deck that is loaded.
pub(super) fn show(
    loaded: &LoadedDeck,
    collection: &Collection,
    json: bool,
) -> Result<(), Failure> {
    let stats = DeckStats::of(loaded, collection, coverage::bundled());
    let mut output = stdout();
    if json {
        output.json(&report(loaded, &stats))?;
    } else {
        print(loaded, &stats, &mut output)?;
    }
    Ok(output.flush()?)
}

fn print(loaded: &LoadedDeck, stats: &DeckStats<'_>, output: &mut Out) -> Result<(), Failure> {
    let deck = &loaded.deck;
    let cards = deck.cards.len();
    output.line(format!(
        "{} · {} · {cards} cards · {} items",
        deck.id,
        deck.title.line(),
        loaded.items
    ))?;
    output.line("")?;
    let kinds: Vec<Kind> = Kind::ALL
        .into_iter()
        .filter(|kind| {
            stats
                .areas
                .iter()
                .any(|area| area.kinds[*kind as usize] > 0)
        })
        .collect();
    let mut heading = "area".to_owned();
    for kind in &kinds {
        heading.push_str(&format!("  {:>8}", kind.name()));
    }
    output.line(format!("{heading}  {:>8}", "cards"))?;
    for area in &stats.areas {
        let name = if area.area.is_empty() {
            "none"
        } else {
            &area.area
        };
        let mut line = format!("{name:<4}");
        for kind in &kinds {
            line.push_str(&format!("  {:>8}", area.kinds[*kind as usize]));
        }
        let sum: usize = area.kinds.iter().sum();
        output.line(format!("{line}  {sum:>8}"))?;
    }
    output.line("")?;
    output.line(format!("core      {} of {cards} cards", stats.core))?;
    let percent = (stats.sourced * 100).checked_div(stats.to_source);
    match percent {
        Some(percent) => output.line(format!(
            "sources   {} of {} cards ({percent}%)",
            stats.sourced, stats.to_source
        ))?,
        None => output.line("sources   no card needs one")?,
    }
    if let (Some(median), Some(longest)) = (stats.median_words(), stats.answer_words.last()) {
        output.line(format!(
            "answers   median {median} words, longest {longest}"
        ))?;
    }
    let full = stats.rows.iter().filter(|row| row.is_full()).count();
    output.line(format!(
        "coverage  {} rows named, {full} of them full with all decks",
        stats.rows.len()
    ))?;
    for standing in stats.rows.iter().filter(|row| !row.is_full()) {
        output.line(format!(
            "  {} {}: {}",
            standing.row.id,
            standing.row.topic,
            standing.missing()
        ))?;
    }
    Ok(())
}

fn report<'a>(loaded: &'a LoadedDeck, stats: &'a DeckStats<'a>) -> Report<'a> {
    let areas = stats.areas.iter().map(|area| AreaRow {
        area: &area.area,
        kinds: Kind::ALL
            .into_iter()
            .filter(|kind| area.kinds[*kind as usize] > 0)
            .map(|kind| (kind.name().to_owned(), area.kinds[kind as usize].into()))
            .collect(),
    });
    let coverage = stats.rows.iter().map(|standing| CoverageRow {
        row: &standing.row.id,
        topic: &standing.row.topic,
        full: standing.is_full(),
        missing: standing.missing(),
    });
    Report {
        format: 1,
        id: loaded.deck.id.as_str(),
        cards: loaded.deck.cards.len(),
        items: loaded.items,
        core: stats.core,
        areas: areas.collect(),
        sources: Share {
            cards: stats.sourced,
            of: stats.to_source,
        },
        answer_words: stats.median_words().zip(stats.answer_words.last()).map(
            |(median, longest)| Words {
                median,
                longest: *longest,
            },
        ),
        coverage: coverage.collect(),
    }
}
