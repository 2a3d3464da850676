//! The columns of "kohort bayi" (domain.md §10.2): at the left the child, its birth and its first weeks, at the
//! right its immunisation and the contacts of its first year.

use domain::{answer::Answer, rules::Rules};

use super::{
    Column, Filled,
    Leaf::{Left, Right},
    NUMBER, Says, column,
    line::{Line, day_of, lines},
    mothers::{address, referral_words},
};
use crate::cohort::layout::SheetKind::{Ibu, Kematian, Persalinan};

/// The columns, page by page. Those of immunisation are the series of the schedule.
pub(super) fn columns(rules: &Rules) -> Vec<Filled> {
    let mut columns = born();
    columns.extend(first_weeks());
    columns.push(column(Right, "", NUMBER, 7, true, |_| String::new()));
    columns.push(column(Right, "", "Nama ibu, anak ke", 30, false, named));
    columns.extend(doses(rules));
    columns.extend(first_year());
    columns
}

fn born() -> Vec<Filled> {
    let one = |group, head, width, says| column(Left, group, head, width, false, says);
    let mid = |group, head, width, says| column(Left, group, head, width, true, says);
    let birth = "Kelahiran";
    vec![
        mid("", NUMBER, 7, |_| String::new()),
        one("", "No. kohort", 17, |line| line.first(Ibu, "no_ibu")),
        one("", "Nama ibu", 34, |line| line.first(Ibu, "nama_ibu")),
        one("", "Nama ayah", 28, |line| line.first(Ibu, "nama_suami")),
        one("", "Alamat, telepon", 25, address),
        mid(birth, "Tanggal, jam", 14, |line| {
            lines(["tanggal", "jam"].map(|name| line.of_child(Persalinan, name)))
        }),
        mid(birth, "Anak ke", 9, |line| line.of_child(Persalinan, "anak_ke")),
        mid(birth, "L/P", 7, |line| line.of_child(Persalinan, "jk")),
        mid(birth, "BB (g)", 11, |line| line.of_child(Persalinan, "bb_gram")),
        one(birth, "Keadaan", 18, |line| line.of_child(Persalinan, "keadaan")),
        one(birth, "Tempat", 18, |line| line.of_child(Persalinan, "tempat")),
        one(birth, "Penolong, cara", 22, |line| {
            lines(["penolong", "cara"].map(|name| line.of_child(Persalinan, name)))
        }),
    ]
}

fn first_weeks() -> Vec<Filled> {
    let mid = |group, head, width, says| column(Left, group, head, width, true, says);
    let given = "Diberikan saat lahir";
    let reached = "Kunjungan neonatal, tanggal";
    vec![
        mid(given, "IMD", 9, |line| line.of_child(Persalinan, "imd")),
        mid(given, "Vit. K1", 9, |line| line.of_child(Persalinan, "vit_k1")),
        mid(given, "HB0", 9, |line| line.of_child(Persalinan, "hb0")),
        mid(given, "Salep mata", 10, |line| line.of_child(Persalinan, "salep_mata")),
        mid(reached, "KN1", 13, |line| day_of(line.child_reached.kn1)),
        mid(reached, "KN2", 13, |line| day_of(line.child_reached.kn2)),
        mid(reached, "KN3", 13, |line| day_of(line.child_reached.kn3)),
    ]
}

/// How the schedule's series are called on paper.
const SERIES: [(&str, &str); 3] = [("OPV", "Polio tetes"), ("IPV", "Polio suntik"), ("DPT", "DPT-HB-Hib")];

fn doses(rules: &Rules) -> Vec<Filled> {
    let mut columns: Vec<Filled> = Vec::new();
    for dose in rules.tables.doses.iter() {
        let chosen = dose.region.as_ref().is_none_or(|choice| rules.choices.flag(choice));
        let series = dose.series.as_str();
        let known = columns.iter().any(|known| matches!(known.says, Says::Doses(other) if other == series));
        if known || !chosen {
            continue;
        }
        let name = SERIES.iter().find(|(id, _)| *id == series).map_or(series, |(_, name)| *name);
        let (group, head) = ("Imunisasi, tanggal", if series == "HB" { "HB0" } else { name }.to_owned());
        let column = Column {
            leaf: Right,
            group,
            width: if series == "DPT" { 17 } else { 15 },
            head,
            centred: true,
            names: false,
        };
        columns.push(Filled { column, says: Says::Doses(series) });
    }
    columns
}

fn first_year() -> Vec<Filled> {
    let mid = |group, head, width, says| column(Right, group, head, width, true, says);
    let visits = "Kunjungan bayi, tanggal";
    vec![
        mid("Lengkap", "IDL / IBL", 13, |line| day_of(line.child_reached.idl.or(line.child_reached.ibl))),
        mid(visits, "1", 12, |line| infant(line, 0)),
        mid(visits, "2", 12, |line| infant(line, 1)),
        mid(visits, "3", 12, |line| infant(line, 2)),
        mid(visits, "4", 12, |line| infant(line, 3)),
        mid("", "Vit. A", 12, |line| line.given(|contact| contact.vitamin_a)),
        mid("", "SDIDTK", 12, |line| line.given(|contact| contact.development_checked)),
        column(Right, "", "Keterangan", 28, false, remarks),
    ]
}

fn named(line: &Line<'_>) -> String {
    let no = line.of_child(Persalinan, "anak_ke");
    let twin = line.pregnancy().children.len() > 1;
    lines([line.first(Ibu, "nama_ibu"), if twin { format!("anak ke {no}") } else { String::new() }])
}

fn infant(line: &Line<'_>, at: usize) -> String {
    day_of(line.child_reached.infant.get(at).copied().flatten())
}

fn remarks(line: &Line<'_>) -> String {
    let own = line.child().map(|child| child.id);
    let referrals = line.pregnancy().referrals.iter().filter(|one| one.child.is_some() && one.child == own);
    let fed = line.child().and_then(|child| {
        let noted = child.infant_contacts.iter().filter(|one| one.breast_milk_only.is_assessed());
        noted.max_by_key(|one| one.on)
    });
    let fed = fed.map(|one| {
        let words =
            if one.breast_milk_only == Answer::Yes { "masih ASI saja" } else { "tidak lagi ASI saja" };
        format!("{words} {}", day_of(Some(one.on)))
    });
    let died = line.of_child(Kematian, "tanggal");
    let died = if died.is_empty() { died } else { format!("meninggal {died}") };
    lines(referrals.map(|referral| referral_words(referral)).chain(fed).chain([died]))
}
