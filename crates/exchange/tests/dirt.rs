//! Each kind of dirt that registers hold, by itself; and workbooks full of it, from seeds.
#![expect(clippy::unwrap_used, reason = "a test that can't go on shall stop")]

mod unit;

use std::fmt::Write as _;

use domain::{
    answer::Answer,
    facts::{Amended, Attendant, BirthOutcome, Ending, Fact, PregnancyRegistered, Teller, WomanRegistered},
    family::{Family, Pregnancy},
    ids::{PregnancyId, SubjectId, derived},
    register::Register,
};
use exchange::cohort::{Plan, SheetKind, Workbook};
use jiff::civil::date;
use proptest::prelude::*;

use unit::{empty, imported, note, planned, sheets};

const MOTHER: &str = "no_ibu,nama_ibu,desa,hpht\nA1,Rusmini,Supang,1/9/2025\n";

fn import(files: &[(&str, &str)]) -> (Register, Plan) {
    let mut register = empty();
    let plan = imported(&mut register, &sheets(files));
    (register, plan)
}

/// Imports one mother with the rows of another sheet.
fn with_mother(sheet: &str, text: &str) -> (Register, Plan) {
    import(&[("ibu", MOTHER), (sheet, text)])
}

fn only(register: &Register) -> (&Family, &Pregnancy) {
    let mut families = register.families();
    let family = families.next().unwrap();
    assert!(families.next().is_none(), "one mother");
    assert_eq!(family.strays, []);
    (family, family.pregnancies.last().unwrap())
}

fn held(plan: &Plan) -> Vec<(&'static str, u32, &str, &'static str)> {
    plan.held
        .iter()
        .map(|issue| (issue.sheet.name(), issue.row, issue.column.as_str(), issue.reason.id()))
        .collect()
}

fn warned(plan: &Plan) -> Vec<(&str, &'static str)> {
    plan.warnings.iter().map(|issue| (issue.column.as_str(), issue.reason.id())).collect()
}

#[test]
fn villages_by_name_alias_and_code() {
    for village in ["Tumbang Puroh", "tb. puruh", "Ds. Tumbang Puruh", "62.03.12.2006", " TBG PUROH "] {
        let (register, plan) = import(&[("ibu", &format!("no_ibu,nama_ibu,desa\nA1,Wati,{village}\n"))]);
        assert_eq!(plan.held, [], "{village}");
        assert_eq!(only(&register).1.village.as_ref().unwrap().as_str(), "62.03.12.2006", "{village}");
    }
    let (_, plan) = import(&[("ibu", "no_ibu,nama_ibu,desa\nA1,Wati,Palangka Raya\n")]);
    assert_eq!(held(&plan), [("ibu", 2, "desa", "unknown_village")]);
}

#[test]
fn a_row_is_held_with_all_that_is_the_matter() {
    let (_, plan) =
        with_mother("kunjungan", "no_ibu,tanggal,bb_kg,td,hb\nA1,31/02/2026,banyak,1200/80,109\n");
    assert_eq!(held(&plan), [("kunjungan", 2, "tanggal", "not_a_date")]);
    let also: Vec<_> = plan
        .held
        .first()
        .unwrap()
        .also
        .iter()
        .map(|trouble| (trouble.column.as_str(), trouble.reason.id()))
        .collect();
    assert_eq!(also, [("bb_kg", "not_a_number"), ("td", "not_a_blood_pressure"), ("hb", "implausible")]);
    assert_eq!(plan.held.first().unwrap().raw["hb"], "109");
}

#[test]
fn mothers_are_found_through_noughts_case_and_spaces() {
    let files = [
        ("ibu", "no_ibu,nama_ibu,desa\n007,Wati,Supang\n"),
        ("nifas", "no_ibu,tanggal\n7,1/2/2026\n 007 ,3/2/2026\n"),
    ];
    let (register, plan) = import(&files);
    assert_eq!(plan.held, []);
    assert_eq!(only(&register).1.postnatal.len(), 2);
    let (_, plan) = with_mother("nifas", "no_ibu,tanggal\nZ9,1/2/2026\n,2/2/2026\n");
    assert_eq!(held(&plan), [("nifas", 2, "no_ibu", "no_such_mother"), ("nifas", 3, "no_ibu", "required")]);
}

