//! The unit's own certificate authority: one key that never leaves the data folder, and the certificate that
//! this computer shows to phones in its network.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, civil::Date};
use rcgen::{Issuer, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};

use crate::{
    certificates::{self, Validity},
    complaint::Complaint,
    names::{self, Name},
    private_file,
};

/// What the authority and the server show, ready to be used.
pub(crate) struct Papers {
    /// The authority's certificate, which phones are to trust.
    pub(crate) authority: CertificateDer<'static>,
    /// The authority's last day.
    pub(crate) until: Date,
    /// The server's certificate.
    pub(crate) server: CertificateDer<'static>,
    /// The server's key.
    pub(crate) key: PrivateKeyDer<'static>,
    /// What the certificate is for; the name that phones are told comes first.
    pub(crate) names: Vec<Name>,
}

/// Where the papers are kept.
pub(crate) struct Safe(PathBuf);

impl Safe {
    /// The folder of them in a data folder.
    #[must_use]
    pub(crate) fn of(data: &Path) -> Self {
        Self(data.join("tls"))
    }

    /// A file in it.
    #[must_use]
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    /// The papers, made or renewed where that is needed. Names that are asked for replace those asked for
    /// earlier.
    ///
    /// # Errors
    /// When a file can't be read or written, or the authority may not vouch for a name.
    pub(crate) fn ready(&self, asked: Option<&[Name]>, now: Timestamp) -> Result<Papers, Complaint> {
        private_file::folder(&self.0).map_err(unwritable(&self.0))?;
        let path = self.path("lock");
        let _lock = private_file::lock(&path).map_err(unwritable(&path))?;
        let kept = self.asked_before()?;
        let asked = asked.unwrap_or(&kept);
        let names = names::of_this_computer(asked);
        let authority = match self.pair("authority.pem")? {
            Some(pair) => pair,
            None => self.found(asked, now)?,
        };
        let until = certificates::day(Validity::of(&authority.0).map_err(failed)?.until);
        let server = match self.pair("server.pem")? {
            Some(pair) if certificates::is_current(&pair.0, &authority.0, &names, now) => pair,
            _ => self.issue(&authority, &names, now)?,
        };
        if asked != kept {
            let lines: String = asked.iter().map(|name| format!("{}\n", name.to_str())).collect();
            self.write("names", lines.as_bytes())?;
        }
        Ok(Papers { authority: authority.0, until, server: server.0, key: server.1, names })
    }

    /// Writes a file beside them.
    ///
    /// # Errors
    /// When it can't be written.
    pub(crate) fn write(&self, file: &str, bytes: &[u8]) -> Result<PathBuf, Complaint> {
        let path = self.path(file);
        private_file::write(&path, bytes).map_err(unwritable(&path))?;
        Ok(path)
    }

    fn read(&self, file: &str) -> Result<Option<String>, Complaint> {
        let path = self.path(file);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => {
                Err(Complaint::new("file-unreadable").with("file", path.display()).with("message", error))
            }
        }
    }

    fn asked_before(&self) -> Result<Vec<Name>, Complaint> {
        Ok(self.read("names")?.unwrap_or_default().lines().filter_map(names::parse).collect())
    }

    /// A certificate and its key; they are one file, so that they always fit.
    fn pair(&self, file: &str) -> Result<Option<Pair>, Complaint> {
        let Some(text) = self.read(file)? else { return Ok(None) };
        let broken = |error| {
            Complaint::new("tls-broken").with("file", self.path(file).display()).with("message", error)
        };
        let certificate = CertificateDer::from_pem_slice(text.as_bytes()).map_err(broken)?;
        let key = PrivateKeyDer::from_pem_slice(text.as_bytes()).map_err(broken)?;
        Ok(Some((certificate, key)))
    }

    /// Makes the authority, once in the unit's life.
    fn found(&self, asked: &[Name], now: Timestamp) -> Result<Pair, Complaint> {
        let key = KeyPair::generate().map_err(failed)?;
        let certificate = certificates::authority(asked, &key, now).self_signed(&key).map_err(failed)?;
        self.write("authority.pem", format!("{}{}", key.serialize_pem(), certificate.pem()).as_bytes())?;
        Ok((certificate.der().clone(), key.into()))
    }

    /// Makes a certificate for the server, and looks at it as a phone would before it is put to use.
    fn issue(&self, authority: &Pair, names: &[Name], now: Timestamp) -> Result<Pair, Complaint> {
        let signer = KeyPair::try_from(&authority.1).map_err(failed)?;
        let issuer = Issuer::from_ca_cert_der(&authority.0, signer).map_err(failed)?;
        let key = KeyPair::generate().map_err(failed)?;
        let until = Validity::of(&authority.0).map_err(failed)?.until;
        let params = certificates::server(names, now, until).map_err(failed)?;
        let certificate = params.signed_by(&key, &issuer).map_err(failed)?;
        for name in names {
            certificates::verdict(certificate.der(), &authority.0, name, now)
                .map_err(|error| refused(name, &error))?;
        }
        self.write("server.pem", format!("{}{}", key.serialize_pem(), certificate.pem()).as_bytes())?;
        Ok((certificate.der().clone(), key.into()))
    }
}

