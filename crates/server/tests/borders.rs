//! Borders of villages: a file is looked at before it is taken, what is no such file changes nothing, and maps go back
//! to circles.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod support;

use domain::{
    facts::{Fact, WorkshopKind},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, UnitCode, derived},
    moment::Moment,
    note::Note,
};
use jiff::{Timestamp, tz::Offset};
use store::{Entry, Store};
use support::{Folder, Server, add_user, begun, status};

const PAGE: &str = "/cakupan/peta/batas";
const FILE: &str = include_str!("../../../examples/batas-desa-tiruan.geojson");

fn workshop() -> SubjectId {
    SubjectId(derived(&["workshop"]))
}

/// The example unit with people who may send borders, one who may not, and a workshop.
fn unit() -> Folder {
    let folder = begun();
    let data = folder.file("data");
    for (login, role) in [("tu", "office"), ("kepala", "head"), ("camat", "sector")] {
        add_user(&data, login, role, &[]);
    }
    let planned = serde_json::json!({
        "kind": WorkshopKind::RoutineQuarterly, "title": "Lokakarya", "on": "2026-05-21", "room": "", "address": "",
    });
    let note = Note {
        id: EntryId(derived(&["entry", "workshop"])),
        village: None,
        subject: workshop(),
        author: AuthorId::SYSTEM,
        device: DeviceId::SERVER,
        noted_at: Moment::new(Timestamp::UNIX_EPOCH, Offset::UTC),
        amends: None,
        fact: Fact::WorkshopPlanned(serde_json::from_value(planned).unwrap()),
    };
    let database = store_sql::Database::claim(&data).unwrap();
    let code: UnitCode = database.units().unwrap().remove(0);
    let entry = Entry::of(&note, &code).unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(database.log(&code).append(&[entry])).unwrap();
    folder
}

fn send(server: &Server, cookie: &str, deed: &str, entry: &str) -> String {
    let body = format!("csrf={}&entry={}", server.csrf(cookie), EntryId(derived(&["batas", entry])));
    server.ask("POST", &format!("{PAGE}/{deed}"), &format!("cookie: {cookie}\r\n"), &body).unwrap()
}

/// How many areas the map draws, in each of its two drawings.
fn areas(page: &str) -> usize {
    page.matches("<path class=\"village area ground").count() / 2
}

#[test]
fn borders_are_seen_taken_kept_and_taken_back() {
    let folder = unit();
    let server = Server::start(&folder.file("data"));
    let (office, camat) = (server.log_in("tu"), server.log_in("camat"));
    let map = |server: &Server, cookie: &str| server.get("/cakupan/peta", cookie);
    assert!(map(&server, &office).contains(PAGE) && !map(&server, &camat).contains(PAGE));

    let seen = server.upload(PAGE, &office, "batas.geojson", FILE.as_bytes());
    assert_eq!(status(&seen), "200", "{seen:.2000}");
    let words = [
        "13 dari 14 desa",
        "TBG SIRAT",
        "Desa Bulai Ngandung",
        "Dirung Koram",
        "Desa Tetangga",
        "batas.geojson",
    ];
    for words in words {
        assert!(seen.contains(words), "{words} in {seen}");
    }
    assert_eq!(areas(&seen), 13, "as it would be");
    assert_eq!(areas(&map(&server, &office)), 0, "nothing is changed by looking");

    assert_eq!(status(&send(&server, &office, "pakai", "satu")), "303");
    assert_eq!(status(&send(&server, &office, "pakai", "satu")), "303", "tapped twice");
    let late = send(&server, &office, "pakai", "dua");
    assert!(status(&late) == "422" && late.contains("role=\"alert\""), "nothing waits any more");
    let page = map(&server, &camat);
    assert_eq!(areas(&page), 13, "for everybody");
    for drawing in page.split("<svg class=\"chart").skip(1) {
        let size = drawing.split("</svg>").next().unwrap().len();
        assert!(size < 100_000, "{size}");
    }
    assert!(server.get(PAGE, &office).contains("13 dari 14 desa"));
    let pack = format!("/lokmin/{}/sajian/map.svg?kini=1", workshop());
    assert_eq!(server.get(&pack, &office).matches("village area ground").count(), 13, "in the pack too");

    drop(server);
    let server = Server::start(&folder.file("data"));
    let office = server.log_in("tu");
    assert_eq!(areas(&map(&server, &office)), 13, "kept");
    assert_eq!(status(&send(&server, &office, "lepas", "tiga")), "303");
    let page = map(&server, &office);
    assert!(areas(&page) == 0 && page.contains("<circle class=\"village ground"), "circles again");
}

#[test]
fn what_is_no_file_of_borders_changes_nothing() {
    let folder = unit();
    let server = Server::start(&folder.file("data"));
    let (head, camat) = (server.log_in("kepala"), server.log_in("camat"));
    assert_eq!(status(&server.upload(PAGE, &camat, "batas.geojson", FILE.as_bytes())), "403");
    assert_eq!(status(&server.upload(PAGE, &head, "batas.geojson", FILE.as_bytes())), "200");
    assert_eq!(status(&send(&server, &head, "pakai", "satu")), "303");
    let metres = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"KDEPUM":"62.03.12.2001"},
        "geometry":{"type":"Polygon","coordinates":[[[835000,9897000],[836000,9897000],[836000,9898000],[835000,9897000]]]}}]}"#;
    let deep = format!("{{\"type\":\"FeatureCollection\",\"features\":{}", "[".repeat(500_000));
    let large = " ".repeat(16 * 1024 * 1024 + 1);
    let elsewhere = FILE.replace("62.03.12.", "11.01.01.").replace("\"NAMOBJ\": \"", "\"NAMOBJ\": \"Negeri ");
    for (what, bytes, words) in [
        ("nothing", "", "bukan GeoJSON yang utuh"),
        ("a shapefile", "PK\u{3}\u{4} batas.shp", "bukan GeoJSON yang utuh"),
        ("half a file", FILE.get(..2000).unwrap(), "bukan GeoJSON yang utuh"),
        ("depth", &deep, "bukan kumpulan wilayah"),
        ("other JSON", "[1, 2]", "bukan kumpulan wilayah"),
        ("no areas", r#"{"type":"FeatureCollection","features":[]}"#, "hanya berisi titik atau garis"),
        ("metres", metres, "EPSG:4326"),
        ("another district", &elsewhere, "Tidak ada wilayah"),
        ("too much", &large, "terlalu besar"),
    ] {
        let answer = server.upload(PAGE, &head, "<b>batas", bytes.as_bytes());
        assert_eq!(status(&answer), "422", "{what}");
        assert!(answer.contains("role=\"alert\"") && answer.contains(words), "{what}: {answer}");
        assert!(answer.contains("13 dari 14 desa"), "{what}: what was before is still there");
        assert!(!answer.contains("<b>batas"));
    }
    assert_eq!(status(&send(&server, &head, "pakai", "dua")), "422", "none of them waits");
    assert_eq!(areas(&server.get("/cakupan/peta", &head)), 13);
}
