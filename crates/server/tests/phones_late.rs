//! What was noted without signal and arrives after a workshop: it changes the numbers of the month in which it
//! happened, and not what was presented. The frozen pack stays as it was shown, and says what differs since.

#![expect(clippy::unwrap_used, reason = "these are tests")]

mod support;

use domain::{
    facts::{Fact, WorkshopKind},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, UnitCode, derived},
    indicators::Month,
    moment::Moment,
    note::Note,
};
use jiff::{Timestamp, Zoned, civil::Date, tz::Offset};
use serde_json::json;
use store::{Entry, Store};
use support::{
    Folder, Server, add_user, begun,
    phone::{Phone, enrol, pregnancy_of},
    status,
};

const HANYO: &str = "62.03.12.2001";

fn lokmin() -> SubjectId {
    SubjectId(derived(&["late", "workshop"]))
}

/// The example unit with a workshop of today, and whose phone and whose desk this is about.
fn unit(today: Date) -> (Folder, Server) {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "kepala", "head", &[]);
    add_user(&data, "rina", "bidan", &["--village", HANYO]);
    let planned = json!({
        "kind": WorkshopKind::RoutineQuarterly, "title": "Lokakarya Mini", "on": today, "room": "Aula", "address": "",
    });
    let note = Note {
        id: EntryId(derived(&["late", "planned"])),
        village: None,
        subject: lokmin(),
        author: AuthorId::SYSTEM,
        device: DeviceId::SERVER,
        noted_at: Moment::new(Timestamp::UNIX_EPOCH, Offset::UTC),
        amends: None,
        fact: Fact::WorkshopPlanned(serde_json::from_value(planned).unwrap()),
    };
    let database = store_sql::Database::claim(&data).unwrap();
    let unit: UnitCode = database.units().unwrap().remove(0);
    let entries = [Entry::of(&note, &unit).unwrap()];
    tokio::runtime::Runtime::new().unwrap().block_on(database.log(&unit).append(&entries)).unwrap();
    drop(database);
    let server = Server::start(&data);
    (folder, server)
}

/// A mother who gave birth in the Puskesmas on a day.
fn born(phone: &Phone, name: &str, on: Date) {
    let mother = phone.mother(HANYO, name);
    let child = derived(&["late", "child", name]);
    let birth = json!({
        "pregnancy": pregnancy_of(mother).0, "on": on, "at": "06:00:00", "place": "puskesmas",
        "attendants": ["bidan"], "children": [{ "child": child, "outcome": "alive" }],
    });
    phone.note(mother, Some(HANYO), "birth", birth);
}

/// A page without its tags.
fn words(page: &str) -> String {
    let main = page.split("<main").nth(1).unwrap();
    let texts = main.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text));
    texts.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

const TITLE: &str = "Persalinan di fasilitas kesehatan";

/// What a page says is different now.
const DIFFERS: &str = "Menurut catatan sekarang, bagian ini sudah berbeda:";

/// How many births in a facility the page of all numbers counts.
fn counted(page: &str) -> u32 {
    number(words(page).split(TITLE).nth(1).unwrap())
}

/// How many of them a pack shows.
fn presented(page: &str) -> u32 {
    let heading = format!("<h2>{TITLE} sampai ");
    let part = page.split("<section").find(|part| part.contains(&heading)).unwrap();
    number(part.split("Seluruh wilayah: ").nth(1).unwrap())
}

/// The number before the first "dari".
fn number(words: &str) -> u32 {
    let number = words.split(" dari ").next().unwrap().rsplit(' ').next().unwrap();
    number.parse().unwrap_or_else(|_| panic!("{number} in {words}"))
}

#[test]
fn what_comes_late_changes_the_past_month_and_not_what_was_presented() {
    let today = Zoned::now().with_time_zone(jiff::tz::TimeZone::fixed(jiff::tz::offset(7))).date();
    let month = Month::of(today).plus(-1);
    let (_folder, server) = unit(today);
    let rina = enrol(&server, &server.log_in("rina"), "Oppo rina");
    for name in ["Sri", "Yuliana", "Norhayati", "Tuti"] {
        born(&rina, name, month.first());
    }
    rina.meet().unwrap();
    // This one is noted on the phone, which has no signal until after the workshop.
    born(&rina, "Lina", month.first());

    let head = server.log_in("kepala");
    let numbers = format!("/cakupan?bulan={month}");
    let of_month = format!("/cakupan/PF?bulan={month}");
    assert_eq!(counted(&server.get(&numbers, &head)), 4);
    assert!(words(&server.get(&of_month, &head)).contains("Bulan ini 4, bulan lalu 0"));

    let pack = format!("/lokmin/{}/sajian", lokmin());
    let entry = EntryId(derived(&["late", "freeze"]));
    let body = format!("csrf={}&entry={entry}", server.csrf(&head));
    let frozen = server.ask("POST", &pack, &format!("cookie: {head}\r\n"), &body).unwrap();
    assert_eq!(status(&frozen), "303", "{frozen}");
    let shown = server.get(&pack, &head);
    assert!(shown.contains("Dibekukan tanggal") && !shown.contains(DIFFERS), "{shown}");
    assert_eq!(presented(&shown), 4);
    let sheets = format!("/surat/lembar-sajian/{}.pdf", lokmin());
    let printed = server.get(&sheets, &head);
    assert!(printed.contains("%PDF"));

    assert_eq!(rina.meet().unwrap().sent, 4, "the phone has signal again");
    assert_eq!(counted(&server.get(&numbers, &head)), 5, "the month that was over has one more");
    assert!(words(&server.get(&of_month, &head)).contains("Bulan ini 5, bulan lalu 0"));
    let later = server.get(&pack, &head);
    assert_eq!(presented(&later), 4, "what was shown stays as it was");
    let note = words(&later).split(DIFFERS).nth(1).unwrap().split("Yang tercatat").next().unwrap().to_owned();
    assert!(note.contains(TITLE), "and it is told what says something else now: {note}");
    assert!(!note.contains("KF lengkap"), "and nothing else: {note}");
    let body = |answer: &str| answer.split_once("\r\n\r\n").unwrap().1.to_owned();
    assert_eq!(body(&server.get(&sheets, &head)), body(&printed), "the sheets are those of the day");
}
