//! The file that describes a unit: its codes, letterhead, villages with their figures, facilities.
//! The example is `examples/sei-hanyo.toml`.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    choices::Choices,
    facts::{Facility, FacilityKind, Fact, Letters, Unit, Village, VillageYear},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, UnitCode, VillageCode, derived},
    moment::Moment,
    note::Note,
};
use serde::Deserialize;
use toml::Spanned;
use uuid::Uuid;

use crate::complaint::Complaint;

/// A unit as described by a file.
#[derive(Debug)]
pub(crate) struct UnitFile {
    /// The unit.
    pub(crate) unit: Unit,
    /// Its villages.
    pub(crate) villages: Vec<Village>,
    /// Its facilities.
    pub(crate) facilities: Vec<Facility>,
    /// How many villages have figures that are only assumed.
    pub(crate) assumed: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    unit: UnitPart,
    #[serde(default)]
    village: Vec<VillagePart>,
    #[serde(default)]
    facility: Vec<FacilityPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitPart {
    code: Spanned<String>,
    name: Spanned<String>,
    #[serde(default)]
    subdistrict: String,
    #[serde(default)]
    district: String,
    #[serde(default)]
    province: String,
    #[serde(default)]
    letterhead: Vec<String>,
    #[serde(default = "wib")]
    utc_offset_minutes: Spanned<i16>,
    #[serde(default)]
    choices: BTreeMap<String, Spanned<String>>,
    /// Percent to be reached, by indicator and the first year for which it holds.
    #[serde(default)]
    goals: BTreeMap<String, BTreeMap<String, Spanned<f64>>>,
    letters: Option<Letters>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VillagePart {
    code: Spanned<String>,
    name: Spanned<String>,
    #[serde(default)]
    aliases: Vec<String>,
    latitude: Option<Spanned<f64>>,
    longitude: Option<Spanned<f64>>,
    minutes_low_water: Option<u32>,
    minutes_high_water: Option<u32>,
    #[serde(default)]
    signal_points: Vec<String>,
    #[serde(default)]
    years: BTreeMap<String, Spanned<YearPart>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearPart {
    population: Option<u32>,
    birth_rate_per_1000: Option<f64>,
    enumerated_pregnancies: Option<u32>,
    #[serde(default)]
    assumed: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FacilityPart {
    name: Spanned<String>,
    kind: FacilityKind,
    phone: Option<String>,
    address: Option<String>,
    beds: Option<u32>,
}

fn wib() -> Spanned<i16> {
    Spanned::new(0..0, 420)
}

impl UnitFile {
    /// Reads a file's text.
    ///
    /// # Errors
    /// What is wrong, in which line, and what to do.
    pub(crate) fn read(text: &str) -> Result<Self, Complaint> {
        let file: File = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            Complaint::new("unit-file-syntax").with("line", line).with("message", error.message())
        })?;
        let at = |start: usize| line_of(text, start);
        let unit = unit(file.unit, &at)?;
        let (villages, assumed) = villages(file.village, &at)?;
        let facilities = facilities(file.facility, &at)?;
        Ok(Self { unit, villages, facilities, assumed })
    }

    /// The unit's code.
    #[must_use]
    pub(crate) fn code(&self) -> UnitCode {
        UnitCode(self.unit.code.clone())
    }

    /// The notes with which a unit begins; `fresh` gives ids.
    pub(crate) fn notes(&self, at: Moment, mut fresh: impl FnMut() -> Uuid) -> Vec<Note> {
        let mut facts: Vec<(SubjectId, Option<VillageCode>, Fact)> =
            vec![(unit_subject(&self.unit.code), None, self.unit.clone().into())];
        facts.extend(self.villages.iter().map(|village| {
            let code = VillageCode::new(&village.code);
            (code.subject(), Some(code), village.clone().into())
        }));
        facts.extend(self.facilities.iter().map(|facility| {
            let id = derived(&["facility", &self.unit.code, &facility.name]);
            (SubjectId(id), None, facility.clone().into())
        }));
        let note = |(subject, village, fact)| Note {
            id: EntryId(fresh()),
            village,
            subject,
            author: AuthorId::SYSTEM,
            device: DeviceId::SERVER,
            noted_at: at,
            amends: None,
            fact,
        };
        facts.into_iter().map(note).collect()
    }
}

/// The subject of entries about the unit itself.
#[must_use]
pub(crate) fn unit_subject(code: &str) -> SubjectId {
    SubjectId(derived(&["unit", code]))
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

fn filled(text: Spanned<String>, at: &impl Fn(usize) -> usize) -> Result<String, Complaint> {
    let line = at(text.span().start);
    let text = text.into_inner().trim().to_owned();
    if text.is_empty() { Err(Complaint::new("unit-file-empty").with("line", line)) } else { Ok(text) }
}

fn unit(part: UnitPart, at: &impl Fn(usize) -> usize) -> Result<Unit, Complaint> {
    let offset = *part.utc_offset_minutes.get_ref();
    if !(-720..=840).contains(&offset) {
        let line = at(part.utc_offset_minutes.span().start);
        return Err(Complaint::new("unit-file-offset").with("line", line).with("value", offset));
    }
    let lines: BTreeMap<_, _> =
        part.choices.iter().map(|(id, value)| (id.clone(), at(value.span().start))).collect();
    let unit = Unit {
        code: filled(part.code, at)?,
        name: filled(part.name, at)?,
        subdistrict: part.subdistrict,
        district: part.district,
        province: part.province,
        letterhead: part.letterhead,
        utc_offset_minutes: offset,
        choices: part.choices.into_iter().map(|(id, value)| (id, value.into_inner())).collect(),
        goals: goals(part.goals, at)?,
        letters: part.letters,
        ..Unit::default()
    };
    match Choices::complaints(&unit).first() {
        None => Ok(unit),
        Some(wrong) => {
            let line = lines.get(&wrong.id).copied().unwrap_or(1);
            let complaint = Complaint::new("unit-file-choice").with("line", line);
            Err(complaint.with("id", &wrong.id).with("value", &wrong.value))
        }
    }
}

type Goals = BTreeMap<String, BTreeMap<i16, f64>>;

fn goals(
    parts: BTreeMap<String, BTreeMap<String, Spanned<f64>>>,
    at: &impl Fn(usize) -> usize,
) -> Result<Goals, Complaint> {
    let mut goals = Goals::new();
    for (id, years) in parts {
        for (year, percent) in years {
            let line = at(percent.span().start);
            let percent = percent.into_inner();
            let known = domain::indicators::find(&id).filter(|_| (0.0..=100.0).contains(&percent));
            let wrong =
                || Complaint::new("unit-file-goal").with("line", line).with("id", &id).with("value", percent);
            let row = known.ok_or_else(wrong)?;
            goals.entry(row.id.clone()).or_default().insert(number_of_year(&year, line)?, percent);
        }
    }
    Ok(goals)
}

fn number_of_year(year: &str, line: usize) -> Result<i16, Complaint> {
    let number = year.parse::<i16>().ok().filter(|year| (1990..=2100).contains(year));
    number.ok_or_else(|| Complaint::new("unit-file-year").with("line", line).with("value", year))
}

fn villages(
    parts: Vec<VillagePart>,
    at: &impl Fn(usize) -> usize,
) -> Result<(Vec<Village>, usize), Complaint> {
    let mut seen = BTreeSet::new();
    let mut assumed = 0;
    let mut all = Vec::new();
    for part in parts {
        let line = at(part.code.span().start);
        let code = filled(part.code, at)?;
        if !seen.insert(code.clone()) {
            return Err(Complaint::new("unit-file-twice").with("line", line).with("value", code));
        }
        assumed += usize::from(part.years.values().any(|year| year.get_ref().assumed));
        all.push(Village {
            code,
            name: filled(part.name, at)?,
            aliases: part.aliases,
            latitude: within(part.latitude, 90.0, at)?,
            longitude: within(part.longitude, 180.0, at)?,
            minutes_low_water: part.minutes_low_water,
            minutes_high_water: part.minutes_high_water,
            signal_points: part.signal_points,
            years: years(part.years, at)?,
            closed: false,
        });
    }
    Ok((all, assumed))
}

fn within(
    degrees: Option<Spanned<f64>>,
    most: f64,
    at: &impl Fn(usize) -> usize,
) -> Result<Option<f64>, Complaint> {
    let Some(degrees) = degrees else { return Ok(None) };
    let line = at(degrees.span().start);
    let value = degrees.into_inner();
    if value.abs() <= most {
        Ok(Some(value))
    } else {
        Err(Complaint::new("unit-file-position").with("line", line).with("value", value))
    }
}

fn years(
    parts: BTreeMap<String, Spanned<YearPart>>,
    at: &impl Fn(usize) -> usize,
) -> Result<BTreeMap<i16, VillageYear>, Complaint> {
    let mut years = BTreeMap::new();
    for (year, part) in parts {
        let line = at(part.span().start);
        let part = part.into_inner();
        let number = number_of_year(&year, line)?;
        // A rate below 5 is almost certainly a percentage (domain.md §7.1).
        if let Some(rate) = part.birth_rate_per_1000.filter(|rate| !(5.0..=80.0).contains(rate)) {
            return Err(Complaint::new("unit-file-birth-rate").with("line", line).with("value", rate));
        }
        years.insert(
            number,
            VillageYear {
                population: part.population,
                birth_rate_per_1000: part.birth_rate_per_1000,
                enumerated_pregnancies: part.enumerated_pregnancies,
            },
        );
    }
    Ok(years)
}

fn facilities(parts: Vec<FacilityPart>, at: &impl Fn(usize) -> usize) -> Result<Vec<Facility>, Complaint> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for part in parts {
        let line = at(part.name.span().start);
        let name = filled(part.name, at)?;
        if !seen.insert(name.clone()) {
            return Err(Complaint::new("unit-file-twice").with("line", line).with("value", name));
        }
        let (kind, phone, address, beds) = (part.kind, part.phone, part.address, part.beds);
        all.push(Facility { name, kind, phone, address, beds, closed: false });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const EXAMPLE: &str = include_str!("../../../examples/sei-hanyo.toml");

    #[test]
    fn the_example_is_the_unit_that_is_simulated() {
        let file = UnitFile::read(EXAMPLE).unwrap();
        assert_eq!(file.unit, simulator::ground::unit());
        let simulated = simulator::ground::villages(14, date(2023, 1, 1), date(2027, 1, 1));
        assert_eq!(file.villages, simulated);
        let simulated: Vec<_> = simulator::ground::facilities().into_iter().map(|(_, fact)| fact).collect();
        assert_eq!(file.facilities, simulated);
        assert_eq!(file.assumed, 14);
    }

    fn complaint(text: &str) -> (String, String) {
        let complaint = UnitFile::read(text).unwrap_err();
        (complaint.key().to_owned(), complaint.arg("line").unwrap_or_default().to_owned())
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let unit = "[unit]\ncode = \"A\"\nname = \"B\"\n";
        let of = |rest: &str| complaint(&format!("{unit}{rest}"));
        let is = |key: &str, line: &str| (key.to_owned(), line.to_owned());
        assert_eq!(complaint("[unit]\ncode = 5\n"), is("unit-file-syntax", "2"));
        assert_eq!(of("kode = 5\n"), is("unit-file-syntax", "4"));
        assert_eq!(complaint("[unit]\ncode = \" \"\nname = \"B\"\n"), is("unit-file-empty", "2"));
        assert_eq!(of("utc_offset_minutes = 7000\n"), is("unit-file-offset", "4"));
        assert_eq!(of("choices.no_such = \"x\"\n"), is("unit-file-choice", "4"));
        assert_eq!(of("goals.PF.2025 = 120.0\n"), is("unit-file-goal", "4"));
        assert_eq!(of("goals.NONE.2025 = 80.0\n"), is("unit-file-goal", "4"));
        assert_eq!(of("goals.PF.25 = 80.0\n"), is("unit-file-year", "4"));
        let village = "[[village]]\ncode = \"1\"\nname = \"V\"\n";
        assert_eq!(of(&format!("{village}{village}")), is("unit-file-twice", "8"));
        assert_eq!(of(&format!("{village}latitude = 91.0\n")), is("unit-file-position", "7"));
        assert_eq!(
            of(&format!("{village}years.2025 = {{ birth_rate_per_1000 = 1.75 }}\n")),
            is("unit-file-birth-rate", "7")
        );
        assert_eq!(of(&format!("{village}years.25 = {{ population = 1 }}\n")), is("unit-file-year", "7"));
    }
}
