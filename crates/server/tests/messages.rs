//! Messages through the program as gateways and people meet it: signed webhooks, what waits, what is answered, a kill
//! in the middle of a burst, and secrets that nobody sees again.

mod support;

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use support::{
    Server,
    sms::{DUKUN, KEY, OtherSide, add_dukun, bring, received, signature, text, unit, wait_for},
    status,
};

#[test]
fn a_message_comes_in_waits_and_is_answered_once() {
    let side = OtherSide::open();
    let (_folder, data) = unit(&side.url);
    let server = Server::start(&data);
    let rina = server.log_in("rina");
    add_dukun(&server, &rina);
    let body = text("a1", DUKUN, "HAMIL Siti 3 bulan");
    assert_eq!(bring(&server, KEY, &body).unwrap(), "200");
    assert_eq!(bring(&server, KEY, &body).unwrap(), "200", "brought again, it is known");
    let page = server.get("/pesan", &rina);
    assert_eq!(page.matches("HAMIL Siti").count(), 1, "{page}");
    wait_for(|| !side.given().is_empty());
    thread::sleep(Duration::from_secs(2));
    let given = side.given();
    assert_eq!(given.len(), 1, "one answer: {given:?}");
    let answer: serde_json::Value = serde_json::from_str(&given[0]).unwrap();
    assert_eq!(answer["to"], DUKUN);
    let words = answer["text"].as_str().unwrap();
    assert!(words.contains("Tambi Inai") && !words.contains("Siti"), "{words}");
}

#[test]
fn what_nobody_signed_is_not_kept_and_unknown_numbers_get_no_answer() {
    let side = OtherSide::open();
    let (_folder, data) = unit(&side.url);
    let server = Server::start(&data);
    let words = "TOLONG dari orang lain";
    assert_eq!(bring(&server, "kunci-yang-salah", &text("b1", DUKUN, words)).unwrap(), "401");
    let unsigned = server.ask("POST", "/sms/android", "", &text("b1", DUKUN, words)).unwrap();
    assert_eq!(status(&unsigned), "401");
    assert_eq!(bring(&server, KEY, &text("b2", "+6281299999999", "halo siapa ini")).unwrap(), "200");
    thread::sleep(Duration::from_secs(2));
    assert!(side.given().is_empty(), "an unknown number may be a machine");
    drop(server);
    let log = received(&data);
    assert!(!log.contains(words) && log.contains("halo siapa ini"), "{log}");
}

#[test]
fn a_burst_survives_a_kill_and_nothing_is_doubled() {
    const MANY: usize = 3_000;
    let (_folder, data) = unit("http://127.0.0.1:9/send");
    let mut server = Server::start(&data);
    let address = server.address.clone();
    let (next, acknowledged) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
    let bringing: Vec<_> = (0..8)
        .map(|_| {
            let (next, acknowledged, address) =
                (Arc::clone(&next), Arc::clone(&acknowledged), address.clone());
            thread::spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= MANY || raw(&address, number).is_none_or(|status| status != "200") {
                        return;
                    }
                    acknowledged.lock().unwrap().push(number);
                }
            })
        })
        .collect();
    wait_for(|| acknowledged.lock().unwrap().len() >= MANY / 3);
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    bringing.into_iter().for_each(|thread| thread.join().unwrap());
    drop(server);
    let before = received(&data);
    for number in acknowledged.lock().unwrap().iter() {
        assert!(before.contains(&format!("pesan nomor {number} ")), "{number} was acknowledged and is lost");
    }
    let server = Server::start(&data);
    for number in 0..MANY {
        assert_eq!(raw(&server.address, number).unwrap(), "200");
    }
    drop(server);
    let after = received(&data);
    assert_eq!(after.matches("\"message.received\"").count(), MANY);
}

fn raw(address: &str, number: usize) -> Option<String> {
    let body = text(&format!("c{number}"), &format!("+62812{number:08}"), &format!("pesan nomor {number} ."));
    let now = jiff::Timestamp::now().as_second().to_string();
    let signature = signature(KEY, &[now.as_bytes(), b".", body.as_bytes()]);
    let headers = format!("x-betang-timestamp: {now}\r\nx-betang-signature: {signature}\r\n");
    let mut stream = TcpStream::connect(address).ok()?;
    write!(
        stream,
        "POST /sms/http HTTP/1.0\r\nhost: {address}\r\n{headers}content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .ok()?;
    let mut answer = String::new();
    std::io::Read::read_to_string(&mut stream, &mut answer).ok()?;
    (!answer.is_empty()).then(|| status(&answer).to_owned())
}

#[test]
fn secrets_are_never_shown_again_and_only_the_head_sets_up() {
    let (_folder, data) = unit("http://127.0.0.1:9/send");
    let server = Server::start(&data);
    assert_eq!(status(&server.get("/pesan/atur", &server.log_in("rina"))), "403");
    let head = server.log_in("kepala");
    let page = server.get("/pesan/atur", &head);
    assert!(
        page.contains("http://127.0.0.1:9/send") && !page.contains("token-rahasia") && !page.contains(KEY)
    );
    let csrf = server.csrf(&head);
    let save = |fields: &str| {
        let body = format!("csrf={csrf}&{fields}");
        server.ask("POST", "/pesan/atur", &format!("cookie: {head}\r\n"), &body).unwrap()
    };
    let file = || std::fs::read_to_string(data.join("sms.toml")).unwrap();
    assert_eq!(status(&save("kind=http&url=http://127.0.0.1:9/send")), "303");
    assert!(file().contains("token-rahasia-1") && file().contains(KEY), "left empty, they stay");
    let moved = save("kind=http&url=http://127.0.0.1:9/lain");
    assert!(moved.contains("8 huruf"), "another address gets no secret of this one: {moved}");
    assert!(file().contains("/send"));
    assert_eq!(status(&save("kind=stand_in")), "303");
    assert_eq!(file(), "[stand_in]\n");
}

#[test]
fn a_mistake_in_the_file_stops_nothing_else() {
    let (_folder, data) = unit("http://127.0.0.1:9/send");
    std::fs::write(data.join("sms.toml"), "[http]\ntoken = rahasia\n").unwrap();
    let server = Server::start(&data);
    let head = server.log_in("kepala");
    let page = server.get("/pesan/atur", &head);
    assert!(page.contains("baris 2") && !page.contains("rahasia\n"), "{page}");
    assert_eq!(status(&server.get("/desa", &head)), "200");
}

#[test]
fn an_open_page_is_told_within_two_seconds() {
    let (_folder, data) = unit("http://127.0.0.1:9/send");
    let mut server = Server::start(&data);
    let rina = server.log_in("rina");
    add_dukun(&server, &rina);
    assert_eq!(status(&server.get("/kabar/langsung", "")), "303", "only who has logged in listens");
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let ask = format!(
        "GET /kabar/langsung HTTP/1.1\r\nhost: {}\r\naccept-encoding: gzip\r\ncookie: {rina}\r\n\r\n",
        server.address
    );
    stream.write_all(ask.as_bytes()).unwrap();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.contains("\"count\":0")), "at once it is told how much waits");
    let sent = Instant::now();
    assert_eq!(bring(&server, KEY, &text("d1", DUKUN, "DARAH Siti")).unwrap(), "200");
    assert!(lines.any(|line| line.contains("\"count\":1")));
    assert!(sent.elapsed() < Duration::from_secs(2), "{:?}", sent.elapsed());
    // The open line does not keep the program from stopping.
    let pid = server.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    wait_for(|| server.child.try_wait().unwrap().is_some());
}
