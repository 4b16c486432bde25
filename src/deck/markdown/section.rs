//! The sections of a card: `### Answer`, `### Rubric` and the like.

use super::{
    Block, BlockKind, Page,
    extract::Extract,
    list::{ListItem, items},
    report,
};
use crate::deck::{
    Kind, Position, Problem,
    fields::{AnswerField, CardFields, FollowUpFields, PhaseFields, PointFields},
};

/// The names of sections, in the order in which they are written.
pub(super) const SECTIONS: [&str; 8] = [
    "answer",
    "hint",
    "steps",
    "options",
    "phases",
    "rubric",
    "follow-ups",
    "model",
];

/// Reads one section into the fields of its card.
pub(super) fn read(
    page: &Page<'_>,
    name: &str,
    line: u32,
    extract: &Extract,
    blocks: &[Block],
    fields: &mut CardFields,
    problems: &mut Vec<Problem>,
) {
    let text = extract.text.trim();
    let is_repeated = match name {
        "answer" => fields.answer.is_some(),
        "hint" => !fields.hint.is_empty(),
        "model" => !fields.model.is_empty(),
        _ => false,
    };
    if is_repeated {
        report(
            problems,
            "repeated",
            Position::line(line),
            format!("the section {name} stands twice; the last is taken"),
        );
    }
    match name {
        "answer" => {
            fields
                .places
                .note("answer", page.line(extract.start).max(line));
            if fields.kind == Kind::Estimate.name() {
                estimate_answer(text, fields);
            } else {
                fields.answer = Some(AnswerField::Text(extract.text.clone()));
            }
        }
        "hint" => {
            fields.places.note("hint", line);
            fields.hint = one_line(text);
        }
        "model" => {
            fields.places.note("model", line);
            fields.model.clone_from(&extract.text);
        }
        _ => {
            let items = items(page, blocks);
            let is_list =
                |block: &&Block| matches!(block.kind, BlockKind::List { .. } | BlockKind::Quote);
            let beside = blocks.iter().filter(|block| !is_list(block));
            for block in beside.filter(|block| !is_marks(&page.source[block.range.clone()])) {
                let message =
                    format!("the section {name} is a list; this text beside it is not loaded");
                report(
                    problems,
                    "point-without-weight",
                    page.position(block.range.start),
                    message,
                );
            }
            if name != "phases" && name != "rubric" {
                for item in items.iter().filter(|item| item.has_more()) {
                    let message = format!(
                        "an entry of {name} is one paragraph; the text below it is not loaded"
                    );
                    report(
                        problems,
                        "point-without-weight",
                        Position::line(item.line),
                        message,
                    );
                }
            }
            lists(name, line, &items, fields, problems);
        }
    }
}

/// Whether a text holds `Source:` and `Allow:` lines alone.
pub(super) fn is_marks(text: &str) -> bool {
    let is_mark = |line: &str| {
        let line = line.trim();
        line.is_empty() || line.starts_with("Source:") || line.starts_with("Allow:")
    };
    text.lines().all(is_mark)
}

fn lists(
    name: &str,
    line: u32,
    items: &[ListItem],
    fields: &mut CardFields,
    problems: &mut Vec<Problem>,
) {
    let paragraphs = || items.iter().map(ListItem::paragraph);
    match name {
        "steps" => {
            fields.places.note("steps", line);
            fields.steps.extend(paragraphs());
        }
        "options" => {
            fields.places.note("options", line);
            fields.options.extend(paragraphs());
        }
        "follow-ups" => {
            fields.places.note("followups", line);
            fields.followups.extend(
                paragraphs().map(|text| match text.strip_prefix("(change)") {
                    Some(rest) => FollowUpFields {
                        text: rest.trim().to_owned(),
                        change: true,
                    },
                    None => FollowUpFields {
                        text,
                        change: false,
                    },
                }),
            );
        }
        "phases" => {
            fields.places.note("phases", line);
            fields
                .phases
                .extend(items.iter().filter_map(|item| phase(item, problems)));
        }
        _ => {
            fields.places.note("rubric", line);
            fields
                .rubric
                .extend(items.iter().filter_map(|item| point(item, problems)));
        }
    }
}

