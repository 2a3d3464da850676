//! The program under test, with the example unit, on a port of its own.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, ChildStdout, Command},
    sync::Mutex,
    time::timeout,
};

use crate::Outcome;

/// The day on which every journey takes place: that of the article the project begins with.
pub(crate) const TODAY: &str = "2025-05-21";

/// How long the example unit may take to be made, without optimisation and beside other tests.
const PATIENCE: Duration = Duration::from_secs(300);

/// A running `betang demo`. It ends with this value.
#[derive(Debug)]
pub struct Program {
    address: String,
    child: Mutex<Option<Child>>,
}

impl Program {
    /// Starts it, with `more` on its command line, or takes the one that `BETANG_ADDRESS` names (as `http://127.0.0.1:8080`).
    ///
    /// # Errors
    /// When `betang` was not built, or never says where it listens.
    pub async fn start(more: &[&str]) -> Outcome<Self> {
        if let Ok(address) = std::env::var("BETANG_ADDRESS") {
            return Ok(Self { address: address.trim_end_matches('/').to_owned(), child: Mutex::new(None) });
        }
        let mut child = Command::new(built()?)
            .args(["demo", "--listen", "127.0.0.1:0", "--date", TODAY])
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let output = child.stdout.take().ok_or("betang has no output")?;
        let address = timeout(PATIENCE, address_in(output)).await??;
        Ok(Self { address, child: Mutex::new(Some(child)) })
    }

    /// Kills it at once, as a power cut would.
    ///
    /// # Errors
    /// When it was not started here, or is gone already.
    pub async fn kill(&self) -> Outcome {
        let child = self.child.lock().await.take();
        child.ok_or("there is no betang of ours to kill")?.kill().await.map_err(Into::into)
    }

    /// One that somebody else started, and ends.
    #[must_use]
    pub(crate) fn elsewhere(address: &str) -> Self {
        Self { address: address.to_owned(), child: Mutex::new(None) }
    }

    /// The address of a path.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

/// Reads what the program prints until it names an address; the rest is read and forgotten, so
/// that the program never waits for a reader.
pub(crate) async fn address_in(output: ChildStdout) -> Outcome<String> {
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some(address) = line.split_whitespace().find(|word| word.starts_with("http://")) {
            let address = address.trim_end_matches(['/', '.', ',']).to_owned();
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok(address);
        }
    }
    Err("betang ended before it said where it listens".into())
}

/// The program that cargo put beside us.
pub(crate) fn built() -> Outcome<PathBuf> {
    let here = std::env::current_exe()?;
    let found =
        here.ancestors().skip(1).take(2).map(|folder| folder.join("betang")).find(|path| path.is_file());
    found
        .ok_or_else(|| "betang is not built: `cargo build -p server`, or let `cargo xtask test` do it".into())
}

/// The folder `target` of the workspace, for what tests leave behind.
pub(crate) fn target() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"))
}
