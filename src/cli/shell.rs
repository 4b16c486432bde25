//! Shell integration: completions and the manual page, both from the arguments themselves.

use clap::CommandFactory;

use super::{Cli, Failure, stdout};

pub(super) fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "mensetsu", &mut bytes);
    print(&bytes)
}

pub(super) fn man() -> Result<(), Failure> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(Cli::command())
        .render(&mut bytes)
        .map_err(|error| Failure::new(error.to_string()))?;
    print(&bytes)
}

fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut output = stdout();
    output.file(&String::from_utf8_lossy(bytes))?;
    Ok(output.flush()?)
}
