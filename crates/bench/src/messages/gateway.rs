//! The gateway's side of `docs/sms-http.md`: it brings signed texts, and takes what it is to send.

use std::{
    collections::BTreeMap,
    io::{self, BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{Router, http::HeaderMap};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use tokio::{net::TcpListener, runtime::Runtime};

use crate::Outcome;

/// The secret of both sides.
pub(super) const KEY: &str = "kunci-tanda-tangan";

/// An answer that takes longer is none.
const PATIENCE: Duration = Duration::from_secs(60);

/// A text that somebody sent.
pub(super) struct Text {
    /// The gateway's id for it.
    pub(super) id: String,
    /// Whose number.
    pub(super) from: String,
    /// What it says.
    pub(super) text: String,
}

/// A connection that stays open, on which texts are brought one after the other.
pub(super) struct Line {
    stream: BufReader<TcpStream>,
    address: String,
}

impl Line {
    /// Connects.
    pub(super) fn open(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::new(stream), address: address.to_owned() })
    }

    /// Brings a text: the status of the answer, and how long it took.
    pub(super) fn bring(&mut self, text: &Text) -> io::Result<(u16, Duration)> {
        let body = serde_json::json!({"id": text.id, "from": text.from, "text": text.text}).to_string();
        let now = Timestamp::now().as_second().to_string();
        let signature = signature(KEY.as_bytes(), &[now.as_bytes(), b".", body.as_bytes()]);
        let request = format!(
            "POST /sms/http HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\nx-betang-timestamp: {now}\r\n\
             x-betang-signature: {signature}\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        let begun = Instant::now();
        self.stream.get_mut().write_all(request.as_bytes())?;
        let status = self.answer()?;
        Ok((status, begun.elapsed()))
    }

    /// Reads an answer to its end.
    fn answer(&mut self) -> io::Result<u16> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok());
        let mut length = 0;
        loop {
            let line = self.line()?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().map_err(io::Error::other)?;
            }
        }
        self.stream.read_exact(&mut vec![0; length])?;
        status.ok_or_else(|| io::Error::other("the answer has no status"))
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }
}

/// HMAC-SHA256 (RFC 2104) of `parts` in a row, in hexadecimal. The key has at most 64 bytes.
fn signature(key: &[u8], parts: &[&[u8]]) -> String {
    let mut block = [0_u8; 64];
    block.iter_mut().zip(key).for_each(|(byte, of_key)| *byte = *of_key);
    let inner = Sha256::new_with_prefix(block.map(|byte| byte ^ 0x36));
    let inner = parts.iter().fold(inner, |hash, part| hash.chain_update(part));
    let outer = Sha256::new_with_prefix(block.map(|byte| byte ^ 0x5c)).chain_update(inner.finalize());
    outer.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How often it was handed something under which id.
type Given = Arc<Mutex<BTreeMap<String, usize>>>;

/// A gateway that takes everything that it is to send.
pub(super) struct OtherSide {
    address: SocketAddr,
    given: Given,
    _runtime: Runtime,
}

impl OtherSide {
    /// Begins to take.
    pub(super) fn start() -> Outcome<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;
        let given = Given::default();
        let kept = Arc::clone(&given);
        let router = Router::new().fallback(move |headers: HeaderMap| {
            let id = headers.get("idempotency-key").and_then(|id| id.to_str().ok()).unwrap_or_default();
            *kept.lock().unwrap_or_else(PoisonError::into_inner).entry(id.to_owned()).or_default() += 1;
            async { "{}" }
        });
        runtime.spawn(async move { axum::serve(listener, router).await });
        Ok(Self { address, given, _runtime: runtime })
    }

    /// Where it takes.
    pub(super) fn url(&self) -> String {
        format!("http://{}/send", self.address)
    }

    /// How many texts it was given, and how many of them more than once, which it would send once.
    pub(super) fn given(&self) -> (usize, usize) {
        let given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        (given.len(), given.values().filter(|times| **times > 1).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vector_of_rfc_4231_holds() {
        // Test case 2.
        let tag = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(signature(b"Jefe", &[b"what do ya want ", b"for nothing?"]), tag);
    }
}
