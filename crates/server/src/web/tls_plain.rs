//! Somebody typed an address without `https://`: one line tells the browser the right one. Nothing else is
//! ever said in plain HTTP.

use std::io;

use http::uri::Authority;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Requests of people who type an address are short.
const LONGEST: u64 = 8 * 1024;

/// Answers with the address over TLS.
///
/// # Errors
/// When the connection ends before its request.
pub(crate) async fn lead(mut stream: TcpStream) -> io::Result<()> {
    let here = stream.local_addr()?.to_string();
    let mut request = Vec::new();
    let mut limited = (&mut stream).take(LONGEST);
    while !request.windows(4).any(|end| end == b"\r\n\r\n") && limited.read_buf(&mut request).await? > 0 {}
    let answer = match address(&String::from_utf8_lossy(&request), &here) {
        Some(address) => format!(
            "HTTP/1.1 307 Temporary Redirect\r\nlocation: {address}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        ),
        None => "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned(),
    };
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await
}

/// The same address over TLS. Only what is read is led on: a form was already sent in the open, and sending
/// it again would hide that.
fn address(request: &str, here: &str) -> Option<String> {
    let mut lines = request.split("\r\n");
    let path = lines.next()?.strip_prefix("GET ")?.strip_suffix(" HTTP/1.1")?;
    let host = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("host"))
        .and_then(|(_, host)| host.trim().parse::<Authority>().ok());
    let host = host.as_ref().map_or(here, Authority::as_str);
    let path = path.parse::<http::uri::PathAndQuery>().ok()?;
    path.as_str().starts_with('/').then(|| format!("https://{host}{path}"))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_without_tls_leads_to_the_same_one_with_it() {
        let request = "GET /cari?q=a HTTP/1.1\r\nHost: 192.168.1.10:8443\r\n\r\n";
        assert_eq!(address(request, "1.2.3.4:1").unwrap(), "https://192.168.1.10:8443/cari?q=a");
        assert_eq!(address("GET / HTTP/1.1\r\n\r\n", "1.2.3.4:1").unwrap(), "https://1.2.3.4:1/");
    }

    #[test]
    fn what_is_no_reading_leads_nowhere() {
        assert!(address("POST /masuk HTTP/1.1\r\nhost: a\r\n\r\n", "b").is_none());
        assert!(address("GET http://evil.example/ HTTP/1.1\r\n\r\n", "b").is_none());
        assert!(address("\u{3}\u{0}rdp", "b").is_none());
    }
}
