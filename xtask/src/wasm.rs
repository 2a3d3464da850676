//! Building the phone's program, crate `worker`, for wasm32; [`site`](crate::site) makes of it what
//! a phone downloads.
//!
//! Two ways, tried in this order: the target that rustup installed; or Debian's `rustc-web`, which
//! brings the sources of the standard library, so that cargo can build it.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    run::{Outcome, cargo, read, run, rustc},
    site, weigh,
};

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN: &str = "/usr/bin/rustc";
/// It has a target folder of its own: two compilers in one folder undo each other's work.
const FOLDER: &str = "target/wasm";

/// What nobody reads on a phone: the source lines of panics, and values as programmers write them out.
const TERSE: &str = "-Zlocation-detail=none -Zfmt-debug=none";

/// What to type where it can't be built.
pub(crate) const MISSING: &str = "no standard library for wasm32-unknown-unknown: type `rustup target add \
     wasm32-unknown-unknown`, or on Debian `apt-get install rustc-web rust-web-src`.";

/// For whom the program is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variant {
    /// For phones: as small as it gets.
    Small,
    /// For tests and everyday work: quick to build again, and with what only tests ask for.
    Trial,
}

impl Variant {
    fn profile(self) -> &'static str {
        match self {
            Self::Small => "wasm",
            Self::Trial => "wasm-dev",
        }
    }
}

/// Whether this machine can build for wasm32.
pub(crate) fn available() -> bool {
    rustup_has_it() || debian_has_it()
}

/// The command `wasm`.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let variant = if has("--dev") { Variant::Trial } else { Variant::Small };
    build(variant)?;
    if has("--weigh") { weigh::tell(&library(variant)) } else { Ok(()) }
}

/// Builds the phone's program into `target/site`.
pub(crate) fn build(variant: Variant) -> Outcome {
    let mut command = cargo();
    command.args(["build", "--package", "worker", "--target", TARGET, "--target-dir", FOLDER]);
    command.args(["--profile", variant.profile()]);
    if variant == Variant::Trial {
        command.args(["--features", "trial"]);
    }
    if !rustup_has_it() {
        by_debian(&mut command, variant)?;
    }
    run(&mut command)?;
    site::make(&library(variant), variant)
}

/// Where cargo puts the library.
fn library(variant: Variant) -> PathBuf {
    Path::new(FOLDER).join(TARGET).join(variant.profile()).join("worker.wasm")
}

/// Lets Debian's compiler do it, standard library included.
fn by_debian(command: &mut Command, variant: Variant) -> Outcome {
    if !debian_has_it() {
        return Err(MISSING.to_owned());
    }
    command.env("RUSTC", DEBIAN).env("RUSTC_BOOTSTRAP", "1").args(["-Z", "build-std=std,panic_abort"]);
    if variant == Variant::Small {
        command.args(["-Z", "build-std-features=optimize_for_size"]).env("RUSTFLAGS", TERSE);
    }
    if let Some(path) = path_with_linker() {
        command.env("PATH", path);
    }
    Ok(())
}

fn rustup_has_it() -> bool {
    read(rustc().args(["--print", "target-libdir", "--target", TARGET]))
        .is_some_and(|path| Path::new(&path).is_dir())
}

fn debian_has_it() -> bool {
    let sysroot = read(Command::new(DEBIAN).args(["--print", "sysroot"]));
    sysroot.is_some_and(|path| Path::new(&path).join("lib/rustlib/src/rust/library/Cargo.lock").is_file())
}

/// The search path with the folder in which rustup keeps `rust-lld`.
fn path_with_linker() -> Option<std::ffi::OsString> {
    let sysroot = PathBuf::from(read(rustc().args(["--print", "sysroot"]))?);
    let host = read(rustc().args(["--print", "host-tuple"]))?;
    let folder = sysroot.join("lib/rustlib").join(host).join("bin");
    env::join_paths(env::split_paths(&env::var_os("PATH")?).chain([folder])).ok()
}
