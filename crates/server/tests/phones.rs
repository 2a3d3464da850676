//! Phones over the network: what is sent and taken, who is let in, and what becomes of the rest.

#![expect(clippy::unwrap_used, reason = "these are tests")]

mod support;

use std::{collections::BTreeSet, io::Write};

use domain::ids::SubjectId;
use serde_json::json;
use support::{
    Folder, Server, add_user, begun, betang,
    phone::{Phone, enrol, post},
    status,
};
use sync::guest::Trouble;

const HANYO: &str = "62.03.12.2001";
const SUPANG: &str = "62.03.12.2015";

/// A unit with a head, and two midwives of two villages.
fn unit() -> (Folder, Server) {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "kepala", "head", &[]);
    add_user(&data, "rina", "bidan", &["--village", HANYO]);
    add_user(&data, "ani", "bidan", &["--village", SUPANG]);
    let server = Server::start(&data);
    (folder, server)
}

fn phone_of(server: &Server, login: &str) -> Phone {
    enrol(server, &server.log_in(login), &format!("Oppo {login}"))
}

/// Changes a person as the head does on her page.
fn change(server: &Server, name: &str, villages: &[&str], disabled: bool) {
    let head = server.log_in("kepala");
    let page = server.get("/pengguna", &head);
    let before = page.split(&format!("<b>{name}</b>")).next().unwrap();
    let id = before.rsplit("href=\"/pengguna/").next().unwrap().split('"').next().unwrap();
    let villages: String = villages.iter().map(|village| format!("&villages={village}")).collect();
    let body = format!(
        "csrf={}&name={name}&login={name}&role=bidan{villages}&disabled={}",
        server.csrf(&head),
        if disabled { "yes" } else { "no" }
    );
    let answer = server.ask("POST", &format!("/pengguna/{id}"), &format!("cookie: {head}\r\n"), &body);
    assert_eq!(status(&answer.unwrap()), "303");
}

/// A phone's address on the pages of phones, by what the list says beside it.
fn address(server: &Server, cookie: &str, path: &str) -> Option<String> {
    let page = server.get("/hp", cookie);
    let at = page.find(path)?;
    let id = page[..at].rsplit("/hp/").next()?;
    Some(format!("/hp/{id}{path}"))
}

fn withdraw(server: &Server, cookie: &str) {
    let path = address(server, cookie, "/tarik").unwrap();
    assert!(server.get(&path, cookie).contains("tidak bisa dipakai lagi"));
    let body = format!("csrf={}", server.csrf(cookie));
    let answer = server.ask("POST", &path, &format!("cookie: {cookie}\r\n"), &body).unwrap();
    assert_eq!(status(&answer), "303", "{answer}");
}

fn log(folder: &Folder) -> String {
    String::from_utf8(betang(&folder.file("data"), &["export", "log"]).stdout).unwrap()
}

#[test]
fn a_mother_noted_without_signal_reaches_whom_she_concerns() {
    let (folder, server) = unit();
    let (rina, other, ani, head) = (
        phone_of(&server, "rina"),
        phone_of(&server, "rina"),
        phone_of(&server, "ani"),
        phone_of(&server, "kepala"),
    );
    let first = rina.meet().unwrap();
    assert!(first.received > 0 && rina.log.borrow().cursor > 0, "places are on every phone");
    let mother = rina.mother(HANYO, "Yuliana");
    let met = rina.meet().unwrap();
    assert_eq!((met.sent, met.held, met.received), (3, 0, 0), "what was pushed does not come back");
    for phone in [&other, &head] {
        phone.meet().unwrap();
        assert_eq!(phone.log.borrow().entries.len(), rina.log.borrow().entries.len());
        assert!(phone.subjects().contains(&mother));
    }
    ani.meet().unwrap();
    assert!(!ani.subjects().contains(&mother));
    assert_eq!(log(&folder).matches(&mother.to_string()).count(), 3);
    assert_eq!(rina.meet().unwrap().received, 0);
    assert!(rina.bytes.get() < 1000, "{} bytes for nothing new", rina.bytes.get());
}

#[test]
fn a_cut_loses_nothing_and_doubles_nothing() {
    let (folder, server) = unit();
    let rina = phone_of(&server, "rina");
    let mother = rina.mother(HANYO, "Yuliana");
    // The server took everything, and the phone heard nothing of it.
    rina.cut.set(0);
    assert!(matches!(rina.meet(), Err(Trouble::Away(_))));
    assert_eq!(rina.log.borrow().waiting.len(), 3);
    for cut in [40, 90, 200, 400] {
        rina.cut.set(cut);
        let _ = rina.meet();
    }
    rina.cut.set(usize::MAX);
    rina.meet().unwrap();
    assert!(rina.log.borrow().waiting.is_empty());
    let log = log(&folder);
    assert_eq!(log.matches(&mother.to_string()).count(), 3, "each entry once");
    let places: BTreeSet<_> = rina.log.borrow().entries.values().filter_map(|(_, seq)| *seq).collect();
    assert_eq!(places.len(), rina.log.borrow().entries.len());
    assert_eq!(log.lines().count(), places.len(), "the phone has all there is");
}

