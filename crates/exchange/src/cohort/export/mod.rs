//! The register written back as the workbook it can be read from, and the rows that were held.

mod children;
mod held;
mod mothers;
mod sheet;

use domain::{
    family::{Family, Pregnancy},
    register::Register,
};
use rust_xlsxwriter::XlsxError;

pub use self::held::held;
pub(super) use self::mothers::{danger_found, history_found};
use self::sheet::Writer;
pub(super) use self::sheet::{Out, Rows};
use super::layout::SheetKind;

/// The register as a workbook. The same register gives the same bytes.
///
/// Pregnancies that were only heard of and not registered are left out: the cohort register holds
/// those that are registered.
///
/// # Errors
/// When the workbook can't be put together, as with more rows than a sheet can hold.
pub fn workbook(register: &Register) -> Result<Vec<u8>, XlsxError> {
    let mut writer = Writer::new();
    let all = numbered(register);
    for kind in SheetKind::ALL {
        let mut rows = Rows::new(kind);
        for one in &all {
            one.write(kind, register, &mut rows);
        }
        writer.add(kind, rows)?;
    }
    writer.bytes()
}

/// A pregnancy with the number it is written under.
pub(super) struct Numbered<'a> {
    pub(super) no: String,
    pub(super) family: &'a Family,
    pub(super) pregnancy: &'a Pregnancy,
}

impl Numbered<'_> {
    /// What the workbook has of it on one sheet: its rows, which can be asked by the name of a column.
    pub(super) fn rows(&self, kind: SheetKind, register: &Register) -> Rows {
        let mut rows = Rows::new(kind);
        self.write(kind, register, &mut rows);
        rows
    }

    fn write(&self, kind: SheetKind, register: &Register, rows: &mut Rows) {
        match kind {
            SheetKind::Ibu => mothers::mother(self, register, rows),
            SheetKind::Kunjungan => mothers::visits(self, rows),
            SheetKind::Persalinan => children::births(self, rows),
            SheetKind::Nifas => mothers::postnatal(self, rows),
            SheetKind::Neonatus => children::newborns(self, rows),
            SheetKind::Kematian => children::deaths(self, rows),
        }
    }
}

/// The registered pregnancies in the order of their numbers. A number that is used twice is written
/// once; the later pregnancy gets one of ours, by which it is known again.
pub(super) fn numbered(register: &Register) -> Vec<Numbered<'_>> {
    let mut all: Vec<Numbered<'_>> = register
        .families()
        .flat_map(|family| family.pregnancies.iter().map(move |pregnancy| (family, pregnancy)))
        .filter_map(|(family, pregnancy)| {
            let registered = pregnancy.registered.as_ref()?;
            let ours = || super::import::number_of(pregnancy.id);
            Some(Numbered { no: registered.cohort_no.clone().unwrap_or_else(ours), family, pregnancy })
        })
        .collect();
    all.sort_by(|a, b| {
        let key = |one: &Numbered<'_>| (one.pregnancy.lmp(), one.pregnancy.id);
        a.no.cmp(&b.no).then_with(|| key(a).cmp(&key(b)))
    });
    let mut seen = std::collections::HashSet::new();
    for one in &mut all {
        if !seen.insert(super::import::key_of(&one.no)) {
            one.no = super::import::number_of(one.pregnancy.id);
        }
    }
    all
}
