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
    io::{Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use gateways::{MAX_BODY, gammu::Folders};
use serde_json::{Value, json};
use support::{
    Server,
    sms::{
        DUKUN, HANYO, KEY, OtherSide, add_dukun, add_dukun_of, bring, received, signature, text, unit,
        wait_for,
    },
    status,
};

const OTHER_DUKUN: &str = "+6281234567002";
const THIRD_DUKUN: &str = "+6281234567003";

/// The log of what was sent, as the head sees it.
fn outgoing(server: &Server, head: &str) -> String {
    server.get("/pesan/keluar", head)
}

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
    let files = |folder: &str| {
        let files = fs::read_dir(smsd.root.join("spool").join(folder)).unwrap();
        files.map(|file| file.unwrap().path()).collect::<Vec<_>>()
    };
    wait_for(|| files("sent").len() == 1 && files("outbox").is_empty());
    let answer: Vec<_> = fs::read(&files("sent")[0]).unwrap();
    let answer: Vec<_> = answer.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    let answer = String::from_utf16(&answer).unwrap();
    assert!(answer.contains("Tambi Inai") && !answer.contains("Siti"), "{answer}");
    assert_eq!(files("inbox").len(), 0, "what is kept is cleared away");
    // Killed; what it does not know any more it asks the folders at once, instead of at the next full minute.
    drop(server);
    let server = Server::start(&data);
    wait_for(|| {
        let page = outgoing(&server, &head);
        page.contains("Tambi Inai") && page.contains("chip\">terkirim")
    });
    drop(server);
    assert_eq!(files("sent").len() + files("outbox").len() + files("error").len(), 1, "sent once");
    assert_eq!(received(&data).matches("\"message.received\"").count(), 1);
}

/// A webhook of the Android app: signed over body and moment.
fn android(server: &Server, key: &str, seconds_ago: i64, body: &str) -> String {
    let at = (jiff::Timestamp::now().as_second() - seconds_ago).to_string();
    let signed = signature(key, &[body.as_bytes(), at.as_bytes()]);
    let headers = format!("x-timestamp: {at}\r\nx-signature: {signed}\r\n");
    status(&server.ask("POST", "/sms/android", &headers, body).unwrap()).to_owned()
}

/// An event as the app writes it.
fn event(id: &str, name: &str, payload: &Value) -> String {
    json!({"id": id, "event": name, "deviceId": "hp", "webhookId": "w", "payload": payload}).to_string()
}

fn text_event(id: &str, from: &str, words: &str) -> String {
    let now = jiff::Timestamp::now().to_string();
    let payload =
        json!({"messageId": id, "message": words, "phoneNumber": from, "simNumber": 1, "receivedAt": now});
    event(id, "sms:received", &payload)
}

fn android_file(data: &Path, side: &OtherSide) {
    let file = format!(
        "[android]\nurl = \"{}\"\nuser = \"sms\"\npassword = \"sandi-rahasia\"\nwebhook_key = \"{KEY}\"\n",
        side.url
    );
    fs::write(data.join("sms.toml"), file).unwrap();
}

