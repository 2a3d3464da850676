//! Connections over TLS. Shaking hands takes a round trip and can be dragged out, so that it is done beside
//! the accepting of connections: one slow phone keeps nobody waiting.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::serve::Listener;
use rustls::{ServerConfig, server::ResolvesServerCert};
use rustls_acme::is_tls_alpn_challenge;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, mpsc},
    task::JoinHandle,
    time::timeout,
};
use tokio_rustls::{LazyConfigAcceptor, server::TlsStream};

use super::tls_plain;

/// A handshake over the slowest line that still works takes a few seconds.
const PATIENCE: Duration = Duration::from_secs(15);
/// How many may shake hands at once.
const PLACES: usize = 1024;
/// The first byte of every TLS connection.
const TLS_RECORD: u8 = 22;

/// What the server shows to those who connect.
#[derive(Clone)]
pub(crate) struct Keys {
    /// To everybody.
    pub(crate) everyday: Arc<ServerConfig>,
    /// To a public authority that wants to see whether the name is ours.
    pub(crate) challenge: Option<Arc<ServerConfig>>,
}

/// How the server speaks TLS: HTTP/2 where the other side can, which needs one connection where HTTP/1.1
/// needs six.
///
/// # Errors
/// When the program was built without any cipher, which a test would find.
pub(crate) fn everyday(resolver: Arc<dyn ResolvesServerCert>) -> Result<Arc<ServerConfig>, rustls::Error> {
    let provider = rustls::crypto::ring::default_provider().into();
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(resolver);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Connections whose hands were shaken.
pub(crate) struct TlsListener {
    greeted: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    address: SocketAddr,
    door: JoinHandle<()>,
}

impl TlsListener {
    /// Begins to accept connections.
    ///
    /// # Errors
    /// When the port has no address.
    pub(crate) fn new(listener: TcpListener, keys: Keys) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let (ready, greeted) = mpsc::channel(64);
        Ok(Self { greeted, address, door: tokio::spawn(open(listener, keys, ready)) })
    }
}

impl Drop for TlsListener {
    fn drop(&mut self) {
        self.door.abort();
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.greeted.recv().await {
            Some(greeted) => greeted,
            // The door is open for as long as we are.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}

async fn open(
    mut listener: TcpListener,
    keys: Keys,
    ready: mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>,
) {
    let places = Arc::new(Semaphore::new(PLACES));
    loop {
        let (stream, peer) = Listener::accept(&mut listener).await;
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let (keys, ready) = (keys.clone(), ready.clone());
        tokio::spawn(async move {
            // Who gives up or does not trust us tells us nothing that anybody could mend.
            if let Ok(Ok(Some(stream))) = timeout(PATIENCE, greet(stream, &keys)).await {
                drop(ready.send((stream, peer)).await);
            }
            drop(place);
        });
    }
}

async fn greet(stream: TcpStream, keys: &Keys) -> io::Result<Option<TlsStream<TcpStream>>> {
    // Small answers leave at once.
    stream.set_nodelay(true)?;
    let mut first = [0];
    if stream.peek(&mut first).await? == 1 && first != [TLS_RECORD] {
        return tls_plain::lead(stream).await.map(|()| None);
    }
    let start = LazyConfigAcceptor::new(rustls::server::Acceptor::default(), stream).await?;
    if let Some(challenge) = &keys.challenge
        && is_tls_alpn_challenge(&start.client_hello())
    {
        let mut stream = start.into_stream(Arc::clone(challenge)).await?;
        tokio::io::AsyncWriteExt::shutdown(&mut stream).await?;
        return Ok(None);
    }
    start.into_stream(Arc::clone(&keys.everyday)).await.map(Some)
}
