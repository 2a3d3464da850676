//! The server in the network of a Puskesmas: who trusts its certificate comes in, and nothing goes in the open.

#![expect(clippy::unwrap_used, reason = "all of it is test code")]

mod support;

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::Command,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use rustls::{
    ClientConfig,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use support::{
    Folder, Server, add_user, begun, betang, code, command, text,
    tls::{ask, get, trusting},
};

const HERE: [&str; 3] = ["--tls", "--listen", "127.0.0.1:0"];

fn authority(data: &Path) -> CertificateDer<'static> {
    CertificateDer::from_pem_file(data.join("tls/authority.pem")).unwrap()
}

#[test]
fn who_trusts_the_authority_comes_in_and_nobody_else() {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "kepala", "head", &[]);
    let other = Folder::new();
    assert_eq!(code(&betang(other.path(), &["certificate"])), 0);
    let server = Server::start_with(&data, &HERE);
    let trust = trusting(&[authority(&data)]);
    for name in ["127.0.0.1", "localhost"] {
        let (head, page) = get(&trust, name, &server.address, "/masuk").unwrap();
        assert!(head.contains(" 200 OK") && page.starts_with(b"<!DOCTYPE html>"), "{name}: {head}");
        assert!(!head.contains("strict-transport-security"), "it would lock out phones: {head}");
    }
    for stranger in [trusting(&[authority(other.path())]), trusting(&[])] {
        let refused = get(&stranger, "localhost", &server.address, "/masuk").unwrap_err();
        assert!(refused.to_string().contains("UnknownIssuer"), "{refused}");
    }
    let refused = get(&trust, "example.org", &server.address, "/masuk").unwrap_err();
    assert!(refused.to_string().contains("not valid for name"), "{refused}");
}

#[test]
fn plain_http_does_not_leave_the_computer() {
    let folder = begun();
    let data = folder.file("data");
    for door in ["0.0.0.0:0", "[::]:0"] {
        let refused = betang(&data, &["serve", "--listen", door]);
        assert_eq!(code(&refused), 1, "{}", text(&refused));
        assert!(text(&refused).contains("--tls") && text(&refused).contains("komputer ini sendiri"));
        let demo = command(&["demo", "--listen", door]).output().unwrap();
        assert_eq!(code(&demo), 1, "{}", text(&demo));
    }
    let proxied = Server::start_with(&data, &["--behind-proxy", "--listen", "0.0.0.0:0"]);
    assert!(proxied.address.starts_with("0.0.0.0:"));
}

#[test]
fn an_address_typed_without_https_leads_to_the_one_with_it() {
    let folder = begun();
    let server = Server::start_with(&folder.file("data"), &HERE);
    let mut stream = TcpStream::connect(&server.address).unwrap();
    write!(stream, "GET /cari HTTP/1.1\r\nhost: {}\r\n\r\n", server.address).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 307 "), "{answer}");
    assert!(answer.contains(&format!("location: https://{}/cari\r\n", server.address)), "{answer}");
}

#[test]
fn sessions_are_kept_to_this_host_and_to_tls() {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "kepala", "head", &[]);
    let server = Server::start_with(&data, &HERE);
    let trust = trusting(&[authority(&data)]);
    let form = "nama=kepala&sandi=rahasia-kepala";
    let request = format!(
        "POST /masuk HTTP/1.0\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n{form}",
        form.len()
    );
    let (head, _) = ask(&trust, "localhost", &server.address, &request).unwrap();
    let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    assert!(cookie.starts_with("__Host-betang=") && cookie.contains("; Secure"), "{cookie}");
    let session = cookie.split(';').next().unwrap();
    let request = format!("GET /lainnya HTTP/1.0\r\nhost: localhost\r\ncookie: {session}");
    let (_, page) = ask(&trust, "localhost", &server.address, &request).unwrap();
    assert!(String::from_utf8(page).unwrap().contains("href=\"/sertifikat\""), "who is in can help the next");
}

#[test]
fn the_certificate_is_handed_out_to_whoever_asks() {
    let folder = begun();
    let data = folder.file("data");
    let told = text(&betang(&data, &["certificate"]));
    let server = Server::start_with(&data, &HERE);
    let trust = trusting(&[authority(&data)]);
    let (head, page) = get(&trust, "localhost", &server.address, "/sertifikat").unwrap();
    assert!(head.contains("content-security-policy: default-src 'self'"), "{head}");
    let page = String::from_utf8(page).unwrap();
    let port = server.address.rsplit(':').next().unwrap();
    assert!(page.contains(&format!("https://127.0.0.1:{port}/")), "{page}");
    let rows: Vec<_> =
        told.lines().filter(|line| line.split_whitespace().count() == 8).map(str::trim).collect();
    let rows: Vec<_> = rows.into_iter().filter(|row| row.len() == 23).collect();
    assert_eq!(rows.len(), 4, "{told}");
    assert!(rows.iter().all(|row| page.contains(row)), "what the paper says is what the page says");
    let (head, der) = get(&trust, "localhost", &server.address, "/sertifikat/betang.crt").unwrap();
    assert!(head.contains("content-type: application/x-x509-ca-cert"), "{head}");
    assert_eq!(der, authority(&data).to_vec());
    let sheet = fs::read_to_string(data.join("tls/lembar-hp.html")).unwrap();
    assert!(rows.iter().all(|row| sheet.contains(row)) && sheet.contains("<svg"));
}

