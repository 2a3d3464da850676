//! Borders from files as mapping programs write them, and files that are no borders.

use domain::{borders::holds, facts::Village, ids::VillageCode};
use exchange::borders::{Found, LARGEST, Refused, read};
use serde_json::{Value, json};

fn villages() -> Vec<(VillageCode, Village)> {
    let rows = [
        ("62.03.12.2001", "Sei Hanyo", Some((114.015, -0.93))),
        ("62.03.12.2005", "Bulau Ngandung", Some((114.001, -0.9055))),
        ("62.03.12.2013", "Barunang II", None),
    ];
    let village = |(code, name, place): (&str, &str, Option<(f64, f64)>)| {
        let village = Village {
            code: code.to_owned(),
            name: name.to_owned(),
            longitude: place.map(|(x, _)| x),
            latitude: place.map(|(_, y)| y),
            ..Village::default()
        };
        (VillageCode::new(code), village)
    };
    rows.map(village).into()
}

fn taken(bytes: &[u8]) -> Result<Found, Refused> {
    let villages = villages();
    read(bytes, villages.iter().map(|(code, village)| (code, village)))
}

fn square(x: f64, y: f64) -> Value {
    json!([[
        [x, y, 12.0],
        [x + 0.02, y, 12.0],
        [x + 0.02, y + 0.02, 12.0],
        [x, y + 0.02, 12.0],
        [x, y, 12.0]
    ]])
}

fn area(properties: Value, x: f64, y: f64) -> Value {
    json!({ "type": "Feature", "properties": properties, "geometry": { "type": "Polygon", "coordinates": square(x, y) } })
}

fn file(features: &[Value]) -> Vec<u8> {
    let text = json!({ "type": "FeatureCollection", "name": "desa", "features": features }).to_string();
    text.into_bytes()
}

fn codes(codes: &[VillageCode]) -> Vec<&str> {
    codes.iter().map(VillageCode::as_str).collect()
}

#[test]
fn areas_are_found_by_code_whatever_the_column_is_called() {
    for (column, value) in [
        ("KDEPUM", json!("62.03.12.2001")),
        ("kdepum", json!("6203122001")),
        ("KODE_DESA", json!(6_203_122_001_u64)),
        ("id_desa", json!(6_203_122_001.0)),
        ("village_code", json!("62.03.12.2001")),
        ("kode", json!(" 62 03 12 2001 ")),
    ] {
        let found = taken(&file(&[area(json!({ column: value, "OBJECTID": 7 }), 114.005, -0.94)])).unwrap();
        assert_eq!(codes(&found.by_code), ["62.03.12.2001"], "{column}");
        assert_eq!(codes(&found.without), ["62.03.12.2005", "62.03.12.2013"]);
        assert!(found.by_name.is_empty() && found.unused.is_empty() && found.elsewhere.is_empty());
        assert!(holds(found.borders.of(&found.by_code[0]), [114.015, -0.93]));
    }
}

#[test]
fn areas_without_our_codes_are_found_by_name() {
    let other = json!({ "NAMOBJ": "Desa Bulau Ngandung", "KDCBPS": "6203100005", "WADMKC": "Kapuas Hulu" });
    let found = taken(&file(&[
        area(other, 113.99, -0.92),
        area(json!({ "WADMKD": "SUNGAI HANYO" }), 114.005, -0.94),
        area(json!({ "nama": "Tumbang Entah" }), 113.0, -1.0),
        area(json!({ "name": "Baronang 2" }), 113.88, -0.95),
    ]))
    .unwrap();
    let names: Vec<_> = found.by_name.iter().map(|(code, name)| (code.as_str(), name.as_str())).collect();
    let wanted = [
        ("62.03.12.2005", "Desa Bulau Ngandung"),
        ("62.03.12.2001", "SUNGAI HANYO"),
        ("62.03.12.2013", "Baronang 2"),
    ];
    assert_eq!(names, wanted);
    assert_eq!(found.unused, ["Tumbang Entah"]);
    assert!(found.without.is_empty() && found.by_code.is_empty());
}

#[test]
fn of_two_with_one_name_the_one_that_holds_the_village_is_taken() {
    let named = |name: &str, x, y| area(json!({ "DESA": name }), x, y);
    let found = taken(&file(&[
        named("Sei Hanyo", 114.5, -2.0),
        named("Sei Hanyo", 114.005, -0.94),
        // No place of its own tells which of these is ours.
        named("Barunang II", 113.8, -0.95),
        named("Barunang II", 115.8, -0.95),
    ]))
    .unwrap();
    assert_eq!(found.by_name.len(), 1);
    assert!(found.elsewhere.is_empty(), "the right one of the two");
    assert_eq!(found.unused, ["Sei Hanyo", "Barunang II", "Barunang II"]);
    assert_eq!(codes(&found.without), ["62.03.12.2005", "62.03.12.2013"]);
}

