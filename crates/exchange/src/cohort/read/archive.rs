//! Looks into a packed file, and measures it before anything is unpacked for good.

use std::io::{Cursor, Read};

use zip::{ZipArchive, result::ZipError};

use super::Unreadable;

/// Counts what the file really unfolds to: what its list of contents says may be a lie.
pub(super) fn within_limits(bytes: &[u8], most: u64) -> Result<(), Unreadable> {
    let mut archive = open(bytes)?;
    let mut left = most;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(damaged)?;
        let read = std::io::copy(&mut file.take(left + 1), &mut std::io::sink())
            .map_err(|error| Unreadable::Damaged(error.kind().to_string()))?;
        left = left.checked_sub(read).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

/// Whether the packed file is a spreadsheet.
pub(super) fn is_workbook(bytes: &[u8]) -> Result<bool, Unreadable> {
    let archive = open(bytes)?;
    Ok(archive.file_names().flatten().any(|name| name.starts_with("xl/") || name == "[Content_Types].xml"))
}

/// The text files in it, with their names.
pub(super) fn files(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Unreadable> {
    let mut archive = open(bytes)?;
    let mut files = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(damaged)?;
        let name = file.name().map_err(damaged)?.into_owned();
        // What macOS adds beside each file has the same name and is no text.
        if file.is_dir() || name.starts_with("__MACOSX/") {
            continue;
        }
        let mut content = Vec::new();
        file.read_to_end(&mut content).map_err(|error| Unreadable::Damaged(error.kind().to_string()))?;
        files.push((name, content));
    }
    Ok(files)
}

/// Whether UTF-16 text occurs in the bytes; the directory of an old container names its streams so.
pub(super) fn holds_utf16(bytes: &[u8], text: &str) -> bool {
    let wanted: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Unreadable> {
    ZipArchive::new(Cursor::new(bytes)).map_err(damaged)
}

fn damaged(error: ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unreadable::Locked,
        other => Unreadable::Damaged(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_bomb_is_measured_before_it_unfolds() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["ibu.csv", "kunjungan.csv"] {
            archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(&vec![b'0'; 600_000]).unwrap();
        }
        let bomb = archive.finish().unwrap().into_inner();
        assert!(bomb.len() < 10_000);
        assert_eq!(within_limits(&bomb, 1_000_000), Err(Unreadable::TooLarge));
        assert_eq!(within_limits(&bomb, 1_200_000), Ok(()));
    }
}
