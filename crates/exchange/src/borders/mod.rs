//! The borders of a unit's villages, read from a GeoJSON file as mapping programs write it.
//!
//! Reading matches the file's areas with the villages by code, else by name, takes what a map needs of their
//! lines, and says of every village and every area what became of it.

mod file;
mod owners;
mod simplify;

use std::collections::BTreeMap;

use domain::{
    borders::{Borders, Place, Ring, holds},
    facts::Village,
    ids::VillageCode,
};

use self::{
    file::{Area, Shape},
    owners::By,
};

/// The largest file that is read, in bytes. The villages of a sub-district have 1 to 10 MB in full detail.
pub const LARGEST: usize = 16 * 1024 * 1024;

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is larger than [`LARGEST`], or has the villages of a whole country.
    TooLarge,
    /// It is no JSON.
    NotJson,
    /// It is JSON, and no collection of areas with their properties.
    NotGeoJson,
    /// It has places or lines and no area.
    NoAreas,
    /// Its coordinates are no degrees: metres of a projection.
    NotDegrees,
    /// Its coordinates stand as latitude and longitude.
    Swapped,
    /// None of its areas is a village of the unit.
    NoVillage,
}

/// What a file has for a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The borders, as they would be kept.
    pub borders: Borders,
    /// Villages that an area was found for by code.
    pub by_code: Vec<VillageCode>,
    /// Villages that an area was found for by name, and how the file writes it.
    pub by_name: Vec<(VillageCode, String)>,
    /// Villages without an area.
    pub without: Vec<VillageCode>,
    /// Villages of which the place lies outside of the borders found for them.
    pub elsewhere: Vec<VillageCode>,
    /// How the file calls areas that are no village of the unit, or of which two have one village's name.
    pub unused: Vec<String>,
}

/// Reads a file for these villages.
///
/// # Errors
/// Why it is not taken.
pub fn read<'a>(
    bytes: &[u8],
    villages: impl Iterator<Item = (&'a VillageCode, &'a Village)>,
) -> Result<Found, Refused> {
    let text = file::text(bytes)?;
    let areas = file::areas(text)?;
    let villages: Vec<_> = villages.collect();
    let mut found = Found {
        borders: Borders::default(),
        by_code: Vec::new(),
        by_name: Vec::new(),
        without: Vec::new(),
        elsewhere: Vec::new(),
        unused: Vec::new(),
    };
    let mut rings: BTreeMap<VillageCode, Vec<Ring>> = BTreeMap::new();
    let (mut is_degrees, mut is_swapped) = (true, true);
    let owners = owners::of(&areas, &villages);
    for (area, owner) in areas.iter().zip(owners) {
        let Some((code, by)) = owner else {
            found.unused.extend(area.called());
            continue;
        };
        let own = drawn(area)?;
        let places = || own.iter().flatten();
        is_degrees &= places().all(|place| is_on_earth(*place));
        is_swapped &= places().all(|[x, y]| is_of_indonesia([*y, *x]));
        rings.entry(code.clone()).or_default().extend(own);
        match by {
            By::Code if !found.by_code.contains(&code) => found.by_code.push(code),
            By::Name(name) => found.by_name.push((code, name)),
            By::Code => {}
        }
    }
    rings.retain(|_, rings| rings.iter().any(|ring| !ring.is_empty()));
    match () {
        () if rings.is_empty() => return Err(Refused::NoVillage),
        () if is_swapped => return Err(Refused::Swapped),
        () if !is_degrees => return Err(Refused::NotDegrees),
        () => {}
    }
    for (code, village) in &villages {
        match (rings.get(*code), place_of(village)) {
            (None, _) => found.without.push((*code).clone()),
            (Some(rings), Some(own)) if !holds(rings, own) => found.elsewhere.push((*code).clone()),
            _ => {}
        }
    }
    found.borders = simplify::simplified(rings);
    Ok(found)
}

/// The rings of an area.
fn drawn(area: &Area<'_>) -> Result<Vec<Ring>, Refused> {
    let rings = match area.shape()? {
        Shape::Areas(polygons) => polygons.into_iter().flatten(),
        Shape::Other => return Ok(Vec::new()),
    };
    let place = |place: &file::Position| [place.0, place.1];
    Ok(rings.map(|ring| ring.iter().map(place).collect()).filter(|ring: &Ring| ring.len() > 2).collect())
}

fn place_of(village: &Village) -> Option<Place> {
    village.longitude.zip(village.latitude).map(|(x, y)| [x, y])
}

fn is_on_earth([x, y]: Place) -> bool {
    (-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y)
}

/// From Sabang to Merauke and from Miangas to Rote, with a degree around: what its places become when they are
/// swapped is nowhere on earth.
fn is_of_indonesia([x, y]: Place) -> bool {
    (94.0..=142.0).contains(&x) && (-12.0..=7.0).contains(&y)
}