#[test]
fn a_number_used_twice_needs_a_person_unless_the_row_is_the_same() {
    let (register, plan) =
        import(&[("ibu", "no_ibu,nama_ibu,desa\nA1,Wati,Supang\nA1,Wati,Supang\nA1,Sari,Supang\n")]);
    assert_eq!(held(&plan), [("ibu", 4, "no_ibu", "mother_twice")]);
    assert_eq!(plan.taken[&SheetKind::Ibu], 2);
    assert_eq!(only(&register).0.name(), "Wati");
}

#[test]
fn a_lost_nik_is_left_out_with_a_warning() {
    for (nik, reason) in [
        ("6.20313E+15", "nik_made_number"),
        ("6203125505", "nik_invalid"),
        ("6203129905990001", "nik_invalid"),
    ] {
        let (register, plan) =
            import(&[("ibu", &format!("no_ibu,nama_ibu,desa,nik\nA1,Wati,Supang,{nik}\n"))]);
        assert_eq!(plan.held, []);
        assert_eq!(warned(&plan), [("nik", reason)]);
        assert_eq!(only(&register).0.woman.as_ref().unwrap().nik, None);
    }
}

#[test]
fn a_missing_column_is_said_once() {
    let (_, plan) =
        import(&[("ibu", MOTHER), ("kunjungan", "no_ibu,bb_kg,td\nA1,50,120/80\nA1,51,120/80\n")]);
    assert_eq!(held(&plan), [("kunjungan", 1, "tanggal", "missing_column")]);
    assert_eq!(plan.taken[&SheetKind::Kunjungan], 0);
}

#[test]
fn twins_are_one_birth() {
    let rows = "no_ibu,tanggal,tempat,penolong,anak_ke,jk,bb_gram,keadaan\n\
                A1,1/5/2026,Polindes,bidan; dukun,1,L,2.100,hidup\nA1,1/5/2026,Polindes,bidan; dukun,2,P,\"1,9 kg\",IUFD\n";
    let (register, plan) = import(&[
        ("ibu", MOTHER),
        ("persalinan", rows),
        ("neonatus", "no_ibu,tanggal,anak_ke\nA1,2/5/2026,\nA1,3/5/2026,1\n"),
    ]);
    assert_eq!(held(&plan), [("neonatus", 2, "anak_ke", "which_child")]);
    let (_, pregnancy) = only(&register);
    let birth = pregnancy.birth.as_ref().unwrap();
    assert_eq!(birth.attendants, [Attendant::Bidan, Attendant::Dukun]);
    let children: Vec<_> =
        birth.children.iter().map(|child| (child.weight_g.unwrap().get(), child.outcome)).collect();
    assert_eq!(children, [(2100.0, BirthOutcome::Alive), (1900.0, BirthOutcome::Stillborn)]);
    assert_eq!(pregnancy.children.first().unwrap().contacts.len(), 1);
}

#[test]
fn a_second_birth_and_a_child_without_birth_are_held() {
    let rows = "no_ibu,tanggal,tempat,penolong\nA1,1/5/2026,Polindes,bidan\nA1,20/5/2026,Polindes,bidan\n";
    let (_, plan) = with_mother("persalinan", rows);
    assert_eq!(held(&plan), [("persalinan", 3, "tanggal", "birth_twice")]);
    let (_, plan) = with_mother("neonatus", "no_ibu,tanggal\nA1,2/5/2026\n");
    assert_eq!(held(&plan), [("neonatus", 2, "no_ibu", "no_birth")]);
}

