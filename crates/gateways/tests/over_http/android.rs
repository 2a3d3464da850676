//! The Android app's webhooks and its send API, against a server that behaves as its documentation says.
//! Signatures were computed with Python's `hmac`.

use std::time::Duration;

use gateways::{
    About, Accepted, Delivery, Event, Gateway, Kind, MessageId, Outgoing, Phone, Priority, Roots, Secret,
    Text, Trouble, Why,
    android::{Android, Settings, Webhook},
};
use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::site::{Answer, Site};

const KEY: &str = "kunci-rahasia-1";
const BODY: &str = r#"{"deviceId":"ffffffffceb0b1db0000018e937c815b","event":"sms:received","id":"Ey6ECgOkVVFjz3CL48B8C","payload":{"messageId":"abc123","message":"LAHIR Siti 😀 €","sender":"+6281299900111","recipient":null,"phoneNumber":"+6281299900111","simNumber":1,"receivedAt":"2026-05-21T09:00:11.000+07:00"},"webhookId":"w1"}"#;
const AT: &str = "1779328811";
const SIGNATURE: &str = "b71530c04a04cd7de6b5189ffbe6d6534ebeb31774cf93c93f0dfacface96629";

fn headers(signature: &str, at: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("x-signature", signature.parse().unwrap());
    headers.insert("x-timestamp", at.parse().unwrap());
    headers
}

fn webhook() -> Webhook {
    Webhook::new(Secret::new(KEY).unwrap())
}

fn now(ahead: i64) -> Timestamp {
    Timestamp::from_second(AT.parse::<i64>().unwrap() + ahead).unwrap()
}

/// Signed here, for bodies without a vector of their own.
fn signed(body: &str) -> Result<Vec<Event>, Trouble> {
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, KEY.as_bytes());
    let tag = ring::hmac::sign(&key, format!("{body}{AT}").as_bytes());
    let hex: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    webhook().read(now(0), &headers(&hex, AT), body.as_bytes())
}

#[test]
fn a_message_is_read_and_keeps_its_key_when_it_comes_again() {
    let events = webhook().read(now(3), &headers(SIGNATURE, AT), BODY.as_bytes()).unwrap();
    let [Event::Incoming(incoming)] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!(incoming.kind, Kind::Text(Text("LAHIR Siti 😀 €".to_owned())));
    assert_eq!(incoming.from.phone().unwrap().e164(), "+6281299900111");
    assert_eq!(incoming.stamped, Some("2026-05-21T02:00:11Z".parse().unwrap()));
    let again = webhook().read(now(200), &headers(&SIGNATURE.to_uppercase(), AT), BODY.as_bytes()).unwrap();
    assert_eq!(again, events);
    let shown = format!("{events:?}");
    assert!(!shown.contains("Siti") && !shown.contains("299900"), "{shown}");
}

#[test]
fn what_is_not_signed_now_with_our_key_is_refused() {
    let refused = |why| Err(Trouble::Refused(why));
    let read = |signature: &str, at: &str, ahead, body: &str| {
        webhook().read(now(ahead), &headers(signature, at), body.as_bytes())
    };
    assert_eq!(read(SIGNATURE, AT, 301, BODY), refused(Why::Stale));
    assert_eq!(read(SIGNATURE, AT, -301, BODY), refused(Why::Stale));
    assert_eq!(read(SIGNATURE, "1779328812", 0, BODY), refused(Why::Signature));
    assert_eq!(read(SIGNATURE, AT, 0, &BODY.replace("LAHIR", "DARAH")), refused(Why::Signature));
    assert_eq!(read("", AT, 0, BODY), refused(Why::Signature));
    assert_eq!(read(&SIGNATURE.replace('b', "c"), AT, 0, BODY), refused(Why::Signature));
    assert_eq!(webhook().read(now(0), &HeaderMap::new(), BODY.as_bytes()), refused(Why::Signature));
    let other = Webhook::new(Secret::new("kunci-rahasia-2").unwrap());
    assert_eq!(other.read(now(0), &headers(SIGNATURE, AT), BODY.as_bytes()), refused(Why::Signature));
    let large = "x".repeat(65 * 1024);
    assert_eq!(read(SIGNATURE, AT, 0, &large), refused(Why::TooLarge));
    assert_eq!(Trouble::Refused(Why::Stale).status(), 401);
    let wide = webhook().window(SignedDuration::from_hours(1));
    assert!(wide.read(now(3000), &headers(SIGNATURE, AT), BODY.as_bytes()).is_ok());
}

