//! Starting other programs, and saying in a sentence what went wrong.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What a step comes to: done, or a sentence for the person at the terminal.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// Makes the repository's root the current folder, from wherever the command was typed.
pub(crate) fn go_to_root() -> Outcome {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("xtask has no folder above it.")?;
    env::set_current_dir(root).map_err(|error| format!("Cannot enter {}: {error}.", root.display()))
}

/// The cargo that runs us.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The compiler that this cargo calls.
pub(crate) fn rustc() -> Command {
    Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

/// Runs to the end with our input and output. A failure names the command.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| format!("Cannot start {}: {error}.", words(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}.", words(command))) }
}

/// What a command prints, trimmed; none when it could not start or failed.
pub(crate) fn read(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program is, by the search path.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// The command as one would type it.
fn words(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