#[test]
fn deaths_and_other_endings() {
    let birth = "no_ibu,tanggal,tempat,penolong,keadaan\nA1,1/5/2026,rumah dukun,dukun,hidup\n";
    let deaths = "no_ibu,siapa,tanggal,tempat\nA1,ibu,2/5/2026,rumah\nA1,bayi,3/5/2026,perjalanan\nA1,lahir mati,1/5/2026,\n";
    let (register, plan) = import(&[("ibu", MOTHER), ("persalinan", birth), ("kematian", deaths)]);
    assert_eq!(held(&plan), [("kematian", 4, "siapa", "born_alive")]);
    let (family, pregnancy) = only(&register);
    assert!(family.mother_died().is_some() && pregnancy.children.first().unwrap().death.is_some());
    let (register, _) =
        with_mother("persalinan", "no_ibu,tanggal,tempat,penolong,keadaan\nA1,1/12/2025,,,abortus\n");
    assert_eq!(only(&register).1.ended.as_ref().unwrap().ending, Ending::Abortion);
}

#[test]
fn who_told_and_which_dukun() {
    let (register, plan) = import(&[(
        "ibu",
        "no_ibu,nama_ibu,desa,pemberi_kabar,nama_dukun,tanggal_kabar\nA1,Wati,Supang,Dukun,tambi uning,1/2/2026\n",
    )]);
    assert_eq!(plan.warnings, []);
    let notice = only(&register).1.notices.first().unwrap();
    assert_eq!(
        (notice.told_by, notice.dukun.is_some(), notice.told_on),
        (Teller::Dukun, true, date(2026, 2, 1))
    );
    let (register, plan) = import(&[(
        "ibu",
        "no_ibu,nama_ibu,desa,pemberi_kabar,nama_dukun,tanggal_kabar\nA1,Wati,Supang,dukun,Mina Ating,1/2/2026\n",
    )]);
    assert_eq!(warned(&plan), [("nama_dukun", "unknown_dukun")]);
    assert_eq!(only(&register).1.notices.first().unwrap().teller_name.as_deref(), Some("Mina Ating"));
}

#[test]
fn signs_that_were_not_looked_for_stay_open() {
    let (register, _) = with_mother(
        "kunjungan",
        "no_ibu,tanggal,tanda_bahaya,usg\nA1,1/2/2026,bengkak; mengidam,x\nA1,1/3/2026,tidak ada,v\nA1,1/4/2026,,\n",
    );
    let contacts = &only(&register).1.contacts;
    let seen: Vec<_> =
        contacts.iter().map(|c| (c.signs.get("swelling"), c.signs.get("bleeding"), c.ultrasound)).collect();
    assert_eq!(
        seen,
        [
            (Answer::Yes, Answer::NotAssessed, Answer::No),
            (Answer::No, Answer::No, Answer::Yes),
            (Answer::NotAssessed, Answer::NotAssessed, Answer::NotAssessed),
        ]
    );
    assert_eq!(contacts.first().unwrap().other_signs, ["mengidam"]);
}

#[test]
fn a_corrected_file_amends_and_nothing_else() {
    let before =
        "no_ibu,tanggal,bb_kg,td,lila_cm,hb\nA1,1/2/2026,50,120/80,24,11\nA1,1/3/2026,51,120/80,24,\n";
    let (mut register, _) = with_mother("kunjungan", before);
    let after = "no_ibu,tanggal,bb_kg,td,lila_cm,hb\nA1,3/2/2026,50,120/80,24,11\nA1,1/3/2026,52,120/80,,\n";
    let plan = imported(&mut register, &sheets(&[("ibu", MOTHER), ("kunjungan", after)]));
    let changes: Vec<_> = plan
        .notes
        .iter()
        .map(|note| match &note.fact {
            Fact::Amended(amended) => amended.changes.keys().cloned().collect::<Vec<_>>().join("+"),
            other => other.kind().to_owned(),
        })
        .collect();
    assert_eq!(changes.len(), 2, "{changes:?}");
    assert!(
        changes.contains(&"on".to_owned()) && changes.contains(&"muac_cm+weight_kg".to_owned()),
        "{changes:?}"
    );
    let contacts = &only(&register).1.contacts;
    assert_eq!(contacts.iter().map(|c| c.on).collect::<Vec<_>>(), [date(2026, 2, 3), date(2026, 3, 1)]);
    assert_eq!(contacts.last().unwrap().muac_cm, None, "an emptied cell clears");
    let back = imported(&mut register, &sheets(&[("ibu", MOTHER), ("kunjungan", before)]));
    assert_eq!(back.notes.len(), 2, "and the old file puts it back");
    assert!(!only(&register).0.has_conflicts());
}