#[test]
fn what_may_not_be_taken_is_held_with_its_reason_and_only_once() {
    let (folder, server) = unit();
    let (rina, ani) = (phone_of(&server, "rina"), phone_of(&server, "ani"));
    let hers = ani.mother(SUPANG, "Norhayati");
    ani.meet().unwrap();
    let others = rina.visit(hers, Some(HANYO), 51);
    let mine = rina.mother(HANYO, "Yuliana");
    let good = rina.visit(mine, Some(HANYO), 52);
    let mut odd = rina.log.borrow().entries[&good].0.clone();
    odd.id = domain::ids::EntryId(rina.id());
    "kind.of.tomorrow".clone_into(&mut odd.kind);
    let unknown = rina.wait(odd.clone());
    odd.id = domain::ids::EntryId(rina.id());
    "antenatal.contact".clone_into(&mut odd.kind);
    odd.fact = serde_json::value::to_raw_value(&json!({ "weight_kg": "heavy" })).unwrap();
    let broken = rina.wait(odd.clone());
    odd.id = domain::ids::EntryId(rina.id());
    odd.fact = rina.log.borrow().entries[&good].0.fact.clone();
    odd.author = ani.sender().author;
    let forged = rina.wait(odd);
    let met = rina.meet().unwrap();
    assert_eq!((met.sent, met.held), (4, 4));
    let held = rina.log.borrow().held.clone();
    let reason = |id| held[&id].as_str();
    assert_eq!(reason(others), "held-no-right");
    assert_eq!(reason(unknown), "held-unknown-kind");
    assert_eq!(reason(broken), "held-unreadable");
    assert_eq!(reason(forged), "held-no-right");
    // The phone says it all again, as if it had forgotten.
    let again: Vec<_> = held.keys().copied().chain([good]).collect();
    rina.log.borrow_mut().waiting.extend(again);
    assert_eq!(rina.meet().unwrap().held, 4);
    let page = server.get("/tertahan", &server.log_in("kepala"));
    assert_eq!(page.matches("name=\"id\" value=").count(), 4, "{page}");
    assert!(page.contains("HP Oppo rina") && page.contains("kind.of.tomorrow"), "{page}");
    assert!(!page.contains(">held-"), "every reason has words: {page}");
    assert_eq!(log(&folder).matches(&good.to_string()).count(), 1);
}

#[test]
fn a_midwife_who_is_moved_brings_what_she_noted_and_takes_what_is_hers_now() {
    let (folder, server) = unit();
    let (rina, ani) = (phone_of(&server, "rina"), phone_of(&server, "ani"));
    let theirs = ani.mother(SUPANG, "Norhayati");
    ani.meet().unwrap();
    let known = rina.mother(HANYO, "Yuliana");
    rina.meet().unwrap();
    let late = [rina.visit(known, Some(HANYO), 53), rina.visit(known, None, 54)];
    let new = rina.mother(HANYO, "Sri");
    change(&server, "rina", &[SUPANG], false);
    let met = rina.meet().unwrap();
    assert_eq!((met.held, met.sent), (0, 5), "noted before she was moved");
    assert_eq!(rina.log.borrow().settings.as_ref().unwrap().villages[0].as_str(), SUPANG);
    let subjects = rina.subjects();
    assert!(subjects.contains(&theirs) && !subjects.contains(&known) && !subjects.contains(&new));
    let log = log(&folder);
    assert!(late.iter().all(|id| log.contains(&id.to_string())));
}

#[test]
fn a_withdrawn_phone_is_refused_until_it_is_let_in_again() {
    let (_folder, server) = unit();
    let mut rina = phone_of(&server, "rina");
    let (cookie, head) = (server.log_in("rina"), server.log_in("kepala"));
    rina.mother(HANYO, "Yuliana");
    rina.meet().unwrap();
    assert!(!rina.knock(false).revoked);
    assert!(address(&server, &server.log_in("ani"), "/tarik").is_none(), "others' phones are not hers");
    withdraw(&server, &head);
    assert_eq!(rina.meet(), Err(Trouble::Revoked));
    assert!(rina.knock(true).revoked);
    let list = server.get("/hp", &head);
    assert!(list.contains("ditarik") && !list.contains("HP itu belum tahu"), "{list}");
    // The session that was open in the phone's browser has ended with it.
    let refused = rina.recover(&server, &cookie).unwrap_err();
    assert_eq!((refused.status, refused.json()["error"].as_str()), (401, Some("logged-out")));
    let cookie = server.log_in("rina");
    let refused = rina.recover(&server, &cookie).unwrap_err();
    assert_eq!((refused.status, refused.json()["error"].as_str()), (403, Some("revoked")));
    let path = address(&server, &head, "/izinkan").unwrap();
    let body = |cookie: &str| format!("csrf={}", server.csrf(cookie));
    let asked = server.ask("POST", &path, &format!("cookie: {cookie}\r\n"), &body(&cookie)).unwrap();
    assert_eq!(status(&asked), "403", "the head alone lets it in");
    server.ask("POST", &path, &format!("cookie: {head}\r\n"), &body(&head)).unwrap();
    assert!(!rina.knock(false).revoked);
    let refused = rina.recover(&server, &server.log_in("ani")).unwrap_err();
    assert_eq!(refused.json()["error"], "not-hers");
    assert!(refused.json()["message"].as_str().unwrap().contains("orang lain"));
    let recovered = rina.recover(&server, &cookie).unwrap();
    assert_eq!(recovered.recovery, rina.enrolled.recovery, "the key that was wrapped can be unwrapped");
    assert_eq!(rina.meet(), Err(Trouble::Stranger), "the token before has ended");
    rina.enrolled.token = recovered.token;
    rina.meet().unwrap();
}

