//! Any text as an entry: it is read or refused; what was read is written and read again the same.
#![no_main]

use domain::{facts::Fact, ids::UnitCode, register::Register};
use libfuzzer_sys::fuzz_target;
use store::Entry;

fuzz_target!(|text: &str| {
    for (kind, version) in Fact::KINDS {
        if let Ok(fact) = Fact::read_text(kind, *version, text) {
            let again = Fact::read(kind, *version, fact.to_value());
            assert_eq!(again.ok().as_ref(), Some(&fact));
        }
    }
    let Ok(entry) = serde_json::from_str::<Entry>(text) else { return };
    let Ok(note) = entry.read() else { return };
    let Ok(written) = Entry::of(&note, &UnitCode("P".to_owned())) else { return };
    assert_eq!(written.read().ok().as_ref(), Some(&note));
    let _ = Register::load([note]);
});
