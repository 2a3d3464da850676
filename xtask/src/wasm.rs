//! Building the pages for wasm32, which is what keeps `app` fit for the phone.
//!
//! Two ways, tried in this order: the target that rustup installed; or Debian's `rustc-web`, which
//! brings the sources of the standard library, so that cargo can build it.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::run::{Outcome, cargo, read, run, rustc};

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN: &str = "/usr/bin/rustc";

/// Whether this machine can build for wasm32.
pub(crate) fn available() -> bool {
    rustup_has_it() || debian_has_it()
}

/// Builds the library `app` for wasm32. It has a target folder of its own: two compilers in one
/// folder undo each other's work.
pub(crate) fn build() -> Outcome {
    let mut command = cargo();
    command.args(["build", "--package", "app", "--target", TARGET, "--target-dir", "target/wasm"]);
    if rustup_has_it() {
        return run(&mut command);
    }
    if !debian_has_it() {
        return Err(format!(
            "No standard library for {TARGET}: type `rustup target add {TARGET}`, \
             or on Debian `apt-get install rustc-web rust-web-src`."
        ));
    }
    command.env("RUSTC", DEBIAN).env("RUSTC_BOOTSTRAP", "1").args(["-Z", "build-std=std,panic_abort"]);
    if let Some(path) = path_with_linker() {
        command.env("PATH", path);
    }
    run(&mut command)
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