#[test]
fn reports_name_our_message() {
    let id = Uuid::from_u128(5);
    for (event, field, delivery) in [
        ("sms:sent", "sentAt", Delivery::Sent),
        ("sms:delivered", "deliveredAt", Delivery::Delivered),
        ("sms:failed", "failedAt", Delivery::Failed("RESULT_ERROR_NO_SERVICE to …".to_owned())),
    ] {
        let body = format!(
            r#"{{"event":"{event}","id":"e-{event}","payload":{{"messageId":"{id}","recipient":"+6281299900111",
            "reason":"RESULT_ERROR_NO_SERVICE to +6281299900111","{field}":"2024-02-20T15:30:00Z"}}}}"#
        );
        let events = signed(&body).unwrap();
        let [Event::Report(report)] = events.as_slice() else { panic!("{events:?}") };
        assert_eq!(report.about, About::Message(MessageId(id)));
        assert_eq!(report.delivery, delivery);
        assert_eq!(report.at, Some("2024-02-20T15:30:00Z".parse().unwrap()));
    }
}

#[test]
fn older_versions_and_bytes_are_read_and_the_unknown_is_kept() {
    let old = r#"{"id":"1","event":"sms:received","payload":{"message":"ya","phoneNumber":"TELKOMSEL"}}"#;
    assert!(
        matches!(signed(old).unwrap().as_slice(), [Event::Incoming(one)] if one.stamped.is_none() && one.from.phone().is_none())
    );
    let data = r#"{"id":"2","event":"sms:data-received","payload":{"data":"AP8B","sender":"081299900111"}}"#;
    assert!(
        matches!(signed(data).unwrap().as_slice(), [Event::Incoming(one)] if matches!(&one.kind, Kind::Binary(bytes) if bytes.0 == [0, 255, 1]))
    );
    for odd in [
        r#"{"id":"3","event":"mms:received","payload":{"subject":"x"}}"#,
        r#"{"id":"4","event":"sms:received","payload":{"message":"no sender"}}"#,
        r#"{"id":"5","event":"sms:sent","payload":{"messageId":"not ours"}}"#,
        r#"{"id":"6","event":"system:ping"}"#,
        r#"{"id":7,"event":"sms:received"}"#,
        "no JSON",
        "",
    ] {
        let events = signed(odd).unwrap();
        assert!(matches!(events.as_slice(), [Event::Other(one)] if one.body.0 == odd), "{events:?}");
    }
}

fn message(words: &str) -> Outgoing {
    Outgoing {
        id: MessageId(Uuid::from_u128(5)),
        to: Phone::parse("081299900111").unwrap(),
        text: Text(words.to_owned()),
        priority: Priority::Urgent,
        queued_at: now(0),
        valid_for: Some(Duration::from_secs(3600)),
        report: true,
    }
}

fn android(address: &str) -> Android {
    let settings = Settings {
        url: format!("http://{address}/3rdparty/v1/"),
        user: "sms".to_owned(),
        password: Secret::new("sandi-sandi").unwrap(),
        roots: Roots::Public,
        sim: Some(1),
    };
    Android::new("hp", &settings).unwrap()
}

