//! What stands in the unit's own certificates, and what a phone says to them.
//!
//! The authority can vouch for addresses of private networks and names that exist only there, and for what
//! was asked for when it was made. Who steals its key can't pretend to be a bank.

use std::net::IpAddr;

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, KeyPair, KeyUsagePurpose, NameConstraints, SanType, date_time_ymd,
};
use rustls::pki_types::{CertificateDer, ServerName};
use sha2::{Digest, Sha256};

use crate::names::Name;

/// Years for which phones need not be asked again.
const AUTHORITY_YEARS: i32 = 10;
/// Browsers take no certificate that is valid for longer than 398 days.
const SERVER_DAYS: i32 = 397;
/// A certificate with less left is replaced.
const RENEW_DAYS: i32 = 30;

/// Networks that exist many times, and that nobody owns.
const NETWORKS: [(&str, u8); 8] = [
    ("10.0.0.0", 8),
    ("172.16.0.0", 12),
    ("192.168.0.0", 16),
    ("127.0.0.0", 8),
    ("169.254.0.0", 16),
    ("fc00::", 7),
    ("fe80::", 10),
    ("::1", 128),
];
/// Names that exist only inside of a network.
const DOMAINS: [&str; 5] = ["local", "localhost", "home.arpa", "internal", "lan"];

/// The SHA-256 of a certificate, as Android shows it: pairs, here in four rows that can be compared one by one.
#[must_use]
pub(crate) fn fingerprint(certificate: &CertificateDer<'_>) -> Vec<String> {
    let digest = Sha256::digest(certificate);
    let row = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ");
    digest.chunks(8).map(row).collect()
}

/// The authority: for its own networks only, and never for another authority.
#[must_use]
pub(crate) fn authority(asked: &[Name], key: &KeyPair, now: Timestamp) -> CertificateParams {
    let mut params = CertificateParams::default();
    let today = day(now);
    // A phone that learnt an earlier authority of the same computer lists both; they must not look the same.
    let mark: String =
        Sha256::digest(key.public_key_raw()).iter().take(2).map(|byte| format!("{byte:02X}")).collect();
    let host = gethostname::gethostname().to_string_lossy().into_owned();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::OrganizationName, "Betang");
    params.distinguished_name.push(DnType::CommonName, format!("Betang {host} {today} {mark}"));
    set_validity(&mut params, today.saturating_sub(1.day()), today.saturating_add(AUTHORITY_YEARS.years()));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let networks = NETWORKS.iter().filter_map(|(ip, prefix)| {
        ip.parse().ok().map(|ip| GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(ip, *prefix)))
    });
    let domains = DOMAINS.iter().map(|domain| GeneralSubtree::DnsName((*domain).to_owned()));
    let permitted_subtrees = networks.chain(domains).chain(asked.iter().map(subtree)).collect();
    params.name_constraints = Some(NameConstraints { permitted_subtrees, excluded_subtrees: Vec::new() });
    params
}

fn subtree(name: &Name) -> GeneralSubtree {
    match name {
        ServerName::IpAddress(ip) => {
            let ip = IpAddr::from(*ip);
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(ip, if ip.is_ipv4() { 32 } else { 128 }))
        }
        name => GeneralSubtree::DnsName(name.to_str().into_owned()),
    }
}

/// The server, for these names and no longer than the authority itself.
///
/// # Errors
/// When a name can't be written in a certificate.
pub(crate) fn server(
    names: &[Name],
    now: Timestamp,
    end: Timestamp,
) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, "Betang");
    // A day early: the clock of a phone may be behind.
    let first = day(now).saturating_sub(1.day());
    set_validity(&mut params, first, first.saturating_add(SERVER_DAYS.days()).min(day(end)));
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    let san = |name: &Name| {
        Ok(match name {
            ServerName::IpAddress(ip) => SanType::IpAddress((*ip).into()),
            name => SanType::DnsName(name.to_str().into_owned().try_into()?),
        })
    };
    params.subject_alt_names = names.iter().map(san).collect::<Result<_, rcgen::Error>>()?;
    Ok(params)
}

/// Whether the server's certificate can be used as it is for some weeks.
#[must_use]
pub(crate) fn is_current(
    server: &CertificateDer<'_>,
    authority: &CertificateDer<'_>,
    names: &[Name],
    now: Timestamp,
) -> bool {
    let Ok(validity) = Validity::of(server) else { return false };
    let Ok(of_authority) = Validity::of(authority) else { return false };
    // Near the authority's own end a new certificate would end no later.
    let soon = now.saturating_add((RENEW_DAYS * 24).hours()).unwrap_or(now);
    let lasts = validity.until > soon || day(validity.until) >= day(of_authority.until);
    let has_all = validity.names == names.len();
    lasts && has_all && names.iter().all(|name| verdict(server, authority, name, now).is_ok())
}

/// What a phone that trusts the authority says to the server's certificate.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn verdict(
    server: &CertificateDer<'_>,
    authority: &CertificateDer<'_>,
    name: &Name,
    now: Timestamp,
) -> Result<(), rustls::Error> {
    use rustls::client::{WebPkiServerVerifier, danger::ServerCertVerifier};
    let mut roots = rustls::RootCertStore::empty();
    roots.add(authority.clone().into_owned())?;
    let provider = rustls::crypto::ring::default_provider().into();
    let verifier = WebPkiServerVerifier::builder_with_provider(roots.into(), provider)
        .build()
        .map_err(|error| rustls::Error::General(error.to_string()))?;
    let since = u64::try_from(now.as_second()).unwrap_or(0);
    let now = rustls::pki_types::UnixTime::since_unix_epoch(std::time::Duration::from_secs(since));
    verifier.verify_server_cert(server, &[], name, &[], now).map(|_| ())
}

/// Until when a certificate is valid, and for how many names.
pub(crate) struct Validity {
    /// Its end.
    pub(crate) until: Timestamp,
    names: usize,
}

impl Validity {
    /// Reads it from a certificate.
    ///
    /// # Errors
    /// When that is none.
    pub(crate) fn of(certificate: &CertificateDer<'_>) -> Result<Self, rustls::Error> {
        let broken = |_| rustls::Error::InvalidCertificate(rustls::CertificateError::BadEncoding);
        let (_, parsed) = x509_parser::parse_x509_certificate(certificate).map_err(|_| broken(()))?;
        let until =
            Timestamp::from_second(parsed.validity().not_after.timestamp()).map_err(|_| broken(()))?;
        let names = parsed.subject_alternative_name().ok().flatten();
        Ok(Self { until, names: names.map_or(0, |names| names.value.general_names.len()) })
    }
}

/// The day of a moment, in UTC as certificates have it.
#[must_use]
pub(crate) fn day(moment: Timestamp) -> Date {
    moment.to_zoned(TimeZone::UTC).date()
}

fn set_validity(params: &mut CertificateParams, first: Date, last: Date) {
    let [first, last] = [first, last]
        .map(|day| date_time_ymd(day.year().into(), day.month().unsigned_abs(), day.day().unsigned_abs()));
    params.not_before = first;
    params.not_after = last;
}

/// What a certificate calls itself, as phones list it.
#[must_use]
pub(crate) fn common_name(certificate: &CertificateDer<'_>) -> String {
    let parsed = x509_parser::parse_x509_certificate(certificate).ok();
    let name = parsed.as_ref().and_then(|(_, parsed)| parsed.subject().iter_common_name().next());
    name.and_then(|name| name.as_str().ok()).unwrap_or_default().to_owned()
}