type Pair = (CertificateDer<'static>, PrivateKeyDer<'static>);

fn refused(name: &Name, error: &rustls::Error) -> Complaint {
    use rustls::CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext};
    match error {
        rustls::Error::InvalidCertificate(
            Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. },
        ) => Complaint::new("tls-authority-over"),
        _ => Complaint::new("tls-name-outside").with("name", name.to_str()),
    }
}

fn failed(error: impl std::fmt::Display) -> Complaint {
    Complaint::new("tls-failed").with("message", error)
}

fn unwritable(path: &Path) -> impl Fn(io::Error) -> Complaint + '_ {
    move |error| Complaint::new("file-unwritable").with("file", path.display()).with("message", error)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use rustls::CertificateError;

    use super::*;

    fn name(word: &str) -> Name {
        names::parse(word).unwrap()
    }

    fn later(now: Timestamp, days: i32) -> Timestamp {
        now.saturating_add((days * 24).hours()).unwrap()
    }

    fn safe() -> (tempfile::TempDir, Safe, Timestamp) {
        let folder = tempfile::tempdir().unwrap();
        let safe = Safe::of(folder.path());
        (folder, safe, "2026-11-22T05:00:00Z".parse().unwrap())
    }

    #[test]
    fn made_once_and_found_again() {
        let (_folder, safe, now) = safe();
        let first = safe.ready(None, now).unwrap();
        let again = safe.ready(None, later(now, 200)).unwrap();
        assert_eq!(first.authority, again.authority);
        assert_eq!(first.server, again.server);
        assert_eq!(first.until.to_string(), "2036-11-22");
        assert!(first.names.contains(&name("127.0.0.1")) && first.names.contains(&name("localhost")));
    }

    #[test]
    fn renewed_when_less_than_a_month_is_left() {
        let (_folder, safe, now) = safe();
        let first = safe.ready(None, now).unwrap();
        let until = Validity::of(&first.server).unwrap().until;
        assert!(until <= later(now, 397), "browsers take nothing longer");
        assert_eq!(safe.ready(None, later(now, 365)).unwrap().server, first.server);
        let renewed = safe.ready(None, later(now, 367)).unwrap();
        assert_ne!(renewed.server, first.server);
        assert_eq!(renewed.authority, first.authority, "phones need not be asked again");
        assert!(certificates::verdict(&renewed.server, &first.authority, &name("localhost"), until).is_ok());
    }

    #[test]
    fn what_is_asked_for_stays_until_something_else_is() {
        let (_folder, safe, now) = safe();
        let plain = safe.ready(None, now).unwrap();
        let asked = safe.ready(Some(&[name("betang.lan"), name("192.168.77.1")]), now).unwrap();
        assert_ne!(plain.server, asked.server);
        assert_eq!(asked.names.first(), Some(&name("betang.lan")));
        let kept = safe.ready(None, now).unwrap();
        assert_eq!((&kept.server, &kept.names), (&asked.server, &asked.names));
        let other = safe.ready(Some(&[name("other.lan")]), now).unwrap();
        assert!(!other.names.contains(&name("betang.lan")));
        let gone = certificates::verdict(&other.server, &other.authority, &name("betang.lan"), now);
        assert!(gone.is_err(), "a name that was taken back is not vouched for");
    }

    #[test]
    fn the_authority_vouches_for_its_own_networks_only() {
        let (_folder, safe, now) = safe();
        safe.ready(None, now).unwrap();
        for outside in ["bank.example.com", "8.8.8.8", "2001:db8::1"] {
            let refused = safe.ready(Some(&[name(outside)]), now).map(|_| ()).unwrap_err();
            assert_eq!(refused.key(), "tls-name-outside", "{outside}");
        }
        let kept = safe.ready(None, now).unwrap();
        assert!(!kept.names.contains(&name("8.8.8.8")), "what was refused is not remembered");
    }

    #[test]
    fn even_a_stolen_key_makes_no_certificate_for_a_bank() {
        let (_folder, safe, now) = safe();
        let (authority, key) = {
            safe.ready(None, now).unwrap();
            safe.pair("authority.pem").unwrap().unwrap()
        };
        let issuer = Issuer::from_ca_cert_der(&authority, KeyPair::try_from(&key).unwrap()).unwrap();
        let bank = [name("bank.example.com")];
        let params = certificates::server(&bank, now, later(now, 300)).unwrap();
        let forged = params.signed_by(&KeyPair::generate().unwrap(), &issuer).unwrap();
        let error = certificates::verdict(forged.der(), &authority, &bank[0], now).unwrap_err();
        assert!(error.to_string().contains("NameConstraintViolation"), "{error}");
    }

    #[test]
    fn what_is_asked_for_at_the_beginning_may_lie_outside() {
        let (_folder, safe, now) = safe();
        let papers = safe.ready(Some(&[name("betang.example.org")]), now).unwrap();
        let verdict = |word| certificates::verdict(&papers.server, &papers.authority, &name(word), now);
        assert!(verdict("betang.example.org").is_ok() && verdict("localhost").is_ok());
        let stranger = verdict("other.example.org").unwrap_err();
        assert!(matches!(
            stranger,
            rustls::Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. }
            )
        ));
    }

    #[test]
    fn the_end_of_the_authority_is_told_and_not_slept_through() {
        let (_folder, safe, now) = safe();
        safe.ready(None, now).unwrap();
        let near = later(now, 3640);
        let last = safe.ready(None, near).unwrap();
        assert_eq!(certificates::day(Validity::of(&last.server).unwrap().until), last.until);
        assert_eq!(safe.ready(None, later(near, 1)).unwrap().server, last.server, "no longer one can be had");
        let over = safe.ready(None, later(now, 3660)).map(|_| ()).unwrap_err();
        assert_eq!(over.key(), "tls-authority-over");
    }

    #[test]
    fn a_clock_that_was_wrong_and_was_set_right_needs_no_help() {
        let (_folder, safe, now) = safe();
        safe.ready(None, now).unwrap();
        let wrong = safe.ready(None, later(now, 400)).unwrap();
        let right = safe.ready(None, later(now, 1)).unwrap();
        assert_ne!(wrong.server, right.server);
        assert!(
            certificates::verdict(&right.server, &right.authority, &name("localhost"), later(now, 1)).is_ok()
        );
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_the_keys() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, safe, now) = safe();
        safe.ready(Some(&[name("betang.lan")]), now).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder.path().join("tls")), 0o700);
        for file in fs::read_dir(folder.path().join("tls")).unwrap() {
            let path = file.unwrap().path();
            assert_eq!(mode(&path), 0o600, "{}", path.display());
        }
    }

    #[test]
    fn a_broken_file_is_named() {
        let (_folder, safe, now) = safe();
        safe.ready(None, now).unwrap();
        safe.write("authority.pem", b"rubbish").unwrap();
        let broken = safe.ready(None, now).map(|_| ()).unwrap_err();
        assert_eq!(broken.key(), "tls-broken");
        assert!(broken.arg("file").unwrap().ends_with("authority.pem"));
    }
}
