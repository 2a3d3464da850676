//! A server with a data folder and a port of its own, which can be killed and started again: for
//! phones, which must outlive that.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use serde_json::Value;
use tempfile::TempDir;
use tokio::{
    net::TcpListener,
    process::{Child, Command},
    time::timeout,
};

use crate::{
    Outcome,
    program::{TODAY, address_in, built},
};

/// How long it may take to begin, the example unit made included, without optimisation and beside
/// other tests.
const PATIENCE: Duration = Duration::from_secs(300);

/// A Puskesmas with the example unit.
#[derive(Debug)]
pub struct Puskesmas {
    folder: TempDir,
    port: u16,
    phone_program: Option<PathBuf>,
    child: Option<Child>,
}

impl Puskesmas {
    /// Makes the example unit and opens.
    ///
    /// # Errors
    /// When the program was not built, or does not begin.
    pub async fn open() -> Outcome<Self> {
        let port = TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port();
        let folder = tempfile::tempdir()?;
        let mut puskesmas = Self { folder, port, phone_program: None, child: None };
        puskesmas.reopen().await?;
        Ok(puskesmas)
    }

    /// Opens again, with what was there.
    ///
    /// # Errors
    /// When it does not begin.
    pub async fn reopen(&mut self) -> Outcome {
        let mut command = Command::new(built()?);
        command.args(["demo", "--date", TODAY, "--listen", &format!("127.0.0.1:{}", self.port), "--data"]);
        command.arg(self.data());
        if let Some(program) = &self.phone_program {
            command.arg("--phone-program").arg(program);
        }
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let output = child.stdout.take().ok_or("betang has no output")?;
        self.child = Some(child);
        timeout(PATIENCE, address_in(output)).await??;
        Ok(())
    }

    /// Kills it at once, as a power cut would.
    ///
    /// # Errors
    /// When it was not open.
    pub async fn kill(&mut self) -> Outcome {
        let mut child = self.child.take().ok_or("the Puskesmas is closed already")?;
        Ok(child.kill().await?)
    }

    /// Gives out another version of the phone's program from the next opening on: the same, under
    /// another name.
    ///
    /// # Errors
    /// When the phone's program was not built.
    pub fn update_phone_program(&mut self) -> Outcome {
        let site = crate::program::target().join("site");
        let updated = self.folder.path().join("site");
        copy(&site, &updated)?;
        let version = fs::read_to_string(site.join("version"))?;
        let next: String = version.chars().rev().collect();
        let worker = fs::read_to_string(site.join("sw.js"))?.replace(&version, &next);
        fs::write(updated.join("sw.js"), worker)?;
        fs::remove_file(updated.join("sw.js.br"))?;
        fs::write(updated.join("version"), next)?;
        self.phone_program = Some(updated);
        Ok(())
    }

    /// Its address.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Its whole log, an entry each.
    ///
    /// # Errors
    /// When it cannot be exported.
    pub async fn log(&self) -> Outcome<Vec<Value>> {
        entries(&self.run(&["export", "log"]).await?)
    }

    /// What follows from its log on the day of the tests, as `betang state` prints it.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn state(&self) -> Outcome<String> {
        self.run(&["state", "--on", TODAY]).await
    }

    async fn run(&self, arguments: &[&str]) -> Outcome<String> {
        let output = Command::new(built()?).args(arguments).arg("--data").arg(self.data()).output().await?;
        if output.status.success() {
            Ok(String::from_utf8(output.stdout)?)
        } else {
            Err(format!("betang {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr)).into())
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("unit")
    }
}

/// The entries of an exported log.
pub(crate) fn entries(lines: &str) -> Outcome<Vec<Value>> {
    Ok(lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
