//! A certificate from a real ACME authority: Pebble, the small one that Let's Encrypt tests with. It looks at
//! our port to see whether the name is ours, as the large ones do.
//!
//! Needs `pebble` and `pebble-challtestsrv` (Debian's package `pebble`); `cargo xtask test` installs it.

#![expect(clippy::unwrap_used, reason = "all of it is test code")]

mod support;

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use rustls::{
    ClientConfig,
    pki_types::{CertificateDer, pem::PemObject},
};
use support::{
    Server, add_user, begun,
    tls::{get, trusting},
};

const NAME: &str = "betang.example.org";

/// A program that ends with the test.
struct Helper(Child);

impl Drop for Helper {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn helper(program: &str, arguments: &[&str]) -> Helper {
    let child = Command::new(program)
        .args(arguments)
        // At once, and without the made-up trouble that Pebble gives its clients.
        .envs([("PEBBLE_VA_NOSLEEP", "1"), ("PEBBLE_WFE_NONCEREJECT", "0")])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    Helper(child.unwrap_or_else(|error| {
        panic!("{program} can't be started ({error}): on Debian, apt-get install pebble; or cargo xtask test")
    }))
}

/// Ports that are free now.
fn ports<const N: usize>() -> [u16; N] {
    let listeners: [TcpListener; N] = std::array::from_fn(|_| TcpListener::bind("127.0.0.1:0").unwrap());
    listeners.map(|listener| listener.local_addr().unwrap().port())
}

/// Until something is there, or half a minute is over.
fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begin = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begin.elapsed() < Duration::from_secs(30), "{what} did not come");
        thread::sleep(Duration::from_millis(100));
    }
}

/// The authority, with a name server that says every name is this computer.
struct Pebble {
    _helpers: [Helper; 2],
    directory: String,
    management: String,
    roots: std::path::PathBuf,
    trust: Arc<ClientConfig>,
}

impl Pebble {
    fn start(folder: &Path, our_port: u16) -> Self {
        let [acme, management, names, names_management] = ports();
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let roots = folder.join("pebble.pem");
        fs::write(&roots, made.cert.pem()).unwrap();
        fs::write(folder.join("pebble.key"), made.signing_key.serialize_pem()).unwrap();
        let config = serde_json::json!({ "pebble": {
            "listenAddress": format!("127.0.0.1:{acme}"),
            "managementListenAddress": format!("127.0.0.1:{management}"),
            "certificate": roots,
            "privateKey": folder.join("pebble.key"),
            "httpPort": 1,
            "tlsPort": our_port,
        }});
        let file = folder.join("pebble.json");
        fs::write(&file, config.to_string()).unwrap();
        let names = format!("127.0.0.1:{names}");
        let resolver = helper(
            "pebble-challtestsrv",
            &[
                "-defaultIPv4",
                "127.0.0.1",
                "-defaultIPv6",
                "",
                "-dns01",
                &names,
                "-http01",
                "",
                "-https01",
                "",
                "-tlsalpn01",
                "",
                "-management",
                &format!("127.0.0.1:{names_management}"),
            ],
        );
        let authority = helper("pebble", &["-config", file.to_str().unwrap(), "-dnsserver", &names]);
        let trust = trusting(&[made.cert.der().clone()]);
        let management = format!("127.0.0.1:{management}");
        wait_for("Pebble", || get(&trust, "localhost", &management, "/roots/0").ok());
        let directory = format!("https://localhost:{acme}/dir");
        Self { _helpers: [resolver, authority], directory, management, roots, trust }
    }

    /// What its certificates are checked against; it is another one at each start.
    fn root(&self) -> CertificateDer<'static> {
        let (_, pem) = get(&self.trust, "localhost", &self.management, "/roots/0").unwrap();
        CertificateDer::from_pem_slice(&pem).unwrap()
    }
}

fn serve(data: &Path, port: u16, pebble: &Pebble) -> Server {
    let listen = format!("127.0.0.1:{port}");
    let roots = pebble.roots.to_str().unwrap();
    Server::start_with(
        data,
        &[
            "--listen",
            &listen,
            "--acme",
            NAME,
            "--contact",
            "it@example.org",
            "--acme-directory",
            &pebble.directory,
            "--acme-roots",
            roots,
        ],
    )
}

#[test]
fn a_public_name_gets_its_certificate_and_keeps_it() {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "kepala", "head", &[]);
    let [port] = ports();
    let pebble = Pebble::start(folder.path(), port);
    let address = format!("127.0.0.1:{port}");
    let server = serve(&data, port, &pebble);
    assert_eq!(server.address, NAME, "the name is told, not the number");
    let trust = trusting(&[pebble.root()]);
    let (head, page) = wait_for("the certificate", || get(&trust, NAME, &address, "/masuk").ok());
    assert!(head.contains(" 200 OK") && page.starts_with(b"<!DOCTYPE html>"), "{head}");
    assert!(head.contains("strict-transport-security: max-age="), "{head}");
    let kept: Vec<_> = fs::read_dir(data.join("tls")).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(kept.len(), 2, "an account and a certificate: {kept:?}");
    #[cfg(unix)]
    for file in &kept {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600, "{}", file.display());
    }
    // Authorities give a name few certificates in a week: a restart must not ask for another.
    drop(server);
    let again = serve(&data, port, &pebble);
    let back = wait_for("the kept certificate", || get(&trust, NAME, &address, "/masuk").ok());
    assert!(back.0.contains(" 200 OK"));
    drop(again);
}
