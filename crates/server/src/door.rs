//! How people come in: on this computer alone, over TLS with a certificate of our own or a public one, or
//! through a proxy that ends TLS.

use std::{net::SocketAddr, path::PathBuf};

use crate::{
    complaint::Complaint,
    names,
    web::{accounts::Front, tls_acme::Wish},
};

/// The authority that most of the web's certificates come from.
const LETS_ENCRYPT: &str = "https://acme-v02.api.letsencrypt.org/directory";

/// The door, as it is asked for on the command line.
#[derive(Debug, clap::Args)]
pub(crate) struct Door {
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    #[arg(long, conflicts_with_all = ["acme", "behind_proxy"])]
    tls: bool,
    #[arg(long, value_name = "NAME", conflicts_with = "behind_proxy")]
    acme: Vec<String>,
    #[arg(long, value_name = "MAIL", requires = "acme")]
    contact: Option<String>,
    #[arg(long, value_name = "URL", requires = "acme", default_value = LETS_ENCRYPT)]
    acme_directory: String,
    #[arg(long, value_name = "FILE", requires = "acme")]
    acme_roots: Option<PathBuf>,
    #[arg(long)]
    behind_proxy: bool,
}

/// The kinds of door.
pub(crate) enum Way {
    /// HTTP, for this computer alone.
    Plain,
    /// TLS with the unit's own certificate.
    Own,
    /// TLS with a public authority's certificate.
    Acme(Wish),
    /// HTTP from a proxy that ends TLS.
    Proxy,
}

impl Door {
    /// Where to listen. Who asks for TLS means the network.
    pub(crate) fn listen(&self) -> &str {
        match &self.listen {
            Some(listen) => listen,
            None if self.tls => "0.0.0.0:8443",
            None if !self.acme.is_empty() => "0.0.0.0:443",
            None => "127.0.0.1:8080",
        }
    }

    /// What pages need to know of it.
    pub(crate) fn front(&self) -> Front {
        let https = self.tls || !self.acme.is_empty() || self.behind_proxy;
        Front { https, proxy: self.behind_proxy, own: self.tls }
    }

    /// Which kind it is.
    ///
    /// # Errors
    /// When plain HTTP would leave this computer, or a public name is none.
    pub(crate) fn way(self, address: SocketAddr) -> Result<Way, Complaint> {
        if self.behind_proxy {
            return Ok(Way::Proxy);
        }
        if self.tls {
            return Ok(Way::Own);
        }
        if self.acme.is_empty() {
            return must_stay_here(address).map(|()| Way::Plain);
        }
        let is_public = |name: &&String| {
            name.contains('.') && matches!(names::parse(name), Some(names::Name::DnsName(_)))
        };
        if let Some(name) = self.acme.iter().find(|name| !is_public(name)) {
            return Err(Complaint::new("acme-name").with("name", name));
        }
        let names = self.acme.iter().map(|name| name.to_ascii_lowercase()).collect();
        Ok(Way::Acme(Wish {
            names,
            contact: self.contact,
            directory: self.acme_directory,
            roots: self.acme_roots,
        }))
    }
}

/// Plain HTTP is for this computer alone: anybody in the network could read along, and browsers keep no
/// pages for use without signal from such an address.
///
/// # Errors
/// When others could reach the address.
pub(crate) fn must_stay_here(address: SocketAddr) -> Result<(), Complaint> {
    if address.ip().to_canonical().is_loopback() {
        return Ok(());
    }
    Err(Complaint::new("listen-open").with("address", address))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        door: Door,
    }

    fn door(words: &[&str]) -> Option<Door> {
        Line::try_parse_from(std::iter::once(&"betang").chain(words)).ok().map(|line| line.door)
    }

    fn refusal(words: &[&str], address: &str) -> Option<&'static str> {
        door(words).unwrap().way(address.parse().unwrap()).err().map(|complaint| complaint.key())
    }

    #[test]
    fn plain_http_stays_on_this_computer() {
        for here in ["127.0.0.1:8080", "127.0.0.53:80", "[::1]:8080", "[::ffff:127.0.0.1]:80"] {
            assert_eq!(refusal(&[], here), None, "{here}");
        }
        for open in ["0.0.0.0:8080", "[::]:8080", "192.168.1.10:80", "[fe80::1]:80", "[::ffff:10.0.0.1]:80"] {
            assert_eq!(refusal(&[], open), Some("listen-open"), "{open}");
            assert_eq!(refusal(&["--tls"], open), None);
            assert_eq!(refusal(&["--behind-proxy"], open), None);
        }
    }

    #[test]
    fn one_kind_of_door_at_a_time() {
        assert!(door(&["--tls", "--behind-proxy"]).is_none());
        assert!(door(&["--tls", "--acme", "betang.example.org"]).is_none());
        assert!(door(&["--acme", "betang.example.org", "--behind-proxy"]).is_none());
        assert!(door(&["--contact", "a@example.org"]).is_none(), "whose contact would it be");
    }

    #[test]
    fn a_public_authority_is_asked_for_public_names_only() {
        let asked = |name| refusal(&["--acme", name], "0.0.0.0:443");
        assert_eq!(asked("Betang.example.org"), None);
        assert_eq!(asked("192.168.1.10"), Some("acme-name"));
        assert_eq!(asked("puskesmas"), Some("acme-name"));
    }

    #[test]
    fn where_to_listen_follows_the_door() {
        assert_eq!(door(&[]).unwrap().listen(), "127.0.0.1:8080");
        assert_eq!(door(&["--tls"]).unwrap().listen(), "0.0.0.0:8443");
        assert_eq!(door(&["--acme", "betang.example.org"]).unwrap().listen(), "0.0.0.0:443");
        assert_eq!(door(&["--tls", "--listen", "10.0.0.2:9000"]).unwrap().listen(), "10.0.0.2:9000");
    }

    #[test]
    fn cookies_and_addresses_follow_the_door() {
        let front = |words: &[&str]| {
            let Front { https, proxy, own } = door(words).unwrap().front();
            (https, proxy, own)
        };
        assert_eq!(front(&[]), (false, false, false));
        assert_eq!(front(&["--tls"]), (true, false, true));
        assert_eq!(front(&["--acme", "betang.example.org"]), (true, false, false));
        assert_eq!(front(&["--behind-proxy"]), (true, true, false));
    }
}
