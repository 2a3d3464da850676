//! The example in `docs/sync.md` is a real exchange.

use domain::rights::Role;
use sync::guest::Keep;

use crate::support::{
    ledger::{Ledger, mothers},
    line::Wire,
    run,
};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/sync.md");
const BEGIN: &str = "<!-- example -->\n";
const END: &str = "<!-- /example -->\n";

#[test]
fn the_example_is_what_is_said() {
    let mut ledger = Ledger::new();
    ledger.phone(Role::Bidan, &[0], None);
    for note in (0..2).flat_map(|_| ledger.mother(None, 0)).chain([ledger.dukun(None)]) {
        run(ledger.host.note(&note));
    }
    let phone = &ledger.phones[0];
    let wire = Wire::new(&ledger.host, phone, 1, 0);
    run(wire.meet()).unwrap();
    phone.note(&ledger.visit(Some(0), mothers(&phone.register())[0], Some(0), 52));
    run(ledger.host.note(&ledger.dukun(None)));
    run(wire.meet()).unwrap();
    assert_eq!(run(phone.standing()).unwrap().cursor, 7);
    let example = format!(
        "The request:\n\n```json\n{}\n```\n\nThe answer:\n\n```json\n{}```\n",
        String::from_utf8(wire.asked.take()).unwrap(),
        String::from_utf8(wire.answered.take()).unwrap(),
    );
    let page = std::fs::read_to_string(PAGE).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    if std::env::var_os("BETANG_WRITE_DOCS").is_some() {
        std::fs::write(PAGE, [before, BEGIN, &example, END, after].concat()).unwrap();
    } else {
        assert_eq!(written, example, "run with BETANG_WRITE_DOCS=1 and read what changed");
    }
}
