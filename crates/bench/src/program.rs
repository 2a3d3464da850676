//! The program as a process of its own, and a person logged in to it.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::Outcome;

/// The head of the measured unit.
pub(crate) const LOGIN: &str = "ukur";
/// The password of everybody who is added.
pub(crate) const PASSWORD: &str = "hanya-untuk-mengukur";

/// Where cargo put the program.
pub(crate) fn betang() -> Outcome<PathBuf> {
    let here = std::env::current_exe()?;
    let found = here.parent().map(|folder| folder.join("betang")).filter(|path| path.is_file());
    found.ok_or_else(|| "betang is not built: `cargo build --release -p server`".into())
}

/// A folder for what measurements leave behind; on the disk that the program would use.
pub(crate) fn scratch() -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// What `betang import` ends with when it did its work and kept some rows for a person.
const HELD: i32 = 3;

/// Runs a command of the program to its end; what it printed.
pub(crate) fn command(arguments: &[&str]) -> Outcome<String> {
    let output = Command::new(betang()?).args(arguments).env("BETANG_LANG", "en").output()?;
    if !output.status.success() && output.status.code() != Some(HELD) {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("betang {} ended with {}: {said}", arguments.join(" "), output.status).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A data folder with ten simulated years of the example unit and somebody who can log in. It is
/// made once per run of the measurements.
pub(crate) fn ten_years() -> Outcome<PathBuf> {
    static MADE: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    if let Some(folder) = MADE.get() {
        return Ok(folder.clone());
    }
    let folder = simulated("ten-years", &["--years", "10", "--seed", "1"])?;
    Ok(MADE.get_or_init(|| folder).clone())
}

/// A fresh data folder of 14 simulated villages and somebody who can log in.
pub(crate) fn simulated(name: &str, plan: &[&str]) -> Outcome<PathBuf> {
    let folder = scratch()?.join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let data = folder.to_string_lossy().into_owned();
    command(&[&["simulate", "--villages", "14", "--data", &data], plan].concat())?;
    add_user(&data)?;
    Ok(folder)
}

/// Adds the head.
fn add_user(data: &str) -> Outcome {
    add_person(Path::new(data), LOGIN, "head", &[])
}

/// Adds somebody who can log in; the password is read from standard input.
pub(crate) fn add_person(data: &Path, login: &str, role: &str, more: &[&str]) -> Outcome {
    let mut child = Command::new(betang()?)
        .args(["user", "add", login, "--name", login, "--role", role])
        .args(more)
        .arg("--data")
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    let mut input = child.stdin.take().ok_or("betang has no input")?;
    writeln!(input, "{PASSWORD}")?;
    drop(input);
    let status = child.wait()?;
    if status.success() { Ok(()) } else { Err(format!("betang user add ended with {status}").into()) }
}

/// A running `betang serve`. It ends with this value.
pub(crate) struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody left to tell.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts it on a data folder; answers when the log-in page was served, with the time it took.
    pub(crate) fn start(folder: &Path) -> Outcome<(Self, Duration)> {
        let begun = Instant::now();
        let mut child = Command::new(betang()?)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = child.stdout.take().ok_or("betang has no output")?;
        let mut lines = BufReader::new(output).lines();
        let address = loop {
            let line = lines.next().ok_or("betang ended before it said where it listens")??;
            if let Some(word) = line.split_whitespace().find_map(|word| word.strip_prefix("http://")) {
                break word.trim_end_matches(['/', '.', ',']).to_owned();
            }
        };
        std::thread::spawn(move || lines.for_each(drop));
        let server = Self { child, address };
        let page = server.get("/masuk", "")?;
        if !page.starts_with("HTTP/1.0 200") && !page.starts_with("HTTP/1.1 200") {
            return Err(
                format!("the log-in page did not come: {}", page.lines().next().unwrap_or_default()).into()
            );
        }
        Ok((server, begun.elapsed()))
    }

    /// Ends it at once, as a power cut would.
    pub(crate) fn kill(&mut self) -> Outcome {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Memory that the process holds, bytes.
    pub(crate) fn memory(&self) -> Outcome<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
        kilobytes.map(|kilobytes| kilobytes * 1024).ok_or_else(|| "the process has no VmRSS".into())
    }

    /// Host and port.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Logs in; the value of the `Cookie` header from then on.
    pub(crate) fn log_in(&self) -> Outcome<String> {
        self.log_in_as(LOGIN)
    }

    /// The same for somebody else.
    pub(crate) fn log_in_as(&self, login: &str) -> Outcome<String> {
        let answer = self.request("POST", "/masuk", "", &format!("nama={login}&sandi={PASSWORD}"))?;
        let cookie = answer.lines().find(|line| line.to_ascii_lowercase().starts_with("set-cookie:"));
        let cookie = cookie.and_then(|line| line.split_once(':')?.1.split(';').next());
        cookie
            .map(|cookie| cookie.trim().to_owned())
            .ok_or_else(|| format!("no cookie came: {answer}").into())
    }

    /// An answer as text, headers and all.
    pub(crate) fn get(&self, path: &str, cookie: &str) -> Outcome<String> {
        self.request("GET", path, cookie, "")
    }

    /// The answer to something sent, as text, headers and all.
    pub(crate) fn post(&self, path: &str, cookie: &str, body: &str) -> Outcome<String> {
        self.request("POST", path, cookie, body)
    }

    /// One request on a connection of its own; HTTP/1.0, so that the answer ends with it.
    fn request(&self, method: &str, path: &str, cookie: &str, body: &str) -> Outcome<String> {
        let mut connection = TcpStream::connect(&self.address)?;
        write!(
            connection,
            "{method} {path} HTTP/1.0\r\nhost: {}\r\ncookie: {cookie}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        )?;
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }
}

/// Addresses of the forms for the antenatal contacts that are due: one for every pregnancy that the
/// unit's villages have on their day, as the page of each village offers them.
pub(crate) fn antenatal_forms(server: &Server, cookie: &str) -> Outcome<Vec<String>> {
    let mut forms = Vec::new();
    for village in links(&server.get("/", cookie)?, "/?desa=") {
        let offered = links(&server.get(&village, cookie)?, "/ibu/");
        forms.extend(offered.into_iter().filter(|link| link.ends_with("/periksa")));
    }
    if forms.is_empty() { Err("no village has an antenatal contact on its day".into()) } else { Ok(forms) }
}

/// Addresses in a page that begin with `prefix`, in order, without doubles.
pub(crate) fn links(page: &str, prefix: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in page.split("href=\"").skip(1) {
        let Some(link) = part.split('"').next().filter(|link| link.starts_with(prefix)) else { continue };
        if !found.iter().any(|known| known == link) {
            found.push(link.to_owned());
        }
    }
    found
}

/// The value of a field of a page's form.
pub(crate) fn value_of(page: &str, name: &str) -> Option<String> {
    let field = page.split("<input").find(|part| part.contains(&format!("name=\"{name}\"")))?;
    Some(field.split("value=\"").nth(1)?.split('"').next()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_s_value_is_read_from_the_page() {
        let page = r#"<form><input type="hidden" name="csrf" value="abc"><input name="on" type="date" value="2025-05-21">"#;
        assert_eq!(value_of(page, "csrf").as_deref(), Some("abc"));
        assert_eq!(value_of(page, "on").as_deref(), Some("2025-05-21"));
        assert_eq!(value_of(page, "none"), None);
    }

    #[test]
    fn links_are_found_once_each() {
        let page =
            r#"<a href="/ibu/1">A</a><a href="/desa">B</a><a href="/ibu/1">C</a><a href="/ibu/2">D</a>"#;
        assert_eq!(links(page, "/ibu/"), ["/ibu/1", "/ibu/2"]);
    }
}
