//! What a phone could not send, carried by hand: the file is made as a phone makes it.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "these are tests")]

mod support;

use aes_gcm::{
    Aes256Gcm, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::json;
use support::{
    Folder, Server, add_user, begun, betang, code,
    phone::{Phone, enrol},
    status, text,
};
use sync::{
    enrol::{Carried, KEY, PARCEL},
    wire::Parcel,
};

const HANYO: &str = "62.03.12.2001";

fn sealed(key: &[u8], msg: &[u8], additional: &str) -> String {
    let nonce = [7; 12];
    let cipher = Aes256Gcm::new_from_slice(key).unwrap();
    let payload = Payload { msg, aad: additional.as_bytes() };
    let sealed = cipher.encrypt(&Nonce::try_from(&nonce[..]).unwrap(), payload).unwrap();
    BASE64_STANDARD.encode([&nonce[..], &sealed].concat())
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// The file of all that waits.
fn file(phone: &Phone) -> Vec<u8> {
    let (log, sender, key) = (phone.log.borrow(), phone.sender(), [42; 32]);
    let parcels: Vec<_> =
        log.waiting.iter().map(|id| Parcel::of(log.entries[id].0.clone(), &sender)).collect();
    let carried = Carried {
        device: phone.enrolled.device,
        wrapped: sealed(&bytes(&phone.enrolled.recovery), &key, KEY),
        entries: sealed(&key, &serde_json::to_vec(&parcels).unwrap(), PARCEL),
    };
    serde_json::to_vec(&carried).unwrap()
}

fn unit() -> (Folder, Server) {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "kepala", "head", &[]);
    add_user(&data, "rina", "bidan", &["--village", HANYO]);
    add_user(&data, "ani", "bidan", &["--village", "62.03.12.2015"]);
    let server = Server::start(&data);
    (folder, server)
}

#[test]
fn a_file_handed_in_is_as_good_as_a_meeting() {
    let (folder, server) = unit();
    let (rina, head) = (server.log_in("rina"), server.log_in("kepala"));
    let phone = enrol(&server, &rina, "Oppo");
    let mother = phone.mother(HANYO, "Yuliana");
    phone.note(
        domain::ids::SubjectId(phone.id()),
        Some("62.03.12.2015"),
        "woman.registered",
        json!({ "name": "Sri" }),
    );
    let carried = file(&phone);
    assert!(!String::from_utf8_lossy(&carried).contains("Yuliana"));
    let done = server.upload("/hp/berkas", &rina, "kiriman.betang", &carried);
    assert_eq!(status(&done), "200", "{done}");
    assert!(done.contains("3 catatan baru tersimpan") && done.contains("1 catatan ditahan"), "{done}");
    let again = server.upload("/hp/berkas", &head, "kiriman.betang", &carried);
    assert!(again.contains("0 catatan baru") && again.contains("3 catatan sudah sampai"), "{again}");
    assert_eq!(status(&server.get(&format!("/ibu/{mother}"), &rina)), "200");
    // And the phone finds at its next meeting that all of it has arrived.
    let met = phone.meet().unwrap();
    assert_eq!((met.sent, met.held), (3, 1));
    drop(server);

    phone.visit(mother, Some(HANYO), 61);
    let path = folder.file("kiriman.betang");
    std::fs::write(&path, file(&phone)).unwrap();
    let taken = betang(&folder.file("data"), &["import", "phone", path.to_str().unwrap(), "--json"]);
    assert_eq!(code(&taken), 0, "{}", text(&taken));
    assert_eq!(
        support::json(&taken),
        json!({ "name": "rina", "phone": "Oppo", "new": 1, "known": 0, "held": 0 })
    );
    assert_eq!(code(&betang(&folder.file("data"), &["check"])), 0);
}

#[test]
fn a_withdrawn_phones_file_is_read_all_the_same() {
    let (_folder, server) = unit();
    let head = server.log_in("kepala");
    let phone = enrol(&server, &server.log_in("rina"), "Oppo");
    phone.mother(HANYO, "Yuliana");
    let path = format!("/hp/{}/tarik", phone.enrolled.device);
    let body = format!("csrf={}", server.csrf(&head));
    server.ask("POST", &path, &format!("cookie: {head}\r\n"), &body).unwrap();
    assert!(phone.knock(false).revoked);
    let done = server.upload("/hp/berkas", &head, "kiriman.betang", &file(&phone));
    assert!(done.contains("3 catatan baru tersimpan"), "{done}");
}

#[test]
fn what_is_no_file_of_hers_is_said_in_plain_words() {
    let (folder, server) = unit();
    let (rina, ani) = (server.log_in("rina"), server.log_in("ani"));
    let phone = enrol(&server, &rina, "Oppo");
    phone.mother(HANYO, "Yuliana");
    let good = file(&phone);
    let said = |cookie: &str, file: &[u8]| server.upload("/hp/berkas", cookie, "kiriman.betang", file);
    assert!(said(&ani, &good).contains("dari HP orang lain"));
    assert!(said(&rina, b"foto liburan").contains("bukan berkas dari HP Betang"));
    let elsewhere = String::from_utf8_lossy(&good)
        .replace(&phone.enrolled.device.to_string(), &uuid::Uuid::nil().to_string());
    assert!(said(&rina, elsewhere.as_bytes()).contains("tidak terdaftar"));
    let cut = String::from_utf8_lossy(&good).replace("=\"}", "\"}").replace("\"}", "AAAA\"}");
    assert!(said(&rina, cut.as_bytes()).contains("rusak atau tidak lengkap"));
    assert!(said(&rina, &vec![b' '; 20 << 20]).contains("terlalu besar"));
    let path = folder.file("foto.jpg");
    std::fs::write(&path, b"foto").unwrap();
    drop(server);
    let refused = betang(&folder.file("data"), &["import", "phone", path.to_str().unwrap()]);
    assert_eq!(code(&refused), 1);
    assert!(text(&refused).contains("bukan berkas dari HP Betang"), "{}", text(&refused));
}
