//! The plain adapter of `docs/sms-http.md`. Signatures were computed with Python's `hmac`.

use std::sync::Arc;

use gateways::{
    About, Accepted, Delivery, Event, Gateway, Kind, MessageId, Outgoing, Phone, Priority, Roots, Secret,
    Text, Torn, Trouble, Why,
    http::{Http, Webhook},
};
use http::HeaderMap;
use jiff::Timestamp;
use rcgen::{CertificateParams, Issuer, KeyPair};
use uuid::Uuid;

use crate::site::{Answer, Site};

const KEY: &str = "kunci-rahasia-1";
const AT: &str = "1779328811";
const BODY: &str =
    r#"{"id":"g-1","from":"0812 9990 0111","text":"MULES Siti","received_at":"2026-05-21T09:00:11+07:00"}"#;
const SIGNATURE: &str = "63a642c21869a626d86826f5f73e1c07d69d660f5e9e3ac07309deb66ece0487";

fn read(signature: &str, body: &str, ahead: i64) -> Result<Vec<Event>, Trouble> {
    let mut headers = HeaderMap::new();
    headers.insert("x-betang-signature", signature.parse().unwrap());
    headers.insert("x-betang-timestamp", AT.parse().unwrap());
    let now = Timestamp::from_second(AT.parse::<i64>().unwrap() + ahead).unwrap();
    Webhook::new(Secret::new(KEY).unwrap()).read(now, &headers, body.as_bytes())
}

fn signed(body: &str) -> Result<Vec<Event>, Trouble> {
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, KEY.as_bytes());
    let tag = ring::hmac::sign(&key, format!("{AT}.{body}").as_bytes());
    let hex: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    read(&hex, body, 0)
}

#[test]
fn a_signed_message_is_read() {
    let events = read(SIGNATURE, BODY, 0).unwrap();
    let [Event::Incoming(incoming)] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!(incoming.kind, Kind::Text(Text("MULES Siti".to_owned())));
    assert_eq!(incoming.from.phone().unwrap().e164(), "+6281299900111");
    assert_eq!(read(SIGNATURE, BODY, 100).unwrap(), events);
    assert_eq!(read(SIGNATURE, BODY, 301), Err(Trouble::Refused(Why::Stale)));
    assert_eq!(read(SIGNATURE, &BODY.replace("MULES", "LAHIR"), 0), Err(Trouble::Refused(Why::Signature)));
    assert_eq!(read("", BODY, 0), Err(Trouble::Refused(Why::Signature)));
}

#[test]
fn many_come_at_once_in_parts_and_calls() {
    let id = Uuid::from_u128(5);
    let body = format!(
        r#"[{{"id":"1","kind":"missed_call","from":"081299900111","at":"2026-05-21T09:00:11+07:00"}},
            {{"id":"2","from":"081299900111","parts":{{"total":2,"reference":7,"have":[{{"number":2,"text":"b"}},{{"number":1,"text":"a"}},{{"number":2,"text":"b"}}]}}}},
            {{"id":"3","from":"081299900111","parts":{{"total":3,"have":[{{"number":3,"text":"c"}}]}}}},
            {{"id":"4","kind":"report","message":"{id}","state":"delivered"}},
            {{"id":"5","kind":"fax","from":"081299900111"}},
            {{"id":"6","from":"081299900111","parts":{{"total":1,"have":[{{"number":9,"text":"c"}}]}}}}]"#
    );
    let events = signed(&body).unwrap();
    let [
        Event::Incoming(call),
        Event::Incoming(whole),
        Event::Incoming(torn),
        Event::Report(report),
        Event::Other(fax),
        Event::Other(_),
    ] = events.as_slice()
    else {
        panic!("{events:?}")
    };
    assert_eq!(call.kind, Kind::MissedCall);
    assert_eq!((&whole.kind, &whole.torn), (&Kind::Text(Text("ab".to_owned())), &None));
    assert_eq!(torn.torn, Some(Torn { reference: None, total: 3, have: vec![3] }));
    assert_eq!((&report.about, &report.delivery), (&About::Message(MessageId(id)), &Delivery::Delivered));
    assert_eq!(fax.name, "fax");
}

