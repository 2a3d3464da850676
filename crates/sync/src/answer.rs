//! The lines of an answer, as its pieces come.

use store::{Stored, jsonl};

use crate::{
    guest::{Pieces, Trouble},
    wire::{FrameEnd, Head},
};

/// No line is longer than this; what is, is not an answer of a host.
const LONGEST: usize = 32 << 20;

/// A line behind the first.
pub(crate) enum Said {
    /// An entry.
    Entry(Box<Stored>),
    /// The end of a frame.
    End(FrameEnd),
}

/// Reads an answer line by line.
pub(crate) struct Lines {
    pieces: Box<dyn Pieces>,
    buffer: Vec<u8>,
    /// Up to here the buffer was read.
    read: usize,
}

impl Lines {
    pub(crate) fn new(pieces: Box<dyn Pieces>) -> Self {
        Self { pieces, buffer: Vec::new(), read: 0 }
    }

    /// The first line.
    pub(crate) async fn head(&mut self) -> Result<Head, Trouble> {
        let line = self.line().await?;
        serde_json::from_slice(&line).map_err(|error| Trouble::Garbled(error.to_string()))
    }

    /// A line behind it. An entry with a field that this program does not know is not understood as a
    /// whole: keeping it without that field would be to lose something.
    pub(crate) async fn next(&mut self) -> Result<Said, Trouble> {
        let line = self.line().await?;
        match jsonl::read_line(&line) {
            Ok(stored) => Ok(Said::Entry(Box::new(stored))),
            Err(why) => match serde_json::from_slice(&line) {
                Ok(end) => Ok(Said::End(end)),
                Err(_) => Err(Trouble::Garbled(why.to_string())),
            },
        }
    }

    /// The next line, without its end. A line that has no end was cut.
    async fn line(&mut self) -> Result<Vec<u8>, Trouble> {
        let mut looked = self.read;
        loop {
            let unseen = self.buffer.get(looked..).unwrap_or_default();
            if let Some(length) = unseen.iter().position(|byte| *byte == b'\n') {
                let line = self.buffer.get(self.read..looked + length).unwrap_or_default().to_vec();
                self.read = looked + length + 1;
                return Ok(line);
            }
            self.buffer.drain(..self.read);
            self.read = 0;
            looked = self.buffer.len();
            if looked > LONGEST {
                return Err(Trouble::Garbled("a line without an end".to_owned()));
            }
            match self.pieces.next().await? {
                Some(piece) => self.buffer.extend_from_slice(&piece),
                None => return Err(Trouble::Away("the answer was cut".to_owned())),
            }
        }
    }
}
