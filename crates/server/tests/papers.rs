//! Papers over the network: drafts, numbers without gaps when many ask at once, and who may have which.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod support;

use std::thread;

use domain::{
    facts::{AgreementDrafted, Fact},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, UnitCode, derived},
    moment::Moment,
    note::Note,
};
use jiff::{Timestamp, civil::date, tz::Offset};
use store::{Entry, Store};
use support::{Folder, Server, add_user, betang, code, status, text};

fn agreement(no: usize) -> SubjectId {
    SubjectId(derived(&["agreement", &no.to_string()]))
}

fn note(no: usize) -> Note {
    let draft = AgreementDrafted {
        title: format!("Nota Kesepakatan {no}"),
        planned_on: Some(date(2025, 5, 21)),
        ..AgreementDrafted::default()
    };
    Note {
        id: EntryId(derived(&["entry", &no.to_string()])),
        village: None,
        subject: agreement(no),
        author: AuthorId::SYSTEM,
        device: DeviceId::SERVER,
        noted_at: Moment::new(Timestamp::UNIX_EPOCH, Offset::UTC),
        amends: None,
        fact: Fact::from(draft),
    }
}

/// A unit of the example with drafts of agreements.
fn unit(drafts: usize) -> Folder {
    let folder = Folder::new();
    let data = folder.file("data");
    let made = betang(&data, &["simulate", "--years", "1", "--pregnancies", "5", "--until", "2025-06-01"]);
    assert_eq!(code(&made), 0, "{}", text(&made));
    for (login, role) in [("tu", "office"), ("camat", "sector"), ("rina", "bidan")] {
        add_user(&data, login, role, &[]);
    }
    let database = store_sql::Database::claim(&data).unwrap();
    let unit: UnitCode = database.units().unwrap().remove(0);
    let log = database.log(&unit);
    let entries: Vec<_> = (0..drafts).map(|no| Entry::of(&note(no), &unit).unwrap()).collect();
    tokio::runtime::Runtime::new().unwrap().block_on(log.append(&entries)).unwrap();
    folder
}

fn address(no: usize) -> String {
    format!("/surat/kesepakatan/{}", agreement(no))
}

fn finish(server: &Server, cookie: &str, csrf: &str, no: usize) -> String {
    let entry = EntryId(derived(&["finish", &no.to_string()]));
    let body = format!("csrf={csrf}&entry={entry}");
    server.ask("POST", &address(no), &format!("cookie: {cookie}\r\n"), &body).unwrap()
}

#[test]
fn fifty_who_finish_at_once_get_fifty_numbers_without_a_gap() {
    let folder = unit(50);
    let server = Server::start(&folder.file("data"));
    let office = server.log_in("tu");
    let csrf = server.csrf(&office);
    thread::scope(|scope| {
        for no in 0..50 {
            let (server, office, csrf) = (&server, &office, &csrf);
            scope.spawn(move || {
                assert_eq!(status(&finish(server, office, csrf, no)), "303");
                // The button was pressed twice.
                assert_eq!(status(&finish(server, office, csrf, no)), "303");
            });
        }
    });
    let book = server.get("/surat", &office);
    for seq in 1..=50 {
        let number = format!("400.7.27.2/{seq:03}/PKM-SH/TU/V.2025");
        assert_eq!(book.matches(&number).count(), 1, "{number}");
    }
    assert!(!book.contains("/051/"));
}

#[test]
fn a_draft_becomes_final_and_stays_as_it_was_printed() {
    let folder = unit(1);
    let data = folder.file("data");
    let server = Server::start(&data);
    let office = server.log_in("tu");
    let pdf = format!("{}.pdf", address(0));
    let draft = server.get(&pdf, &office);
    assert!(draft.contains("content-type: application/pdf") && draft.contains("%PDF"), "{:.300}", draft);
    assert!(
        server.get(&address(0), &office).contains("400.7.27.2/001/PKM-SH/TU/V.2025"),
        "the number it would get"
    );
    finish(&server, &office, &server.csrf(&office), 0);
    let given = server.get(&pdf, &office);
    assert!(given.contains("%PDF") && given != draft);
    drop(server);
    let server = Server::start(&data);
    let office = server.log_in("tu");
    let again = server.get(&pdf, &office);
    let body = |answer: &str| answer.split_once("\r\n\r\n").unwrap().1.to_owned();
    assert_eq!(body(&again), body(&given), "the same bytes after a restart");

    // A cancelled number stays in the book, and the paper gets another.
    let book = server.get("/surat", &office);
    let cancel = book.split("action=\"").find(|part| part.starts_with("/surat/batal/")).unwrap();
    let cancel = cancel.split('"').next().unwrap();
    let csrf = server.csrf(&office);
    let ask = |reason: &str| {
        let entry = EntryId(derived(&["cancel", reason]));
        let body = format!("csrf={csrf}&entry={entry}&reason={reason}");
        server.ask("POST", cancel, &format!("cookie: {office}\r\n"), &body).unwrap()
    };
    assert_eq!(status(&ask("")), "422", "a reason is asked for");
    assert_eq!(status(&ask("Salah+tanggal")), "303");
    let book = server.get("/surat", &office);
    assert!(book.contains("Dibatalkan") && book.contains("Salah tanggal"), "{book}");
    let entry = EntryId(derived(&["finish", "again"]));
    let body = format!("csrf={csrf}&entry={entry}");
    server.ask("POST", &address(0), &format!("cookie: {office}\r\n"), &body).unwrap();
    assert!(server.get("/surat", &office).contains("400.7.27.2/002/PKM-SH/TU/V.2025"));
}

#[test]
fn papers_are_for_those_whom_they_concern() {
    let folder = unit(1);
    let server = Server::start(&folder.file("data"));
    let camat = server.log_in("camat");
    assert_eq!(status(&server.get("/surat", &camat)), "403");
    assert_eq!(status(&server.get(&format!("{}.pdf", address(0)), &camat)), "404");
    let rina = server.log_in("rina");
    assert_eq!(status(&server.get(&format!("{}.pdf", address(0)), &rina)), "200");
    assert_eq!(status(&finish(&server, &rina, &server.csrf(&rina), 0)), "403", "numbers are the office's");
    let office = server.log_in("tu");
    assert_eq!(status(&finish(&server, &office, "guessed", 0)), "403");
    for strange in ["/surat/kesepakatan/x.pdf", "/surat/teh/x", &format!("/surat/rtl/{}.pdf", agreement(0))] {
        assert_eq!(status(&server.get(strange, &office)), "404", "{strange}");
    }
}
