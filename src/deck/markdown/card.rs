//! One card of a Markdown deck: heading, body, sections, and the rows of a vocabulary table.

use std::ops::Range;

use super::{
    Block, BlockKind, Page,
    extract::{Extract, allow, extract},
    heading::{self, Heading},
    report,
    section::{self, SECTIONS, is_marks, list},
    table::{self, Row, Table},
};
use crate::deck::{
    Kind, Position, Problem,
    build::nearest,
    fields::{AnswerField, CardFields},
};

/// The prose before the first card.
pub(super) fn description(
    page: &Page<'_>,
    range: Range<usize>,
    blocks: &[Block],
    problems: &mut Vec<Problem>,
) -> String {
    let is_section = |block: &&Block| matches!(block.kind, BlockKind::Heading { level: 1 | 3 });
    for block in blocks.iter().filter(is_section) {
        let message = "a heading stands before the first card; ## starts a card";
        report(
            problems,
            "unknown-section",
            page.position(block.range.start),
            message,
        );
    }
    let end = blocks
        .iter()
        .find(is_section)
        .map_or(range.end, |block| block.range.start);
    page.source[range.start..end.max(range.start)].to_owned()
}

/// Reads the card whose heading is the first of `blocks`; a vocabulary table gives a card for each row.
pub(super) fn read(
    page: &Page<'_>,
    blocks: &[Block],
    end: usize,
    cards: &mut Vec<CardFields>,
    problems: &mut Vec<Problem>,
) {
    let Some((heading_block, blocks)) = blocks.split_first() else {
        return;
    };
    let text = heading_text(&page.source[heading_block.range.clone()]);
    let heading = heading::attributes(text);
    let place = page.position(heading_block.range.start);
    report_heading(&heading, place, problems);

    let mut fields = from_heading(&heading, place, problems);
    let mut body_blocks: &[Block] = &[];
    let mut body = Extract::default();
    for (index, part) in parts(page, heading_block, blocks, end)
        .into_iter()
        .enumerate()
    {
        let extract = extract(page, part.range, part.blocks);
        take_marks(&extract, &mut fields);
        if index == 0 {
            body_blocks = part.blocks;
            body = extract;
        } else {
            let name = section_name(page, part.heading, problems);
            if let Some(name) = name
                && fields.kind == Kind::Vocab.name()
            {
                let message =
                    format!("a vocab heading has no section {name}; write it in a column");
                report(
                    problems,
                    "unknown-section",
                    page.position(part.start),
                    message,
                );
            } else if let Some(name) = name {
                section::read(
                    page,
                    name,
                    page.line(part.start),
                    &extract,
                    part.blocks,
                    &mut fields,
                    problems,
                );
            }
        }
    }
    if fields.kind == Kind::Vocab.name() {
        words(page, &heading, &fields, body_blocks, cards, problems);
        return;
    }
    take_body(page, &body, &mut fields);
    cards.push(fields);
}

/// The body before the first section: the answer, or the context where the answer stands elsewhere.
fn take_body(page: &Page<'_>, body: &Extract, fields: &mut CardFields) {
    if body.text.trim().is_empty() {
        return;
    }
    let kind = Kind::from_name(&fields.kind).unwrap_or(Kind::Recall);
    let line = page.line(body.start);
    let is_answer = fields.answer.is_none() && matches!(kind, Kind::Recall | Kind::Estimate);
    if is_answer && kind == Kind::Recall {
        fields.places.note("answer", line);
        fields.answer = Some(AnswerField::Text(body.text.clone()));
    } else if is_answer {
        fields.places.note("answer", line);
        section::estimate_answer(body.text.trim(), fields);
    } else {
        fields.places.note("context", line);
        fields.context.clone_from(&body.text);
    }
}

/// A piece of a card: the body, or a section below its heading.
struct Part<'b> {
    heading: Option<&'b Block>,
    start: usize,
    range: Range<usize>,
    blocks: &'b [Block],
}

