//! The id of this device, bound to the machine and the place of the state folder: a home that was copied, moved or restored
//! goes on under a new id, so that two writers never share one.

use std::{fs, io, path::Path};

use serde::{Deserialize, Serialize};

use super::whole_file;
use crate::journal::DeviceId;

#[derive(Serialize, Deserialize, PartialEq, Eq)]
struct DeviceFile {
    id: String,
    machine: String,
    path: String,
}

/// The id of this device if it has one.
pub fn current(state: &Path) -> Option<DeviceId> {
    let path = state.join("device.json");
    // A pipe would be waited for without end.
    if !fs::metadata(&path).ok()?.is_file() {
        return None;
    }
    let bytes = fs::read(path).ok()?;
    let file: DeviceFile = serde_json::from_slice(&bytes).ok()?;
    let is_ours = file.machine == machine() && file.path == place(state);
    DeviceId::parse(&file.id).filter(|_| is_ours)
}

/// The id of this device; a new one is made and written where there is none.
pub fn current_or_new(state: &Path) -> io::Result<DeviceId> {
    if let Some(id) = current(state) {
        return Ok(id);
    }
    whole_file::make_folder(state)?;
    let id = DeviceId(rand::random());
    let file = DeviceFile {
        id: id.to_string(),
        machine: machine(),
        path: place(state),
    };
    let json = serde_json::to_vec(&file).map_err(io::Error::other)?;
    whole_file::write(&state.join("device.json"), &json)?;
    Ok(id)
}

fn machine() -> String {
    let files = ["/etc/machine-id", "/var/lib/dbus/machine-id"];
    let id = files.iter().find_map(|path| fs::read_to_string(path).ok());
    id.map_or(String::new(), |id| id.trim().to_owned())
}

fn place(state: &Path) -> String {
    fs::canonicalize(state)
        .unwrap_or_else(|_| state.to_owned())
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_stays_and_a_copied_home_gets_another() {
        let one = tempfile::tempdir().unwrap();
        let two = tempfile::tempdir().unwrap();
        let id = current_or_new(one.path()).unwrap();
        assert_eq!(current_or_new(one.path()).unwrap(), id);
        fs::copy(
            one.path().join("device.json"),
            two.path().join("device.json"),
        )
        .unwrap();
        assert_eq!(current(two.path()), None);
        assert_ne!(current_or_new(two.path()).unwrap(), id);
    }

    #[test]
    fn a_damaged_file_gives_a_new_id() {
        let state = tempfile::tempdir().unwrap();
        for damaged in ["", "{}", "{\"id\":\"xyz\",\"machine\":\"\",\"path\":\"\"}"] {
            fs::write(state.path().join("device.json"), damaged).unwrap();
            assert_eq!(current(state.path()), None);
        }
        current_or_new(state.path()).unwrap();
    }
}
