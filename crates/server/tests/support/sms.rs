//! Text messages as gateways bring and take them: signed webhooks, and another side that keeps what it is given.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU16, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use sha2::{Digest, Sha256};

use super::{Folder, Server, add_user, begun, status};

pub(crate) const HANYO: &str = "62.03.12.2001";
pub(crate) const KEY: &str = "kunci-tanda-tangan";
pub(crate) const DUKUN: &str = "+6281234567001";

/// HMAC-SHA256 (RFC 2104), in hexadecimal.
pub(crate) fn signature(key: &str, parts: &[&[u8]]) -> String {
    let mut block = [0_u8; 64];
    block[..key.len()].copy_from_slice(key.as_bytes());
    let inner = parts
        .iter()
        .fold(Sha256::new_with_prefix(block.map(|byte| byte ^ 0x36)), |hash, part| hash.chain_update(part));
    let outer = Sha256::new_with_prefix(block.map(|byte| byte ^ 0x5c)).chain_update(inner.finalize());
    outer.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn sms_file(data: &Path, url: &str) {
    let file = format!("[http]\nurl = \"{url}\"\ntoken = \"token-rahasia-1\"\nwebhook_key = \"{KEY}\"\n");
    std::fs::write(data.join("sms.toml"), file).unwrap();
}

/// Brings a body signed with a key; the status.
pub(crate) fn bring(server: &Server, key: &str, body: &str) -> Option<String> {
    let now = jiff::Timestamp::now().as_second().to_string();
    let signature = signature(key, &[now.as_bytes(), b".", body.as_bytes()]);
    let headers = format!("x-betang-timestamp: {now}\r\nx-betang-signature: {signature}\r\n");
    server.ask("POST", "/sms/http", &headers, body).map(|answer| status(&answer).to_owned())
}

pub(crate) fn text(id: &str, from: &str, words: &str) -> String {
    serde_json::json!({"id": id, "from": from, "text": words}).to_string()
}

/// A unit with a dukun who has a number, her midwife, and the head.
pub(crate) fn unit(url: &str) -> (Folder, PathBuf) {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "rina", "bidan", &["--village", HANYO]);
    add_user(&data, "kepala", "head", &[]);
    sms_file(&data, url);
    (folder, data)
}

pub(crate) fn add_dukun(server: &Server, rina: &str) {
    add_dukun_of(server, rina, "Tambi+Inai", DUKUN);
}

/// One with another name and number.
pub(crate) fn add_dukun_of(server: &Server, rina: &str, name: &str, phone: &str) {
    let phone = phone.replace('+', "%2B");
    let body = format!("csrf={}&name={name}&village={HANYO}&phone={phone}", server.csrf(rina));
    let added = server.ask("POST", "/dukun/baru", &format!("cookie: {rina}\r\n"), &body).unwrap();
    assert_eq!(status(&added), "303", "{added}");
}

/// What the other side was given.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    /// The request's line and headers, in small letters.
    pub(crate) head: String,
    /// What was posted.
    pub(crate) body: serde_json::Value,
    /// When.
    pub(crate) at: Instant,
}

/// The other side of the line: it keeps what it is given, and answers with a status that a test may change; with none
/// at all where that is 0.
#[derive(Clone)]
pub(crate) struct OtherSide {
    pub(crate) url: String,
    given: Arc<Mutex<Vec<Given>>>,
    status: Arc<AtomicU16>,
    told: Arc<Mutex<String>>,
}

impl OtherSide {
    pub(crate) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/send", listener.local_addr().unwrap());
        let told = Arc::new(Mutex::new("{}".to_owned()));
        let side = Self { url, given: Arc::default(), status: Arc::new(AtomicU16::new(200)), told };
        let ours = side.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let side = ours.clone();
                thread::spawn(move || side.answer(stream));
            }
        });
        side
    }

    /// The bodies that were posted until now.
    pub(crate) fn given(&self) -> Vec<String> {
        self.requests().iter().map(|given| given.body.to_string()).collect()
    }

    /// The same with all that came with them.
    pub(crate) fn requests(&self) -> Vec<Given> {
        self.given.lock().unwrap().clone()
    }

    pub(crate) fn answer_with(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }

    /// What it tells, in JSON, when it is asked what became of a message.
    pub(crate) fn tell(&self, state: &serde_json::Value) {
        *self.told.lock().unwrap() = state.to_string();
    }

    fn answer(&self, mut stream: TcpStream) {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let (mut length, mut head) = (0, String::new());
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
                break;
            }
            let line = line.to_lowercase();
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            head += &line;
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        if head.starts_with("post ") {
            let body = serde_json::from_slice(&body).unwrap();
            self.given.lock().unwrap().push(Given { head, body, at: Instant::now() });
        }
        match self.status.load(Ordering::SeqCst) {
            0 => thread::sleep(Duration::from_secs(120)),
            status => {
                let told = self.told.lock().unwrap().clone();
                let head = format!(
                    "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{told}",
                    told.len()
                );
                let _gone = stream.write_all(head.as_bytes());
            }
        }
    }
}

pub(crate) fn wait_for(mut done: impl FnMut() -> bool) {
    let until = Instant::now() + Duration::from_secs(120);
    while !done() {
        assert!(Instant::now() < until, "waited in vain");
        thread::sleep(Duration::from_millis(50));
    }
}

/// The log as text.
pub(crate) fn received(data: &Path) -> String {
    let output = super::betang(data, &["export", "log"]);
    assert_eq!(super::code(&output), 0, "{}", super::text(&output));
    String::from_utf8(output.stdout).unwrap()
}
