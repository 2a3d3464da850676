//! A client that trusts what it is told to trust, and nothing else.

use std::{
    io::{self, Read, Write},
    net::TcpStream,
    sync::Arc,
    time::Duration,
};

use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    pki_types::{CertificateDer, ServerName},
};

/// Trusts these authorities.
pub(crate) fn trusting(authorities: &[CertificateDer<'static>]) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    for authority in authorities {
        roots.add(authority.clone()).unwrap();
    }
    let provider = rustls::crypto::ring::default_provider().into();
    let builder =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    Arc::new(builder.with_root_certificates(roots).with_no_client_auth())
}

/// A request for a name, sent to an address; headers and body of the answer.
pub(crate) fn ask(
    trust: &Arc<ClientConfig>,
    name: &str,
    address: &str,
    request: &str,
) -> io::Result<(String, Vec<u8>)> {
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let connection = ClientConnection::new(Arc::clone(trust), name).unwrap();
    let socket = TcpStream::connect(address)?;
    socket.set_read_timeout(Some(Duration::from_secs(20)))?;
    let mut stream = StreamOwned::new(connection, socket);
    write!(stream, "{request}\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let end = answer.windows(4).position(|end| end == b"\r\n\r\n").unwrap_or(answer.len());
    let body = answer.get(end + 4..).unwrap_or_default().to_vec();
    answer.truncate(end);
    Ok((String::from_utf8_lossy(&answer).into_owned(), body))
}

/// The page of a path.
pub(crate) fn get(
    trust: &Arc<ClientConfig>,
    name: &str,
    address: &str,
    path: &str,
) -> io::Result<(String, Vec<u8>)> {
    ask(trust, name, address, &format!("GET {path} HTTP/1.0\r\nhost: {name}"))
}
