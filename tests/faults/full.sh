#!/usr/bin/env bash
# The full counts of the fault table, by hand and as root: 200 kills each of rows 1 and 17, 20 power cuts a file system.
# `cargo test` runs 20 kills and one cut a file system.
set -euo pipefail
cd "$(dirname "$0")/../.."
MENSETSU_KILLS=${MENSETSU_KILLS:-200} cargo test --locked --test faults -- --nocapture row_01 row_17
cargo build --locked
program=${CARGO_TARGET_DIR:-target}/debug/mensetsu
for fs in ext4 xfs; do tests/faults/powercut.sh "$fs" "${CUTS:-20}" "$(realpath "$program")"; done
