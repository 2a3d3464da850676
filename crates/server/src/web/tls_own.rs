//! The unit's own certificate while the server runs: looked after every few seconds, so that a new address,
//! a renewal or `betang certificate` beside it counts without a restart.

use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use jiff::Timestamp;
use rustls::{
    pki_types::CertificateDer,
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};

use super::tls::{self, Keys};
use crate::{
    authority::{Papers, Safe},
    complaint::Complaint,
    trust::{self, Trust},
};

/// How often the certificate is looked after; it costs the reading of three small files.
const LOOK: Duration = Duration::from_secs(5);

/// The certificate in use, and what is told about it.
#[derive(Debug)]
pub(crate) struct Own {
    data: PathBuf,
    address: SocketAddr,
    now: RwLock<Now>,
}

#[derive(Debug)]
struct Now {
    key: Arc<CertifiedKey>,
    trust: Arc<Trust>,
}

impl Own {
    /// Opens the papers of a data folder, and makes them where there are none.
    ///
    /// # Errors
    /// When they can't be read or made.
    pub(crate) fn open(data: PathBuf, address: SocketAddr) -> Result<Arc<Self>, Complaint> {
        let papers = Safe::of(&data).ready(None, Timestamp::now())?;
        let now = now(papers, address)?;
        trust::write_sheet(&data, &now.trust)?;
        Ok(Arc::new(Self { data, address, now: RwLock::new(now) }))
    }

    /// What people are told about the certificate.
    pub(crate) fn trust(&self) -> Arc<Trust> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner).trust)
    }

    /// The sheet of paper.
    pub(crate) fn sheet(&self) -> PathBuf {
        Safe::of(&self.data).path(trust::SHEET)
    }

    /// What those who connect are shown.
    ///
    /// # Errors
    /// When the program has no cipher.
    pub(crate) fn keys(self: &Arc<Self>) -> Result<Keys, Complaint> {
        let resolver: Arc<dyn ResolvesServerCert> = Arc::clone(self) as _;
        let everyday = tls::everyday(resolver).map_err(failed)?;
        Ok(Keys { everyday, challenge: None })
    }

    /// Looks after the certificate for as long as the server runs.
    pub(crate) fn keep(self: &Arc<Self>) {
        let own = Arc::downgrade(self);
        tokio::spawn(async move {
            let mut ticks = tokio::time::interval(LOOK);
            loop {
                ticks.tick().await;
                let Some(own) = own.upgrade() else { return };
                let looked = tokio::task::spawn_blocking(move || own.look()).await;
                if let Ok(Err(complaint)) = looked {
                    tracing::error!(%complaint, "the certificate could not be looked after; it is tried again");
                }
            }
        });
    }

    fn look(&self) -> Result<(), Complaint> {
        let papers = Safe::of(&self.data).ready(None, Timestamp::now())?;
        if self.is_in_use(&papers.server) {
            return Ok(());
        }
        let fresh = now(papers, self.address)?;
        let sheet = trust::write_sheet(&self.data, &fresh.trust);
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        tracing::info!("a new certificate is in use");
        sheet.map(|_| ())
    }

    fn is_in_use(&self, server: &CertificateDer<'_>) -> bool {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        now.key.cert.first() == Some(server)
    }
}

impl ResolvesServerCert for Own {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner).key))
    }
}

fn now(papers: Papers, address: SocketAddr) -> Result<Now, Complaint> {
    let trust = Arc::new(Trust::of(&papers, address)?);
    let provider = rustls::crypto::ring::default_provider();
    let key = CertifiedKey::from_der(vec![papers.server], papers.key, &provider).map_err(failed)?;
    Ok(Now { key: Arc::new(key), trust })
}

fn failed(error: impl std::fmt::Display) -> Complaint {
    Complaint::new("tls-failed").with("message", error)
}
