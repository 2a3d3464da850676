//! How a unit's letters look and are numbered, set from its own page; and the letters about one mother, which
//! open for who may see her and for nobody else.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod support;

use domain::{
    facts::{BirthPlan, Fact, Referral, WomanRegistered},
    ids::{AuthorId, DeviceId, EntryId, PregnancyId, SubjectId, UnitCode, VillageCode, derived},
    moment::Moment,
    note::Note,
};
use jiff::{Timestamp, civil::date, tz::Offset};
use store::{Entry, Store};
use support::{Folder, Server, add_user, begun, status};

const HOME: &str = "62.03.12.2001";
const NAME: &str = "Zubaidah Tidakada";

fn subject(of: &str) -> SubjectId {
    SubjectId(derived(&["subject", of]))
}

fn pregnancy() -> PregnancyId {
    PregnancyId(derived(&["pregnancy"]))
}

fn note(of: &str, fact: impl Into<Fact>) -> Note {
    Note {
        id: EntryId(derived(&["entry", of])),
        village: Some(VillageCode::new(HOME)),
        subject: subject("mother"),
        author: AuthorId::SYSTEM,
        device: DeviceId::SERVER,
        noted_at: Moment::new(Timestamp::UNIX_EPOCH, Offset::UTC),
        amends: None,
        fact: fact.into(),
    }
}

fn fact<T: serde::de::DeserializeOwned>(fields: serde_json::Value) -> T {
    serde_json::from_value(fields).unwrap()
}

/// A unit with one mother, her birth plan and her referral.
fn unit() -> Folder {
    let folder = begun();
    let data = folder.path().join("data");
    let woman: WomanRegistered =
        fact(serde_json::json!({ "name": NAME, "husband": "Anang", "born": "1998-03-02" }));
    let registered: domain::facts::PregnancyRegistered = fact(serde_json::json!({
        "pregnancy": pregnancy(), "on": "2025-03-01", "lmp": "2024-12-20", "gravida": 2, "para": 1, "abortus": 0,
    }));
    let plan: BirthPlan = fact(serde_json::json!({
        "pregnancy": pregnancy(), "on": date(2025, 6, 3), "attendant": "bidan", "place": "puskesmas", "transport": "Kelotok Pak Anang",
    }));
    let referral: Referral = fact(serde_json::json!({
        "pregnancy": pregnancy(), "on": "2025-07-10", "at": "09:40:00", "to": "RSUD Kapuas", "reason": "Preeklampsia berat",
    }));
    let notes =
        [note("woman", woman), note("pregnancy", registered), note("plan", plan), note("referral", referral)];
    for (login, role, village) in [
        ("rina", "bidan", Some(HOME)),
        ("ani", "bidan", Some("62.03.12.2002")),
        ("tu", "office", None),
        ("kepala", "head", None),
    ] {
        add_user(&data, login, role, &village.map_or_else(Vec::new, |village| vec!["--village", village]));
    }
    let database = store_sql::Database::claim(&data).unwrap();
    let unit: UnitCode = database.units().unwrap().remove(0);
    let entries: Vec<_> = notes.iter().map(|note| Entry::of(note, &unit).unwrap()).collect();
    tokio::runtime::Runtime::new().unwrap().block_on(database.log(&unit).append(&entries)).unwrap();
    folder
}

fn hers() -> [String; 3] {
    let referral = EntryId(derived(&["entry", "referral"]));
    [
        format!("/surat/rencana/{}", pregnancy()),
        format!("/surat/stiker/{}", pregnancy()),
        format!("/surat/rujukan/{referral}"),
    ]
}

#[test]
fn a_mothers_papers_open_for_who_may_see_her() {
    let folder = unit();
    let server = Server::start(&folder.file("data"));
    let (rina, ani, office) = (server.log_in("rina"), server.log_in("ani"), server.log_in("tu"));
    for address in hers() {
        let pdf = server.get(&format!("{address}.pdf"), &rina);
        assert!(status(&pdf) == "200" && pdf.contains("%PDF"), "{address}: {pdf:.200}");
        assert_eq!(status(&server.get(&address, &rina)), "200");
        for stranger in [&ani, &office] {
            assert_eq!(status(&server.get(&address, stranger)), "404", "{address}");
            assert_eq!(status(&server.get(&format!("{address}.pdf"), stranger)), "404", "{address}");
        }
    }
    let page = server.get(&format!("/ibu/{}", subject("mother")), &rina);
    assert!(hers().iter().any(|address| page.contains(address.as_str())), "her page leads to the letter");
    let plan = server.get(&format!("/ibu/{}/kehamilan/{}/rencana", subject("mother"), pregnancy()), &rina);
    assert!(
        plan.contains(hers()[0].as_str()) && plan.contains(hers()[1].as_str()),
        "the plan leads to its papers"
    );
}

