//! Rows 2 to 4: the power goes while the program writes. `powercut.sh` says how; `full.sh` cuts it 20 times a file system.

use std::{path::Path, process::Command};

use crate::means::{Need, has, skip};

/// Cuts the power once under a file system, and fails where anything that was acknowledged is lost.
fn cut(row: u32, file_system: &str) {
    let make = match file_system {
        "xfs" => "mkfs.xfs",
        _ => "mkfs.ext4",
    };
    let needs = [
        Need::Loop,
        Need::Tool(make),
        Need::Tool("cc"),
        Need::Tool("python3"),
    ];
    if !has(row, &needs) {
        return;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/powercut.sh");
    let output = Command::new("bash")
        .arg(script)
        .args([file_system, "1", env!("CARGO_BIN_EXE_mensetsu")])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    match output.status.code() {
        Some(0) => println!("{said}"),
        Some(2) => skip(
            row,
            &format!("the power cannot be cut here: {}", errors.trim()),
        ),
        _ => panic!("{said}{errors}"),
    }
}

#[test]
fn row_02_power_cut_on_ext4() {
    cut(2, "ext4");
}

#[test]
fn row_03_power_cut_on_xfs() {
    cut(3, "xfs");
}

/// The script looks at `attempt.json`, `config.toml` and `device.json` too: the old one, the new one, never half of one.
#[test]
fn row_04_power_cut_in_a_whole_file() {
    cut(4, "ext4");
}
