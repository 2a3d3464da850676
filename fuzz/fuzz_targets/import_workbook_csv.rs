//! Any bytes as the sheets of a workbook: nothing panics, every row is taken or held, and what was
//! imported is found again.
#![no_main]

use domain::{
    ids::{AuthorId, DeviceId, UnitCode},
    register::Register,
    rules::Rules,
};
use exchange::cohort::{Job, SheetKind, Workbook, plan};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // The first byte of each part of the input names its sheet; 0xFF parts them.
    let parts = bytes.split(|byte| *byte == 0xFF).filter_map(|part| {
        let (which, text) = part.split_first()?;
        let kind = SheetKind::ALL.get(usize::from(which % 6))?;
        Some((format!("{kind}.csv"), text.to_vec()))
    });
    let _ = Workbook::read("register.xlsx", bytes);
    let Ok(workbook) = Workbook::of_files(parts) else { return };
    let mut register = Register::default();
    let (rules, unit) = (Rules::default(), UnitCode("P".to_owned()));
    let Ok(now) = "2026-06-01T08:00:00+07:00".parse() else { return };
    let today = jiff::civil::date(2026, 6, 1);
    let (author, device) = (AuthorId::SYSTEM, DeviceId::SERVER);
    let first = {
        let job = Job { register: &register, unit: &unit, rules: &rules, today, author, device, now };
        plan(&workbook, &job, &mut |_, _| {})
    };
    register.apply(first.notes);
    let job = Job { register: &register, unit: &unit, rules: &rules, today, author, device, now };
    let again = plan(&workbook, &job, &mut |_, _| {});
    assert!(again.notes.is_empty(), "importing twice changes nothing");
});