#[test]
fn an_android_phone_brings_what_it_signed_and_sends_the_answer() {
    let side = OtherSide::open();
    let (_folder, data) = unit(&side.url);
    android_file(&data, &side);
    let server = Server::start(&data);
    let (rina, head) = (server.log_in("rina"), server.log_in("kepala"));
    add_dukun(&server, &rina);
    add_dukun_of(&server, &rina, "Tambi+Mina", OTHER_DUKUN);
    let good = text_event("a2", DUKUN, "HAMIL Siti 3 bulan");
    assert_eq!(android(&server, "kunci-yang-salah", 0, &text_event("a1", DUKUN, "palsu")), "401");
    assert_eq!(android(&server, KEY, 6 * 60, &text_event("a1", DUKUN, "lama sekali")), "401", "a recording");
    assert_eq!(android(&server, KEY, -6 * 60, &text_event("a1", DUKUN, "besok")), "401", "a clock ahead");
    assert_eq!(android(&server, KEY, 4 * 60, &good), "200", "clocks may differ a little");
    assert_eq!(android(&server, KEY, 0, &good), "200", "brought again");
    assert_eq!(server.get("/pesan", &rina).matches("HAMIL Siti").count(), 1);
    wait_for(|| !side.given().is_empty());
    let first = side.requests().remove(0);
    assert_eq!(first.body["phoneNumbers"], json!([DUKUN]));
    assert!(first.head.starts_with("post /send/messages http"), "{}", first.head);
    assert!(first.head.contains("\r\nauthorization: basic "), "{}", first.head);
    let report = |id: &str, name: &str, message: &Value| {
        let now = jiff::Timestamp::now().to_string();
        let payload = json!({"messageId": message, "phoneNumber": DUKUN, "deliveredAt": now, "failedAt": now,
            "reason": "pulsa habis"});
        android(&server, KEY, 0, &event(id, name, &payload))
    };
    assert_eq!(report("r1", "sms:delivered", &first.body["id"]), "200");
    let page = outgoing(&server, &head);
    assert!(page.contains("✓ sampai") && !page.contains("▲ tidak terkirim"), "{page}");
    assert_eq!(android(&server, KEY, 0, &text_event("a3", OTHER_DUKUN, "HAMIL Ani")), "200");
    wait_for(|| side.given().len() == 2);
    assert_eq!(report("r2", "sms:failed", &side.requests()[1].body["id"]), "200");
    let page = outgoing(&server, &head);
    assert!(page.contains("▲ tidak terkirim") && page.contains("pulsa habis"), "{page}");
    assert_eq!(android(&server, KEY, 0, "{\"id\": \"a4\", \"event\":"), "200", "signed, so it is kept");
    let held = server.get("/tertahan", &head);
    assert!(held.contains("SMS android") && !held.contains("palsu"), "{held}");
    drop(server);
    let log = received(&data);
    assert_eq!(log.matches("\"message.received\"").count(), 2);
    assert!(!log.contains("palsu") && !log.contains("lama sekali") && !log.contains("besok"));
}

#[test]
fn an_android_phone_is_asked_what_it_sent_before_a_kill() {
    let side = OtherSide::open();
    side.answer_with(0);
    let (_folder, data) = unit(&side.url);
    android_file(&data, &side);
    let server = Server::start(&data);
    let (rina, head) = (server.log_in("rina"), server.log_in("kepala"));
    add_dukun(&server, &rina);
    assert_eq!(android(&server, KEY, 0, &text_event("a1", DUKUN, "HAMIL Siti")), "200");
    wait_for(|| side.given().len() == 1);
    assert!(outgoing(&server, &head).contains("sedang dikirim"));
    drop(server);
    side.tell(&json!({"state": "Sent", "recipients": []}));
    side.answer_with(200);
    let server = Server::start(&data);
    wait_for(|| outgoing(&server, &head).contains("chip\">terkirim"));
    assert_eq!(side.given().len(), 1, "it has it, so it is not given again");
}

/// The message that the other side was given last, by its id.
fn last_id(side: &OtherSide) -> String {
    side.requests().last().unwrap().body["id"].as_str().unwrap().to_owned()
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
    assert!(
        page.contains("Telepon saja"),
        "it has tried as often as it does; a person is told what to do: {page}"
    );
    // About a message that nobody here sent: kept for a person, not lost.
    assert_eq!(report("r5", "0196f0a0-0000-7000-8000-000000000099", "sent"), "200");
    assert!(server.get("/tertahan", &head).contains("SMS http"));
}