#[test]
fn who_is_disabled_has_no_phone_either() {
    let (_folder, server) = unit();
    let rina = phone_of(&server, "rina");
    rina.meet().unwrap();
    change(&server, "rina", &[HANYO], true);
    assert_eq!(rina.meet(), Err(Trouble::Revoked));
    assert!(rina.knock(false).revoked);
}

#[test]
fn strangers_learn_nothing() {
    let (_folder, server) = unit();
    let rina = phone_of(&server, "rina");
    let ani = phone_of(&server, "ani");
    let ask = |token: &str| {
        let headers = format!("authorization: Bearer {token}\r\n");
        let answer = post(&server.address, "/api/temu", &headers, b"{}");
        (answer.status, answer.text())
    };
    let stranger = (401, "{\"error\":\"stranger\"}".to_owned());
    let (mine, hers) = (&rina.enrolled, &ani.enrolled);
    for token in [
        String::new(),
        "nonsense".to_owned(),
        format!("{}.{}", mine.device, hers.token),
        format!("{}.{}", mine.device, mine.knock),
        format!("{}.{}", uuid::Uuid::nil(), mine.token),
    ] {
        assert_eq!(ask(&token), stranger, "{token}");
    }
    assert_eq!(ask(&rina.token()), (400, "{\"error\":\"garbled\"}".to_owned()));
    let knock = json!({ "device": mine.device, "knock": hers.knock }).to_string();
    assert_eq!(post(&server.address, "/api/ketuk", "", knock.as_bytes()).status, 401);
}

#[test]
fn a_phone_is_enrolled_from_our_own_page_by_who_cares_for_mothers() {
    let (folder, server) = unit();
    drop(server);
    add_user(&folder.file("data"), "tu", "office", &[]);
    let server = Server::start(&folder.file("data"));
    let ask = |cookie: &str, csrf: &str, more: &str| {
        let asked = json!({ "csrf": csrf, "label": "HP" }).to_string();
        post(&server.address, "/api/hp", &format!("cookie: {cookie}\r\n{more}"), asked.as_bytes())
    };
    let rina = server.log_in("rina");
    let csrf = server.csrf(&rina);
    assert_eq!(ask(&rina, &csrf, "sec-fetch-site: same-origin\r\n").status, 200);
    assert_eq!(ask(&rina, &csrf, "sec-fetch-site: cross-site\r\n").status, 403);
    assert_eq!(ask(&rina, "guessed", "").json()["error"], "stale");
    assert_eq!(ask("", &csrf, "").json()["error"], "logged-out");
    let office = server.log_in("tu");
    let refused = ask(&office, &server.csrf(&office), "");
    assert_eq!((refused.status, refused.json()["error"].as_str()), (403, Some("no-phone")));
    assert!(refused.json()["message"].as_str().unwrap().contains("hanya untuk bidan"));
    assert!(!server.get("/lainnya", &office).contains("href=\"/hp\""));
    assert!(server.get("/lainnya", &rina).contains("href=\"/hp\""));
}

/// `bytes` as gzip.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[test]
fn packed_requests_are_unpacked_up_to_a_limit() {
    let (_folder, server) = unit();
    let rina = phone_of(&server, "rina");
    let headers = format!("authorization: Bearer {}\r\ncontent-encoding: gzip\r\n", rina.token());
    let holds = sync::holding::digest([]);
    let asked = json!({ "protocol": 1, "program": "test", "cursor": 0, "holds": holds, "subjects": {} });
    let answer = post(&server.address, "/api/temu", &headers, &gzip(asked.to_string().as_bytes()));
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(answer.text().ends_with("\"end\":true}\n"));
    let bomb = gzip(&vec![b' '; 10 << 20]);
    assert!(bomb.len() < 1_000_000);
    assert_eq!(post(&server.address, "/api/temu", &headers, &bomb).status, 413);
    assert_eq!(post(&server.address, "/api/temu", &headers, b"no gzip").status, 400);
    rina.meet().unwrap();
}

#[test]
fn a_subject_of_nobody_is_not_taken_for_a_mother_elsewhere() {
    let (_folder, server) = unit();
    let rina = phone_of(&server, "rina");
    let subject = SubjectId(rina.id());
    rina.note(subject, Some(SUPANG), "woman.registered", json!({ "name": "Sri" }));
    let met = rina.meet().unwrap();
    assert_eq!((met.sent, met.held), (0, 1), "not her village");
}
