//! What a fault needs: tools, root, mounts. What is missing is said, and the test that needs it passes.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
};

/// Says that a row is not tested here, and why. Past the capture of the test harness, so that it is always seen.
pub fn skip(row: u32, why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: row {row}: {why}");
}

/// Whether everything that a row needs is here; what is not is said.
pub fn has(row: u32, needs: &[Need]) -> bool {
    for need in needs {
        if let Some(why) = need.missing() {
            skip(row, &why);
            return false;
        }
    }
    true
}

/// Something that a fault needs.
#[derive(Clone, Copy)]
pub enum Need {
    /// A program in the path.
    Tool(&'static str),
    /// The user root.
    Root,
    /// What Linux says of processes under `/proc`.
    Processes,
    /// strace, and leave to trace.
    Trace,
    /// Leave to mount something in memory.
    Mount,
    /// Leave to mount an image through a loop device.
    Loop,
}

impl Need {
    fn missing(self) -> Option<String> {
        static TRACE: OnceLock<bool> = OnceLock::new();
        static MOUNT: OnceLock<bool> = OnceLock::new();
        static LOOP: OnceLock<bool> = OnceLock::new();
        match self {
            Self::Tool(name) => (!is_there(name)).then(|| format!("needs {name}")),
            Self::Root => (!is_root()).then(|| "needs root".to_owned()),
            Self::Processes => {
                (!Path::new("/proc/self/stat").exists()).then(|| "needs /proc".to_owned())
            }
            Self::Trace => {
                let probe = ["-f", "-qq", "-o", "/dev/null", "true"];
                let may = TRACE.get_or_init(|| is_there("strace") && succeeds("strace", &probe));
                (!may).then(|| "needs strace and leave to trace".to_owned())
            }
            Self::Mount => {
                let may = MOUNT.get_or_init(|| is_root() && Mount::memory("64k").is_some());
                (!may).then(|| "needs root and leave to mount".to_owned())
            }
            Self::Loop => {
                let may = LOOP.get_or_init(|| is_root() && loop_mounts());
                (!may).then(|| "needs root, mkfs.ext4 and loop mounts".to_owned())
            }
        }
    }
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn is_there(tool: &str) -> bool {
    let path = std::env::var("PATH").unwrap_or_default();
    // mkfs is in sbin, which is not in everybody's path.
    path.split(':')
        .chain(["/usr/sbin", "/sbin"])
        .any(|folder| Path::new(folder).join(tool).is_file())
}

/// Whether a command can be run and succeeds; what it says is not shown.
pub fn succeeds(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn loop_mounts() -> bool {
    let folder = tempfile::tempdir().unwrap();
    let image = folder.path().join("image");
    let file = std::fs::File::create(&image).unwrap();
    file.set_len(8 * 1024 * 1024).unwrap();
    let image = image.to_str().unwrap();
    is_there("mkfs.ext4")
        && succeeds("mkfs.ext4", &["-q", image])
        && Mount::new(&["-o", "loop", image]).is_some()
}

/// A mounted folder; it is unmounted when it is dropped.
pub struct Mount {
    folder: tempfile::TempDir,
}

impl Mount {
    /// Mounts with some arguments of `mount`, the folder coming last.
    pub fn new(arguments: &[&str]) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap();
        let arguments: Vec<&str> = arguments.iter().copied().chain([path]).collect();
        succeeds("mount", &arguments).then_some(Self { folder })
    }

    /// Mounts a file system in memory of a size.
    pub fn memory(size: &str) -> Option<Self> {
        Self::new(&["-t", "tmpfs", "-o", &format!("size={size}"), "none"])
    }

    /// Mounts it again with other options.
    pub fn again(&self, options: &str) {
        let path = self.path().to_str().unwrap();
        let arguments = ["-o", &format!("remount,{options}"), path];
        assert!(succeeds("mount", &arguments), "remount {options}");
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        succeeds("umount", &["-l", self.path().to_str().unwrap()]);
    }
}

/// Compiles a C file of this folder with some options. `None` where there is no compiler.
pub fn compiled(name: &str, options: &[&str], folder: &Path) -> Option<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/faults")
        .join(name);
    let made = folder.join(name).with_extension("made");
    if !is_there("cc") {
        return None;
    }
    let paths = ["-o", made.to_str().unwrap(), source.to_str().unwrap()];
    let arguments: Vec<&str> = options.iter().copied().chain(paths).collect();
    assert!(succeeds("cc", &arguments), "{name} does not compile");
    Some(made)
}