#[test]
fn a_referral_letter_gets_its_number_from_the_midwife_and_the_book_names_nobody() {
    let folder = unit();
    let server = Server::start(&folder.file("data"));
    let (rina, office) = (server.log_in("rina"), server.log_in("tu"));
    let [_, _, letter] = hers();
    let finish = |cookie: &str| {
        let body = format!("csrf={}&entry={}", server.csrf(cookie), EntryId(derived(&["finish"])));
        server.ask("POST", &letter, &format!("cookie: {cookie}\r\n"), &body).unwrap()
    };
    assert_eq!(status(&finish(&office)), "404", "not for who may not see her");
    assert_eq!(status(&finish(&rina)), "303");
    let book = server.get("/surat", &office);
    assert!(book.contains("/001/PKM-SH/TU/VII.2025"), "{book}");
    assert!(!book.contains(NAME) && !book.contains(&letter), "no name, and no link that leads nowhere");
    assert!(server.get("/surat", &rina).contains(&format!("{letter}.pdf")));
    let read = server.get("/akses", &server.log_in("kepala"));
    assert!(read.contains("surat"), "who had a letter about her is noted: {read}");
}

#[test]
fn the_unit_sets_its_own_letterhead_signs_and_numbers() {
    let folder = unit();
    let server = Server::start(&folder.file("data"));
    let (rina, office) = (server.log_in("rina"), server.log_in("tu"));
    assert_eq!(status(&server.get("/kop", &rina)), "403");
    let save = |template: &str| {
        let entry = EntryId(derived(&["kop", template]));
        let fields = [
            ("csrf", server.csrf(&office)),
            ("entry", entry.to_string()),
            ("letterhead", "PEMERINTAH KABUPATEN KAPUAS\nPUSKESMAS SEI UJI\nJalan Uji 1".to_owned()),
            ("place", "Sei Uji".to_owned()),
            ("unit", "PKM-UJI".to_owned()),
            ("sub", "TU".to_owned()),
            ("template", template.to_owned()),
            ("class.decree", "000.4.7.2".to_owned()),
        ];
        let body: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        server.ask("POST", "/kop", &format!("cookie: {office}\r\n"), &body.join("&")).unwrap()
    };
    let refused = save("{seq}/{siapa}");
    assert_eq!(status(&refused), "422");
    assert!(refused.contains("PKM-UJI"), "nothing typed is lost");
    assert_eq!(status(&save("")), "303");
    let page = server.get("/kop", &office);
    assert!(page.contains("000.4.7.2/001/PKM-UJI/TU/") && page.contains("PUSKESMAS SEI UJI"), "{page}");

    let pdf = format!("{}.pdf", hers()[0]);
    let without = server.get(&pdf, &rina);
    let broken = server.upload("/kop/logo", &office, "logo.png", b"\x89PNG\r\n\x1a\nkosong");
    assert!(status(&broken) == "422" && broken.contains("role=\"alert\""), "{broken:.300}");
    let program = server.upload("/kop/logo", &office, "logo.png", b"MZ this is a program");
    assert_eq!(status(&program), "422");
    assert_eq!(status(&server.get("/kop/logo", &office)), "404", "nothing was kept of either");
    let logo = include_bytes!("../../worker/icons/192.png");
    assert_eq!(status(&server.upload("/kop/logo", &office, "logo.png", logo)), "303");
    assert_eq!(status(&server.get("/kop/logo", &office)), "200");
    assert!(server.get("/kop", &office).contains("PKM-UJI"), "the sign changes nothing else");
    let with = server.get(&pdf, &rina);
    assert!(
        with.contains("%PDF") && with.len() > without.len() + 500,
        "{} and {}",
        without.len(),
        with.len()
    );
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
