//! The Indonesian words of the papers.

use domain::{
    indicators::{Basis, Counted, Group, Of, Status, TargetKind, Trend, Value},
    register::Register,
};

/// What is counted.
pub(super) fn counted(counts: Counted) -> &'static str {
    match counts {
        Counted::Mothers => "ibu",
        Counted::Births => "persalinan",
        Counted::Newborns => "bayi baru lahir",
        Counted::Infants => "bayi",
        Counted::Dukun => "dukun",
        Counted::Villages => "desa",
        Counted::Visits => "kunjungan",
        Counted::Events => "kejadian",
        Counted::Meetings => "pertemuan",
        Counted::Incentives => "insentif",
    }
}

/// The name of a group of indicators.
pub(super) fn group(group: Group) -> &'static str {
    match group {
        Group::Pregnancy => "Kehamilan",
        Group::Birth => "Persalinan dan nifas",
        Group::Child => "Bayi",
        Group::Nutrition => "Gizi ibu",
        Group::Death => "Kematian",
        Group::Partnership => "Kemitraan",
    }
}

/// The name of a target population.
pub(super) fn target(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::Pregnancies => "sasaran ibu hamil",
        TargetKind::Births => "sasaran ibu bersalin",
        TargetKind::LiveBirths => "sasaran lahir hidup",
        TargetKind::Infants => "sasaran bayi",
        TargetKind::Complications => "sasaran komplikasi kebidanan",
        TargetKind::NewbornComplications => "sasaran neonatus komplikasi",
    }
}

/// How a month stands against the one before.
pub(super) fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::Rising => "naik",
        Trend::Falling => "turun",
        Trend::Unchanged => "tetap",
    }
}

/// A status as a word that begins a cell.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Good => "Baik",
        Status::Enough => "Cukup",
        Status::Less => "Kurang",
        Status::Poor => "Jelek",
    }
}

/// What a number is held against: the basis of a target population with its year, or the real people of
/// the register (RIIL; domain.md §7.1).
pub(super) fn basis(of: Of) -> Option<&'static str> {
    match of {
        Of::Target(target) => Some(target.basis.word()),
        Of::Counted(_) => Some(REAL),
        Of::Nothing | Of::Unknown => None,
    }
}

/// The basis of a denominator that was counted in the register.
pub(super) const REAL: &str = "RIIL";

/// The basis with its year, where it is one of a year.
pub(super) fn basis_with_year(of: Of) -> String {
    match of {
        Of::Target(target) if target.basis == Basis::Enumerated => format!("pendataan {}", target.year),
        Of::Target(target) if target.basis == Basis::Projected => format!("proyeksi {}", target.year),
        Of::Target(target) => format!("campuran {}", target.year),
        Of::Counted(_) => "riil".to_owned(),
        Of::Nothing | Of::Unknown => String::new(),
    }
}

/// How many of how many, where there is no status to be told.
pub(super) fn of_how_many(value: &Value) -> String {
    match value.of {
        Of::Target(target) => format!("{} dari {}", value.n, decimal(target.people)),
        Of::Counted(of) => format!("{} dari {of}", value.n),
        Of::Nothing | Of::Unknown => format!("{}", value.n),
    }
}

/// A number with one decimal, as it is written in Indonesia; none where it is whole.
pub(super) fn decimal(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map_or_else(|| text.replace('.', ","), str::to_owned)
}

/// The name of the unit.
pub(super) fn unit(register: &Register) -> String {
    register.unit().map(|unit| unit.name.clone()).unwrap_or_default()
}

/// What counts for no village.
pub(super) const NOWHERE: &str = "Desa belum diketahui";
