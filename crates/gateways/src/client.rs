//! One HTTP request at a time, over TLS where the address says so. Redirects are not followed, and an answer is read
//! up to its limit only. What failed is told by whether the request may have reached the other side.

use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode, Uri, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::TlsConnector;

use crate::{MAX_BODY, Trouble, Why};

/// How long a request may take altogether.
const PATIENCE: Duration = Duration::from_secs(30);

/// Which authorities vouch for a gateway's certificate.
#[derive(Debug, Clone, Default)]
pub enum Roots {
    /// Those that browsers trust (Mozilla's list).
    #[default]
    Public,
    /// Only these, in PEM: for a gateway with an authority of its own.
    Pem(Vec<u8>),
}

/// Where a gateway is, and whom to trust there.
#[derive(Clone)]
pub(crate) struct Client {
    secure: bool,
    host: String,
    port: u16,
    path: String,
    tls: TlsConnector,
    patience: Duration,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Bytes,
}

impl Client {
    /// A client for addresses below `url` (`https://host:port/path`).
    pub(crate) fn new(url: &str, roots: &Roots) -> Result<Self, Trouble> {
        let malformed = || Trouble::Refused(Why::Malformed("the gateway's address"));
        let uri: Uri = url.parse().map_err(|_| malformed())?;
        let secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(malformed()),
        };
        let authority =
            uri.authority().filter(|authority| !authority.as_str().contains('@')).ok_or_else(malformed)?;
        if uri.query().is_some() {
            return Err(malformed());
        }
        Ok(Self {
            secure,
            host: authority.host().to_owned(),
            port: authority.port_u16().unwrap_or(if secure { 443 } else { 80 }),
            path: uri.path().trim_end_matches('/').to_owned(),
            tls: connector(roots)?,
            patience: PATIENCE,
        })
    }

    /// Sends `body` (JSON, or nothing) to `path` below the address.
    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        headers: HeaderMap,
        body: Vec<u8>,
    ) -> Result<Answer, Trouble> {
        let request = self.request(method, path, headers, body)?;
        let unreachable = Trouble::NotSent(Why::Unreachable);
        let address = (self.host.trim_matches(['[', ']']), self.port);
        let stream = match timeout(self.patience, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => stream,
            Ok(Err(_)) => return Err(unreachable),
            Err(_) => return Err(Trouble::NotSent(Why::Timeout)),
        };
        if !self.secure {
            return self.patiently(exchange(stream, request)).await;
        }
        let name = ServerName::try_from(address.0.to_owned()).map_err(|_| Trouble::NotSent(Why::Tls))?;
        match timeout(self.patience, self.tls.connect(name, stream)).await {
            Ok(Ok(stream)) => self.patiently(exchange(stream, request)).await,
            Ok(Err(_)) => Err(Trouble::NotSent(Why::Tls)),
            Err(_) => Err(Trouble::NotSent(Why::Timeout)),
        }
    }

    /// From here on the request may have arrived.
    async fn patiently(
        &self,
        exchange: impl Future<Output = Result<Answer, Trouble>>,
    ) -> Result<Answer, Trouble> {
        timeout(self.patience, exchange).await.unwrap_or(Err(Trouble::Unsure(Why::Timeout)))
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        headers: HeaderMap,
        body: Vec<u8>,
    ) -> Result<Request<Full<Bytes>>, Trouble> {
        let malformed = |_| Trouble::Refused(Why::Malformed("the gateway's address"));
        let mut whole = format!("{}{path}", self.path);
        if whole.is_empty() {
            whole.push('/');
        }
        let mut request = Request::builder()
            .method(method)
            .uri(whole)
            .body(Full::new(Bytes::from(body)))
            .map_err(malformed)?;
        *request.headers_mut() = headers;
        let host = format!("{}:{}", self.host, self.port)
            .parse()
            .map_err(|_| Trouble::Refused(Why::Malformed("the gateway's address")))?;
        request.headers_mut().insert(header::HOST, host);
        request.headers_mut().insert(header::ACCEPT, header::HeaderValue::from_static("application/json"));
        request
            .headers_mut()
            .insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/json"));
        Ok(request)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Client({}:{})", self.host, self.port)
    }
}

fn connector(roots: &Roots) -> Result<TlsConnector, Trouble> {
    let mut store = RootCertStore::empty();
    match roots {
        Roots::Public => store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Roots::Pem(pem) => {
            for certificate in CertificateDer::pem_slice_iter(pem) {
                let certificate =
                    certificate.map_err(|_| Trouble::Refused(Why::Malformed("the certificates")))?;
                store.add(certificate).map_err(|_| Trouble::Refused(Why::Malformed("the certificates")))?;
            }
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| Trouble::Refused(Why::Tls))?
        .with_root_certificates(store)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> Result<Answer, Trouble>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let broken = |_| Trouble::Unsure(Why::Broken);
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
    // The connection works beside us, and ends when `sender` is dropped.
    let beside = tokio::spawn(connection);
    let response = sender.send_request(request).await.map_err(broken)?;
    let status = response.status();
    let body = Limited::new(response.into_body(), MAX_BODY).collect().await;
    beside.abort();
    let body = body.map_err(|error| {
        let large = error.downcast_ref::<http_body_util::LengthLimitError>().is_some();
        Trouble::Unsure(if large { Why::TooLarge } else { Why::Broken })
    })?;
    Ok(Answer { status, body: body.to_bytes() })
}

impl Answer {
    /// What a status that is not 2xx means for trying again.
    pub(crate) fn good(self) -> Result<Self, Trouble> {
        let status = self.status.as_u16();
        match status {
            200..=299 => Ok(self),
            401 | 403 => Err(Trouble::NotSent(Why::Credentials)),
            429 => Err(Trouble::NotSent(Why::Busy)),
            408 | 500..=599 => Err(Trouble::Unsure(Why::Status(status))),
            _ => Err(Trouble::Refused(Why::Status(status))),
        }
    }
}

/// An `Authorization` header that is kept out of `Debug`.
pub(crate) fn authorization(value: &str) -> Result<HeaderMap, Trouble> {
    let mut headers = HeaderMap::new();
    let mut value: header::HeaderValue =
        value.parse().map_err(|_| Trouble::Refused(Why::Malformed("the credentials")))?;
    value.set_sensitive(true);
    headers.insert(header::AUTHORIZATION, value);
    Ok(headers)
}
