//! PDF files read back by poppler: their words, and small pictures of their pages.
#![allow(
    dead_code,
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "code of tests, and each file of tests uses a part of it"
)]

use std::{path::Path, process::Command};

use documents::{Paper, Style, render};

/// What a paper says: its words with one space between, a line a page.
pub(crate) fn text(paper: &Paper, style: &Style) -> String {
    let pdf = render(paper, style).unwrap();
    text_of(&pdf.bytes)
}

pub(crate) fn text_of(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, bytes).unwrap();
    let output = poppler("pdftotext").args(["-enc", "UTF-8"]).arg(&file).arg("-").output().expect(MISSING);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.trim_end_matches('\u{c}').split('\u{c}').map(normal).collect::<Vec<_>>().join("\n")
}

/// One space between words, nothing unseen.
pub(crate) fn normal(text: &str) -> String {
    text.replace('\u{200b}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pages of a file, drawn small and grey.
pub(crate) fn pages(bytes: &[u8]) -> Vec<Grey> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, bytes).unwrap();
    let done = poppler("pdftoppm")
        .args(["-r", "20", "-gray", "-png"])
        .arg(&file)
        .arg(folder.path().join("page"))
        .status()
        .expect(MISSING);
    assert!(done.success());
    let mut drawn: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "png"))
        .collect();
    drawn.sort();
    drawn.iter().map(|path| Grey::read(path)).collect()
}

const MISSING: &str = "poppler-utils is missing: `cargo xtask test` installs it";

fn poppler(program: &str) -> Command {
    Command::new(program)
}

/// A picture of grey points.
pub(crate) struct Grey {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) points: Vec<u8>,
    pub(crate) file: Vec<u8>,
}

impl Grey {
    pub(crate) fn read(path: &Path) -> Self {
        let file = std::fs::read(path).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
        let mut points = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut points).unwrap();
        assert_eq!(info.bit_depth, png::BitDepth::Eight);
        points.truncate(info.buffer_size());
        // Some versions write grey as three equal colours.
        let points = points.into_iter().step_by(info.color_type.samples()).collect();
        Self { width: info.width, height: info.height, points, file }
    }
}

/// Whether anything is drawn within 3 mm of the edge of a sheet, where no paper has anything.
pub(crate) fn ink_at_the_edges(bytes: &[u8]) -> bool {
    pages(bytes).iter().any(|page| {
        let width = usize::try_from(page.width).unwrap();
        let rows = page.points.chunks(width);
        let last = rows.len() - 2;
        rows.enumerate().any(|(at, row)| {
            let edge = [&row[..2], &row[width - 2..]].concat();
            edge.iter().any(|point| *point < 200)
                || ((at < 2 || at >= last) && row.iter().any(|point| *point < 200))
        })
    })
}
