//! What goes out comes back: into the same unit without a change, into an empty one as the same mothers.

mod unit;

use domain::{facts::Fact, family::Pregnancy, milestones, note::Note, register::Register, rules::Rules};
use exchange::cohort::{Lang, SheetKind, Workbook, export};
use jiff::civil::date;
use simulator::Plan;

fn simulated(seed: u64) -> Vec<Note> {
    let until = date(2026, 5, 1);
    simulator::simulate(&Plan { years: 1, villages: 4, seed, until, pregnancies_per_year: 12 }).collect()
}

fn is_place(note: &Note) -> bool {
    matches!(
        note.fact,
        Fact::Unit(_)
            | Fact::Village(_)
            | Fact::Facility(_)
            | Fact::Staff(_)
            | Fact::Dukun(_)
            | Fact::Kader(_)
            | Fact::Official(_)
    )
}

/// The registered pregnancies in an order that does not depend on ids.
fn registered(register: &Register) -> Vec<(String, &Pregnancy)> {
    let families = register.families().flat_map(|family| family.pregnancies.iter().map(move |p| (family, p)));
    let all = families.filter(|(_, pregnancy)| pregnancy.registered.is_some());
    let mut all: Vec<_> =
        all.map(|(f, p)| (format!("{} {:?} {:?}", f.name(), p.lmp(), p.village), p)).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[test]
fn a_register_exported_and_imported_again_is_unchanged() {
    for seed in [1, 2] {
        let register = Register::load(simulated(seed));
        let bytes = export::workbook(&register).unwrap();
        assert_eq!(bytes, export::workbook(&register).unwrap(), "the same register gives the same bytes");
        let workbook = Workbook::read("kohort.xlsx", &bytes).unwrap();
        let plan = unit::planned(&register, &workbook);
        assert_eq!(plan.held, []);
        assert_eq!(plan.notes, []);
    }
}

#[test]
fn an_empty_unit_gets_the_same_mothers_and_milestones() {
    let notes = simulated(3);
    let register = Register::load(notes.iter().cloned());
    let workbook = Workbook::read("kohort.xlsx", &export::workbook(&register).unwrap()).unwrap();
    let mut copy = Register::load(notes.into_iter().filter(is_place));
    let plan = unit::imported(&mut copy, &workbook);
    assert_eq!(plan.held, []);
    let (rules, on) = (Rules::default(), unit::TODAY);
    let (before, after) = (registered(&register), registered(&copy));
    assert!(before.len() > 5);
    assert_eq!(before.len(), after.len());
    for ((no, pregnancy), (same, copy)) in before.iter().zip(&after) {
        assert_eq!(no, same);
        assert_eq!(pregnancy.village, copy.village, "{no}");
        assert_eq!(pregnancy.contacts.len(), copy.contacts.len(), "{no}");
        assert_eq!(
            pregnancy.birth.as_ref().map(|b| (b.on, b.place)),
            copy.birth.as_ref().map(|b| (b.on, b.place)),
            "{no}"
        );
        assert_eq!(milestones::of(pregnancy, &rules, on), milestones::of(copy, &rules, on), "{no}");
    }
    let again = Workbook::read("kohort.xlsx", &export::workbook(&copy).unwrap()).unwrap();
    for kind in SheetKind::ALL {
        let rows = |workbook: &Workbook| workbook.of(kind).map(|sheet| sheet.rows.len()).sum::<usize>();
        assert_eq!(rows(&workbook), rows(&again), "{kind}");
    }
}

#[test]
fn held_rows_come_as_a_workbook_that_can_be_corrected() {
    let mut register = unit::empty();
    let first = unit::imported(
        &mut register,
        &unit::sheets(&[(
            "ibu",
            "no_ibu,nama_ibu,desa,hpht\n1,Rusmini,Supang,1/9/2025\n2,Wati,Entah,2/9/2025\n",
        )]),
    );
    assert_eq!(first.held.len(), 1);
    let bytes = export::held(&first.held, Lang::Id).unwrap();
    let workbook = Workbook::read("ditahan.xlsx", &bytes).unwrap();
    let sheet = workbook.of(SheetKind::Ibu).next().unwrap();
    assert_eq!(sheet.missing().count(), 0);
    let row = sheet.rows.first().unwrap();
    let read = sheet.as_read(row);
    assert_eq!(
        (read["no_ibu"].as_str(), read["nama_ibu"].as_str(), read["desa"].as_str()),
        ("2", "Wati", "Entah")
    );
    assert_eq!(read["_baris"], "3");
    let again = unit::planned(&register, &workbook);
    assert_eq!(again.held.len(), 1, "uncorrected it is held again");
    assert_eq!(again.held.first().unwrap().reason, first.held.first().unwrap().reason);
}
