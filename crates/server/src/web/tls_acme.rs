//! A certificate of a public authority (Let's Encrypt or another that speaks ACME) for a public name. The
//! authority looks at our own port to see whether the name is ours; nothing else need be open.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use async_trait::async_trait;
use futures_util::StreamExt;
use rustls::{ClientConfig, RootCertStore, pki_types::CertificateDer, pki_types::pem::PemObject};
use rustls_acme::{AccountCache, AcmeConfig, CertCache, EventOk};
use sha2::{Digest, Sha256};

use super::{
    hex::hex,
    tls::{self, Keys},
};
use crate::{complaint::Complaint, private_file};

/// What the public authority is asked for.
pub(crate) struct Wish {
    /// The public names.
    pub(crate) names: Vec<String>,
    /// Whom the authority may write to.
    pub(crate) contact: Option<String>,
    /// The authority's address.
    pub(crate) directory: String,
    /// What the authority's own certificate is checked against, where that is not a public one.
    pub(crate) roots: Option<PathBuf>,
}

/// Begins to get a certificate, and keeps renewing it.
///
/// # Errors
/// When the wish can't be granted to anybody.
pub(crate) fn open(wish: Wish, data: &Path) -> Result<Keys, Complaint> {
    let cache = Cache(data.join("tls"));
    let mut config = AcmeConfig::new(&wish.names)
        .contact(wish.contact.iter().map(|mail| format!("mailto:{mail}")))
        .directory(&wish.directory)
        .cache(cache);
    if let Some(file) = &wish.roots {
        config = config.client_tls_config(client(file)?);
    }
    let mut state = config.state();
    let everyday = tls::everyday(state.resolver())
        .map_err(|error| Complaint::new("tls-failed").with("message", error))?;
    let challenge = Some(state.challenge_rustls_config());
    tokio::spawn(async move {
        while let Some(event) = state.next().await {
            match event {
                Ok(EventOk::DeployedCachedCert | EventOk::DeployedNewCert) => {
                    tracing::info!("a certificate of the public authority is in use");
                }
                Ok(_) => {}
                Err(error) => tracing::error!(%error, "no new certificate; it is tried again"),
            }
        }
    });
    Ok(Keys { everyday, challenge })
}

fn client(roots: &Path) -> Result<Arc<ClientConfig>, Complaint> {
    let unreadable = |error: String| {
        Complaint::new("file-unreadable").with("file", roots.display()).with("message", error)
    };
    let mut store = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(roots).map_err(|error| unreadable(error.to_string()))? {
        let certificate = certificate.map_err(|error| unreadable(error.to_string()))?;
        store.add(certificate).map_err(|error| unreadable(error.to_string()))?;
    }
    let provider = rustls::crypto::ring::default_provider().into();
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| unreadable(error.to_string()))?;
    Ok(Arc::new(builder.with_root_certificates(store).with_no_client_auth()))
}

/// What the authority gave us, in files that only we may read.
struct Cache(PathBuf);

impl Cache {
    /// Other names, another contact or another authority are another file.
    fn path(&self, kind: &str, of: &[String], directory: &str) -> PathBuf {
        let mut digest = Sha256::new();
        for word in of.iter().map(String::as_str).chain([directory]) {
            digest.update(word);
            digest.update([0]);
        }
        let digest = hex(&digest.finalize());
        self.0.join(format!("acme-{kind}-{digest:.16}.pem"))
    }
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn write(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    private_file::folder(folder)?;
    private_file::write(path, bytes)
}

#[async_trait]
impl CertCache for Cache {
    type EC = io::Error;

    async fn load_cert(&self, names: &[String], directory: &str) -> io::Result<Option<Vec<u8>>> {
        read(&self.path("certificate", names, directory))
    }

    async fn store_cert(&self, names: &[String], directory: &str, cert: &[u8]) -> io::Result<()> {
        write(&self.0, &self.path("certificate", names, directory), cert)
    }
}

#[async_trait]
impl AccountCache for Cache {
    type EA = io::Error;

    async fn load_account(&self, contact: &[String], directory: &str) -> io::Result<Option<Vec<u8>>> {
        read(&self.path("account", contact, directory))
    }

    async fn store_account(&self, contact: &[String], directory: &str, account: &[u8]) -> io::Result<()> {
        write(&self.0, &self.path("account", contact, directory), account)
    }
}