#[tokio::test]
async fn a_message_is_given_as_documented() {
    let site = Site::start(None, |_| Answer::Status(202, r#"{"id":"x","state":"Pending"}"#.to_owned())).await;
    assert_eq!(android(&site.address).send(&message("Terima kasih")).await, Ok(Accepted::Now));
    let requests = site.requests();
    let [request] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(request.line, "POST /3rdparty/v1/messages HTTP/1.1");
    // printf sms:sandi-sandi | base64
    assert!(request.head.contains("authorization: basic c21zonnhbmrplxnhbmrp"), "{}", request.head);
    let expected = serde_json::json!({
        "id": "00000000-0000-0000-0000-000000000005", "textMessage": { "text": "Terima kasih" },
        "phoneNumbers": ["+6281299900111"], "withDeliveryReport": true, "priority": 100, "ttl": 3600, "simNumber": 1,
    });
    assert_eq!(serde_json::from_str::<serde_json::Value>(&request.body).unwrap(), expected);
}

#[tokio::test]
async fn an_answer_that_never_came_is_asked_for() {
    let site = Site::start(None, |request| {
        if request.line.starts_with("POST") {
            Answer::HangUp
        } else {
            Answer::Status(200, r#"{"state":"Pending"}"#.to_owned())
        }
    })
    .await;
    assert_eq!(android(&site.address).send(&message("ya")).await, Ok(Accepted::Before));
    let lost = Site::start(None, |request| {
        if request.line.starts_with("POST") { Answer::HangUp } else { Answer::Status(404, String::new()) }
    })
    .await;
    assert_eq!(android(&lost.address).send(&message("ya")).await, Err(Trouble::Unsure(Why::Broken)));
}

#[tokio::test]
async fn each_status_tells_whether_to_try_again() {
    for (status, expected) in [
        (201, Ok(Accepted::Now)),
        (409, Ok(Accepted::Before)),
        (400, Err(Trouble::Refused(Why::Status(400)))),
        (301, Err(Trouble::Refused(Why::Status(301)))),
        (401, Err(Trouble::NotSent(Why::Credentials))),
        (429, Err(Trouble::NotSent(Why::Busy))),
        (500, Err(Trouble::Unsure(Why::Status(500)))),
    ] {
        let site = Site::start(None, move |_| Answer::Status(status, String::new())).await;
        assert_eq!(android(&site.address).send(&message("ya")).await, expected, "{status}");
    }
    let nobody = android("127.0.0.1:1").send(&message("ya")).await;
    assert_eq!(nobody, Err(Trouble::NotSent(Why::Unreachable)));
}

#[tokio::test]
async fn states_are_told_and_odd_answers_end() {
    for (state, expected) in [
        ("Pending", Delivery::Waiting),
        ("Processed", Delivery::Waiting),
        ("Sent", Delivery::Sent),
        ("Delivered", Delivery::Delivered),
        ("Failed", Delivery::Failed("no credit".to_owned())),
        ("Flying", Delivery::Unknown),
    ] {
        let body =
            format!(r#"{{"state":"{state}","recipients":[{{"phoneNumber":"+62","error":"no credit"}}]}}"#);
        let site = Site::start(None, move |_| Answer::Status(200, body.clone())).await;
        assert_eq!(android(&site.address).look(&message("ya")).await.unwrap(), expected);
        assert_eq!(
            site.requests()[0].line,
            "GET /3rdparty/v1/messages/00000000-0000-0000-0000-000000000005 HTTP/1.1"
        );
    }
    let rubbish = Site::start(None, |_| Answer::Status(200, "<html>".to_owned())).await;
    assert!(matches!(
        android(&rubbish.address).look(&message("ya")).await,
        Err(Trouble::NotSent(Why::Malformed(_)))
    ));
    let endless = Site::start(None, |_| Answer::Endless).await;
    assert_eq!(android(&endless.address).look(&message("ya")).await, Err(Trouble::Unsure(Why::TooLarge)));
}

#[tokio::test]
async fn the_test_button_tells_a_wrong_password() {
    let there = Site::start(None, |_| Answer::Status(404, String::new())).await;
    assert_eq!(android(&there.address).check().await, Ok(()));
    let wrong = Site::start(None, |_| Answer::Status(401, String::new())).await;
    assert_eq!(android(&wrong.address).check().await, Err(Trouble::NotSent(Why::Credentials)));
    let shown = format!("{:?}", android(&there.address));
    assert!(!shown.contains("sandi") && !shown.contains("c21z"), "{shown}");
}

proptest::proptest! {
    #[test]
    fn nothing_signed_is_lost(body in "\\PC{0,200}") {
        proptest::prop_assert_eq!(signed(&body).unwrap().len(), 1);
    }
}
