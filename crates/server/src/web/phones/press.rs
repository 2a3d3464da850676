//! The answer of a meeting on its way: made smaller for the river's bend, each frame as soon as it is
//! read, so that a phone keeps what came before a cut.

use std::io::{self, Write};

use brotli::CompressorWriter;
use http::{HeaderMap, header};

/// Ten thousand entries become 0.6 MB; a better quality takes several times as long for a little less.
const QUALITY: u32 = 4;
/// 512 KiB hold more than a frame, and a hundred phones at once fit into a small computer.
const WINDOW: u32 = 19;

/// Makes bytes smaller, where the one who asks understands it.
pub(super) struct Press(Option<Box<CompressorWriter<Vec<u8>>>>);

impl Press {
    /// As the request allows.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let takes = accepts_brotli(headers);
        Self(takes.then(|| Box::new(CompressorWriter::new(Vec::new(), 4096, QUALITY, WINDOW))))
    }

    /// Whether it does anything.
    pub(super) fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// The bytes to send for these; all that came before can be read once they have arrived.
    pub(super) fn press(&mut self, bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let Some(writer) = &mut self.0 else { return Ok(bytes) };
        writer.write_all(&bytes)?;
        writer.flush()?;
        Ok(std::mem::take(writer.get_mut()))
    }

    /// The last bytes.
    pub(super) fn end(self) -> Vec<u8> {
        self.0.map(|writer| writer.into_inner()).unwrap_or_default()
    }
}

fn accepts_brotli(headers: &HeaderMap) -> bool {
    let all = headers.get_all(header::ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).any(|coding| {
        let (name, quality) = coding.split_once(';').unwrap_or((coding, ""));
        let refused = quality.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0));
        name.trim().eq_ignore_ascii_case("br") && !refused
    })
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn asking(accept: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accept))])
    }

    #[test]
    fn brotli_is_spoken_with_who_understands_it() {
        assert!(accepts_brotli(&asking("gzip, deflate, br, zstd")));
        assert!(accepts_brotli(&asking("br;q=0.5")));
        assert!(!accepts_brotli(&asking("br;q=0, gzip")));
        assert!(!accepts_brotli(&asking("gzip")));
        assert!(!accepts_brotli(&HeaderMap::new()));
    }

    #[test]
    fn what_was_pressed_can_be_read_before_the_end() {
        let mut press = Press::of(&asking("br"));
        let first = press.press(b"one\n".to_vec()).unwrap();
        let mut whole = Vec::new();
        // A cut stream: what came is read, then an error.
        let cut = io::copy(&mut brotli::Decompressor::new(&first[..], 4096), &mut whole);
        assert_eq!((whole.as_slice(), cut.is_err()), (&b"one\n"[..], true));
        let rest = [first, press.press(b"two\n".to_vec()).unwrap(), press.end()].concat();
        let mut whole = Vec::new();
        io::copy(&mut brotli::Decompressor::new(&rest[..], 4096), &mut whole).unwrap();
        assert_eq!(whole, b"one\ntwo\n");
    }
}
