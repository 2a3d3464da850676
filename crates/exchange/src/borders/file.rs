//! GeoJSON (RFC 7946) as far as borders need it: a collection of features with polygons.
//!
//! What a file may hold beside that is skipped and never kept, so that a hostile one costs no more than its size.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, SeqAccess, Visitor},
};
use serde_json::{Map, Value, value::RawValue};

use super::{LARGEST, Refused};

/// More areas are the villages of a whole country.
const MOST: usize = 10_000;

/// Longitude and latitude; a height, where there is one, is left.
#[derive(Clone, Copy)]
pub(super) struct Position(pub(super) f64, pub(super) f64);

type Polygon = Vec<Vec<Position>>;

/// What a feature is the shape of.
pub(super) enum Shape {
    /// Areas, each with its outer ring and its holes.
    Areas(Vec<Polygon>),
    /// Points, lines, or nothing.
    Other,
}

/// A feature.
#[derive(Deserialize)]
pub(super) struct Area<'a> {
    #[serde(default)]
    properties: Option<Map<String, Value>>,
    #[serde(borrow, default)]
    geometry: Option<Geometry<'a>>,
}

#[derive(Deserialize)]
struct Geometry<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow, default)]
    coordinates: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow, default)]
    features: Vec<Area<'a>>,
}

/// Names of properties that hold what an area is called, as they are compared: small, without signs. BIG's files
/// have NAMOBJ and WADMKD, those of BPS NMDESA, others what their makers thought of.
const CALLED: [&str; 16] = [
    "namobj",
    "wadmkd",
    "nmdesa",
    "namadesa",
    "desakel",
    "desakelurahan",
    "namakel",
    "namakelurahan",
    "desa",
    "kelurahan",
    "village",
    "villagename",
    "nama",
    "name",
    "kddesanama",
    "nmkel",
];

/// Those that hold its code: KDEPUM of the Ministry of Home Affairs among them.
const CODED: [&str; 13] = [
    "kdepum",
    "kodedesa",
    "kddesa",
    "kode",
    "iddesa",
    "villagecode",
    "kdepumdesa",
    "kodekemendagri",
    "kemendagri",
    "code",
    "kdppum",
    "kodekeldesa",
    "kodewilayah",
];

impl Area<'_> {
    /// What its properties call it, best name first.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        self.of(&CALLED).filter(|name| name.chars().any(char::is_alphabetic))
    }

    /// Its codes, digits only.
    pub(super) fn codes(&self) -> impl Iterator<Item = String> {
        let digits = |code: String| code.chars().filter(char::is_ascii_digit).collect();
        self.of(&CODED).filter(|code| !code.chars().any(char::is_alphabetic)).map(digits)
    }

    /// What a person would call it: its name, else its code.
    pub(super) fn called(&self) -> Option<String> {
        let called = self.names().next().or_else(|| self.of(&CODED).next());
        called.map(|called| called.chars().take(80).collect())
    }

    fn of(&self, wanted: &'static [&'static str]) -> impl Iterator<Item = String> {
        wanted.iter().filter_map(|wanted| {
            let mut known = self.properties.iter().flatten();
            let (_, value) = known.find(|(name, _)| plain(name) == *wanted)?;
            match value {
                Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
                // Table programs make of a code a number, and of a whole number one with a fraction.
                Value::Number(number) => number
                    .as_u64()
                    .map(|n| n.to_string())
                    .or_else(|| number.as_f64().map(|n| format!("{n:.0}"))),
                _ => None,
            }
        })
    }

    /// Its shape.
    ///
    /// # Errors
    /// When its coordinates are none.
    pub(super) fn shape(&self) -> Result<Shape, Refused> {
        let Some(Geometry { kind, coordinates: Some(coordinates) }) = &self.geometry else {
            return Ok(Shape::Other);
        };
        let read = match kind.as_str() {
            "Polygon" => serde_json::from_str(coordinates.get()).map(|polygon| vec![polygon]),
            "MultiPolygon" => serde_json::from_str(coordinates.get()),
            _ => return Ok(Shape::Other),
        };
        read.map(Shape::Areas).map_err(|_| Refused::NotGeoJson)
    }

    fn is_area(&self) -> bool {
        self.geometry.as_ref().is_some_and(|shape| matches!(shape.kind.as_str(), "Polygon" | "MultiPolygon"))
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The file's text.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Refused> {
    if bytes.len() > LARGEST {
        return Err(Refused::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::NotJson)?;
    Ok(text.trim_start_matches('\u{feff}'))
}

/// The areas of a file.
pub(super) fn areas(text: &str) -> Result<Vec<Area<'_>>, Refused> {
    let file: Collection<'_> = serde_json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => Refused::NotGeoJson,
        _ => Refused::NotJson,
    })?;
    if file.kind != "FeatureCollection" {
        return Err(Refused::NotGeoJson);
    }
    let areas: Vec<_> = file.features.into_iter().filter(Area::is_area).collect();
    match areas.len() {
        0 => Err(Refused::NoAreas),
        1..=MOST => Ok(areas),
        _ => Err(Refused::TooLarge),
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Pair)
    }
}

struct Pair;

impl<'de> Visitor<'de> for Pair {
    type Value = Position;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a longitude and a latitude")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Position, A::Error> {
        let missing = |at| serde::de::Error::invalid_length(at, &self);
        let longitude = numbers.next_element()?.ok_or_else(|| missing(0))?;
        let latitude = numbers.next_element()?.ok_or_else(|| missing(1))?;
        while numbers.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Position(longitude, latitude))
    }
}
