//! The woman of a row: her name, NIK, birth, husband, telephone, blood group.

use domain::{
    facts::WomanRegistered,
    names,
    nik::{self, NikProblem},
};
use jiff::civil::Date;

use super::{
    known::{ALIKE, Known},
    reading::Reading,
};
use crate::cohort::{
    cell::Cell,
    issue::Reason,
    value::{
        Misread,
        person::{self, Nik},
    },
};

/// The fields of the woman that each column speaks about.
pub(super) const SPEAKS: &[(&str, &[&str])] = &[
    ("nama_ibu", &["name"]),
    ("nik", &["nik"]),
    ("tanggal_lahir", &["born", "born_year"]),
    ("umur", &["born", "born_year"]),
    ("nama_suami", &["husband"]),
    ("desa", &[super::merge::VILLAGE]),
    ("rt", &["rt"]),
    ("no_hp", &["phone"]),
    ("golongan_darah", &["blood"]),
];

/// Reads the woman. `aged_on` is the day on which a stated age was true, as far as the row tells.
pub(super) fn read(reading: &mut Reading<'_>, known: &Known<'_>, aged_on: Date) -> WomanRegistered {
    let name = reading.need("nama_ibu", person::name).unwrap_or_default();
    let born = reading.birthday("tanggal_lahir");
    if let Some(born) = born {
        let years = domain::gestation::years_between(born, aged_on);
        if !(9..=60).contains(&years) {
            reading.trouble("tanggal_lahir", Misread::Implausible { min: 9.0, max: 60.0 });
        }
    }
    let age = reading.take("umur", person::age);
    let nik = nik(reading, known, &name, born);
    WomanRegistered {
        nik,
        born,
        born_year: age.filter(|_| born.is_none()).map(|age| aged_on.year() - i16::from(age)),
        husband: reading.take("nama_suami", husband),
        rt: reading.take("rt", person::neighbourhood),
        phone: phone(reading),
        blood: reading.take("golongan_darah", person::blood),
        name,
    }
}

fn husband(cell: &Cell) -> Result<Option<String>, Misread> {
    person::name(cell)
}

/// A telephone that can't be dialled bars nothing: it is left out with a warning.
fn phone(reading: &mut Reading<'_>) -> Option<String> {
    match person::phone(reading.cell("no_hp")) {
        Ok(phone) => phone,
        Err(misread) => {
            reading.odd("no_hp", misread.into());
            reading.unsay("no_hp");
            None
        }
    }
}

/// A NIK that was lost or is none bars nothing either.
fn nik(reading: &mut Reading<'_>, known: &Known<'_>, name: &str, born: Option<Date>) -> Option<String> {
    let problem = match person::nik(reading.cell("nik")) {
        Ok(None) => return None,
        Ok(Some(Nik::Digits(digits))) => match checked(reading, known, &digits, name, born) {
            Ok(()) => return Some(digits),
            Err(problem) => problem,
        },
        Ok(Some(Nik::MadeNumber)) => Reason::NikMadeNumber,
        Ok(Some(Nik::Other)) | Err(_) => Reason::NikInvalid,
    };
    reading.odd("nik", problem);
    reading.unsay("nik");
    None
}

fn checked(
    reading: &mut Reading<'_>,
    known: &Known<'_>,
    digits: &str,
    name: &str,
    born: Option<Date>,
) -> Result<(), Reason> {
    match nik::check(digits, born) {
        Ok(odd) => odd.into_iter().for_each(|warning| reading.odd("nik", Reason::NikOdd(warning))),
        Err(NikProblem::Length(_) | NikProblem::NotDigits | NikProblem::Day(_) | NikProblem::Month(_)) => {
            return Err(Reason::NikInvalid);
        }
    }
    match known.of_nik(digits) {
        Some(family) if names::similarity(family.name(), name) <= ALIKE => Err(Reason::NikOfAnother),
        _ => Ok(()),
    }
}