/// `20000 deliveries/s within 1.25`.
pub(super) fn estimate_answer(text: &str, fields: &mut CardFields) {
    let text = one_line(text);
    let (number, rest) = text.split_once(char::is_whitespace).unwrap_or((&text, ""));
    let plain = number.replace([',', '_'], "");
    let Ok(value) = plain.parse::<f64>() else {
        fields.answer = Some(AnswerField::Text(text));
        return;
    };
    fields.answer = Some(AnswerField::Number(value));
    let rest = rest.trim();
    let split = rest
        .rsplit_once("within ")
        .filter(|(before, _)| before.is_empty() || before.ends_with(' '));
    let factor = split.and_then(|(unit, factor)| Some((unit, factor.trim().parse::<f64>().ok()?)));
    match factor {
        Some((unit, factor)) => {
            unit.trim().clone_into(&mut fields.unit);
            fields.within = Some(factor);
        }
        None => rest.clone_into(&mut fields.unit),
    }
}

fn phase(item: &ListItem, problems: &mut Vec<Problem>) -> Option<PhaseFields> {
    let split = item
        .first
        .rsplit_once(' ')
        .filter(|_| item.ordered.is_none());
    let parsed =
        split.and_then(|(title, minutes)| Some((title.trim(), minutes.parse::<u32>().ok()?)));
    let Some((title, minutes)) = parsed else {
        not_written_so(item, "- TITLE MINUTES", problems);
        return None;
    };
    Some(PhaseFields {
        title: title.to_owned(),
        minutes,
        reveal: item.rest.clone(),
        line: item.line,
    })
}

fn point(item: &ListItem, problems: &mut Vec<Problem>) -> Option<PointFields> {
    let split = item
        .first
        .split_once(' ')
        .filter(|_| item.ordered.is_none());
    let parsed = split.and_then(|(weight, text)| Some((weight.parse::<u32>().ok()?, text)));
    let Some((weight, text)) = parsed else {
        not_written_so(item, "- WEIGHT TEXT [phase]", problems);
        return None;
    };
    let mut text = text.trim().to_owned();
    let mut entries: Vec<(String, u32)> = Vec::new();
    for (index, line) in item.rest.lines().enumerate() {
        let line_number = item.line + 1 + index as u32;
        let trimmed = line.trim();
        if let Some(entry) = trimmed
            .strip_prefix("- ")
            .or_else(|| trimmed.strip_prefix("* "))
        {
            entries.push((entry.trim().to_owned(), line_number));
        } else if !trimmed.is_empty() {
            let target = entries.last_mut().map_or(&mut text, |(entry, _)| entry);
            target.push(' ');
            target.push_str(trimmed);
        }
    }
    let mut fields = PointFields {
        weight,
        line: item.line,
        ..PointFields::default()
    };
    if let Some((before, phase)) = text
        .strip_suffix(']')
        .and_then(|text| text.rsplit_once(" ["))
    {
        phase.trim().clone_into(&mut fields.phase);
        before.trim().clone_into(&mut fields.point);
    } else {
        fields.point = text;
    }
    for (entry, line) in entries {
        let (key, value) = entry.split_once(':').unwrap_or((&entry, ""));
        let value = value.trim();
        let is_repeated = match key.trim() {
            "full" => !fields.full.is_empty(),
            "partial" => !fields.partial.is_empty(),
            "keywords" => !fields.keywords.is_empty(),
            "review" => !fields.review.is_empty(),
            _ => false,
        };
        if is_repeated {
            let message = format!(
                "{} stands twice below a point; the last is taken",
                key.trim()
            );
            report(problems, "repeated", Position::line(line), message);
        }
        match key.trim() {
            "full" => value.clone_into(&mut fields.full),
            "partial" => value.clone_into(&mut fields.partial),
            "keywords" => fields.keywords = keywords(value),
            "review" => fields.review = list(value),
            _ => {
                let message = format!(
                    "{:?} is none of full, partial, keywords, review",
                    key.trim()
                );
                report(problems, "unknown-key", Position::line(line), message);
            }
        }
    }
    Some(fields)
}

fn not_written_so(item: &ListItem, form: &str, problems: &mut Vec<Problem>) {
    let message = match &item.ordered {
        Some(marker) => {
            format!("{marker:?} at the start of a line makes a numbered list; write `{form}`")
        }
        None => format!("{:?} is not written as `{form}`", item.first),
    };
    report(
        problems,
        "point-without-weight",
        Position::line(item.line),
        message,
    );
}

fn keywords(text: &str) -> Vec<Vec<String>> {
    let group = |group: &str| {
        group
            .split('|')
            .map(str::trim)
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect()
    };
    text.split(';')
        .map(group)
        .filter(|group: &Vec<String>| !group.is_empty())
        .collect()
}

/// A comma-separated list of names.
pub(super) fn list(text: &str) -> Vec<String> {
    text.split([',', ';'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn one_line(text: &str) -> String {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