#[test]
fn an_extract_of_the_next_month_leaves_the_month_before() {
    let (mut register, _) = with_mother("nifas", "no_ibu,tanggal,td,suhu\nA1,1/5/2026,110/70,\"36,5\"\n");
    imported(
        &mut register,
        &sheets(&[("ibu", MOTHER), ("nifas", "no_ibu,tanggal,td,suhu\nA1,29/5/2026,110/70,\"36,6\"\n")]),
    );
    assert_eq!(only(&register).1.postnatal.len(), 2);
}

#[test]
fn a_midwifes_correction_outlives_the_old_file_and_conflicts_with_a_new_one() {
    let file = |bp: &str| format!("no_ibu,tanggal,td\nA1,1/2/2026,{bp}\n");
    let (mut register, _) = with_mother("kunjungan", &file("120/80"));
    let (family, pregnancy) = only(&register);
    let contact = pregnancy.contacts.first().unwrap();
    let changes =
        serde_json::json!({ "blood_pressure": { "sys": 130, "dia": 80 } }).as_object().unwrap().clone();
    let hand = note(
        "hand",
        family.id,
        None,
        Amended { changes, reason: "salah tulis".to_owned(), over: Vec::new() },
    );
    let hand = domain::note::Note { amends: Some(contact.id()), ..hand };
    register.apply([hand]);
    let plan = imported(&mut register, &sheets(&[("ibu", MOTHER), ("kunjungan", &file("120/80"))]));
    assert_eq!(plan.notes, []);
    imported(&mut register, &sheets(&[("ibu", MOTHER), ("kunjungan", &file("140/90"))]));
    let (family, _) = only(&register);
    assert!(family.has_conflicts());
}

#[test]
fn what_a_person_noted_is_completed_and_never_changed() {
    let mut register = empty();
    let subject = SubjectId(derived(&["woman"]));
    let pregnancy = PregnancyId(derived(&["pregnancy"]));
    let woman = WomanRegistered {
        name: "Rusmini".to_owned(),
        rt: Some("002".to_owned()),
        ..WomanRegistered::default()
    };
    let registered: PregnancyRegistered =
        serde_json::from_value(serde_json::json!({ "pregnancy": pregnancy, "on": "2025-11-01", "cohort_no": "A1", "lmp": "2025-09-01" })).unwrap();
    register.apply([
        note("w", subject, Some("62.03.12.2015"), woman),
        note("p", subject, Some("62.03.12.2015"), registered),
    ]);
    let file = sheets(&[
        ("ibu", "no_ibu,nama_ibu,desa,rt,nama_suami\na1,Rusmini,Supang,3,Dedi\n"),
        ("kunjungan", "no_ibu,tanggal\nA1,1/12/2025\n"),
    ]);
    let plan = imported(&mut register, &file);
    assert_eq!(warned(&plan), [("rt", "noted_otherwise")]);
    let (family, pregnancy) = only(&register);
    assert_eq!((family.husband(), pregnancy.contacts.len()), (Some("Dedi"), 1));
    assert_eq!(family.woman.as_ref().unwrap().rt.as_deref(), Some("002"));
}

