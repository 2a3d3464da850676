//! Counts the bytes between a browser and a server, headers and all, both ways.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::Outcome;

/// It listens as long as the measurements run.
pub(super) struct Proxy {
    address: String,
    bytes: Arc<AtomicU64>,
}

impl Proxy {
    /// In front of a server, `http://127.0.0.1:PORT`.
    pub(super) fn before(server: &str) -> Outcome<Self> {
        let server = server.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = format!("http://{}", listener.local_addr()?);
        let bytes = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&bytes);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if let Ok(server) = TcpStream::connect(&server) {
                    pass_on(&client, &server, &counter);
                    pass_on(&server, &client, &counter);
                }
            }
        });
        Ok(Self { address, bytes })
    }

    /// The address of a path.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// How many bytes went both ways until now.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }
}

/// Passes on what comes, until nothing comes any more.
fn pass_on(from: &TcpStream, to: &TcpStream, counter: &Arc<AtomicU64>) {
    let (Ok(mut from), Ok(mut to)) = (from.try_clone(), to.try_clone()) else { return };
    let counter = Arc::clone(counter);
    // Small writes would otherwise wait for the other side's leave.
    let _ = to.set_nodelay(true);
    std::thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            counter.fetch_add(count as u64, Ordering::Relaxed);
            if to.write_all(buffer.get(..count).unwrap_or_default()).is_err() {
                break;
            }
        }
        // Whoever has left already need not be told.
        let _ = to.shutdown(Shutdown::Write);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_through_is_counted_both_ways() {
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = server.local_addr().unwrap().to_string();
        std::thread::spawn(move || {
            let (mut client, _) = server.accept().unwrap();
            let mut asked = [0; 4];
            client.read_exact(&mut asked).unwrap();
            client.write_all(b"answer").unwrap();
        });
        let proxy = Proxy::before(&address).unwrap();
        let mut client = TcpStream::connect(proxy.url("").trim_start_matches("http://")).unwrap();
        client.write_all(b"ask!").unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).unwrap();
        assert_eq!((answer.as_str(), proxy.bytes()), ("answer", 10));
    }
}