fn parts<'b>(page: &Page<'_>, heading: &Block, blocks: &'b [Block], end: usize) -> Vec<Part<'b>> {
    let mut parts = Vec::new();
    let mut title: Option<&Block> = None;
    let mut start = heading.range.start;
    let mut from = line_end(page.source, heading);
    let mut first = 0;
    for (index, block) in blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Heading { level: 1 | 3 }) {
            let range = from..block.range.start.max(from);
            parts.push(Part {
                heading: title,
                start,
                range,
                blocks: &blocks[first..index],
            });
            title = Some(block);
            start = block.range.start;
            from = line_end(page.source, block);
            first = index + 1;
        }
    }
    parts.push(Part {
        heading: title,
        start,
        range: from..end.max(from),
        blocks: &blocks[first..],
    });
    parts
}

/// The byte after the line of a heading.
fn line_end(source: &str, heading: &Block) -> usize {
    let start = heading.range.start;
    source[start..]
        .find('\n')
        .map_or(source.len(), |offset| start + offset + 1)
}

fn section_name(
    page: &Page<'_>,
    heading: Option<&Block>,
    problems: &mut Vec<Problem>,
) -> Option<&'static str> {
    let heading = heading?;
    let text = heading_text(&page.source[heading.range.clone()]);
    let title = heading::attributes(text).prompt.to_lowercase();
    let is_section = matches!(heading.kind, BlockKind::Heading { level: 3 });
    let name = SECTIONS.into_iter().find(|name| {
        *name == title || name.replace('-', " ") == title || name.replace('-', "") == title
    });
    if name.is_some() && is_section {
        return name;
    }
    let hint = nearest(&title, SECTIONS.into_iter())
        .map_or(String::new(), |near| format!("; did you mean ### {near}?"));
    let message = format!("{title:?} is no section of a card; its text is not loaded{hint}");
    report(
        problems,
        "unknown-section",
        page.position(heading.range.start),
        message,
    );
    None
}

/// The text of a heading line after its `#` marks.
fn heading_text(line: &str) -> &str {
    line.lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches(' ')
        .trim_start_matches('#')
        .trim()
}

fn report_heading(heading: &Heading, place: Position, problems: &mut Vec<Problem>) {
    for id in &heading.surplus_ids {
        report(
            problems,
            "two-ids",
            place,
            format!("the heading has a second id {id:?}; the first is taken"),
        );
    }
    for word in &heading.unknown {
        report(
            problems,
            "unknown-attribute",
            place,
            format!("{word:?} is no attribute of a card"),
        );
    }
}

fn from_heading(heading: &Heading, place: Position, problems: &mut Vec<Problem>) -> CardFields {
    let mut fields = CardFields {
        id: heading.id.clone().unwrap_or_default(),
        kind: heading
            .kind
            .clone()
            .unwrap_or_else(|| Kind::Recall.name().to_owned()),
        prompt: heading.prompt.clone(),
        ..CardFields::default()
    };
    fields.places.card = place;
    for (index, (key, value)) in heading.values.iter().enumerate() {
        if heading.values[..index]
            .iter()
            .any(|(before, _)| before == key)
        {
            report(
                problems,
                "repeated",
                place,
                format!("{key} stands twice in the heading; the last is taken"),
            );
        }
        match *key {
            "area" => fields.area.clone_from(value),
            "tier" => fields.tier.clone_from(value),
            "covers" => fields.covers = list(value),
            "was" => fields.was = list(value),
            _ => match value.parse() {
                Ok(minutes) => fields.minutes = Some(minutes),
                Err(_) => report(
                    problems,
                    "bad-value",
                    place,
                    format!("minutes={value} is not a whole number"),
                ),
            },
        }
    }
    fields
}

fn take_marks(extract: &Extract, fields: &mut CardFields) {
    if let Some((note, line)) = &extract.note {
        fields.places.note("note", *line);
        if !fields.note.is_empty() {
            fields.note.push_str("\n\n");
        }
        fields.note.push_str(note.trim_end());
    }
    for (source, line) in &extract.sources {
        fields.places.note("source", *line);
        if !fields.source.is_empty() {
            fields.source.push_str("; ");
        }
        fields.source.push_str(source);
    }
    for (allow, line) in &extract.allow {
        fields.places.note("allow", *line);
        fields.allow.push(allow.clone());
    }
}

