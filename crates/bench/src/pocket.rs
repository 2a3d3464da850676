//! A phone as a program of this machine: the real engine over real HTTP, with a log in memory.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    io::{Read, Write},
    net::TcpStream,
    rc::Rc,
};

use async_trait::async_trait;
use domain::ids::{EntryId, SubjectId};
use store::{Entry, Seq, StoreError};
use sync::{
    enrol::Enrolled,
    guest::{Keep, Line, Meeting, Outcome as Met, Pieces, Standing, Taken, Trouble},
    holding::Holding,
    wire::{Sender, Settings},
};

use crate::Outcome;

/// What it keeps: enough to meet again.
#[derive(Default)]
struct Kept {
    entries: BTreeMap<EntryId, (Seq, SubjectId)>,
    cursor: Seq,
    settings: Option<Settings>,
}

/// A phone.
pub(crate) struct Pocket {
    address: String,
    bearer: String,
    sender: Sender,
    kept: RefCell<Kept>,
    /// Bytes sent and received, headers and all.
    traffic: Rc<RefCell<(u64, u64)>>,
}

impl Pocket {
    /// A phone that was just enrolled.
    pub(crate) fn new(address: &str, said: Enrolled) -> Self {
        let bearer = format!("{}.{}", said.device, said.token);
        let sender = Sender { unit: said.settings.unit, author: said.settings.user, device: said.device };
        Self { address: address.to_owned(), bearer, sender, kept: RefCell::default(), traffic: Rc::default() }
    }

    /// Meets the server.
    pub(crate) fn meet(&self) -> Outcome<Met> {
        let meeting =
            Meeting { keep: self, line: self, sender: &self.sender, program: "0.1.0", watch: &|_| {} };
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        Ok(runtime.block_on(meeting.meet())?)
    }

    /// Bytes sent and received since the last question.
    pub(crate) fn traffic(&self) -> (u64, u64) {
        self.traffic.replace((0, 0))
    }

    fn send(&self, body: &[u8]) -> std::io::Result<TcpStream> {
        let head = format!(
            "POST /api/temu HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\naccept-encoding: gzip, br\r\n\
             content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            self.address,
            self.bearer,
            body.len()
        );
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_nodelay(true)?;
        stream.write_all(&[head.as_bytes(), body].concat())?;
        self.traffic.borrow_mut().0 += (head.len() + body.len()) as u64;
        Ok(stream)
    }
}

#[async_trait(?Send)]
impl Keep for Pocket {
    async fn standing(&self) -> Result<Standing, StoreError> {
        let kept = self.kept.borrow();
        let placed = kept.entries.iter().map(|(id, (seq, subject))| (*seq, *id, *subject));
        let settings = kept.settings.as_ref().map(Settings::digest).transpose();
        Ok(Standing {
            cursor: kept.cursor,
            holding: Holding::of(kept.cursor, placed),
            settings: settings.map_err(|error| StoreError(error.to_string()))?.unwrap_or_default(),
            waiting: 0,
        })
    }

    async fn waiting(&self, _: usize) -> Result<Vec<Entry>, StoreError> {
        Ok(Vec::new())
    }

    async fn take(&self, taken: Taken) -> Result<(), StoreError> {
        let mut kept = self.kept.borrow_mut();
        kept.entries.retain(|_, (_, subject)| !taken.drop.contains(subject));
        let placed = taken.entries.into_iter().map(|s| (s.entry.id, (s.seq, s.entry.subject)));
        kept.entries.extend(placed);
        kept.cursor = taken.cursor.unwrap_or(kept.cursor);
        kept.settings = taken.settings.or(kept.settings.take());
        Ok(())
    }
}

fn away(error: impl std::fmt::Display) -> Trouble {
    Trouble::Away(error.to_string())
}

#[async_trait(?Send)]
impl Line for Pocket {
    async fn ask(&self, body: Vec<u8>) -> Result<Box<dyn Pieces>, Trouble> {
        let stream = self.send(&body).map_err(away)?;
        let mut counted = Counted { stream, traffic: Rc::clone(&self.traffic) };
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            counted.read_exact(&mut byte).map_err(away)?;
            head.extend_from_slice(&byte);
        }
        let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
        if !head.starts_with("http/1.1 200") {
            return Err(away(head.lines().next().unwrap_or_default()));
        }
        let body = Chunks { inner: counted, left: 0, is_chunked: head.contains("chunked") };
        let body: Box<dyn Read> = if head.contains("content-encoding: br") {
            Box::new(brotli::Decompressor::new(body, 16_384))
        } else {
            Box::new(body)
        };
        Ok(Box::new(Answer(body)))
    }
}

struct Answer(Box<dyn Read>);

#[async_trait(?Send)]
impl Pieces for Answer {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Trouble> {
        let mut piece = vec![0; 16_384];
        let count = self.0.read(&mut piece).map_err(away)?;
        piece.truncate(count);
        Ok((count > 0).then_some(piece))
    }
}

struct Counted {
    stream: TcpStream,
    traffic: Rc<RefCell<(u64, u64)>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.stream.read(buffer)?;
        self.traffic.borrow_mut().1 += count as u64;
        Ok(count)
    }
}

/// A body in chunks, as HTTP/1.1 sends what it does not know the length of.
struct Chunks {
    inner: Counted,
    left: u64,
    is_chunked: bool,
}

impl Chunks {
    /// The length of the next chunk, behind the end of the one before it.
    fn length(&mut self) -> std::io::Result<u64> {
        let mut line = String::new();
        loop {
            let mut byte = [0];
            self.inner.read_exact(&mut byte)?;
            match byte {
                [b'\n'] if !line.is_empty() => break,
                [b'\r' | b'\n'] => {}
                [byte] => line.push(char::from(byte)),
            }
        }
        u64::from_str_radix(&line, 16).map_err(std::io::Error::other)
    }
}

impl Read for Chunks {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if !self.is_chunked {
            return self.inner.read(buffer);
        }
        if self.left == 0 {
            self.left = self.length()?;
            if self.left == 0 {
                return Ok(0);
            }
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let count = self.inner.read(buffer.get_mut(..most).unwrap_or_default())?;
        self.left -= count as u64;
        Ok(count)
    }
}
