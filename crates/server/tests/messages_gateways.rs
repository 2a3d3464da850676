//! Messages through real gateways and bad ones: a modem's daemon with its dummy phone, an Android phone's webhooks, reports
//! of what arrived, a gateway that refuses, and a program that is killed while a message is being handed over.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use gateways::gammu::Folders;
use serde_json::json;
use support::{
    Server,
    sms::{DUKUN, KEY, OtherSide, add_dukun, bring, received, signature, text, unit, wait_for},
    status,
};

/// The modem's daemon with a phone that is a folder.
struct Smsd {
    child: Child,
    root: PathBuf,
}

impl Smsd {
    /// Starts it beside the unit's data, and names its folders in `sms.toml`.
    fn start(data: &Path) -> Self {
        let root = data.parent().unwrap().join("modem");
        let spool = root.join("spool");
        for folder in ["inbox", "outbox", "sent", "error", "calls"] {
            fs::create_dir_all(spool.join(folder)).unwrap();
        }
        (1..=5).for_each(|folder| fs::create_dir_all(root.join(format!("phone/sms/{folder}"))).unwrap());
        let smsdrc = Folders::below(&spool).smsdrc();
        let (phone, log) = (root.join("phone"), root.join("log"));
        let whole = format!(
            "[gammu]\nconnection = none\nmodel = dummy\nport = {}\n\n{smsdrc}LogFile = {}\nCheckSecurity = 0\n\
             CheckBattery = 0\nCheckSignal = 0\nCheckNetwork = 0\n",
            phone.display(),
            log.display()
        );
        fs::write(root.join("smsdrc"), whole).unwrap();
        fs::write(data.join("sms.toml"), format!("[gammu]\nfolder = \"{}\"\n", spool.display())).unwrap();
        let mut daemon = Command::new("gammu-smsd");
        daemon.arg("-c").arg(root.join("smsdrc")).env("LC_ALL", "C.UTF-8").stdout(Stdio::null());
        let child = daemon.spawn().expect("gammu-smsd is missing: cargo xtask test installs it");
        Self { child, root }
    }

