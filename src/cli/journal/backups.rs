//! `mensetsu journal backups`: the dated copies of the journal. It reads and changes nothing.

use serde::Serialize;

use crate::{
    cli::{Context, Failure, stdout},
    desk::now,
    journal::Moment,
    store::backup::{self, Backup},
};

#[derive(Serialize)]
struct Report {
    format: u32,
    folder: String,
    backups: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    path: String,
    at: String,
    before: &'static str,
    files: usize,
    bytes: u64,
}

pub(super) fn run(json: bool, context: &Context) -> Result<(), Failure> {
    let folder = context.home.backups();
    let backups = backup::list(&folder);
    let mut output = stdout();
    if json {
        let zone_minutes = now().zone_minutes;
        output.json(&Report {
            format: 1,
            folder: folder.display().to_string(),
            backups: backups
                .iter()
                .map(|backup| row(backup, zone_minutes))
                .collect(),
        })?;
        return Ok(output.flush()?);
    }
    if backups.is_empty() {
        output.line("there is no copy of the journal yet; one is written before mock import and before journal repair")?;
        return Ok(output.flush()?);
    }
    for backup in &backups {
        output.line(format!(
            "{}  {} files, {} KiB",
            backup.path.display(),
            backup.files,
            backup.bytes.div_ceil(1_024)
        ))?;
    }
    Ok(output.flush()?)
}

fn row(backup: &Backup, zone_minutes: i32) -> Row {
    let at = Moment {
        ms: backup.name.seconds.saturating_mul(1_000),
        zone_minutes,
    };
    Row {
        name: backup.name.to_string(),
        path: backup.path.display().to_string(),
        at: at.rfc3339(),
        before: backup.name.reason.name(),
        files: backup.files,
        bytes: backup.bytes,
    }
}