#[test]
fn no_certificate_page_without_a_certificate_of_our_own() {
    let folder = begun();
    let server = Server::start(&folder.file("data"));
    assert!(!server.get("/sertifikat", "").contains(" 200 OK"));
}

#[test]
fn asking_twice_changes_nothing() {
    let folder = Folder::new();
    let data = folder.file("data");
    let first = betang(&data, &["certificate", "--name", "betang.lan"]);
    assert_eq!(code(&first), 0, "{}", text(&first));
    let files = || {
        ["authority.pem", "server.pem", "names"].map(|file| fs::read(data.join("tls").join(file)).unwrap())
    };
    let before = files();
    let again = betang(&data, &["certificate"]);
    assert_eq!(text(&again), text(&first));
    assert_eq!(files(), before);
    let odd = betang(&data, &["certificate", "--name", "https://betang.lan"]);
    assert_eq!(code(&odd), 1, "{}", text(&odd));
    let init = betang(&data, &["init", "--unit", support::UNIT]);
    assert_eq!(code(&init), 0, "a unit can still begin: {}", text(&init));
}

#[cfg(unix)]
#[test]
fn keys_are_private_and_never_printed() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let data = folder.file("data");
    let told = text(&betang(&data, &["certificate"]));
    assert!(!told.contains("PRIVATE"));
    for file in ["authority.pem", "server.pem", "lembar-hp.html"] {
        let path = data.join("tls").join(file);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "{file}");
    }
    assert!(!fs::read_to_string(data.join("tls/lembar-hp.html")).unwrap().contains("PRIVATE"));
}

#[test]
fn a_running_server_takes_up_a_new_name() {
    let folder = begun();
    let data = folder.file("data");
    let server = Server::start_with(&data, &HERE);
    let trust = trusting(&[authority(&data)]);
    assert!(get(&trust, "betang.lan", &server.address, "/masuk").is_err());
    assert_eq!(code(&betang(&data, &["certificate", "--name", "betang.lan"])), 0);
    let begin = Instant::now();
    while get(&trust, "betang.lan", &server.address, "/masuk").is_err() {
        assert!(begin.elapsed() < Duration::from_secs(30), "it was never taken up");
        thread::sleep(Duration::from_millis(200));
    }
    assert!(get(&trust, "localhost", &server.address, "/masuk").is_ok());
}

#[test]
fn who_says_nothing_keeps_nobody_waiting() {
    let folder = begun();
    let data = folder.file("data");
    let server = Server::start_with(&data, &HERE);
    let silent: Vec<_> = (0..50).map(|_| TcpStream::connect(&server.address).unwrap()).collect();
    let begin = Instant::now();
    assert!(get(&trusting(&[authority(&data)]), "localhost", &server.address, "/masuk").is_ok());
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
    drop(silent);
}

#[cfg(unix)]
#[test]
fn asked_to_stop_it_stops() {
    let folder = begun();
    let data = folder.file("data");
    let mut server = Server::start_with(&data, &HERE);
    assert!(get(&trusting(&[authority(&data)]), "localhost", &server.address, "/masuk").is_ok());
    let told = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap();
    assert!(told.success());
    assert!(server.child.wait().unwrap().success());
}

/// A connection of HTTP/2, as browsers make it.
async fn connect(
    trust: &Arc<ClientConfig>,
    address: &str,
) -> (h2::client::SendRequest<&'static [u8]>, tokio::task::JoinHandle<()>) {
    let mut trust = ClientConfig::clone(trust);
    trust.alpn_protocols = vec![b"h2".to_vec()];
    let stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let connector = tokio_rustls::TlsConnector::from(Arc::new(trust));
    let stream = connector.connect(ServerName::try_from("localhost").unwrap(), stream).await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(b"h2".as_slice()));
    let (sender, connection) = h2::client::Builder::new().handshake(stream).await.unwrap();
    (sender, tokio::spawn(async move { drop(connection.await) }))
}

#[tokio::test]
async fn many_requests_share_one_connection() {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "kepala", "head", &[]);
    let server = Server::start_with(&data, &HERE);
    let (sender, connection) = connect(&trusting(&[authority(&data)]), &server.address).await;
    let mut sender = sender.ready().await.unwrap();
    let address = format!("https://{}/masuk", server.address);
    let post = |origin: &str| {
        http::Request::post(&address)
            .header("origin", origin)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(())
            .unwrap()
    };
    let mut answers = Vec::new();
    for origin in [format!("https://{}", server.address), "https://evil.example".to_owned()] {
        let (answer, mut body) = sender.send_request(post(&origin), false).unwrap();
        body.send_data(b"nama=kepala&sandi=rahasia-kepala".as_slice(), true).unwrap();
        answers.push(answer);
    }
    let mut statuses = Vec::new();
    for answer in answers {
        statuses.push(answer.await.unwrap().status().as_u16());
    }
    assert_eq!(statuses, [303, 403], "our own page counts, another site's does not");
    connection.abort();
}
