//! What people need to trust the unit's own certificate: its fingerprint, the addresses, a picture that a
//! phone's camera reads, and the sheet of paper with all of them.

use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

use app::pages::certificate::{self, Authority, Picture};
use qrcode::{Color, QrCode};
use rustls::pki_types::{CertificateDer, ServerName};

use crate::{
    authority::{Papers, Safe},
    certificates,
    complaint::Complaint,
    names::{self, Name},
};

/// The sheet, in the folder of the papers.
pub(crate) const SHEET: &str = "lembar-hp.html";

/// The authority as people are shown it.
#[derive(Debug)]
pub(crate) struct Trust {
    /// What the page and the sheet say.
    pub(crate) shown: Authority,
    /// The certificate, to be given to phones.
    pub(crate) certificate: CertificateDer<'static>,
}

impl Trust {
    /// What the papers say to people.
    ///
    /// # Errors
    /// When an address is too long for a picture.
    pub(crate) fn of(papers: &Papers, listen: SocketAddr) -> Result<Self, Complaint> {
        let addresses = addresses(&papers.names, listen);
        let first = addresses.first().map(|address| format!("{address}sertifikat")).unwrap_or_default();
        Ok(Self {
            shown: Authority {
                name: certificates::common_name(&papers.authority),
                fingerprint: certificates::fingerprint(&papers.authority),
                until: papers.until,
                picture: picture(&first)?,
                addresses,
            },
            certificate: papers.authority.clone(),
        })
    }

    /// The address that phones are told.
    pub(crate) fn address(&self) -> &str {
        self.shown.addresses.first().map_or("", String::as_str)
    }
}

/// The addresses at which the server is reached when it listens there.
fn addresses(names: &[Name], listen: SocketAddr) -> Vec<String> {
    let port = if listen.port() == 443 { String::new() } else { format!(":{}", listen.port()) };
    let address = |name: &Name| format!("https://{}{port}/", names::in_address(name));
    let is_reached = |name: &&Name| match name {
        ServerName::IpAddress(ip) if !listen.ip().is_unspecified() => IpAddr::from(*ip) == listen.ip(),
        name => names::is_here(name) == listen.ip().is_loopback(),
    };
    let reached: Vec<_> = names.iter().filter(is_reached).map(address).collect();
    if reached.is_empty() { names.iter().take(1).map(address).collect() } else { reached }
}

/// Writes the sheet to be printed and hung up beside the computer.
///
/// # Errors
/// When it can't be written.
pub(crate) fn write_sheet(data: &Path, trust: &Trust) -> Result<PathBuf, Complaint> {
    Safe::of(data).write(SHEET, certificate::sheet(&trust.shown).as_bytes())
}

/// An address as squares: one line of a path for each run of dark ones.
fn picture(address: &str) -> Result<Picture, Complaint> {
    let code = QrCode::new(address).map_err(|error| Complaint::new("tls-failed").with("message", error))?;
    let size = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(size).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                path += &format!("M{x} {y}h{}v1h-{}z", run.len(), run.len());
            }
            x += run.len();
        }
    }
    Ok(Picture { size, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_has_the_corners_that_a_camera_looks_for() {
        let Picture { size, path } = picture("https://192.168.1.10:8443/sertifikat").unwrap();
        assert!((21..=45).contains(&size), "{size} squares are still easy to read");
        assert!(path.starts_with("M0 0h7v1h-7z"), "{path}");
        assert!(
            path.contains(&format!("M{} 0h7v1h-7z", size - 7))
                && path.contains(&format!("M0 {}h7", size - 1))
        );
    }
}