#[test]
fn the_number_of_another_year_is_another_pregnancy_and_the_nik_tells_the_woman() {
    let nik = "6203125505990012";
    let mut register = empty();
    imported(
        &mut register,
        &sheets(&[("ibu", &format!("no_ibu,nama_ibu,desa,hpht,nik\nA1,Rusmini,Supang,1/2/2024,{nik}\n"))]),
    );
    imported(
        &mut register,
        &sheets(&[(
            "ibu",
            &format!(
                "no_ibu,nama_ibu,desa,hpht,nik\nA1,Yuliana,Katanjung,1/9/2025,\nA2,Ny. Rusmini,Supang,1/10/2025,{nik}\n"
            ),
        )]),
    );
    let mut found: Vec<_> =
        register.families().map(|family| (family.name().to_owned(), family.pregnancies.len())).collect();
    found.sort();
    assert_eq!(found, [("Rusmini".to_owned(), 2), ("Yuliana".to_owned(), 1)]);
}

#[test]
fn held_rows_come_in_once_they_are_corrected() {
    let (mut register, plan) =
        import(&[("ibu", "no_ibu,nama_ibu,desa\nA1,,Supang\n"), ("nifas", "no_ibu,tanggal\nA1,1/2/2026\n")]);
    assert_eq!(held(&plan), [("ibu", 2, "nama_ibu", "required"), ("nifas", 2, "no_ibu", "mother_not_taken")]);
    let plan =
        imported(&mut register, &sheets(&[("ibu", MOTHER), ("nifas", "no_ibu,tanggal\nA1,1/2/2026\n")]));
    assert_eq!(plan.held, []);
    assert_eq!(only(&register).1.postnatal.len(), 1);
}

fn dirty_cell() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "A1",
        "A2",
        "a 1",
        "",
        "-",
        "12/03/2026",
        "12-3-26",
        "12 Maret 2026",
        "31/02/2026",
        "2055-01-01",
        "ya",
        "tidak",
        "x",
        "v",
        "120/80",
        "1200/80",
        "56,2",
        "2.900",
        "3,1 kg",
        "Supang",
        "Desa supang",
        "bidan; dukun",
        "dukun",
        "rumah dukun",
        "RSUD",
        "hidup",
        "mati",
        "IUFD",
        "abortus",
        "ibu",
        "bayi",
        "lahir mati",
        "1",
        "2",
        "kuning; mengidam",
        "tidak ada",
        "6203125505990012",
        "6,2E+15",
        "Wati",
        "T4",
        "NR",
        "#REF!",
        "é\u{0}",
        "9e999",
    ])
    .prop_map(str::to_owned)
}

fn dirty_sheet(kind: SheetKind, rows: &[Vec<String>]) -> (String, Vec<u8>) {
    let mut text = kind.columns().iter().map(|column| column.name).collect::<Vec<_>>().join(";");
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .take(kind.columns().len())
            .map(|cell| format!("\"{}\"", cell.replace('\0', "")))
            .collect();
        write!(text, "\n{}", cells.join(";")).unwrap();
    }
    (format!("{kind}.csv"), text.into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_dirt_is_taken_or_held_and_never_twice(rows in prop::collection::vec(prop::collection::vec(dirty_cell(), 24), 1..14)) {
        let files: Vec<_> = SheetKind::ALL.into_iter().map(|kind| dirty_sheet(kind, &rows)).collect();
        let workbook = Workbook::of_files(files.into_iter().chain([("ibu 2.csv".to_owned(), MOTHER.as_bytes().to_vec())])).unwrap();
        let mut register = empty();
        let plan = planned(&register, &workbook);
        let taken: usize = plan.taken.values().sum();
        prop_assert_eq!(taken + plan.held.len(), workbook.len(), "every row is taken or held");
        register.apply(plan.notes);
        let again = planned(&register, &workbook);
        prop_assert_eq!(again.notes, vec![]);
        prop_assert!(register.families().all(|family| family.strays.is_empty()));
    }
}
