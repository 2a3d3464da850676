//! The unit and its places: Puskesmas Sei Hanyo with its fourteen villages, or as many invented ones as
//! asked for. Codes, names, aliases and coordinates are public (domain.md §10.5); populations, birth rates
//! and travel times are invented.

use std::collections::BTreeMap;

use domain::{
    facts::{Facility, FacilityKind, Letters, Unit, Village, VillageYear},
    ids::{SubjectId, derived},
};
use jiff::civil::Date;

/// The code of the simulated unit; the ministry's own code is not known.
pub const UNIT_CODE: &str = "PKM-SH";

/// Births per 1000 inhabitants and year: assumed.
const BIRTH_RATE: f64 = 17.5;

struct Known(&'static str, &'static str, &'static [&'static str], Option<(f64, f64)>, u32, u32, u32);

/// Code, name, aliases, latitude and longitude, minutes at low and at high water, inhabitants.
const KNOWN: [Known; 14] = [
    Known("2001", "Sei Hanyo", &["Sei Hanyu", "Sungai Hanyo"], Some((-0.930_145, 114.014_984)), 5, 5, 2450),
    Known("2002", "Hurung Tabengan", &[], Some((-1.005_245, 114.049_286)), 55, 40, 1120),
    Known("2003", "Rahung Bungai", &[], None, 80, 60, 760),
    Known("2005", "Bulau Ngandung", &["Bulai Ngandung"], Some((-0.905_529, 114.000_832)), 25, 20, 980),
    Known(
        "2006",
        "Tumbang Puroh",
        &["Tumbang Puruh", "Tbg Puroh"],
        Some((-0.914_76, 113.994_064)),
        30,
        25,
        890,
    ),
    Known("2008", "Tangirang", &[], Some((-0.978_146, 113.985_443)), 65, 45, 940),
    Known("2013", "Barunang II", &["Baronang II"], Some((-0.944_914, 113.888_214)), 150, 105, 720),
    Known("2014", "Hurung Tampang", &[], Some((-0.935_068, 113.919_601)), 120, 85, 640),
    Known("2015", "Supang", &[], Some((-1.020_855, 114.059_982)), 70, 50, 1010),
    Known("2016", "Katanjung", &[], Some((-0.919_683, 113.975_601)), 45, 35, 830),
    Known("2018", "Jakatan Pari", &[], None, 180, 120, 590),
    Known("2019", "Tumbang Sirat", &["Tbg Sirat"], None, 35, 30, 780),
    Known("2021", "Dirung Koram", &[], None, 210, 140, 520),
    Known("2022", "Mampai Jaya", &[], None, 95, 70, 670),
];

/// What kind of simulated place, its name, its beds.
const FACILITIES: &[(&str, FacilityKind, Option<u32>)] = &[
    ("Puskesmas Sei Hanyo", FacilityKind::Puskesmas, None),
    ("RSUD Kuala Kurun", FacilityKind::Hospital, None),
    ("Pustu Hurung Tabengan", FacilityKind::Pustu, None),
    ("Pustu Barunang II", FacilityKind::Pustu, None),
    ("Pustu Supang", FacilityKind::Pustu, None),
    ("Pustu Jakatan Pari", FacilityKind::Pustu, None),
    ("Polindes Tangirang", FacilityKind::Polindes, None),
    ("Polindes Katanjung", FacilityKind::Polindes, None),
    ("Polindes Bulau Ngandung", FacilityKind::Polindes, None),
    ("Polindes Hurung Tampang", FacilityKind::Polindes, None),
    ("RTK Sei Hanyo", FacilityKind::WaitingHome, Some(4)),
];

/// The unit.
#[must_use]
pub fn unit() -> Unit {
    Unit {
        code: UNIT_CODE.to_owned(),
        name: "UPT Puskesmas Sei Hanyo".to_owned(),
        subdistrict: "Kapuas Hulu".to_owned(),
        district: "Kapuas".to_owned(),
        province: "Kalimantan Tengah".to_owned(),
        letterhead: [
            "PEMERINTAH KABUPATEN KAPUAS",
            "DINAS KESEHATAN",
            "UPT PUSKESMAS SEI HANYO",
            "Desa Sei Hanyo, Kecamatan Kapuas Hulu",
        ]
        .map(str::to_owned)
        .to_vec(),
        utc_offset_minutes: 420,
        goals: goals(),
        letters: Some(letters()),
        ..Unit::default()
    }
}

