//! The program as its users meet it: started as a process, asked over a socket.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    reason = "shared by test crates that each use a part of it, and all of it is test code"
)]
#![allow(dead_code, reason = "each test file is a crate of its own and needs other parts")]

pub(crate) mod tls;

pub(crate) mod phone;

pub(crate) mod sms;

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use serde_json::Value;

pub(crate) const SAMPLE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../exchange/tests/samples/kohort-contoh.xlsx");
pub(crate) const UNIT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sei-hanyo.toml");

/// A data folder that goes with the test.
pub(crate) struct Folder(pub(crate) tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// A path inside of a folder that is no data folder.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

/// Runs a command; `--data` is added.
pub(crate) fn betang(data: &Path, arguments: &[&str]) -> Output {
    command(arguments).arg("--data").arg(data).output().unwrap()
}

pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_betang"));
    command.args(arguments).env_remove("BETANG_LANG").env_remove("BETANG_DATA").stdin(Stdio::null());
    command
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

pub(crate) fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", text(output)))
}

/// The example unit, without people.
pub(crate) fn begun() -> Folder {
    let folder = Folder::new();
    let data = folder.path().join("data");
    let done = betang(&data, &["init", "--unit", UNIT]);
    assert_eq!(code(&done), 0, "{}", text(&done));
    folder
}

pub(crate) fn add_user(data: &Path, login: &str, role: &str, more: &[&str]) {
    let arguments = [&["user", "add", login, "--name", login, "--role", role], more].concat();
    let mut child = command(&arguments)
        .arg("--data")
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "rahasia-{login}").unwrap();
    assert!(child.wait().unwrap().success());
}

/// A running `betang serve`.
pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    pub(crate) fn start(data: &Path) -> Self {
        Self::start_with(data, &["--listen", "127.0.0.1:0"])
    }

    /// With a door of another kind.
    pub(crate) fn start_with(data: &Path, door: &[&str]) -> Self {
        let mut child =
            command(&["serve"]).args(door).arg("--data").arg(data).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split_whitespace().find_map(|word| word.split_once("://")).unwrap_or_default().1;
        let address = address.split('/').next().unwrap_or_default().to_owned();
        assert!(!address.is_empty(), "no address in {line:?}");
        Self { child, address }
    }

    /// One request on a connection of its own; the whole answer.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> Option<String> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        write!(
            stream,
            "{method} {path} HTTP/1.0\r\nhost: {}\r\n{headers}content-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        )
        .ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        (!answer.is_empty()).then(|| String::from_utf8_lossy(&answer).into_owned())
    }

    pub(crate) fn get(&self, path: &str, cookie: &str) -> String {
        self.ask("GET", path, &format!("cookie: {cookie}\r\n"), "").unwrap()
    }

    /// Logs in; answers the cookie.
    pub(crate) fn log_in(&self, login: &str) -> String {
        let answer = self.ask("POST", "/masuk", "", &format!("nama={login}&sandi=rahasia-{login}")).unwrap();
        let header = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap_or_default();
        assert!(header.contains("HttpOnly") && header.contains("SameSite=Lax"), "{answer}");
        header.split(';').next().unwrap_or_default().to_owned()
    }

    /// Sends a file from a form, as a browser does; the answer's head and body.
    pub(crate) fn upload(&self, path: &str, cookie: &str, name: &str, file: &[u8]) -> String {
        let csrf = self.csrf(cookie);
        let mut body = format!(
            "--edge\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n\
             --edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let headers = format!("cookie: {cookie}\r\ncontent-type: multipart/form-data; boundary=edge\r\n");
        let answer = phone::post(&self.address, path, &headers, &body);
        format!("{}\r\n\r\n{}", answer.head, answer.text())
    }

    /// The token that a person's forms carry.
    pub(crate) fn csrf(&self, cookie: &str) -> String {
        let page = self.get("/lainnya", cookie);
        let after = page.split("name=\"csrf\" value=\"").nth(1).unwrap_or_default();
        after.split('"').next().unwrap_or_default().to_owned()
    }
}

pub(crate) fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}