#[test]
fn a_message_refused_or_broken_off_by_a_kill_is_sent_once_more_under_the_same_key() {
    let side = OtherSide::open();
    let (_folder, data) = unit(&side.url);
    let server = Server::start(&data);
    let (rina, head) = (server.log_in("rina"), server.log_in("kepala"));
    for (name, phone) in [("Inai", DUKUN), ("Mina", OTHER_DUKUN), ("Lamina", THIRD_DUKUN)] {
        add_dukun_of(&server, &rina, name, phone);
    }
    side.answer_with(503);
    bring(&server, KEY, &text("a1", DUKUN, "HAMIL Siti"));
    wait_for(|| outgoing(&server, &head).contains("kode 503"));
    assert!(outgoing(&server, &head).contains("Dicoba lagi sendiri"));
    side.answer_with(429);
    bring(&server, KEY, &text("a2", OTHER_DUKUN, "HAMIL Ani"));
    wait_for(|| outgoing(&server, &head).contains("minta menunggu"));
    side.answer_with(0);
    bring(&server, KEY, &text("a3", THIRD_DUKUN, "HAMIL Wati"));
    wait_for(|| side.given().iter().any(|body| body.contains(THIRD_DUKUN)));
    // Each of these rounds looked through all that waits: who was refused is not pressed at each of them.
    assert_eq!(side.given().len(), 3, "{:?}", side.given());
    drop(server);
    let killed = Instant::now();
    side.answer_with(200);
    let server = Server::start(&data);
    wait_for(|| outgoing(&server, &head).contains("Program berhenti saat pesan diserahkan"));
    assert_eq!(side.given().len(), 3, "after a start it waits, too");
    wait_for(|| outgoing(&server, &head).matches("diterima alat pengirim").count() == 3);
    let requests = side.requests();
    for to in [DUKUN, OTHER_DUKUN, THIRD_DUKUN] {
        let hers: Vec<_> = requests.iter().filter(|request| request.body["to"] == to).collect();
        assert_eq!(hers.len(), 2, "once more: {hers:?}");
        assert_eq!(hers[0].body, hers[1].body);
        let key = format!("\r\nidempotency-key: {}\r\n", hers[0].body["id"].as_str().unwrap());
        assert!(hers.iter().all(|request| request.head.contains(&key)), "{hers:?}");
        // Moments in the log are whole seconds at worst.
        let first = if to == THIRD_DUKUN { killed } else { hers[0].at };
        assert!(hers[1].at - first >= Duration::from_secs(58), "{:?}", hers[1].at - first);
    }
}

/// Where a list names somebody, the address that her name leads to.
fn link(page: &str, below: &str, name: &str) -> String {
    let mut links = page.split("href=\"").filter(|link| link.starts_with(below));
    let hers = links.find(|link| link.contains(name)).unwrap_or_else(|| panic!("no {name} in {page}"));
    hers.split('"').next().unwrap().to_owned()
}

fn post(server: &Server, path: &str, cookie: &str, fields: &str) {
    let body = format!("csrf={}&{fields}", server.csrf(cookie));
    let answer = server.ask("POST", path, &format!("cookie: {cookie}\r\n"), &body).unwrap();
    assert_eq!(status(&answer), "303", "{answer}");
}

