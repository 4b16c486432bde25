//! `mensetsu journal check`: bad lines, and notices about clocks, devices and copies. It reads and changes nothing.

use serde::Serialize;

use crate::{
    cli::{Context, Failure, Out, stdout},
    desk::now,
    journal::notice::{Notice, Place, Rows, notices},
    store::{JournalFiles, journal_rows},
};

/// How many places of a notice are named in text. JSON names [`JSON_PLACES`].
const TEXT_PLACES: usize = 4;

/// A journal of another clock may have a place for each of its rows.
const JSON_PLACES: usize = 1_000;

#[derive(Serialize)]
struct Check {
    format: u32,
    files: usize,
    rows: usize,
    bad: Vec<Bad>,
    unknown: usize,
    devices: Vec<String>,
    notices: Vec<Told>,
}

#[derive(Serialize)]
struct Bad {
    path: String,
    line: usize,
    why: String,
}

#[derive(Serialize)]
struct Told {
    kind: &'static str,
    device: Option<String>,
    /// How many rows it is about; `places` names the first of them.
    count: usize,
    places: Vec<ToldPlace>,
    message: String,
    advice: &'static str,
}

#[derive(Serialize)]
struct ToldPlace {
    path: String,
    line: usize,
}

pub(super) fn run(json: bool, context: &Context) -> Result<(), Failure> {
    let folder = context.home.journal();
    let journal = JournalFiles::read(&folder);
    let rows = journal_rows::read(&folder);
    let told = notices(&rows, now());
    let path = |file: usize| folder.join(&rows.files[file]).display().to_string();
    let check = Check {
        format: 1,
        files: journal.files,
        rows: journal.entries.len() + journal.unknown,
        unknown: journal.unknown,
        devices: journal.devices().iter().map(ToString::to_string).collect(),
        bad: journal
            .bad
            .iter()
            .map(|bad| Bad {
                path: bad.path.to_string(),
                line: bad.line,
                why: bad.why.to_string(),
            })
            .collect(),
        notices: told
            .iter()
            .map(|notice| Told {
                kind: notice.kind.name(),
                device: notice.device.map(|device| device.to_string()),
                count: notice.places.len(),
                places: notice
                    .places
                    .iter()
                    .take(JSON_PLACES)
                    .map(|place| ToldPlace {
                        path: path(place.file),
                        line: place.line,
                    })
                    .collect(),
                message: notice.message.clone(),
                advice: notice.advice,
            })
            .collect(),
    };
    let mut output = stdout();
    if json {
        output.json(&check)?;
    } else {
        print(&check, &told, &rows, &path, &mut output)?;
    }
    output.flush()?;
    if check.bad.is_empty() {
        Ok(())
    } else {
        Err(Failure::Found)
    }
}

fn print(
    check: &Check,
    told: &[Notice],
    rows: &Rows,
    path: &dyn Fn(usize) -> String,
    output: &mut Out,
) -> Result<(), Failure> {
    for bad in &check.bad {
        output.line(format!("{}:{}: {}", bad.path, bad.line, bad.why))?;
    }
    if !check.bad.is_empty() {
        output.line("A bad line costs itself and nothing else.")?;
        output.line(
            "mensetsu journal repair looks for whole rows in bad lines, and writes a clean journal beside this one.",
        )?;
    }
    for notice in told {
        let place = notice.places.first().map_or(String::new(), |place| {
            format!("{}:{}: ", path(place.file), place.line)
        });
        output.line(format!(
            "{place}note[{}]: {}",
            notice.kind.name(),
            notice.message
        ))?;
        if notice.places.len() > 1 {
            output.line(format!("  also {}", also(&notice.places, rows)))?;
        }
        output.line(format!("  {}", notice.advice))?;
    }
    output.line(format!(
        "{} files, {} rows, {} bad lines, {} rows of a later version, {} devices",
        check.files,
        check.rows,
        check.bad.len(),
        check.unknown,
        check.devices.len()
    ))?;
    Ok(())
}

/// The places after the first: `line 4, line 9, 00000001-2026.jsonl:3 and 12 more`.
fn also(places: &[Place], rows: &Rows) -> String {
    let mut named: Vec<String> = Vec::new();
    for pair in places.windows(2).take(TEXT_PLACES) {
        named.push(if pair[0].file == pair[1].file {
            format!("line {}", pair[1].line)
        } else {
            format!("{}:{}", rows.files[pair[1].file], pair[1].line)
        });
    }
    let more = places.len() - 1 - named.len();
    let named = named.join(", ");
    if more > 0 {
        format!("{named} and {more} more")
    } else {
        named
    }
}
