//! What this computer is called in its own network: the names and addresses that its certificate is for.

use std::net::IpAddr;

use rustls::pki_types::ServerName;

/// A host name or an address.
pub(crate) type Name = ServerName<'static>;

/// Reads a name as it was typed.
#[must_use]
pub(crate) fn parse(word: &str) -> Option<Name> {
    ServerName::try_from(word.trim().to_ascii_lowercase()).ok()
}

/// All names of this computer: those that were asked for, its addresses in private networks, its name as
/// phones find it without a name server, and what it calls itself.
///
/// IPv6 addresses are left out: most change every day, and the certificate would change with them.
#[must_use]
pub(crate) fn of_this_computer(asked: &[Name]) -> Vec<Name> {
    let found = addresses().into_iter().map(|ip| ServerName::IpAddress(ip.into()));
    let host = gethostname::gethostname().to_string_lossy().to_ascii_lowercase();
    let first = host.split('.').next().unwrap_or_default();
    let local = if matches!(first, "" | "localhost") { None } else { parse(&format!("{first}.local")) };
    let own = ["localhost", "127.0.0.1", "::1"].into_iter().filter_map(parse);
    let mut names = Vec::new();
    for name in asked.iter().cloned().chain(found).chain(local).chain(own) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A name as it stands in an address.
#[must_use]
pub(crate) fn in_address(name: &Name) -> String {
    match name {
        ServerName::IpAddress(ip) => match IpAddr::from(*ip) {
            IpAddr::V6(ip) => format!("[{ip}]"),
            IpAddr::V4(ip) => ip.to_string(),
        },
        name => name.to_str().into_owned(),
    }
}

/// Whether only this computer itself is meant.
#[must_use]
pub(crate) fn is_here(name: &Name) -> bool {
    match name {
        ServerName::IpAddress(ip) => IpAddr::from(*ip).is_loopback(),
        name => name.to_str() == "localhost",
    }
}

/// The addresses in private networks, those of small networks first: what a phone at the Puskesmas reaches.
fn addresses() -> Vec<IpAddr> {
    let Ok(interfaces) = if_addrs::get_if_addrs() else { return Vec::new() };
    let is_private = |ip: &IpAddr| matches!(ip, IpAddr::V4(ip) if ip.is_private());
    let mut found: Vec<_> = interfaces.iter().map(if_addrs::Interface::ip).filter(is_private).collect();
    found.sort_by_key(|ip| (rank(ip), *ip));
    found
}

/// Home and office routers hand out 192.168; 172.16 to 172.31 are mostly networks inside one computer.
fn rank(ip: &IpAddr) -> u8 {
    match ip {
        IpAddr::V4(ip) if ip.octets().starts_with(&[192, 168]) => 0,
        IpAddr::V4(ip) if ip.octets().starts_with(&[10]) => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_people_type_them() {
        assert_eq!(
            parse(" Puskesmas-PC.local ").map(|name| in_address(&name)).unwrap(),
            "puskesmas-pc.local"
        );
        assert_eq!(parse("192.168.1.10").map(|name| in_address(&name)).unwrap(), "192.168.1.10");
        assert_eq!(parse("fd00::5").map(|name| in_address(&name)).unwrap(), "[fd00::5]");
        assert!(parse("two words").is_none() && parse("").is_none() && parse("https://x").is_none());
    }

    #[test]
    fn what_was_asked_for_comes_first_and_this_computer_last() {
        let names = of_this_computer(&[parse("betang.lan").unwrap(), parse("localhost").unwrap()]);
        assert_eq!(names.first().map(in_address).unwrap(), "betang.lan");
        assert_eq!(names.iter().filter(|name| name.to_str() == "localhost").count(), 1);
        assert!(names.contains(&parse("127.0.0.1").unwrap()) && names.contains(&parse("::1").unwrap()));
    }

    #[test]
    fn a_small_network_is_named_before_one_inside_the_computer() {
        let mut found: Vec<IpAddr> =
            ["172.17.0.1", "10.0.0.4", "192.168.1.10"].iter().map(|ip| ip.parse().unwrap()).collect();
        found.sort_by_key(rank);
        assert_eq!(found.first().unwrap().to_string(), "192.168.1.10");
    }
}