#[test]
fn a_dukun_who_stopped_is_not_obeyed() {
    let side = OtherSide::open();
    let (_folder, data) = unit(&side.url);
    let server = Server::start(&data);
    let (rina, head) = (server.log_in("rina"), server.log_in("kepala"));
    add_dukun(&server, &rina);
    add_dukun_of(&server, &rina, "Mina", OTHER_DUKUN);
    let staff = format!("name=Bidan+Sri&profession=bidan&phone=081234567090&villages={HANYO}&gone=no");
    post(&server, "/petugas/baru", &head, &staff);
    let page = server.get("/petugas", &head);
    let sri = link(&page, "/petugas/", "Bidan Sri").replace("/petugas/", "");
    let user = format!("login=sri&name=Sri&role=bidan&villages={HANYO}&staff={sri}&password=rahasia-sri");
    post(&server, "/pengguna/baru", &head, &user);
    let inai = link(&server.get("/dukun", &rina), "/dukun/", "Tambi Inai");
    let gone = format!("name=Tambi+Inai&village={HANYO}&phone=081234567001&gone=yes");
    post(&server, &format!("{inai}/ubah"), &rina, &gone);
    assert_eq!(bring(&server, KEY, &text("a1", DUKUN, "DARAH Siti")).unwrap(), "200");
    assert_eq!(bring(&server, KEY, &text("a2", OTHER_DUKUN, "DARAH Wati")).unwrap(), "200");
    let page = server.get("/pesan", &rina);
    assert!(!page.contains("DARAH Siti") && page.contains("DARAH Wati"), "{page}");
    let tray = server.get("/pesan/tak-dikenal", &head);
    assert!(tray.contains(DUKUN) && !tray.contains(OTHER_DUKUN), "{tray}");
    // Who works has her answer and her midwife an alert, one after the other; before them a start looks for all that
    // should have been told by then.
    drop(server);
    let server = Server::start(&data);
    wait_for(|| outgoing(&server, &head).matches("diterima alat pengirim").count() == 2);
    drop(server);
    let log = received(&data);
    let entries: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |kind: &str| entries.iter().filter(|entry| entry["kind"] == kind).collect::<Vec<_>>();
    let about = |words: &str| {
        let message =
            of("message.received").into_iter().find(|entry| entry["fact"]["text"] == words).unwrap();
        let queued =
            of("message.queued").into_iter().filter(|one| one["fact"]["about"] == message["subject"]);
        queued.map(|one| one["fact"]["reason"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(about("DARAH Siti"), Vec::<Value>::new(), "neither an answer nor an alert");
    let mut told: Vec<_> = about("DARAH Wati").iter().map(Value::to_string).collect();
    told.sort();
    assert_eq!(told, ["\"alert\"", "\"reply\""]);
    assert_eq!(of("message.queued").len(), 2);
}

/// Sends a body to a webhook as far as the server takes it; the status.
fn pour(server: &Server, path: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let head = format!("POST {path} HTTP/1.0\r\nhost: betang\r\ncontent-length: {}\r\n\r\n", body.len());
    // It may hang up before all of it is there.
    let _refused = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
    let (mut answer, mut piece) = (Vec::new(), [0; 1024]);
    while let Ok(count @ 1..) = stream.read(&mut piece) {
        answer.extend_from_slice(&piece[..count]);
    }
    status(&String::from_utf8_lossy(&answer)).to_owned()
}

#[test]
fn what_is_no_message_stops_nothing() {
    let (_folder, data) = unit("http://127.0.0.1:9/send");
    let server = Server::start(&data);
    let (rina, head) = (server.log_in("rina"), server.log_in("kepala"));
    add_dukun(&server, &rina);
    for size in [MAX_BODY + 1, 8 * 1024 * 1024] {
        assert_eq!(pour(&server, "/sms/http", &"x".repeat(size)), "413");
    }
    assert_eq!(
        pour(&server, "/sms/http", &"x".repeat(MAX_BODY)),
        "401",
        "so large it is read, and not signed"
    );
    let many = json!(vec![json!({"id": "m", "from": DUKUN, "text": "banyak"}); 101]).to_string();
    assert_eq!(bring(&server, KEY, &many).unwrap(), "413", "none of too many");
    assert_eq!(bring(&server, KEY, "ini bukan JSON").unwrap(), "400");
    let other = "{\"id\":\"b1\",\"kind\":\"kabar baru\"}";
    assert_eq!(bring(&server, KEY, other).unwrap(), "200", "kept for a person");
    assert!(server.get("/tertahan", &head).contains("kabar baru"));
    let long = format!("TOLONG {}", "panjang sekali ".repeat(200));
    assert_eq!(bring(&server, KEY, &text("a2", DUKUN, &long)).unwrap(), "200");
    let page = server.get("/pesan", &rina);
    assert!(page.contains("TOLONG panjang") && !page.contains("banyak"), "{page}");
    assert!(server.get("/tertahan", &head).contains(long.trim()), "all of it is kept");
}
