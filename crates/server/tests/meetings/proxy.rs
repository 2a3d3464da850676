//! A bad line: connections through it are cut at any byte in either direction, in the middle of the
//! server's work, or drip slowly.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

/// What happens to the next connection.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    None,
    /// After so many bytes of the request.
    Up(usize),
    /// So many microseconds after the request has arrived.
    Working(u64),
    /// After so many bytes of the answer.
    Down(usize),
    /// Pieces of so many bytes, with a pause after each.
    Drip(usize),
}

pub(crate) struct Proxy {
    pub(crate) address: String,
    pub(crate) server: Arc<Mutex<String>>,
    pub(crate) next: Arc<Mutex<Fault>>,
    pub(crate) cuts: Arc<AtomicUsize>,
}

impl Proxy {
    pub(crate) fn new(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let server = Arc::new(Mutex::new(server.to_owned()));
        let next = Arc::new(Mutex::new(Fault::None));
        let cuts = Arc::new(AtomicUsize::new(0));
        let (to, fault, counted) = (Arc::clone(&server), Arc::clone(&next), Arc::clone(&cuts));
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let fault = std::mem::replace(&mut *fault.lock().unwrap(), Fault::None);
                let Ok(server) = TcpStream::connect(&*to.lock().unwrap()) else { continue };
                carry(&client, &server, fault, &counted);
            }
        });
        Self { address, server, next, cuts }
    }
}

fn carry(client: &TcpStream, server: &TcpStream, fault: Fault, cuts: &Arc<AtomicUsize>) {
    let both = [client.try_clone().unwrap(), server.try_clone().unwrap()];
    let cuts = Arc::clone(cuts);
    let cut = Arc::new(move || {
        cuts.fetch_add(1, Ordering::Relaxed);
        both.iter().for_each(|stream| drop(stream.shutdown(Shutdown::Both)));
    });
    let (up, down) = match fault {
        Fault::Up(bytes) => (bytes, usize::MAX),
        Fault::Down(bytes) => (usize::MAX, bytes),
        _ => (usize::MAX, usize::MAX),
    };
    let piece = if let Fault::Drip(bytes) = fault { bytes } else { 65_536 };
    copy(client, server, up, piece, Arc::clone(&cut));
    copy(server, client, down, piece, Arc::clone(&cut));
    if let Fault::Working(pause) = fault {
        thread::spawn(move || {
            thread::sleep(Duration::from_micros(pause));
            cut();
        });
    }
}

fn copy(
    from: &TcpStream,
    to: &TcpStream,
    end: usize,
    piece: usize,
    cut: Arc<impl Fn() + Send + Sync + 'static>,
) {
    let (mut from, mut to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
    thread::spawn(move || {
        let mut buffer = vec![0; piece.max(1)];
        let mut left = end;
        while left > 0 {
            let most = buffer.len().min(left);
            let Ok(count @ 1..) = from.read(&mut buffer[..most]) else {
                let _ = to.shutdown(Shutdown::Write);
                return;
            };
            if to.write_all(&buffer[..count]).is_err() {
                return;
            }
            left = left.saturating_sub(count);
            if piece < 1_000 {
                thread::sleep(Duration::from_micros(200));
            }
        }
        cut();
    });
}