/// What the invented unit means to reach, percent from a year on: no office's figures.
fn goals() -> BTreeMap<String, BTreeMap<i16, f64>> {
    let goals = [
        ("K1_AKSES", 95.0),
        ("K1_MURNI", 85.0),
        ("K6", 80.0),
        ("PN", 90.0),
        ("PF", 85.0),
        ("KF_LENGKAP", 80.0),
        ("KN1", 90.0),
        ("KN_LENGKAP", 85.0),
        ("IBL", 80.0),
        ("ANEMIA", 28.0),
        ("KEK", 15.0),
        ("SUPL_TERIMA", 90.0),
    ];
    goals.map(|(id, percent)| (id.to_owned(), BTreeMap::from([(2022, percent)]))).into()
}

/// The law that the newspaper names.
pub(crate) const LEGAL_BASIS: &str =
    "Peraturan Menteri Kesehatan Nomor 19 Tahun 2024 tentang Pusat Kesehatan Masyarakat";

/// How its letters are numbered, so that the decree of the article has its number.
fn letters() -> Letters {
    Letters {
        unit: "PKM-SH".to_owned(),
        sub: "TU".to_owned(),
        place: "Sei Hanyo".to_owned(),
        classes: BTreeMap::from([("decree".to_owned(), "000.4.7.2".to_owned())]),
        legal_bases: vec![LEGAL_BASIS.to_owned()],
        ..Letters::default()
    }
}

/// The first `count` villages: those of Kapuas Hulu, and beyond them invented ones; with figures for
/// every year from `from` to `until`.
#[must_use]
pub fn villages(count: usize, from: Date, until: Date) -> Vec<Village> {
    let known = KNOWN.iter().map(|known| known.village());
    let invented = (15..).map(invented);
    let mut villages: Vec<_> = known.chain(invented).take(count).collect();
    for (village, population) in &mut villages {
        for year in from.year()..=until.year() {
            let growth = 1.0 + 0.008 * f64::from(year - 2025);
            village.years.insert(year, figures(f64::from(*population) * growth));
        }
    }
    villages.into_iter().map(|(village, _)| village).collect()
}

/// Facilities, with the subject of each.
#[must_use]
pub fn facilities() -> Vec<(SubjectId, Facility)> {
    let facility = |&(name, kind, beds): &(&str, FacilityKind, Option<u32>)| {
        let id = SubjectId(derived(&["facility", UNIT_CODE, name]));
        (id, Facility { name: name.to_owned(), kind, beds, ..Facility::default() })
    };
    FACILITIES.iter().map(facility).collect()
}

/// The facility near which the women of a village give birth, when it is not the Puskesmas.
pub(crate) fn post_of(village: &str) -> Option<(&'static str, FacilityKind)> {
    let named = |&&(name, kind, _): &&(&'static str, FacilityKind, Option<u32>)| {
        matches!(kind, FacilityKind::Pustu | FacilityKind::Polindes) && name.ends_with(village)
    };
    FACILITIES.iter().find(named).map(|&(name, kind, _)| (name, kind))
}

impl Known {
    fn village(&self) -> (Village, u32) {
        let Self(code, name, aliases, position, low, high, population) = *self;
        let village = Village {
            code: format!("62.03.12.{code}"),
            name: name.to_owned(),
            aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
            latitude: position.map(|(latitude, _)| latitude),
            longitude: position.map(|(_, longitude)| longitude),
            minutes_low_water: Some(low),
            minutes_high_water: Some(high),
            ..Village::default()
        };
        (village, population)
    }
}

fn invented(number: u32) -> (Village, u32) {
    let village = Village {
        code: format!("99.99.{:02}.{:04}", number / 1000, 2000 + number % 1000),
        name: format!("Desa {number}"),
        minutes_low_water: Some(20 + number * 37 % 220),
        minutes_high_water: Some(15 + number * 37 % 150),
        ..Village::default()
    };
    (village, 600 + number * 131 % 900)
}

fn figures(population: f64) -> VillageYear {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand inhabitants")]
    let population = Some(population as u32);
    VillageYear { population, birth_rate_per_1000: Some(BIRTH_RATE), enumerated_pregnancies: None }
}
