//! Building the program and starting it.

use std::{path::PathBuf, process::Command, time::Instant};

use crate::{
    run::{Outcome, cargo, run},
    site, wasm,
};

/// Starts Betang with the example unit; the program prints address and logins.
pub(crate) fn demo(arguments: &[String]) -> Outcome {
    let program = build()?;
    run(Command::new(program).arg("demo").args(with_listen(arguments)))
}

/// Starts Betang on a data folder.
pub(crate) fn serve(arguments: &[String]) -> Outcome {
    let program = build()?;
    run(Command::new(program).arg("serve").args(arguments))
}

/// Builds the program as it is given to others, and says where it is. The phone's program comes
/// first, for it is put into this one; a machine that cannot build it gets a Betang without phones.
pub(crate) fn build() -> Outcome<PathBuf> {
    let begun = Instant::now();
    eprintln!("Building betang (release). The first time this takes some minutes.");
    if wasm::available() {
        wasm::build(wasm::Variant::Small)?;
    } else {
        site::remove()?;
        eprintln!("Without the phone's program: {}", wasm::MISSING);
    }
    let phone = site::built().unwrap_or_default();
    let mut command = cargo();
    command.args(["build", "--release", "--package", "server", "--bin", "betang"]);
    run(command.env("BETANG_PHONE_PROGRAM", phone))?;
    eprintln!("Built in {:.0} s.", begun.elapsed().as_secs_f64());
    Ok(target_folder().join("release/betang"))
}

/// Where cargo puts what it builds.
pub(crate) fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from)
}

/// The address of the demo, unless one is asked for.
fn with_listen(arguments: &[String]) -> Vec<String> {
    let mut all = arguments.to_vec();
    if !arguments.iter().any(|argument| argument.starts_with("--listen") || argument == "--help") {
        all.extend(["--listen".to_owned(), "127.0.0.1:8080".to_owned()]);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_listens_at_8080_unless_told_otherwise() {
        assert_eq!(with_listen(&[]), ["--listen", "127.0.0.1:8080"]);
        let other = ["--listen=127.0.0.1:9000".to_owned()];
        assert_eq!(with_listen(&other), other);
    }
}
