//! Scans of signed papers over the network: what is taken, what is refused and how kindly, and who sees it.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod support;

use domain::{
    facts::{AgreementDrafted, Fact},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, UnitCode, derived},
    moment::Moment,
    note::Note,
};
use jiff::{Timestamp, tz::Offset};
use store::{Entry, Store};
use support::{Folder, Server, add_user, begun, phone, status};

fn agreement() -> SubjectId {
    SubjectId(derived(&["agreement", "1"]))
}

/// A unit with a draft of an agreement.
fn unit() -> Folder {
    let folder = begun();
    let data = folder.file("data");
    for (login, role) in [("tu", "office"), ("camat", "sector"), ("kepala", "head")] {
        add_user(&data, login, role, &[]);
    }
    let draft = AgreementDrafted { title: "Nota Kesepakatan 2025".to_owned(), ..AgreementDrafted::default() };
    let note = Note {
        id: EntryId(derived(&["entry", "1"])),
        village: None,
        subject: agreement(),
        author: AuthorId::SYSTEM,
        device: DeviceId::SERVER,
        noted_at: Moment::new(Timestamp::UNIX_EPOCH, Offset::UTC),
        amends: None,
        fact: Fact::from(draft),
    };
    let database = store_sql::Database::claim(&data).unwrap();
    let unit: UnitCode = database.units().unwrap().remove(0);
    let log = database.log(&unit);
    let entry = Entry::of(&note, &unit).unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(log.append(&[entry])).unwrap();
    folder
}

fn jpeg() -> Vec<u8> {
    let segment = |marker: u8, body: &[u8]| {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], body].concat()
    };
    [
        vec![0xff, 0xd8],
        segment(0xe1, b"Exif\0\0GPS -0.93 114.01"),
        segment(0xdb, &[0; 65]),
        segment(0xc0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        vec![0x00, 0xff, 0xd9],
    ]
    .concat()
}

fn send(server: &Server, cookie: &str, name: &str, file: &[u8]) -> String {
    server.upload(&format!("/berkas/{}", agreement()), cookie, name, file)
}

#[test]
fn a_signed_paper_is_kept_and_given_to_the_staff_alone() {
    let folder = unit();
    let server = Server::start(&folder.file("data"));
    let office = server.log_in("tu");
    assert_eq!(status(&send(&server, &office, "nota.jpg", &jpeg())), "303");
    // Sent twice, because the line was slow: there once.
    assert_eq!(status(&send(&server, &office, "nota.jpg", &jpeg())), "303");
    let page = server.get(&format!("/berkas/{}", agreement()), &office);
    let links: Vec<_> = page.split("href=\"").filter(|part| part.starts_with("/berkas/")).collect();
    assert_eq!(links.len(), 1, "{page}");
    let link = links[0].split('"').next().unwrap();
    let file = server.get(link, &office);
    assert!(file.contains("content-type: image/jpeg") && !file.contains("GPS"), "{file}");
    assert_eq!(status(&server.get(link, &server.log_in("camat"))), "404", "agreements yes, scans no");
    assert_eq!(status(&server.get(link, "")), "303");
}

#[test]
fn what_is_no_scan_is_refused_in_words_and_nothing_is_kept() {
    let folder = unit();
    let server = Server::start(&folder.file("data"));
    let office = server.log_in("tu");
    let large = [&[0xff, 0xd8, 0xff][..], &vec![0; 50 * 1024 * 1024]].concat();
    for (file, words) in [
        (b"MZ\x90\0\x03\0\0\0 renamed".to_vec(), "apa pun nama berkasnya"),
        (jpeg()[..30].to_vec(), "rusak atau terpotong"),
        (large, "lebih besar dari 12 MB"),
    ] {
        let page = send(&server, &office, "nota.jpg", &file);
        assert_eq!(status(&page), "200");
        assert!(page.contains(words), "{words}: {page}");
        assert!(page.contains("Belum ada berkas"), "nothing was kept");
    }
    let strange = server.upload("/berkas/00000000-0000-0000-0000-000000000000", &office, "a.jpg", &jpeg());
    assert_eq!(status(&strange), "404");
}

#[test]
fn a_form_of_another_session_counts_for_nothing() {
    let folder = unit();
    let server = Server::start(&folder.file("data"));
    let office = server.log_in("tu");
    let body = "--edge\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\nguessed\r\n--edge--\r\n";
    let headers = format!("cookie: {office}\r\ncontent-type: multipart/form-data; boundary=edge\r\n");
    let path = format!("/berkas/{}", agreement());
    let answer = phone::post(&server.address, &path, &headers, body.as_bytes());
    assert!(answer.head.contains(" 403 "), "{}", answer.head);
}