    /// Puts a message into the phone's inbox, as the network would.
    fn text(&self, from: &str, words: &str) {
        let length = words.chars().count().to_string();
        let done = Command::new("gammu")
            .arg("-c")
            .arg(self.root.join("smsdrc"))
            .args([
                "savesms", "TEXT", "-folder", "1", "-unread", "-sender", from, "-len", &length, "-text",
                words,
            ])
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

impl Drop for Smsd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_text_in_the_dummy_phone_stands_on_the_page_and_its_answer_goes_out() {
    let (_folder, data) = unit("http://127.0.0.1:9/send");
    let smsd = Smsd::start(&data);
    let server = Server::start(&data);
    let (rina, head) = (server.log_in("rina"), server.log_in("kepala"));
    add_dukun(&server, &rina);
    smsd.text(DUKUN, "MULES Siti sejak subuh");
    wait_for(|| server.get("/pesan", &rina).contains("MULES Siti sejak subuh"));
    wait_for(|| {
        let page = server.get("/pesan/keluar", &head);
        page.contains("Tambi Inai") && page.contains("chip\">terkirim")
    });
    let sent = fs::read_dir(smsd.root.join("spool/sent")).unwrap().count();
    assert_eq!(sent, 1, "the daemon sent the answer, once");
    assert_eq!(
        fs::read_dir(smsd.root.join("spool/inbox")).unwrap().count(),
        0,
        "what is kept is cleared away"
    );
    drop(server);
    assert_eq!(received(&data).matches("\"message.received\"").count(), 1);
}

/// A webhook of the Android app: signed over body and moment.
fn android(server: &Server, key: &str, seconds_ago: i64, body: &str) -> String {
    let at = (jiff::Timestamp::now().as_second() - seconds_ago).to_string();
    let signed = signature(key, &[body.as_bytes(), at.as_bytes()]);
    let headers = format!("x-timestamp: {at}\r\nx-signature: {signed}\r\n");
    status(&server.ask("POST", "/sms/android", &headers, body).unwrap()).to_owned()
}

#[test]
fn an_android_phone_brings_what_it_signed_and_sends_the_answer() {
    let side = OtherSide::open();
    let (_folder, data) = unit(&side.url);
    let file = format!(
        "[android]\nurl = \"{}\"\nuser = \"sms\"\npassword = \"sandi-rahasia\"\nwebhook_key = \"{KEY}\"\n",
        side.url
    );
    fs::write(data.join("sms.toml"), file).unwrap();
    let server = Server::start(&data);
    let (rina, head) = (server.log_in("rina"), server.log_in("kepala"));
    add_dukun(&server, &rina);
    let event = |id: &str, words: &str| {
        let payload = json!({"messageId": id, "message": words, "phoneNumber": DUKUN, "simNumber": 1,
            "receivedAt": jiff::Timestamp::now().to_string()});
        json!({"id": id, "event": "sms:received", "deviceId": "hp", "webhookId": "w", "payload": payload})
            .to_string()
    };
    assert_eq!(android(&server, "kunci-yang-salah", 0, &event("a1", "palsu")), "401");
    assert_eq!(
        android(&server, KEY, 3 * 24 * 3600, &event("a1", "lama sekali")),
        "401",
        "a recording, played again"
    );
    assert_eq!(android(&server, KEY, 0, &event("a2", "HAMIL Siti 3 bulan")), "200");
    assert_eq!(android(&server, KEY, 0, &event("a2", "HAMIL Siti 3 bulan")), "200", "brought again");
    let page = server.get("/pesan", &rina);
    assert_eq!(page.matches("HAMIL Siti").count(), 1);
    assert!(!page.contains("palsu") && !page.contains("lama sekali"));
    wait_for(|| !side.given().is_empty());
    let answer: serde_json::Value = serde_json::from_str(&side.given()[0]).unwrap();
    assert_eq!(answer["phoneNumbers"], json!([DUKUN]));
    let report = json!({"id": "r1", "event": "sms:delivered", "deviceId": "hp", "webhookId": "w",
        "payload": {"messageId": answer["id"], "phoneNumber": DUKUN, "deliveredAt": jiff::Timestamp::now().to_string()}});
    assert_eq!(android(&server, KEY, 0, &report.to_string()), "200");
    assert!(server.get("/pesan/keluar", &head).contains("✓ sampai"));
}

/// The message that the other side was given last, by its id.
fn last_id(side: &OtherSide) -> String {
    let last: serde_json::Value = serde_json::from_str(side.given().last().unwrap()).unwrap();
    last["id"].as_str().unwrap().to_owned()
}

#[test]
fn reports_tell_what_arrived_and_what_did_not() {
    let side = OtherSide::open();
    let (_folder, data) = unit(&side.url);
    let server = Server::start(&data);
    let (rina, head) = (server.log_in("rina"), server.log_in("kepala"));
    add_dukun(&server, &rina);
    bring(&server, KEY, &text("a1", DUKUN, "HAMIL Siti"));
    wait_for(|| server.get("/pesan/keluar", &head).contains("diterima alat pengirim"));
    let report = |id: &str, message: &str, state: &str| {
        let body =
            json!({"id": id, "kind": "report", "message": message, "state": state, "reason": "kartu habis"});
        bring(&server, KEY, &body.to_string()).unwrap()
    };
    let first = last_id(&side);
    assert_eq!(report("r1", &first, "sent"), "200");
    assert!(server.get("/pesan/keluar", &head).contains("chip\">terkirim"));
    assert_eq!(report("r2", &first, "delivered"), "200");
    assert!(server.get("/pesan/keluar", &head).contains("✓ sampai"));
    assert_eq!(report("r3", &first, "failed"), "200", "what arrived has arrived");
    assert!(!server.get("/pesan/keluar", &head).contains("kartu habis"));
    let body = format!("csrf={}&to=081234567009", server.csrf(&head));
    let tried = server.ask("POST", "/pesan/atur/coba", &format!("cookie: {head}\r\n"), &body).unwrap();
    assert_eq!(status(&tried), "200", "{tried}");
    wait_for(|| side.given().len() == 2);
    wait_for(|| server.get("/pesan/keluar", &head).contains("diterima alat pengirim"));
    assert_eq!(report("r4", &last_id(&side), "failed"), "200");
    let page = server.get("/pesan/keluar", &head);
    assert!(page.contains("▲ tidak terkirim") && page.contains("kartu habis"), "{page}");
    // About a message that nobody here sent: kept for a person, not lost.
    assert_eq!(report("r5", "0196f0a0-0000-7000-8000-000000000099", "sent"), "200");
    assert!(server.get("/tertahan", &head).contains("SMS http"));
}

#[test]
fn what_a_gateway_refuses_is_tried_later_and_never_doubled_by_a_kill() {
    let side = OtherSide::open();
    side.answer_with(503);
    let (_folder, data) = unit(&side.url);
    let mut server = Server::start(&data);
    let (rina, head) = (server.log_in("rina"), server.log_in("kepala"));
    add_dukun(&server, &rina);
    bring(&server, KEY, &text("a1", DUKUN, "HAMIL Siti"));
    let keluar = |server: &Server| server.get("/pesan/keluar", &head);
    wait_for(|| keluar(&server).contains("belum terkirim"));
    assert!(keluar(&server).contains("kode 503"), "it says what the gateway said");
    thread::sleep(Duration::from_secs(4));
    assert_eq!(side.given().len(), 1, "it waits before it tries again");
    side.answer_with(0);
    let first = last_id(&side);
    wait_for_long(|| side.given().len() == 2);
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    drop(server);
    side.answer_with(200);
    let server = Server::start(&data);
    wait_for(|| keluar(&server).contains("Program berhenti saat pesan diserahkan"));
    let ids = || {
        side.given()
            .iter()
            .map(|body| serde_json::from_str::<serde_json::Value>(body).unwrap()["id"].clone())
            .collect::<Vec<_>>()
    };
    assert!(
        ids().iter().all(|id| *id == json!(first)),
        "always the same message, which the gateway knows again"
    );
}

/// The first wait after a failure is a minute.
fn wait_for_long(mut done: impl FnMut() -> bool) {
    for _ in 0..75 {
        if done() {
            return;
        }
        thread::sleep(Duration::from_secs(1));
    }
    panic!("waited in vain");
}

#[test]
fn what_is_no_message_stops_nothing() {
    let (_folder, data) = unit("http://127.0.0.1:9/send");
    let server = Server::start(&data);
    let (rina, head) = (server.log_in("rina"), server.log_in("kepala"));
    add_dukun(&server, &rina);
    assert_eq!(
        bring(&server, KEY, &text("a1", DUKUN, &"x".repeat(70 * 1024))).unwrap_or("413".to_owned()),
        "413"
    );
    assert_eq!(bring(&server, KEY, "ini bukan JSON").unwrap(), "400");
    assert_eq!(
        bring(&server, KEY, "{\"id\":\"b1\",\"kind\":\"kabar baru\"}").unwrap(),
        "200",
        "kept for a person"
    );
    assert!(server.get("/tertahan", &head).contains("kabar baru"));
    let long = format!("TOLONG {}", "panjang sekali ".repeat(200));
    assert_eq!(bring(&server, KEY, &text("a2", DUKUN, &long)).unwrap(), "200");
    assert!(server.get("/pesan", &rina).contains("TOLONG panjang"));
    assert!(server.get("/tertahan", &head).contains(long.trim()), "all of it is kept");
}
