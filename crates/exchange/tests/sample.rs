//! The workbook of the field, against the truth about it.
#![expect(clippy::unwrap_used, reason = "a test that can't go on shall stop")]

mod unit;

use std::collections::BTreeSet;

use domain::{facts::Attendant, family::Pregnancy, register::Register};
use exchange::cohort::{Plan, SheetKind, Workbook};
use serde_json::Value;

fn truth() -> Value {
    serde_json::from_str(include_str!("samples/kohort-contoh.json")).unwrap()
}

fn workbook() -> Workbook {
    Workbook::read("kohort-contoh.xlsx", include_bytes!("samples/kohort-contoh.xlsx")).unwrap()
}

fn import() -> (Register, Plan) {
    let mut register = unit::empty();
    let plan = unit::imported(&mut register, &workbook());
    (register, plan)
}

fn pregnancy<'a>(register: &'a Register, no: &str) -> Option<&'a Pregnancy> {
    let numbered = |p: &&Pregnancy| p.registered.as_ref().is_some_and(|r| r.cohort_no.as_deref() == Some(no));
    register.families().flat_map(|family| &family.pregnancies).find(numbered)
}

#[test]
fn exactly_the_rows_of_the_truth_are_held_for_its_reasons() {
    let (_, plan) = import();
    let held: BTreeSet<_> = plan
        .held
        .iter()
        .map(|issue| (issue.sheet.name(), u64::from(issue.row), issue.column.clone(), issue.reason.id()))
        .collect();
    let truth = truth();
    let mut wanted = BTreeSet::new();
    for kind in SheetKind::ALL {
        let sheet = &truth["sheets"][kind.name()];
        let rows = usize::try_from(sheet["rows"].as_u64().unwrap()).unwrap();
        let lines = sheet["held"].as_array().unwrap();
        assert_eq!(plan.taken[&kind], rows - lines.len(), "{kind}");
        for line in lines {
            let why = match line["why"].as_str().unwrap() {
                "required" => "required",
                "not a date" => "not_a_date",
                "in the future" => "in_the_future",
                "mother was not taken" => "mother_not_taken",
                "no such mother" => "no_such_mother",
                "not a blood pressure" => "not_a_blood_pressure",
                other => panic!("unknown reason {other}"),
            };
            wanted.insert((
                kind.name(),
                line["row"].as_u64().unwrap(),
                line["column"].as_str().unwrap().to_owned(),
                why,
            ));
        }
    }
    assert_eq!(held, wanted);
}

#[test]
fn every_mother_has_the_contacts_of_the_truth() {
    let (register, _) = import();
    for (no, mother) in truth()["mothers"].as_object().unwrap() {
        let found = pregnancy(&register, no);
        assert_eq!(found.is_none(), mother["held"].as_bool().unwrap(), "{no}");
        let Some(found) = found else { continue };
        assert_eq!(found.village.as_ref().unwrap().as_str(), mother["village"].as_str().unwrap(), "{no}");
        if let Some(lmp) = mother["lmp"].as_str() {
            assert_eq!(found.lmp().unwrap().to_string(), lmp, "{no}");
        }
        let contacts: Vec<_> = found
            .contacts
            .iter()
            .map(|c| (c.on.to_string(), c.examiners.contains(&Attendant::Doctor), c.ultrasound.is_yes()))
            .collect();
        let wanted: Vec<_> = mother["anc"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| (c[0].as_str().unwrap().to_owned(), c[1] == "dokter", c[2].as_bool().unwrap()))
            .collect();
        assert_eq!(contacts, wanted, "{no}");
        assert_eq!(
            found.birth.as_ref().map(|birth| birth.on.to_string()).as_deref(),
            mother["birth"].as_str(),
            "{no}"
        );
        assert_eq!(found.children.len() as u64, mother["births"].as_u64().unwrap(), "{no}");
        let postnatal: Vec<_> = found.postnatal.iter().map(|c| c.on.to_string()).collect();
        assert_eq!(serde_json::json!(postnatal), mother["pnc"], "{no}");
        let newborn: Vec<_> =
            found.children.iter().flat_map(|c| c.contacts.iter().map(|k| (c.no, k.on.to_string()))).collect();
        assert_eq!(serde_json::json!(newborn), mother["nnc"], "{no}");
    }
}

#[test]
fn a_lost_nik_costs_the_nik_and_not_the_mother() {
    let (register, plan) = import();
    for (no, mother) in truth()["mothers"].as_object().unwrap() {
        if !mother["held"].as_bool().unwrap() && mother["nik_lost"].as_bool().unwrap() {
            let family = register
                .families()
                .find(|f| f.pregnancies.iter().any(|p| pregnancy(&register, no) == Some(p)))
                .unwrap();
            assert_eq!(family.woman.as_ref().unwrap().nik, None, "{no}");
        }
    }
    let niks = plan.warnings.iter().filter(|issue| issue.column == "nik").count();
    let kept = register
        .families()
        .filter(|family| family.woman.as_ref().is_some_and(|woman| woman.nik.is_some()))
        .count();
    assert!(kept > 30, "{kept} kept, {niks} warnings");
}

#[test]
fn nothing_strays() {
    let (register, _) = import();
    assert!(register.families().all(|family| family.strays.is_empty()));
    assert_eq!(register.families().filter(|family| family.mother_died().is_some()).count(), 2);
}

#[test]
fn what_was_odd_is_said_once() {
    let (_, plan) = import();
    let odd: Vec<String> = plan
        .warnings
        .iter()
        .map(|issue| {
            format!("{} {} {} {:?} {}", issue.sheet, issue.row, issue.column, issue.value, issue.reason.id())
        })
        .collect();
    assert_eq!(odd.len(), odd.iter().collect::<BTreeSet<_>>().len());
    let extra = odd.iter().filter(|line| line.contains("extra_column")).count();
    assert_eq!(extra, 2, "{odd:#?}");
}