#[test]
fn a_code_goes_before_a_name_and_parts_belong_together() {
    let part = |x| area(json!({ "KODE_DESA": "62.03.12.2001", "DESA": "Bulau Ngandung" }), x, -0.94);
    let many = json!({
        "type": "Feature", "properties": { "kode": "62.03.12.2005" },
        "geometry": { "type": "MultiPolygon", "coordinates": [square(113.99, -0.92), square(113.95, -0.92)] },
    });
    let found = taken(&file(&[part(114.005), part(114.03), many])).unwrap();
    assert_eq!(codes(&found.by_code), ["62.03.12.2001", "62.03.12.2005"]);
    for code in &found.by_code {
        assert_eq!(found.borders.of(code).len(), 2, "{code}");
    }
}

#[test]
fn a_village_beside_its_borders_is_told() {
    let found = taken(&file(&[area(json!({ "DESA": "Sei Hanyo" }), 114.1, -0.94)])).unwrap();
    assert_eq!(codes(&found.elsewhere), ["62.03.12.2001"]);
}

#[test]
fn what_is_no_file_of_borders_is_refused_with_its_reason() {
    let deep = format!("{{\"type\":\"FeatureCollection\",\"features\":{}", "[".repeat(1_000_000));
    let deep_inside = format!(
        r#"{{"type":"FeatureCollection","features":[{{"properties":{{"x":{}}},"geometry":null}}]}}"#,
        "[".repeat(100_000)
    );
    let point = json!({ "type": "Feature", "properties": {}, "geometry": { "type": "Point", "coordinates": [114.0, -1.0] } });
    let geometry = |coordinates: Value| json!({ "type": "Feature", "properties": { "DESA": "Sei Hanyo" }, "geometry": { "type": "Polygon", "coordinates": coordinates } });
    let crooked = geometry(json!([[["a", "b"], [1.0], [2.0, 3.0]]]));
    let metres =
        geometry(json!([[[835_000.0, 9_897_000.0], [836_000.0, 9_897_000.0], [836_000.0, 9_898_000.0]]]));
    let swapped = geometry(json!([[[-0.94, 114.0], [-0.92, 114.0], [-0.92, 114.02]]]));
    let empty = geometry(json!([[]]));
    let infinite =
        br#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"DESA":"Sei Hanyo"},
        "geometry":{"type":"Polygon","coordinates":[[[1e999,0],[1,1],[2,2]]]}}]}"#;
    for (what, bytes, wanted) in [
        ("nothing", Vec::new(), Refused::NotJson),
        ("a shapefile", b"\x00\x00\x27\x0a\x00\x00".to_vec(), Refused::NotJson),
        ("a page", b"<html><script>alert(1)</script>".to_vec(), Refused::NotJson),
        ("a torn file", file(&[geometry(square(114.0, -1.0))])[..80].to_vec(), Refused::NotJson),
        ("a deep file", deep.into_bytes(), Refused::NotGeoJson),
        ("deep properties", deep_inside.into_bytes(), Refused::NotJson),
        ("a number", b"12".to_vec(), Refused::NotGeoJson),
        ("other JSON", br#"{"villages": []}"#.to_vec(), Refused::NotGeoJson),
        ("one feature", geometry(square(114.0, -1.0)).to_string().into_bytes(), Refused::NotGeoJson),
        ("crooked places", file(&[crooked]), Refused::NotGeoJson),
        ("no features", file(&[]), Refused::NoAreas),
        ("points", file(&[point]), Refused::NoAreas),
        ("metres", file(&[metres]), Refused::NotDegrees),
        ("swapped", file(&[swapped]), Refused::Swapped),
        ("other villages", file(&[area(json!({ "DESA": "Entah" }), 114.0, -1.0)]), Refused::NoVillage),
        ("an empty ring", file(&[empty]), Refused::NoVillage),
        ("an endless number", infinite.to_vec(), Refused::NotGeoJson),
        ("a large file", vec![b' '; LARGEST + 1], Refused::TooLarge),
    ] {
        assert_eq!(taken(&bytes).map(|found| found.by_name), Err(wanted), "{what}");
    }
}

#[test]
fn what_begins_with_a_mark_of_order_is_read() {
    let bytes =
        [b"\xef\xbb\xbf".as_slice(), &file(&[area(json!({ "DESA": "Sei Hanyo" }), 114.005, -0.94)])].concat();
    assert_eq!(taken(&bytes).unwrap().by_name.len(), 1);
}