fn words(
    page: &Page<'_>,
    heading: &Heading,
    shared: &CardFields,
    blocks: &[Block],
    cards: &mut Vec<CardFields>,
    problems: &mut Vec<Problem>,
) {
    let place = shared.places.card;
    if let Some(id) = &heading.id {
        report(
            problems,
            "unknown-attribute",
            place,
            format!("the id {id:?} stands on a table; write ids in a column"),
        );
    }
    let tables = table::tables(page, blocks, problems);
    if tables.is_empty() {
        report(
            problems,
            "missing-field",
            place,
            "a vocab heading has no table of words",
        );
        return;
    }
    let is_beside = |block: &&Block| !matches!(block.kind, BlockKind::Table | BlockKind::Quote);
    for block in blocks.iter().filter(is_beside) {
        if !is_marks(&page.source[block.range.clone()]) {
            let message = "text beside the table is not shown in a drill";
            report(
                problems,
                "vocab-prose",
                page.position(block.range.start),
                message,
            );
        }
    }
    for table in &tables {
        for column in &table.columns {
            if !column.is_empty() && !is_column(column) {
                report(
                    problems,
                    "unknown-key",
                    Position::line(table.line),
                    format!("{column:?} is no column of a word"),
                );
            }
        }
        for row in &table.rows {
            cards.push(word(shared, table, row, problems));
        }
    }
}

const COLUMNS: [&str; 21] = [
    "id",
    "term",
    "reading",
    "meaning",
    "example",
    "translation",
    "spellings",
    "hint",
    "alternates",
    "accept",
    "reject",
    "speech",
    "area",
    "tier",
    "covers",
    "prompt",
    "context",
    "note",
    "source",
    "allow",
    "was",
];

fn is_column(name: &str) -> bool {
    COLUMNS.contains(&name)
}

fn word(shared: &CardFields, table: &Table, row: &Row, problems: &mut Vec<Problem>) -> CardFields {
    let mut fields = CardFields {
        kind: Kind::Vocab.name().to_owned(),
        area: shared.area.clone(),
        tier: shared.tier.clone(),
        covers: shared.covers.clone(),
        note: shared.note.clone(),
        source: shared.source.clone(),
        allow: shared.allow.clone(),
        was: shared.was.clone(),
        ..CardFields::default()
    };
    fields.places.card = Position::line(row.line);
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        if cell.is_empty() {
            continue;
        }
        if column.is_empty() {
            report(
                problems,
                "unknown-key",
                Position::line(row.line),
                format!("{cell:?} stands in a column without a name"),
            );
        }
        let text = cell.clone();
        match column.as_str() {
            "id" => fields.id = text,
            "term" => fields.term = text,
            "reading" => fields.reading = text,
            "meaning" => fields.meaning = entries(cell),
            "example" => fields.example = text,
            "translation" => fields.translation = text,
            "spellings" => fields.spellings = entries(cell),
            "hint" => fields.hint = text,
            "alternates" => fields.alternates = entries(cell),
            "accept" => fields.accept = entries(cell),
            "reject" => fields.reject = entries(cell),
            "speech" => match cell.to_lowercase().as_str() {
                "true" | "yes" | "x" | "1" => fields.speech = true,
                "false" | "no" | "0" => {}
                other => report(
                    problems,
                    "bad-value",
                    Position::line(row.line),
                    format!("speech is {other:?}, not true"),
                ),
            },
            "area" => fields.area = text,
            "tier" => fields.tier = text,
            "covers" => fields.covers = list(cell),
            "prompt" => fields.prompt = text,
            "context" => fields.context = text,
            "note" => fields.note = text,
            "source" => fields.source = text,
            "allow" => fields.allow = entries(cell).iter().map(|entry| allow(entry)).collect(),
            "was" => fields.was = list(cell),
            _ => {}
        }
    }
    fields
}

fn entries(cell: &str) -> Vec<String> {
    cell.split([';', '；'])
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
        .map(str::to_owned)
        .collect()
}