#[test]
fn what_is_no_json_or_too_much_is_refused() {
    assert!(matches!(signed("x"), Err(Trouble::Refused(Why::Malformed(_)))));
    assert_eq!(signed(&format!("[{}]", ["1"; 101].join(","))), Err(Trouble::Refused(Why::TooLarge)));
    assert_eq!(signed(&" ".repeat(65 * 1024)), Err(Trouble::Refused(Why::TooLarge)));
    assert!(matches!(signed(&"[".repeat(10_000)), Err(Trouble::Refused(Why::Malformed(_)))), "deep nesting");
    assert_eq!(signed("[]").unwrap(), []);
    assert!(matches!(signed("[1,null]").unwrap().as_slice(), [Event::Other(_), Event::Other(_)]));
}

fn message() -> Outgoing {
    Outgoing {
        id: MessageId(Uuid::from_u128(5)),
        to: Phone::parse("081299900111").unwrap(),
        text: Text("Terima kasih".to_owned()),
        priority: Priority::Normal,
        queued_at: "2026-05-21T02:00:11Z".parse().unwrap(),
        valid_for: None,
        report: false,
    }
}

fn gateway(url: &str, roots: &Roots) -> Http {
    Http::new("lain", url, &Secret::new("token-token").unwrap(), roots).unwrap()
}

#[tokio::test]
async fn a_message_is_given_with_token_and_id() {
    let site = Site::start(None, |_| Answer::Status(202, String::new())).await;
    let gateway = gateway(&format!("http://{}/kirim", site.address), &Roots::Public);
    assert_eq!(gateway.send(&message()).await, Ok(Accepted::Now));
    assert_eq!(gateway.check().await, Ok(()));
    let requests = site.requests();
    assert_eq!(requests[0].line, "POST /kirim HTTP/1.1");
    assert!(requests[0].head.contains("authorization: bearer token-token"));
    assert!(requests[0].head.contains("idempotency-key: 00000000-0000-0000-0000-000000000005"));
    let expected = serde_json::json!({
        "id": "00000000-0000-0000-0000-000000000005", "to": "+6281299900111", "text": "Terima kasih",
        "priority": "normal", "queued_at": "2026-05-21T02:00:11Z", "valid_for_seconds": null, "report": false,
    });
    assert_eq!(serde_json::from_str::<serde_json::Value>(&requests[0].body).unwrap(), expected);
    assert!(!format!("{gateway:?}").contains("token-token"));
}

/// A certificate for 127.0.0.1 by an authority of its own: the authority in PEM, and the server's side.
fn certificate() -> (Vec<u8>, Arc<rustls::ServerConfig>) {
    let root_key = KeyPair::generate().unwrap();
    let mut root = CertificateParams::new(Vec::new()).unwrap();
    root.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let pem = root.self_signed(&root_key).unwrap().pem();
    let key = KeyPair::generate().unwrap();
    let leaf = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    let leaf = leaf.signed_by(&key, &Issuer::new(root, root_key)).unwrap();
    let config =
        rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![leaf.der().clone()], key.serialize_der().try_into().unwrap())
            .unwrap();
    (pem.into_bytes(), Arc::new(config))
}

#[tokio::test]
async fn only_a_trusted_certificate_gets_a_message() {
    let (root, config) = certificate();
    let site = Site::start(Some(config), |_| Answer::Status(200, String::new())).await;
    let url = format!("https://{}", site.address);
    assert_eq!(gateway(&url, &Roots::Pem(root)).send(&message()).await, Ok(Accepted::Now));
    assert_eq!(gateway(&url, &Roots::Public).send(&message()).await, Err(Trouble::NotSent(Why::Tls)));
    assert_eq!(site.requests().len(), 1);
}

#[tokio::test]
async fn addresses_that_hide_something_are_refused() {
    let secret = Secret::new("token-token").unwrap();
    for url in ["", "ftp://x", "//x", "http://user:pass@x/", "http://x/?token=1", "x"] {
        assert!(Http::new("lain", url, &secret, &Roots::Public).is_err(), "{url}");
    }
    assert!(
        Http::new(
            "lain",
            "https://x",
            &secret,
            &Roots::Pem(b"-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----".to_vec())
        )
        .is_err()
    );
}
