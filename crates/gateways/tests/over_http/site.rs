//! A small HTTP server for tests: it notes each request and answers as it was told.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpListener,
};

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) line: String,
    pub(crate) head: String,
    pub(crate) body: String,
}

/// What to do with a request.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// Status and body.
    Status(u16, String),
    /// Read it, and hang up.
    HangUp,
    /// A status of 200 and a body without end.
    Endless,
}

/// The server.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) address: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

type Replies = Arc<dyn Fn(&Request) -> Answer + Send + Sync>;

impl Site {
    /// Answers each request by `reply`; over TLS, if there is a configuration for it.
    pub(crate) async fn start(
        tls: Option<Arc<rustls::ServerConfig>>,
        reply: impl Fn(&Request) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let address = listener.local_addr().unwrap().to_string();
        let (noted, reply): (_, Replies) = (Arc::clone(&requests), Arc::new(reply));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (noted, reply, tls) = (Arc::clone(&noted), Arc::clone(&reply), tls.clone());
                tokio::spawn(async move {
                    match tls {
                        None => serve(stream, &noted, &reply).await,
                        Some(tls) => {
                            if let Ok(stream) = tokio_rustls::TlsAcceptor::from(tls).accept(stream).await {
                                serve(stream, &noted, &reply).await;
                            }
                        }
                    }
                });
            }
        });
        Self { address, requests }
    }

    /// All that came.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

async fn serve(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    noted: &Mutex<Vec<Request>>,
    reply: &Replies,
) {
    let request = read(&mut stream).await;
    noted.lock().unwrap().push(request.clone());
    match reply(&request) {
        Answer::HangUp => (),
        Answer::Status(status, body) => {
            let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n{body}", body.len());
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
        Answer::Endless => {
            let _ = stream.write_all(b"HTTP/1.1 200 X\r\n\r\n").await;
            while stream.write_all(&[b' '; 4096]).await.is_ok() {}
        }
    }
}

async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Request {
    let mut whole = Vec::new();
    loop {
        let mut piece = [0; 4096];
        let count = stream.read(&mut piece).await.unwrap_or(0);
        whole.extend_from_slice(&piece[..count]);
        let text = String::from_utf8_lossy(&whole).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            assert!(count > 0, "a request was cut off");
            continue;
        };
        let head = head.to_lowercase();
        let length =
            head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
        if body.len() >= length {
            let line = text.lines().next().unwrap_or_default().to_owned();
            return Request { line, head, body: body.to_owned() };
        }
    }
}
