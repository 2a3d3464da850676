//! What leaves the server for a phone, line by line, in a unit of some hundred invented mothers: never
//! anything of a mother whom its person may not see, and all of those she may.

#![expect(clippy::unwrap_used, reason = "these are tests")]

mod support;

use std::collections::BTreeSet;

use domain::{ids::VillageCode, register::Register, rights::Role, rights::Scope};
use store::jsonl;
use support::{Folder, Server, add_user, betang, code, phone::enrol, text};

/// The register as it follows from the exported log.
fn register(folder: &Folder) -> Register {
    let log = betang(&folder.file("data"), &["export", "log"]).stdout;
    let lines = log.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    Register::load(lines.map(|line| jsonl::read_line(line).unwrap().entry.read().unwrap()))
}

#[test]
fn a_phone_gets_what_its_person_may_see_and_nothing_else() {
    let folder = Folder::new();
    let data = folder.file("data");
    let made = betang(&data, &["simulate", "--years", "1", "--pregnancies", "80", "--until", "2026-05-21"]);
    assert_eq!(code(&made), 0, "{}", text(&made));
    let register = register(&folder);
    let villages: Vec<_> = register.villages().keys().cloned().collect();
    // Some have one village, some two.
    let of =
        |no: usize| -> Vec<VillageCode> { villages.iter().skip(no * 2).take(1 + no % 2).cloned().collect() };
    let logins: Vec<_> = (0..6).map(|no| format!("bidan{no}")).collect();
    for (no, login) in logins.iter().enumerate() {
        let codes = of(no);
        let flags: Vec<_> = codes.iter().flat_map(|code| ["--village", code.as_str()]).collect();
        add_user(&data, login, "bidan", &flags);
    }
    add_user(&data, "kepala", "head", &[]);
    let server = Server::start(&data);
    let mut seen = BTreeSet::new();
    for (no, login) in logins.iter().map(Some).chain([None]).enumerate() {
        let scope = match login {
            Some(_) => Scope { role: Role::Bidan, villages: of(no) },
            None => Scope { role: Role::Head, villages: Vec::new() },
        };
        let login = login.map_or("kepala", String::as_str);
        let phone = enrol(&server, &server.log_in(login), "");
        let met = phone.meet().unwrap();
        let log = phone.log.borrow();
        assert_eq!(met.received, log.entries.len());
        for (entry, _) in log.entries.values() {
            let family = register.family(entry.subject);
            let about = register.about(entry.subject).unwrap();
            let may = family.map_or(scope.sees_about(about), |family| scope.sees_family(family));
            assert!(may, "{login} got {} of {}", entry.kind, entry.subject);
        }
        let due: BTreeSet<_> = sync::holding::of(&register, &scope).into_iter().collect();
        drop(log);
        assert_eq!(phone.subjects(), due, "{login}");
        seen.insert(due.len());
    }
    assert!(seen.len() > 3, "the phones hold different mothers: {seen:?}");
}
